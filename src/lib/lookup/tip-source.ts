import type { Holder } from '#lib/sealed/returning.ts';
import type { OpenedTip } from './lookup.ts';
import type { TipDoors } from './tip-doors.ts';
import { TipFrames } from './tip-frames.ts';
import { TipLists } from './tip-lists.ts';
import { readTip, type Reading } from './tip-reading.ts';

/** Where a tip is read from: its frames and the lists behind it. What was fetched once is not fetched again. */
export class TipSource {
	#doors: TipDoors;
	#frames = new TipFrames();
	#lists: TipLists;

	constructor(doors: TipDoors) {
		this.#doors = doors;
		this.#lists = new TipLists(doors);
	}

	/**
	 * The thread from its newest frame to its first item, and who wrote each.
	 * @param got is told how many items are there
	 * @throws Problem of the line; what came until then is kept
	 */
	async read(found: OpenedTip, self: Holder, got: (count: number) => void): Promise<Reading> {
		await this.#frames.take(found, (before) => this.#doors.open(before), got);
		const { cipher } = this.#doors;
		return readTip({ found, frames: this.#frames, lists: this.#lists, self, cipher });
	}

	forget() {
		this.#frames.forget();
	}
}
