/** A lead fills in the unit's models and sets the rule of periods; an auditor reads both. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as on from './reporting.ts';
import { desk, read, refused, tell, type World } from './reporting.ts';

let w: World;
beforeAll(async () => {
	w = await on.world();
});
afterAll(() => w?.db.drop());

describe('the models of a unit', () => {
	test('are four that the seed names and four rows to fill in, for its lead and its auditor alone', async () => {
		const seen = await desk(w);
		expect(seen.models.map(({ name }) => name !== null)).toEqual([
			...[true, true, true, true, false, false, false, false]
		]);
		expect(seen.may_write).toBe(true);
		expect(await desk(w, w.auditor)).toEqual({ ...seen, may_write: false });
		expect(await refused(desk(w, w.desk))).toBe('role_missing');
		expect((await desk(w, w.elsewhere)).models.map(({ id }) => id)).not.toContain(
			seen.models[0]!.id
		);
	});

	test('are filled in and ordered by their lead, and two leads do not write over each other', async () => {
		const { models, version } = await desk(w);
		const filled = models.map((model, n) =>
			n === 4
				? {
						...model,
						name: ' Camera\u00a0an ninh ',
						aim: 'Giữ\r\nđường làng.',
						since_year: 2023,
						since_month: 4
					}
				: model
		);
		filled.unshift(filled.pop()!);
		const save = (at: number, rows: unknown = filled, who = w.lead) =>
			tell(w, who, 'results_models_save', { version: at, models: rows });
		expect(await save(version)).toEqual({ version: version + 1 });
		expect(await refused(save(version))).toBe('stale version');
		expect(await refused(save(version + 1, filled, w.auditor))).toBe('role_missing');
		const after = await desk(w);
		expect(after.models.map(({ id }) => id)).toEqual(filled.map(({ id }) => id));
		expect(after.models[5]).toMatchObject({
			...{ name: 'Camera an ninh', aim: 'Giữ\nđường làng.', since_year: 2023, since_month: 4 }
		});
	});

	test('are refused with the field at fault', async () => {
		const { models, version } = await desk(w);
		const save = (change: object, at = 0) =>
			refused(
				tell(w, w.lead, 'results_models_save', {
					version,
					models: models.map((model, n) => (n === at ? { ...model, ...change } : model))
				})
			);
		const blank = { name: null, aim: null, since_year: null, since_month: null, programme: null };
		expect(await save({ ...blank, aim: 'Không tên' })).toBe('required models.0.name');
		expect(await save({ ...blank, name: 'x', since_month: 5 })).toBe(
			'required models.0.since_year'
		);
		expect(await save({ ...blank, name: 'x', since_year: 1900 })).toBe(
			'out_of_range models.0.since_year'
		);
		expect(await save({ ...blank, name: 'x'.repeat(121) })).toBe('too_long models.0.name');
		expect(await save({ ...blank, name: 'x', programme: 'visits' })).toBe('duplicate models');
		expect(await save({ ...blank, name: 'x', programme: 'jobs' })).toBe(
			'bad_format models.0.programme'
		);
		expect(await save({ ...blank, colour: 'x' })).toBe('unknown_field colour');
		expect(await save({ id: models[1]!.id })).toBe('duplicate models');
		const theirs = (await desk(w, w.elsewhere)).models[0]!.id;
		expect(await save({ id: theirs })).toBe('not_found models.0');
		expect((await desk(w)).models).toEqual(models);
	});
});

describe('the rule of periods', () => {
	const rules = {
		...{ start_day: 15, superior: 'Công an tỉnh Minh Họa', place: 'Minh Họa', symbol: 'BC-CAX' },
		...{ signer: 'Trưởng Công an xã', recipients: ['Công an tỉnh', '  ', 'Lưu: VT'] }
	};
	test('moves the days of a draft, and a lead alone sets it', async () => {
		const id = await on.draft(w, 'month', 2022, 8);
		expect(await read(w, id)).toMatchObject({ from_day: '2022-08-01', to_day: '2022-08-31' });
		const { version } = await desk(w);
		const save = (change: object, who = w.lead) =>
			tell(w, who, 'results_rules_save', { version, rules: { ...rules, ...change } });
		expect(await refused(save({}, w.auditor))).toBe('role_missing');
		expect(await refused(save({ start_day: 29 }))).toBe('out_of_range start_day');
		expect(await refused(save({ superior: 'x'.repeat(101) }))).toBe('too_long superior');
		await save({});
		expect(await read(w, id)).toMatchObject({
			...{ from_day: '2022-07-15', to_day: '2022-08-14' },
			...{ before: { from_day: '2022-06-15', to_day: '2022-07-14' } },
			year_ago: { from_day: '2021-07-15', to_day: '2021-08-14' },
			paper: { recipients: ['Công an tỉnh', 'Lưu: VT'], symbol: 'BC-CAX' }
		});
		expect(await refused(save({}))).toBe('stale version');
		await tell(w, w.lead, 'results_rules_save', {
			version: version + 1,
			rules: { ...rules, start_day: 1 }
		});
		expect(await read(w, id)).toMatchObject({ from_day: '2022-08-01' });
	});
});
