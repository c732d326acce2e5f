import type { Job } from '#lib/platform/worker.ts';
import type { Answer, Question } from './plan-works.ts';
import url from './plan-works.worker.ts?worker&url';

/** Orders the days of all teams, or says why somebody has no place; beside the page, which goes on meanwhile. */
export const planJob: Job<Question, Answer> = {
	url,
	here: () => import('./plan-works.ts')
};
