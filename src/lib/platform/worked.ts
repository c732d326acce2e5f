import { Problem } from './problem.ts';
import { JobError } from './worker.ts';

/**
 * What a Worker answers. Its script comes over the line like everything else: where it did not arrive, the person
 * is told of the line and may try again.
 * @throws Problem `offline` or `unreachable` instead of a JobError
 */
export async function worked<Answer>(work: Promise<Answer>): Promise<Answer> {
	try {
		return await work;
	} catch (error) {
		if (!(error instanceof JobError)) throw error;
		const code = navigator.onLine === false ? 'offline' : 'unreachable';
		throw new Problem({ code, status: 0, offline: true });
	}
}
