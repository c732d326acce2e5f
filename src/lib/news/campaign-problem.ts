import { m } from '#lib/paraglide/messages';
import { problemWords } from '#lib/platform/desk-problem.ts';

/** What a door of campaigns refused with, in words of these pages. */
export function campaignProblemWords(problem: unknown): string {
	switch ((problem as { code?: unknown } | null)?.code) {
		case 'stale':
			return m.news_campaign_stale();
		case 'slug_taken':
			return m.news_campaign_taken();
		case 'own_words':
			return m.news_campaign_own();
		case 'not_allowed':
			return m.news_campaign_bound();
		default:
			return problemWords(problem);
	}
}

/** The same at a field. */
export function campaignFieldWords(at: string, code: string): string {
	const field = at.replace(/^text\./, '');
	if (field.startsWith('goals')) return m.news_campaign_goal_bad();
	if (field === 'from_day') return m.news_campaign_day_bad();
	if (field === 'to_day' && code === 'bad_format') return m.news_campaign_end_bad();
	if (field === 'to_day') return m.news_campaign_to_bad();
	if (code === 'too_long') return m.news_campaign_long();
	return field === 'aim' ? m.news_campaign_aim_none() : m.news_campaign_name_none();
}
