import { beforeEach, describe, expect, it } from 'vitest';
import { SealedError } from '#lib/sealed/index.ts';
import { begin, fail, lost, refusal, scene, tipWith, written } from './tip-scene.ts';

beforeEach(begin);

describe('a tip', () => {
	it('is sent with the same key and content after a lost answer', async () => {
		const tip = await written(tipWith());
		scene.answers = [fail(lost())];
		await expect(tip.send()).rejects.toThrow('unreachable');
		expect(tip.unsure).toBe(true);
		expect(tip.answers.story).toBe('Mất xe');
		await tip.send();
		expect(scene.sent[1]).toEqual(scene.sent[0]);
		expect(tip.confirmed?.code).toBe('CODE0');
	});

	it('changed after a lost answer, the earlier one counts if it had arrived, and the sender is told', async () => {
		const tip = await written(tipWith());
		scene.answers = [fail(lost())];
		await expect(tip.send()).rejects.toThrow();
		tip.answers.story = 'Mất hai xe';
		await tip.send();
		expect(scene.sent[1]).toEqual(scene.sent[0]);
		expect(tip.confirmed?.changedSince).toBe(true);
	});

	it('is sealed anew to a new list, with new work, when the list changed meanwhile', async () => {
		const tip = await written(tipWith());
		scene.answers = [fail(refusal('stale_list'))];
		await tip.send();
		expect(scene.sent.map(({ proof }) => proof)).toEqual(['proof 1', 'proof 2']);
		expect(tip.confirmed).not.toBeNull();
	});

	it('whose work ran out while it was written loses nothing: all of it goes out with new work, wherever that was found', async () => {
		const [late, well] = [fail(refusal('proof_expired')), () => {}];
		for (const { parts = [], tips = [], presses = 1 } of [
			{ parts: [late] },
			{ parts: [well, late] },
			{ tips: [late] },
			{ parts: [late], tips: [late], presses: 2 }
		]) {
			begin();
			Object.assign(scene, { uploadAnswers: [...parts], answers: [...tips] });
			const tip = await written(tipWith());
			await tip.files.add([new File(['phim'], 'phim.mp4')]);
			for (let press = 1; press < presses; press++)
				await expect(tip.send()).rejects.toThrow('proof_expired');
			expect([tip.answers.story, tip.files.count]).toEqual(['Mất xe', 1]);
			await tip.send();
			const newest = `proof ${scene.asked.length}`;
			expect(newest).not.toBe('proof 1');
			expect(scene.uploads.slice(-2)).toEqual([newest, newest]);
			const { proof, parts: ids, body } = scene.sent.at(-1)!;
			expect([proof, ids.length]).toEqual([newest, 2]);
			expect(atob(body)).toContain('"bytes":4');
			expect(tip.confirmed?.code).toMatch(/^CODE/);
		}
	});

	it('is not sent where the list does not hold, nor where nobody can take it', async () => {
		scene.refuse = new SealedError('list_expired');
		const tip = await written(tipWith());
		expect(tip.closed).toBe('list');
		await tip.send();
		expect((await written(tipWith(null))).closed).toBe('no_desk');
		expect(scene.sent).toEqual([]);
	});

	it('is not sent by a device whose clock has outrun the list, and the sender is told of the clock', async () => {
		[scene.refuse, scene.ahead] = [new SealedError('list_expired'), 600_000];
		expect((await written(tipWith())).closed).toBe('clock');
		scene.refuse = new SealedError('list_forked');
		expect((await written(tipWith())).closed).toBe('list');
		expect(scene.sent).toEqual([]);
	});

	it('is not sent to a list that ran out while the page lay open, and goes to the one signed since', async () => {
		const tip = await written(tipWith());
		[scene.refuse, scene.ahead] = [new SealedError('list_expired'), scene.expires + 1];
		await tip.send();
		expect(tip.closed).toBe('clock');
		expect([scene.sent, tip.answers.story]).toEqual([[], 'Mất xe']);
		[scene.refuse, scene.expires] = [null, scene.ahead];
		await tip.send();
		expect(scene.sent.map(({ proof }) => proof)).toEqual(['proof 3']);
	});

	it('that may have arrived goes out again as it was, though the list ran out meanwhile', async () => {
		const tip = await written(tipWith());
		scene.answers = [fail(lost())];
		await expect(tip.send()).rejects.toThrow('unreachable');
		[scene.refuse, scene.ahead] = [new SealedError('list_expired'), scene.expires + 1];
		await tip.send();
		expect(scene.sent[1]).toEqual(scene.sent[0]);
	});

	it('about a local officer asks for the other desk that the build knows, and is called by the build’s own name for it', async () => {
		const tip = await written(tipWith('21439'), { officials: 'yes' });
		expect(scene.asked).toEqual([
			expect.objectContaining({ unit: '21451', oversight: true, from: 1 })
		]);
		expect(tip.readers?.policeName).toBe('Công an 21439');
		await tip.send();
		expect(scene.sent).toHaveLength(1);
	});

	it('is not sent where a server shows the list of another unit than this one must go to', async () => {
		for (const [shows, officials] of [
			['21451', 'yes'],
			['21457', 'yes'],
			['21439', 'no']
		] as const) {
			const tip = await written(tipWith(shows), { officials });
			expect(tip.closed, `${shows} for ${officials}`).toBe('list');
			await tip.send();
		}
		expect(scene.sent).toEqual([]);
	});

	it('about a local officer asks nobody where no other desk is known', async () => {
		const tip = await written(tipWith('21439', {}), { officials: 'yes' });
		expect(tip.closed).toBe('no_desk');
		expect(scene.asked).toEqual([]);
	});

	it('shows its code to nobody before the server has confirmed, and forgets everything when told to', async () => {
		const tip = await written(tipWith());
		expect(tip.confirmed).toBeNull();
		await tip.send();
		tip.forget();
		expect(tip.confirmed).toBeNull();
		expect(tip.touched).toBe(false);
	});
});
