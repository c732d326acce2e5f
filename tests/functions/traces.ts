/** Searches for planted words where a tip leaves bytes: every table, what Storage keeps, captured requests. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { connect } from '../../supabase/local/bootstrap.ts';
import type { TestStack } from '../../supabase/local/testing.ts';

/** A word or key as it is, as bytes that PostgreSQL writes in hex, and as base 64 at each of its three beginnings. */
export function formsOf(word: string | Uint8Array): string[] {
	const bytes = Buffer.from(word as string);
	const encoded = [0, 1, 2].map((shift) =>
		Buffer.concat([Buffer.alloc(shift), bytes])
			.toString('base64')
			.replace(/=+$/, '')
			.slice(shift ? shift + 1 : 0, -1)
	);
	const plain = typeof word === 'string' ? [word] : [];
	return [...plain, bytes.toString('latin1'), bytes.toString('hex'), ...encoded];
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

/** The files that Storage keeps, by path. */
export function shelf({ uploads }: TestStack): { path: string; bytes: Buffer }[] {
	return globSync('**/*', { cwd: uploads, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => join(entry.parentPath, entry.name))
		.map((path) => ({ path, bytes: readFileSync(path) }));
}

/** Everything that stays on the server, by place; byte for byte, so that any word would be seen. */
export async function leftBehind(stack: TestStack): Promise<Map<string, string>> {
	const places = await dump(stack);
	const files = shelf(stack).map(({ path, bytes }) => `${path}\n${bytes.toString('latin1')}`);
	places.set('storage', files.join('\n'));
	places.set('log', stack.log.join('\n'));
	return places;
}
