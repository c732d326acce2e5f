/** Pictures drawn anew on a canvas: only what can be seen goes along, no EXIF, no thumbnail, no second picture. */

/** A picture no longer than `longest` at either side. Null where this browser cannot draw it. */
export async function drawn(
	file: Blob,
	longest: number,
	type: string,
	quality: number
): Promise<Uint8Array<ArrayBuffer> | null> {
	const picture = await pictureOf(file);
	if (!picture) return null;
	try {
		const scale = Math.min(1, longest / Math.max(picture.width, picture.height));
		return await scaled(picture, scale, type, quality);
	} finally {
		picture.close();
	}
}

/**
 * The picture at a scale. Null without a pen, since it would go out black, and where the browser makes another type than the
 * one asked for.
 */
export async function scaled(
	picture: ImageBitmap,
	scale: number,
	type: string,
	quality: number
): Promise<Uint8Array<ArrayBuffer> | null> {
	const canvas = document.createElement('canvas');
	canvas.width = Math.max(1, Math.round(picture.width * scale));
	canvas.height = Math.max(1, Math.round(picture.height * scale));
	const pen = canvas.getContext('2d');
	if (!pen) return null;
	pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
	const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, type, quality));
	return blob?.type === type ? new Uint8Array(await blob.arrayBuffer()) : null;
}

/** Null where this browser cannot decode it, for want of the format or of memory. */
export async function pictureOf(file: Blob): Promise<ImageBitmap | null> {
	try {
		return await createImageBitmap(file, { imageOrientation: 'from-image' });
	} catch {
		return null;
	}
}

/** Whether a page reads what it drew: some browsers hand out made-up pixels, and a photo of noise would go out. */
export function canReadCanvas(): boolean {
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
