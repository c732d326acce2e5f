/** On the evening before: what a family says of the house, on the road of everything else that is said with a code. */
import { expect, it } from 'vitest';
import { ANSWER_BYTES, decodeAnswer, encodeRequest, fromHex } from '../_shared/frames/index.ts';
import { handle } from './handler.ts';
import type { Store, Thread } from './store.ts';

const lookup = '0a'.repeat(32);
const key = '6f1c2c1e-6f1b-4c9e-9a55-1d8a4f0f5d10';
const answers = { power: 'yes', seat: 'yes', papers: 'not_yet', home: 'unsure' };
const saying = (given: object) => ({
	...{ op: 'say', lookup, key, version: 1 },
	say: { act: 'readiness', answers: given }
});

/** What reached the database, and what came back to the page. */
async function sent(body: unknown) {
	const said: unknown[] = [];
	const thread: Thread = { reference: 'ĐN-26-0412', timeline: [], older: null };
	const store: Store = {
		open: async () => thread,
		say: async (_hash, { say }) => (said.push(say), thread),
		desk: async () => null,
		upload: async () => null,
		reward: async () => null,
		settle: async () => null
	};
	const ports = { store, challenge: async () => 'work', now: () => 1000, wait: async () => {} };
	const init = { method: 'POST', body: encodeRequest(body) as BodyInit };
	const response = await handle(ports, new Request('http://door.test/', init));
	const frame = new Uint8Array(await response.arrayBuffer());
	expect(frame.length).toBe(ANSWER_BYTES);
	return { said, answer: decodeAnswer(frame, fromHex(lookup)) };
}

it('four answers go in a frame of the size of every other request, and reach the database as they are', async () => {
	const open = encodeRequest({ op: 'open', lookup, before: null });
	expect(encodeRequest(saying(answers)).length).toBe(open.length);
	const { said, answer } = await sent(saying(answers));
	expect(answer).toMatchObject({ ok: true });
	expect(said).toEqual([{ act: 'readiness', answers }]);
});

it('a word that is not known, or a question left out, reaches nothing', async () => {
	for (const given of [
		{ ...answers, home: 'maybe' },
		{ ...answers, home: undefined }
	]) {
		const { said, answer } = await sent(saying(given));
		expect(answer).toEqual({ ok: false, code: 'invalid', field: 'say.answers.home' });
		expect(said).toEqual([]);
	}
});
