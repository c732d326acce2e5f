/** The room `staff`: what became of officers' accounts, for whoever checks it and for each officer of their own. */
import * as z from 'zod/mini';
import { instant, uuid } from './basics.ts';
import type { Door } from './door.ts';

const person = z.object({ id: uuid, name: z.string() });

export const changeCode = z.enum([
	'joined',
	'roles',
	'hamlet',
	'renamed',
	'disabled',
	'enabled',
	'password',
	'reset_made',
	'reset_used',
	'factor_reset',
	'factor_rule',
	'oversight'
]);
export type ChangeCode = z.infer<typeof changeCode>;

const words = z.nullable(z.array(z.nullable(z.string())));
/** `was` and `now`: codes of roles, a name or an instant, by the code; null where nothing is known, or nothing left. */
const fact = z.object({ code: changeCode, was: words, now: words });
export type Fact = z.infer<typeof fact>;

export const accountChange = z.object({
	id: uuid,
	at: instant,
	/** Null: of the whole unit. */
	officer: z.nullable(person),
	/** Null: the operator, who has no account. */
	by: z.nullable(person),
	/** Empty: saved as it was. */
	facts: z.array(fact),
	reason: z.nullable(z.string())
});
export type AccountChange = z.infer<typeof accountChange>;

export const doors = {
	/** Newest first, a hundred at a time; `after`: the last one seen. `officer` null: the whole unit, for lead and auditor; others of themselves. */
	staff_changes: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({ officer: z.nullable(uuid), after: z.nullable(uuid) }),
		answer: z.object({ changes: z.array(accountChange), more: z.boolean() })
	}
} as const satisfies Record<string, Door>;
