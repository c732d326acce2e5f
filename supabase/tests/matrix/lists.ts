/** The lists that are committed, and how they are read, compared and written anew. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { project } from '../../local/home.ts';

const at = (list: string) => join(project, 'supabase', 'matrix', `${list}.txt`);
const heads: Record<string, string> = {
	roles: 'The roles of the API, what is given by default, schemas (U: use, C: create).',
	tables:
		'Tables, views, sequences, policies, buckets (r select, a insert, w update, d delete, D truncate, x reference, t trigger, m maintain).',
	functions: 'Functions that others than their owner may run (X), or that run with its rights.',
	doors:
		'Who gets past the first question of each door. Columns: anon, a stranger with an account, desk, field, investigator, support, editor, treasurer, lead, auditor, collaborator, the edge (service_role). x: past it, -: no grant, n: not an officer, s: asked to sign in, .: the role is missing.'
};

/** The lines of a committed list, its head left out. */
export function committed(list: string): string[] {
	return readFileSync(at(list), 'utf8')
		.split('\n')
		.filter((line) => line !== '' && !line.startsWith('#'));
}

export function commit(list: string, lines: readonly string[]): void {
	const head = `# ${heads[list]} Written by \`npm run matrix\`; docs/decisions/0053 says why.`;
	writeFileSync(at(list), [head, ...lines, ''].join('\n'));
}

/** Why doors that run with their owner's rights are open, and to whom; that list alone is written by hand. */
export function opened(): { role: string; why: string; doors: string[] }[] {
	const groups = committed('opened')
		.join('\n')
		.split(/\n(?=\S)/);
	return groups.map((group) => {
		const [, role, why, doors] = /^(\w+): (.+)\n([^]+)$/.exec(group)!;
		return { role: role!, why: why!, doors: doors!.trim().split(/\s+/) };
	});
}

/** What is in one and not in the other: `+` is new in the database, `-` is listed and gone. */
export function differences(listed: readonly string[], found: readonly string[]): string[] {
	const [known, there] = [new Set(listed), new Set(found)];
	return [
		...found.filter((line) => !known.has(line)).map((line) => `+ ${line}`),
		...listed.filter((line) => !there.has(line)).map((line) => `- ${line}`)
	];
}
