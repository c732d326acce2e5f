/** The verb of the room about what became of officers' accounts. */
import {
	doors,
	type AccountChange,
	type ChangeCode,
	type Fact
} from '#contracts/staff-accounts.ts';
import { call } from '#lib/platform/call.ts';
import { Pages } from '#lib/platform/pages.svelte.ts';

export type { AccountChange, ChangeCode, Fact };

type Page = { rows: AccountChange[]; next: string | null };

/** Changes of one account, or of all of the unit's (null), newest first. */
export const accountChanges = (officer: string | null) =>
	new Pages<AccountChange, string, Page>(async (after) => {
		const { changes, more } = await call(doors, 'staff_changes', { officer, after });
		return { rows: changes, next: more ? (changes.at(-1)?.id ?? null) : null };
	});
