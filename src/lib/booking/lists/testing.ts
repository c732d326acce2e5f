/** What the tests of lists share: made-up hamlets and the way from a file to judged rows. */
import { check, type Checked, type Where } from './check.ts';
import { fields } from './columns.ts';
import { extract, type Typed } from './extract.ts';
import type { Table } from './header.ts';

export const where: Where = {
	hamlets: ['Thôn số 1', 'Thôn số 2', 'Tổ dân phố An Bình'].map((name, n) => ({
		id: `6f1c2c1e-6f1b-4c9e-9a55-00000000000${n + 1}`,
		name,
		kind: name.startsWith('Thôn') ? 'thôn' : 'tổ dân phố',
		area: '99001',
		area_name: 'Phường Thử Nghiệm'
	})),
	fallback: '6f1c2c1e-6f1b-4c9e-9a55-000000000001',
	today: '2026-11-25'
};

/** A row as it was typed, empty where nothing is said. */
export const typedRow = (over: Partial<Typed> = {}): Typed => ({
	...(Object.fromEntries(fields.map((field) => [field, ''])) as Omit<Typed, 'line'>),
	line: 2,
	name: 'Nguyễn Thị Lụa',
	birth: '1941',
	...over
});

export const judged = (table: Table): Checked[] =>
	extract(table, table.columns, where.hamlets).people.map((typed) => check(typed, where));
