-- ===== Units (S1's part: the rooms unit and its data) =====
-- The five units and fifteen areas are real; hamlets, hotlines, addresses and kits are made up for the
-- demonstration ("Dữ liệu minh họa"): every unit here is marked `demo`.

insert into unit.units (code, name, full_name, type, police_name, hotline, address, opening_hours, lat, lon, demo)
select v.*, true from (values
	('21439', 'Đức Phổ', 'Phường Đức Phổ', 'phường', 'Công an phường Đức Phổ', '0900 000 101', 'Trụ sở Công an phường Đức Phổ (địa chỉ minh họa)', 'Thứ Hai đến thứ Sáu, 07:30–11:30 và 13:30–17:00', 14.80081, 108.95913),
	('21451', 'Trà Câu', 'Phường Trà Câu', 'phường', 'Công an phường Trà Câu', '0900 000 102', 'Trụ sở Công an phường Trà Câu (địa chỉ minh họa)', 'Thứ Hai đến thứ Sáu, 07:30–11:30 và 13:30–17:00', 14.86556, 108.94943),
	('21457', 'Nguyễn Nghiêm', 'Xã Nguyễn Nghiêm', 'xã', 'Công an xã Nguyễn Nghiêm', '0900 000 103', 'Trụ sở Công an xã Nguyễn Nghiêm (địa chỉ minh họa)', 'Thứ Hai đến thứ Sáu, 07:30–11:30 và 13:30–17:00', 14.84052, 108.87167),
	('21472', 'Khánh Cường', 'Xã Khánh Cường', 'xã', 'Công an xã Khánh Cường', '0900 000 104', 'Trụ sở Công an xã Khánh Cường (địa chỉ minh họa)', 'Thứ Hai đến thứ Sáu, 07:30–11:30 và 13:30–17:00', 14.72928, 109.00664),
	('21478', 'Sa Huỳnh', 'Phường Sa Huỳnh', 'phường', 'Công an phường Sa Huỳnh', '0900 000 105', 'Trụ sở Công an phường Sa Huỳnh (địa chỉ minh họa)', 'Thứ Hai đến thứ Sáu, 07:30–11:30 và 13:30–17:00', 14.65613, 109.05472)
) v;

-- Wards and communes as in the list of 01/10/2022, which people still give as their address.
insert into unit.areas (code, valid_from, name, full_name, type, unit, lat, lon, coordinates) values
	('21439', '2022-10-01', 'Nguyễn Nghiêm', 'Phường Nguyễn Nghiêm', 'phường', '21439', 14.8111, 108.9583, 'estimate'),
	('21442', '2022-10-01', 'Phổ An', 'Xã Phổ An', 'xã', '21451', 14.88889, 108.94917, 'vi.wikipedia'),
	('21445', '2022-10-01', 'Phổ Phong', 'Xã Phổ Phong', 'xã', '21457', 14.85083, 108.86417, 'vi.wikipedia'),
	('21448', '2022-10-01', 'Phổ Thuận', 'Xã Phổ Thuận', 'xã', '21451', 14.868, 108.922, 'estimate'),
	('21451', '2022-10-01', 'Phổ Văn', 'Phường Phổ Văn', 'phường', '21451', 14.85, 108.946, 'estimate'),
	('21454', '2022-10-01', 'Phổ Quang', 'Phường Phổ Quang', 'phường', '21451', 14.848, 108.978, 'estimate'),
	('21457', '2022-10-01', 'Phổ Nhơn', 'Xã Phổ Nhơn', 'xã', '21457', 14.827, 108.8815, 'derived'),
	('21460', '2022-10-01', 'Phổ Ninh', 'Phường Phổ Ninh', 'phường', '21439', 14.806, 108.933, 'estimate'),
	('21463', '2022-10-01', 'Phổ Minh', 'Phường Phổ Minh', 'phường', '21439', 14.81806, 108.96806, 'vi.wikipedia'),
	('21466', '2022-10-01', 'Phổ Vinh', 'Phường Phổ Vinh', 'phường', '21439', 14.804, 108.992, 'estimate'),
	('21469', '2022-10-01', 'Phổ Hòa', 'Phường Phổ Hòa', 'phường', '21439', 14.78, 108.964, 'estimate'),
	('21472', '2022-10-01', 'Phổ Cường', 'Xã Phổ Cường', 'xã', '21472', 14.7487, 108.9889, 'derived'),
	('21475', '2022-10-01', 'Phổ Khánh', 'Xã Phổ Khánh', 'xã', '21472', 14.7124, 109.022, 'derived'),
	('21478', '2022-10-01', 'Phổ Thạnh', 'Phường Phổ Thạnh', 'phường', '21478', 14.6781, 109.053, 'derived'),
	('21481', '2022-10-01', 'Phổ Châu', 'Xã Phổ Châu', 'xã', '21478', 14.6229, 109.0575, 'derived');

-- Five made-up hamlets an area, within about 1.3 km of its point; none of them is a real place.
insert into unit.hamlets (id, area, area_valid_from, name, kind, lat, lon, fictional)
select
	('00000000-0000-4000-8000-0' || a.code || '00000' || n.n)::uuid, a.code, a.valid_from,
	case a.type when 'xã' then 'Thôn ' else 'Tổ dân phố ' end || n.n,
	case a.type when 'xã' then 'thôn' else 'tổ dân phố' end,
	round((a.lat + n.north)::numeric, 5), round((a.lon + n.east)::numeric, 5), true
from unit.areas a
cross join (values (1, 0.0021, -0.0034), (2, 0.0088, 0.0047), (3, -0.0075, 0.0062), (4, -0.0052, -0.0091), (5, 0.0069, -0.0098)) n (n, north, east);

-- Tips about officers of the other units go to Đức Phổ, which names no desk of oversight itself.
insert into unit.settings (unit, oversight_desk)
select u.code, case when u.code <> '21439' then '21439' end from unit.units u;

-- Saturday and Sunday, two windows each half of the day.
insert into unit.windows (unit, weekday, from_minute, to_minute)
select u.code, d.weekday, w.from_minute, w.to_minute
from unit.units u
cross join (values (6), (7)) d (weekday)
cross join (values (450, 570), (540, 660), (810, 930), (900, 1020)) w (from_minute, to_minute);

-- One kit a unit, and one that two units share.
insert into unit.kits (id, name) values
	('00000000-0000-4000-8001-021439000001', 'Bộ thu nhận lưu động Đức Phổ (minh họa)'),
	('00000000-0000-4000-8001-021451000001', 'Bộ thu nhận lưu động Trà Câu (minh họa)'),
	('00000000-0000-4000-8001-021457000001', 'Bộ thu nhận lưu động Nguyễn Nghiêm (minh họa)'),
	('00000000-0000-4000-8001-021472000001', 'Bộ thu nhận lưu động Khánh Cường (minh họa)'),
	('00000000-0000-4000-8001-021478000001', 'Bộ thu nhận lưu động Sa Huỳnh (minh họa)'),
	('00000000-0000-4000-8001-021439000002', 'Bộ thu nhận dùng chung Đức Phổ và Trà Câu (minh họa)');

insert into unit.kit_units (kit, unit) values
	('00000000-0000-4000-8001-021439000001', '21439'),
	('00000000-0000-4000-8001-021451000001', '21451'),
	('00000000-0000-4000-8001-021457000001', '21457'),
	('00000000-0000-4000-8001-021472000001', '21472'),
	('00000000-0000-4000-8001-021478000001', '21478'),
	('00000000-0000-4000-8001-021439000002', '21439'),
	('00000000-0000-4000-8001-021439000002', '21451');

-- Days off and clocks, as every unit begins with them.
select unit.give_calendar(u.code), unit.give_clocks(u.code) from unit.units u;

-- Replies and checklists of the house, for the lead of each unit to make their own.
select queue.give_words(u.code) from unit.units u;

-- ===== End of the units =====

-- ============================================================================================================= booking
-- Dữ liệu minh họa: teams, kits, days and a month of visits and call-backs around the day of seeding. Every name ends in
-- "Minh Họa", every phone is 0900 000 1xx; nobody here exists. Promises to come pass booking.commit like any other; those
-- of the past are written by the same writer after the same check.

-- A number from 0 to p_n - 1 that is the same in every seeding.
create function pg_temp.pick(p_salt text, p_n int) returns int
language sql immutable as $$
	select (('x' || substr(md5(p_salt), 1, 7))::bit(28)::int % p_n)
$$;

-- An id that is the same in every seeding, and has the form of a random one (version 4), which contracts ask for.
create function pg_temp.demo_id(p_salt text) returns uuid
language sql immutable as $$
	select overlay(overlay(md5(p_salt) placing '4' from 13) placing '8' from 17)::uuid
$$;

-- Two teams a unit, each with a kit that no other team has.
insert into booking.teams (unit, name, start_hamlet, places, reserved_hotline, reserved_ward)
select u.code, 'Tổ lưu động ' || n, null, 8, 2, 1
from unit.units u
cross join generate_series(1, 2) n
order by u.code, n;

insert into booking.team_shifts (team, weekday, from_minute, to_minute)
select t.id, d.weekday, s.from_minute, s.to_minute
from booking.teams t
cross join (values (6), (7)) as d (weekday)
cross join (values (450, 660), (810, 1020)) as s (from_minute, to_minute);

do $$
declare
	t booking.teams;
	v_kit uuid;
begin
	for t in select * from booking.teams order by unit, name
	loop
		select k.id into v_kit
		from unit.kits k
		join unit.kit_units u on u.kit = k.id and u.unit = t.unit
		where k.active and not exists (select 1 from booking.teams o where o.kit = k.id)
		order by (select count(*) from unit.kit_units o where o.kit = k.id), k.name
		limit 1;
		if v_kit is null then
			insert into unit.kits (name)
			select 'Bộ thu nhận ' || u.name || ' · ' || right(t.name, 1) from unit.units u where u.code = t.unit
			returning id into v_kit;
			insert into unit.kit_units (kit, unit) values (v_kit, t.unit);
		end if;
		update booking.teams set kit = v_kit where id = t.id;
	end loop;
end
$$;

-- The four weekends behind us, as they would have been opened then; the ones ahead by the job itself.
insert into booking.team_days (team, unit, day, kit, start_place, shifts, places, reserved_hotline, reserved_ward)
select
	t.id, t.unit, x.day::date, t.kit, booking.start_of(t), booking.shifts_on(t.id, extract(isodow from x.day)::int), t.places,
	t.reserved_hotline, t.reserved_ward
from booking.teams t
cross join generate_series(house.local_day(now()) - 28, house.local_day(now()) - 1, interval '1 day') as x (day)
where extract(isodow from x.day) >= 6 and unit.visits_allowed(t.unit, x.day::date);

select booking.open_days(null);

-- The standing list with one more stop after the last, or null where the team could not keep it.
create function pg_temp.with_last(p_day booking.team_days, p_subject uuid, p_place text, p_minutes int, p_from int, p_to int)
returns jsonb
language plpgsql as $$
declare
	v_list jsonb := booking.standing((p_day).id, null, null);
	v_last jsonb := v_list -> -1;
	v_set unit.settings;
	v_shift jsonb;
	v_base text := (p_day).start_place;
	v_free int;
	v_travel int;
	v_start int;
begin
	select * into v_set from unit.settings where unit = (p_day).unit;
	select s.value into v_shift
	from jsonb_array_elements((p_day).shifts) s
	where (s.value ->> 'from')::int <= p_from and (s.value ->> 'to')::int > p_from;
	v_free := (v_shift ->> 'from')::int;
	if (v_last ->> 'start')::int >= v_free then
		v_free := (v_last ->> 'finish')::int;
		select v.place_id into v_base from booking.visits v where v.id = (v_last ->> 'subject')::uuid;
	end if;
	v_travel := booking.travel_minutes(v_base, p_place, v_set.road_factor, v_set.speed_kmh);
	v_start := greatest(p_from, v_free + v_travel);
	if v_shift is null or v_start > p_to or v_start + p_minutes > (v_shift ->> 'to')::int or v_start < coalesce((v_last ->> 'start')::int, 0) then
		return null;
	end if;
	return v_list || jsonb_build_object(
		'subject', p_subject, 'from', p_from, 'to', p_to, 'service', p_minutes, 'travel', v_travel, 'start', v_start,
		'finish', v_start + p_minutes
	);
end
$$;

-- A household that asks for a visit, without window or case.
create function pg_temp.household(p_unit text, p_salt text, p_channel text) returns booking.visits
language plpgsql as $$
declare
	v_family text[] := array['Nguyễn', 'Trần', 'Lê', 'Phạm', 'Huỳnh', 'Võ', 'Đặng', 'Bùi', 'Đỗ', 'Hồ'];
	v_middle text[] := array['Thị', 'Văn', 'Thanh', 'Ngọc', 'Hữu', 'Kim'];
	v_landmarks text[] := array['Gần nhà văn hóa', 'Sau trường tiểu học', 'Cạnh chợ', 'Gần đình làng', 'Ngõ cạnh trạm y tế'];
	v_hamlet unit.hamlets;
	v_people int := 1 + (pg_temp.pick(p_salt || 'people', 5) = 0)::int + (pg_temp.pick(p_salt || 'more', 12) = 0)::int;
	v_family_name text := v_family[1 + pg_temp.pick(p_salt || 'family', 10)];
	v_form jsonb;
	v_minutes int;
	v booking.visits;
begin
	select h.* into v_hamlet
	from unit.hamlets h
	join unit.areas a on a.code = h.area and a.valid_from = h.area_valid_from
	where a.unit = p_unit and h.closed_at is null
	order by md5(p_salt || h.area || h.name)
	limit 1;
	select jsonb_agg(
		jsonb_build_object(
			'name', concat_ws(' ', v_family_name, v_middle[1 + pg_temp.pick(p_salt || n || 'middle', 6)], 'Minh Họa'),
			'birth', jsonb_build_object('year', 1932 + pg_temp.pick(p_salt || n || 'birth', 28)),
			'service', (array['renew', 'first', 'reissue', 'unsure'])[1 + pg_temp.pick(p_salt || n || 'service', 4)],
			'needs', to_jsonb(
				case pg_temp.pick(p_salt || n || 'need', 5)
					when 0 then array['old_age', 'bedridden'] when 1 then array['illness', 'can_sit'] when 2 then array['disability']
					when 3 then array['old_age', 'hands'] else array['old_age', 'hearing']
				end
			),
			'lacks_capacity', false, 'representative', null, 'old_number', null
		)
	) into v_form
	from generate_series(1, v_people) n;
	v_minutes := booking.service_minutes(p_unit, v_form);
	insert into booking.visits (id, unit, channel, area, area_valid_from, hamlet, place_id, minutes)
	values (
		pg_temp.demo_id('gan-dan demo ' || p_salt), p_unit, p_channel, v_hamlet.area, v_hamlet.area_valid_from, v_hamlet.id,
		booking.place_id(v_hamlet.area, v_hamlet.id), v_minutes
	);
	perform booking.fill(
		pg_temp.demo_id('gan-dan demo ' || p_salt),
		jsonb_build_object(
			'booking_for', 'relative',
			'people', v_form,
			'consent', true,
			'place', jsonb_build_object(
				'kind', 'home', 'area', v_hamlet.area, 'hamlet', v_hamlet.id,
				'landmark', v_landmarks[1 + pg_temp.pick(p_salt || 'landmark', 5)] || ' (dữ liệu minh họa)'
			),
			'contact', jsonb_build_object(
				'name', concat_ws(' ', v_family_name, v_middle[1 + pg_temp.pick(p_salt || 'booker', 6)], 'Minh Họa'),
				'phone', '+84900000' || 100 + pg_temp.pick(p_salt || 'phone', 100),
				'relation', (array['child', 'grandchild', 'neighbour'])[1 + pg_temp.pick(p_salt || 'relation', 3)],
				'person_knows', true, 'at_home', null
			)
		),
		v_minutes,
		p_channel
	);
	select * into v from booking.visits where id = pg_temp.demo_id('gan-dan demo ' || p_salt);
	return v;
end
$$;

-- The envelope of a visit as it stands today, with the story that led there.
create function pg_temp.envelope(p_visit uuid, p_salt text, p_state text, p_received timestamptz) returns void
language plpgsql as $$
declare
	v booking.visits;
	v_case uuid := pg_temp.demo_id('gan-dan demo case ' || p_salt);
	v_words text[] := array[
		'cây đa', 'cánh đồng', 'con đò', 'hạt thóc', 'bến đò', 'gốc đa', 'hàng cau', 'hoa mai', 'bờ đê', 'ghế đá', 'cầu ao', 'con thuyền'
	];
	v_window jsonb := booking.window_of(p_visit);
	v_day date := booking.day_of(p_visit);
	v_met timestamptz;
	v_ready timestamptz;
	v_handed timestamptz;
	v_confirmed timestamptz := p_received + interval '20 hours';
	v_n int := pg_temp.pick(p_salt || 'word', 12);
begin
	select * into v from booking.visits where id = p_visit;
	select house.at(v_day, s.finish) into v_met from booking.stops s where s.subject = p_visit;
	v_ready := v_met + interval '5 days';
	v_handed := v_met + interval '7 days';
	insert into queue.cases (
		id, kind, reference, unit, area, area_valid_from, state, state_before, channel, received_at, title_code, title_data, words, version, ended_at
	)
	values (
		v_case, 'home_visit', queue.next_reference('home_visit'), v.unit, v.area, v.area_valid_from, p_state,
		case when p_state = 'returned' then 'held' end, v.channel, p_received, 'home_visit', '{}',
		array[v_words[1 + v_n], v_words[1 + (v_n + 1 + pg_temp.pick(p_salt || 'other', 11)) % 12]], 1,
		case p_state when 'done' then v_handed when 'cancelled' then p_received + interval '1 day' end
	);
	update booking.visits
	set
		case_id = v_case,
		confirmed_at = case when p_state in ('confirmed', 'revisit', 'captured', 'card_ready', 'done') then v_confirmed end,
		papers = case when p_state = 'confirmed' and pg_temp.pick(p_salt || 'papers', 3) = 0 then 'Thẻ cũ, nếu còn giữ' end
	where id = p_visit;
	perform queue.start_clocks(v_case, 'received', p_received);
	insert into queue.events (case_id, at, code, by, data, visible_to_citizen)
	values (v_case, p_received, 'received', 'citizen', jsonb_build_object('state', case when v_window is null then 'waiting' else 'held' end, 'channel', v.channel), true);
	if p_state in ('confirmed', 'revisit', 'captured', 'card_ready', 'done') then
		insert into queue.events (case_id, at, code, by, data, visible_to_citizen)
		values
			(v_case, v_confirmed - interval '3 minutes', 'call', 'system', '{"outcome": "answered"}', true),
			(v_case, v_confirmed, 'confirm', 'system', jsonb_build_object('window', v_window, 'from', 'held', 'to', 'confirmed'), true);
		update queue.clocks_running set stopped_at = v_confirmed where case_id = v_case and clock = 'first reply';
	end if;
	if p_state in ('revisit', 'captured', 'card_ready', 'done') then
		update booking.people
		set
			outcome = case when p_state = 'revisit' then 'absent' else 'captured' end,
			card_ready_at = case when p_state in ('card_ready', 'done') then v_ready end,
			card_handed_at = case when p_state = 'done' then v_handed end,
			card_handed_to = case when p_state = 'done' then 'owner' end
		where visit_id = p_visit;
		insert into queue.events (case_id, at, code, by, data, visible_to_citizen)
		values (
			v_case, v_met, 'outcome', 'system',
			jsonb_build_object('from', 'confirmed', 'to', case when p_state = 'revisit' then 'revisit' else 'captured' end), true
		);
	end if;
	if p_state in ('captured', 'card_ready', 'done') then
		update queue.clocks_running set stopped_at = v_met where case_id = v_case and clock = 'visit';
		perform queue.start_clock(v_case, 'card', v_met);
	end if;
	if p_state in ('card_ready', 'done') then
		insert into queue.events (case_id, at, code, by, data, visible_to_citizen)
		values (v_case, v_ready, 'card_ready', 'system', '{"from": "captured", "to": "card_ready"}', true);
		update queue.clocks_running set stopped_at = v_ready where case_id = v_case and clock = 'card';
	end if;
	if p_state = 'done' then
		insert into queue.events (case_id, at, code, by, data, visible_to_citizen)
		values (v_case, v_handed, 'card_handed', 'system', '{"from": "card_ready", "to": "done", "handed_to": "owner"}', true);
	end if;
	if p_state = 'cancelled' then
		insert into queue.events (case_id, at, code, by, data, visible_to_citizen)
		values (v_case, p_received + interval '1 day', 'cancel', 'citizen', '{"reason": "no_longer_needed", "from": "waiting", "to": "cancelled"}', true);
		update queue.clocks_running set stopped_at = p_received + interval '1 day' where case_id = v_case and stopped_at is null;
	end if;
	if p_state = 'returned' then
		with e as (
			insert into queue.events (case_id, at, code, by, data, visible_to_citizen)
			values (v_case, p_received + interval '6 hours', 'return', 'system', '{"fields": ["landmark"], "from": "held", "to": "returned"}', true)
			returning id
		)
		insert into queue.event_bodies (event_id, body)
		select e.id, 'Tổ công tác chưa tìm được đường vào nhà. Xin ghi rõ hơn nhà ở gần đâu.' from e;
		update queue.clocks_running set stopped_at = p_received + interval '6 hours' where case_id = v_case and clock = 'first reply';
		update queue.clocks_running set paused_at = p_received + interval '6 hours' where case_id = v_case and clock = 'visit';
		insert into queue.pauses (case_id, clock, reason, from_at) values (v_case, 'visit', 'returned', p_received + interval '6 hours');
		insert into queue.events (case_id, at, code, by, data, visible_to_citizen)
		values (v_case, p_received + interval '6 hours 1 second', 'clock_pause', 'system', '{"reason": "returned", "clocks": ["visit"]}', true);
	end if;
	perform queue.reckon(v_case);
	perform booking.retitle(v_case);
end
$$;

do $$
declare
	d booking.team_days;
	w unit.windows;
	v booking.visits;
	v_today date := house.local_day(now());
	v_full date;
	v_salt text;
	v_channel text;
	v_plan jsonb;
	v_state text;
	v_n int;
	v_received timestamptz;
	v_unit text;
begin
	for d in select * from booking.team_days order by day, unit, id
	loop
		-- The first day that residents could still ask for is full in every unit; the ones after it have room.
		select min(x.day) into v_full
		from booking.team_days x
		join unit.settings s on s.unit = x.unit
		where x.unit = d.unit and house.at(x.day, 450) >= now() + make_interval(hours => s.lead_hours + 6);
		v_n := 0;
		for w in
			select x.* from unit.windows x where x.unit = d.unit and x.weekday = extract(isodow from d.day) order by x.from_minute
		loop
			for i in 1..2
			loop
				v_salt := d.unit || (select t.name from booking.teams t where t.id = d.team) || (d.day - v_today) || w.from_minute || '-' || i;
				continue when d.day <> v_full and pg_temp.pick(v_salt || 'empty', 10) >= case when d.day < v_today then 4 else 3 end;
				v_channel := (array['web', 'web', 'hotline', 'ward'])[1 + pg_temp.pick(v_salt || 'channel', 4)];
				v := pg_temp.household(d.unit, v_salt, v_channel);
				v_plan := pg_temp.with_last(d, v.id, v.place_id, v.minutes, w.from_minute, w.to_minute);
				if v_plan is null then
					delete from booking.visits where id = v.id;
					continue;
				end if;
				if d.day > v_today and booking.places_left(d, v_channel, v.id) > 0 then
					begin
						perform booking.commit(
							v.id, d.id, (select x.version from booking.team_days x where x.id = d.id), v_plan, null, v_channel
						);
					exception when sqlstate 'PT409' then
						-- Too soon for this channel: what the rule refuses a resident it refuses the demo.
						delete from booking.visits where id = v.id;
						continue;
					end;
					v_received := now() - make_interval(hours => 2 + pg_temp.pick(v_salt || 'received', 70));
					v_state := (array['held', 'held', 'held', 'held', 'confirmed', 'confirmed', 'confirmed', 'confirmed', 'confirmed', 'returned'])[
						1 + pg_temp.pick(v_salt || 'state', 10)
					];
					if v_state = 'confirmed' then
						v_received := v_received - interval '21 hours';
					end if;
				elsif d.day < v_today and booking.broken(d, v_plan) is null then
					perform booking.write_stops(d, v.id, v_plan, null, v_channel);
					v_received := house.at(d.day, 540) - make_interval(days => 3 + pg_temp.pick(v_salt || 'days', 6));
					v_state := case
						when pg_temp.pick(v_salt || 'vain', 12) = 0 then 'revisit'
						-- By weekends, so that every state is there whatever day the demo is made on.
						when d.day >= v_today - 7 then 'captured'
						when d.day >= v_today - 14 and pg_temp.pick(v_salt || 'handed', 2) = 0 then 'card_ready'
						else 'done'
					end;
				else
					delete from booking.visits where id = v.id;
					continue;
				end if;
				perform pg_temp.envelope(v.id, v_salt, v_state, v_received);
				v_n := v_n + 1;
			end loop;
		end loop;
		if d.day = v_full then
			update booking.team_days x set places = v_n, reserved_hotline = 0, reserved_ward = 0, edited = true where x.id = d.id;
		end if;
	end loop;

	-- The waitlist, and who thought better of it.
	for v_unit in select u.code from unit.units u order by u.code
	loop
		for i in 1..3
		loop
			v := pg_temp.household(v_unit, v_unit || 'waiting' || i, 'web');
			perform pg_temp.envelope(
				v.id, v_unit || 'waiting' || i, case when i = 3 then 'cancelled' else 'waiting' end,
				now() - make_interval(hours => 5 + 19 * i)
			);
		end loop;
	end loop;
end
$$;

-- One gathering at the nhà văn hóa of a hamlet in Đức Phổ: five people of it on one weekend, three of them called already.
do $$
declare
	d booking.team_days;
	g booking.gatherings;
	v booking.visits;
	h record;
	v_set unit.settings;
	v_day uuid;
	v_shift jsonb;
	v_travel int;
	v_salt text;
begin
	select * into v_set from unit.settings s where s.unit = '21439';
	select x.id, x.name, x.area, x.area_valid_from into h
	from unit.hamlets x
	join unit.areas a on a.code = x.area and a.valid_from = x.area_valid_from
	where a.unit = '21439' and x.closed_at is null
	order by x.id
	limit 1;
	-- The first half of a day on which nobody is visited yet, not before next week.
	select t.id, s.value into v_day, v_shift
	from booking.team_days t
	cross join jsonb_array_elements(t.shifts) s
	where
		t.unit = '21439' and t.day > house.local_day(now()) + 7 and booking.offers_visits(t)
		and not exists (
			select 1 from booking.stops x
			where x.team_day = t.id and x.start between (s.value ->> 'from')::int and (s.value ->> 'to')::int
		)
	order by t.day, (s.value ->> 'from')::int, t.id
	limit 1;
	if v_day is null then
		return;
	end if;
	select * into d from booking.team_days t where t.id = v_day;
	insert into booking.gatherings (
		id, unit, team_day, kind, name, area, area_valid_from, hamlet, place_id, landmark, from_minute, to_minute, keeper_name,
		keeper_phone, note
	)
	values (
		pg_temp.demo_id('gan-dan demo gathering'), '21439', d.id, 'culture_house', 'Nhà văn hóa ' || h.name, h.area, h.area_valid_from,
		h.id, booking.place_id(h.area, h.id), 'Đầu đường vào thôn (dữ liệu minh họa)', (v_shift ->> 'from')::int + 30,
		(v_shift ->> 'from')::int + 150, 'Người Giữ Khóa Minh Họa', '+84900000198', 'Có lối cho xe lăn'
	)
	returning * into g;
	v_travel := booking.travel_minutes(d.start_place, g.place_id, v_set.road_factor, v_set.speed_kmh, d.day);
	perform booking.commit(
		g.id, d.id, d.version,
		(
			select jsonb_agg(s.value order by (s.value ->> 'start')::int)
			from jsonb_array_elements(
				booking.standing(d.id, null, null) || jsonb_build_object(
					'subject', g.id, 'from', g.from_minute, 'to', g.from_minute, 'service', g.to_minute - g.from_minute, 'travel', v_travel,
					'start', g.from_minute, 'finish', g.to_minute
				)
			) s
		),
		null, 'ward'
	);
	for i in 1..5
	loop
		v_salt := 'gathering' || i;
		v := pg_temp.household('21439', v_salt, 'ward');
		delete from booking.people p where p.visit_id = v.id and p.position > 1;
		update booking.people p set needs = array['old_age'] where p.visit_id = v.id;
		update booking.visits x
		set
			area = h.area, area_valid_from = h.area_valid_from, hamlet = h.id, place_id = booking.place_id(h.area, h.id),
			people_count = 1, minutes = v_set.first_person_minutes, gathering = g.id, gathered_at = now()
		where x.id = v.id;
		perform pg_temp.envelope(
			v.id, v_salt, case when i <= 3 then 'confirmed' else 'held' end, now() - make_interval(hours => 30 + i)
		);
	end loop;
end
$$;

-- Call-backs: to be called, tried in vain, and done.
do $$
declare
	u record;
	v_hamlet unit.hamlets;
	v_case uuid;
	v_received timestamptz;
begin
	for u in select x.code, n from unit.units x cross join generate_series(1, 4) n order by x.code, n
	loop
		select h.* into v_hamlet
		from unit.hamlets h
		join unit.areas a on a.code = h.area and a.valid_from = h.area_valid_from
		where a.unit = u.code and h.closed_at is null
		order by md5(u.code || 'call' || u.n || h.area || h.name)
		limit 1;
		v_case := pg_temp.demo_id('gan-dan demo call ' || u.code || u.n);
		v_received := now() - make_interval(hours => 1 + 9 * u.n);
		insert into queue.cases (
			id, kind, reference, unit, area, area_valid_from, state, channel, received_at, title_code, title_data, words, ended_at, again_at
		)
		values (
			v_case, 'call_back', queue.next_reference('call_back'), u.code, v_hamlet.area, v_hamlet.area_valid_from,
			case when u.n = 4 then 'done' else 'to_call' end, 'web', v_received, 'call_back',
			jsonb_build_object('when', (array['any', 'morning', 'afternoon', 'evening'])[u.n]),
			array[(array['bếp than', 'đàn gà', 'cây khế', 'hạt mưa'])[u.n], 'hoa phượng'],
			case when u.n = 4 then v_received + interval '5 hours' end,
			null
		);
		insert into booking.call_backs (case_id, name, phone, area, area_valid_from, hamlet, when_to_call, about)
		values (
			v_case,
			concat_ws(' ', (array['Nguyễn', 'Trần', 'Lê', 'Phạm'])[1 + pg_temp.pick(u.code || u.n, 4)], (array['Thị', 'Văn'])[1 + u.n % 2], 'Minh Họa'),
			'+84900000' || 100 + pg_temp.pick(u.code || 'call' || u.n, 100), v_hamlet.area, v_hamlet.area_valid_from, v_hamlet.id,
			(array['any', 'morning', 'afternoon', 'evening'])[u.n],
			case when u.n = 2 then 'Hỏi giấy tờ cần chuẩn bị (dữ liệu minh họa)' end
		);
		perform queue.start_clocks(v_case, 'received', v_received);
		insert into queue.events (case_id, at, code, by, data, visible_to_citizen)
		values (v_case, v_received, 'received', 'citizen', '{"state": "to_call", "channel": "web"}', true);
		if u.n = 3 then
			insert into queue.events (case_id, at, code, by, data, visible_to_citizen)
			values (v_case, v_received + interval '3 hours', 'call', 'system', '{"outcome": "no_answer"}', true);
		elsif u.n = 4 then
			insert into queue.events (case_id, at, code, by, data, visible_to_citizen)
			values
				(v_case, v_received + interval '4 hours', 'call', 'system', '{"outcome": "answered"}', true),
				(v_case, v_received + interval '5 hours', 'close_call_back', 'system', '{"reason": "answered_by_phone", "from": "to_call", "to": "done"}', true);
			update queue.clocks_running set stopped_at = v_received + interval '4 hours' where case_id = v_case;
		end if;
		perform queue.reckon(v_case);
		perform booking.retitle(v_case);
	end loop;
end
$$;

-- ===== Results: the report of 2022 names four of the eight community models; the other rows wait for a lead, and since when each
-- has been going is not known. =====
insert into results.models (unit, place, name, aim, programme)
select u.code, n.place, n.name, n.aim, n.programme
from unit.units u
cross join (values
	(1, 'Gần dân sát việc', 'Đến tận nhà người già yếu, ốm đau, khuyết tật vào thứ Bảy và Chủ nhật để làm căn cước.', 'visits'),
	(2, 'Vì quê hương Đức Phổ bình yên', 'Vận động đóng góp cho phong trào phòng, chống tội phạm, thưởng người báo tin và hỗ trợ gia đình khó khăn; thu chi công khai.', 'fund'),
	(3, '3 cùng', 'Giúp nạn nhân chất độc da cam và gia đình có người bị tai nạn giao thông.', 'support'),
	(4, 'Fanpage Công an', 'Đưa tin tức, cảnh báo và lời tuyên truyền đến từng người dân.', 'news'),
	(5, null, null, null), (6, null, null, null), (7, null, null, null), (8, null, null, null)
) n (place, name, aim, programme);
insert into results.rules (unit, superior, place, symbol, signer, recipients)
select
	u.code, 'Công an tỉnh Quảng Ngãi', u.name, case u.type when 'phường' then 'BC-CAP' else 'BC-CAX' end, 'Trưởng Công an ' || u.type,
	array['Công an tỉnh (để báo cáo)', 'Ủy ban nhân dân ' || u.type || ' (để báo cáo)', 'Lưu: VT']
from unit.units u;
