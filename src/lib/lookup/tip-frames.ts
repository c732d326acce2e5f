import { Problem } from '#lib/platform/problem.ts';
import type { OpenedTip } from './lookup.ts';

type Item = OpenedTip['items'][number];
type Secret = OpenedTip['secrets'][number];

/** A tip's thread as it comes: frames of a few items each, newest first. What was fetched is not fetched again. */
export class TipFrames {
	#items = new Map<number, Item>();
	#secrets = new Map<number, Secret>();

	/** Oldest first. */
	get items(): Item[] {
		return [...this.#items.values()].sort((one, other) => one.seq - other.seq);
	}

	get secrets(): Secret[] {
		return [...this.#secrets.values()];
	}

	/**
	 * Takes the newest frame and asks for the older ones until nothing is missing.
	 * @param got is told how many items are there
	 * @throws Problem of the line; what came until then is kept
	 */
	async take(
		newest: OpenedTip,
		older: (before: number) => Promise<OpenedTip>,
		got: (count: number) => void
	) {
		let frame = newest;
		for (;;) {
			this.#keep(frame);
			got(this.#items.size);
			const before = frame.older;
			if (before === null || this.#hasAllBelow(before)) return;
			frame = await older(before);
			// A cursor that does not go back would be asked for ever.
			if ((frame.older ?? -1) >= before) throw new Problem({ code: 'bad_answer', status: 502 });
		}
	}

	forget() {
		this.#items.clear();
		this.#secrets.clear();
	}

	#keep({ items, secrets }: OpenedTip) {
		for (const item of items) this.#items.set(item.seq, item);
		for (const secret of secrets) this.#secrets.set(secret.epoch, secret);
	}

	#hasAllBelow(before: number): boolean {
		return Array.from({ length: before }, (_, seq) => seq).every((seq) => this.#items.has(seq));
	}
}
