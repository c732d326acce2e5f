/**
 * The vault under a passkey of this device: WebAuthn's PRF lends 32 bytes that never lie anywhere. It works without a line. Made
 * by the platform's own words rather than age's, which are 50 KB that the road has no other use for.
 */
import { saidNo } from '#lib/platform/passkeys.ts';
import { Problem } from '#lib/platform/problem.ts';
import { randomBytes, type Secret } from './vault-key.ts';
import type { HeldPasskey, Officer } from './vault.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/** A new passkey on this device; a second of the same officer replaces the first. @throws Problem `passkey_cancelled`, `passkey_unable` */
export async function makePasskey({ id, name }: Officer): Promise<HeldPasskey> {
	const salt = randomBytes(32);
	const label = `Gần Dân – ${name}`;
	const made = await told(() =>
		navigator.credentials.create({
			publicKey: {
				challenge: randomBytes(32),
				rp: { name: 'Gần Dân' },
				user: { id: new TextEncoder().encode(`field:${id}`), name: label, displayName: label },
				pubKeyCredParams: [-7, -8, -257].map((alg) => ({ type: 'public-key', alg })),
				authenticatorSelection: { userVerification: 'required' },
				extensions: { prf: { eval: { first: salt } } }
			}
		})
	);
	const credential = new Uint8Array(made.rawId);
	const { prf } = made.getClientExtensionResults();
	if (!prf?.enabled) throw unable();
	// Some devices lend at once, others only when asked again.
	const first = prf.results?.first;
	const secret = first ? secretOf(first) : await askPasskey({ credential, salt });
	return { credential, salt, secret };
}

/** @throws Problem `passkey_cancelled`, `passkey_unable` */
export async function askPasskey({
	credential,
	salt
}: {
	credential: Bytes;
	salt: Bytes;
}): Promise<Secret> {
	const asked = await told(() =>
		navigator.credentials.get({
			publicKey: {
				challenge: randomBytes(32),
				allowCredentials: [{ type: 'public-key', id: credential }],
				userVerification: 'required',
				extensions: { prf: { eval: { first: salt } } }
			}
		})
	);
	const first = asked.getClientExtensionResults().prf?.results?.first;
	if (!first) throw unable();
	return secretOf(first);
}

const unable = () => new Problem({ code: 'passkey_unable', status: 409 });

function secretOf(lent: BufferSource): Secret {
	const bytes = ArrayBuffer.isView(lent)
		? new Uint8Array(lent.buffer as ArrayBuffer, lent.byteOffset, lent.byteLength)
		: new Uint8Array(lent);
	return { way: 'passkey', bytes: new Uint8Array(bytes) };
}

/** What browsers throw, as one of two codes. */
async function told(work: () => Promise<Credential | null>): Promise<PublicKeyCredential> {
	const made = await work().catch((error: unknown) => {
		throw saidNo(error) ? new Problem({ code: 'passkey_cancelled', status: 409 }) : unable();
	});
	if (!(made instanceof PublicKeyCredential)) throw unable();
	return made;
}
