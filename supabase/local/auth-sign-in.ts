/**
 * Signing in where lite is Auth. lite counts no tries, and answers at once where there is no account, while a password that is wrong
 * takes its hash: here wrong ones are counted, and whoever is refused hears so on a tick that tells nothing (docs/decisions/0065).
 */
import { setTimeout as pass } from 'node:timers/promises';
import { inWords, refused } from './auth-words.ts';
import { FailedTries } from './failed-tries.ts';

const tries = new FailedTries();
/** In milliseconds, counted from when it was asked: several times what a hash takes on a slow machine. */
const TICK = 500;

/** Asks lite, if this account may be tried now. `ask` sends what was typed. */
export async function signIn(email: string, ask: () => Promise<Response>): Promise<Response> {
	const began = performance.now();
	const taken = tries.take(email);
	if ('wait' in taken) {
		const answer = refused(429, 'over_request_rate_limit');
		answer.headers.set('retry-after', String(taken.wait));
		return answer;
	}
	const answer = await ask();
	// What lite could not find out was no guess.
	if (answer.ok || answer.status >= 500) taken.right();
	if (!answer.ok) {
		const took = performance.now() - began;
		await pass(Math.ceil(took / TICK) * TICK - took);
	}
	return inWords(answer);
}
