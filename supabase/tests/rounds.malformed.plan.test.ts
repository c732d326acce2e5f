/** What no page of ours would plan: it is refused with a code, and nothing of it is written. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDatabase, type TestDatabase } from '../local/testing.ts';
import { booked, windows } from './household.ts';
import { sending } from './malformed.ts';
import { road, type Road } from './on-the-road.ts';

let db: TestDatabase;
let r: Road;
beforeAll(async () => {
	db = await createDatabase();
	r = await road(db);
});
afterAll(() => db?.drop());

test('a lead who sends what no plan is made of is refused and changes nothing', async () => {
	const { said, refused } = sending(db);
	await booked(db, r.g, windows[0]);
	const later = await booked(db, r.g, windows[0]);
	const [stop, another] = await db.sql`
		select
			subject, kind, window_from as "from", window_to as "to", service, travel, start, finish,
			subject = ${later.visit} as later
		from booking.stops where team_day = ${r.g.teamDay} order by later`.then((rows) =>
		rows.map(({ later: _, ...row }) => row)
	);
	await db.sql`delete from booking.stops where subject = ${later.visit}`;
	await db.sql`update queue.cases set state = 'waiting' where id = ${later.id}`;
	const [day] = await db.sql`select id, version from booking.team_days where id = ${r.g.teamDay}`;
	const about = { team_day: day!.id, version: day!.version };
	const odd = [
		...[{ subject: 'x' }, { subject: null }, { kind: null }, { kind: 5 }, { from: 'x' }],
		...[{ start: -5 }, { start: 1e12 }, { start: 1.5 }, { travel: 2_147_483_647 }, { travel: -1 }],
		...[{ service: 2_147_483_647 }, { service: null }, { finish: null }]
	];
	const placed: unknown[] = [];
	await refused(r.lead, 'rounds_accept', [
		...odd.map((wrong) => ({ days: [{ ...about, stops: [{ ...stop, ...wrong }] }], placed })),
		...[null, 'x', {}, [null], [5], [[]], [stop, stop]].map((stops) => ({
			days: [{ ...about, stops }],
			placed
		})),
		...[{}, [], [null], [5], [{}], [{ team_day: 'x' }], 'x', Array(41).fill(about)].map((days) => ({
			days,
			placed
		})),
		{
			days: [
				{ ...about, stops: [stop] },
				{ ...about, stops: [stop] }
			],
			placed
		},
		...[{}, [5], [null], [{ case: 'x' }], 'x'].map((placed) => ({
			days: [{ ...about, stops: [stop] }],
			placed
		})),
		// Another lead may have placed them meanwhile: who does not say what they saw is not believed.
		{ days: [{ ...about, stops: [stop, another] }], placed: [{ case: later.id }] }
	]);
	expect(await said(r.lead, 'rounds_accept', { days: [{ ...about, stops: [stop] }], placed })).toBe(
		'none'
	);
	await refused(r.lead, 'rounds_durations_take', [
		...[{}, [], [null], [5], ['x'], [{ what: null }], 'x'].map((rows) => ({ rows })),
		...[{ used: 'x' }, { used: null }, { minutes: 'x' }, { minutes: -1 }, { minutes: 1e30 }].map(
			(wrong) => ({ rows: [{ what: 'first', used: 25, minutes: 20, ...wrong }] })
		)
	]);
});
