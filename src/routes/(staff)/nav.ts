import { m } from '#lib/paraglide/messages';
import { path } from '#lib/platform/path.ts';
import { places } from '#lib/platform/desk-places.ts';
import type { PlaceName } from '#lib/platform/paths.ts';
import type { OnDuty } from '#lib/staff/on-duty.svelte.ts';

/**
 * A page of officers. `bar`: it stands in the bar on any screen, or on a wide one; else behind "Mục khác". On a phone the bar is
 * one row, so it holds what an officer on the road uses. `who` hides what the server would refuse.
 */
type Item = {
	place: PlaceName;
	words: () => string;
	bar?: 'any' | 'wide' | ((me: OnDuty) => boolean);
	who?: (me: OnDuty) => boolean;
};

const atDesk = (me: OnDuty) => me.has('desk');
const leads = (me: OnDuty) => me.has('lead');
/** Whoever drives and answers no calls. Who does both has the button for calls in the row. */
const drives = (me: OnDuty) => me.has('field') && !atDesk(me);

/** In the order of a day's work. A new page is a line here. */
const officers: readonly Item[] = [
	{ place: 'queue', words: m.staff_nav_queue, bar: 'any' },
	{ place: 'days', words: m.staff_nav_days, bar: 'wide', who: leads },
	{ place: 'rounds', words: m.rounds_plan_title, who: leads },
	{ place: 'sheets', words: m.staff_nav_sheets, bar: 'wide' },
	{ place: 'fieldDay', words: m.rounds_field_title, bar: drives, who: (me) => me.has('field') },
	{ place: 'lists', words: m.staff_nav_lists, who: atDesk },
	{
		place: 'enterSupport',
		words: m.staff_nav_enter_support,
		who: (me) => me.has('desk') || me.has('support')
	},
	{ place: 'families', words: m.support_families_title, who: (me) => me.has('support') },
	{ place: 'gather', words: m.booking_gatherings_title, who: atDesk },
	{ place: 'clocks', words: m.staff_nav_clocks, who: leads },
	{ place: 'duty', words: m.staff_nav_duty },
	{ place: 'handover', words: m.staff_nav_handover },
	{ place: 'rewards', words: m.fund_title, who: (me) => me.takesTips || me.has('treasurer') },
	{ place: 'books', words: m.staff_nav_books },
	{ place: 'bank', words: m.fund_bank_title, who: (me) => me.has('treasurer') || me.has('lead') },
	{ place: 'messages', words: m.notify_title, who: atDesk },
	{
		place: 'newsDesk',
		words: m.news_desk_title,
		who: (me) => me.has('editor') || me.has('lead')
	},
	{ place: 'figures', words: m.staff_nav_figures, who: leads },
	{
		place: 'reports',
		words: m.results_title,
		who: (me) => me.has('lead') || me.has('auditor')
	},
	{ place: 'roundsFigures', words: m.rounds_figures_title, who: leads },
	{ place: 'durations', words: m.rounds_durations_title, who: leads },
	{ place: 'queueFigures', words: m.queue_figures_title, who: leads },
	{ place: 'audit', words: m.staff_nav_audit, who: (me) => me.has('lead') || me.has('auditor') },
	{ place: 'settings', words: m.staff_nav_settings, who: leads },
	{ place: 'handbook', words: m.staff_handbook }
];

/** Who has few pages here: the head of a hamlet one, an auditor without another duty those that they check. */
const homes: Record<NonNullable<OnDuty['home']>, readonly Item[]> = {
	lists: [
		{ place: 'lists', words: m.staff_nav_lists, bar: 'any' },
		{ place: 'handbook', words: m.staff_handbook, bar: 'wide' }
	],
	audit: [
		{ place: 'audit', words: m.staff_nav_audit, bar: 'any' },
		{ place: 'books', words: m.staff_nav_books, bar: 'any' },
		{ place: 'messages', words: m.notify_title, bar: 'wide' },
		{ place: 'reports', words: m.results_title },
		{ place: 'handbook', words: m.staff_handbook }
	]
};

export type Link = { href: string; words: string; inBar: boolean; current: boolean };

/** The pages of whoever is on duty; `current` is the one that `route` lies in, `wide` whether the screen is. */
export function linksFor(me: OnDuty, route: string, wide: boolean): Link[] {
	const mine = me.home ? homes[me.home] : officers;
	const items = mine.filter(({ who }) => who?.(me) ?? true);
	const lies = (mine: string) => route === mine || route.startsWith(mine + '/');
	// The hand-over lies below the queue: the longest address that fits is the page one is on.
	const deepest = Math.max(
		0,
		...items
			.map(({ place }) => places[place].route)
			.filter(lies)
			.map((mine) => mine.length)
	);
	const stands = (bar: Item['bar']) =>
		typeof bar === 'function' ? bar(me) : bar === 'any' || (bar === 'wide' && wide);
	return items.map(({ place, words, bar }) => {
		const mine = places[place].route;
		const current = lies(mine) && mine.length === deepest;
		return { href: path(place), words: words(), inBar: stands(bar), current };
	});
}
