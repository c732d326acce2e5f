import { Decrypter, generateX25519Identity, identityToRecipient } from 'age-encryption';
import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import { bucketOf } from '#shared/agefile/index.ts';
import { newRoom, seal, type Room } from './age.ts';
import { digestOf } from './digest.ts';
import type { Draft } from './envelope.ts';
import { frame } from './frame.ts';
import { newHolder, type Holder } from './holder.ts';
import { openItem, sealItem } from './item.ts';
import { pack } from './signed.ts';
import { openSecret, sealSecret } from './room.ts';
import { at } from './story.ts';

let writer: Holder;
let room: Room;
let draft: Draft;
let file: Uint8Array;
beforeAll(async () => {
	[writer, room] = [await newHolder(), await newRoom()];
	draft = {
		tip: '0123456789abcdef'.repeat(2),
		epoch: 1,
		room: digestOf(room.recipient),
		seq: 2,
		kind: 'message',
		dir: 'in',
		list: 1,
		at,
		prev: 'ab'.repeat(32),
		content: { text: 'Xin chào' }
	};
	file = await sealItem(draft, writer.signer, room.recipient);
});

it('whatever a person writes is read as it was written', async () => {
	const anything = fc.tuple(fc.jsonValue({ maxDepth: 2 }), fc.nat(1e6), fc.string());
	await fc.assert(
		fc.asyncProperty(anything, async ([value, seq, text]) => {
			const content = JSON.parse(JSON.stringify({ value, text })) as unknown;
			const sealed = await sealItem({ ...draft, seq, content }, writer.signer, room.recipient, 16);
			const { envelope } = await openItem(sealed, room.identity);
			expect(envelope).toEqual({ ...draft, v: 1, by: writer.signer.verify, seq, content });
		}),
		{ numRuns: 30 }
	);
});

it('one changed bit anywhere, or a missing end, and it does not open', async () => {
	await fc.assert(
		fc.asyncProperty(fc.nat(file.length - 1), fc.nat(7), async (place, bit) => {
			const changed = file.slice();
			changed[place]! ^= 1 << bit;
			await expect(openItem(changed, room.identity)).rejects.toMatchObject({
				code: 'cannot_open'
			});
		}),
		{ numRuns: 200 }
	);
	for (const end of [0, 100, 1627, file.length - 1])
		await expect(openItem(file.subarray(0, end), room.identity)).rejects.toMatchObject({
			code: 'cannot_open'
		});
});

it('the standard age format opens it with the exported identity', async () => {
	const age = new Decrypter();
	age.addIdentity(room.identity);
	const framed = Buffer.from(await age.decrypt(file));
	expect(framed).toHaveLength(4096);
	const envelope = framed.subarray(4, 4 + framed.readUInt32BE(0));
	const json = envelope.subarray(4, 4 + envelope.readUInt32BE(0)).toString('utf8');
	expect(JSON.parse(json)).toMatchObject({ content: { text: 'Xin chào' } });
	expect(envelope).toHaveLength(4 + Buffer.byteLength(json) + 64);
	expect(framed.subarray(4 + envelope.length).every((byte) => byte === 0)).toBe(true);
});

it('a short word and a long one have the same size, a header the smallest', async () => {
	const size = async (kind: Draft['kind'], letters: number) => {
		const content = { text: 'a'.repeat(letters) };
		return bucketOf(await sealItem({ ...draft, kind, content }, writer.signer, room.recipient));
	};
	expect(await size('header', 1)).toBe(1024);
	expect(await size('message', 1)).toBe(4096);
	expect(await size('message', 3000)).toBe(4096);
	expect(await size('message', 5000)).toBe(16384);
	await expect(size('header', 1000)).rejects.toMatchObject({ code: 'too_long' });
	await expect(size('message', 16384)).rejects.toMatchObject({ code: 'too_long' });
});

it('an item in a size that its kind never has is damaged, whoever signed it', async () => {
	const opens = async (kind: Draft['kind'], kib: number) => {
		const sealed = await sealItem({ ...draft, kind }, writer.signer, room.recipient, kib);
		return openItem(sealed, room.identity).then(
			() => 'opens',
			(error: { code: string }) => error.code
		);
	};
	for (const kib of [1, 64, 256]) expect(await opens('message', kib), `${kib}`).toBe('shape');
	for (const kib of [4, 16]) expect(await opens('message', kib), `${kib}`).toBe('opens');
	expect([await opens('header', 1), await opens('header', 4)]).toEqual(['opens', 'shape']);
});

it('nothing is sealed to a key that a quantum computer could open later', async () => {
	const classical = await identityToRecipient(await generateX25519Identity());
	for (const recipient of [classical, 'age1', '', room.recipient.slice(0, -1)])
		await expect(sealItem(draft, writer.signer, recipient)).rejects.toMatchObject({
			code: 'classical_recipient'
		});
	const mistyped = room.recipient.slice(0, -1) + (room.recipient.endsWith('q') ? 'p' : 'q');
	await expect(sealItem(draft, writer.signer, mistyped)).rejects.toMatchObject({
		code: 'damaged'
	});
});

it('words between the zeros, a wrong shape and a foreign signature are told apart', async () => {
	const envelope = { ...draft, v: 1, by: writer.signer.verify };
	const code = async (framed: Uint8Array) => {
		const error = await openItem(await seal(framed, room.recipient), room.identity).catch((e) => e);
		return (error as { code: string }).code;
	};
	const other = (await newHolder()).signer;
	const good = pack(envelope, 'gan-dan/item/v1', writer.signer);
	const padded = frame(good, 4);
	padded[4095] = 1;
	const impossible = frame(good, 4);
	impossible[0] = 1;
	expect(await code(padded)).toBe('padding');
	expect(await code(impossible)).toBe('padding');
	expect(await code(frame(new Uint8Array(3), 4))).toBe('shape');
	expect(await code(frame(good.subarray(0, -1), 4))).toBe('shape');
	expect(
		await code(frame(pack({ ...envelope, more: 1 }, 'gan-dan/item/v1', writer.signer), 4))
	).toBe('shape');
	expect(await code(frame(pack(envelope, 'gan-dan/item/v1', other), 4))).toBe('signature');
	expect(await code(frame(pack(envelope, 'gan-dan/desk/v1', writer.signer), 4))).toBe('signature');
	expect(await code(frame(pack(envelope, 'gan-dan/item/v1'), 4))).toBe('signature');
});

it('a secret opens for whom it was sealed, and nobody else', async () => {
	const secret = { tip: draft.tip, epoch: 2, room: 'T' as const, identity: room.identity };
	const sealed = await sealSecret(secret, writer.recipient);
	expect(bucketOf(sealed)).toBe(1024);
	expect(await openSecret(sealed, writer.identity)).toEqual({
		...secret,
		recipient: room.recipient,
		signed: null
	});
	const stranger = await newHolder();
	await expect(openSecret(sealed, stranger.identity)).rejects.toMatchObject({
		code: 'cannot_open'
	});
});
