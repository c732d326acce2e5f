import { expect, it } from 'vitest';
import { givenWords, mayUndo, totalOf } from './given-words.ts';
import type { SupportDetail } from './officer-support.ts';

type Given = SupportDetail['given'][number];
const line = (over: Partial<Given> = {}): Given => ({
	id: '00000000-0000-4000-8000-000000000001',
	day: '2026-11-26',
	kind: 'money',
	amount: 2_000_000,
	goods: null,
	officer: { id: '00000000-0000-4000-8000-000000000002', name: 'Lê Thị Giúp' },
	undone: false,
	fund: null,
	...over
});
const fund = (state: NonNullable<Given['fund']>['state']): Given['fund'] => ({
	state,
	day: '2026-11-27',
	voucher: 'PCR-26-0001',
	reason: 'Thiếu biên bản'
});

it('what a family was given is told with its value; goods whose words were erased are still goods', () => {
	expect(givenWords(line())).toBe('2.000.000 đồng, ngày 26/11/2026');
	const goods = line({ kind: 'goods', goods: '20 kg gạo', amount: 400_000 });
	expect(givenWords(goods)).toBe('20 kg gạo, trị giá 400.000 đồng, ngày 26/11/2026');
	expect(givenWords({ ...goods, goods: null, amount: null })).toBe('Hiện vật, ngày 26/11/2026');
});

it('of the fund it is told where the payment is, by the words of each state', () => {
	const told = (state: NonNullable<Given['fund']>['state']) =>
		givenWords(line({ fund: fund(state) }));
	expect(told('proposed')).toContain('chờ duyệt');
	expect(told('paid')).toContain('27/11/2026, phiếu PCR-26-0001');
	for (const state of ['refused', 'reversed'] as const)
		expect(told(state)).toContain('Thiếu biên bản');
});

it('counted is what the family has: nothing struck through, nothing that the fund has not paid or has back', () => {
	const states = ['proposed', 'approved', 'paid', 'refused', 'withdrawn', 'reversed'] as const;
	const lines = [line(), line({ undone: true }), ...states.map((one) => line({ fund: fund(one) }))];
	expect(totalOf(lines)).toBe(4_000_000);
	expect(lines.map(mayUndo)).toEqual([true, false, true, true, false, false, false, false]);
});
