/**
 * What a photo tells beside its picture. Read so that the page can say what was removed, or what would go along, never to
 * keep it. `more`: what is not read here and may tell anything, such as a note, a name, a thumbnail, a second picture.
 */
export type PhotoFact = (typeof facts)[number];

/** In the order in which they are told: what harms most comes first. */
const facts = ['place', 'time', 'device', 'more'] as const;

const named: Record<number, PhotoFact> = {
	0x8825: 'place',
	0x0132: 'time',
	0x8769: 'time',
	0x010f: 'device',
	0x0110: 'device',
	// A description, who took it, whose it is; IPTC and Photoshop's blocks as TIFF keeps them.
	0x010e: 'more',
	0x013b: 'more',
	0x8298: 'more',
	0x83bb: 'more',
	0x8649: 'more'
};
/**
 * The name of the vocabulary that every XMP packet speaks, wherever a format keeps it; what stands before IPTC in a JPEG;
 * and before the table of the pictures that follow the first.
 */
const MORE = [
	'www.w3.org/1999/02/22-rdf-syntax-ns#',
	'Photoshop 3.0\0',
	'MPF\0II*\0',
	'MPF\0MM\0*'
];
/** In XMP: where the photo was taken. */
const XMP_PLACE = 'GPSLatitude';
/** What stands before the facts: in JPEG and HEIC, in WebP with the length of its part between, and in PNG. */
const EXIF = ['Exif\0\0', 'EXIF', 'eXIf'];
const LENGTH = 4;

/** Facts in a JPEG, TIFF, HEIC, WebP or PNG; of EXIF none where there is none, or where its bytes make no sense. */
export function photoFacts(bytes: Uint8Array): PhotoFact[] {
	const found = new Set<PhotoFact>();
	for (const tiff of tiffsIn(bytes)) for (const fact of factsAt(bytes, tiff)) found.add(fact);
	const holds = (mark: string) => positionsOf(mark, bytes).next().value !== undefined;
	if (holds(XMP_PLACE)) found.add('place');
	if (MORE.some(holds)) found.add('more');
	return facts.filter((fact) => found.has(fact));
}

/** Where EXIF begins. Its name also stands in the tables of HEIC, so only one before a TIFF head counts. */
function* tiffsIn(bytes: Uint8Array): Generator<number> {
	if (isTiff(bytes, 0)) yield 0;
	for (const mark of EXIF)
		for (const at of positionsOf(mark, bytes)) {
			const after = at + mark.length;
			const tiff = [after, after + LENGTH].find((place) => isTiff(bytes, place));
			if (tiff !== undefined) yield tiff;
		}
}

function* positionsOf(mark: string, bytes: Uint8Array): Generator<number> {
	const wanted = [...mark].map((letter) => letter.charCodeAt(0));
	for (let at = bytes.indexOf(wanted[0]!); at >= 0; at = bytes.indexOf(wanted[0]!, at + 1))
		if (wanted.every((byte, place) => bytes[at + place] === byte)) yield at;
}

const isTiff = (bytes: Uint8Array, at: number): boolean =>
	['II*\0', 'MM\0*'].includes(String.fromCharCode(...bytes.subarray(at, at + 4)));

/** The tags of the first directory, and whether another follows it, which is that of a thumbnail. */
function factsAt(bytes: Uint8Array, tiff: number): Set<PhotoFact> {
	const found = new Set<PhotoFact>();
	const view = new DataView(bytes.buffer, bytes.byteOffset + tiff, bytes.byteLength - tiff);
	const little = view.getUint16(0) === 0x4949;
	try {
		const first = view.getUint32(4, little);
		const end = first + 2 + view.getUint16(first, little) * 12;
		for (let entry = first + 2; entry < end; entry += 12) {
			const fact = named[view.getUint16(entry, little)];
			if (fact) found.add(fact);
		}
		const next = view.getUint32(end, little);
		if (next !== 0 && view.getUint16(next, little) > 0) found.add('more');
	} catch {
		// A length that points past the end: what was read of it still counts.
	}
	return found;
}
