/** Every print and export has a number, written down before it is made. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { refused, scene, unit, type Scene } from './auditing.ts';
import { callBackOf } from './cases.ts';
import { newKey, type Person } from './people.ts';
import { door } from './sealed.ts';
import { sendTip, tell } from './tipping.ts';

let s: Scene;
beforeAll(async () => {
	s = await scene();
});
afterAll(() => s?.db.drop());

describe('a paper', () => {
	const number = async (who: Person, what: string, cases: string[] = []) =>
		(await tell<{ number: string }>(s, who, 'queue_paper', { what, cases })).number;

	test('has a number that follows on the last of its unit, written down with each case before it is made', async () => {
		const [first, two] = [await callBackOf(s.db, unit), await callBackOf(s.db, unit)];
		const start = Number((await number(s.desk, 'figures')).slice(3));
		const key = newKey();
		const again = { key, what: 'case_reads', cases: [first.id] };
		const second = await door<{ number: string; reader: string }>(
			s.db,
			s.boss,
			'queue_paper',
			again
		);
		expect(await door(s.db, s.boss, 'queue_paper', again)).toEqual(second);
		expect(second.reader).toBe('Lê Văn Trưởng');
		const third = await number(s.desk, 'run_sheet', [two.id, first.id, two.id]);
		const after = (by: number) => String(start + by).padStart(4, '0');
		expect([second.number, third].map((drawn) => drawn.slice(3))).toEqual([after(1), after(2)]);
		const rows = await s.db
			.sql`select case_id, code from queue.reads where number = ${third} and unit = ${unit}`;
		expect(rows.map((row) => row.case_id).sort()).toEqual([first.id, two.id].sort());
	});

	test('of a tip draws its number, so that no gap tells of it', async () => {
		const { id } = await sendTip(s);
		const before = await number(s.desk, 'figures');
		const drawn = await number(s.first, 'tip_slip', [id]);
		expect(Number(drawn.slice(3))).toBeGreaterThanOrEqual(500_000);
		expect(Number((await number(s.desk, 'figures')).slice(3))).toBe(Number(before.slice(3)) + 1);
	});

	test('is made of what its officer may know, and of nothing else', async () => {
		const { id } = await callBackOf(s.db, unit);
		const tip = await sendTip(s);
		for (const [who, what, cases, code] of [
			[s.neighbour, 'run_sheet', [id], 'not_found'],
			[s.neighbour, 'run_sheet', [randomUUID()], 'not_found'],
			[s.boss, 'tip_slip', [tip.id], 'not_found'],
			[s.boss, 'case_reads', [tip.id], 'not_found'],
			[s.desk, 'run_sheet', [], 'out_of_range'],
			[s.desk, 'figures', [id], 'out_of_range'],
			[s.desk, 'poster', [], 'bad_format']
		] as const)
			expect(await refused(number(who, what, [...cases])), what).toBe(code);
		expect(await s.db.sql`select 1 from queue.reads where case_id = ${id}`).toHaveLength(0);
	});
});
