/** A stranger sends a tip: once, whole, in a few sizes. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { doors } from '../functions/_shared/contracts/tips.ts';
import { callBackOf } from './cases.ts';
import { newKey, one, problemOf } from './people.ts';
import { door, hex, secretsFor, send, tipFor } from './sealed.ts';
import { scene, sendTip, type Scene } from './tipping.ts';

let s: Scene;
beforeAll(async () => {
	s = await scene();
});
afterAll(() => s?.db.drop());

const everybody = () => [s.keys.lead.verify, s.keys.first.verify, s.keys.second.verify];
const request = (changes: object = {}) => ({
	...tipFor(s.seal, '21439', 1, everybody()),
	...changes
});
const refusal = (changes: object) => problemOf(send(s.db, request(changes)));

describe('a tip', () => {
	test('is taken, and its case holds neither place nor words nor minute', async () => {
		const { id, reference, received_at, back_after } = await sendTip(s);
		expect(reference).toMatch(/^TB-\d\d-\d{6}$/);
		doors.tips_submit.answer.parse({ reference, received_at, back_after });
		const row = one(
			await s.db
				.sql`select kind, state, area, search, channel, priority, title_data from queue.cases where id = ${id}`
		);
		expect(row).toEqual({
			kind: 'tip',
			state: 'new',
			area: null,
			// Its number alone, by which its members find it.
			search: ` ${reference.toLowerCase().replaceAll('-', ' ')} `,
			channel: 'web',
			priority: 'normal',
			title_data: {}
		});
	});

	test('with the urgent flag comes first', async () => {
		const { id } = await sendTip(s, { urgent: true });
		expect(one(await s.db.sql`select priority from queue.cases where id = ${id}`).priority).toBe(
			'urgent'
		);
	});

	test('that was sent again after a lost answer is one tip', async () => {
		const sent = request();
		const [first, second] = await Promise.all([send(s.db, sent), send(s.db, sent)]);
		const third = await send(s.db, { ...sent, key: newKey(), nonce: newKey() });
		expect([second.reference, third.reference]).toEqual([first.reference, first.reference]);
		const asked = { lookup_hash: sent.lookup_hash, digest: sent.digest };
		expect(await door(s.db, 'service_role', 'tips_answer', asked)).toEqual({
			reference: first.reference,
			received_at: first.received_at,
			back_after: first.back_after
		});
		expect(
			await door(s.db, 'service_role', 'tips_answer', { ...asked, lookup_hash: hex() })
		).toBeNull();
		const other = problemOf(door(s.db, 'service_role', 'tips_answer', { ...asked, digest: hex() }));
		expect(await other).toMatchObject({ code: 'PT409', message: 'key_reused' });
		expect(await problemOf(send(s.db, { ...sent, digest: hex() }))).toMatchObject({
			message: 'key_reused'
		});
	});

	test('with the code of another case is refused as every reused code is', async () => {
		const { hash } = await callBackOf(s.db, '21439');
		expect(await refusal({ lookup_hash: hash })).toMatchObject({ message: 'key_reused' });
	});

	test('costs a proof of its own', async () => {
		const { sent } = await sendTip(s);
		expect(await refusal({ nonce: sent.nonce })).toMatchObject({ message: 'proof_spent' });
		expect(await refusal({ tip: sent.tip })).toMatchObject({ message: 'tip_taken' });
	});

	test('is sealed to exactly the newest list and its sender', async () => {
		const [lead, first, second] = everybody() as [string, string, string];
		const to = (...verifies: (string | null)[]) => ({ secrets: secretsFor(s.seal, 'T', verifies) });
		for (const changes of [
			{ list: 2 },
			{ unit: '21457' },
			to(lead, first, null),
			to(lead, first, second),
			to(lead, first, second, s.keys.neighbour.verify, null),
			{ secrets: secretsFor(s.seal, 'D', [lead, first, second, null]) }
		])
			expect((await refusal(changes))?.message, JSON.stringify(changes).slice(0, 80)).toMatch(
				/^(stale_list|bad_format)$/
			);
		expect(await refusal(to(lead, first, second, hex(), null))).toMatchObject({
			message: 'unknown_key'
		});
		expect(await refusal(to(lead, first, second, second, null))).toMatchObject({
			message: 'duplicate'
		});
	});

	test('in another size, to a passphrase or cut short is refused', async () => {
		const short = Buffer.from(s.seal(4), 'base64').subarray(1).toString('base64');
		for (const changes of [
			{ header: s.seal(4) },
			{ body: s.seal(1) },
			{ body: short },
			{ body: Buffer.alloc(5755).toString('base64') },
			{ body: '=' },
			{ secrets: [{ room: 'T', verify: null, sealed: s.seal(4) }] },
			{ secrets: {} }
		])
			expect(await refusal(changes)).toMatchObject({ code: 'PT422' });
	});

	test('that is refused leaves nothing behind, and its proof is still good', async () => {
		const sent = request();
		const before = one(await s.db.sql`select count(*)::int as n from queue.cases`).n;
		expect(await problemOf(send(s.db, { ...sent, body: s.seal(1) }))).toMatchObject({
			code: 'PT422'
		});
		expect(one(await s.db.sql`select count(*)::int as n from queue.cases`).n).toBe(before);
		await send(s.db, sent);
	});
});
