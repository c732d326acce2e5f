/** While the treasurer is away, whoever the lead named receives and pays. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { officerOf } from './people.ts';
import * as on from './ledgering.ts';
import { refused, type Books } from './ledgering.ts';

let s: Books;
beforeAll(async () => {
	s = await on.books();
	await on.opening(s, 'cash', 50_000_000);
});
afterAll(() => s && on.ended(s));

describe('while the treasurer is away', () => {
	const name = (args: object, who = s.lead) =>
		on.tell<{ id: string }>(s, who, 'fund_deputy_name', {
			officer: s.desk.sub,
			from_day: s.today,
			to_day: s.today,
			...args
		});

	test('whoever the lead named receives and pays, until their last day or until it is ended', async () => {
		const stand = await officerOf(s.db, on.unit, ['editor'], 'Đỡ Thay Minh Họa');
		expect(await refused(on.gift(s, 1_000, {}, stand))).toBe('role_missing');
		const { id } = await name({ officer: stand.sub });
		expect((await on.book(s, stand)).may).toMatchObject({ till: true, read: true });
		expect((await on.gift(s, 1_000, {}, stand)).voucher).toMatch(/^PT-/);
		await on.pay(s, await on.approved(s), stand);
		await on.tell(s, s.lead, 'fund_deputy_end', { id });
		expect(await refused(on.gift(s, 1_000, {}, stand))).toBe('role_missing');
		const later = await name({ officer: stand.sub });
		await s.root`update fund.deputies set from_day = from_day - 9, to_day = to_day - 9 where id = ${later.id}`;
		expect(await refused(on.gift(s, 1_000, {}, stand))).toBe('role_missing');
	});

	test('nobody names themselves, somebody of another unit, or for longer than three months', async () => {
		const [row] = await s.db
			.sql`select (${s.today}::date + 93)::text as late, (${s.today}::date - 1)::text as early`;
		expect(await refused(name({ officer: s.lead.sub }))).toBe('two_people');
		expect(await refused(name({ officer: s.neighbour.sub }))).toBe('not_found');
		expect(await refused(name({ to_day: row!.late }))).toBe('out_of_range');
		expect(await refused(name({ from_day: row!.early }))).toBe('out_of_range');
		expect(await refused(name({}, s.treasurer))).toBe('role_missing');
	});

	test('who stands in still pays nothing that they proposed', async () => {
		await name({});
		expect(await refused(on.pay(s, await on.approved(s), s.desk))).toBe('three_people');
	});
});
