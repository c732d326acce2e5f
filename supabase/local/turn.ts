/**
 * Builds of one checkout, one after the other: they share Kit's folder and the file of facts, and whoever publishes while the portal
 * builds by itself would get half of either. The lock is SQLite's, so it is gone with the process that held it, however that ended.
 */
import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as pause } from 'node:timers/promises';
import { project } from './home.ts';

/** SQLITE_BUSY. */
const taken = 5;
const isTaken = (error: unknown) => (error as { errcode?: number }).errcode === taken;

/** Does the work when no other process, and nobody else in this one, is at theirs. Gives up waiting when the signal says so. */
export async function inTurn<T>(
	work: () => Promise<T>,
	{
		signal,
		file = join(project, '.svelte-kit/building')
	}: { signal?: AbortSignal; file?: string } = {}
): Promise<T> {
	mkdirSync(dirname(file), { recursive: true });
	const lock = new DatabaseSync(file);
	try {
		while (!begun(lock)) await pause(200, undefined, { signal });
		return await work();
	} finally {
		lock.close();
	}
}

function begun(lock: DatabaseSync): boolean {
	try {
		lock.exec('begin exclusive');
		return true;
	} catch (error) {
		if (isTaken(error)) return false;
		throw error;
	}
}
