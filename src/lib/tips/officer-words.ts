/** Codes of a tip in an officer's words. Asked for at use: the language is known then. */
import { m } from '#lib/paraglide/messages';
import { getLocale } from '#lib/paraglide/runtime';
import { formatMoment } from '#lib/platform/clock.ts';
import type { Damage } from '#lib/sealed/cipher.ts';
import { categoryOf } from './categories.ts';
import type { Brief } from './officer-headers.svelte.ts';
import type { Entry, Reading } from './officer-reading.ts';
import type { NoteText } from './officer-notes.ts';
import type { Shared } from './officer-search.ts';
import { endings, type Ending, type OpenTip } from './officer-tips.ts';

/** A category of tomorrow is shown as it is, so that nothing is hidden. */
export const categoryWords = (id: string): string => categoryOf(id)?.name[getLocale()] ?? id;

/** What the list says of an opened tip: the first words of its category, and the first things it names. */
export function briefWords({ category, plates, phones, accounts, places }: Brief): string {
	const named = [...plates, ...phones, ...accounts, ...places].slice(0, 3);
	return [categoryWords(category).split(/[,:]/)[0], ...named].join(' · ');
}

const damages: Record<Damage, () => string> = {
	cannot_open: m.tips_officer_damage_cannot_open,
	padding: m.tips_officer_damage_shape,
	shape: m.tips_officer_damage_shape,
	signature: m.tips_officer_damage_signature,
	signer: m.tips_officer_damage_signer,
	sequence: m.tips_officer_damage_sequence,
	chain: m.tips_officer_damage_chain,
	foreign: m.tips_officer_damage_foreign,
	room: m.tips_officer_damage_room,
	list_back: m.tips_officer_damage_list_back
};
export const damageWords = (damage: Damage): string => damages[damage]();

const closings: Record<Ending, () => string> = {
	resolved: m.tips_officer_close_resolved,
	unfounded: m.tips_officer_close_unfounded,
	duplicate: m.tips_officer_close_duplicate
};
export const closeWords = (ending: Ending): string => closings[ending]();
/** What a tip may end as, each with the days that it is kept afterwards. */
export const closeOptions = (days: OpenTip['erase_days']) =>
	endings.map((value) => ({
		value,
		label: closeWords(value),
		hint: m.tips_officer_close_kept({ count: days[value] })
	}));

const kinds: Record<Shared, () => string> = {
	phones: m.tips_officer_shared_phone,
	plates: m.tips_officer_shared_plate,
	accounts: m.tips_officer_shared_account,
	places: m.tips_officer_shared_place
};
export const sharedWords = (kind: Shared): string => kinds[kind]();

/** Who a verify key is: this officer, an officer by the name in the proven list, or one who is no longer in it. */
export function officerWords({ desk }: Reading, verify: string, me: string | null): string {
	if (verify === me) return m.tips_officer_me();
	const member = desk?.members.find((one) => one.verify === verify);
	return member?.name ?? m.tips_officer_earlier();
}

/** What a note says apart from its text: that the tip ended so, or what it is taken for. */
export const noteMarks = ({ closed, category }: NoteText): string[] => [
	...(closed ? [m.tips_officer_note_closed({ outcome: closeWords(closed) })] : []),
	...(category ? [m.tips_officer_note_category({ category: categoryWords(category) })] : [])
];

/** Who set the category of officers, when, and what the sender had chosen, where that can be read. */
export function categoryByWords(
	reading: Reading,
	set: { by: string; at: string },
	me: string | null
): string {
	const said = { by: officerWords(reading, set.by, me), time: formatMoment(set.at) };
	return reading.body
		? m.tips_officer_category_by({ ...said, category: categoryWords(reading.body.category) })
		: m.tips_officer_category_by_alone(said);
}

export function writerWords(reading: Reading, entry: Entry, me: string | null): string | null {
	if (entry.damaged) return null;
	const { dir, by } = entry.envelope;
	return dir === 'in' ? m.tips_officer_sender() : officerWords(reading, by, me);
}
