import { knownAmong, type ListPlaces } from '#lib/booking/lists-booking.ts';
import type { ListDraft } from '#lib/booking/lists-draft.svelte.ts';
import type { ListTaking } from '#lib/booking/lists-taking.svelte.ts';
import type ListsWork from '#lib/booking/ListsWork.svelte';
import { dayOf, now } from '#lib/platform/clock.ts';
import { fieldWords } from '#lib/platform/field-words.ts';

/** A list in the making, with the part of the page that shows it. */
export type Work = {
	Steps: typeof ListsWork;
	draft: ListDraft;
	taking: ListTaking;
	/** What would be lost with the page: codes that are on no paper, or rows that were not taken. */
	readonly losing: 'codes' | 'rows' | null;
	forget(): void;
};

/** Loads what reads sheets, judges rows and makes codes: only who enters a list waits for it. */
export async function work({ hamlets }: ListPlaces): Promise<Work> {
	const [{ default: Steps }, { ListDraft }, { ListTaking }, { makeCodes }] = await Promise.all([
		import('#lib/booking/ListsWork.svelte'),
		import('#lib/booking/lists-draft.svelte.ts'),
		import('#lib/booking/lists-taking.svelte.ts'),
		import('#lib/booking/lists-codes.ts')
	]);
	const draft = new ListDraft({ hamlets, today: dayOf(now()), askKnown: knownAmong });
	const taking = new ListTaking({ words: fieldWords, makeCodes });
	return {
		Steps,
		draft,
		taking,
		get losing() {
			if (taking.unprinted) return 'codes';
			return draft.started ? 'rows' : null;
		},
		forget: () => taking.forget()
	};
}
