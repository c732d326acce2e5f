import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestOfficer } from '../../supabase/local/testing.ts';
import { key, startScene, type Scene } from './scene.ts';
import { formFor, makeWorld } from './world.ts';

let at: Scene;
let officer: TestOfficer;
beforeAll(async () => {
	at = await startScene();
	officer = await at.stack.officer({ unit: at.world.unit, roles: ['desk'] });
});
afterAll(() => at?.stop());

/** Windows for a caller that an officer finds, by day. */
async function freeFor(token: string) {
	const { people, place } = formFor(at.world);
	const wanted = {
		area: place.area,
		hamlet: place.hamlet,
		people: people.map(({ needs }) => ({ needs }))
	};
	return at.booking('officer_offers', { wanted, channel: 'hotline' }, token);
}

describe('an officer with a resident on the phone', () => {
	it('moves the visit through the same planner, once', async () => {
		const visit = await at.booked();
		const asked = { id: visit.id, channel: 'hotline' };
		const found = await at.booking('case_offers', asked, officer.token);
		const { token } = found.body.days[1].windows[1];
		const move = { key: key(), id: visit.id, version: visit.version, token };
		const moved = await at.booking('move', move, officer.token);
		expect(moved).toEqual({
			status: 200,
			body: {
				id: visit.id,
				reference: visit.reference,
				state: 'held',
				version: visit.version + 1
			}
		});
		expect((await at.booking('move', move, officer.token)).body).toEqual(moved.body);
		expect((await at.open(visit.lookup)).window).toEqual({
			day: at.world.days[1],
			from: 540,
			to: 660
		});
		const late = await at.booking('move', { ...move, key: key() }, officer.token);
		expect(late).toMatchObject({ status: 409, body: { code: 'stale', field: 'version' } });
	});

	it('makes a visit of a call, which keeps its code', async () => {
		const call = await at.called();
		const free = await freeFor(officer.token);
		const made = {
			key: key(),
			id: call.id,
			version: call.version,
			channel: 'hotline',
			token: free.body.days[0].windows.at(-1).token,
			form: formFor(at.world)
		};
		const answer = await at.booking('from_call_back', made, officer.token);
		expect(answer).toMatchObject({ status: 200, body: { state: 'held' } });
		expect(await at.booking('from_call_back', made, officer.token)).toEqual(answer);
		expect(await at.open(call.lookup)).toMatchObject({
			kind: 'home_visit',
			reference: answer.body.reference,
			window: { day: at.world.days[0], from: 900 }
		});
	});

	it('puts the caller on the waitlist when no window suits', async () => {
		const call = await at.called();
		const made = {
			key: key(),
			id: call.id,
			version: call.version,
			channel: 'ward',
			token: null,
			form: formFor(at.world)
		};
		const answer = await at.booking('from_call_back', made, officer.token);
		expect(answer).toMatchObject({ status: 200, body: { state: 'waiting' } });
		expect(await at.open(call.lookup)).toMatchObject({ kind: 'home_visit', window: null });
	});

	it('of another unit learns nothing, and nobody without a true token does', async () => {
		const { id } = await at.booked();
		const ask = (token?: string) => at.booking('case_offers', { id, channel: 'hotline' }, token);
		const elsewhere = await makeWorld(at.sql, { code: '99002', days: 1 });
		const stranger = await at.stack.officer({ unit: elsewhere.unit, roles: ['desk'] });
		expect(await ask(stranger.token)).toMatchObject({ status: 404, body: { code: 'not_found' } });
		expect(await freeFor(stranger.token)).toMatchObject({
			status: 422,
			body: { code: 'area_not_served', field: 'area', unit: at.world.unit }
		});
		expect(await ask()).toMatchObject({ status: 401, body: { code: 'sign_in' } });
		const forged = stranger.token.replace(/.{4}$/, 'AAAA');
		expect(await ask(forged)).toMatchObject({ status: 401, body: { code: 'sign_in' } });
	});
});
