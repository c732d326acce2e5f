/** A table that somebody opened by mistake: row security without a policy still shows nothing. */
import type { TransactionSql } from 'postgres';
import { alone, named } from './breaking.ts';

/** Whether a citizen sees the row of a table that was opened by mistake. */
export async function tellsOfRows(
	tx: TransactionSql,
	table: string,
	row: Record<string, unknown>
): Promise<boolean> {
	const [schema] = table.split('.');
	await tx.unsafe(
		`${alone(table, row)} grant usage on schema ${schema} to anon, authenticated; grant select on ${named(table)} to anon, authenticated`
	);
	let told = false;
	for (const role of ['anon', 'authenticated']) {
		await tx.unsafe(`set local role ${role}`);
		const [counted] = await tx.unsafe(`select count(*)::int as n from ${named(table)}`);
		told ||= counted!.n !== 0;
		await tx.unsafe('reset role');
	}
	return told;
}
