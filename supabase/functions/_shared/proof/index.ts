/**
 * Proof of work: what an anonymous question costs. The server picks a secret number, the browser finds it by trying; so the
 * work has an upper end, and checking it costs one signature. Who spends a proof stores its nonce, so that it is spent once.
 */
import { createChallenge, randomInt, verifySolution, type Challenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/web/pbkdf2';
import * as z from 'zod/mini';
import { ALGORITHM, read, written } from './challenge.ts';

/** Rounds of one try: long enough that the work is the browser's own and not the calls around it. */
const ROUNDS = 1000;
/** Tries in the worst case, half of them on average: 50 ms on a laptop, 0.3 s at six times slowdown. */
export const DIFFICULTY = 600;
const TWO_HOURS = 2 * 60 * 60;
const FOUR_KB = 4000;

const proofShape = z.object({
	challenge: z.object({
		parameters: z.looseObject({
			nonce: z.string().check(z.regex(/^[0-9a-f]{32}$/)),
			data: z.object({ bind: z.string() })
		}),
		signature: z.string()
	}),
	solution: z.object({ counter: z.int(), derivedKey: z.string() })
});

const secrets = (secret: string) => ({
	hmacSignatureSecret: `${secret}/challenge`,
	hmacKeySignatureSecret: `${secret}/key`
});

/**
 * A signed challenge, as text. `bind` names what it is for ('booking'; for a tip, with its lookup hash): a proof made for
 * one thing is refused for another. `difficulty` is the number of tries in the worst case, `ttl` seconds, `now` ms.
 */
export async function makeChallenge(options: {
	secret: string;
	bind: string;
	difficulty?: number;
	ttl?: number;
	now?: number;
}): Promise<string> {
	const { secret, bind, difficulty = DIFFICULTY, ttl = TWO_HOURS, now = Date.now() } = options;
	const challenge = await createChallenge({
		algorithm: ALGORITHM,
		cost: ROUNDS,
		counter: randomInt(difficulty, 1),
		deriveKey,
		data: { bind },
		expiresAt: Math.floor(now / 1000) + ttl,
		...secrets(secret)
	});
	return written(challenge);
}

/** The proof's nonce, to be stored and refused the second time; or why it is no proof. Never throws, whatever was sent. */
export async function checkProof(options: {
	secret: string;
	bind: string;
	proof: string;
}): Promise<{ nonce: string } | { problem: 'bad_proof' | 'proof_expired' }> {
	const { secret, bind, proof } = options;
	const shaped = proof.length > FOUR_KB ? null : proofShape.safeParse(read(proof));
	if (!shaped?.success || shaped.data.challenge.parameters.data.bind !== bind) {
		return { problem: 'bad_proof' };
	}
	const { challenge, solution } = shaped.data;
	try {
		const result = await verifySolution({
			challenge: challenge as unknown as Challenge,
			solution,
			deriveKey,
			...secrets(secret)
		});
		if (result.verified) return { nonce: challenge.parameters.nonce };
		return { problem: result.expired ? 'proof_expired' : 'bad_proof' };
	} catch {
		return { problem: 'bad_proof' };
	}
}
