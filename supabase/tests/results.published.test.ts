/** What anybody reads: a published report, its corrections, and no small number. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newKey, one, problemOf } from './people.ts';
import * as on from './reporting.ts';
import {
	ask,
	desk,
	figureOf,
	publicly,
	read,
	refused,
	served,
	tell,
	unit,
	type World
} from './reporting.ts';

let w: World;
beforeAll(async () => {
	w = await on.world();
	// The demo's cases are of these months, too.
	await w.db.sql`update queue.cases set received_at = '2010-01-01' where unit = ${unit}`;
});
afterAll(() => w?.db.drop());

describe('a published report', () => {
	test('is what anybody reads, frozen with its models, words and figures', async () => {
		await served(w, '2023-05-06', 6);
		await served(w, '2023-04-01', 7);
		const id = await on.draft(w, 'month', 2023, 5);
		const key = newKey();
		const { version } = await read(w, id);
		const publish = () => ask(w, w.lead, 'results_publish', { key, id, version });
		expect(await publish()).toEqual({ period: '2023-05' });
		expect(await publish()).toEqual({ period: '2023-05' });
		const seen = (await publicly(w))!;
		expect(seen).toMatchObject({
			unit,
			demo: true,
			periods: [{ period: '2023-05', kind: 'month' }]
		});
		expect(seen.report!.models).toHaveLength(4);
		expect(figureOf(seen.report!, 'people_home')).toMatchObject({
			now: 6,
			before: 7,
			year_ago: 'few'
		});
		expect(JSON.stringify(seen)).not.toContain('raw');
		expect(seen.report).not.toHaveProperty('paper');
		await served(w, '2023-05-06', 20);
		await w.db
			.sql`update results.models set name = 'Khác' where unit = ${unit} and name = '3 cùng'`;
		expect(await publicly(w)).toEqual(seen);
		expect(
			await refused(tell(w, w.lead, 'results_draft', { kind: 'month', year: 2023, nth: 5 }))
		).toBe('published nth');
		for (const change of [
			w.db.sql`update results.reports set number = '1' where id = ${id}`,
			w.db.sql`delete from results.reports where id = ${id}`,
			w.db.sql`truncate results.reports cascade`
		])
			expect(await problemOf(Promise.resolve(change))).toMatchObject({ message: 'append_only' });
	});

	test('is corrected by the next edition, which says what it corrects; the first can still be read', async () => {
		const { id } = (await desk(w)).reports.find(({ period }) => period === '2023-05')!;
		const next = (await tell(w, w.lead, 'results_correct', { id, recount: false })).id;
		expect((await tell(w, w.lead, 'results_correct', { id, recount: false })).id).toBe(next);
		expect(await refused(tell(w, w.auditor, 'results_correct', { id, recount: false }))).toBe(
			'role_missing'
		);
		expect(await refused(tell(w, w.elsewhere, 'results_correct', { id, recount: false }))).toBe(
			'not_found id'
		);
		expect(await refused(tell(w, w.lead, 'results_correct', { id: next, recount: false }))).toBe(
			'not_published id'
		);
		expect(await refused(on.publish(w, next))).toBe('required note');
		const { version } = await read(w, next);
		const words = {
			number: '13',
			opening: 'Đã sửa.',
			outlook: null,
			note: 'Sửa phần mở đầu',
			texts: {}
		};
		await tell(w, w.lead, 'results_draft_save', { id: next, version, words });
		await on.publish(w, next);
		const seen = (await publicly(w))!;
		expect(seen.report).toMatchObject({ edition: 2, note: 'Sửa phần mở đầu', opening: 'Đã sửa.' });
		expect(seen.report!.editions.map(({ edition }) => edition)).toEqual([2, 1]);
		expect(seen.periods).toHaveLength(1);
		// Twenty people were written down since; nobody asked for them to be counted.
		expect(figureOf(seen.report!, 'people_home')).toMatchObject({ now: 6 });
		expect((await publicly(w, '2023-05', 1))!.report).toMatchObject({ edition: 1, opening: null });
	});

	test('counts anew where that is asked for, by five at least or not at all', async () => {
		const again = async () => {
			const { id } = (await desk(w)).reports.find(({ period }) => period === '2023-05')!;
			const next = (await tell(w, w.lead, 'results_correct', { id, recount: true })).id;
			const { version } = await read(w, next);
			const words = { number: null, opening: null, outlook: null, note: 'Đếm lại', texts: {} };
			await tell(w, w.lead, 'results_draft_save', { id: next, version, words });
			await on.publish(w, next);
			return figureOf((await publicly(w))!.report!, 'people_home').now;
		};
		expect(await again()).toBe(26);
		await served(w, '2023-05-07', 4);
		expect(await again()).toBe(26);
		await served(w, '2023-05-07', 1);
		expect(await again()).toBe(31);
	});

	test('comes out once though two leads press at the same time, and two periods judge each other', async () => {
		await served(w, '2021-03-06', 6);
		const ids = [await on.draft(w, 'quarter', 2021, 1), await on.draft(w, 'month', 2021, 3)];
		await served(w, '2021-01-09', 3);
		const press = async (id: string) => {
			const { version } = await read(w, id);
			return refused(tell(w, w.lead, 'results_publish', { id, version }));
		};
		const pressed = await Promise.all([...ids, ...ids].map(press));
		expect(pressed.filter((code) => code === null)).toHaveLength(2);
		// Nine in the quarter, six in March: told together they would tell of three in the other months.
		const cells = await Promise.all(
			['2021-q1', '2021-03'].map(async (period) =>
				figureOf((await publicly(w, period))!.report!, 'people_home')
			)
		);
		expect(cells.filter(({ now }) => now === 'few')).toHaveLength(1);
	});

	test('is found by its period, and a unit or a period that there is not says so', async () => {
		await on.published(w, 'year', 2022, 1);
		expect((await publicly(w))!.report).toMatchObject({ period: '2023-05' });
		const year = (await publicly(w, '2022'))!.report!;
		expect(year).toMatchObject({
			kind: 'year',
			year_ago: null,
			before: { from_day: '2021-01-01' }
		});
		expect(figureOf(year, 'people_home').year_ago).toBeNull();
		expect((await publicly(w, '2022-q1'))!.report).toBeNull();
		expect((await publicly(w, '2023-05', 9))!.report).toBeNull();
		expect(await publicly(w, null, null, '99999')).toBeNull();
		expect(await publicly(w, null, null, '21478')).toMatchObject({ report: null, periods: [] });
	});
});

describe('small numbers', () => {
	const month = (nth: number) => on.published(w, 'month', 2024, nth);
	const seen = async (period: string) =>
		figureOf((await publicly(w, period))!.report!, 'people_home');

	test('are hidden, and so is what would give one away: a quarter of which one month is hidden', async () => {
		await served(w, '2024-01-06', 7);
		await served(w, '2024-02-03', 6);
		await served(w, '2024-03-02', 3);
		for (const nth of [1, 2, 3]) await month(nth);
		expect(await seen('2024-03')).toMatchObject({ now: 'few', before: 6 });
		await on.published(w, 'quarter', 2024, 1);
		expect(await seen('2024-q1')).toMatchObject({ now: 'few' });
		// Of the year without those months ten are left, which may be known.
		await served(w, '2024-08-03', 7);
		await on.published(w, 'year', 2024, 1);
		expect(await seen('2024')).toMatchObject({ now: 23 });
		// August told as well would leave of the year the three of March.
		await month(8);
		expect(await seen('2024-08')).toMatchObject({ now: 'few', before: 'few' });
	});

	test('are told as they were told before, though somebody wrote one down since', async () => {
		await served(w, '2024-02-03', 1);
		await on.published(w, 'month', 2025, 2);
		expect(await seen('2025-02')).toMatchObject({ now: 'few', year_ago: 6 });
	});

	test('are hidden in periods that cross those of an older rule', async () => {
		const { version, rules } = await desk(w);
		await tell(w, w.lead, 'results_rules_save', { version, rules: { ...rules, start_day: 15 } });
		await served(w, '2024-01-20', 50);
		await on.published(w, 'month', 2025, 6);
		await served(w, '2025-01-18', 9);
		await on.published(w, 'month', 2025, 3);
		const crossing = await seen('2025-03');
		// 15 January to 14 February 2025 crosses nothing that was told; the year before crosses February 2024.
		expect(crossing.year_ago).toBe('few');
		expect(
			one((await publicly(w, '2025-03'))!.periods.filter(({ period }) => period === '2025-03'))
		).toMatchObject({
			from_day: '2025-02-15',
			to_day: '2025-03-14'
		});
	});
});
