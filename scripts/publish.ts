/**
 * `npm run publish [folder]`: writes a snapshot, builds the pages and swaps them in, for the portal
 * that runs here or, with a folder, at `<folder>/site` for a static host.
 */
import { resolve } from 'node:path';
import { databaseAccount } from '../supabase/local/account.ts';
import { withOwner } from '../supabase/local/ground.ts';
import { openHome } from '../supabase/local/home.ts';
import { program } from '../supabase/local/program.ts';
import { gather } from '../supabase/local/publisher.ts';
import { publish, siteLink } from '../supabase/local/site.ts';

await program(async () => {
	const [folder] = process.argv.slice(2);
	const home = folder ? resolve(folder) : openHome(databaseAccount());
	await publish(home, await withOwner(gather));
	process.stdout.write(`Published: ${siteLink(home)}\n`);
});
