/** The history of a case in an officer's words: events and notes in one line of time, newest first. */
import * as z from 'zod/mini';
import { window } from '#contracts/basics.ts';
import { document } from '#contracts/queue-clocks.ts';
import { m } from '#lib/paraglide/messages';
import { formatDate, formatMoment, formatWindow } from '#lib/platform/clock.ts';
import { dataWhat } from './data-words.ts';
import type { Event, Row, WholeCase } from './queue.ts';
import { clockList, grantedWords, inSentence, pauseWords, withdrawWords } from './clock-words.ts';
import { channelWords, closeWords, fieldList, outcomeWords } from './words.ts';
import type { Check } from './replies-queue.ts';

export type Told = {
	at: string;
	when: string;
	title: string;
	body: string | null;
	by: string | null;
};

const titles: Record<string, () => string> = {
	received: m.queue_event_received,
	ask: m.queue_event_ask,
	answer: m.queue_event_answer,
	mend: m.queue_event_mend,
	readiness: m.queue_event_readiness,
	assign: m.queue_event_assign,
	code_replaced: m.queue_event_code_replaced,
	confirm: m.queue_event_confirm,
	move: m.queue_event_move,
	gather: m.queue_event_gather,
	propose: m.queue_event_propose,
	postpone: m.queue_event_postpone,
	reopen: m.queue_event_reopen,
	offered: m.queue_event_offered,
	offer_lapsed: m.queue_event_offer_lapsed,
	take: m.queue_event_take,
	refuse: m.queue_event_refuse,
	wait: m.queue_event_wait,
	call_me: m.queue_event_call_me,
	cancel: m.queue_event_cancel,
	person_died: m.queue_event_person_died,
	outcome: m.queue_event_outcome,
	card_ready: m.queue_event_card_ready,
	card_handed: m.queue_event_card_handed,
	book_for_caller: m.queue_event_book_for_caller,
	close_call_back: m.queue_event_close_call_back,
	open: m.queue_event_open,
	say: m.queue_event_say,
	message: m.queue_event_message,
	note: m.queue_event_note,
	classify: m.queue_event_classify,
	close: m.queue_event_close,
	erase: m.queue_event_erase,
	join: m.queue_event_join,
	part_ways: m.queue_event_part_ways,
	acknowledge: m.queue_event_acknowledge,
	grant: m.queue_event_grant,
	rekey: m.queue_event_rekey,
	moved: m.queue_event_moved,
	answer_data: m.queue_event_answer_data,
	withdraw_data: m.queue_event_withdraw_data,
	told: m.queue_event_told,
	tick: m.queue_event_tick,
	untick: m.queue_event_untick,
	merge: m.queue_event_merge,
	merged: m.queue_event_merged,
	unmerge: m.queue_event_unmerge,
	unmerged: m.queue_event_unmerge,
	split: m.queue_event_split,
	split_off: m.queue_event_split_off,
	unsplit: m.queue_event_rejoin,
	rejoined: m.queue_event_rejoin,
	visit_day: m.queue_event_visit_day,
	decide: m.queue_event_decide,
	give: m.queue_event_give,
	give_undo: m.queue_event_give_undo,
	end_support: m.queue_event_end_support
};

/** Codes in an event's data. */
const listOf = (value: unknown): string[] => z.array(z.string()).safeParse(value).data ?? [];
const clocksIn = (value: unknown) => clockList(listOf(value));

/** The document that an event names, in one line. */
function documentIn(data: Event['data']): string | null {
	const found = document.safeParse(data.document).data;
	if (!found) return null;
	return m.queue_event_document({
		number: found.number,
		day: formatDate(found.day),
		who: inSentence(grantedWords(found.granted_by))
	});
}
/** How a case came to somebody, where nobody gave it. */
const rules: Record<string, () => string> = {
	duty: m.queue_event_assign_rule_duty,
	rotation: m.queue_event_assign_rule_turn,
	handover: m.queue_event_assign_rule_handover
};

const text = (value: unknown) => (typeof value === 'string' ? value : null);

