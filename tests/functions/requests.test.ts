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
});

type Form = ReturnType<typeof formFor>;
type Spoil = (form: Form & Record<string, unknown>) => unknown;
const year = new Date().getFullYear();
/** What somebody changed in a good form, and the field and code that come back. */
const spoils: [string, Spoil, string][] = [
	[
		'a birth on 30 February',
		(f) => (f.people[0]!.birth = birth(1941, 2, 30)),
		'people.0.birth.day not_a_date'
	],
	[
		'a birth on 29 February 1900',
		(f) => (f.people[0]!.birth = birth(1900, 2, 29)),
		'people.0.birth.day not_a_date'
	],
	[
		'a thirteenth month',
		(f) => (f.people[0]!.birth = birth(1941, 13)),
		'people.0.birth.month not_a_date'
	],
	[
		'a day without a month',
		(f) => (f.people[0]!.birth = { year: 1941, day: 3 } as never),
		'people.0.birth.month required'
	],
	[
		'a birth next year',
		(f) => (f.people[0]!.birth = birth(year + 1)),
		'people.0.birth.year in_future'
	],
	[
		'a birth before 1900',
		(f) => (f.people[0]!.birth = birth(1899)),
		'people.0.birth.year too_early'
	],
	[
		'a year as a word',
		(f) => (f.people[0]!.birth = { year: '1941' } as never),
		'people.0.birth.year required'
	],
	['thirteen people', (f) => (f.people = Array(13).fill(f.people[0])), 'people too_many'],
	['nobody', (f) => (f.people = []), 'people required'],
	[
		'a point in the sea of Japan',
		(f) => (f.place.point = { lat: 40, lon: 135 } as never),
		'place.point outside'
	],
	[
		'a point that is nowhere',
		(f) => (f.place.point = { lat: 91, lon: 0 } as never),
		'place.point.lat out_of_range'
	],
	['NUL in a name', (f) => (f.people[0]!.name = 'Lụa\u0000'), 'people.0.name bad_characters'],
	[
		'half a character in a name',
		(f) => (f.contact.name = 'Lụa\ud800'),
		'contact.name bad_characters'
	],
	[
		'a direction mark in a name',
		(f) => (f.people[0]!.name = 'Lụa\u202e'),
		'people.0.name bad_characters'
	],
	[
		'an isolate in a landmark',
		(f) => (f.place.landmark = 'Chợ\u2066'),
		'place.landmark bad_characters'
	],
	['a name of blanks', (f) => (f.people[0]!.name = ' \u00a0 '), 'people.0.name required'],
	['a name of 101 letters', (f) => (f.people[0]!.name = 'ế'.repeat(101)), 'people.0.name too_long'],
	['a name that is a number', (f) => (f.people[0]!.name = 7 as never), 'people.0.name required'],
	['a need nobody has', (f) => (f.people[0]!.needs = ['rich']), 'people.0.needs.0 bad_format'],
	[
		'an unknown field',
		(f) => Object.assign(f.people[0]!, { cccd: '1' }),
		'people.0.cccd unknown_field'
	],
	['an unknown field of the form', (f) => (f.photo = 'x'), 'photo unknown_field'],
	['consent that was not given', (f) => (f.consent = false), 'consent required'],
	[
		'a place nobody finds',
		(f) => Object.assign(f.place, { hamlet: null, landmark: null }),
		'place.hamlet required'
	],
	['a hamlet that is none', (f) => (f.place.hamlet = 'thôn 1'), 'place.hamlet bad_format'],
	['a hamlet of elsewhere', (f) => (f.place.hamlet = crypto.randomUUID()), 'place.hamlet unknown'],
	['an area nobody knows', (f) => (f.place.area = '00000'), 'place.area unknown'],
	['a phone nobody can call', (f) => (f.contact.phone = '12345'), 'contact.phone bad_phone'],
	[
		'two phones in one field',
		(f) => (f.contact.phone = '0900000101 / 0900000102'),
		'contact.phone bad_phone'
	],
	[
		'somebody who does not know of it',
		(f) => (f.contact.person_knows = false),
		'contact.person_knows required'
	],
	[
		'a child without a representative',
		(f) => (f.people[0]!.birth = birth(year - 9)),
		'people.0.representative required'
	],
	['a child under six', (f) => (f.people[0]!.birth = birth(year - 3)), 'people.0.birth use_vneid']
];
function birth(year: number, month?: number, day?: number): Form['people'][number]['birth'] {
	return JSON.parse(JSON.stringify({ year, month, day }));
}

describe('a form with', () => {
	it.each(spoils)('%s is refused by that field', async (_, spoil, expected) => {
		const form = formFor(at.world);
		spoil(form as never);
		const sent = await at.sent(null, { form, proof: await proofFor(at.stack) });
		const { status, body } = await at.booking('submit', sent);
		expect([status, `${body.field} ${body.fields?.[0].code ?? body.code}`]).toEqual([
			422,
			expected
		]);
	});

	it('several faults hears of all of them at once', async () => {
		const form = formFor(at.world);
		form.people[0]!.name = '';
		form.contact.name = '';
		const { body } = await at.booking('submit', await at.sent(null, { form }));
		expect(body).toEqual({
			code: 'invalid',
			field: 'people.0.name',
			fields: [
				{ field: 'people.0.name', code: 'required' },
				{ field: 'contact.name', code: 'required' }
			]
		});
	});

	it('none of them leaves nothing behind', async () => {
		const [row] = await at.sql`
			select count(*)::int as n from booking.visits where unit = ${at.world.unit}`;
		expect(row!.n).toBe(0);
	});
});
