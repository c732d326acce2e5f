import { expect, test } from 'vitest';
import { ModelRows, readSince } from './model-rows.svelte.ts';

const id = (n: number) => `00000000-0000-4000-8000-00000000000${n}`;
const model = (n: number, changes: object = {}) => ({
	...{ id: id(n), name: `Mô hình ${n}`, aim: null, since_year: null, since_month: null },
	...{ programme: null, ...changes }
});
const empty = { name: null };

test('a lead writes since when a model has been going, with or without the month', () => {
	expect(readSince(' 2023 ')).toEqual({ since_year: 2023, since_month: null });
	expect(readSince('4/2023')).toEqual({ since_year: 2023, since_month: 4 });
	expect(readSince('04-2023')).toEqual({ since_year: 2023, since_month: 4 });
	expect(readSince('')).toEqual({ since_year: null, since_month: null });
	for (const bad of ['13/2023', '0/2023', 'năm ngoái', '23', '1/1/2023'])
		expect(readSince(bad), bad).toBeNull();
});

test('a lead orders rows, and one at an end stays there', () => {
	const rows = new ModelRows([model(1), model(2), model(3, empty)]);
	rows.move(0, -1);
	rows.move(2, 1);
	expect(rows.rows.map(({ id }) => id)).toEqual([id(1), id(2), id(3)]);
	rows.move(2, -1);
	rows.move(0, 1);
	expect(rows.rows.map(({ id }) => id)).toEqual([id(3), id(1), id(2)]);
	rows.remove(1);
	rows.add();
	expect(rows.rows.map(({ id }) => id)).toEqual([id(3), id(2), null]);
});

test('no lead makes more rows than the unit may have', () => {
	const rows = new ModelRows([]);
	for (let n = 0; n < 25; n++) rows.add();
	expect(rows.rows).toHaveLength(20);
	expect(rows.full).toBe(true);
});

test('what was filled in is sent as it was, and empty rows stay empty', () => {
	const models = [
		model(1, { aim: 'Giữ làng', since_year: 2022, since_month: 4, programme: 'visits' }),
		model(2, empty)
	] as ConstructorParameters<typeof ModelRows>[0];
	expect(new ModelRows(models).read()).toEqual({ models, faults: [] });
});

test('a lead is told which field is at fault, before anything is sent', () => {
	const rows = new ModelRows([model(1, { programme: 'visits' }), model(2), model(3, empty)]);
	rows.rows[1]!.programme = 'visits';
	rows.rows[1]!.since = 'hồi đó';
	rows.rows[2]!.aim = 'Không tên';
	expect(rows.read().faults).toEqual([
		['models.1.since', 'bad_format'],
		['models.1.programme', 'duplicate'],
		['models.2.name', 'required']
	]);
});
