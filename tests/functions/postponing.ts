/** A storm over the unit of the tests: households with promises, a lead, and the verbs of a postponed day. */
import { randomBytes, randomUUID } from 'node:crypto';
import type { TestDatabase } from '../../supabase/local/testing.ts';
import { ask, officer, refusal } from '../../supabase/tests/household.ts';
import { directly } from './direct.ts';
import { formFor, newSecret, type World } from './world.ts';

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

export { ask, officer, refusal };
