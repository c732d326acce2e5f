/** The log of erasures, and a copy of the rows that forgets again by it. The whole of a backup is in tests/stack/backup.test.ts. */
import { appendFileSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { carryErasures, namedErasures, type Erasure } from '../local/backup/erasure-log.ts';
import { dump, loading, sequencesOf } from '../local/backup/tables.ts';
import type { Entry } from '../local/backup/tar.ts';
import { connect } from '../local/bootstrap.ts';
import { createDatabase, type TestDatabase } from '../local/testing.ts';
import { callBackOf, visitOf } from './cases.ts';
import { followsOf } from './following.ts';
import { one } from './people.ts';
import { scene, sendTip, type Scene } from './tipping.ts';

let s: Scene;
let copy: TestDatabase;
beforeAll(async () => {
	s = await scene();
	copy = await createDatabase();
});
afterAll(async () => {
	await copy?.drop();
	await s?.db.drop();
});

/** Every row of one database into another, as a backup does it. */
async function copied(from: TestDatabase, to: TestDatabase) {
	const [out, into] = [connect(from.urls.admin, 2), connect(to.urls.admin)];
	const entries: Entry[] = [];
	for await (const entry of dump(out, async () => {})) entries.push(entry);
	const rows = await loading(into);
	for (const entry of entries) await rows.take(entry);
	await rows.end(await sequencesOf(out));
	await Promise.all([out.end(), into.end()]);
}

/** How many rows a table has, of every table. */
async function counts({ urls }: TestDatabase) {
	const admin = connect(urls.admin);
	const tables = await admin<{ name: string }[]>`
		select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
		where c.relkind = 'r' and c.relpersistence = 'p' and n.nspname !~ '^pg_' and n.nspname <> 'information_schema' order by 1`;
	const found: Record<string, number> = {};
	for (const { name } of tables)
		found[name] = one(await admin.unsafe(`select count(*)::int as n from ${name}`)).n;
	await admin.end();
	return found;
}

test('a copy has every row, and by the log it forgets whoever was erased later, and ends what had ended', async () => {
	const { sql } = s.db;
	const [visit, called, stays] = [
		await visitOf(s.db, '21439'),
		await callBackOf(s.db, '21439'),
		await callBackOf(s.db, '21439')
	];
	const [tip, kept] = [await sendTip(s), await sendTip(s)];
	const { sub } = await (await followsOf(s.db)).follow();
	for (const [once, hours] of [
		['since then', 0],
		['later on', 5]
	] as const)
		await sql`
			insert into notify.outbox (unit, purpose, channel, case_id, once, to_address, not_before, expires_at)
			select '21439', purpose, 'sms', ${visit.id}, ${once}, '+84900000123', now() + make_interval(hours => ${hours}), now() + interval '1 day'
			from notify.purposes order by purpose limit 1`;
	await copied(s.db, copy);
	expect(await counts(copy)).toEqual(await counts(s.db));

	await sql`
		update queue.cases set ended_at = now() - interval '100 days', state = case kind when 'call_back' then 'converted' else 'done' end
		where id in (${visit.id}, ${called.id})`;
	await sql`select booking.erase_due()`;
	await sql`select tips.erase(${tip.id})`;
	await sql`delete from notify.follows where endpoint = ${sub.endpoint}`;
	const log = await sql<Erasure[]>`
		select seq::int, day::text, what, id, state from erasures.log_after(0)`;
	const ours = log.filter(({ id }) => [visit.id, called.id, tip.id].includes(id));
	expect(ours.map(({ what }) => what).sort()).toEqual([
		'contact',
		'contact',
		'sensitive',
		'sensitive',
		'tip'
	]);
	expect(log.filter(({ what }) => what === 'follow')).toHaveLength(1);

	await copy.sql`select erasures.after_restore()`;
	const messages = await copy.sql`
		select once, state, to_address is null as forgotten from notify.outbox where once in ('since then', 'later on') order by once`;
	expect([...messages]).toEqual([
		{ once: 'later on', state: 'pending', forgotten: false },
		{ once: 'since then', state: 'unsure', forgotten: true }
	]);

	const again = async () =>
		one(await copy.sql`select erasures.replay(${copy.sql.json(log)}) as n`).n as number;
	expect(await again()).toBe(log.length);
	expect(await again()).toBe(0);
	const left = one(
		await copy.sql`
			select
				(select count(*)::int from booking.visits where case_id = ${visit.id} and num_nonnulls(booker_name, booker_phone, landmark) > 0) as visits,
				(select count(*)::int from booking.call_backs where case_id = ${called.id} and num_nonnulls(name, phone, about) > 0) as calls,
				(select count(*)::int from booking.call_backs where case_id = ${stays.id} and name is not null) as others,
				(select count(*)::int from tips.items where case_id = ${tip.id}) as items,
				(select count(*)::int from tips.items where case_id = ${kept.id}) as kept,
				(select count(*)::int from notify.follows where endpoint = ${sub.endpoint}) as follows,
				(select count(*)::int from queue.cases where id in (${visit.id}, ${called.id}) and ended_at is null) as open`
	);
	expect(left).toEqual({ visits: 0, calls: 0, others: 1, items: 0, kept: 2, follows: 0, open: 0 });
	// Copies of this copy need no other log: it has these entries, each once.
	const [mine] =
		await copy.sql`select count(*)::int as n, count(distinct (what, id))::int as each from erasures.log`;
	expect(mine).toEqual({ n: log.length, each: log.length });
});

test('the log is carried out whole, once, and never into the file of another portal', async () => {
	const file = join(tmpdir(), `erasures-${s.db.name}.jsonl`);
	const count = one(await s.db.sql`select count(*)::int as n from erasures.log`).n as number;
	expect(await carryErasures(s.db.sql, file)).toBe(count);
	expect(await carryErasures(s.db.sql, file)).toBe(0);
	// What a crash left of a line is passed over, and written anew.
	appendFileSync(file, '{"seq":99');
	await s.db
		.sql`select tips.erase(id) from queue.cases where kind = 'tip' and erased_contact_at is null`;
	expect(await carryErasures(s.db.sql, file)).toBe(1);
	expect(readFileSync(file, 'utf8').trim().split('\n')).toHaveLength(count + 1);
	expect(namedErasures(file)).toHaveLength(count + 1);
	expect(() => namedErasures(`${file}.gone`)).toThrow('There is no log of erasures at');
	const other = await createDatabase();
	await expect(carryErasures(other.sql, file)).rejects.toThrow('the log of another database');
	await other.drop();
	rmSync(file);
});
