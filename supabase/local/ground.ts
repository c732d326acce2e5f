/**
 * The ground the portal stands on: data folder, secrets, a database brought to the present. Its own
 * PostgreSQL by default, the server of `DATABASE_URL` where that is set.
 */
import { join } from 'node:path';
import type { Sql } from 'postgres';
import { databaseAccount } from './account.ts';
import {
	bootstrap,
	connect,
	foreignUrls,
	ownUrls,
	urlFor,
	type DatabaseUrls
} from './bootstrap.ts';
import { openHome } from './home.ts';
import { keep } from './kept.ts';
import { toStderr, type Log } from './log.ts';
import { freePort } from './ports.ts';
import { superuser } from './cluster.ts';
import { startPostgres } from './postgres.ts';
import { claim, demandAlone, running } from './run-file.ts';
import { openSecrets, type Secrets } from './secrets.ts';
import { Stop } from './stop.ts';

/** The database of the portal on our own server. */
export const databaseName = 'gandan';
const name = databaseName;

export type Ground = {
	home: string;
	uploads: string;
	secrets: Secrets;
	urls: DatabaseUrls;
	stop(): Promise<void>;
};

/** The server of somebody else's, from the environment. */
function foreignUrl(): string | undefined {
	const url = process.env.DATABASE_URL;
	if (!url) return undefined;
	if (URL.canParse(url) && /^postgres(ql)?:$/.test(new URL(url).protocol)) return url;
	throw new Stop(
		'DATABASE_URL is no address of a PostgreSQL server: postgres://user:password@host/database.'
	);
}

async function demandReachable(url: string): Promise<void> {
	const sql = connect(url);
	try {
		await sql`select 1`;
	} catch (error) {
		const { code = 'unknown' } = error as { code?: string };
		throw new Stop(`The server of DATABASE_URL does not let us in (${code}).`);
	} finally {
		await sql.end();
	}
}

async function ensureOwnDatabase(admin: string): Promise<void> {
	const sql = connect(admin);
	try {
		const [known] = await sql`select 1 from pg_database where datname = ${name}`;
		if (!known) await sql.unsafe(`create database ${name}`);
	} finally {
		await sql.end();
	}
}

/** Opens the ground for a portal that will run on it. `say` names each step before it begins; `log` hears of a server that ended. */
export async function openGround(
	say: (line: string) => void,
	log: Log = toStderr
): Promise<Ground> {
	const home = openHome(databaseAccount());
	demandAlone(home);
	const secrets = await openSecrets(home);
	const uploads = join(home, 'uploads');
	const foreign = foreignUrl();
	if (foreign) {
		say('Opening the database of DATABASE_URL …');
		await demandReachable(foreign);
		const urls = foreignUrls(foreign, secrets);
		await bootstrap(urls, secrets, { uploads });
		const release = claim(home, foreign);
		return { home, uploads, secrets, urls, stop: async () => release() };
	}
	say('Starting PostgreSQL …');
	// Always the same, so that whoever knows it finds the server again that was started in place of another.
	const port = await freePort();
	const start = () => startPostgres({ home, password: secrets.adminPassword, port });
	const server = await keep({ name: 'PostgreSQL', start, log });
	try {
		const { url } = server.now()!;
		await ensureOwnDatabase(url());
		const urls = ownUrls(url(name), secrets);
		say('Bringing the database to the present …');
		await bootstrap(urls, secrets, { uploads });
		const release = claim(home, urls.owner);
		return {
			home,
			uploads,
			secrets,
			urls,
			async stop() {
				release();
				await server.stop();
			}
		};
	} catch (error) {
		await server.stop();
		throw error;
	}
}

/**
 * A connection string of the owner for a command that asks or writes a little: of the portal that
 * runs, of `DATABASE_URL`, or of a server that is started for it and stopped after. Without `DATABASE_URL` it says whose data it is
 * about: who runs a portal on Supabase and forgot it would else believe what they read of another one.
 */
export async function withOwner<T>(work: (url: string) => Promise<T>): Promise<T> {
	const foreign = foreignUrl();
	if (foreign) {
		await demandReachable(foreign);
		return work(foreign);
	}
	const home = openHome(databaseAccount());
	toStderr(`DATABASE_URL is not set: this is about the portal in ${home}.`);
	const there = running(home);
	if (there) return work(there.database);
	const ground = await openGround(() => {});
	try {
		return await work(ground.urls.owner);
	} finally {
		await ground.stop();
	}
}

/** The same as a connection, which is closed afterwards. */
export const asOwner = <T>(work: (sql: Sql) => Promise<T>): Promise<T> =>
	withOwner(async (url) => {
		const sql = connect(url);
		try {
			return await work(sql);
		} finally {
			await sql.end();
		}
	});

/** The superuser of our own database, its storage folder and secrets, for a command that reads all of it; the portal may run or not. */
export async function withAdmin<T>(
	work: (from: { admin: string; uploads: string; secrets: Secrets }) => Promise<T>
): Promise<T> {
	if (foreignUrl())
		throw new Stop('A database of DATABASE_URL is backed up by its own means (docs/backup.md).');
	const home = openHome(databaseAccount());
	const there = running(home);
	if (there) {
		const secrets = await openSecrets(home);
		const admin = urlFor(there.database, superuser, secrets.adminPassword);
		return work({ admin, uploads: join(home, 'uploads'), secrets });
	}
	const ground = await openGround(() => {});
	try {
		return await work({
			admin: ground.urls.admin,
			uploads: ground.uploads,
			secrets: ground.secrets
		});
	} finally {
		await ground.stop();
	}
}
