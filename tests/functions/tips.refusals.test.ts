/** What is no tip, and what the line shows of one: refusals by code, of one size, and frames that tell no kinds apart. */
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encodeRequest } from '../../supabase/functions/_shared/frames/index.ts';
import { key, startScene, type Scene } from './scene.ts';
import {
	base64,
	makeDesk,
	newSender,
	post,
	said,
	sealTo,
	tipOf,
	uploadOf,
	type Desk,
	type Sender
} from './sealing.ts';
import { newSecret } from './world.ts';

let at: Scene;
let desk: Desk;
let sender: Sender;
let tip: Awaited<ReturnType<typeof tipOf>>;
beforeAll(async () => {
	at = await startScene({ days: 1 });
	desk = await makeDesk(at);
	sender = await newSender(at);
	tip = await tipOf(at, desk, sender, 'Chưa gửi.');
});
afterAll(() => at?.stop());

/** Status and code of a refusal, which has the size and the headers of every other. */
async function refused(body: unknown, headers: Record<string, string> = {}) {
	const answer = await post(at, body, headers);
	expect(answer.size).toBe(512);
	expect(answer.headers).toMatchObject({
		'content-type': 'application/json; charset=utf-8',
		'cache-control': 'no-store, no-transform'
	});
	for (const name of ['content-encoding', 'retry-after', 'set-cookie'])
		expect(answer.headers).not.toHaveProperty(name);
	return `${answer.status} ${said(answer).code}`;
}
const kept = async () => {
	const [row] = await at.sql`
		select (select count(*) from tips.threads)::int as tips, (select count(*) from tips.parts)::int as parts`;
	return row;
};

describe('what is no tip', () => {
	it('is refused by code and in one size, and leaves nothing behind', async () => {
		const { room } = sender;
		const classical = await identityToRecipient(await generateX25519Identity());
		const both = [room.recipient, desk.lead.recipient];
		const whole = await sealTo(room.recipient, 4, {});
		const bodies = await Promise.all([
			sealTo(classical, 4, {}),
			sealTo([room.recipient, classical], 4, {}),
			sealTo(both, 4, {}),
			sealTo(room.recipient, 64, {})
		]);
		for (const file of [...bodies, whole.subarray(0, -1), whole.subarray(1), new Uint8Array(9)]) {
			expect(await refused({ ...tip, body: base64(file) })).toBe('422 invalid');
			// A part may be larger than a body.
			if (file !== bodies[3])
				expect(await refused(uploadOf(sender, key(), file))).toBe('422 invalid');
		}
		expect(await refused({ ...tip, body: base64(await sealTo(room.recipient, 256, {})) })).toBe(
			'413 too_large'
		);
		const film = await sealTo(room.recipient, 4096, {});
		const longer = new Uint8Array(film.length + 16 * 1024);
		expect(await refused(uploadOf(sender, key(), longer))).toBe('413 too_large');

		expect(await refused({ ...tip, proof: 'bm90aGluZw' })).toBe('403 bad_proof');
		const foreign = await newSecret();
		expect(await refused({ ...tip, lookup_hash: foreign.lookup_hash })).toBe('403 bad_proof');
		const over = { lookup_hash: foreign.lookup_hash };
		expect(await refused(uploadOf(sender, key(), whole, over))).toBe('403 bad_proof');
		expect(await refused(uploadOf(sender, 'tên tệp', whole))).toBe('422 invalid');
		expect(await refused(whole)).toBe('400 bad_upload');

		expect(await refused({ ...tip, list: 2 })).toBe('409 stale_list');
		expect(await refused({ ...tip, secrets: tip.secrets.slice(1) })).toBe('409 stale_list');
		expect(await refused({ ...tip, parts: [key()] })).toBe('409 unknown_part');
		expect(await refused({ ...tip, name: 'Lụa' })).toBe('422 invalid');
		expect(await refused({ action: 'tips_open', id: key() })).toBe('404 unknown_action');
		expect(await refused('x')).toBe('400 not_json');
		expect(await kept()).toEqual({ tips: 0, parts: 0 });
		// None of that used up the work: the person sends it now.
		expect((await post(at, tip)).status).toBe(200);
	});

	it('is paid for anew: one proof sends one tip', async () => {
		const other = await tipOf(at, desk, { ...sender, tip: 'ab'.repeat(16) }, 'Tin khác.');
		expect(await refused(other)).toBe('409 key_reused');
		const file = await sealTo(sender.room.recipient, 4, {});
		expect(await refused(uploadOf(sender, key(), file))).toBe('409 proof_spent');
	});
});

describe('who watches the line', () => {
	const open = (lookup: string) => encodeRequest({ op: 'open', lookup, before: null });
	async function ask(lookup: string, headers: Record<string, string> = {}) {
		const response = await fetch(`${at.stack.origin}/functions/v1/lookup`, {
			method: 'POST',
			headers: {
				apikey: at.stack.keys.publishable,
				'content-type': 'application/octet-stream',
				...headers
			},
			body: open(lookup)
		});
		const { length } = new Uint8Array(await response.arrayBuffer());
		const { date: _, ...seen } = Object.fromEntries(response.headers);
		return { status: response.status, length, ...seen };
	}

	it('sees a tip’s code answered as a visit’s and as one that nobody knows', async () => {
		const visit = await at.booked();
		const unknown = await newSecret();
		const [one, two, three] = await Promise.all(
			[sender, visit, unknown].map(({ lookup }) => ask(lookup))
		);
		expect(one).toMatchObject({ status: 200, length: 32768 });
		expect([two, three]).toEqual([one, one]);
	});

	it('sees no other size when compression is asked for', async () => {
		const gzip = { 'accept-encoding': 'gzip, br' };
		const plain = { 'accept-encoding': 'identity' };
		expect(await ask(sender.lookup, gzip)).toEqual(await ask(sender.lookup, plain));
		expect(await refused({ ...tip, urgent: true }, gzip)).toBe('409 key_reused');
		const { lookup_hash } = sender;
		const asked = { action: 'tips_desk', unit: at.world.unit, oversight: false, lookup_hash };
		for (const body of [tip, { ...asked, from: 0 }]) {
			const [one, other] = await Promise.all([post(at, body, gzip), post(at, body, plain)]);
			expect(one.headers).not.toHaveProperty('content-encoding');
			expect([one.status, one.size]).toEqual([200, other.size]);
		}
	});
});
