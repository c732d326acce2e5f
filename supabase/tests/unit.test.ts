/** Units, their calendar and clocks; what everybody may read and what a lead alone may write. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { doors } from '../functions/_shared/contracts/unit.ts';
import { asPerson, newKey, officerOf, problemOf, type Person } from './people.ts';
import { createDatabase, type TestDatabase } from '../local/testing.ts';

let db: TestDatabase;
let lead: Person;
let desk: Person;
let stranger: Person;

beforeAll(async () => {
	db = await createDatabase();
	lead = await officerOf(db, '21439', ['lead']);
	desk = await officerOf(db, '21439', ['desk']);
	stranger = await officerOf(db, '21451', ['lead']);
});
afterAll(() => db?.drop());

describe('what everybody may read', () => {
	test('a resident without an account sees the five units, the fifteen areas and their hamlets', async () => {
		const [{ answer }] = await db.as(
			{ role: 'anon' },
			(tx) => tx`select public.unit_public() as answer`
		);
		const units = doors.unit_public.answer.parse(answer);
		expect(units.demo).toBe(true);
		expect(units.units).toHaveLength(5);
		expect(units.areas).toHaveLength(15);
		expect(units.hamlets).toHaveLength(75);
		for (const area of units.areas)
			expect(units.units.map(({ code }) => code)).toContain(area.unit);
		expect(
			units.units.every(({ hotline_sure, address_sure }) => !hotline_sure && !address_sure)
		).toBe(true);
	});

	test('nobody without an account reads a table', async () => {
		expect(
			await problemOf(db.as({ role: 'anon' }, (tx) => tx`select * from unit.units`))
		).toMatchObject({ code: '42501' });
		expect(
			await problemOf(db.as({ role: 'anon' }, (tx) => tx`select public.unit_editable()`))
		).toMatchObject({ code: '42501' });
	});
});

describe('the working days', () => {
	const due = async (start: string, days: number) => {
		const [row] =
			await db.sql`select unit.add_working_days('21439', ${start}::timestamptz, ${days}) as due`;
		return row.due.toISOString();
	};

	test.each([
		[
			'asked on Friday at ten, two working days end on Tuesday at ten',
			'2026-11-27T10:00:00+07:00',
			2,
			'2026-12-01T10:00:00+07:00'
		],
		[
			'asked on Saturday, the days count from Monday at seven',
			'2026-11-28T15:00:00+07:00',
			2,
			'2026-12-02T07:00:00+07:00'
		],
		[
			'asked late on a working day, the time of day is kept',
			'2026-11-25T22:15:00+07:00',
			1,
			'2026-11-26T22:15:00+07:00'
		],
		[
			'asked on the Friday before Tết, the nine days off are skipped',
			'2026-02-13T09:00:00+07:00',
			1,
			'2026-02-23T09:00:00+07:00'
		],
		[
			'asked in the middle of Tết, the days count from the first day of work',
			'2026-02-18T09:00:00+07:00',
			1,
			'2026-02-24T07:00:00+07:00'
		],
		[
			'a Saturday that is worked counts',
			'2026-08-21T09:00:00+07:00',
			1,
			'2026-08-22T09:00:00+07:00'
		],
		[
			'the break at the end of August runs into September',
			'2026-08-28T16:30:00+07:00',
			3,
			'2026-09-07T16:30:00+07:00'
		],
		['a provisional Tết stops clocks', '2027-02-04T08:00:00+07:00', 1, '2027-02-10T08:00:00+07:00'],
		[
			'the last working day of a year is followed by the first of the next',
			'2026-12-31T11:00:00+07:00',
			1,
			'2027-01-04T11:00:00+07:00'
		],
		['no days at all end at once', '2026-11-27T10:00:00+07:00', 0, '2026-11-27T10:00:00+07:00']
	])('%s', async (_, start, days, end) => {
		expect(await due(start, days)).toBe(new Date(end).toISOString());
	});

	test('a day the unit marked for working or not is obeyed over three years, counted independently', async () => {
		const rows = await db.sql<{ day: string; counts_as_working: boolean }[]>`
			select day::text, counts_as_working from unit.calendar_days where unit = '21439'`;
		const marked = new Map(rows.map((row) => [row.day, row.counts_as_working]));
		const hour = 3_600_000;
		const dayOf = (at: number) => new Date(at + 7 * hour).toISOString().slice(0, 10);
		const works = (at: number) =>
			marked.get(dayOf(at)) ?? ![0, 6].includes(new Date(at + 7 * hour).getUTCDay());
		/** Walks the days one by one, as a person with a calendar does. */
		function walk(start: number, days: number): number {
			let at = start;
			if (!works(at)) {
				while (!works(at)) at += 24 * hour;
				at = new Date(`${dayOf(at)}T07:00:00+07:00`).getTime();
			}
			for (let left = days; left > 0; left--)
				do at += 24 * hour;
				while (!works(at));
			return at;
		}
		const moment = fc.integer({
			min: Date.parse('2026-01-01T00:00:00+07:00') / 60_000,
			max: Date.parse('2028-06-30T00:00:00+07:00') / 60_000
		});
		const tet = fc.integer({
			min: Date.parse('2026-02-10T00:00:00+07:00') / 60_000,
			max: Date.parse('2026-02-26T00:00:00+07:00') / 60_000
		});
		const cases = fc.sample(fc.tuple(fc.oneof(moment, tet), fc.integer({ min: 0, max: 30 })), 1500);
		const starts = cases.map(([minute]) => new Date(minute * 60_000).toISOString());
		const ends = await db.sql`
			select unit.add_working_days('21439', c.start::timestamptz, c.days) as due
			from unnest(${starts}::text[], ${cases.map(([, days]) => days)}::int[]) with ordinality c (start, days, n) order by c.n`;
		for (const [n, [minute, days]] of cases.entries())
			expect(ends[n].due.getTime(), `${starts[n]} + ${days}`).toBe(walk(minute * 60_000, days));
	});

	test('one more working day never ends earlier, and never on a day off', async () => {
		const [{ broken }] = await db.sql`
			select count(*)::int as broken from (
				select unit.add_working_days('21439', s.at, n) as a, unit.add_working_days('21439', s.at, n + 1) as b
				from generate_series('2026-01-01'::timestamptz, '2026-12-31', '37 hours') s (at), generate_series(1, 5) n
			) x
			where b <= a or not unit.is_working_day('21439', house.local_day(b))`;
		expect(broken).toBe(0);
	});

	test('a unit that closes for more than a year gets no date rather than a wrong one', async () => {
		await db.sql.begin(async (tx) => {
			await tx`insert into unit.calendar_days (unit, day, counts_as_working, visits_allowed)
				select '21478', d, false, false from generate_series('2030-01-01'::date, '2031-12-31', '1 day') d`;
			const [row] =
				await tx`select unit.add_working_days('21478', '2030-01-05T10:00:00+07:00', 1) as due`;
			expect(row.due).toBeNull();
			await tx`delete from unit.calendar_days where unit = '21478' and day >= '2030-01-01'`;
		});
	});
});

