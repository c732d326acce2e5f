import type { PostponeReason } from '#contracts/booking.ts';
import { m } from '#lib/paraglide/messages';

const reasons: Record<PostponeReason, () => string> = {
	storm: m.booking_postpone_storm,
	flood: m.booking_postpone_flood,
	kit_broken: m.booking_postpone_kit,
	officers_away: m.booking_postpone_officers,
	other: m.booking_postpone_other
};

/** Why a day is not visited; the lead's own words where they gave some. */
export const postponeWords = (reason: PostponeReason, note: string | null): string =>
	reason === 'other' && note ? note : [reasons[reason](), note].filter(Boolean).join('. ');

export const postponeOptions = () =>
	(Object.keys(reasons) as PostponeReason[]).map((value) => ({ value, label: reasons[value]() }));
