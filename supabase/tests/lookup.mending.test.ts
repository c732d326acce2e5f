/** A visit that was given back in several fields, and what the family makes of it. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { opened, type Opened } from '../functions/_shared/contracts/lookup.ts';
import { createDatabase, type TestDatabase } from '../local/testing.ts';
import type * as home from './household.ts';
import { ask, booked, ground, hash, officer, refusal, service } from './household.ts';

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

/** Opens by the lookup, as the edge does, and checks the answer against the contract. */
const open = async (lookup: string, before: number | null = null): Promise<Opened> => {
	const { o } = (
		await service(db, (tx) => tx`select public.lookup_open(${hash(lookup)}, ${before}) as o`)
	)[0]!;
	return opened.parse(o);
};
const say = async (lookup: string, version: number, what: object, key = randomUUID() as string) => {
	const { o } = (
		await service(
			db,
			(tx) =>
				tx`select public.lookup_say(${hash(lookup)}, ${key}, ${version}, ${tx.json(what as never)}) as o`
		)
	)[0]!;
	return opened.parse(o);
};

describe('a visit that was given back', () => {
	test('what was to be mended brings the visit back to where it was, its window kept', async () => {
		const visit = await booked(db, g);
		await ask(db, desk, 'queue_return', {
			key: randomUUID(),
			id: visit.id,
			version: visit.version,
			reason: 'Chưa rõ đường',
			fields: ['landmark', 'birth']
		});
		const back = await open(visit.lookup);
		expect(back).toMatchObject({
			state: 'returned',
			returned: { reason: 'Chưa rõ đường', fields: ['birth', 'landmark'] },
			actions: ['cancel', 'mend', 'ask_data']
		});
		expect(
			await refusal(say(visit.lookup, back.version, { act: 'mend', values: { name: 'Bà Khác' } }))
		).toBe('not_allowed');
		const seen = await say(visit.lookup, back.version, {
			act: 'mend',
			values: { landmark: 'Sau chợ, cổng xanh', birth: '1941-02' }
		});
		expect(seen).toMatchObject({ state: 'held', window: { from: 450 }, returned: null });
		expect(
			(await db.sql`select landmark from booking.visits where id = ${visit.visit}`)[0]!.landmark
		).toBe('Sau chợ, cổng xanh');
		const [person] =
			await db.sql`select birth_year, birth_month from booking.people where visit_id = ${visit.visit}`;
		expect(person).toEqual({ birth_year: 1941, birth_month: 2 });
		expect(seen.timeline.find(({ code }) => code === 'mend')?.data).toMatchObject({
			fields: ['birth', 'landmark']
		});
	});

	test('all that was asked for is mended or nothing is, and everything that is wrong is told at once', async () => {
		const visit = await booked(db, g);
		await ask(db, desk, 'queue_return', {
			key: randomUUID(),
			id: visit.id,
			version: visit.version,
			reason: 'Xin sửa',
			fields: ['name', 'birth', 'phone', 'landmark']
		});
		const { version } = await open(visit.lookup);
		const values = { name: 'Lê Thị Sửa', birth: '2999', phone: 'một hai ba' };
		const problem = await say(visit.lookup, version, { act: 'mend', values }).catch(
			(error: { message: string; detail: string }) => error
		);
		expect(problem).toMatchObject({ message: 'invalid' });
		expect(JSON.parse((problem as { detail: string }).detail)).toEqual([
			{ field: 'birth', code: 'out_of_range' },
			{ field: 'phone', code: 'bad_phone' },
			{ field: 'landmark', code: 'required' }
		]);
		const [person] = await db.sql`select name from booking.people where visit_id = ${visit.visit}`;
		expect(person!.name).not.toBe('Lê Thị Sửa');
		expect(await open(visit.lookup)).toMatchObject({ state: 'returned', version });
	});

	test.each([
		['birth', '1945-02-30', 'bad_format'],
		['birth', '2999', 'out_of_range'],
		['phone', 'một hai ba', 'bad_phone'],
		['name', '12', 'bad_characters'],
		['landmark', 'x'.repeat(201), 'too_long']
	])('a %s that cannot be is told so', async (field, value, code) => {
		const visit = await booked(db, g);
		await ask(db, desk, 'queue_return', {
			key: randomUUID(),
			id: visit.id,
			version: visit.version,
			reason: 'Xin sửa',
			fields: [field]
		});
		const { version } = await open(visit.lookup);
		const problem = say(visit.lookup, version, { act: 'mend', values: { [field]: value } });
		await expect(problem).rejects.toMatchObject({
			message: 'invalid',
			detail: JSON.stringify([{ code, field }]).replaceAll(':"', ': "').replaceAll(',"', ', "')
		});
	});
});
