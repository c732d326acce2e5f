/**
 * The portal of `npm start` while PostgreSQL is stopped the hard way (`immediate`), its edge functions are killed and its disk is full,
 * with a town that goes on writing. `npm run test:crashes`; the tests of every day do it once, in start.test.ts.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { percentile } from '../../bench/figure.ts';
import { apart, begin, makeHome, ready, type Running } from '../stack/portal.ts';
import { fallen, openTown, type OpenTown } from './fallen.ts';

const STOPS = 20;

const { home, remove } = makeHome();
let portal: Running;
let at: OpenTown;
beforeAll(async () => {
	const env = await apart(home);
	portal = begin(['supabase/local/main.ts'], env);
	await portal.says(ready);
	at = await openTown(home, `http://127.0.0.1:${env.PORT}`);
}, 600_000);
afterAll(async () => {
	portal?.child.kill('SIGINT');
	await portal?.ended;
	remove();
}, 60_000);

it(`PostgreSQL is stopped at once ${STOPS} times under load: whatever was acknowledged is there, nothing is half, and the portal answers again in under 5 s`, async () => {
	const end = at.town.begin(10);
	const took: number[] = [];
	for (let stop = 0; stop < STOPS; stop++) {
		const before = at.town.count();
		while (at.town.count() < before + 10) await pause(50);
		took.push(await fallen(at, home));
	}
	await end();
	expect(at.doors.faults).toEqual([]);
	expect(await at.wrongs()).toEqual([]);
	const [p50, most] = [percentile(took, 0.5), Math.max(...took)];
	process.stdout.write(
		`${STOPS} stops: answers again after ${p50.toFixed(0)} ms (median), ${most.toFixed(0)} ms at most; ` +
			`${at.town.count()} commands acknowledged, ${at.doors.refused()} answers lost or busy meanwhile\n`
	);
	expect(most).toBeLessThan(5000);
}, 900_000);
