import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decodeAnswer, encodeRequest, fromHex } from '../../supabase/functions/_shared/frames/index.ts';
import { offers, booked, hold as holdShape } from '../../supabase/functions/_shared/contracts/booking.ts';
import { answer as lookupAnswer } from '../../supabase/functions/_shared/contracts/lookup.ts';
import { startStack, type TestStack } from '../../supabase/local/testing.ts';
import { formFor, makeWorld, newSecret, offersFor, proofFor, type World } from './world.ts';

let stack: TestStack;
let world: World;
beforeAll(async () => {
	stack = await startStack();
	world = await makeWorld(stack.sql);
});
afterAll(() => stack?.stop());

const key = () => crypto.randomUUID();
const booking = (action: string, args: unknown, token?: string) =>
	stack.edge('booking', `booking_${action}`, args, token);

async function takeFirst(over: Record<string, unknown> = {}) {
	const found = await offersFor(stack, world);
	const token = found.body.days[0].windows[0].token;
	return booking('hold', { key: key(), token, hold: null, ...over });
}

async function lookup(request: unknown, secret: string) {
	const response = await fetch(`${stack.origin}/functions/v1/lookup`, {
		method: 'POST',
		headers: { apikey: stack.keys.publishable, 'content-type': 'application/octet-stream' },
		body: encodeRequest(request)
	});
	const frame = new Uint8Array(await response.arrayBuffer());
	return lookupAnswer.parse(decodeAnswer(frame, fromHex(secret)));
}
async function open(secret: string) {
	const answer = await lookup({ op: 'open', lookup: secret, before: null }, secret);
	if (!answer.ok) throw new Error(answer.code);
	return answer.opened;
}

describe('a grandson who books for his grandmother', () => {
	it('finds, holds, extends, sends, looks up, moves and cancels', async () => {
		const found = await offersFor(stack, world);
		expect(found.status).toBe(200);
		const { days } = offers.parse(found.body);
		expect(days.map(({ day }) => day)).toEqual(world.days);
		expect(days[0]!.windows.map(({ from }) => from)).toEqual([450, 540, 810, 900]);

		const taken = await booking('hold', { key: key(), token: days[0]!.windows[0]!.token, hold: null });
		const { hold, window } = holdShape.parse(taken.body);
		expect(window).toEqual({ day: world.days[0], from: 450, to: 570 });
		expect((await booking('extend', { key: key(), hold })).body).toMatchObject({ hold, extendable: false });

		const secret = await newSecret();
		const sent = { key: key(), lookup_hash: secret.lookup_hash, hold, proof: null, form: formFor(world) };
		const first = await booking('submit', sent);
		expect(first.status).toBe(200);
		expect(booked.parse(first.body)).toMatchObject({ state: 'held', window });
		expect((await booking('submit', sent)).body).toEqual(first.body);

		const opened = await open(secret.lookup);
		expect(opened).toMatchObject({
			reference: first.body.reference,
			words: first.body.words,
			window,
			actions: ['reschedule', 'cancel']
		});
		const again = await booking('offers', { wanted: null, proof: null, hold: null, lookup: secret.lookup });
		const { token } = again.body.days[1].windows[2];
		const moved = await booking('reschedule', { key: key(), lookup: secret.lookup, token });
		expect(moved.body).toEqual({ window: { day: world.days[1], from: 810, to: 930 }, state: 'held' });

		const { version, sequence } = await open(secret.lookup);
		expect(sequence).toBe(1);
		const say = { act: 'cancel', reason: 'went_to_office', died: [], note: null };
		const said = { op: 'say', lookup: secret.lookup, key: key(), version, say };
		expect(await lookup(said, secret.lookup)).toMatchObject({ ok: true, opened: { state: 'cancelled' } });
		const [{ stops }] = await stack.sql`select count(*)::int as stops from booking.stops where subject = ${hold}`;
		expect(stops).toBe(0);
	});

	it('may change the window that is held, and let go of it', async () => {
		const { hold } = (await takeFirst()).body;
		const found = await offersFor(stack, world, { proof: null, hold });
		const token = found.body.days[1].windows[0].token;
		const changed = await booking('hold', { key: key(), token, hold });
		expect(changed.body).toMatchObject({ hold, window: { day: world.days[1], from: 450 } });
		const [{ held }] = await stack.sql`select count(*)::int as held from booking.stops where subject = ${hold}`;
		expect(held).toBe(1);
		expect((await booking('release', { key: key(), hold })).body).toEqual({ ok: true });
		expect((await booking('release', { key: key(), hold })).body).toEqual({ ok: true });
	});

	it('waits on the list without a window, or asks for a call', async () => {
		const secret = await newSecret();
		const sent = { key: key(), lookup_hash: secret.lookup_hash, hold: null, proof: await proofFor(stack), form: formFor(world) };
		expect((await booking('submit', sent)).body).toMatchObject({ state: 'waiting', window: null });
		const other = await newSecret();
		const form = { name: 'Lê Thị Ớt', phone: '+84 900 000 102', area: world.area, hamlet: null, when: 'any', about: null };
		const call = { key: key(), lookup_hash: other.lookup_hash, proof: await proofFor(stack), form };
		expect((await booking('call_back', call)).body).toMatchObject({ state: 'to_call', window: null });
		expect(await open(other.lookup)).toMatchObject({ kind: 'call_back', actions: ['cancel'] });
		const [{ phones }] = await stack.sql`select array_agg(phone) as phones from booking.call_backs where area = ${world.area}`;
		expect(phones).toEqual(['+84900000102']);
	});
});

