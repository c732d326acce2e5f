/** The chain of reads: whoever changes what was written down is found out. */
import type { Sql } from 'postgres';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { checkChain, notedOf } from '../../scripts/chain.ts';
import { connect } from '../local/bootstrap.ts';
import { createDatabase, type TestDatabase } from '../local/testing.ts';
import { callBackOf } from './cases.ts';
import { officerOf, one, type Person } from './people.ts';
import { door } from './sealed.ts';
import { verbsOf } from './verbs.ts';

const unit = '21439';
let db: TestDatabase;
/** Whoever has the whole server: no trigger and no privilege stops them. */
let root: Sql;
let desk: Person;
let auditor: Person;
let cases: string[];

beforeAll(async () => {
	db = await createDatabase();
	root = connect(db.urls.admin);
	await root`set session_replication_role = replica`;
	await root`alter table queue.reads drop constraint reads_seq_check`;
	desk = await officerOf(db, unit, ['desk']);
	auditor = await officerOf(db, unit, ['auditor']);
	const q = verbsOf(db);
	cases = [];
	for (let n = 0; n < 4; n++) {
		cases.push((await callBackOf(db, unit)).id);
		await q.open(desk, cases.at(-1)!);
	}
	await q.open(desk, cases[0]!);
});
afterAll(async () => {
	await root?.end();
	await db?.drop();
});
// Each test breaks what it likes and leaves the chain as it was.
beforeEach(() => root`create temp table kept as select * from queue.reads`);
afterEach(async () => {
	await root`delete from queue.reads`;
	await root`insert into queue.reads select * from kept`;
	await root`drop table kept`;
});

const check = (...noted: Parameters<typeof checkChain>[2] & object) =>
	checkChain(db.sql, unit, noted);
const today = async () => one(await db.sql`select house.local_day(now())::text as day`).day;
const month = async () => `${(await today()).slice(0, 7)}-01`;
/** What the auditor's page says of this month. */
const verify = async () =>
	door<{ broken_on: string | null }>(db, auditor, 'queue_verify', { month: await month() });

test('it holds while nobody touches it, to the command and to the auditor alike', async () => {
	expect(await check()).toMatchObject({ rows: 5, broken: null, lost: [] });
	expect((await verify()).broken_on).toBeNull();
	const rows =
		await db.sql`select seq::int, before, hash from queue.reads where unit = ${unit} order by seq`;
	expect(rows.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5]);
	for (const [n, row] of rows.entries()) if (n > 0) expect(row.before).toEqual(rows[n - 1]!.hash);
});

describe('with the whole server in hand', () => {
	const ways: [string, number, () => Promise<unknown>][] = [
		[
			'changes who read',
			2,
			() => root`update queue.reads set officer = ${auditor.sub} where seq = 2 and unit = ${unit}`
		],
		[
			'changes when',
			3,
			() =>
				root`update queue.reads set at = at - interval '1 second' where seq = 3 and unit = ${unit}`
		],
		[
			'changes which case',
			4,
			() => root`update queue.reads set case_id = ${cases[0]!} where seq = 4 and unit = ${unit}`
		],
		[
			'changes why',
			1,
			() => root`update queue.reads set ground = 'assigned' where seq = 1 and unit = ${unit}`
		],
		[
			'takes the first away',
			2,
			() => root`delete from queue.reads where seq = 1 and unit = ${unit}`
		],
		[
			'takes one of the middle away',
			4,
			() => root`delete from queue.reads where seq = 3 and unit = ${unit}`
		],
		[
			'takes one away and closes the numbers',
			3,
			async () => {
				await root`delete from queue.reads where seq = 3 and unit = ${unit}`;
				await root`update queue.reads set seq = 1 - seq where seq > 3 and unit = ${unit}`;
				await root`update queue.reads set seq = -seq where seq < 0 and unit = ${unit}`;
			}
		],
		[
			'puts one in',
			3,
			async () => {
				await root`update queue.reads set seq = -seq where seq >= 3 and unit = ${unit}`;
				await root`update queue.reads set seq = 1 - seq where seq < 0 and unit = ${unit}`;
				await root`insert into queue.reads (unit, seq, at, case_id, officer, role, code, before, hash)
					select unit, 3, at, case_id, officer, role, code, hash, sha256(hash) from queue.reads where seq = 2 and unit = ${unit}`;
			}
		],
		[
			'puts two in another order',
			2,
			async () => {
				await root`update queue.reads set seq = 99 where seq = 2 and unit = ${unit}`;
				await root`update queue.reads set seq = 2 where seq = 3 and unit = ${unit}`;
				await root`update queue.reads set seq = 3 where seq = 99 and unit = ${unit}`;
			}
		]
	];
	test.each(ways)('somebody who %s is found at row %i', async (_, row, way) => {
		await way();
		expect((await check()).broken?.seq).toBe(row);
		expect((await verify()).broken_on).toBe(await today());
	});

	test('somebody who cuts the end off is found by a head that was copied by hand', async () => {
		const noted = {
			unit,
			day: await today(),
			head: one(await db.sql`select queue.head(${unit}, house.local_day(now())) as head`).head
		};
		expect(await check(noted)).toMatchObject({ broken: null, lost: [] });
		await root`delete from queue.reads where seq = 5 and unit = ${unit}`;
		// What is left is a chain without a fault: only the head tells.
		expect(await check(noted)).toMatchObject({ rows: 4, broken: null, lost: [noted] });
	});

	test('somebody who writes the whole chain anew is found by a head that was copied by hand', async () => {
		const noted = {
			unit,
			day: await today(),
			head: one(await db.sql`select queue.head(${unit}, house.local_day(now())) as head`).head
		};
		await root`delete from queue.reads where unit = ${unit}`;
		for (const id of cases) await db.sql`select queue.log_read(${id}, ${auditor.sub}, 'opened')`;
		expect(await check(noted)).toMatchObject({ rows: 4, broken: null, lost: [noted] });
	});
});

test('a head is taken as people copy it, and nothing else is', () => {
	expect(notedOf('21439/2026-11-24/0a1b 2c3d-4e5f 6071 8293')).toEqual({
		unit,
		day: '2026-11-24',
		head: '0a1b2c3d4e5f60718293'
	});
	for (const text of [
		'',
		'21439',
		'21439/2026-11-24/0a1b',
		'21439/24-11-2026/0a1b2c3d4e5f60718293'
	])
		expect(notedOf(text)).toBeNull();
});
