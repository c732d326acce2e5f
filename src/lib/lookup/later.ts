/** What only some wish for, in one part for every kind of case: that it is fetched does not tell which kind it is. */
export { default as CancelForm } from './CancelForm.svelte';
export { default as DataRequests } from './DataRequests.svelte';
export { default as RewardGive } from './RewardGive.svelte';
