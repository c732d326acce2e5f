import { beforeAll, describe, expect, it } from 'vitest';
import { digestOf } from './digest.ts';
import type { Draft } from './envelope.ts';
import { newHolder, type Holder } from './holder.ts';
import { sealItem } from './item.ts';
import { at, talk, told, type Story } from './story.ts';
import { openThread, type ThreadGiven } from './thread.ts';

let story: Story;
let given: ThreadGiven;

beforeAll(async () => {
	({ story, given } = await talk());
});

describe('an item that does not belong', () => {
	const forge = async (signer: Holder, change: Partial<Draft>) => {
		const room = story.prepared.room.recipient;
		const draft: Draft = {
			tip: given.tip,
			epoch: 1,
			room: digestOf(room),
			seq: 4,
			kind: 'message',
			dir: 'out',
			list: 4,
			at,
			prev: digestOf(story.items[3]!.sealed),
			content: { text: 'Thư giả' },
			...change
		};
		const sealed = await sealItem(draft, signer.signer, room);
		const items = [...story.items, { seq: 4, epoch: 1, sealed }];
		return told((await openThread({ ...given, items })).entries)[4];
	};

	it('by somebody who is in no list, or who is not the sender', async () => {
		const stranger = await newHolder();
		expect(await forge(stranger, {})).toBe('signer');
		expect(await forge(stranger, { dir: 'in' })).toBe('signer');
		expect(await forge(story.officers[0]!, { dir: 'in' })).toBe('signer');
		expect(await forge(story.officers[0]!, {})).toBe('message');
	});

	it('by a list older than one already named', async () => {
		expect(await forge(story.officers[0]!, { list: 3 })).toBe('list_back');
	});

	it('of another tip, epoch, room, or after another item', async () => {
		const [officer] = story.officers;
		expect(await forge(officer!, { tip: 'ff'.repeat(16) })).toBe('foreign');
		expect(await forge(officer!, { epoch: 2 })).toBe('room');
		expect(await forge(officer!, { room: 'ff'.repeat(32) })).toBe('room');
		expect(await forge(officer!, { seq: 5 })).toBe('sequence');
		expect(await forge(officer!, { prev: 'ff'.repeat(32) })).toBe('chain');
		expect(await forge(officer!, { prev: null })).toBe('chain');
	});

	it('of a shape that no page could show', async () => {
		const [officer] = story.officers;
		const parts = [{ name: 'a', type: 'b', bytes: 1, kind: 'file', parts: [{ id: '../x' }] }];
		for (const content of [null, 'text', { text: 1 }, { text: '', parts }, { text: '', x: 1 }])
			expect(await forge(officer!, { content })).toBe('shape');
		expect(await forge(officer!, { kind: 'note' })).toBe('shape');
		expect(await forge(story.sender, { dir: 'in', kind: 'rekey' })).toBe('shape');
		expect(await forge(story.sender, { dir: 'in', kind: 'body' })).toBe('shape');
	});
});
