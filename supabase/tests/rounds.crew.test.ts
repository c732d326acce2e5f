/** Who may have a day on their phone, and what stands in it. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createDatabase, type TestDatabase } from '../local/testing.ts';
import { asks } from './driving.ts';
import { ask, officer, refusal, windows } from './household.ts';
import { road, type Road } from './on-the-road.ts';

let db: TestDatabase;
let r: Road;
beforeAll(async () => {
	db = await createDatabase();
	r = await road(db);
});
afterAll(() => db?.drop());

describe('the day that goes along', () => {
	test('has its stops in order with who is served there, and no birth and no number of a card', async () => {
		const { teamDay, visits } = await r.set(windows[2], windows[0]);
		const found = await r.day(teamDay);
		expect(found.stops.map(({ rows }) => rows[0]!.case)).toEqual([visits[1]!.id, visits[0]!.id]);
		expect(found.crew.map(({ id }) => id).sort()).toEqual([r.driver.sub, r.mate.sub].sort());
		expect(JSON.stringify(found)).not.toMatch(/birth|1945|old_number/);
	});

	test('is its crew’s alone, and each case in it counts as read', async () => {
		const { teamDay, visits } = await r.set(windows[0]);
		expect(await refusal(r.day(teamDay, r.outsider))).toBe('not_of_the_crew');
		expect(await refusal(r.day(teamDay, r.stranger))).toBe('not_found');
		expect(await refusal(r.day(teamDay, await officer(db, ['desk'])))).toBe('role_missing');
		await r.day(teamDay);
		const read =
			await db.sql`select 1 from queue.reads where case_id = ${visits[0]!.id} and officer = ${r.driver.sub} and code = 'sheet'`;
		expect(read).toHaveLength(1);
	});

	test('narrows what a field officer may know of: others of the unit find no visit of it', async () => {
		const { visits } = await r.set(windows[0]);
		const open = (who: typeof r.lead) => refusal(ask(db, who, 'queue_case', { id: visits[0]!.id }));
		expect(await open(r.outsider)).toBe('not_found');
		expect(await open(r.driver)).not.toBe('not_found');
	});

	test('is joined on a morning on which somebody fell ill, and left again', async () => {
		const { teamDay } = await r.set(windows[0]);
		await asks(db, r.outsider, 'rounds_join', { team_day: teamDay, joined: true });
		expect((await r.day(teamDay, r.outsider)).stops).toHaveLength(1);
		const mine = (await asks(db, r.outsider, 'rounds_days', {})).days.filter((one) => one.mine);
		expect(mine.map(({ id }) => id)).toEqual([teamDay]);
		await asks(db, r.outsider, 'rounds_join', { team_day: teamDay, joined: false });
		expect(await refusal(r.day(teamDay, r.outsider))).toBe('not_of_the_crew');
		expect(
			await refusal(asks(db, r.stranger, 'rounds_join', { team_day: teamDay, joined: true }))
		).toBe('not_found');
	});
});
