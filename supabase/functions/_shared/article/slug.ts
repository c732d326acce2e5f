import { fold } from '../text/names.ts';

export const SLUG_MAX = 80;

/** The address that a title makes: without marks, đ as d, words joined by dashes, cut between words; `bai-viet` when nothing is left. */
export function slugOf(title: string): string {
	const words = fold(title).match(/[a-z0-9]+/g) ?? [];
	let slug = '';
	for (const word of words) {
		const longer = slug === '' ? word.slice(0, SLUG_MAX) : `${slug}-${word}`;
		if (longer.length > SLUG_MAX) break;
		slug = longer;
	}
	return slug || 'bai-viet';
}
