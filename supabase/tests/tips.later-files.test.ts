/** Files that a sender brings with a later message, and when they are told to come back. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openedTip } from '../functions/_shared/contracts/lookup.ts';
import { doors } from '../functions/_shared/contracts/tips.ts';
import { callBackOf } from './cases.ts';
import { newKey, problemOf } from './people.ts';
import { door, hex, send, tipFor } from './sealed.ts';
import { look, scene, sendTip, tell, write, type Scene } from './tipping.ts';
import { open, partOf, rekey } from './tip-verbs.ts';

let s: Scene;
beforeAll(async () => {
	s = await scene();
});
afterAll(() => s?.db.drop());

const WHOLE = 1643 + 4096 * 1024 + 16 * 64;
/** A part that the edge wrote down for a code, by work of its own unless told. */
async function uploaded(hash: string, nonce = newKey(), bytes = 5755) {
	const part = newKey();
	await partOf(s, nonce, hash, { part, bytes });
	return part;
}
const idsOf = async (id: string) => (await open(s, s.first, id)).parts.map((part) => part.id);

describe('the sender of a tip, coming back with more', () => {
	test('gives files with a message: members reach them, others do not', async () => {
		const { id, hash } = await sendTip(s);
		const parts = [await uploaded(hash), await uploaded(hash)];
		await write(s, hash, { seq: 2, epoch: 1, parts });
		expect((await idsOf(id)).sort()).toEqual([...parts].sort());
		const read = { id, part: parts[0] };
		expect(await door(s.db, s.second, 'tips_part_read', read)).toMatchObject({ bytes: 5755 });
		for (const stranger of [s.outside, s.desk, s.neighbour])
			expect(await problemOf(door(s.db, stranger, 'tips_part_read', read))).toMatchObject({
				message: 'not_found'
			});
	});

	test('gives them once, when the answer was lost and the message goes out again', async () => {
		const { id, hash } = await sendTip(s);
		const part = await uploaded(hash);
		const said = { seq: 2, epoch: 1, item: newKey(), sealed: s.seal(4), parts: [part] };
		const key = newKey();
		await write(s, hash, said, key);
		await write(s, hash, said, key);
		await write(s, hash, said);
		expect(await idsOf(id)).toEqual([part]);
		expect(openedTip.parse(await look(s, hash)).seq).toBe(2);
	});

	test('loses neither words nor files when an officer wrote first', async () => {
		const { id, hash } = await sendTip(s);
		const part = await uploaded(hash);
		await tell(s, s.first, 'tips_say', { id, item: newKey(), seq: 2, epoch: 1, sealed: s.seal(4) });
		expect(await problemOf(write(s, hash, { seq: 2, epoch: 1, parts: [part] }))).toMatchObject({
			message: 'stale'
		});
		expect(await idsOf(id)).toEqual([]);
		await write(s, hash, { seq: 3, epoch: 1, parts: [part] });
		expect(await idsOf(id)).toEqual([part]);
	});

	test('cannot give what was uploaded for another code, or given already', async () => {
		const [mine, theirs] = [await sendTip(s), await sendTip(s)];
		const [part, other] = [await uploaded(mine.hash), await uploaded(theirs.hash)];
		for (const parts of [
			[part, other],
			[part, part],
			[part, newKey()]
		])
			expect(await problemOf(write(s, mine.hash, { seq: 2, epoch: 1, parts }))).toMatchObject({
				message: 'unknown_part'
			});
		expect(openedTip.parse(await look(s, mine.hash)).seq).toBe(1);
		await write(s, mine.hash, { seq: 2, epoch: 1, parts: [part] });
		expect(await problemOf(write(s, mine.hash, { seq: 3, epoch: 1, parts: [part] }))).toMatchObject(
			{ message: 'unknown_part' }
		);
	});

	test('works once for one message: the next files are paid for anew', async () => {
		const { hash } = await sendTip(s);
		const nonce = newKey();
		const [first, left] = [await uploaded(hash, nonce), await uploaded(hash, nonce)];
		await write(s, hash, { seq: 2, epoch: 1, parts: [first] });
		expect(await problemOf(partOf(s, nonce, hash))).toMatchObject({ message: 'proof_spent' });
		expect(await problemOf(write(s, hash, { seq: 3, epoch: 1, parts: [left] }))).toMatchObject({
			message: 'unknown_part'
		});
	});

	test('is held to one upload quota over all messages, the first one counted', async () => {
		const request = tipFor(s.seal, '21439', 1, [
			s.keys.lead.verify,
			s.keys.first.verify,
			s.keys.second.verify
		]);
		const first = await uploaded(request.lookup_hash, request.nonce, WHOLE);
		await send(s.db, { ...request, parts: [first] });
		const hash = request.lookup_hash;
		const nonce = newKey();
		const more = [];
		for (let n = 0; n < 15; n++) more.push(await uploaded(hash, nonce, WHOLE));
		expect(await problemOf(write(s, hash, { seq: 2, epoch: 1, parts: more }))).toMatchObject({
			message: 'quota_used'
		});
		await write(s, hash, { seq: 2, epoch: 1, parts: more.slice(1) });
		expect(
			await problemOf(
				write(s, hash, { seq: 3, epoch: 1, parts: [await uploaded(hash, newKey(), WHOLE)] })
			)
		).toMatchObject({ message: 'quota_used' });
	});

	test('seals to a new room after the key was replaced, and the old room takes no file', async () => {
		const { id, hash } = await sendTip(s);
		const part = await uploaded(hash);
		await rekey(s, s.first, id);
		expect(await problemOf(write(s, hash, { seq: 3, epoch: 1, parts: [part] }))).toMatchObject({
			message: 'stale'
		});
		await write(s, hash, { seq: 3, epoch: 2, parts: [part] });
		expect(await idsOf(id)).toEqual([part]);
	});

	test('takes files along when the tip is erased', async () => {
		const { id, hash } = await sendTip(s);
		const part = await uploaded(hash);
		await write(s, hash, { seq: 2, epoch: 1, parts: [part] });
		await s.db.sql`select tips.erase(${id})`;
		const [row] = await s.db.sql`select count(*)::int as n from tips.parts where id = ${part}`;
		expect(row!.n).toBe(0);
	});
});

