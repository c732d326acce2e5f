import { Refusal } from '../answer/index.ts';

/** A command as the client sent it, without its key: what its idempotency is measured by. */
export type Command = { key: string; request: Record<string, unknown> };

/** Where the stored answer of a command is asked for; null when it is new. */
type Ports = { store: { answer(door: string, command: Command): Promise<unknown> } };

/**
 * Runs a command unless its key was answered before. A retry after a lost answer gets that answer even when the token,
 * the proof or the window that it was given for is long gone. `Stored` is what SQL answers and keeps.
 */
export async function once<Stored>(
	ports: Ports,
	door: string,
	{ key, ...request }: { key: string } & Record<string, unknown>,
	run: (command: Command) => Promise<Stored>
): Promise<Stored> {
	const command = { key, request };
	const stored = await ports.store.answer(door, command);
	if (stored !== null) return stored as Stored;
	try {
		return await run(command);
	} catch (error) {
		if (!(error instanceof Refusal)) throw error;
		// Two at once: the other one was answered meanwhile, and this one met what it had left behind.
		const meanwhile = await ports.store.answer(door, command);
		if (meanwhile === null) throw error;
		return meanwhile as Stored;
	}
}
