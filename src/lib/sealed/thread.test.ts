import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { newHolder } from './holder.ts';
import { at, secretsOf, sendTip, talk, told, type Story } from './story.ts';
import { openThread, type ThreadGiven } from './thread.ts';
import { sealNext } from './write.ts';

let story: Story;
let given: ThreadGiven;
let fromSender: ThreadGiven;

beforeAll(async () => {
	({ story, given, fromSender } = await talk());
});

it('the officer and the sender read the same thread, in order', async () => {
	for (const reader of [given, fromSender]) {
		const thread = await openThread(reader);
		expect(told(thread.entries)).toEqual(['header', 'body', 'message', 'message']);
		expect(thread.citizen).toEqual({
			recipient: story.sender.recipient,
			verify: story.sender.signer.verify
		});
		expect(thread.room).toEqual({ epoch: 1, recipient: story.prepared.room.recipient });
		expect(thread).toMatchObject({ seq: 3, list: 4, unit: null });
	}
});

describe('what a server may do to a thread shows', () => {
	const read = async (items: ThreadGiven['items'], more: Partial<ThreadGiven> = {}) =>
		told((await openThread({ ...given, items, ...more })).entries);
	const swap = (at: number, sealed: Uint8Array) =>
		story.items.map((item) => (item.seq === at ? { ...item, sealed } : item));

	it('a withheld item is a gap', async () => {
		const [header, body, asked, answered] = story.items;
		expect(await read([header!, body!, answered!])).toEqual([
			'header',
			'body',
			'sequence',
			'message'
		]);
		expect(await read([body!, asked!])).toEqual(['sequence', 'body', 'message']);
	});

	it('without the body nobody is known to be the sender, and nothing pins the room', async () => {
		const [header, , asked, answered] = story.items;
		expect(await read([header!, asked!, answered!])).toEqual([
			'signer',
			'sequence',
			'room',
			'room'
		]);
		const thread = await openThread({ ...given, items: [header!, asked!] });
		expect(thread).toMatchObject({ room: null, citizen: null });
	});

	it('a changed item is damaged, and the others are still read', async () => {
		const changed = story.items[2]!.sealed.slice();
		changed[1700]! ^= 1;
		expect(await read(swap(2, changed))).toEqual(['header', 'body', 'cannot_open', 'message']);
	});

	it('an item that stands in another place is out of sequence, and one that came twice', async () => {
		expect(await read(swap(2, story.items[3]!.sealed))).toEqual([
			'header',
			'body',
			'sequence',
			'message'
		]);
		expect(await read([...story.items, story.items[1]!])).toEqual([
			'header',
			'body',
			'sequence',
			'message',
			'message'
		]);
	});

	it('an item of another tip is foreign or does not open', async () => {
		const other = await sendTip(story.officers, story.sender);
		expect((await read(swap(1, other.items[1]!.sealed)))[1]).toBe('cannot_open');
		expect((await read(story.items, { tip: 'ff'.repeat(16) })).slice(0, 2)).toEqual([
			'cannot_open',
			'cannot_open'
		]);
	});

	it('whatever is given in whatever order, every item has an entry and nothing is thrown', async () => {
		const some = fc.array(
			fc.record({ from: fc.nat(3), seq: fc.nat(5), epoch: fc.integer({ min: 1, max: 2 }) }),
			{ maxLength: 6 }
		);
		await fc.assert(
			fc.asyncProperty(some, fc.boolean(), async (rows, complete) => {
				const items = rows.map((row) => ({ ...row, sealed: story.items[row.from]!.sealed }));
				const { entries } = await openThread({ ...given, items, complete });
				for (const { from, seq } of rows) {
					const shown = entries.filter((entry) => entry.seq === seq);
					expect(shown.length).toBeGreaterThan(0);
					// What stands where it was not written is never shown as if it were.
					if (from !== seq && rows.filter((row) => row.seq === seq).length === 1)
						expect(shown.every((entry) => 'damaged' in entry)).toBe(true);
				}
			}),
			{ numRuns: 40 }
		);
	});
});

it('the newest items alone are read, and written to only once the room is pinned', async () => {
	const tail = { ...fromSender, items: story.items.slice(2), complete: false };
	const thread = await openThread(tail);
	expect(told(thread.entries)).toEqual(['message', 'message']);
	const next = { kind: 'message', dir: 'in', list: 4, at, content: { text: '' } } as const;
	await expect(sealNext(thread, next, story.sender.signer)).rejects.toMatchObject({
		code: 'room_refused'
	});
});

it('a sender whose tip was replaced by another in their name sees it', async () => {
	const forged = await sendTip(story.officers, await newHolder());
	const secrets = await secretsOf(story.officers[0]!, forged.prepared.secrets);
	const thread = await openThread({
		...fromSender,
		tip: forged.prepared.tip,
		items: forged.items,
		secrets
	});
	expect(told(thread.entries)).toEqual(['signer', 'signer']);
	expect(thread.room).toBeNull();
});
