/** Officers of one house who use one invitation, end each other's accounts, or answer one swap in the same moment. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
	createDatabase,
	newToken,
	tokenHash,
	type TestDatabase
} from '../../supabase/local/testing.ts';
import { hours, says, stands } from '../../supabase/tests/on-duty.ts';
import { officerOf, signUpInSql, type Person } from '../../supabase/tests/people.ts';
import { staffVerbsOf } from '../../supabase/tests/staff-verbs.ts';
import { atOnce, crowd, tally } from './crowd.ts';
import { caught, naively } from './naive.ts';

const CALLERS = 8;
const LEADS = 6;
const unit = '21451';

let db: TestDatabase;
let s: ReturnType<typeof staffVerbsOf>;
beforeAll(async () => {
	db = await createDatabase();
	s = staffVerbsOf(db);
});
afterAll(() => db?.drop());

const rounds = async (one: () => Promise<void>) => {
	for (let round = 0; round < crowd.rounds; round++) await one();
};

/** As many browsers as there are callers sign up with one token. */
async function signUps() {
	const [token, email] = [newToken(), `${newToken()}@example.vn`];
	await db.sql`
		insert into staff.invitations (unit, name, email, roles, token_hash)
		values (${unit}, 'Trần Thị Mới', ${email}, '{desk}', ${tokenHash(token)})`;
	const said = await atOnce(CALLERS, async () => {
		await signUpInSql(db, email, { invitation: token });
	});
	return tally(said);
}
const admitted = { done: 1, invitation_used: CALLERS - 1 };

it('an invitation that is looked at without a lock would be used twice, or fail by a fault', async () => {
	const slow = '; perform pg_sleep(0.05);';
	const otherwise = () =>
		naively(
			db.sql,
			'staff.admit()',
			'for update;',
			slow,
			async () => (await signUps()).invitation_used !== admitted.invitation_used
		);
	expect(await caught(otherwise)).toBe(true);
});

it('of browsers that use one invitation at once one has an account, and the others are told that it is used', () =>
	rounds(async () => {
		expect(await signUps()).toEqual(admitted);
	}));

/** Leads who all invite one person; with how many tokens somebody could sign up then. */
async function invitations() {
	const inviting: Person[] = [];
	for (let n = 0; n < LEADS; n++) inviting.push(await officerOf(db, unit, ['lead']));
	const email = `${newToken()}@example.vn`;
	const said = await atOnce(LEADS, (n) => s.invite(inviting[n]!, { email }));
	const open = await db.sql`
		select 1 from staff.invitations where email = ${email} and used_at is null and revoked_at is null`;
	return { said: tally(said), open: open.length };
}

it('invitations of one person without a lock would leave several tokens open', async () => {
	const signature = 'staff.invite(text, text, text, text[], uuid, bytea, uuid)';
	const holding = /perform 1 from unit\.units[^;]*;/g;
	const several = async () => (await invitations()).open > 1;
	expect(await caught(() => naively(db.sql, signature, holding, '', several))).toBe(true);
});

it('of invitations of one person at once the last one stands', () =>
	rounds(async () => {
		expect(await invitations()).toEqual({ said: { done: LEADS }, open: 1 });
	}));

/** All leads of a unit in a ring, each of whom ends the next one's account; how many are left, and how many acted after their end. */
async function ring() {
	await db.sql`update staff.officers set disabled_at = now() where unit = ${unit} and disabled_at is null`;
	const leads: Person[] = [];
	for (let n = 0; n < LEADS; n++) leads.push(await officerOf(db, unit, ['lead']));
	// Each has a session, or the first call of each would wait for another's.
	await Promise.all(leads.map((lead) => s.me(lead)));
	const said = await atOnce(LEADS, (n) =>
		s.save(leads[n]!, leads[(n + 1) % LEADS]!, { roles: ['lead'], disabled: true })
	);
	const left = await db.sql`
		select 1 from staff.officers where unit = ${unit} and disabled_at is null and 'lead' = any (roles)`;
	const ghosts = await db.sql`
		select 1 from staff.changes a join staff.changes e on e.officer = a.by and e.at < a.at
		where a.by = any (${leads.map(({ sub }) => sub)}::uuid[])`;
	return { said, left: left.length, ghosts: ghosts.length };
}

it('leads who are asked before they wait for their turn would act after their end', async () => {
	const signature = 'public.staff_officer_save(uuid, uuid, text, text[], uuid, boolean, text)';
	const holding = /perform 1 from unit\.units[^;]*;/g;
	const acted = async () => (await ring()).ghosts > 0;
	expect(await caught(() => naively(db.sql, signature, holding, '', acted))).toBe(true);
});

it('leads who end each other all at once leave one, and whoever came too late is told', () =>
	rounds(async () => {
		const { said, left, ghosts } = await ring();
		expect(left).toBeGreaterThan(0);
		expect(ghosts).toBe(0);
		expect(said).toContain('done');
		for (const word of said) expect(['done', 'disabled', 'last_lead']).toContain(word);
	}));

/** A swap that some accept, some decline and some withdraw; who has the shift then. */
async function answers() {
	await db.sql`delete from staff.duty where unit = ${unit}`;
	await db.sql`update staff.officers set disabled_at = null where unit = ${unit}`;
	const [desk, other] = [await officerOf(db, unit, ['desk']), await officerOf(db, unit, ['desk'])];
	const now = new Date();
	const give = await stands(db, desk, [hours(now, 20), hours(now, 44)]);
	const { id: swap } = await says(db, desk, 'staff_swap_ask', {
		...{ give, take: null, officer: other.sub }
	});
	const words = ['accept', 'decline', 'withdraw'] as const;
	const said = await atOnce(CALLERS + 1, async (n) => {
		const word = words[n % 3]!;
		const who = word === 'withdraw' ? desk : other;
		await says(db, who, 'staff_swap_answer', { swap, says: word });
	});
	const [row] = await db.sql`
		select w.state, d.officer = ${other.sub} as swapped
		from staff.duty_swaps w join staff.duty d on d.id = w.give where w.id = ${swap}`;
	return { said: tally(said), ...(row as unknown as { state: string; swapped: boolean }) };
}

it('a swap that is looked at without a lock would be answered twice', async () => {
	const signature = 'public.staff_swap_answer(uuid, uuid, text)';
	const slow = '; perform pg_sleep(0.05);';
	const twice = () =>
		naively(
			db.sql,
			signature,
			'for update;',
			slow,
			async () => ((await answers()).said.done ?? 0) > 1
		);
	expect(await caught(twice)).toBe(true);
});

it('a swap that is accepted, declined and withdrawn at once is one of the three, and the roster says the same', () =>
	rounds(async () => {
		const { said, state, swapped } = await answers();
		expect(said).toEqual({ done: 1, stale: CALLERS });
		expect(swapped).toBe(state === 'accepted');
	}));
