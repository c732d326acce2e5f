import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Problem } from '#lib/platform/problem.ts';
import { Book } from './book.ts';
import type { Outbox } from './outbox.svelte.ts';
import { cuong, binh, noLine, other, outcome, type Server } from './testing-phone.ts';
import { onTheRoad, type Road } from './testing-road.ts';

let outbox: Outbox;
let server: Server;
let at: Road;
beforeEach(async () => {
	at = await onTheRoad();
	({ outbox, server } = at);
});
afterEach(() => at.end());

describe('what arrived before its answer was lost', () => {
	it('is not done twice when it is sent once more after a refusal that came in between', async () => {
		server.losesAnswer = () => true;
		const { key } = await outbox.add({ ...outcome('gặp trên đường'), version: null });
		await outbox.drain();
		// A lead has taken the role away for a while: the door does not even look who has knocked before.
		server.refuses = () => new Problem({ code: 'role_missing', status: 403 });
		await outbox.drain();
		expect(outbox.refused).toBe(1);
		server.refuses = () => null;
		server.losesAnswer = () => false;
		await outbox.again(key);
		await outbox.drain();
		expect([outbox.waiting, server.done.size]).toEqual([0, 1]);
	});
});

describe('two tabs of one officer', () => {
	it('send each thing once, and both see that it is gone', async () => {
		const second = await at.tab();
		await at.noted(outcome('một'), outcome('hai', other));
		await vi.waitFor(() => expect(second.waiting).toBe(2));
		server.asked.length = 0;
		await Promise.all([outbox.drain(), second.drain()]);
		expect(server.asked.map(({ args }) => args.note)).toEqual(['một', 'hai']);
		await vi.waitFor(() => expect([outbox.waiting, second.waiting]).toEqual([0, 0]));
	});

	it('write at once and lose nothing', async () => {
		const second = await at.tab();
		server.refuses = noLine;
		await Promise.all(
			[1, 2, 3, 4].flatMap((n) => [outbox.add(outcome(`a${n}`)), second.add(outcome(`b${n}`))])
		);
		const all = await new Book(at.vault, at.open).entries();
		expect(all.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
		expect(all.slice(1).map(({ after }) => after)).toEqual(all.slice(0, -1).map(({ key }) => key));
	});
});

describe('the session', () => {
	it('that is over keeps everything; after a sign-in it goes on', async () => {
		await at.noted(outcome('một'), outcome('hai', other));
		server.refuses = () => new Problem({ code: 'session_expired', status: 401 });
		await outbox.drain();
		expect([outbox.needsSignIn, outbox.waiting]).toEqual([true, 2]);
		server.refuses = () => null;
		await outbox.drain();
		expect([outbox.needsSignIn, outbox.waiting, at.notesDone()]).toEqual([
			false,
			0,
			['một', 'hai']
		]);
	});

	it('of a colleague sends nothing of it: refused, and kept for its officer', async () => {
		await at.noted(outcome('một'));
		server.officer = cuong.id;
		await outbox.drain();
		expect([outbox.otherOfficer, outbox.waiting, server.done.size]).toEqual([true, 1, 0]);
		expect(outbox.entries[0]!.state).toBe('waiting');
		server.officer = binh.id;
		await outbox.drain();
		expect([outbox.otherOfficer, outbox.waiting]).toEqual([false, 0]);
	});
});

describe('the disk', () => {
	it('that is full says so, and keeps nothing half', async () => {
		await at.noted(outcome('một'));
		const put = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
			throw new DOMException('full', 'QuotaExceededError');
		});
		await expect(outbox.add(outcome('hai'))).rejects.toMatchObject({ code: 'storage_full' });
		put.mockRestore();
		expect(await new Book(at.vault, at.open).entries()).toHaveLength(1);
		await outbox.add(outcome('ba'));
		await outbox.drain();
		expect(at.notesDone()).toEqual(['một', 'ba']);
	});

	it('whose vault is locked takes nothing', async () => {
		outbox.shut();
		expect(outbox.entries).toEqual([]);
		await expect(outbox.add(outcome('một'))).rejects.toMatchObject({ code: 'locked' });
	});
});

describe('it is tried again', () => {
	it('not while the browser says that there is no line, so that it can still be said otherwise; by hand all the same', async () => {
		vi.stubGlobal('navigator', { onLine: false, locks: navigator.locks });
		const { key } = await outbox.add({ ...outcome('gặp trên đường'), version: null });
		await outbox.drain();
		expect([server.asked.length, outbox.entries[0]!.tried]).toEqual([0, false]);
		expect(outbox.problem).toMatchObject({ code: 'offline' });
		await outbox.edit(key, { note: 'gặp ở chợ' });
		await outbox.drain(true);
		expect([outbox.waiting, at.notesDone()]).toEqual([0, ['gặp ở chợ']]);
	});

	it('when the line comes back, and when the page is looked at', async () => {
		await at.noted(outcome('một'));
		dispatchEvent(new Event('online'));
		await vi.waitFor(() => expect(outbox.waiting).toBe(0));
		await at.noted(outcome('hai'));
		document.dispatchEvent(new Event('visibilitychange'));
		await vi.waitFor(() => expect(at.notesDone()).toEqual(['một', 'hai']));
	});
});
