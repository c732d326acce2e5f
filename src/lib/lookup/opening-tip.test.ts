import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Problem } from '#lib/platform/problem.ts';
import * as cipher from '#lib/sealed/cipher.ts';
import { toBase64 } from '#lib/sealed/index.ts';
import type { OpeningTip } from './opening-tip.svelte.ts';
import { lost, serve, type Server } from './tip-story.ts';

let server: Server;
beforeEach(async () => {
	server = await serve();
});
const rows = (tip: OpeningTip) => tip.reading!.rows.map((row) => row.who);

describe('somebody who comes back with the code of a tip', () => {
	it('reads everything, frame by frame, and what an officer asked comes first', async () => {
		for (const text of ['Ở đâu?', 'Mấy giờ?', 'Ai thấy?']) await server.ask(text);
		const tip = await server.open();
		expect(rows(tip)).toEqual(['officer', 'officer', 'officer']);
		expect(tip.reading!.questions.map(({ text }) => text)).toEqual([
			'Ở đâu?',
			'Mấy giờ?',
			'Ai thấy?'
		]);
		expect(tip.reading!.body!.answers[0]!.a).toBe('Người này gọi điện.');
		expect(tip.progress).toEqual({ have: 5, of: 5 });
	});

	it('answers, and the question is answered for the officers as well', async () => {
		await server.ask('Ở đâu?');
		const tip = await server.open();
		tip.draft = ' Sau chợ. ';
		expect(await tip.say()).toBe(true);
		expect(tip.draft).toBe('');
		expect(rows(tip)).toEqual(['sender', 'officer']);
		expect(tip.reading!.questions).toEqual([]);
		expect(await server.heard()).toEqual(['Ở đâu?', 'Sau chợ.']);
	});

	it('presses twice and is heard once', async () => {
		const tip = await server.open();
		tip.draft = 'Có hai người.';
		await Promise.all([tip.say(), tip.say()]);
		expect(await server.heard()).toEqual(['Có hai người.']);
	});

	it('whose answer was lost sends the same item again, and the officers get it once', async () => {
		const tip = await server.open();
		tip.draft = 'Có hai người.';
		server.losing = 1;
		await expect(tip.say()).rejects.toThrow('unreachable');
		expect([tip.unsure, tip.draft]).toEqual([true, 'Có hai người.']);
		expect(await tip.say()).toBe(true);
		expect(server.said[1]).toEqual(server.said[0]);
		expect(await server.heard()).toEqual(['Có hai người.']);
	});

	it('who changes the words after a lost answer learns that the first ones arrived, and keeps the new ones', async () => {
		const tip = await server.open();
		tip.draft = 'Có hai người.';
		server.losing = 1;
		await expect(tip.say()).rejects.toThrow();
		tip.draft = 'Có ba người.';
		expect(await tip.say()).toBe(false);
		expect(tip.draft).toBe('Có ba người.');
		expect(await server.heard()).toEqual(['Có hai người.']);
		expect(await tip.say()).toBe(true);
		expect(await server.heard()).toEqual(['Có hai người.', 'Có ba người.']);
	});

	it('sees on a new reading that a message had arrived, and nothing is left in the field', async () => {
		const tip = await server.open();
		tip.draft = 'Có hai người.';
		server.losing = 1;
		await expect(tip.say()).rejects.toThrow();
		await tip.refresh();
		expect([tip.unsure, tip.draft]).toEqual([false, '']);
	});

	it('writes while an officer writes: it is sealed anew behind the officer’s words, by itself', async () => {
		const tip = await server.open();
		await server.ask('Ở đâu?');
		tip.draft = 'Có hai người.';
		expect(await tip.say()).toBe(true);
		expect(await server.heard()).toEqual(['Ở đâu?', 'Có hai người.']);
		expect(rows(tip)).toEqual(['sender', 'officer']);
	});

	it('writes on after officers changed the key of the room, and into no other', async () => {
		await server.rekey();
		const tip = await server.open();
		expect(tip.writing).toBe('open');
		tip.draft = 'Tin mới.';
		await tip.say();
		expect(await server.heard()).toEqual(['Tin mới.']);
		expect(rows(tip)).toEqual(['sender']);
	});

	it('is never led to write with a key that the server made', async () => {
		await server.rekey({ by: await cipher.newHolder() });
		const tip = await server.open();
		expect(tip.reading!.rows).toMatchObject([{ who: 'damaged', fault: 'foreign' }]);
		expect(tip.writing).toBe('unpinned');
		tip.draft = 'Tin mới.';
		await expect(tip.say()).rejects.toThrow('room_refused');
		expect([server.said.length, tip.draft]).toEqual([0, 'Tin mới.']);
	});

	it('is shown as damaged what the server altered, what it held back, and what a stranger signed', async () => {
		await server.ask('Ở đâu?');
		await server.ask('Mấy giờ?');
		await server.ask('Ai trả tiền?', await cipher.newHolder());
		server.items[2]!.sealed = `A${server.items[2]!.sealed.slice(1)}`;
		server.items.splice(3, 1);
		const tip = await server.open();
		expect(tip.reading!.rows).toMatchObject([
			{ seq: 4, who: 'damaged', fault: 'foreign' },
			{ seq: 3, who: 'damaged', fault: 'missing' },
			{ seq: 2, who: 'damaged', fault: 'unopened' }
		]);
		expect(tip.reading!.questions).toEqual([]);
	});

	it('is not told that an officer wrote where the build knows no list, and can still write', async () => {
		await server.ask('Ở đâu?');
		const tip = await server.open({ floors: {} });
		expect(rows(tip)).toEqual(['unchecked']);
		expect(tip.reading!.questions).toEqual([]);
		tip.draft = 'Sau chợ.';
		await tip.say();
		expect(rows(tip)).toEqual(['sender', 'unchecked']);
	});

	it('is not told so either when the server shows a list that forked, or none', async () => {
		await server.ask('Ở đâu?');
		const forked = { [server.unit]: { ...server.floor, head: 'a'.repeat(64) } };
		expect(rows(await server.open({ floors: forked }))).toEqual(['unchecked']);
		const none = () => Promise.reject(new Problem({ code: 'code_not_found', status: 404 }));
		expect(rows(await server.open({ desk: none }))).toEqual(['unchecked']);
	});

	it('keeps what was read when the line breaks, and reads on when it is back', async () => {
		for (const text of ['Một?', 'Hai?', 'Ba?']) await server.ask(text);
		const tip = await server.open({ desk: () => Promise.reject(lost()) });
		expect([tip.reading, tip.trouble?.code]).toEqual([null, 'unreachable']);
		const other = await server.open();
		server.broken = true;
		await other.refresh();
		expect([rows(other).length, other.trouble?.code]).toEqual([3, 'unreachable']);
		server.broken = false;
		await other.refresh();
		expect(other.trouble).toBeNull();
	});

	it('sees the number and the outcome of a tip whose words were erased, and cannot write', async () => {
		server.items.length = 0;
		const tip = await server.open({ found: { state: 'resolved', actions: [] } });
		expect([tip.erased, tip.writing, tip.reading, tip.trouble]).toEqual([
			true,
			'ended',
			null,
			null
		]);
	});

	it('leaves nothing behind: no words, no keys', async () => {
		await server.ask('Ở đâu?');
		const tip = await server.open();
		tip.draft = 'Sau chợ.';
		const { secret } = server.sender.signer;
		tip.forget();
		expect([tip.draft, tip.reading]).toEqual(['', null]);
		expect(secret.every((byte) => byte === 0)).toBe(true);
	});
});

describe('a message', () => {
	let tip: OpeningTip;
	beforeAll(async () => {
		tip = await (await serve()).open();
	});

	it('that fills its room to the last byte is as long on the line as one of a word', async () => {
		const { thread } = tip.reading!;
		const say = async (text: string) => {
			const content = { text };
			const at = cipher.hourOf(new Date());
			const next = { kind: 'message' as const, dir: 'in' as const, list: 99_999, at, content };
			return toBase64(await cipher.sealNext(thread, next, (await cipher.newHolder()).signer));
		};
		expect((await say('ế'.repeat(1_100))).length).toBe((await say('Vâng')).length);
	});

	it('that is longer is refused before it is sealed, and stays typed', async () => {
		tip.draft = 'ế'.repeat(1_101);
		await expect(tip.say()).rejects.toThrow('too_long');
		expect(tip.draft).toHaveLength(1_101);
	});
});
