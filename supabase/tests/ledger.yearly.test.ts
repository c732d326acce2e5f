/** The day by which a year is published, set by the lead, and how often a voucher was printed. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { doors } from '../functions/_shared/contracts/fund-yearly.ts';
import * as on from './ledgering.ts';
import { officerOf, type Person } from './people.ts';

let s: on.Books;
let there: on.Books;
let year: number;
beforeAll(async () => {
	s = await on.books();
	there = {
		...s,
		lead: await officerOf(s.db, on.neighbourUnit, ['lead']),
		treasurer: s.neighbour
	};
	year = Number(s.today.slice(0, 4));
});
afterAll(() => s && on.ended(s));

const read = async (who: Person = s.treasurer) =>
	doors.fund_yearly.answer.parse(await on.ask(s, who, 'fund_yearly'));
const set = (month: number, day: number, who = s.lead) =>
	on.tell(s, who, 'fund_yearly_save', { month, day });
/** Some days from today, as numbers; never the one that is no day of most years. */
const from = async (days: number) => {
	const [row] = await s.db.sql`select (${s.today}::date + ${days}::int)::text as day`;
	const [y, month, day] = (row!.day as string).split('-').map(Number) as [number, number, number];
	return { y, month, day, text: row!.day as string };
};

describe('the day by which a year is published', () => {
	test('is set by the lead of a unit that keeps a ledger, and is a day of every year', async () => {
		expect(await on.refused(set(3, 31, there.lead))).toBe('no_book');
		expect(await on.refused(set(3, 31, s.treasurer))).toBe('role_missing');
		for (const [month, day] of [[2, 29] as const, [4, 31] as const, [13, 1] as const])
			expect(await on.refused(set(month, day))).toBe('out_of_range');
		expect(await on.refused(read(s.desk))).toBe('role_missing');
		expect(await read()).toEqual({ rule: null, clock: null, years: [] });
	});

	test('is a clock for whoever reads the ledger, from the first year that can still keep it', async () => {
		await on.begin(s, there.lead);
		await on.opening(there, 'cash', 1_000_000, `${year - 1}-06-01`);
		const due = await from((await from(12)).text.endsWith('02-29') ? 13 : 12);
		await set(due.month, due.day, there.lead);
		expect((await read(s.neighbour)).clock).toMatchObject({
			...{ year: due.y - 1, due: due.text, from_month: `${year - 1}-06-01` },
			days: (Date.parse(due.text) - Date.parse(s.today)) / 86_400_000
		});
		await set(due.month, due.day, there.lead);
		const [kept] = await s.db.sql`select count(*)::int as versions from fund.yearly_dates`;
		expect(kept!.versions).toBe(1);
		expect(await on.refused(s.db.sql`update fund.yearly_dates set day = 1`)).toBe('append_only');
	});

	test('cannot be moved away from a year that is late, and ends when its last month is published', async () => {
		const late = year - 2;
		await on.opening(s, 'cash', 1_000_000, `${late}-12-01`);
		await s.root`insert into fund.yearly_dates (unit, version, month, day, first_year, set_by)
			values (${on.unit}, 1, 1, 1, 2020, ${s.lead.sub})`;
		const { month, day } = await from((await from(40)).text.endsWith('02-29') ? 41 : 40);
		await set(month, day);
		const { clock, rule } = await read(s.auditor);
		expect(rule).toMatchObject({ month, day, officer: 'Trưởng Minh Họa' });
		expect(clock).toMatchObject({ year: late, due: `${year - 1}-01-01` });
		expect(clock!.days).toBeLessThan(-300);
		await on.close(s, `${late}-12-01`);
		expect((await read()).clock).toMatchObject({ year: late, from_month: `${late}-12-01` });
		await on.publish(s, `${late}-12-01`);
		const after = await read();
		expect(after.years).toEqual([{ year: late, due: `${year - 1}-01-01`, published_on: s.today }]);
		expect(after.clock).toMatchObject({ year: year - 1, from_month: `${year - 1}-01-01` });
	});
});

describe('a voucher', () => {
	test('has a number of its own on each print, and says from the second on that it is one more', async () => {
		const { id } = await on.gift(s, 2_000_000);
		const print = async (entry: string, who = s.treasurer) =>
			doors.fund_voucher_print.answer.parse(
				await on.ask(s, who, 'fund_voucher_print', { id: entry })
			);
		const made = await Promise.all(Array.from({ length: 8 }, () => print(id)));
		expect(made.map(({ place }) => place).sort()).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
		expect(new Set(made.map(({ number }) => number)).size).toBe(8);
		expect(await print((await on.gift(s, 1_000)).id, s.lead)).toMatchObject({ place: 1 });
		expect(await on.refused(print(id, s.desk))).toBe('role_missing');
		expect(await on.refused(print(id, s.neighbour))).toBe('not_found');
		const opening = (await on.entries(s)).find(({ kind }) => kind === 'opening')!;
		expect(await on.refused(print(opening.id))).toBe('not_found');
		await on.gift(s, 3_000);
		const { vouchers } = await on.list(s, s.months[0]!);
		expect(vouchers).toMatchObject([{ kind: 'receipt', count: 3, printed: 2 }]);
	});
});
