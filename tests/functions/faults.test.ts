import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startStack, type TestStack } from '../../supabase/local/testing.ts';
import { formFor, makeWorld, newSecret, offersFor, proofFor, type World } from './world.ts';

let stack: TestStack;
let world: World;
beforeAll(async () => {
	stack = await startStack();
	world = await makeWorld(stack.sql, { days: 1 });
});
afterAll(() => stack?.stop());

const key = () => crypto.randomUUID();
const booking = (action: string, args: unknown) => stack.edge('booking', `booking_${action}`, args);
const post = (body: BodyInit, type = 'application/json') =>
	fetch(`${stack.origin}/functions/v1/booking`, {
		method: 'POST',
		headers: { apikey: stack.keys.publishable, 'content-type': type },
		body
	});
async function refused(answer: Promise<Response>) {
	const response = await answer;
	expect(response.headers.get('cache-control')).toContain('no-store');
	return `${response.status} ${((await response.json()) as { code: string }).code}`;
}
/** Puts the hold's end into the past, as ten minutes of waiting would. */
const lapse = (hold: string) =>
	stack.sql`update booking.stops set held_until = now() - interval '1 minute' where subject = ${hold}`;

async function tokenOf(from: number): Promise<string> {
	const { body } = await offersFor(stack, world);
	return body.days[0].windows.find((window: { from: number }) => window.from === from).token;
}
async function held(from: number): Promise<string> {
	return (await booking('hold', { key: key(), token: await tokenOf(from), hold: null })).body.hold;
}
async function sent(hold: string | null, over: Record<string, unknown> = {}) {
	const { lookup_hash } = await newSecret();
	return { key: key(), lookup_hash, hold, proof: null, form: formFor(world), ...over };
}
/** Places left for the web on the one day of this unit. */
const places = (count: number) =>
	stack.sql`update booking.team_days set places = ${count}, version = version + 1 where unit = ${world.unit}`;
const promised = async () => {
	const [row] = await stack.sql`
		select count(*)::int as n from booking.stops s join booking.team_days d on d.id = s.team_day where d.unit = ${world.unit}`;
	return row!.n as number;
};

describe('what is no request', () => {
	it('is refused by kind, in one shape, and is kept by no cache', async () => {
		expect(await refused(post('{}', 'text/plain'))).toBe('415 not_json');
		expect(await refused(post('{'))).toBe('400 not_json');
		expect(await refused(post('[]'))).toBe('400 not_json');
		expect(await refused(post('{"action":"booking_confirm"}'))).toBe('404 unknown_action');
		expect(await refused(post(JSON.stringify({ action: 'x'.repeat(64 * 1024) })))).toBe('413 too_large');
		expect(await refused(post('x'.repeat(3_000_000)))).toBe('413 too_large');
		const get = fetch(`${stack.origin}/functions/v1/booking`, { headers: { apikey: stack.keys.publishable } });
		expect(await refused(get)).toBe('405 method');
	});

	it('is refused by field, never with a database’s words', async () => {
		const bad = formFor(world);
		bad.people[0]!.name = 'Lụa\u0000';
		bad.people[0]!.birth = { year: 1850 };
		bad.contact.name = '\ud800';
		const fields = (await booking('submit', await sent(null, { form: bad }))).body.fields;
		expect(fields).toEqual([
			{ field: 'people.0.name', code: 'bad_characters' },
			{ field: 'people.0.birth.year', code: 'too_early' },
			{ field: 'contact.name', code: 'bad_characters' }
		]);
		const nowhere = formFor({ ...world, area: '00000' });
		const answer = await booking('submit', await sent(null, { form: nowhere, proof: await proofFor(stack) }));
		expect(answer).toEqual({
			status: 422,
			body: { code: 'invalid', field: 'place.area', fields: [{ field: 'place.area', code: 'unknown' }] }
		});
	});
});

