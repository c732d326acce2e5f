/** Finding a case by what somebody says on the phone. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { callBackOf, visitOf, type MadeCase } from './cases.ts';
import { officerOf, one, problemOf, type Person } from './people.ts';
import { scene, sendTip, type Scene } from './tipping.ts';
import { verbsOf } from './verbs.ts';
import { viewVerbsOf, type ViewVerbs } from './view-verbs.ts';

let s: Scene;
let v: ViewVerbs;
let desk: Person;
let field: Person;
let stranger: Person;
let bính: MadeCase;
let bình: MadeCase;
let far: MadeCase;

/** Another name and number for the person of a call-back. */
async function named(name: string, phone: string, area = '21439'): Promise<MadeCase> {
	const made = await callBackOf(s.db, '21439', { area });
	await s.db
		.sql`update booking.call_backs set name = ${name}, phone = ${phone} where case_id = ${made.id}`;
	await s.db.sql`select booking.retitle(${made.id})`;
	return made;
}

beforeAll(async () => {
	s = await scene();
	v = viewVerbsOf(s.db);
	desk = await officerOf(s.db, '21439', ['desk']);
	field = await officerOf(s.db, '21439', ['field']);
	stranger = await officerOf(s.db, '21451', ['lead']);
	bính = await named('Đặng Thị Bính', '+84905123456');
	bình = await named('Đặng Thị Bình', '+84987654321');
	far = await named('Lê Văn Đá', '+84333222111', '21463');
});
afterAll(() => s?.db.drop());

const idsOf = async (person: Person, q: string, filter: object = {}) =>
	(await v.search(person, q, filter)).rows.map(({ id }) => id);

describe('a case is found', () => {
	test.each([
		['dang thi binh', 'without marks'],
		['ĐẶNG THỊ BÌNH', 'in capitals'],
		['Đặng Thị Bình'.normalize('NFD'), 'with marks apart'],
		['  bình,   đặng ', 'in another order, with a comma'],
		['dang thi bi', 'by the beginning of a word']
	])('by the name %j: %s', async (q) => {
		const ids = await idsOf(desk, q);
		expect(ids).toContain(bình.id);
		expect(ids).toContain(bính.id);
		expect(ids).not.toContain(far.id);
	});

	test('first by the same marks, then by the letters', async () => {
		for (const [q, first, second] of [
			['đặng thị bình', bình, bính],
			['Đặng Thị Bính', bính, bình]
		] as const) {
			const ids = await idsOf(desk, q);
			expect(ids[0]).toBe(first.id);
			expect(ids.indexOf(second.id)).toBeGreaterThan(0);
		}
	});

	test.each([
		'0905123456',
		'+84 905 123 456',
		'0905.123.456',
		'123456',
		'5123',
		'bính 0905 123 456',
		'84905123456'
	])('by the number %s or a part of it, and no line shows the number', async (q) => {
		const { rows } = await v.search(desk, q);
		expect(rows.map(({ id }) => id)).toContain(bính.id);
		expect(JSON.stringify(rows)).not.toContain('05123456');
	});

	test('by its reference with or without marks and dashes, before whatever else matches', async () => {
		const [, year, number] = bình.reference.split('-');
		for (const q of [
			bình.reference,
			bình.reference.toLowerCase(),
			`gl ${year} ${Number(number)}`,
			` gl-${year}-${number} `
		])
			expect((await idsOf(desk, q))[0]).toBe(bình.id);
		const visit = await visitOf(s.db, '21439');
		expect((await idsOf(desk, visit.reference.replace('Đ', 'd').toLowerCase()))[0]).toBe(visit.id);
	});

	test('by the old name of its area, with the word for it, and by the new name of the unit', async () => {
		for (const q of ['phổ minh', 'phường Phổ Minh', 'đá phổ minh', 'Đá phường Đức Phổ'])
			expect(await idsOf(desk, q), q).toContain(far.id);
		expect(await idsOf(desk, 'Đá phổ hòa')).not.toContain(far.id);
	});

	test('among the ended too, after the open ones, unless the filter says which', async () => {
		const gone = await named('Đặng Thị Bình', '+84911111111');
		await verbsOf(s.db).close(desk, gone, 'duplicate');
		const ids = await idsOf(desk, 'đặng thị bình');
		expect(ids.indexOf(gone.id)).toBeGreaterThan(ids.indexOf(bình.id));
		expect(await idsOf(desk, 'đặng thị bình', { open: true })).not.toContain(gone.id);
		expect(await idsOf(desk, 'đặng thị bình', { open: false })).toEqual([gone.id]);
		expect(await idsOf(desk, 'binh', { kind: 'home_visit' })).not.toContain(bình.id);
	});

	test('though it was put aside until later: whoever rings is found', async () => {
		const aside = await named('Hồ Thị Chờ', '+84922222222');
		await s.db
			.sql`update queue.cases set again_at = now() + interval '1 day' where id = ${aside.id}`;
		expect((await idsOf(desk, 'hồ thị chờ'))[0]).toBe(aside.id);
	});

	test('and what was left out is said', async () => {
		const { rows, more } = await v.search(desk, 'đặng', {}, 1);
		expect([rows.length, more]).toEqual([1, true]);
		expect((await v.search(desk, '0333222111', {}, 1)).more).toBe(false);
	});
});

