/** What there is one of, and many who reach for it: a kit, a proof of work, a window kept for whoever waits, the room of a tip's files. */
import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createDatabase, type TestDatabase } from '../../supabase/local/testing.ts';
import * as home from '../../supabase/tests/household.ts';
import { atOnce, crowd, tally } from './crowd.ts';
import { naively, without } from './naive.ts';

let db: TestDatabase;
let g: home.Ground;
beforeAll(async () => {
	db = await createDatabase({ connections: 40 });
	g = await home.ground(db);
});
afterAll(() => db?.drop());

const rounds = async (one: () => Promise<void>) => {
	for (let round = 0; round < crowd.rounds; round++) await one();
};
const count = async (rows: PromiseLike<{ length: number }>) => (await rows).length;

/** As many leads as there are teams, each with one of them; all want the same kit on one day. */
async function kits() {
	const teams = await db.sql<{ id: string }[]>`
		insert into booking.teams (unit, name, places)
		select ${home.unit}, 'Tổ ' || gen_random_uuid(), 8 from generate_series(1, 8) returning id`;
	const [kit] =
		await db.sql`insert into unit.kits (name) values ('Bộ ' || gen_random_uuid()) returning id`;
	await db.sql`insert into unit.kit_units (kit, unit) values (${kit!.id}, ${home.unit})`;
	const [{ day }] = (await db.sql`
		select (house.local_day(now()) + 9)::text as day`) as unknown as [{ day: string }];
	const lead = await home.officer(db, ['lead']);
	const shifts = db.sql.json([{ from: 450, to: 660 }]);
	const said = await atOnce(teams.length, (n) =>
		db.as({ role: 'authenticated', ...lead }, async (tx) => {
			await tx`select public.booking_team_day_save(
				${randomUUID()}, ${teams[n]!.id}, ${day}, null, ${kit!.id}, false, ${shifts}, 8, 0, 0)`;
			return 'taken';
		})
	);
	const with_it = await count(
		db.sql`select 1 from booking.team_days where kit = ${kit!.id} and day = ${day}`
	);
	await db.sql`delete from booking.team_days where kit = ${kit!.id}`;
	return { said: tally(said), with_it };
}

it('without its index a kit would be in several places on one day', async () => {
	const index = 'team_days_kit_is_in_one_place';
	const emptied = () => Promise.resolve();
	const naive = await without(db.sql, 'booking.team_days', index, emptied, kits);
	expect(naive.with_it).toBeGreaterThan(1);
});

it('of leads who give one kit to their teams at once one has it, and the others are told', () =>
	rounds(async () => {
		expect(await kits()).toEqual({ said: { taken: 1, kit_taken: 7 }, with_it: 1 });
	}));

const spends = async () => {
	const proof = randomBytes(16).toString('hex');
	const said = await atOnce(crowd.callers, async () => {
		const [row] = await home.service(db, (tx) => tx`select public.booking_spend(${proof}) as paid`);
		return String(row!.paid);
	});
	return tally(said);
};

it('a proof that is looked for and then written down would pay many times', async () => {
	const naive = `if exists (select 1 from booking.proofs p where p.nonce = p_proof) then
			return false;
		end if;
		perform pg_sleep(0.05);
		insert into booking.proofs (nonce) values (p_proof) on conflict do nothing;
		return true;`;
	const written = /insert into booking\.proofs[^;]*;\s*return found;/g;
	const { true: paid } = await naively(db.sql, 'booking.spend(text)', written, naive, spends);
	expect(paid).toBeGreaterThan(1);
});

it(`${crowd.callers} questions with one proof at once: it pays for one`, () =>
	rounds(async () => {
		expect(await spends()).toEqual({ true: 1, false: crowd.callers - 1 });
	}));

/** Bytes of the largest part on the line. */
const PART = 1643 + 4096 * 1024 + 16 * (((4096 + 63) / 64) | 0);
const MOST = Math.floor((64 * 1024 * 1024) / PART);
const uploads = async () => {
	const [nonce, hash] = [randomBytes(16).toString('hex'), randomBytes(32).toString('hex')];
	const said = await atOnce(32, async () => {
		const part = randomUUID();
		await home.service(
			db,
			(tx) => tx`select public.tips_part_write(${nonce}, ${hash}, ${part}, ${PART}, ${part})`
		);
		return 'kept';
	});
	return tally(said);
};

it('a quota that is summed up without its lock would be passed', async () => {
	const signature = 'public.tips_part_write(text, text, uuid, int, text)';
	const naive = await naively(
		db.sql,
		signature,
		'for update;',
		'; perform pg_sleep(0.05);',
		uploads
	);
	expect(naive.kept).toBeGreaterThan(MOST);
});

it('parts of one tip that come at once fill its quota and no more', () =>
	rounds(async () => {
		expect(await uploads()).toEqual({ kept: MOST, quota_used: 32 - MOST });
	}));

/** One household waits, and several runs of the timer find a place for it on a day each. */
async function sharings() {
	await db.sql`delete from booking.stops`;
	const lookup = home.aLookup();
	await home.submit(db, null, { of: home.form(g.hamlets[0]!), lookup });
	const [row] = await db.sql`
		select case_id as id from lookup.codes where hash = decode(${home.hash(lookup)}, 'hex')`;
	const days = (await home.snapshot(db)).days.filter(({ id }) => shared.includes(id));
	const said = await atOnce(shared.length, async (n) => {
		const subject = randomUUID();
		const plan = home.plan(days[n]!, subject, home.windows[0]);
		const offers = {
			unit: home.unit,
			list: [{ why: 'waitlist', case: row!.id, subject, plan }],
			more: false
		};
		const [told] = await home.service(
			db,
			(tx) => tx`select public.booking_offer_write(${tx.json(offers as never)}) as words`
		);
		return (told!.words as string[])[0];
	});
	const kept = await count(
		db.sql`select 1 from booking.held_offers where case_id = ${row!.id} and ended is null`
	);
	return { kept, told: said.filter((word) => word === 'kept').length };
}
const shared: string[] = [];

it('runs of the timer that share out at once keep one window for whoever waits; without the lock they would keep several', async () => {
	for (const ahead of [10, 11, 12, 13]) {
		const [kit] =
			await db.sql`insert into unit.kits (name) values ('Bộ ' || gen_random_uuid()) returning id`;
		shared.push((await home.openDay(db.sql, g.team, kit!.id as string, ahead)).teamDay);
	}
	const signature = 'public.booking_offer_write(jsonb)';
	const naive = await naively(
		db.sql,
		signature,
		'for update skip locked;',
		'; perform pg_sleep(0.05);',
		sharings
	);
	expect(naive.kept).toBeGreaterThan(1);
	await rounds(async () => {
		expect(await sharings()).toEqual({ kept: 1, told: 1 });
	});
});
