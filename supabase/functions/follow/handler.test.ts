import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { busy, type Refusal } from '../_shared/answer/index.ts';
import { handle } from './handler.ts';
import type { Ports } from './ready.ts';
import { tell } from './tell.ts';
import type { Push, Result } from './shapes.ts';

const key = '11111111-1111-4111-8111-111111111111';
const wish = { unit: '21439', categories: ['warnings'], areas: [], lang: 'vi' };
const subscription = {
	endpoint: 'https://push.test/send/a',
	p256dh: 'B'.padEnd(87, 'a'),
	auth: 'a'.repeat(22)
};

function scene(over: Partial<Ports['store']> = {}, ports: Partial<Ports> = {}) {
	const asked: unknown[] = [];
	const kept = {
		store: {
			answer: async () => null,
			start: async (...args: unknown[]) => {
				asked.push(args);
				return { ...wish, since: '2026-11-26' } as never;
			},
			move: async (moved: unknown) => {
				asked.push(moved);
				return true;
			},
			take: async () => ({ pushes: [], more: false }),
			finish: async () => 0,
			...over
		},
		proofs: { challenge: async () => 'work', check: async (proof) => `spent ${proof}` },
		serverKey: 'BKey',
		knows: (endpoint) => endpoint.startsWith('https://push.test/'),
		push: async () => ({ outcome: 'sent' }),
		now: () => 0,
		...ports
	} satisfies Ports;
	return { asked, ports: kept };
}
const refused = (work: Promise<unknown>) =>
	work.then(
		() => null,
		({ status, code, details }: Refusal) => ({ status, code, ...details })
	);

describe('a browser that wants to follow', () => {
	const start = (over: object = {}, at = scene()) =>
		handle(at.ports, { action: 'follow_start', key, proof: 'work', subscription, wish, ...over });

	it('is given work, and the key to bind itself to', async () => {
		const answer = handle(scene().ports, { action: 'follow_challenge' });
		expect(await answer).toEqual({ challenge: 'work', server_key: 'BKey' });
	});

	it('is kept, and its work is spent with it', async () => {
		const at = scene();
		await start({}, at);
		expect(at.asked).toMatchObject([[{ key }, { subscription, wish, proof: 'spent work' }]]);
	});

	it('gets the first answer to a second tap, though its work is spent', async () => {
		const stored = { ...wish, since: '2026-11-01' };
		const at = scene({ answer: async () => stored });
		expect(await start({}, at)).toEqual(stored);
		expect(at.asked).toEqual([]);
	});

	it('is refused with an address of our own network, before its work is looked at', async () => {
		const at = scene(
			{},
			{
				proofs: {
					challenge: async () => '',
					check: async () => {
						throw new Error('looked at');
					}
				}
			}
		);
		const inside = { ...subscription, endpoint: 'https://169.254.169.254/latest' };
		expect(await refused(start({ subscription: inside }, at))).toMatchObject({
			status: 422,
			fields: [{ field: 'subscription', code: 'not_a_service' }]
		});
		expect(at.asked).toEqual([]);
	});

	it.each([
		['no category', { wish: { ...wish, categories: [] } }, 'categories'],
		['a category that is none', { wish: { ...wish, categories: ['tips'] } }, 'categories.0'],
		[
			'a key that is none',
			{ subscription: { ...subscription, p256dh: 'x' } },
			'subscription.p256dh'
		],
		['something more', { wish: { ...wish, phone: '0900' } }, 'phone']
	])('is refused with %s', async (_, over, field) => {
		expect(await refused(start(over))).toMatchObject({ status: 422, fields: [{ field }] });
	});
});

describe('a browser whose address changed', () => {
	const former = { endpoint: 'https://push.test/send/old', auth: 'b'.repeat(22) };
	const move = (to: object, at = scene()) =>
		handle(at.ports, { action: 'follow_move', former, subscription: { ...subscription, ...to } });

	it('goes on under the new one, if that is of a service too', async () => {
		const at = scene();
		expect(await move({}, at)).toEqual({ moved: true });
		expect(at.asked).toEqual([{ former, subscription }]);
		expect(await refused(move({ endpoint: 'https://localhost/a' }))).toMatchObject({ status: 422 });
	});
});

describe('a run of the worker', () => {
	const pushes = (count: number) =>
		Array.from({ length: count }, (): Push => {
			const id = randomBytes(8).toString('hex');
			return { post: id, follow: id, claim: id, subscription, notice: {} as never };
		});
	/** Batches one after another, and what was written down of them. */
	function running(batches: Push[][], over: Partial<Ports> = {}, fails = 0) {
		const written: Result[] = [];
		const left = [...batches];
		const at = scene(
			{
				take: async () => ({ pushes: left.shift() ?? [], more: left.length > 0 }),
				finish: async (results) => {
					if (fails-- > 0) throw busy();
					written.push(...results);
					return results.length;
				}
			},
			over
		);
		return { written, left, run: () => tell(at.ports) };
	}

	it('tells everybody, and writes down what came of each', async () => {
		const batches = [pushes(45), pushes(3)];
		let asked = 0;
		const push: Ports['push'] = async () =>
			asked++ % 2 === 0 ? { outcome: 'sent' } : { outcome: 'retry', after: 60 };
		const { written, run } = running(batches, { push });
		expect(await run()).toEqual({ told: 48, more: false });
		expect(new Set(written.map(({ follow }) => follow)).size).toBe(48);
		expect(written.filter(({ after }) => after === 60)).toHaveLength(24);
	});

	it('stops before its time is over, and says that there is more', async () => {
		const { left, run } = running([pushes(100), pushes(100), pushes(100)], {
			now: (() => {
				let at = 0;
				return () => (at += 20_000);
			})()
		});
		expect(await run()).toEqual({ told: 200, more: true });
		expect(left).toHaveLength(1);
	});

	it('writes down what it did when the database was busy for a moment', async () => {
		const { written, run } = running([pushes(5)], {}, 2);
		await run();
		expect(written).toHaveLength(5);
	});

	it('does not ask for ever where the database stays busy', async () => {
		const { written, run } = running([pushes(5)], {}, 3);
		expect(await refused(run())).toMatchObject({ status: 503 });
		expect(written).toEqual([]);
	});
});

describe('a request that is none', () => {
	it('is refused before anything is asked of the database', async () => {
		const { ports, asked } = scene();
		expect(await refused(handle(ports, []))).toMatchObject({ status: 400 });
		for (const action of ['follow_read', 'follow_take', 'tell', 'toString'])
			expect(await refused(handle(ports, { action })), action).toMatchObject({ status: 404 });
		expect(asked).toEqual([]);
	});
});
