import { describe, expect, it } from 'vitest';
import { nothing, type Answers } from './answers.ts';
import { categoryOf } from './categories.ts';
import { answersOf } from './content.ts';
import { exportText } from './officer-export-text.ts';
import { reachOf } from './officer-reach.ts';
import { open } from './officer-scene.ts';
import { story } from './officer-story.ts';
import { noContact } from './words.ts';

const atHome = categoryOf('domestic_violence')!;
const body = (said: Partial<Answers>) => {
	const answers = {
		...nothing(),
		category: atHome.id,
		story: 'Đêm nào cũng có tiếng kêu',
		...said
	};
	return { category: answers.category, answers: answersOf(answers) };
};
const asked = (answer: string) => {
	const all = atHome.ask.map(() => '');
	all[atHome.reach!] = answer;
	return all;
};

describe('how a sender wants to be reached', () => {
	it('is told to officers apart from the other answers: nobody gets in touch', () => {
		expect(reachOf(body({ asked: asked(noContact()) }))).toEqual({
			title: 'Người báo tin dặn: không liên lạc',
			words: expect.stringContaining('Không gọi, không nhắn, không đến gặp')
		});
	});

	it('is told to them in the sender’s own words: when, and how', () => {
		expect(reachOf(body({ asked: asked('Sáng, ở chợ') }))).toEqual({
			title: 'Người báo tin dặn lúc và cách tiếp xúc an toàn',
			words: 'Sáng, ở chợ'
		});
	});

	it('is not made up where nothing was said, or nobody was asked', () => {
		expect(reachOf(body({}))).toBeNull();
		expect(reachOf(body({ category: 'theft', asked: ['Sáng, ở chợ', '', ''] }))).toBeNull();
		expect(reachOf(null)).toBeNull();
	});

	it('stands in what is handed over, before everything that was written', async () => {
		const reading = (await open(await story())).reading!;
		const handed = {
			...reading,
			body: { ...reading.body!, ...body({ asked: asked(noContact()) }) }
		};
		const words = exportText(handed, []);
		expect(words.indexOf('không liên lạc')).toBeLessThan(words.indexOf('tiếng kêu'));
		expect(exportText(reading, [])).not.toContain('liên lạc');
	});
});
