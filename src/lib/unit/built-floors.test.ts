import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { builtFloors } from './built-floors.ts';

const folder = mkdtempSync(join(tmpdir(), 'floors-'));
const file = join(folder, 'snapshot.json');
const floor = { lead: 'a'.repeat(64), version: 2, head: 'b'.repeat(64) };
const begins = { lead: 'c'.repeat(64), version: 0, head: null };
const units = [
	{ code: '21439', desk: floor },
	{ code: '21451', desk: null }
];
writeFileSync(file, JSON.stringify({ units: { units } }));
afterAll(() => rmSync(folder, { recursive: true }));

it('a build knows the chains of its snapshot', () => {
	expect(builtFloors(undefined, file)).toEqual({ '21439': floor });
});

it('what is told in the environment comes instead, even if it is nothing', () => {
	const told = JSON.stringify({ '21451': begins });
	expect(builtFloors(told, file)).toEqual({ '21451': begins });
	expect(builtFloors('{}', file)).toEqual({});
});

it('a build without a snapshot knows nothing', () => {
	expect(builtFloors(undefined, join(folder, 'none.json'))).toEqual({});
});

it('a key that is none stops the build, which would lock a unit out', () => {
	for (const wrong of [
		{ ...floor, lead: 'x' },
		{ ...floor, head: null },
		{ ...begins, version: 1 }
	])
		expect(() => builtFloors(JSON.stringify({ '21439': wrong }), file)).toThrow('21439');
	expect(() => builtFloors(JSON.stringify({ 'Đức Phổ': floor }), file)).toThrow();
	expect(() => builtFloors('21439=…', file)).toThrow('JSON');
});

it('whoever builds may name floors that stand above those of the snapshot', () => {
	const other = (digit: string) => ({ lead: digit.repeat(64), version: 1, head: digit.repeat(64) });
	const given = JSON.stringify({ '21439': other('b'), '21451': other('c') });
	expect(builtFloors(given, file)).toEqual({ '21439': other('b'), '21451': other('c') });
	expect(() => builtFloors('{"21439":{"lead":"short"}}', file)).toThrow();
});
