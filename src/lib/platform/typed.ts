/** What officers type into short fields, read generously. Not a number is NaN, which every contract refuses. */

/** "7:30", "07h30", "730", "7" → minutes after midnight; NaN for anything else. "24:00" is the day's end. */
export function readMinutes(typed: string): number {
	const found = /^(\d{1,2})(?:\s*[:h.]\s*(\d{2})?|(\d{2}))?\s*$/i.exec(typed.trim());
	if (!found) return NaN;
	const hours = Number(found[1]);
	const minutes = Number(found[2] ?? found[3] ?? 0);
	const whole = hours * 60 + minutes;
	return minutes < 60 && whole <= 1440 ? whole : NaN;
}

/** "14" → 14, "1,4" → 1.4; a comma is the Vietnamese decimal point. Empty is NaN, never nought. */
export function readNumber(typed: string): number {
	const plain = typed.trim().replace(',', '.');
	return /^-?\d+(?:\.\d+)?$/.test(plain) ? Number(plain) : NaN;
}

/** "3.000.000 đồng", "3 000 000", "3tr" is nothing: whole đồng or nothing. */
export function readAmount(typed: string): number | null {
	const text = typed
		.normalize('NFC')
		.trim()
		.toLowerCase()
		.replace(/\s*(?:đồng|vnđ|vnd|đ)$/, '');
	const grouped = /^\d{1,3}(?:([., ])\d{3})(?:\1\d{3})*$/.test(text.replace(/\u00a0/g, ' '));
	if (!grouped && !/^\d+$/.test(text)) return null;
	const amount = Number(text.replace(/\D/g, ''));
	return Number.isSafeInteger(amount) ? amount : null;
}

/**
 * "2/9/2027", "02-09-2027" or "2027-09-02" → "2027-09-02"; so is "02092027", because a phone's keys of digits have no stroke. What is no
 * day is handed on to be refused.
 */
export function readDay(typed: string): string {
	const found =
		/^(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4})$/.exec(typed.trim()) ??
		/^(\d{2})(\d{2})(\d{4})$/.exec(typed.trim());
	if (!found) return typed.trim();
	return `${found[3]}-${found[2]!.padStart(2, '0')}-${found[1]!.padStart(2, '0')}`;
}

/** "2026-11-30" → "30/11/2026", as it is typed in both languages. */
export const asTyped = (day: string) => day.split('-').reverse().join('/');

/** A text that may be left empty, as contracts want it. */
export const orNull = (typed: string): string | null => (typed.trim() === '' ? null : typed);
