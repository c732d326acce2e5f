/**
 * What tests stand on: a database of their own, cloned in a tenth of a second, and a whole stack over
 * it. Needs the globalSetup of testing-server.ts (vitest and Playwright have it).
 */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { Sql, TransactionSql } from 'postgres';
import { asActor, type Actor } from './actor.ts';
import { connect, ownUrls, urlFor, type DatabaseUrls } from './bootstrap.ts';
import { invite, signIn, signUp, type SignedIn } from './officers.ts';
import { owner, searchPath } from './roles.ts';
import { startStack as startParts } from './stack.ts';
import { record } from './testing-record.ts';
import { template as usual, variable, type TestServer } from './testing-server.ts';

export { asActor, type Actor } from './actor.ts';
export { tokenHash, newToken } from './officers.ts';

/** The server of this run and its secrets. */
export function testServer(): TestServer {
	const told = process.env[variable];
	if (!told)
		throw new Error('The test server is not running: globalSetup of testing-server.ts is missing.');
	return JSON.parse(told);
}

export type TestDatabase = {
	name: string;
	/** Connection string of the owner (`postgres`, bypasses row security, not a superuser). */
	url: string;
	urls: DatabaseUrls;
	/** A pool of the owner. */
	sql: Sql;
	/** Runs statements in one transaction as PostgREST does for that caller. */
	as<T>(actor: Actor, work: (tx: TransactionSql) => Promise<T>): Promise<T>;
	/** Closes the pool and removes the database. */
	drop(): Promise<void>;
};

/** A database of its own with all migrations and the seed; `empty` has neither. */
export async function createDatabase({
	connections = 10,
	empty = false
} = {}): Promise<TestDatabase> {
	const { admin, secrets, broken, template = usual, recorded } = testServer();
	if (broken && !empty) throw new Error(broken);
	const name = `t_${randomBytes(8).toString('hex')}`;
	const admins = connect(admin);
	await admins.unsafe(
		`create database ${name} ${empty ? '' : `template ${template} strategy file_copy`} owner ${owner}`
	);
	// Settings and privileges of a database do not travel with its clone.
	await admins.unsafe(`alter database ${name} set search_path = ${searchPath}`);
	await admins.end();
	const urls = ownUrls(urlFor(admin, ...credentials(admin), name), secrets);
	const sql = connect(urls.owner, connections);
	return {
		name,
		url: urls.owner,
		urls,
		sql,
		as: (actor, work) => asActor(sql, actor, work),
		async drop() {
			await sql.end({ timeout: 5 });
			if (recorded) await record(urls.admin, recorded);
			const last = connect(admin);
			await last.unsafe(`drop database if exists ${name} with (force)`);
			await last.end();
		}
	};
}

function credentials(url: string): [string, string] {
	const { username, password } = new URL(url);
	return [username, decodeURIComponent(password)];
}

export type TestOfficer = SignedIn & { email: string; password: string; name: string };

/** Whatever a door answered, for a test to look into. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Body = any;

export type TestStack = {
	origin: string;
	api: string;
	keys: { publishable: string; secret: string; jobs: string };
	db: TestDatabase;
	sql: Sql;
	/** Lines that reached the log of the stack. */
	log: string[];
	/** All that the processes printed, before anything was reduced: the API's own is heard where `guardConsole` is told so. */
	heard: { api: string[]; functions: string[] };
	/** Folder of what Storage keeps. */
	uploads: string;
	/** PostgreSQL's own: the folder of its data, and the file that gets what the server says. */
	postgres: { data: string; log: string };
	/** POSTs JSON to an RPC door; `token` is an officer's. */
	rpc(name: string, args: unknown, token?: string): Promise<{ status: number; body: Body }>;
	/** POSTs `{ action, ...args }` to an edge function. */
	edge(
		path: string,
		action: string,
		args: unknown,
		token?: string
	): Promise<{ status: number; body: Body }>;
	/** An officer made through an invitation and Auth's sign-up. */
	officer(wanted: {
		unit: string;
		roles: string[];
		/** A collaborator's. */
		hamlet?: string;
		name?: string;
		email?: string;
	}): Promise<TestOfficer>;
	signIn(email: string, password: string): Promise<SignedIn>;
	/** Ends the stack and removes its database, if it made one. */
	stop(): Promise<void>;
};

type StackOptions = {
	db?: TestDatabase;
	/** Folder of the built app, for journeys. */
	build?: string;
	/** Folder of edge functions; `false` starts no Deno. */
	functions?: string | false;
	/** Where messages go out; nowhere unless told. */
	providers?: Record<string, string>;
	port?: number;
	connections?: number;
};

/** A whole stack on free ports with a database of its own. Its passwords are kept by the fewest rounds that Auth has: each costs a test a tenth of a second. */
export async function startStack(options: StackOptions = {}): Promise<TestStack> {
	process.env.LITE_AUTH_BCRYPT_COST ??= '4';
	const { secrets, home } = testServer();
	const db = options.db ?? (await createDatabase());
	const log: string[] = [];
	const heard: TestStack['heard'] = { api: [], functions: [] };
	const { build, functions, providers = {}, port, connections } = options;
	const uploads = join(home, 'uploads', db.name);
	const parts = await startParts({
		database: db.urls.api,
		secrets,
		uploads,
		build,
		functions,
		providers,
		port,
		connections,
		log: (line) => void log.push(line),
		hear: (text) => void heard.functions.push(text)
	});
	const { publishableKey } = secrets;
	const door = { origin: parts.origin, publishableKey };
	const post = async (path: string, body: unknown, token?: string) => {
		const headers: Record<string, string> = {
			apikey: publishableKey,
			'content-type': 'application/json'
		};
		if (token) headers.authorization = `Bearer ${token}`;
		const answer = await fetch(parts.origin + path, {
			method: 'POST',
			headers,
			body: JSON.stringify(body)
		});
		const text = await answer.text();
		return { status: answer.status, body: text === '' ? null : JSON.parse(text) };
	};
	return {
		origin: parts.origin,
		api: parts.api,
		keys: { publishable: publishableKey, secret: secrets.secretKey, jobs: secrets.jobsSecret },
		db,
		sql: db.sql,
		log,
		heard,
		uploads,
		postgres: { data: join(home, 'db'), log: join(home, 'postgres.log') },
		rpc: (name, args, token) => post(`/rest/v1/rpc/${name}`, args, token),
		edge: (path, action, args, token) =>
			post(`/functions/v1/${path}`, { action, ...(args as object) }, token),
		async officer({ unit, roles, hamlet, name = 'Cán bộ Thử Nghiệm', email }) {
			const address = email ?? `officer-${randomBytes(4).toString('hex')}@example.test`;
			const password = randomBytes(12).toString('base64url');
			const invitation = await invite(db.sql, { unit, name, email: address, roles, hamlet });
			const signed = await signUp(door, address, password, invitation);
			return { ...signed, email: address, password, name };
		},
		signIn: (email, password) => signIn(door, email, password),
		async stop() {
			await parts.stop();
			if (!options.db) await db.drop();
		}
	};
}
