/**
 * Whether the moment of an answer tells a known code from an unknown one: `lookup` answers on the next quarter of a second
 * whatever it found (TIPS.md §5.3), so the medians differ by noise alone.
 */
import process from 'node:process';
import { encodeRequest } from '../supabase/functions/_shared/frames/index.ts';
import { setup, variable } from '../supabase/local/testing-server.ts';
import { makeDesk, newSender, post, tipOf } from '../tests/functions/sealing.ts';
import { startScene, type Scene } from '../tests/functions/scene.ts';
import { newSecret } from '../tests/functions/world.ts';
import { atMost, percentile, type Figure } from './figure.ts';

const ROUNDS = 30;
/** A fifth of a tick. */
const NOISE_MS = 50;

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
	const visit = await at.booked();
	const sender = await newSender(at);
	await post(at, await tipOf(at, await makeDesk(at), sender, 'Một tin báo.'));
	const times: Record<'visit' | 'tip' | 'unknown', number[]> = { visit: [], tip: [], unknown: [] };
	for (let round = 0; round < ROUNDS; round++) {
		times.visit.push(await timeOf(at, visit.lookup));
		times.tip.push(await timeOf(at, sender.lookup));
		times.unknown.push(await timeOf(at, (await newSecret()).lookup));
	}
	const median = (kind: keyof typeof times) => percentile(times[kind], 0.5);
	const apart = (kind: 'visit' | 'tip') => Math.abs(median(kind) - median('unknown'));
	return [
		atMost('lookup: an unknown code, median', median('unknown'), 'ms', null),
		atMost('lookup: a visit apart from an unknown code, medians', apart('visit'), 'ms', NOISE_MS),
		atMost('lookup: a tip apart from an unknown code, medians', apart('tip'), 'ms', NOISE_MS)
	];
}

async function timeOf(at: Scene, lookup: string): Promise<number> {
	const body = encodeRequest({ op: 'open', lookup, before: null });
	const headers = {
		apikey: at.stack.keys.publishable,
		'content-type': 'application/octet-stream'
	};
	const before = performance.now();
	const answer = await fetch(`${at.stack.origin}/functions/v1/lookup`, { method: 'POST', headers, body });
	await answer.arrayBuffer();
	return performance.now() - before;
}
