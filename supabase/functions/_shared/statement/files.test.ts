import { strToU8, zipSync } from 'fflate';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judge } from './judge.ts';
import { openStatement } from './open.ts';
import { partOf } from './period.ts';
import { headed, mappingOf, once, type Columns } from './tables.ts';
import { bytesOf, faultsOf, readFile, readText, refusalOf, statementOf, today } from './testing.ts';

/** As a bank of the country heads it: titles above, a sum below. */
const sheet = `NGÂN HÀNG MINH HỌA,,,,,
SAO KÊ TÀI KHOẢN,,,,,
Từ ngày 01/11/2026 đến ngày 30/11/2026,,,,,
Số dư đầu kỳ: 1.000.000,,,,,
STT,Ngày giao dịch,Số tham chiếu,Số tiền ghi nợ,Số tiền ghi có,Số dư,Diễn giải
1,02/11/2026,FT26306A,,"500.000","1.500.000",Bà Lụa ủng hộ quỹ
2,05/11/2026 09:12:44,FT26309B,"200.000",,"1.300.000","=HYPERLINK(""http://x"";""Chi phiếu PC 12"")"
3,09/11/2026,FT26313C,,"1,000,000.00","2.300.000","Ông Bền, thôn 2"
,Tổng cộng,,"200.000","1.500.000",,
Người lập biểu,,,,,,
`;
const told = {
	covers: { from: '2026-11-01', to: '2026-11-30' },
	opening: 1_000_000,
	closing: 2_300_000,
	lines: [
		{
			line: 6,
			day: '2026-11-02',
			amount: 500_000,
			text: 'Bà Lụa ủng hộ quỹ',
			reference: 'FT26306A',
			balance: 1_500_000
		},
		{
			line: 7,
			day: '2026-11-05',
			amount: -200_000,
			text: '=HYPERLINK("http://x";"Chi phiếu PC 12")',
			reference: 'FT26309B',
			balance: 1_300_000
		},
		{
			line: 8,
			day: '2026-11-09',
			amount: 1_000_000,
			text: 'Ông Bền, thôn 2',
			reference: 'FT26313C',
			balance: 2_300_000
		}
	]
};

/** Windows-1258 as Windows writes it: letters with a hat or horn, then the tone. */
function in1258(text: string): Uint8Array {
	const byByte = new Map<string, number>();
	for (let byte = 0; byte < 256; byte++)
		byByte.set(new TextDecoder('windows-1258').decode(Uint8Array.of(byte)), byte);
	const tone = /[\u0300\u0301\u0303\u0309\u0323]/;
	const letters = [...text.normalize('NFC')].flatMap((letter) => {
		if (byByte.has(letter)) return [letter];
		const apart = [...letter.normalize('NFD')];
		const tones = apart.filter((mark) => tone.test(mark));
		return [
			...apart
				.filter((mark) => !tone.test(mark))
				.join('')
				.normalize('NFC'),
			...tones
		];
	});
	return Uint8Array.from(letters, (letter) => byByte.get(letter)!);
}
function in16(text: string, little: boolean, mark: boolean): Uint8Array {
	const view = new DataView(new ArrayBuffer((text.length + (mark ? 1 : 0)) * 2));
	[...(mark ? '\ufeff' : ''), ...text.split('')].forEach((unit, at) =>
		view.setUint16(at * 2, unit.charCodeAt(0), little)
	);
	return new Uint8Array(view.buffer);
}

