/**
 * A reason to end the command that a person can act on: one sentence, no stack trace, exit code 1.
 */
export class Stop extends Error {
	override name = 'Stop';
}

/** The sentence of a `Stop`, or all that is known of anything else, for whoever typed a command. What runs for others says `bare`: a foreign message may hold data. */
export function sentence(error: unknown): string {
	if (error instanceof Stop) return error.message;
	return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
