/** A new key for a tip, and who is shut out by it. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { OpenedTip } from '../functions/_shared/contracts/lookup.ts';
import { newKey, one, problemOf, type Person } from './people.ts';
import { door, secretsFor } from './sealed.ts';
import { look, scene, sendTip, write, type Scene } from './tipping.ts';
import { open, rekey, notesKey, note, trio } from './tip-verbs.ts';

let s: Scene;
beforeAll(async () => {
	s = await scene();
});
afterAll(() => s?.db.drop());

describe('a new key', () => {
	test('shuts out who is no longer named, for what was written and what will be', async () => {
		const { id, hash } = await sendTip(s);
		await notesKey(s, s.first, id);
		const two = [s.keys.lead.verify, s.keys.first.verify];
		expect(await problemOf(rekey(s, s.first, id))).toMatchObject({
			message: 'required',
			detail: 'secrets'
		});
		await rekey(s, s.first, id, {
			secrets: [...secretsFor(s.seal, 'T', [...two, null]), ...secretsFor(s.seal, 'D', two)]
		});
		expect(await problemOf(door(s.db, s.second, 'tips_open', { id }))).toMatchObject({
			message: 'not_found'
		});
		expect(
			await s.db.sql`select 1 from tips.secrets where case_id = ${id} and officer = ${s.second.sub}`
		).toHaveLength(0);
		const tip = await open(s, s.first, id);
		expect(tip).toMatchObject({ epoch: 2, seq: 2 });
		expect(tip.secrets.map(({ epoch, room }) => [epoch, room])).toEqual([
			[1, 'T'],
			[1, 'D'],
			[2, 'T'],
			[2, 'D']
		]);
		// The item that names the new room lies in the old one.
		expect(tip.items.at(-1)).toMatchObject({ seq: 2, epoch: 1 });
		expect(await problemOf(write(s, hash, { seq: 3, epoch: 1 }))).toMatchObject({
			message: 'stale',
			detail: 'epoch'
		});
		await write(s, hash, { seq: 3, epoch: 2 });
		const seen = await look<OpenedTip>(s, hash);
		expect(seen.secrets.map(({ epoch }) => epoch)).toEqual([2, 1]);
		await note(s, s.first, id, { epoch: 2 });
	});

	test('is for the sender as well, for officers of the list, and no key to notes that never were', async () => {
		const { id } = await sendTip(s);
		const T = (verifies: (string | null)[]) => ({ secrets: secretsFor(s.seal, 'T', verifies) });
		expect(await problemOf(rekey(s, s.first, id, T(trio(s))))).toMatchObject({
			message: 'required'
		});
		expect(await problemOf(rekey(s, s.first, id, T([null])))).toMatchObject({
			message: 'required'
		});
		expect(
			await problemOf(rekey(s, s.first, id, T([...trio(s), s.keys.neighbour.verify, null])))
		).toMatchObject({ message: 'unknown_key' });
		expect(
			await problemOf(
				rekey(s, s.first, id, {
					secrets: [
						...secretsFor(s.seal, 'T', [...trio(s), null]),
						...secretsFor(s.seal, 'D', trio(s))
					]
				})
			)
		).toMatchObject({ message: 'required' });
		for (const changes of [{ seq: 3 }, { epoch: 2 }])
			expect(await problemOf(rekey(s, s.first, id, changes))).toMatchObject({ message: 'stale' });
		// Nothing of what was refused is left.
		expect((await open(s, s.first, id)).items).toHaveLength(2);
	});

	test('leaves two where two were: nobody alone keeps a tip from everybody else', async () => {
		const { id } = await sendTip(s);
		const { lead, first, second } = s.keys;
		const alone = (seq = 2, epoch = 1) =>
			problemOf(
				rekey(s, s.first, id, {
					seq,
					epoch,
					secrets: secretsFor(s.seal, 'T', [first.verify, null])
				})
			);
		const refused = { code: 'PT409', message: 'two_readers', detail: 'secrets' };
		expect(await alone()).toMatchObject(refused);
		// Nor one after the other, while the desk has somebody who could be added.
		const two = secretsFor(s.seal, 'T', [first.verify, second.verify, null]);
		await rekey(s, s.first, id, { secrets: two });
		expect(await alone(3, 2)).toMatchObject(refused);
		// Whom the tip is about goes all the same: a third comes instead of them.
		const instead = secretsFor(s.seal, 'T', [first.verify, lead.verify, null]);
		await rekey(s, s.first, id, { seq: 3, epoch: 2, secrets: instead });
		expect(await problemOf(open(s, s.second, id))).toMatchObject({ message: 'not_found' });
		expect((await open(s, s.lead, id)).epoch).toBe(3);
	});

	test('may leave one, and says so, where the others left or the desk has no third', async () => {
		const alone = [s.keys.first.verify, null];
		const readers = async (id: string) =>
			one(
				await s.db
					.sql`select data from queue.events where case_id = ${id} and code = 'rekey' order by place desc limit 1`
			).data;
		const leave = (people: Person[], at: Date | null) =>
			s.db
				.sql`update staff.officers set disabled_at = ${at} where user_id in ${s.db.sql(people.map(({ sub }) => sub))}`;
		for (const gone of [[s.lead], [s.lead, s.second]]) {
			const { id } = await sendTip(s);
			await leave(gone, new Date());
			try {
				await rekey(s, s.first, id, { secrets: secretsFor(s.seal, 'T', alone) });
			} finally {
				await leave(gone, null);
			}
			expect(await readers(id)).toEqual({ epoch: 2, readers: 1 });
		}
	});

	test('answers alike when the answer was lost, even to who shut themselves out', async () => {
		const { id } = await sendTip(s);
		const [key, item, sealed] = [newKey(), newKey(), s.seal(4)];
		const secrets = secretsFor(s.seal, 'T', [s.keys.second.verify, s.keys.lead.verify, null]);
		const first = await rekey(s, s.first, id, { key, item, sealed, secrets });
		expect(await rekey(s, s.first, id, { key, item, sealed, secrets })).toEqual(first);
		expect((await open(s, s.second, id)).epoch).toBe(2);
	});

	test('of two at once, one is taken', async () => {
		const { id } = await sendTip(s);
		const both = await Promise.all([
			problemOf(rekey(s, s.first, id)),
			problemOf(rekey(s, s.second, id))
		]);
		expect(both.filter((problem) => problem === null)).toHaveLength(1);
		expect(both.find((problem) => problem !== null)).toMatchObject({ message: 'stale' });
	});
});
