import { describe, expect, it } from 'vitest';
import { areaOptions, areasOf, everyArea, unitOf } from './areas.ts';
import { UnitsNow } from './now.svelte.ts';
import { snapshot } from './snapshot.ts';

const served = snapshot.units;

it('every area of the state list is served by one of the units', () => {
	expect(served.areas.length).toBeGreaterThanOrEqual(15);
	for (const area of served.areas) expect(unitOf(served, area.code), area.full_name).not.toBeNull();
});

it('nobody is sent to a unit for an area that the portal does not know', () => {
	expect(unitOf(served, '00001')).toBeNull();
	expect(unitOf(served, '')).toBeNull();
});

it('areas are found in the order of the Vietnamese alphabet, alone and under their units', () => {
	const names = everyArea(served).map(({ name }) => name);
	expect(names).toEqual([...names].sort((a, b) => a.localeCompare(b, 'vi', { numeric: true })));
	const grouped = served.units.flatMap((unit) => areasOf(served, unit.code));
	expect(areaOptions(served).map(({ value }) => value)).toEqual(grouped.map(({ code }) => code));
	expect(grouped).toHaveLength(served.areas.length);
});

describe('what a page knows of the units', () => {
	const at = Date.parse(served.as_of);
	const asking = () => {
		let asked = 0;
		const now = new UnitsNow(served, async () => (asked++, { ...served, units: [] }));
		return { now, asked: () => asked };
	};

	it('is asked for again after an hour, and not before', async () => {
		const { now, asked } = asking();
		await now.refresh(at + 1_000);
		expect(asked()).toBe(0);
		await now.refresh(at + 4_000_000);
		expect(asked()).toBe(1);
		expect(now.value.units).toEqual([]);
	});

	it('stays what the build knew when there is no line', async () => {
		const now = new UnitsNow(served, () => Promise.reject(new Error('offline')));
		await now.refresh(at + 4_000_000);
		expect(now.value).toBe(served);
	});
});
