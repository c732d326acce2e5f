/**
 * What lies in IndexedDB for officers on the road: who, and locked records. Nothing in it can be read without the officer's
 * PIN or passkey but names, counts and the date of the day.
 */
import type { DBSchema } from 'idb';

/** Of a record. A newer app reads what an older one wrote; an older one leaves what it does not know. */
export const FORMAT = 1;

/** The data key, locked by what one PIN or passkey gives. */
export type Locked = {
	salt: Uint8Array<ArrayBuffer>;
	iv: Uint8Array<ArrayBuffer>;
	key: Uint8Array<ArrayBuffer>;
};

export type VaultRow = {
	/** Whose it is: the id of the officer. */
	officer: string;
	name: string;
	/** Made anew with each vault: a page that is still open on an older one writes nothing into the next. */
	id: string;
	format: number;
	/** Never leaves this browser: HMAC, not extractable. */
	device: CryptoKey;
	pin: Locked & { rounds: number };
	passkey: (Locked & { credential: Uint8Array<ArrayBuffer> }) | null;
	/** Wrong PINs since the last right one, and when the last was, in milliseconds by this device. */
	wrong: { count: number; at: number };
	nextSeq: number;
	/** Milliseconds that the server was ahead of this device when it last answered. */
	offset: number;
	/** After how many minutes without a hand it locks. */
	idleMinutes: number;
	/** The session is over for good: the vault goes once all is sent. */
	ending: boolean;
};

export type RecordKind = 'day' | 'versions' | 'entry';

export type RecordRow = {
	officer: string;
	kind: RecordKind;
	/** Order of entries; 0 where there is one record of a kind. */
	seq: number;
	format: number;
	iv: Uint8Array<ArrayBuffer>;
	data: Uint8Array<ArrayBuffer>;
	/** Of the day alone: its date, so that it is forgotten in time even while the vault is locked. */
	day?: string;
};

export interface Rows extends DBSchema {
	vaults: { key: string; value: VaultRow };
	records: { key: [string, RecordKind, number]; value: RecordRow };
}
