import { m } from '#lib/paraglide/messages';
import type { KeyHint } from '#lib/ui/desk.svelte.ts';
import type { Action } from './queue.ts';
import { actionWords } from './words.ts';

/** Single keys work while nothing is being typed, and an officer may turn them off. */
const stored = 'gandan.keys';

/** Where letters are typed or searched by; a radio or a tick takes none. */
const typing =
	'input:not([type="radio"], [type="checkbox"]), select, textarea, dialog, [contenteditable]';

/** True when a key press is meant for the page and not for a field, a button's own key or the browser. */
export function meantForPage(event: KeyboardEvent): boolean {
	if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return false;
	return !(event.target as HTMLElement | null)?.closest(typing);
}

/** Whether this browser's officer wants single keys; they do until they say otherwise. */
export const keysWanted = (): boolean => localStorage.getItem(stored) !== 'off';

export const wantKeys = (wanted: boolean): void =>
	localStorage.setItem(stored, wanted ? 'on' : 'off');

/** Keys are named in passing, so in small letters like the words around them. */
const passing = (action: Action) => actionWords(action).toLocaleLowerCase();

/** The keys that the foot of the page names. */
export const fewKeys = (): KeyHint[] => [
	{ keys: 'j k', label: m.queue_key_move() },
	{ keys: 'Enter', label: m.queue_key_open() },
	{ keys: 'c', label: passing('call') },
	{ keys: 'e', label: m.queue_key_take() },
	{ keys: '/', label: m.queue_key_search() },
	{ keys: 'x', label: m.queue_key_pick() },
	{ keys: '?', label: m.queue_key_all() }
];

/** Every key of the queue. */
export const allKeys = (): KeyHint[] => [
	...fewKeys(),
	{ keys: 'J K', label: m.queue_key_reach() },
	{ keys: 'y', label: passing('confirm') },
	{ keys: 'd', label: passing('move') },
	{ keys: 'g', label: passing('assign') },
	{ keys: 'n', label: passing('note') },
	{ keys: '1–4', label: m.queue_call_outcome().toLocaleLowerCase() },
	{ keys: 'Ctrl Enter', label: m.queue_key_send() },
	{ keys: 'z', label: m.queue_undo().toLocaleLowerCase() },
	{ keys: 'Esc', label: m.queue_key_close() }
];
