/**
 * `npm run unit -- <file>`: makes the unit that a file describes (docs/deploy/units.md), here or, with DATABASE_URL, on Supabase. Once
 * it is there, says what differs.
 */
import { asOwner } from '../supabase/local/ground.ts';
import { program } from '../supabase/local/program.ts';
import { Stop } from '../supabase/local/stop.ts';
import { found } from './founding.ts';
import { readUnit } from './unit-file.ts';

await program(async () => {
	const [path, ...others] = process.argv.slice(2);
	if (!path || others.length > 0) throw new Stop('Say of which file: npm run unit -- <file>');
	const file = readUnit(path);
	await asOwner(async (sql) => {
		for (const line of await found(sql, file)) process.stdout.write(`${line}\n`);
	});
});
