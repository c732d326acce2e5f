/** A unit whose lead began a ledger: two leads, a treasurer, somebody who proposes, an auditor, and the unit next door. */
import { connect } from '../local/bootstrap.ts';
import { createDatabase } from '../local/testing.ts';
import { list, neighbourUnit, tell, unit, type Args, type Books } from './ledger-asking.ts';
import { officerOf, type Person } from './people.ts';

export * from './ledger-asking.ts';

export async function books(connections = 10): Promise<Books> {
	const db = await createDatabase({ connections });
	const root = connect(db.urls.admin);
	await root`set session_replication_role = replica`;
	const [now] = await db.sql`select house.local_day(now())::text as today, array(
		select (date_trunc('month', house.local_day(now())) - make_interval(months => n))::date::text from generate_series(0, 23) n
	) as months`;
	const s = {
		db,
		root,
		lead: await officerOf(db, unit, ['lead'], 'Trưởng Minh Họa'),
		second: await officerOf(db, unit, ['lead'], 'Phó Minh Họa'),
		treasurer: await officerOf(db, unit, ['treasurer'], 'Thủ Quỹ Minh Họa'),
		desk: await officerOf(db, unit, ['desk'], 'Trực Ban Minh Họa'),
		auditor: await officerOf(db, unit, ['auditor'], 'Kiểm Tra Minh Họa'),
		neighbour: await officerOf(db, neighbourUnit, ['treasurer']),
		today: now!.today as string,
		months: now!.months as string[]
	};
	await begin(s, s.lead);
	return s;
}

export async function ended({ db, root }: Books): Promise<void> {
	await root.end();
	await db.drop();
}

export const begin = (s: Pick<Books, 'db'>, who: Person, changes: Args = {}) =>
	tell(s, who, 'fund_book_save', {
		holder: 'Trưởng Công an phường',
		basis: 'Quy chế quản lý Quỹ',
		two_from: 20_000_000,
		bank_bin: null,
		bank_name: null,
		account_number: null,
		account_name: null,
		...changes
	});

export const cap = (s: Books, purpose: 'reward' | 'support', most = 5_000_000) =>
	tell(s, s.lead, 'fund_cap_save', {
		purpose,
		decision: '21/QĐ-CAX',
		decided_on: '2026-01-02',
		cap: most,
		basis: 'Quy chế quản lý Quỹ, điều 7'
	});

export const gift = (s: Books, amount: number, changes: Args = {}, who = s.treasurer) =>
	tell(s, who, 'fund_gift', {
		account: 'cash',
		amount,
		day: s.today,
		words: 'Ủng hộ phong trào',
		donor: 'Bà Nguyễn Minh Họa',
		shown: true,
		basis: null,
		decision: null,
		...changes
	});

export const opening = (
	s: Books,
	account: string,
	amount: number,
	day = s.months[2]!,
	who = s.lead
) => tell(s, who, 'fund_opening', { account, amount, day });

const purchase = {
	purpose: 'equipment',
	source: 'cash',
	amount: 1_000_000,
	words: 'Mua loa tuyên truyền',
	payee: 'Cửa hàng Minh Họa',
	payee_consents: false,
	aid: null,
	families: null,
	basis: null,
	decision: null,
	evidence: 'Hóa đơn minh họa số 12'
};
export const help: Args = {
	purpose: 'support',
	words: 'Hỗ trợ gia đình khó khăn',
	payee: null,
	aid: 'other',
	families: 1,
	decision: '30/QĐ-CAX',
	evidence: 'Biên bản xác minh minh họa'
};

export const propose = (s: Books, changes: Args = {}, who = s.desk) =>
	tell<{ id: string; two: boolean }>(s, who, 'fund_spend_propose', { ...purchase, ...changes });
export const approve = (s: Books, id: string, who = s.lead) =>
	tell<{ state: string }>(s, who, 'fund_spend_approve', { id });
export const pay = (s: Books, id: string, who = s.treasurer, day = s.today) =>
	tell(s, who, 'fund_spend_pay', { id, day });

/** A payment that waits for the till, approved long ago. */
export async function approved(s: Books, changes: Args = {}): Promise<string> {
	const { id } = await propose(s, changes);
	await approve(s, id);
	await s.root`update fund.payment_events set at = at - interval '2 years' where payment = ${id}`;
	return id;
}

/** Proposed, approved and paid on a day, by three people. */
export const spend = async (s: Books, changes: Args = {}, day = s.today) =>
	pay(s, await approved(s, changes), s.treasurer, day);

export const reverse = (s: Books, entry: string, who = s.lead) =>
	tell(s, who, 'fund_reverse', { entry, reason: 'Ghi nhầm' });

export async function count(s: Books, month: string, amount?: number) {
	const { held } = await list(s, month);
	const { id } = await tell<{ id: string }>(s, s.treasurer, 'fund_count', {
		month,
		amount: amount ?? held.cash
	});
	return id;
}
export const sign = (s: Books, id: string, who = s.second) =>
	tell(s, who, 'fund_count_sign', { id });
/** Closes a month as it should be closed. */
export async function close(s: Books, month: string): Promise<void> {
	await sign(s, await count(s, month));
	await tell(s, s.lead, 'fund_month_close', { month });
}
export const publish = (s: Books, month: string) =>
	tell(s, s.lead, 'fund_month_publish', { month });
