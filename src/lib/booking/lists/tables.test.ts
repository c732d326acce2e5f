import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fieldOf } from './columns.ts';
import { delimited } from '#shared/sheet/delimited.ts';
import { extract } from './extract.ts';
import { hamletOf } from './hamlets.ts';
import { tableOf } from './header.ts';
import { answer } from './read.ts';
import { judged, where } from './testing.ts';

const paste = (...rows: string[][]) =>
	answer({ text: rows.map((cells) => cells.join('\t')).join('\n') }).sheets[0]!.table;
const people = (...rows: string[][]) => {
	const table = paste(...rows);
	return extract(table, table.columns, where.hamlets).people;
};

describe('what was pasted from Excel', () => {
	it('keeps tabs, line breaks and quotes inside quoted cells, and a quote inside a word', () => {
		const text =
			'Họ tên\tGhi chú\n"Bà ""Năm"""\t"cạnh chợ,\n\tnhà xanh"\nÔng Tư "ốc"\t5" ống nước\n';
		expect(delimited(text).map(({ cells }) => cells)).toEqual([
			['Họ tên', 'Ghi chú'],
			['Bà "Năm"', 'cạnh chợ, nhà xanh'],
			['Ông Tư "ốc"', '5" ống nước']
		]);
	});

	it('is read without quotes where one never closes: no line is swallowed', () => {
		expect(delimited('a,b\n"c,d\ne,f\n')).toHaveLength(3);
	});

	it('whatever the cells hold, quoting and reading gives them back', () => {
		const cell = fc
			.stringMatching(/^[a-zàđệ "',;]*$/)
			.map((text) => text.replace(/\s+/g, ' ').trim());
		const rows = fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 8 });
		fc.assert(
			fc.property(rows, fc.constantFrom('\t', ',', ';'), (cells, mark) => {
				const quote = (text: string) => `"${text.replace(/"/g, '""')}"`;
				const text = `sep=${mark}\n${cells.map((row) => row.map(quote).join(mark)).join('\n')}`;
				expect(delimited(text).map((line) => line.cells)).toEqual(cells);
			})
		);
	});

	it('of any text something is made or refused with a code', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
				try {
					const [sheet] = answer({ text }).sheets;
					judged(sheet!.table);
				} catch (error) {
					expect((error as { code: string }).code).toMatch(/^[a-z_]+$/);
				}
			})
		);
	});
});

describe('the header', () => {
	it.each([
		['Họ và tên', 'name'],
		['HO VA TEN', 'name'],
		['Họ tên người cao tuổi', 'name'],
		['Năm sinh', 'birth'],
		['Ngày, tháng, năm sinh', 'birth'],
		['SĐT', 'phone'],
		['Số ĐT (nếu có)', 'phone'],
		['Điện thoại người nhà', 'phone'],
		['Thôn/TDP', 'hamlet'],
		['Địa chỉ', 'address'],
		['Nhu cầu', 'needs'],
		['Tình trạng sức khỏe', 'needs'],
		['Nội dung đề nghị', 'service'],
		['Ghi chú', 'note'],
		['Số CCCD', 'none'],
		['Họ tên chủ hộ', 'none'],
		['STT', 'none'],
		['Cột lạ', null]
	])('%s is known as %s', (heading, field) => expect(fieldOf(heading)).toBe(field));

	it('is found below titles, the state’s motto and an empty line', () => {
		const table = paste(
			['CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', '', ''],
			['DANH SÁCH', '', ''],
			['', '', ''],
			['STT', 'Họ và tên', 'Năm sinh'],
			['(1)', '(2)', '(3)'],
			['1', 'Bà Một', '1940']
		);
		expect(table.lines).toEqual([{ line: 6, cells: ['1', 'Bà Một', '1940'] }]);
	});

	it('is none where nobody wrote one: the person says what the columns are', () => {
		const table = paste(['Bà Một', '1940'], ['Bà Hai', '1941']);
		expect(table).toMatchObject({ found: false, columns: [null, null] });
		expect(extract(table, ['name', 'birth'], where.hamlets).people).toHaveLength(2);
	});
});

describe('people in a table', () => {
	it('have a name in two columns and a birth in three', () => {
		const [one] = people(
			['Họ và tên đệm', 'Tên', 'Ngày', 'Tháng', 'Năm sinh'],
			['Nguyễn Thị', 'Lụa', '17', '3', '1941']
		);
		expect(one).toMatchObject({ line: 2, name: 'Nguyễn Thị Lụa', birth: '17/3/1941' });
	});

	it('live in the hamlet that titles their part of the sheet', () => {
		const found = people(
			['Họ tên', 'Năm sinh'],
			['Thôn số 1', ''],
			['Bà Một', '1940'],
			['II', ''],
			['TDP An Bình:', ''],
			['Bà Hai', '1941']
		);
		expect(found.filter(({ birth }) => birth).map(({ name, hamlet }) => [name, hamlet])).toEqual([
			['Bà Một', 'Thôn số 1'],
			['Bà Hai', 'TDP An Bình']
		]);
	});

	it('are never fewer than the lines that name one', () => {
		const name = fc.constantFrom('Bà Một', 'Ông Hai', 'Cụ Ba');
		const year = fc.integer({ min: 1900, max: 2000 }).map(String);
		fc.assert(
			fc.property(fc.array(fc.tuple(name, year), { minLength: 1, maxLength: 30 }), (rows) => {
				expect(people(['Họ tên', 'Năm sinh'], ...rows)).toHaveLength(rows.length);
			})
		);
	});
});

describe('a hamlet’s name', () => {
	const names = (text: string) => hamletOf(text, where.hamlets).map(({ name }) => name);

	it.each(['Thôn số 1', 'thon 1', '1', 'THÔN 01', 'Thôn số 1, Phường Thử Nghiệm'])(
		'%s is found',
		(text) => expect(names(text)).toEqual(['Thôn số 1'])
	);

	it('is found under another kind, and not where it is another', () => {
		expect(names('Khối An Bình')).toEqual(['Tổ dân phố An Bình']);
		expect(names('Thôn số 12')).toEqual([]);
		expect(names('')).toEqual([]);
	});

	it('Thôn 1 is not Tổ 1 where there are both', () => {
		const [thon] = where.hamlets;
		const both = [thon!, { ...thon!, id: 'to', name: 'Tổ dân phố 1', kind: 'tổ dân phố' as const }];
		const found = (text: string) => hamletOf(text, both).map(({ id }) => id);
		expect([found('thôn 1'), found('TDP 1'), found('1')]).toEqual([
			[thon!.id],
			['to'],
			[thon!.id, 'to']
		]);
	});

	it('is asked about where two areas have one of that name', () => {
		const twins = [...where.hamlets, { ...where.hamlets[0]!, id: 'other', area_name: 'Xã Khác' }];
		expect(hamletOf('Thôn 1', twins)).toHaveLength(2);
		expect(hamletOf('Thôn 1, xã Khác', twins).map(({ id }) => id)).toEqual(['other']);
	});

	it('a table without a line has no people', () =>
		expect(tableOf([])).toMatchObject({ lines: [], found: false }));
});
