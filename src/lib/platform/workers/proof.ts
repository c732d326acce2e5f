import type { Job } from './runner.ts';
import url from './proof.worker.ts?worker&url';

/**
 * Solves the challenge that a door asks before it works for anybody: question is the challenge as the door gave
 * it, answer the proof as the door takes it. Start it while the person still writes.
 */
export const proofJob: Job<{ challenge: string }, { proof: string }> = {
	url,
	here: () => import('./prove.ts')
};
