/** Who may know of requests for help, and the list of families that support officers look after. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createDatabase, type TestDatabase } from '../local/testing.ts';
import { dayIn, helpOf, newHash, own } from './helping.ts';
import { newKey, officerOf, one, problemOf, type Person } from './people.ts';
import { verbsOf, type Verbs } from './verbs.ts';

let db: TestDatabase;
let h: ReturnType<typeof helpOf>;
let q: Verbs;
const who: Record<string, Person> = {};

beforeAll(async () => {
	db = await createDatabase();
	h = helpOf(db);
	q = verbsOf(db);
	for (const role of ['support', 'desk', 'lead', 'field', 'editor', 'treasurer', 'auditor'])
		who[role] = await officerOf(db, '21439', [role]);
	who.elsewhere = await officerOf(db, '21451', ['support', 'desk']);
});
afterAll(() => db?.drop());

describe('what somebody says on the phone or at the desk', () => {
	test('is entered by desk and support officers for their unit, and its code opens it', async () => {
		for (const role of ['desk', 'support'])
			expect(await h.enter(who[role]!)).toMatchObject({ state: 'family_to_ask' });
		const hash = newHash();
		const { id, reference } = await h.enter(who.desk!, own, { hash, channel: 'hotline' });
		const whole = await q.open(who.support!, id);
		expect(whole.row).toMatchObject({ channel: 'hotline', state: 'to_visit', reference });
		expect(whole.events.find(({ code }) => code === 'received')!.officer).toMatchObject({
			id: who.desk!.sub
		});
		expect(await h.open({ id, hash, reference })).toMatchObject({ reference, kind: 'support' });
	});

	test('twice under one key is one request, and of no other role or unit’s place', async () => {
		const [key, hash] = [newKey(), newHash()];
		const once = await h.enter(who.desk!, {}, { key, hash });
		expect(await h.enter(who.desk!, {}, { key, hash })).toEqual(once);
		for (const role of ['field', 'editor', 'treasurer', 'auditor'])
			expect(await problemOf(h.enter(who[role]!))).toMatchObject({ message: 'role_missing' });
		expect(await problemOf(h.enter(who.elsewhere!))).toMatchObject({ message: 'not_served' });
		expect(await problemOf(h.enter(who.desk!, {}, { channel: 'web' }))).toMatchObject({
			detail: 'channel'
		});
		expect(await problemOf(h.enter(who.desk!, { consent: false }))).toMatchObject({
			detail: 'consent'
		});
	});
});

describe('a request for help', () => {
	test('is known to desk, support officers and lead of its unit, and exists for nobody else', async () => {
		const { id, reference } = await h.ask(own);
		for (const role of ['support', 'desk', 'lead'])
			expect((await q.all(who[role]!, { kind: 'support' })).map((row) => row.id)).toContain(id);
		for (const role of ['field', 'editor', 'treasurer', 'auditor', 'elsewhere']) {
			expect(await problemOf(q.open(who[role]!, id))).toMatchObject({ message: 'not_found' });
			expect((await q.all(who[role]!)).map((row) => row.reference)).not.toContain(reference);
		}
	});

	test('is worked on by each within their duty: the desk asks and agrees, support officers decide', async () => {
		const of = await h.ask();
		expect((await q.open(who.desk!, of.id)).actions).toEqual([
			'call',
			'consent',
			'end_support',
			'replace_code',
			'assign',
			'note',
			'ask_data'
		]);
		await h.consent(who.desk!, of);
		for (const deed of [
			() => h.visit(who.desk!, of),
			() => h.decide(who.desk!, of),
			() => h.give(who.desk!, of),
			() => h.consent(who.treasurer!, of)
		])
			expect(await problemOf(deed())).toMatchObject({ code: 'PT403', message: 'role_missing' });
		expect((await q.open(who.support!, of.id)).actions).toEqual([
			'call',
			'visit_day',
			'visit_made',
			'end_support',
			'assign',
			'note'
		]);
		for (const name of ['support_consent', 'support_end'] as const) {
			const args =
				name === 'support_end'
					? { reason: 'duplicate', note: null }
					: { agreed: true, how: 'in_person' };
			expect(await problemOf(h.act(who.elsewhere!, of, name, args))).toMatchObject({
				message: 'not_found'
			});
		}
	});

	test('is found by the name, without marks, and its title holds nothing of it', async () => {
		const { id } = await h.ask({ family_name: 'Huỳnh Thị Ngãi' });
		const { search, title_data } = one(
			await db.sql`select search, title_data from queue.cases where id = ${id}`
		);
		expect(search).toContain('huynh thi ngai');
		expect(title_data).toEqual({});
	});
});

describe('the list of families', () => {
	test('is for support officers alone, and each line of it is a read', async () => {
		const { id } = await h.inCare(who.support!);
		for (const role of ['desk', 'lead', 'field', 'auditor'])
			expect(await problemOf(h.families(who[role]!))).toMatchObject({ message: 'role_missing' });
		expect((await h.families(who.elsewhere!)).rows).toEqual([]);
		await h.families(who.support!);
		const reads = await db.sql`select 1 from queue.reads where case_id = ${id} and code = 'listed'`;
		expect(reads.length).toBeGreaterThan(0);
	});

	test('has first whom nobody will visit, then by the day, page after page without a gap', async () => {
		const unit = '21457';
		const helper = await officerOf(db, unit, ['support']);
		const made = [];
		for (const next of [dayIn(9), null, dayIn(2), null, dayIn(5)])
			made.push(await h.inCare(helper, { area: unit }, next));
		const all = (await h.families(helper)).rows;
		expect(all.map(({ next_visit }) => next_visit)).toEqual([
			null,
			null,
			dayIn(2),
			dayIn(5),
			dayIn(9)
		]);
		expect(all[0]).toMatchObject({ name: 'Võ Thị Lành', last_visit: dayIn(0) });
		const paged = [];
		for (let after: unknown = null; ;) {
			const { rows, next } = await h.families(helper, { after, size: 2 });
			paged.push(...rows.map(({ id }) => id));
			if (!next) break;
			after = next;
		}
		expect(paged).toEqual(all.map(({ id }) => id));
		expect((await h.families(helper, { area: '21439' })).rows).toEqual([]);
	});

	test('has no family that has not said yes, and none that is looked after no more', async () => {
		const before = (await h.families(who.support!)).rows.length;
		await h.ask();
		const of = await h.inCare(who.support!);
		await h.end(who.support!, of);
		expect((await h.families(who.support!)).rows).toHaveLength(before);
	});
});
