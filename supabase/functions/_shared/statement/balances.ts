import type { Fault, Statement, StatementLine } from './shapes.ts';

type Balanced =
	{ statement: Statement; faults: readonly [] } | { statement: null; faults: Fault[] };

/**
 * The lines oldest first, and balances that fit. Where lines have balances, each must be the one before it and its amount; where
 * the file says what was there at first or in the end (`said`), that must fit as well. A line left out anywhere shows here.
 */
export function balanced(
	lines: readonly StatementLine[],
	said: Omit<Statement, 'lines'>
): Balanced {
	const { opening, closing, covers } = said;
	const newestFirst = [...lines].reverse();
	// Days decide where there is no balance; of one day alone the file's own order stands.
	const byDay = lines[0]!.day > lines.at(-1)!.day ? newestFirst : [...lines];
	const breaksOf = [byDay, byDay[0] === lines[0] ? newestFirst : [...lines]].map(breaks);
	const [here, turned] = breaksOf as [StatementLine[], StatementLine[]];
	const isTurned = turned.length < here.length;
	const ordered = isTurned ? [...byDay].reverse() : byDay;
	const broken = isTurned ? turned : here;
	const sum = ordered.reduce((total, { amount }) => total + amount, 0);
	const first = ordered[0]!;
	const last = ordered.at(-1)!;
	const before = first.balance !== null ? first.balance - first.amount : opening;
	const after = last.balance ?? closing;
	const refused = (lines: StatementLine[]) => ({ statement: null, faults: lines.map(fault) });
	if (broken.length > 0) return refused(broken);
	// Where no line by itself tells: the one after which a sum that was said does not fit.
	const from = before ?? (after === null ? null : after - sum);
	const to = from === null ? null : from + sum;
	if (from !== null && opening !== null && from !== opening) return refused([first]);
	if (to !== null && after !== null && to !== after) return refused([last]);
	if (closing !== null && after !== null && closing !== after) return refused([last]);
	return { statement: { lines: ordered, opening: from, closing: to, covers }, faults: [] };
}

const fault = ({ line, balance }: StatementLine): Fault => ({
	line,
	field: 'balance',
	code: 'balance_breaks',
	typed: balance === null ? '' : String(balance)
});

/** Lines whose balance is not the last known one and what moved since. */
function breaks(lines: readonly StatementLine[]): StatementLine[] {
	let known: number | null = null;
	return lines.filter(({ amount, balance }) => {
		const expected = known === null ? null : known + amount;
		known = balance ?? expected;
		return expected !== null && balance !== null && expected !== balance;
	});
}
