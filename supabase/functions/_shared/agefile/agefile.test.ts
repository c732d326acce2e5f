import {
	Encrypter,
	generateHybridIdentity,
	generateX25519Identity,
	identityToRecipient
} from 'age-encryption';
import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import { BUCKETS, bucketOf, sealedLength } from './index.ts';

async function fileTo(identities: string[], bytes: number): Promise<Uint8Array> {
	const encrypter = new Encrypter();
	for (const identity of identities) encrypter.addRecipient(await identityToRecipient(identity));
	return encrypter.encrypt(new Uint8Array(bytes));
}

let hybrid: string;
let small: Uint8Array;
beforeAll(async () => {
	hybrid = await generateHybridIdentity();
	small = await fileTo([hybrid], 1024);
});

it.each(BUCKETS)(
	'a file of %i bytes to one hybrid recipient is told by its outside',
	async (bucket) => {
		const file = await fileTo([hybrid], bucket);
		expect(file.length).toBe(sealedLength(bucket));
		expect(bucketOf(file)).toBe(bucket);
	}
);

it('a classical recipient, a second recipient, a passphrase and another size are refused', async () => {
	const classical = await generateX25519Identity();
	const passphrase = new Encrypter();
	passphrase.setPassphrase('a b c');
	passphrase.setScryptWorkFactor(2);
	for (const file of [
		await fileTo([classical], 1024),
		await fileTo([hybrid, await generateHybridIdentity()], 1024),
		await fileTo([hybrid, classical], 1024),
		await passphrase.encrypt(new Uint8Array(1024)),
		await fileTo([hybrid], 1023),
		await fileTo([hybrid], 2048),
		small.subarray(1),
		small.subarray(0, small.length - 1),
		new Uint8Array()
	])
		expect(bucketOf(file)).toBeNull();
});

it('whatever bytes come, the answer is a bucket or null', () => {
	fc.assert(
		fc.property(fc.nat(1626), fc.integer({ min: 1, max: 255 }), (at, other) => {
			const changed = small.slice();
			changed[at]! ^= other;
			return bucketOf(changed) === null || bucketOf(changed) === 1024;
		})
	);
	fc.assert(fc.property(fc.uint8Array(), (bytes) => bucketOf(bytes) === null));
});
