// One way for what the door and what Realtime tell.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Heard, Wire } from '#lib/platform/session-realtime.ts';
import type { Answer } from './live-queue.ts';
import { Live, type News } from './live.svelte.ts';

const [visit, other] = [
	'00000000-0000-4000-8000-00000000000a',
	'00000000-0000-4000-8000-00000000000b'
];
const truc = { id: 'officer 1', name: 'Nguyễn Thị Trực' };
const cung = { id: 'officer 2', name: 'Trần Văn Cùng' };
const topics = [
	{ topic: 'queue:1', kind: 'call_back' as const },
	{ topic: 'queue:2', kind: 'home_visit' as const },
	{ topic: 'queue:3', kind: null }
];
const answer = (more: Partial<Answer> = {}): Answer => ({
	now: '2026-11-23T07:00:00+07:00',
	mark: 'a'.repeat(64),
	all: false,
	changed: [],
	lookers: [],
	topics: [],
	...more
});

beforeEach(() => {
	vi.useFakeTimers();
	vi.stubGlobal('document', Object.assign(new EventTarget(), { visibilityState: 'visible' }));
});
afterEach(() => {
	vi.useRealTimers();
	vi.unstubAllGlobals();
});
const pass = (seconds: number) => vi.advanceTimersByTimeAsync(seconds * 1000);

/** A page, its door, and a server with Realtime at the other end of the wire. */
async function open(...answers: Answer[]) {
	const news: News[] = [];
	const wire = { join: vi.fn<Wire['join']>(), say: vi.fn<Wire['say']>(), close: vi.fn() };
	let heard: Heard | undefined;
	const opened = vi.fn(async (_: string, hears: Heard) => {
		heard = hears;
		return wire;
	});
	let asked = 0;
	const last = answers.at(-1) ?? answer();
	const live = new Live({
		ask: async () => (asked++, answers.shift() ?? { ...last, changed: [] }),
		open: opened,
		officers: async () => [truc, cung],
		changed: (one) => news.push(one)
	});
	const stop = live.start('me');
	await pass(0);
	return { live, news, wire, opened, heard: () => heard!, asked: () => asked, stop };
}

describe('what happens in the queue', () => {
	it('is told by the door alone where there is no Realtime, whose client never comes then', async () => {
		const change = { id: visit, version: 2, at: '2026-11-23T07:00:00+07:00' };
		const lookers = [{ id: visit, officers: [truc] }];
		const { live, news, opened } = await open(answer({ changed: [change], lookers }));
		expect(news).toEqual([{ ids: [visit], all: false }]);
		expect(live.fresh).toBe('2026-11-23T07:00:00+07:00');
		expect(live.lookersOf(visit)).toEqual([truc]);
		expect(live.lookersOf(other)).toEqual([]);
		expect(opened).not.toHaveBeenCalled();
	});

	it('comes earlier where Realtime is there, and is not told again by the door', async () => {
		const change = { id: visit, version: 2, at: '2026-11-23T07:00:05+07:00' };
		const { news, wire, heard } = await open(
			answer({ topics }),
			answer({ topics, changed: [change] })
		);
		expect(wire.join).toHaveBeenCalledWith(['queue:1', 'queue:2', 'queue:3']);
		heard().joined(true);
		heard().message('case', { id: other, version: 7 });
		heard().message('case', { id: visit, version: 2 });
		heard().message('case', { id: visit, version: 2 });
		await pass(2);
		expect(news).toEqual([{ ids: [other, visit], all: false }]);
		await pass(40);
		expect(news).toHaveLength(1);
	});

	it('is read at once when it is about the case that is open', async () => {
		const { live, news, heard } = await open(answer({ topics }));
		live.look(visit, 'home_visit');
		heard().message('case', { id: visit, version: 2 });
		await pass(0);
		expect(news).toEqual([{ ids: [visit], all: false }]);
	});

	it('is asked for half as often once every topic is joined, and as before when one is lost', async () => {
		const { heard, asked } = await open(answer({ topics }));
		heard().joined(true);
		await pass(600);
		const calm = asked();
		expect(calm).toBeLessThanOrEqual(22);
		heard().joined(false);
		await pass(600);
		expect(asked() - calm).toBeGreaterThan(30);
	});

	it('is asked for soon when a topic ended, and nothing else that is said there is believed', async () => {
		const { news, heard, asked } = await open(answer({ topics }));
		heard().joined(true);
		heard().message('case', { id: 'nonsense', version: 2 });
		heard().message('case', 'nonsense');
		heard().message('other', { id: visit, version: 2 });
		expect(news).toEqual([]);
		heard().message('moved', {});
		await pass(3);
		expect(asked()).toBe(2);
	});

	it('says what the page shows in the one topic of those who may know of it, and a tip in none', async () => {
		const { live, wire } = await open(answer({ topics }));
		live.look(visit, 'home_visit');
		expect(wire.say).toHaveBeenLastCalledWith('queue:2', { case: visit });
		live.look(other, 'tip');
		expect(wire.say).toHaveBeenLastCalledWith(null, {});
		live.look(null, null);
		expect(wire.say).toHaveBeenLastCalledWith(null, {});
	});

	it('names who looks by the unit’s own list, whatever a page says of itself', async () => {
		const { live, heard } = await open(answer({ topics }));
		heard().present('queue:2', {
			[truc.id]: [{ case: visit, name: 'Người khác' }],
			[cung.id]: [{ case: 'nonsense' }],
			stranger: [{ case: visit }],
			me: [{ case: visit }]
		});
		await pass(0);
		expect(live.lookersOf(visit)).toEqual([truc]);
	});

	it('forgets who has just gone, though the door named them a moment ago', async () => {
		const lookers = [{ id: visit, officers: [truc, cung] }];
		const { live, heard, stop } = await open(answer({ topics, lookers }));
		heard().present('queue:2', { [truc.id]: [{ case: visit }] });
		await pass(0);
		expect(live.lookersOf(visit)).toHaveLength(2);
		heard().present('queue:2', {});
		expect(live.lookersOf(visit)).toEqual([cung]);
		stop();
		expect(live.lookersOf(visit)).toEqual([]);
	});
});
