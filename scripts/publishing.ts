/** What `npm run publish` is told, by its words and by the environment; what would put the wrong pages somewhere is refused before anything is built. */
import { resolve } from 'node:path';
import { supabaseOrigin } from '../supabase/local/hosts/write.ts';
import { Stop } from '../supabase/local/stop.ts';
import { typed } from '../supabase/local/typed.ts';

type Told = { DATABASE_URL?: string; SUPABASE_URL?: string };
export type Order = {
	/** Where the pages go; without it they are those of the portal that runs here. */
	folder: string | undefined;
	accept: string[];
	acceptOversight: string[];
	/** Where the hosts' files lead; without it none are written. */
	supabase: string | undefined;
};

const usage =
	'Say: npm run publish, or npm run publish -- <folder> [--accept-key <unit>] [--accept-oversight <unit>] [--demo]';

/** @throws Stop */
export function orderOf(args: string[], { DATABASE_URL, SUPABASE_URL }: Told): Order {
	const { positionals, values } = typed(
		{
			args,
			allowPositionals: true,
			options: {
				'accept-key': { type: 'string', multiple: true },
				'accept-oversight': { type: 'string', multiple: true },
				demo: { type: 'boolean' }
			}
		},
		usage
	);
	const { 'accept-key': accept = [], 'accept-oversight': acceptOversight = [], demo } = values;
	const [folder] = positionals;
	if (positionals.length > 1 || (demo && !folder)) throw new Stop(usage);
	if (!folder) return { folder, accept, acceptOversight, supabase: undefined };
	if (demo && DATABASE_URL)
		throw new Stop(
			'Nothing was built: --demo is for the made-up data of the portal here, and DATABASE_URL names another.'
		);
	if (!demo) {
		const missing = `Nothing was built for ${folder}: `;
		if (!DATABASE_URL)
			throw new Stop(
				`${missing}DATABASE_URL is not set, so the pages would be those of the portal on this machine. ` +
					'Say whose they are (DATABASE_URL=postgres://…), or --demo if its made-up data are meant.'
			);
		if (!SUPABASE_URL)
			throw new Stop(
				`${missing}SUPABASE_URL is not set, so hosts would not know where the five paths lead (docs/deploy/host.md). ` +
					'Say it: SUPABASE_URL=https://<project>.supabase.co, or the address of your own.'
			);
	}
	const supabase = SUPABASE_URL ? supabaseOrigin(SUPABASE_URL) : undefined;
	return { folder: resolve(folder), accept, acceptOversight, supabase };
}

/**
 * A folder that nobody named is the one of the portal that runs here. Where that never had pages and the database is another's, a folder
 * was meant, and forgotten.
 * @throws Stop
 */
export function demandPlace(
	{ folder }: Order,
	{ DATABASE_URL }: Told,
	{ home, known }: { home: string; known: boolean }
): void {
	if (folder || known || !DATABASE_URL) return;
	throw new Stop(
		`Nothing was built: no portal ever ran in ${home}. Name the folder that the host serves: npm run publish -- /srv/gan-dan`
	);
}
