/** The files of an empty PostgreSQL. */
import { spawn } from 'node:child_process';
import { chownSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import type { Account } from './account.ts';
import type { Binaries } from './binaries.ts';
import { Stop } from './stop.ts';

/** The superuser; as on hosted Supabase it is not the owner of what the migrations make. */
export const superuser = 'supabase_admin';

/**
 * Makes an empty cluster: UTF-8, PostgreSQL's own Unicode rules (`lower('Đ')` is right whatever the
 * machine's locales are), a password for everyone.
 */
export async function makeCluster(
	binaries: Binaries,
	account: Account,
	data: string,
	password: string
) {
	const passwordFile = `${data}.password`;
	const flags = [
		'--locale-provider=builtin',
		'--builtin-locale=C.UTF-8',
		'--encoding=UTF8',
		'--no-sync'
	];
	flags.push(
		'--auth=scram-sha-256',
		`--username=${superuser}`,
		`--pgdata=${data}`,
		`--pwfile=${passwordFile}`
	);
	// Some extensions ask the system's locale, which not every system has.
	for (const locale of ['C.UTF-8', 'C']) {
		rmSync(data, { recursive: true, force: true });
		mkdirSync(data, { mode: 0o700 });
		writeFileSync(passwordFile, password, { mode: 0o600 });
		if (account) for (const path of [data, passwordFile]) chownSync(path, account.uid, account.gid);
		const code = await new Promise<number | null>((resolve) => {
			const child = spawn(binaries.initdb, [...flags, `--locale=${locale}`], {
				...account,
				cwd: '/',
				stdio: 'ignore',
				env: { LC_ALL: 'C', PATH: process.env.PATH ?? '' }
			});
			child.once('error', () => resolve(null)).once('exit', resolve);
		});
		rmSync(passwordFile, { force: true });
		if (code === 0) return;
	}
	rmSync(data, { recursive: true, force: true });
	throw new Stop(
		`PostgreSQL could not make its files in ${data}: is the disk full? GANDAN_HOME names another.`
	);
}
