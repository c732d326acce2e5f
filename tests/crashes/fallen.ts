/** A town on the portal of a data folder, and what it does when its database is stopped. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Sql } from 'postgres';
import { connect } from '../../supabase/local/bootstrap.ts';
import { running } from '../../supabase/local/run-file.ts';
import type { Secrets } from '../../supabase/local/secrets.ts';
import { runs } from '../stack/portal.ts';
import { doorsOf } from './doors.ts';
import type { Sms } from './sms.ts';
import { makeTown } from './town.ts';
import { wrongs } from './whole.ts';

export type OpenTown = Awaited<ReturnType<typeof openTown>>;

/** Makes the town with the portal that runs on `home` and answers at `origin`; its people are told by `sms`, if it is given. */
export async function openTown(home: string, origin: string, sms: Sms | null = null) {
	const file = readFileSync(join(home, 'secrets.json'), 'utf8');
	const { publishableKey, jobsSecret } = JSON.parse(file) as Secrets;
	const doors = doorsOf(origin, publishableKey);
	/** A question to the database; one whose connection is lost is asked again. */
	async function look<T>(work: (sql: Sql) => Promise<T>): Promise<T> {
		for (;;) {
			// Each time anew: a portal that was started again has another.
			const sql = connect(running(home)!.database);
			try {
				return await work(sql);
			} catch (error) {
				if (!/^(CONN|ECONN|57P)/.test(String((error as { code?: unknown }).code))) throw error;
				await pause(100);
			} finally {
				await sql.end({ timeout: 0 });
			}
		}
	}
	const caseOf = (reference: string) =>
		look(async (sql) => {
			const [row] = await sql<{ id: string; version: number }[]>`
				select id, version from queue.cases where reference = ${reference}`;
			return row!;
		});
	const send = sms && (() => doors.timed('notify', jobsSecret));
	const door = { origin, publishableKey };
	const town = await look((sql) => makeTown(sql, { door, doors, caseOf, send }));
	return { doors, town, look, send, sms, wrongs: () => look((sql) => wrongs(sql, town, sms)) };
}

/** The process of the database. */
export const postmaster = (home: string): number =>
	Number(readFileSync(join(home, 'db/postmaster.pid'), 'utf8').split('\n')[0]);

/** Stops the database at once, as a crash does (`immediate`). In milliseconds: until the portal answers again. */
export async function fallen({ doors }: Pick<OpenTown, 'doors'>, home: string): Promise<number> {
	const server = postmaster(home);
	process.kill(server, 'SIGQUIT');
	const from = performance.now();
	while (runs(server)) await pause(5);
	await doors.answersAgain();
	return performance.now() - from;
}
