import { describe, expect, it } from 'vitest';
import { asked, calledIn, named } from './naming.ts';

const people = [
	{ id: '1', name: 'Lê Thị Minh Họa' },
	{ id: '2', name: 'Đỗ Văn Ví Dụ' },
	{ id: '3', name: 'Đỗ Văn Ví Dụ' }
];
const ids = (text: string) => asked(text, text.length, people)?.found.map(({ id }) => id);

describe('a colleague called by name', () => {
	it('is found by letters without marks, and by none all are offered', () => {
		expect(ids('Nhờ @do v')).toEqual(['2', '3']);
		expect(ids('@')).toEqual(['1', '2', '3']);
		expect(ids('Nhờ @xyz')).toEqual([]);
	});

	it('is not asked for in an address, without the sign, or once the name is there', () => {
		expect(ids('a@do')).toBeUndefined();
		expect(ids('Nhờ Đỗ')).toBeUndefined();
		expect(ids('Nhờ @Lê Thị Minh Họa xem')).toBeUndefined();
	});

	it('is written where the cursor stands, and nothing after it is lost', () => {
		const done = named('Nhờ @le xem giúp', 7, 5, 'Lê Thị Minh Họa');
		expect(done.text).toBe('Nhờ @Lê Thị Minh Họa xem giúp');
		expect(done.cursor).toBe('Nhờ @Lê Thị Minh Họa '.length);
	});

	it('is called as long as the name stands in the note; of two alike the one that was picked', () => {
		expect(calledIn('@Lê Thị Minh Họa xem giúp', people, [])).toEqual(['1']);
		expect(calledIn('xem giúp', people, ['1'])).toEqual([]);
		expect(calledIn('@Đỗ Văn Ví Dụ', people, [])).toEqual([]);
		expect(calledIn('@Đỗ Văn Ví Dụ', people, ['3'])).toEqual(['3']);
	});
});
