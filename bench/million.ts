/**
 * A queue of many years, made by the database itself: cases of five units as skewed as life is. Most are ended, the newest are
 * open, every second one still has the names and numbers it is found by. The same number makes the same cases.
 */
import type { Sql } from 'postgres';
import { newBundle, newKeys, sealer } from '../supabase/tests/sealed.ts';
import { setAside } from './indexes.ts';

/** Units of the seed and their share of the work, in thousandths from the lower bound on. */
const units = [
	['21439', 0, 350],
	['21451', 350, 600],
	['21478', 600, 800],
	['21457', 800, 920],
	['21472', 920, 1000]
] as const;

const people = {
	family: ['Nguyễn', 'Trần', 'Lê', 'Phạm', 'Huỳnh', 'Võ', 'Đặng', 'Bùi', 'Đỗ', 'Hồ', 'Ngô', 'Dương', 'Lý', 'Đinh'],
	middle: ['Thị', 'Văn', 'Thị Mỹ', 'Hữu', 'Thị Kim', 'Đức', 'Ngọc', 'Thanh', 'Minh', 'Quang'],
	given: [
		...['An', 'Bình', 'Bính', 'Cúc', 'Dũng', 'Đào', 'Giang', 'Hà', 'Hạnh', 'Hiền', 'Hoa', 'Hòa', 'Hồng', 'Huệ', 'Hương'],
		...['Khánh', 'Lan', 'Liên', 'Linh', 'Loan', 'Mai', 'Nam', 'Nga', 'Nhung', 'Phúc', 'Phương', 'Quý', 'Sáu', 'Sơn', 'Tâm'],
		...['Thảo', 'Thắm', 'Thủy', 'Tiến', 'Trang', 'Tuyết', 'Út', 'Vân', 'Vinh', 'Xuân', 'Yến', 'Hrê', 'Đạt', 'Lụa', 'Ớt']
	],
	places: ['Sau chợ', 'Gần trường tiểu học', 'Đối diện nhà văn hóa', 'Cạnh cây đa', 'Cuối xóm Bàu', 'Trước đình làng']
};

/**
 * Fills an empty queue with `count` cases; the officers of the five units are there already. One case in fifty is open, of
 * the visits among them those that are promised stand in a day of a team, and the tips have their members.
 */
export async function fill(sql: Sql, count: number): Promise<void> {
	await sql.begin(async (tx) => {
		await tx`select setseed(0.42)`;
		await tx`set local max_parallel_workers_per_gather = 0`;
		// A trigger asks for each new event and each changed case; here nothing of that kind is written one by one.
		const restore = await setAside(tx as unknown as Sql, ['queue.cases']);
		await tx`create temporary table share on commit drop as
			select * from unnest(${units.map(([unit]) => unit)}::text[], ${units.map(([, from]) => from)}::int[],
				${units.map(([, , to]) => to)}::int[]) u (unit, lowest, above)`;
		await tx`create temporary table areas on commit drop as
			select a.unit, array_agg(a.code order by a.code) as codes, array_agg(a.name order by a.code) as names, min(a.valid_from) as valid_from
			from unit.areas a where a.valid_to is null group by a.unit`;
		await tx`create temporary table staffed on commit drop as
			select o.unit, array_agg(o.user_id order by o.user_id) as officers
			from staff.officers o where o.roles && array['desk', 'lead'] and o.disabled_at is null group by o.unit`;
		await cases(tx as unknown as Sql, count);
		await restore();
	});
	await sql`analyze queue.cases`;
	await visits(sql);
	await members(sql);
	// As autovacuum leaves a table that is in use: the lists are read from their index alone.
	for (const table of ['queue.cases', 'booking.visits', 'booking.stops', 'tips.secrets'])
		await sql.unsafe(`vacuum analyze ${table}`);
}

