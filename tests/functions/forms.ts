/** In how many ways a planted word may be written down by whoever leaks it. */

/** A word or key in whatever form it may lie about; a word also in each of its spellings. */
export function formsOf(word: string | Uint8Array): string[] {
	if (typeof word !== 'string') return [...new Set(bytesIn(Buffer.from(word)))];
	return [
		...new Set(spellings(word).flatMap((one) => [...bytesIn(Buffer.from(one)), ...textIn(one)]))
	];
}

/**
 * Each named text with every three words of it that stand together: half a sentence that is left is found as well. A text of
 * less is given as it is.
 */
export function piecesOf(
	words: readonly (readonly [name: string, text: string])[]
): [name: string, piece: string][] {
	return words.flatMap(([name, text]) => {
		const starts = [...text.matchAll(/\S+/g)];
		const pieces = starts.slice(2).map((last, at): [string, string] => {
			const piece = text.slice(starts[at]!.index, last.index + last[0].length);
			return [`${name}: ${piece}`, piece];
		});
		return [[name, text], ...(starts.length > 3 ? pieces : [])];
	});
}

/** As typed, small and large, with its marks apart as a Mac writes them, and folded without marks as a search keeps it. */
function spellings(word: string): string[] {
	const bare = word.normalize('NFD').replace(/\p{M}/gu, '').replace(/đ/g, 'd').replace(/Đ/g, 'D');
	const folded = bare.toLowerCase().replace(/[^a-z0-9]+/g, ' ');
	const typed = [word, word.toLowerCase(), word.toUpperCase()];
	const apart = [...typed, ...typed.map((one) => one.normalize('NFC'))].flatMap((one) => [
		one,
		one.normalize('NFD')
	]);
	return [
		...new Set([...apart, bare, bare.toLowerCase(), bare.toUpperCase(), folded.trim()])
	].filter(Boolean);
}

/** Bytes as they are, as PostgreSQL writes them in hex, and as base 64 at each of its beginnings. */
function bytesIn(bytes: Buffer): string[] {
	const encoded = [0, 1, 2].map((shift) =>
		Buffer.concat([Buffer.alloc(shift), bytes])
			.toString('base64')
			.replace(/=+$/, '')
			.slice(shift ? shift + 1 : 0, -1)
	);
	const urls = encoded.map((text) => text.replaceAll('+', '-').replaceAll('/', '_'));
	const hex = bytes.toString('hex');
	return [bytes.toString('latin1'), hex, hex.toUpperCase(), ...encoded, ...urls];
}

/** A text as it is, in UTF-16, percent-encoded as an address or a form has it, and with what is not ASCII escaped. */
function textIn(text: string): string[] {
	const percent = encodeURIComponent(text);
	const asForm = new URLSearchParams([['', text]]).toString().slice(1);
	const little = Buffer.from(text, 'utf16le');
	const escaped = escapesOf(text);
	return [
		text,
		...[little.toString('latin1'), Buffer.from(little).swap16().toString('latin1')],
		...[percent, asForm].flatMap((one) => [one, one.replace(/%../g, (pair) => pair.toLowerCase())]),
		...escaped.flatMap((one) => [
			one,
			one.replace(/(?<=\\[ux])[\da-f]+/g, (code) => code.toUpperCase())
		])
	];
}

const unit = /[\u0080-\uffff]/g;

/** As JSON, `&#7863;` of HTML, and bytes as C and PostgreSQL write them. */
function escapesOf(text: string): string[] {
	const inBytes = (as: (byte: number) => string) =>
		text.replace(unit, (one) => Array.from(Buffer.from(one), as).join(''));
	return [
		text.replace(unit, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`),
		text.replace(unit, (one) => `&#${one.charCodeAt(0)};`),
		text.replace(unit, (one) => `&#x${one.charCodeAt(0).toString(16)};`),
		inBytes((byte) => `\\x${byte.toString(16)}`),
		inBytes((byte) => `\\${byte.toString(8)}`)
	];
}
