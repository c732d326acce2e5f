/** The one place of this room that holds the client with full access: the SQL functions that open a code. */
import type { Call } from '../_shared/edge/index.ts';
import type { AskDesk, OpenedDesk, OpenedTip, Say, Settle, ToldReward } from './shapes.ts';

/**
 * The contract's `opened`. A page of its timeline is newest first and without gaps; cursors count from the beginning, so
 * the last item of a page stands at `older`, and of the last page (`older` null) at 1.
 */
export type Visit = { timeline: unknown[]; older: number | null } & Record<string, unknown>;

/** What a code opens: a tip is told by its kind. A page of a tip's items is newest first, and its cursor is a sequence. */
export type Thread = Visit | OpenedTip;

export const isTip = (thread: Thread): thread is OpenedTip => thread.kind === 'tip';

export function storeOf(call: Call) {
	return {
		/** Null: nobody has this code. `before`: a cursor, for what is older. */
		open: (lookup_hash: string, before: number | null) =>
			call<Thread | null>('lookup_open', { lookup_hash, before }),
		/** @throws Refusal with the code SQL gave */
		say: (lookup_hash: string, { key, version, say }: Say) =>
			call<Thread | null>('lookup_say', { lookup_hash, key, version, say }),
		/** The chain behind a tip's officers, oldest first; null for an unknown code, another case, no such list. */
		desk: (lookup_hash: string, { from, version, unit }: AskDesk) =>
			call<OpenedDesk | null>('lookup_desk', { lookup_hash, from, version, unit: unit ?? null }),
		/** What came in of late, which is the price of files for a tip; null for an unknown code and another case. */
		upload: (lookup_hash: string) =>
			call<{ load: number } | null>('lookup_upload', { lookup_hash }),
		/** A reward for whoever holds the claim of this hash; null where there is none. */
		reward: (claim: string) => call<ToldReward | null>('fund_of_claim', { claim }),
		/** @throws Refusal `settled`, `reward_lapsed` */
		settle: ({ key, digits, as }: Settle) =>
			call<ToldReward | null>('fund_settle_from_afar', { key, digits, as })
	};
}
export type Store = ReturnType<typeof storeOf>;
