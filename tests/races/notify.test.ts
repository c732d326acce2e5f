/** Workers that all reach for the same messages in the same moment. */
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createDatabase, type TestDatabase } from '../../supabase/local/testing.ts';
import { ground, service, unit } from '../../supabase/tests/household.ts';
import { barrier, crowd, tally } from './crowd.ts';

const WORKERS = 16;
const MESSAGES = 50;

let db: TestDatabase;
beforeEach(async () => {
	db = await createDatabase({ connections: 20 });
	await ground(db);
	await db.sql`insert into notify.settings (unit, quiet_from, quiet_to) values (${unit}, 1440, 0)`;
});
afterEach(() => db?.drop());

const write = () => {
	const once = Array.from({ length: MESSAGES }, () => randomUUID());
	return db.sql`
		insert into notify.outbox (unit, purpose, channel, once, to_address, expires_at)
		select ${unit}, 'card_ready', 'sms', o, '+84912345678', now() + interval '1 day' from unnest(${once}::text[]) o`;
};

/** Every message that some worker believes to be its own, once for each who does. */
async function takenAtOnce(): Promise<string[]> {
	const together = barrier(WORKERS);
	const taken = await Promise.all(
		Array.from({ length: WORKERS }, async () => {
			await together();
			const mine: string[] = [];
			for (let more = true; more;) {
				const [row] = await service(
					db,
					(tx) => tx`select public.notify_take('sms', 7, true, 60) as a`
				);
				const answer = row!.a as { messages: { id: string }[]; more: boolean };
				mine.push(...answer.messages.map(({ id }) => id));
				({ more } = answer);
			}
			return mine;
		})
	);
	return taken.flat();
}

// What comes between the look and the taking, a tenth of a second here, a slow disk makes by itself.
it('workers that look without a lock send one message several times', async () => {
	await db.sql.unsafe(`
		create or replace function notify.take(
			p_channel text, p_size int, p_asked_twice boolean, p_lease int, p_at timestamptz default clock_timestamp()
		) returns jsonb language plpgsql volatile set search_path = '' as $$
		declare
			v_ids uuid[] := array(
				select o.id from notify.outbox o where o.state = 'pending' order by o.next_try_at, o.id limit p_size
			);
		begin
			perform pg_sleep(0.1);
			update notify.outbox o
			set state = 'claimed', claim = gen_random_uuid(), claimed_until = p_at + interval '1 minute'
			where o.id = any (v_ids);
			return jsonb_build_object(
				'messages', (select coalesce(jsonb_agg(jsonb_build_object('id', i)), '[]') from unnest(v_ids) i), 'more', false
			);
		end $$`);
	await write();
	const times = Object.values(tally(await takenAtOnce()));
	expect(Math.max(...times)).toBeGreaterThan(1);
});

it('of workers that reach for the same messages each gets others, and no message is left', async () => {
	for (let round = 0; round < crowd.rounds; round++) {
		await write();
		const taken = await takenAtOnce();
		// Who finds every message locked by the others takes none, and the next run would: nothing is taken twice.
		const [left] =
			await db.sql`select count(*)::int as n from notify.outbox where unit = ${unit} and state = 'pending'`;
		expect(new Set(taken).size).toBe(taken.length);
		expect(taken.length + left!.n).toBe(MESSAGES);
		await db.sql`
			update notify.outbox
			set state = 'cancelled', to_address = null, claim = null, claimed_until = null, ended_at = now()
			where unit = ${unit} and state in ('pending', 'claimed')`;
	}
});
