/** Every door that reads, as the contracts have them, with what an officer who suspects a tip of somebody else's would ask. */
import { everyDoor } from '../../supabase/functions/_shared/contracts/every.ts';
import type { Door } from '../../supabase/functions/_shared/contracts/door.ts';
import { from, to } from '../properties/compartments-asking.ts';
import { lines } from '../properties/compartments-doors.ts';

/** What an asker could know of a tip, or guess. */
export type Suspected = {
	unit: string;
	id: string;
	part: string;
	reference: string;
	/** A case of the asker's own unit, and an officer of it. */
	mine: string;
	officer: string;
	day: string;
};
type Args = Record<string, unknown>;

/** Every filter that the list knows. */
const filters = (unit: string) => [
	...[{}, { kind: 'tip' }, { kind: 'home_visit' }, { state: 'new' }, { state: 'opened' }],
	...[{ area: unit }, { assignee: 'me' }, { assignee: 'nobody' }, { due: 'late' }],
	...[{ due: 'today' }, { to_call: true }, { open: false }, { open: true, kind: 'tip' }]
];

/** They tell what was asked before, so no answer is the one before: it is searched for what is hidden instead. */
export const remembers = new Set(['queue_audit', 'queue_officer_reads', 'booking_caller']);

/** Without a key, and yet not asked. */
const unasked = new Set([
	// They write something of the asker's own, or end it.
	...['staff_sign_out', 'queue_draft_save', 'staff_reset_spend', 'follow_move', 'follow_stop'],
	// Every answer is another: work to be done, and offers that are sealed anew. Nothing of a tip goes into them.
	...['booking_challenge', 'follow_challenge', 'support_challenge', 'tips_desk', 'booking_offers'],
	...['booking_case_offers', 'booking_officer_offers'],
	// It answers whoever holds a link that nobody here was given.
	'staff_invitation_check',
	// It plans what became free, for whoever waits.
	'booking_tend'
]);

/** Where more is asked than about a case that is hidden, or a door has no such question. */
const own: Record<string, (of: Suspected) => Args[]> = {
	queue_page: ({ unit }) => [
		...filters(unit).map((filter) => ({ filter, after: null, size: 1 })),
		{ filter: {}, after: null, size: 100 }
	],
	queue_figures: () => [{ from_month: `${from.slice(0, 7)}-01`, to_month: `${to.slice(0, 7)}-01` }],
	tips_part: ({ id, part }) => [{ id, part }],
	staff_desk_public: ({ unit }) => [{ unit, since: 0 }],
	staff_desk_list: ({ unit }) => [{ unit, version: 1 }],
	queue_merge_preview: ({ id, reference, mine }) => [
		{ id, reference, bring: [] },
		{ id: mine, reference, bring: [] }
	],
	queue_link_preview: ({ id }) => [{ id, link: id }],
	support_of_payment: ({ id }) => [{ payment: id }],
	booking_caller: () => [{ phone: '0900000774' }],
	booking_list_known: () => [{ people: [] }],
	booking_gathering: ({ id }) => [{ id, hamlet: null }],
	booking_sheet: ({ id }) => [{ team_day: id }],
	rounds_day: ({ id }) => [{ team_day: id }],
	results_report: ({ id }) => [{ id }],
	booking_postpone_preview: ({ unit, day }) => [
		{ team: null, area: unit, from_day: day, to_day: day }
	],
	// What anybody may ask.
	fund_public: ({ unit }) => [{ unit }],
	fund_public_rows: ({ unit }) => [{ unit, filter: {}, after: null, size: 50 }],
	fund_chain: ({ unit }) => [{ unit, from_row: 1, size: 50 }],
	fund_heads: ({ unit, day }) => [{ unit, before_day: day, size: 50 }],
	queue_figures_public: ({ unit }) => [{ unit }],
	results_public: ({ unit }) => [{ unit, period: null, edition: null }],
	news_list: ({ unit }) => [
		{ unit, category: null, area: null, campaign: null, words: null, before: null, size: 50 }
	],
	news_feed: ({ unit }) => [{ unit, category: null, area: null }],
	news_campaigns: ({ unit }) => [{ unit }],
	news_campaign: () => [{ slug: 'tin-bao' }],
	news_post: () => [{ slug: 'tin-bao' }],
	follow_read: () => [{ endpoint: 'https://push.example/1', auth: 'a'.repeat(22) }],
	booking_teams: ({ day }) => [{ from_day: day, to_day: day }]
};

const paramsOf = ({ args }: Door): string[] =>
	Object.keys((args as unknown as { def: { shape?: object } }).def.shape ?? {});

/** Names of the doors that take no key, so that whoever asks them changes nothing. */
const reading = Object.entries(everyDoor).filter(
	([name, door]) => !paramsOf(door).includes('key') && !unasked.has(name)
);

const isNothing = (name: string) => typeof lines[name] === 'object';

/** The questions of every such door; of those which the compartments know to tell of no case, none. @throws where a door has none */
export function questions(of: Suspected): { name: string; door: Door; args: Args }[] {
	return reading.flatMap(([name, door]) => {
		const line = lines[name];
		const hidden = { ...of, phone: '0900000774', isTip: false };
		const some =
			own[name]?.(of) ??
			(typeof line === 'function' ? line(hidden) : paramsOf(door).length ? null : [{}]);
		if (!some && isNothing(name)) return [];
		if (!some)
			throw new Error(`${name} reads, and nobody asks it here about a tip of another unit`);
		return some.map((args) => ({ name, door, args }));
	});
}
