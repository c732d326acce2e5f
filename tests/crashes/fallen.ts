/** A town on the portal of a data folder, and what it does when its database is stopped. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { connect } from '../../supabase/local/bootstrap.ts';
import { running } from '../../supabase/local/run-file.ts';
import { runs } from '../stack/portal.ts';
import { doorsOf } from './doors.ts';
import { makeTown } from './town.ts';
import { wrongs } from './whole.ts';

export type OpenTown = Awaited<ReturnType<typeof openTown>>;

/** Makes the town with the portal that runs on `home` and answers at `origin`. */
export async function openTown(home: string, origin: string) {
	const url = running(home)!.database;
	const { publishableKey } = await (await fetch(`${origin}/_config.json`)).json();
	const doors = doorsOf(origin, publishableKey);
	/** A question to the database; one whose connection is lost is asked again. */
	async function look<T>(work: (sql: ReturnType<typeof connect>) => Promise<T>): Promise<T> {
		for (;;) {
			const sql = connect(url);
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
	const idOf = (reference: string) =>
		look(async (sql) => {
			const [row] = await sql`select id from queue.cases where reference = ${reference}`;
			return row!.id as string;
		});
	const town = await look((sql) => makeTown(sql, { origin, publishableKey }, doors, idOf));
	return { doors, town, wrongs: () => look((sql) => wrongs(sql, town)) };
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