describe('an officer with a resident on the phone', () => {
	it('moves the visit, and makes a visit of a call, through the same planner', async () => {
		const officer = await stack.officer({ unit: world.unit, roles: ['desk'] });
		const { hold } = (await takeFirst()).body;
		const secret = await newSecret();
		const sent = { key: key(), lookup_hash: secret.lookup_hash, hold, proof: null, form: formFor(world) };
		const { reference } = (await booking('submit', sent)).body;
		const [visit] = await stack.sql`select id, version from queue.cases where reference = ${reference}`;
		const found = await booking('case_offers', { id: visit!.id, channel: 'hotline' }, officer.token);
		const { token } = found.body.days[1].windows[1];
		const move = { key: key(), id: visit!.id, version: visit!.version, token };
		const moved = await booking('move', move, officer.token);
		expect(moved).toMatchObject({ status: 200, body: { id: visit!.id, version: visit!.version + 1 } });
		expect((await booking('move', move, officer.token)).body).toEqual(moved.body);
		const late = await booking('move', { ...move, key: key() }, officer.token);
		expect(late).toMatchObject({ status: 409, body: { code: 'stale' } });

		const other = await newSecret();
		const form = { name: 'Lê Thị Ớt', phone: '0900000102', area: world.area, hamlet: null, when: 'any', about: null };
		const call = { key: key(), lookup_hash: other.lookup_hash, proof: await proofFor(stack), form };
		const asked = await booking('call_back', call);
		const [row] = await stack.sql`select id, version from queue.cases where reference = ${asked.body.reference}`;
		const { people, place } = formFor(world);
		const wanted = { area: place.area, hamlet: place.hamlet, people: people.map(({ needs }) => ({ needs })) };
		const free = await booking('officer_offers', { wanted, channel: 'hotline' }, officer.token);
		const made = await booking(
			'from_call_back',
			{
				key: key(),
				id: row!.id,
				version: row!.version,
				channel: 'hotline',
				token: free.body.days[0].windows.at(-1).token,
				form: formFor(world)
			},
			officer.token
		);
		expect(made.status).toBe(200);
		expect(await open(other.lookup)).toMatchObject({ kind: 'home_visit', reference: made.body.reference });
	});

	it('of another unit learns nothing, and nobody without a true token does', async () => {
		const [visit] = await stack.sql`select id from queue.cases where unit = ${world.unit} and kind = 'home_visit' limit 1`;
		const ask = (token?: string) => booking('case_offers', { id: visit!.id, channel: 'hotline' }, token);
		const elsewhere = await makeWorld(stack.sql, { code: '99002', days: 1 });
		const stranger = await stack.officer({ unit: elsewhere.unit, roles: ['desk'] });
		expect(await ask(stranger.token)).toMatchObject({ status: 404, body: { code: 'not_found' } });
		expect(await ask()).toMatchObject({ status: 401, body: { code: 'sign_in' } });
		const forged = stranger.token.replace(/.{4}$/, 'AAAA');
		expect(await ask(forged)).toMatchObject({ status: 401, body: { code: 'sign_in' } });
	});
});
