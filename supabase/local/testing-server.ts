/**
 * One PostgreSQL server for a whole test run, with a template database that has every migration and
 * the seed. `setup()` is vitest's and Playwright's globalSetup; workers learn of the server through
 * the environment.
 */
import { chmodSync, mkdtempSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bootstrap, connect, ownUrls } from './bootstrap.ts';
import { readMigrations } from './migrations.ts';
import { startPostgres, type PostgresServer } from './postgres.ts';
import { makeSecrets, type Secrets } from './secrets.ts';
import { sentence } from './stop.ts';
import { claim, clearKilled, prefix } from './testing-leftovers.ts';

export const variable = 'GANDAN_TEST_SERVER';
export const template = 'gandan_template';

export type TestServer = {
	admin: string;
	secrets: Secrets;
	home: string;
	/** Why there is no template: tests that want a database fail with it, the others run. */
	broken?: string;
	/** The template of a run of mutants, and the folder where such a run notes what each database saw. */
	template?: string;
	recorded?: string;
};

/** Nothing of a test run outlives a crash of the machine, so nothing waits for the disk. */
const fast = {
	fsync: 'off',
	synchronous_commit: 'off',
	full_page_writes: 'off',
	max_connections: '300',
	autovacuum: 'off',
	max_wal_size: '4GB'
};

/** Memory, where there is plenty: a run makes and drops hundreds of databases of a thousand files each, and a disk would write them all. */
function roomy(): string {
	const memory = '/dev/shm';
	try {
		const { bavail, bsize } = statfsSync(memory);
		if (bavail * bsize >= 8 * 1024 ** 3) return memory;
	} catch {
		// Not every system has it.
	}
	return tmpdir();
}

async function build(server: PostgresServer, secrets: Secrets, home: string): Promise<void> {
	const admin = connect(server.url());
	try {
		await admin.unsafe(`create database ${template}`);
		// While one room's migration is being written, others can go on testing what stands before it.
		const until = process.env.GANDAN_TEST_UNTIL ?? '9';
		const migrations = readMigrations().filter(({ version }) => version <= until);
		const uploads = join(home, 'uploads');
		await bootstrap(ownUrls(server.url(template), secrets), secrets, { uploads, migrations });
		// Statistics travel with the clone; without autovacuum nobody else would make them.
		const inside = connect(server.url(template));
		await inside`analyze`.finally(() => inside.end());
		await admin.unsafe(`alter database ${template} with is_template true allow_connections false`);
		await admin`checkpoint`;
	} finally {
		await admin.end();
	}
}

/** Starts the server of a run; the returned function ends it and removes its files. */
export async function setup(): Promise<() => Promise<void>> {
	// Each project of a run asks for it; the first has it for all.
	if (process.env[variable]) return async () => {};
	const folder = roomy();
	await clearKilled(folder);
	const home = mkdtempSync(join(folder, prefix));
	claim(home);
	chmodSync(home, 0o711);
	const secrets = await makeSecrets();
	const server = await startPostgres({
		home,
		password: secrets.adminPassword,
		settings: fast,
		log: join(home, 'postgres.log')
	});
	const teardown = async () => {
		delete process.env[variable];
		await server.stop();
		rmSync(home, { recursive: true, force: true });
	};
	const broken = await build(server, secrets, home).then(() => undefined, sentence);
	process.env[variable] = JSON.stringify({
		admin: server.url(),
		secrets,
		home,
		broken
	} satisfies TestServer);
	return teardown;
}

export default setup;
