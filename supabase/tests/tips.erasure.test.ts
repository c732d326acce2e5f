/** How a tip is forgotten; and that no table knows its minute. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { OpenedTip } from '../functions/_shared/contracts/lookup.ts';
import { newKey, one, problemOf } from './people.ts';
import { door, hex, secretsFor } from './sealed.ts';
import { look, scene, sendTip, tell, write, type Scene } from './tipping.ts';
import { open, classify, close } from './tip-verbs.ts';
import { verbsOf, type Verbs } from './verbs.ts';

let s: Scene;
let q: Verbs;
beforeAll(async () => {
	s = await scene();
	q = verbsOf(s.db);
});
afterAll(() => s?.db.drop());

const opened = async () => {
	const tip = await sendTip(s);
	return { ...tip, version: (await open(s, s.first, tip.id)).version };
};

describe('the erasure', () => {
	const retain = async () => one(await s.db.sql`select tips.retain() as n`).n as number;
	const age = (id: string, days: number) =>
		s.db
			.sql`update queue.cases set ended_at = now() - make_interval(days => ${days}) where id = ${id}`;

	test('takes keys, words and attachments when the days of the outcome are over, and leaves the stub', async () => {
		const [part, nonce, lookup_hash, path] = [newKey(), newKey(), hex(), `tips/${hex(8)}`];
		await door(s.db, 'service_role', 'tips_part_write', {
			nonce,
			lookup_hash,
			part,
			bytes: 2683,
			path
		});
		const { id, hash } = await sendTip(s, { nonce, lookup_hash, parts: [part] });
		const { version } = await open(s, s.first, id);
		await tell(s, s.first, 'tips_notes_key', {
			id,
			epoch: 1,
			secrets: secretsFor(s.seal, 'D', [s.keys.first.verify])
		});
		await tell(s, s.first, 'tips_note', { id, note: newKey(), epoch: 1, sealed: s.seal(4) });
		await close(s, id, version, 'duplicate');
		await age(id, 29);
		await retain();
		expect((await open(s, s.first, id)).items).toHaveLength(2);
		await age(id, 31);
		expect(await retain()).toBe(1);
		expect(await retain()).toBe(0);
		for (const table of ['items', 'secrets', 'notes', 'note_keys', 'parts'])
			expect(
				await s.db.sql.unsafe(`select 1 from tips.${table} where case_id = '${id}'`),
				table
			).toHaveLength(0);
		expect(await door(s.db, 'service_role', 'tips_forget_parts', {})).toContain(path);
		expect(await problemOf(door(s.db, s.first, 'tips_open', { id }))).toMatchObject({
			message: 'not_found'
		});
		expect(await look<OpenedTip>(s, hash)).toMatchObject({
			state: 'duplicate',
			items: [],
			secrets: [],
			actions: [],
			older: null
		});
		expect(await problemOf(write(s, hash, { seq: 2, epoch: 1 }))).toMatchObject({
			message: 'not_allowed'
		});
		expect(await q.clocksOf(id)).toEqual({ classify: false });
	});

	test('waits as long as the unit says for each outcome', async () => {
		for (const [as, days] of [
			['resolved', 365],
			['handed_over', 365],
			['unfounded', 90]
		] as const) {
			const { id, version } = await opened();
			await close(s, id, version, as);
			await age(id, days - 1);
			expect(await retain(), as).toBe(0);
			await age(id, days + 1);
			expect(await retain(), as).toBe(1);
		}
		expect(
			await problemOf(
				s.db.sql`update unit.settings set erase_tip_days = '{"resolved": 0}' where unit = '21439'`
			)
		).toMatchObject({ code: '23514' });
	});

	test('is part of what runs daily, and takes nothing that goes on', async () => {
		const { id } = await sendTip(s);
		const ended = await opened();
		await close(s, ended.id, ended.version, 'resolved');
		await age(ended.id, 400);
		await door(s.db, 'service_role', 'booking_erase_due', {});
		expect((await open(s, s.first, id)).items).toHaveLength(2);
		expect(await problemOf(open(s, s.first, ended.id))).toMatchObject({ message: 'not_found' });
	});
});

test('no row about a tip knows more than the hour, and its events keep their order', async () => {
	const { id, version, hash } = await opened();
	await classify(s, id, version, 'crime');
	await write(s, hash, { seq: 2, epoch: 1 });
	await close(s, id, version + 2, 'resolved');
	const tables = await s.db.sql<{ table: string; column: string; of: string }[]>`
		select c.table_schema || '.' || c.table_name as table, c.column_name as column,
			case when c.table_name = 'cases' then 'id' else 'case_id' end as of
		from information_schema.columns c
		where c.table_schema in ('queue', 'lookup', 'tips') and c.data_type = 'timestamp with time zone'
			and exists (
				select 1 from information_schema.columns x
				where x.table_schema = c.table_schema and x.table_name = c.table_name and x.column_name = case when c.table_name = 'cases' then 'id' else 'case_id' end
			)`;
	expect(tables.length).toBeGreaterThan(15);
	for (const { table, column, of } of tables)
		expect(
			await s.db.sql.unsafe(
				`select ${column} from ${table} where ${of} = '${id}' and ${column} <> date_trunc('hour', ${column})`
			),
			`${table}.${column}`
		).toEqual([]);
	const whole = await q.open(s.first, id);
	expect(whole.events.map(({ code }) => code)).toEqual([
		'received',
		'open',
		'classify',
		'message',
		'close'
	]);
});
