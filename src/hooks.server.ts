import { readFileSync } from 'node:fs';
import type { Handle } from '@sveltejs/kit';
import { dev } from '$app/environment';
import { experimentalStaticLocale as built } from '#lib/paraglide/runtime.js';
import { paraglideMiddleware } from '#lib/paraglide/server.js';
import { localeOf } from '#lib/platform/paths.ts';
import { snapshot } from '#lib/unit/snapshot.ts';
import { earlyPage } from './early-pages.ts';
import { bringsFilesAtOnce, waitingPage, waits, withScript } from './waiting-pages.ts';

/** What Kit asks for to make 200.html. */
const shell = '/[fallback]';

/**
 * Runs while pages are prerendered: each is rendered in the language of its address.
 * @throws Error where the crawler was led from the pages of one language into another
 */
export const handle: Handle = ({ event, resolve }) => {
	const address = event.url.pathname;
	// Feeds and pictures are the back end's; no build has any.
	if (/^\/(?:functions|storage)\/v1\//.test(address)) return new Response(null, { status: 404 });
	if (built && address !== shell && localeOf(address) !== built)
		throw new Error(`${address} is no page in "${built}": a link to it wants rel="external".`);
	const route = event.route.id;
	const late: string[] = [];
	return paraglideMiddleware(event.request, ({ locale }) =>
		resolve(event, {
			preload: ({ type, path }) => {
				const atOnce = type === 'css' || (type === 'js' && bringsFilesAtOnce(route));
				if (type === 'js' && !atOnce) late.push(path);
				return atOnce;
			},
			transformPageChunk: ({ html }) =>
				scripted(titled(html.replace('%lang%', built ?? locale), address, route), route, late)
		})
	);
};

const isDesk = (route: string | null) => /^\/\((staff|road)\)/.test(route ?? '');

/** 200.html is every page that was not built, and officers' are built without words: a tab has a name before the page has made itself. */
const titled = (html: string, address: string, route: string | null) =>
	(address === shell || isDesk(route)) && !html.includes('<title>')
		? html.replace('</head>', '\t<title>Gần Dân</title>\n\t</head>')
		: html;

/** A page that Kit brings no script to has one of ours (plain.config.ts), one that waits for a touch; an officer's has a first line. */
function scripted(html: string, route: string | null, late: string[]): string {
	if (!html.includes('</head>')) return html;
	if (!html.includes('__sveltekit_')) return withScript(html, ours('plain'));
	if (!route || dev) return html;
	if (isDesk(route)) return earlyPage(html, route, ours('case'));
	if (!waits(route)) return html;
	const { units, days, results = [], ledgers = [], figures } = snapshot;
	const { as_of } = units;
	const among = (all: unknown[]) => (all.length ? { as_of } : null);
	const told = {
		...{ units, days, results: among(results), ledger: among(ledgers) },
		figures: figures ? { ...figures, as_of } : null
	};
	return withScript(waitingPage(html, { route, told, late }), ours('waiting'));
}

/** Where the build of the pages, which is done before they are rendered, has said what it is called: beside its files (svelte.config.js). */
function ours(name: 'plain' | 'waiting' | 'case'): string[] {
	if (dev) return name === 'case' ? [] : [`/src/routes/(citizen)/${name}.ts`];
	const folder = /^build\b/.test(process.env.GANDAN_SITE ?? 'build') ? '' : 'publish/';
	const addresses = readFileSync(`.svelte-kit/${folder}output/client/.vite/plain.json`, 'utf8');
	return JSON.parse(addresses)[name];
}
