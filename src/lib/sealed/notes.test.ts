import { beforeAll, describe, expect, it } from 'vitest';
import { newRoom } from './age.ts';
import type { Holder } from './holder.ts';
import { openNotes, sealNote } from './notes.ts';
import { openSecret, sealNotesSecret } from './room.ts';
import { at, newOfficers } from './story.ts';

describe('a note in a tip that went from one unit to the next', () => {
	const [atSecond, atThird] = [
		{ unit: '26740', list: 2 },
		{ unit: '26743', list: 7 }
	];
	let people: Holder[];
	const lists = (list: number, verify: string, unit: string | null) =>
		({ [`${null} 4`]: 0, [`${atSecond.unit} 2`]: 1, [`${atThird.unit} 7`]: 2 })[
			`${unit} ${list}`
		] === people.findIndex(({ signer }) => signer.verify === verify);
	const units = new Map<number, string | null>([
		[1, null],
		[2, atSecond.unit],
		[3, atThird.unit]
	]);
	const tip = 'ab'.repeat(16);
	/** D of an epoch, handed by somebody under some list to the third unit's officer. */
	const handedBy = async (who: number, list: number, epoch: number) => {
		const { identity } = await newRoom();
		const key = { tip, epoch, identity, list };
		const sealed = await sealNotesSecret(key, people[who]!.signer, people[2]!.recipient);
		return openSecret(sealed, people[2]!.identity);
	};
	const noteIn = async (room: Awaited<ReturnType<typeof handedBy>>, who: number, list: number) => {
		const sealed = await sealNote(room, { list, at, content: {} }, people[who]!.signer);
		const notes = [{ id: 'a', epoch: room.epoch, sealed }];
		const [read] = await openNotes({ tip, notes, secrets: [room], officerOf: lists, units });
		return 'damaged' in read! ? read.damaged : null;
	};
	beforeAll(async () => {
		people = await newOfficers(3);
	});

	it('counts by the list of the unit that had the tip when it was written', async () => {
		const room = await handedBy(1, 2, 2);
		expect(await noteIn(room, 1, 2)).toBeNull();
		expect(await noteIn(room, 0, 4)).toBe('signer');
		expect(await noteIn(room, 2, 7)).toBe('signer');
	});

	it('opens with a key that the unit before, itself or a later unit handed on', async () => {
		for (const [who, list] of [
			[0, 4],
			[1, 2],
			[2, 7]
		] as const)
			expect(await noteIn(await handedBy(who, list, 2), 1, 2)).toBeNull();
	});

	it('does not open with a key from a unit that was long gone, or of an epoch that no item names', async () => {
		expect(await noteIn(await handedBy(0, 4, 3), 2, 7)).toBe('room');
		expect(await noteIn(await handedBy(2, 7, 4), 2, 7)).toBe('room');
	});
});
