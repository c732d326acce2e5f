/** Leads who approve one campaign, or publish one report, in the same moment: it is done once, and what is frozen stays as it was read. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { asPerson, newKey, officerOf, one, type Person } from '../../supabase/tests/people.ts';
import {
	draft,
	published,
	read,
	tell,
	unit,
	world,
	type World
} from '../../supabase/tests/reporting.ts';
import { atOnce, crowd, tally } from './crowd.ts';
import { caught, naively } from './naive.ts';

const LEADS = 6;

let w: World;
let leads: Person[];
let editor: Person;
beforeAll(async () => {
	w = await world();
	leads = await Promise.all(Array.from({ length: LEADS }, () => officerOf(w.db, unit, ['lead'])));
	editor = await officerOf(w.db, unit, ['editor']);
});
afterAll(() => w?.db.drop());

/** What each of the leads was told, who go at once. */
const together = (work: (lead: Person, n: number) => Promise<unknown>) =>
	atOnce(LEADS, (n) => work(leads[n]!, n));

type Campaign = { id: string; version: number };
async function campaign(): Promise<Campaign> {
	const id = randomUUID();
	const text = {
		...{ name: 'Đợt cao điểm', aim: 'Đến từng nhà.', counters: ['visits_done'], goals: {} },
		...{ from_day: '2026-03-01', to_day: '2026-03-31' }
	};
	const slug = `dot-${id.slice(0, 8)}`;
	const rows = await asPerson(
		w.db,
		editor,
		(tx) =>
			tx`select public.news_campaign_save(${newKey()}, ${id}, 0, ${slug}, ${tx.json(text)}) as a`
	);
	return { id, version: (one(rows).a as Campaign).version };
}
const approve = ({ id, version }: Campaign) =>
	together((lead) =>
		asPerson(
			w.db,
			lead,
			(tx) => tx`select public.news_campaign_approve(${newKey()}, ${id}, ${version})`
		)
	);

it('a campaign that is looked at without a lock would be approved by several, each in the belief to be the one', async () => {
	const signature = 'news.own_campaign(staff.officers, uuid, int)';
	const slow = '; perform pg_sleep(0.05);';
	const said = await naively(w.db.sql, signature, 'for update;', slow, async () =>
		approve(await campaign())
	);
	expect(tally(said).done).toBeGreaterThan(1);
});

it('of leads who approve a campaign at once one does, and the others are told that it has changed', async () => {
	for (let round = 0; round < crowd.rounds; round++) {
		const made = await campaign();
		expect(tally(await approve(made))).toEqual({ done: 1, stale: LEADS - 1 });
		const [row] = await w.db.sql`select version from news.campaigns where id = ${made.id}`;
		expect(row!.version).toBe(made.version + 1);
	}
});

/** Months that nobody has reported, one each time. */
let months = 0;
const month = () => ({ year: 2020 + Math.floor(months / 12), nth: (months++ % 12) + 1 });
const LATE = 'Sửa vào phút cuối';

/** A lead writes on while the others publish what they have read. */
async function publish() {
	const { year, nth } = month();
	const id = await draft(w, 'month', year, nth);
	const { version } = await read(w, id);
	const words = { number: null, opening: LATE, outlook: null, note: null, texts: {} };
	const [saved, ...said] = await together((lead, n) =>
		n === 0
			? tell(w, lead, 'results_draft_save', { id, version, words })
			: tell(w, lead, 'results_publish', { id, version })
	);
	const [row] = await w.db.sql`
		select state, opening, content ->> 'opening' as told from results.reports where id = ${id}`;
	return { saved, said: tally(said), row: row! };
}

it('a report that is looked at without its lock would be published several times, or without words that were kept', async () => {
	const { saved, said, row } = await naively(
		w.db.sql,
		'results.draft_of(text, uuid, int)',
		/perform results\.lock\(\$1\);([^;]*) for update;/g,
		'$1; perform pg_sleep(0.05);',
		publish
	);
	const lost = saved === 'done' && row.state === 'published' && row.told !== row.opening;
	const faults = Object.keys(said).filter((word) => word.startsWith('fault'));
	expect((said.done ?? 0) > 1 || lost || faults.length > 0).toBe(true);
});

it('of leads who publish a report at once, while one writes on, one does; words that were kept are in it, or nobody published', async () => {
	for (let round = 0; round < crowd.rounds; round++) {
		const { saved, said, row } = await publish();
		if (saved === 'done') {
			// What the others had read is not what it says now.
			expect(said).toEqual({ stale: LEADS - 1 });
			expect(row).toEqual({ state: 'draft', opening: LATE, told: null });
		} else {
			expect(saved).toBe('published');
			expect(said).toEqual({ done: 1, published: LEADS - 2 });
			expect(row).toEqual({ state: 'published', opening: null, told: null });
		}
	}
});

/** How many reports leads who begin one at once, or its correction, have before them, and what they were told. */
async function begin(door: 'results_draft' | 'results_correct') {
	const { year, nth } = month();
	const args =
		door === 'results_draft'
			? { kind: 'month' as const, year, nth }
			: { id: await published(w, 'month', year, nth), recount: false };
	const ids = new Set<string>();
	const said = await together(async (lead) => {
		ids.add((await tell(w, lead, door, args)).id);
	});
	return { said: tally(said), reports: ids.size };
}

it.each([
	['results_draft', 'public.results_draft(uuid, text, int, int)', 'if r.id is null'],
	['results_correct', 'public.results_correct(uuid, uuid, boolean)', "if r.state = 'draft'"]
] as const)(
	'%s that is asked for without its lock would be begun twice, or fail for all but one',
	async (door, signature, then) => {
		const locked = new RegExp(`perform results\\.lock\\(me\\.unit\\);([^]*)${then}`, 'g');
		const slow = `$1 perform pg_sleep(0.05); ${then}`;
		const otherwise = async () => {
			const { said, reports } = await begin(door);
			return said.done !== LEADS || reports > 1;
		};
		const unlocked = () => naively(w.db.sql, signature, locked, slow, otherwise);
		expect(await caught(unlocked)).toBe(true);
	}
);

it('leads who begin one report, or its correction, at once begin one', async () => {
	for (let round = 0; round < crowd.rounds; round++)
		for (const door of ['results_draft', 'results_correct'] as const)
			expect(await begin(door)).toEqual({ said: { done: LEADS }, reports: 1 });
});
