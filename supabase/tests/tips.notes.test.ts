/** What officers note of a tip among themselves. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { OpenedTip } from '../functions/_shared/contracts/lookup.ts';
import { newKey, problemOf } from './people.ts';
import { secretsFor } from './sealed.ts';
import { look, scene, sendTip, tell, type Scene } from './tipping.ts';
import { open, notesKey, note, trio } from './tip-verbs.ts';

let s: Scene;
beforeAll(async () => {
	s = await scene();
});
afterAll(() => s?.db.drop());

describe('the officers’ notes', () => {
	test('have one key a tip, made by one of them for all of them', async () => {
		const { id } = await sendTip(s);
		expect(await problemOf(note(s, s.first, id))).toMatchObject({ message: 'not_allowed' });
		const both = await Promise.all([
			problemOf(notesKey(s, s.first, id)),
			problemOf(notesKey(s, s.second, id))
		]);
		expect(both.filter((problem) => problem === null)).toHaveLength(1);
		expect(both.find((problem) => problem !== null)).toMatchObject({ message: 'taken' });
		expect((await open(s, s.lead, id)).secrets.map(({ room }) => room)).toEqual(['T', 'D']);
	});

	test('are never open to the sender, to a stranger, or without their maker', async () => {
		const { id, hash } = await sendTip(s);
		const key = (verifies: (string | null)[]) =>
			problemOf(
				tell(s, s.first, 'tips_notes_key', {
					id,
					epoch: 1,
					secrets: secretsFor(s.seal, 'D', verifies)
				})
			);
		expect(await key([...trio(s), null])).toMatchObject({ message: 'unknown_key' });
		expect(await key([...trio(s), s.keys.neighbour.verify])).toMatchObject({
			message: 'unknown_key'
		});
		expect(await key([s.keys.second.verify])).toMatchObject({ message: 'required' });
		expect(await problemOf(notesKey(s, s.first, id, 2))).toMatchObject({ message: 'stale' });
		await notesKey(s, s.first, id);
		await note(s, s.second, id);
		const seen = await look<OpenedTip>(s, hash);
		expect(seen.secrets.map(({ room }) => room)).toEqual(['T']);
		expect(seen).not.toHaveProperty('notes');
	});

	test('stand in order, once each', async () => {
		const { id } = await sendTip(s);
		await notesKey(s, s.first, id);
		const [same, sealed] = [newKey(), s.seal(16)];
		for (const person of [s.first, s.first]) await note(s, person, id, { note: same, sealed });
		await note(s, s.second, id);
		const { notes } = await open(s, s.lead, id);
		expect(notes.map(({ officer }) => officer)).toEqual([s.first.sub, s.second.sub]);
		expect(notes[0]).toMatchObject({ id: same, sealed });
		expect(await problemOf(note(s, s.first, id, { note: same }))).toMatchObject({
			message: 'key_reused'
		});
	});
});
