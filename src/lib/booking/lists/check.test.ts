import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { listRow } from '#contracts/booking-lists.ts';
import { readBirth } from './births.ts';
import { check } from './check.ts';
import { fields } from './columns.ts';
import { readNeeds, readService } from './meanings.ts';
import { repeated } from './same.ts';
import { dayOfSerial } from '#shared/sheet/serials.ts';
import { typedRow, where } from './testing.ts';

const birth = (typed: string) => {
	const read = readBirth(typed, where.today);
	return 'birth' in read ? read.birth : read.fault;
};
const faults = (over: Parameters<typeof typedRow>[0]) =>
	check(typedRow(over), where).faults.map(({ field, code }) => `${field} ${code}`);
const person = (over: Parameters<typeof typedRow>[0]) => check(typedRow(over), where).person;

describe('a birth', () => {
	it.each([
		['1941', { year: 1941 }],
		['1941.0', { year: 1941 }],
		['Năm 1941', { year: 1941 }],
		['1941 (84 tuổi)', { year: 1941 }],
		['00/00/1941', { year: 1941 }],
		['3/1941', { year: 1941, month: 3 }],
		['17/03/1941', { year: 1941, month: 3, day: 17 }],
		['17-3-41', { year: 1941, month: 3, day: 17 }],
		['17.3.1941', { year: 1941, month: 3, day: 17 }],
		['1941-03-17', { year: 1941, month: 3, day: 17 }],
		['1941-03-17 00:00:00', { year: 1941, month: 3, day: 17 }],
		['15052', { year: 1941, month: 3, day: 17 }]
	])('%s is read', (typed, read) => expect(birth(typed)).toEqual(read));

	it.each([
		['', 'required'],
		['không rõ', 'not_a_date'],
		['1890', 'too_early'],
		['2030', 'in_future'],
		['31/02/1941', 'not_a_date'],
		['3/17/1941', 'not_a_date'],
		['17/3/19', 'short_year'],
		['19', 'short_year'],
		['#N/A', 'formula']
	])('%s is not: %s', (typed, fault) => expect(birth(typed)).toBe(fault));

	it('of any day since 1900 comes back from the number that Excel keeps for it', () => {
		fc.assert(
			fc.property(fc.integer({ min: 10_000, max: 46_000 }), (serial) => {
				const day = dayOfSerial(serial)!;
				const [year, month, date] = day.split('-').map(Number);
				expect(birth(String(serial))).toEqual({ year, month, day: date });
			})
		);
		expect([dayOfSerial(1), dayOfSerial(59), dayOfSerial(61)]).toEqual([
			'1900-01-01',
			'1900-02-28',
			'1900-03-01'
		]);
		expect(dayOfSerial(0, true)).toBe('1904-01-01');
	});
});

describe('what a sheet says of a person', () => {
	it.each([
		['Già yếu', ['old_age'], ''],
		['người cao tuổi, bị tai biến nằm liệt', ['bedridden', 'illness', 'old_age'], ''],
		['KT nặng', ['disability'], 'KT nặng'],
		['Nghe kém, tay run', ['hands', 'hearing'], ''],
		['đồng bào Hrê', ['interpreter_hre'], 'đồng bào Hrê'],
		['Không', [], ''],
		['nhà có chó dữ', [], 'nhà có chó dữ'],
		['old_age, hearing', ['hearing', 'old_age'], '']
	])('%s: needs are known, and the rest is kept', (typed, needs, rest) =>
		expect(readNeeds(typed)).toEqual({ needs, rest })
	);

	it.each([
		['Cấp đổi', 'renew'],
		['cấp lại do mất', 'reissue'],
		['Cấp mới lần đầu', 'first'],
		['', 'unsure'],
		['renew', 'renew']
	])('%s is what the card is for', (typed, service) =>
		expect(readService(typed).service).toBe(service)
	);

	it('a name in capitals is written as a name, one typed with care is left', () => {
		expect(person({ name: 'NGUYỄN THỊ  LỤA' })!.name).toBe('Nguyễn Thị Lụa');
		expect(person({ name: "nguyễn h'lưm" })!.name).toBe("Nguyễn H'Lưm");
		expect(person({ name: 'Nguyễn thị Lụa' })!.name).toBe('Nguyễn thị Lụa');
	});

	it('the first phone of several is taken, none is no fault, nonsense is one', () => {
		expect(person({ phone: '0905000101 / 0905000102' })!.phone).toBe('+84905000101');
		expect(person({ phone: '905000101' })!.phone).toBe('+84905000101');
		expect(person({ phone: 'không' })!.phone).toBeNull();
		expect(faults({ phone: '9,05E+08' })).toEqual(['phone bad_phone']);
	});

	it('every cell at fault is named at once', () => {
		expect(faults({ name: '=A1', birth: '1890', phone: '12', hamlet: 'Thôn Lạ' })).toEqual([
			'name formula',
			'birth too_early',
			'phone bad_phone',
			'hamlet unknown_hamlet'
		]);
		expect(faults({ birth: '2023' })).toEqual(['birth use_vneid']);
		expect(faults({ birth: '2015' })).toEqual(['birth under_14']);
		expect(faults({ note: 'x'.repeat(501) })).toEqual(['note too_long']);
		expect(faults({ name: '' })).toEqual(['name required']);
	});

	it('the head of one hamlet is told of a row that names another', () => {
		const own = { ...where, hamlets: where.hamlets.slice(0, 1) };
		expect(check(typedRow({ hamlet: 'Thôn số 2' }), own).faults).toEqual([
			{ field: 'hamlet', code: 'other_hamlet' }
		]);
		expect(check(typedRow({ hamlet: '' }), { ...where, fallback: null }).faults).toEqual([
			{ field: 'hamlet', code: 'required' }
		]);
	});

	it('whatever was typed, a good row is one that the door takes', () => {
		const cells = fc.record(
			Object.fromEntries(
				fields.map((field) => [
					field,
					fc.oneof(
						fc.string({ unit: 'grapheme', maxLength: 30 }),
						fc.constantFrom('1941', '905000101', 'Bà Lụa', 'Thôn số 2', 'già', 'cấp đổi', '15052')
					)
				])
			)
		);
		fc.assert(
			fc.property(cells, (over) => {
				const { person: good, faults: found } = check(typedRow(over), where);
				expect(good === null).toBe(found.length > 0);
				if (good) listRow.parse({ ...good, lookup_hash: 'ab'.repeat(32) });
			}),
			{ numRuns: 300 }
		);
	});

	it('the same person twice is told from two who share a name', () => {
		const rows = [
			{ line: 2 },
			{ line: 3, name: 'NGUYEN THI LUA' },
			{ line: 4, birth: '1950' },
			{ line: 5, hamlet: 'Thôn số 2' },
			{ line: 6 }
		].map((over) => check(typedRow(over), where));
		expect([...repeated(rows)]).toEqual([
			[3, 2],
			[6, 2]
		]);
	});
});
