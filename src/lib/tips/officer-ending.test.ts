import { describe, expect, it } from 'vitest';
import { TipEnding } from './officer-ending.ts';
import { asSender, open, said } from './officer-scene.ts';
import { story } from './officer-story.ts';

describe('a tip that ends', () => {
	it('says why to the members, and to the sender what the officer chooses to say', async () => {
		const scene = await story();
		const [one, other] = [await open(scene), await open(scene, 1)];
		expect(await new TipEnding(one).end('unfounded', 'Đã đến, không có gì', 'Cảm ơn ông/bà.')).toBe(
			true
		);
		await other.refresh();
		expect(other.reading?.notes.map((note) => note.said)).toMatchObject([
			{ text: 'Đã đến, không có gì', closed: 'unfounded' }
		]);
		expect(other.reading?.tip.state).toBe('unfounded');
		const { entries } = (await asSender(scene)).thread;
		expect(entries).toHaveLength(3);
		expect(JSON.stringify(entries)).not.toContain('không có gì');
		expect(said(one)).toEqual(['Cảm ơn ông/bà.']);
	});

	it('may end without a word to the sender', async () => {
		const scene = await story();
		const tip = await open(scene);
		await new TipEnding(tip).end('duplicate', 'Trùng tin trước', '');
		expect(scene.server.commands).toEqual(['notesKey', 'note', 'close']);
	});

	it('does not end over what somebody wrote meanwhile, and its reason is written once', async () => {
		const scene = await story();
		const [one, other] = [await open(scene), await open(scene, 1)];
		const ending = new TipEnding(one);
		await other.decide.classify('crime');
		await expect(ending.end('resolved', 'Đã bắt', 'Đã xong.')).rejects.toMatchObject({
			code: 'stale'
		});
		expect(scene.server.state).toBe('opened');
		expect(await ending.end('resolved', 'Đã bắt', 'Đã xong.')).toBe(true);
		expect(one.reading?.notes).toHaveLength(1);
		expect(said(one)).toEqual(['Đã xong.']);
	});
});
