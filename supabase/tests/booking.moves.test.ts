import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createDatabase, type TestDatabase } from '../local/testing.ts';
import * as home from './household.ts';
import {
	ask,
	booked,
	form,
	ground,
	officer,
	refusal,
	service,
	snapshot,
	windows
} from './household.ts';

let db: TestDatabase;
let g: home.Ground;
let desk: Awaited<ReturnType<typeof officer>>;

beforeAll(async () => {
	db = await createDatabase();
	g = await ground(db);
	desk = await officer(db, ['desk']);
});
afterAll(() => db?.drop());
beforeEach(async () => {
	await db.sql`delete from booking.stops`;
});

const confirm = (who: typeof desk, of: { id: string; version: number }) =>
	ask(db, who, 'booking_confirm', {
		key: randomUUID(),
		id: of.id,
		version: of.version,
		checked: 'population_data',
		papers: null
	});
const state = async (id: string) =>
	(await db.sql`select state from queue.cases where id = ${id}`)[0]!.state;

describe('an officer on the phone', () => {
	test('proposes windows that teams work in, and no others', async () => {
		const visit = await booked(db, g);
		const propose = (from: number, to: number) =>
			ask(db, desk, 'booking_propose', {
				key: randomUUID(),
				id: visit.id,
				version: visit.version,
				windows: [{ day: g.day, from, to }],
				message: 'Xin chọn giờ khác'
			});
		expect(await refusal(propose(460, 570))).toBe('window_taken');
		expect(await propose(810, 930)).toMatchObject({ state: 'held' });
	});

	test('moves a visit by the same commit, and the old window is free at once', async () => {
		const visit = await booked(db, g);
		const { days, own } = await snapshot(db, visit.visit);
		expect(own).toMatchObject({ day: g.day, from: 450 });
		const to = home.plan(days[0]!, visit.visit, windows[2]);
		const { a } = (
			await service(
				db,
				(tx) =>
					tx`select public.booking_move_write(${randomUUID()}, '{}', 'booking_move', ${desk.sub}, ${visit.id}, ${visit.version}, 'hotline', ${tx.json(to)}) as a`
			)
		)[0]!;
		expect(a).toMatchObject({ state: 'held', window: { day: g.day, from: 810, to: 930 } });
		expect(
			(await db.sql`select sequence from booking.visits where id = ${visit.visit}`)[0]!.sequence
		).toBe(1);
	});

	test('makes a visit of a call-back, and the resident’s code opens the visit', async () => {
		const lookup = home.aLookup();
		const asked = {
			name: 'Bà Minh Họa',
			phone: '+84900000101',
			area: home.unit,
			hamlet: g.hamlets[0],
			when: 'any',
			about: null
		};
		await service(
			db,
			(tx) =>
				tx`select public.booking_call_back_write(${randomUUID()}, '{}', ${home.hash(lookup)}, ${tx.json(asked)}, array['cây đa', 'bến nước'], null)`
		);
		const { id } = (
			await db.sql`select lookup.case_of(decode(${home.hash(lookup)}, 'hex')) as id`
		)[0]!;
		const [subject, { days }] = [randomUUID(), await snapshot(db)];
		const of = home.plan(days[0]!, subject, windows[1]);
		const { a } = (
			await service(
				db,
				(tx) =>
					tx`select public.booking_from_call_back_write(${randomUUID()}, '{}', ${desk.sub}, ${id}, 1, ${tx.json(form(g.hamlets[0]!))}, 25, ${tx.json(of)}, ${subject}, 'hotline', null) as a`
			)
		)[0]!;
		expect(a.state).toBe('held');
		expect(await state(id)).toBe('converted');
		const { o } = (
			await service(db, (tx) => tx`select public.lookup_open(${home.hash(lookup)}, null) as o`)
		)[0]!;
		expect(o).toMatchObject({
			kind: 'home_visit',
			reference: a.reference,
			words: ['cây đa', 'bến nước']
		});
	});

	test('in the field knows of a visit only near its day', async () => {
		const field = await officer(db, ['field']);
		const visit = await booked(db, g);
		await confirm(desk, visit);
		const knows = async () => {
			const [row] =
				await db.sql`select queue.reaches(o, c) as yes from staff.officers o, queue.cases c where o.user_id = ${field.sub} and c.id = ${visit.id}`;
			return row!.yes;
		};
		expect(await knows()).toBe(false);
		await db.sql`update booking.team_days set day = house.local_day(now()) where id = ${g.teamDay}`;
		expect(await knows()).toBe(true);
		await db.sql`update booking.team_days set day = ${g.day} where id = ${g.teamDay}`;
	});
});
