import { Encrypter, Stanza, type Identity, type Recipient } from 'age-encryption';
import { beforeAll, expect, it } from 'vitest';
import { makeCode } from '#shared/code/index.ts';
import { lockKeys, lockKeysTo, unlockKeys, unlockKeysBy } from './bundle.ts';
import { newHolder, type Holder } from './holder.ts';

const code = makeCode(new Uint8Array(15).fill(17));
let officer: Holder;
let file: Uint8Array;
beforeAll(async () => {
	officer = await newHolder();
	file = await lockKeys(officer, code);
});

it('an officer gets their keys back with the printed code', async () => {
	expect(await unlockKeys(file, code)).toEqual(officer);
	// What the door takes as base 64.
	expect(Math.ceil(file.length / 3) * 4).toBeLessThanOrEqual(4000);
});

it('another code opens nothing, and a mistyped one is told before any work', async () => {
	const other = makeCode(new Uint8Array(15).fill(18));
	await expect(unlockKeys(file, other)).rejects.toMatchObject({ code: 'wrong_code' });
	await expect(unlockKeys(file, 'K7QM')).rejects.toMatchObject({ code: 'bad_code' });
	await expect(lockKeys(officer, code.toLowerCase())).rejects.toMatchObject({ code: 'bad_code' });
});

it('a damaged file says so', async () => {
	const changed = file.slice();
	changed[changed.length - 1]! ^= 1;
	for (const damaged of [changed, file.subarray(0, -1), new Uint8Array()])
		await expect(unlockKeys(damaged, code)).rejects.toMatchObject({ code: 'damaged' });
});

it('a server cannot make the browser work for minutes, nor slip in other keys in words of its own', async () => {
	const sealed = async (work: number, text: string) => {
		const encrypter = new Encrypter();
		encrypter.setPassphrase(code);
		encrypter.setScryptWorkFactor(work);
		return encrypter.encrypt(text);
	};
	const classical = JSON.stringify({ v: 1, identity: 'AGE-SECRET-KEY-1', sign: '00'.repeat(32) });
	for (const bad of [await sealed(16, '{}'), await sealed(15, '{}'), await sealed(15, classical)])
		await expect(unlockKeys(bad, code)).rejects.toMatchObject({ code: 'damaged' });
});

/** An authenticator that hides the file key behind one byte of its own. */
const passkey = (own: number): Recipient & Identity => ({
	wrapFileKey: (key) => [
		new Stanza(
			['test', String(own)],
			key.map((byte) => byte ^ own)
		)
	],
	unwrapFileKey: ([stanza]) =>
		stanza!.args[1] === String(own) ? stanza!.body.map((byte) => byte ^ own) : null
});

it('an officer gets their keys back with the passkey that locked them, and with no other', async () => {
	const locked = await lockKeysTo(officer, passkey(7));
	expect(await unlockKeysBy(locked, passkey(7))).toEqual(officer);
	await expect(unlockKeysBy(locked, passkey(8))).rejects.toMatchObject({ code: 'wrong_code' });
	const changed = locked.slice();
	changed[changed.length - 1]! ^= 1;
	await expect(unlockKeysBy(changed, passkey(7))).rejects.toMatchObject({ code: 'damaged' });
});

it('what the authenticator says against it is told as it was said', async () => {
	const locked = await lockKeysTo(officer, passkey(7));
	const no = new Error('not now');
	const shy: Identity = { unwrapFileKey: () => Promise.reject(no) };
	await expect(unlockKeysBy(locked, shy)).rejects.toBe(no);
});
