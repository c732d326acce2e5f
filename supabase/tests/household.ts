/** Households, their forms, holds and visits, made through the doors that the edge and officers use. */
import { randomUUID } from 'node:crypto';
import type { TransactionSql } from 'postgres';
import type { TestDatabase } from '../local/testing.ts';
import { aLookup, hash, unit, windows, type Ground, type Plan, type Stop } from './ground.ts';

export * from './calling.ts';
export * from './ground.ts';

/** The form of a household of `names`, phones as E.164. */
export function form(hamlet: string, names = ['Bà Minh Họa'], needs: string[] = []) {
	return {
		booking_for: 'relative',
		people: names.map((name) => ({
			name,
			birth: { year: 1945 },
			service: 'renew',
			needs,
			lacks_capacity: false,
			representative: null,
			old_number: null
		})),
		consent: true,
		place: {
			kind: 'home',
			area: unit,
			hamlet,
			landmark: 'Cạnh chợ',
			address: null,
			permanent_elsewhere: null,
			point: null
		},
		contact: {
			name: 'Cháu Minh Họa',
			phone: '+84900000100',
			relation: 'grandchild',
			person_knows: true,
			at_home: null
		}
	};
}

export type Day = {
	id: string;
	version: number;
	start_place: string;
	left: Record<string, number>;
	stops: (Stop & { place: string })[];
};
export type Snapshot = {
	days: (Day & { day: string })[];
	own: { day: string; from: number; held_until: string | null } | null;
	[more: string]: unknown;
};

/** The planner's picture of the fixture's unit. */
export async function snapshot(db: TestDatabase, subject: string | null = null): Promise<Snapshot> {
	const [row] = await service(
		db,
		(tx) => tx`select public.booking_snapshot(null, null, ${unit}, ${subject}) as s`
	);
	return row!.s;
}

/** Runs as the edge functions do. */
export const service = <T>(db: TestDatabase, work: (tx: TransactionSql) => Promise<T>) =>
	db.as({ role: 'service_role' }, work);

/** Way between any two places of the ground, with some to spare. */
const way = 15;

/** Puts a subject into the first gap of a day inside a window; after everybody else where there is none. */
export function plan(
	day: Day,
	subject: string,
	window: readonly [number, number],
	service = 25
): Plan {
	const shift = window[0] < 720 ? [450, 660] : [810, 1020];
	const others = day.stops
		.filter((stop) => stop.start >= shift[0]! && stop.start < shift[1]!)
		.sort((a, b) => a.start - b.start);
	const starts = [shift[0]!, ...others.map(({ finish }) => finish)].map((free) =>
		Math.max(window[0], free + way)
	);
	const fits = starts.findIndex((at, n) => !others[n] || at + service <= others[n].start - way);
	const start = starts[fits]!;
	const stop = {
		subject,
		from: window[0],
		to: window[1],
		service,
		travel: way,
		start,
		finish: start + service
	};
	const stops = [
		...day.stops.map(({ subject, from, to, service: length, travel, start: at, finish }) => ({
			subject,
			from,
			to,
			service: length,
			// Whoever comes after the new stop is reached from there.
			travel: Math.max(travel, start < at ? Math.min(way, at - start - service) : travel),
			start: at,
			finish
		})),
		stop
	];
	return { team_day: day.id, version: day.version, stops: stops.sort((a, b) => a.start - b.start) };
}

/** Holds a window and answers the hold. */
export async function hold(
	db: TestDatabase,
	g: Ground,
	window: readonly [number, number],
	subject: string = randomUUID(),
	hamlet = g.hamlets[0],
	minutes = 25
) {
	const { days } = await snapshot(db, subject);
	const day = days.find(({ id }) => id === g.teamDay)!;
	return holdPlan(db, plan(day, subject, window, minutes), subject, hamlet!, minutes);
}

export async function holdPlan(
	db: TestDatabase,
	of: Plan,
	subject: string,
	hamlet: string,
	minutes = 25
) {
	const [row] = await service(
		db,
		(tx) =>
			tx`select public.booking_hold_write(${randomUUID()}, ${tx.json({ subject })}, ${subject}, ${unit}, ${hamlet}, ${minutes}, 1, 'web', ${tx.json(of)}) as a`
	);
	return row!.a as {
		hold: string;
		held_until: string;
		extendable: boolean;
		window: { day: string; from: number; to: number };
	};
}

/** Sends the form of a hold. */
export async function submit(
	db: TestDatabase,
	held: string | null,
	{
		lookup = aLookup(),
		of,
		minutes = 25,
		plan = null as Plan | null,
		key = randomUUID() as string
	}: { lookup?: string; of: object; minutes?: number; plan?: Plan | null; key?: string }
) {
	const [row] = await service(
		db,
		(
			tx
		) => tx`select public.booking_submit_write(${key}, ${tx.json({ held })}, ${hash(lookup)}, ${held}, ${tx.json(of as never)}, ${minutes},
			${plan === null ? null : tx.json(plan)}, array['cây đa', 'bến nước'], null, 'web') as a`
	);
	return {
		...(row!.a as {
			reference: string;
			state: string;
			window: object | null;
			reply_by: string | null;
		}),
		lookup
	};
}

/** A visit that was held and sent; answers its case. */
export async function booked(
	db: TestDatabase,
	g: Ground,
	window: readonly [number, number] = windows[0],
	names = ['Bà Minh Họa'],
	minutes = 25
) {
	const held = await hold(db, g, window, randomUUID(), g.hamlets[0], minutes);
	const sent = await submit(db, held.hold, { of: form(g.hamlets[0]!, names), minutes });
	const [row] =
		await db.sql`select c.id, c.version, v.id as visit, array(select p.id from booking.people p where p.visit_id = v.id order by p.position) as people
		from queue.cases c join booking.visits v on v.case_id = c.id where c.reference = ${sent.reference}`;
	return {
		...sent,
		id: row!.id as string,
		version: row!.version as number,
		visit: row!.visit as string,
		people: row!.people as string[]
	};
}
