/**
 * The minute in which a unit's weekends open: five hundred residents open the page of booking, ask what is free, take a window and send their
 * form, over HTTP through the server of `npm start`, lite, Deno, the planner and SQL, each of them in the process that it has there. There are fewer
 * places than residents. Each paid with a proof of work before, as a browser does while its person reads; one in ten taps twice.
 *
 * Half of them come in the first six seconds, the others at any moment of the minute. Each takes 5 to 15 s to say where and for whom, 1 to 6 s to
 * choose, 15 to 45 s to write the form: the hasty among people.
 */
import process from 'node:process';
import { setTimeout as pause } from 'node:timers/promises';
import type { Sql } from 'postgres';
import { seeded } from '../supabase/functions/_shared/planner/examples.ts';
import { solve } from '../supabase/functions/_shared/proof/solve.ts';
import { makeWorld, type World } from '../tests/functions/world.ts';
import { atMost, percentile, type Figure } from './figure.ts';
import { outrun, passedOver } from './load/history.ts';
import { openPortal, published, type Opened } from './load/open.ts';
import type { Portal } from './load/portal.ts';
import { live, steps, type Life } from './load/resident.ts';

const RESIDENTS = 500;
const MINUTE = 60_000;
const RUSH = MINUTE / 10;
/** Six teams on four Saturdays, of twelve visits each: places for little more than half of them. */
const size = { teams: 6, days: 4, hamlets: 16, places: 12 };
/** Proofs that are worked out at a time, before. */
const WORKERS = 4;
/** A portal that was booked through before. */
const WARM_UP = 40;

export async function measure(): Promise<Figure[]> {
	const { close, ...at } = await openPortal();
	try {
		return await measureIn(at);
	} finally {
		await close();
	}
}

export async function measureIn(at: Pick<Opened, 'portal' | 'sql' | 'home'>): Promise<Figure[]> {
	const { portal, sql } = at;
	const former = await opened(sql);
	const world = await opened(sql);
	await published(at);
	const files = filesOf(String(await portal.get('/dat-lich')));
	await crowd(portal, former, { files, residents: WARM_UP, minute: 4000, patience: 0.05 });
	await keepOrder(sql);
	portal.faults.length = 0;
	const lives = await crowd(portal, world, { files, residents: RESIDENTS, minute: MINUTE, patience: 1 });
	return figures(lives, portal, sql, world);
}

/** A unit whose weekends have just opened. */
async function opened(sql: Sql): Promise<World> {
	const world = await makeWorld(sql, size);
	await sql`
		update unit.settings set first_person_minutes = 15, horizon_days = 40 where unit = ${world.unit}`;
	return world;
}

type Crowd = { files: string[]; residents: number; minute: number; patience: number };

async function crowd(portal: Portal, world: World, { files, residents, minute, patience }: Crowd): Promise<Life[]> {
	const random = seeded(2026);
	const proofs: string[] = [];
	const solving = async () => {
		const { body } = await portal.edge('booking', 'booking_challenge', {});
		proofs.push(await solve(body.challenge));
	};
	while (proofs.length < residents) await Promise.all(Array.from({ length: WORKERS }, solving));
	const begun = performance.now();
	return Promise.all(
		proofs.slice(0, residents).map(async (proof, n) => {
			const at = random() * (n % 2 ? RUSH * (minute / MINUTE) : minute);
			const hamlets = [world.hamlets[Math.floor(random() * world.hamlets.length)]!];
			const think = (from: number, to: number) =>
				pause((from + random() * (to - from)) * 1000 * patience) as Promise<void>;
			await pause(at - (performance.now() - begun));
			return live({ portal, world: { ...world, hamlets }, proof, files, random, think, twice: n % 10 === 0 });
		})
	);
}

/** What a browser fetches after the page before anything of it runs. */
function filesOf(html: string): string[] {
	const found = html.matchAll(/(?:href|src)="([^"]*\/_app\/[^"]+\.(?:js|css))"/g);
	return [...new Set([...found].map(([, path]) => new URL(path!, 'http://x/dat-lich').pathname))];
}

/** Notes in which order the server takes windows: each is written under the lock of its team's day. */
async function keepOrder(sql: Sql): Promise<void> {
	await sql.unsafe(`
		create table public.bench_taken (key uuid primary key, at timestamptz not null default clock_timestamp());
		create function public.bench_take() returns trigger language plpgsql security definer set search_path = '' as $$
		begin
			insert into public.bench_taken (key) values (new.key);
			return null;
		end $$;
		create trigger bench_take after insert on queue.commands for each row when (new.door = 'booking_hold')
		execute function public.bench_take();`);
}

async function figures(lives: Life[], portal: Portal, sql: Sql, { unit }: World): Promise<Figure[]> {
	const rows = await sql<{ key: string; at: number }[]>`
		select key, extract(epoch from at)::float8 * 1000 as at from public.bench_taken`;
	const order = new Map(rows.map(({ key, at }) => [key, at]));
	const history = lives.flatMap(({ asked }) =>
		asked.map((one) => ({ ...one, taken: one.hold === null ? null : order.get(one.key)! }))
	);
	const stops = await sql<{ subject: string; n: number }[]>`
		select s.subject, count(*)::int as n from booking.stops s join booking.team_days d on d.id = s.team_day
		where d.unit = ${unit} group by s.subject`;
	const standing = new Set(stops.map(({ subject }) => subject));
	const got = lives.flatMap(({ hold }) => hold ?? []);
	const holdsOf = Map.groupBy(history.filter(({ hold }) => hold !== null), ({ key }) => key);
	const double = [...holdsOf.values()].filter((all) => new Set(all.map(({ hold }) => hold)).size > 1).length;
	const faults = [...portal.faults, ...lives.flatMap((life) => life.faults)];
	if (faults.length > 0) process.stdout.write(`${[...new Set(faults)].slice(0, 5).join('\n')}\n`);
	const of = `${RESIDENTS} residents in the minute of an opening`;
	const all = lives.flatMap(({ took }) => steps.flatMap((step) => took[step]));
	return [
		atMost(`${of}: every answer, p95`, percentile(all, 0.95), 'ms', 500),
		...steps.map((step) =>
			atMost(`${of}: ${step}, p95`, percentile(lives.flatMap(({ took }) => took[step]), 0.95), 'ms', 500)
		),
		atMost(`${of}: busy was heard`, lives.reduce((sum, { busy }) => sum + busy, 0), 'times', null),
		atMost(`${of}: a fault that is not busy`, faults.length, 'times', 0),
		atMost(`${of}: got a window`, got.length, 'people', null),
		atMost(`${of}: a place without its one resident, or a resident without a place`, astray(standing, got), 'places', 0),
		atMost(`${of}: keys that hold two`, double + stops.filter(({ n }) => n > 1).length, 'keys', 0),
		atMost(`${of}: refused what the server gave to a later one`, passedOver(history).length, 'people', 0),
		atMost(`${of}: came first and was outrun`, outrun(history), 'people', null)
	];
}

const astray = (standing: Set<string>, got: string[]) =>
	got.filter((hold) => !standing.has(hold)).length +
	[...standing].filter((hold) => !got.includes(hold)).length;
