/**
 * `npm run restore -- <file> --identity <key file> [--erasures <log>] [--replace]`: a backup becomes the data folder, and what
 * was erased since it was made is erased again (docs/backup.md).
 */
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { databaseAccount } from '../supabase/local/account.ts';
import { askedRestore } from '../supabase/local/backup/asked.ts';
import { fill } from '../supabase/local/backup/restore.ts';
import { swap } from '../supabase/local/backup/swap.ts';
import { openHome } from '../supabase/local/home.ts';
import { guardConsole } from '../supabase/local/log.ts';
import { program } from '../supabase/local/program.ts';
import { demandAlone } from '../supabase/local/run-file.ts';
import { Stop } from '../supabase/local/stop.ts';

await program(async () => {
	if (process.env.DATABASE_URL)
		throw new Stop(
			'DATABASE_URL is restored by its own means, and then `npm run erasures -- --replay <log>` (docs/backup.md).'
		);
	const home = openHome(databaseAccount());
	demandAlone(home);
	const { file, identity, erasures } = await askedRestore(process.argv.slice(2), home);
	const stage = join(home, 'restoring');
	rmSync(stage, { recursive: true, force: true });
	mkdirSync(stage, { mode: 0o711 });
	process.stdout.write('Restoring …\n');
	guardConsole();
	try {
		const { manifest, again } = await fill(stage, file, identity, erasures);
		swap(home, stage);
		process.stdout.write(
			`${home} is as it was at ${manifest.at}, and has erased again what was erased since: ${again}.\n` +
				'Look who was let in or shut out since then: officers, keys and passwords are those of that moment.\n'
		);
	} finally {
		rmSync(stage, { recursive: true, force: true });
	}
});
