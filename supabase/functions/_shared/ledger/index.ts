/**
 * The public ledger's chain, verified from the rows alone: what a row says is hashed with the hash before it, line by line, and
 * what is held follows from the rows. Nothing here believes the server. The texts are those of `fund.row_text` and `fund.commitment`.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, concatBytes, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import type { Chained } from '../contracts/fund-public.ts';

const hashed = (text: string) => bytesToHex(sha256(utf8ToBytes(text)));

/** What stands before the first row of a unit. */
export const startOf = (unit: string): string => hashed(`gan-dan/quy/so-cong-khai/1\n${unit}`);

/** How many fields of a row are hashed; its hash, a name and a salt follow. */
const FIELDS = 14;

/** The text whose SHA-256 is the hash of a row. */
export const textOf = (before: string, row: Chained): string =>
	`${before}\n${row.slice(0, FIELDS).join('\n')}`;

/** What enters the chain in the place of a name; `salt` in hex. */
export const commitmentOf = (salt: string, name: string): string =>
	bytesToHex(
		sha256(
			concatBytes(
				utf8ToBytes('gan-dan/quy/ten/1\n'),
				hexToBytes(salt),
				utf8ToBytes(name.normalize('NFC'))
			)
		)
	);

/** `place`: a row is missing or moved; `hash`: it was changed; `name`: another name is shown than was given; `balance`: below zero. */
export type Broken = { seq: number; why: 'place' | 'hash' | 'name' | 'balance' };

/** Walks a chain from its first row to its last, in pieces. */
export class Walk {
	/** Where it has come to. */
	seq = 0;
	head: string;
	money = 0;
	goods = 0;
	/** Names that were shown and are those that were given. */
	names = 0;

	constructor(unit: string) {
		this.head = startOf(unit);
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
		if (hashed(textOf(this.head, row)) !== hash) return 'hash';
		if (name && commitmentOf(salt, name) !== commitment) return 'name';
		if (this.money + money < 0 || this.goods + goods < 0) return 'balance';
		return null;
	}
}
