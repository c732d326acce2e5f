import { m } from '#lib/paraglide/messages';
import { isRefusal } from '#lib/platform/command.svelte.ts';
import { status } from '#lib/ui/status.svelte.ts';
import { TipError } from './officer-problem.ts';

/**
 * What an officer pressed at a tip. Where they have gone on to another page, or locked their keys, the form that would say that it
 * was not done is gone: then it is said with the tip's number.
 * @param left whether the tip is no longer the open one
 */
export async function toldWhenLeft(
	reference: string,
	left: () => boolean,
	work: () => Promise<boolean>
): Promise<boolean> {
	try {
		const done = await work();
		if (done || !left()) return done;
		status.say(m.queue_not_done({ reference }));
	} catch (problem) {
		if (!left()) throw problem;
		const certain = problem instanceof TipError || isRefusal(problem);
		status.say(certain ? m.queue_not_done({ reference }) : m.queue_unsure({ reference }));
	}
	return false;
}
