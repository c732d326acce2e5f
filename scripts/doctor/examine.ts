/** The doctor's round: every check by its name, one after the other; one that cannot look says so. */
import type { Sql } from 'postgres';
import { sentence, Stop } from '../../supabase/local/stop.ts';
import { access, keys } from './keys.ts';
import { addresses } from './addresses.ts';
import { auth } from './auth.ts';
import { builtPages } from './build.ts';
import { clocks } from './clocks.ts';
import { database } from './database.ts';
import { deskLists } from './desk-lists.ts';
import { factors } from './factors.ts';
import { fault, type Finding, type Found } from './finding.ts';
import { functions } from './functions.ts';
import { grants } from './grants.ts';
import { headers } from './headers.ts';
import { messages } from './messages.ts';
import { migrations } from './migrations.ts';
import { oversight } from './oversight.ts';
import { pages } from './pages.ts';
import type { Patient } from './patient.ts';
import { realtime } from './realtime.ts';
import { sealedAnswers } from './sealed-answers.ts';
import { secrets } from './secrets.ts';
import { serverLog } from './server-log.ts';
import { storage } from './storage.ts';
import { timers } from './timers.ts';
import { transport } from './transport.ts';
import { weights } from './weights.ts';

/** What is seen from outside, by anybody. */
const outside = {
	...{ transport, headers, pages, keys, access, 'desk lists': deskLists, functions },
	...{ 'sealed answers': sealedAnswers, clocks, realtime, storage, auth, weights, secrets },
	'built pages': builtPages,
	addresses
} satisfies Record<string, (patient: Patient) => Promise<Found[]>>;
/** What the database says (`--db`). */
const inside = {
	...{ migrations, grants, timers, messages, oversight, factors, database },
	'server log': serverLog
} satisfies Record<string, (sql: Sql) => Promise<Found[]>>;

export type CheckName = keyof typeof outside | keyof typeof inside;
export const checkNames = [...Object.keys(outside), ...Object.keys(inside)] as CheckName[];

/** A check that breaks found something, too: what, it could not see. */
async function look(check: CheckName, run: () => Promise<Found[]>): Promise<Finding[]> {
	try {
		return (await run()).map((found) => ({ check, ...found }));
	} catch (error) {
		if (error instanceof Stop) throw error;
		const { code } = Object((error as Error).cause ?? error) as { code?: string };
		const why = code ?? sentence(error).split('\n')[0];
		return [
			{
				check,
				...fault(
					`This could not be looked at: ${why}.`,
					'Something in between cut the question off, or the portal did; look again, then ask who runs the proxy.'
				)
			}
		];
	}
}

/** All checks, or some. Those of the database need one. */
export async function examine(
	patient: Patient,
	only: readonly CheckName[] = checkNames
): Promise<{ findings: Finding[]; looked: CheckName[] }> {
	const findings: Finding[] = [];
	const looked: CheckName[] = [];
	for (const check of only) {
		const { sql } = patient;
		const run =
			check in outside
				? () => outside[check as keyof typeof outside](patient)
				: sql && (() => inside[check as keyof typeof inside](sql));
		if (!run) continue;
		findings.push(...(await look(check, run)));
		looked.push(check);
	}
	return { findings, looked };
}
