/** What a report counts of help that was given, and of the money of the public ledger. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connect } from '../local/bootstrap.ts';
import { counted, draft, figureOf, read, tell, unit, world, type World } from './reporting.ts';

let w: World;
beforeAll(async () => {
	w = await world();
});
afterAll(() => w?.db.drop());

describe('what families were given counts', () => {
	test('once a family, unless it was taken back, or the fund has not paid it', async () => {
		const root = connect(w.db.urls.admin);
		await root`set session_replication_role = replica`;
		const give = async (
			family: string,
			day: string,
			undone = false,
			payment: string | null = null
		) => root`
			insert into support.given (case_id, day, kind, amount, officer, undone_at, undone_by, payment)
			values (${family}, ${day}, 'money', 500000, ${w.lead.sub}, ${undone ? day : null}, ${undone ? w.lead.sub : null}, ${payment})`;
		const family = async () => {
			const [row] = await root`
				insert into support.requests (case_id, unit, asker, wants, area, area_valid_from, agreed, agreed_at, agreed_how)
				values (gen_random_uuid(), ${unit}, 'self', '{food}', '21445', '2022-10-01', true, now(), 'own_request') returning case_id`;
			return row!.case_id as string;
		};
		const [one, two, three, four] = [
			await family(),
			await family(),
			await family(),
			await family()
		];
		await give(one, '2020-07-15');
		await give(one, '2020-08-14');
		await give(two, '2020-07-14');
		await give(three, '2020-08-01', true);
		await give(four, '2020-08-01', false, '00000000-0000-4000-8000-0000000000bb');
		await give(two, '2020-08-15');
		await root.end();
		expect(await counted(w, '2020-07-15', '2020-08-14')).toMatchObject({ families: 1 });
		expect(await counted(w, '2020-07-14', '2020-08-15')).toMatchObject({ families: 2 });
	});
});

describe('money counts', () => {
	test('as the public ledger says, once it has come to the end of the period', async () => {
		const root = connect(w.db.urls.admin);
		await root`set session_replication_role = replica`;
		const row = (
			seq: number,
			day: string,
			kind: string,
			purpose: string | null,
			money: number,
			goods: number
		) => root`
			insert into fund.published (unit, seq, month, day, kind, purpose, amount, money, goods, money_after, goods_after, tie, before, hash)
			values (${unit}, ${seq}, date_trunc('month', ${day}::date), ${day}, ${kind}, ${purpose}, ${Math.abs(money + goods)}, ${money}, ${goods}, 0, 0,
				sha256(''), sha256(''), sha256(${`row ${seq}`}::bytea))`;
		await row(1, '2020-07-14', 'gift', null, 1_000_000, 0);
		await row(2, '2020-07-15', 'gift', null, 2_000_000, 0);
		await row(3, '2020-07-31', 'transfer', null, 0, 0);
		await row(4, '2020-08-14', 'gift', null, 0, 400_000);
		await row(5, '2020-08-14', 'spending', 'equipment', -300_000, 0);
		await row(6, '2020-07-31', 'aid', 'support', -200_000, -50_000);
		await row(7, '2020-08-15', 'spending', 'equipment', -9_000_000, 0);
		const until = (month: string) => root`
			insert into fund.publications (unit, month, last_row, money, goods, booked, officer)
			values (${unit}, ${month}, 7, 0, 0, 0, ${w.lead.sub})`;
		await until('2020-07-01');
		expect(await counted(w, '2020-07-15', '2020-08-14')).toMatchObject({
			given: null,
			spent: null
		});
		expect(await counted(w, '2020-07-15', '2020-07-31')).toMatchObject({
			given: 2_000_000,
			spent: 250_000
		});
		// Before the ledger began nothing is known of its money.
		expect(await counted(w, '2020-06-30', '2020-07-31')).toMatchObject({ given: null });
		await until('2020-08-01');
		await root.end();
		expect(await counted(w, '2020-07-15', '2020-08-14')).toMatchObject({
			given: 2_400_000,
			spent: 550_000
		});
		const id = await draft(w, 'month', 2020, 8);
		expect(figureOf(await read(w, id), 'given')).toMatchObject({
			now: 1_400_000 - 1_000_000,
			before: 3_000_000
		});
	});

	test('not at all in a unit whose ledger has published nothing', async () => {
		const id = (await tell(w, w.elsewhere, 'results_draft', { kind: 'month', year: 2020, nth: 8 }))
			.id;
		expect(figureOf(await read(w, id, w.elsewhere), 'given')).toMatchObject({
			now: 'unpublished',
			raw: { now: null }
		});
	});
});
