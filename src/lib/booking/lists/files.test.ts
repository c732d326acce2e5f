import { readFileSync } from 'node:fs';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { extract } from './extract.ts';
import { answer } from './read.ts';
import { judged, where } from './testing.ts';

/** Made by LibreOffice Calc 7.4; names and numbers are made up. */
const file = (name: string) =>
	new Uint8Array(readFileSync(new URL(`./examples/${name}`, import.meta.url)));
const read = (name: string) => answer({ bytes: file(name) });
const refused = (bytes: Uint8Array) => {
	try {
		answer({ bytes });
		return 'read';
	} catch (error) {
		return (error as { code: string }).code;
	}
};

describe('a list as the head of a hamlet makes it in Calc', () => {
	const book = read('hamlet.xlsx');
	const { table } = book.sheets[0]!;

	it('is one sheet that can be seen, with a picture that nobody reads', () => {
		expect(book.sheets.map(({ name }) => name)).toEqual(['Danh sách']);
		expect(book.pictures).toBe(1);
	});

	it('has its header found below the titles, in two lines with merged cells', () => {
		expect(table.headings).toEqual([
			'STT',
			'Họ và tên',
			'Năm sinh Nam',
			'Năm sinh Nữ',
			'SĐT',
			'Thôn',
			'Nhu cầu',
			'Ghi chú'
		]);
		expect(table.columns).toEqual([
			null,
			'name',
			'birth',
			'birth',
			'phone',
			'hamlet',
			'needs',
			'note'
		]);
	});

	it('gives five people: years of men and women, days, a phone without its 0, a formula by its result', () => {
		const people = judged(table).map(({ person, faults }) => person ?? faults);
		expect(people).toMatchObject([
			{
				row: 6,
				name: 'Nguyễn Thị Lụa',
				birth: { year: 1941 },
				phone: '+84905000101',
				needs: ['hearing', 'old_age'],
				note: 'Nhà sau chợ'
			},
			{ name: 'Trần Văn Bền', birth: { year: 1938 }, phone: '+84905000102', needs: ['bedridden'] },
			{ name: 'Lê Thị Huệ', birth: { year: 1945, month: 3, day: 17 }, needs: ['can_sit'] },
			{ name: 'Phạm Đức Độ', birth: { year: 1950, month: 9, day: 2 }, phone: null },
			{ name: 'Võ Thị Ớt', birth: { year: 1945 }, note: 'Con trai: 0905000106' }
		]);
		expect(new Set(people.map((one) => ('hamlet' in one ? one.hamlet : '')))).toEqual(
			new Set([where.fallback])
		);
	});

	it('leaves out the sum and the signature, and says which lines they were', () => {
		expect(extract(table, table.columns, where.hamlets).left).toEqual([
			{ line: 12, text: 'Tổng cộng: 5 người' },
			{ line: 13, text: 'TRƯỞNG THÔN' }
		]);
	});

	it('reads a sheet typed in .VnTime below a header in Unicode', () => {
		const [sheet] = read('tcvn3.xlsx').sheets;
		expect(judged(sheet!.table).map(({ person }) => person?.name)).toEqual([
			'Nguyễn Thị Lụa',
			'Trần Văn Bền',
			'Đặng Thị Phượng',
			'Huỳnh Ngọc Hưởng'
		]);
	});

	it('finds what is wrong where half the rows are wrong, each at its line and cell', () => {
		const rows = judged(read('half.xlsx').sheets[0]!.table);
		expect(rows.map(({ faults }) => faults)).toEqual([
			...[[], [], [], []],
			[{ field: 'birth', code: 'too_early' }],
			[{ field: 'phone', code: 'bad_phone' }],
			[{ field: 'hamlet', code: 'unknown_hamlet' }],
			[]
		]);
		expect(rows[4]!.typed).toMatchObject({ line: 6, birth: '1890' });
	});
});

