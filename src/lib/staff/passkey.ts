/**
 * The officer's keys under a passkey of their device (TIPS.md §3): WebAuthn's PRF lends a key that never leaves the
 * authenticator. Bound to the domain, and experimental in age: a convenience beside the printed code, never instead.
 */
import { saidNo } from '#lib/platform/passkeys.ts';
import type { Holder } from '#lib/sealed/cipher.ts';
import { fromBase64, SealedError, toBase64 } from '#lib/sealed/index.ts';

export type MadePasskey = { credential: string; bundle: string };
/** `cancelled`: the person or the device said no. `unable`: this device's passkeys lend no key. */
export class PasskeyError extends Error {
	readonly code: 'cancelled' | 'unable';
	constructor(code: PasskeyError['code']) {
		super(code);
		this.name = 'PasskeyError';
		this.code = code;
	}
}

const parts = () => Promise.all([import('./age-webauthn.ts'), import('#lib/sealed/cipher.ts')]);

/** Asks the device for a new passkey, then once more to lock with it. @throws PasskeyError */
export async function makePasskey(holder: Holder, label: string): Promise<MadePasskey> {
	const [webauthn, { lockKeysTo }] = await parts();
	return told(async () => {
		const credential = await webauthn.createCredential({ keyName: label });
		const recipient = new webauthn.WebAuthnRecipient({ identity: credential });
		return { credential, bundle: toBase64(await lockKeysTo(holder, recipient)) };
	});
}

/**
 * Opens with the passkey that the file names; the keys must be the officer's own, whatever file the server gave.
 * @throws PasskeyError, SealedError `damaged`
 */
export async function openWithPasskey(made: MadePasskey, verify: string): Promise<Holder> {
	const [webauthn, { unlockKeysBy }] = await parts();
	const identity = new webauthn.WebAuthnIdentity({ identity: made.credential });
	const holder = await told(() => unlockKeysBy(fromBase64(made.bundle), identity));
	if (holder.signer.verify !== verify) throw new SealedError('damaged');
	return holder;
}

/** What browsers throw, as one of two codes. */
async function told<Answer>(work: () => Promise<Answer>): Promise<Answer> {
	try {
		return await work();
	} catch (error) {
		if (error instanceof SealedError) throw error;
		throw new PasskeyError(saidNo(error) ? 'cancelled' : 'unable');
	}
}
