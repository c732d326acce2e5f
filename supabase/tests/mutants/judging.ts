/**
 * Whether the lists or the tables and doors themselves tell a mutant from what is right, within one transaction that is taken
 * back: the same questions as in `matrix`, `doors` and `rows`, asked only about what was changed.
 */
import type { Sql, TransactionSql } from 'postgres';
import { about, linesOf, lists, readMatrix, type Matrix } from '../matrix/catalogue.ts';
import { knock, type Callers } from '../matrix/knocking.ts';
import { examples, refusedBy } from '../rows/breaking.ts';
import { keeps } from '../rows/keeping.ts';
import { tellsOfRows } from '../rows/opened.ts';
import type { Mutant } from './mutant.ts';

export type Ground = {
	root: Sql;
	matrix: Matrix;
	/** Whom to knock as, under names that differ. */
	callers: Callers;
	/** What each of them is told at each door before anything was changed. */
	told: Map<string, string>;
	/** The doors that run a function, itself among them. */
	doorsOf(run: string): string[];
};
export type Verdict = { list: boolean; behaviour: boolean };

class Back extends Error {}

/** Makes the mutant, asks, and takes it back. */
export async function judge(ground: Ground, mutant: Mutant): Promise<Verdict> {
	let verdict: Verdict = { list: false, behaviour: false };
	await ground.root
		.begin(async (tx) => {
			await tx.unsafe(mutant.make);
			verdict = {
				list: await byTheList(tx, ground, mutant),
				behaviour: await byBehaviour(tx, ground, mutant)
			};
			throw new Back();
		})
		.catch((error: unknown) => {
			if (!(error instanceof Back)) throw error;
		});
	return verdict;
}

const listed = /^(row security off|grant|revoke|policy)/;
async function byTheList(tx: TransactionSql, { matrix }: Ground, mutant: Mutant): Promise<boolean> {
	if (!listed.test(mutant.kind)) return false;
	if (mutant.run === undefined ? mutant.table === undefined : mutant.kind === 'policy') {
		// Policies are made where Realtime is: by this function, which makes them anew.
		if (mutant.kind === 'policy') await tx`select queue.use_realtime()`;
		const now = await readMatrix(tx);
		return lists.some((list) => now[list].join('\n') !== matrix[list].join('\n'));
	}
	const list = mutant.run === undefined ? 'tables' : 'functions';
	const name = mutant.run ?? mutant.table!;
	const now = await linesOf(tx, list, name);
	return now.join('\n') !== about(matrix[list], name).join('\n');
}

async function byBehaviour(tx: TransactionSql, ground: Ground, mutant: Mutant): Promise<boolean> {
	const { kind, table, broken, run } = mutant;
	const example = table === undefined ? undefined : examples().get(table);
	if (broken && example) {
		const line = example[broken.manner]?.[broken.constraint];
		return (
			line !== undefined &&
			(await refusedBy(tx, table!, example, broken.manner, broken.constraint, line)) !==
				broken.constraint
		);
	}
	if (kind === 'row security off' && example) return tellsOfRows(tx, table!, example.row);
	if (kind === 'trigger' && example)
		return !(await keeps(tx, table!, example, mutant.name.split(' ')[1]!));
	if (run === undefined || kind === 'trigger') return false;
	const doors = ground.doorsOf(run);
	if (doors.length === 0) return false;
	const now = await knock(tx, ground.callers, doors);
	return now.some(({ door, caller, told }) => ground.told.get(`${door} ${caller}`) !== told);
}
