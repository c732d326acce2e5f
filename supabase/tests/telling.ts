/** What residents are told: the unit's ways opened, the worker's doors, and the rows of the outbox. */
import { randomUUID } from 'node:crypto';
import * as z from 'zod/mini';
import { doors, type Channel } from '../functions/_shared/contracts/notify.ts';
import type { TestDatabase } from '../local/testing.ts';
import { evenings, type Visit } from './evenings.ts';
import { ask, officer, service, unit } from './household.ts';

/** A mobile number of the fixture that a message reaches. */
export const mobile = '+84900000100';

const taken = z.object({
	messages: z.array(
		z.object({
			id: z.uuid(),
			claim: z.uuid(),
			purpose: z.string(),
			data: z.record(z.string(), z.unknown()),
			to: z.string(),
			sender: z.nullable(z.string())
		})
	),
	more: z.boolean()
});
export type Taken = z.infer<typeof taken>['messages'][number];
type Result = {
	outcome: string;
	code?: string;
	provider_id?: string | null;
	retry_after?: number | null;
};

/** The outbox of a database whose units another fixture has made. */
export function outbox(db: TestDatabase) {
	/** Opens these ways of the unit, at every hour of the day unless told. */
	async function ways(open: Channel[], quiet: [number, number] = [1440, 0]) {
		const has = (name: Channel) => open.includes(name);
		await db.sql`
			insert into notify.settings (unit, sms, zns, email, sender, quiet_from, quiet_to)
			values (${unit}, ${has('sms')}, ${has('zns')}, ${has('email')}, 'GAN DAN', ${quiet[0]}, ${quiet[1]})
			on conflict (unit) do update set sms = excluded.sms, zns = excluded.zns, email = excluded.email,
				quiet_from = excluded.quiet_from, quiet_to = excluded.quiet_to`;
		await prepare(open);
	}

	const prepare = (channels: string[]) =>
		service(db, (tx) => tx`select public.notify_prepare(${channels})`);

	async function take(channel: Channel, { size = 100, twice = true, lease = 60 } = {}) {
		const [row] = await service(
			db,
			(tx) => tx`select public.notify_take(${channel}, ${size}, ${twice}, ${lease}) as a`
		);
		return taken.parse(row!.a);
	}

	const finish = (of: readonly { id: string; claim: string }[], result: Result) =>
		service(db, (tx) => {
			const results = of.map(({ id, claim }) => ({ id, claim, code: result.outcome, ...result }));
			return tx`select public.notify_finish(${tx.json(results)}) as n`;
		}).then(([row]) => row!.n as number);

	/** What was written about a visit, oldest first. */
	const rows = (visit: { id: string }) => db.sql`
		select id, purpose, channel, state, error, to_address, to_tail, tries, data, not_before, expires_at, provider_id
		from notify.outbox where case_id = ${visit.id} order by made_at, purpose`;

	/** The same as `purpose channel state`. */
	const told = async (visit: { id: string }) =>
		(await rows(visit)).map(({ purpose, channel, state }) => `${purpose} ${channel} ${state}`);

	return { ways, prepare, take, finish, rows, told };
}

export async function telling(db: TestDatabase) {
	const e = await evenings(db);
	const box = outbox(db);

	/** Runs a command of an officer on a visit at its newest version. */
	async function act(visit: Visit, door: string, args: object, who = e.desk) {
		const [row] = await db.sql`select version from queue.cases where id = ${visit.id}`;
		const key = randomUUID();
		return ask(db, who, door, { key, id: visit.id, version: row!.version, ...args });
	}

	/** A visit that is confirmed where it stands, so many days from now. */
	async function visitIn(ahead: number, { confirmed = true } = {}): Promise<Visit> {
		const visit = await e.visitIn(ahead, { confirmed: false });
		if (confirmed)
			await act(visit, 'booking_confirm', { checked: 'population_data', papers: null });
		return visit;
	}

	const email = ({ id }: { id: string }, address: string | null, who = e.desk) =>
		ask(db, who, 'notify_email', { key: randomUUID(), id, address });

	/** As if one of the booking room's functions had just ended with this event. */
	const happened = (visit: { id: string }, code: string, data: object = {}) =>
		db.sql`select queue.note_event(${visit.id}, ${code}, 'officer', ${e.desk.sub}, ${db.sql.json(data as never)}, null, true)`;

	const page = async (who = e.lead) =>
		doors.notify_page.answer.parse(await ask(db, who, 'notify_page', {}));

	return {
		...e,
		...box,
		visitIn,
		email,
		happened,
		act,
		page,
		auditor: await officer(db, ['auditor'])
	};
}
export type Telling = Awaited<ReturnType<typeof telling>>;
