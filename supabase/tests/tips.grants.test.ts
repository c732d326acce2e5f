/** Giving the keys of a tip to one more officer. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { officerOf, one, problemOf } from './people.ts';
import { door, enrol, hex, newKeys, secretsFor, sign, type Keys } from './sealed.ts';
import { scene, sendTip, type Scene } from './tipping.ts';
import { open, notesKey, grant, rekey } from './tip-verbs.ts';

let s: Scene;
beforeAll(async () => {
	s = await scene();
});
afterAll(() => s?.db.drop());

/** What the events of a tip tell of keys that were given. */
const granted = async (id: string) =>
	(
		await s.db
			.sql`select data from queue.events where case_id = ${id} and code = 'grant' order by place`
	).map(({ data }) => data as object);

/** The lead signs the unit’s next list: themselves and these. Answers its version. */
async function list(members: { keys: Keys }[]) {
	const { head, version } = one(
		await s.db.sql`select encode(head, 'hex') as head, version from staff.desk_links
			where unit = '21439' order by version desc limit 1`
	);
	await sign(s.db, s.lead, [{ keys: s.keys.lead, lead: true }, ...members], version + 1, head);
	return (version as number) + 1;
}

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

	test('never replaces a key for keys that are still in use', async () => {
		const { id } = await sendTip(s);
		await rekey(s, s.first, id);
		const verify = s.keys.second.verify;
		const held = async () =>
			s.db.sql`select epoch, verify, sealed from tips.secrets
				where case_id = ${id} and officer = ${s.second.sub} order by epoch`;
		const before = [...(await held())];
		for (const epoch of [2, 1])
			expect(await grant(s, s.first, id, verify, { epoch })).toEqual({ ok: true });
		expect([...(await held())]).toEqual(before);
		expect(await granted(id)).toEqual([]);
	});
});

// Last, since lists of their own make the tips above go to another one.
test('a key lets in an officer of the list who was not there when the tip came', async () => {
	const { id } = await sendTip(s);
	const fresh = await officerOf(s.db, '21439', ['investigator']);
	const keys = await enrol(s.db, fresh);
	expect(await problemOf(grant(s, s.first, id, keys.verify))).toMatchObject({
		message: 'unknown_key'
	});
	await list([{ keys: s.keys.first }, { keys: s.keys.second }, { keys }]);
	expect(await problemOf(door(s.db, fresh, 'tips_open', { id }))).toMatchObject({
		message: 'not_found'
	});
	await grant(s, s.first, id, keys.verify);
	expect((await open(s, fresh, id)).secrets).toHaveLength(1);
});

test('a key replaces what lies under keys that were made anew since, and every epoch says so', async () => {
	const version = await list([{ keys: s.keys.first }, { keys: s.keys.second }]);
	const { id } = await sendTip(s, { list: version });
	await rekey(s, s.first, id);
	const keys = newKeys();
	await enrol(s.db, s.second, keys, true);
	await list([{ keys: s.keys.first }, { keys }]);
	for (const epoch of [2, 1]) await grant(s, s.first, id, keys.verify, { epoch });
	expect((await open(s, s.second, id)).secrets.map(({ epoch }) => epoch)).toEqual([1, 2]);
	const officer = s.second.sub;
	expect(await granted(id)).toEqual([
		{ officer, epoch: 2 },
		{ officer, epoch: 1 }
	]);
});
