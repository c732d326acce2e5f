/** Photos are drawn anew on a canvas: only what can be seen goes along, no EXIF, no thumbnail, no second picture. */
import { canReadCanvas, drawn } from '#lib/platform/drawing.ts';
import { imageTypeOf } from '#shared/picture/type.ts';
import { photoFacts, type PhotoFact } from './photo-facts.ts';

/** Enough to read a plate, and a tenth of what a phone's camera makes. */
const LONGEST = 2560;
const QUALITY = 0.86;
const TYPE = 'image/jpeg';
const MIB = 1024 * 1024;

export type Redrawn = { bytes: Uint8Array; type: string; removed: PhotoFact[] };
/**
 * A photo that stays as it is, and what it tells: this browser cannot draw its `format` (HEIC, raw, damaged), or lets no page
 * read a `canvas`, as Tor Browser does until it is allowed.
 */
export type Undrawn = { why: 'format' | 'canvas'; type: string; tells: PhotoFact[] };

/** Null for what is no photo. @throws when the file cannot be read */
export async function redraw(file: Blob): Promise<Redrawn | Undrawn | null> {
	const head = new Uint8Array(await file.slice(0, MIB / 4).arrayBuffer());
	const type = imageTypeOf(head) ?? file.type;
	if (!type.startsWith('image/')) return null;
	const canvas = canReadCanvas();
	const bytes =
		canvas && type !== 'image/svg+xml' ? await drawn(file, LONGEST, TYPE, QUALITY) : null;
	if (bytes) return { bytes, type: TYPE, removed: photoFacts(head) };
	// In HEIC these facts may stand anywhere.
	const whole = new Uint8Array(await file.slice(0, 16 * MIB).arrayBuffer());
	return { why: canvas ? 'format' : 'canvas', type, tells: photoFacts(whole) };
}
