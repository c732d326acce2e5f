/** Who else knows of a gathering: its keeper on the evening before, the head of the hamlet, an operator. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { doors as lists } from '../functions/_shared/contracts/booking-lists.ts';
import { doors as near } from '../functions/_shared/contracts/booking-gathering.ts';
import { createDatabase, type TestDatabase } from '../local/testing.ts';
import { gatherings, type Gatherings } from './gatherings.ts';
import * as home from './household.ts';
import { ask, ground, hash, officer, refusal, unit } from './household.ts';
import { listed, take } from './listing.ts';

let db: TestDatabase;
let g: home.Ground;
let at: Gatherings;
let desk: Awaited<ReturnType<typeof officer>>;

beforeAll(async () => {
	db = await createDatabase();
	g = await ground(db);
	desk = await officer(db, ['desk']);
	at = gatherings(db, g, desk);
	await db.sql`
		update unit.settings set readiness_hour = 0, readiness_call_hour = 0, estimate_hour = 0, horizon_days = 60 where unit = ${unit}`;
});
afterAll(() => db?.drop());

describe('the evening before', () => {
	test('the keeper is asked once, for the place, and not before', async () => {
		const opened = await at.opening();
		const ready = (version: number, answers: object) =>
			ask(db, desk, 'booking_gathering_ready', {
				key: randomUUID(),
				id: opened.id,
				version,
				answers
			});
		const all = { key: 'yes', power: 'yes', tables: 'not_yet' };
		expect(await refusal(ready(opened.version, all))).toBe('not_allowed');
		await at.bring(opened.teamDay, 1);
		expect((await at.read(opened.id)).gathering.call).toBe(true);
		expect(await refusal(ready(opened.version, { key: 'yes', power: 'yes' }))).toBe('required');
		const { version } = await ready(opened.version, all);
		const { gathering } = await at.read(opened.id);
		expect(gathering).toMatchObject({ call: true, ready: { answers: all } });
		await ready(version, { ...all, tables: 'yes' });
		expect((await at.read(opened.id)).gathering.call).toBe(false);
	});

	test('people are asked for their papers and whether they come, and stand in the call list like others', async () => {
		const opened = await at.opening();
		const [one] = await at.filled(opened.id, 1);
		one!.version = (await at.confirm(one!)).version;
		await at.bring(opened.teamDay, 1);
		const reason = async () =>
			(
				await db.sql`select n.reason as r from booking.nearing(array[${one!.id}::uuid], house.at(house.local_day(now()), 1430)) n`
			)[0]!.r;
		expect(await reason()).toBe('no_readiness');
		const page = { filter: { to_call: true }, after: null, size: 100 };
		const calls = (await ask(db, desk, 'queue_page', page)).rows as { id: string; flag: object }[];
		expect(calls.find(({ id }) => id === one!.id)?.flag).toEqual({ code: 'no_readiness', days: 1 });
		const found = await at.face(one!);
		expect(found.actions).toContain('readiness');
		expect(found.estimate).toBeNull();
		const mine = { power: null, seat: null, papers: 'yes', home: 'yes' };
		expect(
			await refusal(
				at.say(one!, one!.version, { act: 'readiness', answers: { ...mine, power: 'yes' } })
			)
		).toBe('bad_format');
		const after = await at.say(one!, one!.version, { act: 'readiness', answers: mine });
		expect(after.readiness!.answers).toEqual(mine);
		expect(await reason()).toBeNull();
	});
});

describe('others who know of it', () => {
	test('the head of the hamlet sees place and hours of those on the own list, and no more', async () => {
		const head = await officer(db, ['collaborator'], unit, g.hamlets[0]);
		const { taken } = await take(db, head, [listed(1, g.hamlets[0]!, 'Bà Trong Danh Sách')]);
		const [row] =
			await db.sql`select id, version from queue.cases where reference = ${taken[0]!.reference}`;
		const opened = await at.opening();
		await at.add(opened.id, [row as never]);
		const page = lists.booking_list_page.answer.parse(
			await ask(db, head, 'booking_list_page', { hamlet: null, after: null, size: 10 })
		);
		expect(page.rows[0]).toMatchObject({
			gathering: 'Nhà văn hóa thôn Một',
			window: { from: 480, to: 600 }
		});
		expect((await at.read(opened.id)).people.map((one) => one.case)).toEqual([row!.id]);
	});

	test('an operator offers the one near the caller that has room, and books into it', async () => {
		const opened = await at.opening({ from: 480, to: 520 });
		const offered = async (people: object[]) =>
			near.booking_gatherings_near.answer
				.parse(
					await ask(db, desk, 'booking_gatherings_near', {
						area: unit,
						hamlet: g.hamlets[0],
						people
					})
				)
				.gatherings.map(({ id }) => id);
		await db.sql`
			update booking.gatherings set state = 'cancelled', ended_at = now() where id <> ${opened.id} and state = 'open'`;
		expect(await offered([{ needs: [] }])).toEqual([opened.id]);
		expect(await offered([{ needs: [] }, { needs: [] }, { needs: [] }])).toEqual([]);
		const secret = home.aLookup();
		const asked = home.form(g.hamlets[0]!);
		const caller = { ...asked, contact: { ...asked.contact, phone: '+84900000777' } };
		const [row] = await home.service(
			db,
			(tx) =>
				tx`select public.booking_hotline_write(${randomUUID()}, ${tx.json({})}, ${desk.sub}, ${hash(secret)}, ${tx.json(caller as never)},
					25, null, ${randomUUID()}, 'hotline', 'hotline', array['cây đa', 'bến nước'], '{}', ${opened.id}) as a`
		);
		expect(row!.a).toMatchObject({
			state: 'held',
			gathering: { name: 'Nhà văn hóa thôn Một' },
			window: { from: 480, to: 520 }
		});
		expect(await offered([{ needs: [] }])).toEqual([opened.id]);
		expect(await offered([{ needs: [] }, { needs: [] }])).toEqual([]);
	});

	test('the keeper is forgotten when the unit’s days are over; place and hours stay', async () => {
		const opened = await at.opening();
		await db.sql`
			update booking.team_days set day = day - 400 where id = ${opened.teamDay}`;
		await db.sql`select booking.sweep()`;
		const [row] = await db.sql`
			select keeper_name, keeper_phone, name from booking.gatherings where id = ${opened.id}`;
		expect(row).toEqual({ keeper_name: null, keeper_phone: null, name: 'Nhà văn hóa thôn Một' });
	});
});
