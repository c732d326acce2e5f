/**
 * The queue at a million cases, 50 officers in five units: what the lists, the search and the counts take in the database,
 * whether any of them reads a large table from end to end, and what an officer waits for over HTTP while all 50 are polling.
 */
import process from 'node:process';
import type { Sql } from 'postgres';
import { asActor } from '../supabase/local/actor.ts';
import { guardConsole } from '../supabase/local/log.ts';
import { startStack, type TestOfficer, type TestStack } from '../supabase/local/testing.ts';
import { setup, variable } from '../supabase/local/testing-server.ts';
import { atMost, percentile, type Figure } from './figure.ts';
import { fill } from './million.ts';
import { hot, scansOf } from './queue-asked.ts';

const CASES = Number(process.env.GANDAN_CASES ?? 1_000_000);
const RUNS = 15;
/** Seconds between two questions of one officer's page. */
const EVERY = 15;
const POLLED_FOR = 45;

export async function measure(): Promise<Figure[]> {
	const end = process.env[variable] ? async () => {} : await setup();
	const release = guardConsole(() => {});
	const stack = await startStack({ functions: false, connections: 20 });
	try {
		const staff = await staffed(stack);
		await fill(stack.sql, CASES);
		return [...(await inDatabase(stack.sql, staff)), ...(await overHttp(stack, staff))];
	} finally {
		await stack.stop();
		release();
		await end();
	}
}

type Staff = { role: string; officer: TestOfficer }[];

/** Ten officers in each of five units; the first ten are those of the largest. */
async function staffed(stack: TestStack): Promise<Staff> {
	const roles = ['desk', 'desk', 'desk', 'desk', 'lead', 'field', 'field', 'support', 'investigator', 'investigator'];
	const staff: Staff = [];
	for (const unit of ['21439', '21451', '21478', '21457', '21472'])
		for (const role of roles)
			staff.push({ role, officer: await stack.officer({ unit, roles: [role] }) });
	return staff;
}

/** Of each question the median, of each kind of question the slowest, asked as the role that a browser has. */
async function inDatabase(sql: Sql, staff: Staff): Promise<Figure[]> {
	const slowest: Record<string, number> = {};
	const before = await scansOf(sql);
	for (const asked of await hot(sql)) {
		const { officer } = staff.find(({ role }) => role === asked.who)!;
		const claims = JSON.parse(Buffer.from(officer.token.split('.')[1]!, 'base64url').toString());
		const times: number[] = [];
		for (let run = 0; run < RUNS; run++)
			await asActor(sql, { ...claims, role: 'authenticated' }, async (tx) => {
				const from = performance.now();
				await asked.ask(tx);
				times.push(performance.now() - from);
				await tx`select pg_stat_force_next_flush()`;
			});
		const median = percentile(times, 0.5);
		process.stdout.write(`  ${asked.name}: ${median.toFixed(1)} ms, at best ${Math.min(...times).toFixed(1)} ms\n`);
		slowest[asked.kind] = Math.max(slowest[asked.kind] ?? 0, median);
	}
	const after = await scansOf(sql);
	const scans = Object.keys(after).filter((table) => after[table] !== before[table]);
	if (scans.length > 0) process.stdout.write(`  read from end to end: ${scans.join(', ')}\n`);
	const at = `queue, ${CASES.toLocaleString('en')} cases`;
	return [
		atMost(`${at}: a first page, the slowest view`, slowest.first!, 'ms', 20),
		atMost(`${at}: a page far down, the slowest view`, slowest.deep!, 'ms', 20),
		atMost(`${at}: search, the slowest question`, slowest.search!, 'ms', 100),
		atMost(`${at}: counts of all views, the slowest officer`, slowest.counts!, 'ms', 50),
		atMost(`${at}: large tables read from end to end`, scans.length, '', 0)
	];
}

/** Every officer's page asks for its first page and its counts, each at its own moment; nobody waits for another. */
async function overHttp(stack: TestStack, staff: Staff): Promise<Figure[]> {
	const pages: number[] = [];
	const counts: number[] = [];
	const timed = async (into: number[], name: string, args: object, token: string) => {
		const from = performance.now();
		const { status } = await stack.rpc(name, args, token);
		if (status !== 200) throw new Error(`${name} answered ${status}.`);
		into.push(performance.now() - from);
	};
	const until = performance.now() + POLLED_FOR * 1000;
	await Promise.all(
		staff.map(async ({ officer }, n) => {
			await pause(((n + Math.random()) / staff.length) * EVERY * 1000);
			while (performance.now() < until) {
				await Promise.all([
					timed(pages, 'queue_page', { filter: {}, after: null, size: 50 }, officer.token),
					timed(counts, 'queue_views', {}, officer.token)
				]);
				await pause(EVERY * 1000);
			}
		})
	);
	return [
		atMost('queue: a page over HTTP while 50 officers poll, p95', percentile(pages, 0.95), 'ms', 100),
		atMost('queue: counts over HTTP while 50 officers poll, p95', percentile(counts, 0.95), 'ms', null)
	];
}

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