describe('a bank’s .csv', () => {
	it.each([
		['UTF-8', bytesOf(sheet)],
		[
			'UTF-8 with its mark and Windows’ line ends',
			bytesOf('\ufeff' + sheet.replace(/\n/g, '\r\n'))
		],
		['UTF-16 LE', in16(sheet, true, true)],
		['UTF-16 BE', in16(sheet, false, true)],
		['UTF-16 LE without its mark', in16(sheet, true, false)],
		['Windows-1258', in1258(sheet)]
	])('in %s says the same', async (_, bytes) => {
		const { statement, left } = await readFile(bytes);
		expect(statement).toEqual(told);
		expect(left.map(({ line }) => line)).toEqual([9, 10]);
	});

	it.each([';', '\t', '|'])(
		'may have %j between its cells, with commas inside them',
		async (mark) => {
			const cells = sheet
				.split('\n')
				.map((line) =>
					(line.match(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g) ?? []).map((cell) => cell.replace(/,$/, ''))
				);
			const text = cells.map((line) => line.slice(0, 7).join(mark)).join('\n');
			expect(await statementOf(text)).toEqual(told);
		}
	);

	it('may have the newest line first, which the balances tell even on one day', async () => {
		const turned = `Ngày,Ghi nợ,Ghi có,Số dư,Nội dung
09/11/2026,,100,350,c
09/11/2026,50,,250,b
09/11/2026,,200,300,a`;
		const { lines, opening, closing } = await statementOf(turned);
		expect(lines.map(({ text }) => text)).toEqual(['a', 'b', 'c']);
		expect([opening, closing]).toEqual([100, 350]);
		const noBalance = 'Ngày,Số tiền,Nội dung\n09/11/2026,5,b\n08/11/2026,5,a';
		expect((await statementOf(noBalance)).lines.map(({ text }) => text)).toEqual(['a', 'b']);
	});

	it('may have one amount with a sign, or with a word beside it', async () => {
		const signed = 'Ngày,Số tiền,Nội dung\n09/11/2026,"-1.000",a\n10/11/2026,"+2.000",b';
		expect((await statementOf(signed)).lines.map(({ amount }) => amount)).toEqual([-1000, 2000]);
		const sided = 'Ngày,Số tiền,Nợ/Có,Nội dung\n09/11/2026,1000,Nợ,a\n10/11/2026,2000,C,b';
		expect((await statementOf(sided)).lines.map(({ amount }) => amount)).toEqual([-1000, 2000]);
		expect(await faultsOf(sided + '\n11/11/2026,5,?,c')).toEqual(['4 side no_side']);
	});

	it('may head its columns on two lines', async () => {
		const two = 'Ngày,Số tiền,,Nội dung\n,Ghi nợ,Ghi có,\n09/11/2026,5,,a\n10/11/2026,,7,b';
		expect((await statementOf(two)).lines.map(({ amount }) => amount)).toEqual([-5, 7]);
	});

	it('of the United States has the month first', async () => {
		const text = 'Date,Amount,Description\n11/26/2026,5,a\n11/05/2026,7,b';
		expect((await statementOf(text)).lines.map(({ day }) => day)).toEqual([
			'2026-11-05',
			'2026-11-26'
		]);
	});
});

describe('a statement that cannot be taken', () => {
	it('is told line by line, and not one of its lines is taken', async () => {
		const text = `Ngày,Ghi nợ,Ghi có,Diễn giải
31/02/2026,,1000,a
01/11/2026,12,5,b
=TODAY(),,=A1*2,c
05/12/2026,,5,hôm sau
06/11/2026,,"1,5",d
,,7,e
07/11/2026,,1.5E+08,f
08/11/2026,,,g
09/11/2026,,5,${'x'.repeat(501)}`;
		expect((await readText(text)).statement).toBeNull();
		expect(await faultsOf(text)).toEqual([
			'2 day not_a_day',
			'3 out two_amounts',
			'4 day formula',
			'4 in formula',
			'5 day in_future',
			'6 in not_whole',
			'7 day required',
			'8 in rounded',
			'9 in required',
			'10 text too_long'
		]);
	});

	it('has a line missing, which its balances tell', async () => {
		const lines = sheet.split('\n');
		expect(await faultsOf(lines.filter((_, at) => at !== 6).join('\n'))).toEqual([
			'7 balance balance_breaks'
		]);
		// Nothing but the sums at the top and the bottom tells that the first or the last is missing.
		const sums = 'Số dư đầu kỳ,100,\nNgày,Số tiền,Diễn giải\n01/11/2026,5,a\nSố dư cuối kỳ,110,';
		expect(await faultsOf(sums)).toEqual(['3 balance balance_breaks']);
		expect((await statementOf(sums.replace('110', '105'))).closing).toBe(105);
	});

	it('breaks in the middle: a quote that never closes is named with its line', async () => {
		const broken = sheet.replace('"1.300.000"', '"1.300.000');
		expect(await refusalOf(bytesOf(broken))).toBe('open_quote 7');
	});

	it('is no statement: nothing, a picture, a list of people, a document, ten thousand lines and more', async () => {
		expect(await refusalOf(new Uint8Array())).toBe('empty');
		expect(await refusalOf(Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0))).toBe(
			'not_a_sheet'
		);
		expect(await refusalOf(bytesOf('%PDF-1.7'))).toBe('not_a_sheet');
		expect(await refusalOf(bytesOf('Ngày,Số tiền,Diễn giải\n'))).toBe('no_lines');
		const many = Array.from({ length: 10_001 }, (_, n) => `01/11/2026,${n + 1},a`);
		expect(await refusalOf(bytesOf(['Ngày,Số tiền,Diễn giải', ...many].join('\n')))).toBe(
			'too_many_lines'
		);
		expect(await refusalOf(new Uint8Array(9 * 1024 * 1024))).toBe('too_large');
	});
});

