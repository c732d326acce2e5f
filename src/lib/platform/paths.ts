/**
 * Addresses are words of the reader's language; route folders keep the room's name. What is said here serves the build (what
 * to prerender), the router (`reroute`) and every link (`path`). It imports the map alone: the build reads both before
 * anything else exists.
 *
 * A path goes on after its words unchanged: `/can-bo/thiet-lap/khung-gio` opens `/staff/settings/khung-gio`.
 */
import type { deskPlaces } from './desk-places.ts';
import { locales, places, type Locale, type Place } from './places.ts';

export { locales, type Locale } from './places.ts';
export type PlaceName = keyof typeof places | keyof typeof deskPlaces;

/** Opens no route, so that a folder's own name in the address is "not found" instead of a second address. */
export const nowhere = '/404';

let known: Record<string, Place> = places;
/** Longest words first: `/can-bo/lich` is not the queue. */
const byLength = (locale: Locale) =>
	Object.values(known).sort((a, b) => b[locale].length - a[locale].length);
let ordered = { vi: byLength('vi'), en: byLength('en') };

/** Adds places to those that are known; `desk-places.ts` does when it is loaded. */
export function learn(more: Record<string, Place>) {
	known = { ...known, ...more };
	ordered = { vi: byLength('vi'), en: byLength('en') };
}

/** Whether an address is of officers, whose places have a map of their own. */
export const isDesk = (pathname: string): boolean =>
	/^\/(?:can-bo|en\/staff)(?:\/|$)/.test(pathname);

/** The language that an address speaks: `/en` and below English, everything else Vietnamese. */
export function localeOf(pathname: string): Locale {
	return pathname === '/en' || pathname.startsWith('/en/') ? 'en' : 'vi';
}

/** The route folder's path that an address opens; `/404` where the words are none of ours. */
export function routeOf(pathname: string): string {
	const locale = localeOf(pathname);
	const words = (locale === 'en' ? pathname.slice(3) : pathname).replace(/\/$/, '') || '/';
	for (const place of ordered[locale]) {
		const mine = place[locale];
		if (words === mine) return place.route;
		if (mine !== '/' && words.startsWith(mine + '/')) return place.route + words.slice(mine.length);
	}
	return nowhere;
}

/** Whether a built portal has a page at an address, or below it: whatever else is asked for is "not found". */
export function isPage(pathname: string): boolean {
	const route = routeOf(pathname);
	return Object.values(known).some(
		(place) =>
			place.kind !== 'dev' &&
			(route === place.route || (place.route !== '/' && route.startsWith(place.route + '/')))
	);
}

/**
 * The address of a place in a language, without the base path: `addressOf('settings', 'vi', 'teams')` is
 * `/can-bo/thiet-lap/teams`.
 */
export function addressOf(name: PlaceName, locale: Locale, rest = ''): string {
	const words = known[name]![locale];
	const whole = (locale === 'en' ? '/en' : '') + (words === '/' ? '' : words);
	return (rest ? `${whole}/${rest}` : whole) || '/';
}

/** The same page in the other language. */
export function inLocale(pathname: string, locale: Locale): string {
	const route = routeOf(pathname);
	const place = Object.values(known)
		.filter(
			(one) => route === one.route || (one.route !== '/' && route.startsWith(one.route + '/'))
		)
		.sort((a, b) => b.route.length - a.route.length)[0];
	if (!place) return locale === 'en' ? '/en' : '/';
	const words =
		(place[locale] === '/' ? '' : place[locale]) +
		route.slice(place.route === '/' ? 1 : place.route.length);
	return (locale === 'en' ? '/en' : '') + words || '/';
}

/** Addresses to prerender: every page among `routes`, in each language that is built. */
export const prerenderedOf = (routes: readonly string[], spoken: readonly Locale[] = locales) =>
	(Object.entries(known) as [PlaceName, Place][])
		.filter(([, place]) => place.kind !== 'dev' && routes.includes(place.route))
		.flatMap(([name]) => spoken.map((locale) => addressOf(name, locale) as `/${string}`));
