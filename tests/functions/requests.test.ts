/** What is no request, and forms that no contract takes: refused with code and field before anything is written. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startScene, type Scene } from './scene.ts';
import { formFor, proofFor } from './world.ts';

let at: Scene;
beforeAll(async () => {
	at = await startScene({ days: 1 });
});
afterAll(() => at?.stop());

const post = (body: BodyInit, type = 'application/json') =>
	fetch(`${at.stack.origin}/functions/v1/booking`, {
		method: 'POST',
		headers: { apikey: at.stack.keys.publishable, 'content-type': type },
		body
	});
async function refused(answer: Promise<Response>) {
	const response = await answer;
	expect(response.headers.get('cache-control')).toContain('no-store');
	return `${response.status} ${((await response.json()) as { code: string }).code}`;
}

describe('what is no request', () => {
	it('is refused by kind, in one shape, and is kept by no cache', async () => {
		expect(await refused(post('{}', 'text/plain'))).toBe('415 not_json');
		expect(await refused(post('{'))).toBe('400 not_json');
		expect(await refused(post('[]'))).toBe('400 not_json');
		expect(await refused(post('{"action":"booking_confirm"}'))).toBe('404 unknown_action');
		const large = JSON.stringify({ action: 'x'.repeat(64 * 1024) });
		expect(await refused(post(large))).toBe('413 too_large');
		expect(await refused(post('x'.repeat(3_000_000)))).toBe('413 too_large');
		const get = fetch(`${at.stack.origin}/functions/v1/booking`, {
			headers: { apikey: at.stack.keys.publishable }
		});
		expect(await refused(get)).toBe('405 method');
	});

	it('is refused by field, never with a database’s words', async () => {
		const bad = formFor(at.world);
		bad.people[0]!.name = 'Lụa\u0000';
		bad.people[0]!.birth = { year: 1850 };
		bad.contact.name = '\ud800';
		const answer = await at.booking('submit', await at.sent(null, { form: bad }));
		expect(answer.body.fields).toEqual([
			{ field: 'people.0.name', code: 'bad_characters' },
			{ field: 'people.0.birth.year', code: 'too_early' },
			{ field: 'contact.name', code: 'bad_characters' }
		]);
		const nowhere = formFor({ ...at.world, area: '00000' });
		const proof = await proofFor(at.stack);
		expect(await at.booking('submit', await at.sent(null, { form: nowhere, proof }))).toEqual({
			status: 422,
			body: {
				code: 'invalid',
				field: 'place.area',
				fields: [{ field: 'place.area', code: 'unknown' }]
			}
		});
	});
});
