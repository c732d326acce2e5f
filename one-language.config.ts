import type { Plugin } from 'vite';
import { locales } from './src/lib/platform/paths.ts';

const [baseLocale] = locales;
const open = 'export const experimentalStaticLocale = undefined;';
/** What no strategy of ours reads (vite.config.ts), and the bundler would keep: it cannot know that it does nothing. */
const cookie = /(const (?:cookieNamePattern|localeCookiePattern) = )(?=cookieName\.|new )/g;

/**
 * Says to the bundler which language the pages are built for, so that the words of the other stay out of them
 * (docs/decisions/0013). Paraglide's own option hides the constant behind a check, and no word goes.
 */
export const oneLanguage = (locale: string): Plugin[] => [
	{
		name: 'one-language',
		transform: {
			filter: { id: /paraglide[\\/]runtime\.js$/ },
			handler(code) {
				if (!code.includes(open))
					throw new Error('paraglide/runtime.js has no place for a language.');
				return code
					.replace(open, `export const experimentalStaticLocale = ${JSON.stringify(locale)};`)
					.replace(cookie, '$1/* @__PURE__ */ ');
			}
		}
	},
	{
		// Kinds of tips are data in pairs. Officers read the first of each whatever the sender reads, so it stays in both.
		name: 'one-of-each-pair',
		enforce: 'pre',
		transform: {
			filter: { id: /tips[\\/]categories\.json$/ },
			handler: (code) =>
				locale === baseLocale ? JSON.stringify(firstOfPairs(JSON.parse(code))) : null
		}
	}
];

type Data = string | number | null | Data[] | { [name: string]: Data };

/** Two texts beside each other are one text in two languages. */
function firstOfPairs(data: Data): Data {
	if (Array.isArray(data)) {
		const [one, other, ...more] = data;
		if (typeof one === 'string' && typeof other === 'string' && !more.length) return [one];
		return data.map(firstOfPairs);
	}
	if (data === null || typeof data !== 'object') return data;
	return Object.fromEntries(Object.entries(data).map(([name, one]) => [name, firstOfPairs(one)]));
}
