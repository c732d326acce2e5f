import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestOfficer } from '../../supabase/local/testing.ts';
import { key, startScene, type Scene } from './scene.ts';
import { formFor, makeWorld, newSecret } from './world.ts';

let at: Scene;
let officer: TestOfficer;
beforeAll(async () => {
	at = await startScene();
	officer = await at.stack.officer({ unit: at.world.unit, roles: ['desk'] });
});
afterAll(() => at?.stop());

let calls = 0;
/** A caller with a number of their own. */
const newPhone = () => `0900 000 ${String(300 + calls++)}`;

async function window(token = officer.token, channel = 'hotline') {
	const { people, place } = formFor(at.world);
	const { area, hamlet } = place;
	const wanted = { area, hamlet, people: people.map(({ needs }) => ({ needs })) };
	const { body } = await at.booking('officer_offers', { wanted, channel }, token);
	return body.days.flatMap(({ windows }: { windows: { token: string }[] }) => windows)[0].token;
}

async function entry(over: Record<string, unknown> = {}, phone = newPhone()) {
	const secret = await newSecret();
	const form = formFor(at.world);
	const request = {
		key: key(),
		lookup_hash: secret.lookup_hash,
		channel: 'hotline',
		seen: [],
		token: null,
		form: { ...form, contact: { ...form.contact, phone } },
		...over
	};
	return { request, phone, lookup: secret.lookup };
}

describe('an operator', () => {
	it('finds a caller by the number in whatever way it is typed, and nobody by half of it', async () => {
		const { request, phone } = await entry();
		const { body } = await at.booking('hotline', request, officer.token);
		for (const typed of [
			phone,
			phone.replace(/ /g, '.'),
			`+84${phone.replace(/ /g, '').slice(1)}`
		]) {
			const found = await at.booking('caller', { phone: typed }, officer.token);
			expect(found.body, typed).toMatchObject({
				phone: `+84${phone.replace(/ /g, '').slice(1)}`,
				cases: [{ id: body.id, reference: body.reference }]
			});
		}
		expect(await at.booking('caller', { phone: '0900 000' }, officer.token)).toMatchObject({
			status: 422,
			body: { code: 'invalid', fields: [{ field: 'phone', code: 'bad_phone' }] }
		});
		expect(await at.booking('caller', { phone })).toMatchObject({ status: 401 });
	});

	it('enters a visit through the planner, whose code opens it and nothing else', async () => {
		const { request, lookup } = await entry({ token: await window(), channel: 'walk_in' });
		const made = await at.booking('hotline', request, officer.token);
		expect(made).toMatchObject({ status: 200, body: { state: 'held' } });
		expect(await at.booking('hotline', request, officer.token)).toEqual(made);
		expect(await at.open(lookup)).toMatchObject({
			kind: 'home_visit',
			reference: made.body.reference,
			window: made.body.window
		});
		const elsewhere = { ...(await entry()).request, lookup_hash: request.lookup_hash };
		expect(await at.booking('hotline', elsewhere, officer.token)).toMatchObject({
			status: 409,
			body: { code: 'code_taken' }
		});
	});

	it('is told when a colleague has entered the same caller meanwhile, and goes on once that was seen', async () => {
		const { request, phone } = await entry();
		const first = await at.booking('hotline', request, officer.token);
		const colleague = await at.stack.officer({ unit: at.world.unit, roles: ['desk'] });
		const second = (await entry({}, phone)).request;
		expect(await at.booking('hotline', second, colleague.token)).toMatchObject({
			status: 409,
			body: { code: 'caller_known' }
		});
		const seen = { ...second, seen: [first.body.id] };
		expect(await at.booking('hotline', seen, colleague.token)).toMatchObject({ status: 200 });
	});

	it('hears what else is free when the window has gone, and nothing is entered', async () => {
		const token = await window();
		const { request, phone } = await entry({ token });
		await at.places(0);
		const gone = await at.booking('hotline', request, officer.token);
		expect(gone).toMatchObject({ status: 409, body: { code: 'window_taken' } });
		expect((await at.booking('caller', { phone }, officer.token)).body.cases).toEqual([]);
		await at.places(8);
	});

	it('asks for a call when nothing can be said yet, on the same terms', async () => {
		const { request, phone, lookup } = await entry();
		const { key: again, lookup_hash, channel, seen, form } = request;
		const call = {
			...{ key: again, lookup_hash, channel, seen },
			form: {
				name: form.contact.name,
				phone,
				area: at.world.area,
				hamlet: at.world.hamlets[0],
				when: 'morning',
				about: null
			}
		};
		const made = await at.booking('hotline_call_back', call, officer.token);
		expect(made).toMatchObject({ status: 200, body: { state: 'to_call' } });
		expect(await at.open(lookup)).toMatchObject({ kind: 'call_back' });
		const [row] = await at.sql`select channel from queue.cases where id = ${made.body.id}`;
		expect(row!.channel).toBe('hotline');
	});

	it('of another unit enters nothing here, and no officer takes a place that is a resident’s', async () => {
		const elsewhere = await makeWorld(at.sql, { code: '99012', days: 1 });
		const stranger = await at.stack.officer({ unit: elsewhere.unit, roles: ['desk'] });
		const { request } = await entry();
		expect(await at.booking('hotline', request, stranger.token)).toMatchObject({
			status: 422,
			body: { code: 'area_not_served', unit: at.world.unit }
		});
		const residents = { ...request, key: key(), token: await at.tokenOf() };
		expect(await at.booking('hotline', residents, officer.token)).toMatchObject({
			status: 422,
			body: { code: 'bad_token' }
		});
	});

	it('moves a visit that somebody rang about only after calling the number on file', async () => {
		const visit = await at.booked();
		const asked = { id: visit.id, channel: 'hotline' };
		const found = await at.booking('case_offers', asked, officer.token);
		const { token } = found.body.days[1].windows[1];
		const move = { id: visit.id, version: visit.version, token, asked: 'phone' };
		expect(await at.booking('move', { ...move, key: key() }, officer.token)).toMatchObject({
			status: 409,
			body: { code: 'call_first' }
		});
		const { body } = await at.stack.rpc(
			'queue_call',
			{
				key: key(),
				id: visit.id,
				version: visit.version,
				outcome: 'answered',
				again_at: null,
				note: null
			},
			officer.token
		);
		expect(
			await at.booking('move', { ...move, key: key(), version: body.version }, officer.token)
		).toMatchObject({ status: 200, body: { state: 'held' } });
	});
});
