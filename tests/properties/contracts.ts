/** Requests made from the contracts themselves: some that they take, and the same with one thing spoiled. */
import fc from 'fast-check';
import * as z from 'zod/mini';
import { doors as tips } from '../../supabase/functions/_shared/contracts/tips.ts';
import type { Door } from '../../supabase/functions/_shared/contracts/door.ts';
import { everyDoor } from '../../supabase/functions/_shared/contracts/every.ts';

/** A tip's doors are tried with what is sealed, in tests of their own. */
export const doors: Record<string, Door> = Object.fromEntries(
	Object.entries(everyDoor).filter(([name]) => !Object.hasOwn(tips, name))
);

/** JSON Schema, as much of it as the contracts use. */
export type Shape = {
	type?: string;
	const?: unknown;
	enum?: unknown[];
	anyOf?: Shape[];
	oneOf?: Shape[];
	format?: string;
	pattern?: string;
	properties?: Record<string, Shape>;
	required?: string[];
	propertyNames?: Shape;
	additionalProperties?: Shape | boolean;
	items?: Shape | false;
	prefixItems?: Shape[];
	minItems?: number;
	maxItems?: number;
	minimum?: number;
	maximum?: number;
};

/** Better values than any, for the field of this name; undefined where there are none. */
export type Draw = (name: string, shape: Shape) => fc.Arbitrary<unknown> | undefined;

/** Values that `schema` takes, or nearly: rules that a schema cannot say (a day that exists) may refuse some. */
export function taken(schema: z.ZodMiniType, draw: Draw = () => undefined): fc.Arbitrary<unknown> {
	return made(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Shape, '', draw);
}

const texts = ['Nguyễn Thị Lụa', 'Nhà sau chợ, cổng xanh', '0900 000 101', 'ĐẶNG THUỲ TRÂM'];

function made(shape: Shape, field: string, draw: Draw): fc.Arbitrary<unknown> {
	if ('const' in shape) return fc.constant(shape.const);
	if (shape.enum) return fc.constantFrom(...shape.enum);
	const choices = shape.anyOf ?? shape.oneOf;
	if (choices) return fc.oneof(...choices.map((choice) => made(choice, field, draw)));
	const drawn = draw(field, shape);
	if (drawn) return drawn;
	const { minimum: min = 0, maximum: max = 3000 } = shape;
	switch (shape.type) {
		case 'object': {
			// Names that stand in no list, or all of one, with one kind of value.
			const { propertyNames, additionalProperties: rest } = shape;
			const within = (one: Shape) => made(one, field, draw);
			if (propertyNames && typeof rest === 'object')
				return (propertyNames.enum ?? [null]).every((name) => typeof name === 'string')
					? fc.record(
							Object.fromEntries(
								propertyNames.enum!.map((name) => [String(name), made(rest, String(name), draw)])
							),
							{ requiredKeys: shape.required ?? [] }
						)
					: fc.dictionary(within(propertyNames) as fc.Arbitrary<string>, within(rest), {
							maxKeys: 3
						});
			const fields = Object.entries(shape.properties ?? {}).map(([name, one]) => [
				name,
				made(one, name, draw)
			]);
			return fc.record(Object.fromEntries(fields) as Record<string, fc.Arbitrary<unknown>>, {
				requiredKeys: shape.required ?? []
			});
		}
		case 'array':
			if (shape.prefixItems)
				return fc.tuple(...shape.prefixItems.map((one) => made(one, field, draw)));
			return fc.array(made(shape.items || {}, field, draw), {
				minLength: shape.minItems ?? 0,
				maxLength: Math.min(shape.maxItems ?? 3, 3)
			});
		case 'boolean':
			return fc.boolean();
		case 'integer':
			return fc.integer({ min: Math.max(min, -3000), max: Math.max(min, Math.min(max, 3000)) });
		case 'number':
			return fc.double({ min, max: Math.max(min, max), noNaN: true });
		case 'null':
			return fc.constant(null);
		case 'string':
			return textOf(shape);
		default:
			return fc.constantFrom(...texts);
	}
}

function textOf({ format, pattern }: Shape): fc.Arbitrary<unknown> {
	if (format === 'uuid') return fc.uuid({ version: 4 });
	if (format === 'date')
		return fc.constantFrom('2026-12-05', '2027-01-02', '2026-11-30', '2024-02-29');
	if (format === 'date-time') return fc.constant('2026-12-05T07:30:00+07:00');
	if (format === 'email') return fc.constantFrom('can.bo@example.test', 'a@example.vn');
	return pattern ? fc.stringMatching(new RegExp(pattern)) : fc.constantFrom(...texts);
}

/** A word that no answer may repeat: whatever it stands in was typed by somebody. */
export const marker = 'Bí-Mật-Zqxjk';
/** The part of it that can stand in an address or in a line of a head. */
export const canary = 'Zqxjk';
/** How it is found in whatever was made of it: escaped, folded, cut. */
export const planted = /zqxj/i;

/** What people, broken programs and attackers put where something else belongs. */
const junk: unknown[] = [
	null,
	true,
	-1,
	0.5,
	1e308,
	2 ** 31,
	2 ** 53,
	'',
	' ',
	[],
	{},
	[[[[]]]],
	`${marker}\u0000`,
	`${marker}\ud800`,
	`\udfff${marker}`,
	`${marker}\u202e`,
	`${marker}\u2066`,
	marker.repeat(1000),
	'2026-02-30',
	'0000-00-00',
	'9999-12-31T99:99:99Z',
	'00000000-0000-0000-0000-000000000000',
	`'); drop table booking.visits; -- ${marker}`,
	{ surplus: marker },
	[marker, marker],
	Array.from({ length: 13 }, () => marker),
	'NaN',
	'-infinity',
	'99999999999999999999'
];

export type Path = (string | number)[];

/** Where values stand in a value, itself first. */
export function paths(value: unknown, at: Path = []): Path[] {
	if (typeof value !== 'object' || value === null) return [at];
	return [at, ...Object.entries(value).flatMap(([key, one]) => paths(one, [...at, key]))];
}

/** `value` with what stands at a path changed; undefined takes it out. */
export function changed(
	value: unknown,
	[step, ...rest]: Path,
	put: (old: unknown) => unknown
): unknown {
	if (step === undefined) return put(value);
	const copy: Record<string | number, unknown> = Array.isArray(value)
		? ([...value] as never)
		: { ...(value as object) };
	if (rest.length === 0 && put(copy[step]) === undefined) delete copy[step];
	else copy[step] = changed(copy[step], rest, put);
	return copy;
}

/** `whole` with one thing replaced by junk, left out, or one thing too many. */
export function spoiled(whole: fc.Arbitrary<unknown>): fc.Arbitrary<Record<string, unknown>> {
	const way = fc.oneof(
		{ weight: 6, arbitrary: fc.constantFrom(...junk).map((value) => () => value) },
		{ weight: 1, arbitrary: fc.constant(() => undefined) },
		{
			weight: 1,
			arbitrary: fc.constant((old: unknown) =>
				typeof old === 'object' && old !== null && !Array.isArray(old)
					? { ...old, surplus: marker }
					: { surplus: old }
			)
		}
	);
	return fc.tuple(whole, fc.nat(), way).map(([value, n, put]) => {
		const all = paths(value).filter((path) => path.length > 0);
		if (all.length === 0) return { ...(value as object), surplus: marker };
		return changed(value, all[n % all.length]!, put) as Record<string, unknown>;
	});
}
