import type { Snippet } from 'svelte';
import type { ReplyForm } from './replies-queue.ts';

/** A text that an officer is writing: what it is for, what stands there, and how to write into it. */
export type Written = { form: ReplyForm; text: string; write: (text: string) => void };

/** What helps to write it, drawn below its field by whoever shows the form. */
export type Aids = Snippet<[Written]>;
