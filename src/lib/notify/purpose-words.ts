/** Why somebody was told something, in an officer's words. */
import type { Purpose } from '#contracts/notify.ts';
import { m } from '#lib/paraglide/messages';

const words: Record<Purpose, () => string> = {
	confirmed: m.notify_purpose_confirmed,
	changed: m.notify_purpose_changed,
	postponed: m.notify_purpose_postponed,
	cancelled: m.notify_purpose_cancelled,
	evening: m.notify_purpose_evening,
	on_the_way: m.notify_purpose_on_the_way,
	card_ready: m.notify_purpose_card_ready
};

/** A code that is not known stays a code: a page of yesterday may meet an event of today. */
export const purposeWords = (purpose: string): string => words[purpose as Purpose]?.() ?? purpose;
