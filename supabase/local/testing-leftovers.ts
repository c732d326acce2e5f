/** A test run that was killed leaves its server running and its files in memory: the next run clears them away. */
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { alive, endLeftover } from './postgres.ts';

/** How the folders of runs are called, wherever they lie. */
export const prefix = 'gandan-test-';

const owner = (home: string) => join(home, 'run.pid');

/** Says in a run's folder whose it is: this process. */
export const claim = (home: string): void => writeFileSync(owner(home), String(process.pid));

/** Ends the servers of runs in a folder whose process is gone, and removes their files. A run under way keeps its own. */
export async function clearKilled(folder: string): Promise<void> {
	for (const name of readdirSync(folder)) {
		const home = join(folder, name);
		if (!name.startsWith(prefix) || !existsSync(owner(home))) continue;
		if (alive(Number(readFileSync(owner(home), 'utf8')))) continue;
		await endLeftover(join(home, 'db'));
		rmSync(home, { recursive: true, force: true });
	}
}
