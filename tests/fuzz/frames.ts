/** The two doors that talk in sizes: whatever is sent to them, what comes back is as long as ever. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { request } from '../../supabase/functions/_shared/contracts/lookup.ts';
import { doors as tips, upload } from '../../supabase/functions/_shared/contracts/tips.ts';
import {
	ANSWER_BYTES,
	FrameError,
	REQUEST_BYTES,
	decodeAnswer,
	fromHex
} from '../../supabase/functions/_shared/frames/index.ts';
import { planted } from '../properties/contracts.ts';
import { bodies } from './bodies.ts';
import { code } from './judging.ts';
import type { FuzzScene } from './scene.ts';
import { isWanted, runs, seedOf } from './settings.ts';

/** Bytes of a refusal of the function `tips`. */
const REFUSAL_BYTES = 512;

/** A text in a frame of so many bytes, its length before it; one that is too long is cut. */
function framed(text: string, size: number): Uint8Array<ArrayBuffer> {
	const frame = new Uint8Array(size);
	const json = new TextEncoder().encode(text);
	new DataView(frame.buffer).setUint32(0, json.length);
	frame.set(json.subarray(0, size - 4), 4);
	return frame;
}

/** What the lookup answered to whoever may read it; null when nobody could. */
function opened(body: string, frame: Uint8Array): unknown {
	try {
		const { lookup } = JSON.parse(body) as { lookup: string };
		return decodeAnswer(frame, fromHex(lookup));
	} catch (error) {
		// A secret that nobody knows, or none: what came is random.
		if (error instanceof FrameError) expect(error.code).toBe('not_found');
		return null;
	}
}

export function describeFrames(scene: () => FuzzScene): void {
	async function post(path: string, body: BodyInit, type: string, token?: string) {
		const { stack } = scene();
		const headers: Record<string, string> = {
			apikey: stack.keys.publishable,
			'content-type': type
		};
		if (token) headers.authorization = `Bearer ${token}`;
		const answer = await fetch(stack.origin + path, { method: 'POST', headers, body });
		expect(answer.headers.get('cache-control')).toBe('no-store, no-transform');
		return { status: answer.status, bytes: new Uint8Array(await answer.arrayBuffer()) };
	}
	const bytes = 'application/octet-stream';

	describe.runIf(isWanted('lookup'))('the lookup', () => {
		it('answers whatever frame with one of its own', async () => {
			const lookups = bodies({ args: request } as never, scene().draw);
			await fc.assert(
				fc.asyncProperty(lookups, async (body) => {
					const said = await post('/functions/v1/lookup', framed(body, REQUEST_BYTES), bytes);
					expect([said.status, said.bytes.length]).toEqual([200, ANSWER_BYTES]);
					const answer = opened(body, said.bytes);
					expect(JSON.stringify(answer)).not.toMatch(planted);
					const told = (answer ?? { ok: false, code: 'not_found' }) as {
						ok: boolean;
						code: string;
					};
					if (!told.ok) expect(told.code).toMatch(code);
				}),
				// Each waits for the next quarter of a second.
				{ numRuns: Math.ceil(runs / 2), seed: seedOf('lookup') }
			);
		});
	});

	describe('the function tips', () => {
		const refusedAlike = ({ status, bytes }: Awaited<ReturnType<typeof post>>) => {
			expect(status).toBeGreaterThanOrEqual(400);
			expect(status).toBeLessThan(500);
			expect(bytes.length).toBe(REFUSAL_BYTES);
			const text = new TextDecoder().decode(bytes);
			expect(text).not.toMatch(planted);
			expect(JSON.parse(text)).toMatchObject({ code: expect.stringMatching(code) });
		};
		const edges = Object.entries(tips).filter(
			([name, { kind }]) => kind === 'edge' && isWanted(name)
		);
		it.each(edges)('refuses in one size what is sent as %s', async (name, door) => {
			const { token } = await scene().officer();
			await fc.assert(
				fc.asyncProperty(bodies(door, scene().draw), fc.boolean(), async (body, isOfficer) => {
					const whole = body.replace(/^\{(?=\s*")/, `{"action":"${name}",`);
					const said = await post(
						'/functions/v1/tips',
						whole,
						'application/json',
						isOfficer ? token : undefined
					);
					if (said.status !== 200) refusedAlike(said);
				}),
				{ numRuns: runs, seed: seedOf(name) }
			);
		});

		it('refuses in one size what is no upload', async () => {
			const heads = bodies({ args: upload } as never, scene().draw);
			await fc.assert(
				fc.asyncProperty(heads, fc.nat(5000), async (head, size) => {
					const length = new TextEncoder().encode(head).length;
					refusedAlike(await post('/functions/v1/tips', framed(head, 4 + length + size), bytes));
				}),
				{ numRuns: runs, seed: seedOf('upload') }
			);
		});
	});
}
