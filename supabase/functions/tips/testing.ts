/** A desk that takes tips, in memory, for the tests of this function. No test of SQL: that is told apart. */
import { sealedLength } from '../_shared/agefile/index.ts';
import { Refusal } from '../_shared/answer/index.ts';
import type { Ports } from './ports.ts';
import type { Submitted } from './shapes.ts';
import type { Officer, Shelf, Store } from './store.ts';

export const uuid = (n: number) => `6f1c2c1e-6f1b-4c9e-9a55-${String(n).padStart(12, '0')}`;
export const lookup_hash = 'ab'.repeat(32);

/** The outside of an age file to one hybrid recipient, around `kib` KiB of nothing. */
export function fileOf(kib: number): Uint8Array<ArrayBuffer> {
	const letters = (count: number) => 'A'.repeat(count);
	const head = `age-encryption.org/v1\n-> mlkem768x25519 ${letters(1494)}\n${letters(43)}\n--- ${letters(43)}\n`;
	const file = new Uint8Array(sealedLength(kib * 1024));
	file.set(new TextEncoder().encode(head));
	return file;
}

export const base64 = (file: Uint8Array) => Buffer.from(file).toString('base64');

/** A whole tip as a browser sends it. */
export const tipOf = (over: Record<string, unknown> = {}) => ({
	action: 'tips_submit',
	key: uuid(1),
	lookup_hash,
	proof: 'solved',
	unit: '21439',
	tip: 'cd'.repeat(16),
	list: 3,
	urgent: false,
	header: base64(fileOf(1)),
	body: base64(fileOf(4)),
	secrets: [
		{ room: 'T', verify: 'ef'.repeat(32), sealed: base64(fileOf(1)) },
		{ room: 'T', verify: null, sealed: base64(fileOf(1)) }
	],
	parts: [uuid(9)],
	...over
});

export const submitted: Submitted = {
	reference: 'TB-26-0001',
	received_at: '2026-11-23T08:00:00+07:00',
	back_after: ['2026-11-26', '2026-12-13']
};

type Over = { store?: Partial<Store>; shelf?: Partial<Shelf>; officer?: Officer };

/** Ports whose parts answer as if all went well; `calls` notes in order what they were asked. */
export function scene(over: Over = {}) {
	const calls: [name: string, ...args: unknown[]][] = [];
	const noting = <Parts extends object>(parts: Parts): Parts =>
		Object.fromEntries(
			Object.entries(parts).map(([name, answer]) => [
				name,
				(...args: unknown[]) => {
					calls.push([name, ...args]);
					return (answer as (...args: unknown[]) => unknown)(...args);
				}
			])
		) as Parts;
	const store: Store = {
		desk: async () => ({ desk: null }),
		load: async () => 0,
		answer: async () => null,
		submit: async () => submitted,
		part: async () => null,
		...over.store
	};
	const shelf: Shelf = { get: async () => fileOf(1), put: async () => {}, ...over.shelf };
	const ports: Ports = {
		store: noting(store),
		shelf: noting(shelf),
		officer() {
			if (!over.officer) throw new Refusal(401, 'sign_in');
			return noting(over.officer);
		},
		proofs: {
			challenge: async (hash, difficulty) => `${difficulty} for ${hash}`,
			async check(hash, proof) {
				if (hash !== lookup_hash || proof !== 'solved') throw new Refusal(403, 'bad_proof');
				return 'nonce';
			}
		}
	};
	return { ports, calls };
}

/** A POST of JSON, or of bytes as they are. */
export function post(body: unknown, headers: Record<string, string> = {}): Request {
	const isBytes = body instanceof Uint8Array;
	const type = isBytes ? 'application/octet-stream' : 'application/json';
	return new Request('http://door.test/', {
		method: 'POST',
		headers: { 'content-type': type, ...headers },
		body: isBytes ? (body as BodyInit) : JSON.stringify(body)
	});
}
