/**
 * PostgreSQL refuses to run as root. There, it runs as the system's `postgres` user, whom this file
 * finds or makes; everywhere else it runs as whoever started us.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { Stop } from './stop.ts';

/** The user and group that own the database's files; `null` when that is simply us. */
export type Account = { uid: number; gid: number } | null;

function id(flag: '-u' | '-g'): number | undefined {
	const { status, stdout } = spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' });
	return status === 0 ? Number(stdout) : undefined;
}

/** Finds the account PostgreSQL runs under, making the `postgres` user when we are root. */
export function databaseAccount(): Account {
	if (process.getuid?.() !== 0) return null;
	if (id('-u') === undefined) {
		try {
			execFileSync('groupadd', ['-f', 'postgres'], { stdio: 'ignore' });
			execFileSync('useradd', ['-g', 'postgres', '-M', '-s', '/usr/sbin/nologin', 'postgres'], {
				stdio: 'ignore'
			});
		} catch {
			throw new Stop(
				'PostgreSQL cannot run as root and the user "postgres" could not be made: start as another user.'
			);
		}
	}
	return { uid: id('-u')!, gid: id('-g')! };
}

/** Whether that account can really enter the folder: asked of the kernel, not read from mode bits. */
export function canEnter(account: Account, folder: string): boolean {
	const probe = spawnSync('/bin/sh', ['-c', 'cd "$1"', 'sh', folder], {
		...account,
		stdio: 'ignore'
	});
	return probe.status === 0;
}

/** Whether that account can really run the program. */
export function canRun(account: Account, program: string): boolean {
	const probe = spawnSync(program, ['--version'], { ...account, cwd: '/', stdio: 'ignore' });
	return probe.status === 0;
}
