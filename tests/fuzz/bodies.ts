/** Bodies for a door: what its contract takes, the same with one thing spoiled, and texts that no honest program writes. */
import fc from 'fast-check';
import type { Door } from '../../supabase/functions/_shared/contracts/door.ts';
import { changed, marker, paths, spoiled, taken, type Draw } from '../properties/contracts.ts';

const deep = 8000;
/** Values as they stand in a body: JSON.stringify would write none of them. */
const raw: readonly string[] = [
	'-0',
	'1e400',
	'-1e400',
	'1e-400',
	'0.1e1',
	'9'.repeat(400),
	`-${'9'.repeat(19)}`,
	'9223372036854775808',
	'"\\u0000"',
	`"${marker}\\u0000"`,
	`"\\ud800${marker}"`,
	`"${marker}\\udc00\\ud800"`,
	'"0000-00-00"',
	'"294277-01-01T00:00:00Z"',
	'"4714-11-24 BC"',
	'"5874897-12-31"',
	'"1899-12-31"',
	'"infinity"',
	'"-infinity"',
	'"NaN"',
	'"epoch"',
	'"now"',
	'"2026-12-05T24:00:00+07:00"',
	'"2026-12-05T07:30:00+99:99"',
	'"{A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11}"',
	'"a0eebc999c0b4ef8bb6d6bb9bd380a11"',
	'"urn:uuid:a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11"',
	'"A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11"',
	`{"__proto__":{"${marker}":true}}`,
	`{"constructor":{"prototype":{"${marker}":true}}}`,
	`{"a":1,"a":"${marker}"}`,
	'[null,null,null]',
	`[${Array(9000).fill('{}').join(',')}]`,
	`[${Array(9000).fill('null').join(',')}]`,
	'['.repeat(deep) + ']'.repeat(deep),
	'{"a":'.repeat(deep / 2) + '1' + '}'.repeat(deep / 2),
	`"${'Á'.repeat(20_000)}"`,
	`"${marker} ${'\\u0301'.repeat(5000)}"`,
	`"${'>'.repeat(20_000)}"`,
	`"${'(('.repeat(10_000)}${marker}"`
];

/** Keys that no contract has, with what stands under them. */
const surplus: readonly string[] = [
	`"${marker}":1`,
	`"__proto__":{"${marker}":1}`,
	`"__proto__":null`,
	`"constructor":"${marker}"`,
	`"toString":"${marker}"`,
	`"hasOwnProperty":1`,
	`"":"${marker}"`,
	`"<img src=x onerror=alert('${marker}')>":1`,
	`"${'k'.repeat(20_000)}":1`,
	`"\\u0000":1`,
	`"\\ud800":1`,
	`"key":"${marker}"`,
	Array.from({ length: 2000 }, (_, n) => `"${marker}${n}":${n}`).join(',')
];

/** Bodies that are no object, or no JSON at all. */
const whole: readonly string[] = [
	'',
	' ',
	'null',
	'true',
	'7',
	'"x"',
	'[]',
	'[[]]',
	'[{}]',
	'{',
	'}',
	`{"${marker}"`,
	`{"a":${marker}}`,
	`'${marker}'`,
	'NaN',
	'Infinity',
	'undefined',
	'\ufeff{}',
	'{}{}',
	'{} //',
	`a=${marker}&b=2`,
	...raw
];

const slot = '@@slot@@';

/** What is sent to a door, as text. */
export function bodies({ args }: Door, draw: Draw): fc.Arbitrary<string> {
	const valid = taken(args, draw) as fc.Arbitrary<Record<string, unknown>>;
	const written = valid.map((value) => JSON.stringify(value));
	const oneRaw = fc.tuple(valid, fc.nat(), fc.constantFrom(...raw)).map(([value, n, text]) => {
		const all = paths(value).filter((path) => path.length > 0);
		if (all.length === 0) return text;
		const put = changed(value, all[n % all.length]!, () => slot);
		return JSON.stringify(put).replace(`"${slot}"`, () => text);
	});
	const oneMore = fc
		.tuple(written, fc.constantFrom(...surplus), fc.boolean())
		.map(([text, more, first]) => {
			const inner = text.slice(1, -1);
			const both = inner === '' ? [more] : first ? [more, inner] : [inner, more];
			return `{${both.join(',')}}`;
		});
	return fc.oneof(
		{ weight: 4, arbitrary: written },
		{ weight: 6, arbitrary: spoiled(valid).map((value) => JSON.stringify(value)) },
		{ weight: 6, arbitrary: oneRaw },
		{ weight: 3, arbitrary: oneMore },
		{ weight: 1, arbitrary: fc.constantFrom(...whole) }
	);
}

/** Whether a door's contract takes this body; one without arguments may come without a body. */
export function takes({ args }: Door, body: string): boolean {
	try {
		// Whoever reads UTF-8 drops the mark of its order of bytes.
		return args.safeParse(body === '' ? {} : JSON.parse(body.replace(/^\ufeff/, ''))).success;
	} catch {
		return false;
	}
}
