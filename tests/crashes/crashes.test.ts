/**
 * The portal of `npm start` while PostgreSQL is stopped the hard way (`immediate`) or stands still, its edge functions are killed and its
 * disk is full, with a town that goes on writing. `npm run test:crashes`; the tests of every day do the first once, in start.test.ts.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { percentile } from '../../bench/figure.ts';
import { apart, begin, below, dev, makeHome, ready } from '../stack/portal.ts';
import { copyWhole, fill, mountSmall, unmount } from './disk.ts';
import { fallen, openTown, postmaster, type OpenTown } from './fallen.ts';
import { settle } from './ground.ts';
import { underWay } from './sms.ts';

const STOPS = 20;
const KILLS = 10;
/** Acknowledged between one fall and the next. */
const BETWEEN = 10;
/** Households that book at once. */
const HOUSEHOLDS = 10;
/** As promised: the portal answers again within so many milliseconds. */
const MOST = 5000;

const begun = performance.now();
const say = (line: string) => {
	const seconds = ((performance.now() - begun) / 1000).toFixed(0).padStart(4);
	process.stdout.write(`${seconds} s  ${line}\n`);
};

let ground: Awaited<ReturnType<typeof settle>>;
let at: OpenTown;
beforeAll(async () => {
	ground = await settle(say);
	({ at } = ground);
}, 900_000);
afterAll(() => ground?.stop(), 60_000);

const acknowledged = async (town: OpenTown['town'], more: number) => {
	const before = town.count();
	while (town.count() < before + more) await pause(20);
};
/** Whatever the town was told holds, and nobody was told anything that no page has words for. */
async function holds({ doors, wrongs, town }: OpenTown) {
	expect(doors.faults).toEqual([]);
	expect(await wrongs()).toEqual([]);
	const { told } = town.kept;
	const kinds = Object.entries(told).map(([what, count]) => `${what.replace('_', ' ')} ${count}`);
	say(`${town.count()} acknowledged (${kinds.join(', ')}): 0 lost, 0 twice, 0 half`);
}
/** What is waited for comes, or the portal is gone and said why. */
const orGone = <T>(work: Promise<T>): Promise<T> =>
	Promise.race([
		work,
		ground.portal.ended.then(({ code, said }): never => {
			throw new Error(`The portal ended with ${code}:\n${said}`);
		})
	]);
/** Has something fall as often as told while the town lives. */
async function falls(times: number, what: string, fall: () => Promise<number>) {
	const end = at.town.begin(HOUSEHOLDS);
	const took: number[] = [];
	while (took.length < times) {
		await orGone(acknowledged(at.town, BETWEEN));
		took.push(await orGone(fall()));
		const { town, doors } = at;
		const away = `away ${took.at(-1)!.toFixed(0)} ms`;
		say(
			`${what} ${took.length}: ${away}, ${town.count()} acknowledged, ${doors.refused()} refused`
		);
	}
	await end();
	const [p50, most] = [percentile(took, 0.5), Math.max(...took)];
	say(
		`${times} × ${what}: answers again after ${p50.toFixed(0)} ms (p50), ${most.toFixed(0)} ms at most`
	);
	await holds(at);
	expect(most).toBeLessThan(MOST);
}
/** A page as a browser opens it. In milliseconds. */
async function opens(): Promise<number> {
	const from = performance.now();
	const page = await fetch(`${ground.origin}/dat-lich`);
	expect(page.status).toBe(200);
	expect(await page.text()).toContain('</html>');
	return performance.now() - from;
}

it(`PostgreSQL is stopped at once ${STOPS} times under load: whatever was acknowledged is there, nothing is half, and the portal answers again in under 5 s`, async () => {
	await falls(STOPS, 'PostgreSQL stopped', () => fallen(at, ground.home));
	const kinds = ['hold', 'book', 'move', 'cancel', 'confirm', 'call_back', 'support', 'tip'];
	const more = ['tip reply', 'follow', 'set', 'note', 'gift'];
	expect(Object.keys(at.town.kept.told).sort()).toEqual([...kinds, ...more].sort());
}, 900_000);

it(`the edge functions are killed ${KILLS} times under load: what was in their hands is done once, and the others go on`, async () => {
	await falls(KILLS, 'Deno killed', async () => {
		const deno = below(ground.portal.child.pid!).find((pid) =>
			/\/deno\0/.test(readFileSync(`/proc/${pid}/cmdline`, 'utf8'))
		);
		process.kill(deno!, 'SIGKILL');
		return at.doors.answersAgain();
	});
}, 600_000);

it('PostgreSQL stands still for ten seconds: pages open, whoever waits is answered after it, and nothing is lost or done twice', async () => {
	const end = at.town.begin(HOUSEHOLDS);
	await acknowledged(at.town, BETWEEN);
	const server = postmaster(ground.home);
	const all = [server, ...below(server)];
	for (const pid of all) process.kill(pid, 'SIGSTOP');
	const until = performance.now() + 10_000;
	let slowest = 0;
	while (performance.now() < until) {
		slowest = Math.max(slowest, await opens());
		await pause(500);
	}
	for (const pid of all) process.kill(pid, 'SIGCONT');
	await acknowledged(at.town, 20);
	await end();
	say(`10 s of nothing: pages open within ${slowest.toFixed(0)} ms`);
	await holds(at);
	expect(slowest).toBeLessThan(2000);
}, 300_000);

it('every SMS that the town is owed goes out, also one that a killed process had taken, and nobody gets one twice', async () => {
	const left = () => at.look((sql) => underWay(sql, at.town.unit));
	const before = await left();
	// What a killed process had taken is another's after half a minute.
	for (let n = await left(); n > 0; n = await left()) {
		await at.send!();
		await pause(500);
	}
	await holds(at);
	const { delivered, again } = at.sms!;
	say(
		`${before} SMS were under way, 0 are; ${delivered().size} delivered, ${again()} asked again under their key`
	);
	expect(delivered().size).toBeGreaterThan(0);
}, 120_000);

it('a server that says yes before it has written is caught at it', async () => {
	const settings = join(ground.home, 'db/postgresql.auto.conf');
	const careful = readFileSync(settings, 'utf8');
	const careless = `synchronous_commit = off\nwal_writer_delay = '10s'\nwal_writer_flush_after = '1GB'\n`;
	writeFileSync(settings, careful + careless);
	await fallen(at, ground.home);
	const end = at.town.begin(HOUSEHOLDS);
	await acknowledged(at.town, 20);
	await fallen(at, ground.home);
	// Somebody may find gone what they had just been promised.
	await end().catch((error: Error) => say(`somebody is surprised: ${error.message}`));
	writeFileSync(settings, careful);
	const wrong = await at.wrongs();
	say(`without its promise to write first: ${wrong.slice(0, 3).join('; ')}`);
	expect(wrong).not.toEqual([]);
}, 120_000);

it('a full disk: nothing is acknowledged that is not kept, what is there can be read, and writing goes on once there is room', async ({
	skip
}) => {
	await ground.end();
	const small = makeHome();
	if (!mountSmall(small.home, 420)) return skip('only root may mount a small disk');
	// A copy of the first, which lies still: to make another is half a minute.
	copyWhole(ground.home, small.home);
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
