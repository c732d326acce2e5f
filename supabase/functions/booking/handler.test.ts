import { describe, expect, it } from 'vitest';
import { Refusal } from '../_shared/answer/index.ts';
import { handle } from './handler.ts';
import { formOf, refusalOf, scene, uuid, type Scene } from './testing.ts';

const lookup_hash = 'ab'.repeat(32);
const submit = (form: unknown, over: Record<string, unknown> = {}) => ({
	action: 'booking_submit',
	key: uuid(1),
	lookup_hash,
	hold: null,
	proof: 'solved',
	form,
	...over
});
const ask = ({ ports }: Scene, sent: unknown) => handle(ports, sent);

async function refused(sent: unknown, at = scene()) {
	const refusal = await refusalOf(ask(at, sent));
	return refusal && { status: refusal.status, code: refusal.code, ...refusal.details };
}

describe('a request that is none', () => {
	it('is refused before anything is asked of the database', async () => {
		for (const sent of [null, [], 'x', 7])
			expect(await refused(sent)).toMatchObject({ status: 400 });
		for (const action of [
			undefined,
			7,
			'',
			'toString',
			'__proto__',
			'booking_confirm',
			'booking_days'
		])
			expect(await refused({ action })).toMatchObject({ status: 404, code: 'unknown_action' });
	});

	it('is refused when it holds more than the contract, with the field', async () => {
		expect(await refused({ action: 'booking_challenge', also: 1 })).toMatchObject({
			code: 'invalid',
			fields: [{ field: 'also', code: 'unknown_field' }]
		});
	});
});

describe('a resident who sends the form', () => {
	it('is served: phones become E.164, the team gets two words, the proof is spent with the case', async () => {
		const at = scene();
		await ask(at, submit(formOf()));
		const [command, visit] = at.calls.submit[0] as [
			Record<string, unknown>,
			Record<string, unknown>
		];
		expect(command).toMatchObject({ key: uuid(1), request: { lookup_hash, proof: 'solved' } });
		expect(command.request).not.toHaveProperty('key');
		expect(visit).toMatchObject({
			form: { contact: { phone: '+84900000101' } },
			minutes: 25,
			plan: null,
			words: ['mây', 'trời'],
			proof: 'spent solved',
			channel: 'web'
		});
	});

	it('gets every field that is wrong in one answer', async () => {
		const form = formOf();
		const child = { ...form.people[0]!, birth: { year: 2015 } };
		const adult = { ...form.people[0]!, lacks_capacity: true };
		const sent = submit({
			...form,
			people: [form.people[0], child, adult],
			place: { ...form.place, hamlet: null, point: { lat: 1, lon: 2 } },
			contact: {
				...form.contact,
				phone: 'nhà bà Lụa',
				person_knows: false,
				at_home: { name: 'Lê Thị Ớt', phone: '12' }
			}
		});
		const refusal = await refused(sent);
		expect(refusal).toMatchObject({
			status: 422,
			code: 'invalid',
			field: 'people.1.representative'
		});
		expect(refusal?.fields?.map(({ field, code }) => `${field} ${code}`)).toEqual([
			'people.1.representative required',
			'people.2.representative required',
			'place.hamlet required',
			'place.point outside',
			'contact.phone bad_phone',
			'contact.person_knows required',
			'contact.at_home.phone bad_phone'
		]);
	});

	it('is pointed to VNeID for a child under six', async () => {
		const form = formOf();
		const baby = { ...form.people[0]!, birth: { year: 2022 } };
		expect(await refused(submit({ ...form, people: [form.people[0], baby] }))).toMatchObject({
			status: 422,
			code: 'use_vneid',
			field: 'people.1.birth'
		});
	});

	it('is told that nobody here serves the area, or that there is no such area', async () => {
		const refusing = (refusal: Refusal) => scene({ snapshot: () => Promise.reject(refusal) });
		expect(await refused(submit(formOf()), refusing(new Refusal(409, 'not_served')))).toMatchObject(
			{
				status: 422,
				code: 'area_not_served',
				field: 'place.area'
			}
		);
		expect(await refused(submit(formOf()), refusing(new Refusal(404, 'not_found')))).toMatchObject({
			code: 'invalid',
			fields: [{ field: 'place.area', code: 'unknown' }]
		});
	});

	it('gets the first answer again after a lost one, though proof and hold are long gone', async () => {
		const at = scene({ submit: () => Promise.reject(new Refusal(409, 'proof_spent')) });
		at.answers.set(uuid(1), { reference: 'ĐN-26-0001' });
		expect(await ask(at, submit(formOf()))).toEqual({ reference: 'ĐN-26-0001' });
		expect(at.calls.submit).toEqual([]);
	});

	it('pays with work when there is no hold', async () => {
		expect(await refused(submit(formOf(), { proof: null }))).toMatchObject({
			status: 403,
			code: 'proof_required'
		});
		const call_back = {
			name: 'Nguyễn Văn Bền',
			phone: '0900000101',
			area: '21034',
			hamlet: null,
			when: 'any',
			about: null
		};
		const at = scene();
		await ask(at, {
			action: 'booking_call_back',
			key: uuid(1),
			lookup_hash,
			proof: 'solved',
			form: call_back
		});
		expect(at.calls.callBack[0]![1]).toMatchObject({
			form: { phone: '+84900000101' },
			proof: 'spent solved'
		});
	});
});

it('a stranger without an officer’s token reaches no officer’s action', async () => {
	const id = uuid(7);
	const commands = [
		{ action: 'booking_case_offers', id, channel: 'ward' },
		{
			action: 'booking_officer_offers',
			channel: 'ward',
			wanted: { area: '21034', hamlet: null, people: [{ needs: [] }] }
		},
		{ action: 'booking_move', key: uuid(1), id, version: 1, token: 'x' },
		{
			action: 'booking_from_call_back',
			key: uuid(1),
			id,
			version: 1,
			channel: 'ward',
			token: null,
			form: formOf()
		}
	];
	for (const sent of commands) {
		const at = scene();
		expect(await refused(sent, at)).toMatchObject({ status: 401, code: 'sign_in' });
		expect(Object.values(at.calls).flat()).toEqual([]);
	}
});
