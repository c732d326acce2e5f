/** The outbox as a worker meets it: taken once, tried again, given up, and never sent twice. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createDatabase, type TestDatabase } from '../local/testing.ts';
import type { Visit } from './evenings.ts';
import { refusal } from './household.ts';
import { mobile, telling, type Telling } from './telling.ts';

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
/** As if a lease, a pause or a window had run out. */
const past = (column: 'claimed_until' | 'next_try_at' | 'expires_at') =>
	db.sql`update notify.outbox set ${db.sql(column)} = now() - interval '1 second' where case_id = ${visit.id} and ${db.sql(column)} is not null`;
const attempts = async () =>
	(
		await db.sql`
			select a.step, a.code from notify.attempts a join notify.outbox o on o.id = a.message
			where o.case_id = ${visit.id} order by a.try, a.step`
	).map(({ step, code }) => `${step} ${code}`);

describe('a message', () => {
	test('is taken by one worker, written down before anybody is asked, and forgotten to whom once it is sent', async () => {
		const { messages } = await t.take('sms');
		expect(messages).toMatchObject([{ purpose: 'confirmed', to: mobile, sender: 'GAN DAN' }]);
		expect(await attempts()).toEqual(['began sms']);
		expect((await t.take('sms')).messages).toEqual([]);
		await t.finish(messages, { outcome: 'sent', provider_id: 'p-1' });
		expect(await row()).toMatchObject({ state: 'sent', to_address: null, to_tail: '00' });
		expect(await attempts()).toEqual(['began sms', 'ended sent']);
		expect((await t.whole(visit)).events.map(({ code }) => code)).toContain('told');
	});

	test('whose answer is lost goes out again under the same key where the provider knows keys', async () => {
		const [first] = (await t.take('sms', { twice: true })).messages;
		await past('claimed_until');
		await t.prepare(['sms']);
		const [second] = (await t.take('sms', { twice: true })).messages;
		expect(second!.id).toBe(first!.id);
		expect(second!.claim).not.toBe(first!.claim);
		// The first worker was only slow: what went out went out, and the second one's word changes nothing.
		await t.finish([first!], { outcome: 'sent' });
		await t.finish([second!], { outcome: 'retry' });
		expect(await row()).toMatchObject({ state: 'sent' });
	});

	test('whose answer is lost is unsure where nobody can be asked, and never sent by itself again', async () => {
		const [taken] = (await t.take('sms', { twice: false })).messages;
		await past('claimed_until');
		await t.prepare(['sms']);
		expect(await row()).toMatchObject({ state: 'unsure', error: 'answer_lost', to_address: null });
		expect((await t.take('sms')).messages).toEqual([]);
		expect((await t.page()).failed).toMatchObject([{ state: 'unsure', still_true: true }]);
		await t.finish([taken!], { outcome: 'sent' });
		expect(await row()).toMatchObject({ state: 'sent' });
	});

	test('is refused for good at once, and seen by the lead alone with no more of the number than two digits', async () => {
		const { messages } = await t.take('sms');
		await t.finish(messages, { outcome: 'dead', code: 'http_400' });
		expect(await row()).toMatchObject({ state: 'dead', error: 'http_400', to_address: null });
		const seen = await t.page();
		expect(seen.failed).toMatchObject([{ error: 'http_400', tail: '00' }]);
		expect(JSON.stringify(seen)).not.toContain(mobile.slice(3));
		expect((await t.page(t.desk)).failed).toBeNull();
		expect(await t.page(t.auditor)).toMatchObject({ calls: null, failed: null, settings: null });
		expect((await t.page(t.auditor)).days).toContainEqual(
			expect.objectContaining({ state: 'dead', channel: 'sms' })
		);
		expect(await refusal(t.page(t.field))).toBe('role_missing');
		expect(await refusal(t.page(t.editor))).toBe('role_missing');
	});

	test('that Zalo refuses goes by SMS, once, where the unit has both', async () => {
		await t.ways(['sms', 'zns']);
		visit = await t.visitIn(2);
		await t.finish((await t.take('zns')).messages, { outcome: 'dead', code: 'refused' });
		const { messages } = await t.take('sms');
		expect(messages).toContainEqual(expect.objectContaining({ to: mobile }));
		await t.finish(messages, { outcome: 'sent' });
		expect(await t.told(visit)).toEqual(['confirmed sms sent']);
		expect(await attempts()).toEqual(['began zns', 'ended refused', 'began sms', 'ended sent']);
	});

	test('waits longer after every failure, never less than the provider asked for, and is given up in the end', async () => {
		const waits = async (retry_after: number | null) => {
			await past('next_try_at');
			await t.finish((await t.take('sms')).messages, {
				outcome: 'retry',
				code: 'http_503',
				retry_after
			});
			const [next] = await db.sql`
				select state, extract(epoch from next_try_at - now())::float as wait from notify.outbox where case_id = ${visit.id}`;
			return next as { state: string; wait: number };
		};
		const bounds = [22, 90, 360, 1440];
		for (const [n, least] of bounds.entries()) {
			const { wait } = await waits(null);
			expect(wait).toBeGreaterThan(least - 5);
			expect(wait).toBeLessThan(38 * 4 ** n + 5);
		}
		expect((await waits(30_000)).wait).toBeGreaterThan(29_990);
		for (let n = 0; n < 3; n++) await waits(null);
		expect(await row()).toMatchObject({ state: 'dead', error: 'http_503', tries: 8 });
	});

	test('that nobody could send in time is dead and not sent late', async () => {
		await past('expires_at');
		expect((await t.take('sms')).messages).toEqual([]);
		await t.prepare(['sms']);
		expect(await row()).toMatchObject({ state: 'dead', error: 'too_late' });
	});

	test('is not taken in the night', async () => {
		// The night of this unit has all hours, so that the test is in it whenever it runs.
		await t.ways(['sms'], [720, 720]);
		expect((await t.take('sms')).messages).toEqual([]);
		expect(await row()).toMatchObject({ state: 'pending', tries: 0 });
	});

	test('that has stopped being true is dropped when it is taken, whoever changed the visit', async () => {
		await t.putOn(visit.day, 3);
		expect((await t.take('sms')).messages).toEqual([]);
		expect(await row()).toMatchObject({ state: 'cancelled', error: 'overtaken', to_address: null });
	});

	test('is tried once at a time: what was written of a try is not rewritten', async () => {
		await t.take('sms');
		expect(await refusal(db.sql`update notify.attempts set code = 'sent'`)).toBe('append_only');
		expect(await refusal(db.sql`delete from notify.attempts`)).toBe('append_only');
		expect(await refusal(db.sql`truncate notify.attempts cascade`)).toBe('append_only');
	});
});
