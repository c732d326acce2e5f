/** The same race through the door itself: HTTP, Deno, planner and SQL, with what a browser would do about `busy`. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startScene, key, type Scene } from '../functions/scene.ts';
import { barrier, crowd, tally } from './crowd.ts';

let at: Scene;
beforeAll(async () => {
	at = await startScene({ days: 1, places: 1 });
});
afterAll(() => at?.stop());

/** Taps one window and, while the door is busy, taps again with the same key. */
async function tap(token: string): Promise<string> {
	const request = { key: key(), token, hold: null };
	for (let tries = 0; tries < 100; tries++) {
		const { status, body } = await at.booking('hold', request);
		if (status === 200) return 'held';
		if (status !== 503) return `${status} ${body.code} ${body.left ? 'with what is left' : ''}`;
		expect(body).toEqual({ code: 'busy' });
	}
	return 'gave up';
}

it(`of ${crowd.callers} browsers that tap at once one gets the last window, in each of ${crowd.rounds} rounds, and the rest are told what is left`, async () => {
	const starts = [450, 540, 810, 900];
	// Each browser has worked for its own list; who gets the window has used theirs up.
	const tokens: string[] = [];
	for (let n = 0; n < crowd.callers; n++) tokens.push(await at.tokenOf(starts[n % 4]));
	for (let round = 0; round < crowd.rounds; round++) {
		const together = barrier(crowd.callers);
		const said = await Promise.all(
			Array.from({ length: crowd.callers }, async (_, n) => {
				await together();
				return tap(tokens[n]!);
			})
		);
		const lost = '409 window_taken with what is left';
		expect(tally(said)).toEqual({ held: 1, [lost]: crowd.callers - 1 });
		expect(await at.promised()).toBe(1);
		await at.sql`delete from booking.stops`;
		const winner = said.indexOf('held');
		tokens[winner] = await at.tokenOf(starts[winner % 4]);
	}
}, 900_000);
