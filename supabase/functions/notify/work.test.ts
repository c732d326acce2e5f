import { describe, expect, it } from 'vitest';
import { busy } from '../_shared/answer/index.ts';
import type { Channel, Outcome, Taken } from './channel.ts';
import { handle } from './handler.ts';
import type { Outbox } from './store.ts';
import { taken } from './testing.ts';
import { work } from './work.ts';

/** An outbox in memory that hands out `waiting` and writes down what it is told. */
function box(waiting: Taken[], { deaf = 0 } = {}) {
	const told: [string, Outcome][] = [];
	const prepared: string[][] = [];
	let unheard = deaf;
	const outbox: Outbox = {
		async prepare(channels) {
			prepared.push(channels.map(({ name }) => name));
			return null;
		},
		async take({ width }) {
			const messages = waiting.splice(0, width);
			return { messages, more: messages.length === width };
		},
		async finish(results) {
			if (unheard-- > 0) throw busy();
			told.push(
				...results.map(({ message, outcome }) => [message.id, outcome] as [string, Outcome])
			);
			return results.length;
		}
	};
	return { outbox, told, prepared };
}
const by = (send: Channel['send'], more: Partial<Channel> = {}): Channel => ({
	...{ name: 'sms', asksTwice: true, width: 3, send, ...more }
});
const sent = by(async () => ({ outcome: 'sent' }));
const some = (count: number) => Array.from({ length: count }, () => taken());
/** A clock that a test winds. */
const time = { at: 0, now: () => time.at, wait: async (ms: number) => void (time.at += ms) };

describe('a run of the worker', () => {
	it('sends all that is due, each under the key that is its own at every try', async () => {
		const messages = some(8);
		const keys: string[] = [];
		const { outbox, told, prepared } = box([...messages]);
		const channel = by(async ({ id }, key) => {
			expect(key).toBe(id);
			keys.push(key);
			return { outcome: 'sent' };
		});
		expect(await work(outbox, [channel])).toEqual({ sent: 8, failed: 0 });
		expect(keys).toEqual(messages.map(({ id }) => id));
		expect(told).toHaveLength(8);
		expect(prepared).toEqual([['sms']]);
	});

	it('without a provider still says so, for nothing is to be queued for one that is gone', async () => {
		const { outbox, prepared } = box(some(1));
		expect(await work(outbox, [])).toEqual({ sent: 0, failed: 0 });
		expect(prepared).toEqual([[]]);
	});

	it.each(['http_429', 'http_401', 'unreachable', 'answer_lost'])(
		'leaves the rest of the queue alone when a provider says %s, which is so for all of them',
		async (code) => {
			const waiting = some(9);
			const { outbox, told } = box(waiting);
			const channel = by(async () => ({ outcome: 'retry', code }));
			expect(await work(outbox, [channel])).toEqual({ sent: 0, failed: 3 });
			expect([told.length, waiting.length]).toEqual([3, 6]);
		}
	);

	it('goes on after a message that was refused for a reason of its own', async () => {
		const { outbox } = box(some(9));
		const channel = by(async () => ({ outcome: 'dead', code: 'http_422' }));
		expect(await work(outbox, [channel])).toEqual({ sent: 0, failed: 9 });
	});

	it('takes nothing more when its time is over', async () => {
		const waiting = some(9);
		const { outbox } = box(waiting);
		const slow = by(async () => {
			time.at += 10_000;
			return { outcome: 'sent' };
		});
		time.at = 0;
		await work(outbox, [slow], { time });
		expect(waiting).toHaveLength(6);
	});

	it('tells the database again and again that something went out, before it gives up', async () => {
		const patient = box(some(2), { deaf: 3 });
		expect(await work(patient.outbox, [sent], { time })).toEqual({ sent: 2, failed: 0 });
		expect(patient.told).toHaveLength(2);
		const hopeless = box(some(2), { deaf: 4 });
		await expect(work(hopeless.outbox, [sent], { time })).rejects.toThrow('busy');
	});

	it('takes a fault of its own for an open answer, not for a message that did not go out', async () => {
		const broken = async () => {
			throw new Error('no');
		};
		for (const [asksTwice, outcome] of [
			[true, 'retry'],
			[false, 'unsure']
		] as const) {
			const { outbox, told } = box(some(1));
			await work(outbox, [by(broken, { asksTwice })]);
			expect(told[0]![1]).toEqual({ outcome, code: 'failed' });
		}
	});
});

describe('the door', () => {
	const secret = 'a-secret-of-thirty-two-characters-';
	const ask = async (token?: string, method = 'POST') => {
		const { outbox, told } = box(some(1));
		const headers: Record<string, string> = token ? { authorization: `Bearer ${token}` } : {};
		const request = new Request('http://portal/notify', { method, headers });
		const answer = await handle({ secret, outbox, channels: [sent] }, request);
		return [answer.status, await answer.json(), told.length];
	};

	it('is opened by the timer and tells how many went out', async () => {
		expect(await ask(secret)).toEqual([200, { sent: 1, failed: 0 }, 1]);
	});

	it('does nothing for anybody else, nor for who follows a link', async () => {
		for (const token of [undefined, secret.slice(1), `${secret}x`])
			expect(await ask(token)).toEqual([401, { code: 'sign_in' }, 0]);
		expect(await ask(secret, 'GET')).toEqual([405, { code: 'method' }, 0]);
	});
});
