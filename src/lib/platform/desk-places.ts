/** The map of officers' addresses. It comes with the first of their pages (`hooks.ts`), and `paths.ts` learns it then. */
import { learn } from './paths.ts';
import { places as residents, type Place } from './places.ts';

export const deskPlaces = {
	queue: { route: '/queue', vi: '/can-bo', en: '/staff', kind: 'shell' },
	clocks: { route: '/queue/clocks', vi: '/can-bo/thoi-han', en: '/staff/clocks', kind: 'shell' },
	mentions: {
		route: '/queue/mentions',
		vi: '/can-bo/nhac-den',
		en: '/staff/mentions',
		kind: 'shell'
	},
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
	settingsReplies: {
		route: '/staff/settings/replies',
		vi: '/can-bo/thiet-lap/mau-tra-loi',
		en: '/staff/settings/replies',
		kind: 'shell'
	},
	settingsChecklists: {
		route: '/staff/settings/checklists',
		vi: '/can-bo/thiet-lap/danh-sach-viec',
		en: '/staff/settings/checklists',
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
	factors: { route: '/staff/factors', vi: '/can-bo/hai-lop', en: '/staff/two-step', kind: 'shell' },
	settingsFactors: {
		route: '/staff/settings/factors',
		vi: '/can-bo/thiet-lap/hai-lop',
		en: '/staff/settings/two-step',
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
	gather: { route: '/booking/gather', vi: '/can-bo/tap-trung', en: '/staff/gather', kind: 'shell' },
	sheets: { route: '/booking/sheets', vi: '/can-bo/phieu', en: '/staff/sheets', kind: 'shell' },
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
	rounds: { route: '/rounds/plan', vi: '/can-bo/ke-hoach', en: '/staff/rounds', kind: 'shell' },
	fieldDay: { route: '/rounds/day', vi: '/can-bo/di-tuyen', en: '/staff/road', kind: 'shell' },
	durations: {
		route: '/rounds/durations',
		vi: '/can-bo/thoi-luong',
		en: '/staff/durations',
		kind: 'shell'
	},
	roundsFigures: {
		route: '/rounds/figures',
		vi: '/can-bo/so-lieu-di-tuyen',
		en: '/staff/rounds-figures',
		kind: 'shell'
	},
	duty: { route: '/staff/duty', vi: '/can-bo/truc-ban', en: '/staff/duty', kind: 'shell' },
	handover: { route: '/queue/handover', vi: '/can-bo/ban-giao', en: '/staff/shift', kind: 'shell' },
	handbook: {
		route: '/staff/handbook',
		vi: '/can-bo/huong-dan',
		en: '/staff/handbook',
		kind: 'shell'
	},
	messages: {
		route: '/notify/messages',
		vi: '/can-bo/tin-nhan',
		en: '/staff/messages',
		kind: 'shell'
	},
	audit: { route: '/staff/audit', vi: '/can-bo/kiem-tra', en: '/staff/audit', kind: 'shell' },
	families: {
		route: '/support/families',
		vi: '/can-bo/gia-dinh',
		en: '/staff/families',
		kind: 'shell'
	},
	enterSupport: {
		route: '/support/enter',
		vi: '/can-bo/ghi-ho-tro',
		en: '/staff/enter-support',
		kind: 'shell'
	},
	rewards: { route: '/fund/rewards', vi: '/can-bo/thuong', en: '/staff/rewards', kind: 'shell' },
	reports: { route: '/results/desk', vi: '/can-bo/ket-qua', en: '/staff/results', kind: 'shell' },
	books: { route: '/fund/books', vi: '/can-bo/quy', en: '/staff/fund', kind: 'shell' },
	newsDesk: { route: '/news/desk', vi: '/can-bo/tin-tuc', en: '/staff/news', kind: 'shell' },
	newsCampaigns: {
		route: '/news/desk/campaigns',
		vi: '/can-bo/tin-tuc/dot',
		en: '/staff/news/campaigns',
		kind: 'shell'
	},
	newsPost: {
		route: '/news/desk/post',
		vi: '/can-bo/tin-tuc/bai',
		en: '/staff/news/post',
		kind: 'shell'
	},
	bank: { route: '/fund/bank', vi: '/can-bo/quy/sao-ke', en: '/staff/fund/bank', kind: 'shell' }
} as const satisfies Record<string, Place>;

learn(deskPlaces);

/** Every place there is. */
export const places = { ...residents, ...deskPlaces };
