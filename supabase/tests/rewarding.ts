/** A unit whose lead has allowed rewards without a name, and a claim that somebody holds. */
import { randomInt } from 'node:crypto';
import { doors, type Reward } from '../functions/_shared/contracts/fund.ts';
import { createDatabase, type TestDatabase } from '../local/testing.ts';
import { begin } from './ledgering.ts';
import { newKey, officerOf, type Person } from './people.ts';
import { door, enrol, hex, sealer, sha256, type Keys, type Seal } from './sealed.ts';

export type Scene = {
	db: TestDatabase;
	seal: Seal;
	/** Two leads: one may propose what the other approves. */
	lead: Person;
	deputy: Person;
	investigator: Person;
	treasurer: Person;
	/** Treasurer of another unit. */
	neighbour: Person;
	keys: Record<'lead' | 'deputy', Keys>;
};
export type Claim = { number: string; digits: string; claim: string; amount: number };

export const unit = '21439';

export async function scene(connections = 10): Promise<Scene> {
	const db = await createDatabase({ connections });
	const lead = await officerOf(db, unit, ['lead']);
	const deputy = await officerOf(db, unit, ['lead']);
	const s = {
		db,
		seal: await sealer(),
		lead,
		deputy,
		investigator: await officerOf(db, unit, ['investigator']),
		treasurer: await officerOf(db, unit, ['treasurer']),
		neighbour: await officerOf(db, '21451', ['treasurer']),
		keys: { lead: await enrol(db, lead), deputy: await enrol(db, deputy) }
	};
	// Both tills post what they pay.
	for (const who of [lead, await officerOf(db, '21451', ['lead'])]) await begin(s, who);
	await allow(s);
	return s;
}

const digit = (length: number) => Array.from({ length }, () => randomInt(10)).join('');
export function newClaim(amount = 3_000_000): Claim {
	const digits = digit(20);
	return { number: `TH-${digit(4)}-${digit(4)}`, digits, claim: sha256(digits), amount };
}

export const today = async ({ db }: Scene): Promise<string> =>
	(await db.sql`select house.local_day(now())::text as day`)[0]!.day;

type Args = Record<string, unknown>;
export const tell = <T = { ok: true }>({ db }: Scene, who: Person, name: string, args: Args) =>
	door<T>(db, who, name, { key: newKey(), ...args });

export const allow = (s: Pick<Scene, 'db' | 'lead'>, changes: Args = {}) =>
	door(s.db, s.lead, 'fund_allow', {
		key: newKey(),
		decision: '12/QĐ-CAX',
		decided_on: '2026-11-01',
		cap: 5_000_000,
		basis: 'Quy chế quản lý Quỹ',
		fetch_days: 180,
		...changes
	});

export const propose = (s: Scene, { number, claim, amount }: Claim, who = s.investigator) =>
	tell<{ number: string }>(s, who, 'fund_propose', {
		number,
		claim,
		amount,
		packages: (['lead', 'deputy'] as const)
			.filter((name) => s[name] !== who)
			.map((name) => ({ verify: s.keys[name].verify, sealed: s.seal(1) }))
	});

/** The lead's word as their browser writes it. */
export async function wordOf(s: Scene, { number, claim, amount }: Claim, changes: Args = {}) {
	const [until] = await s.db.sql`select (house.local_day(now()) + 180)::text as day`;
	return JSON.stringify({
		v: 1,
		unit,
		number,
		claim,
		amount,
		decision: '15/QĐ-CAX',
		decided_on: '2026-11-20',
		fetch_until: until!.day,
		elsewhere: null,
		list: 1,
		by: s.keys.lead.verify,
		...changes
	});
}

export const approve = async (s: Scene, claim: Claim, changes: Args = {}, who = s.lead) =>
	tell(s, who, 'fund_approve', {
		number: claim.number,
		word: await wordOf(s, claim, changes),
		signature: hex(64)
	});

/** A reward that waits to be fetched. */
export async function approved(s: Scene, changes: Args = {}): Promise<Claim> {
	const claim = newClaim();
	await propose(s, claim);
	await approve(s, claim, changes);
	return claim;
}

export const settle = (s: Scene, { number, digits }: Claim, as = 'paid', who = s.treasurer) =>
	tell(s, who, 'fund_settle', { number, digits, as });

export const seen = async ({ db }: Scene, who: Person) =>
	doors.fund_rewards.answer.parse(await door(db, who, 'fund_rewards', {}));
export const oneSeen = async (s: Scene, who: Person, { number }: Claim): Promise<Reward | null> =>
	(await seen(s, who)).rewards.find((reward) => reward.number === number) ?? null;

export const fromAfar = ({ db }: Scene, digits: string, as: string, key = newKey()) =>
	door<Args | null>(db, 'service_role', 'fund_settle_from_afar', { key, digits, as });
export const askedFor = ({ db }: Scene, claim: string) =>
	door<Args | null>(db, 'service_role', 'fund_of_claim', { claim });
export const guess = ({ db }: Scene, who: Person, number: string, digits: string) =>
	door<Args>(db, who, 'fund_claim', { number, digits });
