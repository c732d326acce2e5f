/**
 * The minute in which a unit's weekends open: five hundred residents, most of them in its first seconds, ask what is free, take a window
 * and send their form, through the server of `npm start`, Deno, the planner and SQL. There are fewer places than residents. Each has
 * paid with a proof of work before, as a browser does while its person reads; one in ten taps twice.
 */
import process from 'node:process';
import { setTimeout as pause } from 'node:timers/promises';
import { seeded } from '../supabase/functions/_shared/planner/examples.ts';
import { guardConsole } from '../supabase/local/log.ts';
import { setup, variable } from '../supabase/local/testing-server.ts';
import { startStack, type Body, type TestStack } from '../supabase/local/testing.ts';
import { formFor, makeWorld, newSecret, proofFor, type World } from '../tests/functions/world.ts';
import { atMost, percentile, type Figure } from './figure.ts';

const RESIDENTS = 500;
const MINUTE = 60_000;
/** Half of them come in its first tenth. */
const RUSH = MINUTE / 10;
/** Six teams on four Saturdays, of twelve visits each: places for little more than half of them. */
const size = { teams: 6, days: 4, hamlets: 16, places: 12 };
const TRIES = 5;
/** Windows that were taken in the moment before. */
const TAPS = 30;

/** What one resident lived through, in milliseconds of one clock. */
type Life = {
	/** When they asked first, and when they had their window or knew that there is none. */
	asked: number;
	knew: number;
	got: boolean;
	hamlet: string;
	took: { days: number[]; offers: number[]; hold: number[]; submit: number[] };
	busy: number;
	faults: string[];
};

export async function measure(): Promise<Figure[]> {
	const end = process.env[variable] ? async () => {} : await setup();
	const release = guardConsole(() => {});
	try {
		const stack = await startStack({ connections: 20 });
		try {
			return await measureIn(stack);
		} finally {
			await stack.stop();
		}
	} finally {
		release();
		await end();
	}
}

async function measureIn(stack: TestStack): Promise<Figure[]> {
	const world = await makeWorld(stack.sql, size);
	await stack.sql`
		update unit.settings set first_person_minutes = 15, horizon_days = 40 where unit = ${world.unit}`;
	const random = seeded(2026);
	const proofs: string[] = [];
	for (let n = 0; n < RESIDENTS; n++) proofs.push(await proofFor(stack));
	const begun = performance.now();
	const lives = await Promise.all(
		proofs.map(async (proof, n) => {
			const at = n % 2 ? random() * RUSH : random() * MINUTE;
			const hamlet = world.hamlets[Math.floor(random() * world.hamlets.length)]!;
			await pause(at - (performance.now() - begun));
			return live(stack, { ...world, hamlets: [hamlet] }, proof, n % 10 === 0);
		})
	);
	const all = (what: keyof Life['took']) => lives.flatMap(({ took }) => took[what]);
	const [held] = await stack.sql`
		select count(*)::int as stops, count(distinct s.subject)::int as subjects
		from booking.stops s join booking.team_days d on d.id = s.team_day where d.unit = ${world.unit}`;
	const got = lives.filter((life) => life.got);
	const faults = lives.flatMap((life) => life.faults);
	if (faults.length > 0) process.stdout.write(`${[...new Set(faults)].slice(0, 5).join('\n')}\n`);
	// Who heard that nothing is left before a neighbour had even asked, who then got something.
	const overtaken = lives.filter(
		(life) => !life.got && got.some(({ hamlet, asked }) => hamlet === life.hamlet && asked > life.knew)
	);
	return [
		...(['days', 'offers', 'hold', 'submit'] as const).map((what) =>
			atMost(
				`${RESIDENTS} residents in the minute of an opening: ${what}, p95`,
				percentile(all(what), 0.95),
				'ms',
				500
			)
		),
		atMost('of them heard busy', lives.reduce((sum, { busy }) => sum + busy, 0), 'times', null),
		atMost('of them met a fault that is not busy', faults.length, 'times', 0),
		atMost('of them got a window', got.length, 'people', null),
		atMost('windows that one key holds beyond its one', held!.stops - got.length, 'windows', 0),
		atMost('places that somebody stands in twice', held!.stops - held!.subjects, 'places', 0),
		atMost('of them were overtaken by a neighbour who asked after their answer', overtaken.length, 'people', 0)
	];
}

/** One resident from the first question to the answer of their form. */
async function live(stack: TestStack, world: World, proof: string, twice: boolean): Promise<Life> {
	const { area, hamlets } = world;
	const took: Life['took'] = { days: [], offers: [], hold: [], submit: [] };
	const [hamlet] = hamlets as [string];
	const life: Life = { asked: performance.now(), knew: 0, got: false, hamlet, took, busy: 0, faults: [] };
	/** Asks, again where it is busy, as our pages do. */
	async function ask(what: keyof typeof took, one: () => Promise<{ status: number; body: Body }>) {
		for (let tries = 1; ; tries++) {
			const from = performance.now();
			const said = await one();
			took[what].push(performance.now() - from);
			if (said.status >= 500 && said.status !== 503)
				life.faults.push(`${what} ${said.status} ${JSON.stringify(said.body)}`);
			if (said.status !== 503 || tries === TRIES) return said;
			life.busy++;
			await pause(1000 * (1 + Math.random() / 2));
		}
	}
	const key = () => crypto.randomUUID();
	await ask('days', () => stack.rpc('booking_days', {}));
	const wanted = { area, hamlet, people: [{ needs: [] }] };
	const asking = { wanted, proof, hold: null, lookup: null };
	let { days = [] } = (await ask('offers', () => stack.edge('booking', 'booking_offers', asking))).body;
	let hold: string | null = null;
	for (let tries = 0; tries < TAPS && !hold; tries++) {
		const windows = days.flatMap((day: { windows: { token: string }[] }) => day.windows);
		// As people do: the earliest that they see, or one of the next.
		const one = windows[Math.floor(Math.random() * Math.min(windows.length, 4))];
		if (!one) break;
		const taking = { key: key(), token: one.token, hold: null };
		const tap = () => ask('hold', () => stack.edge('booking', 'booking_hold', taking));
		const [said] = await Promise.all(twice ? [tap(), tap()] : [tap()]);
		if (said!.status === 200) hold = said!.body.hold;
		else days = said!.body.left?.days ?? [];
	}
	life.knew = performance.now();
	life.got = hold !== null;
	if (!hold) return life;
	const { lookup_hash } = await newSecret();
	const form = formFor(world);
	form.people[0]!.needs = [];
	const sending = { key: key(), lookup_hash, hold, proof: null, form };
	const sent = await ask('submit', () => stack.edge('booking', 'booking_submit', sending));
	if (sent.status !== 200) life.faults.push(`submit ${sent.status} ${JSON.stringify(sent.body)}`);
	return life;
}
