import { describe, expect, it } from 'vitest';
import { digestOf, verifyDesk } from '#lib/sealed/cipher.ts';
import { ageOf, expiryOf, linkOf, newestOf } from './desk-age.ts';
import { checkChain } from './desk-chain.ts';
import { chainOf, later, lead, monday, officer, second, unit } from './desk-people.ts';

const an = officer('Lê Thị An', lead, { lead: true });
const binh = officer('Trần Bình', second, { lead: true });
const first = { officers: [an], at: monday, by: lead };
const next = { officers: [an, binh], at: later(7), by: lead };
const floor = { lead: lead.signer.verify, version: 0, head: null };
const check = (desk: ReturnType<typeof chainOf>, known: typeof floor | null, days: number) =>
	checkChain(desk, known, unit, later(days), verifyDesk);

describe('a chain of desk lists', () => {
	it('is checked against what the build knows', async () => {
		const checked = await check(chainOf(first, next), floor, 8);
		expect([checked.floored, checked.expired, checked.desk.version]).toEqual([true, false, 2]);
	});

	it('is taken from its first link where the build knows nothing, and says so', async () => {
		const checked = await check(chainOf(first, next), null, 8);
		expect([checked.floored, checked.desk.version]).toEqual([false, 2]);
	});

	it('that has expired is shown as expired, since it has to be signed again', async () => {
		const checked = await check(chainOf(first), floor, 36);
		expect([checked.expired, checked.desk.members.length]).toEqual([true, 1]);
	});

	it('signed by anybody else is refused, however old it is', async () => {
		const foreign = chainOf(first, { ...next, by: second });
		for (const days of [8, 60])
			await expect(check(foreign, floor, days)).rejects.toMatchObject({ code: 'list_unsigned' });
		await expect(check(foreign, null, 8)).rejects.toMatchObject({ code: 'list_unsigned' });
	});

	it('that has taken back what the build knows is refused', async () => {
		const whole = chainOf(first, next);
		const head = digestOf(whole.links[1]!.link);
		const known = { lead: lead.signer.verify, version: 2, head };
		expect((await check(whole, known as never, 8)).desk.head).toBe(head);
		await expect(check(chainOf(first), known as never, 8)).rejects.toMatchObject({
			code: 'list_forked'
		});
	});

	it('that cannot be read is damaged', async () => {
		const desk = { ...chainOf(first), links: [{ link: 'không đọc được', signature: '' }] };
		await expect(check(desk, floor, 1)).rejects.toMatchObject({ code: 'list_damaged' });
	});
});

describe('the age of a list', () => {
	it('asks for the lead from day 21 and ends with day 35', () => {
		const at = monday.toISOString();
		expect([0, 20, 21, 34, 35].map((days) => ageOf(at, later(days)))).toEqual([
			...['fresh', 'fresh', 'stale', 'stale', 'expired']
		]);
		expect(expiryOf(at)).toEqual(later(35));
	});

	it('is read from the newest link, and of a broken link nothing is', () => {
		expect(newestOf(chainOf(first, next))).toMatchObject({ version: 2, lead: lead.signer.verify });
		for (const link of ['', '{}', '{"version":1,"at":"hôm nay","lead":"x"}'])
			expect(linkOf({ link })).toBeNull();
	});
});
