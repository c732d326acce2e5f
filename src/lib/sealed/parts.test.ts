import { randomBytes } from '@noble/hashes/utils.js';
import { beforeAll, expect, it } from 'vitest';
import { bucketOf } from '#shared/agefile/index.ts';
import { newRoom, type Room } from './age.ts';
import { cut, fullParts, join, numberOfParts, openPart } from './parts.ts';

const MIB = 1024 * 1024;
let room: Room;
beforeAll(async () => {
	room = await newRoom();
});

async function cutAll(bytes: Uint8Array) {
	const files: Uint8Array[] = [];
	const parts: { id: string; sha256: string }[] = [];
	for await (const { sealed, sha256 } of cut(bytes, room.recipient)) {
		files.push(sealed);
		parts.push({ id: '', sha256 });
	}
	return { files, ref: { bytes: bytes.length, parts } };
}

it.each([
	[0, 1],
	[1000, 1],
	[4 * MIB - 4, 4096],
	[64 * 1024 - 4, 64],
	[64 * 1024 - 3, 256]
])('a file of %i bytes is one part of %i KiB, and comes back whole', async (bytes, kib) => {
	const file = new Uint8Array(bytes).map((_, at) => at * 7);
	const { files, ref } = await cutAll(file);
	expect(files.map(bucketOf)).toEqual([kib * 1024]);
	expect(Buffer.compare(await join(files, ref, room.identity), file)).toBe(0);
});

it('a larger file is cut into parts of 4 MiB, in a padded number', async () => {
	const file = new Uint8Array(16 * MIB);
	for (let at = 0; at < file.length; at += MIB) file.set(randomBytes(64), at);
	const { files, ref } = await cutAll(file);
	expect(files.map(bucketOf)).toEqual(new Array(6).fill(4 * MIB));
	expect(fullParts(file.length)).toBe(5);
	const whole = await join(files.slice(0, 5), ref, room.identity);
	expect(Buffer.compare(whole, file)).toBe(0);
});

it('the number of parts says little of the size', () => {
	const sizes = [0, 4, 9, 13, 17, 22, 27, 40, 50].map((mib) => numberOfParts(mib * MIB));
	expect(sizes).toEqual([1, 2, 3, 4, 6, 6, 8, 12, 16]);
	expect(() => numberOfParts(64 * MIB)).toThrow('too_long');
});

it('a part that was swapped, cut or left out is refused', async () => {
	const one = await cutAll(randomBytes(500));
	const two = await cutAll(randomBytes(500));
	const { identity } = room;
	await expect(openPart(two.files[0]!, one.ref.parts[0]!, identity)).rejects.toMatchObject({
		code: 'chain'
	});
	await expect(join([], one.ref, identity)).rejects.toMatchObject({ code: 'shape' });
	const longer = { ...one.ref, bytes: 501 };
	await expect(join(one.files, longer, identity)).rejects.toMatchObject({ code: 'shape' });
});
