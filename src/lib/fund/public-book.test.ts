/** What a resident sees of a ledger: at once what the build knew, then what is; rows by the page; a line that breaks. */
import { expect, it, vi } from 'vitest';
import { Problem } from '#lib/platform/problem.ts';
import { FIRST, PublicBook } from './public-book.svelte.ts';
import type { RowFilter } from './public-fund.ts';
import { aboveOf, type Line } from './public-lines.ts';
import { ledgerOf, rows, unit } from './testing-chain.ts';

const ledger = ledgerOf(rows());
const above = aboveOf(ledger);
const row = (seq: number) => ({ seq }) as Line;
type Page = { filter: RowFilter; after: number | null; size: number };
/** A server with so many rows. */
const server = (count: number) => ({
	ledger: vi.fn(async (_: string) => ({ ledger, above })),
	lines: vi.fn(async ({ after, size }: Page) => {
		const from = (after ?? count + 1) - 1;
		return Array.from({ length: Math.max(0, Math.min(size, from)) }, (_, n) => row(from - n));
	})
});

it('shows what the build knew before anything is asked', () => {
	const book = new PublicBook(unit, { above, lines: [row(3), row(2), row(1)] }, server(3));
	expect(book.above?.money).toBe('8.600.000 đồng');
	expect(book).toMatchObject({ live: null, last: true, doing: null });
});

it('reads rows by the page until there are no older ones, and twice pressed asks once', async () => {
	const doors = server(100);
	const book = new PublicBook(unit, null, doors);
	await book.open();
	expect(book.live).toBe(ledger);
	expect(book.lines.map(({ seq }) => seq)).toEqual(
		Array.from({ length: FIRST }, (_, n) => 100 - n)
	);
	await Promise.all([book.more(), book.more()]);
	expect(book.lines).toHaveLength(FIRST + 50);
	await book.more();
	expect(book.lines.at(-1)?.seq).toBe(1);
	expect(book.last).toBe(true);
	await book.more();
	expect(doors.lines).toHaveBeenCalledTimes(3);
});

it('the newest question wins over one whose answer comes late', async () => {
	const late: ((lines: Line[]) => void)[] = [];
	const book = new PublicBook(unit, null, {
		lines: () => new Promise<Line[]>((resolve) => late.push(resolve))
	});
	const [first, second] = [book.find({ q: 'gạo' }), book.find({ q: 'loa' })];
	late[1]!([row(2)]);
	await second;
	late[0]!([row(9)]);
	await first;
	expect(book.lines).toEqual([row(2)]);
	expect(book).toMatchObject({ filter: { q: 'loa' }, doing: null });
});

it('keeps what is shown when the line breaks, and says that it did', async () => {
	const doors = server(3);
	const book = new PublicBook(unit, { above, lines: [row(3)] }, doors);
	doors.lines.mockRejectedValueOnce(new Problem({ code: 'offline', status: 0, offline: true }));
	await book.find({ kind: 'gift' });
	expect(book.failed).toBeInstanceOf(Problem);
	expect(book.lines).toEqual([row(3)]);
	await book.find({ kind: 'gift' });
	expect(book.failed).toBeNull();
});

it('says of a unit without a ledger that it has none, and shows nothing of the unit before', async () => {
	const doors = server(3);
	const book = new PublicBook(unit, { above, lines: [row(3)] }, doors);
	doors.ledger.mockRejectedValueOnce(new Problem({ code: 'not_found', status: 404 }));
	await book.open('21451', {});
	expect(book).toMatchObject({ none: true, live: null, above: null, lines: [], failed: null });
	await book.open(unit, {});
	expect(book).toMatchObject({ none: false, live: ledger });
});

it('what must be today’s is asked for once, by however many, and rows that were read stay', async () => {
	const doors = server(6);
	const book = new PublicBook(unit, { above, lines: [row(6), row(5)] }, doors);
	expect(await Promise.all([book.demand(), book.demand()])).toEqual([ledger, ledger]);
	expect(await book.demand()).toBe(ledger);
	expect(doors.ledger).toHaveBeenCalledTimes(1);
	expect(doors.lines).not.toHaveBeenCalled();
	expect(book.lines).toHaveLength(2);
	doors.ledger.mockRejectedValueOnce(new Problem({ code: 'offline', status: 0, offline: true }));
	const other = new PublicBook(unit, { above, lines: [row(6)] }, doors);
	expect(await other.demand()).toBeNull();
	expect(other.failed).toBeInstanceOf(Problem);
	expect(await other.demand()).toBe(ledger);
	expect(other.failed).toBeNull();
});

it('where more was published since the page was built, its rows are read anew with it', async () => {
	const doors = server(6);
	const book = new PublicBook(unit, { above, lines: [row(4), row(3)] }, doors);
	expect(await book.demand()).toBe(ledger);
	expect(book.lines.map(({ seq }) => seq)).toEqual([6, 5, 4, 3, 2, 1]);
});
