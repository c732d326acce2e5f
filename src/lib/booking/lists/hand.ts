import { fields } from './columns.ts';
import type { Typed } from './extract.ts';

/** Lines of people entered by hand are counted from here, where no sheet reaches. */
export const HAND = 900_000;

/** An empty row, for one person by hand. */
export const blank = (): Omit<Typed, 'line'> =>
	Object.fromEntries(fields.map((field) => [field, ''])) as Omit<Typed, 'line'>;

/** Of what is kept by line: what belongs to no sheet. */
export const byHand = <T>(lines: Readonly<Record<number, T>>): Record<number, T> =>
	Object.fromEntries(Object.entries(lines).filter(([line]) => Number(line) > HAND));
