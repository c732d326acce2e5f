import { fold } from '#shared/text/index.ts';
import type { Checked, Person } from './check.ts';

/** One person is a name without marks, a year and a hamlet; SQL says the same of what is on file. */
const who = ({ name, birth, hamlet }: Person): string =>
	[fold(name), birth.year, hamlet].join('\n');

/** For each row, the line of an earlier row with the same person; absent where it is the first. */
export function repeated(rows: readonly Checked[]): Map<number, number> {
	const first = new Map<string, number>();
	const again = new Map<number, number>();
	for (const { person } of rows) {
		if (!person) continue;
		const earlier = first.get(who(person));
		if (earlier === undefined) first.set(who(person), person.row);
		else again.set(person.row, earlier);
	}
	return again;
}
