/** Makes a database ready for the API: roles, extensions, auth and storage, migrations, seed. */
import postgres, { type Sql } from 'postgres';
import { ensureSystemSchemas } from './lite.ts';
import { ensureHistory, migrate, readMigrations } from './migrations.ts';
import { apiLogin, ensureDatabase, ensureRoles, owner, settleSystemSchemas } from './roles.ts';
import type { Secrets } from './secrets.ts';

/** Connection strings of one database, by who signs in. */
export type DatabaseUrls = { admin: string; owner: string; api: string };

/** A client that is quiet about notices. */
export function connect(url: string, max = 1): Sql {
	return postgres(url, { max, onnotice: () => {}, connection: { application_name: 'gandan' } });
}

/** The same server and database for another role. */
export function urlFor(url: string, user: string, password: string, database?: string): string {
	const changed = new URL(url);
	changed.username = user;
	changed.password = password;
	if (database) changed.pathname = `/${database}`;
	return changed.href;
}

/** The connection strings of a database on our own server. */
export function ownUrls(admin: string, secrets: Secrets): DatabaseUrls {
	return {
		admin,
		owner: urlFor(admin, owner, secrets.ownerPassword),
		api: urlFor(admin, apiLogin, secrets.apiPassword)
	};
}

/** The connection strings on a server of somebody else's, whose user owns everything. */
export function foreignUrls(url: string, secrets: Secrets): DatabaseUrls {
	return { admin: url, owner: url, api: urlFor(url, apiLogin, secrets.apiPassword) };
}

type Wanted = {
	uploads: string;
	migrations?: ReturnType<typeof readMigrations>;
	/** Without the demonstration's rows, as a database in production is. */
	bare?: boolean;
};

/** Brings a database to the present; does nothing when it is there already. */
export async function bootstrap(
	urls: DatabaseUrls,
	secrets: Secrets,
	{ uploads, migrations = readMigrations(), bare }: Wanted
): Promise<void> {
	const own = urls.owner !== urls.admin;
	const admin = connect(urls.admin);
	try {
		await ensureRoles(admin, {
			owner: own ? secrets.ownerPassword : undefined,
			api: secrets.apiPassword
		});
		const as = own ? owner : (await admin`select quote_ident(current_user) as name`)[0]!.name;
		if (own) await admin.unsafe(`alter database ${(await current(admin)).name} owner to ${owner}`);
		await ensureDatabase(admin, as);
		await ensureSystemSchemas({ url: urls.admin, secrets, uploads });
		await settleSystemSchemas(admin, as);
		await ensureHistory(admin, as);
	} finally {
		await admin.end();
	}
	const sql = connect(urls.owner);
	try {
		await migrate(sql, migrations, { bare });
	} finally {
		await sql.end();
	}
}

async function current(sql: Sql): Promise<{ name: string }> {
	const [row] = await sql<{ name: string }[]>`select quote_ident(current_database()) as name`;
	return row!;
}
