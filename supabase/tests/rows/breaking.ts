/**
 * For each table a row that is as it should be, and for each of its constraints what makes that row break this one: the
 * files beside this one, by schema and table. A constraint without a line fails the test, and so does a line without one.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TransactionSql } from 'postgres';
import { project } from '../../local/home.ts';

type Fields = Record<string, unknown>;
/**
 * Fields that differ. `$both`: what differs from the example before anything is broken; `$without`: what would refuse the row
 * before the constraint that is meant does, and is taken away first.
 */
type Broken = Fields & { $both?: Fields; $without?: string[] };
export type Example = {
	row: Fields;
	/** CHECKs. */
	wrong?: Record<string, Broken>;
	/** Unique and exclusion constraints, unique indexes: a second row that differs in these alone. */
	twice?: Record<string, Broken>;
	/** Foreign keys: what points at nothing. */
	nowhere?: Record<string, Broken>;
	/** Triggers that keep rows as they were written, and what they refuse. */
	kept?: Record<string, Verb>;
};
export type Verb = 'insert' | 'update' | 'delete' | 'truncate';
export const manners = ['wrong', 'twice', 'nowhere'] as const;
export type Manner = (typeof manners)[number];
/** SQLSTATE of each refusal; an exclusion constraint has its own. */
const states = { wrong: ['23514'], twice: ['23505', '23P01'], nowhere: ['23503'] };

/** A table in a statement: one of them is called by a word of SQL. */
export const named = (table: string) =>
	table
		.split('.')
		.map((part) => `"${part}"`)
		.join('.');

const folder = join(project, 'supabase', 'tests', 'rows');

let read: Map<string, Example> | undefined;
/** Every example by the name of its table; read once. */
export const examples = (): Map<string, Example> => (read ??= readExamples());

/** Long bytes are written as their first ones and a length. */
function readExamples(): Map<string, Example> {
	const found = new Map<string, Example>();
	const rooms = readdirSync(folder, { withFileTypes: true }).filter((one) => one.isDirectory());
	for (const { name: room } of rooms.sort((a, b) => (a.name < b.name ? -1 : 1)))
		for (const file of readdirSync(join(folder, room)).sort()) {
			const example = JSON.parse(readFileSync(join(folder, room, file), 'utf8'), lengthened);
			found.set(`${room}.${file.replace(/\.json$/, '')}`, example);
		}
	return found;
}

const lengthened = (_: string, value: unknown) => {
	const { $bytes, $size } = (value ?? {}) as { $bytes?: string; $size?: number };
	return $bytes === undefined ? value : `${$bytes}${'00'.repeat($size! - ($bytes.length - 2) / 2)}`;
};

type Shape = { columns: string; keys: string[] };
let shapes: Map<string, Shape> | undefined;

/** Once, before anything is taken away: which columns of each table are written, and its foreign keys. */
export async function learn(tx: TransactionSql): Promise<void> {
	const rows = await tx<({ table: string } & Shape)[]>`
		select n.nspname || '.' || c.relname as table,
			(select string_agg(quote_ident(a.attname), ', ' order by a.attnum) from pg_attribute a
				where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns,
			array(select k.conname::text from pg_constraint k where k.conrelid = c.oid and k.contype = 'f') as keys
		from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind in ('r', 'p')`;
	shapes = new Map(rows.map(({ table, columns, keys }) => [table, { columns, keys }]));
}

function shapeOf(table: string): Shape {
	const shape = shapes?.get(table);
	if (!shape) throw new Error(`Nothing was learnt of ${table}.`);
	return shape;
}

/** Writes the row. */
export function put(table: string, row: Fields): string {
	const { columns } = shapeOf(table);
	const written = JSON.stringify(row).replaceAll("'", "''");
	return `insert into ${named(table)} (${columns}) overriding system value
		select ${columns} from jsonb_populate_record(null::${named(table)}, '${written}');`;
}

