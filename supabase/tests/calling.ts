/** Calling doors in tests, and naming what they refuse with. */
import { randomUUID } from 'node:crypto';
import type { TransactionSql } from 'postgres';
import type { Actor } from '../local/actor.ts';
import type { TestDatabase } from '../local/testing.ts';

/** Calls a door as an officer: named arguments, one answer. */
export async function ask(
	db: TestDatabase,
	actor: Actor,
	door: string,
	args: Record<string, unknown>
) {
	const [row] = await db.as(actor, (tx) => {
		const names = Object.keys(args);
		const parts = names.map((name) => tx`${tx(name)} => ${value(tx, args[name])}`);
		const list = parts.length ? parts.reduce((all, part) => tx`${all}, ${part}`) : tx``;
		return tx`select public.${tx.unsafe(door)}(${list}) as a`;
	});
	return row!.a;
}

const value = (tx: TransactionSql, given: unknown) =>
	given !== null &&
	typeof given === 'object' &&
	!(Array.isArray(given) && given.every((one) => typeof one === 'string'))
		? tx.json(given as never)
		: (given as string);

/** Opens a case that has ended, for the reason that is asked then. */
export async function openEnded(db: TestDatabase, actor: Actor, id: string) {
	const why = { key: randomUUID(), id, reason: 'supervision', words: null };
	await ask(db, actor, 'queue_reason', why);
	return ask(db, actor, 'queue_case', { id });
}

/** The code of a refusal, or 'none'. */
export const refusal = (doing: Promise<unknown>): Promise<string> =>
	doing.then(
		() => 'none',
		(error: { message: string }) => error.message
	);
