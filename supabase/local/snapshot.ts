/**
 * What a build shows at once: the answers of the public doors, asked as anybody may ask. Written to
 * src/lib/unit/snapshot.json, which git does not see.
 */
import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Sql, TransactionSql } from 'postgres';
import { asActor } from './actor.ts';
import { connect } from './bootstrap.ts';
import { nextFloors, nextOversight, type Believed, type Told, type Trust } from './floors.ts';
import { project } from './home.ts';

export const snapshotFile = join(project, 'src/lib/unit/snapshot.json');

/** A unit's public ledger and its newest rows; what is another thing each day is left out, so that it builds nothing anew. */
type LedgerFacts = { unit: string; ledger: object; rows: object[] };
/** Posts as lists have them, from new to old, and campaigns with their figures: what a build is held against. */
type NewsFacts = {
	rows: { slug: string }[];
	campaigns: { slug: string; figures: object[]; until: string | null; posts: object[] }[];
};
/** The newest report of a unit. */
type ResultFacts = { unit: string; told: object };
/** Answers of `unit_public`, `booking_days` and `results_public`, of the doors of the public ledger, and of the news. */
export type Facts = {
	units: object;
	days: object;
	ledgers: LedgerFacts[];
	news: NewsFacts;
	results: ResultFacts[];
};

/** As many rows as the page shows first (src/lib/fund/public-book.svelte.ts). */
const FIRST_ROWS = 8;
/** Posts that are built, in each language; older ones open through 200.html. */
const BUILT_POSTS = 300;
const PAGE = 50;

/** The facts of a snapshot; their date stands in them. */
export async function readSnapshot(sql: Sql): Promise<Facts> {
	const begun = await sql<{ unit: string }[]>`select distinct unit from fund.books order by unit`;
	const reported = await sql<{ unit: string }[]>`
		select distinct unit from results.reports where state = 'published' order by unit`;
	return asActor(sql, { role: 'anon' }, async (tx) => {
		const [row] = await tx<Pick<Facts, 'units' | 'days'>[]>`
			select public.unit_public() as units, public.booking_days() as days`;
		const ledgers = await tx<LedgerFacts[]>`
			select b.unit, public.fund_public(b.unit) - array['today', 'heads'] as ledger,
				public.fund_public_rows(b.unit, '{}', null, ${FIRST_ROWS}) -> 'rows' as rows
			from unnest(${begun.map(({ unit }) => unit)}::text[]) b (unit)`;
		const results = await tx<ResultFacts[]>`
			select u.unit, public.results_public(u.unit, null, null) as told
			from unnest(${reported.map(({ unit }) => unit)}::text[]) u (unit)`;
		return { ...row!, ledgers: [...ledgers], news: await readNews(tx), results: [...results] };
	});
}

type Cursor = { at: string; slug: string };

/** Lists alone: a text that is corrected, withdrawn or published is another row. */
async function readNews(tx: TransactionSql): Promise<NewsFacts> {
	const rows: NewsFacts['rows'] = [];
	for (let before: Cursor | null = null; rows.length < BUILT_POSTS;) {
		const [page]: { answer: { rows: NewsFacts['rows']; next: Cursor | null } }[] = await tx`
			select public.news_list(null, null, null, null, null, ${before && tx.json(before)}, ${PAGE}) as answer`;
		rows.push(...page!.answer.rows);
		before = page!.answer.next;
		if (!before) break;
	}
	const campaigns = await tx<{ answer: NewsFacts['campaigns'][number] }[]>`
		select public.news_campaign(c ->> 'slug') as answer
		from jsonb_array_elements(public.news_campaigns(null) -> 'rows') c`;
	return { rows, campaigns: campaigns.map(({ answer }) => answer) };
}

/** What anybody may know of the unit that the page of figures shows first, in whole months. */
const readFigures = (sql: Sql, unit: string): Promise<object | null> =>
	asActor(sql, { role: 'anon' }, async (tx) => {
		const [told] = await tx<{ answer: object | null }[]>`
			select public.queue_figures_public(${unit}) as answer`;
		return told!.answer;
	});

/** The texts of posts; one that was taken back a moment ago has none. */
const readArticles = (sql: Sql, rows: NewsFacts['rows']): Promise<object[]> =>
	asActor(sql, { role: 'anon' }, async (tx) => {
		const told = await tx<{ answer: { state: string } }[]>`
			select public.news_post(p.slug) as answer
			from unnest(${rows.map(({ slug }) => slug)}::text[]) with ordinality p (slug, place) order by p.place`;
		return told.map(({ answer }) => answer).filter(({ state }) => state === 'published');
	});

/**
 * Asks the doors and writes the file in one move, with what its pages are to believe of units. Returns what the doors said,
 * and what is believed.
 */
export async function writeSnapshot(
	url: string,
	trust: Trust = {}
): Promise<Facts & Required<Believed>> {
	const sql = connect(url);
	try {
		const { units: said, days, ledgers, news, results } = await readSnapshot(sql);
		const articles = await readArticles(sql, news.rows);
		const told = (said as { units: Told[] }).units;
		const figures = told[0] ? await readFigures(sql, told[0].code) : null;
		const floors = await nextFloors(sql, told, trust);
		const oversight = nextOversight(told, trust);
		const units = {
			...said,
			units: told.map((unit) => ({
				...unit,
				desk: floors[unit.code] ?? null,
				oversight: oversight[unit.code] ?? null
			}))
		};
		const half = `${snapshotFile}.${process.pid}`;
		const { rows, campaigns } = news;
		const facts = { units, days, ledgers, news: { rows }, campaigns, articles, results, figures };
		writeFileSync(half, JSON.stringify(facts, null, '\t') + '\n');
		renameSync(half, snapshotFile);
		return { units: said, days, ledgers, news, results, floors, oversight };
	} finally {
		await sql.end();
	}
}
