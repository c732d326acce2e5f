/** A photo as a phone makes it, drawn anew and sealed as a page does (bench/tips.ts): needs a canvas. */
import { cut, newRoom } from '#lib/sealed/cipher.ts';
import { redraw } from '#lib/tips/redraw.ts';

const MIB = 1024 * 1024;

/** Answers the milliseconds of one photo of some 1 MB, from the file to its last sealed part. */
export async function photoWork(): Promise<() => Promise<number>> {
	const { recipient } = await newRoom();
	const file = await photo();
	return async () => {
		const from = performance.now();
		const seen = await redraw(file);
		if (!seen || !('bytes' in seen)) throw new Error('this browser draws no photo');
		for await (const _ of cut(seen.bytes, recipient));
		return performance.now() - from;
	};
}

/** Detail all over, as of leaves and gravel: JPEG finds little to leave out. As large as 1 MB is with it. */
async function photo(): Promise<Blob> {
	const canvas = document.createElement('canvas');
	[canvas.width, canvas.height] = [2048, 1536];
	const pen = canvas.getContext('2d')!;
	const pixels = pen.createImageData(canvas.width, canvas.height);
	for (let at = 0; at < pixels.data.length; at += 4) {
		const light = 128 + 90 * Math.sin(at / 9000) + 50 * (Math.random() - 0.5);
		pixels.data.set([light, light * 0.9, light * 0.7, 255], at);
	}
	pen.putImageData(pixels, 0, 0);
	for (let quality = 0.95; quality > 0.2; quality -= 0.05) {
		const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', quality));
		if (blob && blob.size <= 1.1 * MIB) return blob;
	}
	throw new Error('no photo of 1 MB was made');
}
