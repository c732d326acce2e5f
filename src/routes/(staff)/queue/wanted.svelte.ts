import { untrack } from 'svelte';
import type { CaseList } from '#lib/queue/list.svelte.ts';
import type { OpenedCase } from '#lib/queue/opened.svelte.ts';
import type { ShownCase } from './kinds.svelte.ts';

type Parts = { list: CaseList; opened: OpenedCase; showing: ShownCase; changed: () => void };

/**
 * Opens the case that the address names, each time that it names another. Made where the page begins: the first is asked for before
 * what stands around it, because on a line with few places what is named first comes first.
 */
export function openWanted(
	wanted: () => string | null,
	{ list, opened, showing, changed }: Parts
): void {
	let asked = untrack(wanted);
	if (asked) {
		void opened.show(asked);
		showing.begin();
	}
	// The outside things are the address and the server.
	$effect(() => {
		const id = wanted();
		untrack(() => {
			changed();
			// It was opened above, and each opening is written down.
			if (!id || id !== asked) void opened.show(id);
			asked = null;
			if (id) list.select(id);
		});
	});
	// The outside thing is the line: the list may know of what kind the case is before the case has come.
	$effect(() => {
		const listed = list.rows.find(({ id }) => id === wanted());
		if (listed) untrack(() => void showing.load(listed.kind));
	});
}
