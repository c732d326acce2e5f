/**
 * Whether the moment of an answer tells a known code from an unknown one. `lookup` answers on the first quarter of a second
 * that lies a whole one after the question (TIPS.md §5.3), so medians are blind: what takes longer shows in how many answers miss the
 * second quarter after they were asked. Codes of every kind are asked in turn, at any moment of a quarter, while nobody else asks and while
 * others do; a share of each kind is compared with that of codes that nobody knows.
 */
import process from 'node:process';
import { setTimeout as pause } from 'node:timers/promises';
import { TICK_MS, encodeRequest } from '../supabase/functions/_shared/frames/index.ts';
import { setup, variable } from '../supabase/local/testing-server.ts';
import { startScene, type Scene } from '../tests/functions/scene.ts';
import { newSecret } from '../tests/functions/world.ts';
import { atMost, percentile, type Figure } from './figure.ts';
import { codesOf, kinds } from './lookup-kinds.ts';

/** Of each kind: by chance alone a difference of shares strays by three points, three times that is the mark. */
const ROUNDS = 200;
const APART = 0.1;
/** A fifth of a tick. */
const NOISE_MS = 50;
/** Others who look something up at the same time. */
const OTHERS = 4;

type Answer = { ms: number; later: boolean };
type Answers = Map<string, Answer[]>;

export async function measure(): Promise<Figure[]> {
	const end = process.env[variable] ? async () => {} : await setup();
	const at = await startScene({ days: 1 });
	try {
		return await measureIn(at);
	} finally {
		await at.stop();
		await end();
	}
}

async function measureIn(at: Scene): Promise<Figure[]> {
	const codes = await codesOf(at);
	const alone = await askInTurn(at, codes);
	let busy = true;
	const others = Array.from({ length: OTHERS }, async (_, nth) => {
		const known = Object.values(codes)[nth % kinds.length]!;
		while (busy) await ask(at, Math.random() < 0.5 ? known : (await newSecret()).lookup);
	});
	const amid = await askInTurn(at, codes);
	busy = false;
	await Promise.all(others);
	return [...figuresOf(alone, 'alone'), ...figuresOf(amid, `beside ${OTHERS} others`)];
}

/** Each kind once in a round, in another order every time, so that a slow minute of the machine is everybody's. */
async function askInTurn(at: Scene, codes: Record<string, string>): Promise<Answers> {
	const answers: Answers = new Map(['unknown', ...kinds].map((kind) => [kind, []]));
	for (let round = 0; round < ROUNDS; round++) {
		const order = [...answers.keys()].map((kind) => ({ kind, place: Math.random() }));
		for (const { kind } of order.sort((a, b) => a.place - b.place)) {
			const lookup = codes[kind] ?? (await newSecret()).lookup;
			// An answer comes on a tick: asked right after it, nothing would ever miss its own.
			await pause(Math.random() * TICK_MS);
			answers.get(kind)!.push(await ask(at, lookup));
		}
	}
	return answers;
}

const shareOf = (answers: readonly Answer[]) => answers.filter(({ later }) => later).length / answers.length;

function figuresOf(answers: Answers, when: string): Figure[] {
	const unknown = answers.get('unknown')!;
	const median = (of: readonly Answer[]) => percentile(of.map(({ ms }) => ms), 0.5);
	return [
		atMost(`lookup ${when}: an unknown code, median`, median(unknown), 'ms', null),
		atMost(`lookup ${when}: an unknown code, share that misses its quarter`, shareOf(unknown), '', null),
		...kinds.flatMap((kind) => {
			const of = answers.get(kind)!;
			const apart = Math.abs(median(of) - median(unknown));
			const shares = Math.abs(shareOf(of) - shareOf(unknown));
			return [
				atMost(`lookup ${when}: a ${kind} apart from an unknown code, medians`, apart, 'ms', NOISE_MS),
				atMost(`lookup ${when}: a ${kind} apart from an unknown code, shares`, shares, '', APART)
			];
		})
	];
}

/** `later`: it came on a later quarter than the second after it was asked. The server has the clock of this process. */
async function ask(at: Scene, lookup: string): Promise<Answer> {
	const body = encodeRequest({ op: 'open', lookup, before: null });
	const headers = {
		apikey: at.stack.keys.publishable,
		'content-type': 'application/octet-stream'
	};
	const [asked, before] = [Date.now(), performance.now()];
	const answer = await fetch(`${at.stack.origin}/functions/v1/lookup`, { method: 'POST', headers, body });
	const quarters = Math.floor(Date.now() / TICK_MS) - Math.floor(asked / TICK_MS);
	await answer.arrayBuffer();
	return { ms: performance.now() - before, later: quarters > 2 };
}
