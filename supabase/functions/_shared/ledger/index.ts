/**
 * The public ledger's chain, verified from the rows alone: what a row says is hashed with the hash before it, line by line, and
 * what is held follows from the rows. Nothing here believes the server. The texts are those of `fund.row_text` and `fund.commitment`.
 */
import type { Chained } from '../contracts/fund-public.ts';
import { Digest } from './digest.ts';

const digest = new Digest();

/** What stands before the first row of a unit. */
export const startOf = (unit: string): string =>
	digest.text(`gan-dan/quy/so-cong-khai/1\n${unit}`).end();

/** The text whose SHA-256 is the hash of a row: written out, since a million rows are read in some seconds. */
export const textOf = (before: string, r: Chained): string =>
	`${before}\n${r[0]}\n${r[1]}\n${r[2]}\n${r[3]}\n${r[4]}\n${r[5]}\n${r[6]}\n${r[7]}\n${r[8]}\n${r[9]}\n${r[10]}\n${r[11]}\n${r[12]}\n${r[13]}`;

const committed = (salt: string, name: string) =>
	digest.text('gan-dan/quy/ten/1\n').hex(salt).and(name.normalize('NFC'));
/** What enters the chain in the place of a name; `salt` in hex. */
export const commitmentOf = (salt: string, name: string): string => committed(salt, name).end();

/** `place`: a row is missing or moved; `hash`: it was changed; `name`: another name is shown than was given; `balance`: below zero. */
export type Broken = { seq: number; why: 'place' | 'hash' | 'name' | 'balance' };

/** A place in a chain: the row, its hash, and what is held after it. */
export type Place = { seq: number; head: string; money: number; goods: number };

/**
 * Walks a chain from its first row to its last, in pieces. Several may walk at once, each from the place that another has to come to:
 * only when it does is anything behind it believed.
 */
export class Walk implements Place {
	/** Where it has come to. */
	seq: number;
	head: string;
	money: number;
	goods: number;
	/** Names that were shown and are those that were given. */
	names = 0;

	constructor(unit: string, from: Place = { seq: 0, head: startOf(unit), money: 0, goods: 0 }) {
		({ seq: this.seq, head: this.head, money: this.money, goods: this.goods } = from);
	}

	/** Takes the rows that follow; the first that does not is told, and nothing behind it is believed. */
	take(rows: readonly Chained[]): Broken | null {
		for (const row of rows) {
			const why = this.#wrong(row);
			if (why) return { seq: row[0], why };
			this.seq = row[0];
			this.head = row[14];
			this.money += row[6];
			this.goods += row[7];
			if (row[15]) this.names += 1;
		}
		return null;
	}

	#wrong(row: Chained): Broken['why'] | null {
		const [seq, , , , , , money, goods, , , commitment, , , , hash, name, salt] = row;
		if (seq !== this.seq + 1) return 'place';
		if (!digest.text(textOf(this.head, row)).is(hash)) return 'hash';
		if (name && !committed(salt, name).is(commitment)) return 'name';
		if (this.money + money < 0 || this.goods + goods < 0) return 'balance';
		return null;
	}
}
