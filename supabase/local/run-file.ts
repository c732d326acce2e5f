/**
 * `run.json` in the data folder: who runs on it and where its database listens. A second start is
 * refused, and the other commands find the running server instead of starting one.
 */
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { alive, commandOf } from './postgres.ts';
import { Stop } from './stop.ts';

export type Running = { pid: number; database: string };

const file = (home: string) => join(home, 'run.json');

/** The portal that runs on this folder, or `undefined`; a file that a killed one left behind counts as none. */
export function running(home: string): Running | undefined {
	if (!existsSync(file(home))) return undefined;
	try {
		const found = JSON.parse(readFileSync(file(home), 'utf8')) as Running;
		// After a restart of the machine the number may belong to anybody's process.
		const ours = alive(found.pid) && commandOf(found.pid).includes('supabase/local/main');
		return ours ? found : undefined;
	} catch {
		return undefined;
	}
}

/** Stops when a portal runs on this folder already. */
export function demandAlone(home: string): void {
	const other = running(home);
	if (other)
		throw new Stop(
			`The portal already runs on this data folder (process ${other.pid}): stop it first, or set GANDAN_HOME to another folder.`
		);
}

/** Says that we run here; the returned function takes it back. The file holds a password: mode 600. */
export function claim(home: string, database: string): () => void {
	const mine: Running = { pid: process.pid, database };
	writeFileSync(file(home), JSON.stringify(mine), { mode: 0o600 });
	return () => rmSync(file(home), { force: true });
}
