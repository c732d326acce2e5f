import { m } from '#lib/paraglide/messages';
import type { Barred } from './lead-desk.svelte.ts';

const troubles: Record<string, () => string> = {
	list_unsigned: m.staff_desk_unsigned,
	list_forked: m.staff_desk_forked,
	list_foreign: m.staff_desk_foreign,
	classical_recipient: m.staff_desk_foreign
};

/** Why a chain is not believed. */
export const troubleWords = (code: string): string => (troubles[code] ?? m.staff_desk_damaged)();

const bars: Record<Barred, () => string> = {
	other_key: m.staff_desk_other_key,
	not_built_in: m.staff_desk_not_built_in,
	no_lead: m.staff_desk_no_lead
};

/** Why somebody cannot sign. */
export const barredWords = (why: Barred): string => bars[why]();
