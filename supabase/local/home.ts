/**
 * Where the stack keeps what it must remember: database files, secrets, uploads. `GANDAN_HOME` says
 * where; else `.gandan/` in the project; else, where the database's account may not enter the
 * project (a home of mode 700 under root), a folder in the system's temporary directory.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { canEnter, type Account } from './account.ts';
import { Stop } from './stop.ts';

/** The folder of package.json. */
export const project = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

/** Other users may pass through to the database's own folder, and may not list. */
const passable = 0o711;

function prepare(folder: string): void {
	try {
		mkdirSync(folder, { recursive: true, mode: passable });
	} catch {
		throw new Stop(`The data folder ${folder} cannot be made: set GANDAN_HOME to another folder.`);
	}
	const owner = statSync(folder).uid;
	if (process.getuid && owner !== process.getuid())
		throw new Stop(`The data folder ${folder} belongs to another user: set GANDAN_HOME.`);
}

/** The place in the temporary directory that belongs to this project alone. */
export function fallbackHome(root = project): string {
	const hash = createHash('sha256').update(root).digest('hex').slice(0, 12);
	return join(tmpdir(), `gandan-${hash}`);
}

/** Finds and makes the data folder; throws `Stop` when the database's account cannot enter it. */
export function openHome(account: Account, root = project): string {
	const wanted = process.env.GANDAN_HOME;
	if (wanted) {
		const folder = resolve(wanted);
		prepare(folder);
		if (canEnter(account, folder)) return folder;
		throw new Stop(
			`The user "postgres" may not enter GANDAN_HOME (${folder}): name another folder.`
		);
	}
	const own = join(root, '.gandan');
	const fresh = !existsSync(own);
	prepare(own);
	if (canEnter(account, own)) return own;
	if (fresh) rmSync(own, { recursive: true });
	const spare = fallbackHome(root);
	prepare(spare);
	return spare;
}
