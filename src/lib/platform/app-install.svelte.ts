/**
 * "Cài Gần Dân trên máy này", for officers. The browser's own question comes with a press and never by itself; a line that offers it
 * stands at the foot of the page from the second day that somebody signed in here, and not again once it was put off.
 */

/** What a browser hands out where the app may be installed. */
export type InstallEvent = Event & {
	prompt(): Promise<void>;
	userChoice: Promise<{ outcome: 'accepted' | 'dismissed' }>;
};

const NAME = 'gandan-install';
/** Days on which somebody signed in here, up to the second; no more is kept, and nobody's name. */
type Kept = { day: string; days: number; off: boolean };

export class AppInstall {
	#event = $state.raw<InstallEvent | null>(null);
	#kept = $state.raw<Kept>({ day: '', days: 0, off: false });
	#storage: Storage | null;

	constructor(storage: Storage | null) {
		this.#storage = storage;
		this.#kept = read(storage);
	}

	/** The browser would install it. */
	get possible(): boolean {
		return this.#event !== null;
	}
	/** A line about it may stand at the foot. */
	get offered(): boolean {
		return this.possible && this.#kept.days > 1 && !this.#kept.off;
	}

	/** Keeps the browser's question for a press. */
	hold(event: Event) {
		event.preventDefault();
		this.#event = event as InstallEvent;
	}

	/** Somebody is signed in on this day (2026-11-26). */
	arrive(day: string) {
		if (this.#kept.day === day || this.#kept.days > 1) return;
		this.#keep({ ...this.#kept, day, days: this.#kept.days + 1 });
	}

	/** Asks as the browser does. Its question is good for one press. */
	async ask(): Promise<void> {
		const event = this.#event;
		this.#event = null;
		if (!event) return;
		await event.prompt();
		const { outcome } = await event.userChoice;
		if (outcome === 'dismissed') this.putOff();
	}

	putOff() {
		this.#keep({ ...this.#kept, off: true });
	}

	/** It is done, here or from the browser's own menu. */
	done() {
		this.#event = null;
		this.putOff();
	}

	#keep(kept: Kept) {
		this.#kept = kept;
		try {
			this.#storage?.setItem(NAME, JSON.stringify(kept));
		} catch {
			// A full disk or a private window: it is offered a day later, or again.
		}
	}
}

function read(storage: Storage | null): Kept {
	const none = { day: '', days: 0, off: false };
	try {
		return { ...none, ...(JSON.parse(storage?.getItem(NAME) ?? '{}') as Partial<Kept>) };
	} catch {
		return none;
	}
}

/** A phone of Apple's, where no browser asks and the way lies in a menu; and the app is not installed yet. */
export function wantsWords(
	at: Pick<Navigator, 'userAgent' | 'maxTouchPoints'>,
	standalone: boolean
) {
	const tablet = /Macintosh/.test(at.userAgent) && at.maxTouchPoints > 1;
	return !standalone && (/iPhone|iPad|iPod/.test(at.userAgent) || tablet);
}
