/** `npm run snapshot`: writes what the public doors say now to where a build reads it. */
import { databaseAccount } from '../supabase/local/account.ts';
import { withOwner } from '../supabase/local/ground.ts';
import { openHome } from '../supabase/local/home.ts';
import { toStderr } from '../supabase/local/log.ts';
import { program } from '../supabase/local/program.ts';
import { believed } from '../supabase/local/publisher.ts';
import { writeSnapshot } from '../supabase/local/snapshot.ts';

await program(async () => {
	const known = believed(openHome(databaseAccount()));
	await withOwner((url) => writeSnapshot(url, { known, say: toStderr }));
	process.stdout.write('src/lib/unit/snapshot.json is written.\n');
});
