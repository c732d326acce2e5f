/**
 * What goes on in a portal at the same time, some seven requests a second of it: residents who book, look and cancel, call-backs, requests for
 * help, sealed tips, officers who poll, read, note, confirm and sign in, readers of pages and of feeds. The outbox works by itself, through a
 * gateway that the caller has.
 */
import { randomUUID } from 'node:crypto';
import process from 'node:process';
import { setTimeout as pause } from 'node:timers/promises';
import type { Sql } from 'postgres';
import { makeDesk, newSender, post, tipOf } from '../../tests/functions/sealing.ts';
import type { Scene } from '../../tests/functions/scene.ts';
import { makeWorld, type World } from '../../tests/functions/world.ts';
import { citizensOf } from './citizens.ts';
import { demand, makeOfficer, type Portal } from './portal.ts';

const POLLING = 12;
const pages = ['/', '/dat-lich', '/tra-cuu', '/tin-bao', '/ket-qua', '/tin-tuc', '/quy', '/so-lieu', '/en'];
const feeds = ['atom', 'json', 'atom?loai=warnings', 'json?loai=procedures'];

/** Seconds between two things that one of them does, and how many of them there are. */
type Life = { rest: number; many?: number; live: (n: number) => Promise<void> };

export async function makeLives(portal: Portal, sql: Sql) {
	const world = await makeWorld(sql, { teams: 4, days: 4, places: 12 });
	await sql`
		insert into notify.settings (unit, sms, sender, quiet_from, quiet_to) values (${world.unit}, true, 'Gan Dan', 1440, 0)`;
	const desk = await makeOfficer(portal, sql, world, ['desk']);
	const polling = await officers(portal, sql, world);
	const at = sealing(portal, sql, world);
	const tips = await makeDesk(at);
	const resident = citizensOf(portal, world);
	let renewed = 0;

	async function works() {
		const { body } = demand(await desk.ask('queue_page', { filter: { kind: 'home_visit' }, after: null, size: 50 }));
		const held = body.rows.filter(({ state }: { state: string }) => state === 'held');
		const one = held[Math.floor(Math.random() * held.length)] as { id: string } | undefined;
		if (!one) return;
		// A colleague's opens with a reason only.
		const { status, body: opened } = demand(await desk.ask('queue_case', { id: one.id }), [409]);
		if (status === 409) return;
		const note = `Đã gọi, hẹn gặp ở nhà. ${randomUUID()}`;
		demand(await desk.ask('queue_note', { key: randomUUID(), id: one.id, body: note }));
		const checked = { checked: 'population_data', papers: null };
		const sent = { key: randomUUID(), id: one.id, version: opened.row.version, ...checked };
		// The resident may have cancelled meanwhile.
		demand(await desk.ask('booking_confirm', sent), [409]);
	}

	async function tells() {
		const sender = await newSender(at);
		const answer = await post(at, await tipOf(at, tips, sender, 'Đêm nào cũng có xe chở gỗ qua ngõ.'));
		if (answer.status !== 200) throw new Error(`tip ${answer.status}`);
		await portal.lookup({ op: 'open', lookup: sender.lookup, before: null }, sender.lookup);
	}

	const lives: Record<string, Life> = {
		'residents who book, look and cancel': { rest: 5, many: 3, live: resident.books },
		'residents who want to be called': { rest: 12, live: resident.asksForACall },
		'residents who ask for help': { rest: 15, live: resident.asksForHelp },
		'people who look up what is none of theirs': { rest: 3, live: resident.guesses },
		tips: { rest: 20, live: tells },
		'officers’ pages that poll': { rest: 15, many: POLLING, live: (n) => polling[n]!.polls() },
		'officers who sign in anew': { rest: 60, live: () => polling[renewed++ % POLLING]!.signInAnew() },
		'the desk that works': { rest: 6, live: works },
		'the desk that signs in anew': { rest: 1200, live: () => desk.signInAnew() },
		'readers of pages': {
			rest: 1,
			async live() {
				await portal.get(pages[Math.floor(Math.random() * pages.length)]!);
				if (Math.random() < 0.3) demand(await portal.rpc('unit_public', {}));
			}
		},
		'readers of feeds': {
			rest: 3,
			live: async () => void (await portal.get(`/functions/v1/news/${feeds[Math.floor(Math.random() * feeds.length)]}`))
		}
	};
	return { begin: () => begin(lives) };
}

/** Lets everybody live; `end` stops them when each has an answer, and says what went wrong. */
function begin(lives: Record<string, Life>) {
	let open = true;
	const leaving = new AbortController();
	const done = new Map<string, number>();
	const wrong: string[] = [];
	const go = async (name: string, { rest, live }: Life, n: number) => {
		// Nobody begins with the others.
		await pause(Math.random() * rest * 1000, undefined, { signal: leaving.signal }).catch(() => {});
		while (open) {
			try {
				await live(n);
				done.set(name, (done.get(name) ?? 0) + 1);
			} catch (error) {
				wrong.push(`${name}: ${String(error)}`);
				process.stderr.write(`${wrong.at(-1)}\n`);
			}
			const next = rest * (0.5 + Math.random()) * 1000;
			await pause(next, undefined, { signal: leaving.signal }).catch(() => {});
		}
	};
	const all = Object.entries(lives).flatMap(([name, life]) =>
		Array.from({ length: life.many ?? 1 }, (_, n) => go(name, life, n))
	);
	return {
		done,
		wrong,
		async end() {
			open = false;
			leaving.abort();
			await Promise.all(all);
		}
	};
}

function officers(portal: Portal, sql: Sql, world: World) {
	return Promise.all(
		Array.from({ length: POLLING }, async () => {
			const officer = await makeOfficer(portal, sql, world, ['desk']);
			const tab = randomUUID();
			let [since, mark]: (string | null)[] = [null, null];
			return {
				signInAnew: officer.signInAnew,
				async polls() {
					const { body } = demand(await officer.ask('queue_live', { since, mark, tab, looking: null }));
					[since, mark] = [body.now, body.mark];
					if (body.all || body.changed.length > 0)
						demand(await officer.ask('queue_page', { filter: {}, after: null, size: 50 }));
				}
			};
		})
	);
}

/** The portal as the senders of tips in the tests of the edge know it. */
function sealing(portal: Portal, sql: Sql, world: World): Scene {
	const officer = async ({ roles }: { roles: string[] }) => {
		const made = await makeOfficer(portal, sql, world, roles);
		return { token: made.token() };
	};
	return { stack: { ...portal, officer }, world, lookup: portal.lookup } as unknown as Scene;
}
