/** Officers past the page: a call that no button makes must find the same walls, and personal data goes when it is due. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createDatabase, type TestDatabase } from '../local/testing.ts';
import * as home from './household.ts';
import { ask, booked, ground, officer, openEnded, otherUnit, refusal } from './household.ts';

type Officer = Awaited<ReturnType<typeof officer>>;
let db: TestDatabase;
let g: home.Ground;
let desk: Officer;
let stranger: Officer;
beforeAll(async () => {
	db = await createDatabase();
	g = await ground(db);
	desk = await officer(db, ['desk']);
	stranger = await officer(db, ['desk', 'lead'], otherUnit);
});
afterAll(() => db?.drop());
beforeEach(async () => {
	await db.sql`delete from booking.stops`;
});

type Case = { id: string; people: string[] };
/** Every command on a case, with arguments that are right but for the case. */
const commands = ({ id, people }: Case): [string, Record<string, unknown>][] => {
	const at = { key: randomUUID(), id, version: 1 };
	const met = people.map((person) => ({
		id: person,
		outcome: 'absent',
		receiver: null,
		note: null
	}));
	return [
		['queue_case', { id }],
		['queue_assign', { ...at, officer: null }],
		['queue_note', { key: at.key, id, body: 'Đã gọi' }],
		['queue_call', { ...at, outcome: 'answered', again_at: null, note: null }],
		['queue_ask', { ...at, body: 'Nhà số mấy?' }],
		['queue_return', { ...at, reason: 'Thiếu', fields: ['name'] }],
		[
			'queue_replace_code',
			{ ...at, lookup_hash: 'ab'.repeat(32), checked_name: true, checked_hamlet: true }
		],
		['queue_close_call_back', { ...at, reason: 'duplicate', note: null }],
		['booking_by_case', { id }],
		['booking_confirm', { ...at, checked: 'population_data', papers: null }],
		['booking_propose', { ...at, windows: [{ day: g.day, from: 810, to: 930 }], message: null }],
		['booking_cancel', { ...at, reason: 'no_longer_needed', note: null, died: [] }],
		['booking_outcome', { ...at, people: met }],
		['booking_card_ready', { ...at, people }],
		['booking_card_handed', { ...at, people, handed_to: 'owner', card_seen: true }]
	];
};

test('an officer of another unit cannot tell a case there from one that does not exist', async () => {
	const there = await booked(db, g);
	const nowhere = { id: randomUUID(), people: [randomUUID()] };
	for (const [n, [door, args]] of commands(there).entries()) {
		const of = (asked: Record<string, unknown>) =>
			ask(db, stranger, door, { ...asked, ...(asked.key ? { key: randomUUID() } : {}) }).then(
				() => null,
				({ code, message, detail }) => ({ code, message, detail })
			);
		const said = await of(args);
		expect(said, door).toMatchObject({ code: 'PT404', message: 'not_found' });
		expect(said, door).toEqual(await of(commands(nowhere)[n]![1]));
	}
	const page = await ask(db, stranger, 'queue_page', { filter: {}, after: null, size: 100 });
	expect(page.rows).toEqual([]);
});

test('no command on a case goes without the version that was seen', async () => {
	const visit = await booked(db, g);
	for (const [door, args] of commands(visit).filter(([, { version }]) => version))
		expect(await refusal(ask(db, desk, door, { ...args, version: null })), door).toMatch(
			/^(required|stale)$/
		);
	expect(await ask(db, desk, 'queue_case', { id: visit.id })).toMatchObject({
		row: { version: 1 }
	});
});

test('a colleague who repeats somebody’s key is told that it is used, not what it answered', async () => {
	const visit = await booked(db, g);
	const colleague = await officer(db, ['desk']);
	const args = { key: randomUUID(), id: visit.id, body: 'Đã gọi' };
	await ask(db, desk, 'queue_note', args);
	expect(await refusal(ask(db, colleague, 'queue_note', args))).toBe('key_reused');
	expect(
		await refusal(
			ask(db, desk, 'queue_assign', { key: args.key, id: visit.id, version: 1, officer: null })
		)
	).toBe('key_reused');
});

