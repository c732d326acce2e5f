/** What is told of single mutants in the lists beside this file, a line each: `kind: name — words`. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { project } from '../../local/home.ts';

/** What a mutant is called in lists. */
export const titled = ({ kind, name }: { kind: string; name: string }) => `${kind}: ${name}`;

function list(name: string): Map<string, string> {
	const at = join(project, 'supabase', 'tests', 'mutants', `${name}.txt`);
	const lines = readFileSync(at, 'utf8').split('\n');
	const told = lines.filter((line) => line !== '' && !line.startsWith('#'));
	return new Map(told.map((line) => line.split(' — ') as [string, string]));
}

/** Mutants that change nothing, each with its reason. */
export const equivalent = () => list('equivalent');

/** Mutants that lists, doors and tables do not show to do harm, each with the test file that does. */
export const witnesses = () => list('witnesses');
