/** When the pages are made anew: what a lead changed is soon on them, and nothing is built for nothing. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { builtOf } from '../../src/lib/fund/public-built.ts';
import { lineOf } from '../../src/lib/fund/public-lines.ts';
import { editsHash, factsHash, isDue, startPublisher } from '../../supabase/local/publisher.ts';
import { currentSite, publish, type Make } from '../../supabase/local/site.ts';
import { readSnapshot } from '../../supabase/local/snapshot.ts';
import { createDatabase, type TestDatabase } from '../../supabase/local/testing.ts';
import * as reports from '../../supabase/tests/reporting.ts';
import * as on from '../../supabase/tests/ledgering.ts';
import { published } from '../../supabase/tests/ledger-months.ts';
import { makeHome } from './portal.ts';

const hour = 3600 * 1000;

describe('the pages are built', () => {
	const shown = { sources: 's', units: 'u', days: 'd' };
	const never = { units: '', at: 0 };

	it('when facts of a unit were edited, and not when nothing changed', () => {
		expect(isDue({ units: 'edited', days: 'd' }, shown, { units: 'u', at: hour }, hour)).toBe(true);
		expect(isDue(shown, shown, never, 9 * hour)).toBe(false);
		expect(isDue(shown, undefined, never, 0)).toBe(true);
	});

	it('once in an hour when days filled up', () => {
		const now = { units: 'u', days: 'fuller' };
		expect(isDue(now, shown, { units: 'u', at: 0 }, hour / 2)).toBe(false);
		expect(isDue(now, shown, { units: 'u', at: 0 }, 2 * hour)).toBe(true);
	});

	it('not again and again from facts that no build stands', () => {
		const now = { units: 'edited', days: 'd' };
		const tried = { units: 'edited', at: 0 };
		expect(isDue(now, shown, tried, hour / 2)).toBe(false);
		expect(isDue({ ...now, units: 'mended' }, shown, tried, hour / 2)).toBe(true);
		expect(isDue(now, shown, tried, 2 * hour)).toBe(true);
	});
});

it('facts asked at another moment are the same facts', () => {
	expect(factsHash({ as_of: 1, units: [{ as_of: 2, name: 'a' }] })).toBe(
		factsHash({ as_of: 3, units: [{ as_of: 4, name: 'a' }] })
	);
	expect(factsHash({ name: 'a' })).not.toBe(factsHash({ name: 'b' }));
});

it('a day that is postponed is on the pages as soon as an edit, a day that filled up is not', () => {
	const facts = {
		units: { name: 'a' },
		ledgers: [],
		news: { rows: [], campaigns: [] },
		results: []
	};
	const calm = editsHash({ ...facts, days: { days: ['open'], postponed: [] } });
	expect(editsHash({ ...facts, days: { days: ['full'], postponed: [] } })).toBe(calm);
	expect(
		editsHash({ ...facts, days: { days: ['open'], postponed: [{ reason: 'storm' }] } })
	).not.toBe(calm);
});

it('a ledger is on the pages as anybody reads it, and anew when a donor does not wish to be named', async () => {
	const s = await published();
	try {
		const facts = await readSnapshot(s.db.sql);
		expect(facts.ledgers).toHaveLength(1);
		const [{ ledger, rows }] = facts.ledgers as [(typeof facts.ledgers)[number]];
		expect(builtOf(ledger, rows)).toMatchObject({
			above: { demo: true, why: '' },
			lines: (await on.rows(s)).map(lineOf)
		});
		expect(ledger).not.toHaveProperty('heads');
		expect(editsHash(await readSnapshot(s.db.sql))).toBe(editsHash(facts));
		const { id } = (await on.entries(s)).find(({ name }) => name === 'Bà Nguyễn Minh Họa')!;
		await on.tell(s, s.treasurer, 'fund_wish', { entry: id, shown: false });
		const after = await readSnapshot(s.db.sql);
		expect(JSON.stringify(after)).not.toContain('Bà Nguyễn Minh Họa');
		expect(editsHash(after)).not.toBe(editsHash(facts));
	} finally {
		await on.ended(s);
	}
});

it('a report is on the pages as it was published, and anew when it is corrected', async () => {
	const w = await reports.world();
	try {
		const before = await readSnapshot(w.db.sql);
		expect(before.results).toEqual([]);
		const id = await reports.published(w, 'month', 2024, 5);
		const facts = await readSnapshot(w.db.sql);
		expect(facts.results).toEqual([{ unit: reports.unit, told: await reports.publicly(w) }]);
		expect(editsHash(facts)).not.toBe(editsHash(before));
		await reports.tell(w, w.lead, 'results_correct', { id, recount: false });
		expect(editsHash(await readSnapshot(w.db.sql))).toBe(editsHash(facts));
	} finally {
		await w.db.drop();
	}
});

describe('a lead who edits the unit', () => {
	const { home, remove } = makeHome();
	let db: TestDatabase;
	beforeAll(async () => {
		db = await createDatabase();
	});
	afterAll(async () => {
		await db?.drop();
		remove();
	});

	it('finds it on the pages without anybody’s doing', async () => {
		let built = 0;
		const make: Make = async (folder) => {
			built++;
			mkdirSync(folder, { recursive: true });
			writeFileSync(join(folder, 'index.html'), 'page');
		};
		const rebuild = async () => {
			const facts = await readSnapshot(db.sql);
			const made = { sources: 's', units: editsHash(facts), days: factsHash(facts.days) };
			await publish(home, made, { make });
		};
		await rebuild();
		const before = currentSite(home)!.units;
		const log: string[] = [];
		const write = (line: string) => log.push(line);
		const stop = startPublisher({ home, url: db.url, log: write, every: 20, rebuild });
		await db.sql`update unit.units set hotline = '0900 000 199' where code = '21439'`;
		await vi.waitFor(() => expect(built).toBe(2), 10_000);
		await vi.waitFor(() => expect(currentSite(home)?.units).not.toBe(before), 10_000);
		await stop();
		expect(log).toEqual([]);
		expect(built).toBe(2);
	});
});
