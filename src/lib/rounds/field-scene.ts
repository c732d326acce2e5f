/** A day on the road for tests: three houses of one hamlet road, a gathering, and a card to be handed over. */
import type { FieldEntry } from './field-entry.ts';
import type { FieldDay, FieldRow, FieldStop } from './field-rounds.ts';

export const id = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
/** An instant of the scene's day, from a minute after midnight in Việt Nam. */
export const at = (minute: number) =>
	new Date(Date.parse('2026-11-28T00:00:00+07:00') + minute * 60_000).toISOString();

export const row = (n: number, more: Partial<FieldRow> = {}): FieldRow => ({
	case: id(n),
	reference: `ĐN-26-${String(n).padStart(4, '0')}`,
	state: 'confirmed',
	version: 3,
	gathering: null,
	from: 450,
	to: 570,
	start: 460,
	finish: 480,
	words: ['lúa', 'sông'],
	people: [
		{
			id: id(n * 10),
			name: 'Nguyễn Thị Lụa',
			service: 'renew',
			needs: ['old_age'],
			outcome: null,
			card_ready: false
		}
	],
	place: {
		kind: 'home',
		area_name: 'Phổ Minh',
		hamlet_name: 'Tân Tự',
		landmark: 'sau nhà văn hóa',
		address: null
	},
	phone: '+84900000101',
	phone_name: 'Trần Văn Gạo',
	papers: null,
	readiness: null,
	attended: null,
	...more
});

export const stop = (n: number, more: Partial<FieldStop> = {}): FieldStop => ({
	subject: id(n + 500),
	kind: 'visit',
	place: `hamlet:${id(n + 700)}`,
	name: null,
	from: 450,
	to: 570,
	service: 20,
	travel: 8,
	start: 460,
	finish: 480,
	pinned: false,
	late: false,
	left: null,
	arrived: null,
	progress: null,
	rows: [row(n)],
	errand: null,
	cards: [],
	...more
});

const place = (n: number, lon: number) => ({
	id: `hamlet:${id(n + 700)}`,
	name: `Thôn ${n}`,
	lat: 14.8,
	lon
});

export const day = (more: Partial<FieldDay> = {}): FieldDay => ({
	id: id(1),
	version: 7,
	day: '2026-11-28',
	today: '2026-11-28',
	at: at(440),
	team_name: 'Tổ 1',
	unit_name: 'Công an phường Đức Phổ',
	kit: null,
	start_place: 'unit:21439',
	shifts: [
		{ from: 450, to: 690 },
		{ from: 810, to: 1020 }
	],
	reader: { id: id(90), name: 'Cán bộ A' },
	crew: [{ id: id(90), name: 'Cán bộ A' }],
	idle_minutes: 30,
	durations: { first_person_minutes: 20, next_person_minutes: 10, need_minutes: {} },
	ground: {
		places: [
			{ id: 'unit:21439', name: 'Trụ sở', lat: 14.8, lon: 108.95 },
			place(2, 108.96),
			place(3, 108.97),
			place(4, 108.98)
		],
		overrides: [],
		closed: [],
		settings: { road_factor: 1.4, speed_kmh: 30 }
	},
	areas: [{ code: '21439', name: 'Phổ Minh', hamlets: [{ id: id(702), name: 'Thôn 2' }] }],
	stops: [
		stop(2),
		stop(3, { start: 490, finish: 510, rows: [row(3, { from: 450, to: 570 })] }),
		stop(4, { from: 810, to: 930, start: 820, finish: 840 })
	],
	...more
});

type Of<Door extends FieldEntry['door']> = Extract<FieldEntry, { door: Door }>;
let made = 0;

/** Something said on the road at a minute of the day. */
export const entry = <Door extends FieldEntry['door']>(
	door: Door,
	minute: number,
	args: Omit<Of<Door>['args'], 'team_day'>,
	more: Partial<Pick<FieldEntry, 'state' | 'problem'>> = {}
): Of<Door> =>
	({
		key: id(9000 + ++made),
		at: at(minute),
		state: 'waiting',
		problem: null,
		door,
		args: { team_day: id(1), ...args },
		...more
	}) as unknown as Of<Door>;
