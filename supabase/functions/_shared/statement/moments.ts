import { isDay } from '../days/format.ts';
import { dayOfSerial } from '../sheet/serials.ts';

/** Whether a column writes the day or the month first. */
type Order = 'day_first' | 'month_first';

const months = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
const two = (number: number) => String(number).padStart(2, '0');
const dayOf = (year: number, month: number, day: number): string | null => {
	const made = `${year}-${two(month)}-${two(day)}`;
	return year >= 1990 && year <= 2100 && isDay(made) ? made : null;
};
/** Statements are of this century: '26 is 2026. */
const yearOf = (typed: string) => (typed.length === 2 ? 2000 + Number(typed) : Number(typed));

/**
 * The day of a cell: 26/11/2026 · 26-11-26 · 2026-11-26 · 20261126 · 26-Nov-2026 · a number that Excel keeps for a day; a time of day
 * behind it is dropped. Null for what is no day.
 */
export function readMoment(typed: string, order: Order = 'day_first'): string | null {
	const text = typed.normalize('NFKC').trim();
	const date = text.replace(/(?:\s*[-,T]\s*|\s+)\d{1,2}[:hg]\d{2}.*$/i, '').trim();
	const numbers = /^(\d{1,2})\s*[/.\- ]\s*(\d{1,2})\s*[/.\- ]\s*(\d{4}|\d{2})$/.exec(date);
	if (numbers) {
		const [one, other] = [Number(numbers[1]), Number(numbers[2])];
		const year = yearOf(numbers[3]!);
		return order === 'day_first' ? dayOf(year, other, one) : dayOf(year, one, other);
	}
	const iso =
		/^(\d{4})[/.-](\d{1,2})[/.-](\d{1,2})$/.exec(date) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(date);
	if (iso) return dayOf(Number(iso[1]), Number(iso[2]), Number(iso[3]));
	const named = /^(\d{1,2})[\s-]+([a-z]{3})[a-z]*[\s,-]+(\d{4}|\d{2})$/i.exec(date);
	if (named) {
		const month = months.indexOf(named[2]!.toLowerCase()) + 1;
		return month === 0 ? null : dayOf(yearOf(named[3]!), month, Number(named[1]));
	}
	const serial = /^(\d{5})(?:[.,]\d+)?$/.exec(date);
	return serial ? dayOfSerial(Number(serial[1])) : null;
}

/** The month stands first only where no day of the column can be read otherwise, and one can so alone. */
export function orderOf(column: readonly string[]): Order {
	const said = [...new Set(column)].filter((typed) => /\d/.test(typed));
	const readAs = (order: Order) => said.filter((typed) => readMoment(typed, order) !== null).length;
	const dayFirst = readAs('day_first');
	if (dayFirst === said.length) return 'day_first';
	const monthFirst = readAs('month_first');
	// A column of days such as 13/11 never reads better the other way round.
	const only = said.some(
		(typed) => readMoment(typed, 'day_first') !== null && readMoment(typed, 'month_first') === null
	);
	return !only && monthFirst > dayFirst ? 'month_first' : 'day_first';
}
