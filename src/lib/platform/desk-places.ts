/** The map of officers' addresses. It comes with the first of their pages (`hooks.ts`), and `paths.ts` learns it then. */
import { learn } from './paths.ts';
import { places as residents, type Place } from './places.ts';

/** Nothing of an officer's page is built before somebody signs in. */
const shell = <const Route extends string, const Vi extends string, const En extends string>(
	route: Route,
	vi: Vi,
	en: En
) => ({ route, vi, en, kind: 'shell' }) as const;

export const deskPlaces = {
	queue: shell('/queue', '/can-bo', '/staff'),
	clocks: shell('/queue/clocks', '/can-bo/thoi-han', '/staff/clocks'),
	mentions: shell('/queue/mentions', '/can-bo/nhac-den', '/staff/mentions'),
	invitation: shell('/staff/invitation', '/can-bo/loi-moi', '/staff/invitation'),
	keys: shell('/staff/keys', '/can-bo/khoa', '/staff/keys'),
	settings: shell('/staff/settings', '/can-bo/thiet-lap', '/staff/settings'),
	settingsUnit: shell('/staff/settings/unit', '/can-bo/thiet-lap/don-vi', '/staff/settings/unit'),
	settingsWindows: shell(
		'/staff/settings/windows',
		'/can-bo/thiet-lap/khung-gio',
		'/staff/settings/windows'
	),
	settingsRules: shell(
		'/staff/settings/rules',
		'/can-bo/thiet-lap/dat-lich',
		'/staff/settings/rules'
	),
	settingsHamlets: shell(
		'/staff/settings/hamlets',
		'/can-bo/thiet-lap/thon-to',
		'/staff/settings/hamlets'
	),
	settingsCalendar: shell(
		'/staff/settings/calendar',
		'/can-bo/thiet-lap/ngay-nghi',
		'/staff/settings/calendar'
	),
	settingsKits: shell('/staff/settings/kits', '/can-bo/thiet-lap/thiet-bi', '/staff/settings/kits'),
	settingsClocks: shell(
		'/staff/settings/clocks',
		'/can-bo/thiet-lap/thoi-han',
		'/staff/settings/clocks'
	),
	settingsReplies: shell(
		'/staff/settings/replies',
		'/can-bo/thiet-lap/mau-tra-loi',
		'/staff/settings/replies'
	),
	settingsChecklists: shell(
		'/staff/settings/checklists',
		'/can-bo/thiet-lap/danh-sach-viec',
		'/staff/settings/checklists'
	),
	settingsTeams: shell(
		'/staff/settings/teams',
		'/can-bo/thiet-lap/to-luu-dong',
		'/staff/settings/teams'
	),
	settingsOfficers: shell(
		'/staff/settings/officers',
		'/can-bo/thiet-lap/can-bo',
		'/staff/settings/officers'
	),
	factors: shell('/staff/factors', '/can-bo/hai-lop', '/staff/two-step'),
	settingsFactors: shell(
		'/staff/settings/factors',
		'/can-bo/thiet-lap/hai-lop',
		'/staff/settings/two-step'
	),
	settingsDesk: shell(
		'/staff/settings/desk',
		'/can-bo/thiet-lap/truc-tin-bao',
		'/staff/settings/tip-desk'
	),
	settingsRetention: shell(
		'/staff/settings/retention',
		'/can-bo/thiet-lap/du-lieu-cu',
		'/staff/settings/retention'
	),
	gather: shell('/booking/gather', '/can-bo/tap-trung', '/staff/gather'),
	sheets: shell('/booking/sheets', '/can-bo/phieu', '/staff/sheets'),
	queueFigures: shell('/queue/figures', '/can-bo/so-lieu-viec', '/staff/queue-figures'),
	figures: shell('/booking/figures', '/can-bo/so-lieu', '/staff/figures'),
	lists: shell('/booking/lists', '/can-bo/danh-sach-thon', '/staff/hamlet-lists'),
	days: shell('/booking/days', '/can-bo/lich', '/staff/days'),
	postpone: shell('/booking/postpone', '/can-bo/hoan-lich', '/staff/postpone'),
	roads: shell('/booking/roads', '/can-bo/duong-sa', '/staff/roads'),
	rounds: shell('/rounds/plan', '/can-bo/ke-hoach', '/staff/rounds'),
	fieldDay: shell('/rounds/day', '/can-bo/di-tuyen', '/staff/road'),
	durations: shell('/rounds/durations', '/can-bo/thoi-luong', '/staff/durations'),
	roundsFigures: shell('/rounds/figures', '/can-bo/so-lieu-di-tuyen', '/staff/rounds-figures'),
	duty: shell('/staff/duty', '/can-bo/truc-ban', '/staff/duty'),
	handover: shell('/queue/handover', '/can-bo/ban-giao', '/staff/shift'),
	handbook: shell('/staff/handbook', '/can-bo/huong-dan', '/staff/handbook'),
	messages: shell('/notify/messages', '/can-bo/tin-nhan', '/staff/messages'),
	audit: shell('/staff/audit', '/can-bo/kiem-tra', '/staff/audit'),
	families: shell('/support/families', '/can-bo/gia-dinh', '/staff/families'),
	enterSupport: shell('/support/enter', '/can-bo/ghi-ho-tro', '/staff/enter-support'),
	rewards: shell('/fund/rewards', '/can-bo/thuong', '/staff/rewards'),
	reports: shell('/results/desk', '/can-bo/ket-qua', '/staff/results'),
	books: shell('/fund/books', '/can-bo/quy', '/staff/fund'),
	newsDesk: shell('/news/desk', '/can-bo/tin-tuc', '/staff/news'),
	newsCampaigns: shell('/news/desk/campaigns', '/can-bo/tin-tuc/dot', '/staff/news/campaigns'),
	newsPost: shell('/news/desk/post', '/can-bo/tin-tuc/bai', '/staff/news/post'),
	bank: shell('/fund/bank', '/can-bo/quy/sao-ke', '/staff/fund/bank')
} as const satisfies Record<string, Place>;

learn(deskPlaces);

/** Every place there is. */
export const places = { ...residents, ...deskPlaces };
