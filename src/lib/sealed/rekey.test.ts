import { beforeAll, describe, expect, it } from 'vitest';
import { newRoom } from './age.ts';
import { digestOf } from './digest.ts';
import { newHolder, type Holder } from './holder.ts';
import { openItem, sealItem } from './item.ts';
import { notesRoom, openNotes, sealNote } from './notes.ts';
import { newEpoch } from './rekey.ts';
import { openSecret, sealNotesSecret, sealSecret } from './room.ts';
import { at, givenTo, newOfficers, secretsOf, sendTip, type Story } from './story.ts';
import { openThread, type ThreadGiven } from './thread.ts';
import { sealNext } from './write.ts';

let story: Story;
let stays: Holder;
let leaves: Holder;
let change: Awaited<ReturnType<typeof newEpoch>>;
const message = { kind: 'message', dir: 'out', list: 4, at, content: { text: 'Tiếp' } } as const;
/** Both epochs are of the unit that the tip was sent to. */
const sentTo = new Map<number, string | null>([
	[1, null],
	[2, null]
]);
const damages = async (given: ThreadGiven) =>
	(await openThread(given)).entries.map((entry) => ('damaged' in entry ? entry.damaged : null));

/** The thread after the change, with both epochs' secrets, for somebody. */
async function givenNow(reader: Holder, self?: Holder): Promise<ThreadGiven> {
	const given = await givenTo(reader, story);
	const secrets = [...story.prepared.secrets, ...change.secrets];
	return { ...given, self, secrets: await secretsOf(reader, secrets, self !== undefined) };
}

beforeAll(async () => {
	story = await sendTip(await newOfficers(2), await newHolder());
	[stays, leaves] = story.officers as [Holder, Holder];
	const thread = await openThread(await givenTo(stays, story));
	const members = [{ recipient: stays.recipient, verify: stays.signer.verify }];
	change = await newEpoch(thread, { members, list: 4, at }, stays.signer);
	story.items.push({ seq: 2, epoch: 1, sealed: change.item });
	const after = await openThread(await givenNow(stays));
	const sealed = await sealNext(after, message, stays.signer);
	story.items.push({ seq: 3, epoch: 2, sealed });
});

describe('after an officer left', () => {
	it('who stays and the sender read on, in the new room', async () => {
		for (const given of [await givenNow(stays), await givenNow(story.sender, story.sender)]) {
			const thread = await openThread(given);
			expect(thread.entries.every((entry) => 'envelope' in entry)).toBe(true);
			expect(thread.room).toEqual({ epoch: 2, recipient: change.room.recipient });
		}
	});

	it('the officer opens nothing that was written since, and cannot write to the new room', async () => {
		const given = await givenNow(leaves);
		expect(await damages(given)).toEqual([null, null, null, 'cannot_open']);
		const thread = await openThread(given);
		await expect(sealNext(thread, message, leaves.signer)).rejects.toMatchObject({
			code: 'room_refused'
		});
		const { sealed } = story.items[3]!;
		for (const { identity } of [leaves, story.prepared.room])
			await expect(openItem(sealed, identity)).rejects.toMatchObject({ code: 'cannot_open' });
	});

	it('what is still written to the old room is damaged', async () => {
		const sealed = await sealItem(
			{
				...message,
				tip: story.prepared.tip,
				epoch: 1,
				room: digestOf(story.prepared.room.recipient),
				seq: 4,
				prev: digestOf(story.items[3]!.sealed)
			},
			leaves.signer,
			story.prepared.room.recipient
		);
		const given = await givenNow(stays);
		given.items = [...given.items, { seq: 4, epoch: 1, sealed }];
		expect((await damages(given))[4]).toBe('room');
	});
});

