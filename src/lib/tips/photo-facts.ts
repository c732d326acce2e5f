/** What a JPEG tells beside its picture. Read so that the page can say what was removed, never to keep it. */
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

/** Facts in the EXIF of a JPEG's first bytes; none for another format, or where the bytes make no sense. */
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
	if (view.getUint16(0) !== SOI) return null;
	for (let at = 2; (view.getUint16(at) & 0xff00) === 0xff00; at += 2 + view.getUint16(at + 2)) {
		const isExif = view.getUint16(at) === APP1 && view.getUint32(at + 4) === 0x45786966;
		if (isExif) return at + 10;
	}
	return null;
}

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
