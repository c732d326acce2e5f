/** Giving the keys of a tip to one more officer. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { officerOf, one, problemOf } from './people.ts';
import { door, enrol, hex, secretsFor, sign } from './sealed.ts';
import { scene, sendTip, type Scene } from './tipping.ts';
import { open, notesKey, grant } from './tip-verbs.ts';

let s: Scene;
beforeAll(async () => {
	s = await scene();
});
afterAll(() => s?.db.drop());

describe('giving a key', () => {
	test('gives every key of the epoch or none, to the one it names', async () => {
		const { id } = await sendTip(s);
		await notesKey(s, s.first, id);
		const verify = s.keys.neighbour.verify;
		for (const secrets of [
			secretsFor(s.seal, 'T', [verify]),
			secretsFor(s.seal, 'T', [verify, null]),
			[...secretsFor(s.seal, 'T', [verify]), ...secretsFor(s.seal, 'D', [s.keys.first.verify])]
		])
			expect(await problemOf(grant(s, s.first, id, verify, { secrets }))).toMatchObject({
				detail: 'secrets'
			});
		expect(await problemOf(grant(s, s.first, id, verify, { epoch: 2 }))).toMatchObject({
			message: 'stale'
		});
		expect(await problemOf(grant(s, s.first, id, hex()))).toMatchObject({ message: 'unknown_key' });
	});

	test('to another unit’s officer shows them nothing until the tip is theirs', async () => {
		const { id } = await sendTip(s);
		await grant(s, s.first, id, s.keys.late.verify);
		expect(await problemOf(door(s.db, s.late, 'tips_open', { id }))).toMatchObject({
			message: 'not_found'
		});
		expect(await door(s.db, s.late, 'tips_headers', { ids: [id] })).toEqual([]);
	});
});

// Last, since a list of its own makes the tips above go to another one.
test('a key lets in an officer of the list who was not there when the tip came', async () => {
	const { id } = await sendTip(s);
	const { head } = one(
		await s.db
			.sql`select encode(head, 'hex') as head from staff.desk_links where unit = '21439' order by version desc limit 1`
	);
	const version = one(
		await s.db.sql`select max(version)::int as v from staff.desk_links where unit = '21439'`
	).v;
	const fresh = await officerOf(s.db, '21439', ['investigator']);
	const keys = await enrol(s.db, fresh);
	expect(await problemOf(grant(s, s.first, id, keys.verify))).toMatchObject({
		message: 'unknown_key'
	});
	await sign(
		s.db,
		s.lead,
		[{ keys: s.keys.lead, lead: true }, { keys: s.keys.first }, { keys: s.keys.second }, { keys }],
		version + 1,
		head
	);
	expect(await problemOf(door(s.db, fresh, 'tips_open', { id }))).toMatchObject({
		message: 'not_found'
	});
	await grant(s, s.first, id, keys.verify);
	expect((await open(s, fresh, id)).secrets).toHaveLength(1);
});
