/** Migrations are plain files in an order, and a database that others made is left alone. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { migrate, readMigrations } from '../../supabase/local/migrations.ts';
import { createDatabase, type TestDatabase } from '../../supabase/local/testing.ts';

let db: TestDatabase;
beforeAll(async () => {
	db = await createDatabase();
});
afterAll(() => db?.drop());

const files = readMigrations();
const applied = () =>
	db.sql`select version, name, hash from supabase_migrations.schema_migrations order by version`;

it('every file has run once, in order, where the Supabase CLI looks for it', async () => {
	expect([...(await applied())]).toEqual(
		files.map(({ version, name, hash }) => ({ version, name, hash }))
	);
	await migrate(db.sql);
	expect(await applied()).toHaveLength(files.length);
});

it('a new file runs alone, and one that fails leaves nothing of itself', async () => {
	const fresh = (text: string) => [
		...files,
		{ version: '29990101000000', name: 'fresh', text, hash: 'fresh' }
	];
	const broken = fresh('create table unit.fresh (a int); select 1 / 0');
	await expect(migrate(db.sql, broken)).rejects.toThrow(
		'Migration 29990101000000_fresh.sql failed'
	);
	expect((await db.sql`select to_regclass('unit.fresh') as made`)[0]!.made).toBeNull();
	await migrate(db.sql, fresh('create table unit.fresh (a int)'));
	expect((await db.sql`select to_regclass('unit.fresh')::text as made`)[0]!.made).toBe(
		'unit.fresh'
	);
});

it('a folder made by other migrations stops the start with one sentence', async () => {
	const sentence = 'made by other migrations than these: `npm run reset` starts over.';
	await expect(migrate(db.sql, files)).rejects.toThrow(sentence);
	await db.sql`delete from supabase_migrations.schema_migrations where name = 'fresh'`;
	const rewritten = files.map((file, n) => (n === 0 ? { ...file, hash: 'another' } : file));
	await expect(migrate(db.sql, rewritten)).rejects.toThrow(sentence);
	const slippedIn = [
		{ version: '20200101000000', name: 'early', text: 'select 1', hash: 'early' },
		...files
	];
	await expect(migrate(db.sql, slippedIn)).rejects.toThrow(sentence);
	await migrate(db.sql, files);
});
