import { m } from '#lib/paraglide/messages';

/**
 * `problemWords` for a page that is light until something goes wrong. Where the sentences do not come, it is the line
 * that failed.
 */
export async function lateWords(problem: unknown): Promise<string> {
	try {
		return (await import('./problem-words.ts')).problemWords(problem);
	} catch {
		return navigator.onLine === false ? m.problem_offline() : m.problem_unreachable();
	}
}
