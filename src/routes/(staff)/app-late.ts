/** What is said of the app itself: it comes once somebody is signed in, since nobody waits for it. */
export { default as AppFoot } from './AppFoot.svelte';
export { default as AppInstallHere } from './AppInstallHere.svelte';
