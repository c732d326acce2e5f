/**
 * The last place of a gathering, on real PostgreSQL: operators who add different people at the same moment, while others leave
 * and a lead calls the gathering off. Nobody is promised minutes that the team does not stay, and nobody two places.
 */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDatabase, type TestDatabase } from '../../supabase/local/testing.ts';
import { gatherings, type Gatherings } from '../../supabase/tests/gatherings.ts';
import { ask, ground, officer, unit, type Ground } from '../../supabase/tests/household.ts';
import { barrier, crowd, tally } from './crowd.ts';
import { allNaively, caught } from './naive.ts';

let db: TestDatabase;
let g: Ground;
let at: Gatherings;
let lead: Awaited<ReturnType<typeof officer>>;
let desks: (typeof lead)[];
beforeAll(async () => {
	db = await createDatabase({ connections: 30 });
	g = await ground(db);
	// Each round has a day of its own, and the long form many rounds.
	await db.sql`update unit.settings set horizon_days = 90 where unit = ${unit}`;
	desks = await Promise.all(Array.from({ length: 4 }, () => officer(db, ['desk'])));
	lead = await officer(db, ['lead']);
	at = gatherings(db, g, desks[0]!);
});
afterAll(() => db?.drop());

/** A set-up and three people: 25 minutes and twice 15. */
const three = { from: 480, to: 480 + 25 + 2 * 15 };

/** Tries again what was busy, as a browser does. */
async function insist<T>(doing: () => Promise<T>): Promise<T | string> {
	for (let tries = 0; ; tries++) {
		try {
			return await doing();
		} catch (error) {
			const { code, message } = error as { code?: string; message: string };
			if (!/^PT/.test(code ?? '')) throw error;
			if (message !== 'busy' || tries > 50) return message;
		}
	}
}

/** Eight households that operators add to a gathering for three, all at once: what each was told, and whether its minutes hold. */
async function adding() {
	const { id } = await at.opening(three);
	const people = [];
	for (let n = 0; n < 8; n++) people.push(await at.waiting([`Bà Đua ${n}`]));
	const together = barrier(people.length);
	const words = await Promise.all(
		people.map(async (one, n) => {
			await together();
			const rows = await insist(() => at.add(id, [one], { who: desks[n % desks.length]! }));
			return typeof rows === 'string' ? rows : (rows[0]!.code ?? 'yes');
		})
	);
	return { id, words: tally(words), ...(await at.used(id)) };
}

test('without the locks under which its minutes are summed a gathering takes more than it has minutes for', async () => {
	const unlocked = [
		['booking.gather(uuid, int, uuid, uuid, boolean, text)', 'order by q.id for update;', ';'],
		[
			'booking.enter_gathering(uuid, uuid)',
			'x.id = p_gathering for update;',
			'x.id = p_gathering;'
		],
		[
			'booking.reckon_gathering(uuid)',
			/for update;\s*v_used := ([^;]*);/g,
			'; v_used := $1; perform pg_sleep(0.05);'
		]
	] as const;
	const more = async () => (await adding()).reckoned > three.to - three.from;
	expect(await allNaively(db.sql, unlocked, () => caught(more))).toBe(true);
});

test('of many operators who add somebody at once three are taken, and the others are told that it is full', async () => {
	for (let round = 0; round < crowd.rounds; round++) {
		const { id, words, used, reckoned } = await adding();
		expect(words).toEqual({ yes: 3, gathering_full: 5 });
		expect(used).toBe(reckoned);
		expect(used).toBe(three.to - three.from);
		const held = await db.sql`
			select c.state from queue.cases c join booking.visits v on v.case_id = c.id where v.gathering = ${id}`;
		expect(held.map(({ state }) => state)).toEqual(['held', 'held', 'held']);
	}
});

test('two operators with the same list make nobody come twice', async () => {
	const { id } = await at.opening();
	const people = [await at.waiting(['Bà Chung A']), await at.waiting(['Bà Chung B'])];
	const together = barrier(2);
	const answers = await Promise.all(
		[people, [...people].reverse()].map(async (list, n) => {
			await together();
			const rows = await insist(() => at.add(id, list, { who: desks[n]! }));
			return typeof rows === 'string' ? [rows] : rows.map(({ code }) => code ?? 'yes');
		})
	);
	expect(answers.flat().filter((word) => word === 'yes')).toHaveLength(2);
	expect((await at.used(id)).used).toBe(25 + 15);
});

test('while some come and some leave, a lead calls it off: nobody is left with a promise that is none', async () => {
	for (let round = 0; round < crowd.rounds; round++) {
		const opened = await at.opening();
		const there = await at.filled(opened.id, 3);
		const coming = [await at.waiting(['Bà Đang Đến']), await at.waiting(['Ông Đang Đến'])];
		const together = barrier(6);
		const begun = async (doing: () => Promise<unknown>) => {
			await together();
			return insist(doing);
		};
		await Promise.all([
			begun(() => at.cancel(opened, lead)),
			...coming.map((one, n) => begun(() => at.add(opened.id, [one], { who: desks[n]! }))),
			begun(() => at.say(there[0]!, there[0]!.version, { act: 'wait' })),
			begun(() => at.confirm(there[1]!)),
			begun(() =>
				ask(db, desks[3]!, 'booking_cancel', {
					key: randomUUID(),
					id: there[2]!.id,
					version: there[2]!.version,
					reason: 'went_to_office',
					note: null,
					died: []
				})
			)
		]);
		const wrong = await db.sql`
			select c.state, v.gathering from queue.cases c join booking.visits v on v.case_id = c.id
			where c.id in ${db.sql([...there, ...coming].map(({ id }) => id))}
				and (v.gathering is not null or c.state not in ('postponed', 'waiting', 'cancelled'))`;
		expect([...wrong]).toEqual([]);
		const stops = await db.sql`select 1 from booking.stops where team_day = ${opened.teamDay}`;
		expect(stops).toHaveLength(0);
	}
});
