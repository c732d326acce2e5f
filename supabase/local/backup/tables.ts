/**
 * The rows of every table, out of a database and into another of the same migrations, by PostgreSQL's own COPY. What was
 * deleted is not among them, as it would be in a copy of the files.
 */
import type { Readable, Writable } from 'node:stream';
import type { ReservedSql, Sql } from 'postgres';
import { reduce } from '../log.ts';
import { Stop } from '../stop.ts';
import type { Entry } from './tar.ts';

type Table = { name: string; columns: string };
export type Sequences = { name: string; last: string }[];

/** The history of migrations is made by the migrations, and a table that outlives no crash holds nothing worth keeping. */
const tablesOf = (sql: Sql | ReservedSql) => sql<Table[]>`
	select format('%I.%I', n.nspname, c.relname) as name,
		string_agg(format('%I', a.attname), ', ' order by a.attnum) as columns
	from pg_class c
	join pg_namespace n on n.oid = c.relnamespace
	join pg_attribute a on a.attrelid = c.oid
	where c.relkind = 'r' and c.relpersistence = 'p' and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
		and n.nspname !~ '^pg_' and n.nspname not in ('information_schema', 'supabase_migrations')
		and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')
	group by n.nspname, c.relname
	order by 1`;

/** Bytes of one entry, more or less. */
const piece = 1024 * 1024;

/** One moment's rows of every table, as entries `db/<table>/<number>`; `at` runs when the moment is fixed. */
export async function* dump(
	sql: Sql,
	at: (moment: ReservedSql) => Promise<void>
): AsyncGenerator<Entry> {
	const moment = await sql.reserve();
	try {
		await moment`begin isolation level repeatable read read only`;
		await at(moment);
		for (const { name, columns } of await tablesOf(moment)) {
			const rows: Readable = await moment.unsafe(`copy ${name} (${columns}) to stdout`).readable();
			let number = 0;
			let parts: Buffer[] = [];
			let size = 0;
			const entry = () => {
				const bytes = Buffer.concat(parts);
				[parts, size] = [[], 0];
				return { name: `db/${name}/${String(number++).padStart(6, '0')}`, bytes };
			};
			for await (const part of rows as AsyncIterable<Buffer>) {
				parts.push(part);
				size += part.length;
				if (size >= piece) yield entry();
			}
			if (size > 0) yield entry();
		}
		await moment`commit`;
	} finally {
		moment.release();
	}
}

/** Where numbers go on; read after the rows, so that none is given twice. */
export async function sequencesOf(sql: Sql): Promise<Sequences> {
	return [
		...(await sql<Sequences>`
			select format('%I.%I', schemaname, sequencename) as name, last_value::text as last
			from pg_sequences where last_value is not null and schemaname !~ '^pg_' order by 1`)
	];
}

const written = (to: Writable, bytes: Uint8Array) =>
	new Promise<void>((done, failed) => to.write(bytes, (error) => (error ? failed(error) : done())));

/** Takes rows in, table by table as they come, into a database that has the same tables; its own rows are gone first. */
export async function loading(sql: Sql) {
	const line = await sql.reserve();
	const tables = new Map((await tablesOf(line)).map((table) => [table.name, table]));
	let into: { name: string; writing: Writable } | undefined;
	const refused = (error: unknown): never => {
		const { name, writing } = into!;
		const reason = reduce(writing.errored ?? error);
		throw new Stop(`The database took no rows of ${name} (${reason}): is its disk full?`);
	};
	const finish = async () => {
		if (!into) return;
		into.writing.end();
		// The driver says that a table ended only where its rows were taken. Else what is asked next is refused, and does not wait for ever.
		await line`select`.catch(refused);
		into = undefined;
	};
	await line`begin`;
	// Rows come in any order, and what triggers would do is among them.
	await line`set local session_replication_role = replica`;
	await line.unsafe(`truncate ${[...tables.keys()].join(', ')}`);
	let open = true;
	return {
		async take({ name, bytes }: Entry): Promise<void> {
			const of = name.slice('db/'.length, name.lastIndexOf('/'));
			const table = tables.get(of);
			if (!table) throw new Stop(`The backup has a table that this version does not know: ${of}.`);
			if (into?.name !== of) {
				await finish();
				const writing = await line.unsafe(`copy ${of} (${table.columns}) from stdin`).writable();
				// What the server says against rows is thrown where they are written: unheard, it would end the process.
				writing.on('error', () => {});
				into = { name: of, writing };
			}
			await written(into.writing, bytes).catch(refused);
		},
		async end(sequences: Sequences): Promise<void> {
			await finish();
			for (const { name, last } of sequences)
				await line`select setval(${name}::regclass, ${last}::bigint)`;
			await line`commit`;
			line.release();
			open = false;
		},
		/** No more rows come, or they are damaged: those that came are taken back, and the line is given back. */
		async abandon(): Promise<void> {
			if (!open) return;
			into?.writing.destroy(new Error('No more rows come.'));
			await line`rollback`;
			line.release();
		}
	};
}
