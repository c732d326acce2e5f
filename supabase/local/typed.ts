/** The words of a command, or the one sentence that says which there may be: an option with a slip in it is answered by that, and not by a stack. */
import { parseArgs, type ParseArgsConfig } from 'node:util';
import { Stop } from './stop.ts';

/** @throws Stop with `usage` */
export function typed<const T extends Omit<ParseArgsConfig, 'strict'>>(
	config: T,
	usage: string
): ReturnType<typeof parseArgs<T>> {
	try {
		return parseArgs(config);
	} catch {
		throw new Stop(usage);
	}
}
