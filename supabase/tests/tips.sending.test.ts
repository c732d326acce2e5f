/** A stranger sends a tip: once, whole, in a few sizes, and without a time that is finer than an hour. */
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
const partOf = (nonce: string, lookup_hash: string, changes: object = {}) =>
	door<{ ok: true }>(s.db, 'service_role', 'tips_part_write', {
		nonce,
		lookup_hash,
		part: newKey(),
		bytes: 5755,
		path: `tips/${hex(8)}`,
		...changes
	});

describe('a tip', () => {
	test('is taken, and its case holds neither place nor words nor minute', async () => {
		const { id, reference, received_at } = await sendTip(s);
		expect(reference).toMatch(/^TB-\d\d-\d{6}$/);
		doors.tips_submit.answer.parse({ reference, received_at });
		const row = one(
			await s.db
				.sql`select kind, state, area, search, channel, priority, title_data from queue.cases where id = ${id}`
		);
		expect(row).toEqual({
			kind: 'tip',
			state: 'new',
			area: null,
			search: '',
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
			received_at: first.received_at
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

describe('the outside of a file', () => {
	test('is told of any bytes without an error', async () => {
		const good = Buffer.from(s.seal(1), 'base64');
		const tell = async (file: Buffer) =>
			one(await s.db.sql`select tips.is_sealed(${file}, array[1]) as ok`).ok;
		expect(await tell(good)).toBe(true);
		for (let n = 0; n < 1627; n += 13) {
			const bad = Buffer.from(good);
			bad[n] = [0, 10, 92, 128, 255][n % 5]!;
			expect(await tell(bad), `byte ${n}`).toBe(bad.equals(good));
		}
		for (const length of [0, 1, 1626, 2682, 2684])
			expect(await tell(Buffer.alloc(length))).toBe(false);
		expect(one(await s.db.sql`select tips.is_sealed(null, array[1]) as ok`).ok).toBe(false);
	});
});

describe('attachments', () => {
	test('are claimed by the tip of the same proof', async () => {
		const sent = request();
		const [part, stray] = [newKey(), newKey()];
		const path = `tips/${hex(8)}`;
		expect(await partOf(sent.nonce, sent.lookup_hash, { part, path })).toEqual({ ok: true });
		expect(await partOf(sent.nonce, sent.lookup_hash, { part, path })).toEqual({ ok: true });
		await partOf(newKey(), hex(), { part: stray });
		expect(await problemOf(send(s.db, { ...sent, parts: [part, stray] }))).toMatchObject({
			message: 'unknown_part'
		});
		const { id } = await send(s.db, { ...sent, parts: [part] });
		expect((await door<{ parts: unknown[] }>(s.db, s.first, 'tips_open', { id })).parts).toEqual([
			{ id: part, bytes: 5755 }
		]);
		expect(await door(s.db, s.first, 'tips_part_read', { id, part })).toEqual({
			path,
			bytes: 5755
		});
		expect(await problemOf(door(s.db, s.outside, 'tips_part_read', { id, part }))).toMatchObject({
			message: 'not_found'
		});
		expect(
			await problemOf(door(s.db, s.first, 'tips_part_read', { id, part: stray }))
		).toMatchObject({ message: 'not_found' });
		// The proof has sent its tip: nothing more comes on it.
		expect(await problemOf(partOf(sent.nonce, sent.lookup_hash))).toMatchObject({
			message: 'proof_spent'
		});
	});

	test('end at 64 MiB and at 80 parts a proof, have our sizes and one code', async () => {
		const [big, many, hash] = [newKey(), newKey(), hex()];
		const whole = 1643 + 4096 * 1024 + 16 * 64;
		for (let n = 0; n < 15; n++) await partOf(big, hash, { bytes: whole });
		expect(await problemOf(partOf(big, hash, { bytes: whole }))).toMatchObject({
			message: 'quota_used'
		});
		for (let n = 0; n < 80; n++) await partOf(many, hash, { bytes: 2683 });
		expect(await problemOf(partOf(many, hash))).toMatchObject({ message: 'quota_used' });
		expect(await problemOf(partOf(newKey(), hash, { bytes: 5756 }))).toMatchObject({
			message: 'bad_format'
		});
		expect(await problemOf(partOf(newKey(), hash, { path: '../a b' }))).toMatchObject({
			detail: 'path'
		});
		expect(await problemOf(partOf(many, hex()))).toMatchObject({ message: 'proof_spent' });
	});

	test('that nobody claims go after a day, and are named until storage has removed them', async () => {
		const [nonce, hash, path] = [newKey(), hex(), `tips/${hex(8)}`];
		await partOf(nonce, hash, { path });
		const forget = () => door<string[]>(s.db, 'service_role', 'tips_forget_parts', {});
		expect(await forget()).not.toContain(path);
		await s.db.sql`update tips.parts set at = at - interval '26 hours' where path = ${path}`;
		expect(await forget()).toContain(path);
		expect(await forget()).toContain(path);
		await door(s.db, 'service_role', 'tips_parts_gone', { paths: [path] });
		expect(await forget()).not.toContain(path);
	});
});

describe('whom a tip goes to', () => {
	const read = (args: object) =>
		door<{ desk: { unit: string; desk: { links: unknown[] } } | null }>(
			s.db,
			'service_role',
			'tips_desk_read',
			{ oversight: false, from: 0, ...args }
		);
	test('is the unit’s list, the oversight’s where one is named, or nobody', async () => {
		const own = await read({ unit: '21439' });
		doors.tips_desk.answer.parse({ ...own, challenge: '' });
		expect(own.desk!.unit).toBe('21439');
		expect((await read({ unit: '21451', oversight: true })).desk!.unit).toBe('21439');
		expect((await read({ unit: '21439', oversight: true })).desk).toBeNull();
		expect((await read({ unit: '21457' })).desk).toBeNull();
		expect((await read({ unit: '21439', from: 9 })).desk!.desk.links).toHaveLength(1);
	});
});
