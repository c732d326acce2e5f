import { decode } from '../sheet/encoding.ts';
import { BookError, MOST_BYTES } from '../sheet/grid.ts';
import { openBook } from '../sheet/open.ts';
import { isOfx, readOfx } from './ofx.ts';
import { MOST_LINES, StatementError, type Read } from './shapes.ts';
import { tableOf, type Mapping, type Table } from './tables.ts';
import { linesOf } from './texts.ts';

/** What is asked: a file's bytes, what the officer said of the last file's headings, and today in Việt Nam. */
export type Asked = { bytes: Uint8Array; mapping: Mapping; today: string };
/** An OFX file says by itself what is what; of a sheet the officer confirms it. `sha256` tells the file again. */
export type Opened = { sha256: string } & (
	| { kind: 'ofx'; read: Read }
	| { kind: 'sheets'; sheets: { name: string; table: Table }[]; best: number }
);

/** From bytes to movements or tables: the whole work of the Worker. @throws BookError, StatementError */
export async function openStatement({ bytes, mapping, today }: Asked): Promise<Opened> {
	if (bytes.length > MOST_BYTES) throw new BookError('too_large');
	const sha256 = hex(await crypto.subtle.digest('SHA-256', new Uint8Array(bytes)));
	const isZip = bytes[0] === 0x50 && bytes[1] === 0x4b;
	if (!isZip && bytes.length > 0) {
		const { text } = decode(bytes);
		if (isOfx(text)) return { sha256, kind: 'ofx', read: readOfx(text, today) };
	}
	const book = openBook({ bytes }, { most: MOST_LINES, linesOf });
	const sheets = book.sheets.map(({ name, lines }) => ({ name, table: tableOf(lines, mapping) }));
	const weights = sheets.map(({ table }) => (table.found ? 1_000_000 : 0) + table.lines.length);
	return { sha256, kind: 'sheets', sheets, best: weights.indexOf(Math.max(...weights)) };
}

/** What the Worker answers with: the codes of both kinds of error, and a line where one is known. */
export const codeOf = (error: unknown): string => {
	if (error instanceof StatementError)
		return error.line === null ? error.code : `${error.code}:${error.line}`;
	return error instanceof BookError ? error.code : 'broken';
};

const hex = (bytes: ArrayBuffer): string =>
	[...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
