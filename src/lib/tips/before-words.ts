/**
 * What is read before a tip. Long, in two languages, and the same for everybody: so the build puts the reader's
 * language into the page, and no script carries any of it. Read by +page.server.ts alone.
 */
import { m } from '#lib/paraglide/messages';

export const beforeWords = () => ({
	danger: { words: m.tips_danger_call(), text: m.tips_danger_call_text() },
	title: m.tips_start_title(),
	lead: m.tips_start_lead(),
	heads: {
		readers: m.tips_readers_title(),
		hidden: m.tips_hide_title(),
		open: m.tips_not_title(),
		finer: m.tips_not_more(),
		care: m.tips_care_title(),
		name: m.tips_name_title()
	},
	begin: { words: m.tips_begin(), busy: m.tips_begin_wait(), steps: m.tips_begin_steps() },
	readers: [
		m.tips_readers_who(),
		m.tips_readers_when(),
		m.tips_readers_none(),
		m.tips_readers_other()
	],
	hidden: [m.tips_hide_words(), m.tips_hide_stored(), m.tips_hide_photos(), m.tips_hide_hours()],
	open: [m.tips_not_address(), m.tips_not_history(), m.tips_not_upload(), m.tips_not_words()],
	finer: [m.tips_not_server(), m.tips_not_messages(), m.tips_not_times()],
	care: [m.tips_care_device(), m.tips_care_private(), m.tips_care_tor()],
	name: m.tips_name_text(),
	honest: m.tips_honest(),
	noscript: m.tips_noscript()
});

export type BeforeWords = ReturnType<typeof beforeWords>;
