import { ensureLedgers } from '../supabase/local/demo-ledger.ts';
import { ensureResults } from '../supabase/local/demo-results.ts';
import type { TestStack } from '../supabase/local/testing.ts';

/** Of the demo's first ward, which has cases. */
export const unit = '21439';

/** The demonstration's ledger and reports, as `npm start` has them. */
export async function ledgerIn(stack: TestStack): Promise<void> {
	const people = await Promise.all(['lead', 'desk', 'treasurer'].map((role) => stack.officer({ unit, roles: [role] })));
	const demo = people.map(({ email }) => ({ unit, email }));
	await ensureLedgers(stack.sql, demo);
	await ensureResults(stack.sql, demo);
}
