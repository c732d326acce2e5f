/**
 * One PostgreSQL server of ours: made when its folder is empty, started on a loopback port, stopped
 * with a fast shutdown. It runs in a process group of its own, so that Ctrl-C reaches us alone and
 * the order of stopping is ours.
 */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { createWriteStream, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { databaseAccount } from './account.ts';
import { openBinaries } from './binaries.ts';
import { makeCluster, superuser } from './cluster.ts';
import { freePort } from './ports.ts';
import { Stop } from './stop.ts';

export type PostgresServer = {
	port: number;
	/** Connection string of the superuser for a database. */
	url(database?: string): string;
	/** Resolves when the process has ended. */
	stop(): Promise<void>;
	/** Called once if the server ends without being asked to. */
	onCrash(listener: () => void): void;
};

type Options = {
	home: string;
	password: string;
	port?: number;
	/** Settings beyond ours, such as `{ fsync: 'off' }` for tests. */
	settings?: Record<string, string>;
	/** A file that gets every line the server says: tests search it. Without it they are forgotten. */
	log?: string;
};

const settings = {
	listen_addresses: '127.0.0.1',
	unix_socket_directories: '',
	max_connections: '120',
	shared_buffers: '128MB',
	// Statements hold what residents typed: the server's own log says that something failed, not what.
	log_min_messages: 'log',
	log_min_error_statement: 'panic',
	log_error_verbosity: 'terse',
	timezone: 'UTC',
	// After a crash it syncs what it has, one of thousands of files after the other: seconds, in which nobody is answered. Linux can at once.
	...(process.platform === 'linux' && { recovery_init_sync_method: 'syncfs' })
};

/** Which account and programs: looked for once, since a server that comes back has no time to lose. */
const found = new Map<string, ReturnType<typeof look>>();
function look(home: string) {
	const account = databaseAccount();
	return { account, binaries: openBinaries(account, home) };
}

/** Starts the server of a data folder, making its cluster first when there is none. */
export async function startPostgres({
	home,
	password,
	port,
	settings: more,
	log
}: Options): Promise<PostgresServer> {
	const { account, binaries } = found.get(home) ?? look(home);
	found.set(home, { account, binaries });
	const data = join(home, 'db');
	await endLeftover(data);
	if (!existsSync(join(data, 'PG_VERSION'))) await makeCluster(binaries, account, data, password);

	const listening = port ?? (await freePort());
	const flags = Object.entries({ ...settings, ...more }).flatMap(([k, v]) => ['-c', `${k}=${v}`]);
	const child = spawn(binaries.postgres, ['-D', data, '-p', String(listening), ...flags], {
		...account,
		cwd: '/',
		detached: true,
		stdio: ['ignore', 'ignore', 'pipe'],
		env: { LC_MESSAGES: 'C', TZ: 'UTC', PATH: process.env.PATH ?? '' }
	});
	if (log) child.stderr!.pipe(createWriteStream(log, { mode: 0o600 }));
	await ready(child);
	return control(child, listening, password);
}

function control(child: ChildProcess, port: number, password: string): PostgresServer {
	let stopping = false;
	const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
	return {
		port,
		url: (database = 'postgres') =>
			`postgres://${superuser}:${password}@127.0.0.1:${port}/${database}`,
		async stop() {
			if (!stopping && child.exitCode === null) child.kill('SIGINT');
			stopping = true;
			await ended;
		},
		onCrash(listener) {
			void ended.then(() => stopping || listener());
		}
	};
}

function ready(child: ChildProcess): Promise<void> {
	return new Promise((resolve, reject) => {
		let said = '';
		child.once('error', () => reject(new Stop('PostgreSQL could not be started on this machine.')));
		child.once('exit', () => reject(new Stop(whyNot(said))));
		child.stderr!.setEncoding('utf8').on('data', (text: string) => {
			said = (said + text).slice(-4000);
			if (said.includes('ready to accept connections')) resolve();
		});
	});
}

function whyNot(said: string): string {
	if (said.includes('Address already in use'))
		return 'The port chosen for PostgreSQL was taken in the same moment: start again.';
	if (said.includes('incompatible with server') || said.includes('initialized by PostgreSQL'))
		return 'The data folder was made by another version of PostgreSQL: `npm run reset` starts over.';
	if (said.includes('No space left on device'))
		return 'The disk is full: PostgreSQL starts when there is room again.';
	if (said.includes('pre-existing shared memory block') || said.includes('another postmaster'))
		return 'The server before this one has not ended yet.';
	return 'The data folder is broken, PostgreSQL does not start on it: `npm run reset` starts over.';
}

/** A start that was killed leaves its server running: it is ours, so it is stopped and awaited. */
export async function endLeftover(data: string): Promise<void> {
	const file = join(data, 'postmaster.pid');
	if (!existsSync(file)) return;
	const pid = Number(readFileSync(file, 'utf8').split('\n')[0]);
	// After a restart of the machine the number may belong to anybody's process.
	if (!alive(pid) || !commandOf(pid).includes(data)) return;
	process.kill(pid, 'SIGINT');
	const deadline = Date.now() + 10_000;
	while (alive(pid) && Date.now() < deadline) await new Promise((r) => setTimeout(r, 50));
}

/** The command line of a process, `""` when there is none. */
export function commandOf(pid: number): string {
	const known = `/proc/${pid}/cmdline`;
	if (existsSync(known)) return readFileSync(known, 'utf8');
	return spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).stdout ?? '';
}

/** Whether a process of that number runs. */
export function alive(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return (error as NodeJS.ErrnoException).code === 'EPERM';
	}
}
