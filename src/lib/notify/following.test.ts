import { expect, it } from 'vitest';
import { Problem } from '#lib/platform/problem.ts';
import { Following, type Ports } from './following.svelte.ts';
import type { Follow, Subscription, Wish } from './follow-notify.ts';

const wish: Wish = { unit: '21439', categories: ['warnings'], areas: [], lang: 'vi' };
const subscriptionOf = (name: string): Subscription => ({
	endpoint: `https://push.test/${name}`,
	p256dh: 'B'.padEnd(87, 'a'),
	auth: 'a'.repeat(22)
});

/** A browser, a server that knows follows by their address, and what was asked of both. */
function scene({
	answers = ['granted'] as NotificationPermission[],
	held = null as Subscription | null,
	over = {} as Partial<Ports>
} = {}) {
	const known = new Map<string, Follow>();
	const steps: string[] = [];
	const at = { held, made: 0 };
	const browser: Ports['browser'] = {
		held: async () => at.held,
		async ask() {
			steps.push('asked');
			return answers.shift() ?? 'granted';
		},
		async subscribe(_key, anew) {
			if (anew || !at.held) at.held = subscriptionOf(`new-${++at.made}`);
			steps.push(`subscribed ${at.held.endpoint.split('/').pop()}`);
			return at.held;
		},
		async release() {
			steps.push('released');
			at.held = null;
		}
	};
	const ports: Ports = {
		async start({ subscription, wish }) {
			steps.push('started');
			const follow = { ...wish, since: '2026-11-26' };
			known.set(subscription.endpoint, follow);
			return follow;
		},
		read: async ({ endpoint }) => known.get(endpoint) ?? null,
		async stop({ endpoint }) {
			steps.push('stopped');
			known.delete(endpoint);
		},
		proof: async () => ({ proof: 'work', serverKey: 'BKey' }),
		browser,
		...over
	};
	return { at, known, steps, following: new Following(ports) };
}

it('somebody who follows is asked for leave first, then for a subscription, then the server is told', async () => {
	const { following, steps } = scene();
	await following.open();
	expect(following.follow).toBeNull();
	expect(await following.start(wish)).toBe(true);
	expect(steps).toEqual(['asked', 'subscribed new-1', 'started']);
	expect(following.follow).toMatchObject(wish);
});

it('nothing is set up and nobody told when they say no', async () => {
	const { following, steps, known } = scene({ answers: ['denied'] });
	expect(await following.start(wish)).toBe(false);
	expect([following.answer, steps, known.size]).toEqual(['denied', ['asked'], 0]);
});

it('whoever was not asked, or did not answer, is asked again by the next tap', async () => {
	const { following, steps } = scene({ answers: ['default', 'granted'] });
	expect(await following.start(wish)).toBe(false);
	expect([following.answer, steps]).toEqual(['default', ['asked']]);
	expect(await following.start(wish)).toBe(true);
	expect([following.answer, following.follow]).toMatchObject(['granted', wish]);
});

it('a second tap while the first is on its way does nothing', async () => {
	const { following, steps } = scene();
	const taps = await Promise.all([following.start(wish), following.start(wish), following.stop()]);
	expect(taps).toEqual([true, false, false]);
	expect(steps.filter((step) => step === 'started')).toHaveLength(1);
});

it('whoever follows already sees what, after a reload, and changes it under the same subscription', async () => {
	const { following, steps, known, at } = scene({ held: subscriptionOf('old') });
	known.set(at.held!.endpoint, { ...wish, since: '2026-01-31' });
	await following.open();
	expect(following.follow).toMatchObject({ since: '2026-01-31' });
	await following.start({ ...wish, categories: ['news'] });
	expect(steps).toContain('subscribed old');
	expect(known.get('https://push.test/old')).toMatchObject({ categories: ['news'] });
});

it('a subscription that the server forgot is dead: the next tap makes a new one', async () => {
	const { following, steps, known } = scene({ held: subscriptionOf('dead') });
	await following.open();
	expect(following.follow).toBeNull();
	await following.start(wish);
	expect(steps).toEqual(['asked', 'subscribed new-1', 'started']);
	expect([...known.keys()]).toEqual(['https://push.test/new-1']);
});

it('an address that is known under another secret is given up for a new one, once', async () => {
	let refusals = 1;
	const taken = scene({
		held: subscriptionOf('shared'),
		over: {
			async start({ wish }) {
				if (refusals-- > 0) throw new Problem({ code: 'follow_taken', status: 409 });
				return { ...wish, since: '2026-11-26' };
			}
		}
	});
	expect(await taken.following.start(wish)).toBe(true);
	expect(taken.steps).toEqual(['asked', 'subscribed shared', 'subscribed new-1']);
	refusals = 9;
	expect(await taken.following.start(wish)).toBe(false);
	expect(taken.following.failed).toMatchObject({ code: 'follow_taken' });
});

it('a browser whose maker’s service is not there says so, and nothing was told to our server', async () => {
	const without = scene({
		over: {
			browser: {
				held: async () => null,
				ask: async () => 'granted',
				release: async () => {},
				subscribe: async () => {
					throw new DOMException('Registration failed - push service error', 'AbortError');
				}
			}
		}
	});
	expect(await without.following.start(wish)).toBe(false);
	expect(without.following.failed).toMatchObject({ code: 'follow_no_service' });
	expect([without.steps, without.known.size]).toEqual([[], 0]);
});

it('whoever stops is let go by the browser first, even where the server cannot be told', async () => {
	const { following, steps, at } = scene({
		held: subscriptionOf('old'),
		over: {
			stop: async () => {
				throw new Problem({ code: 'offline', status: 0, offline: true });
			}
		}
	});
	await following.open();
	expect(await following.stop()).toBe(true);
	expect([steps, at.held, following.follow, following.failed]).toEqual([
		['released'],
		null,
		null,
		null
	]);
});

it('whoever has no line hears so, and can ask again', async () => {
	let lines = 0;
	const { following } = scene({
		held: subscriptionOf('old'),
		over: {
			read: async () => {
				if (lines++ === 0) throw new Problem({ code: 'offline', status: 0, offline: true });
				return { ...wish, since: '2026-11-26' };
			}
		}
	});
	await following.open();
	expect([following.follow, following.failed]).toMatchObject([undefined, { code: 'offline' }]);
	await following.open();
	expect([following.follow, following.failed]).toMatchObject([wish, null]);
});
