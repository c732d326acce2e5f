/** What pages check answers with is not zod (docs/decisions/0051): both are asked the same, and have to say the same. */
import { globSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import * as z from 'zod/mini';
import type { Door } from '../../supabase/functions/_shared/contracts/door.ts';
import { everyDoor } from '../../supabase/functions/_shared/contracts/every.ts';
import * as shapes from '../../src/lib/platform/shapes.ts';
import { spoiled, taken } from '../properties/contracts.ts';

/** In a test the same values each time; with GANDAN_LONG others, and many. */
const runs = process.env.GANDAN_LONG === '1' ? { numRuns: 500 } : { numRuns: 6, seed: 20_261_126 };

type Asked = { safeParse(value: unknown): z.core.util.SafeParseResult<unknown> };

/** What is said of a value: what it becomes, or what of it is refused, where and with which words. */
function said(shape: Asked, value: unknown) {
	const read = shape.safeParse(value);
	if (read.success) return { data: read.data };
	const issues = read.error.issues as (z.core.$ZodIssue & { origin?: string; keys?: string[] })[];
	return issues.map(({ code, path, message, origin, keys }) => ({
		...{ code, path, message, origin, keys }
	}));
}
const agreed = (zod: unknown, light: unknown) => (value: unknown) => {
	expect(said(light as Asked, value)).toStrictEqual(said(zod as Asked, value));
};

let pages: Record<string, Door>;
beforeAll(async () => {
	vi.resetModules();
	vi.doMock('zod/mini', () => shapes);
	({ everyDoor: pages } = await import('../../supabase/functions/_shared/contracts/every.ts'));
	vi.doUnmock('zod/mini');
});

describe('a page and the edge agree', () => {
	it.each(Object.keys(everyDoor))('on what %s takes and answers', (name) => {
		for (const side of ['args', 'answer'] as const) {
			const zod = everyDoor[name]![side];
			const light = pages[name]![side];
			expect(light).not.toBe(zod);
			const whole = taken(zod);
			fc.assert(fc.property(whole, agreed(zod, light)), runs);
			fc.assert(fc.property(spoiled(whole), agreed(zod, light)), runs);
		}
	});
});

describe('a text with a form of its own is one for both', () => {
	const digits = fc.stringMatching(/^\d{4}-\d\d-\d\d$/);
	const days = fc
		.tuple(
			fc.integer({ min: 0, max: 9999 }),
			fc.integer({ min: 0, max: 13 }),
			fc.integer({ min: 0, max: 32 })
		)
		.map(([year, month, day]) =>
			[
				String(year).padStart(4, '0'),
				...[month, day].map((one) => String(one).padStart(2, '0'))
			].join('-')
		);
	const instants = fc
		.tuple(
			fc.oneof(days, digits),
			fc.stringMatching(/^[T ][0-2]\d:[0-6]\d(:[0-6]\d(\.\d{1,7})?)?(Z|[+-][0-2]\d:?[0-6]\d)?$/)
		)
		.map(([day, time]) => day + time);
	const ids = fc.oneof(
		fc.uuid(),
		fc.stringMatching(/^[0-9a-gA-F]{8}-[0-9a-f]{4}-[0-9][0-9a-f]{3}-[0-9a-fA-F]{4}-[0-9a-f]{12}$/),
		fc.constantFrom(
			'00000000-0000-0000-0000-000000000000',
			'ffffffff-ffff-ffff-ffff-ffffffffffff',
			'FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF'
		)
	);
	const addresses = fc.oneof(
		fc.emailAddress(),
		fc.stringMatching(/^[a-z.'+_-]{1,6}@([a-z0-9-]{1,4}\.){0,2}[a-z]{1,3}$/)
	);
	const forms: Record<string, [zod: Asked, light: unknown, texts: fc.Arbitrary<string>]> = {
		day: [z.iso.date(), shapes.iso.date(), fc.oneof(days, digits)],
		instant: [z.iso.datetime({ offset: true }), shapes.iso.datetime({ offset: true }), instants],
		'instant without offset': [z.iso.datetime(), shapes.iso.datetime(), instants],
		id: [z.uuid(), shapes.uuid(), ids],
		address: [z.email(), shapes.email(), addresses]
	};
	it.each(Object.entries(forms))('%s', (_, [zod, light, texts]) => {
		fc.assert(
			fc.property(
				fc.oneof({ weight: 5, arbitrary: texts }, { weight: 1, arbitrary: fc.anything() }),
				agreed(zod, light)
			),
			{
				...runs,
				numRuns: runs.numRuns * 40
			}
		);
	});
});

it('pages have every shape that contracts are made of', () => {
	const files = globSync([
		'supabase/functions/_shared/{contracts,days,text}/*.ts',
		'src/**/*.{ts,svelte}'
	]);
	const used = files.flatMap((file) => [
		...readFileSync(file, 'utf8').matchAll(/\bz\.([a-z]\w*)(?:<[^>]*>)?\(/g)
	]);
	const names = new Set(used.map(([, name]) => name!));
	expect(names.size).toBeGreaterThan(20);
	expect([...names].filter((name) => !(name in shapes))).toEqual([]);
});
