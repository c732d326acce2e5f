/** The file that a person writes of a unit (docs/deploy/units.md): its shape, and a sentence for whatever is wrong in it. */
import { readFileSync } from 'node:fs';
import * as z from 'zod';
import {
	cleanLine,
	cleanText,
	fold,
	nameProblem,
	textProblem
} from '../supabase/functions/_shared/text/index.ts';
import { Stop } from '../supabase/local/stop.ts';

/** What a text becomes, and the sentence where it cannot be kept; SQL checks the same. */
const text = (
	want: string,
	clean: (typed: string) => string,
	problem: (typed: string) => string | null
) =>
	z
		.string(want)
		.transform(clean)
		.refine((typed) => problem(typed) === null, want);

const name = (of: string, max = 100) =>
	text(
		`write ${of}, at most ${max} characters`,
		cleanLine,
		(typed) => nameProblem(typed) ?? textProblem(typed, max, false)
	);
/** "Phường" goes before it. */
const shortName = name('the name without "Phường" or "Xã"', 90);
const line = (of: string, max: number) =>
	text(`write ${of}, at most ${max} characters`, cleanText, (typed) =>
		textProblem(typed, max, true)
	);

const fiveDigits = 'write five digits between quotation marks, such as "21439"';
const code = z.string(fiveDigits).regex(/^\d{5}$/, fiveDigits);
const type = z.enum(['phường', 'xã'], 'write "phường" or "xã"');

/** Inside the bounding box of Việt Nam's mainland and near islands; SQL checks the same box. */
const between = (least: number, most: number) => {
	const want = `write degrees between ${least} and ${most}`;
	return z.number(want).min(least, want).max(most, want);
};
const point = z.strictObject(
	{ lat: between(8, 23.5), lon: between(102, 110) },
	'write a point, such as { "lat": 14.81, "lon": 108.95 }'
);

const time = z
	.string('write a time, such as "07:30"')
	.regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'write a time, such as "07:30"')
	.transform((said) => Number(said.slice(0, 2)) * 60 + Number(said.slice(3)));
const weekday = z
	.int('write days of the week as numbers, 1 for Monday to 7 for Sunday')
	.min(1, 'the first day of a week is 1, Monday')
	.max(7, 'the last day of a week is 7, Sunday');

const hamlet = z.strictObject({
	name: line('the hamlet’s name', 80),
	kind: z.enum(['thôn', 'tổ dân phố'], 'write "thôn" or "tổ dân phố", or leave it out').optional(),
	point
});
const area = z.strictObject({
	code,
	valid_from: z.iso.date(
		'write the day from which the code means this place, such as "2022-10-01"'
	),
	name: shortName,
	type,
	point,
	hamlets: z.array(hamlet, 'write a list of hamlets, or leave it out').default([])
});
const served = z.strictObject({
	weekdays: z.array(weekday, 'write a list of days, such as [6, 7]').min(1, 'name a day'),
	from: time,
	to: time
});

const shape = z.strictObject(
	{
		code,
		name: shortName,
		type,
		police_name: name('what its police are called, such as "Công an phường …"'),
		hotline: line('the number that residents ring', 40),
		hotline_sure: z.boolean('write true or false').default(false),
		address: line('the address of its house', 200),
		address_sure: z.boolean('write true or false').default(false),
		opening_hours: line('when it is open, in words', 200),
		point,
		areas: z.array(area, 'write a list of areas').min(1, 'name at least one area'),
		windows: z.array(served, 'write a list of windows, or leave it out').default([]),
		oversight_desk: code.optional()
	},
	'the file holds one unit, between { and }'
);
export type UnitFile = z.infer<typeof shape>;

/** "Phường Đức Phổ" */
export const fullName = ({ type, name }: Pick<UnitFile, 'type' | 'name'>) =>
	`${type[0]!.toUpperCase()}${type.slice(1)} ${name}`;

/** The windows one by one, in the order of the file. */
export const windowsOf = ({ windows }: UnitFile) =>
	windows.flatMap(({ weekdays, from, to }) => weekdays.map((weekday) => ({ weekday, from, to })));

/** What no field says by itself. */
function contradictions(file: UnitFile): string[] {
	const found: string[] = [];
	const once = (names: string[], say: (name: string) => string) => {
		const twice = new Set(names.filter((one, at) => names.indexOf(one) !== at));
		for (const one of twice) found.push(say(one));
	};
	once(
		file.areas.map(({ code }) => code),
		(one) => `areas: ${one} is named twice`
	);
	for (const [at, { hamlets }] of file.areas.entries())
		once(
			hamlets.map(({ name }) => fold(name)),
			(one) => `areas.${at}.hamlets: "${one}" is named twice`
		);
	for (const [at, { from, to }] of file.windows.entries())
		if (from >= to) found.push(`windows.${at}: it ends before it begins`);
	once(
		windowsOf(file).map(({ weekday, from }) => `${weekday}, minute ${from}`),
		(one) => `windows: two begin at the same time (day ${one})`
	);
	if (windowsOf(file).length > 40) found.push('windows: more than 40 in a week');
	if (file.oversight_desk === file.code)
		found.push('oversight_desk: tips about its own officers cannot go to the unit itself');
	return found;
}

/** @throws Stop that says of each field what is wrong with it */
export function parseUnit(json: string, where: string): UnitFile {
	let typed: unknown;
	try {
		typed = JSON.parse(json.replace(/^\uFEFF/, ''));
	} catch (error) {
		throw new Stop(`${where} is no JSON: ${(error as Error).message}.`);
	}
	const read = shape.safeParse(typed);
	const wrong = read.success
		? contradictions(read.data)
		: read.error.issues.map(({ path, message }) => `${path.join('.') || 'file'}: ${message}`);
	if (wrong.length > 0)
		throw new Stop(
			`Nothing was written. In ${where}:\n${wrong.map((one) => `  ${one}`).join('\n')}`
		);
	return read.data!;
}

/** @throws Stop */
export function readUnit(path: string): UnitFile {
	let json: string;
	try {
		json = readFileSync(path, 'utf8');
	} catch (error) {
		throw new Stop(`${path} cannot be read (${(error as NodeJS.ErrnoException).code}).`);
	}
	return parseUnit(json, path);
}
