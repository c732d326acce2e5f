import { Problem } from '#lib/platform/problem.ts';
import type { Answer, Asked, Change } from './live-queue.ts';

/** Milliseconds between two questions of a page that is seen; with Realtime beside it, of one that only makes sure. */
const PERIOD = 15_000;
const CALM = 30_000;
const SOON = 3_000;
/** Before others learn that a case was left: from one to the next nobody needs to hear of the moment between them. */
const LEFT = 1_000;
/** After a failure; doubled with each, and never longer than this. */
const LONGEST = 120_000;
/** So many questions of the common length, five minutes, until everything is read anew. */
const SWEEP = 20;

export type Told = { changed: readonly Change[]; all: boolean; answer: Answer };
type Parts = {
	/** The room's verb. */
	ask: (asked: Asked, signal: AbortSignal) => Promise<Answer>;
	/** What came of a question: changes that were not told before. */
	told: (told: Told) => void;
};

const keyOf = ({ id, at }: Change) => `${id} ${at}`;

/**
 * Asks one cheap door, as long as somebody sees the page: at most once a quarter of a minute while nothing is done, later
 * and later while it does not answer, and at odd moments, so that fifty pages that lost the line together do not come
 * back together.
 */
export class Polling {
	readonly #parts: Parts;
	readonly #tab: string;
	#since: string | null = null;
	#mark: string | null = null;
	#looking: string | null = null;
	/** What the answer before told; the next one begins ten seconds earlier. */
	#before = new Set<string>();
	#failures = 0;
	#sweep = 0;
	#timer: ReturnType<typeof setTimeout> | undefined;
	#asking: AbortController | null = null;
	#running = false;
	/** Realtime brings the news: the door is asked for what it may have lost. */
	calm = false;

	constructor(parts: Parts, tab: string) {
		this.#parts = parts;
		this.#tab = tab;
	}

	start() {
		this.#running = true;
		document.addEventListener('visibilitychange', this.#turned);
		this.#next(0);
	}

	stop() {
		this.#running = false;
		document.removeEventListener('visibilitychange', this.#turned);
		clearTimeout(this.#timer);
		this.#asking?.abort();
		this.#asking = null;
	}

	/** Another case is open, and others learn of it at once; or none, and they learn of it soon. */
	look(id: string | null) {
		if (id === this.#looking) return;
		this.#looking = id;
		if (this.#running) this.#next(id ? 0 : LEFT);
	}

	/** Something is known to have changed; not at the very moment at which every other page learns of it. */
	soon() {
		this.#next(Math.random() * SOON);
	}

	readonly #turned = () => {
		if (document.visibilityState === 'visible') this.#next(0);
		else clearTimeout(this.#timer);
	};

	#next(wait: number) {
		clearTimeout(this.#timer);
		if (!this.#running || document.visibilityState !== 'visible') return;
		this.#timer = setTimeout(() => void this.#turn(), wait);
	}

	async #turn() {
		// A newer question makes the answer to the older one worthless.
		this.#asking?.abort();
		const asking = (this.#asking = new AbortController());
		const { ask, told } = this.#parts;
		const asked = { since: this.#since, mark: this.#mark, tab: this.#tab, looking: this.#looking };
		try {
			const answer = await ask(asked, asking.signal);
			if (asking !== this.#asking) return;
			told(this.#take(answer));
			this.#failures = 0;
			this.#next((this.calm ? CALM : PERIOD) * (1 + Math.random() / 5));
		} catch (problem) {
			if (asking !== this.#asking) return;
			this.#failed(problem);
		}
	}

	#take(answer: Answer): Told {
		const changed = answer.changed.filter((change) => !this.#before.has(keyOf(change)));
		this.#before = new Set(answer.changed.map(keyOf));
		const swept = ++this.#sweep % SWEEP === 0;
		this.#since = answer.now;
		this.#mark = answer.mark;
		return { changed, all: answer.all || swept, answer };
	}

	#failed(problem: unknown) {
		const told = problem instanceof Problem ? problem : null;
		// Signed out, or no officer of the unit any more: whoever signs in again starts it anew.
		if (told?.status === 401 || told?.status === 403) return;
		const wait = Math.min(PERIOD * 2 ** ++this.#failures, LONGEST) * (1 + Math.random() / 2);
		this.#next(Math.max(wait, (told?.retryAfter ?? 0) * 1000));
	}
}
