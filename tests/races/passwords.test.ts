/** Officers who use one token for a password, and leads who all make one, in the same moment. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createDatabase, type TestDatabase } from '../../supabase/local/testing.ts';
import { officerOf, type Person } from '../../supabase/tests/people.ts';
import { resetsOf } from '../../supabase/tests/resetting.ts';
import { atOnce, crowd, tally } from './crowd.ts';
import { caught, naively } from './naive.ts';

const CALLERS = 8;
const LEADS = 6;
const unit = '21451';

let db: TestDatabase;
let r: ReturnType<typeof resetsOf>;
beforeAll(async () => {
	db = await createDatabase();
	r = resetsOf(db);
});
afterAll(() => db?.drop());

const rounds = async (one: () => Promise<void>) => {
	for (let round = 0; round < crowd.rounds; round++) await one();
};

/** As many browsers as there are callers set a password with one token; what each was told. */
async function passwords() {
	const [lead, officer] = [
		await officerOf(db, unit, ['lead']),
		await officerOf(db, unit, ['desk'])
	];
	const { token } = await r.make(lead, officer);
	// What Auth's trigger calls: Auth's own lock on the account is not the one that is tried.
	const said = await atOnce(CALLERS, () =>
		db.sql`select staff.spend_reset(${officer.sub}, ${token})`.then(() => {})
	);
	return tally(said);
}

it('a token for a password that is looked at without a lock would be used twice', async () => {
	const twice = () =>
		naively(
			db.sql,
			'staff.spend_reset(uuid, text)',
			'for update;',
			'; perform pg_sleep(0.05);',
			async () => ((await passwords()).done ?? 0) > 1
		);
	expect(await caught(twice)).toBe(true);
});

it('of browsers that use one token for a password at once one has set it, and the others are told that it is used', () =>
	rounds(async () => {
		expect(await passwords()).toEqual({ done: 1, reset_used: CALLERS - 1 });
	}));

/** Leads who all make a new password for one officer; how many tokens are good then. */
async function resets() {
	const leads: Person[] = [];
	for (let n = 0; n < LEADS; n++) leads.push(await officerOf(db, unit, ['lead']));
	const officer = await officerOf(db, unit, ['desk']);
	const said = await atOnce(LEADS, (n) => r.make(leads[n]!, officer));
	const open = await db.sql`
		select 1 from staff.resets where officer = ${officer.sub} and used_at is null and revoked_at is null`;
	return { said: tally(said), open: open.length };
}

it('tokens for one password without a lock would several be good', async () => {
	const signature = 'staff.make_reset(uuid, bytea, uuid, text)';
	const several = async () => (await resets()).open > 1;
	expect(await caught(() => naively(db.sql, signature, 'for no key update', '', several))).toBe(
		true
	);
});

it('of tokens for one password that are made at once the last one is good', () =>
	rounds(async () => {
		expect(await resets()).toEqual({ said: { done: LEADS }, open: 1 });
	}));
