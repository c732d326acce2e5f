import { MOST_DONG, type FaultCode } from './shapes.ts';

type Amount = { dong: number | null } | { fault: FaultCode };

/** A cell that a spreadsheet would work out, or its error ("#REF!"). */
export const isFormula = (typed: string): boolean => /^[=@]|^#[A-Z]/i.test(typed);

/** Blanks that files put between groups of digits: plain, hard, thin, narrow. */
const blanks = /[\s\u00a0\u2009\u202f]+/g;
const currency = /^(?:vnd|vnđ|đồng|dong|đ|₫)|(?:vnd|vnđ|đồng|dong|đ|₫)$/gi;

/**
 * An amount as banks write it: 1.234.567 · 1,234,567.00 · 1 234 567 · (500.000) · 500.000- · -500.000 VND. Null for an empty cell or
 * a dash. There is nothing smaller than a đồng: a fraction other than zeros is a fault, and so is what a spreadsheet has rounded.
 */
export function readAmount(typed: string): Amount {
	if (typed === '') return { dong: null };
	// Most cells of most banks.
	if (/^\d{1,9}$|^\d{1,3}(?:\.\d{3}){1,3}$/.test(typed))
		return { dong: Number(typed.replaceAll('.', '')) };
	const text = typed.normalize('NFKC').trim();
	if (isFormula(text)) return { fault: 'formula' };
	let digits = text.replace(blanks, '').replace(/[\u2212\u2013\u2014]/g, '-');
	let below = false;
	const bracketed = /^\((.*)\)$/.exec(digits);
	if (bracketed) [below, digits] = [true, bracketed[1]!];
	digits = digits.replace(currency, '');
	// One sign, before or behind, and not within brackets.
	const signed = /^([+-]?)(.*?)([+-]?)$/.exec(digits)!;
	if (signed[1] && signed[3]) return { fault: 'not_an_amount' };
	if (bracketed && (signed[1] || signed[3])) return { fault: 'not_an_amount' };
	below ||= signed[1] === '-' || signed[3] === '-';
	digits = signed[2]!.replace(currency, '');
	if (digits === '')
		return text === '' || /^[-–—−]$/.test(text) ? { dong: null } : { fault: 'not_an_amount' };
	if (/^\d+(?:[.,]\d+)?e\+?\d+$/i.test(digits)) return { fault: 'rounded' };
	const whole = wholeOf(digits);
	if (typeof whole !== 'string') return whole;
	const dong = Number(whole);
	if (!(dong <= MOST_DONG)) return { fault: 'too_large' };
	return { dong: below && dong > 0 ? -dong : dong };
}

/** The digits before the decimal mark. Three digits behind a single mark are a group: 1.234 is a thousand and more. */
function wholeOf(digits: string): string | { fault: FaultCode } {
	if (/^\d+$/.test(digits)) return digits;
	const grouped = /^\d{1,3}(?:([.,'])\d{3})(?:\1\d{3})*(?:([.,])(\d{1,2}))?$/.exec(digits);
	if (grouped && grouped[1] !== grouped[2]) {
		const [, mark, decimal, fraction = ''] = grouped;
		if (/[1-9]/.test(fraction)) return { fault: 'not_whole' };
		const whole = decimal ? digits.slice(0, digits.lastIndexOf(decimal)) : digits;
		return whole.split(mark!).join('');
	}
	const plain = /^(\d+)[.,](\d+)$/.exec(digits);
	if (!plain) return { fault: 'not_an_amount' };
	// 1234.500 and 0.500 are groups of nothing; what stands behind the mark is less than a đồng.
	return /[1-9]/.test(plain[2]!) ? { fault: 'not_whole' } : plain[1]!;
}
