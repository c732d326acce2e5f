/** What lies outside of a tip: the shape of its files, attachments, whose desk it goes to. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { doors } from '../functions/_shared/contracts/tips.ts';
import { newKey, one, problemOf } from './people.ts';
import { door, hex, send, tipFor } from './sealed.ts';
import { scene, type Scene } from './tipping.ts';
import { partOf } from './tip-verbs.ts';

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
		expect(await partOf(s, sent.nonce, sent.lookup_hash, { part, path })).toEqual({ ok: true });
		expect(await partOf(s, sent.nonce, sent.lookup_hash, { part, path })).toEqual({ ok: true });
		await partOf(s, newKey(), hex(), { part: stray });
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
		expect(await problemOf(partOf(s, sent.nonce, sent.lookup_hash))).toMatchObject({
			message: 'proof_spent'
		});
	});

	test('end at 64 MiB and at 80 parts a proof, have our sizes and one code', async () => {
		const [big, many, hash] = [newKey(), newKey(), hex()];
		const whole = 1643 + 4096 * 1024 + 16 * 64;
		for (let n = 0; n < 15; n++) await partOf(s, big, hash, { bytes: whole });
		expect(await problemOf(partOf(s, big, hash, { bytes: whole }))).toMatchObject({
			message: 'quota_used'
		});
		for (let n = 0; n < 80; n++) await partOf(s, many, hash, { bytes: 2683 });
		expect(await problemOf(partOf(s, many, hash))).toMatchObject({ message: 'quota_used' });
		expect(await problemOf(partOf(s, newKey(), hash, { bytes: 5756 }))).toMatchObject({
			message: 'bad_format'
		});
		expect(await problemOf(partOf(s, newKey(), hash, { path: '../a b' }))).toMatchObject({
			detail: 'path'
		});
		expect(await problemOf(partOf(s, many, hex()))).toMatchObject({ message: 'proof_spent' });
	});

	test('work done beforehand opens no more than the hour’s bytes; texts and what is known go on', async () => {
		const known = request();
		const part = { part: newKey(), path: `tips/${hex(8)}` };
		await partOf(s, known.nonce, known.lookup_hash, part);
		// As the last hour filled it, and as this one does.
		const fill = (hours: number) => s.db.sql`
			insert into tips.parts (id, nonce, bytes, path, at)
			select gen_random_uuid(), 'flood', tips.hourly_bytes() - coalesce(sum(p.bytes), 0) - 5755, ${`flood/${hours}`},
				date_trunc('hour', now()) - make_interval(hours => ${hours})
			from tips.parts p where p.at = date_trunc('hour', now()) - make_interval(hours => ${hours})`;
		try {
			await fill(1);
			await fill(0);
			await partOf(s, newKey(), hex());
			for (const nonce of [newKey(), known.nonce])
				expect(await problemOf(partOf(s, nonce, known.lookup_hash))).toMatchObject({
					code: 'PT409',
					message: 'files_full',
					detail: 'part'
				});
			expect(await partOf(s, known.nonce, known.lookup_hash, part)).toEqual({ ok: true });
			expect(await send(s.db, { ...known, parts: [part.part] })).toHaveProperty('reference');
			expect(await send(s.db, request())).toHaveProperty('reference');
		} finally {
			await s.db.sql`delete from tips.parts where nonce = 'flood'`;
		}
	});

	test('that nobody claims go after a day, and are named until storage has removed them', async () => {
		const [nonce, hash, path] = [newKey(), hex(), `tips/${hex(8)}`];
		await partOf(s, nonce, hash, { path });
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
