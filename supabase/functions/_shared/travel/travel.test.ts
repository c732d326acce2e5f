import fc from 'fast-check';
import { expect, it } from 'vitest';
import { distanceKm, travelBetween } from './index.ts';

const ward = { id: 'unit:21439', lat: 14.80081, lon: 108.95913 };
const beach = { id: 'unit:21478', lat: 14.65613, lon: 109.05472 };
const hill = { id: 'hamlet:1', lat: 14.8, lon: 108.9 };
const settings = { road_factor: 1.35, speed_kmh: 25 };
const places = [ward, beach, hill];

it('the way from Đức Phổ to Sa Huỳnh is what the map says', () => {
	expect(distanceKm(ward, beach)).toBeCloseTo(19.1, 1);
	const travel = travelBetween({ places, overrides: [], settings });
	// 19.1 km × 1.35 at 25 km/h is 61.9 minutes, and three to find the door.
	expect(travel(ward.id, beach.id)).toBe(65);
	expect(travel(beach.id, ward.id)).toBe(65);
});

it('two houses of one hamlet are two minutes apart, whatever a table says', () => {
	const overrides = [{ from: hill.id, to: hill.id, minutes: 30 }];
	expect(travelBetween({ places, overrides, settings })(hill.id, hill.id)).toBe(2);
});

it('a time that the unit knows replaces the computed one, in its direction', () => {
	const overrides = [{ from: ward.id, to: hill.id, minutes: 41 }];
	const travel = travelBetween({ places, overrides, settings });
	expect(travel(ward.id, hill.id)).toBe(41);
	expect(travel(hill.id, ward.id)).toBeLessThan(41);
	expect(travel(ward.id, hill.id)).toBe(41);
});

it('a place that nobody knows is reached on no day', () => {
	expect(travelBetween({ places, overrides: [], settings })(ward.id, 'hamlet:2')).toBe(1440);
});

it('every way is whole minutes, at least three, and as long back as there', () => {
	const spot = fc.record({
		lat: fc.double({ min: 8, max: 24, noNaN: true }),
		lon: fc.double({ min: 102, max: 110, noNaN: true })
	});
	fc.assert(
		fc.property(spot, spot, (a, b) => {
			const two = [
				{ id: 'a', ...a },
				{ id: 'b', ...b }
			];
			const travel = travelBetween({ places: two, overrides: [], settings });
			const way = travel('a', 'b');
			expect(Number.isInteger(way) && way >= 3 && way <= 1440).toBe(true);
			expect(Math.abs(travel('b', 'a') - way)).toBeLessThanOrEqual(1);
		})
	);
});
