import { describe, expect, it } from 'vitest';
import { handle } from '../handler.ts';
import { hamlet, refusalOf, scene, uuid } from '../testing.ts';

const whoLists = async () => ({ officer: uuid(2), unit: '21001', hamlet });
const row = (over: object = {}) => ({
	row: 14,
	lookup_hash: 'ab'.repeat(32),
	hamlet,
	name: 'Nguyễn Thị Lụa',
	birth: { year: 1941 },
	phone: '900 000 101',
	service: 'renew',
	needs: ['old_age'],
	address: null,
	landmark: null,
	note: null,
	...over
});
type Sent = { officer: string; channel: string; rows: { form: object }[] };
const list = (rows: object[], over: object = {}) => ({
	action: 'booking_list_take',
	key: uuid(1),
	channel: 'ward',
	asked: true,
	contact: { name: 'Trưởng Thôn Minh Họa', phone: '0900000199' },
	rows,
	...over
});

describe('a list that is taken', () => {
	it('reaches SQL as the forms that residents would have sent, each with two words', async () => {
		const { ports, calls } = scene({}, { whoLists });
		const sent = [row(), row({ row: 15, phone: null, lookup_hash: 'cd'.repeat(32) })];
		const answer = await handle(ports, list(sent));
		expect(answer).toMatchObject({ taken: [{ row: 14, words: ['mây', 'trời'] }, { row: 15 }] });
		const [, written] = calls.listTake[0] as [unknown, Sent];
		expect(written).toMatchObject({ officer: uuid(2), channel: 'ward' });
		const [first, second] = written.rows.map(({ form }) => form);
		expect(first).toMatchObject({
			booking_for: 'self',
			contact: { name: 'Nguyễn Thị Lụa', phone: '+84900000101', relation: 'self' }
		});
		expect(second).toMatchObject({
			booking_for: 'other',
			contact: { name: 'Trưởng Thôn Minh Họa', phone: '+84900000199', relation: 'hamlet_head' }
		});
	});

	it('is refused whole, with every row at fault', async () => {
		const { ports, calls } = scene({}, { whoLists });
		const refusal = await refusalOf(
			handle(
				ports,
				list([
					row(),
					row({ phone: '12' }),
					row({ birth: { year: 2015 } }),
					row({ birth: { year: 2024 } })
				])
			)
		);
		expect(refusal).toMatchObject({ status: 422, code: 'invalid' });
		expect(refusal!.details.fields).toEqual([
			{ field: 'rows.1.phone', code: 'bad_phone' },
			{ field: 'rows.2.representative', code: 'required' },
			{ field: 'rows.3.birth', code: 'use_vneid' }
		]);
		expect(calls.listTake).toEqual([]);
	});

	it('is none without the word that everybody on it was asked', async () => {
		const { ports } = scene({}, { whoLists });
		const refusal = await refusalOf(handle(ports, list([row()], { asked: false })));
		expect(refusal!.details.fields).toEqual([{ field: 'asked', code: 'required' }]);
	});

	it('is nothing that somebody without an account can send', async () => {
		const { ports } = scene();
		expect(await refusalOf(handle(ports, list([row()])))).toMatchObject({ status: 401 });
	});
});