describe('the work for more files', () => {
	const price = (lookup_hash: string) =>
		door<{ load: number } | null>(s.db, 'service_role', 'lookup_upload', { lookup_hash });

	test('is told to whoever may still say something, and to nobody else', async () => {
		const { id, hash } = await sendTip(s);
		expect(await price(hash)).toEqual({ load: expect.any(Number) });
		expect(await price(hex())).toBeNull();
		expect(await price((await callBackOf(s.db, '21439')).hash)).toBeNull();
		const { version } = await open(s, s.first, id);
		await tell(s, s.first, 'tips_close', { id, version, as: 'handed_over' });
		expect(await problemOf(price(hash))).toMatchObject({ message: 'not_allowed' });
		for (const stranger of [s.first, s.lead])
			expect(
				await problemOf(door(s.db, stranger, 'lookup_upload', { lookup_hash: hash }))
			).toMatchObject({ code: '42501' });
	});
});

describe('when to come back', () => {
	const days = async (received: string) => {
		const { id, hash } = await sendTip(s);
		await s.db.sql`update queue.cases set received_at = ${received} where id = ${id}`;
		return openedTip.parse(await look(s, hash)).back_after;
	};

	test('is three working days and twenty days on, over weekends and the unit’s days off', async () => {
		// A Wednesday; a Saturday, which counts from Monday on.
		expect(await days('2026-11-25T10:00:00+07:00')).toEqual(['2026-11-30', '2026-12-15']);
		expect(await days('2026-11-28T10:00:00+07:00')).toEqual(['2026-12-03', '2026-12-18']);
		await s.db.sql`insert into unit.calendar_days (unit, day, counts_as_working, visits_allowed)
			values ('21439', '2027-03-09', false, false)`;
		expect((await days('2027-03-05T10:00:00+07:00'))[0]).toBe('2027-03-11');
	});

	test('is told with the first answer, and the same when it is asked for again', async () => {
		const request = tipFor(s.seal, '21439', 1, [
			s.keys.lead.verify,
			s.keys.first.verify,
			s.keys.second.verify
		]);
		const once = await door(s.db, 'service_role', 'tips_submit_write', request);
		const again = await door(s.db, 'service_role', 'tips_submit_write', request);
		expect(doors.tips_submit.answer.parse(once)).toEqual(again);
		const { back_after } = openedTip.parse(await look(s, request.lookup_hash));
		expect((once as { back_after: unknown }).back_after).toEqual(back_after);
	});
});
