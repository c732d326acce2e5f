/** Bytes in, bytes out: the access code and its keys. Light; the heavy part is `keysJob`, loaded when it is asked. */
import { makeCode } from '#shared/code/index.ts';
import type { Keys, KeysQuestion, TipKeys, TipKeysQuestion } from './keys.ts';
import url from './keys.worker.ts?worker&url';

export { SealedError, type SealedCode } from './problem.ts';
export { bytesToHex as toHex } from '@noble/hashes/utils.js';
export { fromBase64, toBase64 } from './base64.ts';
export type { Keys, KeysQuestion, TipKeys, TipKeysQuestion };

/** A job for `startWorker` of `platform/worker`: an access code's keys. Start it while the person still writes. */
export const keysJob = {
	url,
	here: (): Promise<{ answer(question: KeysQuestion): Promise<Keys> }> => import('./keys.ts')
};

/** The same Worker for pages that write or open tips: it answers with the sender's keys as well. */
export const tipKeysJob = {
	url,
	here: (): Promise<{ answer(question: TipKeysQuestion): Promise<TipKeys> }> => import('./keys.ts')
};

/** A new access code, canonical: fifteen random symbols and the one that checks them. */
export function newCode(): string {
	// The low five bits of a random byte are as random as the byte: 256 is a multiple of 32, nothing is favoured.
	return makeCode(crypto.getRandomValues(new Uint8Array(15)).map((byte) => byte & 31));
}
