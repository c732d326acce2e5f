/** What a hand-over lists and says: marks, compartments, lines that go with the personal data. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { visitOf } from './cases.ts';
import { hours, says } from './on-duty.ts';
import { one, problemOf, type Person } from './people.ts';
import { ShiftChange } from './shift-change.ts';

const h = new ShiftChange();
beforeAll(() => h.open());
beforeEach(() => h.begin());
afterAll(() => h.db?.drop());

describe('the list', () => {
	test('says of each case at once what whoever comes must know', async () => {
		const id = await h.fell();
		expect(await h.marksOf(h.comes, id)).toEqual(['unread', 'to_call', 'passes']);
		await h.q.open(h.goes, id);
		await h.db
			.sql`update queue.clocks_running set due_at = now() - interval '1 minute' where case_id = ${id}`;
		await h.db.sql`select queue.reckon(${id})`;
		expect(await h.marksOf(h.comes, id)).toEqual(['late', 'to_call', 'passes']);
		const { id: visit } = await visitOf(h.db, '21439');
		await h.q.ask(h.comes, { id: visit });
		await h.db.sql`update queue.cases set assignee = null where id = ${visit}`;
		expect(await h.marksOf(h.goes, visit)).toEqual(['unread', 'waiting', 'nobody']);
		await h.db
			.sql`select queue.move(${visit}, null, 'returned', 'officer', 'return', ${h.goes.sub})`;
		expect(await h.marksOf(h.goes, visit)).toContain('waiting');
	});

	test('holds what is the outgoing officer’s, nobody’s, or late, and not the work of the others', async () => {
		const mine = await h.fell();
		const loose = await h.nobodys();
		const theirs = await h.nobodys();
		const late = await h.nobodys();
		await h.db
			.sql`update queue.cases set assignee = ${h.third.sub} where id in (${theirs}, ${late})`;
		await h.db.sql`update queue.cases set due_at = now() - interval '1 hour' where id = ${late}`;
		const { lines, side, may, live } = await h.page(h.goes);
		expect(new Set(lines.map(({ row }) => row.id))).toEqual(new Set([mine, loose, late]));
		expect(lines[0]!.row.id).toBe(late);
		expect({ side, may, live }).toEqual({ side: 'out', may: ['write', 'sign'], live: true });
	});

	test('is for both sides and the h.lead; for whom it is nothing it is not there', async () => {
		for (const who of [h.third, h.stranger])
			expect(await problemOf(h.page(who))).toMatchObject({ code: 'PT404', message: 'not_found' });
		expect((await h.page(h.lead)).side).toBeNull();
		expect(await problemOf(h.sign(h.lead))).toMatchObject({ message: 'not_found' });
		expect(
			await problemOf(
				says(h.db, h.goes, 'queue_handover', { change_at: hours(h.change, 1).toISOString() })
			)
		).toMatchObject({ message: 'not_found' });
	});

	test('is found by an officer who names none: the nearest change that they have not signed', async () => {
		const found = async (who: Person) =>
			(await says(h.db, who, 'queue_handover', { change_at: null })).handover?.change_at;
		expect(new Date((await found(h.goes))!).getTime()).toBe(h.change.getTime());
		expect(new Date((await found(h.comes))!).getTime()).toBe(h.change.getTime());
		expect(await found(h.third)).toBeUndefined();
		await h.sign(h.comes);
		expect(new Date((await found(h.comes))!).getTime()).toBe(hours(h.change, 24).getTime());
	});
});

describe('a line', () => {
	test('is said by who h.goes, seen by who h.comes, and written over by nobody who had not seen it', async () => {
		const id = await h.fell();
		await h.write(h.goes, id, 'Gia đình hẹn gọi lại sau 9 giờ.');
		expect((await h.page(h.comes)).lines[0]!.line).toMatchObject({
			body: 'Gia đình hẹn gọi lại sau 9 giờ.',
			officer: { id: h.goes.sub }
		});
		expect(await problemOf(h.write(h.goes, id, 'Khác'))).toMatchObject({ message: 'stale' });
		await h.write(h.goes, id, null, 'Gia đình hẹn gọi lại sau 9 giờ.');
		expect(await problemOf(h.write(h.comes, id, 'Tôi đến'))).toMatchObject({
			message: 'not_found'
		});
		await h.sign(h.goes);
		expect(await problemOf(h.write(h.goes, id, 'Quên nói'))).toMatchObject({
			message: 'handover_signed'
		});
	});

	test('goes with the personal data, and the signature still holds', async () => {
		const id = await h.fell();
		await h.write(h.goes, id, 'Bà cụ nằm liệt giường.');
		await h.sign(h.goes);
		await h.sign(h.comes);
		await h.db.sql`select booking.erase_sensitive(${id})`;
		const { lines, signatures } = await h.page(h.lead);
		expect(lines[0]!.line).toMatchObject({ body: null });
		expect(signatures.map(({ holds }) => holds)).toEqual([true, true]);
		const { text } = one(
			await h.db.sql`select string_agg(l::text, ' ') as text from queue.handover_lines l`
		);
		expect(text).not.toContain('liệt giường');
	});

	test('of a case outside the compartment is refused as one that is not there', async () => {
		const { id } = one(
			await h.db
				.sql`select id from queue.open_case('fund_statement', '21439', null, 'web', 'waiting', 'x', '{}', '', null)`
		);
		expect(await problemOf(h.write(h.goes, id, 'x'))).toMatchObject({ message: 'not_found' });
		expect((await h.page(h.goes)).lines).toEqual([]);
		expect((await h.page(h.lead)).lines).toHaveLength(1);
	});
});
