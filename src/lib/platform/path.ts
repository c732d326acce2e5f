import { base } from '$app/paths';
import { getLocale } from '#lib/paraglide/runtime.js';
import { addressOf, inLocale, type Locale, type PlaceName } from './paths.ts';

/** `href` of a place in the reader's language. `rest` goes on after it: `path('settings', 'teams')`. */
export function path(name: PlaceName, rest = ''): string {
	return base + addressOf(name, getLocale(), rest);
}

/** `href` of the page at `pathname` in another language. */
export function pathIn(pathname: string, locale: Locale): string {
	return base + inLocale(pathname.slice(base.length) || '/', locale);
}