describe('a .csv', () => {
	it.each(['utf-8', 'utf-8-bom', 'utf-16', 'utf-16-bare', 'windows-1258', 'tcvn3', 'vni'])(
		'in %s says the same',
		(encoding) => {
			const [sheet] = read(`${encoding}.csv`).sheets;
			const rows = judged(sheet!.table);
			expect(rows.map(({ person }) => [person?.name, person?.birth.year, person?.needs])).toEqual([
				['Nguyễn Thị Lụa', 1941, ['old_age']],
				['Trần Văn Bền', 1938, ['bedridden']],
				['Đặng Thị Phượng', 1945, ['hearing']],
				['Huỳnh Ngọc Hưởng', 1950, ['disability']]
			]);
			expect(rows[0]!.person).toMatchObject({ phone: '+84905000101' });
			for (const { person } of rows) expect(person!.name).toBe(person!.name.normalize('NFC'));
		}
	);
});

const workbook = (sheet: Uint8Array) =>
	zipSync({
		'xl/workbook.xml': strToU8(
			'<workbook xmlns:r="r"><sheets><sheet name="A" r:id="r1"/></sheets></workbook>'
		),
		'xl/_rels/workbook.xml.rels': strToU8(
			'<Relationships><Relationship Id="r1" Target="worksheets/sheet1.xml"/></Relationships>'
		),
		'xl/worksheets/sheet1.xml': sheet
	});

describe('a workbook of another writer', () => {
	it('may put a prefix before every name, hold a formula without a result and an error of Excel', () => {
		const text = (at: string, said: string) =>
			`<x:c r="${at}" t="inlineStr"><x:is><x:t>${said}</x:t></x:is></x:c>`;
		const rows = [
			`<x:row r="3">${text('B3', 'Họ &amp; tên')}${text('C3', 'Năm sinh')}</x:row>`,
			`<x:row r="5">${text('B5', 'Bà_x0020_Một')}<x:c r="C5"><x:f>1900+40</x:f></x:c></x:row>`,
			`<x:row r="9">${text('B9', 'Bà Hai')}<x:c r="C9" t="e"><x:f>1/0</x:f><x:v>#DIV/0!</x:v></x:c></x:row>`
		];
		const sheet = `<x:worksheet xmlns:x="m"><x:sheetData>${rows.join('')}</x:sheetData></x:worksheet>`;
		const [found] = answer({ bytes: workbook(strToU8(sheet)) }).sheets;
		expect(
			judged(found!.table).map(({ typed, faults }) => [typed.line, typed.name, faults])
		).toEqual([
			[5, 'Bà Một', [{ field: 'birth', code: 'formula' }]],
			[9, 'Bà Hai', [{ field: 'birth', code: 'formula' }]]
		]);
	});
});

describe('what is no list', () => {
	it('is refused with a word for what to do: a password, an old .xls, an .ods, a picture, nothing', () => {
		expect(refused(file('locked.xlsx'))).toBe('locked');
		expect(refused(file('old.xls'))).toBe('old_excel');
		expect(refused(file('open.ods'))).toBe('not_a_sheet');
		expect(refused(new Uint8Array([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13]))).toBe(
			'not_a_sheet'
		);
		expect(refused(strToU8('%PDF-1.7 …'))).toBe('not_a_sheet');
		expect(refused(new Uint8Array())).toBe('empty');
		expect(refused(strToU8(',,,\n,,\n'))).toBe('empty');
	});

	it('is refused whole: half a file, more lines or bytes than anybody can look through', () => {
		expect(refused(file('hamlet.xlsx').slice(0, 4000))).toBe('broken');
		expect(refused(new Uint8Array(9 * 1024 * 1024))).toBe('too_large');
		const lines = Array.from({ length: 5200 }, (_, n) => `Người Số ${n},1940`);
		expect(refused(strToU8(['Họ tên,Năm sinh', ...lines].join('\n')))).toBe('too_many_lines');
	});

	it('cannot fill the memory: a zip that unpacks to far more, entities that grow', () => {
		expect(refused(workbook(new Uint8Array(70 * 1024 * 1024)))).toBe('too_large');
		expect(refused(workbook(strToU8('<!DOCTYPE a [<!ENTITY b "b">]><worksheet/>')))).toBe('broken');
		expect(refused(workbook(strToU8('<worksheet><sheetData><row r="1"><c')))).toBe('broken');
	});

	it('five thousand lines are read', () => {
		const lines = Array.from({ length: 5000 }, () => 'Người Thử,1940');
		const [sheet] = answer({ text: ['Họ tên\tNăm sinh', ...lines].join('\n') }).sheets;
		expect(sheet!.table.lines).toHaveLength(5000);
	});
});
