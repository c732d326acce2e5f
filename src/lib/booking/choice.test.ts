import { expect, it } from 'vitest';
import { Problem } from '#lib/platform/problem.ts';
import { Choice, type ChoiceDoors } from './choice.svelte.ts';
import type { Hold, Offers } from './booking.ts';

const offers = (...tokens: string[]) =>
	({
		minutes: 60,
		days: [
			{
				day: '2026-11-28',
				windows: tokens.map((token, at) => ({ token, from: 450 + at * 120, to: 570 + at * 120 }))
			}
		]
	}) as unknown as Offers;
const held = { day: '2026-11-28', from: 450, to: 570 };
const hold = (id: string, until = 600_000, told = until - 600_000) =>
	({
		hold: id,
		held_until: new Date(until).toISOString(),
		told_at: new Date(told).toISOString(),
		window: held,
		extendable: true
	}) as unknown as Hold;

const doors = (with_: Partial<ChoiceDoors>): ChoiceDoors => ({
	offers: async () => offers('one', 'two'),
	hold: async () => hold('held'),
	extend: async () => hold('held', 1_200_000, 0),
	release: async () => null,
	now: () => 0,
	...with_
});

it('a double tap on a window asks for it once', async () => {
	let asked = 0;
	const choice = new Choice(
		doors({
			hold: async () => {
				asked++;
				return hold('held');
			}
		})
	);
	await choice.load('here');
	choice.token = 'one';
	await Promise.all([choice.keep(), choice.keep()]);
	expect(asked).toBe(1);
	expect(choice.minutesLeft()).toBe(10);
});

it.each([
	['twenty minutes ahead of', 1_200_000],
	['twenty minutes behind', -1_200_000]
])(
	'a window is kept for ten minutes, and for ten more, where the clock of the pages’ server is %s the database’s',
	async (_, ahead) => {
		let passed = 0;
		const choice = new Choice(doors({ now: () => ahead + passed }));
		await choice.load('here');
		choice.token = 'one';
		await choice.keep();
		expect(choice.minutesLeft()).toBe(10);
		passed = 590_000;
		expect(choice.minutesLeft()).toBe(1);
		const kept = new Choice(doors({ now: () => ahead + passed }));
		kept.restore(choice.hold);
		expect(kept.minutesLeft()).toBe(1);
		passed = 601_000;
		expect(choice.minutesLeft()).toBe(0);
		await choice.extend();
		expect(choice.minutesLeft()).toBe(20);
	}
);

it('whoever loses the line while choosing asks again under the same key', async () => {
	const keys: string[] = [];
	const choice = new Choice(
		doors({
			hold: async (key) => {
				keys.push(key);
				if (keys.length === 1) throw new Problem({ code: 'offline', status: 0 });
				return hold('held');
			}
		})
	);
	await choice.load('here');
	choice.token = 'one';
	await expect(choice.keep()).rejects.toThrow();
	await choice.keep();
	expect(keys[1]).toBe(keys[0]);
});

it('a hold that has lapsed is asked for anew', async () => {
	let now = 0;
	let asked = 0;
	const choice = new Choice(
		doors({
			now: () => now,
			hold: async () => {
				asked++;
				return hold('held', now + 600_000);
			}
		})
	);
	await choice.load('here');
	choice.token = 'one';
	await choice.keep();
	now = 700_000;
	expect(choice.minutesLeft()).toBe(0);
	await choice.keep();
	expect(asked).toBe(2);
	expect(choice.minutesLeft()).toBe(10);
});

it('when the list is loaded again, the mark stays on the window that is kept', async () => {
	let round = 0;
	const choice = new Choice(
		doors({
			offers: async () => (round++ ? offers('one again', 'two again') : offers('one', 'two'))
		})
	);
	await choice.load('here');
	choice.token = 'one';
	await choice.keep();
	await choice.load('elsewhere');
	expect(choice.token).toBe('one again');
});

it('whoever gives a window back while the line is down is not held up', async () => {
	const choice = new Choice(
		doors({ release: async () => Promise.reject(new Problem({ code: 'offline', status: 0 })) })
	);
	await choice.load('here');
	choice.token = 'one';
	await choice.keep();
	await choice.release();
	expect(choice.hold).toBeNull();
});
