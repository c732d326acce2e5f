/** Writes for hosts of static files what the server of `npm start` does by itself. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { hostFiles } from '../headers.ts';
import { siteLink } from '../site.ts';
import { Stop } from '../stop.ts';
import { caddyfile } from './caddy.ts';
import { headersFile, redirectsFile } from './files.ts';
import { nginxMaps, nginxServer } from './nginx.ts';

/** Where Supabase answers, as `SUPABASE_URL` says. @throws Stop where that is no address */
export function supabaseOrigin(word: string): string {
	if (!URL.canParse(word) || !/^https?:$/.test(new URL(word).protocol))
		throw new Stop('SUPABASE_URL is no address: https://….supabase.co');
	return new URL(word).origin;
}

/**
 * `_headers` and `_redirects` into the pages that were built in `site`, where such hosts look for them; the others into
 * `<home>/hosts`, beside the link that is served.
 */
export function writeHosts(site: string, home: string, supabase: string): void {
	const beside = join(home, 'hosts');
	const root = siteLink(home);
	mkdirSync(beside, { recursive: true });
	const files = [
		[site, hostFiles[0], headersFile()],
		[site, hostFiles[1], redirectsFile(supabase)],
		[beside, 'nginx-http.conf', nginxMaps()],
		[beside, 'nginx-server.conf', nginxServer(supabase, root)],
		[beside, 'Caddyfile', caddyfile(supabase, root)]
	] as const;
	for (const [folder, name, text] of files) writeFileSync(join(folder, name), text);
}