describe('the limits that laws and promises set', () => {
	test.each([
		['home_visit', 'first reply', '2026-11-20T09:00:00+07:00', '2026-11-24T09:00:00+07:00'],
		['home_visit', 'visit', '2026-11-20T09:00:00+07:00', '2026-12-11T09:00:00+07:00'],
		['home_visit', 'card', '2026-11-21T09:00:00+07:00', '2026-12-02T07:00:00+07:00'],
		['call_back', 'call', '2026-11-20T16:00:00+07:00', '2026-11-23T16:00:00+07:00'],
		['support', 'first reply', '2026-11-20T09:00:00+07:00', '2026-11-25T09:00:00+07:00'],
		['data_request', 'answer', '2026-11-20T09:00:00+07:00', '2026-11-24T09:00:00+07:00'],
		['tip', 'classify', '2026-11-20T20:00:00+07:00', '2026-11-21T08:00:00+07:00'],
		['crime_tip', 'forward', '2026-11-20T20:00:00+07:00', '2026-11-21T20:00:00+07:00'],
		['crime_tip', 'acknowledge', '2026-11-20T09:00:00+07:00', '2026-11-25T09:00:00+07:00'],
		['crime_tip', 'decide', '2026-11-20T09:00:00+07:00', '2026-12-10T09:00:00+07:00'],
		['crime_tip', 'decide, complex', '2026-12-31T09:00:00+07:00', '2027-02-28T09:00:00+07:00'],
		['crime_tip', 'decide, extended', '2026-11-30T09:00:00+07:00', '2027-01-30T09:00:00+07:00']
	])('%s, %s: from %s to %s', async (kind, clock, start, end) => {
		const [row] =
			await db.sql`select unit.due('21439', ${kind}, ${clock}, ${start}::timestamptz) as due`;
		expect(row.due.toISOString()).toBe(new Date(end).toISOString());
	});

	test.each([
		['crime_tip', 'ask for extension'],
		['fund_statement', 'publish year']
	])('%s, %s has an end that a person sets', async (kind, clock) => {
		const [row] = await db.sql`select unit.due('21439', ${kind}, ${clock}, now()) as due`;
		expect(row.due).toBeNull();
	});

	test('a month ends on the same date, or on the last one of a shorter month', async () => {
		const [row] =
			await db.sql`select unit.after('21439', '2028-01-31T23:30:00+07:00', 1, 'months') as leap,
			unit.after('21439', '2027-01-31T00:30:00+07:00', 1, 'months') as plain,
			unit.after('21439', '2027-08-31T12:00:00+07:00', 1, 'months') as september`;
		expect(row.leap.toISOString()).toBe('2028-02-29T16:30:00.000Z');
		expect(row.plain.toISOString()).toBe('2027-02-27T17:30:00.000Z');
		expect(row.september.toISOString()).toBe('2027-09-30T05:00:00.000Z');
	});

	test('every clock of every unit names its source, or says that it is not sure', async () => {
		const bare =
			await db.sql`select unit, kind, clock from unit.clocks where source = '' and unsure is null`;
		expect([...bare]).toEqual([]);
	});
});

