/** Help that an officer takes back in the moment in which the fund pays it. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { helpOf } from '../../supabase/tests/helping.ts';
import * as on from '../../supabase/tests/ledgering.ts';
import { officerOf, type Person } from '../../supabase/tests/people.ts';
import { atOnce, crowd } from './crowd.ts';
import { caught, naively } from './naive.ts';

let s: on.Books;
let h: ReturnType<typeof helpOf>;
let helper: Person;
beforeAll(async () => {
	s = await on.books();
	h = helpOf(s.db);
	helper = await officerOf(s.db, on.unit, ['support']);
	await on.opening(s, 'cash', 1_000_000_000);
	await on.cap(s, 'support');
});
afterAll(() => s && on.ended(s));

/** What the officer and the till were told, and what stands in the case and in the ledger. */
async function race() {
	const of = await h.inCare(helper);
	await h.give(helper, of, {
		fund: { source: 'cash', decision: '30/QĐ-CAX', evidence: 'Biên bản số 12' }
	});
	const [line] = await s.db.sql`select id, payment from support.given where case_id = ${of.id}`;
	const { id, payment } = line as unknown as { id: string; payment: string };
	await on.approve(s, payment);
	const said = await atOnce(2, (n) => (n ? on.pay(s, payment) : h.undo(helper, of, id)));
	const [row] = await s.db.sql`
		select g.undone_at is not null as undone, exists (select 1 from fund.entries e where e.payment = g.payment) as paid
		from support.given g where g.id = ${id}`;
	return { said, ...(row as unknown as { undone: boolean; paid: boolean }) };
}

it('help that is looked at without a lock would be struck through, and paid', async () => {
	const holding = /perform 1 from fund\.payments[^;]*;/g;
	const undo = 'public.support_give_undo(uuid, uuid, int, uuid)';
	const withdraw = 'support.ask_no_more(staff.officers, uuid)';
	const look = 'select * into p';
	const both = () =>
		naively(s.db.sql, undo, holding, '', () =>
			naively(s.db.sql, withdraw, look, `perform pg_sleep(0.1); ${look}`, async () => {
				const { undone, paid } = await race();
				return undone && paid;
			})
		);
	expect(await caught(both)).toBe(true);
});

it('help is paid or taken back, and who comes second is told', async () => {
	for (let round = 0; round < crowd.rounds * 2; round++) {
		const { said, undone, paid } = await race();
		expect(said).toEqual(paid ? ['paid', 'done'] : ['done', 'not_approved']);
		expect(undone).toBe(!paid);
	}
});
