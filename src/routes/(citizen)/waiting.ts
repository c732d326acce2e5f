/** The script of a page that waits (docs/decisions/0060): src/waiting-pages.ts names it there. */
import { canWait, wait, type Waiting } from '#lib/platform/waiting.ts';
import type { Asked } from './facts-now.ts';

/**
 * `facts`: what the page shows of what doors say, fresh from `since` until `until`, and the mark of what they said; null where nobody knew.
 * `scroll`: who moves down the page will want it.
 */
type Page = Waiting & {
	scroll: boolean;
	facts: (Asked & { since: number; until: number }) | null;
};

declare global {
	var waiting: Page | undefined;
}

const { waiting } = globalThis;
if (waiting) begin(waiting);

function begin(page: Page) {
	const [came] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
	const visit = {
		came: came?.type,
		asked: location.search + location.hash,
		agent: navigator.userAgent
	};
	goBack();
	const { begin: start, over } = wait(page);
	void exits(over);
	if (!page.facts || !canWait(visit)) return start();
	void askAfter(page.facts, start);
	void later(start, over);
	if (page.scroll) addEventListener('scroll', start, { passive: true, signal: over });
}

/**
 * Whoever reloads or comes back is where they were at once. Kit would take them there when it starts, and by then they may have read
 * on, with a finger on something else.
 */
function goBack() {
	const here = (history.state as Record<string, number> | null)?.['sveltekit:history'];
	const there = here !== undefined && taken(here);
	// The browser was quicker, or they were.
	if (there && scrollY === 0) scrollTo(there.x, there.y);
}

/** How far down a page of the tab was: taken out of where Kit keeps it (its constants.js). */
function taken(page: number) {
	const key = 'sveltekit:scroll';
	try {
		const kept = JSON.parse(sessionStorage.getItem(key) ?? '{}') as Record<
			number,
			{ x: number; y: number }
		>;
		const { [page]: there, ...others } = kept;
		sessionStorage.setItem(key, JSON.stringify(others));
		return there;
	} catch {
		// Browsers inside other apps may refuse storage; then nothing was kept either.
		return undefined;
	}
}

/** Whoever leaves in a hurry waits for nothing: the button and the key do it until the page does. */
async function exits(over: AbortSignal) {
	if (!document.querySelector('[data-exit]')) return;
	const { watchExit } = await import('#lib/platform/quick-exit.ts');
	if (!over.aborted) over.addEventListener('abort', watchExit());
}

/** Facts of this hour are read as they stand (docs/decisions/0008); older ones are asked for, and others bring what shows them. */
async function askAfter(facts: NonNullable<Page['facts']>, start: () => void) {
	const now = Date.now();
	if (!facts.asked.length || (now > facts.since && now < facts.until)) return;
	const { areOthers } = await import('./facts-now.ts');
	if (await areOthers(facts)) start();
}

/** "Nghe đọc" is shown where the device has a voice for it (ui/ReadAloudHere.svelte); a leaflet is filled in; who follows is told. */
async function later(start: () => void, over: AbortSignal) {
	if (!document.querySelector('html[lang=vi] [data-aloud], [data-host], [data-follow]')) return;
	(await import('./waiting-late.ts')).late(start, over);
}
