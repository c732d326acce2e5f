import { late } from '#lib/platform/late.ts';
import { Puzzle } from '#lib/platform/puzzle.ts';
import { CallBack } from './call-back.svelte.ts';
import { AccessCode } from './secret.ts';

const doors = () => late(import('./booking.ts'));

/** One screen, shown before its doors have come: they come with the puzzle, while the person types. */
export const startCallBack = (): CallBack =>
	new CallBack({
		callBack: async (args) => (await doors()).callBack(args),
		puzzle: new Puzzle(async () => (await doors()).challenge()),
		secret: new AccessCode()
	});
