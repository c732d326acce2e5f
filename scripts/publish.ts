/**
 * `npm run publish [folder]`: writes a snapshot, builds the pages and swaps them in, for the portal
 * that runs here or, with a folder, at `<folder>/site` for a static host, with what such hosts read of headers and paths
 * (`SUPABASE_URL` says where the paths lead) in it and in `<folder>/hosts`. `--accept-key <unit>` takes
 * a unit's chain of desk lists as it stands, where it does not follow from what the last site believes; `--accept-oversight <unit>`
 * takes another desk for tips about that unit's officers than the last site knew. `--demo` puts the made-up data of the portal here into
 * the folder, for whoever tries a host.
 */
import { databaseAccount } from '../supabase/local/account.ts';
import { build } from '../supabase/local/build.ts';
import { withOwner } from '../supabase/local/ground.ts';
import { openHome } from '../supabase/local/home.ts';
import { writeHosts } from '../supabase/local/hosts/write.ts';
import { program } from '../supabase/local/program.ts';
import { gather } from '../supabase/local/publisher.ts';
import { currentSite, publish, siteLink, type Make } from '../supabase/local/site.ts';
import { inTurn } from '../supabase/local/turn.ts';
import { demandPlace, orderOf } from './publishing.ts';

await program(async () => {
	const order = orderOf(process.argv.slice(2), process.env);
	const { folder, accept, acceptOversight, supabase } = order;
	const home = folder ?? openHome(databaseAccount());
	demandPlace(order, process.env, { home, known: currentSite(home) !== undefined });
	const make: Make = async (site, how) => {
		await build(site, how);
		if (folder && supabase) writeHosts(site, folder, supabase);
	};
	// A portal that runs builds by itself, as when a list was signed a moment ago.
	await inTurn(async () =>
		publish(
			home,
			await withOwner((url) => gather(url, home, { accept, acceptOversight, folder })),
			{
				make
			}
		)
	);
	process.stdout.write(`Published: ${siteLink(home)}\n`);
});
