/** The map of officers' addresses. It comes with the first of their pages (`hooks.ts`), and `paths.ts` learns it then. */
import { learn } from './paths.ts';
import { places as residents, type Place } from './places.ts';

/** Of an officer's page nothing is built but what it needs, before somebody signs in. */
const desk = <const Route extends string, const Vi extends string, const En extends string>(
	route: Route,
	vi: Vi,
	en: En
) => ({ route, vi, en, kind: 'desk' }) as const;

export const deskPlaces = {
	queue: desk('/queue', '/can-bo', '/staff'),
	clocks: desk('/queue/clocks', '/can-bo/thoi-han', '/staff/clocks'),
	mentions: desk('/queue/mentions', '/can-bo/nhac-den', '/staff/mentions'),
	invitation: desk('/staff/invitation', '/can-bo/loi-moi', '/staff/invitation'),
	keys: desk('/staff/keys', '/can-bo/khoa', '/staff/keys'),
	settings: desk('/staff/settings', '/can-bo/thiet-lap', '/staff/settings'),
	settingsUnit: desk('/staff/settings/unit', '/can-bo/thiet-lap/don-vi', '/staff/settings/unit'),
	settingsWindows: desk(
		'/staff/settings/windows',
		'/can-bo/thiet-lap/khung-gio',
		'/staff/settings/windows'
	),
	settingsRules: desk(
		'/staff/settings/rules',
		'/can-bo/thiet-lap/dat-lich',
		'/staff/settings/rules'
	),
	settingsHamlets: desk(
		'/staff/settings/hamlets',
		'/can-bo/thiet-lap/thon-to',
		'/staff/settings/hamlets'
	),
	settingsCalendar: desk(
		'/staff/settings/calendar',
		'/can-bo/thiet-lap/ngay-nghi',
		'/staff/settings/calendar'
	),
	settingsKits: desk('/staff/settings/kits', '/can-bo/thiet-lap/thiet-bi', '/staff/settings/kits'),
	settingsClocks: desk(
		'/staff/settings/clocks',
		'/can-bo/thiet-lap/thoi-han',
		'/staff/settings/clocks'
	),
	settingsReplies: desk(
		'/staff/settings/replies',
		'/can-bo/thiet-lap/mau-tra-loi',
		'/staff/settings/replies'
	),
	settingsChecklists: desk(
		'/staff/settings/checklists',
		'/can-bo/thiet-lap/danh-sach-viec',
		'/staff/settings/checklists'
	),
	settingsTeams: desk(
		'/staff/settings/teams',
		'/can-bo/thiet-lap/to-luu-dong',
		'/staff/settings/teams'
	),
	settingsOfficers: desk(
		'/staff/settings/officers',
		'/can-bo/thiet-lap/can-bo',
		'/staff/settings/officers'
	),
	factors: desk('/staff/factors', '/can-bo/hai-lop', '/staff/two-step'),
	settingsFactors: desk(
		'/staff/settings/factors',
		'/can-bo/thiet-lap/hai-lop',
		'/staff/settings/two-step'
	),
	settingsDesk: desk(
		'/staff/settings/desk',
		'/can-bo/thiet-lap/truc-tin-bao',
		'/staff/settings/tip-desk'
	),
	settingsRetention: desk(
		'/staff/settings/retention',
		'/can-bo/thiet-lap/du-lieu-cu',
		'/staff/settings/retention'
	),
	gather: desk('/booking/gather', '/can-bo/tap-trung', '/staff/gather'),
	sheets: desk('/booking/sheets', '/can-bo/phieu', '/staff/sheets'),
	queueFigures: desk('/queue/figures', '/can-bo/so-lieu-viec', '/staff/queue-figures'),
	figures: desk('/booking/figures', '/can-bo/so-lieu', '/staff/figures'),
	lists: desk('/booking/lists', '/can-bo/danh-sach-thon', '/staff/hamlet-lists'),
	days: desk('/booking/days', '/can-bo/lich', '/staff/days'),
	postpone: desk('/booking/postpone', '/can-bo/hoan-lich', '/staff/postpone'),
	roads: desk('/booking/roads', '/can-bo/duong-sa', '/staff/roads'),
	rounds: desk('/rounds/plan', '/can-bo/ke-hoach', '/staff/rounds'),
	fieldDay: desk('/rounds/day', '/can-bo/di-tuyen', '/staff/road'),
	durations: desk('/rounds/durations', '/can-bo/thoi-luong', '/staff/durations'),
	roundsFigures: desk('/rounds/figures', '/can-bo/so-lieu-di-tuyen', '/staff/rounds-figures'),
	duty: desk('/staff/duty', '/can-bo/truc-ban', '/staff/duty'),
	handover: desk('/queue/handover', '/can-bo/ban-giao', '/staff/shift'),
	handbook: desk('/staff/handbook', '/can-bo/huong-dan', '/staff/handbook'),
	messages: desk('/notify/messages', '/can-bo/tin-nhan', '/staff/messages'),
	audit: desk('/staff/audit', '/can-bo/kiem-tra', '/staff/audit'),
	families: desk('/support/families', '/can-bo/gia-dinh', '/staff/families'),
	enterSupport: desk('/support/enter', '/can-bo/ghi-ho-tro', '/staff/enter-support'),
	rewards: desk('/fund/rewards', '/can-bo/thuong', '/staff/rewards'),
	reports: desk('/results/desk', '/can-bo/ket-qua', '/staff/results'),
	books: desk('/fund/books', '/can-bo/quy', '/staff/fund'),
	newsDesk: desk('/news/desk', '/can-bo/tin-tuc', '/staff/news'),
	newsCampaigns: desk('/news/desk/campaigns', '/can-bo/tin-tuc/dot', '/staff/news/campaigns'),
	newsPost: desk('/news/desk/post', '/can-bo/tin-tuc/bai', '/staff/news/post'),
	bank: desk('/fund/bank', '/can-bo/quy/sao-ke', '/staff/fund/bank')
} as const satisfies Record<string, Place>;

learn(deskPlaces);

/** Every place there is. */
export const places = { ...residents, ...deskPlaces };
