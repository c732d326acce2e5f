/** A backup is made, things are erased, the backup is restored: what was erased stays erased, down to the bytes. */
import {
	chmodSync,
	globSync,
	mkdirSync,
	mkdtempSync,
	readFileSync,
	rmSync,
	writeFileSync
} from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askedRestore } from '../../supabase/local/backup/asked.ts';
import { carryErasures, readErasures } from '../../supabase/local/backup/erasure-log.ts';
import { makeBackup } from '../../supabase/local/backup/make.ts';
import { makeKey, readIdentity } from '../../supabase/local/backup/recipient.ts';
import { demandSame, fill } from '../../supabase/local/backup/restore.ts';
import { connect, ownUrls } from '../../supabase/local/bootstrap.ts';
import { databaseName } from '../../supabase/local/ground.ts';
import { startPostgres, type PostgresServer } from '../../supabase/local/postgres.ts';
import { testServer } from '../../supabase/local/testing.ts';
import { callBackOf } from '../../supabase/tests/cases.ts';
import { scene, sendTip, type Scene } from '../../supabase/tests/tipping.ts';
import { followsOf } from '../../supabase/tests/following.ts';
import { foundAmong } from '../functions/traces.ts';
import { endOf, one } from './backed-up.ts';

/** A cluster is made, filled and written anew: half a minute that `npm run test:backup` takes. */
const long = process.env.GANDAN_LONG === '1';
const { home, secrets } = testServer();
let s: Scene;
let folder: string;
let server: PostgresServer | undefined;
beforeAll(async () => {
	if (long) s = await scene();
	folder = mkdtempSync(join(home, 'backup-'));
	chmodSync(folder, 0o711);
}, 60_000);
afterAll(async () => {
	await server?.stop();
	await s?.db.drop();
	if (folder) rmSync(folder, { recursive: true, force: true });
});

