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
