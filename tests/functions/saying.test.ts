/** What residents say with their code, in frames through the whole stack, and what officers do about it over HTTP. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestOfficer } from '../../supabase/local/testing.ts';
import { key, startScene, type Scene } from './scene.ts';
import { newSecret } from './world.ts';

let at: Scene;
let officer: TestOfficer;
beforeAll(async () => {
	at = await startScene();
	officer = await at.stack.officer({ unit: at.world.unit, roles: ['desk'] });
});
afterAll(() => at?.stop());

type Booked = Awaited<ReturnType<Scene['booked']>>;
/** An officer's command on the case as it is now. */
async function command(door: string, visit: Booked, args: Record<string, unknown>) {
	const { version } = await at.open(visit.lookup);
	return at.stack.rpc(door, { key: key(), id: visit.id, version, ...args }, officer.token);
}
async function say(
	visit: Booked,
	said: Record<string, unknown>,
	over: Record<string, unknown> = {}
) {
	const { version } = await at.open(visit.lookup);
	const request = { op: 'say', lookup: visit.lookup, key: key(), version, say: said, ...over };
	return at.lookup(request, visit.lookup);
}

describe('a resident with their code', () => {
	it('answers what an officer asked, once, however often the answer is sent', async () => {
		const visit = await at.booked(450);
		const asked = await command('queue_ask', visit, { body: 'Nhà có chó dữ không?' });
		expect(asked.status).toBe(200);
		const { question, version, actions } = await at.open(visit.lookup);
		expect(actions).toContain('answer');
		const said = { act: 'answer', question: question!.id, body: 'Dạ không.' };
		const request = { op: 'say', lookup: visit.lookup, key: key(), version, say: said };
		const first = await at.lookup(request, visit.lookup);
		expect(first).toMatchObject({ ok: true, opened: { question: null } });
		expect(await at.lookup(request, visit.lookup)).toEqual(first);
		expect(await at.lookup({ ...request, key: key() }, visit.lookup)).toEqual({
			ok: false,
			code: 'stale',
			field: 'version'
		});
		const other = { ...request, say: { ...said, body: 'Dạ có.' } };
		expect(await at.lookup(other, visit.lookup)).toMatchObject({ ok: false, code: 'key_reused' });
	});

	it('mends the fields they were asked for, a phone in whatever way they type it, and hears all that is wrong', async () => {
		const visit = await at.booked(540);
		await command('queue_return', visit, {
			reason: 'Số máy không gọi được.',
			fields: ['name', 'phone']
		});
		expect(await at.open(visit.lookup)).toMatchObject({ returned: { fields: ['name', 'phone'] } });
		const mend = (values: object) => say(visit, { act: 'mend', values });
		expect(await mend({ name: '12', phone: 'nhà bà Lụa' })).toEqual({
			ok: false,
			code: 'invalid',
			field: 'name',
			fields: [
				{ field: 'name', code: 'bad_characters' },
				{ field: 'phone', code: 'bad_phone' }
			]
		});
		expect(await mend({ address: 'Số 12' })).toMatchObject({ ok: false, code: 'not_allowed' });
		expect(await mend({ name: 'Trần Thị Na', phone: 'ĐT: 0900.000.104' })).toMatchObject({
			ok: true,
			opened: { state: 'held', returned: null, window: { from: 540 } }
		});
		const [row] = await at.sql`
			select booker_phone as phone from booking.visits where id = ${visit.hold}`;
		expect(row!.phone).toBe('+84900000104');
	});

	it('takes a window that an officer proposed, which was held for nobody until then', async () => {
		const visit = await at.booked(810);
		const day = at.world.days[1]!;
		const windows = [{ day, from: 450, to: 570 }];
		const proposed = await command('booking_propose', visit, { windows, message: null });
		expect(proposed.status).toBe(200);
		expect((await at.open(visit.lookup)).proposals).toEqual(windows);
		const question = { wanted: null, proof: null, hold: null, lookup: visit.lookup };
		const { body } = await at.booking('offers', question);
		const { token } = body.days[1].windows[0];
		const moved = await at.booking('reschedule', { key: key(), lookup: visit.lookup, token });
		expect(moved.body.window).toEqual(windows[0]);
	});

	it('sees the visit confirmed, and may still cancel it, which frees the place at once', async () => {
		const visit = await at.booked(900);
		const confirmed = await command('booking_confirm', visit, {
			checked: 'papers',
			papers: 'Giấy khai sinh'
		});
		expect(confirmed).toMatchObject({ status: 200, body: { state: 'confirmed' } });
		expect(await at.open(visit.lookup)).toMatchObject({
			state: 'confirmed',
			papers: 'Giấy khai sinh'
		});
		const cancel = { act: 'cancel', reason: 'moved_away', died: [], note: null };
		expect(await say(visit, cancel)).toMatchObject({ ok: true, opened: { state: 'cancelled' } });
		expect(await at.promised(visit.hold)).toBe(0);
		expect(await say(visit, cancel)).toMatchObject({ ok: false, code: 'not_allowed' });
	});

	it('is refused by field inside the frame when what they say is nothing anybody could say', async () => {
		const visit = await at.booked();
		const shout = { act: 'shout', body: 'x' };
		expect(await say(visit, shout)).toMatchObject({ ok: false, code: 'invalid', field: 'say.act' });
		const mark = { act: 'cancel', reason: 'other', died: [], note: 'x\u202e' };
		expect(await say(visit, mark)).toEqual({ ok: false, code: 'invalid', field: 'say.note' });
		const { lookup } = await newSecret();
		await expect(at.lookup({ op: 'open', lookup, before: null }, lookup)).rejects.toThrow(
			'not_found'
		);
	});
});

it('an offer is worth nothing to anybody else, and nothing when it was tampered with', async () => {
	const mine = await at.booked();
	const other = await at.booked();
	const question = { wanted: null, proof: null, hold: null, lookup: mine.lookup };
	const { token } = (await at.booking('offers', question)).body.days[1].windows.at(-1);
	const take = (lookup: string, token: string) =>
		at.booking('reschedule', { key: key(), lookup, token });
	const bad = { status: 422, body: { code: 'bad_token', field: 'token' } };
	expect(await take(other.lookup, token)).toEqual(bad);
	const changed = `${token.slice(0, -2)}${token.endsWith('AA') ? 'BB' : 'AA'}`;
	expect(await take(mine.lookup, changed)).toEqual(bad);
	expect(await at.booking('hold', { key: key(), token, hold: null })).toEqual(bad);
	expect((await take(mine.lookup, token)).status).toBe(200);
});
