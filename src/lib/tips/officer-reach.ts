/** How the sender wants to be reached, which holds for whoever answers, hands over or takes over. */
import { m } from '#lib/paraglide/messages';
import type { Body } from '#lib/sealed/cipher.ts';
import { categoryOf } from './categories.ts';
import { noContact } from './words.ts';

/** What officers are told of it. */
export type Reach = { title: string; words: string };

/** Null where the sender was not asked, or said nothing. */
export function reachOf(body: Pick<Body, 'category' | 'answers'> | null): Reach | null {
	if (!body) return null;
	if (body.answers.some(({ a }) => a === noContact()))
		return { title: m.tips_officer_no_contact(), words: m.tips_officer_no_contact_text() };
	const category = categoryOf(body.category);
	const asked = category?.ask[category.reach ?? -1]?.vi;
	const answer = body.answers.find(({ q }) => q === asked)?.a;
	return answer ? { title: m.tips_officer_safe_contact(), words: answer } : null;
}
