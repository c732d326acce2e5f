/**
 * What stands for `zod/mini` in the pages (shapes.config.ts): as much of it as contracts use, at a fifth of its weight. It takes what zod
 * takes, makes of it what zod makes, and refuses with the same codes at the same paths; tests/architecture/shapes.test.ts asks both the
 * same of every contract. The edge, the build and the gate before the API have zod itself (docs/decisions/0051).
 */
import { Shape, type Check, type Payload } from './shape.ts';

export * from './shapes-holding.ts';

type Params = string | { error?: string };

const errorOf = (params?: Params) => (typeof params === 'string' ? params : params?.error);
type Long = string | { length: number };
const isText = (value: unknown): value is string => typeof value === 'string';
const originOf = (value: unknown) =>
	Array.isArray(value) ? 'array' : isText(value) ? 'string' : 'unknown';

/** A check that refuses with this code what does not pass; others run all the same. */
const checked = (
	code: string,
	passes: (value: never) => boolean,
	params?: Params,
	origin?: (value: unknown) => string,
	more?: Partial<Check>
): Check => ({
	error: errorOf(params),
	test({ value, issues }) {
		if (passes(value as never)) return;
		issues.push({ code, continue: true, ...(origin && { origin: origin(value) }) });
	},
	...more
});
const ofText = () => 'string';
const ofNumber = () => 'number';
const matching = (pattern: RegExp, params?: Params) =>
	checked('invalid_format', (value: string) => pattern.test(value), params, ofText);

/* @__NO_SIDE_EFFECTS__ */
export const regex = matching;
/* @__NO_SIDE_EFFECTS__ */
export const gte = (least: number, params?: Params) =>
	checked('too_small', (value: number) => value >= least, params, ofNumber);
/* @__NO_SIDE_EFFECTS__ */
export const lte = (most: number, params?: Params) =>
	checked('too_big', (value: number) => value <= most, params, ofNumber);
/* @__NO_SIDE_EFFECTS__ */
export const maxLength = (most: number, params?: Params) =>
	checked(
		'too_big',
		(value: Long) => value.length <= most || (isText(value) && [...value].length <= most),
		params,
		originOf,
		{ length: { most } }
	);
/* @__NO_SIDE_EFFECTS__ */
export const minLength = (least: number, params?: Params) =>
	checked(
		'too_small',
		// Letters that are two units are one.
		(value: Long) =>
			(isText(value) && value.length < 2 * least ? [...value] : value).length >= least,
		params,
		originOf,
		{ length: {} }
	);
/* @__NO_SIDE_EFFECTS__ */
export const refine = (passes: (value: never) => unknown, params?: Params) =>
	checked('custom', (value) => !!passes(value), params);
/* @__NO_SIDE_EFFECTS__ */
export const overwrite = (made: (value: never) => unknown): Check => ({
	test(payload) {
		payload.value = made(payload.value as never);
	}
});
/* @__NO_SIDE_EFFECTS__ */
export const trim = () => overwrite((value: string) => value.trim());
/* @__NO_SIDE_EFFECTS__ */
export const check = (test: Check['test']): Check => ({ test });

const wrong = { code: 'invalid_type' };
/** What `passes` is told by itself. */
const plain = (passes: (value: unknown) => boolean, params?: Params, checks?: readonly Check[]) =>
	new Shape(
		({ value, issues }) => {
			if (!passes(value)) issues.push({ ...wrong });
		},
		{ error: errorOf(params), checks }
	);
/** One of these. */
const among = (values: readonly unknown[], params?: Params) =>
	new Shape(
		({ value, issues }) => {
			if (!values.includes(value)) issues.push({ code: 'invalid_value' });
		},
		{ error: errorOf(params), values }
	);

/* @__NO_SIDE_EFFECTS__ */
export const string = (params?: Params) => plain(isText, params);
/* @__NO_SIDE_EFFECTS__ */
export const boolean = (params?: Params) => plain((value) => typeof value === 'boolean', params);
/* @__NO_SIDE_EFFECTS__ */
export const number = (params?: Params) => plain(Number.isFinite, params);
/* @__NO_SIDE_EFFECTS__ */
export const int = (params?: Params) => plain(Number.isFinite, params, [{ test: whole }]);
/* @__NO_SIDE_EFFECTS__ */
const _instanceof = (Class: new (...args: never[]) => unknown, params?: Params) =>
	plain((value) => value instanceof Class, params);
/* @__NO_SIDE_EFFECTS__ */
export const custom = (passes: (value: never) => unknown, params?: Params) =>
	new Shape(() => undefined, {
		error: errorOf(params),
		checks: [
			{
				test({ value, issues }) {
					if (!passes(value as never)) issues.push({ code: 'custom', continue: false });
				}
			}
		]
	});
/* @__NO_SIDE_EFFECTS__ */
export const literal = (value: unknown, params?: Params) =>
	among(Array.isArray(value) ? value : [value], params);
/* @__NO_SIDE_EFFECTS__ */
const _enum = among;
export { _enum as enum, _instanceof as instanceof };
/* @__NO_SIDE_EFFECTS__ */
export const keyof = ({ shape }: Shape) => among(Object.keys(shape));

function whole({ value, issues }: Payload) {
	if (!Number.isInteger(value)) issues.push({ ...wrong, continue: false });
	else if (!Number.isSafeInteger(value))
		issues.push({
			code: (value as number) > 0 ? 'too_big' : 'too_small',
			origin: 'int',
			continue: true
		});
}

/** Text of a pattern, as zod has it. */
const formatted = (pattern: RegExp, params?: Params) => plain(isText, params, [matching(pattern)]);
const days =
	'(?:(?:\\d\\d[2468][048]|\\d\\d[13579][26]|\\d\\d0[48]|[02468][048]00|[13579][26]00)-02-29|\\d{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\\d|30)|(?:02)-(?:0[1-9]|1\\d|2[0-8])))';
/* @__NO_SIDE_EFFECTS__ */
export const uuid = (params?: Params) =>
	formatted(
		/^([0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[1-8][0-9a-fA-F]{3}-[89abAB][0-9a-fA-F]{3}-[0-9a-fA-F]{12}|0{8}(-0{4}){3}-0{12}|f{8}(-f{4}){3}-f{12})$/,
		params
	);
/* @__NO_SIDE_EFFECTS__ */
export const email = (params?: Params) =>
	formatted(/^(?:[\w'+-]+\.)*[\w'+-]*[\w+-]@(?:[A-Za-z0-9][A-Za-z0-9-]*\.)+[A-Za-z]{2,}$/, params);
export const iso = {
	date: (params?: Params) => formatted(RegExp(`^${days}$`), params),
	/** With seconds, and an offset where one is taken. */
	datetime: ({ offset = false } = {}) =>
		formatted(
			RegExp(
				`^${days}T(?:[01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d(?:\\.\\d+)?(?:Z${offset ? '|[+-](?:[01]\\d|2[0-3]):[0-5]\\d' : ''})$`
			)
		)
};
