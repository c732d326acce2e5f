import { alarms, type Alarm } from './officer-tips.ts';

const EVERY = 30_000;

/** Urgent tips that no member has seen, asked for again and again: an officer may be on any page, or on none of ours. */
export class Alarms {
	#read: () => Promise<readonly Alarm[]>;
	#unseen = $state.raw<readonly Alarm[]>([]);

	constructor(read: () => Promise<readonly Alarm[]> = alarms) {
		this.#read = read;
	}

	get unseen() {
		return this.#unseen;
	}

	/** What was known stays when nobody answers: the next look tells. */
	async look(): Promise<void> {
		try {
			this.#unseen = await this.#read();
		} catch {
			// An ended session is said by the sign-in over the page, a lost line by the page itself.
		}
	}

	/** Looks now and from then on; returns what stops it, and forgets. */
	watch(every = EVERY): () => void {
		void this.look();
		const timer = setInterval(() => void this.look(), every);
		return () => {
			clearInterval(timer);
			this.#unseen = [];
		};
	}
}

/** One for all pages, so that whoever acknowledges a tip can have it asked anew. */
export const tipAlarms = new Alarms();
