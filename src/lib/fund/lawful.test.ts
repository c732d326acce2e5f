import { describe, expect, it } from 'vitest';
import { irreversible, monthSteps, paymentSteps, paymentWaits } from './lawful.ts';
import type { Entry, May, MonthList, Payment } from './ledger-fund.ts';

const may = (said: Partial<May>): May => ({
	...{ till: false, lead: false, read: true, open_names: false },
	...said
});
const payment = (said: Partial<Payment>) =>
	({ state: 'proposed', mine: false, approved_by_me: false, steps: [], ...said }) as Payment;
const entry = (said: Partial<Entry>) =>
	({ kind: 'gift', reversed_by: null, mine: false, ...said }) as Entry;

describe('a payment', () => {
	it('is approved by a lead who did not propose it, and refused by any', () => {
		expect(paymentSteps(payment({}), may({ lead: true }))).toEqual(['approve', 'refuse']);
		expect(paymentSteps(payment({ mine: true }), may({ lead: true }))).toEqual(['withdraw']);
		expect(paymentSteps(payment({}), may({ till: true }))).toEqual([]);
	});

	it('waits for another lead once the first has approved and two are needed', () => {
		const half = payment({
			two: true,
			approved_by_me: true,
			steps: [{ code: 'approve', officer: 'A', reason: null, at: '' }]
		});
		expect(paymentWaits(half)).toBe('second_lead');
		expect(paymentSteps(half, may({ lead: true }))).toEqual(['refuse']);
	});

	it('is paid by a third, and by nobody a second time', () => {
		const ready = payment({ state: 'approved' });
		expect(paymentWaits(ready)).toBe('treasurer');
		expect(paymentSteps(ready, may({ till: true }))).toEqual(['pay']);
		expect(paymentSteps({ ...ready, mine: true }, may({ till: true }))).toEqual(['withdraw']);
		const both = may({ till: true, lead: true });
		expect(paymentSteps({ ...ready, approved_by_me: true }, both)).toEqual(['refuse']);
		expect(paymentSteps(payment({ state: 'paid' }), both)).toEqual([]);
		expect(paymentWaits(payment({ state: 'paid' }))).toBeNull();
	});
});

describe('an entry', () => {
	it('is taken back once, by a lead who did not post it', () => {
		expect(irreversible(entry({}), may({ lead: true }))).toBeNull();
		expect(irreversible(entry({ mine: true }), may({ lead: true }))).toBe('two_people');
		expect(irreversible(entry({}), may({ till: true }))).toBe('role_missing');
		expect(irreversible(entry({ reversed_by: 'ĐC-26-0001' }), may({ lead: true }))).toBe(
			'reversed'
		);
		expect(irreversible(entry({ kind: 'reversal' }), may({ lead: true }))).toBe('is_reversal');
	});
});

const list = (said: Partial<MonthList>): MonthList => ({
	...{ month: '2026-10-01', over: true, next: true, rewards_unposted: 0, reconciled: true },
	held: { cash: 500_000, bank: 0, goods: 0 },
	count: { id: '', amount: 500_000, counted_by: 'A', mine: false, signed_by: 'B' },
	...{ vouchers: [], sums: [], closed: null, published: null },
	...said
});
const states = (said: Partial<MonthList>) =>
	Object.fromEntries(monthSteps(list(said)).map(({ step, state }) => [step, state]));

describe('the list of a month', () => {
	it('lets it be closed when all before is done, and published when it is closed', () => {
		expect(states({})).toMatchObject({ signed: 'done', closed: 'todo', published: 'later' });
		const done = { at: '', officer: 'B' };
		expect(states({ closed: done })).toMatchObject({ closed: 'done', published: 'todo' });
		expect(states({ closed: done, published: done }).published).toBe('done');
	});

	it('says what stands in the way', () => {
		expect(states({ rewards_unposted: 2 })).toMatchObject({ rewards: 'todo', closed: 'later' });
		expect(states({ reconciled: false })).toMatchObject({ reconciled: 'todo', closed: 'later' });
		expect(states({ count: null })).toMatchObject({ counted: 'todo', signed: 'later' });
		expect(states({ over: false, count: null })).toMatchObject({
			...{ over: 'later', vouchers: 'later', counted: 'later', closed: 'later' }
		});
		expect(states({ next: false })).toMatchObject({ closed: 'later' });
	});

	it('says of papers that nobody printed to be signed, and lets the month be closed', () => {
		const papers = { kind: 'receipt', first: 'PT-26-0001', last: 'PT-26-0003', count: 3 } as const;
		const half = { vouchers: [{ ...papers, printed: 2 }] };
		expect(states(half)).toMatchObject({ vouchers: 'todo', closed: 'todo' });
		const closed = { at: '', officer: 'B' };
		expect(states({ ...half, closed })).toMatchObject({ vouchers: 'todo', signed: 'done' });
		expect(states({ vouchers: [{ ...papers, printed: 3 }] }).vouchers).toBe('done');
	});

	it('does not take a count that differs from the ledger, signed or not', () => {
		const count = { id: '', amount: 499_000, counted_by: 'A', mine: false, signed_by: 'B' };
		expect(states({ count })).toMatchObject({ counted: 'todo', signed: 'later', closed: 'later' });
	});

	it('shows a month that was closed as done, whatever was paid since', () => {
		const closed = { at: '', officer: 'B' };
		expect(states({ closed, rewards_unposted: 1, reconciled: false, next: false })).toMatchObject({
			...{ rewards: 'done', reconciled: 'done', counted: 'done', published: 'todo' }
		});
	});
});
