/** What the migrations grant, as they say it: the one list there is of what a role may call. */
import { readMigrations } from '../../supabase/local/migrations.ts';

/** The schemas that the migrations make. */
export const rooms = (): string[] =>
	readMigrations().flatMap(({ text }) =>
		[...text.matchAll(/^create schema (?!if not exists)(\w+)/gm)].map(([, name]) => name!)
	);

/** `public.unit_public` → the roles that may call it. */
export function granted(): Map<string, Set<string>> {
	const roles = new Map<string, Set<string>>();
	for (const { text } of readMigrations())
		for (const [, what, whom] of text
			.replace(/--.*$/gm, '')
			.matchAll(/grant execute on function\s+([^;]+?)\s+to\s+([a-z_,\s]+);/g))
			for (const [name] of what!.matchAll(/\b\w+\.\w+(?=\s*\()/g))
				roles.set(
					name,
					new Set([...(roles.get(name) ?? []), ...whom!.split(',').map((role) => role.trim())])
				);
	return roles;
}
