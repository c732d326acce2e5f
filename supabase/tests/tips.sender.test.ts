/** What whoever holds a tip’s code gets and may say. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openedTip, type OpenedTip } from '../functions/_shared/contracts/lookup.ts';
import { callBackOf } from './cases.ts';
import { newKey, problemOf } from './people.ts';
import { door, hex, listOf, sha256 } from './sealed.ts';
import { look, scene, sendTip, tell, write, type Scene } from './tipping.ts';
import { open } from './tip-verbs.ts';

let s: Scene;
beforeAll(async () => {
	s = await scene();
});
afterAll(() => s?.db.drop());

const asSender = async (hash: string, before: number | null = null): Promise<OpenedTip> =>
	openedTip.parse(await look(s, hash, before));

describe('the sender', () => {
	test('brings an ended tip back with a message, unless it is an investigation by now', async () => {
		for (const [as, state] of [
			['resolved', 'checking'],
			['unfounded', 'checking'],
			['duplicate', 'checking'],
			['handed_over', null]
		] as const) {
			const { id, hash } = await sendTip(s);
			const { version } = await open(s, s.first, id);
			await tell(s, s.first, 'tips_close', { id, version, as });
			expect((await asSender(hash)).actions).toEqual(state ? ['message'] : []);
			const problem = await problemOf(write(s, hash, { seq: 2, epoch: 1 }));
			if (state) expect((await asSender(hash)).state).toBe(state);
			else expect(problem).toMatchObject({ message: 'not_allowed' });
		}
	});

	test('says nothing else, and a code of nobody opens nothing', async () => {
		const { hash } = await sendTip(s);
		const cancel = { act: 'cancel', reason: 'other', died: [], note: null };
		const version = (await asSender(hash)).version;
		const said = { lookup_hash: hash, key: newKey(), version, say: cancel };
		expect(await problemOf(door(s.db, 'service_role', 'lookup_say', said))).toMatchObject({
			message: 'not_allowed'
		});
		expect(await look(s, hex())).toBeNull();
		expect(await write(s, hex(), { seq: 2, epoch: 1 })).toBeNull();
	});

	test('of a visit cannot pass a message off on it', async () => {
		const { hash } = await callBackOf(s.db, '21439');
		expect(await problemOf(write(s, hash, { seq: 2, epoch: 1 }))).toMatchObject({
			message: 'not_allowed'
		});
	});

	test('gets the signed lists behind the officers’ messages', async () => {
		const { hash } = await sendTip(s);
		const read = (args: object) =>
			door<{ links: { link: string }[]; body: string } | null>(
				s.db,
				'service_role',
				'lookup_desk',
				{
					lookup_hash: hash,
					from: 1,
					version: 1,
					...args
				}
			);
		const desk = await read({});
		expect(sha256(desk!.links[0]!.link)).toBe(s.head);
		expect(JSON.parse(desk!.links[0]!.link).body).toBe(sha256(desk!.body));
		expect(await read({ version: 2 })).toBeNull();
		expect(await read({ lookup_hash: hex() })).toBeNull();
		expect(await read({ unit: '21451' })).toBeNull();
		const { hash: visit } = await callBackOf(s.db, '21439');
		expect(await read({ lookup_hash: visit })).toBeNull();
	});

	test('gets a long chain in pieces that fit a frame', async () => {
		const { hash } = await sendTip(s);
		const keys = s.keys.lead;
		let previous = s.head;
		for (let version = 2; version <= 60; version++) {
			const list = listOf([{ keys, lead: true }], {
				unit: '21439',
				version,
				previous,
				lead: keys.verify
			});
			previous = list.head;
			await s.db
				.sql`insert into staff.desk_links (unit, version, link, signature, body, head, lead, signed_by)
				values ('21439', ${version}, ${list.link}, ${Buffer.alloc(64)}, ${list.body}, ${Buffer.from(list.head, 'hex')},
					${Buffer.from(keys.verify, 'hex')}, ${s.lead.sub})`;
		}
		const seen: number[] = [];
		while (seen.length < 60) {
			const { links } = await door<{ links: { link: string }[] }>(
				s.db,
				'service_role',
				'lookup_desk',
				{ lookup_hash: hash, from: seen.length + 1, version: 1 }
			);
			expect(JSON.stringify(links).length).toBeLessThan(30_000);
			expect(links.length).toBeLessThanOrEqual(40);
			seen.push(...links.map(({ link }) => JSON.parse(link).version));
		}
		expect(seen).toEqual(Array.from({ length: 60 }, (_, n) => n + 1));
		// A page that still knows the first list looks again before it sends.
		expect(await problemOf(sendTip(s))).toMatchObject({ message: 'stale_list' });
	});
});
