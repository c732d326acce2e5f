import { describe, expect, it, vi } from 'vitest';
import { AppUpdate, servedSources } from './app-update.svelte.ts';
import { Holding } from './holding.svelte.ts';

const MINUTE = 60_000;

/** An officer's page of the build `a`. */
function page() {
	const at = { served: 'a' as string | null, rest: true, minute: 0, asked: 0, reloaded: 0 };
	const update = new AppUpdate({
		own: 'a',
		served: async () => (at.asked++, at.served),
		atRest: async () => at.rest,
		now: () => at.minute * MINUTE,
		reload: () => void at.reloaded++
	});
	return { at, update };
}

describe('an officer whose page stays open', () => {
	it('is told of a new build between two tasks, and gets it with a press', async () => {
		const { at, update } = page();
		await update.look();
		expect(update.offered).toBe(false);
		Object.assign(at, { served: 'b', minute: 10 });
		await update.look();
		expect([update.offered, at.reloaded]).toEqual([true, 0]);
		await update.take();
		expect(at.reloaded).toBe(1);
	});

	it('hears nothing of it while something is half typed or unsent, and hears of it afterwards', async () => {
		const { at, update } = page();
		Object.assign(at, { served: 'b', rest: false });
		await update.look();
		expect(update.offered).toBe(false);
		at.rest = true;
		await update.look();
		expect(update.offered).toBe(true);
	});

	it('loses nothing that was typed between the word and the press', async () => {
		const { at, update } = page();
		at.served = 'b';
		await update.look();
		at.rest = false;
		await update.take();
		expect([update.waits, at.reloaded]).toEqual([true, 0]);
		at.rest = true;
		await update.take();
		expect([update.waits, at.reloaded]).toEqual([false, 1]);
	});

	it('asks the server at most once in ten minutes, however often it is looked at', async () => {
		const { at, update } = page();
		for (const minute of [0, 1, 9, 10, 11, 20]) {
			at.minute = minute;
			await update.look();
		}
		expect(at.asked).toBe(3);
	});

	it('is not told of a page that shows other facts, of a lost line, nor again once it was put off', async () => {
		const { at, update } = page();
		for (const served of ['a', null]) {
			at.served = served;
			at.minute += 10;
			await update.look();
		}
		expect(update.offered).toBe(false);
		Object.assign(at, { served: 'b', minute: 60 });
		await update.look();
		update.later();
		at.minute = 600;
		await update.look();
		expect(update.offered).toBe(false);
	});
});

it('what the site is made of is unknown without a line, or where a page answers in its place', async () => {
	const answers = [
		() => Promise.resolve(Response.json({ sources: 'b' })),
		() => Promise.resolve(new Response('<!doctype html>')),
		() => Promise.resolve(new Response('', { status: 404 })),
		() => Promise.reject(new TypeError('offline'))
	];
	const said = await Promise.all(answers.map((answer) => servedSources(vi.fn(answer))));
	expect(said).toEqual(['b', null, null, null]);
});

it('a page holds something as long as one of its parts does', () => {
	const holding = new Holding();
	const [one, other] = [holding.begin(), holding.begin()];
	one();
	one();
	expect(holding.any).toBe(true);
	other();
	expect(holding.any).toBe(false);
});
