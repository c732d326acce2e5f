import * as z from 'zod/mini';
import { m } from '#lib/paraglide/messages';
import { window } from '#contracts/basics.ts';
import { formatDay, formatMoment, formatWindow } from '#lib/platform/clock.ts';
import type { Opened } from './lookup.ts';
import { mendableWords, reasonWords } from './states.ts';

type Item = Opened['timeline'][number];
type Told = { title: string; body?: string | null };

/** A window inside an event's data, in words; null where there is none. */
function windowIn(data: Item['data']): string | null {
	const found = window.safeParse(data.window).data;
	return found ? formatWindow(found) : null;
}

/** A day inside an event's data, in words; null where there is none. */
function dayIn(data: Item['data']): string | null {
	const found = z.iso.date().safeParse(data.day).data;
	return found ? formatDay(found) : null;
}

function call({ data }: Item): Told {
	const again = z.iso.datetime({ offset: true }).safeParse(data.again_at).data;
	const body = again ? m.lookup_event_call_again({ time: formatMoment(again) }) : null;
	const titles: Record<string, () => string> = {
		answered: m.lookup_event_call_answered,
		no_answer: m.lookup_event_call_no_answer,
		wrong_number: m.lookup_event_call_wrong_number,
		call_again: m.lookup_event_call_later
	};
	return { title: (titles[String(data.outcome)] ?? m.lookup_event_call_answered)(), body };
}

/** Windows an officer proposed, one a line, after what they said with them. */
function proposed({ data, body }: Item): Told {
	const windows = z.array(window).safeParse(data.windows).data ?? [];
	const lines = [body, ...windows.map(formatWindow)].filter(Boolean);
	return { title: m.lookup_event_propose(), body: lines.join('\n') || null };
}

const pauses: Record<string, () => string> = {
	returned: m.lookup_pause_returned,
	family_asked: m.lookup_pause_family_asked,
	force_majeure: m.lookup_pause_force_majeure,
	file_incomplete: m.lookup_pause_file_incomplete
};

/** What was to be mended, in a sentence. */
const fieldsIn = (data: Item['data']) =>
	(z.array(z.string()).safeParse(data.fields).data ?? [])
		.map((field) => mendableWords(field).toLocaleLowerCase())
		.join(', ');

const plain = (title: () => string) => (item: Item) => ({ title: title(), body: item.body });
const withWindow = (title: () => string) => (item: Item) => ({
	title: title(),
	body: windowIn(item.data) ?? item.body
});
const withReason = (title: () => string) => (item: Item) => ({
	title: title(),
	body: [reasonWords(item.data.reason), item.body].filter(Boolean).join('. ') || null
});

const events: Record<string, (item: Item) => Told> = {
	received: plain(m.lookup_event_received),
	call,
	confirm: withWindow(m.lookup_event_confirm),
	move: withWindow(m.lookup_event_move),
	gather: withWindow(m.lookup_event_gather),
	propose: proposed,
	postpone: withWindow(m.lookup_event_postpone),
	reopen: withWindow(m.lookup_event_reopen),
	offered: withWindow(m.lookup_event_offered),
	offer_lapsed: withWindow(m.lookup_event_offer_lapsed),
	take: withWindow(m.lookup_event_take),
	refuse: withWindow(m.lookup_event_refuse),
	wait: plain(m.lookup_event_wait),
	call_me: plain(m.lookup_event_call_me),
	ask: plain(m.lookup_event_ask),
	answer: plain(m.lookup_event_answer),
	return: (item) => ({
		title: m.lookup_event_return({ fields: fieldsIn(item.data) }),
		body: item.body
	}),
	mend: plain(m.lookup_event_mend),
	readiness: plain(m.lookup_event_readiness),
	cancel: withReason(m.lookup_event_cancel),
	person_died: plain(m.lookup_event_person_died),
	outcome: plain(m.lookup_event_outcome),
	card_ready: plain(m.lookup_event_card_ready),
	card_handed: plain(m.lookup_event_card_handed),
	code_replaced: plain(m.lookup_event_code_replaced),
	book_for_caller: plain(m.lookup_event_book_for_caller),
	close_call_back: plain(m.lookup_event_close_call_back),
	data_asked: plain(m.lookup_event_data_asked),
	data_answered: plain(m.lookup_event_data_answered),
	clock_pause: (item) => ({
		title: m.lookup_event_clock_pause(),
		body: pauses[String(item.data.reason)]?.() ?? null
	}),
	clock_resume: plain(m.lookup_event_clock_resume),
	merge: withWindow(m.lookup_event_merge),
	merged: plain(m.lookup_event_merged),
	unmerge: plain(m.lookup_event_unmerge),
	unmerged: plain(m.lookup_event_unmerge),
	split: plain(m.lookup_event_split),
	split_off: plain(m.lookup_event_split),
	unsplit: plain(m.lookup_event_unsplit),
	rejoined: plain(m.lookup_event_unsplit),
	visit_day: (item) => ({ title: m.lookup_event_visit_day(), body: dayIn(item.data) }),
	visit_made: ({ data }) => ({
		title: data.met ? m.lookup_event_visit_met() : m.lookup_event_visit_missed(),
		body: dayIn(data)
	}),
	decide: plain(m.lookup_event_decide),
	give: plain(m.lookup_event_give),
	give_undo: plain(m.lookup_event_give_undo),
	end_support: plain(m.lookup_event_end_support)
};

/** One line of the timeline in plain words; a code of tomorrow still says that something happened. */
export function timelineWords(item: Item) {
	const { title, body } = (events[item.code] ?? plain(m.lookup_event_other))(item);
	return { at: item.at, when: formatMoment(item.at), title, body: body ?? null };
}
