/** A hand-over with a tip in it: who is no member cannot tell, by any answer, that there is one; members hand it on. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { callBackOf } from './cases.ts';
import { clear, holderOf, hours, says, stands } from './on-duty.ts';
import { officerOf, problemOf, type Person } from './people.ts';
import { scene, sendTip, type Scene } from './tipping.ts';

let s: Scene;
/** Who goes and is a member, who goes and is none, who comes and is none, a lead outside the list, an auditor. */
let goes: Person;
let beside: Person;
let comes: Person;
let outside: Person;
let auditor: Person;
let change: Date;
/** From one moment back, so that no two changes are the same one when the clock's minute goes over. */
const began = new Date(Math.floor(Date.now() / 60_000) * 60_000);
let minutes = 0;

beforeAll(async () => {
	s = await scene();
	goes = s.first;
	beside = await officerOf(s.db, '21439', ['desk'], 'Cán bộ Thử Kề');
	comes = s.desk;
	outside = await officerOf(s.db, '21439', ['lead'], 'Trưởng Thử Ngoài');
	auditor = await officerOf(s.db, '21439', ['auditor'], 'Kiểm Tra Thử');
	await s.db
		.sql`update staff.officers set roles = '{investigator,desk}' where user_id in (${goes.sub}, ${s.second.sub})`;
});
afterAll(() => s?.db.drop());
beforeEach(() => begin(comes));

async function begin(incoming: Person) {
	await clear(s.db);
	await s.db.sql`update queue.cases set ended_at = now(), assignee = null where ended_at is null`;
	change = hours(began, -(++minutes / 60));
	await stands(s.db, goes, [hours(change, -24), change]);
	await stands(s.db, beside, [hours(change, -24), change], 'response');
	await stands(s.db, incoming, [change, hours(change, 24)]);
}
const at = () => ({ change_at: change.toISOString() });
const page = async (who: Person) => (await says(s.db, who, 'queue_handover', at())).handover!;
const sign = async (who: Person) =>
	says(s.db, who, 'queue_handover_sign', { ...at(), digest: (await page(who)).digest! });
const takenBy = (who: Person) => says(s.db, who, 'queue_handover_take', at());
async function tip() {
	const { id } = await sendTip(s, { urgent: true });
	await s.db
		.sql`update queue.cases set assignee = ${goes.sub}, fell_to = ${goes.sub} where id = ${id}`;
	return id;
}

/** Everything that whoever is outside gets to see from the beginning of a hand-over to its end. */
async function seenOutside(hidden: string | null): Promise<string> {
	const { id } = await callBackOf(s.db, '21439');
	await s.db
		.sql`update queue.cases set assignee = ${goes.sub}, fell_to = ${goes.sub} where id = ${id}`;
	const told: unknown[] = [];
	const look = async () => {
		for (const who of [comes, beside, outside, auditor])
			told.push(await page(who), await says(s.db, who, 'queue_handovers', { before: null }));
		for (const who of [comes, outside]) told.push(await says(s.db, who, 'queue_handover_due', {}));
		told.push(await says(s.db, outside, 'queue_left_behind', {}));
	};
	await look();
	const line = (who: Person) =>
		problemOf(
			says(s.db, who, 'queue_handover_line', {
				...at(),
				id: hidden ?? randomUUID(),
				was: null,
				body: 'x'
			})
		);
	told.push(await line(beside), await line(comes));
	await sign(goes);
	await look();
	await sign(beside);
	await sign(comes);
	await look();
	told.push(await takenBy(comes));
	const today = new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 10);
	await says(s.db, goes, 'staff_away_save', { officer: goes.sub, from_day: today, to_day: today });
	const given = await says(s.db, outside, 'queue_give_on', {
		ids: [hidden ?? randomUUID()],
		of_officer: goes.sub,
		officer: comes.sub
	});
	told.push(given.results.map(({ result }) => result));
	await look();
	// Times, salted hashes and the case that everybody sees are others each time; what stands beside them is not.
	return JSON.stringify(told, (field, value) =>
		['now', 'change_at', 'at', 'hash', 'digest', 'next', 'received_at', 'due_at'].includes(field)
			? typeof value
			: value
	)
		.replaceAll(id, 'the case')
		.replace(/GL-\d\d-\d{4}/g, 'its reference');
}

test('whoever is no member gets the same answers with a hidden tip as without one', async () => {
	const without = await seenOutside(null);
	await begin(comes);
	const hidden = await tip();
	expect(await seenOutside(hidden)).toBe(without);
	expect(await holderOf(s.db, hidden)).toBe(goes.sub);
});

test('not even the digest of what an outsider sees is another', async () => {
	const before = await Promise.all([comes, beside, outside].map(page));
	await tip();
	const after = await Promise.all([comes, beside, outside].map(page));
	expect(after).toEqual(before);
	expect(after[0]!.digest).toMatch(/^[0-9a-f]{64}$/);
});

test('a tip is listed for its members, without a line, and goes on to a member alone', async () => {
	const id = await tip();
	expect((await page(goes)).lines).toMatchObject([
		{ row: { id, kind: 'tip' }, marks: ['unread', 'passes'], line: null }
	]);
	expect(
		await problemOf(
			says(s.db, goes, 'queue_handover_line', { ...at(), id, was: null, body: 'Tin về bến ghe' })
		)
	).toMatchObject({ message: 'not_allowed' });
	await s.db
		.sql`update queue.cases set received_at = received_at - interval '2 hours' where id = ${id}`;
	const fresh = await tip();
	expect((await page(goes)).lines).toHaveLength(2);
	await sign(goes);
	await sign(comes);
	expect((await takenBy(comes)).taken).toEqual([]);
	expect(await holderOf(s.db, id)).toBe(goes.sub);
	// What was signed of it is seen by a member after it is done, and in no count.
	const done = await page(goes);
	expect(done.lines).toMatchObject([{ row: { id } }]);
	// One that came within the hour is not kept: the second of a signature would tell when it was sent.
	expect(JSON.stringify(done.lines)).not.toContain(fresh);
	expect(done.signatures.map(({ counts }) => counts.open)).toEqual([0, 0]);

	await begin(s.second);
	const again = await tip();
	await sign(s.second);
	expect((await takenBy(s.second)).taken).toHaveLength(1);
	expect(await holderOf(s.db, again)).toBe(s.second.sub);
});
