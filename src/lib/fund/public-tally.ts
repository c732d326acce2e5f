/** What the rows of a chain add up to: held against what the server says above them. */
import { startOf } from '#shared/ledger/index.ts';
import type { Chained, Ledger } from './public-fund.ts';

type Total = Ledger['totals'][number];
export type Told = Pick<Ledger, 'unit' | 'months' | 'totals'>;
type End = { money: number; goods: number; rows: number; head: string };

/** The first day of the month of a day: a row is dated in the month with which it was published. */
const monthOf = (day: string) => `${day.slice(0, 7)}-01`;
const keyOf = (month: string, kind: string, purpose: string, aid: string) =>
	`${month} ${kind} ${purpose} ${aid}`;

const sumFields = ['amount', 'goods', 'rows'] as const;
const endFields = ['money', 'goods', 'rows', 'head'] as const;

export class Tally {
	#sums = new Map<string, { amount: number; goods: number; rows: number }>();
	/** Where the chain was after the last row of each month, and what was held then. */
	#ends = new Map<string, End>();
	#money = 0;
	#goods = 0;

	take(rows: readonly Chained[]): void {
		for (const row of rows) {
			const [seq, day, kind, purpose, aid, amount, money, goods] = row;
			const month = monthOf(day);
			const key = keyOf(month, kind, purpose, aid);
			let sum = this.#sums.get(key);
			if (!sum) this.#sums.set(key, (sum = { amount: 0, goods: 0, rows: 0 }));
			sum.amount += kind === 'transfer' ? amount : money + goods;
			sum.goods += goods;
			sum.rows += 1;
			this.#money += money;
			this.#goods += goods;
			this.#ends.set(month, { money: this.#money, goods: this.#goods, rows: seq, head: row[14] });
		}
	}

	/** The first month of which something else is told than its rows add up to; null where all fits. */
	wrongMonth({ unit, months, totals }: Told): string | null {
		const wrong = [...this.#wrongSums(totals), ...this.#wrongEnds(unit, months)];
		return wrong.sort()[0] ?? null;
	}

	#wrongSums(totals: readonly Total[]): string[] {
		const left = new Map(this.#sums);
		const wrong: string[] = [];
		for (const { month, kind, purpose, aid, amount, goods, rows } of totals) {
			const key = keyOf(month, kind, purpose ?? '', aid ?? '');
			const sum = left.get(key);
			const told = { amount, goods, rows };
			if (!sum || sumFields.some((field) => sum[field] !== told[field])) wrong.push(month);
			left.delete(key);
		}
		return [...wrong, ...[...left.keys()].map((key) => key.slice(0, 10))];
	}

	#wrongEnds(unit: string, months: Told['months']): string[] {
		let end: End = { money: 0, goods: 0, rows: 0, head: startOf(unit) };
		const published = [...months].sort((a, b) => (a.month < b.month ? -1 : 1));
		const wrong = published.filter((told) => {
			// A month without a row leaves everything as it was.
			end = this.#ends.get(told.month) ?? end;
			return endFields.some((field) => end[field] !== told[field]);
		});
		return wrong.map(({ month }) => month);
	}
}
