/** A gathering and its people, made through the doors that the edge and officers use. */
import { randomUUID } from 'node:crypto';
import { doors } from '../functions/_shared/contracts/booking-gathering.ts';
import { doors as paper } from '../functions/_shared/contracts/booking-paper.ts';
import { opened, type Opened } from '../functions/_shared/contracts/lookup.ts';
import type { Actor } from '../local/actor.ts';
import type { TestDatabase } from '../local/testing.ts';
import { stayPlan } from './gathering-plan.ts';
import {
	ask,
	form,
	hash,
	openDay,
	service,
	submit,
	unit,
	type Ground,
	type Plan
} from './household.ts';

export type Waiting = {
	id: string;
	version: number;
	visit: string;
	lookup: string;
	people: string[];
};
export type Opening = {
	on?: string;
	from?: number;
	to?: number;
	gathering?: string | null;
	version?: number | null;
	key?: string;
	more?: object;
	/** Null: nothing is planned anew. */
	plan?: Plan | null;
};

export function gatherings(db: TestDatabase, g: Ground, desk: Actor & { sub: string }) {
	let days = 0;
	let moved = 0;

	/** What the edge sends: a form with an E.164 phone. */
	const wanted = (teamDay: string, from: number, to: number, more: object = {}) => ({
		team_day: teamDay,
		kind: 'culture_house',
		name: 'Nhà văn hóa thôn Một',
		area: unit,
		hamlet: g.hamlets[0],
		landmark: 'Đối diện sân bóng',
		from,
		to,
		keeper: { name: 'Ông Giữ Chìa Khóa', phone: '+84900000200' },
		note: 'Mang theo thẻ cũ nếu còn',
		...more
	});

	async function write(teamDay: string, { from = 480, to = 600, ...over }: Opening = {}) {
		const { gathering = null, version = null, key = randomUUID() as string, more = {} } = over;
		const id = gathering ?? randomUUID();
		const plan = over.plan === undefined ? await stayPlan(db, teamDay, id, [from, to]) : over.plan;
		const made = wanted(teamDay, from, to, more);
		const [row] = await service(
			db,
			(tx) =>
				tx`select public.booking_gathering_write(${key}, ${tx.json({ made, gathering } as never)}, ${desk.sub}, ${id}, ${version},
					${tx.json(made as never)}, ${plan === null ? null : tx.json(plan)}) as a`
		);
		return row!.a as { id: string; version: number };
	}

	/** A gathering of two hours on a day of its own. */
	async function opening(over: Opening = {}) {
		const fresh = over.on ? { teamDay: over.on } : await openDay(db.sql, g.team, g.kit, 6 + days++);
		return { ...(await write(fresh.teamDay, over)), teamDay: fresh.teamDay };
	}

	/** A household that waits for a window. */
	async function waiting(
		names = ['Bà Minh Họa'],
		needs: string[] = [],
		hamlet = g.hamlets[0]!
	): Promise<Waiting> {
		const sent = await submit(db, null, { of: form(hamlet, names, needs) });
		const [row] = await db.sql`
			select c.id, c.version, v.id as visit, array(select p.id from booking.people p where p.visit_id = v.id order by p.position) as people
			from queue.cases c join booking.visits v on v.case_id = c.id where c.reference = ${sent.reference}`;
		return { ...(row as unknown as Waiting), lookup: sent.lookup };
	}

	const add = async (
		gathering: string,
		cases: { id: string; version: number }[],
		{ who = desk as Actor, key = randomUUID() as string } = {}
	) =>
		doors.booking_gathering_add.answer.parse(
			await ask(db, who, 'booking_gathering_add', {
				key,
				gathering,
				cases: cases.map(({ id, version }) => ({ id, version }))
			})
		).rows;

	/** `count` households on its list; their versions go along. */
	async function filled(gathering: string, count: number) {
		const people: Waiting[] = [];
		for (let n = 0; n < count; n++) people.push(await waiting([`Bà Thứ ${n}`]));
		const rows = await add(gathering, people);
		return people.map((one, n) => ({ ...one, version: rows[n]!.version! }));
	}

	return {
		wanted,
		write,
		opening,
		waiting,
		add,
		filled,
		confirm: (one: { id: string; version: number }) =>
			ask(db, desk, 'booking_confirm', {
				key: randomUUID(),
				id: one.id,
				version: one.version,
				checked: 'population_data',
				papers: null
			}),
		read: async (id: string, who: Actor = desk, hamlet: string | null = null) =>
			doors.booking_gathering.answer.parse(await ask(db, who, 'booking_gathering', { id, hamlet })),
		cancel: (
			{ id, version }: { id: string; version: number },
			who: Actor,
			reason = 'officers_away'
		) =>
			ask(db, who, 'booking_gathering_cancel', {
				key: randomUUID(),
				id,
				version,
				reason,
				note: null
			}),
		sheet: async (team_day: string, who: Actor = desk) =>
			paper.booking_sheet.answer.parse(await ask(db, who, 'booking_sheet', { team_day })),
		async face({ lookup }: { lookup: string }): Promise<Opened> {
			const [row] = await service(
				db,
				(tx) => tx`select public.lookup_open(${hash(lookup)}, null) as o`
			);
			return opened.parse(row!.o);
		},
		async say({ lookup }: { lookup: string }, version: number, say: object): Promise<Opened> {
			const [row] = await service(
				db,
				(tx) =>
					tx`select public.lookup_say(${hash(lookup)}, ${randomUUID()}, ${version}, ${tx.json(say as never)}) as o`
			);
			return opened.parse(row!.o);
		},
		/** The day of a gathering comes near: `ahead` days from now. */
		async bring(teamDay: string, ahead: number) {
			await db.sql`
				update booking.team_days set day = day - ${1000 * ++moved}::int
				where team = ${g.team} and day = house.local_day(now()) + ${ahead}::int and id <> ${teamDay}`;
			await db.sql`
				update booking.team_days set day = house.local_day(now()) + ${ahead}::int where id = ${teamDay}`;
		},
		async state(id: string) {
			const [row] = await db.sql`select state, version from queue.cases where id = ${id}`;
			return row as unknown as { state: string; version: number };
		},
		async used(gathering: string) {
			const [row] = await db.sql`
				select used, booking.gathering_minutes(id) as reckoned from booking.gatherings where id = ${gathering}`;
			return row as unknown as { used: number; reckoned: number };
		}
	};
}
export type Gatherings = ReturnType<typeof gatherings>;
