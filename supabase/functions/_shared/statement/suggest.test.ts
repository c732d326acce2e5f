import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { suggest, type BankEntry, type BankLine } from './suggest.ts';

const line = (id: string, over: Partial<BankLine> = {}): BankLine => ({
	...{ id, day: '2026-11-05', amount: 500_000, text: '', reference: null },
	...over
});
const entry = (id: string, over: Partial<BankEntry> = {}): BankEntry => ({
	...{ id, day: '2026-11-05', amount: 500_000, text: '', number: null },
	...over
});
const pairs = (lines: BankLine[], entries: BankEntry[]) =>
	suggest(lines, entries).map(({ line, entry }) => `${line}-${entry}`);

describe('what a line of the bank may be in the ledger', () => {
	it('is of exactly its amount, and at most three days away', () => {
		expect(pairs([line('a')], [entry('1', { amount: 499_999 })])).toEqual([]);
		expect(pairs([line('a')], [entry('1', { amount: -500_000 })])).toEqual([]);
		expect(pairs([line('a')], [entry('1', { day: '2026-11-09' })])).toEqual([]);
		expect(pairs([line('a')], [entry('1', { day: '2026-11-02' })])).toEqual(['a-1']);
		expect(pairs([line('a', { day: '2026-12-01' })], [entry('1', { day: '2026-11-29' })])).toEqual([
			'a-1'
		]);
	});

	it('is told by the number in its text, however that is written, before anything else', () => {
		const text = 'CK ung ho pt 2026 0012';
		const far = entry('far', { day: '2026-11-03', number: 'PT-2026-0012' });
		expect(suggest([line('a', { text })], [entry('near'), far])).toEqual([
			{ line: 'a', entry: 'far', reasons: ['same_amount', 'near_day', 'number'], unsure: false }
		]);
	});

	it('is told by words without their marks, then by nearness', () => {
		const lua = entry('lua', { text: 'Nguyễn Thị Lụa, thôn Đồng Xuân' });
		const ben = entry('ben', { text: 'Trần Văn Bền' });
		expect(pairs([line('a', { text: 'NGUYEN THI LUA UNG HO' })], [ben, lua])).toEqual(['a-lua']);
		expect(pairs([line('a')], [entry('1', { day: '2026-11-04' }), entry('2')])).toEqual(['a-2']);
	});

	it('is unsure where another would do as well, and says when there is but one', () => {
		const [sure] = suggest([line('a')], [entry('1')]);
		expect(sure).toMatchObject({ unsure: false, reasons: ['same_amount', 'same_day', 'only_one'] });
		const twins = suggest([line('a'), line('b')], [entry('1'), entry('2')]);
		expect(twins.map(({ unsure }) => unsure)).toEqual([true, true]);
	});

	it('is one to one, the same in any order, and never of another amount', () => {
		const amount = fc.constantFrom(100_000, 200_000, -50_000);
		const day = fc.integer({ min: 1, max: 9 }).map((n) => `2026-11-0${n}`);
		const text = fc.constantFrom('bà Lụa', 'ông Bền', 'PT-2026-0001', '');
		const lines = fc.array(fc.record({ amount, day, text }), { maxLength: 12 });
		fc.assert(
			fc.property(lines, lines, fc.nat(), (some, others, seed) => {
				const ours = some.map((one, at) => line(`l${at}`, one));
				const theirs = others.map((one, at) => entry(`e${at}`, one));
				const found = suggest(ours, theirs);
				expect(new Set(found.map((one) => one.line)).size).toBe(found.length);
				expect(new Set(found.map((one) => one.entry)).size).toBe(found.length);
				for (const one of found)
					expect(ours.find(({ id }) => id === one.line)!.amount).toBe(
						theirs.find(({ id }) => id === one.entry)!.amount
					);
				const turn = <T>(list: T[]) => [
					...list.slice(seed % (list.length + 1)),
					...list.slice(0, seed % (list.length + 1))
				];
				expect(suggest(turn(ours), turn(theirs))).toEqual(found);
			})
		);
	});
});
