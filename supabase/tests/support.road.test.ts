/** A team calls in at a family on its round: it knows the place and the phone, and says whether it met anybody. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { doors as paper } from '../functions/_shared/contracts/booking-paper.ts';
import { createDatabase, type TestDatabase } from '../local/testing.ts';
import { asks, morning } from './driving.ts';
import { ask, officer, refusal } from './household.ts';
import { now } from './on-the-road.ts';
import { problemOf, type Person } from './people.ts';
import { dayOf } from './planning.ts';
import { leg, riding, type Riding } from './riding.ts';

let db: TestDatabase;
let r: Riding;
beforeAll(async () => {
	db = await createDatabase();
	r = await riding(db);
});
afterAll(() => db?.drop());
beforeEach(() => r.clear());

/** A morning of a crew whose day is that of all errands, too. */
async function underway() {
	const { teamDay } = await morning(db, r.p.g, r.desk, [r.driver], []);
	await db.sql`update booking.stops set team_day = ${teamDay} where kind = 'support'`;
	await db.sql`update booking.errands set day = house.local_day(now())`;
	await db.sql`update support.visits set day = house.local_day(now()) where errand is not null`;
	return teamDay;
}
const dayOn = (team_day: string) => asks(db, r.driver, 'rounds_day', { team_day });
const tell = (team_day: string, subject: string, came: boolean, who = r.driver) =>
	asks(db, who, 'rounds_errand', { team_day, at: now(), subject, came });

test('the crew has place and phone, no name and not why, and that it read them stands in the case', async () => {
	const of = await r.wished({ story: 'Hai con nằm một chỗ' });
	await r.laid();
	const team_day = await underway();
	const day = await dayOn(team_day);
	const errand = {
		hamlet_name: 'Thôn Một',
		landmark: 'Sau chợ',
		phone: '+84900000201',
		came: null
	};
	expect(day.stops).toMatchObject([{ kind: 'support', rows: [], cards: [], errand }]);
	const sheet = paper.booking_sheet.answer.parse(
		await ask(db, r.driver, 'booking_sheet', { team_day })
	);
	expect(sheet.errands).toMatchObject([{ phone: '+84900000201', start: 600 }]);
	const told = JSON.stringify([day.stops, sheet]);
	expect(told).not.toMatch(/Võ Thị Lành|nằm một chỗ|agent_orange|da cam|HT-/);
	const read = await db.sql`
		select 1 from queue.reads where case_id = ${of.id} and officer = ${r.driver.sub} and code = 'sheet'`;
	expect(read).toHaveLength(2);
	expect(await problemOf(r.q.open(r.driver as unknown as Person, of.id))).toMatchObject({
		message: 'not_found'
	});
});

test('the crew says whether it met anybody, and what was found is written by support officers', async () => {
	const of = await r.wished();
	const subject = await r.laid();
	const team_day = await underway();
	await tell(team_day, subject, false);
	await tell(team_day, subject, true);
	expect((await dayOn(team_day)).stops).toMatchObject([
		{ progress: 'done', errand: { came: true } }
	]);
	expect((await r.planned(of)).rides).toMatchObject({ came: true });
	expect((await r.q.open(r.helper, of.id)).row.state).toBe('visit_agreed');
	await r.h.visit(r.helper, of);
	// What was driven stays on the day, and of the family no more is told.
	expect((await dayOn(team_day)).stops).toMatchObject([
		{ progress: 'done', errand: { phone: null } }
	]);
});

test('a visit that was taken back today leaves the phone, one that was made stays as done', async () => {
	const [gone, made] = [await r.wished(), await r.wished({ family_name: 'Lê Thị Khác' })];
	const { errands, ...seen } = await r.p.plan();
	const stops = errands.map(({ subject }, n) => leg(subject, 480 + 60 * n));
	const { version } = dayOf(seen as never, r.p.first);
	await r.p.accept([{ team_day: r.p.first, version, stops }]);
	const team_day = await underway();
	const before = await dayOn(team_day);
	await r.h.end(r.helper, gone, 'no_longer_needed');
	await r.h.visit(r.helper, made);
	const after = await dayOn(team_day);
	expect(after.stops.map(({ progress }) => progress)).toEqual(['done']);
	// The phone that plans on meets that the day is another one.
	expect(after.version).toBe(before.version + 1);
});

test('nobody who does not drive it has a word in it, nor of a stop that is none of it', async () => {
	await r.wished();
	const subject = await r.laid();
	const team_day = await underway();
	const outsider = await officer(db, ['field']);
	expect(await refusal(tell(team_day, subject, true, outsider))).toBe('not_of_the_crew');
	expect(await refusal(tell(team_day, r.p.g.team, true))).toBe('not_found');
	expect(await refusal(tell(team_day, subject, null as never))).toBe('required');
});
