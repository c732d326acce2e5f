import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { personName } from '../text/index.ts';
import { BODY_LIMIT, Refusal, busy, readJson, refuse, reply, take } from './index.ts';

const url = 'http://door.test/';
const json = { 'content-type': 'application/json' };

async function refusalOf(run: () => unknown): Promise<string> {
	try {
		await run();
	} catch (error) {
		if (error instanceof Refusal) return `${error.status} ${error.code}`;
		throw error;
	}
	return 'taken';
}

function post(body: BodyInit | null, headers: Record<string, string> = json): Request {
	return new Request(url, { method: 'POST', body, headers });
}

/** A body that does not say how long it is and never ends, and counts how much of it was read. */
function endless() {
	const read = { chunks: 0 };
	const body = new ReadableStream({
		pull(controller) {
			read.chunks++;
			controller.enqueue(new Uint8Array(16 * 1024));
		}
	});
	const request = new Request(url, {
		method: 'POST',
		headers: json,
		body,
		duplex: 'half'
	} as RequestInit);
	return { request, read };
}

describe('what somebody sends', () => {
	it('is read when it is JSON of no more than the limit', async () => {
		expect(await readJson(post('{"a":"Lụa"}'))).toEqual({ a: 'Lụa' });
		expect(await readJson(post('1', { 'content-type': 'application/json; charset=utf-8' }))).toBe(
			1
		);
		const whole = JSON.stringify('x'.repeat(BODY_LIMIT - 2));
		expect(await readJson(post(whole))).toHaveLength(BODY_LIMIT - 2);
	});

	it('is refused by size, whatever the header says, and the rest is not read', async () => {
		expect(await refusalOf(() => readJson(post(`"${'x'.repeat(BODY_LIMIT)}"`)))).toBe(
			'413 too_large'
		);
		expect(
			await refusalOf(() => readJson(post('1', { ...json, 'content-length': '999999' })))
		).toBe('413 too_large');
		const { request, read } = endless();
		expect(await refusalOf(() => readJson(request))).toBe('413 too_large');
		expect(read.chunks).toBeLessThan(8);
	});

	it('is refused when it is something else', async () => {
		expect(await refusalOf(() => readJson(new Request(url)))).toBe('405 method');
		expect(await refusalOf(() => readJson(post('{}', { 'content-type': 'text/plain' })))).toBe(
			'415 not_json'
		);
		expect(
			await refusalOf(() => readJson(post('{}', { 'content-type': 'application/jsonx' })))
		).toBe('415 not_json');
		for (const body of ['', '{', 'null,', new Uint8Array([0x22, 0xff, 0x22])])
			expect(await refusalOf(() => readJson(post(body)))).toBe('400 not_json');
	});
});

describe('a form that is not what the contract takes', () => {
	const schema = z.strictObject({
		form: z.strictObject({
			people: z.array(z.strictObject({ name: personName() })).check(z.maxLength(2)),
			consent: z.literal(true, { error: 'required' }),
			floor: z.int().check(z.lte(9))
		})
	});
	const refused = (form: unknown) => {
		try {
			take(schema, { form }, ['form']);
		} catch (error) {
			return (error as Refusal).details.fields;
		}
		return [];
	};

	it('is refused with every field at fault and why, in one answer', () => {
		expect(
			refused({ people: [{ name: '' }, { name: 'Lụa\u202E', age: 3 }], consent: false, floor: 10 })
		).toEqual([
			{ field: 'people.0.name', code: 'required' },
			{ field: 'people.1.name', code: 'bad_characters' },
			{ field: 'people.1.age', code: 'unknown_field' },
			{ field: 'consent', code: 'required' },
			{ field: 'floor', code: 'out_of_range' }
		]);
	});

	it('is not repeated: of a key that somebody made up nothing is told but where it stood', () => {
		const lua = { name: 'Lụa', 'Nguyễn Thị Lụa': 1 };
		expect(refused({ people: [lua], consent: true, floor: 1, '<b>': 2 })).toEqual([
			{ field: 'people.0', code: 'unknown_field' },
			{ field: 'form', code: 'unknown_field' }
		]);
	});

	it('is answered with fifty fields at most, however long it is', () => {
		const many = Object.fromEntries(Array.from({ length: 5000 }, (_, n) => [`k${n}`, n]));
		expect(refused({ people: [], consent: true, floor: 1, ...many })).toHaveLength(50);
	});

	it('tells what is missing from what is wrong', () => {
		expect(refused({ people: 'two', consent: true })).toEqual([
			{ field: 'people', code: 'bad_format' },
			{ field: 'floor', code: 'required' }
		]);
		const three = Array.from({ length: 3 }, () => ({ name: 'Lụa' }));
		expect(refused({ people: three, consent: true, floor: 1 })).toEqual([
			{ field: 'people', code: 'too_many' }
		]);
	});
});

describe('what somebody is answered', () => {
	it('is kept by no cache', () => {
		for (const response of [reply({ ok: true }), refuse(busy())])
			expect(response.headers.get('cache-control')).toBe('no-store');
	});

	it('says when to try again, and carries what helps to go on', async () => {
		const again = refuse(busy(2));
		expect([again.status, again.headers.get('retry-after')]).toEqual([503, '2']);
		const taken = refuse(new Refusal(409, 'window_taken', { more: { left: { days: [] } } }));
		expect(await taken.json()).toEqual({ code: 'window_taken', left: { days: [] } });
	});

	it('never repeats an error of ours, which may hold what they typed', async () => {
		const response = refuse(new Error('duplicate key: Nguyễn Thị Lụa'));
		expect([response.status, await response.text()]).toEqual([500, '{"code":"failed"}']);
	});
});
