import { tick } from 'svelte';
import { keysWanted, meantForPage } from '#lib/queue/keys.ts';
import type { CaseList } from '#lib/queue/list.svelte.ts';
import type { Picked } from '#lib/queue/picked.svelte.ts';
import type { Action, Row } from '#lib/queue/queue.ts';
import { actionKeys } from '#lib/queue/words.ts';
import { status } from '#lib/ui/status.svelte.ts';

/** What the keys of the queue do. One that can do nothing now answers false, and the browser has the key. */
type Hands = {
	step: (by: 1 | -1, reach: boolean) => void;
	/** Picks the row under the cursor, or drops it. */
	pick: () => boolean;
	/** Opens the row under the cursor. */
	open: () => boolean;
	take: () => void;
	undo: () => void;
	search: () => void;
	help: () => void;
	/** Closes what was opened last: a form, the picking, the case. */
	close: () => boolean;
	act: (action: Action) => boolean;
};

export function pressed(event: KeyboardEvent, hands: Hands): void {
	if (!keysWanted() || !meantForPage(event)) return;
	const { key } = event;
	const action = (Object.keys(actionKeys) as Action[]).find((name) => actionKeys[name] === key);
	let done = true;
	if (key.toLowerCase() === 'j') hands.step(1, event.shiftKey);
	else if (key.toLowerCase() === 'k') hands.step(-1, event.shiftKey);
	else if (key === 'x') done = hands.pick();
	else if (key === 'Enter') done = event.target === document.body && hands.open();
	else if (key === 'e') hands.take();
	else if (key === 'z') hands.undo();
	else if (key === '/') hands.search();
	else if (key === '?') hands.help();
	else if (key === 'Escape') done = hands.close();
	else done = action !== undefined && hands.act(action);
	if (done) event.preventDefault();
}

/** What only the page knows. */
type Page = {
	list: CaseList;
	picked: Picked;
	/** Opens a case, or closes with null. */
	to: (id: string | null) => void;
	take: () => void;
	help: () => void;
	/** Shows the form of an action, or with null closes the one that is open; false where there is none. */
	act: (action: Action | null) => boolean;
	/** Whether a case is open. */
	opened: () => boolean;
};

export const underCursor = (list: CaseList): Row | undefined =>
	list.rows.find(({ id }) => id === list.selected);

export function handsOn({ list, picked, to, take, help, act, opened }: Page): Hands {
	/** The focus goes with the cursor: Enter opens the row by itself, and a reader says which one it is. */
	async function step(by: 1 | -1, reach: boolean) {
		const from = underCursor(list);
		if (by > 0 && from && from.id === list.rows.at(-1)?.id) await list.showMore();
		const row = list.step(by);
		if (reach && from && picked.size === 0) picked.toggle(from);
		if (reach && row) picked.reach(list.rows, row);
		await tick();
		if (row) document.getElementById(`row-${row.id}`)?.focus();
	}

	return {
		step: (by, reach) => void step(by, reach),
		pick() {
			const row = underCursor(list);
			if (row) picked.toggle(row);
			return row !== undefined;
		},
		open() {
			if (list.selected) to(list.selected);
			return list.selected !== null;
		},
		take,
		undo: () => void status.undo(),
		search: () => document.getElementById('queue-search')?.focus(),
		help,
		close() {
			if (act(null)) return true;
			if (picked.size > 0) picked.clear();
			else if (opened()) to(null);
			else return false;
			return true;
		},
		act
	};
}