describe('a question that asks nothing', () => {
	test.each([
		['%', 'too_short'],
		['\\', 'too_short'],
		['_', 'too_short'],
		["'; --", 'too_short'],
		['b', 'too_short'],
		['x'.repeat(10_000), 'too_long'],
		['một hai ba bốn năm sáu bảy tám chín mười mười một', 'too_long'],
		['   ', 'required'],
		['bình\u202e', 'bad_characters']
	])('%j is refused as %s', async (q, message) => {
		expect(await problemOf(v.search(desk, q))).toMatchObject({
			code: 'PT422',
			message,
			detail: 'q'
		});
	});

	test.each(['%binh%', 'b_nh', 'binh\\', '%%'])(
		'%j is taken by the letter: a sign of a pattern is none here',
		async (q) => {
			const found = await problemOf(v.search(desk, q));
			if (q === '%%') expect(found?.message).toBe('too_short');
			else if (q === 'b_nh') expect(await idsOf(desk, q)).not.toContain(bình.id);
			else expect(await idsOf(desk, q)).toContain(bình.id);
		}
	);
});

describe('compartments', () => {
	test('nobody finds what they may not know of, whatever they ask', async () => {
		for (const person of [stranger, field])
			for (const q of ['đặng thị bình', '0987654321', bình.reference])
				expect(await idsOf(person, q)).toEqual([]);
	});

	test('a tip is found by its members by its number alone, and no name finds it', async () => {
		const { id, reference } = await madeTip();
		expect(await idsOf(s.first, reference)).toEqual([id]);
		const lead = await officerOf(s.db, '21439', ['lead']);
		for (const person of [lead, desk, s.outside])
			expect(await idsOf(person, reference)).toEqual([]);
		const { search } = one(await s.db.sql`select search from queue.cases where id = ${id}`);
		expect(search.trim().split(' ').slice(0, 3).join('-')).toBe(
			reference.toLowerCase().replace('đ', 'd')
		);
	});

	test('what retention erased is not found any more, and the reference still is', async () => {
		const old = await named('Trịnh Thị Quên', '+84933333333');
		await verbsOf(s.db).close(desk, old, 'duplicate');
		await s.db
			.sql`update queue.cases set ended_at = now() - interval '1 year' where id = ${old.id}`;
		expect(await idsOf(desk, 'trịnh thị quên')).toEqual([old.id]);
		await s.db.sql`select booking.retain('21439', null)`;
		for (const q of ['trịnh thị quên', 'quen', '0933333333', '933333'])
			expect(await idsOf(desk, q)).not.toContain(old.id);
		expect((await idsOf(desk, old.reference))[0]).toBe(old.id);
	});
});

async function madeTip(): Promise<{ id: string; reference: string }> {
	await sendTip(s);
	return one(
		await s.db
			.sql`select id, reference from queue.cases where kind = 'tip' order by received_at desc, id limit 1`
	) as never;
}
