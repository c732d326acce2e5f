/** Indexes that a bench makes after its rows instead of with each of them. */
import type { Sql } from 'postgres';

/** Takes the indexes of these tables away, but for those of constraints; the answer makes them again. */
export async function setAside(tx: Sql, tables: readonly string[]): Promise<() => Promise<void>> {
	const dropped = await tx<{ name: string; made: string }[]>`
		select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as made from pg_index
		where indrelid = any (${tables}::text[]::regclass[]) and not indisunique`;
	for (const { name } of dropped) await tx.unsafe(`drop index ${name}`);
	return async () => {
		for (const { made } of dropped) await tx.unsafe(made);
	};
}
