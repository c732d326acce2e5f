import { late } from '#lib/platform/late.ts';
import { CallBack } from './call-back.svelte.ts';
import { Puzzle } from './puzzle.ts';
import { AccessCode } from './secret.ts';

/** One screen, shown before its doors have come: they come with the puzzle, while the person types. */
export const startCallBack = (): CallBack =>
	new CallBack({
		callBack: async (args) => (await late(import('./booking.ts'))).callBack(args),
		puzzle: new Puzzle(),
		secret: new AccessCode()
	});
