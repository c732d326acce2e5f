/** Shapes that hold others: objects, lists, what may be one thing or another. The rest, and why: `shapes.ts`. */
import { Shape, field, isObject, within, type Facts, type Payload } from './shape.ts';

type Fields = Record<string, Shape>;

const wrong = { code: 'invalid_type' };

function readObject(payload: Payload, { shape, facts: { rest } }: Shape): void {
	const { value: input, issues } = payload;
	if (!isObject(input)) return void issues.push({ ...wrong });
	payload.value = {};
	for (const key of Object.keys(shape)) field(payload, key, shape[key]!, input);
	if (rest === undefined) return;
	const keys: string[] = [];
	for (const key in input) {
		if (Object.hasOwn(shape, key)) continue;
		if (rest === null) keys.push(key);
		else if (key !== '__proto__') field(payload, key, rest, input);
	}
	// The rest of it may be looked at all the same.
	if (keys.length) issues.push({ code: 'unrecognized_keys', keys, continue: true });
}

const objectOf = (shape: Fields, more?: Facts) => new Shape(readObject, { ...more, shape });
const anything = new Shape(() => undefined, { optional: true });

/* @__NO_SIDE_EFFECTS__ */
export const object = (shape: Fields) => objectOf(shape);
/* @__NO_SIDE_EFFECTS__ */
export const strictObject = (shape: Fields) => objectOf(shape, { rest: null });
/* @__NO_SIDE_EFFECTS__ */
export const looseObject = (shape: Fields) => objectOf(shape, { rest: anything });
/* @__NO_SIDE_EFFECTS__ */
export const catchall = ({ shape, facts }: Shape, rest: Shape) =>
	objectOf(shape, { ...facts, rest });
/* @__NO_SIDE_EFFECTS__ */
export const extend = ({ shape, facts }: Shape, more: Fields) =>
	objectOf({ ...shape, ...more }, facts);
/* @__NO_SIDE_EFFECTS__ */
export const omit = ({ shape, facts }: Shape, without: Record<string, true>) =>
	objectOf(
		Object.fromEntries(Object.entries(shape).filter(([key]) => !Object.hasOwn(without, key))),
		facts
	);

/* @__NO_SIDE_EFFECTS__ */
export const array = (of: Shape) =>
	new Shape((payload) => {
		const { value: input, issues } = payload;
		if (!Array.isArray(input)) return void issues.push({ ...wrong });
		// A hole is as much as nothing, which `map` would pass over.
		payload.value = Array.from(input, (one: unknown, nth) => {
			const read = of.run(one);
			within(payload, nth, read.issues);
			return read.value;
		});
	});

/* @__NO_SIDE_EFFECTS__ */
export const tuple = (all: readonly Shape[]) =>
	new Shape((payload) => {
		const { value: input, issues } = payload;
		if (!Array.isArray(input)) return void issues.push({ ...wrong });
		payload.value = [];
		if (input.length < all.length) return void issues.push({ code: 'too_small', origin: 'array' });
		if (input.length > all.length) issues.push({ code: 'too_big', origin: 'array' });
		payload.value = all.map((of, nth) => {
			const read = of.run(input[nth]);
			within(payload, nth, read.issues);
			return read.value;
		});
	});

/* @__NO_SIDE_EFFECTS__ */
export const record = (key: Shape, of: Shape) => recordOf(key, of, true);
/* @__NO_SIDE_EFFECTS__ */
export const partialRecord = (key: Shape, of: Shape) => recordOf(key, of, false);

/** With `whole`, every key that there can be has to be there. */
const recordOf = (key: Shape, of: Shape, whole: boolean) =>
	new Shape((payload) => {
		const { value: input, issues } = payload;
		if (!isObject(input)) return void issues.push({ ...wrong });
		const { values } = key.facts;
		const made: Record<string, unknown> = (payload.value = {});
		const keys: string[] = [];
		for (const one of new Set([
			...(whole && values ? values.map(String) : []),
			...Object.keys(input)
		])) {
			if (one === '__proto__') continue;
			const named = key.run(one);
			if (!named.issues.length) {
				const read = of.run(input[one]);
				within(payload, one, read.issues);
				made[named.value as string] = read.value;
			} else if (values) keys.push(one);
			else within(payload, one, [{ code: 'invalid_key', origin: 'record' }]);
		}
		if (keys.length) issues.push({ code: 'unrecognized_keys', keys, continue: true });
	});

/* @__NO_SIDE_EFFECTS__ */
export const optional = (of: Shape) =>
	new Shape((payload) => payload.value !== undefined && through(payload, of), {
		optional: true,
		values: of.facts.values && [...of.facts.values, undefined]
	});
/* @__NO_SIDE_EFFECTS__ */
export const nullable = (of: Shape) =>
	new Shape((payload) => payload.value !== null && through(payload, of), {
		optional: of.facts.optional,
		values: of.facts.values && [...of.facts.values, null]
	});

const through = (payload: Payload, of: Shape) => Object.assign(payload, of.run(payload.value));

/* @__NO_SIDE_EFFECTS__ */
export const union = (all: readonly Shape[]) =>
	new Shape(
		(payload) => {
			const tried: Payload[] = [];
			for (const one of all) {
				const read = one.run(payload.value);
				if (!read.issues.length) return Object.assign(payload, read);
				tried.push(read);
			}
			const nearly = tried.filter(({ issues }) => issues.every((issue) => issue.continue === true));
			if (nearly.length === 1) Object.assign(payload, nearly[0]);
			else payload.issues.push({ code: 'invalid_union' });
		},
		{ optional: all.some(({ facts }) => facts.optional) }
	);

/* @__NO_SIDE_EFFECTS__ */
export const discriminatedUnion = (by: string, all: readonly Shape[]) =>
	new Shape((payload) => {
		const { value: input, issues } = payload;
		if (!isObject(input)) return void issues.push({ ...wrong });
		const of = all.find(({ shape }) => shape[by]!.facts.values!.includes(input[by]));
		if (of) through(payload, of);
		else issues.push({ code: 'invalid_union', path: [by] });
	});
