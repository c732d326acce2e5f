/**
 * What the chain of reads costs where many read at once: 50 officers in 5 units open cases as fast as they can, on a
 * server that flushes each commit to the disk; then the same with the trigger taken away, then all in one unit. And how
 * long the command takes to verify a hundred thousand rows.
 */
import process from 'node:process';
import { checkChain } from '../scripts/chain.ts';
import { connect } from '../supabase/local/bootstrap.ts';
import { guardConsole } from '../supabase/local/log.ts';
import { createDatabase, type TestDatabase } from '../supabase/local/testing.ts';
import { setup, variable } from '../supabase/local/testing-server.ts';
import { callBackOf } from '../supabase/tests/cases.ts';
import { officerOf, type Person } from '../supabase/tests/people.ts';
import { verbsOf } from '../supabase/tests/verbs.ts';
import { atMost, percentile, type Figure } from './figure.ts';

const units = ['21439', '21451', '21457', '21472', '21478'];
const OFFICERS = 50;
const EACH = 40;
const LONG = 100_000;

export async function measure(): Promise<Figure[]> {
	const end = process.env[variable] ? async () => {} : await setup();
	const release = guardConsole(() => {});
	try {
		const db = await createDatabase({ connections: OFFICERS });
		const root = connect(db.urls.admin);
		try {
			for (const name of ['fsync', 'synchronous_commit', 'full_page_writes'])
				await root.unsafe(`alter system set ${name} = on`);
			await root`select pg_reload_conf()`;
			const chained = await crowd(db, units);
			const alone = await crowd(db, units.slice(0, 1));
			await root.unsafe('alter table queue.reads disable trigger reads_are_chained');
			await root.unsafe('create sequence queue.loose');
			await root.unsafe('grant usage on sequence queue.loose to public');
			await root.unsafe(`alter table queue.reads alter seq set default nextval('queue.loose') + 1000000,
				alter before set default decode(repeat('00', 32), 'hex'), alter hash set default sha256(uuid_send(gen_random_uuid()))`);
			const loose = await crowd(db, units);
			await root.unsafe('alter table queue.reads enable trigger reads_are_chained');
			const seconds = await verifying(db, root);
			return [
				atMost('opening a case, 50 officers in 5 units, 95 of 100 within', chained.p95, 'ms', null),
				atMost('the same without the chain', loose.p95, 'ms', null),
				atMost('the same with all 50 in one unit', alone.p95, 'ms', null),
				atMost('cases opened a second, 5 units', chained.rate, '1/s', null),
				atMost('cases opened a second, without the chain', loose.rate, '1/s', null),
				atMost('cases opened a second, one unit', alone.rate, '1/s', null),
				atMost('npm run audit, 100,000 rows', seconds, 's', null)
			];
		} finally {
			await root.end();
			await db.drop();
		}
	} finally {
		release();
		await end();
	}
}

/** Officers of these units, each opening the cases of their unit one after the other. */
async function crowd(db: TestDatabase, of: readonly string[]) {
	const q = verbsOf(db);
	const people: Person[] = [];
	const cases: Record<string, string[]> = {};
	for (const unit of of)
		cases[unit] = await Promise.all(
			Array.from({ length: 10 }, async () => (await callBackOf(db, unit)).id)
		);
	for (let n = 0; n < OFFICERS; n++)
		people.push(await officerOf(db, of[n % of.length]!, ['desk']));
	const took: number[] = [];
	const began = performance.now();
	await Promise.all(
		people.map(async (who) => {
			for (let n = 0; n < EACH; n++) {
				const from = performance.now();
				await q.open(who, cases[who.unit]![n % 10]!);
				took.push(performance.now() - from);
			}
		})
	);
	const seconds = (performance.now() - began) / 1000;
	return { p95: percentile(took, 0.95), rate: took.length / seconds };
}

async function verifying(db: TestDatabase, root: ReturnType<typeof connect>): Promise<number> {
	const unit = units.at(-1)!;
	const [one] = await db.sql`select case_id, officer from queue.reads where unit = ${unit} limit 1`;
	await root.begin(async (tx) => {
		await tx`set local session_replication_role = replica`;
		await tx`delete from queue.reads where unit = ${unit}`;
	});
	await db.sql`
		insert into queue.reads (unit, case_id, officer, role, code)
		select ${unit}, ${one!.case_id}, ${one!.officer}, 'desk', 'opened' from generate_series(1, ${LONG})`;
	const from = performance.now();
	const { rows, broken } = await checkChain(db.sql, unit);
	if (rows !== LONG || broken) throw new Error('The chain that was made does not hold.');
	return (performance.now() - from) / 1000;
}
