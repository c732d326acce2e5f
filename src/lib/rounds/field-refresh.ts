/** When the day on the phone is looked at again, and when it is read anew. Each reading counts as a read of all its cases. */
import type { FieldWork } from './field-work.svelte.ts';

const TICK = 15_000;
const OLD = 10 * 60_000;

/**
 * Counts the minutes, and reads the day again when there is a line and it is old, or the server has refused something and a
 * person has to see what it has instead. Never over what waits: that goes out first.
 */
export class Refresh {
	#work: Pick<FieldWork, 'tick' | 'read' | 'told' | 'refused' | 'entries'>;
	#reachable: () => boolean;
	#asked = 0;
	#seen = new Set<string>();

	constructor(
		work: Pick<FieldWork, 'tick' | 'read' | 'told' | 'refused' | 'entries'>,
		reachable: () => boolean
	) {
		this.#work = work;
		this.#reachable = reachable;
	}

	/** Looks every few seconds, and whenever the page is looked at; returns what stops it. */
	watch(): () => void {
		const look = () => this.look();
		const timer = setInterval(look, TICK);
		document.addEventListener('visibilitychange', look);
		return () => {
			clearInterval(timer);
			document.removeEventListener('visibilitychange', look);
		};
	}

	look(at = Date.now()) {
		this.#work.tick();
		const { told, refused, entries } = this.#work;
		if (!told || !this.#reachable() || document.visibilityState === 'hidden') return;
		const fresh = refused.filter(({ key }) => !this.#seen.has(key));
		const idle = entries.every(({ state }) => state === 'refused');
		const old = idle && at - Math.max(this.#asked, Date.parse(told.at)) > OLD;
		if (fresh.length === 0 && !old) return;
		for (const { key } of fresh) this.#seen.add(key);
		this.#asked = at;
		void this.#work.read(told.id);
	}
}
