/** What a code may open, in one part: all of it comes for every code, so that what is fetched does not tell which it is. */
export { default as Shown } from './Shown.svelte';
