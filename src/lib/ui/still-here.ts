import { onDestroy } from 'svelte';

/**
 * Whether the part of the page that asks is still there: an answer that comes after it closes nothing of what somebody has opened
 * in its place, and leads nobody away from it. Made where the part begins.
 */
export function stillHere(): () => boolean {
	let stands = true;
	onDestroy(() => (stands = false));
	return () => stands;
}
