/**
 * Applies supabase/migrations in order and remembers them where the Supabase CLI does, with a hash
 * beside each. Until 1.0 migrations are rewritten in place, so a database made by others is refused.
 */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Sql } from 'postgres';
import { project } from './home.ts';
import { Stop } from './stop.ts';

type Migration = { version: string; name: string; text: string; hash: string };

/** The migrations of a folder, in the order of their versions. */
export function readMigrations(folder = join(project, 'supabase/migrations')): Migration[] {
	if (!existsSync(folder)) return [];
	const files = readdirSync(folder).filter((file) => /^\d+_\w+\.sql$/.test(file));
	return files.sort().map((file) => {
		const [, version = '', name = ''] = /^(\d+)_(\w+)\.sql$/.exec(file)!;
		const text = readFileSync(join(folder, file), 'utf8');
		return { version, name, text, hash: createHash('sha256').update(text).digest('hex') };
	});
}

/** Prepares the history. `admin` may create schemas; `as` will own it. */
export async function ensureHistory(admin: Sql, as: string): Promise<void> {
	await admin.unsafe(`
		create schema if not exists supabase_migrations;
		create table if not exists supabase_migrations.schema_migrations (version text primary key);
		alter table supabase_migrations.schema_migrations
			add column if not exists statements text[],
			add column if not exists name text,
			add column if not exists hash text;
		alter schema supabase_migrations owner to ${as};
		alter table supabase_migrations.schema_migrations owner to ${as};
	`);
}

/**
 * Applies what is missing, each file in a transaction, then the seed if this was the first time and the database is not to be bare.
 * Throws `Stop` when the database was made by other migrations.
 */
export async function migrate(
	sql: Sql,
	migrations = readMigrations(),
	{ bare = false } = {}
): Promise<void> {
	const applied = await sql<{ version: string; hash: string | null }[]>`
		select version, hash from supabase_migrations.schema_migrations order by version`;
	const known = new Map(migrations.map((migration) => [migration.version, migration.hash]));
	const foreign = applied.some(({ version, hash }) => known.get(version) !== hash);
	// A new file before one that ran would not be what the files together say.
	const last = applied.at(-1)?.version ?? '';
	const done = new Set(applied.map(({ version }) => version));
	const missing = migrations.filter(({ version }) => !done.has(version));
	if (foreign || missing.some(({ version }) => version < last))
		throw new Stop(
			'The data folder was made by other migrations than these: `npm run reset` starts over.'
		);

	for (const { version, name, text, hash } of missing) {
		await sql
			.begin(async (tx) => {
				await tx.unsafe(text).simple();
				await tx`insert into supabase_migrations.schema_migrations (version, name, statements, hash)
					values (${version}, ${name}, ${[text]}, ${hash})`;
			})
			.catch((error: unknown) => {
				throw new Stop(`Migration ${version}_${name}.sql failed: ${explain(error, text)}`);
			});
	}
	if (applied.length === 0 && !bare) await seed(sql);
}

async function seed(sql: Sql): Promise<void> {
	const file = join(project, 'supabase/seed.sql');
	if (!existsSync(file)) return;
	const text = readFileSync(file, 'utf8');
	await sql
		.begin((tx) => tx.unsafe(text).simple())
		.catch((error: unknown) => {
			throw new Stop(`supabase/seed.sql failed: ${explain(error, text)}`);
		});
}

/** Our own SQL failed, on nobody's data yet: the database's words help and tell nothing. */
function explain(error: unknown, text: string): string {
	const { message, position, where } = error as {
		message?: string;
		position?: string;
		where?: string;
	};
	const line = position ? ` (line ${text.slice(0, Number(position)).split('\n').length})` : '';
	return `${message ?? 'unknown error'}${line}${where ? ` in ${where.split('\n')[0]}` : ''}`;
}
