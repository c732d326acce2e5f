import type { Bulk, BulkResult } from './views-queue.ts';

type Named = { id: string; version: number };
type Send = (command: {
	key: string;
	cases: Named[];
	what: Bulk;
}) => Promise<{ results: BulkResult[] }>;
type Piece = { key: string; cases: Named[] };

/** Cases a piece: small enough for a slow line to answer in time, and for progress to be seen. */
const PIECE = 50;

/**
 * One command on many cases, a piece after the other. Each piece has its own key, kept until its answer came: after a lost
 * line it goes on where it stood, and nothing is done twice.
 */
export class BulkRun {
	#send: Send;
	#what: Bulk | null = null;
	#pieces: Piece[] = [];
	#total = $state(0);
	#results = $state.raw<readonly BulkResult[]>([]);
	#busy = $state(false);
	#failed = $state.raw<unknown>(null);

	constructor(send: Send) {
		this.#send = send;
	}

	get total() {
		return this.#total;
	}
	get results() {
		return this.#results;
	}
	get busy() {
		return this.#busy;
	}
	/** Why it stands still; `go` tries the same piece again. */
	get failed() {
		return this.#failed;
	}
	get refused() {
		return this.#results.filter(({ done }) => !done);
	}
	/** Every case has its result. */
	get over() {
		return this.#total > 0 && this.#results.length === this.#total;
	}

	async start(cases: readonly Named[], what: Bulk): Promise<void> {
		if (this.#busy) return;
		const pieces: Piece[] = [];
		for (let at = 0; at < cases.length; at += PIECE) {
			const some = cases.slice(at, at + PIECE).map(({ id, version }) => ({ id, version }));
			pieces.push({ key: crypto.randomUUID(), cases: some });
		}
		this.#what = what;
		this.#pieces = pieces;
		this.#total = cases.length;
		this.#results = [];
		await this.go();
	}

	/** Goes on with what is left. */
	async go(): Promise<void> {
		if (this.#busy || !this.#what) return;
		this.#busy = true;
		this.#failed = null;
		try {
			for (let piece = this.#pieces[0]; piece; piece = this.#pieces[0]) {
				const { results } = await this.#send({ ...piece, what: this.#what });
				this.#pieces = this.#pieces.slice(1);
				this.#results = [...this.#results, ...results];
			}
		} catch (problem) {
			this.#failed = problem;
		} finally {
			this.#busy = false;
		}
	}
}
