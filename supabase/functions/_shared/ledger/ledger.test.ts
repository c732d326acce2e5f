/** Whoever verifies the public ledger finds each row that was changed, moved, taken away or put in. */
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Chained } from '../contracts/fund-public.ts';
import { Digest } from './digest.ts';
import { commitmentOf, startOf, textOf, Walk } from './index.ts';

const unit = '21439';
const sha = (text: string | Buffer) => createHash('sha256').update(text).digest('hex');
const tie = sha('moc');

type Said = { amount: number; words: string; name: string };
/** A chain of gifts, as SQL would have written it. */
function chainOf(gifts: readonly Said[]): Chained[] {
	let before = startOf(unit);
	return gifts.map(({ amount, words, name }, n) => {
		const salt = sha(String(n)).slice(0, 32);
		const said = [
			n + 1,
			'2026-11-05',
			'gift',
			'',
			'',
			amount,
			amount,
			0,
			`PT-26-000${n + 1}`,
			''
		] as const;
		const row = [...said, commitmentOf(salt, name), words, '', tie, '', name, salt] as Chained;
		before = sha(textOf(before, row));
		return [...row.slice(0, 14), before, name, salt] as Chained;
	});
}

const three = () =>
	chainOf([
		{ amount: 500_000, words: 'Ủng hộ phong trào', name: 'Bà Minh Họa' },
		{ amount: 2_000_000, words: 'Ủng hộ', name: '' },
		{ amount: 1_000_000, words: 'Ủng hộ học sinh', name: 'Tổ 5 Minh Họa' }
	]);

describe('the chain of the public ledger', () => {
	it('is the one that its documentation describes', () => {
		expect(startOf(unit)).toBe(sha('gan-dan/quy/so-cong-khai/1\n21439'));
		expect(commitmentOf('00'.repeat(16), 'Bà Minh Họa')).toBe(
			sha(
				Buffer.concat([
					Buffer.from('gan-dan/quy/ten/1\n'),
					Buffer.alloc(16),
					Buffer.from('Bà Minh Họa')
				])
			)
		);
		const [first] = three();
		expect(textOf(startOf(unit), first!).split('\n')).toEqual([
			startOf(unit),
			...['1', '2026-11-05', 'gift', '', '', '500000', '500000', '0', 'PT-26-0001', ''],
			...[first![10], 'Ủng hộ phong trào', '', tie]
		]);
	});

	it('holds piece by piece, with what is held and how many names were those that were given', () => {
		const walk = new Walk(unit);
		const rows = three();
		expect(walk.take(rows.slice(0, 2))).toBeNull();
		expect(walk.take(rows.slice(2))).toBeNull();
		expect(walk).toMatchObject({
			seq: 3,
			head: rows[2]![14],
			money: 3_500_000,
			goods: 0,
			names: 2
		});
	});

	it('holds when a donor is not named any more', () => {
		const rows = three().map((row) => [...row.slice(0, 15), '', ''] as Chained);
		const walk = new Walk(unit);
		expect(walk.take(rows)).toBeNull();
		expect(walk.names).toBe(0);
	});

	it('tells of a name that nobody gave, and of a balance below zero', () => {
		const rows = three();
		rows[0] = [...rows[0]!.slice(0, 15), 'Ông Minh Họa', rows[0]![16]] as Chained;
		expect(new Walk(unit).take(rows)).toEqual({ seq: 1, why: 'name' });
		const [spent] = chainOf([{ amount: -1, words: 'x', name: '' }]);
		expect(new Walk(unit).take([spent!])).toEqual({ seq: 1, why: 'balance' });
	});

	it('belongs to its unit', () => {
		expect(new Walk('21451').take(three())).toEqual({ seq: 1, why: 'hash' });
	});

	it('breaks at the row that somebody changed, whatever field it was', () => {
		fc.assert(
			fc.property(fc.nat(2), fc.nat(14), (at, field) => {
				const rows = three();
				const was = rows[at]![field];
				rows[at] = rows[at]!.with(field, typeof was === 'number' ? was + 1 : `${was}0`) as Chained;
				expect(new Walk(unit).take(rows)?.seq).toBe(field === 0 ? at + 2 : at + 1);
			})
		);
	});

	it('breaks where a row was taken away, put in twice or moved', () => {
		const [a, b, c] = three() as [Chained, Chained, Chained];
		expect(new Walk(unit).take([a, c])).toEqual({ seq: 3, why: 'place' });
		expect(new Walk(unit).take([a, a, b])).toEqual({ seq: 1, why: 'place' });
		expect(new Walk(unit).take([a, c, b])).toEqual({ seq: 3, why: 'place' });
		expect(new Walk(unit).take([b, c])).toEqual({ seq: 2, why: 'place' });
	});

	it('is walked by several at once, each from the place that another comes to', () => {
		const rows = three();
		const before = new Walk(unit);
		before.take(rows.slice(0, 1));
		const behind = new Walk(unit, { seq: 1, head: rows[0]![14], money: 500_000, goods: 0 });
		expect(behind.take(rows.slice(1))).toBeNull();
		expect(before).toMatchObject({ seq: 1, head: rows[0]![14], money: 500_000 });
		expect(behind).toMatchObject({ seq: 3, money: 3_500_000 });
	});
});

it('hashes any text, and bytes between texts, as everybody else does', () => {
	const digest = new Digest();
	expect(digest.text('').end()).toBe(sha(''));
	fc.assert(
		fc.property(
			fc.string({ unit: 'binary', maxLength: 300 }),
			fc.uint8Array({ maxLength: 80 }),
			fc.constantFrom(1, 1, 1, 40),
			(typed, bytes, times) => {
				const text = typed.toWellFormed().repeat(times);
				const whole = Buffer.concat([Buffer.from(text), bytes, Buffer.from(text)]);
				const taken = digest.text(text).hex(Buffer.from(bytes).toString('hex')).and(text);
				expect(taken.end()).toBe(sha(whole));
				expect(taken.is(sha(whole))).toBe(true);
				expect(taken.is(sha(`${whole}x`))).toBe(false);
			}
		)
	);
	// Around the ends of blocks.
	for (let length = 50; length < 140; length++)
		expect(digest.text('a'.repeat(length)).end()).toBe(sha('a'.repeat(length)));
});
