import { spawnSync } from 'node:child_process';
import {
	chmodSync,
	existsSync,
	mkdirSync,
	mkdtempSync,
	readFileSync,
	rmSync,
	writeFileSync
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { alive, startPostgres } from '../../supabase/local/postgres.ts';
import { claim, clearKilled, prefix } from '../../supabase/local/testing-leftovers.ts';

const folder = mkdtempSync(join(tmpdir(), 'gandan-leftovers-'));
chmodSync(folder, 0o711);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('a run clears away what a killed run left, its server too, and nothing of a run under way', async () => {
	const [killed, under, strange] = ['killed', 'under', 'strange'].map((name) => {
		const home = join(folder, prefix + name);
		mkdirSync(home, { mode: 0o711 });
		return home;
	}) as [string, string, string];
	const gone = spawnSync(process.execPath, ['-e', '']).pid;
	writeFileSync(join(killed, 'run.pid'), String(gone));
	claim(under);
	await startPostgres({ home: killed, password: 'a-test' });
	const server = Number(readFileSync(join(killed, 'db/postmaster.pid'), 'utf8').split('\n')[0]);
	expect(alive(server)).toBe(true);

	await clearKilled(folder);
	expect(alive(server)).toBe(false);
	expect(existsSync(killed)).toBe(false);
	expect(existsSync(under)).toBe(true);
	// Without a name of its run it is nobody's to remove.
	expect(existsSync(strange)).toBe(true);
});
