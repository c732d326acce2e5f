/** What the outbox refuses to hold: words, cases that are no visits, and the night. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { purpose } from '../functions/_shared/contracts/notify.ts';
import { templates } from '../functions/_shared/messages/index.ts';
import { createDatabase, type TestDatabase } from '../local/testing.ts';
import { refusal, unit } from './household.ts';
import { mobile, telling, type Telling } from './telling.ts';

let db: TestDatabase;
let t: Telling;
beforeAll(async () => {
	db = await createDatabase();
	t = await telling(db);
	await t.ways(['sms']);
});
afterAll(() => db?.drop());

describe('quiet hours', () => {
	test.each([
		[1319, 1319],
		[1320, 1440 + 360],
		[1439, 1440 + 360],
		[0, 360],
		[359, 360],
		[360, 360]
	])('what is to be said at minute %i of a day is said at minute %i', async (at, then) => {
		await t.ways(['sms'], [1320, 360]);
		const [row] = await db.sql`
			select notify.waking(${unit}, house.at('2026-11-28', ${at})) = house.at('2026-11-28', ${then}) as ok`;
		expect(row!.ok).toBe(true);
	});

	test('are those of a unit that never set any', async () => {
		const [row] = await db.sql`
			select notify.waking('00000', house.at('2026-11-28', 1330)) = house.at('2026-11-29', 360) as ok`;
		expect(row!.ok).toBe(true);
	});

	test('move a message to the morning, and drop one that is useless by then', async () => {
		const visit = await t.visitIn(2);
		await t.ways(['sms'], [1320, 360]);
		const put = (what: string, hours: number) => db.sql`
			select notify.put(c, ${what}, 'x', '{}', house.at('2026-11-28', 1330), house.at('2026-11-28', 1330) + make_interval(hours => ${hours}))
			from queue.cases c where c.id = ${visit.id}`;
		await put('card_ready', 48);
		await put('on_the_way', 1);
		const rows = await t.rows(visit);
		const [morning] = await db.sql`select house.at('2026-11-29', 360) as at`;
		expect(rows.find((row) => row.purpose === 'card_ready')).toMatchObject({
			state: 'pending',
			not_before: morning!.at
		});
		expect(rows.find((row) => row.purpose === 'on_the_way')).toMatchObject({
			state: 'cancelled',
			error: 'too_late',
			to_address: null
		});
	});
});

describe('whoever sent a tip or asked for help', () => {
	test.each(['tip', 'support', 'call_back', 'data_request'])(
		'is never sent anything: the outbox refuses a case of kind %s',
		async (kind) => {
			const [c] = await db.sql`
				insert into queue.cases (kind, reference, unit, state, channel, title_code)
				values (${kind}, ${`X-${kind}`}, ${unit}, 'waiting', 'web', 'x') returning id`;
			const id = c!.id as string;
			const written = db.sql`
				insert into notify.outbox (unit, purpose, channel, case_id, once, to_address, expires_at)
				values (${unit}, 'cancelled', 'sms', ${id}, ${`never:${kind}`}, ${mobile}, now() + interval '1 day')`;
			expect(await refusal(written)).toBe('not_told');
			await t.happened({ id }, 'cancel', { reason: 'other' });
			await t.happened({ id }, 'card_ready');
			expect(await t.rows({ id })).toHaveLength(0);
		}
	);
});

describe('what a message may say', () => {
	test('never stops what is told: an event without a window is written, and nobody is told of it', async () => {
		const visit = await t.visitIn(2);
		const before = await t.told(visit);
		await t.happened(visit, 'postpone', {});
		await t.happened(visit, 'postpone', { window: { day: 'x' } });
		expect((await t.told(visit)).length).toBe(before.length);
	});

	test('is a day and its window: no word of anybody fits into the outbox', async () => {
		const day = '2026-11-28';
		const tried = [
			{ day: 'https://vi-du.example', from: 1, to: 2 },
			{ day: 'www.vi-du', from: 1, to: 2 },
			{ day, from: 1, to: 2, name: 'Bà Minh Họa' },
			{ day, from: '0912345678', to: 2 },
			{ day, from: 912345678, to: 2 },
			{ day, from: 1 },
			{ code: 'K7QM' },
			'a@b.example',
			['x'],
			null
		];
		const rows = await db.sql<{ taken: boolean }[]>`
			select notify.is_data(value) as taken from jsonb_array_elements(${db.sql.json(tried)})`;
		expect(rows.map(({ taken }) => taken)).toEqual(tried.map(() => false));
		const [good] =
			await db.sql`select notify.is_data(${db.sql.json({ day, from: 450, to: 570 })}) as taken`;
		expect(good!.taken).toBe(true);
	});

	test.each([
		['http://x', false],
		['Vao WWW.x', false],
		['a@b', false],
		['123456', false],
		['vi-du.example', false],
		['GAN DAN', true],
		['28/11, 07:30 den 09:30', true]
	])('%j is harmless: %s', async (text, harmless) => {
		const [row] = await db.sql`select notify.is_harmless(${text}) as ok`;
		expect(row!.ok).toBe(harmless);
	});

	test('has words for every purpose that the database knows, with a day exactly where it says one', async () => {
		const known =
			await db.sql`select purpose, dated from notify.purposes order by purpose collate "C"`;
		expect([...known]).toEqual(
			purpose.options
				.toSorted()
				.map((name) => ({ purpose: name, dated: templates[name].short.includes('{day}') }))
		);
	});

	test.each([
		['sms', '+84912345678', true],
		['sms', '+842553123456', false],
		['sms', '+841234567890', false],
		['zns', '0912345678', false],
		['email', 'a.b+c@vi-du.example', true],
		['email', 'a@b', false],
		['email', 'a@b.example\nBcc: c@d.example', false],
		['email', 'a@b.example,c@d.example', false],
		['email', '<a@b.example>', false]
	])('by %s goes to %j: %s', async (channel, address, goes) => {
		const [row] = await db.sql`select notify.is_address(${channel}, ${address}) as ok`;
		expect(row!.ok).toBe(goes);
	});
});
