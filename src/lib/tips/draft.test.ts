import { describe, expect, it } from 'vitest';
import { lockDraft } from '#lib/sealed/cipher.ts';
import { newCode } from '#lib/sealed/index.ts';
import { parseCode } from '#shared/code/index.ts';
import { nothing, type Answers } from './answers.ts';
import { lockAnswers, openAnswers } from './draft.ts';
import { canKeepFiles } from '#lib/platform/inside.ts';

const answers: Answers = {
	...nothing(),
	area: '21442',
	officials: 'unsure',
	desk: 'other',
	story: 'Ba đêm liền có người bẻ khóa xe',
	asked: ['Xe máy', '', ''],
	urgent: true
};
const text = (file: Uint8Array) => new TextDecoder('latin1').decode(file);

describe('a sender who keeps a draft', () => {
	it('gets all of it back with the code, and a code of our form', async () => {
		const { file, code } = await lockAnswers(answers);
		expect(parseCode(code)).toBe(code);
		expect(await openAnswers(file, code)).toEqual(answers);
	});

	it('keeps a file that any age tool knows, of one size, which says nothing', async () => {
		const { file } = await lockAnswers(answers);
		const { file: other } = await lockAnswers(nothing());
		expect(text(file)).toMatch(/^age-encryption\.org\/v1\n-> scrypt \S{22} 15\n/);
		expect(file.length).toBe(other.length);
		expect(text(file)).not.toContain('story');
	});

	it('is told when the code is another one, or the file is none', async () => {
		const { file, code } = await lockAnswers(answers);
		await expect(openAnswers(file, newCode())).rejects.toMatchObject({ code: 'wrong_code' });
		for (const bytes of [file.slice(0, 400), new Uint8Array(9), new Uint8Array(1_000_000)])
			await expect(openAnswers(bytes, code)).rejects.toMatchObject({ code: 'damaged' });
	});

	it('cannot be given answers that are none', async () => {
		const code = newCode();
		for (const content of [
			{},
			{ v: 2, answers },
			{ v: 1, answers: { ...answers, more: '' } },
			{ v: 1, answers: { ...answers, asked: ['a', 'b'] } },
			{ v: 1, answers: { ...answers, asked: [1, 2, 3] } },
			{ v: 1, answers: { ...answers, urgent: 'yes' } },
			{ v: 1, answers: { ...answers, officials: 'maybe' } },
			{ v: 1, answers: [] }
		]) {
			const opening = openAnswers(await lockDraft(content, code), code);
			await expect(opening).rejects.toMatchObject({ code: 'damaged' });
		}
	});
});

it('nothing is offered inside an app that loses downloads', () => {
	expect(canKeepFiles('Mozilla/5.0 (Linux; Android 10) Zalo android/12 ')).toBe(false);
	expect(canKeepFiles('Mozilla/5.0 [FBAN/FBIOS]')).toBe(false);
	expect(canKeepFiles('Mozilla/5.0 (X11; Linux x86_64) Chrome/140')).toBe(true);
});
