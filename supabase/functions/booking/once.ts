import type { Ports } from './ports.ts';
import type { Action } from './shapes.ts';
import type { Command } from './store.ts';

/**
 * Runs a command unless its key was answered before. A retry after a lost answer gets that answer even when the token,
 * the proof or the window that it was given for is long gone. `Stored` is what SQL answers and keeps.
 */
export async function once<Stored>(
	ports: Ports,
	door: Action,
	{ key, ...request }: { key: string } & Record<string, unknown>,
	run: (command: Command) => Promise<Stored>
): Promise<Stored> {
	const command = { key, request };
	const stored = await ports.store.answer(door, command);
	return stored === null ? run(command) : (stored as Stored);
}
