/** Officers and the sender write to each other; nobody overwrites anybody. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openedTip, type OpenedTip } from '../functions/_shared/contracts/lookup.ts';
import { doors } from '../functions/_shared/contracts/tips.ts';
import { newKey, one, problemOf, type Person } from './people.ts';
import { door } from './sealed.ts';
import { look, scene, sendTip, tell, write, type Scene } from './tipping.ts';
import { open, say } from './tip-verbs.ts';

let s: Scene;
beforeAll(async () => {
	s = await scene();
});
afterAll(() => s?.db.drop());

const asSender = async (hash: string, before: number | null = null): Promise<OpenedTip> =>
	openedTip.parse(await look(s, hash, before));

describe('a member', () => {
	test('sees headers without a read, opens with one, and only their own keys', async () => {
		const { id, sent } = await sendTip(s);
		const headers = doors.tips_headers.answer.parse(
			await door(s.db, s.first, 'tips_headers', { ids: [id] })
		);
		const own = sent.secrets.find(({ verify }) => verify === s.keys.first.verify)!.sealed;
		expect(headers).toMatchObject([
			{ case: id, tip: sent.tip, secret: { sealed: own }, item: { seq: 0, sealed: sent.header } }
		]);
		expect((await look<OpenedTip>(s, sent.lookup_hash)).opened).toBe(0);
		const tip = await open(s, s.first, id);
		expect(tip).toMatchObject({ state: 'opened', epoch: 1, seq: 1, opened: 1, erase_on: null });
		expect(tip.secrets).toEqual([{ epoch: 1, room: 'T', sealed: own }]);
		expect(tip.items.map(({ sealed }) => sealed)).toEqual([sent.header, sent.body]);
		expect(tip.members.map((member) => member.verify).sort()).toEqual(
			[s.keys.lead.verify, s.keys.first.verify, s.keys.second.verify].sort()
		);
		await open(s, s.second, id);
		const reads = await s.db.sql`select officer from queue.reads where case_id = ${id} order by at`;
		expect(reads.map(({ officer }) => officer).sort()).toEqual([s.first.sub, s.second.sub].sort());
	});

	test('calls every member while nobody has seen that it is urgent, and nobody else', async () => {
		await sendTip(s);
		const { id, reference } = await sendTip(s, { urgent: true });
		const alarms = (person: Person) => door<{ case: string }[]>(s.db, person, 'tips_alarms', {});
		const calling = async (person: Person) =>
			(await alarms(person)).filter((alarm) => alarm.case === id);
		for (const member of [s.lead, s.first, s.second])
			expect(doors.tips_alarms.answer.parse(await calling(member))).toEqual([
				{ case: id, reference }
			]);
		for (const other of [s.outside, s.desk, s.neighbour]) expect(await alarms(other)).toEqual([]);
		await tell(s, s.second, 'tips_acknowledge', { id });
		for (const member of [s.lead, s.first]) expect(await calling(member)).toEqual([]);
		expect(await s.db.sql`select 1 from queue.reads where case_id = ${id}`).toHaveLength(0);
	});

	test('acknowledges an urgent tip once, whoever is first', async () => {
		const { id } = await sendTip(s, { urgent: true });
		for (const person of [s.first, s.second]) await tell(s, person, 'tips_acknowledge', { id });
		const row = one(
			await s.db
				.sql`select acknowledged_by, acknowledged_at from tips.threads where case_id = ${id}`
		);
		expect(row.acknowledged_by).toBe(s.first.sub);
		expect((await open(s, s.first, id)).urgent_acknowledged_at).not.toBeNull();
		// Lists stop calling for somebody, and still know that it is no ordinary tip.
		const listed = one(await s.db.sql`select priority from queue.cases where id = ${id}`);
		expect(listed.priority).toBe('high');
		const calm = await sendTip(s);
		expect(await problemOf(tell(s, s.first, 'tips_acknowledge', { id: calm.id }))).toMatchObject({
			message: 'not_allowed'
		});
	});
});

describe('the thread', () => {
	test('goes on in order, and the sender gets it back newest first with the keys to it', async () => {
		const { id, hash, sent } = await sendTip(s);
		await open(s, s.first, id);
		const answer = s.seal(16);
		await say(s, s.first, id, 2, { sealed: answer });
		await write(s, hash, { seq: 3, epoch: 1 });
		await say(s, s.second, id, 4);
		const newest = await asSender(hash);
		expect(newest).toMatchObject({ seq: 4, opened: 1, moved_from: null, actions: ['message'] });
		expect(newest.secrets).toEqual([
			{ epoch: 1, room: 'T', sealed: sent.secrets.find(({ verify }) => verify === null)!.sealed }
		]);
		// The officer's message of 16 KiB has a frame of its own.
		expect(newest.items.map(({ seq }) => seq)).toEqual([4, 3]);
		expect(newest.older).toBe(3);
		const middle = await asSender(hash, 3);
		expect(middle.items).toMatchObject([{ seq: 2, sealed: answer }]);
		const oldest = await asSender(hash, 2);
		expect(oldest.items.map(({ seq }) => seq)).toEqual([1, 0]);
		expect(oldest.older).toBeNull();
		for (const frame of [newest, middle, oldest])
			expect(JSON.stringify({ ok: true, tip: frame }).length).toBeLessThan(32_000);
	});

	test('takes one of two officers who answer at once; the other looks and sends again', async () => {
		const { id } = await sendTip(s);
		await open(s, s.first, id);
		const both = await Promise.all([
			problemOf(say(s, s.first, id, 2)),
			problemOf(say(s, s.second, id, 2))
		]);
		expect(both.filter((problem) => problem === null)).toHaveLength(1);
		expect(both.find((problem) => problem !== null)).toMatchObject({
			code: 'PT409',
			message: 'stale',
			detail: 'seq'
		});
		const late = both[0] === null ? s.second : s.first;
		await say(s, late, id, 3);
		expect((await open(s, s.first, id)).items.map(({ seq }) => seq)).toEqual([0, 1, 2, 3]);
	});

	test('takes one of an officer and the sender who write at once', async () => {
		const { id, hash } = await sendTip(s);
		await open(s, s.first, id);
		const both = await Promise.all([
			problemOf(say(s, s.first, id, 2)),
			problemOf(write(s, hash, { seq: 2, epoch: 1 }))
		]);
		expect(both.filter((problem) => problem === null)).toHaveLength(1);
		expect(both.find((problem) => problem !== null)).toMatchObject({ message: 'stale' });
	});

	test('holds a message once that was sent again, with the same key or a new one', async () => {
		const { id, hash } = await sendTip(s);
		await open(s, s.first, id);
		const [item, sealed, key] = [newKey(), s.seal(4), newKey()];
		for (const again of [key, key, newKey()])
			await tell(s, s.first, 'tips_say', { key: again, id, item, seq: 2, epoch: 1, sealed });
		const [reply, text] = [newKey(), s.seal(4)];
		const sent = newKey();
		for (const again of [sent, sent, newKey()])
			await write(s, hash, { item: reply, seq: 3, epoch: 1, sealed: text }, again);
		expect((await open(s, s.first, id)).seq).toBe(3);
		expect(
			await problemOf(write(s, hash, { item: reply, seq: 4, epoch: 1, sealed: s.seal(4) }))
		).toMatchObject({ message: 'key_reused' });
		expect(await problemOf(say(s, s.first, id, 4, { item: reply }))).toMatchObject({
			message: 'key_reused'
		});
	});

	test('refuses a wrong place, a wrong key of the room, a wrong size', async () => {
		const { id, hash } = await sendTip(s);
		await open(s, s.first, id);
		for (const [changes, field] of [
			[{ seq: 1 }, 'seq'],
			[{ seq: 3 }, 'seq'],
			[{ epoch: 2 }, 'epoch']
		] as const)
			expect(await problemOf(say(s, s.first, id, 2, changes))).toMatchObject({
				message: 'stale',
				detail: field
			});
		expect(await problemOf(say(s, s.first, id, 2, { sealed: s.seal(1) }))).toMatchObject({
			message: 'bad_format'
		});
		expect(await problemOf(write(s, hash, { seq: 2, epoch: 1, sealed: s.seal(16) }))).toMatchObject(
			{ message: 'bad_format' }
		);
	});
});
