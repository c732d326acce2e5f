/** How a tip is classified and ends. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { OpenedTip } from '../functions/_shared/contracts/lookup.ts';
import { newKey, problemOf } from './people.ts';
import { look, scene, sendTip, tell, type Scene } from './tipping.ts';
import { open, classify, close } from './tip-verbs.ts';
import { verbsOf, type Verbs } from './verbs.ts';

let s: Scene;
let q: Verbs;
beforeAll(async () => {
	s = await scene();
	q = verbsOf(s.db);
});
afterAll(() => s?.db.drop());

const opened = async () => {
	const tip = await sendTip(s);
	return { ...tip, version: (await open(s, s.first, tip.id)).version };
};

describe('what a tip is', () => {
	test('starts the clocks of the law from its receipt, if it reports a crime', async () => {
		const { id, version, received_at } = await opened();
		expect(await q.clocksOf(id)).toEqual({ classify: true });
		expect(await classify(s, id, version, 'crime')).toMatchObject({ state: 'checking' });
		expect(await q.clocksOf(id)).toEqual({
			classify: false,
			forward: true,
			acknowledge: true,
			decide: true
		});
		const { clocks, row } = await q.open(s.first, id);
		const forward = clocks.find(({ clock }) => clock === 'forward')!;
		expect(new Date(forward.due_at).getTime() - new Date(received_at).getTime()).toBe(
			24 * 3_600_000
		);
		expect(forward).toMatchObject({ amount: 24, measure: 'hours' });
		expect(row.due_clock).toBe('forward');
	});

	test('starts none otherwise, and takes them off what was no crime after all', async () => {
		const { id, version } = await opened();
		await classify(s, id, version, 'other');
		expect(await q.clocksOf(id)).toEqual({ classify: false });
		await classify(s, id, version + 1, 'crime');
		await classify(s, id, version + 2, 'other');
		expect(Object.values(await q.clocksOf(id))).not.toContain(true);
	});

	test('is said of the tip as it stands, once', async () => {
		const { id, version } = await opened();
		expect(await problemOf(classify(s, id, version - 1, 'crime'))).toMatchObject({
			message: 'stale'
		});
		expect(await problemOf(classify(s, id, version, 'rumour'))).toMatchObject({
			message: 'bad_format'
		});
		const args = { key: newKey(), id, version, as: 'crime' };
		const first = await tell(s, s.first, 'tips_classify', args);
		expect(await tell(s, s.first, 'tips_classify', args)).toEqual(first);
	});

	test('the sender is answered, and the clock for that stops', async () => {
		const { id, version } = await opened();
		await classify(s, id, version, 'crime');
		await tell(s, s.first, 'tips_say', {
			id,
			item: newKey(),
			seq: 2,
			epoch: 1,
			sealed: s.seal(4)
		});
		expect(await q.clocksOf(id)).toMatchObject({ acknowledge: false, forward: true });
	});
});

describe('the end', () => {
	test('stops every clock, counts down to the erasure and may still be explained', async () => {
		const { id, version, hash } = await opened();
		await close(s, id, version, 'unfounded');
		const tip = await open(s, s.first, id);
		const days = (new Date(tip.erase_on!).getTime() - Date.now()) / 86_400_000;
		expect(days).toBeGreaterThan(89);
		expect(days).toBeLessThanOrEqual(90);
		expect((await look<OpenedTip>(s, hash)).erase_days).toBe(90);
		expect(Object.values(await q.clocksOf(id))).not.toContain(true);
		await tell(s, s.first, 'tips_say', {
			id,
			item: newKey(),
			seq: 2,
			epoch: 1,
			sealed: s.seal(4)
		});
		expect((await open(s, s.first, id)).erase_on).toBe(tip.erase_on);
		expect((await q.all(s.first, { open: false })).map((row) => row.id)).toContain(id);
	});

	test('is said by a member who has opened it', async () => {
		const { id } = await sendTip(s);
		expect(await problemOf(close(s, id, 1, 'resolved'))).toMatchObject({ message: 'not_allowed' });
	});
});