describe('a statement in Excel', () => {
	const cell = (at: string, text: string) =>
		/^\d+$/.test(text)
			? `<c r="${at}"><v>${text}</v></c>`
			: `<c r="${at}" t="inlineStr"><is><t>${text}</t></is></c>`;
	const book = (rows: string[][]) =>
		zipSync({
			'xl/workbook.xml': strToU8(
				'<workbook xmlns:r="r"><sheets><sheet name="A" r:id="r1"/></sheets></workbook>'
			),
			'xl/_rels/workbook.xml.rels': strToU8(
				'<Relationships><Relationship Id="r1" Target="worksheets/sheet1.xml"/></Relationships>'
			),
			'xl/worksheets/sheet1.xml': strToU8(
				`<worksheet><sheetData>${rows
					.map(
						(cells, n) =>
							`<row r="${n + 1}">${cells.map((text, at) => cell(`${'ABCDE'[at]}${n + 1}`, text)).join('')}</row>`
					)
					.join('')}</sheetData></worksheet>`
			)
		});

	it('says the same as in text', async () => {
		const { statement } = await readFile(
			book([
				['Ngày giao dịch', 'Ghi nợ', 'Ghi có', 'Số dư', 'Diễn giải'],
				['46352', '', '500000', '1500000', 'Ủng hộ']
			])
		);
		expect(statement).toMatchObject({
			opening: 1_000_000,
			closing: 1_500_000,
			lines: [{ day: '2026-11-26' }]
		});
	});
});

describe('what the officer says of the columns', () => {
	it('is kept by heading, and counts for the next file of that bank, whatever we knew of it', async () => {
		const text = 'Lúc,Vào,Ra,Vì sao\n01/11/2026,5,,a\n02/11/2026,,7,b';
		const bytes = bytesOf(text);
		const opened = await openStatement({ bytes, mapping: [], today });
		if (opened.kind !== 'sheets') throw new Error('a sheet was expected');
		const { table } = opened.sheets[0]!;
		expect(table.found).toBe(false);
		const columns: Columns = ['day', 'in', 'out', 'text'];
		const known = headed(table, columns);
		expect(known.headings).toEqual(['Lúc', 'Vào', 'Ra', 'Vì sao']);
		const { statement } = judge(known, columns, today);
		expect(statement!.lines.map(({ amount }) => amount)).toEqual([5, -7]);
		expect((await readFile(bytes, mappingOf(known, columns))).statement).toEqual(statement);
	});

	it('names each field once', () => {
		expect(once(['day', 'day', null, 'text'])).toEqual(['day', null, null, 'text']);
	});
});

describe('a part of a statement', () => {
	it('has the balances around it, whatever stands before and after', async () => {
		const statement = await statementOf(sheet);
		expect(partOf(statement, '2026-11-03', '2026-11-08')).toMatchObject({
			opening: 1_500_000,
			closing: 1_300_000,
			before: 1,
			after: 1,
			lines: [{ day: '2026-11-05' }]
		});
		expect(partOf(statement, '2026-11-06', '2026-11-08')).toMatchObject({
			opening: 1_300_000,
			closing: 1_300_000,
			lines: []
		});
	});

	it('is none where the bank’s own order goes in and out of the period', async () => {
		const mixed = await statementOf(
			'Ngày,Số tiền,Diễn giải\n01/11/2026,5,a\n05/11/2026,5,b\n03/11/2026,5,c\n06/11/2026,1,d'
		);
		expect(partOf(mixed, '2026-11-04', '2026-11-30')).toBeNull();
	});
});

