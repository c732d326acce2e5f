/** Senders and officers of a tip in the same moment: one proof sends one tip, and one place of a thread is taken once. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { newKey } from '../../supabase/tests/people.ts';
import { send, tipFor } from '../../supabase/tests/sealed.ts';
import { open, say } from '../../supabase/tests/tip-verbs.ts';
import { scene, sendTip, write, type Scene } from '../../supabase/tests/tipping.ts';
import { atOnce, crowd, tally } from './crowd.ts';
import { caught, naively } from './naive.ts';

const CALLERS = 8;

let s: Scene;
beforeAll(async () => {
	s = await scene();
});
afterAll(() => s?.db.drop());

/** As many tips as there are callers, all with one proof of work. */
async function tips() {
	const nonce = newKey();
	const { lead, first, second } = s.keys;
	const all = Array.from({ length: CALLERS }, () => ({
		...tipFor(s.seal, '21439', 1, [lead.verify, first.verify, second.verify]),
		nonce
	}));
	return tally(await atOnce(CALLERS, (n) => send(s.db, all[n]!)));
}

it('a proof that is looked for and then written down would send many tips', async () => {
	const signature =
		'public.tips_submit_write(uuid, jsonb, text, text, text, text, text, int, boolean, text, text, jsonb, uuid[])';
	const spending = /insert into tips\.quotas[^;]*;\s*perform house\.demand\(found,/g;
	const naive = `perform 1 from tips.quotas q where q.nonce = $4 and (q.spent or q.lookup_hash <> hash);
	if not found then
		perform pg_sleep(0.1);
		insert into tips.quotas as q (nonce, lookup_hash, spent) values ($4, hash, true)
		on conflict on constraint quotas_pkey do update set spent = true;
	end if;
	perform house.demand(found,`;
	const many = async () => ((await tips()).done ?? 0) > 1;
	expect(await caught(() => naively(s.db.sql, signature, spending, naive, many))).toBe(true);
});

it('of tips that come at once with one proof one is taken', async () => {
	for (let round = 0; round < crowd.rounds; round++)
		expect(await tips()).toEqual({ done: 1, proof_spent: CALLERS - 1 });
});

/** The sender and two officers all write what they take for the next item. */
async function items() {
	const { id, hash } = await sendTip(s);
	await open(s, s.first, id);
	const said = await atOnce(CALLERS, (n) => {
		if (n % 2) return write(s, hash, { seq: 2, epoch: 1 });
		return say(s, n % 4 ? s.first : s.second, id, 2);
	});
	const places = await s.db.sql`select seq from tips.items where case_id = ${id} order by seq`;
	return { said: tally(said), places: places.map(({ seq }) => seq as number) };
}

it('a thread that is looked at without a lock would have one place taken twice, or end in a fault', async () => {
	const writing = 'tips.write_item(uuid, uuid, int, int, bytea)';
	const looked = "409, 'stale', 'seq');";
	const otherwise = async () => (await items()).said.stale !== CALLERS - 1;
	const unlocked = () =>
		naively(s.db.sql, 'tips.mine(staff.officers, uuid)', 'for update;', ';', () =>
			naively(s.db.sql, writing, looked, `${looked} perform pg_sleep(0.05);`, otherwise)
		);
	expect(await caught(unlocked)).toBe(true);
});

it('of a sender and officers who write at once one is next, and the others look again', async () => {
	for (let round = 0; round < crowd.rounds; round++)
		expect(await items()).toEqual({ said: { done: 1, stale: CALLERS - 1 }, places: [0, 1, 2] });
});
