/** Calling colleagues by name in a note: who is meant by what stands in it. */
import { matching } from '#lib/ui/matching.ts';
import type { Person } from './queue.ts';

type Asked = { start: number; found: Person[] };

/** What follows the last @ before the cursor, and whom it may mean; null while nobody is being called. */
export function asked(text: string, cursor: number, people: readonly Person[]): Asked | null {
	const before = text.slice(0, cursor);
	const [, typed] = /(?:^|\s)@([^@\n]{0,40})$/.exec(before) ?? [];
	if (typed === undefined) return null;
	// A name that is written out is no question any more.
	if (people.some(({ name }) => typed.startsWith(name))) return null;
	const options = people.map((person) => ({ label: person.name, person }));
	const found = matching(options, typed).map(({ person }) => person);
	return { start: cursor - typed.length, found: found.slice(0, 6) };
}

/** The text with the name put where it was begun, and where the cursor goes. */
export function named(text: string, cursor: number, start: number, name: string) {
	const before = `${text.slice(0, start)}${name} `;
	return { text: before + text.slice(cursor).trimStart(), cursor: before.length };
}

/** Who is called in a text. Of two with one name it is whoever was picked from the list. */
export function calledIn(text: string, people: readonly Person[], picked: readonly string[]) {
	const there = people.filter(({ name }) => text.includes(`@${name}`));
	const isOnly = ({ name }: Person) => there.filter((other) => other.name === name).length === 1;
	return there.filter((person) => picked.includes(person.id) || isOnly(person)).map(({ id }) => id);
}