describe('whatever a file holds', () => {
	const movement = fc.record({
		amount: fc.integer({ min: -(10 ** 12), max: 10 ** 12 }).filter((n) => n !== 0),
		days: fc.nat(2),
		text: fc.string({ unit: 'grapheme', maxLength: 40 }).map((text) =>
			text
				.replace(/[\p{C}\p{Z}\s]+/gu, ' ')
				.normalize('NFC')
				.trim()
		)
	});
	const written = fc.array(movement, { minLength: 1, maxLength: 40 }).map((movements) => {
		let balance = 5_000_000;
		let at = Date.parse('2026-08-01');
		const lines = movements.map(({ amount, days, text }) => {
			balance += amount;
			at += days * 86_400_000;
			const day = new Date(at).toISOString().slice(0, 10);
			return { day, amount, text, balance };
		});
		return { lines, text: lines };
	});
	const quote = (text: string) => `"${text.replace(/"/g, '""')}"`;
	const csv = (
		lines: { day: string; amount: number; text: string; balance: number }[],
		mark: string
	) =>
		[
			['Ngày giao dịch', 'Ghi nợ', 'Ghi có', 'Số dư', 'Diễn giải'],
			...lines.map(({ day, amount, text, balance }) => [
				day.split('-').reverse().join('/'),
				amount < 0 ? (-amount).toLocaleString('vi-VN') : '',
				amount > 0 ? amount.toLocaleString('vi-VN') : '',
				balance.toLocaleString('vi-VN'),
				text
			])
		]
			.map((cells) => cells.map(quote).join(mark))
			.join('\r\n');

	it('what was written is read back', async () => {
		await fc.assert(
			fc.asyncProperty(written, fc.constantFrom(',', ';', '\t'), async ({ lines }, mark) => {
				const statement = await statementOf(csv(lines, mark));
				expect(
					statement.lines.map(({ day, amount, balance }) => ({ day, amount, balance }))
				).toEqual(lines.map(({ day, amount, balance }) => ({ day, amount, balance })));
				expect(statement.opening).toBe(5_000_000);
			}),
			{ numRuns: 60 }
		);
	});

	it('cut anywhere, it is refused, or what was cut off is the end: never a line from the middle', async () => {
		await fc.assert(
			fc.asyncProperty(
				written,
				fc.double({ min: 0, max: 1, noNaN: true }),
				async ({ lines }, share) => {
					const whole = bytesOf(csv(lines, ','));
					const bytes = whole.slice(0, Math.floor(whole.length * share));
					const read = await readFile(bytes).catch((error: { code: string }) => error.code);
					if (typeof read === 'string') return void expect(read).toMatch(/^[a-z_]+$/);
					if (!read.statement) return void expect(read.faults.length).toBeGreaterThan(0);
					const taken = read.statement.lines.map(({ day, amount }) => ({ day, amount }));
					expect(taken).toEqual(
						lines.slice(0, taken.length).map(({ day, amount }) => ({ day, amount }))
					);
				}
			),
			{ numRuns: 60 }
		);
	});

	it('garbage makes a report or a refusal with a code', async () => {
		const bytes = fc.oneof(
			fc.uint8Array({ maxLength: 300 }),
			fc.string({ unit: 'binary', maxLength: 300 }).map(bytesOf),
			fc
				.array(
					fc.constantFrom(
						'Ngày',
						'Số tiền',
						'Diễn giải',
						',',
						';',
						'\n',
						'"',
						'1.000',
						'01/11/2026',
						'=1',
						'<OFX>',
						'<STMTTRN>'
					),
					{ maxLength: 60 }
				)
				.map((parts) => bytesOf(parts.join('')))
		);
		await fc.assert(
			fc.asyncProperty(bytes, async (some) => {
				const read = await readFile(some).catch((error: { code: string }) => error.code);
				if (typeof read === 'string') expect(read).toMatch(/^[a-z_]+$/);
				else expect(read.statement === null).toBe(read.faults.length > 0);
			}),
			{ numRuns: 200 }
		);
	});

	it('ten thousand lines are read', async () => {
		const rows = Array.from({ length: 10_000 }, (_, n) => ({
			...{ day: '2026-11-02', amount: n % 2 ? -1000 : 1500, text: `Giao dịch ${n}` },
			balance: 1500 * Math.ceil((n + 1) / 2) - 1000 * Math.floor((n + 1) / 2)
		}));
		expect((await statementOf(csv(rows, ','))).lines).toHaveLength(10_000);
	});
});
