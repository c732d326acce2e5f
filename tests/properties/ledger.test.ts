/** Whatever treasurers and leads do in whatever order, the ledger holds what a sheet of paper would. */
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Walk } from '../../supabase/functions/_shared/ledger/index.ts';
import * as on from '../../supabase/tests/ledgering.ts';
import { refused, type Books } from '../../supabase/tests/ledgering.ts';

const RUNS = process.env.GANDAN_LONG === '1' ? 60 : 6;

let s: Books;
beforeAll(async () => {
	s = await on.books();
	await on.cap(s, 'support');
});
afterAll(() => s && on.ended(s));

type Holding = 'cash' | 'goods';
/** One line on the sheet. `at` counts days from the first of the oldest month. */
type Line = {
	id: string;
	at: number;
	holding: Holding;
	change: number;
	kind: 'gift' | 'spending' | 'back';
	undone: boolean;
};
/** The sheet: lines, and how many of the four months are closed. */
class Sheet {
	lines: Line[] = [];
	closed = 0;
	/** What is held at the end of each day. */
	lowest(holding: Holding, extra: { at: number; change: number }): number {
		const all = [...this.lines.filter((line) => line.holding === holding), extra];
		return Math.min(
			...all
				.filter(({ at }) => at >= extra.at)
				.map((day) => sum(all.filter(({ at }) => at <= day.at)))
		);
	}
	held = (holding: Holding) => sum(this.lines.filter((line) => line.holding === holding));
}
const sum = (lines: readonly { change: number }[]) =>
	lines.reduce((all, { change }) => all + change, 0);

const holding = fc.constantFrom<Holding[]>('cash', 'cash', 'goods');
const amount = fc.integer({ min: 1, max: 5 }).map((n) => n * 100_000);
const at = fc.nat(3 * 28 + 27);
const step = fc.oneof(
	{ weight: 4, arbitrary: fc.record({ do: fc.constant('gift' as const), holding, amount, at }) },
	{
		weight: 4,
		arbitrary: fc.record({
			do: fc.constant('spend' as const),
			holding,
			amount,
			at,
			help: fc.boolean()
		})
	},
	{
		weight: 2,
		arbitrary: fc.record({ do: fc.constant('back' as const), which: fc.nat(), late: fc.option(at) })
	},
	{ weight: 1, arbitrary: fc.record({ do: fc.constant('close' as const) }) }
);

/** Days of the model are the first 28 of the four months that are over. */
const monthsOf = () => [4, 3, 2, 1].map((n) => s.months[n]!);
const dayOf = (n: number) =>
	`${monthsOf()[Math.floor(n / 28)]!.slice(0, 8)}${String((n % 28) + 1).padStart(2, '0')}`;
const now = 4 * 28;

async function taken(
	sheet: Sheet,
	line: Omit<Line, 'id' | 'undone'>,
	work: Promise<on.Posted>,
	more: string | null = null
) {
	const expected =
		more ??
		(line.at < sheet.closed * 28
			? 'month_closed'
			: sheet.lowest(line.holding, line) < 0
				? 'not_enough'
				: null);
	const made = await work.catch((error: Error) => error.message);
	expect(typeof made === 'string' ? made : null).toBe(expected);
	if (typeof made !== 'string') sheet.lines.push({ ...line, id: made.id, undone: false });
}

/** A reversal that the owner of the tables dates in the past, which no door does. */
async function mirrored(entry: string, day: string): Promise<on.Posted> {
	const [made] = await s.db.sql`
		insert into fund.entries (unit, kind, day, debit, credit, amount, basis, holder, words, reverses, posted_by)
		select unit, 'reversal', ${day}, credit, debit, amount, basis, holder, 'Ghi nhầm', id, ${s.second.sub} from fund.entries where id = ${entry}
		returning id, seq::int, voucher`;
	return made as unknown as on.Posted;
}

async function empty() {
	await s.root`truncate fund.entries, fund.accounts, fund.days, fund.months, fund.counts, fund.published, fund.covers, fund.publications,
		fund.waiting, fund.totals, fund.payments, fund.payment_events cascade`;
	await on.begin(s, s.lead);
}

it('sums, days, numbers and chains are those of the sheet', () =>
	fc.assert(
		fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), async (steps) => {
			await empty();
			const sheet = new Sheet();
			for (const one of steps) {
				if (one.do === 'gift') {
					const { holding, amount, at } = one;
					const work = on.gift(s, amount, { account: holding, day: dayOf(at) });
					await taken(sheet, { at, holding, change: amount, kind: 'gift' }, work);
				} else if (one.do === 'spend') {
					const { holding, amount, at, help } = one;
					const id = await on.approved(s, {
						source: holding,
						amount,
						...(help ? { ...on.help, amount } : {})
					});
					await taken(
						sheet,
						{ at, holding, change: -amount, kind: 'spending' },
						on.pay(s, id, s.treasurer, dayOf(at))
					);
				} else if (one.do === 'back') {
					const line = sheet.lines[one.which % Math.max(sheet.lines.length, 1)];
					if (!line) continue;
					const back = {
						at: one.late ?? now,
						holding: line.holding,
						change: -line.change,
						kind: 'back' as const
					};
					const more =
						back.at < sheet.closed * 28
							? 'month_closed'
							: line.kind === 'back'
								? 'is_reversal'
								: line.undone
									? 'reversed'
									: back.at < line.at
										? 'before_it'
										: null;
					const before = sheet.lines.length;
					const who = line.kind === 'back' ? s.second : s.lead;
					await taken(
						sheet,
						back,
						one.late === null ? on.reverse(s, line.id, who) : mirrored(line.id, dayOf(one.late)),
						more
					);
					line.undone ||= sheet.lines.length > before;
				} else {
					const month = monthsOf()[sheet.closed];
					const first = Math.min(...sheet.lines.map(({ at }) => Math.floor(at / 28)));
					if (!month || sheet.lines.length === 0 || first > sheet.closed) continue;
					await on.close(s, month);
					await on.publish(s, month);
					sheet.closed += 1;
				}
			}
			for (const holding of ['cash', 'goods'] as const)
				expect((await on.book(s)).balances![holding]).toBe(sheet.held(holding));
			const [all] = await s.db
				.sql`select sum(balance)::int as sum from fund.accounts where unit = ${on.unit}`;
			expect(all!.sum).toBe(0);
			expect(await on.verified(s)).toMatchObject({
				broken_entry: null,
				broken_row: null,
				loose_row: null,
				kept: true
			});
			// What is published, with what waits, is what was held at the end of the last closed month.
			const told = await on.shown(s);
			const walk = new Walk(on.unit);
			expect(walk.take(await on.chain(s))).toBeNull();
			expect(walk).toMatchObject({ seq: told.rows, head: told.head });
			const closed = sheet.lines.filter(({ at }) => at < sheet.closed * 28);
			expect(
				walk.money + walk.goods + told.waiting.reduce((sum, { amount }) => sum + amount, 0)
			).toBe(sum(closed));
			expect(await refused(on.publish(s, s.months[0]!))).toBe('not_closed');
		}),
		{ numRuns: RUNS }
	));
