/** For hosts that read `_headers` and `_redirects`, and a file before a rule: Netlify. What was tried stands in docs/deploy/host.md. */
import { caching, immutable } from '../headers.ts';
import { headers, pageAddresses, passedOn, sealedAddresses } from './rules.ts';

const withBelow = (address: string) => [address, `${address}/*`];

/** They add up what several rules say, so that none says twice what another says; their own default asks again each time. */
export function headersFile(): string {
	const rule = (path: string, lines: readonly (readonly [string, string])[]) =>
		[path, ...lines.map(([name, value]) => `  ${name}: ${value}`)].join('\n');
	const sealed = ['/_config.json', ...sealedAddresses.flatMap(withBelow)];
	return [
		rule('/*', headers),
		rule(`${immutable}*`, [['Cache-Control', caching.immutable]]),
		...sealed.map((path) => rule(path, [['Cache-Control', caching.sealed]])),
		''
	].join('\n');
}

/** Netlify passes paths on to Supabase, without our headers on what comes back. */
export function redirectsFile(supabase: string): string {
	const shells = (['en', 'vi'] as const).flatMap((locale) =>
		pageAddresses(locale)
			.flatMap(withBelow)
			.map((path) => `${path} ${locale === 'en' ? '/en' : ''}/200.html 200`)
	);
	return [
		...passedOn.map((path) => `${path}* ${supabase}${path}:splat 200`),
		...shells,
		'/en/* /en/200.html 404',
		'/* /200.html 404',
		''
	].join('\n');
}
