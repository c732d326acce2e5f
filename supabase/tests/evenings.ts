/** Visits of a day that is near, with the family, the desk and the clock of the evening before. */
import { randomUUID } from 'node:crypto';
import { opened, type Opened } from '../functions/_shared/contracts/lookup.ts';
import { doors as evening } from '../functions/_shared/contracts/booking-evening.ts';
import { doors as queue, type Row } from '../functions/_shared/contracts/queue.ts';
import type { TestDatabase } from '../local/testing.ts';
import * as home from './household.ts';
import { ask, booked, ground, hash, officer, openDay, service, unit } from './household.ts';

type Officer = Awaited<ReturnType<typeof officer>>;
export type Visit = Awaited<ReturnType<typeof booked>> & { day: string };

/** The house has everything. */
export const all = { power: 'yes', seat: 'yes', papers: 'yes', home: 'yes' } as const;

export async function evenings(db: TestDatabase) {
	const g = await ground(db);
	const desk = await officer(db, ['desk']);
	let days = 0;

	/** From which hours of the day before the unit asks, calls and tells; with midnight, all of that day is evening. */
	const hours = (asks: number, calls: number, tells: number) => db.sql`
		update unit.settings
		set readiness_hour = ${asks}, readiness_call_hour = ${calls}, estimate_hour = ${tells}
		where unit = ${unit}`;
	await hours(0, 0, 0);

	/** A team has one day a day: earlier ones make room, far back. */
	async function putOn(teamDay: string, ahead: number) {
		await db.sql`
			update booking.team_days set day = day - ${1000 * ++days}::int
			where team = ${g.team} and day > house.local_day(now()) - 10 and day <= house.local_day(now()) + 3`;
		await db.sql`
			update booking.team_days set day = house.local_day(now()) + ${ahead}::int where id = ${teamDay}`;
	}

	/** A visit of a day that lies `ahead` days from now, confirmed unless told. */
	async function visitIn(ahead: number, { confirmed = true } = {}): Promise<Visit> {
		const fresh = await openDay(db.sql, g.team, g.kit, 6);
		const visit = await booked(db, { ...g, ...fresh });
		if (confirmed) {
			const args = { key: randomUUID(), id: visit.id, checked: 'population_data', papers: null };
			await ask(db, desk, 'booking_confirm', { ...args, version: visit.version });
			visit.version += 1;
		}
		await putOn(fresh.teamDay, ahead);
		return { ...visit, day: fresh.teamDay };
	}

	async function open({ lookup }: Visit): Promise<Opened> {
		const [row] = await service(
			db,
			(tx) => tx`select public.lookup_open(${hash(lookup)}, null) as o`
		);
		return opened.parse(row!.o);
	}

	/** The family says it with their code. */
	async function say(visit: Visit, answers: object, key: string = randomUUID()): Promise<Opened> {
		const what = { act: 'readiness', answers } as never;
		const [row] = await service(
			db,
			(tx) =>
				tx`select public.lookup_say(${hash(visit.lookup)}, ${key}, ${visit.version}, ${tx.json(what)}) as o`
		);
		const found = opened.parse(row!.o);
		visit.version = found.version;
		return found;
	}

	/** An officer writes what the family said on the phone. */
	async function write(visit: Visit, answers: object, who = desk, key: string = randomUUID()) {
		const args = { key, id: visit.id, version: visit.version, answers };
		return evening.booking_readiness.answer.parse(await ask(db, who, 'booking_readiness', args));
	}

	async function rows(who: Officer, filter: object): Promise<Row[]> {
		const page = await ask(db, who, 'queue_page', { filter, after: null, size: 100 });
		return queue.queue_page.answer.parse(page).rows;
	}

	/** What SQL says of a visit at a minute of today. */
	async function at(visit: Visit, name: string, minute: number) {
		const [row] = await db.sql`
			select ${db.sql.unsafe(name)}(c, house.at(house.local_day(now()), ${minute})) as a
			from queue.cases c where c.id = ${visit.id}`;
		return row!.a;
	}

	return {
		g,
		desk,
		field: await officer(db, ['field']),
		editor: await officer(db, ['editor']),
		lead: await officer(db, ['lead']),
		stranger: await officer(db, ['desk'], home.otherUnit),
		hours,
		putOn,
		visitIn,
		open,
		say,
		write,
		rows,
		at,
		/** The line of a visit in an officer's call list, or null. */
		toCall: async (visit: Visit, who = desk) =>
			(await rows(who, { to_call: true })).find(({ id }) => id === visit.id) ?? null,
		whole: async ({ id }: Visit, who = desk) =>
			queue.queue_case.answer.parse(await ask(db, who, 'queue_case', { id }))
	};
}
export type Evenings = Awaited<ReturnType<typeof evenings>>;
