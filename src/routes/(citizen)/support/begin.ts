import { AccessCode } from '#lib/booking/secret.ts';
import { late } from '#lib/platform/late.ts';
import { Puzzle } from '#lib/platform/puzzle.ts';
import { Asking } from '#lib/support/asking.svelte.ts';

const doors = () => late(import('#lib/support/support.ts'));

/** Where the rooms meet: `booking` draws the code. The doors come with the puzzle, while the person types. */
export const begin = (): Asking =>
	new Asking({
		ask: async (args) => (await doors()).ask(args),
		puzzle: new Puzzle(async () => (await doors()).challenge()),
		secret: new AccessCode()
	});
