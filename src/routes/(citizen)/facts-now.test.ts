import { expect, it } from 'vitest';
import { markOfFacts } from './facts-mark.ts';
import { areOthers } from './facts-now.ts';

const units = { as_of: '2026-11-26T10:00:00Z', units: [{ code: '21439', phone: '0255' }] };
const days = { as_of: '2026-11-26T10:00:00Z', days: [{ day: '2026-11-30', state: 'open' }] };
const mark = markOfFacts({ units, days });
type Doors = Parameters<typeof areOthers>[1];

/** Doors that say this. */
const saying = (told: object) =>
	({ units: async () => units, days: async () => days, ...told }) as unknown as Doors;

it('facts that are told again, later and with their fields in another order, are the same', async () => {
	const later = {
		units: [{ phone: '0255', desk: { n: 1 }, code: '21439' }],
		hamlets: [{ name: 'Thôn 1' }],
		as_of: '2026-11-27T01:00:00Z'
	};
	expect(
		await areOthers({ asked: ['units', 'days'], mark }, saying({ units: async () => later }))
	).toBe(false);
});

it('a day that has filled up is another fact', async () => {
	const full = { ...days, days: [{ day: '2026-11-30', state: 'full' }] };
	expect(
		await areOthers({ asked: ['units', 'days'], mark }, saying({ days: async () => full }))
	).toBe(true);
});

it('without a line what was built stands', async () => {
	const lost = () => Promise.reject(new Error('unreachable'));
	expect(await areOthers({ asked: ['units', 'days'], mark }, saying({ days: lost }))).toBe(false);
});

it('a report of yesterday is asked for by the page that shows it', async () => {
	expect(await areOthers({ asked: ['results'], mark }, saying({}))).toBe(true);
});

it('figures are asked of the unit that they are of', async () => {
	const told = { unit: '21439', from: '2025-11-01', kinds: [{ kind: 'home_visit', received: 40 }] };
	const asked = {
		asked: ['figures'] as const,
		unit: '21439',
		mark: markOfFacts({ figures: told })
	};
	const of: string[] = [];
	const saying = (figures: object) => ({
		figures: async (unit: string) => {
			of.push(unit);
			return figures;
		}
	});
	expect(await areOthers(asked, saying(told))).toBe(false);
	expect(await areOthers(asked, saying({ ...told, from: '2025-12-01' }))).toBe(true);
	expect(of).toEqual(['21439', '21439']);
});
