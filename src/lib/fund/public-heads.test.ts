import { expect, it } from 'vitest';
import { headLines } from './public-heads.ts';
import { ledgerOf, rows } from './testing-chain.ts';

it('whoever copies the heads of days has each day with its digits, and that all is made up where it is', () => {
	const ledger = ledgerOf(rows());
	const lines = headLines(ledger, ledger.heads).split('\n');
	expect(lines[0]).toBe('Công an phường Đức Phổ (Dữ liệu minh họa)');
	expect(lines[1]).toBe(`26/11/2026\t6\t${ledger.head}`);
	expect(lines[3]).toBe(`15/09/2026\t3\t${rows()[2]![14]}\t${'1'.repeat(20)}`);
	expect(lines).toHaveLength(5);
	expect(headLines({ ...ledger, demo: false }, [])).not.toContain('minh họa');
});
