/** Who stands behind the officers' messages of a tip: the signed lists they name, checked against the build's floors. */
import type { DeskFloor } from '#contracts/sealing.ts';
import { Problem } from '#lib/platform/problem.ts';
import type { KnownList, SignedLink } from '#lib/sealed/returning.ts';
import { SealedError } from '#lib/sealed/index.ts';
import type { Cipher } from './cipher.ts';
import type { AskDesk, DeskPage } from './lookup.ts';

/** By the unit's code. Only the build knows them; the server is never asked. */
export type Floors = Readonly<Record<string, DeskFloor>>;
export type Wanted = { unit: string; version: number };

type Doors = {
	floors: Floors;
	cipher: Cipher;
	desk(asked: AskDesk): Promise<DeskPage>;
};

const nameOf = ({ unit, version }: Wanted) => `${unit} ${version}`;

/** The lists that hold, fetched once each while the page is open. */
export class TipLists {
	#doors: Doors;
	#known = new Map<string, KnownList>();

	constructor(doors: Doors) {
		this.#doors = doors;
	}

	get all(): KnownList[] {
		return [...this.#known.values()];
	}

	has(wanted: Wanted): boolean {
		return this.#known.has(nameOf(wanted));
	}

	/** Fetches what is not known yet. One that does not hold stays unknown. @throws Problem of the line */
	async learn(wanted: Wanted[]) {
		const names = new Map(wanted.map((one) => [nameOf(one), one]));
		for (const one of names.values()) {
			const floor = this.#doors.floors[one.unit];
			if (!floor || this.has(one)) continue;
			const list = await this.#fetch(one, floor);
			if (list) this.#known.set(nameOf(one), list);
		}
	}

	async #fetch({ unit, version }: Wanted, floor: DeskFloor): Promise<KnownList | null> {
		try {
			const desk = await this.#chain({ unit, version }, floor);
			return this.#doors.cipher.verifyList(desk, floor, unit);
		} catch (error) {
			const missing = error instanceof Problem && error.code === 'code_not_found';
			if (missing || error instanceof SealedError) return null;
			throw error;
		}
	}

	/** The chain from the older of list and floor to the newer: as many questions as it fills frames. */
	async #chain({ unit, version }: Wanted, floor: DeskFloor) {
		const first = floor.head === null ? 1 : Math.min(floor.version, version);
		const last = Math.max(floor.version, version);
		const links: SignedLink[] = [];
		for (;;) {
			const from = first + links.length;
			const page = await this.#doors.desk({ unit, version, from });
			links.push(...page.links);
			if (!page.links.length || first + links.length > last) return { links, body: page.body };
		}
	}
}
