/**
 * Families of the demonstration who asked for help: new requests, one that a neighbour made, families with a visit planned, due
 * and behind them. Everybody is made up and says so; the rows are written by the functions behind the doors.
 */
import { createHash } from 'node:crypto';
import type { Sql, TransactionSql } from 'postgres';

type Named = { unit: string; email: string };
/** How far a request has come. */
type Until = 'asked' | 'visit' | 'visited' | 'cared' | 'due';
/** Who asks, family, what happened, what would help, where, how far, what was given. */
type Family = [
	asker: 'self' | 'neighbour' | 'officer',
	name: string,
	hardship: 'agent_orange' | 'traffic_accident' | 'other',
	wants: string[],
	landmark: string,
	until: Until,
	given?: [amount: number | null, goods: string | null]
];

const families: readonly Family[] = [
	[
		'self',
		'Bà Võ Thị Minh Họa',
		'agent_orange',
		['care', 'food'],
		'Sau chợ, cổng xanh',
		'cared',
		[2_000_000, null]
	],
	[
		'self',
		'Ông Lê Văn Minh Họa',
		'traffic_accident',
		['livelihood', 'schooling'],
		'Cạnh trường tiểu học',
		'due',
		[null, '20 kg gạo']
	],
	['officer', 'Chị Nguyễn Thị Minh Họa', 'other', ['house'], 'Đối diện trạm y tế', 'visited'],
	['self', 'Anh Trần Minh Họa', 'traffic_accident', ['papers', 'visit'], 'Gần cầu', 'visit'],
	[
		'neighbour',
		'Bà Phạm Thị Minh Họa',
		'agent_orange',
		['visit', 'care'],
		'Nhà ngói cuối xóm',
		'asked'
	],
	['self', 'Bà Đỗ Thị Minh Họa', 'other', ['unsure'], 'Sau đình', 'asked']
];
const made = (words: string) => `${words} (dữ liệu minh họa)`;

/** Begins with families in each demonstration unit that has a support officer and no request yet. */
export async function ensureFamilies(sql: Sql, officers: readonly Named[]): Promise<void> {
	for (const unit of new Set(officers.map((officer) => officer.unit)))
		await sql.begin(async (tx) => {
			const [known] = await tx`select 1 from support.requests where unit = ${unit} limit 1`;
			const [helper] = await tx`
				select o.user_id from staff.officers o
				where o.unit = ${unit} and 'support' = any (o.roles) and o.email = any (${officers.map(({ email }) => email)}) limit 1`;
			if (known || !helper) return;
			const hamlets = await tx`
				select h.id, h.area from unit.hamlets h join unit.areas a on a.code = h.area and a.valid_from = h.area_valid_from
				where a.unit = ${unit} and h.closed_at is null order by md5(h.name || h.area) limit 6`;
			for (const [n, family] of families.entries())
				await begin(tx, family, n, hamlets[n % hamlets.length] as never, helper.user_id as string);
		});
}

async function begin(
	tx: TransactionSql,
	[asker, name, hardship, wants, landmark, until, given]: Family,
	n: number,
	{ id: hamlet, area }: { id: string; area: string },
	helper: string
): Promise<void> {
	const own = asker === 'self';
	const form = {
		asker,
		hardship,
		story: made('Gia đình đang khó khăn'),
		wants,
		family_name: name,
		family_phone: `+84900000${110 + n}`,
		area,
		hamlet,
		landmark,
		asked_by: own
			? null
			: { name: 'Ông Hàng Xóm Minh Họa', phone: '+84900000120', may_name: asker === 'officer' },
		consent: true
	};
	const hash = createHash('sha256').update(`gan-dan demo family ${area} ${n}`).digest('hex');
	const [asked] = await tx`
		select c.id from support.take_request(${tx.json(form)}, decode(${hash}, 'hex'), ${['cánh diều', 'hạt gạo']}, 'web', null, null) c`;
	const id = asked!.id as string;
	const back = 4 + 9 * n;
	// They came on days that lie behind.
	await tx`update queue.cases c set received_at = now() - make_interval(days => ${back}) where c.id = ${id}`;
	await tx`update queue.clocks_running k set started_at = k.started_at - make_interval(days => ${n}), due_at = k.due_at + interval '2 days'
		where k.case_id = ${id} and k.clock = 'first reply'`;
	const step = (state: string, action: string, data: object = {}, said: string | null = null) =>
		tx`select support.step(o, c, c.version, ${state}, ${action}, ${tx.json(data as never)}, ${said})
			from staff.officers o, queue.cases c where o.user_id = ${helper} and c.id = ${id}`;
	const plan = (days: number) =>
		tx`select support.plan_visit(${id}, house.local_day(now()) + ${days}::int, ${helper}, anew => true)`;
	if (until === 'asked') return;
	if (!own) {
		await step('to_visit', 'consent', { agreed: true, how: 'in_person' });
		await tx`update support.requests set agreed = true, agreed_at = now(), agreed_how = 'in_person', agreed_to = ${helper} where case_id = ${id}`;
	}
	if (until === 'visit') {
		await step('visit_agreed', 'visit_day');
		await plan(3);
		return;
	}
	const [{ day }] = (await tx`select (house.local_day(now()) - 2)::text as day`) as unknown as [
		{ day: string }
	];
	await step('visited', 'visit_made', { day, met: true });
	await tx`insert into support.visits (case_id, day, made_on, met, needs, note, officer)
		values (${id}, ${day}, ${day}, true, ${wants.filter((want) => want !== 'unsure')}, ${made('Đã gặp cả nhà')}, ${helper})`;
	await tx`update support.requests set last_visit = ${day} where case_id = ${id}`;
	if (until === 'visited') return;
	const reason = made('Hoàn cảnh đúng như đã kể');
	await step('in_care', 'decide', { granted: 'granted' }, reason);
	await tx`update support.requests set granted = 'granted', reason = ${reason}, decided_at = now(), decided_by = ${helper} where case_id = ${id}`;
	if (given) {
		const [amount, goods] = given;
		const kind = goods ? 'goods' : 'money';
		await step('in_care', 'give', { kind });
		await tx`insert into support.given (case_id, day, kind, amount, goods, officer)
			values (${id}, ${day}, ${kind}, ${amount}, ${goods}, ${helper})`;
	}
	await plan(until === 'due' ? 0 : 20);
}
