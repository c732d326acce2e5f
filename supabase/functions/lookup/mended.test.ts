import { describe, expect, it } from 'vitest';
import { Refusal } from '../_shared/answer/index.ts';
import { framed } from './framed.ts';
import { decodeAnswer, fromHex } from '../_shared/frames/index.ts';
import { listed, mended } from './mended.ts';
import type { Store } from './store.ts';

const lookup = '0a'.repeat(32);
const say = (values: Record<string, string>) => ({
	op: 'say' as const,
	lookup,
	key: '6f1c2c1e-6f1b-4c9e-9a55-1d8a4f0f5d10',
	version: 1,
	say: { act: 'mend' as const, values }
});

describe('what a family mended', () => {
	it('has its phone as E.164, in whatever way they typed it, and nothing else touched', () => {
		const values = { phone: '0900 000 101', landmark: '0900 000 101' };
		expect(mended(say(values)).say).toEqual({
			act: 'mend',
			values: { phone: '+84900000101', landmark: '0900 000 101' }
		});
		expect(mended(say({ landmark: 'Sau chợ' }))).toEqual(say({ landmark: 'Sau chợ' }));
	});

	it('has no phone that SQL could take for one where it is none', () => {
		for (const phone of ['+84 1', '+841234', 'nhà bà Lụa', '113'])
			expect(mended(say({ phone })).say).toEqual({ act: 'mend', values: { phone: '-' } });
	});

	const wrong = [
		{ field: 'name', code: 'bad_characters' },
		{ field: 'phone', code: 'bad_phone' }
	];

	it('is refused with all that is wrong, as SQL lists it', () => {
		const refusal = listed(new Refusal(422, 'invalid', { field: JSON.stringify(wrong) }));
		expect(refusal.details).toEqual({ field: 'name', fields: wrong });
		const one = listed(new Refusal(422, 'invalid', { field: JSON.stringify([wrong[1]]) }));
		expect([one.code, one.details]).toEqual(['bad_phone', { field: 'phone' }]);
		for (const other of [
			new Refusal(422, 'invalid', { field: 'name' }),
			new Refusal(422, 'invalid', { field: '[]' }),
			new Refusal(409, 'stale', { field: 'version' })
		])
			expect(listed(other)).toBe(other);
	});

	it('hears it inside the frame, be it the shape or what SQL says of it', async () => {
		const store = {
			say() {
				throw new Refusal(422, 'invalid', { field: JSON.stringify(wrong) });
			}
		} as unknown as Store;
		const answered = async (values: Record<string, string>) =>
			decodeAnswer(
				await framed({ store, challenge: async () => '' }, say(values)),
				fromHex(lookup)
			);
		expect(await answered({ name: '12' })).toEqual({
			ok: false,
			code: 'invalid',
			field: 'name',
			fields: wrong
		});
		expect(await answered({ name: 'x'.repeat(301), phone: '' })).toMatchObject({
			code: 'invalid',
			fields: [
				{ field: 'say.values.name', code: 'too_long' },
				{ field: 'say.values.phone', code: 'required' }
			]
		});
	});
});
