import type { Verified } from './audit-queue.ts';

type Verify = (month: string) => Promise<Verified>;

/** The chain verified month after month, the oldest first: each is one question, so that no long chain is one long wait. */
export class Verifying {
	#verify: Verify;
	#months = $state.raw<readonly Verified[]>([]);
	#at = $state<string | null>(null);
	#failed = $state.raw<unknown>(null);
	#done = $state(false);

	/** @param months as they were last verified, the newest first */
	constructor(months: readonly Verified[], verify: Verify) {
		this.#months = months;
		this.#verify = verify;
	}

	get months() {
		return this.#months;
	}
	/** The month that is being verified; null while none is. */
	get at() {
		return this.#at;
	}
	get failed() {
		return this.#failed;
	}
	/** How far it is, from 0 to 1. */
	get share(): number {
		const left = this.#months.findIndex(({ month }) => month === this.#at);
		return left < 0 ? 0 : 1 - (left + 1) / this.#months.length;
	}
	/** What this run found: the day of the first broken row, or null; undefined before it is over. */
	get found(): string | null | undefined {
		if (!this.#done) return undefined;
		return this.#months.findLast(({ broken_on }) => broken_on !== null)?.broken_on ?? null;
	}

	async run(): Promise<void> {
		if (this.#at) return;
		this.#done = false;
		this.#failed = null;
		try {
			for (const { month } of this.#months.toReversed()) {
				this.#at = month;
				const now = await this.#verify(month);
				this.#months = this.#months.map((one) => (one.month === month ? now : one));
			}
			this.#done = true;
		} catch (problem) {
			this.#failed = problem;
		} finally {
			this.#at = null;
		}
	}
}
