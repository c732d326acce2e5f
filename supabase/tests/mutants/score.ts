/** The score of the mutants that were judged: by kind, and every survivor by its name. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { project } from '../../local/home.ts';

export type Judged = {
	kind: string;
	name: string;
	list: boolean;
	behaviour: boolean;
	/** The test file that failed, where one had to be asked. */
	file?: string;
};

const at = join(project, 'supabase', 'tests', 'mutants', 'equivalent.txt');

/** What a mutant is called in lists. */
export const titled = ({ kind, name }: { kind: string; name: string }) => `${kind}: ${name}`;

/** Mutants that change nothing, each with its reason: `kind: name — reason`. */
export function equivalent(): Map<string, string> {
	const lines = readFileSync(at, 'utf8').split('\n');
	const told = lines.filter((line) => line !== '' && !line.startsWith('#'));
	return new Map(told.map((line) => line.split(' — ') as [string, string]));
}

const share = (part: number, whole: number) => `${part}/${whole}`.padStart(16);

export function score(judged: readonly Judged[]): string[] {
	const same = equivalent();
	const counted = judged.filter((one) => !same.has(titled(one)));
	const kinds = [...new Set(counted.map(({ kind }) => kind))];
	const row = (kind: string, of: readonly Judged[]) => {
		const acted = of.filter(({ behaviour, file }) => behaviour || file);
		const either = of.filter(({ list, behaviour, file }) => list || behaviour || file);
		return `${kind.padEnd(28)}${share(acted.length, of.length)}${share(either.length, of.length)}`;
	};
	const alive = counted.filter(({ list, behaviour, file }) => !(list || behaviour || file));
	return [
		`${'killed'.padEnd(28)}${'by behaviour'.padStart(16)}${'or by a list'.padStart(16)}`,
		...kinds.map((kind) =>
			row(
				kind,
				counted.filter((one) => one.kind === kind)
			)
		),
		row('all', counted),
		`${judged.length - counted.length} more change nothing, and say why (supabase/tests/mutants/equivalent.txt).`,
		...alive.map((one) => `survived: ${titled(one)}`)
	];
}
