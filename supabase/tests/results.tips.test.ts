/** What a report counts of tips, and what of it anybody is told. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
	at,
	counted,
	figureOf,
	publicly,
	published,
	unit,
	world,
	type World
} from './reporting.ts';

let w: World;
beforeAll(async () => {
	w = await world();
	// The demo's cases are of these months, too.
	await w.db.sql`update queue.cases set received_at = '2010-01-01' where unit = ${unit}`;
});
afterAll(() => w?.db.drop());

describe('a tip counts', () => {
	const tip = async (when: string) => {
		const [row] = await w.db.sql`
			insert into queue.cases (kind, reference, unit, state, channel, title_code, received_at)
			values ('tip', 'TB-T-' || gen_random_uuid(), ${unit}, 'new', 'web', 'tip', ${when}) returning id`;
		return row!.id as string;
	};
	const clock = (
		id: string,
		name: string,
		due: string,
		stopped: string | null,
		why: string | null = null
	) =>
		w.db.sql`
			insert into queue.clocks_running (case_id, clock, started_at, due_at, amount, measure, stopped_at, stopped_why)
			values (${id}, ${name}, ${due}::timestamptz - interval '1 day', ${due}, 24, 'hours', ${stopped}, ${why})`;

	test('by its hour, and as answered in time where every clock of it was kept', async () => {
		const [kept, late, half, running, before] = [
			await tip(at('2020-08-15T00:00')),
			await tip(at('2020-09-14T23:00')),
			await tip(at('2020-09-01T10:00')),
			await tip(at('2020-09-02T10:00')),
			await tip(at('2020-08-14T23:00'))
		];
		await clock(kept, 'classify', '2020-08-16T00:00Z', '2020-08-15T20:00Z');
		await clock(kept, 'forward', '2020-08-16T00:00Z', '2020-08-18T20:00Z', 'unclassified');
		await clock(late, 'classify', '2020-09-16T00:00Z', '2020-09-17T00:00Z');
		await clock(half, 'classify', '2020-09-02T00:00Z', '2020-09-01T20:00Z');
		await clock(half, 'decide', '2020-09-20T00:00Z', null);
		await clock(running, 'classify', '2100-01-01T00:00Z', null);
		await clock(before, 'classify', '2020-08-16T00:00Z', '2020-08-15T20:00Z');
		const [row] = await w.db.sql`
			select received::int, due::int, kept::int from results.count_tips(${unit}, '2020-08-15', '2020-09-14')`;
		expect(row).toEqual({ received: 4, due: 3, kept: 1 });
		expect(await counted(w, '2020-08-15', '2020-09-14')).toMatchObject({ tips_kept: 33 });
		expect(await counted(w, '2025-01-01', '2025-01-31')).toMatchObject({
			tips_received: 0,
			tips_kept: null
		});
	});

	test('for the public as a share in steps, and not at all among fewer than five', async () => {
		for (let n = 0; n < 7; n++) {
			const id = await tip(at('2021-05-03T09:00'));
			await clock(
				id,
				'classify',
				'2021-05-04T00:00Z',
				n < 6 ? '2021-05-03T12:00Z' : '2021-05-05T00:00Z'
			);
		}
		await published(w, 'month', 2021, 5);
		const { report } = (await publicly(w, '2021-05'))!;
		expect(figureOf(report!, 'tips_received')).toMatchObject({ now: 7, before: 'few' });
		// Of seven one was late: no share may tell of fewer than five that were.
		expect(figureOf(report!, 'tips_kept')).toMatchObject({
			now: 25,
			before: 'few',
			year_ago: 'few'
		});
	});
});
