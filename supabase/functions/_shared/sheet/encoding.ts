import { fromTcvn3, fromVni } from './fonts.ts';
import { reads } from './syllables.ts';
import type { Line } from './grid.ts';

export type Encoding = 'utf-8' | 'utf-16' | 'windows-1258' | 'windows-1252';

/**
 * A text file's words. UTF-8 and UTF-16 with their mark or without; else Windows-1258 if it reads as Vietnamese, else
 * western bytes, which `withoutFonts` takes for TCVN3 or VNI where they read as that. NFC.
 */
export function decode(bytes: Uint8Array): { text: string; encoding: Encoding } {
	const by = (label: string) => new TextDecoder(label).decode(bytes).normalize('NFC');
	const [one, two] = bytes;
	if (one === 0xff && two === 0xfe) return { text: by('utf-16le'), encoding: 'utf-16' };
	if (one === 0xfe && two === 0xff) return { text: by('utf-16be'), encoding: 'utf-16' };
	const half = zeros(bytes);
	if (half) return { text: by(half), encoding: 'utf-16' };
	try {
		const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
		return { text: text.normalize('NFC'), encoding: 'utf-8' };
	} catch {
		const western = by('windows-1252');
		const vietnamese = by('windows-1258');
		const best = [vietnamese, fromTcvn3(western), fromVni(western)].map((text) => reads(text).good);
		return best[0]! >= Math.max(best[1]!, best[2]!)
			? { text: vietnamese, encoding: 'windows-1258' }
			: { text: western, encoding: 'windows-1252' };
	}
}

/** UTF-16 without its mark: every second byte of the ASCII in it is zero. */
function zeros(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
	const some = bytes.subarray(0, 2000);
	let even = 0;
	let odd = 0;
	some.forEach((byte, at) => {
		if (byte !== 0) return;
		if (at % 2) odd++;
		else even++;
	});
	const many = some.length / 5;
	if (odd > many && odd > even) return 'utf-16le';
	return even > many && even > odd ? 'utf-16be' : null;
}

/** Letters that no old font leaves behind: whoever typed them typed Unicode. */
const unicode =
	/[\u0102\u0103\u0110\u0111\u0128\u0129\u0168\u0169\u01a0\u01a1\u01af\u01b0\u1ea0-\u1ef9]/;
const fonts = [(text: string) => text, fromTcvn3, fromVni];

/**
 * Lines with the texts of old fonts in Unicode. A column was typed in one font, whatever the title above it was typed in: each
 * column is read the way in which most of it is Vietnamese, in doubt as it stands or as most of the sheet.
 */
export function withoutFonts(lines: readonly Line[]): Line[] {
	const open = (cell: string) => cell !== '' && /[\u0080-\u00ff]/.test(cell) && !unicode.test(cell);
	const width = Math.max(0, ...lines.map(({ cells }) => cells.length));
	const columns = Array.from({ length: width }, (_, at) =>
		scored(
			lines
				.map(({ cells }) => cells[at] ?? '')
				.filter(open)
				.join('\n')
		)
	);
	const sheet = [0, 1, 2].map((font) => columns.reduce((sum, column) => sum + column[font]!, 0));
	const chosen = columns.map((column) => best(column, sheet));
	const mend = (cell: string, at: number) => (open(cell) ? fonts[chosen[at]!]!(cell) : cell);
	return lines.map(({ line, cells }) => ({
		line,
		cells: cells.map((cell, at) => mend(cell, at).normalize('NFC'))
	}));
}

const scored = (text: string): number[] => fonts.map((font) => reads(font(text)).good);

function best(column: readonly number[], sheet: readonly number[]): number {
	const most = Math.max(...column);
	const equal = [0, 1, 2].filter((font) => column[font] === most);
	return equal.includes(0) ? 0 : equal.reduce((a, b) => (sheet[b]! > sheet[a]! ? b : a));
}
