import { describe, expect, it } from 'vitest';
import { verifyDesk } from '#lib/sealed/cipher.ts';
import { Problem } from '#lib/platform/problem.ts';
import { ChainCheck } from './chain-check.svelte.ts';
import { chainOf, later, lead, monday, officer, second, unit } from './desk-people.ts';
import type { Desk } from './staff.ts';

const an = officer('Lê Thị An', lead, { lead: true });
const chain = chainOf({ officers: [an], at: monday, by: lead });
const floor = { lead: lead.signer.verify, version: 0, head: null };

async function checked(desk: Desk | null | Error, known: typeof floor | null, days = 1) {
	const check = new ChainCheck({
		read: async () => {
			if (desk instanceof Error) throw desk;
			return desk;
		},
		verify: async () => verifyDesk,
		now: () => later(days)
	});
	await check.check(unit, known);
	return check;
}

describe('somebody who checks a unit’s list', () => {
	it('reads that it is sound, and whether the page knew the lead beforehand', async () => {
		const [known, unknown] = [await checked(chain, floor), await checked(chain, null)];
		expect([known.verdict, known.checked?.floored]).toEqual(['sound', true]);
		expect([unknown.verdict, unknown.checked?.floored]).toEqual(['sound', false]);
	});

	it('reads that it has expired, or that none was signed', async () => {
		expect((await checked(chain, floor, 40)).verdict).toBe('expired');
		expect((await checked(null, null)).verdict).toBe('none');
	});

	it('is warned of a list that another key signed, and of a chain that is gone', async () => {
		const foreign = chainOf({ officers: [an], at: monday, by: second });
		expect((await checked(foreign, floor)).verdict).toBe('refused');
		const known = { lead: floor.lead, version: 3, head: 'b'.repeat(64) };
		expect((await checked(null, known as never)).verdict).toBe('refused');
	});

	it('checks once, however often they press', async () => {
		let asked = 0;
		const check = new ChainCheck({
			read: async () => (asked++, chain),
			verify: async () => verifyDesk,
			now: () => later(1)
		});
		const both = [check.check(unit, floor), check.check(unit, floor)];
		expect(check.checking).toBe(true);
		await Promise.all(both);
		expect([asked, check.checking, check.verdict]).toEqual([1, false, 'sound']);
		await check.check(unit, floor);
		expect(asked).toBe(2);
	});

	it('without a line reads that nothing was checked', async () => {
		const lost = new Problem({ code: 'unreachable', status: 0, offline: true });
		expect((await checked(lost, floor)).verdict).toBe('unknown');
	});
});
