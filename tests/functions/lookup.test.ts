import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
	decodeAnswer,
	encodeRequest,
	fromHex
} from '../../supabase/functions/_shared/frames/index.ts';
import { key, startScene, type Scene } from './scene.ts';
import { newSecret } from './world.ts';

let at: Scene;
let known: Awaited<ReturnType<Scene['booked']>>;
beforeAll(async () => {
	at = await startScene({ days: 1 });
	known = await at.booked();
});
afterAll(() => at?.stop());

const open = (lookup: string) => encodeRequest({ op: 'open', lookup, before: null });

async function ask(body: Uint8Array, headers: Record<string, string> = {}) {
	const response = await fetch(`${at.stack.origin}/functions/v1/lookup`, {
		method: 'POST',
		headers: {
			apikey: at.stack.keys.publishable,
			'content-type': 'application/octet-stream',
			...headers
		},
		body: body as BodyInit
	});
	const frame = new Uint8Array(await response.arrayBuffer());
	const { date: _, ...seen } = Object.fromEntries(response.headers);
	return { status: response.status, headers: seen, frame };
}

describe('who watches the line', () => {
	it('sees the same status, size and headers for a known code, an unknown one and no request at all', async () => {
		const unknown = (await newSecret()).lookup;
		const answers = await Promise.all([
			ask(open(known.lookup)),
			ask(open(unknown)),
			ask(new Uint8Array(10_240)),
			ask(new Uint8Array(3)),
			ask(new Uint8Array(20_000))
		]);
		for (const { status, headers, frame } of answers) {
			expect(status).toBe(200);
			expect(frame.length).toBe(32768);
			expect(headers).toEqual(answers[0]!.headers);
		}
		expect(answers[0]!.headers).toMatchObject({
			'content-type': 'application/octet-stream',
			'cache-control': 'no-store, no-transform'
		});
		expect(decodeAnswer(answers[0]!.frame, fromHex(known.lookup))).toMatchObject({ ok: true });
		expect(() => decodeAnswer(answers[1]!.frame, fromHex(unknown))).toThrow('not_found');
	});

	it('sees no other size when compression is asked for', async () => {
		const plain = await ask(open(known.lookup), { 'accept-encoding': 'identity' });
		const pressed = await ask(open(known.lookup), { 'accept-encoding': 'gzip, br' });
		expect(pressed.headers['content-encoding']).toBeUndefined();
		expect(pressed.frame.length).toBe(plain.frame.length);
	});
});

it('neither code nor secret nor name of a resident reaches the log, whatever goes wrong', async () => {
	const say = { act: 'mend', values: { name: 'Trần Văn Ổn' } };
	const said = { op: 'say', lookup: known.lookup, key: key(), version: 99, say };
	expect(await at.lookup(said, known.lookup)).toMatchObject({ ok: false, code: 'stale' });
	const broken = { ...said, say: { ...say, values: { name: 'Trần\u0000' } } };
	expect(await at.lookup(broken, known.lookup)).toMatchObject({ ok: false, code: 'invalid' });
	// A statement that fails in the database, with what somebody typed in it.
	await at.stack.rpc('lookup_open', { lookup_hash: 'Trần Văn Ổn', before: 'Lụa' });
	await at.stack.rpc('queue_case', { id: 'Trần Văn Ổn' });
	const log = at.stack.log.join('\n');
	expect(log).toContain('sqlstate=');
	for (const word of [known.lookup, known.lookup_hash, 'Lụa', 'Ổn', '0900', '+84900'])
		expect(log).not.toContain(word);
});
