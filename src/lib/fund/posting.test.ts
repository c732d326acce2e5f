import { beforeEach, describe, expect, it } from 'vitest';
import { Problem } from '#lib/platform/problem.ts';
import { Gift } from './gift.svelte.ts';
import type { GiftArgs, Posted, SpendArgs } from './ledger-fund.ts';
import { Spending } from './spending.svelte.ts';

const today = '2026-11-26';
const posted: Posted = { id: crypto.randomUUID(), seq: 3, voucher: 'PT-26-0002' };
let sent: GiftArgs[];
let asked: SpendArgs[];
let refusal: Problem | null;
beforeEach(() => {
	[sent, asked, refusal] = [[], [], null];
});

const gift = (typed: Partial<Gift['typed']> = {}) => {
	const one = new Gift(today, async (args) => {
		sent.push(args);
		const problem = refusal;
		refusal = null;
		if (problem) throw problem;
		return posted;
	});
	Object.assign(one.typed, { amount: '1,5 triệu', words: 'Ủng hộ quỹ', donor: 'Lê Thị Mơ' }, typed);
	return one;
};

describe('a treasurer who receives a gift', () => {
	it('writes it down as it was said, dated today', async () => {
		expect(await gift().send()).toEqual(posted);
		expect(sent[0]).toMatchObject({
			...{ account: 'cash', amount: 1_500_000, day: today, words: 'Ủng hộ quỹ' },
			...{ donor: 'Lê Thị Mơ', shown: true, basis: null, decision: null }
		});
	});

	it('keeps a name that is not to be shown, and sends none where nobody is known', async () => {
		await gift({ as: 'hidden' }).send();
		await gift({ as: 'unknown' }).send();
		expect(sent.map(({ donor, shown }) => [donor, shown])).toEqual([
			['Lê Thị Mơ', false],
			[null, false]
		]);
	});

	it('is told what is wrong before anything is sent', async () => {
		const one = gift({ amount: 'khoảng hai triệu', day: '27/11/2026', words: ' ', donor: '' });
		expect(await one.send()).toBeNull();
		expect(one.form.errors.map(({ field, code }) => `${field}.${code}`)).toEqual([
			...['amount.bad_format', 'day.in_future', 'words.required', 'donor.required']
		]);
		expect(sent).toEqual([]);
	});

	it('reads at the field that the words hold the name, and loses nothing of what was typed', async () => {
		refusal = new Problem({
			...{ code: 'names_donor', status: 422, field: 'words' },
			fields: [{ field: 'words', code: 'names_donor' }]
		});
		const one = gift({ words: 'Bà Lê Thị Mơ ủng hộ' });
		expect(await one.send()).toBeNull();
		expect(one.form.error('words')).toBeTruthy();
		expect(one.typed.words).toBe('Bà Lê Thị Mơ ủng hộ');
	});

	it('receives it once, however often they press while the line is slow', async () => {
		const answer = Promise.withResolvers<Posted>();
		const one = new Gift(today, (args) => {
			sent.push(args);
			return answer.promise;
		});
		Object.assign(one.typed, { amount: '500k', words: 'Ủng hộ quỹ', donor: 'Lê Thị Mơ' });
		const pressed = [one.send(), one.send(), one.send()];
		expect(one.busy).toBe(true);
		answer.resolve(posted);
		expect(await Promise.all(pressed)).toEqual([posted, null, null]);
		expect(sent).toHaveLength(1);
	});

	it('does not receive it twice after a lost answer, even with other words', async () => {
		refusal = new Problem({ code: 'unreachable', status: 0 });
		const one = gift();
		expect(await one.send()).toBeNull();
		one.typed.words = 'Ủng hộ quỹ năm 2026';
		expect(await one.send()).toEqual(posted);
		expect(sent).toHaveLength(2);
		expect(sent[1]).toEqual(sent[0]);
	});
});

const books = {
	book: {
		...{ holder: 'Trưởng Công an phường', basis: 'Quy chế', two_from: 5_000_000 },
		...{ bank_bin: null, bank_name: null, account_number: null, account_name: null }
	},
	caps: [
		{
			...({ purpose: 'support', decision: '12/QĐ', decided_on: '2026-01-05' } as const),
			...{ cap: 3_000_000, basis: 'Quy chế' }
		}
	]
};
const spending = (typed: Partial<Spending['typed']> = {}) => {
	const one = new Spending(
		() => books,
		async (args) => {
			asked.push(args);
			return { id: posted.id, two: false };
		}
	);
	Object.assign(
		one.typed,
		{ amount: '2 triệu', words: 'Mua loa', payee: 'Cửa hàng Minh Họa', evidence: 'Báo giá' },
		typed
	);
	return one;
};
const wrong = (one: Spending) => one.form.errors.map(({ field, code }) => `${field}.${code}`);

describe('an officer who proposes a payment', () => {
	it('says for what, to whom, and what shows it', async () => {
		expect(await spending().send()).toMatchObject({ two: false });
		expect(asked[0]).toMatchObject({
			...{ purpose: 'movement', source: 'cash', amount: 2_000_000, words: 'Mua loa' },
			...{ payee: 'Cửa hàng Minh Họa', payee_consents: false, aid: null, families: null },
			...{ decision: null, evidence: 'Báo giá' }
		});
	});

	it('names no family and says how many they are, whatever was typed for another purpose', async () => {
		await spending({ purpose: 'support', aid: 'other', families: '2', decision: '12/QĐ' }).send();
		expect(asked[0]).toMatchObject({ payee: null, aid: 'other', families: 2, decision: '12/QĐ' });
	});

	it('is told of the cap, of a purpose without a decision, and of what is missing', async () => {
		const help = spending({ purpose: 'support', amount: '3.000.001' });
		await help.send();
		expect(wrong(help)).toEqual(['amount.above_cap', 'aid.required', 'decision.required']);
		const reward = spending({ purpose: 'reward', decision: '12/QĐ' });
		await reward.send();
		expect(wrong(reward)).toEqual(['purpose.purpose_off']);
		expect(asked).toEqual([]);
	});

	it('sees while typing that two leads will be needed', () => {
		expect(spending({ amount: '4.999.999' }).two).toBe(false);
		expect(spending({ amount: '5 triệu' }).two).toBe(true);
	});
});
