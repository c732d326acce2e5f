/** The age format as we use it: one hybrid recipient a file, told by its outside before a key is touched. */
import { bech32 } from '@scure/base';
import { Decrypter, Encrypter, generateHybridIdentity, identityToRecipient } from 'age-encryption';
import { bucketOf } from '#shared/agefile/index.ts';
import { SealedError } from './problem.ts';

/** A hybrid key pair in age's own words. */
export interface Room {
	/** AGE-SECRET-KEY-PQ-1… */
	identity: string;
	/** age1pq1… */
	recipient: string;
}

const hybridRecipient = /^age1pq1[02-9ac-hj-np-z]{1952}$/;
const hybridIdentity = /^AGE-SECRET-KEY-PQ-1[02-9AC-HJ-NP-Z]{58}$/;

export const isHybrid = (recipient: unknown): recipient is string =>
	typeof recipient === 'string' && hybridRecipient.test(recipient);

export async function newRoom(): Promise<Room> {
	return roomOf(await generateHybridIdentity());
}

/** @throws SealedError `damaged` when `identity` is none, or a classical one */
export async function roomOf(identity: string): Promise<Room> {
	if (!hybridIdentity.test(identity)) throw new SealedError('damaged');
	try {
		return { identity, recipient: await identityToRecipient(identity) };
	} catch {
		throw new SealedError('damaged');
	}
}

/** The identity that a seed of 32 bytes is, in age's words. */
export function identityOf(seed: Uint8Array): string {
	return bech32.encodeFromBytes('AGE-SECRET-KEY-PQ-', seed).toUpperCase();
}

/**
 * Seals bytes to one recipient.
 * @throws SealedError `classical_recipient` for every recipient that a quantum computer could read along with,
 * `damaged` for one that was mistyped
 */
export async function seal(plain: Uint8Array, recipient: string): Promise<Uint8Array> {
	if (!isHybrid(recipient)) throw new SealedError('classical_recipient');
	const encrypter = new Encrypter();
	try {
		encrypter.addRecipient(recipient);
		return await encrypter.encrypt(plain);
	} catch {
		throw new SealedError('damaged');
	}
}

/**
 * Opens a file to one hybrid recipient in one of our sizes; nothing else is tried.
 * @throws SealedError `cannot_open`
 */
export async function open(file: Uint8Array, identity: string): Promise<Uint8Array> {
	if (bucketOf(file) === null) throw new SealedError('cannot_open');
	const decrypter = new Decrypter();
	try {
		decrypter.addIdentity(identity);
		return await decrypter.decrypt(file);
	} catch {
		throw new SealedError('cannot_open');
	}
}
