/** The work itself, for a Worker: light, without the half that the server needs. */
import { solveChallenge, type Challenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/web/pbkdf2';
import { read, written } from './challenge.ts';

/**
 * Solves what `makeChallenge` made; answers the proof for `checkProof`.
 * @throws Error `bad_challenge` when the text is no challenge, `stopped` when the signal fired or two minutes went by
 */
export async function solve(challenge: string, signal?: AbortSignal): Promise<string> {
	const asked = read(challenge) as Challenge | null;
	if (typeof asked?.parameters?.nonce !== 'string') throw new Error('bad_challenge');
	const controller = new AbortController();
	const stop = (): void => controller.abort();
	if (signal?.aborted) stop();
	signal?.addEventListener('abort', stop);
	try {
		const solution = await solveChallenge({
			challenge: asked,
			deriveKey,
			controller,
			timeout: 120_000
		});
		if (!solution) throw new Error('stopped');
		return written({ challenge: asked, solution });
	} finally {
		signal?.removeEventListener('abort', stop);
	}
}
