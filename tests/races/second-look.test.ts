/** The second pair of eyes: editors and leads who approve one text in the same moment, while its writer writes on. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import * as on from '../../supabase/tests/newsing.ts';
import { officerOf, type Person } from '../../supabase/tests/people.ts';
import { atOnce, crowd, tally } from './crowd.ts';
import { caught, naively } from './naive.ts';

const READERS = 6;
const LATE = 'Thêm vào phút cuối, chưa ai đọc.';

let s: on.Newsroom;
let readers: Person[];
beforeAll(async () => {
	s = await on.newsroom();
	readers = await Promise.all(
		Array.from({ length: READERS }, (_, n) => officerOf(s.db, on.unit, [n % 2 ? 'lead' : 'editor']))
	);
});
afterAll(() => s?.db.drop());

/** All approve what they have read; where there is `late`, its writer writes it meanwhile. */
async function read({ id, version }: { id: string; version: number }, late?: string) {
	const writing = late ? [() => on.save(s, { body: late }, { id, version })] : [];
	const reading = readers.map((who) => () => on.approve(s, id, version, null, who));
	const all = [...writing, ...reading];
	const words = await atOnce(all.length, (n) => all[n]!());
	const [row] = await s.db.sql`
		select p.body, (select count(*)::int from news.corrections c where c.post = p.id) as corrections,
			(select w.body from news.workings w where w.post = p.id) as working
		from news.posts p where p.id = ${id}`;
	return { said: tally(words.slice(writing.length)), saved: late && words[0], row: row! };
}
/** A correction that waits for a second look. */
async function correction() {
	const first = await on.published(s);
	return on.sent(s, { note: 'Sửa ngày' }, { id: first.id, version: 0 });
}

const unlocked = <T>(seconds: number, work: () => Promise<T>) =>
	naively(s.db.sql, 'news.own(staff.officers, uuid)', 'for update;', ';', () => {
		const slow = `; perform pg_sleep(${seconds});`;
		return naively(s.db.sql, 'news.seen(uuid, int)', 'for update;', slow, work);
	});

it('a text that is looked at without a lock would be approved by several', async () => {
	const several = () =>
		unlocked(0.05, async () => ((await read(await on.sent(s))).said.done ?? 0) > 1);
	expect(await caught(several)).toBe(true);
});

it('a text that is looked at without a lock would be approved over words that its writer believes to be kept', async () => {
	const lost = () =>
		unlocked(0.5, async () => {
			const { said, saved } = await read(await on.sent(s), LATE);
			return saved === 'done' && (said.done ?? 0) > 0;
		});
	expect(await caught(lost)).toBe(true);
});

it('of editors and leads who approve one text at once one does, and the others are told that it has changed', async () => {
	for (let round = 0; round < crowd.rounds; round++) {
		expect((await read(await on.sent(s))).said).toEqual({ done: 1, stale: READERS - 1 });
		const { said, row } = await read(await correction());
		expect(said).toEqual({ done: 1, stale: READERS - 1 });
		expect(row.corrections).toBe(1);
	}
});

it('while its writer writes on, what was read is public, or what was written waits: never words that nobody read', async () => {
	for (let round = 0; round < crowd.rounds; round++) {
		const { said, saved, row } = await read(await on.sent(s), LATE);
		if (saved === 'done') {
			expect(said).toEqual({ stale: READERS });
			expect(row).toMatchObject({ body: null, working: LATE });
		} else {
			expect([saved, said]).toEqual(['stale', { done: 1, stale: READERS - 1 }]);
			expect(row).toMatchObject({ body: on.text().body, working: null });
		}
	}
});
