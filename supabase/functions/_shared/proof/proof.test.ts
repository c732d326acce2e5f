import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { read, written, type Proof } from './challenge.ts';
import { checkProof, makeChallenge } from './index.ts';
import { solve } from './solve.ts';

const secret = 'a secret of this test';
const bind = 'booking';
let challenge: string;
let proof: string;

beforeAll(async () => {
	challenge = await makeChallenge({ secret, bind, difficulty: 40 });
	proof = await solve(challenge);
});

const check = (changed: string, over: object = {}) =>
	checkProof({ secret, bind, proof: changed, ...over });
const altered = (change: (proof: Proof) => void): string => {
	const copy = read(proof) as Proof;
	change(copy);
	return written(copy);
};

describe('a resident’s proof of work', () => {
	it('is taken, and names the nonce by which it is spent once', async () => {
		expect(await check(proof)).toEqual({
			nonce: (read(challenge) as Proof['challenge']).parameters.nonce
		});
		expect(proof.length).toBeLessThan(2000);
	});

	it('is refused for another purpose, under another secret and after its time', async () => {
		expect(await check(proof, { bind: 'tips' })).toEqual({ problem: 'bad_proof' });
		expect(await check(proof, { secret: 'another' })).toEqual({ problem: 'bad_proof' });
		const old = await makeChallenge({
			secret,
			bind,
			difficulty: 2,
			ttl: 60,
			now: Date.now() - 61_000
		});
		expect(await check(await solve(old))).toEqual({ problem: 'proof_expired' });
	});

	it('is refused when anything in it was changed', async () => {
		for (const forged of [
			altered(({ solution }) => (solution.derivedKey = '00'.repeat(32))),
			altered(({ challenge }) => (challenge.parameters.expiresAt = 9_999_999_999)),
			altered(({ challenge }) => (challenge.parameters.nonce = '0'.repeat(32))),
			altered(({ challenge }) => (challenge.parameters.cost = 1)),
			altered(({ challenge }) => (challenge.parameters.keySignature = undefined)),
			altered(({ challenge }) => (challenge.signature = undefined)),
			proof.slice(1),
			challenge,
			'x'.repeat(5000)
		]) {
			expect(await check(forged)).toEqual({ problem: 'bad_proof' });
		}
	});

	it('is never an error, whatever is sent instead', async () => {
		await fc.assert(
			fc.asyncProperty(fc.oneof(fc.string(), fc.json().map(encoded)), async (sent) => {
				expect(await check(sent)).toEqual({ problem: 'bad_proof' });
			})
		);
	});
});

describe('the one who works', () => {
	it('stops when the page is left, and says so when the text is no challenge', async () => {
		const left = AbortSignal.abort();
		await expect(solve(await makeChallenge({ secret, bind }), left)).rejects.toThrow('stopped');
		await expect(solve('nonsense')).rejects.toThrow('bad_challenge');
	});
});

/** Base 64 of any text. */
function encoded(text: string): string {
	return btoa(String.fromCharCode(...new TextEncoder().encode(text)));
}
