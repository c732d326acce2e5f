/** Who takes the ledger along has all of it, says what it is, and runs no formula that a donor put into a name. */
import { expect, it } from 'vitest';
import { Walk } from '#shared/ledger/index.ts';
import { bandsBelow as contract } from '#contracts/fund-public.ts';
import { Problem } from '#lib/platform/problem.ts';
import { fileName, fileOf } from './public-export.ts';
import type { Chained } from './public-fund.ts';
import { bandsBelow, bandWords } from './public-words.ts';
import { chainOf, ledgerOf, rows, unit } from './testing-chain.ts';

const readOf = (chain: Chained[]) => async (from: number, size: number) =>
	chain.slice(from - 1, from - 1 + size);
const text = async (blob: Blob) =>
	new TextDecoder('utf-8', { ignoreBOM: true }).decode(await blob.arrayBuffer());

it('a sheet has a line for each row with what is held after it, and each says that it is made up', async () => {
	const file = await text(await fileOf(ledgerOf(rows()), 'csv', { read: readOf(rows()) }));
	const lines = file.split('\r\n');
	expect(file.startsWith('\ufeff"Dòng","Ngày"')).toBe(true);
	expect(lines).toHaveLength(8);
	expect(lines[5]).toContain('"Mua camera","",8400000,-8400000,8600000,0,6000000');
	for (const line of lines.slice(1, -1)) expect(line).toMatch(/"Dữ liệu minh họa"$/);
	const real = await text(
		await fileOf(ledgerOf(rows(), { demo: false }), 'csv', { read: readOf(rows()) })
	);
	expect(real).not.toContain('minh họa');
});

it('a formula in words or in a name is text', async () => {
	const chain = chainOf([
		{ day: '2026-08-03', kind: 'gift', money: 5, name: '=HYPERLINK("http://x")', words: '@SUM(A1)' }
	]);
	const file = await text(await fileOf(ledgerOf(chain), 'csv', { read: readOf(chain) }));
	expect(file).toContain(`"'@SUM(A1)","'=HYPERLINK(""http://x"")"`);
});

it('a file of JSON can be verified by whoever has it, and names neither an account nor a door', async () => {
	const account = { bank_bin: '970436', bank_name: 'Ngân hàng', number: '0123', name: 'QUY' };
	const blob = await fileOf(ledgerOf(rows(), { account }), 'json', { read: readOf(rows()) });
	const said = JSON.parse(await text(blob)) as { note: string; chain: Chained[]; fields: string[] };
	expect(said.note).toBe('Dữ liệu minh họa');
	expect(said).not.toHaveProperty('ledger.account');
	expect(said.fields).toHaveLength(said.chain[0]!.length);
	const walk = new Walk(unit);
	expect(walk.take(said.chain)).toBeNull();
	expect(walk.seq).toBe(6);
});

it('a ledger without rows is a whole file too', async () => {
	const none = ledgerOf([], { heads: [] });
	expect(JSON.parse(await text(await fileOf(none, 'json', { read: readOf([]) }))).chain).toEqual(
		[]
	);
});

it('a file of which rows are missing is not given out', async () => {
	const cut = fileOf(ledgerOf(rows()), 'csv', { read: readOf(rows().slice(0, 4)) });
	await expect(cut).rejects.toThrow(Problem);
});

it('the name of a file says of which unit, of which day, and that it is made up', () => {
	const ledger = ledgerOf(rows());
	expect(fileName(ledger, 'csv')).toBe('so-quy-21439-2026-11-26-du-lieu-minh-hoa.csv');
	expect(fileName({ ...ledger, demo: false }, 'json')).toBe('so-quy-21439-2026-11-26.json');
});

it('rewards of a batch are counted by the bands that the contract names', () => {
	expect([...bandsBelow]).toEqual([...contract]);
	expect(bandWords([2, 1, 0, 0, 0, 1])).toEqual([
		'2 khoản dưới 500.000 đồng',
		'1 khoản từ 500.000 đến dưới 1.000.000 đồng',
		'1 khoản từ 10.000.000 đồng trở lên'
	]);
});