/** Nothing of a test outlives a crash of the machine. */
const fast = {
	fsync: 'off',
	synchronous_commit: 'off',
	full_page_writes: 'off',
	autovacuum: 'off'
};
if (long)
	describe('a restored copy', () => {
		it('has what was there, and has forgotten again who was erased after the backup', async () => {
			const { sql } = s.db;
			const [gone, other] = [await callBackOf(s.db, '21439'), await callBackOf(s.db, '21439')];
			await sql`update booking.call_backs set name = 'Quế Trà My' where case_id = ${gone.id}`;
			await sql`select booking.retitle(${gone.id})`;
			const tips = [await sendTip(s), await sendTip(s)];
			const [item, kept] = [await endOf(sql, tips[0]!.id), await endOf(sql, tips[1]!.id)];
			const { sub } = await (await followsOf(s.db)).follow();
			const uploads = join(folder, 'from');
			const part = join(uploads, 'tip-parts', 'a', 'only');
			mkdirSync(dirname(part), { recursive: true });
			writeFileSync(part, 'age-encryption.org/v1');

			const key = join(folder, 'key.txt');
			const file = join(folder, 'gan-dan.backup');
			const from = { admin: s.db.urls.admin, uploads, secrets };
			await makeBackup(from, await makeKey(key), file);
			expect(
				foundAmong(new Map([['file', readFileSync(file, 'latin1')]]), [['name', 'Quế Trà My']])
			).toEqual([]);

			const log = join(folder, 'erasures.jsonl');
			await sql`
			update queue.cases set state = 'done', ended_at = now() - interval '100 days' where id = ${gone.id}`;
			await sql`select booking.erase_due()`;
			await sql`select tips.erase(${tips[0]!.id})`;
			await sql`select notify.forget(id) from notify.follows where endpoint = ${sub.endpoint}`;
			expect(await carryErasures(sql, log)).toBe(4);
			expect(await carryErasures(sql, log)).toBe(0);
			expect(readFileSync(log, 'utf8')).not.toMatch(/Quế|\+84|fcm|push\.test/);

			await demandSame(file);
			const stage = join(folder, 'restored');
			mkdirSync(stage, { mode: 0o711 });
			const { manifest, again } = await fill(
				stage,
				file,
				readIdentity(key),
				readErasures(log),
				fast
			);
			expect(again).toBe(4);
			expect(manifest.erasures).toBe(0);
			server = await startPostgres({
				home: stage,
				password: secrets.adminPassword,
				settings: fast
			});
			const copy = connect(ownUrls(server.url(databaseName), secrets).owner);
			try {
				const nobody = { state: 'done', name: null, phone: null, ended: true };
				expect(await one(copy, gone.id)).toMatchObject(nobody);
				expect(await one(copy, other.id)).toEqual(await one(sql, other.id));
				const held = (id: string) => copy`
				select seq from tips.items where case_id = ${id} union all select epoch from tips.secrets where case_id = ${id}`;
				expect(await held(tips[0]!.id)).toHaveLength(0);
				expect((await held(tips[1]!.id)).length).toBeGreaterThan(3);
				expect(
					await copy`select 1 from notify.follows where endpoint = ${sub.endpoint}`
				).toHaveLength(0);
				// New rows get numbers that no row has.
				await copy`insert into erasures.nights default values`;
				await copy`select erasures.replay(${copy.json(readErasures(log))})`;
			} finally {
				await copy.end();
			}
			await server.stop();
			server = undefined;
			expect(readFileSync(join(stage, 'uploads/tip-parts/a/only'), 'utf8')).toBe(
				'age-encryption.org/v1'
			);
			const files = globSync('db/**/*', { cwd: stage, withFileTypes: true }).filter((entry) =>
				entry.isFile()
			);
			const bytes = files.map(({ parentPath, name }) => join(parentPath, name));
			const places = new Map(bytes.map((path) => [path, readFileSync(path, 'latin1')]));
			for (const stays of ['Huỳnh Thị Gọi', kept])
				expect(foundAmong(places, [['what stays', stays]])).not.toEqual([]);
			expect(
				foundAmong(places, [
					['name', 'Quế Trà My'],
					['folded', 'que tra my'],
					['item', item]
				])
			).toEqual([]);
		}, 120_000);

		it('is not made of a file that was changed, nor with another key', async () => {
			const file = join(folder, 'gan-dan.backup');
			const other = join(folder, 'other.txt');
			await makeKey(other);
			await expect(fill(join(folder, 'none'), file, readIdentity(other), [])).rejects.toThrow(
				'not opened by this key'
			);
			const bytes = readFileSync(file);
			const spoiled = join(folder, 'spoiled.backup');
			bytes[bytes.length >> 1]! ^= 1;
			writeFileSync(spoiled, bytes);
			writeFileSync(`${spoiled}.sha256`, readFileSync(`${file}.sha256`));
			await expect(demandSame(spoiled)).rejects.toThrow('SHA-256 differs');
			// Nobody has the sum any more, and rows came in before the damage was met.
			const half = join(folder, 'half');
			mkdirSync(half, { mode: 0o711 });
			await expect(
				fill(half, spoiled, readIdentity(join(folder, 'key.txt')), null, fast)
			).rejects.toThrow('is damaged: it does not open to the end');
		}, 60_000);
	});

describe('whoever restores', () => {
	it('is told what is missing, and nothing that is there is written over', async () => {
		const there = join(folder, 'there');
		mkdirSync(there);
		const key = join(folder, 'mine.txt');
		await makeKey(key);
		const file = join(folder, 'some.backup');
		writeFileSync(file, 'age-encryption.org/v1');
		const asked = (...words: string[]) => askedRestore(words, there);
		await expect(asked()).rejects.toThrow('Say which');
		await expect(asked(file)).rejects.toThrow('Say which key opens the backup');
		await expect(asked(`${file}.none`, '--identity', key)).rejects.toThrow('There is no backup');
		await expect(asked(file, '--identity', key)).rejects.toThrow('There is no log of erasures');
		expect(await asked(file, '--identity', key, '--without-erasures')).toMatchObject({
			erasures: null
		});
		writeFileSync(
			join(there, 'erasures.jsonl'),
			'{"seq":1,"day":"2026-11-26","what":"name","id":"x"}\n'
		);
		await expect(asked(file, '--identity', key)).rejects.toThrow('is damaged at line 1');
		writeFileSync(`${file}.sha256`, 'another sum');
		await expect(asked(file, '--identity', key, '--without-erasures')).rejects.toThrow(
			'SHA-256 differs'
		);
		mkdirSync(join(there, 'db'));
		await expect(asked(file, '--identity', key)).rejects.toThrow('holds a portal: --replace');
		await expect(fill(there, file, readIdentity(key), [])).rejects.toThrow(
			'not opened by this key'
		);
	});
});
