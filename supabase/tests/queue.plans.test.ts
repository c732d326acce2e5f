/** What officers ask all day never reads the whole queue, as the role asks it; `npm run bench -- queue` has it at a million. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { hot, scansOf } from '../../bench/queue-asked.ts';
import { fill } from '../../bench/million.ts';
import { createDatabase, type TestDatabase } from '../local/testing.ts';
import { asPerson, officerOf, type Person } from './people.ts';

let db: TestDatabase;
const people: Record<string, Person> = {};

beforeAll(async () => {
	db = await createDatabase();
	for (const unit of ['21439', '21451', '21478', '21457', '21472'])
		for (const role of ['desk', 'lead', 'field', 'investigator']) {
			const person = await officerOf(db, unit, [role]);
			people[role] ??= person;
		}
	await fill(db.sql, 8000);
});
afterAll(() => db?.drop());

test('no list, search or count reads the cases from end to end', async () => {
	const before = await scansOf(db.sql, 5000);
	expect(before).toHaveProperty(['queue.cases']);
	const scanned: string[] = [];
	let known = before['queue.cases'];
	for (const { name, who, ask } of await hot(db.sql)) {
		// Another connection may tell of its scans late; what reads from end to end does so whenever it is asked.
		let scans = 0;
		for (let time = 0; time < 3; time++) {
			await asPerson(db, people[who]!, async (tx) => {
				await ask(tx);
				await tx`select pg_stat_force_next_flush()`;
			});
			const now = (await scansOf(db.sql, 5000))['queue.cases'];
			if (now !== known) scans++;
			known = now;
			if (scans <= time) break;
		}
		if (scans === 3) scanned.push(name);
	}
	expect(scanned).toEqual([]);
});

test('the counts read no case, but the index of open ones alone', async () => {
	await asPerson(db, people.desk!, async (tx) => {
		await tx`select public.queue_views()`;
	});
	const touched = async () => {
		const [row] = await db.sql`
			select (select coalesce(sum(heap_blks_read + heap_blks_hit), 0)::int from pg_statio_user_tables
				where schemaname = 'queue' and relname = 'cases') as blocks`;
		return row!.blocks as number;
	};
	await db.sql`select pg_stat_force_next_flush()`;
	const before = await touched();
	await asPerson(db, people.lead!, async (tx) => {
		await tx`select public.queue_views()`;
		await tx`select pg_stat_force_next_flush()`;
	});
	// The few whose visit is tomorrow are asked for by their ids; thousands of open cases are not.
	const { n } = (
		await db.sql`select count(*)::int as n from queue.cases where ended_at is null`
	)[0]!;
	expect((await touched()) - before).toBeLessThan(n / 2);
});
