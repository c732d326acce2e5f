/** Photos are drawn anew on a canvas: only what can be seen goes along, no EXIF, no thumbnail, no second picture. */
import { photoFacts, type PhotoFact } from './photo-facts.ts';

/** Enough to read a plate, and a tenth of what a phone's camera makes. */
const LONGEST = 2560;
const QUALITY = 0.86;
const TYPE = 'image/jpeg';

export type Redrawn = { bytes: Uint8Array; type: string; removed: PhotoFact[] };

/** Null where this browser cannot draw the file: no photo, or a format it does not know. */
export async function redraw(file: Blob): Promise<Redrawn | null> {
	if (!file.type.startsWith('image/') || file.type === 'image/svg+xml') return null;
	const head = new Uint8Array(await file.slice(0, 256 * 1024).arrayBuffer());
	const picture = await createImageBitmap(file, { imageOrientation: 'from-image' }).catch(
		() => null
	);
	if (!picture) return null;
	try {
		const scale = Math.min(1, LONGEST / Math.max(picture.width, picture.height));
		const canvas = document.createElement('canvas');
		canvas.width = Math.max(1, Math.round(picture.width * scale));
		canvas.height = Math.max(1, Math.round(picture.height * scale));
		canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
		const drawn = await new Promise<Blob | null>((done) => canvas.toBlob(done, TYPE, QUALITY));
		if (!drawn) return null;
		const bytes = new Uint8Array(await drawn.arrayBuffer());
		return { bytes, type: TYPE, removed: photoFacts(head) };
	} finally {
		picture.close();
	}
}
