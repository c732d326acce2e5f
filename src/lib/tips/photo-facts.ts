/**
 * What a photo tells beside its picture. Read so that the page can say what was removed, or what would go along, never to
 * keep it.
 */
export type PhotoFact = 'place' | 'time' | 'device';

const GPS = 0x8825;
const named: Record<number, PhotoFact> = {
	[GPS]: 'place',
	0x0132: 'time',
	0x8769: 'time',
	0x010f: 'device',
	0x0110: 'device'
};
const SOI = 0xffd8;
const APP1 = 0xffe1;
/** "Exif" */
const EXIF = 0x45786966;

/** Facts in the EXIF of a JPEG, TIFF or HEIC; none where there is no EXIF, or where the bytes make no sense. */
export function photoFacts(bytes: Uint8Array): PhotoFact[] {
	try {
		const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
		const at = exifAt(view);
		return at === null ? [] : factsAt(view, at);
	} catch {
		// A length that points past the end: whatever it was, the redrawn photo does not have it.
		return [];
	}
}

function exifAt(view: DataView): number | null {
	if (isTiff(view, 0)) return 0;
	if (view.getUint16(0) !== SOI) return markedExif(view);
	for (let at = 2; (view.getUint16(at) & 0xff00) === 0xff00; at += 2 + view.getUint16(at + 2)) {
		const isExif = view.getUint16(at) === APP1 && view.getUint32(at + 4) === EXIF;
		if (isExif) return at + 10;
	}
	return null;
}

/** HEIC and WebP: the word Exif also stands in their tables, so only one before a TIFF head counts. */
function markedExif(view: DataView): number | null {
	for (let at = 0; at + 10 <= view.byteLength; at++) {
		if (view.getUint8(at) !== 0x45 || view.getUint32(at) !== EXIF) continue;
		if (view.getUint16(at + 4) === 0 && isTiff(view, at + 6)) return at + 6;
	}
	return null;
}

const isTiff = (view: DataView, at: number): boolean =>
	[0x49492a00, 0x4d4d002a].includes(view.getUint32(at));

function factsAt(view: DataView, tiff: number): PhotoFact[] {
	const little = view.getUint16(tiff) === 0x4949;
	const first = tiff + view.getUint32(tiff + 4, little);
	const entries = view.getUint16(first, little);
	const found = new Set<PhotoFact>();
	for (let entry = 0; entry < entries; entry++) {
		const fact = named[view.getUint16(first + 2 + entry * 12, little)];
		if (fact) found.add(fact);
	}
	return [...found];
}
