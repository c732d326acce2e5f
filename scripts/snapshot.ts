/** `npm run snapshot`: writes what the public doors say now to where a build reads it. */
import { withOwner } from '../supabase/local/ground.ts';
import { program } from '../supabase/local/program.ts';
import { writeSnapshot } from '../supabase/local/snapshot.ts';

await program(async () => {
	await withOwner(writeSnapshot);
	process.stdout.write('src/lib/unit/snapshot.json is written.\n');
});
