/** A unit with a ledger and a bank account, and the ways to import statements and match them. */
import { createHash } from 'node:crypto';
import { doors } from '../functions/_shared/contracts/fund-bank.ts';
import { createDatabase, type TestDatabase } from '../local/testing.ts';
import { newKey, officerOf, one, problemOf, type Person } from './people.ts';
import { door } from './sealed.ts';

export const unit = '21439';
export type Line = { day: string; amount: number; text?: string | null; reference?: string | null };
export type Scene = {
	db: TestDatabase;
	lead: Person;
	treasurer: Person;
	auditor: Person;
	desk: Person;
	/** Treasurer of another unit, which has a ledger too. */
	neighbour: Person;
};
type Args = Record<string, unknown>;

/** A day so many days before today, in Việt Nam. */
export const ago = (days: number): string =>
	new Date(Date.now() + 7 * 3_600_000 - days * 86_400_000).toISOString().slice(0, 10);
/** What was in the account, on the first day of the ledger. */
export const OPENING = 10_000_000;
export const FIRST = ago(40);

export const tell = <T = Args>({ db }: Pick<Scene, 'db'>, who: Person, name: string, args: Args) =>
	door<T>(db, who, name, { key: newKey(), ...args });
export const refused = async (work: Promise<unknown>) => (await problemOf(work))?.message ?? null;
/** The code of a refusal and the field that it names. */
export const refusedAt = async (work: Promise<unknown>) => {
	const problem = await problemOf(work);
	return problem ? `${problem.message} ${problem.detail}` : null;
};

export async function scene(connections = 6): Promise<Scene> {
	const db = await createDatabase({ connections });
	const s = {
		db,
		lead: await officerOf(db, unit, ['lead']),
		treasurer: await officerOf(db, unit, ['treasurer']),
		auditor: await officerOf(db, unit, ['auditor']),
		desk: await officerOf(db, unit, ['desk']),
		neighbour: await officerOf(db, '21451', ['treasurer'])
	};
	await begin(s, s.lead);
	await begin(s, await officerOf(db, '21451', ['lead']));
	return s;
}

async function begin(s: Pick<Scene, 'db'>, lead: Person) {
	await tell(s, lead, 'fund_book_save', {
		...{ holder: 'Trưởng Công an', basis: 'Quy chế quản lý Quỹ', two_from: null },
		...{ bank_bin: null, bank_name: null, account_number: null, account_name: null }
	});
	await tell(s, lead, 'fund_opening', { account: 'bank', amount: OPENING, day: FIRST });
}

/** A gift that came into the account; the entry's id. */
export const gift = async (s: Scene, amount: number, day: string, who = s.treasurer) =>
	(
		await tell<{ id: string }>(s, who, 'fund_gift', {
			...{ account: 'bank', amount, day, words: 'Ủng hộ quỹ', donor: 'Nguyễn Thị Lụa' },
			...{ shown: false, basis: null, decision: null }
		})
	).id;
/** Money that was taken out of the account into the drawer. */
export const drawn = async (s: Scene, amount: number, day: string) =>
	(
		await tell<{ id: string }>(s, s.treasurer, 'fund_transfer', {
			...{ account: 'cash', amount, day, words: 'Rút tiền mặt' }
		})
	).id;
export const reverse = async (s: Scene, entry: string) =>
	(await tell<{ id: string }>(s, s.lead, 'fund_reverse', { entry, reason: 'Ghi nhầm' })).id;

let files = 0;
export const newFile = () => createHash('sha256').update(`tệp ${++files}`).digest('hex');

/** The arguments of an import: the days from the first to the last of `days`, the balance that the lines lead to. */
export function statement(days: [string, string], opening: number, lines: Line[], over: Args = {}) {
	const closing = lines.reduce((sum, { amount }) => sum + amount, opening);
	return {
		statement: {
			...{ sha256: newFile(), kind: 'sheet', from_day: days[0], to_day: days[1] },
			...{ opening, closing, mapping: [], ...over }
		},
		lines: lines.map((line, at) => ({ line: at + 2, text: null, reference: null, ...line }))
	};
}
export const importOf = (s: Scene, args: Args, who = s.treasurer) =>
	tell<{ id: string; lines: number }>(s, who, 'fund_statement_import', args);

export const bank = async (s: Scene, who = s.treasurer) =>
	doors.fund_bank.answer.parse(await door(s.db, who, 'fund_bank', {}));
export const left = async (s: Scene, who = s.treasurer) =>
	doors.fund_bank_left.answer.parse(await door(s.db, who, 'fund_bank_left', {}));
export const matched = async (s: Scene, day: string, who = s.treasurer) =>
	doors.fund_bank_matched.answer.parse(
		await door(s.db, who, 'fund_bank_matched', { month: `${day.slice(0, 7)}-01` })
	).matches;

type Pair = { line?: string; entry?: string; line_back?: string; entry_back?: string };
const whole = (pair: Pair) => ({
	...{ line: null, entry: null, line_back: null, entry_back: null },
	...pair
});
export const match = (s: Scene, pairs: Pair[], who = s.treasurer) =>
	tell<{ until: string | null }>(s, who, 'fund_bank_match', { pairs: pairs.map(whole) });
export const unmatch = (s: Scene, id: string, who = s.treasurer) =>
	tell<{ until: string | null }>(s, who, 'fund_bank_unmatch', { id });

export const counts = async ({ db }: Scene) =>
	one(
		await db.sql`select (select count(*)::int from fund.statements) as statements,
			(select count(*)::int from fund.statement_lines) as lines,
			(select count(*)::int from fund.unmatched where line is not null) as waiting,
			(select count(*)::int from fund.bank_matches where undone_at is null) as matches`
	);