describe('what a lead edits', () => {
	const editable = async (person: Person) => {
		const [{ answer }] = await asPerson(
			db,
			person,
			(tx) => tx`select public.unit_editable() as answer`
		);
		return doors.unit_editable.answer.parse(answer);
	};

	test('a lead reads all of the own unit, with the demo told apart', async () => {
		const all = await editable(lead);
		expect(all.unit.code).toBe('21439');
		expect(all.hamlets).toHaveLength(25);
		expect(all.hamlets.every(({ fictional }) => fictional)).toBe(true);
		expect(all.windows).toHaveLength(8);
		expect(all.clocks).toHaveLength(14);
		expect(all.kits.map(({ units }) => units)).toContainEqual(['21439', '21451']);
		expect(all.days.find(({ day }) => day === '2027-02-06')).toMatchObject({
			counts_as_working: false,
			visits_allowed: false,
			sure: false
		});
	});

	test.each(['unit_editable()', `unit_day_remove('${newKey()}', '2027-02-06')`])(
		'an officer of the desk may not call %s',
		async (call) => {
			const refused = await problemOf(
				asPerson(db, desk, (tx) => tx.unsafe(`select public.${call}`))
			);
			expect(refused).toMatchObject({ code: 'PT403', message: 'role_missing' });
		}
	);

	test('a lead writes hotline and address, and says whether they are sure', async () => {
		await asPerson(
			db,
			lead,
			(tx) =>
				tx`select public.unit_save(${newKey()}, '0900 000 199', true, null, false, '  Mỗi ngày  ')`
		);
		const { unit } = await editable(lead);
		expect(unit).toMatchObject({
			hotline: '0900 000 199',
			hotline_sure: true,
			address: null,
			opening_hours: 'Mỗi ngày'
		});
		expect((await editable(stranger)).unit.hotline_sure).toBe(false);
	});

	test('a text that turns the direction of reading is refused with its field', async () => {
		const refused = await problemOf(
			asPerson(
				db,
				lead,
				(tx) => tx`select public.unit_save(${newKey()}, null, false, ${'số \u202e7'}, false, null)`
			)
		);
		expect(refused).toMatchObject({ code: 'PT422', message: 'bad_characters', detail: 'address' });
	});

	test('the settings are taken whole, within their bounds, and nothing beside them', async () => {
		const { settings } = await editable(lead);
		const save = (value: object) =>
			problemOf(
				asPerson(
					db,
					lead,
					(tx) => tx`select public.unit_settings_save(${newKey()}, ${tx.json(value as never)})`
				)
			);
		expect(await save({ ...settings, lead_hours: 12, need_minutes: { bedridden: 20 } })).toBeNull();
		expect((await editable(lead)).settings).toMatchObject({
			lead_hours: 12,
			need_minutes: { bedridden: 20 }
		});
		expect(await save({ ...settings, hold_minutes: 31 })).toMatchObject({
			message: 'out_of_range',
			detail: 'hold_minutes'
		});
		expect(await save({ ...settings, idle_minutes: 240 })).toMatchObject({
			message: 'unknown_field',
			detail: 'idle_minutes'
		});
		expect(await save({ ...settings, speed_kmh: undefined })).toMatchObject({
			message: 'required',
			detail: 'speed_kmh'
		});
		expect(await save({ ...settings, need_minutes: { bedridden: -1 } })).toMatchObject({
			message: 'out_of_range',
			detail: 'need_minutes.bedridden'
		});
	});

	test('a lead without a second factor cannot lock the whole unit out', async () => {
		const { settings } = await editable(lead);
		const refused = await problemOf(
			asPerson(
				db,
				lead,
				(tx) =>
					tx`select public.unit_settings_save(${newKey()}, ${tx.json({ ...settings, require_mfa: true } as never)})`
			)
		);
		expect(refused).toMatchObject({
			code: 'PT403',
			message: 'second_factor',
			detail: 'require_mfa'
		});
	});

	test('windows are replaced together, or not at all', async () => {
		const save = (windows: unknown) =>
			problemOf(
				asPerson(
					db,
					lead,
					(tx) => tx`select public.unit_windows_save(${newKey()}, ${tx.json(windows as never)})`
				)
			);
		expect(
			await save([
				{ weekday: 6, from: 480, to: 600 },
				{ weekday: 6, from: 480, to: 630 }
			])
		).toMatchObject({ message: 'duplicate', detail: 'windows.1' });
		expect(await save([{ weekday: 6, from: 600, to: 600 }])).toMatchObject({
			message: 'out_of_range',
			detail: 'windows.0.to'
		});
		expect(await save([{ weekday: 8, from: 600, to: 660 }])).toMatchObject({
			detail: 'windows.0.weekday'
		});
		expect((await editable(lead)).windows).toHaveLength(8);
		expect(await save([{ weekday: 3, from: 480, to: 600 }])).toBeNull();
		expect((await editable(lead)).windows).toEqual([{ weekday: 3, from: 480, to: 600 }]);
		expect((await editable(stranger)).windows).toHaveLength(8);
	});

	test('a lead decides about a provisional day, and clocks that run are reckoned anew', async () => {
		const id = await db.sql.begin(async (tx) => {
			const [made] =
				await tx`select (queue.open_case('call_back', '21439', null, 'web', 'to_call', 'call_back', '{}', '', null)).id`;
			await tx`update queue.clocks_running set started_at = '2027-02-04T08:00:00+07:00',
				due_at = unit.add_working_days('21439', '2027-02-04T08:00:00+07:00', 1) where case_id = ${made.id}`;
			return made.id;
		});
		const dueAt = async () =>
			(await db.sql`select due_at from queue.cases where id = ${id}`)[0].due_at?.toISOString();
		const decide = (day: string, works: boolean) =>
			asPerson(
				db,
				lead,
				(tx) =>
					tx`select public.unit_day_save(${newKey()}, ${day}, ${works}, true, 'Đã có thông báo')`
			);
		await decide('2027-02-10', false);
		expect(await dueAt()).toBe(new Date('2027-02-11T08:00:00+07:00').toISOString());
		await decide('2027-02-05', true);
		expect(await dueAt()).toBe(new Date('2027-02-05T08:00:00+07:00').toISOString());
		expect((await editable(lead)).days.find(({ day }) => day === '2027-02-05')).toMatchObject({
			sure: true,
			counts_as_working: true
		});
		await asPerson(db, lead, (tx) => tx`select public.unit_day_remove(${newKey()}, '2027-02-10')`);
		expect(
			await problemOf(
				asPerson(db, lead, (tx) => tx`select public.unit_day_remove(${newKey()}, '2027-02-10')`)
			)
		).toMatchObject({ message: 'not_found' });
	});

	const hamlet = (
		person: Person,
		id: string | null,
		area: string,
		name: string,
		lat = 14.81,
		closed = false
	) =>
		asPerson(db, person, async (tx) => {
			const [row] =
				await tx`select public.unit_hamlet_save(${newKey()}, ${id}, ${area}, ${name}, 'tổ dân phố', ${lat}, 108.95, ${closed}) as answer`;
			return row.answer.id as string;
		});

	test('a lead adds a hamlet, mends it and closes it; then it is offered no more', async () => {
		const id = await hamlet(lead, null, '21439', 'Tổ dân phố 6');
		await hamlet(lead, id, '21439', 'Tổ dân phố 6A');
		const shown = async () => {
			const [{ answer }] = await db.as(
				{ role: 'anon' },
				(tx) => tx`select public.unit_public() as answer`
			);
			return doors.unit_public.answer.parse(answer).hamlets.find((h) => h.id === id);
		};
		expect(await shown()).toMatchObject({ name: 'Tổ dân phố 6A', area: '21439' });
		await hamlet(lead, id, '21439', 'Tổ dân phố 6A', 14.81, true);
		expect(await shown()).toBeUndefined();
		expect((await editable(lead)).hamlets.find((h) => h.id === id)).toMatchObject({
			closed: true,
			fictional: false
		});
	});

	test('a hamlet outside Việt Nam, with a name that is taken, or of another unit is refused', async () => {
		expect(await problemOf(hamlet(lead, null, '21439', 'Tổ dân phố 7', 48.8))).toMatchObject({
			message: 'outside',
			detail: 'lat'
		});
		expect(await problemOf(hamlet(lead, null, '21439', 'to dan pho 1'))).toMatchObject({
			code: 'PT409',
			message: 'name_taken',
			detail: 'name'
		});
		expect(await problemOf(hamlet(lead, null, '21451', 'Tổ dân phố 7'))).toMatchObject({
			code: 'PT409',
			message: 'not_served',
			detail: 'area'
		});
		const theirs = '00000000-0000-4000-8000-021451000001';
		expect(await problemOf(hamlet(lead, theirs, '21439', 'Tổ dân phố 8'))).toMatchObject({
			code: 'PT404',
			message: 'not_found'
		});
	});

	test('a lead sets the limit of a clock that exists; clocks of other units stay', async () => {
		const save = (clock: string, amount: number, measure = 'working_days') =>
			problemOf(
				asPerson(
					db,
					lead,
					(tx) =>
						tx`select public.unit_clock_save(${newKey()}, 'home_visit', ${clock}, ${amount}, ${measure})`
				)
			);
		expect(await save('first reply', 3)).toBeNull();
		expect(
			(
				await db.sql`select amount from unit.clocks where kind = 'home_visit' and clock = 'first reply' order by unit`
			).map((r) => r.amount)
		).toEqual([3, 2, 2, 2, 2]);
		expect(await save('no such clock', 3)).toMatchObject({ message: 'not_found' });
		expect(await save('first reply', 0)).toMatchObject({
			message: 'out_of_range',
			detail: 'amount'
		});
		expect(await save('first reply', 3, 'years')).toMatchObject({
			message: 'bad_format',
			detail: 'measure'
		});
	});

	test('a kit belongs to the units that share it; others cannot touch it', async () => {
		const save = (person: Person, kit: string | null, active = true) =>
			asPerson(db, person, async (tx) => {
				const [row] =
					await tx`select public.unit_kit_save(${newKey()}, ${kit}, 'Bộ thử', ${active}) as answer`;
				return row.answer.id as string;
			});
		const own = await save(lead, null);
		await save(lead, own, false);
		expect((await editable(lead)).kits.find(({ id }) => id === own)).toEqual({
			id: own,
			name: 'Bộ thử',
			active: false,
			units: ['21439']
		});
		expect(await problemOf(save(stranger, own))).toMatchObject({ message: 'not_found' });
		await save(stranger, '00000000-0000-4000-8001-021439000002');
	});

	test('the same key answers the same; with another wish it is refused', async () => {
		const key = newKey();
		const add = (name: string) =>
			asPerson(db, lead, async (tx) => {
				const [row] = await tx`select public.unit_kit_save(${key}, null, ${name}, true) as answer`;
				return row.answer.id as string;
			});
		const first = await add('Bộ một lần');
		expect(await add('Bộ một lần')).toBe(first);
		expect(await problemOf(add('Bộ khác'))).toMatchObject({
			code: 'PT409',
			message: 'key_reused',
			detail: 'key'
		});
		expect(
			(await db.sql`select count(*)::int from unit.kits where name in ('Bộ một lần', 'Bộ khác')`)[0]
				.count
		).toBe(1);
	});
});
