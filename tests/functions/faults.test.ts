import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { key, startScene, type Scene } from './scene.ts';
import { formFor, offersFor, proofFor } from './world.ts';

let at: Scene;
beforeAll(async () => {
	at = await startScene({ days: 1 });
});
afterAll(() => at?.stop());

describe('a stranger who would fill the days', () => {
	it('pays for each question with work of their own', async () => {
		const proof = await proofFor(at.stack);
		expect((await offersFor(at.stack, at.world, { proof })).status).toBe(200);
		expect(await offersFor(at.stack, at.world, { proof })).toMatchObject({
			status: 409,
			body: { code: 'proof_spent' }
		});
		expect(await offersFor(at.stack, at.world, { proof: null })).toMatchObject({
			status: 403,
			body: { code: 'proof_required' }
		});
		expect((await offersFor(at.stack, at.world, { proof: 'bm90aGluZw' })).body.code).toBe(
			'bad_proof'
		);
		const lapsed = await at.held(450);
		await at.lapse(lapsed);
		expect((await offersFor(at.stack, at.world, { proof: null, hold: lapsed })).body.code).toBe(
			'proof_required'
		);
	});
});

describe('a line that breaks', () => {
	it('makes one hold and one visit of a request that is sent again, at once or later', async () => {
		const before = await at.promised();
		const taking = { key: key(), token: await at.tokenOf(810), hold: null };
		const answers = await Promise.all([1, 2, 3].map(() => at.booking('hold', taking)));
		expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
		expect(await at.promised()).toBe(before + 1);
		const sending = await at.sent(answers[0]!.body.hold);
		const twice = await Promise.all([at.booking('submit', sending), at.booking('submit', sending)]);
		expect(twice[0]!.status).toBe(200);
		expect(twice[1]).toEqual(twice[0]);
		expect(await at.promised()).toBe(before + 1);
	});

	it('never lets one key stand for two requests', async () => {
		const once = key();
		const hold = await at.held(900);
		expect((await at.booking('release', { key: once, hold })).status).toBe(200);
		const other = await at.booking('release', { key: once, hold: crypto.randomUUID() });
		expect(other).toMatchObject({ status: 409, body: { code: 'key_reused' } });
	});
});

describe('a resident who took their time', () => {
	it('keeps the window of a lapsed hold when it is still free', async () => {
		const hold = await at.held(540);
		await at.lapse(hold);
		const answer = await at.booking('submit', await at.sent(hold));
		expect(answer).toMatchObject({ status: 200, body: { state: 'held', window: { from: 540 } } });
	});

	it('keeps it, too, when another person was added meanwhile', async () => {
		const hold = await at.held(810);
		const form = formFor(at.world);
		form.people.push({ ...form.people[0]!, name: 'Nguyễn Văn Tám', needs: [] });
		const answer = await at.booking('submit', await at.sent(hold, { form }));
		expect(answer).toMatchObject({ status: 200, body: { window: { from: 810 } } });
		const [visit] = await at.sql`select minutes from booking.visits where id = ${hold}`;
		expect(visit!.minutes).toBe(55);
	});

	it('is told what is left when somebody else has it now, and nobody is asked to type again', async () => {
		await at.places((await at.promised()) + 1);
		const hold = await at.held(900);
		await at.lapse(hold);
		const other = await at.held(900);
		const answer = await at.booking('submit', await at.sent(hold));
		expect(answer).toMatchObject({
			status: 409,
			body: { code: 'window_taken', left: { unit: at.world.unit, days: [], full: at.world.days } }
		});
		await at.booking('release', { key: key(), hold: other });
	});

	it('is told the same when the window is taken between the list and the tap', async () => {
		await at.places((await at.promised()) + 1);
		const [first, second] = [await at.tokenOf(), await at.tokenOf()];
		const take = (token: string) => at.booking('hold', { key: key(), token, hold: null });
		const taken = await take(first);
		expect(taken.status).toBe(200);
		expect(await take(second)).toMatchObject({
			status: 409,
			body: { code: 'window_taken', left: { days: [] } }
		});
		await at.booking('release', { key: key(), hold: taken.body.hold });
	});
});
