/** Two people who bring the same hamlet's list at the same moment: nobody is lost and nobody is made twice. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDatabase, type TestDatabase } from '../../supabase/local/testing.ts';
import { ground, officer, unit, type Ground } from '../../supabase/tests/household.ts';
import { listed, take, type Row } from '../../supabase/tests/listing.ts';
import { barrier } from './crowd.ts';
import { allNaively, caught } from './naive.ts';

let db: TestDatabase;
let g: Ground;
beforeAll(async () => {
	db = await createDatabase({ connections: 30 });
	g = await ground(db);
});
afterAll(() => db?.drop());

const letters = 'ABCDEFGHIJKLMNOPQRST';
const sheet = (hamlet: string, name: string, people = letters): Row[] =>
	Array.from(people, (letter, n) => listed(n + 1, hamlet, `${name} ${letter}`));
const openCases = async (name: string) =>
	(
		await db.sql`select count(*)::int as n from booking.people p join booking.visits v on v.id = p.visit_id
			where p.name like ${name + '%'} and v.case_id is not null`
	)[0]!.n;

/** Two heads, two officers and four retries, who all bring the same sheet at once: what each was told. */
async function together(name: string, people = letters) {
	const who = await Promise.all([
		officer(db, ['collaborator'], unit, g.hamlets[0]),
		officer(db, ['collaborator'], unit, g.hamlets[0]),
		officer(db, ['desk']),
		officer(db, ['lead'])
	]);
	const all = barrier(8);
	return Promise.all(
		[...who, ...who].map(async (one) => {
			const rows = sheet(g.hamlets[0]!, name, people);
			await all();
			return take(db, one, rows);
		})
	);
}

test('lists that are taken without waiting for one another make the same people again', async () => {
	const signature = 'public.booking_list_take_write(uuid, jsonb, uuid, text, jsonb)';
	const unlocked = [
		[signature, /perform pg_advisory_xact_lock\(hashtextextended\('booking\.list '[^;]*;/g, ''],
		[signature, 'into v_known;', 'into v_known; perform pg_sleep(0.05);']
	] as const;
	let round = 0;
	const twice = async () => {
		const name = `Bà Ngây ${letters[round++]!}`;
		await together(name, 'AB');
		return (await openCases(name)) > 2;
	};
	expect(await allNaively(db.sql, unlocked, () => caught(twice))).toBe(true);
});

test('two heads, two officers and four retries of the same sheet make each person once', async () => {
	const answers = await together('Bà Chung');
	expect(await openCases('Bà Chung')).toBe(letters.length);
	// Everybody is told about every row: taken by one, on file for the others.
	for (const { taken, known } of answers)
		expect([...taken.map(({ row }) => row), ...known].sort((a, b) => a - b)).toEqual(
			Array.from(letters, (_, n) => n + 1)
		);
	expect(answers.flatMap(({ taken }) => taken)).toHaveLength(letters.length);
});

test('lists that hold the same two hamlets in another order do not lock each other out', async () => {
	const desk = await officer(db, ['desk']);
	const [one, two] = g.hamlets as [string, string];
	const together = barrier(12);
	const answers = await Promise.all(
		Array.from({ length: 12 }, async (_, n) => {
			const rows = (n % 2 ? [one, two] : [two, one]).map((hamlet, at) =>
				listed(at + 1, hamlet, 'Bà Hai Thôn')
			);
			await together();
			return take(db, desk, rows);
		})
	);
	expect(answers.flatMap(({ taken }) => taken)).toHaveLength(2);
	expect(await openCases('Bà Hai Thôn')).toBe(2);
});

test('the same command sent eight times at once is one list', async () => {
	const desk = await officer(db, ['desk']);
	const rows = sheet(g.hamlets[2]!, 'Bà Một Lệnh');
	const key = crypto.randomUUID();
	const together = barrier(8);
	const answers = await Promise.all(
		Array.from({ length: 8 }, async () => {
			await together();
			return take(db, desk, rows, { key });
		})
	);
	expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
	expect(await openCases('Bà Một Lệnh')).toBe(letters.length);
});
