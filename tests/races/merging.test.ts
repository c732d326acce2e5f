/** Two cases of one household, and everybody who decides about them in the same moment. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { createDatabase, type TestDatabase } from '../../supabase/local/testing.ts';
import { windows } from '../../supabase/tests/household.ts';
import { merging, type Case, type Merging } from '../../supabase/tests/merging.ts';
import { barrier, crowd } from './crowd.ts';
import { naively } from './naive.ts';

let db: TestDatabase;
let m: Merging;
beforeAll(async () => {
	db = await createDatabase({ connections: 20 });
	m = await merging(db);
});
afterAll(() => db?.drop());
beforeEach(() => m.clear());

const said = (doing: Promise<unknown>) =>
	doing.then(
		() => 'yes',
		({ code, message }: { code: string; message: string }) => {
			if (!/^PT(4|503)/.test(code)) throw new Error(`${code} ${message}`);
			return message;
		}
	);

/** Starts all of them in one moment. */
async function atOnce(...doing: (() => Promise<unknown>)[]): Promise<string[]> {
	const together = barrier(doing.length);
	return Promise.all(
		doing.map(async (one) => {
			await together();
			return said(one());
		})
	);
}

/** State and number of promises of each, and whether any day has a promise of nobody. */
async function left(...cases: Case[]) {
	const rows = await Promise.all(
		cases.map(
			async ({ id }) =>
				(
					await db.sql`
						select c.state, (select count(*)::int from booking.stops s join booking.visits v on v.id = s.subject where v.case_id = c.id) as stops
						from queue.cases c where c.id = ${id}`
				)[0]!
		)
	);
	return rows.map(({ state, stops }) => `${state} ${stops}`);
}
async function rounds(one: () => Promise<void>) {
	for (let round = 0; round < crowd.rounds; round++) {
		await m.clear();
		await one();
	}
}

it('officers who look at both cases without a lock do not both hear what became of them', async () => {
	const signature = 'queue.lock_both(uuid, uuid)';
	const told = await naively(db.sql, signature, /for update/g, 'for share', async () => {
		for (let round = 0; round < 30; round++) {
			await m.clear();
			const [first, second] = await m.pair();
			const answers = await atOnce(
				() => m.merge({ ...first }, second),
				() => m.merge({ ...second }, first, {}, 'other')
			).catch((error: Error) => [error.message]);
			const words = answers.sort().join();
			if (words !== 'stale,yes') return words;
		}
		return null;
	});
	expect(told).not.toBeNull();
});

it('two officers merge the two into each other: one does, one is told, and one promise stands', () =>
	rounds(async () => {
		const [first, second] = await m.pair();
		const answers = await atOnce(
			() => m.merge({ ...first }, second),
			() => m.merge({ ...second }, first, {}, 'other')
		);
		expect(answers.sort()).toEqual(['stale', 'yes']);
		expect((await left(first, second)).sort()).toEqual(['held 1', 'merged 0']);
	}));

it('one case is merged into two others at once: it ends in one of them', () =>
	rounds(async () => {
		const [first, gone] = await m.pair();
		const second = await m.w.visitAt(windows[3]);
		const answers = await atOnce(
			() => m.merge({ ...first }, gone),
			() => m.merge({ ...second }, gone, {}, 'other')
		);
		expect(answers.sort()).toEqual(['stale', 'yes']);
		expect(await left(first, second, gone)).toEqual(['held 1', 'held 1', 'merged 0']);
	}));

it('a resident cancels the case that is being merged: it is merged or cancelled, never both', () =>
	rounds(async () => {
		const [kept, gone] = await m.pair();
		const cancel = { act: 'cancel', reason: 'no_longer_needed', died: [], note: null };
		const [merged, cancelled] = await atOnce(
			() => m.merge({ ...kept }, gone, { stands: 'other' }),
			() => m.say(gone, gone.version, cancel)
		);
		// Whoever comes second finds it changed, or ended.
		expect([merged, cancelled].filter((word) => word === 'yes')).toHaveLength(1);
		expect(await left(kept, gone)).toEqual(
			merged === 'yes' ? ['held 1', 'merged 0'] : ['held 1', 'cancelled 0']
		);
	}));

it('an officer splits a household while another merges it away: one of the two is done', () =>
	rounds(async () => {
		const home = await m.w.visitAt(windows[0], ['Bà Minh Họa', 'Ông Minh Họa'], 35);
		const kept = await m.w.visitAt(windows[2]);
		const answers = await atOnce(
			() => m.split({ ...home }, [home.people[1]!]),
			() => m.merge({ ...kept }, home, {}, 'other')
		);
		expect(answers.sort()).toEqual(['stale', 'yes']);
	}));

it('one officer presses twice: one link, and both answers are the same', async () => {
	const [kept, gone] = await m.pair();
	const request = {
		...{ key: randomUUID(), id: kept.id, version: kept.version, other: gone.id },
		...{ other_version: gone.version, stands: 'kept', bring: [] }
	};
	const press = () => m.w.said('desk', 'queue_merge', request);
	const [first, second] = await Promise.all([press(), press()]);
	expect(second).toEqual(first);
	const [links] = await db.sql`select count(*)::int as n from queue.links where other = ${gone.id}`;
	expect(links!.n).toBe(1);
});
