/** Commands as they are typed on a server: what they answer to a slip, and what they say when they have done it. */
import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addressOf } from '../../scripts/comparing.ts';
import { writeManifest } from '../../supabase/local/manifest.ts';
import { createDatabase, testServer, type TestDatabase } from '../../supabase/local/testing.ts';
import { callBackOf } from '../../supabase/tests/cases.ts';
import { run } from './portal.ts';

let folder: string;
beforeAll(() => {
	folder = mkdtempSync(join(testServer().home, 'commands-'));
	chmodSync(folder, 0o711);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('who mistypes an option reads what may be said, and not a stack', async () => {
	const env = { GANDAN_HOME: folder };
	const said = await Promise.all(
		[
			['scripts/backup.ts', 'a.age', '--for', 'key.pub'],
			['scripts/restore.ts', 'a.age', '--identiy', 'key'],
			['scripts/erasures.ts', 'log.jsonl', '--replay', 'log.jsonl'],
			['scripts/compare.ts', '--builder', 'ab']
		].map((words) => run(words, env))
	);
	expect(said).toEqual([
		{ code: 1, said: expect.stringMatching(/^Say where to: npm run backup -- .+\n$/) },
		{ code: 1, said: expect.stringMatching(/^Say which: npm run restore -- .+\n$/) },
		{ code: 1, said: expect.stringMatching(/^Say where to: npm run erasures -- .+\n$/) },
		// Nothing was compared, which is not the same as that something differs.
		{ code: 2, said: expect.stringMatching(/^Say which: npm run compare -- .+\n$/) }
	]);
	expect(existsSync(join(folder, 'db'))).toBe(false);
});

describe('the log of erasures, on a server of somebody else’s', () => {
	let db: TestDatabase;
	beforeAll(async () => {
		db = await createDatabase();
	});
	afterAll(() => db?.drop());
	const erasures = (...words: string[]) =>
		run(['scripts/erasures.ts', ...words], { DATABASE_URL: db.url });

	it('is carried out once, replayed from where it is named, and a name with a slip replays nothing', async () => {
		const { id } = await callBackOf(db, '21439');
		await db.sql`update queue.cases set state = 'done', ended_at = now() - interval '100 days' where id = ${id}`;
		await db.sql`select booking.erase_due()`;
		const log = join(folder, 'erasures.jsonl');
		const first = await erasures(log);
		const lines = readFileSync(log, 'utf8').trim().split('\n').length;
		expect(first).toEqual({ code: 0, said: `${log}: ${lines} more.\n` });
		const [again, replayed, slip] = await Promise.all([
			erasures(log),
			erasures('--replay', log),
			erasures('--replay', `${log}.old`)
		]);
		expect(again).toEqual({ code: 0, said: `${log}: 0 more.\n` });
		// Nothing came back here since.
		expect(replayed).toEqual({ code: 0, said: `0 of ${lines} were erased again.\n` });
		expect(slip).toEqual({
			code: 1,
			said: `There is no log of erasures at ${log}.old.\n`
		});
	});
});

describe('whoever compares a portal with what was built', () => {
	const served = new Map<string, string>();
	let portal: Server;
	let site: string;
	beforeAll(async () => {
		site = mkdtempSync(join(folder, 'site-'));
		for (const [name, text] of [
			['index.html', '<script src="/a.js"></script>'],
			['a.js', '1']
		] as const)
			writeFileSync(join(site, name), text);
		const settings = { mode: 'production', SITE_ORIGIN: null, PUBLIC_UNIT_KEYS: null };
		writeManifest(site, { sources: 'a', settings, facts: null });
		for (const name of ['index.html', 'a.js', 'ban-dung.json'])
			served.set(addressOf(name), readFileSync(join(site, name), 'utf8'));
		portal = createServer(({ url = '' }, answer) => {
			answer.statusCode = served.has(url) ? 200 : 404;
			answer.end(served.get(url));
		}).listen(0, '127.0.0.1');
		await once(portal, 'listening');
	});
	afterAll(() => portal?.close());
	const compare = (...words: string[]) => {
		const { port } = portal.address() as AddressInfo;
		return run(['scripts/compare.ts', `http://127.0.0.1:${port}`, ...words], {});
	};

	it('reads that all is as it was built, or which file is not, also by a manifest that was kept', async () => {
		const whole = await compare();
		expect(whole.code).toBe(0);
		expect(whole.said).toMatch(
			/^Manifest sha384-\S{64} of commit .*\. Not signed\.\nAll 2 files are as they were built\.\n$/
		);
		served.set('/', '<script src="/b.js"></script>');
		const kept = await compare('--manifest', join(site, 'ban-dung.json'));
		expect(kept.code).toBe(1);
		expect(kept.said).toMatch(
			/\n✗ \/ is another file\.\n✗ \/b\.js is named by a page, and not of this build\.\n2 of 2 differ\.\n$/
		);
	});

	it('is not told that all is well where a builder is named and nobody signed, nor where there is no manifest', async () => {
		served.set('/', readFileSync(join(site, 'index.html'), 'utf8'));
		const [unsigned, none] = await Promise.all([
			compare('--builder', 'ab'.repeat(32)),
			compare('--manifest', join(site, 'gone.json'))
		]);
		expect(unsigned.code).toBe(1);
		expect(unsigned.said).toMatch(/Not signed\.\nAll 2 files are as they were built\.\n$/);
		expect(none).toMatchObject({ code: 2, said: expect.stringMatching(/^There is no manifest /) });
	});
});
