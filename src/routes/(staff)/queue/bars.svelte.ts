import { m } from '#lib/paraglide/messages';
import { formatTime } from '#lib/platform/clock.ts';
import { fewKeys } from '#lib/queue/keys.ts';
import type { CaseList } from '#lib/queue/list.svelte.ts';
import { desk } from '#lib/ui/desk.svelte.ts';

/** What the shell shows of this page while it is open: its keys, and when the list was last fresh. Made where a page begins. */
export function showBars(list: CaseList): void {
	// The outside things are the bars of the shell.
	$effect(() => desk.show(fewKeys()));
	$effect(() => {
		desk.fresh = list.fresh ? m.queue_fresh({ time: formatTime(list.fresh) }) : null;
		return () => (desk.fresh = null);
	});
}

/** Asks again every half minute while somebody looks. */
export function askAgain(refresh: () => unknown): void {
	// The outside things are time and whether the page is seen.
	$effect(() => {
		const timer = setInterval(() => {
			if (document.visibilityState === 'visible') refresh();
		}, 30_000);
		return () => clearInterval(timer);
	});
}
