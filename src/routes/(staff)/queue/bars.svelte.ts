import { untrack } from 'svelte';
import { m } from '#lib/paraglide/messages';
import { formatTime } from '#lib/platform/clock.ts';
import { fewKeys } from '#lib/queue/keys.ts';
import type { CaseList } from '#lib/queue/list.svelte.ts';
import type { Live } from '#lib/queue/live.svelte.ts';
import { desk } from '#lib/ui/desk.svelte.ts';

type Bars = {
	/** The case stands that is open, if any is: the bar of keys would be pushed down by it, as by the list. */
	caseStands: () => unknown;
	/** With each answer about what is new the clocks of the rows go on. */
	beat: () => void;
};

/** What the shell shows of this page while it is open: its keys, and when the server last said what is new. Made where a page begins. */
export function showBars(list: CaseList, live: Live, { caseStands, beat }: Bars): void {
	const standing = $derived(Boolean((list.fresh || list.failed) && caseStands()));
	// The outside things are the bars of the shell.
	$effect(() => (standing ? desk.show(fewKeys()) : undefined));
	$effect(() => {
		// Of a list that is not there yet nothing is said, however often the server was asked for news.
		const fresh = standing && list.fresh && (live.fresh ?? list.fresh);
		desk.fresh = fresh ? m.queue_fresh({ time: formatTime(fresh) }) : null;
		untrack(beat);
		return () => (desk.fresh = null);
	});
}
