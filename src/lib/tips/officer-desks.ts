/** Who may speak for a unit, as the signed lists say; where the lists come from is the page's business. */
import type { OfficerOf, VerifiedDesk } from '#lib/sealed/cipher.ts';

export interface Desks {
	/**
	 * The newest list of a unit, proven against the floor built into the page.
	 * @throws SealedError `list_unsigned`, `list_forked`, `list_foreign`, `list_expired`, `list_damaged`
	 */
	newest(unit: string): Promise<VerifiedDesk>;
	/** Verify keys in one list, old or new, of the same proven chain; null where it cannot be had. */
	roll(unit: string, version: number): Promise<ReadonlySet<string> | null>;
}

/** The lists behind one thread: whether an officer stood in the list that their signature names. */
export class Rolls {
	#desks: Desks;
	#sentTo: string;
	#known = new Map<string, ReadonlySet<string> | null>();
	#missing: { unit: string; version: number }[] = [];

	/** @param sentTo the unit that the sender chose, whose lists count until the tip is handed over */
	constructor(desks: Desks, sentTo: string) {
		this.#desks = desks;
		this.#sentTo = sentTo;
	}

	/** Does what needs the lists, and does it again when it asked for one that was not here yet. */
	async settle<T>(work: (officerOf: OfficerOf) => Promise<T>): Promise<T> {
		for (;;) {
			const done = await work((...asked) => this.#has(...asked));
			if (this.#missing.length === 0) return done;
			for (const { unit, version } of this.#missing.splice(0))
				this.#known.set(
					`${unit} ${version}`,
					await this.#desks.roll(unit, version).catch(() => null)
				);
		}
	}

	#has(version: number, verify: string, handedTo: string | null): boolean {
		const unit = handedTo ?? this.#sentTo;
		const roll = this.#known.get(`${unit} ${version}`);
		if (roll === undefined) this.#missing.push({ unit, version });
		return roll?.has(verify) ?? false;
	}
}
