import { describe, expect, it } from 'vitest';
import { ducPhoDays } from '../../bench/duc-pho.ts';
import { leastTravel } from '../../bench/mip.ts';
import { bestKnown, distanceOf, instance, instances, routed } from '../../bench/solomon.ts';
import { brokenPromises } from '../../supabase/functions/_shared/planner/check.ts';
import { optimise, solve } from '../../supabase/functions/_shared/planner/index.ts';

describe('the rounds', () => {
	it('of one team drive no minute more than HiGHS proves to be needed', async () => {
		for (const { day, travel } of ducPhoDays(7)) {
			const least = await leastTravel(day, travel);
			const found = solve(day, travel);
			if ('reason' in found) throw new Error('what was promised can be kept');
			expect(found.travel).toBe(least);
			expect(brokenPromises(day, found, travel)).toEqual([]);
			const searched = optimise({ days: [day], unplaced: [] }, () => travel, { seed: 1 });
			expect(searched.travel).toBe(least);
		}
	});

	it('are asked of the same judge as the best known ones, who finds nothing wrong with those', () => {
		const names = instances();
		expect(names).toHaveLength(29);
		for (const name of names) {
			const problem = instance(name);
			expect(distanceOf(problem, bestKnown(name)), name).toBe(problem.best);
			const [, ...others] = bestKnown(name);
			expect(() => distanceOf(problem, others)).toThrow('not_everybody_once');
			expect(() => distanceOf(problem, [bestKnown(name).flat()])).toThrow('too_late');
		}
	});

	it('of many vehicles come near the best known after as many changes as a page has time for', () => {
		const gaps = ['C101', 'C109', 'R101', 'R112', 'RC101', 'RC108'].map((name) => {
			const problem = instance(name);
			const { routes, iterations } = routed(problem, { seed: 1, iterations: 6000 });
			expect(iterations).toBe(6000);
			return distanceOf(problem, routes) / problem.best - 1;
		});
		expect(Math.max(...gaps)).toBeLessThan(0.06);
		expect(gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length).toBeLessThan(0.025);
	});
});
