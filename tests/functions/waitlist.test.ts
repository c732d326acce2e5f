/** Who waits, and who is asked when a place becomes free. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sky, type Booked, type Person, type Sky } from './postponing.ts';

let under: Sky;
let db: Sky['db'];
let world: Sky['world'];
let at: Sky['at'];
let desk: Person;
let first: string;
let second: string;
let places: Sky['places'];
let see: Sky['see'];
let calls: Sky['calls'];
beforeAll(async () => {
	under = await sky();
	({ db, world, at, desk, first, second, places, see, calls } = under);
});
afterAll(() => under?.db.drop());
beforeEach(() => under.clear());

describe('the waitlist', () => {
	it('is asked when somebody cancels, with a window really kept, and the next one after a refusal', async () => {
		await places(1);
		const held: Booked[] = [];
		for (const day of world.days) held.push(await at.booked(day));
		const [early, late] = [await at.submit(null), await at.submit(null)] as [Booked, Booked];
		await db.sql`update queue.cases set received_at = now() - interval '3 days' where id = ${early.id}`;
		expect(await at.tend()).toBe(0);
		const cancel = { act: 'cancel', reason: 'no_longer_needed', died: [], note: null };
		await at.say(held[0]!, cancel);
		expect(await at.tend()).toBe(1);
		const [mine] = (await see(early)).offers!;
		expect(mine).toMatchObject({ why: 'waitlist', window: { day: first } });
		expect((await see(late)).offers).toEqual([]);
		expect((await at.free()).filter(({ day }) => day === first)).toEqual([]);
		await at.say(early, { act: 'refuse', offer: mine!.id });
		expect(await at.tend()).toBe(1);
		const [next] = (await see(late)).offers!;
		expect(await at.say(late, { act: 'take', offer: next!.id })).toMatchObject({
			state: 'held',
			window: next!.window
		});
	});

	it('is on the call list at once where the resident booked by phone, on the page’s silence later', async () => {
		const one = await at.submit(null);
		await at.tend();
		expect(await calls(desk)).not.toContain(one.id);
		await db.sql`update booking.held_offers set at = at - interval '20 hours' where case_id = ${one.id}`;
		expect(await calls(desk)).toContain(one.id);
		await db.sql`update booking.held_offers set at = now() where case_id = ${one.id}`;
		await db.sql`update queue.cases set channel = 'hotline' where id = ${one.id}`;
		expect(await calls(desk)).toContain(one.id);
	});

	it('puts who has waited past the limit before a neighbour on the way', async () => {
		await places(1);
		for (const day of world.days) await at.booked(day);
		const [near, far] = [
			await at.submit(null, world.hamlets[0]),
			await at.submit(null, world.hamlets[3])
		] as [Booked, Booked];
		await db.sql`update queue.cases set received_at = now() - interval '30 days' where id = ${far.id}`;
		await at.tend();
		await places(2, second);
		await db.sql`insert into booking.spare (unit) values (${world.unit})`;
		await at.tend();
		expect((await see(far)).offers).toHaveLength(1);
		expect((await see(near)).offers).toHaveLength(0);
	});
});
