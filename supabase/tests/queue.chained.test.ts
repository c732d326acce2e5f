/** Reads of one unit stand in one chain, however many officers read at once. */
import { execFile } from 'node:child_process';
import process from 'node:process';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkChain } from '../../scripts/chain.ts';
import { createDatabase, type TestDatabase } from '../local/testing.ts';
import { callBackOf } from './cases.ts';
import { asPerson, officerOf, problemOf, type Person } from './people.ts';
import { verbsOf, type Verbs } from './verbs.ts';

const unit = '21439';
let db: TestDatabase;
let q: Verbs;
let desk: Person;
let cases: string[];
beforeAll(async () => {
	db = await createDatabase();
	q = verbsOf(db);
	desk = await officerOf(db, unit, ['desk']);
	cases = [];
	for (let n = 0; n < 3; n++) cases.push((await callBackOf(db, unit)).id);
});
afterAll(() => db?.drop());

const check = () => checkChain(db.sql, unit);

test('twenty who read at the same moment stand in one chain without a gap', async () => {
	const others = await Promise.all(Array.from({ length: 4 }, () => officerOf(db, unit, ['desk'])));
	await Promise.all(Array.from({ length: 20 }, (_, n) => q.open(others[n % 4]!, cases[n % 3]!)));
	expect(await check()).toMatchObject({ rows: 20, broken: null });
});

test('a member who reads a tip while another writes to it locks nobody up', async () => {
	// The writer holds the case and then reads; the reader must not hold the chain while it waits for the case.
	const id = cases[1]!;
	const writer = db.sql.begin(async (tx) => {
		await tx`select 1 from queue.cases where id = ${id} for update`;
		const reading = q.open(desk, id);
		// The reader waits for the case by now, or will: either way the chain is free for the writer.
		await tx`set local lock_timeout = '5s'`;
		await somebodyWaits();
		await tx`select queue.log_read(${id}, ${desk.sub}, 'opened')`;
		return () => reading;
	});
	await (
		await writer
	)();
	expect((await check()).broken).toBeNull();
});

/** Until an opening waits for the lock of another transaction. */
async function somebodyWaits() {
	for (;;) {
		const [found] = await db.sql`
			select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'
				and query like '%queue_case%' and query not like '%pg_stat_activity%'`;
		if (found) return;
	}
}

test('no officer’s door and no privilege of the owner changes a read', async () => {
	for (const statement of [
		'update queue.reads set seq = 7',
		'delete from queue.reads',
		'truncate queue.reads'
	])
		expect(await problemOf(db.sql.unsafe(statement))).toMatchObject({ code: '42501' });
	// Whoever gives themselves the right back still meets the trigger.
	await db.sql.begin(async (tx) => {
		await tx`grant update, delete, truncate on queue.reads to current_user`;
		for (const statement of [
			'update queue.reads set seq = 7',
			'delete from queue.reads',
			'truncate queue.reads'
		])
			expect(await problemOf(tx.savepoint((sp) => sp.unsafe(statement)))).toMatchObject({
				message: 'append_only'
			});
		await tx`revoke update, delete, truncate on queue.reads from current_user`;
	});
	expect(await problemOf(asPerson(db, desk, (tx) => tx`select 1 from queue.reads`))).toMatchObject({
		code: '42501'
	});
});

/** `npm run audit` against this database. */
const command = (...words: string[]) =>
	new Promise<{ code: number; said: string }>((resolve) => {
		execFile(
			process.execPath,
			['scripts/audit.ts', ...words],
			{ env: { ...process.env, DATABASE_URL: db.url } },
			(error, out, err) => resolve({ code: Number(error?.code ?? 0), said: out + err })
		);
	});

test('the command says how many rows there are and ends with 0, with 1 at a broken row or a lost head', async () => {
	const [count] = await db.sql`select count(*)::int as n from queue.reads where unit = ${unit}`;
	const [head] = await db.sql`
		select house.local_day(now())::text as day, queue.head(${unit}, house.local_day(now())) as head`;
	const noted = `${unit}/${head!.day}/${head!.head.replace(/.{4}(?=.)/g, '$& ')}`;
	const whole = await command(noted);
	expect(whole.said).toContain(`${count!.n} rows, holds`);
	expect(whole.code).toBe(0);
	// Kept for the auditor's page.
	const kept =
		await db.sql`select officer, broken_on from queue.verifications where unit = ${unit}`;
	expect([...kept]).toEqual([{ officer: null, broken_on: null }]);

	await db.sql.begin(async (tx) => {
		await tx`grant delete on queue.reads to current_user`;
		await tx`alter table queue.reads disable trigger reads_are_append_only`;
		await tx`delete from queue.reads where unit = ${unit} and seq = ${count!.n}`;
	});
	const cut = await command(noted);
	expect(cut.said).toContain(`does not lead to the head of ${head!.day}`);
	expect(cut.code).toBe(1);

	await db.sql`delete from queue.reads where unit = ${unit} and seq = 2`;
	const broken = await command();
	expect(broken.said).toContain(`BROKEN at row 3 of ${head!.day}`);
	expect(broken.code).toBe(1);
	expect((await command('21439')).said).toContain('Say heads as they were copied');
});
