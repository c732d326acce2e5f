import { readFileSync } from 'node:fs';
import type { Handle } from '@sveltejs/kit';
import { dev } from '$app/environment';
import { experimentalStaticLocale as built } from '#lib/paraglide/runtime.js';
import { paraglideMiddleware } from '#lib/paraglide/server.js';
import { localeOf } from '#lib/platform/paths.ts';

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
	return paraglideMiddleware(event.request, ({ locale }) =>
		resolve(event, {
			transformPageChunk: ({ html }) =>
				scripted(titled(html.replace('%lang%', built ?? locale), address))
		})
	);
};

/** 200.html is every page that was not built: its tab has a name before the page has made itself. */
const titled = (html: string, address: string) =>
	address === shell ? html.replace('</head>', '\t<title>Gần Dân</title>\n\t</head>') : html;

/** A page that Kit brings no script to has one of ours (plain.config.ts). */
const scripted = (html: string) =>
	html.includes('__sveltekit_') || !html.includes('</head>')
		? html
		: html.replace('</head>', `\t<script type="module" src="${plain()}"></script>\n\t</head>`);

/** Where the build of the pages, which is done before they are rendered, has said what it is called: beside its files (svelte.config.js). */
function plain(): string {
	if (dev) return '/src/routes/(citizen)/plain.ts';
	const folder = /^build\b/.test(process.env.GANDAN_SITE ?? 'build') ? '' : 'publish/';
	return JSON.parse(readFileSync(`.svelte-kit/${folder}output/client/.vite/plain.json`, 'utf8'));
}
