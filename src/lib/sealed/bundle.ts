/** An officer's keys at rest (TIPS.md §3): an age file under a code of the access code's form, printed at enrolment. */
import { bytesToHex, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import { Decrypter } from 'age-encryption';
import { roomOf } from './age.ts';
import { isDigest } from './digest.ts';
import type { Holder } from './holder.ts';
import { canonical, lockBytes } from './locked.ts';
import { SealedError } from './problem.ts';
import { isFields, isText } from './shape.ts';
import { signerOf } from './signed.ts';

const outside = /^age-encryption\.org\/v1\n-> scrypt [A-Za-z0-9+/]{22} 15\n/;

/**
 * @param code canonical, as `newCode` and `parseCode` give it
 * @throws SealedError `bad_code`
 */
export async function lockKeys(holder: Holder, code: string): Promise<Uint8Array> {
	const keys = { v: 1, identity: holder.identity, sign: bytesToHex(holder.signer.secret) };
	return lockBytes(utf8ToBytes(JSON.stringify(keys)), code);
}

/** @throws SealedError `bad_code`, `wrong_code`, `damaged` */
export async function unlockKeys(file: Uint8Array, code: string): Promise<Holder> {
	const passphrase = canonical(code);
	// A server that asks for more work than we ever set could hang the officer's browser.
	if (!outside.test(String.fromCharCode(...file.subarray(0, 100))))
		throw new SealedError('damaged');
	const decrypter = new Decrypter();
	decrypter.addPassphrase(passphrase);
	const keys = parse(await decrypter.decrypt(file, 'text').catch(refused));
	return { ...(await roomOf(keys.identity)), signer: signerOf(hexToBytes(keys.sign)) };
}

function refused(error: unknown): never {
	// The library has no codes; this is its one sentence for a passphrase that opens nothing.
	const noMatch = error instanceof Error && error.message.startsWith('no identity matched');
	throw new SealedError(noMatch ? 'wrong_code' : 'damaged');
}

function parse(text: string): { identity: string; sign: string } {
	let keys: unknown;
	try {
		keys = JSON.parse(text);
	} catch {
		throw new SealedError('damaged');
	}
	if (
		!isFields(keys, ['v', 'identity', 'sign']) ||
		keys.v !== 1 ||
		!isText(keys.identity) ||
		!isDigest(keys.sign)
	)
		throw new SealedError('damaged');
	return { identity: keys.identity, sign: keys.sign };
}
