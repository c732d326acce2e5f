/** What the law promises of a tip that reports a crime: which clocks run, until when, and how they stand still. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { byAgency, byProcuracy, clocking, crimes, months, paper, plus, same } from './clocking.ts';
import { problemOf } from './people.ts';
import { scene, type Scene } from './tipping.ts';
import { verbsOf, type Verbs } from './verbs.ts';

let s: Scene;
let q: Verbs;
let k: ReturnType<typeof clocking>;
let c: ReturnType<typeof crimes>;
beforeAll(async () => {
	s = await scene();
	q = verbsOf(s.db);
	k = clocking(s.db, q);
	c = crimes(s, q);
});
afterAll(() => s?.db.drop());

describe('the figures of the law, from the receipt of what is a report of crime', () => {
	test.each([
		['forward', '24 hours', 'BLTTHS 2015, Điều 146 khoản 3', (from: string) => plus(from, 24)],
		['decide', '20 days', 'BLTTHS 2015, Điều 147 khoản 1', (from: string) => plus(from, 480)]
	])('%s: %s (%s)', async (clock, _, article, end) => {
		const { id } = await c.crime('40 hours');
		const { clocks, row } = await q.open(s.first, id);
		const found = clocks.find((one) => one.clock === clock)!;
		// Counted back from the receipt, whenever it was classified.
		expect(same(found.started_at)).toBe(same(row.received_at));
		expect(same(found.due_at)).toBe(end(same(row.received_at)));
		expect(found.source).toContain(article);
	});

	test('acknowledge: 3 working days by the calendar of the unit (TTLT 01/2017, Điều 9 và 14)', async () => {
		const { id } = await c.crime('40 hours');
		const { clocks, row } = await q.open(s.first, id);
		const found = clocks.find(({ clock }) => clock === 'acknowledge')!;
		const [{ due }] = (await s.db.sql`
			select unit.add_working_days('21439', ${row.received_at}::timestamptz, 3) as due`) as never as [
			{ due: Date }
		];
		expect(same(found.due_at)).toBe(due.toISOString());
		expect(found).toMatchObject({ amount: 3, measure: 'working_days' });
		expect(found.source).toContain('TTLT 01/2017, Điều 9 và Điều 14');
		expect(found.unsure).toContain('2025');
	});

	test('extended by the agency: 2 months from receipt, and 5 days before that the procuracy is asked (Điều 147 khoản 2)', async () => {
		const { id, version } = await c.crime('9 days');
		await k.extend(s.first, { id, version }, 'extension 1', byAgency);
		const { clocks, row } = await q.open(s.first, id);
		const end = months(same(row.received_at), 2);
		expect(await c.ends(id)).toMatchObject({ acknowledge: expect.any(String) });
		expect(same((await c.ends(id))['decide, complex'])).toBe(end);
		expect(same((await c.ends(id))['ask for extension'])).toBe(plus(end, -5 * 24));
		expect(clocks.find(({ clock }) => clock === 'decide')).toMatchObject({
			stopped_why: 'replaced',
			stopped_at: expect.any(String)
		});
		for (const clock of ['decide, complex', 'ask for extension'])
			expect((await k.clock(s.first, id, clock)).source).toBe('BLTTHS 2015, Điều 147 khoản 2');
		expect((await k.clock(s.first, id, 'ask for extension')).unsure).toContain('trí nhớ');
	});

	test('extended by the procuracy: 2 further months after those two (Điều 147 khoản 2)', async () => {
		const { id, version } = await c.crime('9 days');
		await k.extend(s.first, { id, version }, 'extension 1', byAgency);
		await k.extend(s.first, { id, version: version + 1 }, 'extension 2', byProcuracy);
		const { row } = await q.open(s.first, id);
		const running = await c.ends(id);
		expect(same(running['decide, extended'])).toBe(months(months(same(row.received_at), 2), 2));
		expect(running).not.toHaveProperty('decide, complex');
		expect(running).not.toHaveProperty('ask for extension');
	});
});

describe('a tip whose clocks are paused', () => {
	test('has what it had left when the work goes on, in whole hours', async () => {
		const { id, version } = await c.crime('4 days');
		const before = await c.ends(id);
		await k.pause(s.first, { id, version }, 'expert_opinion', paper('3/QĐ-CSĐT', 'agency'));
		const paused = await k.clock(s.first, id, 'decide');
		expect(paused).toMatchObject({ reason: 'expert_opinion', minutes_left: 16 * 1440 });
		expect(new Date(paused.paused_at!).getTime() % 3_600_000).toBe(0);
		// What is not the deciding goes on, and the nearest that runs is what the list goes by.
		expect((await q.open(s.first, id)).row.due_clock).not.toBe('decide');
		await k.age(id, '6 days');
		expect((await k.clock(s.first, id, 'decide')).minutes_left).toBe(16 * 1440);
		await k.resume(
			s.first,
			{ id, version: version + 1 },
			'expert_opinion',
			paper('4/QĐ-CSĐT', 'agency')
		);
		// Ten days have gone by, six of which do not count.
		expect(same((await c.ends(id)).decide)).toBe(plus(same(before.decide), 0));
	});

	test('carries the pause into its extension, and back when that is withdrawn', async () => {
		const { id, version } = await c.crime('4 days');
		await k.pause(s.first, { id, version }, 'awaiting_documents', paper('3/QĐ-CSĐT', 'agency'));
		await k.extend(s.first, { id, version: version + 1 }, 'extension 1', byAgency);
		const complex = await k.clock(s.first, id, 'decide, complex');
		expect(complex).toMatchObject({ reason: 'awaiting_documents', stopped_at: null });
		expect((await k.clock(s.first, id, 'ask for extension')).paused_at).toBe(complex.paused_at);
		const left = complex.minutes_left;
		await k.extend(s.first, { id, version: version + 2 }, 'extension 2', byProcuracy);
		expect((await k.clock(s.first, id, 'decide, extended')).minutes_left).toBeGreaterThan(
			left! + 58 * 1440
		);
		await k.withdraw(s.first, { id, version: version + 3 }, 'extension 2');
		expect((await k.clock(s.first, id, 'decide, complex')).minutes_left).toBe(left);
		await k.withdraw(s.first, { id, version: version + 4 }, 'extension 1');
		expect(await k.clock(s.first, id, 'decide')).toMatchObject({ minutes_left: 16 * 1440 });
		await k.resume(
			s.first,
			{ id, version: version + 5 },
			'awaiting_documents',
			paper('4/QĐ-CSĐT', 'agency')
		);
		expect((await k.clock(s.first, id, 'decide')).paused_at).toBeNull();
		const open = await s.db.sql`select 1 from queue.pauses where case_id = ${id} and to_at is null`;
		expect(open).toHaveLength(0);
	});

	test('needs a document for each of the two, and a reason that the table names', async () => {
		const { id, version } = await c.crime();
		expect(await problemOf(k.pause(s.first, { id, version }, 'expert_opinion'))).toMatchObject({
			message: 'required',
			detail: 'document.number'
		});
		for (const reason of ['returned', 'family_asked', 'because'])
			expect(await problemOf(k.pause(s.first, { id, version }, reason))).toMatchObject({
				message: 'not_allowed'
			});
		await k.pause(s.first, { id, version }, 'force_majeure', paper('1/QĐ', 'unit_head'));
		expect(
			await problemOf(k.resume(s.first, { id, version: version + 1 }, 'force_majeure'))
		).toMatchObject({ message: 'required', detail: 'document.number' });
		expect(
			await problemOf(k.resume(s.first, { id, version: version + 1 }, 'expert_opinion', byAgency))
		).toMatchObject({ message: 'not_allowed' });
	});
});
