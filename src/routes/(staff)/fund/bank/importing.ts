import type { Bank } from '#lib/fund/bank-fund.ts';
import type { StatementDraft } from '#lib/fund/statement-draft.svelte.ts';
import type StatementImport from '#lib/fund/StatementImport.svelte';
import { late } from '#lib/platform/late.ts';

export type Importing = { Import: typeof StatementImport; draft: StatementDraft };

/**
 * Loads what reads and judges statements: only who imports one waits for it.
 * @param known the bank as it is known now: a statement that was withdrawn meanwhile changes what the next has to begin with
 * @throws Problem of the line
 */
export async function importing(known: () => Bank): Promise<Importing> {
	const [{ default: Import }, { StatementDraft }] = await late(
		Promise.all([
			import('#lib/fund/StatementImport.svelte'),
			import('#lib/fund/statement-draft.svelte.ts')
		])
	);
	const draft = new StatementDraft(() => {
		const { today, next_from, closing } = known();
		return { today, next: next_from, closing };
	});
	return { Import, draft };
}
