import { fields, type FieldName } from './columns.ts';
import { hamletOf, type Hamlet } from './hamlets.ts';
import type { Columns, Table } from './header.ts';

/** A person as the sheet has them: what was typed, and where. */
export type Typed = { line: number } & Record<FieldName, string>;
export type Extracted = {
	people: Typed[];
	/** Lines that name nobody: sums, signatures, titles of parts. */
	left: { line: number; text: string }[];
};

/** Several columns of one field: a name in two columns, a birth in three; the first phone that is there. */
const joints: Record<FieldName, string> = {
	name: ' ',
	birth: '/',
	phone: ' / ',
	hamlet: ', ',
	address: ', ',
	landmark: ', ',
	service: ', ',
	needs: ', ',
	note: '; '
};

/**
 * The people of a table by what its columns hold. A line with one text in all its cells titles the part below: where it
 * names a hamlet, those people live there.
 */
export function extract(table: Table, columns: Columns, hamlets: readonly Hamlet[]): Extracted {
	const people: Typed[] = [];
	const left: Extracted['left'] = [];
	let part = '';
	for (const { line, cells } of table.lines) {
		const said = [...new Set(cells.filter((cell) => cell !== ''))];
		const typed = { line } as Typed;
		for (const field of fields) typed[field] = joined(cells, columns, field);
		const [only = ''] = said;
		const isTitle =
			said.length === 1 && (typed.birth === typed.name || hamletOf(only, hamlets).length > 0);
		if (isTitle || (typed.name === '' && typed.birth === '' && typed.phone === '')) {
			const text = said.join(' ');
			if (hamletOf(text.replace(/:.*$/, ''), hamlets).length > 0) part = text.replace(/:.*$/, '');
			else if (said.length > 0) left.push({ line, text: text.slice(0, 80) });
			continue;
		}
		if (typed.hamlet === '') typed.hamlet = part;
		people.push(typed);
	}
	return { people, left };
}

function joined(cells: readonly string[], columns: Columns, field: FieldName): string {
	const said = columns.flatMap((one, at) => (one === field && cells[at] ? [cells[at]] : []));
	// Cells that were merged across say the same.
	return said.filter((text, at) => text !== said[at - 1]).join(joints[field]);
}
