import { hkdf } from '@noble/hashes/hkdf.js';
import { scryptAsync } from '@noble/hashes/scrypt.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { parseCode } from '#shared/code/index.ts';
import { SealedError } from './problem.ts';

/** Everything an access code leads to (TIPS.md §2). Nothing of it but `lookup` and `lookupHash` leaves the browser. */
export interface KeyTree {
	/** 64 bytes, of which the others are made. */
	root: Uint8Array;
	/** 32 bytes: opens the case at the door `lookup`, which keeps no copy. */
	lookup: Uint8Array;
	/** 32 bytes, SHA-256 of `lookup`: all that the server stores, so that a copied database opens nothing. */
	lookupHash: Uint8Array;
	/** 32 bytes: seed of the citizen's age identity. */
	seed: Uint8Array;
	/** 32 bytes: the citizen's Ed25519 secret key. */
	sign: Uint8Array;
	/** 20 digits with leading zeros, which open a reward, so that nobody shows the access code for it. */
	claim: string;
}

// 32 MiB of memory: what makes guessing dear, and the most that a cheap phone gives a page without closing it.
// A slice stays under the 50 ms after which a page is felt to stop, for browsers without module workers.
const COST = { N: 2 ** 15, r: 8, p: 1, dkLen: 64, asyncTick: 40 };
const CLAIM_DIGITS = 20;

/**
 * The key tree of `code`: scrypt, then HKDF-SHA256 without salt for each branch. Takes a tenth of a second on a
 * laptop and more than half of one on a slow phone, so it runs in `keys.worker.ts`.
 *
 * @param code as `parseCode` returns it: 16 symbols, upper case, no dashes
 * @param deployment PUBLIC_DEPLOYMENT_ID: one code means different keys in two deployments
 * @throws SealedError `bad_code` or `bad_deployment`
 */
export async function keyTree(code: string, deployment: string): Promise<KeyTree> {
	if (parseCode(code) !== code) throw new SealedError('bad_code');
	if (deployment === '') throw new SealedError('bad_deployment');
	const root = await scryptAsync(utf8(code), utf8(`gan-dan/v1/${deployment}`), COST);
	const branch = (info: string) => hkdf(sha256, root, undefined, utf8(info), 32);
	const lookup = branch('lookup');
	return {
		root,
		lookup,
		lookupHash: sha256(lookup),
		seed: branch('age'),
		sign: branch('sign'),
		claim: digits(branch('claim/1'))
	};
}

/** 32 bytes, read as a big-endian number, mod 10^20. */
function digits(bytes: Uint8Array): string {
	const number = bytes.reduce((sum, byte) => sum * 256n + BigInt(byte), 0n);
	return String(number % 10n ** BigInt(CLAIM_DIGITS)).padStart(CLAIM_DIGITS, '0');
}

function utf8(text: string): Uint8Array {
	return new TextEncoder().encode(text);
}