describe('a stranger who would fill the days', () => {
	it('pays for each question with work of their own', async () => {
		const proof = await proofFor(stack);
		expect((await offersFor(stack, world, { proof })).status).toBe(200);
		expect(await offersFor(stack, world, { proof })).toMatchObject({ status: 409, body: { code: 'proof_spent' } });
		expect(await offersFor(stack, world, { proof: null })).toMatchObject({ status: 403, body: { code: 'proof_required' } });
		expect((await offersFor(stack, world, { proof: 'bm90aGluZw' })).body.code).toBe('bad_proof');
		const lapsed = await held(450);
		await lapse(lapsed);
		expect((await offersFor(stack, world, { proof: null, hold: lapsed })).body.code).toBe('proof_required');
	});
});

describe('a line that breaks', () => {
	it('makes one hold and one visit of a request that is sent again, at once or later', async () => {
		const before = await promised();
		const taking = { key: key(), token: await tokenOf(810), hold: null };
		const answers = await Promise.all([1, 2, 3].map(() => booking('hold', taking)));
		expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
		expect(await promised()).toBe(before + 1);
		const sending = await sent(answers[0]!.body.hold);
		const twice = await Promise.all([booking('submit', sending), booking('submit', sending)]);
		expect(twice[0]!.status).toBe(200);
		expect(twice[1]).toEqual(twice[0]);
		expect(await promised()).toBe(before + 1);
	});

	it('never lets one key stand for two requests', async () => {
		const once = key();
		const hold = await held(900);
		expect((await booking('release', { key: once, hold })).status).toBe(200);
		const other = await booking('release', { key: once, hold: crypto.randomUUID() });
		expect(other).toMatchObject({ status: 409, body: { code: 'key_reused' } });
	});
});

describe('a resident who took their time', () => {
	it('keeps the window of a lapsed hold when it is still free', async () => {
		const hold = await held(540);
		await lapse(hold);
		const answer = await booking('submit', await sent(hold));
		expect(answer).toMatchObject({ status: 200, body: { state: 'held', window: { from: 540 } } });
	});

	it('keeps it, too, when another person was added meanwhile', async () => {
		const hold = await held(810);
		const form = formFor(world);
		form.people.push({ ...form.people[0]!, name: 'Nguyễn Văn Tám', needs: [] });
		const answer = await booking('submit', await sent(hold, { form }));
		expect(answer).toMatchObject({ status: 200, body: { window: { from: 810 } } });
		const [visit] = await stack.sql`select minutes from booking.visits where id = ${hold}`;
		expect(visit!.minutes).toBe(55);
	});

	it('is told what is left when somebody else has it now, and nobody is asked to type again', async () => {
		await places((await promised()) + 1);
		const hold = await held(900);
		await lapse(hold);
		const other = await held(900);
		const answer = await booking('submit', await sent(hold));
		expect(answer).toMatchObject({
			status: 409,
			body: { code: 'window_taken', left: { unit: world.unit, days: [], full: world.days } }
		});
		await booking('release', { key: key(), hold: other });
		const gone = await booking('submit', await sent(crypto.randomUUID()));
		expect(gone).toMatchObject({ status: 409, body: { code: 'hold_lapsed', left: { days: [{ day: world.days[0] }] } } });
	});

	it('is told the same when the window is taken between the list and the tap', async () => {
		await places((await promised()) + 1);
		const found = (await offersFor(stack, world)).body.days[0].windows as { token: string }[];
		const [first, second] = found;
		const take = ({ token }: { token: string }) => booking('hold', { key: key(), token, hold: null });
		const taken = await take(first!);
		expect(taken.status).toBe(200);
		expect(await take(second!)).toMatchObject({ status: 409, body: { code: 'window_taken', left: { days: [] } } });
		await booking('release', { key: key(), hold: taken.body.hold });
	});
});

it('many who want the last place at once: one gets it, the others are told what is left', async () => {
	await places((await promised()) + 1);
	const found = (await offersFor(stack, world)).body.days[0].windows as { token: string }[];
	const before = await promised();
	const answers = await Promise.all(
		Array.from({ length: 24 }, (_, at) =>
			booking('hold', { key: key(), token: found[at % found.length]!.token, hold: null })
		)
	);
	const codes = answers.map(({ status, body }) => (status === 200 ? 'held' : `${status} ${body.code}`));
	expect(codes.filter((code) => code === 'held')).toHaveLength(1);
	expect(new Set(codes)).toEqual(new Set(['held', '409 window_taken']));
	expect(await promised()).toBe(before + 1);
});
