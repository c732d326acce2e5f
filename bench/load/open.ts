/** The portal of `npm start` in processes of its own, on an empty data folder that goes with it. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Sql } from 'postgres';
import { connect } from '../../supabase/local/bootstrap.ts';
import { editsHash } from '../../supabase/local/publisher.ts';
import { running } from '../../supabase/local/run-file.ts';
import { currentSite } from '../../supabase/local/site.ts';
import { readSnapshot } from '../../supabase/local/snapshot.ts';
import { apart, begin, makeHome, ready } from '../../tests/stack/portal.ts';
import { portalAt, type Portal } from './portal.ts';

export type Opened = {
	portal: Portal;
	/** As the owner of its database. */
	sql: Sql;
	/** The process below which the others are. */
	root: number;
	home: string;
	close: () => Promise<void>;
};

export async function openPortal(env: Record<string, string> = {}): Promise<Opened> {
	const { home, remove } = makeHome();
	const own = await apart(home);
	const started = begin(['supabase/local/main.ts'], { ...own, ...env });
	const closers = [
		async () => {
			started.child.kill('SIGINT');
			await started.ended;
			remove();
		}
	];
	const close = async () => {
		for (const one of closers.reverse()) await one();
	};
	try {
		await started.says(ready);
		const origin = `http://127.0.0.1:${own.PORT}`;
		const config = await (await fetch(`${origin}/_config.json`)).json();
		const portal = portalAt(origin, (config as { publishableKey: string }).publishableKey);
		const sql = connect(running(home)!.database, 2);
		closers.push(async () => {
			portal.end();
			await sql.end({ timeout: 5 });
		});
		return { portal, sql, root: started.child.pid!, home, close };
	} catch (error) {
		await close();
		throw error;
	}
}

/** When the pages know of every unit, new ones among them: building takes a core and a gigabyte, and no unit is made in the minute of an opening. */
export async function published({ home, sql }: Pick<Opened, 'home' | 'sql'>): Promise<void> {
	while (editsHash(await readSnapshot(sql)) !== currentSite(home)?.units) await pause(1000);
}
