/**
 * The map of addresses that residents meet: words of the reader's language for each place, and the route folder, which keeps
 * the room's name. `paths.ts` reads it. It has no imports: the build reads it before anything else exists. Officers' places
 * are in `desk-places.ts`, since every page of a resident would carry them.
 */
export const locales = ['vi', 'en'] as const;
export type Locale = (typeof locales)[number];

/**
 * `page` is prerendered in both languages, `desk` too, without words; `dev` exists in development alone.
 */
export type Place = {
	route: string;
	vi: string;
	en: string;
	kind: 'page' | 'desk' | 'dev';
};

export const places = {
	home: { route: '/', vi: '/', en: '/', kind: 'page' },
	booking: { route: '/booking', vi: '/dat-lich', en: '/book', kind: 'page' },
	callBack: { route: '/booking/call-back', vi: '/goi-lai', en: '/call-back', kind: 'page' },
	tips: { route: '/tips', vi: '/tin-bao', en: '/tips', kind: 'page' },
	support: { route: '/support', vi: '/ho-tro', en: '/support', kind: 'page' },
	fund: { route: '/fund', vi: '/quy', en: '/fund', kind: 'page' },
	news: { route: '/news', vi: '/tin-tuc', en: '/news', kind: 'page' },
	campaigns: { route: '/news/campaign', vi: '/tin-tuc/dot', en: '/news/campaigns', kind: 'page' },
	results: { route: '/results', vi: '/ket-qua', en: '/results', kind: 'page' },
	follow: { route: '/news/follow', vi: '/tin-tuc/theo-doi', en: '/news/follow', kind: 'page' },
	lookup: { route: '/lookup', vi: '/tra-cuu', en: '/lookup', kind: 'page' },
	prepare: { route: '/prepare', vi: '/chuan-bi', en: '/prepare', kind: 'page' },
	privacy: { route: '/privacy', vi: '/rieng-tu', en: '/privacy', kind: 'page' },
	keyLists: { route: '/keys', vi: '/danh-sach-khoa', en: '/key-lists', kind: 'page' },
	leaflet: { route: '/leaflet', vi: '/to-roi', en: '/leaflet', kind: 'page' },
	built: { route: '/built', vi: '/ban-dung', en: '/built', kind: 'page' },
	areas: { route: '/areas', vi: '/dia-ban', en: '/areas', kind: 'page' },
	signIn: { route: '/staff/sign-in', vi: '/can-bo/dang-nhap', en: '/staff/sign-in', kind: 'desk' },
	blankForm: { route: '/booking/form', vi: '/phieu-de-nghi', en: '/request-form', kind: 'page' },
	publicFigures: { route: '/figures', vi: '/so-lieu', en: '/figures', kind: 'page' },
	ui: { route: '/ui', vi: '/ui', en: '/ui', kind: 'dev' }
} as const satisfies Record<string, Place>;
