/**
 * Leaving in a hurry: wipes what is on the page, blanks it, and puts a harmless page in its place, so that "back"
 * does not return here. What was visited stays in the browser's own history, and the page says so.
 */
const HARMLESS = 'https://www.google.com/';
const WITHIN = 1_500;

/** Empties every field of the page, `wipe`s what the room keeps in memory, and goes. */
export function leaveQuickly(wipe?: () => void) {
	blank();
	for (const field of document.querySelectorAll('input, textarea')) {
		(field as HTMLInputElement | HTMLTextAreaElement).value = '';
	}
	wipe?.();
	forgetTab();
	location.replace(HARMLESS);
}

/**
 * SvelteKit keeps scroll positions of this tab there, and what was typed on pages before this one; it writes them once more
 * while the page goes (`persist_state`), so from now on into nothing.
 */
function forgetTab() {
	try {
		sessionStorage.clear();
	} catch {
		// Browsers inside other apps may refuse storage; then nothing was kept, and leaving must not wait for it.
	}
	Object.defineProperty(window, 'sessionStorage', { value: {}, configurable: true });
}

/** Counts presses of Shift alone: three within a second and a half. `at` in milliseconds. */
export class ThreeShifts {
	#presses: number[] = [];

	/** True at the third press; any other key begins anew. */
	press(key: string, at: number): boolean {
		if (key !== 'Shift') this.#presses = [];
		else this.#presses = [...this.#presses.filter((one) => at - one < WITHIN), at];
		if (this.#presses.length < 3) return false;
		this.#presses = [];
		return true;
	}
}

/** Watches the keyboard, and blanks the page when it is left in any way; returns what stops it. */
export function watchExit(wipe?: () => void): () => void {
	const shifts = new ThreeShifts();
	const pressed = (event: KeyboardEvent) => {
		if (!event.repeat && shifts.press(event.key, event.timeStamp)) leaveQuickly(wipe);
	};
	// A page kept for "back" must not show again what was on it.
	const shown = (event: PageTransitionEvent) => {
		if (event.persisted) location.reload();
	};
	addEventListener('keydown', pressed);
	addEventListener('pagehide', blank);
	addEventListener('pageshow', shown);
	return () => {
		removeEventListener('keydown', pressed);
		removeEventListener('pagehide', blank);
		removeEventListener('pageshow', shown);
	};
}

function blank() {
	document.body.hidden = true;
	document.title = 'Gần Dân';
}
