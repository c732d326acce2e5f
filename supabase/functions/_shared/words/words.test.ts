import { describe, expect, it } from 'vitest';
import { WORDS, pickWords, twoWords } from './index.ts';

const HOI = '\u0309';
const NGA = '\u0303';
/** How a word sounds where final n and ng, nh and n, t and c, ch and t are alike. */
const inTheSouth = (word: string): string =>
	word
		.split(' ')
		.map((syllable) =>
			syllable.replace(/n$/, 'ng').replace(/nh$/, 'n').replace(/t$/, 'c').replace(/ch$/, 't')
		)
		.join(' ');

describe('the words that an officer says first', () => {
	it('are two hundred and more, of one or two syllables, each once', () => {
		expect(WORDS.length).toBeGreaterThanOrEqual(200);
		expect(new Set(WORDS).size).toBe(WORDS.length);
		for (const word of WORDS) {
			expect(word).toMatch(/^\p{Ll}+( \p{Ll}+)?$/u);
			expect(word.normalize('NFC')).toBe(word);
		}
	});

	it('turn on no sound that another region says differently', () => {
		for (const syllable of WORDS.flatMap((word) => word.split(' '))) {
			expect(syllable).not.toMatch(/^(tr|ch|s|x|d|gi|r|v|l|n(?![hg]))/);
			expect(syllable.normalize('NFD')).not.toMatch(new RegExp(`[${HOI}${NGA}]`));
		}
		expect(new Set(WORDS.map(inTheSouth)).size).toBe(WORDS.length);
	});

	it('are two that share no syllable, and every word has its turn', () => {
		const drawn = new Set<string>();
		for (let i = 0; i < 8000; i++) {
			const [first, second] = twoWords();
			expect(first.split(' ').some((syllable) => second.split(' ').includes(syllable))).toBe(false);
			drawn.add(first).add(second);
		}
		expect(drawn.size).toBe(WORDS.length);
	});

	it('depend on what is drawn alone', () => {
		expect(pickWords(() => 0)).toEqual(pickWords(() => 0));
		expect(pickWords((n) => n - 1)[0]).toBe(WORDS.at(-1));
	});
});
