/** A portal with its pages on a PostgreSQL and a small disk of its own, kept as `npm start` keeps it: all of it may fail without anybody else's. */
import { join } from 'node:path';
import { asActor } from '../../supabase/local/actor.ts';
import { bootstrap, connect, ownUrls } from '../../supabase/local/bootstrap.ts';
import { keep } from '../../supabase/local/kept.ts';
import { freePort } from '../../supabase/local/ports.ts';
import { startPostgres } from '../../supabase/local/postgres.ts';
import { startStack, testServer, type TestDatabase } from '../../supabase/local/testing.ts';
import { fill, mountSmall, unmount } from '../crashes/disk.ts';
import { postmaster } from '../crashes/fallen.ts';
import { functionsBelow, makeHome } from './portal.ts';

const name = 'gandan';
/** A database and its log of writes, and as much again; in MiB. */
const DISK = 420;

export type OwnGround = Awaited<ReturnType<typeof openOwn>>;

/** `build`: folder of the pages. */
export async function openOwn(build: string) {
	const { secrets } = testServer();
	const { home, remove } = makeHome();
	const small = mountSmall(home, DISK);
	const log: string[] = [];
	/** While it is away nobody starts it again. */
	let may = Promise.resolve();
	const port = await freePort();
	const start = async () => {
		await may;
		const settings = { max_wal_size: '64MB', min_wal_size: '32MB' };
		return startPostgres({ home, password: secrets.adminPassword, port, settings });
	};
	const server = await keep({ name: 'PostgreSQL', start, log: (line) => void log.push(line) });
	const { url } = server.now()!;
	const admin = connect(url());
	await admin.unsafe(`create database ${name}`).finally(() => admin.end());
	const urls = ownUrls(url(name), secrets);
	await bootstrap(urls, secrets, { uploads: join(home, 'uploads') });
	let sql = connect(urls.owner, 4);
	const db: TestDatabase = {
		...{ name, url: urls.owner, urls },
		get sql() {
			return sql;
		},
		as: (actor, work) => asActor(sql, actor, work),
		drop: () => sql.end({ timeout: 0 })
	};
	const stack = await startStack({ db, build, connections: 8 });

	return {
		stack,
		log,
		/** Whether the disk is one that may be filled: only root may mount one. */
		small,
		/** A new line to the database for whoever looks into it: the one before fell with it. */
		async look() {
			await sql.end({ timeout: 0 });
			sql = connect(urls.owner, 4);
			return { ...stack, sql };
		},
		/** What may fail, and each until the function that it answers is called. */
		faults: {
			/** Killed, and again whenever it is started. */
			functions() {
				const kill = () =>
					functionsBelow(process.pid).forEach((pid) => process.kill(pid, 'SIGKILL'));
				kill();
				const again = setInterval(kill, 20);
				return () => clearInterval(again);
			},
			/** Stopped at once, as a crash does, and not started. */
			database() {
				let back = () => {};
				may = new Promise((resolve) => (back = resolve));
				process.kill(postmaster(home), 'SIGQUIT');
				return back;
			},
			/** Not one byte is left on the disk of the database. */
			disk: () => fill(home)
		},
		async stop() {
			await stack.stop();
			await db.drop();
			await server.stop();
			if (small) unmount(home);
			remove();
		}
	};
}
