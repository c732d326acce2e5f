/** What may be done once, and many who press at the same moment: more time for a hold, taking a case, a call instead of a message. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createDatabase, type TestDatabase } from '../../supabase/local/testing.ts';
import { callBackOf } from '../../supabase/tests/cases.ts';
import * as home from '../../supabase/tests/household.ts';
import { asPerson, newKey, officerOf, one, type Person } from '../../supabase/tests/people.ts';
import { telling, type Telling } from '../../supabase/tests/telling.ts';
import { atOnce, crowd, tally } from './crowd.ts';
import { caught, naively } from './naive.ts';

const CALLERS = 8;
const unit = '21439';

let db: TestDatabase;
let t: Telling;
let g: home.Ground;
let desks: Person[];
beforeAll(async () => {
	db = await createDatabase();
	t = await telling(db);
	await t.ways(['sms']);
	g = t.g;
	desks = [];
	for (let n = 0; n < CALLERS; n++) desks.push(await officerOf(db, unit, ['desk']));
});
afterAll(() => db?.drop());

type Once = {
	what: string;
	refused: string;
	signature: string;
	look: string | RegExp;
	wait: string;
	race(): Promise<string[]>;
};
const slow = ' perform pg_sleep(0.05);';
const commands: Once[] = [
	{
		what: 'more time for one hold',
		refused: 'not_allowed',
		signature: 'public.booking_extend_write(uuid, jsonb, uuid)',
		look: 'for update;',
		wait: `;${slow}`,
		async race() {
			await db.sql`delete from booking.stops where kind = 'visit'`;
			const { hold } = await home.hold(db, g, home.windows[0]);
			return atOnce(CALLERS, () =>
				home.ask(db, { role: 'service_role' }, 'booking_extend_write', {
					...{ key: randomUUID(), request: { hold }, hold }
				})
			);
		}
	},
	{
		what: 'a case that officers take',
		refused: 'stale',
		signature: 'queue.move(uuid, int, text, text, text, uuid, jsonb, text, boolean, text)',
		look: 'for update;',
		wait: `;${slow}`,
		async race() {
			const { id } = await callBackOf(db, unit);
			return atOnce(CALLERS, (n) =>
				asPerson(
					db,
					desks[n]!,
					(tx) => tx`select public.queue_assign(${newKey()}, ${id}, 1, ${desks[n]!.sub})`
				)
			);
		}
	},
	{
		what: 'a message that leads have the desk call instead',
		refused: 'not_allowed',
		signature: 'public.notify_again(uuid, uuid, text)',
		look: 'for update;',
		wait: `;${slow}`,
		async race() {
			const message = await dead();
			return atOnce(CALLERS, () =>
				home.ask(db, t.lead, 'notify_again', { key: randomUUID(), message, how: 'call' })
			);
		}
	},
	{
		what: 'a call that the desk made',
		refused: 'not_allowed',
		signature: 'public.notify_called(uuid, uuid)',
		look: 'for update;',
		wait: `;${slow}`,
		async race() {
			const message = await dead();
			await home.ask(db, t.lead, 'notify_again', { key: randomUUID(), message, how: 'call' });
			const call = one(
				await db.sql`select id from notify.outbox where once = ${`call:${message}`}`
			);
			return atOnce(CALLERS, () =>
				home.ask(db, t.desk, 'notify_called', { key: randomUUID(), message: call.id })
			);
		}
	}
];

/** A message of a visit that will never arrive. */
async function dead(): Promise<string> {
	await db.sql`
		update notify.outbox set state = 'cancelled', to_address = null, claim = null, claimed_until = null, ended_at = now()
		where state in ('pending', 'claimed')`;
	await db.sql`delete from booking.stops`;
	await t.visitIn(2);
	const { messages } = await t.take('sms');
	await t.finish(messages, { outcome: 'dead', code: 'http_400' });
	return messages[0]!.id;
}

it.each(commands)('$what: without a lock it would be done twice', async (command) => {
	const { signature, look, wait, race } = command;
	const twice = async () => (tally(await race()).done ?? 0) > 1;
	expect(await caught(() => naively(db.sql, signature, look, wait, twice))).toBe(true);
});

it.each(commands)('$what: it is done once, and the others are told', async ({ refused, race }) => {
	for (let round = 0; round < crowd.rounds; round++)
		expect(tally(await race())).toEqual({ done: 1, [refused]: CALLERS - 1 });
});

/** Tabs of one officer that begin one note at once; how many were told that they wrote over another's. */
async function tabs() {
	const { id } = await callBackOf(db, unit);
	const said = await atOnce(CALLERS, async (n) => {
		const saved = await asPerson(
			db,
			desks[0]!,
			(tx) =>
				tx`select public.queue_draft_save(${id}, 'note', ${`Bản ${n}`}, ${randomUUID()}, null) as a`
		);
		return one(saved).a.replaced ? 'replaced' : 'first';
	});
	return tally(said);
}

it('tabs that begin one note without a lock would write over each other unseen', async () => {
	const signature = 'public.queue_draft_save(uuid, text, text, uuid, timestamptz)';
	const locked = /perform pg_advisory_xact_lock\([^;]*;([^;]*;)/g;
	const unseen = async () => ((await tabs()).first ?? 0) > 1;
	expect(await caught(() => naively(db.sql, signature, locked, `$1${slow}`, unseen))).toBe(true);
});

it('of tabs that begin one note at once all but the first are told that another text stood there', async () => {
	for (let round = 0; round < crowd.rounds; round++)
		expect(await tabs()).toEqual({ first: 1, replaced: CALLERS - 1 });
});
