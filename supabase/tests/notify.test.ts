/** Who is told what about a visit, by which way, and when nobody is told anything. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createDatabase, type TestDatabase } from '../local/testing.ts';
import { ask, form, hash, refusal, submit } from './household.ts';
import { mobile, telling, type Telling } from './telling.ts';

let db: TestDatabase;
let t: Telling;
beforeAll(async () => {
	db = await createDatabase();
	t = await telling(db);
});
afterAll(() => db?.drop());
beforeEach(() => t.ways(['sms']));

const cancel = { reason: 'other', note: 'Hết đợt', died: null };

describe('a family', () => {
	test('is told by SMS that their visit is confirmed, with its day and window and nothing else', async () => {
		const visit = await t.visitIn(2);
		const [row] = await t.rows(visit);
		expect(row).toMatchObject({ purpose: 'confirmed', channel: 'sms', state: 'pending' });
		expect(row).toMatchObject({ to_address: mobile, to_tail: '00', error: null, tries: 0 });
		expect(Object.keys(row!.data).toSorted()).toEqual(['day', 'from', 'to']);
	});

	test('that pressed twice, or whose officer did, is told once', async () => {
		const visit = await t.visitIn(2);
		const [row] = await t.rows(visit);
		const again = db.sql`
			insert into notify.outbox (unit, purpose, channel, case_id, once, to_address, expires_at)
			select unit, purpose, channel, case_id, once, to_address, expires_at from notify.outbox where id = ${row!.id}`;
		expect(await refusal(again)).toContain('outbox_once_key');
	});

	test('without a mobile number is told by e-mail where they gave one to the desk', async () => {
		await t.ways(['sms', 'email']);
		const visit = await t.visitIn(2, { confirmed: false });
		await db.sql`update booking.visits set booker_phone = '+842553123456' where case_id = ${visit.id}`;
		await t.email(visit, 'gia.dinh@vi-du.example');
		await t.act(visit, 'booking_confirm', { checked: 'population_data', papers: null });
		const [row] = await t.rows(visit);
		expect(row).toMatchObject({
			channel: 'email',
			to_address: 'gia.dinh@vi-du.example',
			to_tail: null
		});
	});

	test('that gave an e-mail address with its booking has it kept where the unit sends e-mail, and nowhere else', async () => {
		const of = form(t.g.hamlets[0]!);
		const book = async (email: string) => {
			const { lookup } = await submit(db, null, {
				of: { ...of, contact: { ...of.contact, email } }
			});
			return db.sql`
				select e.address, e.officer from notify.emails e join lookup.codes l on l.case_id = e.case_id
				where l.hash = decode(${hash(lookup)}, 'hex')`;
		};
		expect([...(await book('gia.dinh@vi-du.example'))]).toEqual([]);
		await t.ways(['email']);
		expect([...(await book('gia.dinh@vi-du.example'))]).toEqual([
			{ address: 'gia.dinh@vi-du.example', officer: null }
		]);
		for (const bad of ['gia.dinh', 'a@b..vn', 'a@b.vn c@d.vn', 'https://a@b.vn/x'])
			expect(await refusal(book(bad))).toBe('bad_format');
	});

	test('is told by Zalo rather than by SMS where the unit has both', async () => {
		await t.ways(['sms', 'zns']);
		expect(await t.told(await t.visitIn(2))).toEqual(['confirmed zns pending']);
	});

	test('is told nothing at all by a unit that opened no way, or whose provider is gone', async () => {
		await t.ways([]);
		expect(await t.told(await t.visitIn(2))).toEqual([]);
		await t.ways(['sms']);
		await t.prepare([]);
		expect(await t.told(await t.visitIn(2))).toEqual([]);
	});

	test('whose window changed is told the new one, and never the old one any more', async () => {
		const visit = await t.visitIn(2);
		await t.happened(visit, 'move');
		expect(await t.told(visit)).toEqual(['confirmed sms cancelled', 'changed sms pending']);
		expect((await t.rows(visit))[0]).toMatchObject({ error: 'overtaken', to_address: null });
	});

	test('whose visit the unit cancels is told so, and what was to be told before is dropped', async () => {
		const visit = await t.visitIn(2);
		await t.act(visit, 'booking_cancel', cancel);
		expect(await t.told(visit)).toEqual(['confirmed sms cancelled', 'cancelled sms pending']);
	});

	test('that cancelled for a reason of its own is not told what it said', async () => {
		const visit = await t.visitIn(2);
		await t.act(visit, 'booking_cancel', { ...cancel, reason: 'went_to_office' });
		expect(await t.told(visit)).toEqual(['confirmed sms cancelled']);
	});

	test('whose card has come is told to fetch it, unless it has been handed over meanwhile', async () => {
		const visit = await t.visitIn(2);
		const [id] = visit.people;
		const people = [{ id, outcome: 'captured', receiver: null, note: null }];
		await t.act(visit, 'booking_outcome', { people });
		await t.act(visit, 'booking_card_ready', { people: [id] });
		expect(await t.told(visit)).toContain('card_ready sms pending');
		await t.act(visit, 'booking_card_handed', {
			...{ people: [id], handed_to: 'owner', card_seen: null }
		});
		expect(await t.told(visit)).toContain('card_ready sms cancelled');
	});
});

describe('a death in the house', () => {
	test('stops every message at once, in the same transaction, also one that a worker has just taken', async () => {
		const visit = await t.visitIn(2);
		const { messages } = await t.take('sms');
		expect(messages.map(({ to }) => to)).toContain(mobile);
		await t.act(visit, 'booking_cancel', { ...cancel, reason: 'person_died', note: null });
		const rows = await t.rows(visit);
		expect(rows).toMatchObject([
			{ purpose: 'confirmed', state: 'cancelled', error: 'died', to_address: null }
		]);
	});

	test('of one of several means that the desk speaks with the others, and no message ever goes there', async () => {
		const visit = await t.visitIn(2);
		await db.sql`
			insert into booking.people (visit_id, position, service, outcome) values (${visit.visit}, 2, 'renew', 'died')`;
		await db.sql`select queue.note_event(${visit.id}, 'person_died', 'citizen')`;
		await t.happened(visit, 'move');
		expect(await t.told(visit)).toEqual(['confirmed sms cancelled', 'changed call pending']);
	});
});

describe('whom no message reaches', () => {
	beforeEach(() => t.ways([]));

	test('is in the call list when it matters, until somebody was told', async () => {
		const visit = await t.visitIn(2);
		await t.happened(visit, 'move');
		expect(await t.told(visit)).toEqual(['changed call pending']);
		expect((await t.toCall(visit))?.flag).toEqual({ code: 'to_tell', days: 0 });
		await t.act(visit, 'queue_call', { outcome: 'answered', again_at: null, note: null });
		expect(await t.told(visit)).toEqual(['changed call sent']);
		expect(await t.toCall(visit)).toBeNull();
	});

	test('is not called about what they have just agreed to on the phone', async () => {
		const visit = await t.visitIn(2);
		await t.act(visit, 'queue_call', { outcome: 'answered', again_at: null, note: null });
		await t.happened(visit, 'move');
		expect(await t.told(visit)).toEqual([]);
	});

	test('is not called twice about a postponed day, whose case is in the list by itself', async () => {
		const visit = await t.visitIn(2);
		await db.sql`update queue.cases set state = 'postponed' where id = ${visit.id}`;
		const [row] = await db.sql`select booking.window_of(${visit.visit}) as w`;
		await t.happened(visit, 'postpone', { window: row!.w });
		expect(await t.told(visit)).toEqual([]);
	});
});

// The last of this file: no day of the unit that lies two days ahead is open after it.
test('a family whose day is postponed is told so, and hears nothing more of the old window', async () => {
	const visit = await t.visitIn(2);
	const [day] = await db.sql`select day::text from booking.team_days where id = ${visit.day}`;
	await ask(db, t.lead, 'booking_postpone', {
		...{ key: randomUUID(), team: null, area: null, from_day: day!.day, to_day: day!.day },
		...{ reason: 'storm', note: null }
	});
	expect(await t.told(visit)).toEqual(['confirmed sms cancelled', 'postponed sms pending']);
	expect((await t.take('sms')).messages).toContainEqual(
		expect.objectContaining({ purpose: 'postponed' })
	);
});
