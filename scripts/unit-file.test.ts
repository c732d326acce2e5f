import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parseUnit, readUnit, windowsOf } from './unit-file.ts';

const example = readFileSync('docs/deploy/unit.example.json', 'utf8');
/** What an operator reads who wrote something else into the example. */
function told(change: (file: ReturnType<typeof readUnit>) => object): string {
	try {
		parseUnit(JSON.stringify(change(JSON.parse(example))), 'unit.json');
		return 'taken';
	} catch (error) {
		return (error as Error).message;
	}
}

test('the example that operators copy is taken as it is', () => {
	const file = readUnit('docs/deploy/unit.example.json');
	expect(windowsOf(file)).toEqual([
		{ weekday: 6, from: 450, to: 570 },
		{ weekday: 7, from: 450, to: 570 },
		{ weekday: 6, from: 810, to: 930 },
		{ weekday: 7, from: 810, to: 930 }
	]);
	expect(file.areas.map(({ hamlets }) => hamlets.length)).toEqual([2, 1]);
});

test('an operator reads of every field what is wrong with it, all at once', () => {
	const wrong = told((file) => ({
		...file,
		...{ code: 99101, name: '', hotline: undefined, point: { lat: 108.95, lon: 14.81 } },
		areas: [{ ...file.areas[0], valid_from: '1/10/2022', vaild_to: null }],
		windows: [{ weekdays: [8], from: '7h30', to: '09:30' }]
	}));
	expect(wrong.split('\n')).toEqual([
		'Nothing was written. In unit.json:',
		'  code: write five digits between quotation marks, such as "21439"',
		'  name: write the name without "Phường" or "Xã", at most 90 characters',
		'  hotline: write the number that residents ring, at most 40 characters',
		'  point.lat: write degrees between 8 and 23.5',
		'  point.lon: write degrees between 102 and 110',
		'  areas.0.valid_from: write the day from which the code means this place, such as "2022-10-01"',
		'  areas.0: Unrecognized key: "vaild_to"',
		'  windows.0.weekdays.0: the last day of a week is 7, Sunday',
		'  windows.0.from: write a time, such as "07:30"'
	]);
});

test('what no field says by itself is refused, too', () => {
	const [code, desk] = ['99101', '99101'];
	expect(
		told((file) => ({
			...file,
			...{ code, oversight_desk: desk },
			areas: [file.areas[0], file.areas[0], { ...file.areas[1], hamlets: twice(file) }],
			windows: [
				{ weekdays: [6, 6], from: '07:30', to: '09:30' },
				{ weekdays: [7], from: '09:30', to: '07:30' }
			]
		})).split('\n')
	).toEqual([
		'Nothing was written. In unit.json:',
		'  areas: 99101 is named twice',
		'  areas.2.hamlets: "thon trung" is named twice',
		'  windows.1: it ends before it begins',
		'  windows: two begin at the same time (day 6, minute 450)',
		'  oversight_desk: tips about its own officers cannot go to the unit itself'
	]);
});
const twice = ({ areas }: ReturnType<typeof readUnit>) => {
	const [only] = areas[1]!.hamlets;
	return [only, { ...only, name: 'THÔN  TRUNG' }];
};

test('a name that was pasted is kept as the portal writes names, and one that reads as another is refused', () => {
	const named = (name: string) => {
		const file = JSON.parse(example);
		return parseUnit(JSON.stringify({ ...file, name }), 'unit.json').name;
	};
	expect(named(' Minh\u00a0 Ho\u0323a\u200b')).toBe('Minh Họa');
	expect(() => named('Minh \u202eạoH')).toThrow('name: write the name without');
});

test('a file that is no JSON, or is not there, is said to be that', () => {
	expect(() => parseUnit('{ "code": }', 'unit.json')).toThrow(/^unit\.json is no JSON: .*\.$/);
	expect(() => parseUnit('[]', 'unit.json')).toThrow('file: the file holds one unit');
	expect(() => readUnit('docs/deploy/none.json')).toThrow(
		'docs/deploy/none.json cannot be read (ENOENT).'
	);
});
