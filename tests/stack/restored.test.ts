/** A small portal into a file and out of it again, each time that tests run; what its bytes forget is in backup.test.ts, and takes longer. */
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { found } from '../../scripts/founding.ts';
import { readUnit } from '../../scripts/unit-file.ts';
import { carryErasures, readErasures } from '../../supabase/local/backup/erasure-log.ts';
import { makeBackup } from '../../supabase/local/backup/make.ts';
import { makeKey, readIdentity } from '../../supabase/local/backup/recipient.ts';
import { fill } from '../../supabase/local/backup/restore.ts';
import { bootstrap, connect, ownUrls } from '../../supabase/local/bootstrap.ts';
import { databaseName } from '../../supabase/local/ground.ts';
import { startPostgres } from '../../supabase/local/postgres.ts';
import { createDatabase, testServer, type TestDatabase } from '../../supabase/local/testing.ts';
import { callBackOf } from '../../supabase/tests/cases.ts';
import { one } from './backed-up.ts';

const { home, secrets } = testServer();
const uploads = join(home, 'uploads');
/** Nothing of a test outlives a crash of the machine. */
const fast = {
	fsync: 'off',
	synchronous_commit: 'off',
	full_page_writes: 'off',
	autovacuum: 'off'
};
let db: TestDatabase;
let folder: string;
beforeAll(async () => {
	db = await createDatabase({ empty: true });
	await bootstrap(db.urls, secrets, { uploads, bare: true });
	folder = mkdtempSync(join(home, 'restored-'));
	chmodSync(folder, 0o711);
});
afterAll(async () => {
	await db?.drop();
	if (folder) rmSync(folder, { recursive: true, force: true });
});

it('an operator who restores finds the unit and who waits for a call, not who was erased since, and no row of the demonstration', async () => {
	await found(db.sql, readUnit('docs/deploy/unit.example.json'));
	const [gone, waits] = [
		await callBackOf(db, '99101', { area: '99101' }),
		await callBackOf(db, '99101', { area: '99102' })
	];
	const own = join(folder, 'uploads');
	mkdirSync(own);
	writeFileSync(join(own, 'part'), 'age-encryption.org/v1');
	const [key, file, log] = ['key', 'backup', 'log'].map((name) => join(folder, name));
	await makeBackup({ admin: db.urls.admin, uploads: own, secrets }, await makeKey(key!), file!);
	await db.sql`update queue.cases set state = 'done', ended_at = now() - interval '100 days' where id = ${gone.id}`;
	await db.sql`select booking.erase_due()`;
	await carryErasures(db.sql, log!);

	const stage = join(folder, 'stage');
	mkdirSync(stage, { mode: 0o711 });
	const erased = readErasures(log!);
	const { again } = await fill(stage, file!, readIdentity(key!), erased, fast);
	expect(again).toBe(erased.length);
	const server = await startPostgres({
		home: stage,
		password: secrets.adminPassword,
		settings: fast
	});
	const copy = connect(ownUrls(server.url(databaseName), secrets).owner);
	try {
		expect(await copy`select code, demo from unit.units`).toEqual([{ code: '99101', demo: false }]);
		expect(await one(copy, waits.id)).toEqual(await one(db.sql, waits.id));
		expect(await one(copy, gone.id)).toMatchObject({ name: null, phone: null, ended: true });
	} finally {
		await copy.end();
		await server.stop();
	}
}, 60_000);
