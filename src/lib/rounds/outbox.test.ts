import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { learnTime } from '#lib/platform/clock.ts';
import { Problem } from '#lib/platform/problem.ts';
import type { Outbox } from './outbox.svelte.ts';
import { binh, house, other, outcome, type Server } from './testing-phone.ts';
import { onTheRoad, type Road } from './testing-road.ts';

let outbox: Outbox;
let server: Server;
let at: Road;
beforeEach(async () => {
	at = await onTheRoad();
	({ outbox, server } = at);
});
afterEach(() => at.end());

describe('what was done on the road', () => {
	it('is on the disk when it is said to be, and goes out when there is a line', async () => {
		const sent: unknown[] = [];
		outbox.onSent((entry, answer) => sent.push([entry.args.note, answer.version]));
		await at.noted(outcome('vắng nhà'));
		expect([outbox.waiting, outbox.entries[0]!.state]).toEqual([1, 'waiting']);
		// The page is killed here; the next one finds it.
		const next = await at.tab();
		next.onSent((entry, answer) => sent.push([entry.args.note, answer.version]));
		await next.drain();
		expect([next.waiting, at.notesDone(), sent]).toEqual([0, ['vắng nhà'], [['vắng nhà', 2]]]);
	});

	it('goes out in the order in which it was done, whatever the clock of the phone says', async () => {
		vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2026-11-28T09:00:00Z') });
		await at.noted(outcome('một'));
		vi.setSystemTime(Date.parse('2026-11-28T02:00:00Z'));
		await at.noted(outcome('hai', other));
		vi.setSystemTime(Date.parse('2026-11-29T02:00:00Z'));
		await at.noted(outcome('ba'));
		await outbox.drain();
		expect(at.notesDone()).toEqual(['một', 'hai', 'ba']);
	});

	it('has the time of the server, as the phone last knew it', async () => {
		vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2026-11-28T09:00:00Z') });
		// Seven hours ahead, as a phone is whose zone was mistaken for its time.
		learnTime('Sat, 28 Nov 2026 02:00:00 GMT', Date.now(), Date.now());
		const [entry] = await at.noted(outcome('vắng nhà'));
		expect(entry!.at.slice(0, 16)).toBe('2026-11-28T02:00');
		expect((await at.vault.row())!.offset / 3_600_000).toBeCloseTo(-7, 3);
		await outbox.drain();
		expect(server.asked.at(-1)!.args).toMatchObject({ key: entry!.key, at: entry!.at, version: 1 });
		learnTime(new Date().toUTCString(), Date.now(), Date.now());
	});

	it('after a lost answer the same key goes out again, and it is done once', async () => {
		server.losesAnswer = () => true;
		await outbox.add(outcome('đã chụp ảnh'));
		await outbox.drain();
		expect([outbox.waiting, outbox.entries[0]!.tried, server.done.size]).toEqual([1, true, 1]);
		server.losesAnswer = () => false;
		await outbox.drain();
		expect([outbox.waiting, server.done.size]).toEqual([0, 1]);
		expect(new Set(server.asked.map(({ args }) => args.key)).size).toBe(1);
	});

	it('what follows on the same house takes over the version that the one before was answered with', async () => {
		const [first, second, third] = await at.noted(outcome('một'), outcome('hai'), outcome('ba'));
		expect([first!.after, second!.after, third!.after]).toEqual([null, first!.key, second!.key]);
		await outbox.drain();
		expect(server.asked.slice(-3).map(({ args }) => args.version)).toEqual([1, 2, 3]);
		expect(outbox.waiting).toBe(0);
		// The page still shows the day as it was fetched; the phone knows better.
		await outbox.add(outcome('bốn', house, 1));
		await outbox.drain();
		expect([outbox.waiting, at.notesDone()]).toEqual([0, ['một', 'hai', 'ba', 'bốn']]);
	});

	it('stops at the first that has no answer, so that nothing overtakes it', async () => {
		await at.noted(outcome('một'), outcome('hai', other));
		server.asked.length = 0;
		server.refuses = ({ args }) =>
			args.note === 'một' ? new Problem({ code: 'busy', status: 503 }) : null;
		await outbox.drain();
		expect(server.asked.map(({ args }) => args.note)).toEqual(['một']);
		expect(outbox.problem).toMatchObject({ code: 'busy' });
	});

	it('goes on past what the server stumbles over, which waits and holds up its own house alone', async () => {
		await at.noted(outcome('một'), outcome('hai'), outcome('ba', other));
		server.refuses = ({ args }) =>
			args.note === 'một' ? new Problem({ code: 'failed', status: 500 }) : null;
		await outbox.drain();
		expect(at.notesDone()).toEqual(['ba']);
		expect(outbox.entries.map(({ state }) => state)).toEqual(['waiting', 'waiting']);
		expect(outbox.problem).toMatchObject({ code: 'failed' });
		server.refuses = () => null;
		await outbox.drain();
		expect(at.notesDone()).toEqual(['ba', 'một', 'hai']);
	});

	it('goes on past a refused one, but not on the same house', async () => {
		await at.noted(outcome('một'), outcome('hai'), outcome('ba', other));
		server.refuses = ({ args }) =>
			args.note === 'một'
				? new Problem({ code: 'not_allowed', status: 409, field: 'closed' })
				: null;
		await outbox.drain();
		expect(at.notesDone()).toEqual(['ba']);
		expect(outbox.entries.map(({ state }) => state)).toEqual(['refused', 'waiting']);
		expect(outbox.entries[0]!.problem).toEqual({
			code: 'not_allowed',
			status: 409,
			field: 'closed',
			detail: {}
		});
		expect(outbox.refused).toBe(1);
		await outbox.discard(outbox.entries[0]!.key);
		await outbox.drain();
		expect([outbox.waiting, at.notesDone()]).toEqual([0, ['ba', 'hai']]);
	});

	it('another device was first: the officer is shown what the house is now, and says it again on top', async () => {
		await at.noted(outcome('của tôi'));
		await server.send('rounds_outcome', { key: 'theirs', id: house, version: 1 }, { as: binh.id });
		await outbox.drain();
		const { key, problem } = outbox.entries[0]!;
		expect(problem).toMatchObject({ code: 'stale', field: 'captured' });
		await outbox.again(key, 2);
		await outbox.drain();
		expect([outbox.waiting, at.notesDone().at(-1)]).toEqual([0, 'của tôi']);
	});
});

