/** Bytes under a code of the access code's form, as an age file of its own kind: for paper, not for a key. */
import { Encrypter } from 'age-encryption';
import { parseCode } from '#shared/code/index.ts';
import { SealedError } from './problem.ts';

// 75 random bits need no more; age's default of 18 takes seconds on an old computer.
const WORK = 15;

/**
 * @param code canonical, as `newCode` and `parseCode` give it
 * @throws SealedError `bad_code`
 */
export async function lockBytes(bytes: Uint8Array, code: string): Promise<Uint8Array> {
	const encrypter = new Encrypter();
	encrypter.setPassphrase(canonical(code));
	encrypter.setScryptWorkFactor(WORK);
	return encrypter.encrypt(bytes);
}

/** @throws SealedError `bad_code` */
export function canonical(code: string): string {
	if (parseCode(code) !== code) throw new SealedError('bad_code');
	return code;
}
