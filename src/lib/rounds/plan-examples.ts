/** A weekend for tests: two teams on a Saturday and one on the Sunday, five hamlets in a row, ten minutes from one to the next. */
import type { Errand, PlanDay, PlanStop, ReadyCard, Rounds, Unplaced } from './rounds.ts';

const id = (number: number): string =>
	`00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
export const saturday = '2026-11-28';
export const sunday = '2026-11-29';
/** Morning and afternoon, as most teams work. */
const shifts = [
	{ from: 450, to: 660 },
	{ from: 810, to: 1020 }
];
export const place = (number: number): string => `hamlet:${id(700 + number)}`;
const base = 'unit:21439';

export const stop = (number: number, at: Partial<PlanStop> = {}): PlanStop => ({
	subject: id(number),
	kind: 'visit',
	case: id(100 + number),
	version: 2,
	reference: `ĐP-${String(number).padStart(4, '0')}`,
	state: 'confirmed',
	name: `Cụ Số ${number} Minh Họa`,
	people: 1,
	place: place(1),
	from: 450,
	to: 570,
	service: 20,
	travel: 10,
	start: 460,
	finish: 480,
	held: false,
	pinned: false,
	requires: [],
	late: false,
	unconfirmed: false,
	progress: null,
	...at
});

export const planDay = (number: number, stops: PlanStop[], at: Partial<PlanDay> = {}): PlanDay => ({
	id: id(900 + number),
	team: id(800 + number),
	team_name: `Tổ ${number}`,
	day: saturday,
	version: 1,
	shut: false,
	places: 8,
	start_place: base,
	shifts,
	abilities: [],
	crew: [],
	stops,
	...at
});

export const waiting = (number: number, at: Partial<Unplaced> = {}): Unplaced => ({
	subject: id(number),
	case: id(100 + number),
	version: 3,
	reference: `ĐP-${String(number).padStart(4, '0')}`,
	state: 'waiting',
	name: `Cụ Chờ ${number} Minh Họa`,
	phone: '+84900000101',
	people: 1,
	area: '21439',
	place: place(2),
	service: 20,
	requires: [],
	since: '2026-11-10T02:00:00Z',
	...at
});

export const card = (number: number, at: Partial<ReadyCard> = {}): ReadyCard => ({
	subject: id(number),
	case: id(100 + number),
	reference: `ĐP-${String(number).padStart(4, '0')}`,
	name: `Cụ Thẻ ${number} Minh Họa`,
	cards: 1,
	place: place(1),
	service: 5,
	...at
});

export const errand = (number: number, at: Partial<Errand> = {}): Errand => ({
	subject: id(number),
	day: saturday,
	place: place(3),
	service: 30,
	...at
});

/** Places 1 to 5 lie ten minutes apart in a row that begins at the unit. */
const row = [base, ...[1, 2, 3, 4, 5].map(place)];

export const rounds = (at: Partial<Rounds> = {}): Rounds => ({
	now: '2026-11-24T02:00:00Z',
	today: '2026-11-24',
	ground: {
		places: row.map((one, k) => ({ id: one, name: `Thôn ${k}`, lat: 14.8 + k / 100, lon: 109 })),
		overrides: row.flatMap((from, a) =>
			row.map((to, b) => ({ from, to, minutes: Math.max(2, Math.abs(a - b) * 10) }))
		),
		closed: [],
		settings: { road_factor: 1.35, speed_kmh: 25 }
	},
	windows: [6, 7].flatMap((weekday) =>
		[
			[450, 570],
			[540, 660],
			[810, 930],
			[900, 1020]
		].map(([from, to]) => ({ weekday, from: from!, to: to! }))
	),
	days: [
		planDay(1, [
			stop(1, { place: place(1), from: 450, to: 570 }),
			stop(2, { place: place(2), from: 450, to: 570 }),
			stop(3, { place: place(3), from: 810, to: 930 })
		]),
		planDay(2, [stop(4, { place: place(4), from: 540, to: 660 })], { abilities: ['car'] }),
		planDay(3, [], { day: sunday })
	],
	unplaced: [waiting(20)],
	cards: [card(30)],
	errands: [],
	officers: [],
	...at
});
