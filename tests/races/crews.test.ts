/** The phones of one crew that say the same thing in the same moment, and officers who join a crew that is nearly whole. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createDatabase, type TestDatabase } from '../../supabase/local/testing.ts';
import { asks, morning } from '../../supabase/tests/driving.ts';
import { ground, officer, windows, type Ground } from '../../supabase/tests/household.ts';
import { now } from '../../supabase/tests/on-the-road.ts';
import { outbox } from '../../supabase/tests/telling.ts';
import { barrier, crowd, tally } from './crowd.ts';
import { naively } from './naive.ts';

/** As many as ride along in one crew. */
const CREW = 6;
type Who = Awaited<ReturnType<typeof officer>>;

let db: TestDatabase;
let g: Ground;
let lead: Who;
let people: Who[];
let t: ReturnType<typeof outbox>;
beforeAll(async () => {
	db = await createDatabase({ connections: 20 });
	g = await ground(db);
	t = outbox(db);
	lead = await officer(db, ['lead']);
	people = await Promise.all(Array.from({ length: 10 }, () => officer(db, ['field'])));
});
afterAll(() => db?.drop());

/** What each of them was told, who go at once; a database's own word is a fault. */
async function atOnce(who: Who[], work: (who: Who) => Promise<unknown>): Promise<string[]> {
	const together = barrier(who.length);
	return Promise.all(
		who.map(async (one) => {
			await together();
			return work(one).then(
				(said) => JSON.stringify(said),
				({ code, message }: { code: string; message: string }) =>
					/^PT(4|503)/.test(code) ? message : `fault ${code}`
			);
		})
	);
}

/** Each phone of a crew says that it leaves for the first house. */
async function leaves() {
	const crew = people.slice(0, CREW);
	await t.ways([]);
	const { teamDay, visits } = await morning(db, g, lead, crew, [windows[0]]);
	await t.ways(['sms']);
	const [visit] = visits;
	const at = now();
	const said = await atOnce(crew, (who) =>
		asks(db, who, 'rounds_leave', { team_day: teamDay, at, subject: visit!.visit })
	);
	const left = await db.sql`select 1 from rounds.departures where team_day = ${teamDay}`;
	const told = (await t.told(visit!)).filter((line) => line.startsWith('on_the_way'));
	return { said, left: left.length, told: told.length };
}

it('a departure that is written without a thought for the others would be a fault for all phones but one', async () => {
	const signature = 'public.rounds_leave(uuid, uuid, timestamptz, uuid)';
	const { said } = await naively(db.sql, signature, 'on conflict do nothing;', ';', leaves);
	expect(tally(said)['fault 23505']).toBe(CREW - 1);
});

it('of a crew whose phones all say at once that they leave each hears the same, and the house hears it once', async () => {
	for (let round = 0; round < crowd.rounds; round++) {
		const { said, left, told } = await leaves();
		expect(new Set(said).size).toBe(1);
		expect(said[0]).toMatch(/^\{"id"/);
		expect({ left, told }).toEqual({ left: 1, told: 1 });
	}
});

/** Ten officers join a crew that nobody is in yet. */
async function joins() {
	const { teamDay } = await morning(db, g, lead, [], [windows[0]]);
	const said = await atOnce(people, (who) =>
		asks(db, who, 'rounds_join', { team_day: teamDay, joined: true })
	);
	const there = await db.sql`select 1 from rounds.crews where team_day = ${teamDay}`;
	return { said: tally(said), there: there.length };
}

it('a crew that is counted without a lock would be larger than a car', async () => {
	const signature = 'public.rounds_join(uuid, uuid, boolean)';
	const locked = /\s+for update;([^;]*;)([^;]*;)/g;
	const { there } = await naively(
		db.sql,
		signature,
		locked,
		';$1$2 perform pg_sleep(0.05);',
		joins
	);
	expect(there).toBeGreaterThan(CREW);
});

it(`of ten officers who join a crew at once ${CREW} ride along, and the others are told that it is whole`, async () => {
	for (let round = 0; round < crowd.rounds; round++)
		expect(await joins()).toEqual({
			said: { '{"ok":true}': CREW, too_many: people.length - CREW },
			there: CREW
		});
});
