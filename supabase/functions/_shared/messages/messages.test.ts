import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, weekday } from '../days/index.ts';
import { purpose } from '../contracts/notify.ts';
import { isOneSms, offence, templates, unaccented, wordsOf, type Purpose } from './index.ts';

const purposes = Object.keys(templates) as Purpose[];
const dated = purposes.filter((name) => templates[name].short.includes('{day}'));
const window = fc.record({
	day: fc.integer({ min: 0, max: 36_500 }).map((n) => addDays('2026-01-01', n)),
	from: fc.integer({ min: 0, max: 1440 }),
	to: fc.integer({ min: 0, max: 1440 })
});

describe('what residents are sent', () => {
	test('has words for every purpose of the contract, and for none other', () => {
		expect(purposes.toSorted()).toEqual(purpose.options.toSorted());
	});

	test.each(purposes)(
		'of %s fits into one SMS and never holds a link, an address or a number, whatever day it says',
		(name) => {
			fc.assert(
				fc.property(window, (said) => {
					const words = wordsOf(name, dated.includes(name) ? said : {});
					expect(isOneSms(words.short)).toBe(true);
					for (const text of Object.values(words)) {
						expect(offence(text)).toBeNull();
						expect(text).not.toMatch(/[{}]/);
					}
				})
			);
		}
	);

	test('fits with the longest day of the week as well', () => {
		const saturday = ['2026-11-28', '2026-11-29', '2026-11-30'].find((day) => weekday(day) === 7)!;
		for (const name of dated) {
			const { short } = wordsOf(name, { day: saturday, from: 1410, to: 1440 });
			expect(short).toContain('Chu Nhat, 29/11, 23:30 den 24:00');
			expect(short.length).toBeLessThanOrEqual(160);
		}
	});

	test.each(purposes)("of %s says nobody's name and no place, since only a day fits in", (name) => {
		const holes = Object.values(templates[name]).flatMap((text) => text.match(/\{.*?\}/g) ?? []);
		expect(holes.filter((hole) => !['{day}', '{from}', '{to}'].includes(hole))).toEqual([]);
		expect(Object.values(templates[name]).join(' ')).not.toMatch(/Phổ|Pho |phường|Phuong|thôn|xã /);
	});

	test('tells on the evening before what a missed visit costs others', () => {
		expect(templates.evening.short).toContain('nguoi benh khac mat luot');
	});
});

describe('a text that would help a swindler', () => {
	test.each([
		['Mở https://vi-du.example', 'link'],
		['Mở WWW gì đó', 'link'],
		['Xem gandan.vn nhé', 'link'],
		['Viết cho a@b', 'address'],
		['Gọi 113', 'number'],
		['Gọi 09 12', 'number'],
		['Thứ Bảy, 28/11, 07:30', null]
	])('%j is refused as %s', (text, why) => {
		expect(offence(text)).toBe(why);
	});

	test('is not sent, nor one whose day is missing, nor one without words', () => {
		expect(() => wordsOf('evening', {})).toThrow('not_told');
		expect(() => wordsOf('prize', {})).toThrow('not_told');
		expect(() => wordsOf('toString', {})).toThrow('not_told');
	});
});

test('Vietnamese without its marks is plain ASCII of the same length', () => {
	const text = 'Đặng Thuỳ Trâm – ỡ ẵ ử “ông/bà”';
	expect(unaccented(text)).toBe('Dang Thuy Tram - o a u "ong/ba"');
	expect(unaccented(text.normalize('NFD'))).toBe(unaccented(text));
});
