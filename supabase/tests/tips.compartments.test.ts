/** Who may know that a tip exists: its members, and nobody else by any door. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newKey, one, problemOf, type Person } from './people.ts';
import { door, enrol, newKeys, secretsFor, send, tipFor } from './sealed.ts';
import { scene, sendTip, tell, type Scene } from './tipping.ts';
import { verbsOf, type Verbs } from './verbs.ts';

let s: Scene;
let q: Verbs;
let outsiders: [string, Person][];
beforeAll(async () => {
	s = await scene();
	q = verbsOf(s.db);
	outsiders = [
		['another investigator', s.outside],
		['the desk', s.desk],
		['another unit', s.neighbour]
	];
});
afterAll(() => s?.db.drop());

const notFound = { code: 'PT404', message: 'not_found', detail: '' };
/** Every command on a tip, with what it would need to be taken. */
const commands = (): [string, Record<string, unknown>][] => [
	['tips_say', { item: randomUUID(), seq: 2, epoch: 1, sealed: s.seal(4) }],
	['tips_notes_key', { epoch: 1, secrets: secretsFor(s.seal, 'D', [s.keys.first.verify]) }],
	['tips_note', { note: randomUUID(), epoch: 1, sealed: s.seal(4) }],
	['tips_classify', { version: 2, as: 'other' }],
	['tips_close', { version: 2, as: 'resolved' }],
	['tips_erase', { version: 3, notes: 0 }],
	['tips_acknowledge', {}],
	['tips_join', { other: randomUUID() }],
	['tips_part_ways', { other: randomUUID() }],
	[
		'tips_grant',
		{
			epoch: 1,
			verify: s.keys.first.verify,
			secrets: secretsFor(s.seal, 'T', [s.keys.first.verify])
		}
	],
	[
		'tips_rekey',
		{
			unit: '21439',
			item: randomUUID(),
			seq: 2,
			epoch: 1,
			sealed: s.seal(4),
			secrets: secretsFor(s.seal, 'T', [s.keys.first.verify, null])
		}
	]
];

/** What somebody gets from every door, with the clock taken out. */
async function seen(person: Person, id: string) {
	const pages = await Promise.all([
		q.page(person),
		q.page(person, { open: false }),
		q.page(person, { kind: 'tip' }),
		q.page(person, { state: 'new' })
	]);
	const told = await Promise.all([
		problemOf(door(s.db, person, 'queue_case', { id })),
		problemOf(door(s.db, person, 'tips_open', { id })),
		door(s.db, person, 'tips_headers', { ids: [id] }),
		door(s.db, person, 'tips_alarms', {}),
		...commands().map(([name, args]) => problemOf(tell(s, person, name, { id, ...args }))),
		problemOf(q.note(person, id)),
		problemOf(q.assign(person, { id }, s.first.sub))
	]);
	return { pages: pages.map(({ rows, next }) => ({ rows, next })), told };
}

