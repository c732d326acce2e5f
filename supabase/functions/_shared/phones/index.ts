/** Phones of residents, in every way people type them. Hotlines (113, 1900…) are plain strings and no matter of this. */
import { parsePhoneNumberFromString } from 'libphonenumber-js/core';
import { vietnam } from './metadata.ts';

export { formatPhone } from './format.ts';

export type PhoneProblem = 'required' | 'bad_phone';

/** Mobile prefixes of eleven digits that became ten in 2018; old people's cards and notebooks still hold them. */
const renumbered: Record<string, string> = {
	'0162': '032',
	'0163': '033',
	'0164': '034',
	'0165': '035',
	'0166': '036',
	'0167': '037',
	'0168': '038',
	'0169': '039',
	'0120': '070',
	'0121': '079',
	'0122': '077',
	'0126': '076',
	'0128': '078',
	'0123': '083',
	'0124': '084',
	'0125': '085',
	'0127': '081',
	'0129': '082',
	'0186': '056',
	'0188': '058',
	'0199': '059'
};

/**
 * The E.164 number of a mobile or a landline in Việt Nam, from whatever was typed: with 0, +84, 84 or 0084 before it or
 * nothing, with dots, dashes, brackets, letters around it, in full-width digits, with a mobile prefix of before 2018.
 */
export function parsePhone(typed: string): { phone: string } | { problem: PhoneProblem } {
	const text = typed
		.normalize('NFKC')
		.replace(/\p{Cf}/gu, '')
		.trim();
	if (text === '') return { problem: 'required' };
	const national = nationalOf(text);
	if (!national) return { problem: 'bad_phone' };
	const number = parsePhoneNumberFromString(
		national,
		{ defaultCountry: 'VN', extract: false },
		vietnam
	);
	const type = number?.getType();
	if (number?.country !== 'VN' || (type !== 'MOBILE' && type !== 'FIXED_LINE')) {
		return { problem: 'bad_phone' };
	}
	return { phone: number.number };
}

/** The digits with a leading 0, as if dialled inside Việt Nam; null when this is no one number. */
function nationalOf(text: string): string | null {
	// A word before the number ("ĐT:", "Zalo", "sđt con trai") or after it is not part of it; a second number is one too many.
	const match = /^[^\d+]*(\+?[\d\s.,()\-–—_/'‐‑]*\d)[^\d]*$/u.exec(text);
	if (!match) return null;
	const digits = match[1]!.replace(/[^\d+]/g, '');
	const abroad = /^(?:\+|00)(?!0)(\d+)$/.exec(digits)?.[1];
	if (abroad !== undefined && !abroad.startsWith('84')) return null;
	let rest = abroad?.slice(2) ?? digits;
	// "84912345678" is +84 without its plus. With a 0 after it ("84 0912…", "+840912…") the 0 is one too many.
	if (abroad === undefined && /^84(?:0?\d{9,10})$/.test(rest)) rest = rest.slice(2);
	const national = `0${rest.replace(/^0/, '')}`;
	const now = national.length === 11 ? renumbered[national.slice(0, 4)] : undefined;
	return now ? now + national.slice(4) : national;
}
