import { beforeEach, describe, expect, it } from 'vitest';
import { Problem } from '#lib/platform/problem.ts';
import * as cipher from '#lib/sealed/cipher.ts';
import { status } from '#lib/ui/status.svelte.ts';
import { open, said } from './officer-scene.ts';
import { caseId, now, story } from './officer-story.ts';
import { OpenedTip } from './officer-tip.svelte.ts';

beforeEach(() => status.clear());

/** A tip that is open, whose officer waits for the answer of one door. */
async function waiting(name: 'say' | 'classify', answer: Promise<void>) {
	const scene = await story();
	const holder = scene.officers[0]!;
	const door = scene.server.door(holder);
	const asked = Promise.withResolvers<void>();
	const slow = async (args: never) => {
		asked.resolve();
		await answer;
		return door[name](args);
	};
	const parts = { desks: scene.desks, now, cipher: async () => cipher };
	const tip = new OpenedTip({ door: { ...door, [name]: slow }, ...parts });
	await tip.show(caseId, holder);
	return { scene, tip, holder, asked: asked.promise };
}

describe('an officer who goes on to the next tip on a slow line', () => {
	it('is told which tip was not answered, where something else was still on its way', async () => {
		const line = Promise.withResolvers<void>();
		const { tip, scene, asked } = await waiting('classify', line.promise);
		const first = tip.decide.classify('other');
		await asked;
		const second = tip.say('Đã nhận tin', false);
		tip.wipe();
		line.resolve();
		expect([await first, await second]).toEqual([true, false]);
		expect(scene.server.commands).toEqual(['classify']);
		expect(status.said?.text).toContain('Chưa làm được với TB-26-');
	});

	it('is told of which tip nobody knows whether it was answered', async () => {
		const line = Promise.withResolvers<void>();
		const { tip, asked } = await waiting('say', line.promise);
		const pressed = tip.say('Đã nhận tin', false);
		await asked;
		tip.wipe();
		line.reject(new Problem({ code: 'unreachable', status: 0 }));
		expect(await pressed).toBe(false);
		expect(status.said?.text).toContain('Chưa biết đã ghi được vào TB-26-');
	});

	it('is told nothing of what was done', async () => {
		const line = Promise.withResolvers<void>();
		const { tip, asked } = await waiting('say', line.promise);
		const pressed = tip.say('Đã nhận tin', false);
		await asked;
		tip.wipe();
		line.resolve();
		expect(await pressed).toBe(true);
		expect(status.said).toBeNull();
	});

	it('hands no other tip to another unit than the one they had open', async () => {
		const scene = await story();
		const tip = await open(scene);
		const line = Promise.withResolvers<void>();
		const { newest } = scene.desks;
		scene.desks.newest = async (unit) => {
			await line.promise;
			return newest.call(scene.desks, unit);
		};
		const moving = tip.move('21440');
		scene.desks.newest = newest;
		await tip.show(caseId, scene.officers[0]!);
		line.resolve();
		expect(await moving).toBe(false);
		expect(scene.server.commands).toEqual([]);
		expect(said(tip)).toEqual([]);
		expect(status.said?.text).toContain('Chưa làm được với TB-26-');
	});
});
