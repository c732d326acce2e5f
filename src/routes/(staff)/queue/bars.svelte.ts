import { untrack } from 'svelte';
import { m } from '#lib/paraglide/messages';
import { formatTime } from '#lib/platform/clock.ts';
import { fewKeys } from '#lib/queue/keys.ts';
import type { CaseList } from '#lib/queue/list.svelte.ts';
import type { Live } from '#lib/queue/live.svelte.ts';
import { desk } from '#lib/ui/desk.svelte.ts';

/**
 * What the shell shows of this page while it is open: its keys, and when the server last said what is new. `beat`: with each
 * such answer the clocks of the rows go on. Made where a page begins.
 */
export function showBars(list: CaseList, live: Live, beat: () => void): void {
	// The outside things are the bars of the shell.
	$effect(() => desk.show(fewKeys()));
	$effect(() => {
		// Of a list that is not there yet nothing is said, however often the server was asked for news.
		const fresh = list.fresh && (live.fresh ?? list.fresh);
		desk.fresh = fresh ? m.queue_fresh({ time: formatTime(fresh) }) : null;
		untrack(beat);
		return () => (desk.fresh = null);
	});
}
