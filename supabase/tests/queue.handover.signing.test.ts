/** Signatures: each in their own session, of what they saw, once; and partners who do not come. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { hours, says, stands } from './on-duty.ts';
import { newKey, one, problemOf } from './people.ts';
import { ShiftChange } from './shift-change.ts';

const h = new ShiftChange();
beforeAll(() => h.open());
beforeEach(() => h.begin());
afterAll(() => h.db?.drop());

describe('signing', () => {
	test('is done by each in their own session, of what they saw, and is done with both', async () => {
		const id = await h.fell();
		await h.sign(h.goes);
		expect((await h.page(h.comes)).state).toBe('half');
		const { hash } = await h.sign(h.comes);
		const done = await h.page(h.lead);
		expect(done).toMatchObject({ state: 'done', late: false, live: false });
		expect(done.signatures.map(({ officer, side }) => [officer.id, side])).toEqual([
			[h.goes.sub, 'out'],
			[h.comes.sub, 'in']
		]);
		expect(done.signatures[1]).toMatchObject({ hash, counts: { open: 1, unread: 1, to_call: 1 } });
		const sessions = await h.db
			.sql`select distinct session from queue.handover_events where officer in (${h.goes.sub}, ${h.comes.sub})
				and hash is not null and at > ${h.change}`;
		expect(sessions.length).toBe(2);
		// What was signed stays as it was signed, whatever becomes of the case.
		await h.q.assign(h.lead, { id }, h.third.sub);
		expect((await h.page(h.goes)).lines[0]!.row.assignee).toMatchObject({ id: h.goes.sub });
	});

	test('is refused when the list is another than the officer saw', async () => {
		const { digest } = await h.page(h.goes);
		await h.fell();
		expect(await problemOf(h.sign(h.goes, { digest: digest! }))).toMatchObject({
			message: 'stale',
			detail: 'digest'
		});
	});

	test('pressed twice, on two screens at once, is one signature', async () => {
		await h.fell();
		const { digest } = await h.page(h.goes);
		const key = newKey();
		const [first, again] = await Promise.all([
			h.sign(h.goes, { key, digest }),
			h.sign(h.goes, { key, digest })
		]);
		expect(again).toEqual(first);
		expect(await problemOf(h.sign(h.goes))).toMatchObject({ message: 'handover_signed' });
		const ends = await Promise.all([problemOf(h.sign(h.comes)), problemOf(h.sign(h.comes))]);
		expect(ends.filter((end) => end === null)).toHaveLength(1);
	});

	test('begun by both at once is one hand-over', async () => {
		await h.fell();
		expect(await Promise.all([problemOf(h.sign(h.goes)), problemOf(h.sign(h.comes))])).toEqual([
			null,
			null
		]);
		expect(
			one(
				await h.db.sql`select count(*)::int as n from queue.handovers where change_at = ${h.change}`
			).n
		).toBe(1);
		expect((await h.page(h.lead)).state).toBe('done');
	});

	test('is for who gives the desk up and who takes it over, and not for who stays at another post', async () => {
		const after = [h.change, hours(h.change, 24)] as const;
		await stands(h.db, h.goes, after, 'response');
		await stands(h.db, h.third, [hours(h.change, -24), h.change], 'commander');
		await stands(h.db, h.third, after, 'commander');
		expect((await h.page(h.goes)).side).toBe('out');
		expect((await h.page(h.comes)).side).toBe('in');
		expect(await h.page(h.third)).toMatchObject({ side: 'stays', may: [] });
		expect(await problemOf(h.sign(h.third))).toMatchObject({ message: 'not_allowed' });
	});

	test('waits for the hour, and does not wait for ever', async () => {
		for (const [by, code] of [
			[5, 'handover_early'],
			[-26, 'handover_over']
		] as const) {
			await h.at(by);
			expect((await h.page(h.goes)).may).not.toContain('sign');
			expect(await problemOf(h.sign(h.goes))).toMatchObject({ message: code });
		}
	});

	test('cannot be taken back or changed by anybody', async () => {
		await h.sign(h.goes);
		for (const statement of [
			'delete from queue.handover_events',
			`update queue.handover_events set items = '[]'`,
			'truncate queue.handover_events'
		])
			expect(await problemOf(h.db.sql.unsafe(statement)), statement).toMatchObject({
				message: 'append_only'
			});
	});
});

describe('a partner who does not come', () => {
	const told = async () =>
		(await says(h.db, h.lead, 'queue_handover_due', {})).told.map((one) => [
			new Date(one.change_at).getTime(),
			one.state
		]);

	test('does not block it: it stands on one side, the lead is told, and may still be signed', async () => {
		expect(await problemOf(h.alone(h.goes))).toMatchObject({ message: 'sign_first' });
		await h.sign(h.goes);
		expect(await told()).toEqual([]);
		await h.alone(h.goes);
		expect(await problemOf(h.alone(h.goes))).toMatchObject({ message: 'not_allowed' });
		expect(await told()).toEqual([[h.change.getTime(), 'one_sided']]);
		expect(await h.page(h.lead)).toMatchObject({
			state: 'one_sided',
			alone: { officer: { id: h.goes.sub }, why: 'absent' }
		});
		await says(h.db, h.lead, 'queue_handover_noted', h.named);
		expect(await told()).toEqual([]);
		await h.sign(h.comes);
		expect(await h.page(h.lead)).toMatchObject({ state: 'done', late: true });
	});

	test('is called missing by itself after two hours, and so are both', async () => {
		await h.at(-3);
		expect(await told()).toEqual([[h.change.getTime(), 'missing']]);
		await h.sign(h.comes);
		expect(await told()).toEqual([[h.change.getTime(), 'one_sided']]);
	});

	test('is told to no officer but the lead', async () => {
		await h.sign(h.goes);
		await h.alone(h.goes);
		expect((await says(h.db, h.third, 'queue_handover_due', {})).told).toEqual([]);
		expect((await says(h.db, h.goes, 'queue_handover_due', {})).mine).toBeNull();
		expect((await says(h.db, h.comes, 'queue_handover_due', {})).mine).toMatchObject({
			side: 'in'
		});
		expect(await problemOf(says(h.db, h.third, 'queue_handover_noted', h.named))).toMatchObject({
			message: 'role_missing'
		});
	});
});
