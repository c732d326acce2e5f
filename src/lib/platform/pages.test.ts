import { describe, expect, it } from 'vitest';
import { Pages } from './pages.svelte.ts';

type Page = { rows: string[]; next: number | null };

/** Answers of one server: what it was asked, and whether it fails now. */
function server(pages: Record<string, Page>) {
	const asked: (number | null)[] = [];
	const line = { up: true };
	const read = async (after: number | null) => {
		asked.push(after);
		if (!line.up) throw new Error('no line');
		return pages[String(after)]!;
	};
	return { asked, line, pages: new Pages<string, number, Page>(read) };
}
const two = { null: { rows: ['a', 'b'], next: 2 }, 2: { rows: ['c'], next: null } };

describe('a list that comes page after page', () => {
	it('ends with the last, and begins anew when it is asked for from the beginning', async () => {
		const { asked, pages } = server(two);
		expect([pages.rows, pages.last, pages.next]).toEqual([[], null, null]);
		await pages.load();
		expect([pages.rows, pages.next]).toEqual([['a', 'b'], 2]);
		await pages.more();
		expect([pages.rows, pages.next]).toEqual([['a', 'b', 'c'], null]);
		await pages.load();
		expect(pages.rows).toEqual(['a', 'b']);
		expect(asked).toEqual([null, 2, null]);
	});

	it('after a failure asks for what failed, be it the next page or the first', async () => {
		const { asked, line, pages } = server(two);
		await pages.load();
		line.up = false;
		await pages.load();
		expect([pages.rows, pages.failed]).toEqual([['a', 'b'], new Error('no line')]);
		line.up = true;
		await pages.more();
		expect([pages.rows, pages.failed, asked]).toEqual([['a', 'b'], null, [null, null, null]]);
		line.up = false;
		await pages.more();
		line.up = true;
		await pages.more();
		expect([pages.rows, asked.slice(3)]).toEqual([
			['a', 'b', 'c'],
			[2, 2]
		]);
	});

	it('asks once for a page that is asked for twice', async () => {
		const { asked, pages } = server(two);
		await pages.load();
		await Promise.all([pages.more(), pages.more()]);
		expect([pages.rows, asked]).toEqual([
			['a', 'b', 'c'],
			[null, 2]
		]);
	});
});
