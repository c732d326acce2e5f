/** Whether a text reads as Vietnamese: by this a decoder is chosen, since no file says how it was written. */
const onset = '(?:ngh|ng|nh|gh|gi|kh|ph|th|tr|ch|qu|[bcdđghklmnpqrstvx])?';
/** Every vowel group of the language, tones taken off. */
const nuclei =
	'a ă â e ê i o ô ơ u ư y ai ao au ay âu ây eo êu ia iê iu oa oă oe oi ôi ơi oo ua uâ uê uô uơ ui uy ưa ươ ưi ưu yê iêu yêu oai oay oao oeo uây uôi uya uyê uyu ươi ươu'
		.split(' ')
		.sort((a, b) => b.length - a.length)
		.join('|');
const syllable = new RegExp(`^${onset}(?:${nuclei})(?:ch|ng|nh|[cmnpt])?$`);
const tones = /[\u0300\u0301\u0303\u0309\u0323]/g;
const words = /[^\s\d.,;:()/\\'"!?+_=–-]+/gu;
const marked = /[^\u0020-\u007e]/;

/** A syllable with at most one tone; case does not matter. */
export function isSyllable(word: string): boolean {
	const apart = word.normalize('NFD');
	if ((apart.match(tones) ?? []).length > 1) return false;
	return syllable.test(apart.replace(tones, '').normalize('NFC').toLowerCase());
}

/** Of the words with a letter beyond ASCII: how many are syllables, and how many there are. */
export function reads(text: string): { good: number; all: number } {
	let good = 0;
	let all = 0;
	for (const [word] of text.matchAll(words)) {
		if (!marked.test(word)) continue;
		all++;
		if (isSyllable(word)) good++;
	}
	return { good, all };
}
