/** Age files under a code of the access code's form: an officer's keys, a sender's draft, an export for another agency. */
import { Decrypter, Encrypter } from 'age-encryption';
import { parseCode } from '#shared/code/index.ts';
import { SealedError } from './problem.ts';

// 75 random bits need no more; age's default of 18 takes seconds on an old computer.
const WORK = 15;
const outside = /^age-encryption\.org\/v1\n-> scrypt [A-Za-z0-9+/]{22} 15\n/;

/**
 * @param code canonical, as `newCode` and `parseCode` give it
 * @throws SealedError `bad_code`
 */
export async function lockUnder(bytes: Uint8Array, code: string): Promise<Uint8Array> {
	const encrypter = new Encrypter();
	encrypter.setPassphrase(canonical(code));
	encrypter.setScryptWorkFactor(WORK);
	return encrypter.encrypt(bytes);
}

/** @throws SealedError `bad_code`, `wrong_code`, `damaged` */
export async function unlockUnder(file: Uint8Array, code: string): Promise<string> {
	const passphrase = canonical(code);
	// A file that asks for more work than we ever set could hang the browser.
	if (!outside.test(String.fromCharCode(...file.subarray(0, 100))))
		throw new SealedError('damaged');
	const decrypter = new Decrypter();
	decrypter.addPassphrase(passphrase);
	return decrypter.decrypt(file, 'text').catch(refused);
}

function canonical(code: string): string {
	if (parseCode(code) !== code) throw new SealedError('bad_code');
	return code;
}

/** What age throws while it opens, as one of our codes. */
export function refused(error: unknown): never {
	// The library has no codes; this is its one sentence for a key or a passphrase that opens nothing.
	const noMatch = error instanceof Error && error.message.startsWith('no identity matched');
	throw new SealedError(noMatch ? 'wrong_code' : 'damaged');
}
