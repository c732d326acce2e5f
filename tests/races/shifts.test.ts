/** Cases that fall to officers in turn, and officers who take over a shift, all in the same moment. */
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { callBackOf, visitOf } from '../../supabase/tests/cases.ts';
import { clear, hours, stands } from '../../supabase/tests/on-duty.ts';
import { ShiftChange } from '../../supabase/tests/shift-change.ts';
import { atOnce, crowd, tally } from './crowd.ts';
import { caught, naively } from './naive.ts';

const CASES = 20;
const CEILING = 2;

const h = new ShiftChange();
beforeAll(() => h.open());
afterAll(() => h.db?.drop());
beforeEach(() => h.begin());

/** How many of twenty new cases each officer has who has any. */
async function turns(): Promise<number[]> {
	await clear(h.db);
	await h.db.sql`update queue.cases set ended_at = now(), assignee = null where ended_at is null`;
	await h.db
		.sql`update unit.settings set assign_rule = 'rotation', assign_ceiling = ${CEILING} where unit = '21439'`;
	const said = await atOnce(CASES, (n) =>
		n % 2 ? callBackOf(h.db, '21439') : visitOf(h.db, '21439')
	);
	expect(tally(said)).toEqual({ done: CASES });
	const rows = await h.db.sql`
		select count(*)::int as n from queue.cases where ended_at is null and assignee is not null group by assignee`;
	return rows.map(({ n }) => n as number);
}

it('cases that fall in turn without a lock would be more for somebody than the ceiling allows', async () => {
	const locked = /perform pg_advisory_xact_lock\([^;]*;([^;]*;[^;]*;)/g;
	const slow = '$1 perform pg_sleep(0.05);';
	const more = async () => Math.max(...(await turns())) > CEILING;
	expect(await caught(() => naively(h.db.sql, 'queue.fall(uuid)', locked, slow, more))).toBe(true);
});

it('however many cases come at once, each officer has as many as the ceiling, and the rest is nobody’s', async () => {
	for (let round = 0; round < crowd.rounds; round++)
		expect(new Set(await turns())).toEqual(new Set([CEILING]));
});

/** Two officers who come take over a shift at once, each twice; the cases that they believe to have, and those that there are. */
async function takings() {
	await h.begin();
	await stands(h.db, h.third, [h.change, hours(h.change, 24)], 'commander');
	const ids: string[] = [];
	for (let n = 0; n < 6; n++) ids.push(n % 2 ? await h.fell() : await h.nobodys());
	const both = [h.comes, h.third];
	for (const who of both) await h.sign(who);
	const believed: string[] = [];
	const said = await atOnce(4, async (n) => {
		believed.push(...(await h.take(both[n % 2]!)).taken);
	});
	return { said: tally(said), believed, cases: ids.length };
}

it('a shift that is taken over without a look under a lock would give one case to two', async () => {
	const take = 'public.queue_handover_take(uuid, timestamptz)';
	const begin = 'queue.begin_handover(staff.officers, timestamptz)';
	const looking = /for update\s*loop/g;
	const twice = async () => {
		const { believed } = await takings();
		return new Set(believed).size < believed.length;
	};
	const unlocked = () =>
		naively(h.db.sql, begin, 'for update;', ';', () =>
			naively(h.db.sql, take, looking, 'loop perform pg_sleep(0.01);', twice)
		);
	expect(await caught(unlocked)).toBe(true);
});

it('of officers who take over a shift at once each case goes to one', async () => {
	for (let round = 0; round < crowd.rounds; round++) {
		const { said, believed, cases } = await takings();
		expect(said).toEqual({ done: 4 });
		expect([believed.length, new Set(believed).size]).toEqual([cases, cases]);
	}
});
