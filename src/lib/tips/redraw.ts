/** Photos are drawn anew on a canvas: only what can be seen goes along, no EXIF, no thumbnail, no second picture. */
import { imageTypeOf } from './image-type.ts';
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
	const bytes = canvas && type !== 'image/svg+xml' ? await drawn(file) : null;
	if (bytes) return { bytes, type: TYPE, removed: photoFacts(head) };
	// In HEIC these facts may stand anywhere.
	const whole = new Uint8Array(await file.slice(0, 16 * MIB).arrayBuffer());
	return { why: canvas ? 'format' : 'canvas', type, tells: photoFacts(whole) };
}

async function drawn(file: Blob): Promise<Uint8Array | null> {
	const picture = await pictureOf(file);
	if (!picture) return null;
	try {
		const scale = Math.min(1, LONGEST / Math.max(picture.width, picture.height));
		const canvas = document.createElement('canvas');
		canvas.width = Math.max(1, Math.round(picture.width * scale));
		canvas.height = Math.max(1, Math.round(picture.height * scale));
		const pen = canvas.getContext('2d');
		// Without a pen the picture would go out black.
		if (!pen) return null;
		pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
		const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, TYPE, QUALITY));
		return blob && new Uint8Array(await blob.arrayBuffer());
	} finally {
		picture.close();
	}
}

/** Null where this browser cannot decode it, for want of the format or of memory. */
async function pictureOf(file: Blob): Promise<ImageBitmap | null> {
	try {
		return await createImageBitmap(file, { imageOrientation: 'from-image' });
	} catch {
		return null;
	}
}

/** Whether a page reads what it drew: some browsers hand out made-up pixels, and a photo of noise would go out. */
function canReadCanvas(): boolean {
	const canvas = document.createElement('canvas');
	[canvas.width, canvas.height] = [4, 4];
	const pen = canvas.getContext('2d');
	if (!pen) return false;
	pen.fillStyle = 'rgb(200, 40, 90)';
	pen.fillRect(0, 0, 4, 4);
	const pixels = pen.getImageData(0, 0, 4, 4).data;
	// Others shift the last bits, which harms no photo.
	return [200, 40, 90].every((value, at) =>
		[0, 4, 60].every((pixel) => Math.abs(pixels[pixel + at]! - value) < 8)
	);
}
