import { untrack } from 'svelte';
import { late } from '#lib/platform/late.ts';
import { session } from '#lib/platform/session.svelte.ts';
import { askLive } from '#lib/queue/live-queue.ts';
import { Live, type News } from '#lib/queue/live.svelte.ts';
import type { CaseList } from '#lib/queue/list.svelte.ts';
import type { OpenedCase } from '#lib/queue/opened.svelte.ts';
import { officers } from '#lib/queue/queue.ts';
import { onDuty } from '#lib/staff/on-duty.svelte.ts';

/** Whether the open case is another one by now, as far as the news and the list know. */
function isAboutOpen({ ids }: News, list: CaseList, opened: OpenedCase): boolean {
	const row = opened.whole?.row;
	if (!row) return false;
	const listed = list.rows.find(({ id }) => id === row.id);
	return ids.includes(row.id) || (listed !== undefined && listed.version !== row.version);
}

/** The queue page as others change it: list and open case follow. Made where the page begins. */
export function liveQueue(list: CaseList, opened: OpenedCase, refresh: () => Promise<void>): Live {
	const live = new Live({
		ask: askLive,
		open: async (officer, heard) =>
			(await late(import('#lib/platform/session-realtime.ts'))).openWire(officer, heard),
		officers: async () => (await officers()).officers,
		async changed(news) {
			await refresh();
			if (isAboutOpen(news, list, opened)) await opened.follow();
		}
	});
	// The outside things are the server, asked while an officer is signed in, and the other officers, who are told what is open.
	$effect(() => {
		const me = onDuty.me?.id;
		if (me && session.state === 'in') return untrack(() => live.start(me));
	});
	$effect(() => {
		const row = opened.whole?.row;
		untrack(() => live.look(row?.id ?? null, row?.kind ?? null));
	});
	return live;
}
