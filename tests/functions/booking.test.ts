import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
	offers,
	booked,
	hold as holdShape
} from '../../supabase/functions/_shared/contracts/booking.ts';
import { key, startScene, type Scene } from './scene.ts';
import { formFor, newSecret, offersFor, proofFor } from './world.ts';

let at: Scene;
beforeAll(async () => {
	at = await startScene();
});
afterAll(() => at?.stop());

describe('a grandson who books for his grandmother', () => {
	it('finds, holds, extends, sends, looks up, moves and cancels', async () => {
		const found = await offersFor(at.stack, at.world);
		expect(found.status).toBe(200);
		const { days } = offers.parse(found.body);
		expect(days.map(({ day }) => day)).toEqual(at.world.days);
		expect(days[0]!.windows.map(({ from }) => from)).toEqual([450, 540, 810, 900]);

		const taken = await at.booking('hold', {
			key: key(),
			token: days[0]!.windows[0]!.token,
			hold: null
		});
		const { hold, window } = holdShape.parse(taken.body);
		expect(window).toEqual({ day: at.world.days[0], from: 450, to: 570 });
		expect((await at.booking('extend', { key: key(), hold })).body).toMatchObject({
			hold,
			extendable: false
		});

		const secret = await newSecret();
		const sent = {
			key: key(),
			lookup_hash: secret.lookup_hash,
			hold,
			proof: null,
			form: formFor(at.world)
		};
		const first = await at.booking('submit', sent);
		expect(first.status).toBe(200);
		expect(booked.parse(first.body)).toMatchObject({ state: 'held', window });
		expect((await at.booking('submit', sent)).body).toEqual(first.body);

		const opened = await at.open(secret.lookup);
		expect(opened).toMatchObject({
			reference: first.body.reference,
			words: first.body.words,
			window,
			actions: ['reschedule', 'cancel', 'ask_data']
		});
		const again = await at.booking('offers', {
			wanted: null,
			proof: null,
			hold: null,
			lookup: secret.lookup
		});
		const { token } = again.body.days[1].windows[2];
		const moved = await at.booking('reschedule', { key: key(), lookup: secret.lookup, token });
		expect(moved.body).toEqual({
			window: { day: at.world.days[1], from: 810, to: 930 },
			state: 'held'
		});

		const { version, sequence } = await at.open(secret.lookup);
		expect(sequence).toBe(1);
		const say = { act: 'cancel', reason: 'went_to_office', died: [], note: null };
		const said = { op: 'say', lookup: secret.lookup, key: key(), version, say };
		expect(await at.lookup(said, secret.lookup)).toMatchObject({
			ok: true,
			opened: { state: 'cancelled' }
		});
		expect(await at.promised(hold)).toBe(0);
	});

	it('may change the window that is held, and let go of it', async () => {
		const hold = await at.held();
		const found = await offersFor(at.stack, at.world, { proof: null, hold });
		const token = found.body.days[1].windows[0].token;
		const changed = await at.booking('hold', { key: key(), token, hold });
		expect(changed.body).toMatchObject({ hold, window: { day: at.world.days[1], from: 450 } });
		expect(await at.promised(hold)).toBe(1);
		expect((await at.booking('release', { key: key(), hold })).body).toEqual({ ok: true });
		expect((await at.booking('release', { key: key(), hold })).body).toEqual({ ok: true });
	});

	it('waits on the list without a window, or asks for a call', async () => {
		const secret = await newSecret();
		const sent = {
			key: key(),
			lookup_hash: secret.lookup_hash,
			hold: null,
			proof: await proofFor(at.stack),
			form: formFor(at.world)
		};
		expect((await at.booking('submit', sent)).body).toMatchObject({
			state: 'waiting',
			window: null
		});
		const call = await at.called();
		expect(call.answer.body).toMatchObject({ state: 'to_call', window: null });
		expect(await at.open(call.lookup)).toMatchObject({
			kind: 'call_back',
			actions: ['cancel', 'ask_data']
		});
		const [row] = await at.sql`
			select array_agg(phone) as phones from booking.call_backs where area = ${at.world.area}`;
		expect(row!.phones).toEqual(['+84900000102']);
	});
});
