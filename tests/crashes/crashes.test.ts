/**
 * The portal of `npm start` while PostgreSQL is stopped the hard way (`immediate`) or stands still, its edge functions are killed and its
 * disk is full, with a town that goes on writing. `npm run test:crashes`; the tests of every day do the first once, in start.test.ts.
 */
import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { percentile } from '../../bench/figure.ts';
import { apart, begin, below, dev, makeHome, ready, type Running } from '../stack/portal.ts';
import { fill, mountSmall, unmount } from './disk.ts';
import { fallen, openTown, postmaster, type OpenTown } from './fallen.ts';

const STOPS = 20;

const { home, remove } = makeHome();
let portal: Running;
let origin: string;
let at: OpenTown;
beforeAll(async () => {
	const env = await apart(home);
	portal = begin(['supabase/local/main.ts'], env);
	await portal.says(ready);
	origin = `http://127.0.0.1:${env.PORT}`;
	at = await openTown(home, origin);
}, 900_000);
afterAll(async () => {
	portal?.child.kill('SIGINT');
	await portal?.ended;
	remove();
}, 60_000);

const say = (line: string) => void process.stdout.write(`${line}\n`);
const acknowledged = async (town: OpenTown['town'], more: number) => {
	const before = town.count();
	while (town.count() < before + more) await pause(20);
};
/** Whatever the town was told holds, and nobody was told anything that no page has words for. */
async function holds({ doors, wrongs }: OpenTown) {
	expect(doors.faults).toEqual([]);
	expect(await wrongs()).toEqual([]);
}
/** A page as a browser opens it. In milliseconds. */
async function opens(): Promise<number> {
	const from = performance.now();
	const page = await fetch(`${origin}/dat-lich`);
	expect(page.status).toBe(200);
	expect(await page.text()).toContain('</html>');
	return performance.now() - from;
}

it(`PostgreSQL is stopped at once ${STOPS} times under load: whatever was acknowledged is there, nothing is half, and the portal answers again in under 5 s`, async () => {
	const end = at.town.begin(10);
	const took: number[] = [];
	for (let stop = 0; stop < STOPS; stop++) {
		await acknowledged(at.town, 10);
		took.push(await fallen(at, home));
	}
	await end();
	const [p50, most] = [percentile(took, 0.5), Math.max(...took)];
	say(
		`${STOPS} stops: answers again after ${p50.toFixed(0)} ms (median), ${most.toFixed(0)} ms at most; ` +
			`${at.town.count()} commands acknowledged, ${at.doors.refused()} answers lost or busy meanwhile`
	);
	await holds(at);
	expect(most).toBeLessThan(5000);
}, 900_000);

it('the edge functions are killed ten times under load: what was in their hands is done once, and the others go on', async () => {
	const end = at.town.begin(10);
	const took: number[] = [];
	for (let kill = 0; kill < 10; kill++) {
		await acknowledged(at.town, 10);
		const deno = below(portal.child.pid!).find((pid) =>
			/\/deno\0/.test(readFileSync(`/proc/${pid}/cmdline`, 'utf8'))
		);
		process.kill(deno!, 'SIGKILL');
		took.push(await at.doors.answersAgain());
	}
	await end();
	say(
		`10 kills of Deno: answers again after ${percentile(took, 0.5).toFixed(0)} ms (median), ${Math.max(...took).toFixed(0)} ms at most`
	);
	await holds(at);
	expect(Math.max(...took)).toBeLessThan(5000);
}, 600_000);

it('PostgreSQL stands still for ten seconds: pages open, whoever waits is answered after it, and nothing is lost or done twice', async () => {
	const end = at.town.begin(10);
	await acknowledged(at.town, 10);
	const server = postmaster(home);
	const all = [server, ...below(server)];
	for (const pid of all) process.kill(pid, 'SIGSTOP');
	const until = performance.now() + 10_000;
	while (performance.now() < until) {
		expect(await opens()).toBeLessThan(2000);
		await pause(500);
	}
	for (const pid of all) process.kill(pid, 'SIGCONT');
	await acknowledged(at.town, 20);
	await end();
	await holds(at);
}, 300_000);

it('a full disk: nothing is acknowledged that is not kept, what is there can be read, and writing goes on once there is room', async ({
	skip
}) => {
	const small = makeHome();
	if (!mountSmall(small.home, 420)) return skip('only root may mount a small disk');
	const env = await apart(small.home);
	const other = begin(dev, env);
	try {
		await other.says(ready);
		const there = await openTown(small.home, `http://127.0.0.1:${env.SUPABASE_PORT}`);
		const end = there.town.begin(6);
		await acknowledged(there.town, 20);
		const makeRoom = fill(small.home);
		const refused = there.doors.refused();
		while (there.doors.refused() < refused + 20) await pause(50);
		const { status } = await there.doors.once('unit_public');
		say(`disk full: ${there.doors.refused() - refused} refused; reading answers ${status}`);
		makeRoom();
		await there.doors.answersAgain();
		await acknowledged(there.town, 20);
		await end();
		await holds(there);
	} finally {
		other.child.kill('SIGINT');
		await other.ended;
		unmount(small.home);
		small.remove();
	}
}, 600_000);
