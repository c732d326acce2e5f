import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createDatabase, type TestDatabase } from '../local/testing.ts';
import * as home from './household.ts';
import { ask, booked, ground, officer, refusal } from './household.ts';

let db: TestDatabase;
let g: home.Ground;
let desk: Awaited<ReturnType<typeof officer>>;
let lead: typeof desk;
let stranger: typeof desk;

beforeAll(async () => {
	db = await createDatabase();
	g = await ground(db);
	desk = await officer(db, ['desk']);
	lead = await officer(db, ['lead']);
	stranger = await officer(db, ['lead'], home.otherUnit);
});
afterAll(() => db?.drop());
beforeEach(async () => {
	await db.sql`delete from booking.stops`;
});

const stopOf = async (subject: string) =>
	(await db.sql`select * from booking.stops where subject = ${subject}`)[0];
const confirm = (who: typeof desk, of: { id: string; version: number }) =>
	ask(db, who, 'booking_confirm', {
		key: randomUUID(),
		id: of.id,
		version: of.version,
		checked: 'population_data',
		papers: null
	});
const cancel = (
	of: { id: string; version: number },
	reason = 'no_longer_needed',
	died: string[] = [],
	note: string | null = null
) =>
	ask(db, desk, 'booking_cancel', {
		key: randomUUID(),
		id: of.id,
		version: of.version,
		reason,
		note,
		died
	});
const state = async (id: string) =>
	(await db.sql`select state from queue.cases where id = ${id}`)[0]!.state;

describe('an officer', () => {
	test('takes a visit from the request to the card in its owner’s hand', async () => {
		const visit = await booked(db, g);
		const steps = [
			['booking_confirm', { checked: 'papers', papers: 'Thẻ cũ' }, 'confirmed'],
			[
				'booking_outcome',
				{ people: [{ id: visit.people[0], outcome: 'captured', receiver: null, note: null }] },
				'captured'
			],
			['booking_card_ready', { people: visit.people }, 'card_ready'],
			['booking_card_handed', { people: visit.people, handed_to: 'owner', card_seen: true }, 'done']
		] as const;
		let version = visit.version;
		for (const [door, args, to] of steps) {
			const answer = await ask(db, desk, door, {
				key: randomUUID(),
				id: visit.id,
				version,
				...args
			});
			expect(answer).toMatchObject({ state: to, reference: visit.reference });
			version = answer.version;
		}
		const [running] =
			await db.sql`select count(*)::int as n from queue.clocks_running where case_id = ${visit.id} and stopped_at is null`;
		expect(running!.n).toBe(0);
	});

	test('of another unit cannot tell that the visit exists', async () => {
		const visit = await booked(db, g);
		expect(await refusal(confirm(stranger, visit))).toBe('not_found');
		expect(await refusal(ask(db, stranger, 'booking_by_case', { id: visit.id }))).toBe('not_found');
	});

	test('without the role is refused, and so is nobody at all', async () => {
		const visit = await booked(db, g);
		const editor = await officer(db, ['editor']);
		expect(await refusal(confirm(editor, visit))).toBe('role_missing');
		expect(
			await refusal(
				ask(db, { role: 'anon' }, 'booking_confirm', {
					key: randomUUID(),
					id: visit.id,
					version: 1,
					checked: 'papers',
					papers: 'x'
				})
			)
		).toMatch(/permission denied/);
	});

	test('confirms once when two do it at the same time: the other hears that the case has moved on', async () => {
		const visit = await booked(db, g);
		const codes = await Promise.all([refusal(confirm(desk, visit)), refusal(confirm(lead, visit))]);
		expect(codes.sort()).toEqual(['none', 'stale']);
	});

	test('cannot confirm what is being cancelled: one of the two happens', async () => {
		for (let round = 0; round < 5; round++) {
			const visit = await booked(db, g);
			const codes = await Promise.all([refusal(confirm(desk, visit)), refusal(cancel(visit))]);
			expect(codes.filter((code) => code === 'none')).toHaveLength(1);
			const gone = (await state(visit.id)) === 'cancelled';
			expect((await stopOf(visit.visit)) === undefined).toBe(gone);
			await db.sql`delete from booking.stops`;
		}
	});

	test('confirms with the same key twice and gets the same answer; another body is refused', async () => {
		const visit = await booked(db, g);
		const args = {
			key: randomUUID(),
			id: visit.id,
			version: visit.version,
			checked: 'population_data',
			papers: null
		};
		const first = await ask(db, desk, 'booking_confirm', args);
		expect(await ask(db, desk, 'booking_confirm', args)).toEqual(first);
		expect(
			await refusal(ask(db, desk, 'booking_confirm', { ...args, checked: 'papers', papers: 'Thẻ' }))
		).toBe('key_reused');
	});

	test('hands the card to the person named at the visit only when that person shows their own card', async () => {
		const visit = await booked(db, g);
		const run = (door: string, version: number, args: object) =>
			ask(db, desk, door, { key: randomUUID(), id: visit.id, version, ...args });
		let { version } = await confirm(desk, visit);
		({ version } = await run('booking_outcome', version, {
			people: [{ id: visit.people[0], outcome: 'captured', receiver: 'Cháu Minh Họa', note: null }]
		}));
		({ version } = await run('booking_card_ready', version, { people: visit.people }));
		const handed = (card_seen: boolean) =>
			run('booking_card_handed', version, { people: visit.people, handed_to: 'named', card_seen });
		expect(await refusal(handed(false))).toBe('required');
		expect(await handed(true)).toMatchObject({ state: 'done' });
	});
});