describe('a tip', () => {
	test('does not show to anybody who is no member, by any door', async () => {
		const before = await Promise.all(outsiders.map(([, person]) => seen(person, randomUUID())));
		const { id } = await sendTip(s, { urgent: true });
		for (const [n, [who, person]] of outsiders.entries())
			expect(await seen(person, id), who).toEqual(before[n]);
		expect(
			one(await s.db.sql`select count(*)::int as n from queue.reads where case_id = ${id}`).n
		).toBe(0);
	});

	test('does not show to a lead who is not in the list it was sealed to', async () => {
		// As the oversight desk gets it: the unit of the case is the neighbour's.
		const before = await seen(s.lead, randomUUID());
		const { id } = await send(
			s.db,
			tipFor(s.seal, '21451', 1, [s.keys.neighbour.verify, s.keys.late.verify])
		);
		expect(await seen(s.lead, id)).toEqual(before);
		expect((await q.open(s.neighbour, id)).row.kind).toBe('tip');
	});

	test('does not show to a lead of its unit who lost the key', async () => {
		const { id } = await sendTip(s);
		const left = [s.keys.first.verify, s.keys.second.verify, null];
		await tell(s, s.first, 'tips_rekey', {
			id,
			unit: '21439',
			item: randomUUID(),
			seq: 2,
			epoch: 1,
			sealed: s.seal(4),
			secrets: secretsFor(s.seal, 'T', left)
		});
		expect(await problemOf(door(s.db, s.lead, 'tips_open', { id }))).toEqual(notFound);
		expect((await q.all(s.lead)).map((row) => row.id)).not.toContain(id);
	});

	test('is closed to residents, and to the edge but for what it must do', async () => {
		const { id } = await sendTip(s);
		for (const who of ['anon', 'service_role'] as const)
			for (const [name, args] of [
				...commands().map(([door, more]) => [door, { key: newKey(), id, ...more }] as const),
				['tips_open', { id }] as const,
				['tips_headers', { ids: [id] }] as const,
				['tips_part_read', { id, part: id }] as const
			])
				expect(await problemOf(door(s.db, who, name, args)), name).toMatchObject({ code: '42501' });
		expect(
			await problemOf(s.db.as({ role: 'service_role' }, (tx) => tx`select * from tips.items`))
		).toMatchObject({ code: '42501' });
		for (const name of ['tips_answer', 'lookup_desk', 'tips_forget_parts'])
			expect(await problemOf(door(s.db, 'anon', name, {})), name).not.toBeNull();
	});

	test('shows to its members in the list, as a case without words', async () => {
		const { id, reference } = await sendTip(s);
		for (const person of [s.lead, s.first, s.second]) {
			const row = (await q.all(person, { kind: 'tip' })).find((found) => found.id === id);
			expect(row).toMatchObject({ reference, area: null, title: { code: 'tip', data: {} } });
		}
		const whole = await q.open(s.first, id);
		expect(whole).toMatchObject({ visit: null, call_back: null, notes: [], actions: [] });
		expect(whole.clocks).toMatchObject([{ clock: 'classify', amount: 12, measure: 'hours' }]);
	});

	test('ends for a member at once who is disabled or has another duty', async () => {
		const { id } = await sendTip(s);
		await s.db.sql`update staff.officers set roles = '{desk}' where user_id = ${s.second.sub}`;
		expect(await problemOf(door(s.db, s.second, 'tips_open', { id }))).toEqual(notFound);
		expect((await q.all(s.second)).map((row) => row.id)).not.toContain(id);
		const { members } = await door<{ members: { id: string; due: boolean }[] }>(
			s.db,
			s.first,
			'tips_open',
			{ id }
		);
		expect(members.filter(({ due }) => due).map((member) => member.id)).toEqual([s.second.sub]);
		await s.db
			.sql`update staff.officers set roles = '{investigator}' where user_id = ${s.second.sub}`;
	});

	test('knows that a member’s keys were made anew', async () => {
		const { id } = await sendTip(s);
		const again = newKeys();
		await enrol(s.db, s.second, again, true);
		const { members } = await door<{ members: { id: string; due: boolean }[] }>(
			s.db,
			s.first,
			'tips_open',
			{ id }
		);
		expect(members.find((member) => member.id === s.second.sub)).toMatchObject({ due: true });
	});
});

describe('the queue’s own commands', () => {
	test('leave a tip alone: its words are sealed, and nobody is called', async () => {
		const { id } = await sendTip(s);
		const lead = s.lead;
		const later = new Date(Date.now() + 3_600_000).toISOString();
		for (const attempt of [
			() => q.note(lead, id),
			() => q.call(lead, { id }, 'no_answer', later),
			() => q.ask(lead, { id }),
			() => q.giveBack(lead, { id }),
			() => q.replace(lead, { id }),
			() => q.close(lead, { id }, 'duplicate')
		])
			expect(await problemOf(attempt())).toMatchObject({ code: 'PT409', message: 'not_allowed' });
	});

	test('give a tip to a member alone', async () => {
		const { id } = await sendTip(s);
		for (const person of [s.outside, s.desk, s.neighbour])
			expect(await problemOf(q.assign(s.first, { id }, person.sub))).toMatchObject({
				message: 'out_of_reach'
			});
		await q.assign(s.first, { id }, s.lead.sub);
		expect((await q.open(s.first, id)).row.assignee).toMatchObject({ id: s.lead.sub });
	});
});
