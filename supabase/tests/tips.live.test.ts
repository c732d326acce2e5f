/** What members' pages learn of a tip while it changes, and that nobody else's learn anything. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { liveOf } from './living.ts';
import { one, type Person } from './people.ts';
import { secretsFor } from './sealed.ts';
import { classify, note, notesKey, open, rekey, say } from './tip-verbs.ts';
import { scene, sendTip, type Scene } from './tipping.ts';

let s: Scene;
let live: ReturnType<typeof liveOf>;
let people: Record<string, Person>;
beforeAll(async () => {
	s = await scene();
	live = liveOf(s.db);
	const { lead, first, second, outside, desk, neighbour } = s;
	people = { lead, first, second, outside, desk, neighbour };
});
afterAll(() => s?.db.drop());

/** The answers that everybody gets, with the clock taken out. */
async function answers(looking: string | null = null) {
	const all = await Promise.all(
		Object.entries(people).map(async ([who, person]) => [who, await live(person, { looking })])
	);
	return Object.fromEntries(all.map(([who, answer]) => [who, { ...(answer as object), now: 0 }]));
}
/** Whose pages learn that something happened. */
async function toldOf(work: () => Promise<unknown>): Promise<string[]> {
	const before = await answers();
	await work();
	const after = await answers();
	return Object.keys(people).filter(
		(who) => JSON.stringify(before[who]) !== JSON.stringify(after[who])
	);
}

test('members learn of every change of their tip, and all others get the same answer as before', async () => {
	const members = ['lead', 'first', 'second'];
	let id = '';
	expect(await toldOf(async () => (id = (await sendTip(s)).id))).toEqual(members);
	expect(await toldOf(() => open(s, s.first, id))).toEqual(members);
	expect(await toldOf(() => say(s, s.first, id, 2))).toEqual(members);
	await notesKey(s, s.first, id);
	expect(await toldOf(() => note(s, s.first, id))).toEqual(members);
	const { version } = one(await s.db.sql`select version from queue.cases where id = ${id}`);
	expect(await toldOf(() => classify(s, id, version, 'other'))).toEqual(members);
	const two = [s.keys.lead.verify, s.keys.first.verify];
	const left = [...secretsFor(s.seal, 'T', [...two, null]), ...secretsFor(s.seal, 'D', two)];
	expect(await toldOf(() => rekey(s, s.first, id, { seq: 3, secrets: left }))).toEqual(members);
	expect(await toldOf(() => say(s, s.first, id, 4, { epoch: 2 }))).toEqual(['lead', 'first']);
	expect([...(await s.db.sql`select 1 from queue.news where case_id = ${id}`)]).toEqual([]);
});

test('a member who looks at a tip is named to members alone; others ask for it in vain', async () => {
	const { id } = await sendTip(s);
	const nowhere = await answers(randomUUID());
	await live(s.first, { looking: id });
	const now = await answers();
	for (const who of ['lead', 'second'])
		expect(now[who]).toMatchObject({ lookers: [{ id, officers: [{ id: s.first.sub }] }] });
	const asked = await answers(id);
	for (const who of ['outside', 'desk', 'neighbour']) {
		expect(now[who]).toEqual(nowhere[who]);
		expect(asked[who]).toEqual(nowhere[who]);
	}
	const looks = await s.db.sql`select distinct officer from queue.looks where case_id = ${id}`;
	expect(looks.map(({ officer }) => officer).sort()).toEqual(
		[s.lead.sub, s.first.sub, s.second.sub].sort()
	);
});
