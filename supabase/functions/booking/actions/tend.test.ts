import { expect, it } from 'vitest';
import { handle } from '../handler.ts';
import type { OfferPlan, Tending, Waiting } from '../snapshot.ts';
import { area, hamlet, saturday, scene, snapshotOf, teamDay, uuid } from '../testing.ts';

const waiting = (n: number, over: Partial<Waiting> = {}): Waiting => ({
	case: uuid(n),
	area,
	place: `hamlet:${hamlet}`,
	minutes: 25,
	pool: 'web',
	why: 'waitlist',
	days: 1,
	kept: [],
	tried: [],
	...over
});
const tending = (list: Waiting[]): Tending => ({
	unit: '21001',
	limit_days: 21,
	first_choices: 2,
	waiting: list
});
const ask = (ports: Parameters<typeof handle>[0]) => handle(ports, { action: 'booking_tend' });

it('where no unit is marked nothing is read, planned or written', async () => {
	const { ports, calls } = scene();
	expect(await ask(ports)).toEqual({ kept: 0, more: false });
	expect([calls.unitSnapshot, calls.keepOffers]).toEqual([[], []]);
});

it('plans of one day follow one another: each with those before it, and one version further', async () => {
	const list = [waiting(1), waiting(2), waiting(3)];
	const { ports, calls } = scene({ tending: async () => tending(list) });
	expect(await ask(ports)).toEqual({ kept: 3, more: true });
	const [{ list: written }] = calls.keepOffers[0] as [{ list: OfferPlan[] }];
	expect(written.map(({ plan }) => plan.version)).toEqual([1, 2, 3]);
	expect(written.map(({ plan }) => plan.stops.length)).toEqual([1, 2, 3]);
	expect(new Set(written.map((one) => one.case)).size).toBe(3);
	expect(written.every(({ day }) => day === saturday)).toBe(true);
});

it('no more windows are kept than a pool has places, and none on a day that is postponed for the area', async () => {
	const list = [waiting(1), waiting(2), waiting(3), waiting(4), waiting(5)];
	const full = scene({ tending: async () => tending(list) });
	expect(await ask(full.ports)).toEqual({ kept: 3, more: true });
	const off = scene({
		tending: async () => tending(list),
		unitSnapshot: async () => snapshotOf([teamDay({ off_areas: [area] })], { place: null })
	});
	expect(await ask(off.ports)).toEqual({ kept: 0, more: true });
});

it('what was stale is planned again; a case that somebody decides about is left alone', async () => {
	const list = [waiting(1), waiting(2)];
	const answers = [['stale', 'not_allowed'], ['kept']];
	const { ports, calls } = scene({
		tending: async () => tending(list),
		keepOffers: async () => answers.shift()!
	});
	expect(await ask(ports)).toEqual({ kept: 1, more: true });
	const cases = calls.keepOffers.map(([sent]) =>
		(sent as { list: OfferPlan[] }).list.map((one) => one.case)
	);
	expect(cases[0]).toHaveLength(2);
	expect(cases[1]).toEqual([cases[0]![0]]);
});
