import { describe, expect, it } from 'vitest';
import { ListDraft } from './lists-draft.svelte.ts';
import { blank, HAND } from './lists/hand.ts';
import type { Asking } from './lists-booking.ts';
import { answer } from './lists/read.ts';
import { where } from './lists/testing.ts';

const sheet = [
	'Họ tên\tNăm sinh\tĐiện thoại',
	'Bà Một\t1940\t905000101',
	'Ông Hai\t1890\t905000102',
	'Bà Một\t1940\t',
	'Cụ Ba\t1935\t'
].join('\n');

function draft(
	known: (people: readonly Asking[]) => { row: number; reference: string | null }[] = () => []
) {
	const asked: string[][] = [];
	const one = new ListDraft({
		hamlets: where.hamlets.slice(0, 1),
		today: where.today,
		askKnown: async (people) => {
			asked.push(people.map(({ name }) => name));
			return known(people);
		}
	});
	one.bring(answer({ text: sheet }));
	return { draft: one, asked };
}
const standings = (one: ListDraft) => one.rows.map(({ standing }) => standing.is);
const onFile = (name: string, reference: string | null) => (people: readonly Asking[]) =>
	people.filter((person) => person.name === name).map(({ row }) => ({ row, reference }));

describe('a list before it is taken', () => {
	it('says of each row whether it can be taken, and why not', () => {
		const { draft: one } = draft();
		expect(standings(one)).toEqual(['good', 'wrong', 'repeated', 'good']);
		expect(one.rows[2]!.standing).toEqual({ is: 'repeated', line: 2 });
		expect(one.good.map(({ row, name }) => [row, name])).toEqual([
			[2, 'Bà Một'],
			[5, 'Cụ Ba']
		]);
	});

	it('mends a row in place, and drops one', () => {
		const { draft: one } = draft();
		one.mend({ ...one.rows[1]!.typed, birth: '1939' });
		one.drop(4);
		expect(standings(one)).toEqual(['good', 'good', 'good']);
		expect(one.good[1]).toMatchObject({ row: 3, birth: { year: 1939 }, phone: '+84905000102' });
	});

	it('reads the sheet anew when the person says what a column holds, and keeps what was mended', () => {
		const { draft: one } = draft();
		one.mend({ ...one.rows[1]!.typed, birth: '1939' });
		one.assign(2, null);
		expect(one.good[0]!.phone).toBeNull();
		expect(one.rows[1]!.standing.is).toBe('good');
		one.assign(2, 'note');
		expect(one.good[0]!.note).toBe('905000101');
	});

	it('takes one person by hand beside a sheet, and keeps them when another sheet is brought', () => {
		const { draft: one } = draft();
		const line = one.add({ ...blank(), name: 'Bà Thêm', birth: '1948' });
		expect(line).toBe(HAND + 1);
		expect(one.good.at(-1)).toMatchObject({ row: HAND + 1, name: 'Bà Thêm' });
		one.bring(answer({ text: 'Họ tên\tNăm sinh\nÔng Khác\t1930' }));
		expect(one.good.map(({ name }) => name)).toEqual(['Ông Khác', 'Bà Thêm']);
	});

	it('forgets what was said of the lines of one sheet when another is chosen', () => {
		const { draft: one } = draft();
		const two = (name: string) => answer({ text: `Họ tên\tNăm sinh\n${name}\t1930` }).sheets[0]!;
		one.bring({ sheets: [two('Ông Trang Một'), two('Ông Trang Hai')], pictures: 0, best: 0 });
		one.mend({ ...one.rows[0]!.typed, name: 'Ông Đã Sửa' });
		expect(one.good.map(({ name }) => name)).toEqual(['Ông Đã Sửa']);
		one.choose(1);
		expect(one.good.map(({ name }) => name)).toEqual(['Ông Trang Hai']);
	});

	it('asks once who is on file, of good rows alone, and again only for who is new', async () => {
		const { draft: one, asked } = draft(onFile('Bà Một', 'ĐN-26-0001'));
		await one.review();
		expect(asked).toEqual([['Bà Một', 'Bà Một', 'Cụ Ba']]);
		expect(one.rows[0]!.standing).toEqual({ is: 'known', reference: 'ĐN-26-0001' });
		await one.review();
		one.add({ ...blank(), name: 'Bà Thêm', birth: '1948' });
		await one.review();
		expect(asked.slice(1)).toEqual([['Bà Thêm']]);
	});

	it('a person with a visit booked another way is on file without a number', async () => {
		const { draft: one } = draft(onFile('Cụ Ba', null));
		await one.review();
		expect(one.rows[3]!.standing).toEqual({ is: 'known', reference: null });
		expect(one.good.map(({ name }) => name)).toEqual(['Bà Một']);
	});

	it('knows what was taken and what somebody else was quicker with', () => {
		const { draft: one } = draft();
		one.settle([{ row: 2, reference: 'ĐN-26-0007' }], [5]);
		expect(one.rows[0]!.standing).toEqual({ is: 'taken', reference: 'ĐN-26-0007' });
		expect(one.rows[3]!.standing).toEqual({ is: 'known', reference: null });
		expect(one.good).toEqual([]);
		// The same sheet again, on the same page.
		one.bring(answer({ text: sheet }));
		expect(one.rows[0]!.standing).toEqual({ is: 'known', reference: 'ĐN-26-0007' });
		expect(one.good).toEqual([]);
	});

	it('an officer says where people live whose rows name no hamlet', () => {
		const one = new ListDraft({ ...where, askKnown: async () => [] });
		one.bring(answer({ text: sheet }));
		expect(standings(one)).toEqual(['wrong', 'wrong', 'wrong', 'wrong']);
		one.fallback = where.hamlets[1]!.id;
		expect(one.good.every(({ hamlet }) => hamlet === where.hamlets[1]!.id)).toBe(true);
	});
});
