import type { Job } from '#lib/platform/worker.ts';
import type { Brought } from '#shared/sheet/open.ts';
import type { ReadBook } from './read.ts';
import url from './read.worker.ts?worker&url';

/** A job for `startWorker`: the tables of what a person brought. Refuses with the codes of `grid.ts`. */
export const readJob: Job<Brought, ReadBook> = { url, here: () => import('./read.ts') };
