import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PLACES, ways } from './anyday.ts';
import { TOLERANCE, morning, ten, underway, visit, wrong } from './anyslip.ts';
import { tryEveryWay } from './every-way.ts';
import { replan, type Travel } from './index.ts';

describe('a day that slips', () => {
	it('breaks as few promises as any order would, then changes as few times, and ends as early', () => {
		let slipped = 0;
		fc.assert(
			fc.property(underway(5), ways, (day, travel) => {
				const best = tryEveryWay(day, travel, TOLERANCE);
				const found = replan(day, travel);
				const late = found.legs.filter((leg) => leg.late).length;
				const changed = found.legs.filter((leg) => leg.changed).length;
				if (late > 0) slipped++;
				expect([late, changed, found.finish ?? 0, found.travel]).toEqual(best);
				expect(wrong(day, found)).toEqual([]);
				expect(found.skipped).toEqual([]);
				expect(new Set(found.call)).toEqual(
					new Set(found.legs.flatMap((leg) => (leg.late || leg.changed ? [leg.id] : [])))
				);
			}),
			{ numRuns: 600 }
		);
		expect(slipped).toBeGreaterThan(100);
	});

	it('does so with seven visits left, too', () => {
		fc.assert(
			fc.property(underway(7), ways, (day, travel) => {
				const { legs, finish, travel: sum } = replan(day, travel);
				const late = legs.filter((leg) => leg.late).length;
				const changed = legs.filter((leg) => leg.changed).length;
				expect([late, changed, finish ?? 0, sum]).toEqual(tryEveryWay(day, travel, TOLERANCE));
			}),
			{ numRuns: 80 }
		);
	});

	it('leaves nobody out of a day too large to try everything', () => {
		fc.assert(
			fc.property(underway(18), ways, (day, travel) => {
				const found = replan(day, travel);
				expect(wrong(day, found)).toEqual([]);
				// Who would be reached after midnight is skipped, and told so.
				for (const id of found.skipped) expect(found.call).toContain(id);
				const ids = [...found.legs.map(({ id }) => id), ...found.skipped];
				expect(ids.sort()).toEqual(day.stops.map(({ id }) => id).sort());
			}),
			{ numRuns: 20 }
		);
	});

	it('rather waits for somebody who was told a time than begins before anybody expects it', () => {
		const stops = [visit('bà Sáu', 450, 570, 560)];
		const { legs, call } = replan({ ...morning, stops }, ten);
		expect(legs).toMatchObject([{ arrive: 490, start: 545, late: false, changed: false }]);
		expect(call).toEqual([]);
	});

	it('drops no promise that is broken already: it is visited late, and called first', () => {
		const stops = [visit('ông Tư', 540, 660, 540), visit('bà Sáu', 450, 485, 470)];
		const { legs, call, skipped } = replan({ ...morning, stops }, ten);
		expect(legs).toMatchObject([
			{ id: 'bà Sáu', start: 490, late: true, changed: true },
			{ id: 'ông Tư', start: 540, late: false, changed: false }
		]);
		expect(call).toEqual(['bà Sáu']);
		expect(skipped).toEqual([]);
	});

	it('works on into the break, and begins the afternoon when it has been home', () => {
		const stops = [visit('bà Sáu', 450, 660, 600), visit('ông Tư', 810, 930, 855)];
		const { legs, back } = replan({ ...morning, free: 790, stops }, ten);
		expect(legs).toMatchObject([
			{ id: 'bà Sáu', start: 800, finish: 830, late: true },
			{ id: 'ông Tư', depart: 840, start: 850, late: false, changed: false }
		]);
		expect(back).toBe(890);
	});

	it('says of whoever no road leads to any more that nobody comes, and calls them', () => {
		const isIn = (place: string) => place === 'b';
		const closed: Travel = (a, b) => (isIn(a) !== isIn(b) ? 1440 : ten(a, b));
		const stops = [
			visit('bà Sáu', 450, 660, 500, 'b'),
			visit('ông Tư', 450, 660, 520, 'c'),
			visit('ông Năm', 810, 930, null, 'b')
		];
		const found = replan({ ...morning, stops }, closed);
		expect(found.legs.map(({ id }) => id)).toEqual(['ông Tư']);
		const missed = ['bà Sáu', 'ông Năm'];
		expect(found).toMatchObject({ skipped: missed, call: missed, back: 545 });
		const cut = replan({ ...morning, stops }, () => Infinity);
		expect(cut).toMatchObject({
			legs: [],
			finish: null,
			back: null,
			skipped: ['bà Sáu', 'ông Tư', 'ông Năm']
		});
	});

	it('knows when the team is back where nothing is left, and works on where the day has no shift', () => {
		expect(replan(morning, ten)).toMatchObject({ legs: [], finish: null, back: 490, travel: 10 });
		expect(replan({ ...morning, at: 'base' }, ten)).toMatchObject({ back: 480, travel: 0 });
		const stops = [visit('bà Sáu', 450, 660, 500)];
		const none = replan({ ...morning, shifts: [], stops }, ten);
		expect(none.legs).toMatchObject([{ id: 'bà Sáu', start: 490, late: true }]);
	});
});

describe('a card to hand over', () => {
	const card = (id: string, place: string) => ({ id, place, service: 5, planned: null });
	it('is handed over where the detour is least, if nobody has to be called because of it', () => {
		const line: Travel = (a, b) => 2 + 4 * Math.abs(PLACES.indexOf(a) - PLACES.indexOf(b));
		const stops = [
			visit('bà Sáu', 450, 660, 500, 'b'),
			card('thẻ', 'd'),
			visit('ông Tư', 450, 660, 545, 'd')
		];
		const { legs, call, travel } = replan({ ...morning, stops }, line);
		expect(legs.map(({ id }) => id)[0]).toBe('bà Sáu');
		expect(legs.every((leg) => !leg.late && !leg.changed)).toBe(true);
		expect(call).toEqual([]);
		const without = replan({ ...morning, stops: stops.filter(({ id }) => id !== 'thẻ') }, line);
		expect(travel - without.travel).toBe(2);
	});

	it('is the first to be left out when time runs short, and nobody is called for it', () => {
		const shifts = [{ from: 450, to: 560 }];
		const stops = [
			visit('bà Sáu', 450, 540, 490),
			visit('ông Tư', 450, 540, 530),
			card('thẻ', 'e')
		];
		const { legs, skipped, call } = replan({ ...morning, shifts, stops }, ten);
		expect(legs.map(({ id }) => id)).toEqual(['bà Sáu', 'ông Tư']);
		expect(skipped).toEqual(['thẻ']);
		expect(call).toEqual([]);
	});

	it('breaks no promise and changes no time, whatever the day', () => {
		let handed = 0;
		fc.assert(
			fc.property(
				underway(5),
				ways,
				fc.array(fc.constantFrom(...PLACES), { maxLength: 3 }),
				(day, travel, places) => {
					const cards = places.map((place, i) => card(`card ${i}`, place));
					const without = replan(day, travel);
					const found = replan({ ...day, stops: [...cards, ...day.stops] }, travel);
					expect(wrong({ ...day, stops: [...cards, ...day.stops] }, found)).toEqual([]);
					expect(found.call).toEqual(without.call);
					const ids = [...found.legs.map(({ id }) => id), ...found.skipped];
					expect(ids.sort()).toEqual([...cards, ...day.stops].map(({ id }) => id).sort());
					handed += found.legs.filter(({ id }) => id.startsWith('card')).length;
				}
			),
			{ numRuns: 300 }
		);
		expect(handed).toBeGreaterThan(50);
	});
});
