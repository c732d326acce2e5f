/**
 * An officer's keys at rest (TIPS.md §3): an age file under a code of the access code's form, printed at enrolment, and
 * one under each passkey, whose cipher the browser's authenticator lends.
 */
import { bytesToHex, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import { Decrypter, Encrypter, type Identity, type Recipient } from 'age-encryption';
import { roomOf } from './age.ts';
import { isDigest } from './digest.ts';
import type { Holder } from './holder.ts';
import { lockUnder, refused, unlockUnder } from './passphrase.ts';
import { SealedError } from './problem.ts';
import { isFields, isText } from './shape.ts';
import { signerOf } from './signed.ts';

/**
 * @param code canonical, as `newCode` and `parseCode` give it
 * @throws SealedError `bad_code`
 */
export const lockKeys = (holder: Holder, code: string): Promise<Uint8Array> =>
	lockUnder(textOf(holder), code);

/** @throws SealedError `bad_code`, `wrong_code`, `damaged` */
export const unlockKeys = async (file: Uint8Array, code: string): Promise<Holder> =>
	holderIn(await unlockUnder(file, code));

/** Under a passkey. @throws what the authenticator says */
export async function lockKeysTo(holder: Holder, passkey: Recipient): Promise<Uint8Array> {
	const encrypter = new Encrypter();
	encrypter.addRecipient(passkey);
	return encrypter.encrypt(textOf(holder));
}

/** @throws SealedError `wrong_code` for another passkey, `damaged`; and what the authenticator says */
export async function unlockKeysBy(file: Uint8Array, passkey: Identity): Promise<Holder> {
	const decrypter = new Decrypter();
	let said: unknown;
	decrypter.addIdentity({
		// A person who says no to the authenticator is not told that the file is damaged.
		unwrapFileKey: (stanzas) =>
			Promise.resolve(passkey.unwrapFileKey(stanzas)).catch((error: unknown) => {
				said = error;
				throw error;
			})
	});
	const text = await decrypter.decrypt(file, 'text').catch((error: unknown) => {
		if (said) throw said;
		return refused(error);
	});
	return holderIn(text);
}

const textOf = ({ identity, signer }: Holder): Uint8Array =>
	utf8ToBytes(JSON.stringify({ v: 1, identity, sign: bytesToHex(signer.secret) }));

async function holderIn(text: string): Promise<Holder> {
	const keys = parse(text);
	return { ...(await roomOf(keys.identity)), signer: signerOf(hexToBytes(keys.sign)) };
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
