/**
 * `npm run publish [folder]`: writes a snapshot, builds the pages and swaps them in, for the portal
 * that runs here or, with a folder, at `<folder>/site` for a static host, with what such hosts read of headers and paths
 * (`SUPABASE_URL` says where the paths lead) in it and in `<folder>/hosts`. `--accept-key <unit>` takes
 * a unit's chain of desk lists as it stands, where it does not follow from what the last site believes; `--accept-oversight <unit>`
 * takes another desk for tips about that unit's officers than the last site knew.
 */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { databaseAccount } from '../supabase/local/account.ts';
import { build } from '../supabase/local/build.ts';
import { withOwner } from '../supabase/local/ground.ts';
import { openHome } from '../supabase/local/home.ts';
import { supabaseOrigin, writeHosts } from '../supabase/local/hosts/write.ts';
import { program } from '../supabase/local/program.ts';
import { gather } from '../supabase/local/publisher.ts';
import { publish, siteLink, type Make } from '../supabase/local/site.ts';
import { inTurn } from '../supabase/local/turn.ts';

await program(async () => {
	const { positionals, values } = parseArgs({
		allowPositionals: true,
		options: {
			'accept-key': { type: 'string', multiple: true },
			'accept-oversight': { type: 'string', multiple: true }
		}
	});
	const [folder] = positionals;
	const home = folder ? resolve(folder) : openHome(databaseAccount());
	const accept = values['accept-key'] ?? [];
	const acceptOversight = values['accept-oversight'] ?? [];
	const supabase = supabaseOrigin();
	const make: Make = async (site, how) => {
		await build(site, how);
		if (folder) writeHosts(site, home, supabase);
	};
	// A portal that runs builds by itself, as when a list was signed a moment ago.
	await inTurn(async () =>
		publish(home, await withOwner((url) => gather(url, home, { accept, acceptOversight })), {
			make
		})
	);
	process.stdout.write(`Published: ${siteLink(home)}\n`);
});
