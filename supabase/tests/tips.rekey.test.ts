/** A new key for a tip, and who is shut out by it. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { OpenedTip } from '../functions/_shared/contracts/lookup.ts';
import { newKey, problemOf } from './people.ts';
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

	test('answers alike when the answer was lost, even to who shut themselves out', async () => {
		const { id } = await sendTip(s);
		const [key, item, sealed] = [newKey(), newKey(), s.seal(4)];
		const secrets = secretsFor(s.seal, 'T', [s.keys.second.verify, null]);
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
