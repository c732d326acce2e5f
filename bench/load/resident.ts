/** One resident of an opening, from the page to the answer of their form, asking again where it is busy as our pages do. */
import { setTimeout as pause } from 'node:timers/promises';
import { formFor, newSecret, type World } from '../../tests/functions/world.ts';
import type { Asked } from './history.ts';
import type { Portal, Said } from './portal.ts';

export const steps = ['page', 'days', 'challenge', 'offers', 'hold', 'submit'] as const;
export type Step = (typeof steps)[number];

/** What one resident lived through. `took`: milliseconds of each answer; `keys`: what their taps were called. */
export type Life = {
	took: Record<Step, number[]>;
	asked: (Asked & { key: string; hold: string | null })[];
	/** Their window. */
	hold: string | null;
	busy: number;
	faults: string[];
};

type Parts = {
	portal: Portal;
	/** Of the one hamlet in which they live. */
	world: World;
	/** Solved before: a browser does it while its person reads. */
	proof: string;
	/** Of the page, as a browser has them after it. */
	files: string[];
	random: () => number;
	/** Seconds between two steps; 0: a program. */
	think: (from: number, to: number) => Promise<void>;
	twice: boolean;
};
type Window = { from: number; to: number; token: string };
type Day = { day: string; windows: Window[] };

/** How often somebody tries, where it is busy, and how many windows that were just taken before they leave. */
const TRIES = 5;
const TAPS = 30;
/** Of the earliest windows that are shown, they take one. */
const CHOICE = 4;

/** What one clock says, which PostgreSQL reads, too: milliseconds since 1970. */
const now = () => performance.timeOrigin + performance.now();

export async function live({ portal, world, proof, files, random, think, twice }: Parts): Promise<Life> {
	const took = Object.fromEntries(steps.map((step) => [step, [] as number[]])) as Life['took'];
	const life: Life = { took, asked: [], hold: null, busy: 0, faults: [] };
	const { area, hamlets } = world;
	const place = hamlets[0]!;

	async function timed<T>(step: Step, one: () => Promise<T>): Promise<T> {
		const from = performance.now();
		const said = await one();
		took[step].push(performance.now() - from);
		return said;
	}
	async function ask(step: Step, one: () => Promise<Said>): Promise<Said> {
		for (let tries = 1; ; tries++) {
			const said = await timed(step, one);
			if (![0, 503].includes(said.status) || tries === TRIES) return said;
			if (said.status === 503) life.busy++;
			await pause(1000 + random() * 500);
		}
	}
	const edge = (step: Step, action: string, args: object) =>
		ask(step, () => portal.edge('booking', `booking_${action}`, args));
	/** One intention, tapped once or twice. */
	async function tap({ day, from, to, token }: Window & { day: string }): Promise<Said> {
		const key = crypto.randomUUID();
		const sent = now();
		const one = () => edge('hold', 'hold', { key, token, hold: null });
		const answers = await Promise.all(twice ? [one(), one()] : [one()]);
		for (const { status, body } of answers)
			if (status === 200 || body?.code === 'window_taken') {
				const hold: string | null = status === 200 ? body.hold : null;
				const window = `${day} ${from} ${to}`;
				life.asked.push({ key, hold, window, place, sent, answered: now(), taken: null });
			} else life.faults.push(`hold ${status} ${JSON.stringify(body)}`);
		return answers[0]!;
	}

	await timed('page', () => Promise.all(['/dat-lich', ...files].map((path) => portal.get(path))));
	await ask('days', () => portal.rpc('booking_days', {}));
	await edge('challenge', 'challenge', {});
	await think(5, 15);
	const wanted = { area, hamlet: place, people: [{ needs: [] }] };
	const shown = await edge('offers', 'offers', { wanted, proof, hold: null, lookup: null });
	if (shown.status !== 200) life.faults.push(`offers ${shown.status} ${JSON.stringify(shown.body)}`);
	let days: Day[] = shown.body?.days ?? [];
	for (let taps = 0; taps < TAPS && !life.hold; taps++) {
		const windows = days.flatMap(({ day, windows }) => windows.map((one) => ({ day, ...one })));
		const one = windows[Math.floor(random() * Math.min(windows.length, CHOICE))];
		if (!one) break;
		await think(1, 6);
		const { status, body } = await tap(one);
		if (status === 200) life.hold = body.hold;
		else days = body?.left?.days ?? [];
	}
	if (!life.hold) return life;
	await think(15, 45);
	const form = formFor(world);
	form.people[0]!.needs = [];
	const { lookup_hash } = await newSecret();
	const sending = { key: crypto.randomUUID(), lookup_hash, hold: life.hold, proof: null, form };
	const sent = await edge('submit', 'submit', sending);
	if (sent.status !== 200) life.faults.push(`submit ${sent.status} ${JSON.stringify(sent.body)}`);
	return life;
}
