/** Who imports and reads statements, and what the tables hold to. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { officerOf, problemOf } from './people.ts';
import {
	ago,
	bank,
	FIRST,
	importOf,
	left,
	OPENING,
	refused,
	scene,
	statement,
	tell,
	type Line,
	type Scene
} from './banking.ts';

let s: Scene;
beforeAll(async () => {
	s = await scene();
});
afterAll(() => s?.db.drop());

const lines: Line[] = [
	{ day: ago(38), amount: 500_000, text: 'Bà Lụa ủng hộ', reference: 'FT1' },
	{ day: ago(35), amount: -200_000, text: '=HYPERLINK("http://x")' }
];
const month = (over: Record<string, unknown> = {}) =>
	statement([FIRST, ago(30)], OPENING, lines, over);

/** Every statement is taken back, and what was matched parted, so that each test begins with none. */
beforeEach(async () => {
	await s.db
		.sql`update fund.bank_matches set undone_by = matched_by, undone_at = now() where undone_at is null`;
	for (;;) {
		const [last] = (await bank(s)).statements.filter(({ withdrawn_on }) => !withdrawn_on);
		if (!last) return;
		await tell(s, s.treasurer, 'fund_statement_withdraw', { id: last.id });
	}
});

describe('who may', () => {
	test('import: the treasurer, and whoever stands in; nobody else, and each in their own unit', async () => {
		for (const who of [s.lead, s.auditor, s.desk])
			expect(await refused(importOf(s, month(), who))).toBe('role_missing');
		const deputy = await officerOf(s.db, '21439', ['desk']);
		expect(await refused(importOf(s, month(), deputy))).toBe('role_missing');
		await tell(s, s.lead, 'fund_deputy_name', {
			officer: deputy.sub,
			from_day: ago(0),
			to_day: ago(-7)
		});
		const { id } = await importOf(s, month(), deputy);
		expect(await refused(tell(s, s.neighbour, 'fund_statement_withdraw', { id }))).toBe(
			'not_found'
		);
		expect((await bank(s, s.neighbour)).statements).toEqual([]);
	});

	test('read: lead and treasurer all of it, an auditor no line, for it names donors', async () => {
		await importOf(s, month());
		expect((await left(s, s.lead)).lines).toHaveLength(2);
		expect(await bank(s, s.auditor)).toMatchObject({ may_write: false, lines: { count: 2 } });
		expect(await refused(left(s, s.auditor))).toBe('role_missing');
		for (const read of [bank, left]) expect(await refused(read(s, s.desk))).toBe('role_missing');
		expect((await left(s, s.neighbour)).lines).toEqual([]);
	});
});

describe('the tables themselves', () => {
	test('hold a statement and its lines together, written once, for their owner too', async () => {
		const { id } = await importOf(s, month());
		const { sql } = s.db;
		const codeOf = async (work: Promise<unknown>) => (await problemOf(work))?.message ?? 'taken';
		expect(
			await codeOf(sql`update fund.statement_lines set amount = 1 where statement = ${id}`)
		).toBe('append_only');
		expect(await codeOf(sql`delete from fund.statement_lines where statement = ${id}`)).toBe(
			'append_only'
		);
		expect(await codeOf(sql`update fund.statements set closing = 1 where id = ${id}`)).toBe(
			'append_only'
		);
		expect(await codeOf(sql`delete from fund.statements where id = ${id}`)).toBe('append_only');
		expect(await codeOf(sql`truncate fund.statements cascade`)).toBe('append_only');
		expect(await codeOf(sql`delete from fund.unmatched`)).toBe('append_only');
		expect(
			await codeOf(sql`insert into fund.unmatched (unit, entry, day, amount)
			select unit, id, day, amount from fund.entries limit 1`)
		).toBe('append_only');
		// A line more, and a statement without its lines.
		expect(
			await codeOf(sql`insert into fund.statement_lines (statement, unit, place, in_file, day, amount)
			values (${id}, '21439', 3, 9, ${ago(33)}, 5)`)
		).toBe('not_whole');
		expect(
			await codeOf(sql`insert into fund.statements (unit, sha256, kind, from_day, to_day, opening, closing, lines, imported_by)
			select unit, sha256(sha256), kind, to_day + 1, to_day + 2, closing, closing + 5, 1, imported_by from fund.statements where id = ${id}`)
		).toBe('not_whole');
	});
});
