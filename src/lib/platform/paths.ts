/**
 * Addresses are words of the reader's language; route folders keep the room's name. This one map serves the
 * build (what to prerender), the router (`reroute`) and every link (`path`). It has no imports: the build
 * reads it before anything else exists.
 *
 * A path goes on after its words unchanged: `/can-bo/thiet-lap/khung-gio` opens `/staff/settings/khung-gio`.
 */
export const locales = ['vi', 'en'] as const;
export type Locale = (typeof locales)[number];

/** `page` is prerendered in both languages; `shell` opens through 200.html; `dev` exists in development alone. */
type Place = { route: string; vi: string; en: string; kind: 'page' | 'shell' | 'dev' };

export const places = {
	home: { route: '/', vi: '/', en: '/', kind: 'page' },
	booking: { route: '/booking', vi: '/dat-lich', en: '/book', kind: 'page' },
	callBack: { route: '/booking/call-back', vi: '/goi-lai', en: '/call-back', kind: 'page' },
	tips: { route: '/tips', vi: '/tin-bao', en: '/tips', kind: 'page' },
	lookup: { route: '/lookup', vi: '/tra-cuu', en: '/lookup', kind: 'page' },
	prepare: { route: '/prepare', vi: '/chuan-bi', en: '/prepare', kind: 'page' },
	privacy: { route: '/privacy', vi: '/rieng-tu', en: '/privacy', kind: 'page' },
	keyLists: { route: '/keys', vi: '/danh-sach-khoa', en: '/key-lists', kind: 'page' },
	areas: { route: '/areas', vi: '/dia-ban', en: '/areas', kind: 'page' },
	queue: { route: '/queue', vi: '/can-bo', en: '/staff', kind: 'shell' },
	clocks: { route: '/queue/clocks', vi: '/can-bo/thoi-han', en: '/staff/clocks', kind: 'shell' },
	signIn: { route: '/staff/sign-in', vi: '/can-bo/dang-nhap', en: '/staff/sign-in', kind: 'shell' },
	invitation: {
		route: '/staff/invitation',
		vi: '/can-bo/loi-moi',
		en: '/staff/invitation',
		kind: 'shell'
	},
	keys: { route: '/staff/keys', vi: '/can-bo/khoa', en: '/staff/keys', kind: 'shell' },
	settings: {
		route: '/staff/settings',
		vi: '/can-bo/thiet-lap',
		en: '/staff/settings',
		kind: 'shell'
	},
	settingsUnit: {
		route: '/staff/settings/unit',
		vi: '/can-bo/thiet-lap/don-vi',
		en: '/staff/settings/unit',
		kind: 'shell'
	},
	settingsWindows: {
		route: '/staff/settings/windows',
		vi: '/can-bo/thiet-lap/khung-gio',
		en: '/staff/settings/windows',
		kind: 'shell'
	},
	settingsRules: {
		route: '/staff/settings/rules',
		vi: '/can-bo/thiet-lap/dat-lich',
		en: '/staff/settings/rules',
		kind: 'shell'
	},
	settingsHamlets: {
		route: '/staff/settings/hamlets',
		vi: '/can-bo/thiet-lap/thon-to',
		en: '/staff/settings/hamlets',
		kind: 'shell'
	},
	settingsCalendar: {
		route: '/staff/settings/calendar',
		vi: '/can-bo/thiet-lap/ngay-nghi',
		en: '/staff/settings/calendar',
		kind: 'shell'
	},
	settingsKits: {
		route: '/staff/settings/kits',
		vi: '/can-bo/thiet-lap/thiet-bi',
		en: '/staff/settings/kits',
		kind: 'shell'
	},
	settingsClocks: {
		route: '/staff/settings/clocks',
		vi: '/can-bo/thiet-lap/thoi-han',
		en: '/staff/settings/clocks',
		kind: 'shell'
	},
	settingsTeams: {
		route: '/staff/settings/teams',
		vi: '/can-bo/thiet-lap/to-luu-dong',
		en: '/staff/settings/teams',
		kind: 'shell'
	},
	settingsOfficers: {
		route: '/staff/settings/officers',
		vi: '/can-bo/thiet-lap/can-bo',
		en: '/staff/settings/officers',
		kind: 'shell'
	},
	settingsDesk: {
		route: '/staff/settings/desk',
		vi: '/can-bo/thiet-lap/truc-tin-bao',
		en: '/staff/settings/tip-desk',
		kind: 'shell'
	},
	settingsRetention: {
		route: '/staff/settings/retention',
		vi: '/can-bo/thiet-lap/du-lieu-cu',
		en: '/staff/settings/retention',
		kind: 'shell'
	},
	blankForm: { route: '/booking/form', vi: '/phieu-de-nghi', en: '/request-form', kind: 'page' },
	gather: { route: '/booking/gather', vi: '/can-bo/tap-trung', en: '/staff/gather', kind: 'shell' },
	sheets: { route: '/booking/sheets', vi: '/can-bo/phieu', en: '/staff/sheets', kind: 'shell' },
	publicFigures: { route: '/figures', vi: '/so-lieu', en: '/figures', kind: 'page' },
	queueFigures: {
		route: '/queue/figures',
		vi: '/can-bo/so-lieu-viec',
		en: '/staff/queue-figures',
		kind: 'shell'
	},
	figures: {
		route: '/booking/figures',
		vi: '/can-bo/so-lieu',
		en: '/staff/figures',
		kind: 'shell'
	},
	lists: {
		route: '/booking/lists',
		vi: '/can-bo/danh-sach-thon',
		en: '/staff/hamlet-lists',
		kind: 'shell'
	},
	days: { route: '/booking/days', vi: '/can-bo/lich', en: '/staff/days', kind: 'shell' },
	postpone: {
		route: '/booking/postpone',
		vi: '/can-bo/hoan-lich',
		en: '/staff/postpone',
		kind: 'shell'
	},
	roads: { route: '/booking/roads', vi: '/can-bo/duong-sa', en: '/staff/roads', kind: 'shell' },
	duty: { route: '/staff/duty', vi: '/can-bo/truc-ban', en: '/staff/duty', kind: 'shell' },
	handover: { route: '/queue/handover', vi: '/can-bo/ban-giao', en: '/staff/shift', kind: 'shell' },
	rewards: { route: '/fund/rewards', vi: '/can-bo/thuong', en: '/staff/rewards', kind: 'shell' },
	ui: { route: '/ui', vi: '/ui', en: '/ui', kind: 'dev' }
} as const satisfies Record<string, Place>;

export type PlaceName = keyof typeof places;

/** Opens no route, so that a folder's own name in the address is "not found" instead of a second address. */
export const nowhere = '/404';
/** Longest words first: `/can-bo/lich` is not the queue. */
const byLength = (locale: Locale) =>
	Object.values<Place>(places).sort((a, b) => b[locale].length - a[locale].length);
const ordered = { vi: byLength('vi'), en: byLength('en') };

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
	return Object.values<Place>(places).some(
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
	const words: string = places[name][locale];
	const whole = (locale === 'en' ? '/en' : '') + (words === '/' ? '' : words);
	return (rest ? `${whole}/${rest}` : whole) || '/';
}

/** The same page in the other language. */
export function inLocale(pathname: string, locale: Locale): string {
	const route = routeOf(pathname);
	const place = Object.values<Place>(places)
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
	(Object.entries(places) as [PlaceName, Place][])
		.filter(([, place]) => place.kind === 'page' && routes.includes(place.route))
		.flatMap(([name]) => spoken.map((locale) => addressOf(name, locale) as `/${string}`));
