import { existsSync, globSync, readFileSync } from 'node:fs';
import adapter from '@sveltejs/adapter-static';
import { handbook } from './handbook.config.ts';
import { places } from './src/lib/platform/desk-places.ts';
import { addressOf, locales, prerenderedOf, routeOf } from './src/lib/platform/paths.ts';

/** Route folders that have a page; an address whose room is not built yet is not asked for. */
const routes = globSync('src/routes/**/+page.svelte').map(
	(file) =>
		'/' +
		file
			.split(/[/\\]/)
			.slice(2, -1)
			.filter((part) => !part.startsWith('('))
			.join('/')
);

/** The one language that is built, where it is one alone: docs/decisions/0013. */
const locale = process.env.GANDAN_LOCALE;
const site = process.env.GANDAN_SITE ?? 'build';

/** Pages of posts and campaigns that the build knows. Tests bring a database of their own, as src/lib/unit/snapshot.ts says. */
const facts = 'src/lib/unit/snapshot.json';
const known =
	existsSync(facts) && process.env.GANDAN_MODE !== 'test'
		? JSON.parse(readFileSync(facts, 'utf8'))
		: {};
const newsPages = (locale ? [locale] : locales).flatMap((spoken) => [
	...(known.articles ?? []).map(({ slug }) => addressOf('news', spoken, slug)),
	...(known.campaigns ?? []).map(({ slug }) => addressOf('campaigns', spoken, slug))
]);

/** A link may lead to a place whose room is not built yet; any other dead link stops the build. */
const planned = Object.values(places).map((place) => place.route);
function handleHttpError({ path, message }) {
	// The back end's: feeds, and pictures of posts.
	if (/^\/(?:functions|storage)\/v1\//.test(path)) return;
	const route = routeOf(path);
	if (!planned.includes(route) || routes.includes(route)) throw new Error(message);
}

/** Nothing is allowed but what is named: the page talks to its own origin and makes no code out of strings. */
const csp = {
	mode: 'hash',
	directives: {
		'default-src': ['none'],
		'script-src': ['self'],
		'style-src': ['self'],
		// Kit's announcer of page titles carries one style attribute; these very bytes are let through, and no other.
		'style-src-attr': ['unsafe-hashes', 'sha256-S8qMpvofolR8Mpjy4kQvEm7m1q8clzU4dfDH0AmvZjo='],
		'img-src': ['self', 'data:', 'blob:'],
		'connect-src': ['self'],
		'font-src': ['self'],
		'worker-src': ['self'],
		'manifest-src': ['self'],
		'form-action': ['none'],
		'base-uri': ['none'],
		'require-trusted-types-for': ['script'],
		// Svelte's templates, Kit's service worker address (unused, but named by Kit), and our workers.
		'trusted-types': ['svelte-trusted-html', 'sveltekit-trusted-url', 'gandan-worker']
	}
};

/** @type {import('@sveltejs/kit').Config} */
export default {
	// The officers' handbook.
	extensions: ['.svelte', '.md'],
	preprocess: [handbook],
	compilerOptions: { runes: true },
	kit: {
		// `index.html` would overwrite the prerendered home; pages made since the build open through this one.
		// `npm run publish` builds beside the site that is being served (supabase/local/site.ts).
		adapter: adapter({
			pages: site,
			fallback: locale === 'en' ? 'en/200.html' : '200.html',
			precompress: true,
			strict: true
		}),
		outDir: /^build\b/.test(site) ? '.svelte-kit' : '.svelte-kit/publish',
		csp,
		// A page's few styles come with it: on a slow line every further file costs a third of a second.
		inlineStyleThreshold: 16_384,
		paths: { relative: false },
		prerender: {
			entries: [...prerenderedOf(routes, locale ? [locale] : locales), ...newsPages],
			handleHttpError,
			handleUnseenRoutes: 'ignore'
		},
		serviceWorker: { register: false },
		typescript: {
			config: (config) => {
				config.include = [
					...config.include,
					'../supabase/**/*.ts',
					'../tests/**/*.ts',
					'../bench/**/*.ts',
					'../scripts/**/*.ts',
					'../*.config.ts'
				];
				// Deno checks what it runs: `npm test` calls `deno check`.
				config.exclude = [
					...config.exclude,
					'../supabase/functions/*/index.ts',
					'../supabase/local/functions-main.ts'
				];
				// package.json's `imports` serve Vite and Node; TypeScript would want an extension with them.
				config.compilerOptions.paths['#lib/*'] = ['../src/lib/*'];
				config.compilerOptions.paths['#contracts/*'] = [
					'../supabase/functions/_shared/contracts/*'
				];
				config.compilerOptions.paths['#shared/*'] = ['../supabase/functions/_shared/*'];
				return config;
			}
		},
		version: { name: process.env.GANDAN_VERSION ?? String(Date.now()), pollInterval: 0 }
	}
};
