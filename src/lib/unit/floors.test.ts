import { expect, it } from 'vitest';
import { floorsOf } from './floors.ts';
import type { PublicUnits } from './unit.ts';

const floor = (digit: string) => ({ lead: digit.repeat(64), version: 1, head: digit.repeat(64) });
const units = [
	{ code: '21439', desk: floor('a') },
	{ code: '21451', desk: null }
] as unknown as PublicUnits['units'];

it('a unit whose lead has not signed takes no tips', () => {
	expect(floorsOf({ units }, '')).toEqual({ '21439': floor('a') });
});

it('whoever builds may name floors that stand above those of the snapshot', () => {
	const given = JSON.stringify({ '21439': floor('b'), '21451': floor('c') });
	expect(floorsOf({ units }, given)).toEqual({ '21439': floor('b'), '21451': floor('c') });
});

it('a build with a broken floor stops', () => {
	expect(() => floorsOf({ units }, '{"21439":{"lead":"short"}}')).toThrow();
});
