import fc from 'fast-check';
import { expect, it } from 'vitest';
import { HEAD_LIMIT, decodeUpload, encodeUpload } from './index.ts';

const head = {
	part: '6f1c2c1e-6f1b-4c9e-9a55-000000000001',
	lookup_hash: 'ab'.repeat(32),
	proof: 'x'.repeat(4000)
};

it('a part that a sender uploads arrives as it was sealed', () => {
	fc.assert(
		fc.property(fc.uint8Array({ maxLength: 500 }), (file) => {
			expect(decodeUpload(encodeUpload(head, file))).toEqual({ head, file });
		})
	);
});

it('whatever bytes come, the answer is a head and a file, or null', () => {
	fc.assert(
		fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
			const read = decodeUpload(bytes);
			return read === null || read.file.length < bytes.length;
		})
	);
	for (const length of [1, HEAD_LIMIT, 0xffffffff]) {
		const bytes = new Uint8Array(4);
		new DataView(bytes.buffer).setUint32(0, length);
		expect(decodeUpload(bytes)).toBeNull();
	}
	const long = { ...head, proof: 'x'.repeat(HEAD_LIMIT) };
	expect(decodeUpload(encodeUpload(long, new Uint8Array(9)))).toBeNull();
});
