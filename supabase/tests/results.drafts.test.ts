/** A lead drafts a report; an auditor reads what will be told; nobody else sees it. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newKey } from './people.ts';
import * as on from './reporting.ts';
import { ask, figureOf, publicly, read, refused, served, tell, type World } from './reporting.ts';

let w: World;
beforeAll(async () => {
	w = await on.world();
	// The demo's cases are of these months, too.
	await w.db.sql`update queue.cases set received_at = '2010-01-01' where unit = ${on.unit}`;
});
afterAll(() => w?.db.drop());

describe('a draft', () => {
	test('is one a period, begun by a lead, of a period that has begun', async () => {
		const id = await on.draft(w, 'quarter', 2022, 1);
		expect(await on.draft(w, 'quarter', 2022, 1)).toBe(id);
		const begin = (kind: string, year: number, nth: number, who = w.lead) =>
			refused(tell(w, who, 'results_draft', { kind, year, nth }));
		expect(await begin('month', 2022, 13)).toBe('out_of_range nth');
		expect(await begin('quarter', 2022, 5)).toBe('out_of_range nth');
		expect(await begin('year', 2022, 2)).toBe('out_of_range nth');
		expect(await begin('week', 2022, 2)).toBe('bad_format kind');
		expect(await begin('year', 2199, 1)).toBe('out_of_range nth');
		expect(await begin('month', 2022, 1, w.auditor)).toBe('role_missing');
		expect(await begin('month', 2022, 1, w.desk)).toBe('role_missing');
	});

	test('has its numbers for the lead, and for the auditor what will be told', async () => {
		await served(w, '2022-02-05', 3);
		const id = await on.draft(w, 'month', 2022, 2);
		expect(figureOf(await read(w, id), 'people_home')).toMatchObject({
			now: 'few',
			raw: { now: 3, before: 0, year_ago: 0 }
		});
		const seen = figureOf(await read(w, id, w.auditor), 'people_home');
		expect(seen).toMatchObject({ now: 'few' });
		expect(seen).not.toHaveProperty('raw');
		expect(await refused(read(w, id, w.elsewhere))).toBe('not_found id');
		expect(await refused(read(w, id, w.desk))).toBe('role_missing');
		expect(await publicly(w, '2022-02')).toMatchObject({ report: null });
	});

	test('keeps what a lead wrote of each model, once, and tells who was slower', async () => {
		const id = await on.draft(w, 'month', 2022, 3);
		const { version, models } = await read(w, id);
		const words = {
			...{ number: ' 12 ', opening: 'Tình hình ổn định.', outlook: null, note: 'không có' },
			texts: { [models[0]!.id]: 'Đã làm\n\n\n\ntốt.', [newKey()]: 'Không của mô hình nào' }
		};
		const key = newKey();
		const save = () => ask(w, w.lead, 'results_draft_save', { key, id, version, words });
		expect(await save()).toEqual({ version: version + 1 });
		expect(await save()).toEqual({ version: version + 1 });
		expect(await refused(tell(w, w.lead, 'results_draft_save', { id, version, words }))).toBe(
			'stale version'
		);
		const after = await read(w, id);
		expect(after).toMatchObject({
			version: version + 1,
			number: '12',
			opening: 'Tình hình ổn định.',
			note: null
		});
		expect(after.models.map(({ text }) => text)).toEqual(['Đã làm\n\ntốt.', null, null, null]);
		const long = { ...words, texts: { [models[0]!.id]: 'x'.repeat(3001) } };
		expect(
			await refused(
				tell(w, w.lead, 'results_draft_save', { id, version: version + 1, words: long })
			)
		).toBe(`too_long texts.${models[0]!.id}`);
	});

	test('can be taken away, and goes out only when its period is over', async () => {
		const [now] = await w.db.sql`
			select extract(year from house.local_day(now()))::int as year, extract(month from house.local_day(now()))::int as month`;
		const id = await on.draft(w, 'year', now!.year, 1);
		// On the last day of a year the period still lasts.
		expect(await refused(on.publish(w, id))).toBe('period_not_over id');
		expect(await refused(tell(w, w.auditor, 'results_publish', { id, version: 1 }))).toBe(
			'role_missing'
		);
		expect(await refused(tell(w, w.elsewhere, 'results_publish', { id, version: 1 }))).toBe(
			'not_found id'
		);
		await tell(w, w.lead, 'results_draft_drop', { id, version: 1 });
		expect(await refused(read(w, id))).toBe('not_found id');
	});
});
