/** What is open by what we made: the schemas, and the list that reviewers read of who may call what (docs/decisions/0053). */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { project } from '../../supabase/local/home.ts';
import { readMigrations } from '../../supabase/local/migrations.ts';

/** The schemas that the migrations make. */
export const rooms = (): string[] =>
	readMigrations().flatMap(({ text }) =>
		[...text.matchAll(/^create schema (?!if not exists)(\w+)/gm)].map(([, name]) => name!)
	);

/** `public.unit_public` → the roles that may call it. A test holds the list against a fresh database. */
export function granted(): Map<string, Set<string>> {
	const list = readFileSync(join(project, 'supabase', 'matrix', 'functions.txt'), 'utf8');
	const lines = [...list.matchAll(/^(\w+\.\w+)\(.*: (.+)$/gm)];
	return new Map(
		lines.map(([, name, roles]) => [
			name!,
			new Set(roles!.split(' ').map((role) => role.split('=')[0]!))
		])
	);
}
