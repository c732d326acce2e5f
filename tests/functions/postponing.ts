/** A storm over the unit of the tests: households with promises, a lead, and the verbs of a postponed day. */
import { randomBytes, randomUUID } from 'node:crypto';
import { opened as openedShape } from '../../supabase/functions/_shared/contracts/lookup.ts';
import { createDatabase, type TestDatabase } from '../../supabase/local/testing.ts';
import { ask, officer, refusal } from '../../supabase/tests/household.ts';
import { directly } from './direct.ts';
import { formFor, makeWorld, newSecret, type World } from './world.ts';

export type Booked = { id: string; visit: string; lookup_hash: string; lookup: string };
export type Person = Awaited<ReturnType<typeof officer>>;

const service = { role: 'service_role' } as const;

/** What people do, straight on the handler and SQL: no HTTP, no Deno. */
export function storm(db: TestDatabase, world: World) {
	const edge = directly(db);
	const free = async () => {
		const wanted = { area: world.area, hamlet: world.hamlets[0]!, people: [{ needs: [] }] };
		const found = await edge('booking_offers', { wanted, proof: 'paid', hold: null, lookup: null });
		return found.days.flatMap(({ day, windows }) => windows.map((one) => ({ ...one, day })));
	};
	const hold = async (token: string) =>
		(await edge('booking_hold', { key: randomUUID(), token, hold: null })).hold;
	const submit = async (held: string | null, hamlet = world.hamlets[0]!): Promise<Booked> => {
		const { lookup, lookup_hash } = await newSecret();
		const form = formFor({ ...world, hamlets: [hamlet] });
		form.people[0]!.needs = [];
		const { reference } = await edge('booking_submit', {
			key: randomUUID(),
			lookup_hash,
			hold: held,
			proof: held ? null : randomBytes(8).toString('hex'),
			form
		});
		const [row] = await db.sql`
			select c.id, v.id as visit from queue.cases c join booking.visits v on v.case_id = c.id
			where c.reference = ${reference}`;
		return { id: row!.id, visit: row!.visit, lookup, lookup_hash };
	};
	const opened = async ({ lookup_hash }: Booked) =>
		ask(db, service, 'lookup_open', { lookup_hash, before: null });
	return {
		edge,
		free,
		hold,
		submit,
		opened,
		/** A promise on a day: in its first window that is free, for a household in one of the hamlets. */
		async booked(day: string, hamlet = world.hamlets[0]!): Promise<Booked> {
			const wanted = { area: world.area, hamlet, people: [{ needs: [] }] };
			const found = await edge('booking_offers', {
				wanted,
				proof: 'paid',
				hold: null,
				lookup: null
			});
			const window = found.days.find((one) => one.day === day)?.windows[0];
			if (!window) throw new Error(`nothing is free on ${day}`);
			return submit(await hold(window.token), hamlet);
		},
		async say(who: Booked, say: object, key: string = randomUUID()) {
			const { version } = await opened(who);
			const args = { lookup_hash: who.lookup_hash, key, version, say };
			return ask(db, service, 'lookup_say', args);
		},
		/** Shares out until nothing is left to share. */
		async tend(): Promise<number> {
			let kept = 0;
			for (let more = true; more;) {
				const run = await edge('booking_tend', {});
				kept += run.kept;
				more = run.more;
			}
			return kept;
		},
		postpone: (lead: Person, day: string, over: object = {}) =>
			ask(db, lead, 'booking_postpone', {
				key: randomUUID(),
				team: null,
				area: null,
				from_day: day,
				to_day: day,
				reason: 'storm',
				note: null,
				...over
			}),
		reopen: (lead: Person, postponement: string) =>
			ask(db, lead, 'booking_reopen', { key: randomUUID(), postponement }),
		/** Puts the end of every kept window into the past, as two days of silence would. */
		lapse: () =>
			db.sql`with late as (
				update booking.held_offers set until = now() - interval '1 minute' where ended is null returning subject
			) update booking.stops s set held_until = now() - interval '1 minute' from late where s.subject = late.subject`
	};
}

/** A database with a unit under the sky, its lead and its desk, and what a test looks at there. */
export async function sky(connections?: number) {
	const db = await createDatabase(connections ? { connections } : {});
	const world = await makeWorld(db.sql, { teams: 1, days: 4, places: 4 });
	await db.sql`update unit.settings set horizon_days = 60 where unit = ${world.unit}`;
	const at = storm(db, world);
	const places = (count: number, day: string | null = null) =>
		db.sql`update booking.team_days set places = ${count}
			where unit = ${world.unit} and (${day}::date is null or day = ${day}::date)`;
	return {
		db,
		world,
		at,
		lead: await officer(db, ['lead'], world.unit),
		desk: await officer(db, ['desk'], world.unit),
		first: world.days[0]!,
		second: world.days[1]!,
		/** Leaves so many places on a day, or on every day. */
		places,
		clear: async () => {
			await clear(db);
			await places(4);
		},
		/** What the resident reads. */
		see: async (who: Booked) => openedShape.parse(await at.opened(who)),
		/** Where the visit stands; null: nowhere. */
		async stopOf({ visit }: Booked) {
			const [row] = await db.sql`
				select to_char(d.day, 'YYYY-MM-DD') as day, s.window_from as from, s.held_until
				from booking.stops s join booking.team_days d on d.id = s.team_day where s.subject = ${visit}`;
			return row ?? null;
		},
		/** Ids in the call list of the desk. */
		async calls(desk: Person): Promise<string[]> {
			const page = { filter: { to_call: true }, after: null, size: 50 };
			const { rows } = await ask(db, desk, 'queue_page', page);
			return (rows as { id: string }[]).map(({ id }) => id);
		}
	};
}
export type Sky = Awaited<ReturnType<typeof sky>>;

/** Ends every case and empties every day, as if nobody had booked yet. */
export async function clear({ sql }: TestDatabase): Promise<void> {
	await sql`update booking.postponements set lifted_at = now(), lifted_by = officer where lifted_at is null`;
	await sql`update booking.postponed set ended = 'cancelled', ended_at = now() where ended is null`;
	await sql`update booking.held_offers set ended = 'released', ended_at = now() where ended is null`;
	await sql`delete from booking.stops`;
	await sql`delete from booking.spare`;
	await sql`update queue.cases set state = 'cancelled', ended_at = now() where ended_at is null`;
}

export { ask, officer, refusal };
