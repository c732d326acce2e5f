/** Two tips of one sender: who may take them together, and who learns of it. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newKey, problemOf } from './people.ts';
import { scene, sendTip, tell, type Scene } from './tipping.ts';
import { close, erase, join, open, partWays, rekey } from './tip-verbs.ts';
import { secretsFor } from './sealed.ts';

let s: Scene;
beforeAll(async () => {
	s = await scene();
});
afterAll(() => s?.db.drop());

const two = async () => [await sendTip(s), await sendTip(s)] as const;
const joinedOf = async (id: string, who = s.first) => (await open(s, who, id)).joined;
const codesOf = async (id: string) =>
	(await s.db.sql`select code, data from queue.events where case_id = ${id} order by place`).map(
		({ code, data }) => [code, data] as const
	);

describe('a sender who lost the code and sent anew', () => {
	test('has two tips that a member of both takes together, seen on each', async () => {
		const [one, other] = await two();
		await join(s, s.first, one.id, other.id);
		expect(await joinedOf(one.id)).toEqual([{ case: other.id, reference: other.reference }]);
		expect(await joinedOf(other.id)).toEqual([{ case: one.id, reference: one.reference }]);
		expect(await joinedOf(other.id, s.second)).toHaveLength(1);
	});

	test('joined twice, from either side, is joined once', async () => {
		const [one, other] = await two();
		const args = { key: newKey(), id: one.id, other: other.id };
		for (let n = 0; n < 2; n++) await tell(s, s.first, 'tips_join', args);
		await join(s, s.second, other.id, one.id);
		expect(await joinedOf(one.id)).toHaveLength(1);
		const joins = (await codesOf(one.id)).filter(([code]) => code === 'join');
		// The event names nobody else's tip: a member of this one alone reads it too.
		expect(joins).toEqual([['join', {}]]);
	});

	test('is parted from the other again, and both say so', async () => {
		const [one, other] = await two();
		await join(s, s.first, one.id, other.id);
		await partWays(s, s.second, other.id, one.id);
		await partWays(s, s.second, other.id, one.id);
		for (const { id } of [one, other]) {
			expect(await joinedOf(id)).toEqual([]);
			expect((await codesOf(id)).map(([code]) => code).slice(1)).toEqual(
				expect.arrayContaining(['join', 'part_ways'])
			);
			expect((await codesOf(id)).filter(([code]) => code === 'part_ways')).toHaveLength(1);
		}
	});
});

describe('who is no member of both', () => {
	test('does not learn of the other, and joins nothing', async () => {
		const [one, other] = await two();
		await join(s, s.first, one.id, other.id);
		await rekey(s, s.first, other.id, {
			secrets: secretsFor(s.seal, 'T', [s.keys.first.verify, s.keys.lead.verify, null])
		});
		expect(await joinedOf(one.id, s.second)).toEqual([]);
		expect(await joinedOf(one.id)).toHaveLength(1);
		for (const person of [s.second, s.desk, s.outside, s.neighbour])
			for (const act of [join, partWays])
				expect(await problemOf(act(s, person, one.id, other.id))).toMatchObject({
					message: 'not_found'
				});
		expect(await joinedOf(one.id)).toHaveLength(1);
	});

	test('a tip is not joined with itself', async () => {
		const { id } = await sendTip(s);
		expect(await problemOf(join(s, s.first, id, id))).toMatchObject({ message: 'duplicate' });
	});
});

test('an erased tip leaves no trace at the one it was joined with', async () => {
	const [one, other] = await two();
	await join(s, s.first, one.id, other.id);
	const opened = await open(s, s.first, one.id);
	const { version } = await close(s, one.id, opened.version, 'handed_over', s.second);
	await erase(s, s.first, { id: one.id, version });
	expect(await joinedOf(other.id)).toEqual([]);
	expect(await s.db.sql`select 1 from tips.joins where ${one.id} in (one, other)`).toHaveLength(0);
});