/** Past triggers and foreign keys, as a restored copy is written. Needs a superuser. */
const asReplica = `set local session_replication_role = replica;`;
export const asOrigin = `set local session_replication_role = origin;`;

/** An empty table in which the row stands alone. */
export const alone = (table: string, row: Fields): string =>
	`${asReplica} delete from ${named(table)}; ${put(table, row)}`;

/** Takes away what a line says would answer first: a constraint with what depends on it, or an index. */
const without = (table: string, names: readonly string[]): string =>
	names
		.map(
			(name) =>
				`alter table ${named(table)} drop constraint if exists "${name}" cascade;
				drop index if exists ${named(`${table.split('.')[0]}.${name}`)};`
		)
		.join('\n');

/** What a replica does not ask is asked again, but of the foreign keys this one alone: the example points at nothing that is there. */
const onlyKey = (table: string, name: string): string =>
	[
		...shapeOf(table)
			.keys.filter((key) => key !== name)
			.map((key) => `alter table ${named(table)} drop constraint if exists "${key}";`),
		`alter table ${named(table)} disable trigger user; ${asOrigin}`
	].join('\n');

/** Does what the line says to the example. */
function attempt(
	table: string,
	example: Example,
	manner: Manner,
	name: string,
	broken: Broken
): string {
	const { $without = [], $both = {}, ...fields } = broken;
	const row = { ...example.row, ...$both };
	return [
		without(table, $without),
		`${asReplica} delete from ${named(table)};`,
		manner === 'twice' ? put(table, row) : '',
		manner === 'wrong' ? '' : onlyKey(table, name),
		put(table, { ...row, ...fields }),
		'set constraints all immediate;'
	].join('\n');
}

class Back extends Error {}

/** What refuses the broken row: a constraint's name, another fault's words, or null when it is taken. Always taken back. */
export async function refusedBy(
	tx: TransactionSql,
	table: string,
	example: Example,
	manner: Manner,
	name: string,
	broken: Broken
): Promise<string | null> {
	try {
		await tx.savepoint(async (inner) => {
			await inner.unsafe(attempt(table, example, manner, name, broken));
			throw new Back();
		});
	} catch (error) {
		if (error instanceof Back) return null;
		const { code, constraint_name, message } = error as Record<string, string>;
		return states[manner].includes(code!) ? constraint_name! : `${code}: ${message}`;
	}
	return null;
}

/** Names of the constraints that a table has, by how a row breaks them. */
export async function constraintsOf(
	tx: TransactionSql
): Promise<Map<string, Record<Manner, string[]>>> {
	await learn(tx);
	const rows = await tx<{ table: string; manner: Manner; name: string }[]>`
		select n.nspname || '.' || t.relname as table, k.manner, k.name
		from pg_class t
		join pg_namespace n on n.oid = t.relnamespace
		join (
			select c.conrelid as of, case c.contype when 'c' then 'wrong' when 'f' then 'nowhere' else 'twice' end as manner, c.conname as name
			from pg_constraint c where c.contype in ('c', 'f', 'u', 'p', 'x')
			union all
			select i.indrelid, 'twice', x.relname from pg_index i join pg_class x on x.oid = i.indexrelid
			where i.indisunique and not exists (select 1 from pg_constraint c where c.conindid = i.indexrelid and c.contype in ('u', 'p', 'x'))
		) k on k.of = t.oid
		where n.nspname !~ '^pg_' and n.nspname not in ('information_schema', 'extensions', 'auth', 'storage', 'realtime', 'supabase_migrations')
			and t.relkind in ('r', 'p')
		order by 1, 2, 3`;
	const found = new Map<string, Record<Manner, string[]>>();
	for (const { table, manner, name } of rows) {
		const of = found.get(table) ?? { wrong: [], twice: [], nowhere: [] };
		of[manner].push(name);
		found.set(table, of);
	}
	return found;
}
