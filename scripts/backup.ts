/**
 * `npm run backup -- <file> --to <key>.pub`: database, storage and secrets of this data folder in one file, while the portal runs
 * or not. `npm run backup -- --new-key <file>` makes the key (docs/backup.md).
 */
import { resolve } from 'node:path';
import process from 'node:process';
import { makeBackup } from '../supabase/local/backup/make.ts';
import { demandRecipient, makeKey } from '../supabase/local/backup/recipient.ts';
import { withAdmin } from '../supabase/local/ground.ts';
import { program } from '../supabase/local/program.ts';
import { Stop } from '../supabase/local/stop.ts';
import { typed } from '../supabase/local/typed.ts';

const usage =
	'Say where to: npm run backup -- <file> --to <key>.pub, or make a key: npm run backup -- --new-key <file>';

await program(async () => {
	const options = { to: { type: 'string' }, 'new-key': { type: 'string' } } as const;
	const { values, positionals } = typed({ options, allowPositionals: true }, usage);
	if (values['new-key']) {
		const file = resolve(values['new-key']);
		await makeKey(file);
		process.stdout.write(
			`Backups are locked to ${file}.pub; ${file} opens them: carry it away from this machine, twice.\n`
		);
		return;
	}
	const [file, ...others] = positionals;
	if (!file || others.length > 0) throw new Stop(usage);
	const recipient = demandRecipient(values.to ?? process.env.BACKUP_RECIPIENT);
	const size = await withAdmin((from) => makeBackup(from, recipient, resolve(file)));
	process.stdout.write(
		`${file}: ${(size / 1024 ** 2).toFixed(1)} MiB, locked. Its sum is in ${file}.sha256.\n`
	);
});
