/** What a lead and the desk do about messages, and what is left of them afterwards. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { doors } from '../functions/_shared/contracts/notify.ts';
import { createDatabase, type TestDatabase } from '../local/testing.ts';
import type { Visit } from './evenings.ts';
import { ask, refusal } from './household.ts';
import { telling, type Telling } from './telling.ts';

let db: TestDatabase;
let t: Telling;
let visit: Visit;
beforeAll(async () => {
	db = await createDatabase();
	t = await telling(db);
});
afterAll(() => db?.drop());
beforeEach(async () => {
	// What earlier tests left would be taken, too.
	await db.sql`update notify.outbox set state = 'cancelled', to_address = null, claim = null, claimed_until = null, ended_at = now() where state in ('pending', 'claimed')`;
	await t.ways(['sms']);
	visit = await t.visitIn(2);
});

const row = async () => (await t.rows(visit))[0]!;
describe('a message that did not arrive', () => {
	const dead = async () => {
		const { messages } = await t.take('sms');
		await t.finish(messages, { outcome: 'dead', code: 'http_400' });
		return messages[0]!.id;
	};
	const again = (message: string, how: 'send' | 'call', who = t.lead, key: string = randomUUID()) =>
		ask(db, who, 'notify_again', { key, message, how });

	test('is sent again at the word of the lead, once, and to the number that stands there now', async () => {
		const id = await dead();
		await db.sql`update booking.visits set booker_phone = '+84911111177' where case_id = ${visit.id}`;
		const key = randomUUID();
		await again(id, 'send', t.lead, key);
		await again(id, 'send', t.lead, key);
		expect((await t.take('sms')).messages).toMatchObject([{ id, to: '+84911111177' }]);
		expect(await refusal(again(id, 'send'))).toBe('not_allowed');
	});

	test('is given to the desk to call, which writes down that it did', async () => {
		const id = await dead();
		await again(id, 'call');
		const mine = (await t.page(t.desk)).calls!.find((call) => call.case!.id === visit.id)!;
		expect(mine).toMatchObject({ purpose: 'confirmed', channel: 'call' });
		const called = (who = t.desk) =>
			ask(db, who, 'notify_called', { key: randomUUID(), message: mine.id });
		expect(await refusal(called(t.stranger))).toBe('not_found');
		await called();
		expect(await refusal(called())).toBe('not_allowed');
		expect((await t.page(t.desk)).calls!.map((call) => call.case!.id)).not.toContain(visit.id);
	});

	test('is not sent again when it is not true any more, when the way is closed, or by the desk', async () => {
		const id = await dead();
		expect(await refusal(again(id, 'send', t.desk))).toBe('role_missing');
		await t.ways([]);
		expect(await refusal(again(id, 'send'))).toBe('not_reachable');
		await t.act(visit, 'booking_cancel', { reason: 'went_to_office', note: null, died: null });
		expect(await refusal(again(id, 'call'))).toBe('overtaken');
	});
});

describe('the ways of a unit', () => {
	const save = (more: object, who = t.lead) =>
		ask(db, who, 'notify_settings_save', {
			...{ key: randomUUID(), sms: true, zns: false, email: false, sender: 'GAN DAN' },
			...more
		});

	test('are set by its lead, and an SMS needs a name to come from', async () => {
		await save({ zns: true });
		expect((await t.page()).settings).toEqual({
			...{ sms: true, zns: true, email: false, sender: 'GAN DAN' }
		});
		expect(await refusal(save({ sender: null }))).toBe('required');
		expect(await refusal(save({ sender: '0912345678' }))).toBe('bad_format');
		expect(await refusal(save({ sender: 'a.vn' }))).toBe('bad_format');
		expect(await refusal(save({}, t.desk))).toBe('role_missing');
	});
});

test('an e-mail address goes with the other ways to reach somebody, and so does what was to be sent', async () => {
	await t.email(visit, 'gia.dinh@vi-du.example');
	expect(await refusal(t.email(visit, 'a@b.example\r\nBcc: c@d.example'))).toBe('bad_format');
	expect(await refusal(t.email(visit, 'a@b.example', t.stranger))).toBe('not_found');
	await db.sql`select booking.erase_contact(${visit.id})`;
	const [left] =
		await db.sql`select count(*)::int as n from notify.emails where case_id = ${visit.id}`;
	expect(left!.n).toBe(0);
	expect(await row()).toMatchObject({ state: 'cancelled', to_address: null, to_tail: null });
});

test('the desk sees on the case what was told, and that there is an e-mail address, but not which', async () => {
	await t.email(visit, 'gia.dinh@vi-du.example');
	const ofCase = (who = t.desk) => ask(db, who, 'notify_of_case', { id: visit.id });
	const seen = doors.notify_of_case.answer.parse(await ofCase());
	expect(seen).toMatchObject({ email: true, messages: [{ purpose: 'confirmed', tail: '00' }] });
	expect(JSON.stringify(seen)).not.toMatch(/vi-du|900000100/);
	expect(await refusal(ofCase(t.stranger))).toBe('not_found');
	await t.email(visit, null);
	expect(await ofCase()).toMatchObject({ email: false });
});

test('the last digits of a number are gone after a month', async () => {
	await t.finish((await t.take('sms')).messages, { outcome: 'sent' });
	await db.sql`update notify.outbox set ended_at = now() - interval '31 days' where case_id = ${visit.id}`;
	await db.sql`select notify.retain()`;
	expect(await row()).toMatchObject({ to_tail: null });
});
