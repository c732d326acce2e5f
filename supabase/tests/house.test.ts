/** What the house promises every room about refusals, text and time. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cleanText, fold, textProblem } from '../functions/_shared/text/index.ts';
import { createDatabase, type TestDatabase } from '../local/testing.ts';
import { one } from './people.ts';

let db: TestDatabase;
beforeAll(async () => {
	db = await createDatabase();
});
afterAll(() => db?.drop());

const refusal = (work: Promise<unknown>) =>
	work.then(
		() => null,
		(error: { code: string; message: string; detail?: string }) => [
			error.code,
			error.message,
			error.detail ?? ''
		]
	);

test('a refusal carries its status, its code and the field', async () => {
	expect(await refusal(db.sql`select house.refuse(409, 'window_taken', 'token')`)).toEqual([
		'PT409',
		'window_taken',
		'token'
	]);
	expect(await refusal(db.sql`select house.refuse(404, 'not_found')`)).toEqual([
		'PT404',
		'not_found',
		''
	]);
});

test('what is not known to be true is refused', async () => {
	expect(await refusal(db.sql`select house.demand(null, 422, 'required', 'name')`)).toEqual([
		'PT422',
		'required',
		'name'
	]);
	expect(await refusal(db.sql`select house.demand(true, 422, 'required', 'name')`)).toBeNull();
});

describe('what a person types', () => {
	const kept = async (typed: string, most = 200) => {
		try {
			const { value } = one(
				await db.sql`select house.text(${typed}, 'note', ${most}, true) as value`
			);
			return { value };
		} catch (error) {
			return { problem: (error as Error).message };
		}
	};

	test('is stored as the browser and the edge would write it, or refused for the same reason', async () => {
		const piece = fc.oneof(
			fc.string({ unit: 'grapheme', maxLength: 12 }),
			fc.constantFrom(
				'ế',
				'ế',
				'Đ',
				' ',
				'\n',
				'\r\n',
				'\t',
				'\u00a0',
				'\u200b',
				'\u202e',
				'\u2066',
				'\u200f',
				'\u0007',
				'\u2028',
				'\ufeff',
				'\u00ad'
			)
		);
		await fc.assert(
			fc.asyncProperty(fc.array(piece, { maxLength: 8 }), async (pieces) => {
				const typed = pieces.join('').replaceAll('\0', '').toWellFormed();
				const clean = cleanText(typed);
				const problem = textProblem(clean, 20, true);
				expect(await kept(typed, 20)).toEqual(problem ? { problem } : { value: clean });
			}),
			{ numRuns: 300 }
		);
	});

	test.each([
		['Nguyễn Thị Bình', null],
		['Đinh Văn Hrê', null],
		['  Lê   Văn  An ', null],
		['', 'required'],
		['1234', 'bad_characters'],
		['An\u202enaV', 'bad_characters'],
		['A'.repeat(101), 'too_long']
	])('the name %j is taken or refused (%s)', async (typed, problem) => {
		const refused = await refusal(db.sql`select house.name(${typed}, 'name')`);
		expect(refused?.[1] ?? null).toBe(problem);
	});

	test('a name keeps one blank between its words', async () => {
		const row = one(await db.sql`select house.name(E'  Lê  \n Văn An ', 'name') as name`);
		expect(row.name).toBe('Lê Văn An');
	});

	test('is found again without marks, whatever form the marks have', async () => {
		const names = ['Đức Phổ', 'Nguyễn Nghiêm', 'Phổ Thạnh', 'Trà Câu', 'ĐẶNG THUỲ TRÂM', 'Phổ Hòa'];
		for (const name of [...names, ...names.map((n) => n.normalize('NFD'))]) {
			const row = one(await db.sql`select house.fold(${name}) as folded`);
			expect(row.folded).toBe(fold(name));
		}
	});
});

describe('numbers and objects of a request', () => {
	const json = (value: unknown) => db.sql.json(value as never);

	test('of a key that somebody made up nothing is repeated, unless it is a plain word', async () => {
		for (const key of ['Nguyễn Thị Lụa', '<b>', '0900000101', 'k'.repeat(41)])
			expect(
				await refusal(db.sql`select house.strict(${json({ [key]: 1 })}, array['a'], 'x')`)
			).toEqual(['PT422', 'unknown_field', 'x']);
	});

	test('a day without end is none that anything lies on', async () => {
		const [row] = await db.sql`
			select array_agg(house.is_near(d::date) order by n) as near
			from unnest(array['2026-11-27', '-infinity', 'infinity', '5874897-12-31', '0001-01-01', null]) with ordinality t (d, n)`;
		expect(row!.near).toEqual([true, false, false, false, false, false]);
	});

	test('an unknown key is refused by its name', async () => {
		expect(
			await refusal(db.sql`select house.strict(${json({ a: 1, b: 2 })}, array['a'], 'x')`)
		).toEqual(['PT422', 'unknown_field', 'b']);
		expect(await refusal(db.sql`select house.strict(${json([1])}, array['a'], 'x')`)).toEqual([
			'PT422',
			'bad_format',
			'x'
		]);
		expect(
			await refusal(db.sql`select house.strict(${json({ a: 1 })}, array['a'], 'x')`)
		).toBeNull();
	});

	test.each([
		[null, 'required'],
		['5', 'bad_format'],
		[1.5, 'bad_format'],
		[11, 'out_of_range'],
		[-1, 'out_of_range'],
		[10, null]
	])('%j as a number from 0 to 10 is %s', async (value, problem) => {
		expect(
			(
				await refusal(db.sql`select house.number(${json({ v: value })}::jsonb -> 'v', 'v', 0, 10)`)
			)?.[1] ?? null
		).toBe(problem);
	});
});

describe('time in Việt Nam', () => {
	test('a day begins at 17:00 of the day before in Greenwich', async () => {
		const row = one(
			await db.sql`select house.local_day('2026-11-23T16:59:59Z') as before, house.local_day('2026-11-23T17:00:00Z') as after,
			house.local_minute('2026-11-23T00:30:00Z') as minute, house.at('2026-11-28', 450) as seven_thirty`
		);
		expect(row.before.toISOString().slice(0, 10)).toBe('2026-11-23');
		expect(row.after.toISOString().slice(0, 10)).toBe('2026-11-24');
		expect(row.minute).toBe(450);
		expect(row.seven_thirty.toISOString()).toBe('2026-11-28T00:30:00.000Z');
	});
});
