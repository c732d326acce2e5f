/**
 * What a picture is, by its first bytes: phones hand over HEIC files without a type, or under the name of another. Null for
 * what is no picture that people take.
 */
export function imageTypeOf(head: Uint8Array): string | null {
	const is = (at: number, text: string) =>
		[...text].every((letter, place) => head[at + place] === letter.charCodeAt(0));
	if (is(0, '\xff\xd8\xff')) return 'image/jpeg';
	if (is(0, '\x89PNG')) return 'image/png';
	if (is(0, 'GIF8')) return 'image/gif';
	if (is(0, 'RIFF') && is(8, 'WEBP')) return 'image/webp';
	// Raw files of cameras are TIFF as well.
	if (is(0, 'II*\0') || is(0, 'MM\0*')) return 'image/tiff';
	return is(4, 'ftyp') ? heifOf(head) : null;
}

/** HEIC and AVIF name themselves among the brands of a box that films begin with too. */
function heifOf(head: Uint8Array): string | null {
	const end = Math.min(head.length, new DataView(head.buffer, head.byteOffset).getUint32(0));
	const brands = new TextDecoder('latin1').decode(head.subarray(8, end));
	if (/^(?:avif|avis)|^mif1.*avif/s.test(brands)) return 'image/avif';
	return /^(?:hei[cxms]|hev[cxms]|mif1|msf1)/.test(brands) ? 'image/heic' : null;
}
