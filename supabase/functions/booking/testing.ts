/** A unit with two teams and one free Saturday, in memory, for the tests of this function. No test of SQL: that is told apart. */
import { Refusal } from '../_shared/answer/index.ts';
import { tokens } from '../_shared/token/index.ts';
import type { Ports } from './ports.ts';
import type { Form } from './shapes.ts';
import type { OpenDay, Snapshot } from './snapshot.ts';
import type { Officer, Store } from './store.ts';

export const area = '21034';
export const hamlet = '6f1c2c1e-6f1b-4c9e-9a55-000000000001';
export const saturday = '2026-11-28';
/** Monday before, 08:00 in Việt Nam. */
export const monday = Date.parse('2026-11-23T01:00:00Z');
export const uuid = (n: number) => `6f1c2c1e-6f1b-4c9e-9a55-${String(n).padStart(12, '0')}`;

const settings = {
	first_person_minutes: 25,
	next_person_minutes: 15,
	need_minutes: { bedridden: 10 },
	road_factor: 1.4,
	speed_kmh: 25
};

export function teamDay(over: Partial<OpenDay> = {}): OpenDay {
	return {
		id: uuid(100),
		team: uuid(10),
		day: saturday,
		version: 1,
		start_place: 'unit:21001',
		shifts: [
			{ from: 450, to: 660 },
			{ from: 810, to: 1020 }
		],
		left: { web: 3, hotline: 1, ward: 0 },
		stops: [],
		...over
	};
}

export function snapshotOf(days: OpenDay[], over: Partial<Snapshot> = {}): Snapshot {
	return {
		now: new Date(monday).toISOString(),
		today: '2026-11-23',
		unit: { code: '21001' },
		settings,
		place: `hamlet:${hamlet}`,
		places: [
			{ id: 'unit:21001', lat: 14.81, lon: 108.96 },
			{ id: `hamlet:${hamlet}`, lat: 14.83, lon: 108.94 }
		],
		overrides: [],
		windows: [
			{ weekday: 6, from: 450, to: 570 },
			{ weekday: 6, from: 810, to: 930 }
		],
		earliest: {
			web: '2026-11-24T08:00:00+07:00',
			hotline: '2026-11-23T08:00:00+07:00',
			ward: '2026-11-23T08:00:00+07:00'
		},
		days,
		own: null,
		...over
	};
}

type Calls = { [Name in keyof Store]: unknown[][] };
export type Scene = { ports: Ports; calls: Calls; answers: Map<string, unknown> };

/** Ports over `store`, whose other functions answer as if all went well, and note what they were asked. */
export function scene(over: Partial<Store> = {}, own: Partial<Officer> | null = null): Scene {
	const answers = new Map<string, unknown>();
	const held = {
		hold: uuid(1),
		held_until: '2026-11-23T08:10:00+07:00',
		told_at: '2026-11-23T08:00:00+07:00',
		extendable: true,
		window: null as never
	};
	const booked = { reference: 'ĐN-26-0001' } as never;
	const moved = {
		id: uuid(7),
		reference: 'ĐN-26-0007',
		state: 'held' as const,
		version: 2,
		window: null as never
	};
	const quiet: Store = {
		snapshot: async () => snapshotOf([teamDay()]),
		answer: async (_door, { key }) => answers.get(key) ?? null,
		holdRead: async () => null,
		unitSnapshot: async () => snapshotOf([teamDay()], { place: null }),
		tending: async () => null,
		keepOffers: async ({ list }) => list.map(() => 'kept'),
		byLookup: async () => null,
		spend: async () => true,
		hold: async () => held,
		extend: async () => held,
		release: async () => ({ ok: true }),
		submit: async () => booked,
		callBack: async () => booked,
		move: async () => moved,
		fromCallBack: async () => moved,
		listTake: async (_command, { rows }) => ({
			list: uuid(8),
			taken: rows.map(({ row, words }) => ({
				row,
				reference: `ĐN-26-${row}`,
				words: words as [string, string]
			})),
			known: []
		}),
		hotline: async () => booked,
		hotlineCallBack: async () => booked,
		gathering: async (_command, { gathering }) => ({ id: gathering, version: 1 }),
		...over
	};
	const calls = Object.fromEntries(
		Object.keys(quiet).map((name) => [name, []])
	) as unknown as Calls;
	const store = Object.fromEntries(
		Object.entries(quiet).map(([name, answer]) => [
			name,
			(...args: unknown[]) => {
				calls[name as keyof Store].push(args);
				return (answer as (...args: unknown[]) => unknown)(...args);
			}
		])
	) as unknown as Store;
	let made = 500;
	const ports: Ports = {
		store,
		officer() {
			if (!own) throw new Refusal(401, 'sign_in');
			return own as Officer;
		},
		tokens: tokens('a secret that only these tests know of', 'offer'),
		proofs: { challenge: async () => 'work', check: async (proof) => `spent ${proof}` },
		now: () => monday,
		uuid: () => uuid(made++),
		words: () => ['mây', 'trời'],
		turn: (_, work) => work(),
		pause: async () => {}
	};
	return { ports, calls, answers };
}

/** What `run` was refused with, or `null`. */
export async function refusalOf(run: Promise<unknown>): Promise<Refusal | null> {
	return run.then(
		() => null,
		(error: unknown) => {
			if (error instanceof Refusal) return error;
			throw error;
		}
	);
}

export function formOf(over: Partial<Form> = {}): Form {
	return {
		booking_for: 'relative',
		people: [
			{
				name: 'Nguyễn Thị Lụa',
				birth: { year: 1941 },
				service: 'renew',
				needs: ['old_age'],
				lacks_capacity: false,
				representative: null,
				old_number: null
			}
		],
		consent: true,
		place: {
			kind: 'home',
			area,
			hamlet,
			landmark: null,
			address: null,
			permanent_elsewhere: null,
			point: null
		},
		contact: {
			name: 'Nguyễn Văn Bền',
			phone: '0900 000 101',
			relation: 'grandchild',
			person_knows: true,
			at_home: null
		},
		...over
	};
}
