/** What a code may open, in one part: both come for every code, so that what is fetched does not tell which it is. */
export { default as Opened } from './Opened.svelte';
export { default as OpenedTip } from './OpenedTip.svelte';
