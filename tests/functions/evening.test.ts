/** The evening before a visit over HTTP: frames of one size through the edge, officers through the gate and PostgREST. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { TestOfficer } from '../../supabase/local/testing.ts';
import { key, startScene, type Scene } from './scene.ts';

type Booked = Awaited<ReturnType<Scene['booked']>>;

const all = { power: 'yes', seat: 'yes', papers: 'yes', home: 'yes' } as const;
let at: Scene;
let officer: TestOfficer;
let visit: Booked;

const command = async (door: string, args: Record<string, unknown>) => {
	const { version } = await at.open(visit.lookup);
	return at.stack.rpc(door, { key: key(), id: visit.id, version, ...args }, officer.token);
};
const say = async (answers: Record<string, string>) => {
	const { version } = await at.open(visit.lookup);
	const said = { act: 'readiness', answers };
	const request = { op: 'say', lookup: visit.lookup, key: key(), version, say: said };
	return at.lookup(request, visit.lookup);
};
/** What the desk's call list says of the visit. */
const flagged = async () => {
	const asked = { filter: { to_call: true }, after: null, size: 100 };
	const { body } = await at.stack.rpc('queue_page', asked, officer.token);
	const rows = body.rows as { id: string; flag: { code: string } | null }[];
	return rows.find(({ id }) => id === visit.id)?.flag?.code ?? null;
};

beforeAll(async () => {
	at = await startScene({ days: 1 });
	officer = await at.stack.officer({ unit: at.world.unit, roles: ['desk'] });
	visit = await at.booked(450);
	await command('booking_confirm', { checked: 'population_data', papers: null });
});
afterAll(() => at?.stop());

it('days before, nobody is asked and no hour is told', async () => {
	expect(await at.open(visit.lookup)).toMatchObject({ estimate: null, readiness: null });
	expect(await say(all)).toEqual({ ok: false, code: 'not_allowed', field: null });
	expect(await command('booking_readiness', { answers: all })).toMatchObject({
		status: 409,
		body: { message: 'not_allowed' }
	});
	expect(await flagged()).toBeNull();
});

it('on the day before, a family answers, is called about what is missing, and the desk writes the rest down', async () => {
	const { unit, days } = at.world;
	await at.sql`
		update unit.settings set readiness_hour = 0, readiness_call_hour = 0, estimate_hour = 0 where unit = ${unit}`;
	await at.sql`
		update booking.team_days set day = house.local_day(now()) + 1 where unit = ${unit} and day = ${days[0]!}`;
	expect(await flagged()).toBe('no_readiness');
	const said = await say({ ...all, papers: 'not_yet' });
	expect(said).toMatchObject({
		ok: true,
		opened: { readiness: { answers: { ...all, papers: 'not_yet' } } }
	});
	const { window, estimate } = await at.open(visit.lookup);
	expect(estimate!.to - estimate!.from).toBe(30);
	expect(estimate!.from).toBeGreaterThanOrEqual(window!.from);
	expect(estimate!.to).toBeLessThanOrEqual(window!.to);
	expect(await flagged()).toBe('not_ready');
	const wrong = await command('booking_readiness', { answers: { ...all, home: 'maybe' } });
	expect(wrong.status).toBe(422);
	expect(await command('booking_readiness', { answers: all })).toMatchObject({ status: 200 });
	expect(await flagged()).toBeNull();
	const opened = await at.stack.rpc('queue_case', { id: visit.id }, officer.token);
	expect(opened.body.readiness).toMatchObject({ answers: all, by: 'officer' });
});

it('a word that is none of the three goes nowhere', async () => {
	expect(await say({ ...all, power: 'perhaps' })).toEqual({
		ok: false,
		code: 'invalid',
		field: 'say.answers.power'
	});
});
