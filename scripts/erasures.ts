/**
 * `npm run erasures -- <file>`: carries the log of erasures out of the database, here or, with DATABASE_URL, from Supabase.
 * `npm run erasures -- --replay <file>`: erases again what the log says, in a database that was restored by other means.
 */
import { closeSync, openSync } from 'node:fs';
import { resolve } from 'node:path';
import process from 'node:process';
import { carryErasures, namedErasures } from '../supabase/local/backup/erasure-log.ts';
import { asOwner } from '../supabase/local/ground.ts';
import { program } from '../supabase/local/program.ts';
import { Stop } from '../supabase/local/stop.ts';
import { typed } from '../supabase/local/typed.ts';

await program(async () => {
	const usage = 'Say where to: npm run erasures -- <file>, or --replay <file>';
	const options = { replay: { type: 'string' } } as const;
	const { values, positionals } = typed({ options, allowPositionals: true }, usage);
	const { replay } = values;
	const [file, ...others] = positionals;
	// One way at a time: a log that has just been carried out of a copy says nothing that the copy does not know.
	if (Boolean(file) === Boolean(replay) || others.length > 0) throw new Stop(usage);
	await asOwner(async (sql) => {
		if (file) {
			const count = await carryErasures(sql, resolve(file));
			// Asked for by name, a log is there even if nothing was erased yet: a restore wants one.
			closeSync(openSync(resolve(file), 'a', 0o600));
			process.stdout.write(`${file}: ${count} more.\n`);
		}
		if (replay) {
			const log = namedErasures(resolve(replay));
			const [row] = await sql`select erasures.replay(${sql.json(log)}) as n`;
			process.stdout.write(`${row!.n} of ${log.length} were erased again.\n`);
		}
	});
});
