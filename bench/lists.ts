/**
 * A hamlet's list: 500 rows from a file or a paste to judged rows, as the page does it (the Worker's part and the page's
 * together); five thousand for the record, and what the 200 codes of one command cost beside it.
 */
import { strToU8, zipSync } from 'fflate';
import { check } from '../src/lib/booking/lists/check.ts';
import { extract } from '../src/lib/booking/lists/extract.ts';
import { answer } from '../src/lib/booking/lists/read.ts';
import { repeated } from '../src/lib/booking/lists/same.ts';
import type { Brought } from '../supabase/functions/_shared/sheet/open.ts';
import { keyTree } from '../src/lib/sealed/tree.ts';
import { makeCode } from '../supabase/functions/_shared/code/index.ts';
import { atMost, percentile, type Figure } from './figure.ts';

const ROWS = 500;
const RUNS = 9;
const family = ['Nguyễn', 'Trần', 'Lê', 'Phạm', 'Huỳnh', 'Võ', 'Đặng', 'Bùi'];
const given = ['Lụa', 'Bền', 'Huệ', 'Độ', 'Ớt', 'Hưởng', 'Phượng', 'Sương', 'Khuê', 'Mạnh', 'Ngữ'];
const needs = ['Già yếu', 'Nằm liệt', 'Nghe kém, tay run', 'Khuyết tật', '', 'Nhà có chó dữ'];
const heading = ['STT', 'Họ và tên', 'Năm sinh', 'SĐT', 'Thôn', 'Nhu cầu'];
const hamlets = Array.from({ length: 12 }, (_, n) => ({
	id: `6f1c2c1e-6f1b-4c9e-9a55-${String(n).padStart(12, '0')}`,
	name: `Thôn số ${n + 1}`,
	kind: 'thôn' as const,
	area: '99001',
	area_name: 'Phường Thử Nghiệm'
}));

/** Made-up people; every tenth row has something wrong. */
const people = (count: number): string[][] =>
	Array.from({ length: count }, (_, n) => [
		String(n + 1),
		`${family[n % 8]} ${n % 2 ? 'Thị' : 'Văn'} ${given[n % 11]} ${given[Math.floor(n / 11) % 11]}`,
		n % 10 === 9 ? '1890' : n % 3 ? String(1930 + (n % 40)) : `17/3/${1930 + (n % 40)}`,
		n % 2 ? `9050${String(10_000 + n).slice(-5)}` : '',
		`thon ${(n % 12) + 1}`,
		needs[n % 6]!
	]);

const paste = (count: number): Brought => ({
	text: [heading, ...people(count)].map((cells) => cells.join('\t')).join('\n')
});

function workbook(count: number): Brought {
	const cell = (text: string, at: number, line: number) =>
		`<c r="${'ABCDEF'[at]}${line}" t="inlineStr"><is><t>${text}</t></is></c>`;
	const rows = [heading, ...people(count)].map(
		(cells, n) => `<row r="${n + 1}">${cells.map((text, at) => cell(text, at, n + 1)).join('')}</row>`
	);
	return {
		bytes: zipSync({
			'xl/workbook.xml': strToU8(
				'<workbook xmlns:r="r"><sheets><sheet name="A" r:id="r1"/></sheets></workbook>'
			),
			'xl/_rels/workbook.xml.rels': strToU8(
				'<Relationships><Relationship Id="r1" Target="worksheets/sheet1.xml"/></Relationships>'
			),
			'xl/worksheets/sheet1.xml': strToU8(
				`<worksheet><sheetData>${rows.join('')}</sheetData></worksheet>`
			)
		})
	};
}

/** Milliseconds from bytes to judged rows. */
function judged(brought: Brought, count: number): number {
	const from = performance.now();
	const { table } = answer(brought).sheets[0]!;
	const where = { hamlets, fallback: null, today: '2026-11-25' };
	const rows = extract(table, table.columns, hamlets).people.map((typed) => check(typed, where));
	repeated(rows);
	const took = performance.now() - from;
	const wrong = rows.filter(({ person }) => person === null).length;
	if (rows.length !== count || wrong !== count / 10)
		throw new Error(`${rows.length} rows, ${wrong} wrong: not what was to be measured`);
	return took;
}

const median = (brought: Brought, count: number): number =>
	percentile(
		Array.from({ length: RUNS }, () => judged(brought, count)),
		0.5
	);

export async function measure(): Promise<Figure[]> {
	const from = performance.now();
	const codes = 10;
	for (let at = 0; at < codes; at++)
		await keyTree(makeCode(crypto.getRandomValues(new Uint8Array(15)).map((b) => b & 31)), 'bench');
	const code = (performance.now() - from) / codes;
	return [
		atMost('list of 500 rows, .xlsx, read and checked, median', median(workbook(ROWS), ROWS), 'ms', 2000),
		atMost('list of 500 rows, pasted, read and checked, median', median(paste(ROWS), ROWS), 'ms', 2000),
		atMost('list of 5,000 rows, .xlsx, read and checked, median', median(workbook(5000), 5000), 'ms', null),
		atMost('200 codes for one command, one after the other, Node', (code * 200) / 1000, 's', null)
	];
}
