/** A bank's statement: taken whole, after the one before, or not at all. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { newKey } from './people.ts';
import {
	ago,
	bank,
	counts,
	FIRST,
	gift,
	importOf,
	left,
	match,
	newFile,
	OPENING,
	refused,
	refusedAt,
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

describe('a statement', () => {
	test('is taken with all of its lines, as text whatever they begin with, and the columns are kept', async () => {
		const mapping = [
			{ heading: 'Ngày', field: 'day' },
			{ heading: 'Lạ', field: null }
		];
		expect(await importOf(s, month({ mapping }))).toMatchObject({ lines: 2 });
		const now = await bank(s);
		expect(now).toMatchObject({
			closing: OPENING + 300_000,
			next_from: ago(29),
			untied: 0,
			mapping,
			lines: { count: 2, sum: 300_000 }
		});
		expect((await left(s)).lines.map(({ text, reference }) => [text, reference])).toEqual([
			['Bà Lụa ủng hộ', 'FT1'],
			['=HYPERLINK("http://x")', null]
		]);
	});

	test('sent twice by a slow line is one', async () => {
		const args = { key: newKey(), ...month() };
		expect(await importOf(s, args)).toEqual(await importOf(s, args));
		expect((await bank(s)).lines.count).toBe(2);
	});

	test('goes on where the last one ended: on the next day, with the same balance', async () => {
		await importOf(s, month());
		const next = (from: string, opening: number) =>
			importOf(s, statement([from, ago(20)], opening, []));
		expect(await refusedAt(next(ago(28), OPENING + 300_000))).toBe('not_next from_day');
		expect(await refusedAt(next(ago(31), OPENING + 300_000))).toBe('not_next from_day');
		expect(await refusedAt(next(ago(29), OPENING))).toBe('opening_differs opening');
		await next(ago(29), OPENING + 300_000);
		expect(await bank(s)).toMatchObject({ next_from: ago(19), closing: OPENING + 300_000 });
	});

	test('of a file that was imported is told, though the same file may hold the next days too', async () => {
		const sha256 = newFile();
		await importOf(s, month({ sha256 }));
		expect(await refused(importOf(s, month({ sha256 })))).toBe('known_file');
		await importOf(s, statement([ago(29), ago(20)], OPENING + 300_000, [], { sha256 }));
	});

	test('is refused whole for one line, which is named', async () => {
		const before = await counts(s);
		for (const [line, code] of [
			[{ amount: 0 }, 'out_of_range lines.1.amount'],
			[{ amount: 1.5 }, 'out_of_range lines.1.amount'],
			[{ amount: '5' }, 'out_of_range lines.1.amount'],
			[{ day: '2026-02-31' }, 'bad_format lines.1.day'],
			[{ day: ago(10) }, 'out_of_range lines.1.day'],
			[{ text: 'x'.repeat(501) }, 'too_long lines.1.text'],
			[{ text: 'a\u202eb' }, 'bad_characters lines.1.text'],
			[{ line: 0 }, 'bad_format lines.1.line'],
			[{ tip: 1 }, 'unknown_field lines.1']
		] as const) {
			const args = month();
			const spoiled = { ...args, lines: [args.lines[0], { ...args.lines[1], ...line }] };
			expect(await refusedAt(importOf(s, spoiled)), JSON.stringify(line)).toBe(code);
		}
		expect(await counts(s)).toEqual(before);
	});

	test('is refused where its lines do not lead from one balance to the other, or its days are not over', async () => {
		expect(await refused(importOf(s, month({ closing: OPENING })))).toBe('balance_breaks');
		expect(await refused(importOf(s, month({ to_day: ago(0) })))).toBe('day_not_over');
		expect(await refused(importOf(s, month({ to_day: ago(41) })))).toBe('out_of_range');
		expect(await refused(importOf(s, month({ sha256: 'x' })))).toBe('bad_format');
		expect(await refused(importOf(s, month({ kind: 'pdf' })))).toBe('bad_format');
		expect(await refused(importOf(s, { ...month(), lines: {} }))).toBe('bad_format');
	});

	test('that was the wrong file gives its place to another, while nothing of it is matched', async () => {
		const first = await importOf(s, month());
		const second = await importOf(s, statement([ago(29), ago(20)], OPENING + 300_000, []));
		const withdraw = (id: string) => tell(s, s.treasurer, 'fund_statement_withdraw', { id });
		expect(await refused(withdraw(first.id))).toBe('not_last');
		await withdraw(second.id);
		expect(await refused(withdraw(second.id))).toBe('stale');
		const entry = await gift(s, 500_000, ago(38));
		const [line] = (await left(s)).lines;
		await match(s, [{ line: line!.id, entry }]);
		expect(await refused(withdraw(first.id))).toBe('has_matches');
		await s.db
			.sql`update fund.bank_matches set undone_by = matched_by, undone_at = now() where undone_at is null`;
		await withdraw(first.id);
		expect((await left(s)).lines).toEqual([]);
		await importOf(s, month());
	});

	test('of ten thousand lines is one command', async () => {
		const many = Array.from({ length: 10_000 }, (_, n) => ({
			day: ago(38),
			amount: n % 2 ? -1000 : 1001,
			text: `Giao dịch số ${n}`
		}));
		expect(await importOf(s, statement([FIRST, ago(30)], OPENING, many))).toMatchObject({
			lines: 10_000
		});
		expect(
			await refused(importOf(s, statement([ago(29), ago(28)], OPENING + 5000, [...many, ...many])))
		).toBe('too_long');
		expect((await left(s)).lines).toHaveLength(200);
	});
});
