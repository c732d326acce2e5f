import { Reading } from '#lib/platform/reading.svelte.ts';

/** What shows a case, by its kind: it comes over the line with the first case of the kind, and once it is here never again. */
export class CaseParts<Kind extends string, Part> {
	readonly #readings: ReadonlyMap<string, Reading<Part>>;

	constructor(reads: Record<Kind, () => Promise<Part>>) {
		const kinds = Object.entries<() => Promise<Part>>(reads);
		this.#readings = new Map(kinds.map(([kind, read]) => [kind, new Reading(read)]));
	}

	/** Null while it is on its way. */
	of(kind: Kind): Part | null {
		return this.#readings.get(kind)!.value;
	}

	/** Why it did not come. */
	failed(kind: Kind): unknown {
		return this.#readings.get(kind)!.failed;
	}

	/** Asks for it; it never throws. */
	async load(kind: Kind): Promise<void> {
		if (this.of(kind) === null) await this.#readings.get(kind)!.load();
	}
}
