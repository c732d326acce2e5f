/** The same race through the door itself: HTTP, Deno, planner and SQL, with what a browser would do about `busy`. */
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { startScene, key, type Scene } from '../functions/scene.ts';
import { offersFor, type World } from '../functions/world.ts';
import { barrier, crowd, tally } from './crowd.ts';
import { allNaively, caught } from './naive.ts';
import { unlocked } from './unlocked.ts';

let at: Scene;
beforeAll(async () => {
	at = await startScene({ days: 1, places: 1 });
});
afterAll(() => at?.stop());
beforeEach(async () => void (await at.sql`delete from booking.stops`));

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

const starts = [450, 540, 810, 900];
const tokenOf = (n: number) => at.tokenOf(starts[n % starts.length]);

/** What the browsers hear who tap at once. */
async function tapped(tokens: string[]): Promise<string[]> {
	const together = barrier(tokens.length);
	return Promise.all(
		tokens.map(async (token) => {
			await together();
			return tap(token);
		})
	);
}

/** Another area of the unit: the edge itself has those of one area wait for each other, and nobody but SQL all of a unit. */
async function nextArea(): Promise<World> {
	const { unit } = at.world;
	const area = String(Number(unit) + 500);
	await at.sql`
		insert into unit.areas (code, valid_from, name, full_name, type, unit, lat, lon, coordinates)
		select ${area}, valid_from, 'Bên Cạnh', 'Phường Bên Cạnh', type, unit, lat, lon, coordinates
		from unit.areas where code = ${unit}`;
	const [hamlet] = await at.sql`
		insert into unit.hamlets (area, area_valid_from, name, kind, lat, lon, fictional)
		select ${area}, area_valid_from, name, kind, lat, lon, true from unit.hamlets where id = ${at.world.hamlets[0]!}
		returning id`;
	return { ...at.world, area, hamlets: [hamlet!.id] };
}

it('without the lock of the day browsers of two areas that tap at once both get its last place', async () => {
	const areas = [at.world, await nextArea()];
	const both = async () => {
		await at.sql`delete from booking.stops`;
		const tokens = await Promise.all(
			areas.map(async (world, n) => {
				const { body } = await offersFor(at.stack, world);
				return body.days[0].windows[2 * n].token as string;
			})
		);
		return tally(await tapped(tokens)).held === 2 && (await at.promised()) === 2;
	};
	expect(await allNaively(at.sql, unlocked(0.3), () => caught(both))).toBe(true);
});

it(`of ${crowd.callers} browsers that tap at once one gets the last window, in each of ${crowd.rounds} rounds, and the rest are told what is left`, async () => {
	// Each browser has worked for its own list; who gets the window has used theirs up.
	const tokens: string[] = [];
	for (let n = 0; n < crowd.callers; n++) tokens.push(await tokenOf(n));
	for (let round = 0; round < crowd.rounds; round++) {
		const said = await tapped(tokens);
		const lost = '409 window_taken with what is left';
		expect(tally(said)).toEqual({ held: 1, [lost]: crowd.callers - 1 });
		expect(await at.promised()).toBe(1);
		await at.sql`delete from booking.stops`;
		const winner = said.indexOf('held');
		tokens[winner] = await tokenOf(winner);
	}
}, 900_000);