async function cases(tx: Sql, count: number): Promise<void> {
	const { family, middle, given, places } = people;
	await tx`
		insert into queue.cases (
			kind, reference, unit, area, area_valid_from, state, priority, assignee, channel, received_at, due_at, due_clock, again_at,
			title_code, title_data, search, words, version, ended_at, erased_sensitive_at, erased_contact_at
		)
		select
			c.kind, c.reference, c.unit, case when c.kind <> 'tip' then c.area end, case when c.kind <> 'tip' then c.valid_from end,
			c.state, case when c.r6 < 0.02 then 'urgent' when c.r6 < 0.08 then 'high' else 'normal' end,
			case when c.r7 < case when c.open then 0.55 else 0.9 end and c.kind <> 'tip' then c.officer end,
			case when c.r8 < 0.55 then 'web' when c.r8 < 0.85 then 'hotline' else 'ward' end,
			c.received, case when c.open and c.r9 < 0.9 then now() + make_interval(mins => (c.r6 * c.r6 * 18000)::int - 2500) end,
			case when c.open and c.r9 < 0.9 then 'visit' end,
			case when c.open and c.r9 between 0.4 and 0.43 then now() + interval '3 hours' end,
			case when c.kind = 'home_visit' then 'visit' else c.kind end,
			case when c.kind = 'home_visit' then '{"people": 2, "minutes": 40}'::jsonb else '{}' end,
			queue.searchable(concat_ws(' ', c.reference, case
				when c.kind = 'tip' then null
				when c.erased then c.area_name
				else concat_ws(' ', c.person, c.landmark, c.phone, '0' || substr(c.phone, 4), c.area_name)
			end)),
			array['cánh diều', 'hạt gạo'], 1 + (c.r7 * 8)::int,
			case when not c.open then least(c.received + make_interval(hours => 4 + (c.r8 * 600)::int), now() - interval '1 minute') end,
			case when c.erased then c.received + interval '700 hours' end, case when c.erased then c.received + interval '900 hours' end
		from (
			select
				x.*, s.unit, a.valid_from, a.codes[1 + floor(x.r2 * x.r2 * cardinality(a.codes))::int] as area,
				a.names[1 + floor(x.r2 * x.r2 * cardinality(a.names))::int] as area_name,
				o.officers[1 + floor(x.r3 * cardinality(o.officers))::int] as officer,
				not x.open and x.n < ${count / 2} as erased,
				now() - make_interval(mins => ((${count} - x.n)::float8 / ${count} * 6 * 525600)::int) as received,
				k.prefix || '-' || to_char((x.n * 6 / ${count})::int + 20, 'FM00') || '-' || lpad(x.n::text, 7, '0') as reference,
				case
					when not x.open and x.kind = 'tip' then (array['resolved', 'unfounded', 'duplicate', 'handed_over'])[1 + floor(x.r4 * 4)::int]
					when not x.open and x.kind = 'call_back' then case when x.r4 < 0.5 then 'converted' when x.r4 < 0.85 then 'done' else 'cancelled' end
					when not x.open then case when x.r4 < 0.8 then 'done' when x.r4 < 0.97 then 'cancelled' else 'ineligible' end
					when x.kind = 'home_visit' then (
						array['held', 'held', 'held', 'held', 'waiting', 'waiting', 'waiting', 'confirmed', 'confirmed', 'confirmed', 'confirmed',
							'confirmed', 'returned', 'revisit', 'captured', 'captured', 'captured', 'card_ready', 'card_ready', 'waiting']
					)[1 + floor(x.r4 * 20)::int]
					when x.kind = 'call_back' then 'to_call'
					when x.kind = 'tip' then (array['new', 'opened', 'checking'])[1 + floor(x.r4 * 3)::int]
					else 'waiting'
				end as state,
				concat_ws(
					' ', (${family}::text[])[1 + floor(x.r5 * x.r5 * ${family.length})::int], (${middle}::text[])[1 + floor(x.r6 * ${middle.length})::int],
					(${given}::text[])[1 + floor(x.r7 * ${given.length})::int]
				) as person,
				(${places}::text[])[1 + floor(x.r8 * ${places.length})::int] as landmark,
				'+849' || lpad((x.n * 7919::bigint % 100000000)::text, 8, '0') as phone
			from (
				select
					n, n > ${count} * 0.98 or n % 4001 = 0 as open, random() as r1, random() as r2, random() as r3, random() as r4, random() as r5,
					random() as r6, random() as r7, random() as r8, random() as r9,
					(array['home_visit', 'call_back', 'tip', 'support', 'data_request', 'fund_statement'])[
						width_bucket(random(), array[0, 0.62, 0.87, 0.93, 0.97, 0.99])
					] as kind
				from generate_series(1, ${count}::int) n
			) x
			join share s on floor(x.r1 * 1000) >= s.lowest and floor(x.r1 * 1000) < s.above
			join areas a on a.unit = s.unit
			join staffed o on o.unit = s.unit
			join queue.kinds k on k.kind = x.kind
		) c`;
}

