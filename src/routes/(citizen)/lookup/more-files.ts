/** What comes when a sender wishes to send more: choosing files, their way, and the room's own of them. */
export { default as ChooseFiles } from '#lib/tips/ChooseFiles.svelte';
export { default as FilesOnWay } from '#lib/tips/FilesOnWay.svelte';
export { laterFiles } from '#lib/tips/later-files.ts';
