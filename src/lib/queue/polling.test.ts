// What is asked, and how often, while a page is open. Time is the test's own.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Problem } from '#lib/platform/problem.ts';
import type { Answer, Asked } from './live-queue.ts';
import { Polling, type Told } from './polling.ts';

const answer = (more: Partial<Answer> = {}): Answer => ({
	now: '2026-11-23T07:00:00+07:00',
	mark: 'a'.repeat(64),
	all: false,
	changed: [],
	lookers: [],
	topics: [],
	...more
});

let page: EventTarget & { visibilityState: string };
beforeEach(() => {
	vi.useFakeTimers();
	page = Object.assign(new EventTarget(), { visibilityState: 'visible' });
	vi.stubGlobal('document', page);
});
afterEach(() => {
	vi.useRealTimers();
	vi.unstubAllGlobals();
});
const turn = (state: 'visible' | 'hidden') => {
	page.visibilityState = state;
	page.dispatchEvent(new Event('visibilitychange'));
};

/** A page whose door answers as told, and with nothing new after that. */
function open(...answers: (Answer | Error)[]) {
	const asked: Asked[] = [];
	const told: Told[] = [];
	const ask = async (question: Asked) => {
		asked.push(question);
		const next = answers.shift() ?? answer();
		if (next instanceof Error) throw next;
		return next;
	};
	const polling = new Polling({ ask, told: (one) => told.push(one) }, 'tab');
	polling.start();
	return { polling, asked, told };
}
const pass = (seconds: number) => vi.advanceTimersByTimeAsync(seconds * 1000);

describe('a page that asks what changed', () => {
	it('asks at once, and then at most once in fifteen seconds while nothing is done', async () => {
		const { asked, polling } = open();
		await pass(0);
		expect(asked).toHaveLength(1);
		await pass(14);
		expect(asked).toHaveLength(1);
		await pass(586);
		expect(asked.length).toBeGreaterThan(30);
		expect(asked.length).toBeLessThanOrEqual(41);
		polling.stop();
		await pass(60);
		expect(asked.length).toBeLessThanOrEqual(41);
	});

	it('asks nothing while nobody sees it, and at once when somebody does again', async () => {
		const { asked } = open();
		await pass(0);
		turn('hidden');
		await pass(3600);
		expect(asked).toHaveLength(1);
		turn('visible');
		await pass(0);
		expect(asked).toHaveLength(2);
	});

	it('goes on from the answer before, and says which case it shows as soon as it shows it', async () => {
		const { asked, polling } = open(answer({ now: '2026-11-23T08:00:00+07:00' }));
		await pass(0);
		polling.look('case');
		await pass(0);
		expect(asked).toMatchObject([
			{ since: null, mark: null, looking: null },
			{ since: '2026-11-23T08:00:00+07:00', mark: 'a'.repeat(64), looking: 'case' }
		]);
		polling.look('case');
		await pass(1);
		expect(asked).toHaveLength(2);
	});

	it('asks once where an officer goes from one case to the next, and says within a second that one was closed', async () => {
		const { asked, polling } = open();
		await pass(0);
		polling.look('case');
		await pass(0);
		polling.look(null);
		await pass(0.2);
		polling.look('next');
		await pass(0);
		expect(asked.map(({ looking }) => looking)).toEqual([null, 'case', 'next']);
		polling.look(null);
		await pass(1);
		expect(asked.at(-1)!.looking).toBeNull();
	});

	it('tells each change once, though the door tells the last ten seconds again', async () => {
		const change = { id: 'case', version: 2, at: '2026-11-23T07:00:01+07:00' };
		const again = { ...change, at: '2026-11-23T07:00:09+07:00' };
		const { told } = open(answer({ changed: [change] }), answer({ changed: [change, again] }));
		await pass(20);
		expect(told.map(({ changed }) => changed)).toEqual([[change], [again]]);
	});

	it('reads everything anew every few minutes', async () => {
		const { told } = open();
		await pass(20 * 18);
		expect(told.filter(({ all }) => all)).toHaveLength(1);
	});

	it('asks half as often while Realtime brings the news', async () => {
		const { asked, polling } = open();
		polling.calm = true;
		await pass(600);
		expect(asked.length).toBeLessThanOrEqual(21);
	});

	it('waits longer after each failure, and asks as before once it is answered', async () => {
		const lost = new Problem({ code: 'timeout', status: 0, offline: true });
		const { asked, told } = open(lost, lost, lost, lost, lost, lost);
		await pass(0);
		await pass(29);
		expect(asked).toHaveLength(1);
		await pass(16);
		expect(asked).toHaveLength(2);
		await pass(900);
		const before = asked.length;
		expect(told.length).toBeGreaterThan(0);
		expect(before).toBeLessThan(45);
		await pass(18);
		expect(asked.length - before).toBeOneOf([1, 2]);
	});

	it('waits as long as a busy server asks for', async () => {
		const { asked } = open(new Problem({ code: 'busy', status: 503, retryAfter: 300 }));
		await pass(299);
		expect(asked).toHaveLength(1);
		await pass(2);
		expect(asked).toHaveLength(2);
	});

	it('asks no more once it is refused, until it is started anew', async () => {
		const { asked, polling } = open(new Problem({ code: 'session_expired', status: 401 }));
		await pass(3600);
		expect(asked).toHaveLength(1);
		polling.stop();
		polling.start();
		await pass(0);
		expect(asked).toHaveLength(2);
	});
});
