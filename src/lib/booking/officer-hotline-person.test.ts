import { describe, expect, it } from 'vitest';
import { readPerson } from './officer-hotline-person.ts';

const read = (line: string) => {
	const { name, birth } = readPerson(line, '2026-11-25');
	return [name, [birth.day, birth.month, birth.year].filter(Boolean).join('/')];
};

describe('a person typed while listening', () => {
	it('is a name with a year or a date behind it', () => {
		expect(read('Nguyễn Thị Lụa 1941')).toEqual(['Nguyễn Thị Lụa', '1941']);
		expect(read('Nguyễn Thị Lụa, 05/09/1941 ')).toEqual(['Nguyễn Thị Lụa', '05/09/1941']);
		expect(read('nguyễn thị lụa sinh năm 1941')).toEqual(['nguyễn thị lụa', '1941']);
		expect(read('Y Blin SN: 1950')).toEqual(['Y Blin', '1950']);
	});

	it('may have two digits for a year where only one year can be meant', () => {
		expect(read('Nguyễn Thị Lụa 41')).toEqual(['Nguyễn Thị Lụa', '1941']);
		expect(read('Trần Văn Sáu 05')).toEqual(['Trần Văn Sáu', '2005']);
		expect(read('Trần Văn Sáu 1.2.41')).toEqual(['Trần Văn Sáu', '1/2/1941']);
	});

	it('whose two digits may be a child or somebody very old keeps them, so that the form asks', () => {
		expect(read('Trần Văn Sáu 18')).toEqual(['Trần Văn Sáu', '18']);
	});

	it('without a year is a name, whatever it holds', () => {
		expect(read('Lê Thị Mẫu')).toEqual(['Lê Thị Mẫu', '']);
		expect(read('  ')).toEqual(['', '']);
		expect(read('1941')).toEqual(['1941', '']);
		expect(read('Lê Thị Mẫu 123')).toEqual(['Lê Thị Mẫu 123', '']);
	});
});
