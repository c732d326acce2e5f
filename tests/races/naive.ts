/** A door without what holds a crowd back: each race shows first that it would see the fault. */
import type { Sql } from 'postgres';

/** Works while a function is written as somebody would who thinks of one caller; `look` is where it looks, `wait` what stands there then. */
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

/** Whether a race shows its fault within some rounds: on a busy machine the callers may come one after the other. */
export async function caught(race: () => Promise<boolean>): Promise<boolean> {
	for (let round = 0; round < 10; round++) if (await race()) return true;
	return false;
}
