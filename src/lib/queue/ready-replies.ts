import { Reading } from '#lib/platform/reading.svelte.ts';
import { readReplies } from './replies-queue.ts';

/** The unit's replies, read once for every form of this page; nobody is asked which one is wanted. */
export const readyReplies = new Reading(readReplies);
