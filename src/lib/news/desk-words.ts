import type { PostState, Whole } from '#contracts/news-desk.ts';
import { m } from '#lib/paraglide/messages';
import { problemWords } from '#lib/platform/desk-problem.ts';
import { fieldWords } from '#lib/platform/field-words.ts';
import { Problem } from '#lib/platform/problem.ts';
import { categories, categoryWords } from './category-words.ts';
import type { ImageFault } from './desk-picture.ts';

export const categoryOptions = () =>
	categories.map((value) => ({ value, label: categoryWords(value) }));

const states: Record<PostState, () => string> = {
	draft: m.news_state_draft,
	review: m.news_state_review,
	scheduled: m.news_state_scheduled,
	published: m.news_state_published,
	withdrawn: m.news_state_withdrawn
};
export const stateWords = (state: PostState): string => states[state]();

/** How a state's tag looks. */
export const stateKinds = {
	draft: 'neutral',
	review: 'caution',
	scheduled: 'info',
	published: 'done',
	withdrawn: 'danger'
} as const;

const events: Record<Whole['events'][number]['what'], () => string> = {
	written: m.news_event_written,
	sent: m.news_event_sent,
	sent_back: m.news_event_sent_back,
	approved: m.news_event_approved,
	corrected: m.news_event_corrected,
	discarded: m.news_event_discarded,
	unscheduled: m.news_event_unscheduled,
	withdrawn: m.news_event_withdrawn
};
export const eventWords = (what: keyof typeof events): string => events[what]();

const refusals: Record<string, () => string> = {
	not_allowed: m.news_refused_state,
	own_words: m.news_own_words,
	published: m.news_refused_published,
	slug_fixed: m.news_slug_fixed,
	stale: m.news_refused_stale,
	too_many: m.news_refused_images
};
/** What an officer reads when something about a post was refused. */
export function newsProblemWords(problem: unknown): string {
	const known = problem instanceof Problem ? refusals[problem.code] : undefined;
	return known?.() ?? problemWords(problem);
}

const fields: Record<string, () => string> = {
	'title.required': m.news_title_required,
	'summary.required': m.news_summary_required,
	'body.required': m.news_body_required,
	'body.too_deep': m.news_too_deep,
	'body.unknown': m.news_image_unknown,
	'note.required': m.news_note_required,
	'alt.required': m.news_alt_required,
	'slug.bad_format': m.news_slug_bad,
	'slug.slug_taken': m.news_slug_taken,
	'slug.slug_fixed': m.news_slug_fixed,
	'day.out_of_range': m.news_day_range
};
export const newsFieldWords = (field: string, code: string): string =>
	(fields[`${field}.${code}`] ?? (() => fieldWords(field, code)))();

const faults: Record<ImageFault, () => string> = {
	not_an_image: m.news_fault_not_an_image,
	broken: m.news_fault_broken,
	format: m.news_fault_format,
	moves: m.news_fault_moves,
	pixels: m.news_fault_pixels,
	large: m.news_fault_large,
	canvas: m.news_fault_canvas
};
export const imageFaultWords = (fault: ImageFault): string => faults[fault]();
