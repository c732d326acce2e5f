/**
 * What comes with the first touch of the form: every question after the first, and what a tip is sealed and sent with. In
 * one part, so that a line which breaks later takes nothing away.
 */
export { default as DraftSave } from './DraftSave.svelte';
export { default as Questions } from './Questions.svelte';
export { redraw } from './redraw.ts';
export { sealed } from './sealing.ts';
export { desk, submit, upload } from './tips.ts';
