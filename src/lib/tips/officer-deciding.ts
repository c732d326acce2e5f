import type { Reading } from './officer-reading.ts';
import type { TipSending } from './officer-sending.svelte.ts';
import type { Classified, Closing } from './officer-tips.ts';

type Run = (
	name: Parameters<TipSending['run']>[0],
	said: object,
	make: (reading: Reading) => { id: string }
) => Promise<boolean>;

/** What an officer decides about the tip as it was last read. Nothing of it is sealed: the server must know. */
export class Deciding {
	#run: Run;

	constructor(run: Run) {
		this.#run = run;
	}

	classify(as: Classified): Promise<boolean> {
		return this.#run('classify', { as }, ({ tip }) => ({ id: tip.case, version: tip.version, as }));
	}

	/** @param version of the tip that this was decided on, where it is not the one that was read last */
	close(as: Closing, version?: number): Promise<boolean> {
		return this.#run('close', { as }, ({ tip }) => ({
			id: tip.case,
			version: version ?? tip.version,
			as
		}));
	}

	/** Takes another tip, by its case, for the same sender's. */
	join(other: string): Promise<boolean> {
		return this.#run('join', { other }, ({ tip }) => ({ id: tip.case, other }));
	}

	partWays(other: string): Promise<boolean> {
		return this.#run('partWays', { other }, ({ tip }) => ({ id: tip.case, other }));
	}

	acknowledge(): Promise<boolean> {
		return this.#run('acknowledge', {}, ({ tip }) => ({ id: tip.case }));
	}
}
