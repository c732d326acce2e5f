import { getLocale } from '#lib/paraglide/runtime.js';
import { addressOf, inLocale, type Locale, type PlaceName } from './paths.ts';

// The portal stands at the root of its origin (svelte.config.js). Kit's own word for that brings its router along.

/** `href` of a place in the reader's language. `rest` goes on after it: `path('settings', 'teams')`. */
export function path(name: PlaceName, rest = ''): string {
	return addressOf(name, getLocale(), rest);
}

/** `href` of the page at `pathname` in another language. */
export function pathIn(pathname: string, locale: Locale): string {
	return inLocale(pathname, locale);
}
