/** A door without what holds a crowd back: each race shows first that it would see the fault. */
import type { Sql } from 'postgres';

/** A function of the house, where in it somebody looks with the crowd held back, and what stands there for one who thinks of one caller. */
export type Loose = readonly [signature: string, look: string | RegExp, wait: string];

/** Works while a function is written anew so. */
export async function naively<T>(
	sql: Sql,
	signature: string,
	look: string | RegExp,
	wait: string,
	work: () => Promise<T>
): Promise<T> {
	const [row] = await sql`select pg_get_functiondef(${signature}::regprocedure) as whole`;
	const whole = row!.whole as string;
	const loose = whole.replaceAll(look, wait);
	if (loose === whole) throw new Error(`${signature} is not written so`);
	await sql.unsafe(loose);
	try {
		return await work();
	} finally {
		await sql.unsafe(whole);
	}
}

/** Works while several are, where a crowd that one lets through would be held back by the next. */
export const allNaively = <T>(sql: Sql, all: readonly Loose[], work: () => Promise<T>) =>
	all.reduceRight(
		(inner, [signature, look, wait]) =>
			() =>
				naively(sql, signature, look, wait, inner),
		work
	)();

/** Works without a constraint of a table, or without one of its indexes; `clear` removes what broke it meanwhile. */
export async function without<T>(
	sql: Sql,
	table: string,
	name: string,
	clear: () => PromiseLike<unknown>,
	work: () => Promise<T>
): Promise<T> {
	const [row] = await sql`
		select
			pg_get_indexdef(i.indexrelid) as whole,
			(select pg_get_constraintdef(c.oid) from pg_constraint c where c.conindid = i.indexrelid and c.contype in ('u', 'p', 'x')) as promise
		from pg_index i
		join pg_class x on x.oid = i.indexrelid
		where i.indrelid = ${table}::regclass and x.relname = ${name}`;
	const { whole, promise } = row as unknown as { whole: string; promise: string | null };
	const [schema] = table.split('.');
	await sql.unsafe(
		promise ? `alter table ${table} drop constraint ${name}` : `drop index ${schema}.${name}`
	);
	try {
		return await work();
	} finally {
		await clear();
		await sql.unsafe(promise ? `alter table ${table} add constraint ${name} ${promise}` : whole);
	}
}

/** Whether a race shows its fault within some rounds: on a busy machine the callers may come one after the other. */
export async function caught(race: () => Promise<boolean>): Promise<boolean> {
	for (let round = 0; round < 10; round++) if (await race()) return true;
	return false;
}
