/**
 * Reports of the demonstration: one unit that published two months, out of visits and tips that are long over. Everybody in it is
 * made up and nobody has a name; what was told is counted and judged by the functions behind the doors.
 */
import type { Sql, TransactionSql } from 'postgres';

type Named = { unit: string; email: string };
/** Months back from this one, and how many homes were visited then; of this one, on the weekends that are a week past. */
const history: readonly (readonly [back: number, homes: number])[] = [
	[15, 9],
	[14, 11],
	[13, 10],
	[12, 8],
	[4, 12],
	[3, 17],
	[2, 22],
	[1, 24],
	[0, 18]
];
/** What the lead wrote of the months, oldest first. */
const reports: readonly (readonly [
	back: number,
	number: string,
	opening: string,
	visits: string
])[] = [
	[
		3,
		'08',
		'Trong kỳ, tình hình trên địa bàn ổn định; các mô hình được duy trì đều đặn (dữ liệu minh họa).',
		'Tổ lưu động đến từng nhà vào hai ngày cuối tuần, ưu tiên người không đi lại được (dữ liệu minh họa).'
	],
	[
		2,
		'11',
		'Trong kỳ, số nhà được phục vụ cuối tuần tiếp tục tăng; Quỹ cộng đồng thu, chi công khai đúng hạn (dữ liệu minh họa).',
		'Thêm một tổ lưu động từ đầu kỳ, nên thời gian chờ ngắn hơn (dữ liệu minh họa).'
	]
];

/** Publishes two reports in the first demonstration unit that has a lead, unless it has reports. */
export async function ensureResults(sql: Sql, officers: readonly Named[]): Promise<void> {
	const [unit] = officers.map((officer) => officer.unit).sort();
	if (!unit) return;
	await sql.begin(async (tx) => {
		const [known] = await tx`select 1 from results.reports where unit = ${unit}`;
		const [lead] = await tx<{ user_id: string }[]>`
			select o.user_id from staff.officers o
			where o.unit = ${unit} and 'lead' = any (o.roles) and o.email = any (${officers.map(({ email }) => email)})
			order by o.email limit 1`;
		if (known || !lead) return;
		for (const [back, homes] of history) await pastVisits(tx, unit, back, homes);
		await tx`update results.models set since_year = 2022 where unit = ${unit} and name is not null`;
		for (const [back, number, opening, visits] of reports)
			await tx`
				with m as (select (date_trunc('month', house.local_day(now())) - make_interval(months => ${back}))::date as day),
				r as (
					insert into results.reports (unit, kind, year, nth, from_day, to_day, number, opening, outlook, texts, made_by)
					select ${unit}, 'month', extract(year from m.day), extract(month from m.day), p.from_day, p.to_day, ${number}, ${opening},
						'Duy trì lịch phục vụ cuối tuần; gọi lại trong ngày cho người chờ (dữ liệu minh họa).',
						(select jsonb_build_object(v.id, ${visits}::text) from results.models v where v.unit = ${unit} and v.programme = 'visits'),
						${lead.user_id}
					from m
					cross join lateral results.period('month', extract(year from m.day)::int, extract(month from m.day)::int, 1) p
					returning *
				)
				select 1 from r`;
		const drafts = await tx<{ id: string }[]>`
			select id from results.reports where unit = ${unit} and state = 'draft' order by from_day`;
		for (const { id } of drafts)
			await tx`select results.publish(r, ${lead.user_id}) from results.reports r where r.id = ${id}`;
	});
}

/** Visits of a month that are over and erased as retention erases them: one or two people each, their cards handed over. */
export async function pastVisits(tx: TransactionSql, unit: string, back: number, homes: number) {
	await tx`
		with days as (
			select d.day::date as day, row_number() over (order by d.day) as n, count(*) over () as of
			from (
				select generate_series(m.day, m.day + interval '1 month' - interval '1 day', interval '1 day') as day
				from (select date_trunc('month', house.local_day(now())) - make_interval(months => ${back}) as day) m
			) d
			where extract(isodow from d.day) in (6, 7) and d.day <= house.local_day(now()) - 7
		),
		homes as (
			select gen_random_uuid() as id, gen_random_uuid() as visit, d.day, h.n, 1 + (h.n % 3 = 0)::int as people, a.code, a.valid_from
			from generate_series(1, ${homes}::int) h (n)
			join days d on d.n = 1 + h.n % d.of
			cross join lateral (
				select x.code, x.valid_from from unit.areas x where x.unit = ${unit} order by x.code
				offset h.n % (select count(*) from unit.areas y where y.unit = ${unit}) limit 1
			) a
		),
		cases as (
			insert into queue.cases (
				id, kind, reference, unit, area, area_valid_from, state, channel, received_at, title_code, ended_at,
				erased_sensitive_at, erased_contact_at
			)
			select
				h.id, 'home_visit', 'ĐN-' || to_char(h.day, 'YY') || '-9' || to_char(h.day, 'MM') || lpad(h.n::text, 3, '0'), ${unit}, h.code,
				h.valid_from, 'done', 'web', house.at(h.day - 6, 500), 'home_visit', house.at(h.day + 5, 600), house.at(h.day + 6, 0),
				house.at(h.day + 6, 0)
			from homes h
		),
		visits as (
			insert into booking.visits (id, case_id, unit, channel, area, area_valid_from, place_id, minutes, people_count)
			select h.visit, h.id, ${unit}, 'web', h.code, h.valid_from, booking.place_id(h.code, null), 20 + 15 * h.people, h.people from homes h
		),
		people as (
			insert into booking.people (
				visit_id, position, service, outcome, card_ready_at, card_handed_at, card_handed_to
			)
			select h.visit, p.n, 'renew', 'captured', house.at(h.day + 4, 600), house.at(h.day + 5, 600), 'owner'
			from homes h, generate_series(1, h.people) p (n)
		)
		insert into queue.events (case_id, at, code, by, data, visible_to_citizen)
		select h.id, e.at, e.code, 'system', e.data, true
		from homes h
		cross join lateral (
			select to_jsonb(array_fill('{"outcome": "captured"}'::jsonb, array[h.people])) as met,
				to_jsonb(array_fill(h.visit, array[h.people])) as ids
		) p
		cross join lateral (values
			(house.at(h.day - 6, 500), 'received', '{"state": "waiting", "channel": "web"}'::jsonb),
			(house.at(h.day - 5, 500), 'call', '{"outcome": "answered"}'),
			(house.at(h.day, 540), 'outcome', jsonb_build_object(
				'from', 'confirmed', 'to', 'captured', 'people', p.met,
				'promise', jsonb_build_object('day', h.day, 'team_day', null, 'from', 450, 'to', 570)
			)),
			(house.at(h.day + 5, 600), 'card_handed', jsonb_build_object('from', 'card_ready', 'to', 'done', 'handed_to', 'owner', 'people', p.ids))
		) e (at, code, data)`;
}
