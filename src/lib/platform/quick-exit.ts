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

/**
 * Watches the keyboard and the buttons that leave, blanks the page when it is left in any way, and covers it while another app or tab is in
 * front of it: a phone keeps a picture of each app for its switcher. Keeps the button of a touch screen where a thumb reaches it. Returns
 * what stops it.
 */
export function watchExit(wipe?: () => void): () => void {
	const shifts = new ThreeShifts();
	const over = new AbortController();
	const on = <Seen extends Event>(
		of: EventTarget | null,
		kind: string,
		seen: (event: Seen) => void
	) => of?.addEventListener(kind, seen as EventListener, { capture: true, signal: over.signal });
	on(window, 'keydown', (event: KeyboardEvent) => {
		if (!event.repeat && shifts.press(event.key, event.timeStamp)) leaveQuickly(wipe);
	});
	// Before what remembers presses on a page that waits, which is heard at the document.
	on(window, 'click', ({ target }) => {
		if ((target as Element).closest('[data-exit]')) leaveQuickly(wipe);
	});
	on(window, 'pagehide', blank);
	// A page kept for "back" must not show again what was on it.
	on(window, 'pageshow', (event: PageTransitionEvent) => {
		if (event.persisted) location.reload();
	});
	on(document, 'visibilitychange', cover);
	on(window.visualViewport, 'resize', lift);
	cover();
	const leave = intoDialogs();
	return () => {
		over.abort();
		leave();
		root().classList.remove('away');
	};
}

const root = () => document.documentElement;

/** Whoever comes back goes on where they were: a field keeps the focus under the cover. */
function cover() {
	root().classList.toggle('away', document.hidden);
}

/** Above a keyboard that lies over the page, as on iOS; elsewhere the page says `interactive-widget`. Who has it larger sees a part of it. */
function lift() {
	const { scale, height, offsetTop } = window.visualViewport!;
	const under = scale > 1.05 ? 0 : innerHeight - height - offsetTop;
	root().style.setProperty('--keyboard', `${under}px`);
}

/** A dialog makes all else on the page deaf: while one is open it has a button of its own, which a touch screen shows. */
function intoDialogs(): () => void {
	const copy = document.querySelector('[data-exit]')?.cloneNode(true) as HTMLElement | undefined;
	const opened = new MutationObserver(() => {
		copy?.remove();
		if (copy) document.querySelector('dialog[open]')?.append(copy);
	});
	opened.observe(document.body, { subtree: true, attributeFilter: ['open'] });
	return () => {
		opened.disconnect();
		copy?.remove();
	};
}

function blank() {
	document.body.hidden = true;
	document.title = 'Gần Dân';
}
