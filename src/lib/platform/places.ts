/**
 * The one map of addresses: words of the reader's language for each place, and the route folder, which keeps the room's
 * name. `paths.ts` reads it. It has no imports: the build reads it before anything else exists.
 */
export const locales = ['vi', 'en'] as const;
export type Locale = (typeof locales)[number];

/** `page` is prerendered in both languages; `shell` opens through 200.html; `dev` exists in development alone. */
export type Place = { route: string; vi: string; en: string; kind: 'page' | 'shell' | 'dev' };

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
