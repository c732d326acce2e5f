/** The days of a period, and what a report counts of visits: one of each kind on either side of a border, in Vietnamese time. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { callBackOf, visitOf } from './cases.ts';
import { at, counted, event, outcome, unit, world, type World } from './reporting.ts';

let w: World;
beforeAll(async () => {
	w = await world();
	// The demo's cases are of these months, too.
	await w.db.sql`update queue.cases set received_at = '2010-01-01' where unit = ${unit}`;
});
afterAll(() => w?.db.drop());

describe('a period from the 15th', () => {
	test.each([
		['month', 8, 15, '2020-07-15', '2020-08-14'],
		['month', 1, 15, '2019-12-15', '2020-01-14'],
		['quarter', 1, 15, '2019-12-15', '2020-03-14'],
		['year', 1, 15, '2019-12-15', '2020-12-14'],
		['month', 2, 1, '2020-02-01', '2020-02-29'],
		['month', 3, 28, '2020-02-28', '2020-03-27'],
		['quarter', 4, 1, '2020-10-01', '2020-12-31']
	])(
		'the %s %i of 2020, begun on day %i, goes from %s to %s',
		async (kind, nth, start, from, to) => {
			const [row] = await w.db.sql`
			select from_day::text, to_day::text from results.period(${kind}, 2020, ${nth}, ${start})`;
			expect(row).toEqual({ from_day: from, to_day: to });
		}
	);

	test('the months of a year follow each other without a gap, whatever their first day', async () => {
		const [row] = await w.db.sql`
			select bool_and(n.from_day = p.to_day + 1) as all
			from generate_series(1, 28) s, generate_series(1, 11) m
			cross join lateral results.period('month', 2024, m, s) p
			cross join lateral results.period('month', 2024, m + 1, s) n`;
		expect(row!.all).toBe(true);
	});
});

describe('a resident who was visited counts', () => {
	test('on the day of the promise: Saturday and Sunday as a home, any day as a person', async () => {
		const [sat, sun, mon, out, next] = await Promise.all(
			Array.from({ length: 5 }, () => visitOf(w.db, unit))
		);
		await outcome(w, sat!.id, '2020-08-15', ['captured', 'captured']);
		await outcome(w, sun!.id, '2020-08-16', ['refused']);
		await outcome(w, mon!.id, '2020-08-17', ['captured']);
		await outcome(w, out!.id, '2020-08-22', ['absent', 'absent']);
		await outcome(w, next!.id, '2020-09-13', ['captured']);
		expect(await counted(w, '2020-08-15', '2020-09-12')).toMatchObject({
			...{ homes_weekend: 2, people_home: 3, people_gathered: 0 }
		});
		expect(await counted(w, '2020-08-16', '2020-09-13')).toMatchObject({
			...{ homes_weekend: 2, people_home: 2 }
		});
		expect(await counted(w, '2020-09-14', '2020-10-14')).toMatchObject({ homes_weekend: 0 });
	});

	test('among those who came to a gathering where they came to one', async () => {
		const come = await visitOf(w.db, unit);
		const gathering = '00000000-0000-4000-8000-0000000000aa';
		await outcome(w, come.id, '2020-11-07', ['captured', 'captured', 'absent'], gathering);
		expect(await counted(w, '2020-11-01', '2020-11-30')).toMatchObject({
			...{ homes_weekend: 0, people_home: 0, people_gathered: 2 }
		});
	});

	test('with their card and every call, from the 15th at 00:00 to the last minute of the 14th', async () => {
		const visit = await visitOf(w.db, unit);
		const asked = await callBackOf(w.db, unit);
		for (const when of [
			'2020-08-14T23:59',
			'2020-08-15T00:00',
			'2020-09-14T23:59',
			'2020-09-15T00:00'
		]) {
			await event(w, visit.id, at(when), 'card_handed', { people: [visit.id, asked.id] });
			await event(w, asked.id, at(when), 'call', { outcome: 'no_answer' });
		}
		expect(await counted(w, '2020-08-15', '2020-09-14')).toMatchObject({ cards: 4, calls: 2 });
		expect(await counted(w, '2020-09-15', '2020-09-15')).toMatchObject({ cards: 2, calls: 1 });
	});

	test('in their own unit alone', async () => {
		const there = await visitOf(w.db, '21472');
		await outcome(w, there.id, '2021-01-09', ['captured']);
		expect(await counted(w, '2021-01-01', '2021-01-31')).toMatchObject({ people_home: 0 });
	});
});
