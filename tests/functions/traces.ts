/** Searches for planted words where a tip leaves bytes: tables, PostgreSQL's files, what Storage keeps, logs, requests. */
import { globSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { connect } from '../../supabase/local/bootstrap.ts';
import type { TestStack } from '../../supabase/local/testing.ts';
import { formsOf } from './forms.ts';

/** Which of the named words or keys stand where, in whatever form. */
export function foundAmong(
	places: ReadonlyMap<string, string>,
	words: readonly (readonly [name: string, word: string | Uint8Array])[]
): string[] {
	const find = finderOf(words.map(([, word]) => formsOf(word)));
	return [...places].flatMap(([place, text]) => {
		const found = find(text);
		return words.flatMap(([name], at) => (found.has(at) ? [`${name} in ${place}`] : []));
	});
}

const BEGINNING = 4;
const KINDS = 1 << 20;
const kindAt = (text: string, at: number) =>
	(text.charCodeAt(at) +
		Math.imul(text.charCodeAt(at + 1), 0x9e3779b1) +
		Math.imul(text.charCodeAt(at + 2), 0x85ebca6b) +
		Math.imul(text.charCodeAt(at + 3), 0xc2b2ae35)) >>>
	12;

/**
 * Which of these words, by their number, a text holds. A text is gone through once whatever the number of forms: by how each
 * begins, most places are passed over at a look.
 */
function finderOf(words: readonly (readonly string[])[]): (text: string) => Set<number> {
	const begins = new Uint8Array(KINDS);
	const forms = new Map<number, [form: string, word: number][]>();
	for (const [word, some] of words.entries())
		for (const form of some) {
			if (form.length < BEGINNING) throw new Error(`too short to be searched for: ${form}`);
			const kind = kindAt(form, 0);
			begins[kind] = 1;
			forms.set(kind, [...(forms.get(kind) ?? []), [form, word]]);
		}
	return (text) => {
		const found = new Set<number>();
		for (let at = 0; at + BEGINNING <= text.length; at++) {
			const kind = kindAt(text, at);
			if (!begins[kind]) continue;
			for (const [form, word] of forms.get(kind)!) if (text.startsWith(form, at)) found.add(word);
		}
		return found;
	};
}

/** Every row of every table of every schema as text, one string a table. */
export async function dump(stack: TestStack): Promise<Map<string, string>> {
	// The owner may not read all of auth and storage.
	const admin = connect(stack.db.urls.admin);
	const tables = await admin<{ name: string }[]>`
		select format('%I.%I', n.nspname, c.relname) as name
		from pg_class c join pg_namespace n on n.oid = c.relnamespace
		where c.relkind in ('r', 'm', 'p') and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast')`;
	const texts = new Map<string, string>();
	for (const { name } of tables) {
		const [row] = await admin.unsafe(`select string_agg(t::text, E'\\n') as text from ${name} t`);
		texts.set(name, (row!.text as string | null) ?? '');
	}
	await admin.end();
	return texts;
}

/** For each word the columns of any table, Supabase's own among them, that hold it as it was said. */
export async function columnsWith(
	stack: TestStack,
	words: readonly (readonly [name: string, word: string])[]
): Promise<Record<string, string[]>> {
	const admin = connect(stack.db.urls.admin);
	const columns = await admin<{ relation: string; name: string; column: string }[]>`
		select format('%I.%I', n.nspname, c.relname) as relation, n.nspname || '.' || c.relname || '.' || a.attname as name,
			format('%I', a.attname) as column
		from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid
		where c.relkind in ('r', 'm', 'p') and a.attnum > 0 and not a.attisdropped
			and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast')
		order by 2`;
	const found = new Map(words.map(([name]) => [name, [] as string[]]));
	for (const { relation, name: place, column } of columns) {
		const [row] = await admin.unsafe(
			`select string_agg(${column}::text, E'\\n') as text from ${relation}`
		);
		for (const [name, word] of words)
			if ((row!.text as string | null)?.includes(word)) found.get(name)!.push(place);
	}
	await admin.end();
	return Object.fromEntries(found);
}

/** The files that Storage keeps, by path. */
export function shelf({ uploads }: TestStack): { path: string; bytes: Buffer }[] {
	return globSync('**/*', { cwd: uploads, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => join(entry.parentPath, entry.name))
		.map((path) => ({ path, bytes: readFileSync(path) }));
}

/**
 * PostgreSQL's own files once everything was written to them: each of this database, and the write-ahead log since it
 * was made. Other tests share the log.
 */
export async function disk({ db, postgres }: TestStack): Promise<Map<string, string>> {
	const admin = connect(db.urls.admin);
	await admin`checkpoint`;
	const [row] = await admin`select oid::text from pg_database where datname = ${db.name}`;
	await admin.end();
	const own = join(postgres.data, 'base', row!.oid as string);
	const since = statSync(join(own, 'PG_VERSION')).mtimeMs;
	const files = [
		...globSync('*', { cwd: own }).map((name) => join(own, name)),
		...globSync('pg_wal/0*', { cwd: postgres.data })
			.map((name) => join(postgres.data, name))
			.filter((path) => statSync(path).mtimeMs >= since)
	];
	return new Map(
		files.map((path) => [relative(postgres.data, path), readFileSync(path).toString('latin1')])
	);
}

/** What every process wrote: the portal's log, what API and functions printed before it was reduced, and what PostgreSQL said. */
export function written({ log, heard, postgres }: TestStack): Map<string, string> {
	return new Map([
		['log', log.join('\n')],
		['log before it is reduced, API', heard.api.join('\n')],
		['log before it is reduced, functions', heard.functions.join('')],
		['log of PostgreSQL', readFileSync(postgres.log, 'latin1')]
	]);
}

/** Everything that stays on the server, by place; byte for byte, so that any word would be seen. */
export async function leftBehind(stack: TestStack): Promise<Map<string, string>> {
	const places = await dump(stack);
	for (const [path, bytes] of await disk(stack)) places.set(path, bytes);
	const files = shelf(stack).map(({ path, bytes }) => `${path}\n${bytes.toString('latin1')}`);
	places.set('storage', files.join('\n'));
	for (const [place, text] of written(stack)) places.set(place, text);
	return places;
}
