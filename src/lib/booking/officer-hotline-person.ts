/** A person as an operator types them while listening: "Nguyễn Thị Lụa 1941", one field and no jump between name and year. */
import { ageOn } from '#shared/days/index.ts';
import type { Typed } from './answers.ts';

const asked = /^(.*?)[\s,;]+(?:(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})|(\d{4}|\d{2}))\s*$/u;
/** Said before a year, and no part of a name. */
const born = /[\s,;(]*(?:sinh năm|sinh ngày|năm sinh|sinh|sn)[\s.:]*$/iu;

/** Nobody younger gets a card from a team, nobody is older. */
const ages = { least: 6, most: 110 };

/**
 * Two digits are a year where only one century makes a living person of six or more: "41" is 1941. "18" may be eight years or a
 * hundred and eight: it stays as it is, and the form asks for four digits.
 */
function yearOf(digits: string, today: string): string {
	if (digits.length === 4) return digits;
	const living = ['19', '20']
		.map((century) => century + digits)
		.filter((year) => {
			if (year > today.slice(0, 4)) return false;
			const { most } = ageOn({ year: Number(year) }, today);
			return most >= ages.least && most <= ages.most;
		});
	return living.length === 1 ? living[0]! : digits;
}

/** Name and birth out of one line; without a year the whole line is the name. `today`: the day in Việt Nam. */
export function readPerson(line: string, today: string): { name: string; birth: Typed } {
	const found = asked.exec(line);
	if (!found) return { name: line.trim(), birth: { day: '', month: '', year: '' } };
	const [, before = '', day = '', month = '', ofDay, alone] = found;
	const name = before.replace(born, '').trim();
	return { name, birth: { day, month, year: yearOf(ofDay ?? alone ?? '', today) } };
}
