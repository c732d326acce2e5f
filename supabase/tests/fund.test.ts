/** A reward without a name: the decision that allows it, the proposal, the lead's word. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newKey, officerOf, problemOf } from './people.ts';
import { hex } from './sealed.ts';
import * as fund from './rewarding.ts';
import type { Scene } from './rewarding.ts';

let s: Scene;
beforeAll(async () => {
	s = await fund.scene();
});
afterAll(() => s?.db.drop());

const refused = async (work: Promise<unknown>) => (await problemOf(work))?.message ?? null;

describe('the decision that allows rewards without a name', () => {
	test('is what a unit needs first, entered by its lead, and a new one replaces it', async () => {
		const other = { ...s, lead: await officerOf(s.db, '21451', ['lead']) };
		expect((await fund.seen(s, other.lead)).rule).toBeNull();
		const claim = fund.newClaim();
		expect(await refused(fund.propose(s, claim, other.lead))).toBe('rewards_off');
		await fund.allow(other);
		await fund.allow(other, { decision: '30/QĐ-CAX', cap: 2_000_000 });
		expect((await fund.seen(s, other.lead)).rule).toMatchObject({
			version: 2,
			decision: '30/QĐ-CAX',
			cap: 2_000_000
		});
		await fund.tell(s, other.lead, 'fund_disallow', {});
		expect((await fund.seen(s, other.lead)).rule).toBeNull();
	});

	test('is refused with a day to come, without its number, and with a cap that is none', async () => {
		for (const [changes, code] of [
			[{ decided_on: '2999-01-01' }, 'in_future'],
			[{ decision: '  ' }, 'required'],
			[{ basis: '' }, 'required'],
			[{ cap: 1 }, 'out_of_range'],
			[{ fetch_days: 5 }, 'out_of_range']
		] as const)
			expect(await refused(fund.allow(s, changes)), JSON.stringify(changes)).toBe(code);
	});
});

describe('a proposal', () => {
	test('stays under the cap of its row, which the table itself holds to', async () => {
		expect(await refused(fund.propose(s, fund.newClaim(5_000_001)))).toBe('out_of_range');
		expect(await refused(fund.propose(s, fund.newClaim(9_999)))).toBe('out_of_range');
		await fund.propose(s, fund.newClaim(5_000_000));
		const insert = (cap: number) => s.db.sql`
			insert into fund.rewards (number, unit, claim, settings, cap, amount, proposed_by)
			values ('TH-0000-0001', '21439', ${Buffer.alloc(32)}, 1, ${cap}, 6000000, ${s.investigator.sub})`;
		expect((await problemOf(insert(5_000_000)))?.code).toBe('23514');
		// A cap that no row has.
		expect((await problemOf(insert(6_000_000)))?.code).toBe('23503');
	});

	test('opens one reward a claim: a second is refused, unless the first was withdrawn', async () => {
		const claim = fund.newClaim();
		await fund.propose(s, claim);
		const again = { ...claim, number: fund.newClaim().number };
		expect(await refused(fund.propose(s, again))).toBe('already_proposed');
		expect(await refused(fund.propose(s, { ...fund.newClaim(), number: claim.number }))).toBe(
			'number_taken'
		);
		const { number } = claim;
		await fund.tell(s, s.investigator, 'fund_withdraw', { number, reason: 'mistake' });
		await fund.propose(s, again);
	});

	test('is sealed to other leads of the unit, and to nobody else', async () => {
		const { number, claim, amount } = fund.newClaim();
		const send = (verify: string) =>
			fund.tell(s, s.investigator, 'fund_propose', {
				number,
				claim,
				amount,
				packages: [{ verify, sealed: s.seal(1) }]
			});
		expect(await refused(send(hex()))).toBe('unknown_key');
		const plain = { verify: s.keys.lead.verify, sealed: 'AAAA' };
		expect(
			await refused(
				fund.tell(s, s.investigator, 'fund_propose', { number, claim, amount, packages: [plain] })
			)
		).toBe('bad_format');
		await send(s.keys.lead.verify);
	});

	test('sent twice by a slow line is one', async () => {
		const { number, claim, amount } = fund.newClaim();
		const args = {
			key: newKey(),
			number,
			claim,
			amount,
			packages: [{ verify: s.keys.lead.verify, sealed: s.seal(1) }]
		};
		for (let n = 0; n < 2; n++)
			expect(await fund.tell(s, s.investigator, 'fund_propose', args)).toEqual({ number });
	});
});

describe('the word of the lead', () => {
	test('says what was proposed, or is refused: another claim, amount, number or unit', async () => {
		const claim = fund.newClaim();
		await fund.propose(s, claim);
		for (const changes of [
			{ claim: hex() },
			{ amount: 4_000_000 },
			{ number: 'TH-1111-1111' },
			{ unit: '21451' }
		])
			expect(await refused(fund.approve(s, claim, changes)), JSON.stringify(changes)).toBe('stale');
		for (const [changes, code] of [
			[{ decision: '' }, 'required'],
			[{ decision: 'Theo tin TB-26-123456' }, 'names_a_tip'],
			[{ decided_on: '2999-01-01' }, 'in_future'],
			[{ fetch_until: '2999-01-01' }, 'out_of_range'],
			[{ elsewhere: '99999' }, 'bad_format'],
			[{ decided_on: 'hôm qua' }, 'bad_format'],
			[{ by: hex() }, 'unknown_key'],
			[{ tip: hex(16) }, 'unknown_field']
		] as const)
			expect(await refused(fund.approve(s, claim, changes)), JSON.stringify(changes)).toBe(code);
		await fund.approve(s, claim);
		expect(await refused(fund.approve(s, claim))).toBe('stale');
	});

	test('is never given by who proposed, nor paid out by either: three people, by constraint', async () => {
		const claim = fund.newClaim();
		await fund.propose(s, claim, s.lead);
		expect(await refused(fund.approve(s, claim))).toBe('three_people');
		await fund.approve(s, claim, { by: s.keys.deputy.verify }, s.deputy);
		await s.db
			.sql`update staff.officers set roles = '{lead,treasurer}' where user_id in (${s.lead.sub}, ${s.deputy.sub})`;
		for (const who of [s.lead, s.deputy])
			expect(await refused(fund.settle(s, claim, 'paid', who))).toBe('three_people');
		await s.db
			.sql`update staff.officers set roles = '{lead}' where user_id in (${s.lead.sub}, ${s.deputy.sub})`;
		// The tables themselves.
		const own = s.db
			.sql`update fund.rewards set state = 'approved', approved_by = proposed_by where number = ${claim.number}`;
		expect((await problemOf(own))?.message).toBe('append_only');
		const [r] = await s.db.sql`select * from fund.rewards where number = ${claim.number}`;
		const pay = s.db.sql`
			insert into fund.settlements (reward, state, amount, proposed_by, approved_by, settled_by, unit)
			values (${r!.id}, 'paid', ${r!.amount}, ${r!.proposed_by}, ${r!.approved_by}, ${r!.approved_by}, '21439')`;
		expect((await problemOf(pay))?.code).toBe('23514');
		await fund.settle(s, claim);
	});
});
