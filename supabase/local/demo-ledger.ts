/**
 * The ledger of the demonstration: four months that are over, three of them closed and published. Everybody in it is made up, and
 * says so; the rows are written as the doors write them, by the triggers that post, close and publish.
 */
import type { Sql, TransactionSql } from 'postgres';

type Named = { unit: string; email: string };
type People = Record<'lead' | 'desk' | 'till', string>;
/** Months back from this one, the day, whole đồng, where to, who (null: nobody is known), whether they are named, what for. */
type Gift = [number, number, number, 'cash' | 'goods', string | null, boolean, string];
/** The same, from where, what for; a purchase with who is paid, help with its kind and families. */
type Spent = [
	number,
	number,
	number,
	'cash' | 'goods',
	string,
	{ payee?: string | null; aid?: string | null; families?: number | null }
];

const made = (words: string) => `${words} (dữ liệu minh họa)`;
const OPENING = 12_000_000;
const gifts: readonly Gift[] = [
	[
		4,
		3,
		5_000_000,
		'cash',
		'Ông Nguyễn Văn Minh Họa',
		true,
		'Ủng hộ phong trào bảo vệ an ninh Tổ quốc'
	],
	[4, 8, 500_000, 'cash', null, false, 'Hòm quyên góp'],
	[
		4,
		17,
		20_000_000,
		'cash',
		'Công ty TNHH Minh Họa',
		true,
		'Ủng hộ chương trình Vì quê hương bình yên'
	],
	[4, 22, 6_000_000, 'goods', 'Cửa hàng gạo Minh Họa', true, '400 kg gạo'],
	[3, 5, 1_000_000, 'cash', 'Bà Trần Thị Minh Họa', false, 'Ủng hộ phong trào'],
	[3, 12, 3_000_000, 'cash', 'Hội đồng hương Minh Họa', true, 'Ủng hộ mua camera an ninh'],
	[3, 20, 700_000, 'cash', null, false, 'Hòm quyên góp'],
	[2, 2, 10_000_000, 'cash', 'Chùa Minh Họa', true, 'Giúp gia đình nạn nhân chất độc da cam'],
	[2, 11, 2_000_000, 'cash', 'Anh Lê Minh Họa', true, 'Ủng hộ phong trào'],
	[2, 25, 4_500_000, 'goods', 'Nhóm thiện nguyện Minh Họa', true, '30 phần quà'],
	[1, 6, 1_500_000, 'cash', 'Cô Phạm Minh Họa', true, 'Ủng hộ phong trào'],
	[1, 19, 600_000, 'cash', null, false, 'Hòm quyên góp']
];
const spent: readonly Spent[] = [
	[4, 19, 3_200_000, 'cash', 'In tờ rơi phòng chống lừa đảo', { payee: 'Nhà in Minh Họa' }],
	[4, 26, 3_000_000, 'goods', 'Trao gạo', { aid: 'other', families: 12 }],
	[3, 14, 8_400_000, 'cash', 'Mua 3 camera an ninh', { payee: 'Cửa hàng điện tử Minh Họa' }],
	[
		3,
		24,
		3_000_000,
		'cash',
		'Giúp gia đình nạn nhân tai nạn giao thông',
		{ aid: 'traffic_accident', families: 2 }
	],
	[
		2,
		10,
		8_000_000,
		'cash',
		'Giúp gia đình nạn nhân chất độc da cam',
		{ aid: 'agent_orange', families: 8 }
	],
	[2, 27, 4_500_000, 'goods', 'Trao quà', { aid: 'other', families: 30 }],
	[1, 15, 1_800_000, 'cash', 'Mua loa tuyên truyền', { payee: 'Cửa hàng điện tử Minh Họa' }]
];

/** Begins a ledger in each demonstration unit that has a treasurer and none yet. */
export async function ensureLedgers(sql: Sql, officers: readonly Named[]): Promise<void> {
	for (const unit of new Set(officers.map((officer) => officer.unit)))
		await sql.begin(async (tx) => {
			const [begun] = await tx`select 1 from fund.books where unit = ${unit}`;
			const of = async (role: string) => {
				const [row] = await tx`
					select o.user_id from staff.officers o
					where o.unit = ${unit} and ${role} = any (o.roles) and o.email = any (${officers.map(({ email }) => email)})
					order by cardinality(o.roles), o.email limit 1`;
				return row?.user_id as string | undefined;
			};
			const [lead, desk, till] = [await of('lead'), await of('desk'), await of('treasurer')];
			if (!begun && lead && desk && till) await fill(tx, unit, { lead, desk, till });
		});
}

