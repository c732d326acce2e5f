/** The database was made by these migrations: all of them, these very ones, and no others. */
import type { Sql } from 'postgres';
import { readMigrations } from '../../supabase/local/migrations.ts';
import { fault, question, type Found } from './finding.ts';

export async function migrations(sql: Sql): Promise<Found[]> {
	const [there] = await sql`
		select to_regclass('supabase_migrations.schema_migrations') is not null as yes,
			exists (select 1 from pg_attribute where attrelid = to_regclass('supabase_migrations.schema_migrations') and attname = 'hash') as hashed`;
	const push =
		'supabase db push, with the files of the release that runs (docs/deploy/upgrade.md).';
	if (!there!.yes) return [fault('No migration was ever applied to this database.', push)];
	const applied = await sql<{ version: string; hash: string | null }[]>`
		select version, ${there!.hashed ? sql`hash` : sql`null::text as hash`} from supabase_migrations.schema_migrations order by version`;
	const ours = readMigrations();
	const missing = ours.filter(({ version }) => !applied.some((one) => one.version === version));
	const foreign = applied.filter(({ version }) => !ours.some((one) => one.version === version));
	const changed = ours.filter(({ version, hash }) =>
		applied.some((one) => one.version === version && one.hash !== null && one.hash !== hash)
	);
	const names = (list: readonly { version: string }[]) =>
		list.map(({ version }) => version).join(', ');
	const found: Found[] = [];
	if (missing.length > 0)
		found.push(fault(`The database lacks the migrations ${names(missing)}.`, push));
	if (foreign.length > 0)
		found.push(
			fault(
				`The database has migrations that these files do not: ${names(foreign)}.`,
				'Run the doctor of the release that runs there; or the pages are older than the database: publish them anew.'
			)
		);
	if (changed.length > 0)
		found.push(
			fault(
				`The migrations ${names(changed)} are not those that made the database.`,
				'Before 1.0 they are edited in place: a database is made anew, and its data brought over from a backup.'
			)
		);
	if (!there!.hashed || applied.every(({ hash }) => hash === null))
		found.push(
			question(
				'Were the migrations pushed from these very files? The Supabase CLI keeps their names alone.',
				'supabase db diff --linked, or compare pg_dump --schema-only with that of a fresh database.'
			)
		);
	return found;
}
