/** What no page of ours would ask: whoever has a session can send it, and gets a refusal that says so and writes nothing. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createDatabase, type TestDatabase } from '../local/testing.ts';
import { unit, windows } from './household.ts';
import { sending } from './malformed.ts';
import { now, road, type Morning, type Road } from './on-the-road.ts';

let db: TestDatabase;
let r: Road;
let m: Morning;
let said: ReturnType<typeof sending>['said'];
let refused: ReturnType<typeof sending>['refused'];
beforeAll(async () => {
	db = await createDatabase();
	r = await road(db);
	({ said, refused } = sending(db));
});
beforeEach(async () => void (m = await r.set(windows[0])));
afterAll(() => db?.drop());

describe('an officer who sends what no form makes is refused and changes nothing', () => {
	const one = { outcome: 'captured', receiver: null, note: null };

	test('as the outcome of a visit', async () => {
		const visit = m.visits[0]!;
		const about = {
			team_day: m.teamDay,
			at: now(),
			id: visit.id,
			version: visit.version,
			began: 5
		};
		const people = visit.people.map((id) => ({ ...one, id }));
		await refused(r.driver, 'rounds_outcome', [
			...[{}, [], [null], [1], [[]], [{}], [{ ...one, id: 'x' }], [{ ...one, id: 5 }], 'x'].map(
				(people) => ({ ...about, people })
			),
			{ ...about, people: [{ ...one, id: randomUUID() }] },
			{ ...about, people: [people[0], people[0]] },
			{ ...about, people: [{ ...people[0], outcome: null }] },
			{ ...about, people: [{ ...people[0], receiver: 5 }] },
			{ ...about, people: [{ ...people[0], note: 'x'.repeat(301) }] },
			...[-1, 1441].map((began) => ({ ...about, began, people })),
			{ ...about, version: null, people }
		]);
		expect(await said(r.driver, 'rounds_outcome', { ...about, people })).toBe('none');
	});

	test('as somebody met on the way', async () => {
		const about = {
			...{ team_day: m.teamDay, at: now(), began: 0, area: unit, hamlet: r.g.hamlets[1]! },
			...{ landmark: null, phone: null, consent: true }
		};
		const person = {
			...one,
			name: 'Cụ Thí Dụ',
			birth: { year: 1938 },
			service: 'renew',
			needs: []
		};
		const odd = [
			...[{ needs: null }, { needs: 'old_age' }, { needs: {} }, { needs: ['bad'] }, { needs: [5] }],
			...[{ birth: null }, { birth: {} }, { birth: { year: 'x' } }, { birth: { year: 1e99 } }],
			...[{ birth: { year: 1938.5 } }, { birth: { year: 2_147_483_648 } }, { birth: { year: -1 } }],
			...[
				{ birth: { year: 1938, month: 13 } },
				{ service: 'x' },
				{ service: null },
				{ name: null }
			],
			...[{ outcome: 'x' }, { outcome: null }]
		];
		await refused(r.driver, 'rounds_met', [
			...odd.map((wrong) => ({ ...about, people: [{ ...person, ...wrong }] })),
			...[{}, [], [null], [1], [[]], ['x'], Array(13).fill(person)].map((people) => ({
				...about,
				people
			})),
			...[-5, 1441, null].map((began) => ({ ...about, began, people: [person] })),
			{ ...about, phone: '0900', people: [person] },
			{ ...about, area: null, people: [person] }
		]);
		expect(await said(r.driver, 'rounds_met', { ...about, people: [person] })).toBe('none');
	});

	test('as a new order of the day', async () => {
		const { version, stops } = await r.day(m.teamDay);
		const [first] = stops;
		const stop = {
			...{
				subject: first!.subject,
				service: first!.service,
				travel: first!.travel,
				start: first!.start
			},
			...{ finish: first!.finish, late: false, agreed: null }
		};
		const about = { team_day: m.teamDay, at: now(), version };
		const odd = [
			...[{ subject: 'x' }, { subject: null }, { subject: 5 }, { service: 'x' }, { service: null }],
			...[{ start: -500, finish: -500 + stop.service }, { start: 1.5 }, { start: 1e12 }],
			...[{ travel: -1 }, { travel: 2_147_483_647 }, { travel: 1e30 }, { late: 'perhaps' }],
			...[{ agreed: {} }, { agreed: [] }, { agreed: { from: 'x', to: 5 } }],
			...[{ agreed: { from: 600, to: 500 } }, { agreed: { from: -60, to: stop.start } }],
			...[
				{ service: 2_147_483_647, finish: 5 },
				{ start: 1400, finish: 1400 + stop.service + 900 }
			]
		];
		await refused(r.driver, 'rounds_replan', [
			...odd.map((wrong) => ({ ...about, stops: [{ ...stop, ...wrong }] })),
			...[{}, [], [null], [[]], [5], [stop, stop], 'x'].map((stops) => ({ ...about, stops })),
			{ ...about, version: null, stops: [stop] }
		]);
		expect(await said(r.driver, 'rounds_replan', { ...about, stops: [stop] })).toBe('none');
	});

	test('as a call, a card, a road or an arrival', async () => {
		const { id, version } = m.visits[0]!;
		const about = { team_day: m.teamDay, at: now() };
		await refused(r.driver, 'rounds_called', [
			{ ...about, id, version, outcome: null, note: null },
			{ ...about, id, version: null, outcome: 'answered', note: null },
			{ ...about, id, version, outcome: 'answered', note: 'x'.repeat(501) }
		]);
		await refused(r.driver, 'rounds_road', [
			...[null, 'hamlet:x', 'x'].map((from_place) => ({
				...{ ...about, from_place, to_place: null, minutes: null, until: now(), note: null }
			})),
			...[-5, 0, 601].map((minutes) => ({
				...{
					...about,
					from_place: `hamlet:${r.g.hamlets[0]}`,
					to_place: null,
					minutes,
					note: null
				},
				until: new Date(Date.now() + 3_600_000).toISOString()
			})),
			{
				...{ ...about, from_place: `hamlet:${r.g.hamlets[0]}`, to_place: null, minutes: null },
				...{ until: null, note: null }
			}
		]);
		for (const door of ['rounds_leave', 'rounds_arrive'])
			await refused(r.driver, door, [
				{ ...about, subject: null },
				{ ...about, subject: randomUUID() },
				{ ...about, at: null, subject: m.visits[0]!.visit }
			]);
	});
});