describe('a key that the server made', () => {
	it.each(['officer', 'sender'])('for the new epoch is refused by the %s', async (who) => {
		const reader = who === 'sender' ? story.sender : stays;
		const made = await newRoom();
		const sealed = await sealSecret(
			{ tip: story.prepared.tip, epoch: 2, room: 'T', identity: made.identity },
			reader.recipient
		);
		const given = await givenNow(reader, who === 'sender' ? reader : undefined);
		given.secrets = given.secrets
			.filter(({ epoch }) => epoch === 1)
			.concat(await openSecret(sealed, reader.identity));
		expect(await damages(given)).toEqual([null, null, null, 'room']);
		const thread = await openThread(given);
		await expect(sealNext(thread, message, stays.signer)).rejects.toMatchObject({
			code: 'room_refused'
		});
	});

	it('for a tip without a re-key item, or one that no officer signed, is refused', async () => {
		const given = await givenNow(stays);
		const nobody = { ...given, officerOf: () => false };
		expect(await damages(nobody)).toEqual([null, null, 'signer', 'room']);
		expect((await openThread(nobody)).room?.epoch).toBe(1);
		const skipped = { ...given, items: given.items.filter(({ seq }) => seq !== 2) };
		expect(await damages(skipped)).toEqual([null, null, 'sequence', 'room']);
	});

	it('for the notes is refused: no officer signed it', async () => {
		const { officerOf } = await givenNow(stays);
		const made = await newRoom();
		const server = (await newHolder()).signer;
		const { tip } = story.prepared;
		const own = { tip, epoch: 2, identity: made.identity, list: 4 };
		const secret = await openSecret(
			await sealNotesSecret(own, server, stays.recipient),
			stays.identity
		);
		const asked = { tip, epoch: 2, secrets: [secret], officerOf, units: sentTo };
		expect(() => notesRoom(asked)).toThrow('room_refused');
	});
});

it('officers read each other’s notes; the keys of the sender open none', async () => {
	const given = await givenNow(stays);
	const officers = { tip: given.tip, officerOf: given.officerOf, units: sentTo };
	const room = notesRoom({ ...officers, epoch: 2, secrets: given.secrets });
	const note = { list: 4, at, content: { text: 'Đã xác minh' } };
	const sealed = await sealNote(room, note, stays.signer);
	const stranger = await sealNote(room, note, (await newHolder()).signer);
	const notes = [
		{ id: 'a', epoch: 2, sealed },
		{ id: 'b', epoch: 2, sealed: stranger },
		{ id: 'c', epoch: 1, sealed }
	];
	const read = await openNotes({ ...officers, notes, secrets: given.secrets });
	expect(read).toMatchObject([
		{ id: 'a', envelope: { content: note.content } },
		{ id: 'b', damaged: 'signer' },
		{ id: 'c', damaged: 'room' }
	]);
	const held = (await givenNow(story.sender, story.sender)).secrets;
	expect(held.map((secret) => secret.room)).toEqual(['T', 'T']);
	for (const { identity } of [story.sender, ...held])
		await expect(openItem(sealed, identity)).rejects.toMatchObject({ code: 'cannot_open' });
	const seen = await openNotes({ ...officers, notes, secrets: held });
	expect(seen.every((entry) => 'damaged' in entry)).toBe(true);
});

it('a tip that was handed to another unit goes by that unit’s lists from then on', async () => {
	const other = await newHolder();
	const members = [{ recipient: other.recipient, verify: other.signer.verify }];
	const thread = await openThread(await givenNow(stays));
	const to = { unit: '26740', list: 2 };
	const handed = await newEpoch(thread, { members, list: 4, at, to }, stays.signer);
	const items = [...story.items, { seq: 4, epoch: 2, sealed: handed.item }];
	const given = await givenNow(story.sender, story.sender);
	const asSender = {
		...given,
		items,
		secrets: [...given.secrets, ...(await secretsOf(story.sender, handed.secrets, true))],
		officerOf: (list: number, verify: string, unit: string | null) =>
			unit === '26740'
				? list === 2 && verify === other.signer.verify
				: given.officerOf(list, verify, unit)
	};
	const opened = await openThread(asSender);
	expect(opened).toMatchObject({ unit: '26740', list: 2, room: { epoch: 3 } });
	const by = async (writer: Holder, list: number) => {
		const sealed = await sealNext(opened, { ...message, list }, writer.signer);
		return damages({ ...asSender, items: [...items, { seq: 5, epoch: 3, sealed }] });
	};
	expect((await by(other, 2))[5]).toBeNull();
	expect((await by(stays, 4))[5]).toBe('signer');
});
