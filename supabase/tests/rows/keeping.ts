/** Triggers that keep what is written: whoever changes it, past whatever door, is refused with `append_only`. */
import type { TransactionSql } from 'postgres';
import { alone, asOrigin, named, put, type Example, type Verb } from './breaking.ts';

class Back extends Error {}

function doing(table: string, { row }: Example, verb: Verb): string {
	const [first] = Object.keys(row);
	const done = {
		update: `update ${named(table)} set "${first}" = "${first}"`,
		delete: `delete from ${named(table)}`,
		truncate: `truncate ${named(table)} cascade`,
		insert: put(table, row)
	};
	return `${alone(table, row)} ${asOrigin} ${done[verb]}`;
}

/** Whether what the example's line says of a trigger is refused, in the name of this table; true where it has no line. Taken back. */
export async function keeps(
	tx: TransactionSql,
	table: string,
	example: Example,
	trigger: string
): Promise<boolean> {
	const verb = example.kept?.[trigger];
	if (verb === undefined) return true;
	try {
		await tx.savepoint(async (inner) => {
			await inner.unsafe(doing(table, example, verb));
			throw new Back();
		});
	} catch (error) {
		if (error instanceof Back) return false;
		const { message, detail } = error as { message: string; detail?: string };
		return message === 'append_only' && detail === table.split('.')[1];
	}
	return false;
}