/** Every open visit with its household, and the promised ones in days of teams, eight a day. */
async function visits(sql: Sql): Promise<void> {
	await sql`insert into booking.teams (unit, name, places) select u.code, 'Tổ ' || n, 8 from unit.units u, generate_series(11, 20) n`;
	await sql`insert into booking.team_days (team, unit, day, start_place, places, reserved_hotline, reserved_ward)
		select t.id, t.unit, house.local_day(now()) + d, 'unit:' || t.unit, 8, 0, 0
		from booking.teams t, generate_series(-1, 25) d where t.name ~ '^Tổ (1[1-9]|20)$'`;
	await sql`insert into booking.visits (case_id, unit, channel, area, area_valid_from, place_id, minutes, people_count, booking_for, booker_name, booker_phone, relation, place_kind, landmark)
		select c.id, c.unit, c.channel, c.area, c.area_valid_from, 'area:' || c.area, 40, 2, 'relative', 'Nguyễn Văn Thử',
			'+849' || lpad((row_number() over (order by c.id) * 7919 % 100000000)::text, 8, '0'), 'child', 'home', 'Sau chợ'
		from queue.cases c where c.kind = 'home_visit' and c.ended_at is null and not exists (select 1 from booking.visits v where v.case_id = c.id)`;
	await sql`insert into booking.people (visit_id, position, name, birth_year, service, needs, outcome)
		select v.id, n,
			(${people.family}::text[])[1 + f % ${people.family.length}] || ' ' || (${people.middle}::text[])[1 + f / 14 % ${people.middle.length}]
				|| ' ' || (${people.given}::text[])[1 + f / 140 % ${people.given.length}], 1940, 'renew', array['old_age'], case when c.state in ('captured', 'card_ready') then 'captured' end
		from booking.visits v join queue.cases c on c.id = v.case_id, generate_series(1, 2) n,
			lateral (select abs(hashtext(v.id::text || n)) % 1000000 as f) x
		where c.ended_at is null and not exists (select 1 from booking.people p where p.visit_id = v.id)`;
	await sql`insert into booking.stops (team_day, position, subject, channel, window_from, window_to, service, travel, start, finish, busy)
		select d.id, 1 + v.n % 8, v.id, v.channel, 420 + v.n % 8 * 60, 540 + v.n % 8 * 60, 40, 10, 440 + v.n % 8 * 60, 480 + v.n % 8 * 60,
			tstzrange(house.at(d.day, (430 + v.n % 8 * 60)::int), house.at(d.day, (480 + v.n % 8 * 60)::int))
		from (
			select v.id, v.unit, v.channel, row_number() over (partition by v.unit order by v.id) - 1 as n
			from booking.visits v join queue.cases c on c.id = v.case_id
			where c.state in ('held', 'confirmed') and c.ended_at is null and v.gathering is null
				and not exists (select 1 from booking.stops s where s.subject = v.id)
		) v
		join (
			select t.id, t.unit, t.day, row_number() over (partition by t.unit order by t.day, t.id) - 1 as n
			from booking.team_days t join booking.teams x on x.id = t.team where x.name ~ '^Tổ (1[1-9]|20)$'
		) d on d.unit = v.unit and d.n = v.n / 8`;
}

/** Keys of who takes tips, and a secret for each of them of every tip that is open or ended within half a year. */
async function members(sql: Sql): Promise<void> {
	const seal = await sealer();
	const takers = await sql`select user_id, unit from staff.officers where roles && array['investigator']`;
	for (const { user_id } of takers) {
		const { recipient, verify } = newKeys();
		await sql`insert into staff.keys (officer, recipient, verify, bundle)
			values (${user_id}, ${recipient}, decode(${verify}, 'hex'), decode(${newBundle()}, 'base64'))`;
	}
	await sql`insert into tips.threads (case_id, tip, digest, urgent, acknowledged_at)
		select c.id, decode(md5(c.id::text), 'hex'), sha256(convert_to(c.id::text, 'UTF8')), false, null
		from queue.cases c where c.kind = 'tip' and (c.ended_at is null or c.ended_at > now() - interval '180 days')`;
	await sql`insert into tips.secrets (case_id, epoch, room, officer, verify, sealed)
		select t.case_id, 1, 'T', o.user_id, k.verify, decode(${seal(1)}, 'base64')
		from tips.threads t
		join queue.cases c on c.id = t.case_id
		join staff.officers o on o.unit = c.unit and 'investigator' = any (o.roles)
		join staff.keys k on k.officer = o.user_id`;
}