test('a proposal leaves windows in the history and nothing that came along with them', async () => {
	const visit = await booked(db, g);
	const windows = [{ day: g.day, from: 810, to: 930, said: 'Bà đau chân' }];
	const args = { key: randomUUID(), id: visit.id, version: 1, windows, message: null };
	await ask(db, desk, 'booking_propose', args);
	const [event] = await db.sql`
		select data from queue.events where case_id = ${visit.id} and code = 'propose'`;
	expect(event!.data).toEqual({ windows: [{ day: g.day, from: 810, to: 930 }] });
});

test('what happened at the door is said of somebody', async () => {
	const visit = await booked(db, g);
	await db.sql`update queue.cases set state = 'confirmed' where id = ${visit.id}`;
	const args = { id: visit.id, version: 1 };
	for (const people of [[], null])
		expect(
			await refusal(ask(db, desk, 'booking_outcome', { ...args, key: randomUUID(), people }))
		).toBe('required');
});

test('nothing is noted on a case whose personal data was erased, since nothing would erase it again', async () => {
	const visit = await booked(db, g);
	await db.sql`
		update queue.cases set state = 'cancelled', ended_at = now() - interval '31 days' where id = ${visit.id}`;
	const note = () => ({ key: randomUUID(), id: visit.id, body: 'Bà đau chân' });
	await ask(db, desk, 'queue_note', note());
	await home.service(db, (tx) => tx`select public.booking_erase_due()`);
	expect(await refusal(ask(db, desk, 'queue_note', note()))).toBe('not_allowed');
	const { notes, actions } = await openEnded(db, desk, visit.id);
	expect(notes).toMatchObject([{ body: null }]);
	// Names and phones are there for another sixty days, and may be asked about.
	expect(actions).toEqual(['ask_data']);
});

test('an account keeps the e-mail that its invitation was bound to', async () => {
	const changing = db.sql`update auth.users set email = 'other@example.vn' where id = ${desk.sub}`;
	expect(await refusal(changing.then(() => null))).toBe('email_fixed');
	const [kept] = await db.sql`select email from auth.users where id = ${desk.sub}`;
	expect(kept!.email).toBe(`${desk.sub}@example.invalid`);
	await db.sql`update auth.users set email = upper(email) where id = ${desk.sub}`;
});

test('an officer whose role is taken away, or who is disabled, stops at the very next call', async () => {
	const visit = await booked(db, g);
	const leaving = await officer(db, ['desk', 'field']);
	await ask(db, leaving, 'booking_by_case', { id: visit.id });
	await db.sql`update staff.officers set roles = '{auditor}' where user_id = ${leaving.sub}`;
	expect(await refusal(ask(db, leaving, 'booking_by_case', { id: visit.id }))).toBe('role_missing');
	expect(await refusal(ask(db, leaving, 'queue_case', { id: visit.id }))).toBe('not_found');
	await db.sql`update staff.officers set disabled_at = now() where user_id = ${leaving.sub}`;
	expect(await refusal(ask(db, leaving, 'queue_case', { id: visit.id }))).toBe('disabled');
});

test('asking again and again keeps no session alive: only what a person does, does', async () => {
	const polling = await officer(db, ['desk']);
	await ask(db, polling, 'staff_me', {});
	await db.sql`update staff.sessions set last_seen = now() - interval '29 minutes' where user_id = ${polling.sub}`;
	await ask(db, polling, 'queue_page', { filter: {}, after: null, size: 1 });
	await ask(db, polling, 'queue_officers', {});
	await db.sql`update staff.sessions set last_seen = last_seen - interval '2 minutes' where user_id = ${polling.sub}`;
	for (const door of ['staff_me', 'staff_active', 'queue_officers'])
		expect(await refusal(ask(db, polling, door, {})), door).toBe('session_expired');
});
