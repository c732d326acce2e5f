/** What the tests of statements share: the way from a file to its movements. Accounts, names and amounts are made up. */
import { BookError } from '../sheet/grid.ts';
import { judge } from './judge.ts';
import { openStatement } from './open.ts';
import { StatementError, type Fault, type Read, type Statement } from './shapes.ts';
import type { Mapping } from './tables.ts';

export const today = '2026-12-02';
export const bytesOf = (text: string) => new TextEncoder().encode(text);

export async function readFile(bytes: Uint8Array, mapping: Mapping = []): Promise<Read> {
	const opened = await openStatement({ bytes, mapping, today });
	if (opened.kind === 'ofx') return opened.read;
	const { table } = opened.sheets[opened.best]!;
	return judge(table, table.columns, today);
}
export const readText = (text: string) => readFile(bytesOf(text));

/** The statement of a text that is one. */
export async function statementOf(text: string): Promise<Statement> {
	const { statement, faults } = await readText(text);
	if (!statement) throw new Error(JSON.stringify(faults));
	return statement;
}
/** "3 amount not_whole": each fault of a text. */
export const faultsOf = async (text: string): Promise<string[]> =>
	((await readText(text)).faults as readonly Fault[]).map(
		({ line, field, code }) => `${line} ${field} ${code}`
	);

/** The code with which a file is refused whole, with the line where one is known; "read" when it is not. */
export const refusalOf = (bytes: Uint8Array): Promise<string> =>
	readFile(bytes).then(
		() => 'read',
		(error: unknown) => {
			if (error instanceof StatementError) return `${error.code} ${error.line ?? ''}`.trim();
			if (error instanceof BookError) return error.code;
			throw error;
		}
	);

/** As a bank of the country heads it: titles above, a sum below. */
export const sheet = `NGÂN HÀNG MINH HỌA,,,,,
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
export const told = {
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
