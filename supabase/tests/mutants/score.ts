/** The score of the mutants that were judged: by kind, and every survivor by its name. */
import { equivalent, titled } from './told.ts';

export type Judged = {
	kind: string;
	name: string;
	list: boolean;
	behaviour: boolean;
	/** The test file that failed, where one had to be asked. */
	file?: string;
};

/** Not killed by what it does; of a policy it is not enough that a list saw it. */
export const isOpen = ({ kind, list, behaviour, file }: Judged) =>
	!behaviour && !file && (!list || kind === 'policy');

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
	const alive = counted.filter(isOpen);
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
		`${counted.length - alive.length} of ${counted.length} are killed, ${alive.length} survive.`,
		...alive.map((one) => `survived: ${titled(one)}`)
	];
}
