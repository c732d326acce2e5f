import { expect, it } from 'vitest';
import { Problem } from '#lib/platform/problem.ts';
import type { Preview } from './lead-booking.ts';
import { Postponing } from './postponing.svelte.ts';

const preview: Preview = { visits: 3, people: 4, holds: 1, teams: 2, days: [], cases: [] };
const sunday = '2026-11-29';

function sky(refuse: Problem | null = null) {
	const asked: object[] = [];
	const sent: object[] = [];
	const postponing = new Postponing({
		preview: async (scope) => {
			asked.push(scope);
			return preview;
		},
		postpone: async (args) => {
			sent.push(args);
			if (refuse) throw refuse;
			return { id: 'p', visits: 3, people: 4, holds: 1 };
		}
	});
	return { postponing, asked, sent };
}

it('a lead looks before anything is postponed, and what is changed after the look is looked at again', async () => {
	const { postponing, asked, sent } = sky();
	Object.assign(postponing.typed, { from: '29/11/2026', reason: 'storm' });
	await postponing.look();
	expect(asked).toEqual([{ team: null, area: null, from_day: sunday, to_day: sunday }]);
	expect(postponing.preview).toEqual(preview);
	postponing.typed.to = '30/11/2026';
	expect(postponing.preview).toBeNull();
	postponing.typed.to = '';
	expect(postponing.preview).toEqual(preview);
	expect(await postponing.send()).toMatchObject({ visits: 3 });
	expect(sent).toMatchObject([{ from_day: sunday, to_day: sunday, reason: 'storm', note: null }]);
	expect(postponing.preview).toBeNull();
});

it('a team or an area that was not chosen, a day that was not typed and a reason without words are asked for', async () => {
	const { postponing, asked } = sky();
	for (const [typed, fields] of [
		[{}, ['from_day', 'reason']],
		[{ whole: 'team', from: '29/11/2026', reason: 'storm' }, ['team']],
		[{ whole: 'area', from: '29/11/2026', reason: 'storm' }, ['area']],
		[{ whole: 'unit', from: '29/11/2026', reason: 'other', note: '  ' }, ['note']]
	] as const) {
		Object.assign(postponing.typed, { whole: 'unit', from: '', reason: '', note: '', ...typed });
		await postponing.look();
		expect(postponing.form.errors.map(({ field }) => field)).toEqual(fields);
	}
	expect(asked).toEqual([]);
});

it('what another lead was quicker with is said, and what was typed stays', async () => {
	const refused = new Problem({ code: 'already_postponed', status: 409, field: 'from_day' });
	const { postponing } = sky(refused);
	Object.assign(postponing.typed, { from: '29/11/2026', reason: 'storm' });
	await postponing.look();
	expect(await postponing.send()).toBeNull();
	expect(postponing.failed).toBe(refused);
	expect(postponing.typed.from).toBe('29/11/2026');
});
