import { expect, it } from 'vitest';
import { matches } from './officer-search.ts';
import { asSender, open } from './officer-scene.ts';
import { caseId, story } from './officer-story.ts';
import { OpenedTexts } from './officer-texts.svelte.ts';

it('every word of a tip that was opened is found, however it is written, until the keys are locked', async () => {
	const scene = await story();
	const tip = await open(scene);
	await (await asSender(scene)).answer('Biển số 76A-123.45, sau chợ Đức Phổ.');
	await tip.note({ text: 'Hỏi công an thôn' });
	const opened = new OpenedTexts();
	opened.keep(tip.reading!);
	const brief = {
		case: caseId,
		category: 'gambling',
		phones: [],
		plates: [],
		accounts: [],
		places: [],
		danger: false
	};
	const finds = (typed: string) => matches(brief, 'TB-26-000001', typed, opened.texts[caseId]);
	for (const typed of [
		'tụ tập',
		'tu tap',
		'76A12345',
		'cho DUC pho',
		'công an thôn',
		'đánh bạc chợ'
	])
		expect(finds(typed), typed).toBe(true);
	expect(finds('ma túy')).toBe(false);
	opened.wipe();
	expect(finds('tụ tập')).toBe(false);
});
