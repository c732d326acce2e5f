import { beforeEach, describe, expect, it } from 'vitest';
import { Problem } from '#lib/platform/problem.ts';
import type { SettleArgs, Shown } from './fund.ts';
import type { WordFault } from './judging.ts';
import { Till } from './till.svelte.ts';

const digits = '01234567890123456789';
const typed = { number: 'th 4821 0937', digits: '0123-4567-8901-2345-6789' };
const shown = { number: 'TH-4821-0937', amount: 3_000_000, state: 'approved' } as Shown;

let fault: WordFault | null;
let left: number | null;
let sent: SettleArgs[];
let looked: unknown[];
let lost: boolean;
let ok: boolean;
beforeEach(() => {
	[fault, left, sent, looked, lost, ok] = [null, null, [], [], false, true];
});
const till = () =>
	new Till(async () => fault, {
		claim: async (args) => {
			looked.push(args);
			return left === null ? { left: 10, reward: shown } : { left, reward: null };
		},
		settle: async (args) => {
			sent.push(args);
			if (lost) {
				lost = false;
				throw new Problem({ code: 'unreachable', status: 0, offline: true });
			}
			return { ok };
		}
	});

describe('a treasurer', () => {
	it('looks, sees the proven reward, and writes down once that it was paid', async () => {
		const one = till();
		await one.look(typed);
		expect(looked).toEqual([{ number: shown.number, digits }]);
		expect(one.shown).toEqual(shown);
		lost = true;
		expect(await one.settle('paid', true)).toBe(false);
		expect(await one.settle('paid', true)).toBe(true);
		expect(sent[0]).toMatchObject({ number: shown.number, digits, as: 'paid' });
		expect(sent[1]).toEqual(sent[0]);
	});

	it('pays nothing without a proven word of the lead', async () => {
		fault = 'claim_other';
		const one = till();
		await one.look(typed);
		expect(one.fault).toBe('claim_other');
		expect(await one.settle('paid', true)).toBe(false);
		expect(sent).toEqual([]);
	});

	it('says first what it was and that it was done', async () => {
		const one = till();
		await one.look(typed);
		expect(await one.settle('', false)).toBe(false);
		expect([one.ending.error('as'), one.ending.error('sure')].every(Boolean)).toBe(true);
		expect(sent).toEqual([]);
	});

	it('is told how often wrong digits can still be typed, and sends none that are too short', async () => {
		const one = till();
		await one.look({ number: '12', digits: '34' });
		expect([one.form.error('number'), one.form.error('digits')].every(Boolean)).toBe(true);
		expect(looked).toEqual([]);
		left = 4;
		await one.look(typed);
		expect([one.left, one.shown]).toEqual([4, null]);
	});

	it('is told when the server no longer takes the digits', async () => {
		const one = till();
		await one.look(typed);
		ok = false;
		expect(await one.settle('paid', true)).toBe(false);
		expect(one.settleFailed).toMatchObject({ code: 'wrong_digits' });
	});

	it('has forgotten the digits for the next person', async () => {
		const one = till();
		await one.look(typed);
		one.forget();
		expect(one.shown).toBeNull();
		expect(await one.settle('paid', true)).toBe(false);
		expect(JSON.stringify(sent)).not.toContain(digits);
	});

	it('goes on to the next person while the answer about the first is on its way', async () => {
		const line = Promise.withResolvers<{ ok: boolean }>();
		const settled: string[] = [];
		const one = new Till(async () => null, {
			claim: async ({ number }) => ({ left: 10, reward: { ...shown, number } }),
			settle: async ({ number }) => {
				settled.push(number);
				return settled.length === 1 ? line.promise : { ok: true };
			}
		});
		await one.look(typed);
		const first = one.settle('paid', true);
		one.forget();
		await one.look({ ...typed, number: 'TH-1111-2222' });
		expect(one.settling).toBe(false);
		line.resolve({ ok: false });
		expect(await first).toBe(false);
		expect([one.shown?.number, one.settleFailed]).toEqual(['TH-1111-2222', null]);
		expect(await one.settle('paid', true)).toBe(true);
		expect(settled).toEqual([shown.number, 'TH-1111-2222']);
	});
});
