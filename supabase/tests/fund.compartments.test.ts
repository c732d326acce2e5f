/** Who learns what of a reward, and that nothing ties it to a tip. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { officerOf, problemOf, type Person } from './people.ts';
import { door } from './sealed.ts';
import * as fund from './rewarding.ts';
import type { Claim, Scene } from './rewarding.ts';

let s: Scene;
let proposed: Claim;
let waiting: Claim;
let elsewhere: Claim;
beforeAll(async () => {
	s = await fund.scene();
	proposed = fund.newClaim();
	await fund.propose(s, proposed);
	waiting = await fund.approved(s);
	elsewhere = await fund.approved(s, { elsewhere: '21451' });
});
afterAll(() => s?.db.drop());

const numbers = async (who: Person) =>
	(await fund.seen(s, who)).rewards.map(({ number }) => number);
const refused = async (work: Promise<unknown>) => (await problemOf(work))?.message ?? null;

describe('a reward is seen by', () => {
	test('the lead in each state; the claim and the package until the decision alone', async () => {
		expect((await numbers(s.lead)).sort()).toEqual(
			[proposed, waiting, elsewhere].map(({ number }) => number).sort()
		);
		const row = await fund.oneSeen(s, s.lead, proposed);
		expect(row?.asked).toMatchObject({ claim: proposed.claim });
		expect(row?.asked?.sealed).toMatch(/^[A-Za-z0-9+/]+=*$/);
		expect((await fund.oneSeen(s, s.lead, waiting))?.asked).toBeNull();
		expect(
			await s.db.sql`select 1 from fund.packages p join fund.rewards r on r.id = p.reward
			where r.state <> 'proposed'`
		).toHaveLength(0);
	});

	test('the treasurer once it is approved, without claim, steps or who proposed it', async () => {
		expect((await numbers(s.treasurer)).sort()).toEqual(
			[waiting, elsewhere].map(({ number }) => number).sort()
		);
		const row = await fund.oneSeen(s, s.treasurer, waiting);
		expect(row).toMatchObject({ asked: null, steps: null, mine: false });
		expect(JSON.stringify(row)).not.toContain(waiting.claim);
		expect(JSON.stringify(row)).not.toContain(s.investigator.sub);
	});

	test('the treasurer of another unit where the lead lets them pay it, and a lead of that unit never', async () => {
		expect(await numbers(s.neighbour)).toEqual([elsewhere.number]);
		expect(await numbers(await officerOf(s.db, '21451', ['lead', 'investigator']))).toEqual([]);
	});

	test('its proposer alone among investigators', async () => {
		expect(await numbers(s.investigator)).toContain(proposed.number);
		expect(await numbers(await officerOf(s.db, fund.unit, ['investigator']))).toEqual([]);
	});
});

test('officers without the role are refused at every door', async () => {
	const { number, digits } = waiting;
	const desk = await officerOf(s.db, fund.unit, ['desk', 'field', 'support', 'editor', 'auditor']);
	for (const [who, work] of [
		[desk, (p: Person) => door(s.db, p, 'fund_rewards', {})],
		[desk, (p: Person) => fund.propose(s, fund.newClaim(), p)],
		[s.treasurer, (p: Person) => fund.propose(s, fund.newClaim(), p)],
		[s.investigator, (p: Person) => fund.approve(s, proposed, {}, p)],
		[s.treasurer, (p: Person) => fund.approve(s, proposed, {}, p)],
		[s.treasurer, (p: Person) => fund.allow({ ...s, lead: p })],
		[s.investigator, (p: Person) => fund.tell(s, p, 'fund_disallow', {})],
		[s.lead, (p: Person) => door(s.db, p, 'fund_claim', { number, digits })],
		[s.lead, (p: Person) => fund.settle(s, waiting, 'paid', p)],
		[s.investigator, (p: Person) => fund.settle(s, waiting, 'paid', p)],
		[s.treasurer, (p: Person) => fund.tell(s, p, 'fund_withdraw', { number, reason: 'mistake' })]
	] as const)
		expect(await refused(work(who))).toBe('role_missing');
});

test('a treasurer reads the lists by which the word of a lead is proven', async () => {
	const read = (who: Person) => door(s.db, who, 'staff_desk_list', { unit: fund.unit, version: 1 });
	expect(await read(s.treasurer)).toEqual({ body: null });
	expect(await read(s.neighbour)).toEqual({ body: null });
});

test('another investigator withdraws nothing, and the proposer nothing that was approved', async () => {
	const other = await officerOf(s.db, fund.unit, ['investigator']);
	const take = (who: Person, { number }: Claim) =>
		refused(fund.tell(s, who, 'fund_withdraw', { number, reason: 'mistake' }));
	expect(await take(other, proposed)).toBe('not_found');
	expect(await take(s.investigator, waiting)).toBe('stale');
	const abroad = await officerOf(s.db, '21451', ['lead']);
	expect(await take(abroad, elsewhere)).toBe('not_found');
});

describe('nothing ties a reward to a tip', () => {
	const ofRewards = [
		'settings',
		'caps',
		'rewards',
		'packages',
		'settlements',
		'events',
		'tries',
		'posted_rewards'
	];

	test('no column of the room can hold a case or a tip, nor one of rewards a time finer than a day', async () => {
		const columns = await s.db.sql<{ table: string; column: string; type: string }[]>`
			select table_name as "table", column_name as "column", data_type as type
			from information_schema.columns where table_schema = 'fund'`;
		const timed = columns.filter(({ table }) => ofRewards.includes(table));
		expect(timed.length).toBeGreaterThan(40);
		expect(timed.filter(({ type }) => /time|json/.test(type))).toEqual([]);
		expect(columns.filter(({ column }) => /case|tip|thread|item|lookup/.test(column))).toEqual([]);
		const links = await s.db.sql<{ from: string; to: string }[]>`
			select distinct r.relname as from, c.confrelid::regclass::text as to
			from pg_constraint c join pg_class r on r.oid = c.conrelid
			where c.contype = 'f' and c.connamespace = 'fund'::regnamespace`;
		const of = links.filter(({ from }) => ofRewards.includes(from)).map(({ to }) => to);
		expect([...new Set(of)].sort()).toEqual([
			'fund.caps',
			'fund.rewards',
			'fund.settings',
			'fund.settlements',
			'staff.officers',
			'unit.units'
		]);
		// The ledger knows caps, and which rewards it has; by which entry is written nowhere.
		expect(
			links.filter(
				({ from, to }) =>
					!ofRewards.includes(from) && /fund\.(rewards|settlements|posted_rewards)/.test(to)
			)
		).toEqual([]);
	});

	test('commands of the room are kept with their day alone, and name no case', async () => {
		await fund.settle(s, await fund.approved(s));
		const rows = await s.db.sql`select case_id, answer,
				extract(epoch from at - house.at(house.local_day(at), 0))::int as past
			from queue.commands where door like 'fund%'`;
		expect(rows.length).toBeGreaterThan(3);
		for (const { case_id, past } of rows) expect([case_id, past]).toEqual([null, 0]);
	});

	test('nothing is written on the side of cases', async () => {
		const count = async () => {
			const [row] = await s.db.sql`select (select count(*) from queue.events)::int as events,
				(select count(*) from queue.reads)::int as reads`;
			return row;
		};
		const before = await count();
		await fund.settle(s, await fund.approved(s));
		expect(await count()).toEqual(before);
	});
});

test('steps, settlements, caps and what was approved are written once, for the owner of the rows too', async () => {
	const claim = await fund.approved(s);
	await fund.settle(s, claim);
	const { sql } = s.db;
	for (const work of [
		sql`update fund.events set day = '2026-01-01'`,
		sql`delete from fund.settlements`,
		sql`update fund.caps set amount = 900000000`,
		sql`delete from fund.rewards`,
		sql`update fund.rewards set amount = 20000 where number = ${claim.number}`,
		sql`update fund.rewards set claim = ${Buffer.alloc(32, 1)} where number = ${waiting.number}`,
		sql`update fund.rewards set word = '{}' where number = ${waiting.number}`,
		sql`update fund.rewards set state = 'approved' where number = ${claim.number}`
	])
		expect((await problemOf(work))?.message).toBe('append_only');
	const row = await fund.oneSeen(s, s.lead, claim);
	expect(row?.steps?.map(({ code }) => code)).toEqual(['propose', 'approve', 'paid']);
});
