/** What goes on with a shift, what the lead gives on of who is away, and the history. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { holderOf, hours, says, stands } from './on-duty.ts';
import { newKey, problemOf, type Person } from './people.ts';
import { inHours } from './verbs.ts';
import { ShiftChange } from './shift-change.ts';

const h = new ShiftChange();
beforeAll(() => h.open());
beforeEach(() => h.begin());
afterAll(() => h.db?.drop());

describe('what goes on with the shift', () => {
	test('is what fell to the officer on duty and what nobody has; their own stays theirs', async () => {
		const passing = await h.fell();
		const loose = await h.nobodys();
		const own = await h.nobodys();
		await h.q.assign(h.goes, { id: own }, h.goes.sub);
		expect(await problemOf(h.take(h.comes))).toMatchObject({ message: 'sign_first' });
		await h.sign(h.comes);
		expect((await h.page(h.comes)).takable).toBe(2);
		const key = newKey();
		const done = await h.take(h.comes, key);
		expect(done.taken).toHaveLength(2);
		expect(await h.take(h.comes, key)).toEqual(done);
		await h.sign(h.goes);
		expect(await h.page(h.comes)).toMatchObject({ state: 'done', takable: 0 });
		expect(await Promise.all([passing, loose, own].map((id) => holderOf(h.db, id)))).toEqual([
			h.comes.sub,
			h.comes.sub,
			h.goes.sub
		]);
		expect((await h.q.open(h.comes, passing)).row.version).toBe(2);
		expect((await h.page(h.lead)).taken).toBe(2);
		expect(await problemOf(h.take(h.goes))).toMatchObject({ message: 'not_allowed' });
	});

	test('is shared between two who take at once, each case to one', async () => {
		await stands(h.db, h.third, [h.change, hours(h.change, 24)], 'commander');
		const ids = await Promise.all(Array.from({ length: 6 }, () => h.fell()));
		await h.sign(h.comes);
		await h.sign(h.third);
		const [one, two] = await Promise.all([h.take(h.comes), h.take(h.third)]);
		expect(one.taken.length + two.taken.length).toBe(6);
		expect(one.taken.filter((reference) => two.taken.includes(reference))).toEqual([]);
		for (const id of ids) expect((await h.q.openEnded(h.lead, id)).row.version).toBe(2);
	});

	test('leaves alone what somebody took or ended in between', async () => {
		const taken = await h.fell();
		const ended = await h.fell();
		await h.sign(h.comes);
		await h.q.assign(h.third, { id: taken }, h.third.sub);
		await h.q.close(h.third, { id: ended }, 'duplicate');
		expect((await h.take(h.comes)).taken).toEqual([]);
		expect(await holderOf(h.db, taken)).toBe(h.third.sub);
	});
});

describe('who is away', () => {
	test('leaves open cases that the lead gives on, each with its own result', async () => {
		const [a, b, c] = [await h.nobodys(), await h.nobodys(), await h.nobodys()];
		await h.db.sql`update queue.cases set assignee = ${h.third.sub} where id in (${a}, ${b}, ${c})`;
		const today = new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10);
		const left = async () => (await says(h.db, h.lead, 'queue_left_behind', {})).officers;
		expect(await left()).toEqual([]);
		await says(h.db, h.third, 'staff_away_save', {
			officer: h.third.sub,
			from_day: today,
			to_day: today
		});
		expect((await left()).map(({ officer, cases }) => [officer.id, cases.length])).toEqual([
			[h.third.sub, 3]
		]);
		await h.q.assign(h.lead, { id: b }, h.goes.sub);
		const { results } = await says(h.db, h.lead, 'queue_give_on', {
			ids: [a, b, newKey()],
			of_officer: h.third.sub,
			officer: h.comes.sub
		});
		expect(Object.fromEntries(results.map(({ id, result }) => [id, result]))).toMatchObject({
			[a]: 'given',
			[b]: 'taken'
		});
		expect(results.filter(({ result }) => result === 'not_found')).toHaveLength(1);
		expect(await holderOf(h.db, a)).toBe(h.comes.sub);
		expect(
			await problemOf(
				says(h.db, h.goes, 'queue_give_on', {
					ids: [c],
					of_officer: h.third.sub,
					officer: h.goes.sub
				})
			)
		).toMatchObject({ message: 'role_missing' });
	});
});

describe('the history', () => {
	test('shows the lead every h.change, an officer their own, and an auditor counts and signatures without a case', async () => {
		const id = await h.fell();
		await h.write(h.goes, id, 'Đã hẹn.');
		await h.sign(h.goes);
		await h.sign(h.comes);
		const list = async (who: Person) =>
			(await says(h.db, who, 'queue_handovers', { before: null })).handovers.filter(
				({ change_at }) => new Date(change_at).getTime() === h.change.getTime()
			);
		const [shown] = await list(h.auditor);
		expect(shown!.signatures).toMatchObject([
			{ officer: { id: h.goes.sub }, holds: true, counts: { open: 1, to_call: 1 } },
			{ officer: { id: h.comes.sub }, holds: true }
		]);
		const words = JSON.stringify([shown, await h.page(h.auditor)]);
		for (const hidden of [id, 'Đã hẹn', 'GL-']) expect(words).not.toContain(hidden);
		expect(await list(h.lead)).toHaveLength(1);
		expect(await list(h.goes)).toHaveLength(1);
		expect(await list(h.third)).toEqual([]);
		expect(await list(h.stranger)).toEqual([]);
	});
	test('tells a signature of which a byte was changed behind its back', async () => {
		await h.fell();
		await h.sign(h.goes);
		await h.db.sql.unsafe(
			`alter table queue.handover_events disable trigger handover_events_are_append_only`
		);
		await h.db
			.sql`update queue.handover_events set items = '[]' where officer = ${h.goes.sub} and hash is not null
			and handover = (select id from queue.handovers where change_at = ${h.change})`;
		await h.db.sql.unsafe(
			`alter table queue.handover_events enable trigger handover_events_are_append_only`
		);
		expect((await h.page(h.lead)).signatures).toMatchObject([{ holds: false }]);
	});
});

test('inside its hours everything is put off by a call that is put off', async () => {
	const id = await h.fell();
	await h.q.call(h.goes, { id }, 'no_answer', inHours(3));
	expect(await h.marksOf(h.comes, id)).toContain('to_call');
});
