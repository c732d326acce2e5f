/** The figures of a campaign: counted from the work of other rooms, and of no single person. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { doors } from '../functions/_shared/contracts/news-campaigns.ts';
import { createDatabase, type TestDatabase } from '../local/testing.ts';
import { ask } from './calling.ts';
import { officerOf, one, type Person } from './people.ts';
import { publishCampaign } from './publishing.ts';

const unit = '21439';
let db: TestDatabase;
let editor: Person;
let lead: Person;

beforeAll(async () => {
	db = await createDatabase();
	editor = await officerOf(db, unit, ['editor']);
	lead = await officerOf(db, unit, ['lead']);
});
afterAll(() => db?.drop());

/** A campaign of these days that is public. */
async function campaign(from_day: string, to_day: string): Promise<string> {
	const slug = `dot-${randomUUID().slice(0, 8)}`;
	const by = { author: editor.sub, approver: lead.sub };
	const id = await publishCampaign(db.sql, by, { unit, slug, name: 'Đợt thử' });
	await db.sql`update news.campaigns set from_day = ${from_day}, to_day = ${to_day} where id = ${id}`;
	return slug;
}

/** Visits of a unit with an outcome of a day, as the rooms that own them would have left them behind. */
async function worked(day: string, count: number, gathering: string | null = null) {
	for (let nth = 0; nth < count; nth++)
		await db.sql`
			with c as (
				insert into queue.cases (kind, reference, unit, state, channel, received_at, title_code)
				values ('home_visit', ${`TH-${randomUUID().slice(0, 8)}`}, ${unit}, 'captured', 'web', ${`${day}T01:00:00Z`}, 'home_visit')
				returning id
			)
			insert into queue.events (case_id, at, code, by, officer, data, visible_to_citizen)
			select id, ${`${day}T03:00:00Z`}, 'outcome', 'officer', ${editor.sub},
				${db.sql.json({ promise: { day, from: 450, to: 570, ...(gathering && { gathering }) }, people: [{ outcome: 'captured' }] })}, true
			from c`;
}
async function answered(day: string, count: number) {
	for (let nth = 0; nth < count; nth++)
		await db.sql`
			with c as (
				insert into queue.cases (kind, reference, unit, state, channel, received_at, title_code)
				values ('tip', ${`TH-${randomUUID().slice(0, 8)}`}, ${unit}, 'opened', 'web', ${`${day}T01:00:00Z`}, 'tip')
				returning id
			)
			insert into queue.events (case_id, at, code, by, officer, data, visible_to_citizen)
			select id, ${`${day}T02:00:00Z`}::timestamptz + n * interval '1 hour', 'say', 'officer', ${editor.sub}, '{}', true
			from c, generate_series(0, 1) n`;
}
async function figuresOf(slug: string) {
	const said = await ask(db, { role: 'anon' }, 'news_campaign', { slug });
	const { until, figures } = doors.news_campaign.answer.parse(said);
	return { until, ...Object.fromEntries(figures.map(({ counter, value }) => [counter, value])) };
}

test('the figures count what was done between the days, hide what is under five, and say only fives', async () => {
	const slug = await campaign('2026-03-01', '2026-03-31');
	expect(await figuresOf(slug)).toEqual({
		until: '2026-03-31',
		visits_done: null,
		tips_answered: null,
		meetings: null
	});
	await worked('2026-03-01', 4);
	await worked('2026-02-28', 9);
	await worked('2026-04-01', 9);
	await answered('2026-03-05', 4);
	expect(await figuresOf(slug)).toMatchObject({ visits_done: null, tips_answered: null });
	await worked('2026-03-31', 3);
	await answered('2026-03-31', 5);
	for (let nth = 0; nth < 5; nth++) await worked('2026-03-10', 2, randomUUID());
	expect(await figuresOf(slug)).toMatchObject({ visits_done: 15, tips_answered: 5, meetings: 5 });
});

test('two days beside each other differ by none or by five', async () => {
	const days = ['2026-05-01', '2026-05-02', '2026-05-03', '2026-05-04', '2026-05-05'];
	const slugs = await Promise.all(days.map((day) => campaign('2026-05-01', day)));
	await worked(days[0]!, 4, randomUUID());
	for (let nth = 0; nth < 3; nth++) await worked(days[0]!, 1, randomUUID());
	await answered(days[0]!, 4);
	for (const day of days.slice(1)) {
		await worked(day, 1, randomUUID());
		await answered(day, 1);
	}
	// Counted: 7 to 11 visits, 4 to 8 gatherings, 4 to 8 tips.
	const told = await Promise.all(slugs.map(figuresOf));
	expect(told).toMatchObject([
		{ visits_done: 5, meetings: null, tips_answered: null },
		...[5, 5, 10, 10].map((visits_done) => ({ visits_done, meetings: 5, tips_answered: 5 }))
	]);
});

test('before the first day is over nothing was counted, and today is left out', async () => {
	const slug = await campaign('2026-03-01', '2026-03-31');
	for (const ahead of [0, 1]) {
		// One transaction has one now, whatever midnight does.
		const told = await db.sql.begin(async (tx) => {
			await tx`
				update news.campaigns set from_day = house.local_day(now()) + ${ahead}::int, to_day = house.local_day(now()) + 5
				where slug = ${slug}`;
			return tx<{ until: string | null }[]>`
				select news.counted(c) ->> 'until' as until from news.campaigns c where c.slug = ${slug}`;
		});
		expect(one(told).until).toBeNull();
	}
});
