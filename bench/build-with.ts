import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { building } from '../scripts/checks.ts';
import { step } from '../scripts/step.ts';
import { snapshotFile, writeSnapshot } from '../supabase/local/snapshot.ts';

/** Beside the build that journeys open: their databases know other facts. */
export const site = 'bench/out/site';

/** Builds as `npm start` does: with what the public doors say now. The facts that lay there are put back. */
export async function buildWith(database: string): Promise<void> {
	const before = existsSync(snapshotFile) ? readFileSync(snapshotFile) : null;
	try {
		await writeSnapshot(database);
		if (!(await step(building, { env: { GANDAN_SITE: site } }))) throw new Error('The pages do not build.');
	} finally {
		if (before) writeFileSync(snapshotFile, before);
		else rmSync(snapshotFile, { force: true });
	}
}
