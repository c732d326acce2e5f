import { decode, withoutFonts } from './encoding.ts';
import { delimited } from './delimited.ts';
import { BookError, MOST_BYTES, whole, type Book, type Line } from './grid.ts';
import { readXlsx } from './xlsx.ts';

/** What a person brought: the bytes of a file, or what they pasted. */
export type Brought = { bytes: Uint8Array } | { text: string };

const begins = (bytes: Uint8Array, ...with_: number[]) =>
	with_.every((byte, at) => bytes[at] === byte);

/** How many lines a sheet may have, and how a text becomes lines where that is not as `delimited` does it. */
export type Opening = { most: number; linesOf?: (text: string) => Line[] };

/** The lines of a sheet in Unicode, whatever it was. @throws BookError, and what `linesOf` throws */
export function openBook(brought: Brought, opening: Opening): Book {
	const { sheets, pictures } = whole(read(brought, opening), opening.most);
	return {
		sheets: sheets.map(({ name, lines }) => ({ name, lines: withoutFonts(lines) })),
		pictures
	};
}

function read(brought: Brought, { most, linesOf = delimited }: Opening): Book {
	const asText = (text: string): Book => ({
		sheets: [{ name: '', lines: linesOf(text) }],
		pictures: 0
	});
	if ('text' in brought) return asText(brought.text.normalize('NFC'));
	const { bytes } = brought;
	if (bytes.length > MOST_BYTES) throw new BookError('too_large');
	if (bytes.length === 0) throw new BookError('empty');
	if (begins(bytes, 0x50, 0x4b, 0x03, 0x04)) return readXlsx(bytes, most);
	if (begins(bytes, 0xd0, 0xcf, 0x11, 0xe0))
		throw new BookError(isLocked(bytes) ? 'locked' : 'old_excel');
	const { text } = decode(bytes);
	// Pictures, PDF and programs are full of what no text holds.
	if (
		/^%PDF|^\{\\rtf|^<(!doctype|html|\?xml)/i.test(text) ||
		/[\u0000-\u0008\u000e-\u001f]/.test(text)
	)
		throw new BookError('not_a_sheet');
	return asText(text);
}

/** An .xlsx under a password lies in the box of an old .xls, under this name in UTF-16. */
function isLocked(bytes: Uint8Array): boolean {
	const name = Array.from('EncryptedPackage', (letter) => letter + '\0').join('');
	return new TextDecoder('latin1').decode(bytes).includes(name);
}
