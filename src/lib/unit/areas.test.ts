import { expect, it } from 'vitest';
import { areaOptions, areasOf, everyArea, unitOf } from './areas.ts';
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
