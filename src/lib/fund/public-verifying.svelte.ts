/** The button "Kiểm tra sổ thu, chi": how far it is, what came out, and stopping it. */
import { JobError } from '#lib/platform/worker.ts';
import { notedOf, type Asked, type Far, type Verdict } from './public-verify.ts';
import type { Ledger } from './public-fund.ts';

type Ask = (
	asked: Asked,
	asking: { signal: AbortSignal; progress: (far: unknown) => void }
) => Promise<Verdict>;

/** The Worker and what it runs come with the first press. */
const inWorker: Ask = async (asked, asking) => {
	const [{ startWorker }, { verifyJob }] = await Promise.all([
		import('#lib/platform/worker.ts'),
		import('./public-job.ts')
	]);
	return startWorker(verifyJob).ask(asked, asking);
};

export class Verifying {
	#ask: Ask;
	#stop: AbortController | null = null;
	#far = $state.raw<{ done: number; rows: number } | null>(null);
	#verdict = $state.raw<(Verdict & { of: Ledger; asked: string }) | null>(null);
	#failed = $state<string | null>(null);
	#stopped = $state(false);
	#badNote = $state(false);

	constructor(ask: Ask = inWorker) {
		this.#ask = ask;
	}

	/** Null where nothing is going on. */
	get far() {
		return this.#far;
	}
	/** What came out, of which ledger, and which noted digits were looked for. */
	get verdict() {
		return this.#verdict;
	}
	/** Code of why it could not be found out: nothing is said of the ledger then. */
	get failed() {
		return this.#failed;
	}
	get stopped() {
		return this.#stopped;
	}
	/** What was typed as a noted head is none. */
	get badNote() {
		return this.#badNote;
	}

	/** Verifies; a second press while it goes on does nothing. */
	async run(ledger: Ledger, typed = ''): Promise<void> {
		if (this.#far) return;
		const noted = notedOf(typed);
		this.#badNote = noted === null;
		if (noted === null) return;
		this.#clear();
		this.#stop = new AbortController();
		const { signal } = this.#stop;
		this.#far = { done: 0, rows: ledger.rows };
		const progress = (far: unknown) => {
			if (!signal.aborted) this.#far = { done: (far as Far).done, rows: ledger.rows };
		};
		try {
			const verdict = await this.#ask({ ledger, noted }, { signal, progress });
			if (!signal.aborted) this.#verdict = { ...verdict, of: ledger, asked: noted };
		} catch (error) {
			if (!signal.aborted) this.#failed = error instanceof JobError ? error.code : 'unreachable';
		} finally {
			if (!signal.aborted) this.#far = null;
		}
	}

	/** Ends it: nothing is said then. */
	cancel(): void {
		if (!this.#far) return;
		this.#stop?.abort();
		this.#far = null;
		this.#stopped = true;
	}

	/** Another ledger: what was said is not about it. */
	forget(): void {
		this.#stop?.abort();
		this.#far = null;
		this.#clear();
	}

	#clear(): void {
		this.#verdict = null;
		this.#failed = null;
		this.#stopped = false;
	}
}
