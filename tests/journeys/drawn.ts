/** A picture that an editor might have taken. */
import { crc32, deflateSync } from 'node:zlib';

/** Where a picture was taken, written beside it. */
export const beside = 'taken at home';

/** Three lamps at night, as red, green and blue. */
function lit(x: number, y: number): number[] {
	const near = Math.min(...[200, 500, 800].map((lamp) => Math.hypot(x - lamp, y - 140)));
	const glow = near < 22 ? 1 : 60 / (near + 60);
	return [40 + 180 * glow, 40 + 150 * glow, 70 + 40 * glow];
}

/** A PNG of them that says more than can be seen. */
export function png(width: number, height: number): Buffer {
	const chunk = (type: string, body: Buffer) => {
		const whole = Buffer.concat([Buffer.from(type), body]);
		const ends = [Buffer.alloc(4), Buffer.alloc(4)] as const;
		ends[0].writeUInt32BE(body.length);
		ends[1].writeUInt32BE(crc32(whole));
		return Buffer.concat([ends[0], whole, ends[1]]);
	};
	const head = Buffer.alloc(13);
	head.writeUInt32BE(width);
	head.writeUInt32BE(height, 4);
	head.set([8, 2, 0, 0, 0], 8);
	const rows = Buffer.alloc((1 + 3 * width) * height);
	for (let y = 0; y < height; y++)
		for (let x = 0; x < width; x++) rows.set(lit(x, y), y * (1 + 3 * width) + 1 + 3 * x);
	const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]);
	return Buffer.concat([
		signature,
		chunk('IHDR', head),
		chunk('tEXt', Buffer.from(`Comment\0${beside}`)),
		chunk('IDAT', deflateSync(rows)),
		chunk('IEND', Buffer.alloc(0))
	]);
}
