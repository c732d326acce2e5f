/**
 * Every word that the portal sends to residents. They are the portal's and no unit changes them: a message that holds a link, a name, a
 * place, a code or a number to call is false, and residents are told so. Pure; day and window are all that is ever filled in.
 */
import { formatDay, formatTime } from '../days/index.ts';
import { templates, type Purpose, type Words } from './templates.ts';

export { templates, type Purpose, type Words } from './templates.ts';

/** A window, or nothing. */
export type Said = { day: string; from: number; to: number } | Record<string, never>;

/** Characters of one SMS of the 7-bit alphabet. */
export const SMS_LENGTH = 160;

/** Vietnamese without marks, in ASCII: what every phone shows, in one SMS. */
export function unaccented(text: string): string {
	return text
		.normalize('NFD')
		.replace(/\p{M}/gu, '')
		.replaceAll('đ', 'd')
		.replaceAll('Đ', 'D')
		.replace(/[–—]/g, '-')
		.replace(/[“”]/g, '"')
		.replaceAll('…', '...');
}

/** Of ASCII all but what the 7-bit alphabet of GSM 03.38 lacks or counts twice, and the line break. */
const gsm = /^[\n\x20-\x5a_a-z]*$/;
/** Whether a text is one SMS: every character counts once. */
export const isOneSms = (text: string): boolean =>
	gsm.test(text) && !text.includes('`') && text.length <= SMS_LENGTH;

/**
 * What makes a message one that no honest sender sends, or null: `link`, `address` of e-mail, `number`. Three digits in a row are a
 * number already, since 113 is one; a day and an hour have two.
 */
export function offence(text: string): 'link' | 'address' | 'number' | null {
	if (/https?|www|:\/\//i.test(text) || /[\p{L}\p{N}]\.[\p{L}]{2}/u.test(text)) return 'link';
	if (text.includes('@')) return 'address';
	return /\d{3}|\d[ .-]\d/.test(text) ? 'number' : null;
}

const fill = (template: string, said: Said): string =>
	'day' in said
		? template
				.replaceAll('{day}', formatDay(said.day as string))
				.replaceAll('{from}', formatTime(said.from as number))
				.replaceAll('{to}', formatTime(said.to as number))
		: template;

/**
 * A message as it is sent: `long` with marks for e-mail and Zalo, `short` without for SMS, and the subject of an e-mail.
 * @throws RangeError `not_told` for a purpose without words, one whose day is missing, and a text that may not be sent
 */
export function wordsOf(purpose: string, said: Said): Words {
	if (!Object.hasOwn(templates, purpose)) throw new RangeError('not_told');
	const template: Words = templates[purpose as Purpose];
	const words = {
		subject: template.subject,
		long: fill(template.long, said),
		short: unaccented(fill(template.short, said))
	};
	const all = Object.values(words);
	if (all.some((text) => /[{}]/.test(text) || offence(text)) || !isOneSms(words.short))
		throw new RangeError('not_told');
	return words;
}
