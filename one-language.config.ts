import type { Plugin } from 'vite';

const open = 'export const experimentalStaticLocale = undefined;';

/**
 * Says to the bundler which language the pages are built for, so that the words of the other stay out of them
 * (docs/decisions/0013). Paraglide's own option hides the constant behind a check, and no word goes.
 */
export const oneLanguage = (locale: string): Plugin => ({
	name: 'one-language',
	transform: {
		filter: { id: /paraglide[\\/]runtime\.js$/ },
		handler(code) {
			if (!code.includes(open))
				throw new Error('paraglide/runtime.js has no place for a language.');
			return code.replace(
				open,
				`export const experimentalStaticLocale = ${JSON.stringify(locale)};`
			);
		}
	}
});
