/** A public ledger for tests: rows chained as SQL chains them, and what a server says above them. */
import { Digest } from '#shared/ledger/digest.ts';
import { commitmentOf, startOf, textOf } from '#shared/ledger/index.ts';
import type { Chained, Ledger } from './public-fund.ts';

export const unit = '21439';
const digest = new Digest();

type Said = Partial<Record<'purpose' | 'aid' | 'words' | 'name' | 'bands', string>> & {
	day: string;
	kind: Chained[2];
	money?: number;
	goods?: number;
	amount?: number;
};

export function chainOf(said: readonly Said[]): Chained[] {
	let before = startOf(unit);
	return said.map(({ day, kind, purpose = '', aid = '', money = 0, goods = 0, ...one }, n) => {
		const amount = one.amount ?? Math.abs(money + goods);
		const salt = one.name ? String(n).padStart(32, '0') : '';
		const commitment = one.name ? commitmentOf(salt, one.name) : '';
		const facts = [
			n + 1,
			day,
			kind,
			purpose,
			aid,
			amount,
			money,
			goods,
			`CT-${n + 1}`,
			''
		] as const;
		const rest = [commitment, one.words ?? '', one.bands ?? '', '0'.repeat(64)] as const;
		const row = [...facts, ...rest, '', one.name ?? '', salt] as Chained;
		before = digest.text(textOf(before, row)).end();
		row[14] = before;
		return row;
	});
}

/** Two months: an opening, a gift that is named, goods, a purchase, a transfer, help in a batch. */
export const rows = (): Chained[] =>
	chainOf([
		{ day: '2026-08-01', kind: 'opening', money: 12_000_000, words: 'Số dư đầu kỳ' },
		{ day: '2026-08-03', kind: 'gift', money: 5_000_000, name: 'Ông Minh Họa', words: 'Ủng hộ' },
		{ day: '2026-08-05', kind: 'gift', goods: 6_000_000, words: '400 kg gạo' },
		{ day: '2026-09-02', kind: 'transfer', amount: 4_000_000, words: 'Nộp vào tài khoản' },
		{
			day: '2026-09-10',
			kind: 'spending',
			purpose: 'equipment',
			money: -8_400_000,
			words: 'Mua camera'
		},
		{ day: '2026-09-30', kind: 'aid', purpose: 'support', aid: 'other', goods: -3_000_000 }
	]);

/** What a server that tells the truth says above these rows. */
export function ledgerOf(chain: readonly Chained[], changes: Partial<Ledger> = {}): Ledger {
	const held = { money: 0, goods: 0 };
	const months = new Map<string, Ledger['months'][number]>();
	const totals = new Map<string, Ledger['totals'][number]>();
	for (const [seq, day, kind, purpose, aid, amount, money, goods, , , , , , , hash] of chain) {
		const month = `${day.slice(0, 7)}-01`;
		held.money += money;
		held.goods += goods;
		const booked = held.money + held.goods;
		const end = { rows: seq, head: hash, published_on: '2026-11-05' };
		months.set(month, { month, ...held, booked, ...end });
		const key = [month, kind, purpose, aid].join(' ');
		const total = totals.get(key) ?? {
			month,
			kind,
			purpose: purpose || null,
			aid: aid || null,
			amount: 0,
			goods: 0,
			rows: 0,
			families: aid ? 12 : null
		};
		total.amount += kind === 'transfer' ? amount : money + goods;
		total.goods += goods;
		total.rows += 1;
		totals.set(key, total as Ledger['totals'][number]);
	}
	const head = chain.at(-1)?.[14] ?? startOf(unit);
	return {
		unit,
		unit_name: 'Công an phường Đức Phổ',
		demo: true,
		today: '2026-11-26',
		holder: 'Trưởng Công an phường',
		basis: 'Quy chế',
		account: null,
		balance: { ...held },
		rows: chain.length,
		head,
		closed_until: '2026-09-30',
		reconciled_until: null,
		waiting: [],
		months: [...months.values()].reverse(),
		totals: [...totals.values()].reverse(),
		heads: [
			{ day: '2026-11-25', rows: chain.length, head, inner: '0'.repeat(20) },
			{ day: '2026-09-15', rows: 3, head: chain[2]?.[14] ?? head, inner: '1'.repeat(20) },
			{ day: '2026-08-02', rows: 0, head: startOf(unit), inner: '2'.repeat(20) }
		],
		...changes
	};
}
