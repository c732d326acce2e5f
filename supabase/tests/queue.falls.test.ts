/** To whom a new case falls: who is on duty, the officers in turn, members of a tip alone, or nobody. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { callBackOf, visitOf } from './cases.ts';
import { clear, holderOf, hours, says, stands } from './on-duty.ts';
import { officerOf, one, type Person } from './people.ts';
import { tell, scene, sendTip, type Scene } from './tipping.ts';
import { secretsFor } from './sealed.ts';
import { verbsOf, type Verbs } from './verbs.ts';

let s: Scene;
let q: Verbs;
let other: Person;
const now = new Date();
const shift = [hours(now, -3), hours(now, 21)] as const;
const today = new Date(now.getTime() + 7 * 3_600_000).toISOString().slice(0, 10);

beforeAll(async () => {
	s = await scene();
	q = verbsOf(s.db);
	other = await officerOf(s.db, '21439', ['desk'], 'Cán bộ Thử Hai');
});
afterAll(() => s?.db.drop());
beforeEach(async () => {
	await clear(s.db);
	await s.db.sql`update queue.cases set assignee = null, fell_to = null`;
});
const rule = (assign: string, ceiling = 40) =>
	s.db
		.sql`update unit.settings set assign_rule = ${assign}, assign_ceiling = ${ceiling} where unit = '21439'`;
const fresh = async () => holderOf(s.db, (await callBackOf(s.db, '21439')).id);

describe('a new case', () => {
	test('falls to the officer at the desk of the shift, and its history says by which rule', async () => {
		await stands(s.db, s.lead, shift, 'commander');
		await stands(s.db, s.desk, shift);
		const { id } = await callBackOf(s.db, '21439');
		expect(await holderOf(s.db, id)).toBe(s.desk.sub);
		const { events, row } = await q.open(s.desk, id);
		expect(row).toMatchObject({ assignee: { id: s.desk.sub }, version: 1 });
		expect(events.find(({ code }) => code === 'assign')).toMatchObject({
			by: 'system',
			officer: null,
			data: { officer: s.desk.sub, rule: 'duty' },
			visible_to_citizen: false
		});
	});

	test('falls to the commander when the desk may not know of it or is away', async () => {
		await stands(s.db, s.lead, shift, 'commander');
		await stands(s.db, s.outside, shift);
		expect(await fresh()).toBe(s.lead.sub);
		await stands(s.db, s.desk, shift);
		await says(s.db, s.desk, 'staff_away_save', {
			officer: s.desk.sub,
			from_day: today,
			to_day: today
		});
		expect(await fresh()).toBe(s.lead.sub);
	});

	test('falls to nobody where nobody is on duty, the account is closed, or the rule is off', async () => {
		expect(await fresh()).toBeNull();
		await stands(s.db, s.desk, shift);
		await rule('off');
		expect(await fresh()).toBeNull();
		await rule('duty');
		await s.db.sql`update staff.officers set disabled_at = now() where user_id = ${s.desk.sub}`;
		expect(await fresh()).toBeNull();
		await s.db.sql`update staff.officers set disabled_at = null where user_id = ${s.desk.sub}`;
		expect(await fresh()).toBe(s.desk.sub);
	});

	test('of another unit does not fall to this one’s', async () => {
		await stands(s.db, s.desk, shift);
		expect(await holderOf(s.db, (await visitOf(s.db, '21451')).id)).toBeNull();
	});

	test('that turns urgent under the phone falls to who is on duty, if nobody has it', async () => {
		const { id } = await callBackOf(s.db, '21439');
		await rule('rotation');
		await stands(s.db, s.desk, shift);
		await q.call(other, { id }, 'wrong_number');
		expect(await holderOf(s.db, id)).toBe(s.desk.sub);
		const { id: had } = await callBackOf(s.db, '21439');
		await s.db.sql`update queue.cases set assignee = ${s.lead.sub} where id = ${had}`;
		await q.call(other, { id: had }, 'wrong_number');
		expect(await holderOf(s.db, had)).toBe(s.lead.sub);
	});
});

describe('in turn', () => {
	test('each case goes to who has the fewest, never beyond the ceiling, and past who is away', async () => {
		await rule('rotation', 3);
		const given = [];
		for (let n = 0; n < 7; n++) given.push(await fresh());
		for (const who of [s.desk, other])
			expect(given.filter((one) => one === who.sub)).toHaveLength(3);
		expect(given.at(-1)).toBeNull();
		expect(given[0]).not.toBe(given[1]);
		await s.db.sql`update queue.cases set assignee = null`;
		await says(s.db, other, 'staff_away_save', {
			officer: other.sub,
			from_day: today,
			to_day: today
		});
		expect([await fresh(), await fresh()]).toEqual([s.desk.sub, s.desk.sub]);
	});

	test('twenty that come at once are shared out evenly', async () => {
		await rule('rotation', 10);
		const made = await Promise.all(
			Array.from({ length: 22 }, (_, n) =>
				n % 2 ? callBackOf(s.db, '21439') : visitOf(s.db, '21439')
			)
		);
		const held = await Promise.all(made.map(({ id }) => holderOf(s.db, id)));
		expect(held.filter((one) => one === s.desk.sub)).toHaveLength(10);
		expect(held.filter((one) => one === other.sub)).toHaveLength(10);
	});

	test('a tip never counts, so that nobody who is passed by can tell that it is there', async () => {
		await rule('rotation', 1);
		await s.db
			.sql`update staff.officers set roles = '{investigator,desk}' where user_id = ${s.first.sub}`;
		await stands(s.db, s.first, shift);
		const { id } = await sendTip(s);
		expect(await holderOf(s.db, id)).toBe(s.first.sub);
		const three = [await fresh(), await fresh(), await fresh()];
		expect(new Set(three)).toEqual(new Set([s.first.sub, s.desk.sub, other.sub]));
		await s.db
			.sql`update staff.officers set roles = '{investigator}' where user_id = ${s.first.sub}`;
	});
});

describe('a tip', () => {
	test('falls to a member who is on duty, else to nobody, whoever else is', async () => {
		await stands(s.db, s.desk, shift);
		await stands(s.db, s.outside, shift, 'commander');
		expect(await holderOf(s.db, (await sendTip(s)).id)).toBeNull();
		await stands(s.db, s.second, shift, 'response');
		const { id } = await sendTip(s, { urgent: true });
		expect(await holderOf(s.db, id)).toBe(s.second.sub);
		await rule('off');
		expect(await holderOf(s.db, (await sendTip(s)).id)).toBeNull();
		await rule('rotation');
		expect(await holderOf(s.db, (await sendTip(s)).id)).toBe(s.second.sub);
	});

	test('is written down with its hour alone', async () => {
		await stands(s.db, s.second, shift);
		const { id } = await sendTip(s);
		const event = one(
			await s.db.sql`select at from queue.events where case_id = ${id} and code = 'assign'`
		);
		expect(event.at.getTime() % 3_600_000).toBe(0);
	});

	test('that comes from another unit is new there, and falls to its member on duty', async () => {
		await stands(s.db, s.late, shift);
		await stands(s.db, s.first, shift);
		const { id } = await sendTip(s);
		expect(await holderOf(s.db, id)).toBe(s.first.sub);
		await tell(s, s.first, 'tips_rekey', {
			id,
			unit: '21451',
			item: crypto.randomUUID(),
			seq: 2,
			epoch: 1,
			sealed: s.seal(4),
			secrets: secretsFor(s.seal, 'T', [s.keys.neighbour.verify, s.keys.late.verify, null])
		});
		expect(await holderOf(s.db, id)).toBe(s.late.sub);
	});
});
