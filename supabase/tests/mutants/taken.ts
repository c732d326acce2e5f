/** The last whole run of mutants, as it is kept beside them: of which migrations it was, and what it came to. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { project } from '../../local/home.ts';
import { readMigrations } from '../../local/migrations.ts';

export type Taken = {
	/** Of the migrations, twelve digits. */
	of: string;
	/** When it ended. */
	at: string;
	/** What was running: Node and PostgreSQL. */
	versions: Record<string, string>;
	killed: number;
	counted: number;
	/** That change nothing, and say why. */
	equivalent: number;
};

const file = join(project, 'supabase/tests/mutants/taken.json');

/** What tells these migrations from all others. */
export const hashOf = (migrations: unknown = readMigrations()): string =>
	createHash('sha256').update(JSON.stringify(migrations)).digest('hex').slice(0, 12);

export const readTaken = (): Taken | null =>
	existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Taken) : null;

export const keepTaken = (taken: Taken): void =>
	writeFileSync(file, `${JSON.stringify(taken, null, '\t')}\n`);

/** What a test run says of a score that is not one of the migrations of today; null where it is. */
export function outdated(taken: Taken | null, of: string): string | null {
	const again = '`npm run test:mutants` takes it anew';
	if (!taken) return `no whole run of mutants is on file: ${again}`;
	if (taken.of === of) return null;
	const { killed, counted, at } = taken;
	return `the score of mutants, ${killed} of ${counted} on ${at.slice(0, 10)}, is one of older migrations than these: ${again}`;
}
