import type { Job } from '#lib/platform/worker.ts';
import type { Asked, Opened } from '#shared/statement/open.ts';
import url from './bank-read.worker.ts?worker&url';

/** A job for `startWorker`: what a bank's file says. Refuses with the codes of `statement/open.ts`. */
export const bankJob: Job<Asked, Opened> = { url, here: () => import('./bank-read.ts') };
