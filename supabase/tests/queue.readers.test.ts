/** Who is told who read what: lead and auditor of the unit, of a tip its members, and whoever has the code. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
	give,
	readBy,
	readersOf,
	refused,
	scene,
	unit,
	type Scene,
	type Told
} from './auditing.ts';
import { callBackOf } from './cases.ts';
import { problemOf } from './people.ts';
import { door } from './sealed.ts';
import { look, sendTip, tell } from './tipping.ts';

let s: Scene;
beforeAll(async () => {
	s = await scene();
});
afterAll(() => s?.db.drop());

test('what was said with a reason is erased with the personal data, its code stays for good', async () => {
	const { id } = await callBackOf(s.db, unit);
	await s.q.assign(s.other, { id }, s.other.sub);
	await give(s, s.desk, id, 'other', 'Bà Lụa nhờ tôi xem giúp');
	await s.q.open(s.desk, id);
	expect((await readersOf(s, s.boss, id)).reads[0]).toMatchObject({
		words: 'Bà Lụa nhờ tôi xem giúp'
	});
	await s.db.sql`select booking.erase_sensitive(${id})`;
	expect(
		(await readersOf(s, s.boss, id)).reads.find(({ ground }) => ground === 'other')
	).toMatchObject({
		words: null,
		officer: { name: 'Nguyễn Thị Trực' }
	});
	// What is given after that keeps no words either.
	await give(s, s.desk, id, 'other', 'Hỏi lại');
	expect(
		await s.db.sql`select 1 from queue.read_reasons where words is not null and case_id = ${id}`
	).toHaveLength(0);
});

describe('who read a case', () => {
	test('is told to lead and auditor of its unit, the auditor without words, and asking is written down', async () => {
		const { id, reference } = await callBackOf(s.db, unit);
		await s.q.assign(s.other, { id }, s.other.sub);
		await give(s, s.desk, id, 'complaint', 'Con bà Gọi hỏi');
		await s.q.open(s.desk, id);
		const [led] = (await readersOf(s, s.boss, id)).reads;
		expect(led).toMatchObject({
			officer: { name: 'Nguyễn Thị Trực' },
			role: 'desk',
			code: 'opened',
			ground: 'complaint',
			words: 'Con bà Gọi hỏi',
			reference
		});
		const told = await door<Told>(s.db, s.auditor, 'queue_case_reads', {
			id: null,
			reference: ` ${reference.toLowerCase()} `
		});
		expect(told.reads.map(({ code, role, words }) => [code, role, words])).toEqual([
			['asked_readers', 'lead', null],
			['opened', 'desk', null]
		]);
		expect(await refused(readersOf(s, s.desk, id))).toBe('role_missing');
		const [there, nowhere] = [
			await problemOf(readersOf(s, s.neighbour, id)),
			await problemOf(readersOf(s, s.neighbour, randomUUID()))
		];
		expect(there).toEqual(nowhere);
	});

	test('of a tip is told to its members alone; to nobody else do reads tell that it exists', async () => {
		const others = [s.boss, s.auditor, s.outside, s.neighbour];
		const all = async (id: string, reference: string) =>
			Promise.all(
				others.map(async (who) => [
					await problemOf(readersOf(s, who, id)),
					await problemOf(door(s.db, who, 'queue_case_reads', { id: null, reference })),
					await readBy(s, who, s.first).then(
						({ reads }) => reads,
						({ message }: Error) => message
					)
				])
			);
		const before = await all(randomUUID(), 'TB-26-000000');
		const { id, reference } = await sendTip(s);
		await door(s.db, s.first, 'tips_open', { id });
		await tell(s, s.first, 'queue_paper', { what: 'tip_slip', cases: [id] });
		expect(await all(id, reference)).toEqual(before);
		const { reads } = await readersOf(s, s.second, id);
		expect(reads.map(({ code }) => code).sort()).toEqual(['tip_opened', 'tip_slip']);
		// The lead of the list is a member, and finds it in the days of a colleague.
		expect((await readBy(s, s.lead, s.first)).reads.map((read) => read.reference)).toContain(
			reference
		);
	});

	test('is asked of somebody who can be named alone, and of days within a quarter', async () => {
		const span = (from_day: string, to_day: string) =>
			refused(door(s.db, s.boss, 'queue_officer_reads', { officer: s.desk.sub, from_day, to_day }));
		expect(await span('2026-01-01', '2025-12-31')).toBe('out_of_range');
		expect(await span('2026-01-01', '2026-12-31')).toBe('out_of_range');
		expect(await refused(readBy(s, s.boss, s.neighbour))).toBe('not_found');
		expect(await refused(readBy(s, s.desk, s.desk))).toBe('role_missing');
		expect(
			await refused(door(s.db, s.boss, 'queue_case_reads', { id: null, reference: null }))
		).toBe('required');
	});
});

test('an auditor has these pages and no content of any case', async () => {
	const { id } = await callBackOf(s.db, unit);
	expect((await s.q.all(s.auditor)).length).toBe(0);
	expect(await refused(s.q.open(s.auditor, id))).toBe('not_found');
	expect(await refused(give(s, s.auditor, id))).toBe('not_found');
	const state = await door<{ heads: { day: string; head: string }[]; months: unknown[] }>(
		s.db,
		s.auditor,
		'queue_audit',
		{ until: null }
	);
	expect(state.heads).toHaveLength(30);
	expect(new Set(state.heads.map(({ head }) => head)).size).toBe(30);
	expect(state.months.length).toBeGreaterThan(0);
	expect(await refused(door(s.db, s.desk, 'queue_audit', { until: null }))).toBe('role_missing');
	expect(await refused(door(s.db, s.desk, 'queue_verify', { month: '2026-11-01' }))).toBe(
		'role_missing'
	);
});

test('whoever has the code sees how often a case was opened and by which role, and never by whom', async () => {
	const made = await callBackOf(s.db, unit);
	for (const who of [s.desk, s.desk, s.other, s.boss]) await s.q.open(who, made.id);
	const { seen } = await look<{ seen: unknown }>(s, made.hash);
	expect(seen).toEqual({
		roles: [
			{ role: 'desk', times: 2 },
			{ role: 'lead', times: 1 }
		],
		printed: 0
	});
	expect(JSON.stringify(seen)).not.toContain('Trực');
});
