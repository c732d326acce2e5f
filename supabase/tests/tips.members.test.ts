/** Who holds the keys of a tip: given, taken away, handed to another unit; and the officers' notes. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { OpenedTip } from '../functions/_shared/contracts/lookup.ts';
import { doors, type OpenTip } from '../functions/_shared/contracts/tips.ts';
import { newKey, officerOf, one, problemOf, type Person } from './people.ts';
import { door, enrol, hex, newKeys, secretsFor, sign, type Keys } from './sealed.ts';
import { look, scene, sendTip, tell, write, type Scene } from './tipping.ts';
import { verbsOf } from './verbs.ts';

let s: Scene;
let late: Person;
let lateKeys: Keys;
beforeAll(async () => {
	s = await scene();
	late = await officerOf(s.db, '21451', ['investigator'], 'Phạm Văn Mới');
	lateKeys = await enrol(s.db, late);
	// The neighbours' second list: the lead and the newcomer.
	const { version, head } = one(
		await s.db
			.sql`select version, encode(head, 'hex') as head from staff.desk_links where unit = '21451'`
	);
	await sign(
		s.db,
		s.neighbour,
		[{ keys: s.keys.neighbour, lead: true }, { keys: lateKeys }],
		version + 1,
		head
	);
});
afterAll(() => s?.db.drop());

const open = async (person: Person, id: string): Promise<OpenTip> =>
	doors.tips_open.answer.parse(await door(s.db, person, 'tips_open', { id }));
const trio = () => [s.keys.lead.verify, s.keys.first.verify, s.keys.second.verify];
const rekey = (person: Person, id: string, changes: object = {}) =>
	tell<{ state: string }>(s, person, 'tips_rekey', {
		id,
		unit: '21439',
		item: newKey(),
		seq: 2,
		epoch: 1,
		sealed: s.seal(4),
		secrets: secretsFor(s.seal, 'T', [...trio(), null]),
		...changes
	});
const notesKey = (person: Person, id: string, epoch = 1, to = trio()) =>
	tell(s, person, 'tips_notes_key', { id, epoch, secrets: secretsFor(s.seal, 'D', to) });
const note = (person: Person, id: string, changes: object = {}) =>
	tell(s, person, 'tips_note', { id, note: newKey(), epoch: 1, sealed: s.seal(4), ...changes });
const grant = (person: Person, id: string, verify: string, changes: object = {}) =>
	tell(s, person, 'tips_grant', {
		id,
		epoch: 1,
		verify,
		secrets: secretsFor(s.seal, 'T', [verify]),
		...changes
	});

describe('the officers’ notes', () => {
	test('have one key a tip, made by one of them for all of them', async () => {
		const { id } = await sendTip(s);
		expect(await problemOf(note(s.first, id))).toMatchObject({ message: 'not_allowed' });
		const both = await Promise.all([
			problemOf(notesKey(s.first, id)),
			problemOf(notesKey(s.second, id))
		]);
		expect(both.filter((problem) => problem === null)).toHaveLength(1);
		expect(both.find((problem) => problem !== null)).toMatchObject({ message: 'taken' });
		expect((await open(s.lead, id)).secrets.map(({ room }) => room)).toEqual(['T', 'D']);
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
		expect(await key([...trio(), null])).toMatchObject({ message: 'unknown_key' });
		expect(await key([...trio(), s.keys.neighbour.verify])).toMatchObject({
			message: 'unknown_key'
		});
		expect(await key([s.keys.second.verify])).toMatchObject({ message: 'required' });
		expect(await problemOf(notesKey(s.first, id, 2))).toMatchObject({ message: 'stale' });
		await notesKey(s.first, id);
		await note(s.second, id);
		const seen = await look<OpenedTip>(s, hash);
		expect(seen.secrets.map(({ room }) => room)).toEqual(['T']);
		expect(seen).not.toHaveProperty('notes');
	});

	test('stand in order, once each', async () => {
		const { id } = await sendTip(s);
		await notesKey(s.first, id);
		const [same, sealed] = [newKey(), s.seal(16)];
		for (const person of [s.first, s.first]) await note(person, id, { note: same, sealed });
		await note(s.second, id);
		const { notes } = await open(s.lead, id);
		expect(notes.map(({ officer }) => officer)).toEqual([s.first.sub, s.second.sub]);
		expect(notes[0]).toMatchObject({ id: same, sealed });
		expect(await problemOf(note(s.first, id, { note: same }))).toMatchObject({
			message: 'key_reused'
		});
	});
});

describe('giving a key', () => {
	test('gives every key of the epoch or none, to the one it names', async () => {
		const { id } = await sendTip(s);
		await notesKey(s.first, id);
		const verify = s.keys.neighbour.verify;
		for (const secrets of [
			secretsFor(s.seal, 'T', [verify]),
			secretsFor(s.seal, 'T', [verify, null]),
			[...secretsFor(s.seal, 'T', [verify]), ...secretsFor(s.seal, 'D', [s.keys.first.verify])]
		])
			expect(await problemOf(grant(s.first, id, verify, { secrets }))).toMatchObject({
				detail: 'secrets'
			});
		expect(await problemOf(grant(s.first, id, verify, { epoch: 2 }))).toMatchObject({
			message: 'stale'
		});
		expect(await problemOf(grant(s.first, id, hex()))).toMatchObject({ message: 'unknown_key' });
	});

	test('to another unit’s officer shows them nothing until the tip is theirs', async () => {
		const { id } = await sendTip(s);
		await grant(s.first, id, lateKeys.verify);
		expect(await problemOf(door(s.db, late, 'tips_open', { id }))).toMatchObject({
			message: 'not_found'
		});
		expect(await door(s.db, late, 'tips_headers', { ids: [id] })).toEqual([]);
	});
});

describe('a new key', () => {
	test('shuts out who is no longer named, for what was written and what will be', async () => {
		const { id, hash } = await sendTip(s);
		await notesKey(s.first, id);
		const two = [s.keys.lead.verify, s.keys.first.verify];
		expect(await problemOf(rekey(s.first, id))).toMatchObject({
			message: 'required',
			detail: 'secrets'
		});
		await rekey(s.first, id, {
			secrets: [...secretsFor(s.seal, 'T', [...two, null]), ...secretsFor(s.seal, 'D', two)]
		});
		expect(await problemOf(door(s.db, s.second, 'tips_open', { id }))).toMatchObject({
			message: 'not_found'
		});
		expect(
			await s.db.sql`select 1 from tips.secrets where case_id = ${id} and officer = ${s.second.sub}`
		).toHaveLength(0);
		const tip = await open(s.first, id);
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
		await note(s.first, id, { epoch: 2 });
	});

	test('is for the sender as well, for officers of the list, and no key to notes that never were', async () => {
		const { id } = await sendTip(s);
		const T = (verifies: (string | null)[]) => ({ secrets: secretsFor(s.seal, 'T', verifies) });
		expect(await problemOf(rekey(s.first, id, T(trio())))).toMatchObject({ message: 'required' });
		expect(await problemOf(rekey(s.first, id, T([null])))).toMatchObject({ message: 'required' });
		expect(
			await problemOf(rekey(s.first, id, T([...trio(), s.keys.neighbour.verify, null])))
		).toMatchObject({ message: 'unknown_key' });
		expect(
			await problemOf(
				rekey(s.first, id, {
					secrets: [
						...secretsFor(s.seal, 'T', [...trio(), null]),
						...secretsFor(s.seal, 'D', trio())
					]
				})
			)
		).toMatchObject({ message: 'required' });
		for (const changes of [{ seq: 3 }, { epoch: 2 }])
			expect(await problemOf(rekey(s.first, id, changes))).toMatchObject({ message: 'stale' });
		// Nothing of what was refused is left.
		expect((await open(s.first, id)).items).toHaveLength(2);
	});

	test('answers alike when the answer was lost, even to who shut themselves out', async () => {
		const { id } = await sendTip(s);
		const [key, item, sealed] = [newKey(), newKey(), s.seal(4)];
		const secrets = secretsFor(s.seal, 'T', [s.keys.second.verify, null]);
		const first = await rekey(s.first, id, { key, item, sealed, secrets });
		expect(await rekey(s.first, id, { key, item, sealed, secrets })).toEqual(first);
		expect((await open(s.second, id)).epoch).toBe(2);
	});

	test('of two at once, one is taken', async () => {
		const { id } = await sendTip(s);
		const both = await Promise.all([problemOf(rekey(s.first, id)), problemOf(rekey(s.second, id))]);
		expect(both.filter((problem) => problem === null)).toHaveLength(1);
		expect(both.find((problem) => problem !== null)).toMatchObject({ message: 'stale' });
	});
});

describe('handing a tip to another unit', () => {
	const there = () => [s.keys.neighbour.verify, lateKeys.verify];
	test('moves it out of the old unit and into the new one, with what was said', async () => {
		const { id, hash } = await sendTip(s);
		await open(s.first, id);
		const q = verbsOf(s.db);
		await q.assign(s.first, { id, version: 2 }, s.first.sub);
		for (const verify of there()) await grant(s.first, id, verify);
		await rekey(s.first, id, {
			unit: '21451',
			secrets: secretsFor(s.seal, 'T', [...there(), null])
		});
		for (const person of [s.first, s.second, s.lead])
			expect(await problemOf(door(s.db, person, 'tips_open', { id }))).toMatchObject({
				message: 'not_found'
			});
		expect((await q.all(s.lead)).map((row) => row.id)).not.toContain(id);
		const tip = await open(late, id);
		expect(tip).toMatchObject({ unit: '21451', epoch: 2 });
		expect(tip.secrets.map(({ epoch }) => epoch)).toEqual([1, 2]);
		expect((await q.open(late, id)).row.assignee).toBeNull();
		const moved = (await q.open(late, id)).events.find(({ code }) => code === 'moved')!;
		expect(moved).toMatchObject({
			visible_to_citizen: true,
			data: { from_unit: '21439', to_unit: '21451' }
		});
		expect(await look<OpenedTip>(s, hash)).toMatchObject({
			unit: { code: '21451' },
			moved_from: 'Công an phường Đức Phổ'
		});
		// Lists of both units stay readable: the old officers' messages were signed under theirs.
		for (const unit of ['21439', '21451'])
			expect(
				await door(s.db, 'service_role', 'lookup_desk', {
					lookup_hash: hash,
					from: 1,
					version: 1,
					unit
				})
			).not.toBeNull();
	});

	test('reckons its clocks by the calendar over there', async () => {
		const { id } = await sendTip(s);
		const { version } = await open(s.first, id);
		await tell(s, s.first, 'tips_classify', { id, version, as: 'crime' });
		await s.db.sql`insert into unit.calendar_days (unit, day, counts_as_working, visits_allowed)
			select '21451', house.local_day(now()) + n, false, true from generate_series(0, 20) n`;
		const due = async () =>
			one(
				await s.db
					.sql`select due_at from queue.clocks_running where case_id = ${id} and clock = 'acknowledge'`
			).due_at as Date;
		const before = await due();
		await rekey(s.first, id, {
			unit: '21451',
			secrets: secretsFor(s.seal, 'T', [...there(), null])
		});
		expect((await due()).getTime()).toBeGreaterThan(before.getTime() + 14 * 86_400_000);
	});

	test('goes to nobody without a list, nor once it has ended', async () => {
		const { id } = await sendTip(s);
		const { version } = await open(s.first, id);
		const to = (unit: string) =>
			problemOf(rekey(s.first, id, { unit, secrets: secretsFor(s.seal, 'T', [...there(), null]) }));
		expect(await to('21457')).toMatchObject({ message: 'unknown_key' });
		await tell(s, s.first, 'tips_close', { id, version, as: 'duplicate' });
		expect(await to('21451')).toMatchObject({ message: 'not_allowed' });
	});

	test('of keys that were made anew since the list is refused', async () => {
		const { id } = await sendTip(s);
		await enrol(s.db, late, newKeys(), true);
		expect(await problemOf(grant(s.first, id, lateKeys.verify))).toMatchObject({
			message: 'unknown_key'
		});
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
	expect(await problemOf(grant(s.first, id, keys.verify))).toMatchObject({
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
	await grant(s.first, id, keys.verify);
	expect((await open(fresh, id)).secrets).toHaveLength(1);
});