function titleOf({ code, data }: Event): string {
	if (code === 'call')
		return m.queue_event_call({ outcome: outcomeWords(String(data.outcome)).toLocaleLowerCase() });
	if (code === 'return') return m.queue_event_return({ field: fieldList(listOf(data.fields)) });
	if (code === 'clock_pause') return m.queue_event_clock_pause({ clocks: clocksIn(data.clocks) });
	if (code === 'clock_resume') return m.queue_event_clock_resume({ clocks: clocksIn(data.clocks) });
	if (code === 'clock_extend')
		return m.queue_event_clock_extend({ clocks: clocksIn(data.started) });
	if (code === 'clock_withdraw')
		return m.queue_event_clock_withdraw({ clocks: clocksIn(data.started) });
	if (code === 'data_asked')
		return m.queue_event_data_asked({ what: dataWhat(String(data.what)).toLocaleLowerCase() });
	if (code === 'data_answered')
		return (data.granted ? m.queue_event_data_granted : m.queue_event_data_refused)({
			what: dataWhat(String(data.what)).toLocaleLowerCase()
		});
	if (code === 'give' && data.fund === true) return m.queue_event_fund_asked();
	if (code === 'consent')
		return data.agreed ? m.queue_event_consent_yes() : m.queue_event_consent_no();
	if (code === 'visit_made')
		return data.met ? m.queue_event_visit_met() : m.queue_event_visit_missed();
	if (code === 'assign' && typeof data.rule === 'string' && rules[data.rule])
		return rules[data.rule]!();
	if (code === 'told' && data.channel === 'call') return m.queue_event_told_call();
	return titles[code]?.() ?? code;
}

/** What a code leaves out: windows, times, reasons. */
function details({ code, data }: Event, checks: Check[]): (string | null)[] {
	const again = z.iso.datetime({ offset: true }).safeParse(data.again_at).data;
	const one = window.safeParse(data.window).data;
	const several = z.array(window).safeParse(data.windows).data ?? [];
	const reason = text(data.reason);
	return [
		code === 'received' && text(data.channel) ? channelWords(String(data.channel)) : null,
		again ? m.queue_event_again({ time: formatMoment(again) }) : null,
		checks.find(({ id }) => id === data.item)?.label ?? null,
		one ? formatWindow(one) : null,
		text(data.day) ? formatDate(String(data.day)) : null,
		...several.map(formatWindow),
		data.asked === 'phone' ? m.queue_event_asked_phone() : null,
		data.asked === 'in_person' ? m.queue_event_asked_in_person() : null,
		code === 'close_call_back' && reason ? closeWords(reason) : null,
		text(data.case),
		(code === 'clock_pause' || code === 'clock_resume') && reason ? pauseWords(reason) : null,
		code === 'clock_withdraw' && reason ? withdrawWords(reason) : null,
		documentIn(data)
	];
}

function byWhom({ officer, by }: Event, kind: Row['kind'] | undefined): string {
	if (officer) return officer.name;
	if (by !== 'citizen') return m.queue_by_system();
	return kind === 'tip' ? m.queue_by_sender() : m.queue_by_citizen();
}

type Historic = Pick<WholeCase, 'events' | 'notes'> & {
	row?: Pick<Row, 'kind'>;
	aids?: Pick<WholeCase['aids'], 'checks'>;
};

const newestFirst = (a: Told, b: Told) => Date.parse(b.at) - Date.parse(a.at);

/** Every event and note, newest first. */
export function historyOf({ events, notes, row, aids }: Historic): Told[] {
	// A note is told with its words; of a tip, where they are sealed, that there is one.
	const apart = row?.kind === 'tip' ? events : events.filter(({ code }) => code !== 'note');
	const told = apart.map((event) => ({
		at: event.at,
		when: formatMoment(event.at),
		title: titleOf(event),
		body: [...details(event, aids?.checks ?? []), event.body].filter(Boolean).join('\n') || null,
		by: byWhom(event, row?.kind)
	}));
	const noted = notes.map(({ at, officer, body }) => ({
		at,
		when: formatMoment(at),
		title: m.queue_event_note(),
		body: body ?? m.queue_erased(),
		by: officer.name
	}));
	return [...told, ...noted].sort(newestFirst);
}

/** The story of a case with those of the cases that were merged into it, each under its number. */
export function wholeHistoryOf(whole: WholeCase): Told[] {
	const merged = whole.kin.links.flatMap(({ events, notes, case: { reference } }) =>
		historyOf({ ...whole, events, notes }).map((told) => ({
			...told,
			by: `${told.by} · ${reference}`
		}))
	);
	return [...historyOf(whole), ...merged].sort(newestFirst);
}
