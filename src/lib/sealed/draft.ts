/** A sender's draft as a file of their own, under a code of its own. Always one size, whatever was written. */
import { utf8ToBytes } from '@noble/hashes/utils.js';
import { lockUnder, unlockUnder } from './passphrase.ts';
import { SealedError } from './problem.ts';

const SIZE = 32 * 1024;
const LARGEST = SIZE + 1024;

/** @throws SealedError `bad_code`, `too_long` */
export async function lockDraft(content: object, code: string): Promise<Uint8Array> {
	const text = utf8ToBytes(JSON.stringify(content));
	if (text.length > SIZE) throw new SealedError('too_long');
	// JSON may end in spaces.
	const bytes = new Uint8Array(SIZE).fill(0x20);
	bytes.set(text);
	return lockUnder(bytes, code);
}

/** What somebody gave as a draft: whoever reads it checks its shape. @throws SealedError `bad_code`, `wrong_code`, `damaged` */
export async function openDraft(file: Uint8Array, code: string): Promise<unknown> {
	if (file.length > LARGEST) throw new SealedError('damaged');
	const text = await unlockUnder(file, code);
	try {
		return JSON.parse(text);
	} catch {
		throw new SealedError('damaged');
	}
}
