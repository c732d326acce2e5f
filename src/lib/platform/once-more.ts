import { isRefusal } from './command.svelte.ts';

/**
 * Sends what needs a code and a proof of work; where one of them turns out to be used already, once more with a new one.
 * `forget` lets the code go. Throws what the person must be told.
 */
export async function onceMore(send: () => Promise<void>, forget: () => void): Promise<void> {
	try {
		await send();
	} catch (problem) {
		if (!isRefusal(problem)) throw problem;
		if (problem.code === 'code_taken') forget();
		else if (!/^(proof_|bad_proof)/.test(problem.code)) throw problem;
		await send();
	}
}
