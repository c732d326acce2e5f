import { describe, expect, it } from 'vitest';
import { Refusal } from '../../_shared/answer/index.ts';
import { handle } from '../handler.ts';
import type { GatheringRead, OpenDay, Snapshot } from '../snapshot.ts';
import type { Store } from '../store.ts';
import { area, hamlet, refusalOf, scene, snapshotOf, teamDay, uuid } from '../testing.ts';

const form = {
	team_day: uuid(100),
	kind: 'culture_house',
	name: 'Nhà văn hóa thôn',
	area,
	hamlet,
	landmark: null,
	from: 480,
	to: 600,
	keeper: { name: 'Ông Minh Họa', phone: '0900 000 200' },
	note: null
};

function desk(day: Partial<OpenDay> = {}, over: Partial<Store> = {}, known?: GatheringRead) {
	const asked: unknown[] = [];
	const snapshot = async (_place: unknown, subject: string | null): Promise<Snapshot> => {
		asked.push(subject);
		return snapshotOf([teamDay(day)]);
	};
	const officer = {
		whoami: async () => ({ officer: uuid(20), unit: '21001' }),
		gathering: async () => known!
	};
	const { ports, calls } = scene({ snapshot, ...over }, officer);
	const save = (more: object = {}, args: object = {}) =>
		handle(ports, {
			action: 'booking_gathering_save',
			key: uuid(9),
			gathering: null,
			version: null,
			form: { ...form, ...more },
			...args
		});
	return { calls, save, asked };
}
const written = (calls: { gathering: unknown[][] }) =>
	calls.gathering[0]![1] as { gathering: string; form: typeof form; plan: { stops: object[] } };

describe('a gathering that the desk opens', () => {
	it('is one stop that begins at its minute and lasts as long as the team stays', async () => {
		const { calls, save } = desk();
		await save();
		const { gathering, plan, form: sent } = written(calls);
		expect(plan).toMatchObject({
			team_day: uuid(100),
			stops: [{ subject: gathering, from: 480, to: 480, service: 120, start: 480, finish: 600 }]
		});
		expect(sent.keeper.phone).toBe('+84900000200');
	});

	it('has its place between the houses that were promised, each in its window', async () => {
		const place = `hamlet:${hamlet}`;
		const stop = { place, service: 25, travel: 5, held: false };
		const { calls, save } = desk({
			stops: [
				{ subject: uuid(1), from: 450, to: 570, start: 460, finish: 485, ...stop },
				{ subject: uuid(2), from: 540, to: 660, start: 605, finish: 630, ...stop }
			]
		});
		await save({ from: 500, to: 600 });
		expect(written(calls).plan.stops).toMatchObject([
			{ subject: uuid(1), from: 450, to: 570 },
			{ from: 500, start: 500, finish: 600 },
			{ subject: uuid(2), from: 540, to: 660 }
		]);
	});

	it.each([
		['the team has somebody else then', { from: 480, to: 660 }, 'no_room'],
		['it would last into the break', { from: 600, to: 700 }, 'too_long'],
		['no shift has begun', { from: 300, to: 400 }, 'outside_shift']
	])('is refused where %s', async (_why, hours, code) => {
		const { save, calls } = desk({
			stops: [
				{
					...{ subject: uuid(1), place: `hamlet:${hamlet}`, from: 540, to: 570, service: 25 },
					...{ travel: 5, start: 540, finish: 565, held: false }
				}
			]
		});
		expect(await refusalOf(save(hours))).toMatchObject({
			status: 422,
			details: { fields: [{ field: 'from', code }] }
		});
		expect(calls.gathering).toEqual([]);
	});

	it('is refused with hours turned round, a phone that is none, and a day that is over', async () => {
		const { save } = desk();
		const wrong = save({ from: 600, to: 480, keeper: { name: 'Ông Minh Họa', phone: '12' } });
		expect((await refusalOf(wrong))!.details.fields?.map(({ field }) => field)).toEqual([
			'keeper.phone',
			'to'
		]);
		const passed = desk({ day: '2026-11-21' });
		expect(await refusalOf(passed.save())).toMatchObject({
			details: { fields: [{ field: 'from', code: 'passed' }] }
		});
		expect(await refusalOf(save({ team_day: uuid(101) }))).toMatchObject({ code: 'day_closed' });
	});

	it('is planned again where somebody was quicker', async () => {
		let tries = 0;
		const { calls, save } = desk(
			{},
			{
				gathering: async (_command, { gathering }) => {
					if (++tries === 1) throw new Refusal(409, 'stale');
					return { id: gathering, version: 1 };
				}
			}
		);
		await save();
		expect(calls.gathering).toHaveLength(2);
	});
});

describe('a gathering that is changed', () => {
	const known = { version: 3, team_day: uuid(100), area, hamlet, from: 480, to: 600 };

	it('keeps its stop where only what is said of it changes', async () => {
		const { calls, save } = desk({}, {}, known);
		await save({ note: 'Có chỗ gửi xe' }, { gathering: uuid(50), version: 3 });
		expect(calls.gathering[0]![1]).toMatchObject({ gathering: uuid(50), version: 3, plan: null });
	});

	it('is planned anew for longer hours, its own stop left out', async () => {
		const { calls, save, asked } = desk({}, {}, known);
		await save({ to: 630 }, { gathering: uuid(50), version: 3 });
		expect(asked).toEqual([uuid(50)]);
		expect(written(calls).plan).toMatchObject({ stops: [{ service: 150 }] });
	});

	it('says so where a colleague changed it meanwhile', async () => {
		const { save } = desk({}, {}, known);
		expect(await refusalOf(save({}, { gathering: uuid(50), version: 2 }))).toMatchObject({
			code: 'stale'
		});
	});
});
