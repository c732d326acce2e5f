import { fold } from '../text/names.ts';

/** A line of the bank and an entry of the ledger, as far as they can be compared. */
export type BankLine = {
	id: string;
	day: string;
	amount: number;
	text: string;
	reference: string | null;
};
/** `number` is what people write into the purpose of a transfer: a voucher's or decision's number. */
export type BankEntry = {
	id: string;
	day: string;
	amount: number;
	text: string;
	number: string | null;
};

export type Reason = 'same_amount' | 'same_day' | 'near_day' | 'number' | 'words' | 'only_one';
export type Suggestion = {
	line: string;
	entry: string;
	reasons: Reason[];
	/** Another pair of the same amount would do as well: a person has to look. */
	unsure: boolean;
};

/** A transfer over a weekend is booked by the bank up to so many days away from the entry. */
const NEAR_DAYS = 3;

type Pair = { line: BankLine; entry: BankEntry; score: number; reasons: Reason[] };

/**
 * At most one entry for each line and one line for each entry, always the same ones for the same two lists. Amounts are equal and days
 * at most three apart; then a number that the text names counts most, words in common next, then nearness. Nobody but a person
 * matches them.
 */
export function suggest(lines: readonly BankLine[], entries: readonly BankEntry[]): Suggestion[] {
	const byAmount = new Map<number, Worded<BankEntry>[]>();
	for (const entry of entries) {
		listed(byAmount, entry.amount).push(worded(entry, entry.text, entry.number ?? ''));
	}
	const pairs: Pair[] = [];
	for (const line of lines) {
		const said = `${line.text} ${line.reference ?? ''}`;
		const compared = worded(line, said, said);
		for (const entry of byAmount.get(line.amount) ?? []) {
			const pair = compare(compared, entry);
			if (pair) pairs.push(pair);
		}
	}
	pairs.sort(
		(a, b) =>
			b.score - a.score ||
			order(a.line.day, b.line.day) ||
			order(a.line.id, b.line.id) ||
			order(a.entry.day, b.entry.day) ||
			order(a.entry.id, b.entry.id)
	);
	return chosen(pairs);
}

/** The list at a key, begun where there is none. */
function listed<Key, One>(lists: Map<Key, One[]>, at: Key): One[] {
	const list = lists.get(at) ?? [];
	lists.set(at, list);
	return list;
}

type Worded<T> = { of: T; at: number; words: Set<string>; plain: string };
const worded = <T extends { day: string }>(of: T, text: string, number: string): Worded<T> => ({
	of,
	at: Date.parse(of.day) / 86_400_000,
	words: wordsOf(text),
	plain: plain(number)
});

function compare(line: Worded<BankLine>, entry: Worded<BankEntry>): Pair | null {
	const apart = Math.abs(line.at - entry.at);
	if (apart > NEAR_DAYS) return null;
	const reasons: Reason[] = ['same_amount', apart === 0 ? 'same_day' : 'near_day'];
	let score = NEAR_DAYS - apart;
	// "PT-2026-0012" in a purpose reads PT 20260012 or pt2026 0012; short numbers are in every text.
	if (entry.plain.length >= 4 && line.plain.includes(entry.plain)) {
		reasons.push('number');
		score += 100;
	}
	const shared = [...entry.words].filter((word) => line.words.has(word)).length;
	const likeness = (2 * shared) / Math.max(1, entry.words.size + line.words.size);
	if (shared >= 2 || likeness >= 0.5) reasons.push('words');
	return { line: line.of, entry: entry.of, score: score + Math.round(likeness * 50), reasons };
}

/** The best pairs first, each side once; unsure where as good a pair with one of them stood beside it. */
function chosen(pairs: readonly Pair[]): Suggestion[] {
	const taken = new Set<string>();
	const ofLine = new Map<string, Pair[]>();
	const ofEntry = new Map<string, Pair[]>();
	for (const pair of pairs) {
		listed(ofLine, pair.line.id).push(pair);
		listed(ofEntry, pair.entry.id).push(pair);
	}
	return pairs.flatMap((pair) => {
		const [line, entry] = [`l${pair.line.id}`, `e${pair.entry.id}`];
		if (taken.has(line) || taken.has(entry)) return [];
		taken.add(line).add(entry);
		const rivals = [...ofLine.get(pair.line.id)!, ...ofEntry.get(pair.entry.id)!].filter(
			(other) => other !== pair
		);
		const reasons = rivals.length === 0 ? [...pair.reasons, 'only_one' as const] : pair.reasons;
		const unsure = rivals.some(({ score }) => score >= pair.score);
		return [{ line: pair.line.id, entry: pair.entry.id, reasons, unsure }];
	});
}

const order = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

const plain = (text: string): string => fold(text).replace(/[^a-z0-9]/g, '');
/** Words that stand in every purpose of a transfer. */
const common = new Set(
	'chuyen tien khoan cho cua tai den tu ngay quy ck ung ho nop thanh toan va vnd'.split(' ')
);
const wordsOf = (text: string): Set<string> =>
	new Set(
		fold(text)
			.split(/[^a-z0-9]+/)
			.filter((word) => word.length > 1 && !common.has(word))
	);