async function fill(tx: TransactionSql, unit: string, people: People): Promise<void> {
	const basis = 'Quy chế Quỹ Vì quê hương bình yên (minh họa)';
	const holder = 'Trưởng Công an phường';
	await tx`insert into fund.accounts (unit, code) select ${unit}, c
		from unnest(array['cash', 'bank', 'goods', 'gifts', 'opening', 'movement', 'reward', 'support', 'equipment']) c`;
	await tx`insert into fund.books (unit, version, holder, basis, two_from, set_by)
		values (${unit}, 1, ${holder}, ${basis}, 50000000, ${people.lead})`;
	await tx`select fund.decree(o, 'support', '05/QĐ-CAP (minh họa)', '2026-01-05', null, 10000000, ${basis})
		from staff.officers o where o.user_id = ${people.lead}`;
	const firsts = await tx<{ day: string }[]>`
		select (date_trunc('month', house.local_day(now())) - make_interval(months => n))::date::text as day from generate_series(0, 4) n`;
	const dayOf = (back: number, day: number) =>
		`${firsts[back]!.day.slice(0, 8)}${String(day).padStart(2, '0')}`;
	await tx`insert into fund.entries (unit, kind, day, debit, credit, amount, basis, holder, words, posted_by)
		values (${unit}, 'opening', ${dayOf(4, 1)}, 'cash', 'opening', ${OPENING}, ${basis}, ${holder}, 'Số dư đầu kỳ, không có chi tiết', ${people.lead})`;
	await tx`insert into fund.yearly_dates (unit, version, month, day, first_year, set_by)
		values (${unit}, 1, 3, 31, ${Number(dayOf(4, 1).slice(0, 4))}, ${people.lead})`;
	const lines = [
		...gifts.map((gift) => ({ at: gift, post: () => receive(gift) })),
		...spent.map((one) => ({ at: one, post: () => pay(one) }))
	].sort((a, b) => b.at[0] - a.at[0] || a.at[1] - b.at[1]);
	for (const { post } of lines) await post();
	for (const month of [4, 3, 2].map((back) => dayOf(back, 1))) {
		await tx`insert into fund.counts (unit, month, amount, counted_by, signed_by, signed_at)
			values (${unit}, ${month}, fund.held_on(${unit}, 'cash', fund.end_of(${month})), ${people.till}, ${people.lead}, now())`;
		await tx`insert into fund.months (unit, month, closed_by) values (${unit}, ${month}, ${people.lead})`;
		await tx`select fund.publish(${unit}, ${month}, ${people.lead})`;
	}

	async function receive([back, day, amount, account, name, shown, words]: Gift) {
		const [known] =
			await tx`insert into fund.names (unit, name, shown) values (${unit}, ${name}, ${shown}) returning id`;
		await tx`insert into fund.entries (unit, kind, day, debit, credit, amount, basis, holder, words, name, posted_by)
			values (${unit}, 'gift', ${dayOf(back, day)}, ${account}, 'gifts', ${amount}, ${basis}, ${holder}, ${made(words)}, ${known!.id}, ${people.till})`;
	}

	async function pay([
		back,
		day,
		amount,
		source,
		words,
		{ payee = null, aid = null, families = null }
	]: Spent) {
		const purpose = aid ? 'support' : words.startsWith('Mua') ? 'equipment' : 'movement';
		const decision = aid ? '12/QĐ-CAP (minh họa)' : null;
		const [cap] =
			await tx`select c.version, c.amount from fund.caps c where c.unit = ${unit} and c.purpose = ${purpose}`;
		const [payment] = await tx`
			insert into fund.payments (unit, state, purpose, source, amount, words, payee, aid, families, basis, decision, cap_version, cap, two, evidence,
				proposed_by, approved_by, paid_by)
			values (${unit}, 'paid', ${purpose}, ${source}, ${amount}, ${made(words)}, ${payee}, ${aid}, ${families}, ${basis}, ${decision},
				${cap?.version ?? null}, ${cap?.amount ?? null}, false, ${made('Hóa đơn, biên bản')}, ${people.desk}, ${people.lead}, ${people.till})
			returning id`;
		for (const [n, [code, officer]] of [
			['propose', people.desk],
			['approve', people.lead],
			['pay', people.till]
		].entries())
			await tx`insert into fund.payment_events (payment, place, code, officer, at)
				values (${payment!.id}, ${n + 1}, ${code!}, ${officer!}, house.at(${dayOf(back, day)}, ${540 + n * 60}))`;
		await tx`insert into fund.entries (unit, kind, day, debit, credit, amount, basis, holder, decision, words, aid, families, payment, payment_state,
				posted_by)
			values (${unit}, 'spending', ${dayOf(back, day)}, ${purpose}, ${source}, ${amount}, ${basis}, ${holder}, ${decision}, ${made(words)}, ${aid},
				${families}, ${payment!.id}, 'paid', ${people.till})`;
	}
}
