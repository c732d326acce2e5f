import { expect, it } from 'vitest';
import { text } from '#contracts/news-campaigns.ts';
import type { CampaignRow } from './campaigns-news.ts';
import { textOf, typedOf } from './campaign-typed.ts';

const stored = {
	name: 'Đợt cao điểm',
	aim: 'Không để ai phải đi xa.',
	from_day: '2026-12-01',
	to_day: '2026-12-31',
	counters: ['visits_done' as const],
	goals: { visits_done: 120 }
};
const row = { text: stored, change: null } as unknown as CampaignRow;

it('what an editor opens and saves without typing is what it was, and a change that waits stands before it', () => {
	expect(textOf(typedOf(row))).toEqual(stored);
	const change = { ...stored, name: 'Tên mới' };
	expect(typedOf({ ...row, change } as CampaignRow).name).toBe('Tên mới');
});

it('days are read as they are written here, and a goal goes with the counter that nobody chose', () => {
	const typed = { ...typedOf(row), from: '1/12/2026', to: '31-12-2026', counters: ['meetings'] };
	const read = textOf({ ...typed, goals: { ...typed.goals, meetings: ' 8 ' } });
	expect(read).toMatchObject({
		from_day: '2026-12-01',
		to_day: '2026-12-31',
		goals: { meetings: 8 }
	});
	expect(text.safeParse(read).success).toBe(true);
});

it('a goal that is no number and a last day before the first are refused at their field', () => {
	const bad = text.safeParse(
		textOf({
			...typedOf(row),
			goals: { ...typedOf(row).goals, visits_done: 'nhiều' },
			to: '1/11/2026'
		})
	);
	const paths = bad.error?.issues.map(({ path }) => path.join('.'));
	expect(paths).toContain('goals.visits_done');
	const early = text.safeParse(textOf({ ...typedOf(row), to: '1/11/2026' }));
	expect(early.error?.issues.map(({ path }) => path.join('.'))).toEqual(['to_day']);
});
