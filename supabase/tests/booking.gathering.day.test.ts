/** The day of a gathering: called off or postponed, the evening before, the sheet that goes along, and who was served. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { doors as figures } from '../functions/_shared/contracts/booking-figures.ts';
import { createDatabase, type TestDatabase } from '../local/testing.ts';
import { gatherings, type Gatherings, type Waiting } from './gatherings.ts';
import { ask, ground, officer, refusal, unit, type Ground } from './household.ts';

let db: TestDatabase;
let g: Ground;
let at: Gatherings;
let desk: Awaited<ReturnType<typeof officer>>;
let lead: typeof desk;
let field: typeof desk;

beforeAll(async () => {
	db = await createDatabase();
	g = await ground(db);
	desk = await officer(db, ['desk']);
	lead = await officer(db, ['lead']);
	field = await officer(db, ['field']);
	at = gatherings(db, g, desk);
	await db.sql`
		update unit.settings set readiness_hour = 0, readiness_call_hour = 0, estimate_hour = 0, horizon_days = 60 where unit = ${unit}`;
});
afterAll(() => db?.drop());

/** A gathering of today with people whom the desk has called. */
async function today(count: number, { confirmed = true } = {}) {
	const opened = await at.opening();
	const people = await at.filled(opened.id, count);
	if (confirmed) for (const one of people) one.version = (await at.confirm(one)).version;
	await at.bring(opened.teamDay, 0);
	return { ...opened, people };
}
const written = (one: Waiting, outcome: string) => ({
	id: one.id,
	version: one.version,
	began: 485,
	ended: 590,
	people: one.people.map((id) => ({ id, outcome, receiver: null, note: null }))
});
const enter = (team_day: string, rows: object[]) =>
	ask(db, desk, 'booking_day_enter', { key: randomUUID(), team_day, rows });

describe('the day itself', () => {
	test('is one stop on the sheet, its people by given name, without births', async () => {
		const opened = await at.opening();
		const names = ['Bà Nguyễn Thị Út', 'Ông Lê Văn An', 'Bà Phạm Thị Đào'];
		for (const name of names) {
			const one = await at.waiting([name]);
			const [row] = await at.add(opened.id, [one]);
			await at.confirm({ id: one.id, version: row!.version! });
		}
		await at.bring(opened.teamDay, 0);
		const sheet = await at.sheet(opened.teamDay, field);
		expect(sheet.gatherings).toHaveLength(1);
		expect(sheet.gatherings[0]).toMatchObject({
			id: opened.id,
			from: 480,
			to: 600,
			keeper: { name: 'Ông Giữ Chìa Khóa', phone: '+84900000200' }
		});
		expect(sheet.rows.map(({ gathering, people }) => [gathering, people[0]!.name])).toEqual([
			[opened.id, names[1]],
			[opened.id, names[2]],
			[opened.id, names[0]]
		]);
		expect(JSON.stringify(sheet)).not.toMatch(/birth|1945/);
		const { days } = await ask(db, desk, 'booking_sheets', {});
		expect(days.find(({ id }: { id: string }) => id === opened.teamDay)).toMatchObject({
			visits: 3
		});
	});

	test('is typed in from paper: each person for themselves, and over with the last', async () => {
		const { id, teamDay, people, version } = await today(3);
		const [one, two, three] = people as [Waiting, Waiting, Waiting];
		const close = (at: number) =>
			ask(db, desk, 'booking_gathering_close', { key: randomUUID(), id, version: at });
		expect(await refusal(close(version))).toBe('people_open');
		const { rows } = await enter(teamDay, [written(one, 'captured'), written(two, 'absent')]);
		const states = Object.fromEntries(
			rows.map(({ id: which, state }: { id: string; state: string }) => [which, state])
		);
		expect(states).toEqual({ [one.id]: 'captured', [two.id]: 'revisit' });
		expect((await at.read(id)).gathering).toMatchObject({ state: 'open', open: 1 });
		await enter(teamDay, [written(three, 'prints_unreadable')]);
		expect((await at.read(id)).gathering.state).toBe('over');
		expect((await at.face(two)).window).toBeNull();
		const [card] = await db.sql`
			select 1 as runs from queue.clocks_running where case_id = ${one.id} and clock = 'card'`;
		expect(card).toBeDefined();
	});

	test('serves whoever comes, though nobody had called them before', async () => {
		const { id, people, teamDay } = await today(1, { confirmed: false });
		const { rows } = await enter(teamDay, [written(people[0]!, 'captured')]);
		expect(rows[0]).toMatchObject({ code: null, state: 'captured' });
		expect((await at.read(id)).gathering.state).toBe('over');
	});

	test('whoever was absent may come to the next one, or wait for a visit', async () => {
		const { people, teamDay } = await today(1);
		await enter(teamDay, [written(people[0]!, 'absent')]);
		const next = await at.opening();
		const { version } = await at.state(people[0]!.id);
		expect(
			(await at.add(next.id, [{ id: people[0]!.id, version }])).map(({ state }) => state)
		).toEqual(['held']);
	});

	test('an empty one is closed by hand on its day, and not before', async () => {
		const opened = await at.opening();
		const close = () =>
			ask(db, desk, 'booking_gathering_close', {
				key: randomUUID(),
				id: opened.id,
				version: opened.version
			});
		expect(await refusal(close())).toBe('not_yet');
		await at.bring(opened.teamDay, 0);
		await close();
		expect((await at.read(opened.id)).gathering.state).toBe('over');
		expect((await at.add(opened.id, [await at.waiting()])).map(({ code }) => code)).toEqual([
			'gathering_over'
		]);
	});

	test('counts whom it served, by area and channel, and every household as a visit', async () => {
		const span = async () => {
			const [days] = await db.sql`
				select to_char(house.local_day(now()) - 1, 'YYYY-MM-DD') as from_day, to_char(house.local_day(now()), 'YYYY-MM-DD') as to_day`;
			return figures.booking_figures.answer.parse(
				await ask(db, lead, 'booking_figures', { ...days })
			);
		};
		const before = await span();
		const { people, teamDay } = await today(2);
		await enter(teamDay, [written(people[0]!, 'captured'), written(people[1]!, 'captured')]);
		const after = await span();
		expect(after.total.gathered - before.total.gathered).toBe(2);
		expect(after.total.visits - before.total.visits).toBe(2);
		expect(after.total.kept - before.total.kept).toBe(2);
		const web = (of: typeof after) => of.channels.find(({ channel }) => channel === 'web')!;
		expect(web(after).gathered - web(before).gathered).toBe(2);
		expect(after.areas[0]!.gathered - before.areas[0]!.gathered).toBe(2);
	});
});
