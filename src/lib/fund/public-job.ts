import type { Job } from '#lib/platform/worker.ts';
import type { Asked, Verdict } from './public-verify.ts';
import url from './public-verify.worker.ts?worker&url';

/** A job for `startWorker`: whether a public ledger holds. Refuses with the codes of a `Problem`; tells `Far` meanwhile. */
export const verifyJob: Job<Asked, Verdict> = { url, here: () => import('./public-answer.ts') };
