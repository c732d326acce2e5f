/**
 * The door `booking` without HTTP, Deno and proofs of work: its handler over SQL itself, so that thousands of accepted
 * offers take seconds. What is left out has tests of its own.
 */
import { callWith, type Caller } from '../../supabase/functions/_shared/edge/index.ts';
import { tokens } from '../../supabase/functions/_shared/token/index.ts';
import { twoWords } from '../../supabase/functions/_shared/words/index.ts';
import { Refusal } from '../../supabase/functions/_shared/answer/index.ts';
import { handle } from '../../supabase/functions/booking/handler.ts';
import type { Ports } from '../../supabase/functions/booking/ports.ts';
import type { Action, Answer } from '../../supabase/functions/booking/shapes.ts';
import { storeOf } from '../../supabase/functions/booking/store.ts';
import type { TestDatabase } from '../../supabase/local/testing.ts';

/** Calls SQL functions as PostgREST does for the edge, and reports a refusal as it does. */
export function serviceOf(db: TestDatabase): Caller {
	return {
		rpc(name, args) {
			const names = Object.keys(args);
			const named = names.map((key, at) => `${key} => $${at + 1}`).join(', ');
			const call = db.as({ role: 'service_role' }, (tx) => {
				const values = names.map((key) => {
					const value = args[key];
					const isJson = typeof value === 'object' && value !== null && !Array.isArray(value);
					return (isJson ? tx.json(value as never) : value) as never;
				});
				return tx.unsafe(`select public.${name}(${named}) as answer`, values);
			});
			return call.then(
				([row]) => ({ data: row!.answer as unknown, error: null, status: 200 }),
				({ code, message, detail }: { code: string; message: string; detail?: string }) => ({
					data: null,
					error: { code, message, details: detail ?? null },
					status: 500
				})
			);
		}
	};
}

/** Asks the handler; what it refuses is thrown as a Refusal. */
export function directly(db: TestDatabase) {
	const ports: Ports = {
		store: storeOf(callWith(serviceOf(db))),
		officer() {
			throw new Refusal(401, 'sign_in');
		},
		tokens: tokens('a secret that only tests and figures know of', 'offer'),
		proofs: { challenge: async () => 'none', check: async () => crypto.randomUUID() },
		now: () => Date.now(),
		uuid: () => crypto.randomUUID(),
		words: twoWords,
		// As of processes that know nothing of each other: SQL alone stands between them.
		turn: (_, work) => work(),
		pause: () => Promise.resolve()
	};
	return <Name extends Action>(action: Name, args: Record<string, unknown>) =>
		handle(ports, { action, ...args }) as Promise<Answer<Name>>;
}
