/** What the rows of a chain add up to: held against what the server says above them. */
import type { Chained, Ledger } from './public-fund.ts';

type Total = Ledger['totals'][number];
export type Told = Pick<Ledger, 'months' | 'totals'>;

/** The first day of the month of a day: a row is dated in the month with which it was published. */
const monthOf = (day: string) => `${day.slice(0, 7)}-01`;
const keyOf = (month: string, kind: string, purpose: string, aid: string) =>
	`${month} ${kind} ${purpose} ${aid}`;

export class Tally {
	#sums = new Map<string, { amount: number; rows: number }>();
	/** What was held after the last row of each month, in the order of the rows. */
	#held = new Map<string, { money: number; goods: number }>();
	#money = 0;
	#goods = 0;

	take(rows: readonly Chained[]): void {
		for (const [, day, kind, purpose, aid, amount, money, goods] of rows) {
			const month = monthOf(day);
			const key = keyOf(month, kind, purpose, aid);
			let sum = this.#sums.get(key);
			if (!sum) this.#sums.set(key, (sum = { amount: 0, rows: 0 }));
			sum.amount += kind === 'transfer' ? amount : money + goods;
			sum.rows += 1;
			this.#money += money;
			this.#goods += goods;
			const held = this.#held.get(month);
			if (!held) this.#held.set(month, { money: this.#money, goods: this.#goods });
			else [held.money, held.goods] = [this.#money, this.#goods];
		}
	}

	/** The first month of which something else is told than its rows add up to; null where all fits. */
	wrongMonth({ months, totals }: Told): string | null {
		const wrong = [...this.#wrongSums(totals), ...this.#wrongHeld(months)];
		return wrong.sort()[0] ?? null;
	}

	#wrongSums(totals: readonly Total[]): string[] {
		const left = new Map(this.#sums);
		const wrong: string[] = [];
		for (const { month, kind, purpose, aid, amount, rows } of totals) {
			const key = keyOf(month, kind, purpose ?? '', aid ?? '');
			const sum = left.get(key);
			if (!sum || sum.amount !== amount || sum.rows !== rows) wrong.push(month);
			left.delete(key);
		}
		return [...wrong, ...[...left.keys()].map((key) => key.slice(0, 10))];
	}

	#wrongHeld(months: Told['months']): string[] {
		let held = { money: 0, goods: 0 };
		const published = [...months].sort((a, b) => (a.month < b.month ? -1 : 1));
		const wrong = published.filter(({ month, money, goods }) => {
			// A month without a row leaves everything as it was.
			held = this.#held.get(month) ?? held;
			return held.money !== money || held.goods !== goods;
		});
		return wrong.map(({ month }) => month);
	}
}
