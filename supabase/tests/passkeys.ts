/** Passkeys of officers in the SQL tests, as their browsers make them. */
import { randomBytes } from 'node:crypto';
import type { TestDatabase } from '../local/testing.ts';
import { newKey, type Person } from './people.ts';
import { door } from './sealed.ts';

export const noise = (length: number) =>
	randomBytes(length).toString('base64').replace(/=+$/, '').slice(0, length);
export const fileOf = (stanza: string, payload = 204) =>
	Buffer.concat([
		Buffer.from(`age-encryption.org/v1\n${stanza}--- ${noise(43)}\n`),
		randomBytes(payload)
	]).toString('base64');
export const prf = () => `-> age-encryption.org/fido2prf ${noise(22)}\n${noise(43)}\n`;
export const newFile = () => fileOf(prf());
export const newCredential = () => `AGE-PLUGIN-FIDO2PRF-1${'QPZRY9X8GF'.repeat(9)}${digits()}`;
const digits = () => Array.from(randomBytes(20), (byte) => 'QPZRY9X8GF2TVDW0'[byte % 16]).join('');

/** Takes the officer's keys in use once more, under a new passkey. */
export const addPasskey = (db: TestDatabase, who: Person, change: object = {}) => {
	const asked = { key: newKey(), name: 'Máy bàn', credential: newCredential(), bundle: newFile() };
	return door<{ id: string }>(db, who, 'staff_passkey_add', { ...asked, ...change });
};
