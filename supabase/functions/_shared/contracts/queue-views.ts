/** The room `queue` as an officer looks at it: views with a name, counts, the search, many cases at once. */
import * as z from 'zod/mini';
import { plainText } from '../text/index.ts';
import { caseAnswer, instant, key, uuid } from './basics.ts';
import type { Door } from './door.ts';
import { doors as queue, filter, person, row } from './queue.ts';
import { paper } from './queue-audit.ts';

/** A filter with a name. What it shows is what its reader may know of. */
export const view = z.object({
	id: uuid,
	name: z.string(),
	/** Whether the whole unit has it; else its owner alone. */
	shared: z.boolean(),
	owner: person,
	/** Its owner's, and a lead's where it is shared. */
	may_change: z.boolean(),
	filter: z.looseObject({}),
	/** The key of its filter that names what is not there any more; null while it holds. */
	gone: z.nullable(z.enum(['filter', 'kind', 'state', 'area', 'assignee']))
});
export type View = z.infer<typeof view>;

const numbers = z.catchall(z.object({}), z.int());

/** Open cases that this officer sees, those put aside left out. */
export const counts = z.object({
	open: z.int(),
	mine: z.int(),
	unassigned: z.int(),
	today: z.int(),
	late: z.int(),
	soon: z.int(),
	to_call: z.int(),
	kinds: numbers,
	states: numbers,
	areas: numbers,
	assignees: numbers,
	/** By the id of a saved view; a view of ended cases has none. */
	saved: numbers,
	/** Counting stopped at its bound: every number is "at least". */
	more: z.boolean()
});
export type Counts = z.infer<typeof counts>;

/** Cases of one command. A larger bulk goes in pieces, each with a key of its own. */
export const BULK_MOST = 100;

/** What may be done to many cases at once. Whatever asks for a look at each is not here. */
export const bulk = z.discriminatedUnion('do', [
	z.strictObject({ do: z.literal('assign'), officer: z.nullable(uuid) }),
	z.strictObject({ do: z.literal('note'), body: plainText(2000) }),
	/** The cards of everybody who was captured have come. */
	z.strictObject({ do: z.literal('card_ready') }),
	z.strictObject({
		do: z.literal('close_call_back'),
		reason: queue.queue_close_call_back.args.shape.reason,
		note: z.nullable(plainText(500))
	})
]);
export type Bulk = z.infer<typeof bulk>;

/** Done, or the code of the refusal. */
export const bulkResult = z.object({
	id: uuid,
	done: z.nullable(caseAnswer),
	refused: z.nullable(z.string())
});
export type BulkResult = z.infer<typeof bulkResult>;

export const doors = {
	/** Views that the officer may open, and the counts beside all of them. */
	queue_views: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({}),
		answer: z.object({ views: z.array(view), counts, now: instant })
	},
	/** A new view, or with `id` another name, filter or readers of one that is there. */
	queue_view_save: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({
			key,
			id: z.nullable(uuid),
			name: plainText(60),
			shared: z.boolean(),
			filter
		}),
		answer: z.object({ id: uuid })
	},
	queue_view_delete: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({ key, id: uuid }),
		answer: z.object({ id: uuid })
	},
	/** By name, part of a number, reference, place; open cases before ended ones unless `open` says which. */
	queue_search: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({
			q: plainText(100),
			filter,
			size: z.int().check(z.gte(1), z.lte(100))
		}),
		/** `more`: others were left out, and the question should be narrower. */
		answer: z.object({ rows: z.array(row), more: z.boolean(), now: instant })
	},
	queue_bulk: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({
			key,
			cases: z
				.array(z.strictObject({ id: uuid, version: z.int() }))
				.check(z.minLength(1, 'required'), z.maxLength(BULK_MOST, 'too_many')),
			what: bulk
		}),
		answer: z.object({ results: z.array(bulkResult) })
	},
	/** Lines to take away; each case is written down as read. */
	queue_export: {
		kind: 'rpc',
		who: 'officer',
		args: z.strictObject({
			ids: z.array(uuid).check(z.minLength(1, 'required'), z.maxLength(BULK_MOST, 'too_many'))
		}),
		answer: z.object({
			rows: z.array(row),
			/** What stands in the file; null where there is nothing to take. */
			paper: z.nullable(paper),
			now: instant
		})
	}
} as const satisfies Record<string, Door>;
