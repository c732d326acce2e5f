import type { Bank } from '#lib/fund/bank-fund.ts';
import type { StatementDraft } from '#lib/fund/statement-draft.svelte.ts';
import type StatementImport from '#lib/fund/StatementImport.svelte';
import { worked } from '#lib/platform/worked.ts';
import { JobError } from '#lib/platform/worker.ts';

export type Importing = { Import: typeof StatementImport; draft: StatementDraft };

/** Loads what reads and judges statements: only who imports one waits for it. @throws Problem of the line */
export const importing = ({ today, next_from, closing }: Bank): Promise<Importing> =>
	worked(
		Promise.all([
			import('#lib/fund/StatementImport.svelte'),
			import('#lib/fund/statement-draft.svelte.ts')
		]).then(
			([{ default: Import }, { StatementDraft }]) => ({
				Import,
				draft: new StatementDraft({ today, next: next_from, closing })
			}),
			(cause: unknown) => {
				throw new JobError('worker_failed', cause);
			}
		)
	);