describe('until it is sent', () => {
	it('it can be said otherwise, and what stood behind it still stands there', async () => {
		const [first] = await at.noted(outcome('vắng nhà'), outcome('hai'));
		await outbox.edit(first!.key, { id: house, note: 'đã chụp ảnh' });
		await outbox.drain();
		expect([at.notesDone(), outbox.waiting]).toEqual([['đã chụp ảnh', 'hai'], 0]);
	});

	it('what may have arrived gets a new key: the server then refuses to do it twice', async () => {
		server.losesAnswer = () => true;
		const { key } = await outbox.add(outcome('vắng nhà'));
		await outbox.drain();
		server.losesAnswer = () => false;
		await outbox.edit(key, { id: house, note: 'đã chụp ảnh' });
		await outbox.drain();
		expect(at.notesDone()).toEqual(['vắng nhà']);
		expect(outbox.entries[0]).toMatchObject({ state: 'refused', problem: { code: 'stale' } });
		expect(outbox.entries[0]!.key).not.toBe(key);
	});

	it('without a version nothing would stop that, so it waits for its answer first', async () => {
		server.losesAnswer = () => true;
		const { key } = await outbox.add({ ...outcome('gặp trên đường'), version: null });
		await outbox.drain();
		await expect(outbox.edit(key, {})).rejects.toMatchObject({ code: 'maybe_sent' });
	});

	it('what is under way is neither changed nor thrown away', async () => {
		let arrive: () => void = () => undefined;
		const arrived = new Promise<void>((resolve) => (arrive = resolve));
		let let_go: () => void = () => undefined;
		const held = new Promise<void>((resolve) => (let_go = resolve));
		const plain = server.send;
		server.send = async (...asked) => {
			arrive();
			await held;
			return plain(...asked);
		};
		const slow = await at.tab();
		const { key } = await slow.add(outcome('vắng nhà'));
		await arrived;
		expect(slow.entries[0]!.state).toBe('sending');
		await expect(slow.edit(key, {})).rejects.toMatchObject({ code: 'sending' });
		await expect(outbox.discard(key)).rejects.toMatchObject({ code: 'sending' });
		let_go();
		await slow.drain();
		expect([slow.waiting, at.notesDone()]).toEqual([0, ['vắng nhà']]);
	});
});
