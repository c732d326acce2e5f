/** The outermost values of each type that PostgreSQL takes before our functions begin: what no contract lets through. */
import { marker } from '../properties/contracts.ts';
import type { Signature } from './postgrest.ts';

const days = [
	'"-infinity"',
	'"infinity"',
	'"5874897-12-31"',
	'"4714-11-24 BC"',
	'"0001-01-01"',
	'"2026-02-28"'
];
const list = (text: string, times: number) => `[${Array(times).fill(text).join(',')}]`;
const id = '"00000000-0000-4000-8000-000000000001"';

/** As they stand in a body. */
const edges: Readonly<Record<string, readonly string[]>> = {
	date: days,
	'timestamp with time zone': [
		...days.slice(0, 2),
		'"294276-12-31T23:59:59Z"',
		'"4714-11-24T00:00:00Z BC"'
	],
	integer: ['-2147483648', '2147483647', '0', '-1', '1000000'],
	bigint: ['-9223372036854775808', '9223372036854775807', '0', '-1'],
	numeric: ['"NaN"', '"Infinity"', `1${'0'.repeat(300)}`, '-0.0000000001'],
	'double precision': ['"NaN"', '"-Infinity"', '1e308', '-1e308', '1e-308'],
	text: ['""', '" "', `"${marker} ${'Á'.repeat(20_000)}"`, '"\\u202e"', '"\\n"', '"%"', '"\\\\"'],
	uuid: ['"00000000-0000-0000-0000-000000000000"', id],
	boolean: ['true', 'false'],
	jsonb: [
		...['[]', '{}', '"x"', '7', 'true', '[null]', '[[]]', '[{}]', '{"a":{}}', '1e400'],
		list('{}', 3000),
		list(id, 3000),
		'['.repeat(3000) + ']'.repeat(3000),
		`{"${marker}":1}`,
		`{"":"${marker}"}`,
		'[{"id":7,"from":"x","to":[],"day":"infinity","name":{},"people":7}]'
	],
	'uuid[]': ['[]', '[null]', list(id, 3), list(list(id, 2), 2), list(id, 2000)],
	'text[]': ['[]', '[null]', '[""]', list(`"${marker}"`, 2000), '[["a"],["b"]]'],
	'integer[]': ['[]', '[null]', '[-1]', list('7', 2000), '[[1],[2]]']
};

/** For each argument each outermost value of its type, and null, with the others as `valid` has them. */
export function* edgeBodies(
	{ args }: Signature,
	valid: Readonly<Record<string, unknown>>
): Generator<{ type: string; body: string }> {
	for (const { name, type } of args)
		for (const edge of ['null', ...(edges[type] ?? [])]) {
			const fields = args.map((arg) => {
				const text = arg.name === name ? edge : (JSON.stringify(valid[arg.name]) ?? 'null');
				return `${JSON.stringify(arg.name)}:${text}`;
			});
			yield { type, body: `{${fields.join(',')}}` };
		}
}
