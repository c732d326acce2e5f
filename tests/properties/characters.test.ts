/** What no name and no sentence may hold is stopped at every field of every door where a person types. */
import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import fc from 'fast-check';
import { request } from '../../supabase/functions/_shared/contracts/lookup.ts';
import { doors, taken } from './contracts.ts';

type Path = (string | number)[];

/** Where texts stand in a request. */
function texts(value: unknown, at: Path = []): Path[] {
	if (typeof value === 'string') return [at];
	if (typeof value !== 'object' || value === null) return [];
	return Object.entries(value).flatMap(([key, one]) => texts(one, [...at, key]));
}
function withText(value: unknown, [step, ...rest]: Path, put: (old: string) => string): unknown {
	if (step === undefined) return put(value as string);
	const copy = (Array.isArray(value) ? [...value] : { ...(value as object) }) as Record<
		string,
		unknown
	>;
	copy[step] = withText(copy[step], rest, put);
	return copy;
}

/** NUL, a bell, half a character, and marks that turn the direction of reading. */
const evil = ['\u0000', '\u0007', '\ud800', '\udfff', '\u200f', '\u202e', '\u2066', '\u061c'];
/** The lookup's request travels in a frame, so its shape is no door's. */
const asked = [...Object.entries(doors), ['lookup', { args: request }] as const];
const withTexts = asked.filter(([, { args }]) =>
	fc.sample(taken(args), { numRuns: 20, seed: 1 }).some((one) => texts(one).length > 0)
);

describe('a text that hides something', () => {
	it.each(withTexts)('is refused by %s with its field, wherever it stands', (_, { args }) => {
		const seen = new Set<string>();
		for (const whole of fc.sample(taken(args), { numRuns: 60, seed: 2 }))
			for (const path of texts(whole)) {
				seen.add(path.join('.'));
				for (const mark of evil) {
					const spoiled = withText(
						whole,
						path,
						(old) => `${old.slice(0, 1)}${mark}${old.slice(1)}`
					);
					const { error } = z.safeParse(args, spoiled);
					const named = error?.issues.map((issue) => issue.path.join('.')) ?? [];
					expect(
						named.some((field) => field && path.join('.').startsWith(field)),
						`${path.join('.')} with ${JSON.stringify(mark)}`
					).toBe(true);
				}
			}
		expect(seen.size).toBeGreaterThan(0);
	});
});
