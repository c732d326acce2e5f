import { describe, expect, it } from 'vitest';
import { judge } from './judge.ts';
import { openStatement } from './open.ts';
import { partOf } from './period.ts';
import { headed, mappingOf, once, type Columns } from './tables.ts';
import { bytesOf, readFile, sheet, statementOf, today } from './testing.ts';

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
