/**
 * The key of the vault. A random data key locks the records; it is itself locked by what a PIN or a passkey gives, mixed with a
 * key of this browser that scripts cannot read out. A copied database alone opens nothing; who copies the whole disk must guess
 * the PIN, which six digits do not hold against for long: docs/decisions/0037.
 */
import { Problem } from '#lib/platform/problem.ts';
import {
	FORMAT,
	type Locked,
	type RecordKind,
	type RecordRow,
	type VaultRow
} from './vault-rows.ts';

/** OWASP's number for PBKDF2 with SHA-256. It is kept with each vault, so that it may grow. */
export const ROUNDS = 600_000;

type Bytes = Uint8Array<ArrayBuffer>;
/** 32 bytes out of a PIN or a passkey, for a salt. */
export type Secret = { way: 'pin' | 'passkey'; bytes: Bytes };
/** What a record is, and where it lies: it opens there alone. */
export type Place = {
	officer: string;
	kind: RecordKind | 'pin' | 'passkey';
	seq: number;
	format: number;
};

const { subtle } = crypto;
const utf8 = (text: string): Bytes => new TextEncoder().encode(text);
export const randomBytes = (count: number): Bytes => crypto.getRandomValues(new Uint8Array(count));

export const newDeviceKey = (): Promise<CryptoKey> =>
	subtle.generateKey({ name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);

export async function pinSecret(pin: string, salt: Bytes, rounds: number): Promise<Secret> {
	const typed = await subtle.importKey('raw', utf8(pin.normalize('NFKC')), 'PBKDF2', false, [
		'deriveBits'
	]);
	const bits = await subtle.deriveBits(
		{ name: 'PBKDF2', hash: 'SHA-256', salt, iterations: rounds },
		typed,
		256
	);
	return { way: 'pin', bytes: new Uint8Array(bits) };
}

/** The data key as bytes is wiped by whoever asked for it. */
export const importDataKey = (bytes: Bytes): Promise<CryptoKey> =>
	subtle.importKey('raw', bytes, 'AES-GCM', false, ['encrypt', 'decrypt']);

const bound = ({ officer, kind, seq, format }: Place): Bytes =>
	utf8(JSON.stringify(['gandan-field', format, officer, kind, seq]));

/** Locks bytes to their place. */
async function seal(
	key: CryptoKey,
	place: Place,
	plain: Bytes
): Promise<{ iv: Bytes; data: Bytes }> {
	const iv = randomBytes(12);
	const data = await subtle.encrypt(
		{ name: 'AES-GCM', iv, additionalData: bound(place) },
		key,
		plain
	);
	return { iv, data: new Uint8Array(data) };
}

/** @throws DOMException `OperationError` where the key is another, the record was changed, or lies in another place */
async function unseal(
	key: CryptoKey,
	place: Place,
	{ iv, data }: { iv: Bytes; data: Bytes }
): Promise<Bytes> {
	return new Uint8Array(
		await subtle.decrypt({ name: 'AES-GCM', iv, additionalData: bound(place) }, key, data)
	);
}

type Row = Place & { iv: Bytes; data: Bytes };

/** What is said as a record in its place; `opened` gives it back. */
export async function locked(
	key: CryptoKey,
	{ officer, kind, seq }: Pick<RecordRow, 'officer' | 'kind' | 'seq'>,
	said: object
): Promise<RecordRow> {
	const place = { officer, kind, seq, format: FORMAT };
	return { ...place, ...(await seal(key, place, utf8(JSON.stringify(said)))) };
}

/**
 * What a record says; null for one that was changed on the disk, or lies where it was not put.
 * @throws Problem `newer_format` for what a newer app has written
 */
export async function opened<Said>(key: CryptoKey, row: Row): Promise<Said | null> {
	if (row.format > FORMAT) throw new Problem({ code: 'newer_format', status: 409 });
	const plain = await unseal(key, row, row).catch((error: unknown) => {
		if (error instanceof DOMException && error.name === 'OperationError') return null;
		throw error;
	});
	return plain && (JSON.parse(new TextDecoder().decode(plain)) as Said);
}

/** The key that locks the data key: of the device and of what the officer knows or holds. */
async function mixed(device: CryptoKey, { way, bytes }: Secret): Promise<CryptoKey> {
	const said = utf8(`gandan-field ${way} `);
	const both = new Uint8Array(said.length + bytes.length);
	both.set(said);
	both.set(bytes, said.length);
	return importDataKey(new Uint8Array(await subtle.sign('HMAC', device, both)));
}

type Owner = Pick<VaultRow, 'officer' | 'device' | 'format'>;
const placeOf = ({ officer, format }: Owner, { way }: Secret): Place => ({
	officer,
	kind: way,
	seq: 0,
	format
});

export async function lockKey(
	owner: Owner,
	secret: Secret,
	salt: Bytes,
	dataKey: Bytes
): Promise<Locked> {
	const { iv, data } = await seal(
		await mixed(owner.device, secret),
		placeOf(owner, secret),
		dataKey
	);
	return { salt, iv, key: data };
}

/** @throws Problem `wrong_pin`, `wrong_passkey` */
export async function unlockKey(owner: Owner, secret: Secret, { iv, key }: Locked): Promise<Bytes> {
	try {
		return await unseal(await mixed(owner.device, secret), placeOf(owner, secret), {
			iv,
			data: key
		});
	} catch (error) {
		if (!(error instanceof DOMException) || error.name !== 'OperationError') throw error;
		throw new Problem({ code: `wrong_${secret.way}`, status: 403 });
	}
}
