-- The room `booking`, gatherings: a nhà văn hóa thôn, a trạm y tế or a hospital is one stop with a list of people. The table
-- stands in the first part, because the commit plans its stop as it plans a visit's. Whoever comes keeps a visit, a case and a
-- code of their own (docs/decisions/0021).

-- --------------------------------------------------------------------------------------------------- states and transitions

insert into queue.transitions (kind, from_state, to_state, who, action)
select 'home_visit', t.from_state, t.to_state, 'officer', t.action
from (values
	('waiting', 'held', 'gather'), ('held', 'held', 'gather'), ('confirmed', 'confirmed', 'gather'),
	('postponed', 'held', 'gather'), ('postponed', 'confirmed', 'gather'),
	('revisit', 'held', 'gather'), ('revisit', 'confirmed', 'gather'),
	-- Whoever comes to a gathering is served there, even where nobody had called them before.
	('held', 'captured', 'outcome'), ('held', 'revisit', 'outcome'), ('held', 'cancelled', 'outcome'),
	('held', 'card_ready', 'outcome'), ('held', 'done', 'outcome')
) t (from_state, to_state, action)
union all
-- Who cannot come goes back to wait for a visit at home.
select 'home_visit', s.state, 'waiting', w.who, 'wait'
from unnest(array['held', 'confirmed']) as s (state)
cross join unnest(array['citizen', 'officer']) as w (who);

-- ------------------------------------------------------------------------------------------------------------- its minutes

-- Minutes of service that the people of a gathering take: the set-up once, then each person and what their needs add; not a
-- first person for every household, as at many doors. `_shared/durations` computes the same.
create function booking.gathering_minutes(p_gathering uuid) returns int
language sql stable set search_path = '' as $$
	select case when count(p.id) = 0 then 0 else booking.service_minutes(
		(select g.unit from booking.gatherings g where g.id = p_gathering),
		jsonb_agg(jsonb_build_object('needs', to_jsonb(p.needs)))
	) end
	from booking.visits v
	join booking.people p on p.visit_id = v.id and p.outcome is distinct from 'died'
	where v.gathering = p_gathering
$$;

-- Reckons a gathering's minutes anew under its lock. The count is a statement of its own, begun after the lock is held: a sum
-- made in the same statement would not see who was added by the one that was waited for.
create function booking.reckon_gathering(p_gathering uuid) returns void
language plpgsql volatile set search_path = '' as $$
declare
	v_used int;
begin
	perform 1 from booking.gatherings g where g.id = p_gathering for update;
	v_used := booking.gathering_minutes(p_gathering);
	update booking.gatherings g set used = v_used where g.id = p_gathering and g.used <> v_used;
end
$$;

-- Keeps `used` true whoever writes, and refuses a visit that would stand at a stop of its own and in a gathering.
create function booking.keep_used() returns trigger
language plpgsql volatile set search_path = '' as $$
declare
	v_one uuid;
begin
	if new.gathering is not null and exists (
		select 1 from booking.stops s where s.subject = new.id and s.kind = 'visit'
	) then
		raise exclusion_violation using message = 'promised_twice', constraint = 'visits_stand_in_one_place';
	end if;
	for v_one in
		select x.id from unnest(array[old.gathering, new.gathering]) x (id) where x.id is not null order by x.id
	loop
		perform booking.reckon_gathering(v_one);
	end loop;
	-- Whoever reads the list of cases sees that nobody goes there.
	if new.case_id is not null then
		perform booking.retitle(new.case_id);
	end if;
	return null;
end
$$;
create trigger visits_keep_used after update of gathering on booking.visits
for each row when (old.gathering is distinct from new.gathering)
execute function booking.keep_used();

-- The other half of the same promise.
create function booking.stand_apart() returns trigger
language plpgsql volatile set search_path = '' as $$
begin
	if exists (select 1 from booking.visits v where v.id = new.subject and v.gathering is not null) then
		raise exclusion_violation using message = 'promised_twice', constraint = 'visits_stand_in_one_place';
	end if;
	return null;
end
$$;
create trigger stops_stand_apart after insert on booking.stops
for each row when (new.kind = 'visit')
execute function booking.stand_apart();

-- ------------------------------------------------------------------------------------------------------- coming and leaving

-- Whether the unit has a gathering to which somebody could still be asked.
create function booking.gathers(p_unit text) returns boolean
language sql stable set search_path = '' as $$
	select exists (
		select 1
		from booking.gatherings g
		join booking.team_days d on d.id = g.team_day
		where g.unit = p_unit and g.state = 'open' and house.at(d.day, g.to_minute) > now()
	)
$$;

-- Takes a visit out of the gathering in which it stands, if it does; the others stay, and its minutes are free.
create function booking.leave(p_visit uuid) returns void
language plpgsql volatile set search_path = '' as $$
declare
	v_unit text;
begin
	update booking.visits v set gathering = null, gathered_at = null
	where v.id = p_visit and v.gathering is not null
	returning v.unit into v_unit;
	if v_unit is not null then
		perform booking.mark_spare(v_unit);
	end if;
end
$$;

-- The version of the day on which a gathering stands, with its minutes reckoned anew. Refuses hold_lapsed where it does not
-- stand any more, day_closed where nobody is visited.
create function booking.stay(p_gathering uuid) returns int
language plpgsql volatile set search_path = '' as $$
declare
	g booking.gatherings;
	d booking.team_days;
begin
	perform booking.reckon_gathering(p_gathering);
	select * into g from booking.gatherings x where x.id = p_gathering;
	perform house.demand(
		g.state = 'open' and exists (select 1 from booking.stops s where s.subject = g.id and s.kind = 'gathering'), 409, 'hold_lapsed'
	);
	select * into d from booking.team_days x where x.id = g.team_day;
	perform house.demand(booking.offers_visits(d) and not booking.is_off(d, g.area), 409, 'day_closed');
	return d.version;
end
$$;

-- Puts a visit that has no stop into a gathering. Refuses gathering_over, day_closed, too_late, gathering_full: the last by
-- the constraint on its minutes, so that of two who add the last person one is told.
create function booking.enter_gathering(p_visit uuid, p_gathering uuid) returns void
language plpgsql volatile set search_path = '' as $$
declare
	v booking.visits;
	g booking.gatherings;
	d booking.team_days;
begin
	perform set_config('lock_timeout', '5s', true);
	select * into v from booking.visits x where x.id = p_visit for update;
	select * into g from booking.gatherings x where x.id = p_gathering for update;
	perform house.demand(found and g.unit = v.unit, 404, 'not_found', 'gathering');
	perform house.demand(g.state = 'open', 409, 'gathering_over', 'gathering');
	select * into d from booking.team_days x where x.id = g.team_day;
	perform house.demand(booking.offers_visits(d) and not booking.is_off(d, g.area), 409, 'day_closed', 'gathering');
	perform house.demand(house.at(d.day, g.to_minute) > now(), 409, 'too_late', 'gathering');
	update booking.visits x set gathering = g.id, gathered_at = clock_timestamp() where x.id = p_visit;
exception
	when check_violation then
		perform house.refuse(409, 'gathering_full', 'gathering');
	when serialization_failure or deadlock_detected or lock_not_available or query_canceled then
		perform house.refuse(503, 'busy');
end
$$;

-- Brings the people of a case to a gathering. `p_agreed`: they were asked, so a promise they have may end for it; without that
-- only those come who have none, and nothing is kept for them: nobody is moved without an answer.
create function booking.gather(
	p_case uuid, p_version int, p_gathering uuid, p_officer uuid, p_agreed boolean, p_asked text default null
) returns queue.cases
language plpgsql volatile set search_path = '' as $$
declare
	c queue.cases;
	v booking.visits;
	g booking.gatherings;
	v_before jsonb;
begin
	perform set_config('lock_timeout', '5s', true);
	select * into c from queue.cases q where q.id = p_case for update;
	select * into v from booking.visits q where q.case_id = p_case for update;
	perform house.demand(found, 404, 'not_found', 'id');
	-- In one order for everybody who goes from one to the other.
	perform 1 from booking.gatherings q where q.id in (p_gathering, v.gathering) order by q.id for update;
	select * into g from booking.gatherings q where q.id = p_gathering;
	perform house.demand(g.unit = c.unit, 404, 'not_found', 'gathering');
	v_before := booking.window_of(v.id);
	perform house.demand(v_before is null or v.gathering is distinct from p_gathering, 409, 'not_allowed', 'gathering');
	perform house.demand(
		p_agreed
		or (
			c.state in ('waiting', 'revisit')
			and not exists (select 1 from booking.held_offers o where o.case_id = c.id and o.ended is null and o.until > now())
		),
		409, 'not_allowed'
	);
	c := queue.move(
		p_case, p_version,
		case
			when c.state = 'confirmed' or (c.state = 'revisit' and p_agreed) then 'confirmed'
			when c.state = 'postponed' then booking.was_state(p_case)
			else 'held'
		end,
		'officer', 'gather', p_officer,
		jsonb_strip_nulls(jsonb_build_object(
			'gathering', g.id, 'before', v_before,
			'window', (
				select jsonb_build_object('day', d.day, 'from', g.from_minute, 'to', g.to_minute)
				from booking.team_days d where d.id = g.team_day
			)
		)) || booking.said_by(p_asked),
		null, true
	);
	perform booking.vacate(v.id);
	perform booking.enter_gathering(v.id, p_gathering);
	perform booking.settle(p_case, 'moved');
	update booking.visits q set sequence = q.sequence + 1 where q.id = v.id;
	delete from booking.proposals q where q.case_id = p_case;
	update queue.cases q set again_at = null where q.id = p_case returning q.* into c;
	return c;
end
$$;

-- Ends a gathering when its day has come and everybody on its list has an outcome, or is not on it any more.
create function booking.end_gathering(p_gathering uuid) returns void
language plpgsql volatile set search_path = '' as $$
begin
	update booking.gatherings g
	set state = 'over', ended_at = now(), version = g.version + 1
	from booking.team_days d
	where
		g.id = p_gathering and g.state = 'open' and d.id = g.team_day and d.day <= house.local_day(now())
		and not exists (
			select 1
			from booking.visits v
			join queue.cases c on c.id = v.case_id
			where v.gathering = g.id and c.state in ('held', 'confirmed', 'returned', 'postponed')
		);
end
$$;

-- ---------------------------------------------------------------------------------------------------------- what is shown

-- By what somebody is called: the last word of the first person's name, without marks.
create function booking.given_name(p_visit uuid) returns text
language sql stable set search_path = '' as $$
	select house.fold(regexp_replace(p.name, '^.*\s', ''))
	from booking.people p
	where p.visit_id = p_visit
	order by p.position
	limit 1
$$;

-- How many more people without special needs the minutes hold.
create function booking.gathering_room(g booking.gatherings) returns int
language sql stable set search_path = '' as $$
	select greatest(
		0,
		((g).to_minute - (g).from_minute - case when (g).used = 0 then s.first_person_minutes - s.next_person_minutes else (g).used end)
		/ s.next_person_minutes
	)
	from unit.settings s
	where s.unit = (g).unit
$$;

-- A gathering as officers see it, without its people. `call`: the keeper is to be called today, or again.
create function booking.gathering_json(g booking.gatherings) returns jsonb
language sql stable set search_path = '' as $$
	select jsonb_build_object(
		'id', (g).id, 'version', (g).version, 'state', (g).state, 'kind', (g).kind, 'name', (g).name,
		'team_day', d.id, 'day', d.day, 'team_name', t.name, 'off', booking.is_off(d, (g).area) or d.closed,
		'from', (g).from_minute, 'to', (g).to_minute, 'used', (g).used, 'room', booking.gathering_room(g),
		'people', (
			select count(*) from booking.visits v join booking.people p on p.visit_id = v.id
			where v.gathering = (g).id and p.outcome is distinct from 'died'
		),
		'open', (
			select count(*) from booking.visits v join queue.cases c on c.id = v.case_id
			where v.gathering = (g).id and c.state in ('held', 'confirmed', 'returned', 'postponed')
		),
		'area', (g).area, 'area_name', a.full_name, 'hamlet', (g).hamlet, 'hamlet_name', h.name, 'landmark', (g).landmark,
		'lat', coalesce(h.lat, a.lat), 'lon', coalesce(h.lon, a.lon),
		'keeper', jsonb_build_object('name', (g).keeper_name, 'phone', (g).keeper_phone),
		'note', (g).note,
		'ready', case
			when (g).asked_at is not null
				then jsonb_build_object(
					'answers', jsonb_build_object('key', (g).ready_key, 'power', (g).ready_power, 'tables', (g).ready_tables),
					'officer', queue.person((g).asked_by), 'at', (g).asked_at
				)
		end,
		'call', (g).state = 'open' and booking.takes_readiness(d.day)
			and ((g).asked_at is null or 'yes' <> any (array[(g).ready_key, (g).ready_power, (g).ready_tables]))
	)
	from booking.team_days d
	join booking.teams t on t.id = d.team
	join unit.areas a on a.code = (g).area and a.valid_from = (g).area_valid_from
	left join unit.hamlets h on h.id = (g).hamlet
	where d.id = (g).team_day
$$;

-- A gathering of the officer's unit that is still to come or under way, locked; else 404, 409 `stale`, 409 `gathering_over`.
create function booking.own_gathering(p_officer staff.officers, p_id uuid, p_version int) returns booking.gatherings
language plpgsql volatile set search_path = '' as $$
declare
	g booking.gatherings;
begin
	perform set_config('lock_timeout', '5s', true);
	select * into g from booking.gatherings x where x.id = p_id and x.unit = (p_officer).unit for update;
	perform house.demand(found, 404, 'not_found', 'id');
	perform house.demand(g.version = p_version, 409, 'stale', 'version');
	perform house.demand(g.state = 'open', 409, 'gathering_over');
	return g;
end
$$;

-- ------------------------------------------------------------------------------------------------------------------ doors

-- Gatherings from two weeks ago on, the days on which one may be opened, and the places to name. Definer: officers read no table.
create function public.booking_gatherings() returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
	v_officer staff.officers := staff.require('desk');
	v_today date := house.local_day(now());
begin
	return jsonb_build_object(
		'today', v_today,
		'minutes', (
			select jsonb_build_object(
				'first_person_minutes', s.first_person_minutes, 'next_person_minutes', s.next_person_minutes, 'need_minutes', s.need_minutes
			)
			from unit.settings s where s.unit = v_officer.unit
		),
		'gatherings', coalesce(
			(
				select jsonb_agg(booking.gathering_json(g) order by d.day, g.from_minute, g.name, g.id)
				from booking.gatherings g
				join booking.team_days d on d.id = g.team_day
				where g.unit = v_officer.unit and d.day >= v_today - 14
			),
			'[]'
		),
		'days', coalesce(
			(
				select jsonb_agg(
					jsonb_build_object('id', d.id, 'day', d.day, 'team_name', t.name, 'shifts', d.shifts) order by d.day, t.name, d.id
				)
				from booking.team_days d
				join booking.teams t on t.id = d.team
				join unit.settings s on s.unit = d.unit
				where d.unit = v_officer.unit and d.day between v_today and v_today + s.horizon_days and booking.offers_visits(d)
			),
			'[]'
		),
		'places', coalesce(
			(
				select jsonb_agg(
					jsonb_build_object(
						'area', p.area, 'area_name', p.area_name, 'hamlet', p.hamlet, 'hamlet_name', p.hamlet_name,
						'waiting', (
							select count(*)
							from booking.visits v
							join queue.cases c on c.id = v.case_id
							where v.unit = v_officer.unit and v.area = p.area and v.hamlet is not distinct from p.hamlet and c.state = 'waiting'
						)
					)
					order by p.area_name, p.hamlet is null, p.hamlet_name
				)
				from (
					select a.code as area, a.full_name as area_name, h.id as hamlet, h.name as hamlet_name
					from unit.areas a
					join unit.hamlets h on h.area = a.code and h.area_valid_from = a.valid_from and h.closed_at is null
					where a.unit = v_officer.unit and a.valid_to is null
					union all
					select a.code, a.full_name, null, null from unit.areas a where a.unit = v_officer.unit and a.valid_to is null
				) p
			),
			'[]'
		)
	);
end
$$;

-- One gathering with its list, and those who wait and could come, nearest first. Each case shown was read by whoever asked.
-- `hamlet`: only those who wait in it. Definer as above.
create function public.booking_gathering(id uuid, hamlet uuid) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
#variable_conflict use_variable
declare
	v_officer staff.officers := staff.require('desk');
	v_set unit.settings;
	g booking.gatherings;
	v_stop booking.stops;
	v_people jsonb;
	v_waiting jsonb;
begin
	select x.* into g from booking.gatherings x where x.id = booking_gathering.id and x.unit = v_officer.unit;
	perform house.demand(found, 404, 'not_found', 'id');
	select s.* into v_stop from booking.stops s where s.subject = g.id and s.kind = 'gathering';
	select s.* into v_set from unit.settings s where s.unit = g.unit;
	select coalesce(jsonb_agg(booking.sheet_row(v_stop, c) order by booking.given_name(v.id), c.reference), '[]')
	into v_people
	from booking.visits v
	join queue.cases c on c.id = v.case_id
	where v.gathering = g.id and queue.reaches(v_officer, c);
	select coalesce(jsonb_agg(to_jsonb(x) - 'far' - 'listed_first' order by x.far, x.listed_first, x.received_at, x.reference), '[]')
	into v_waiting
	from (
		select
			c.id as "case", c.version, c.reference, c.state, c.received_at, c.channel,
			h.name as hamlet_name, a.name as area_name, v.hamlet = g.hamlet as near, v.people_count as people,
			(
				select jsonb_agg(jsonb_build_object('name', p.name, 'needs', to_jsonb(p.needs)) order by p.position)
				from booking.people p where p.visit_id = v.id and p.outcome is distinct from 'died'
			) as persons,
			r.visit is not null as listed,
			booking.travel_minutes(g.place_id, v.place_id, v_set.road_factor, v_set.speed_kmh, null) as far,
			r.visit is null as listed_first
		from queue.cases c
		join booking.visits v on v.case_id = c.id
		join unit.areas a on a.code = v.area and a.valid_from = v.area_valid_from
		left join unit.hamlets h on h.id = v.hamlet
		left join booking.list_rows r on r.visit = v.id
		where
			g.state = 'open' and c.unit = g.unit and c.kind = 'home_visit' and c.state in ('waiting', 'revisit')
			and (booking_gathering.hamlet is null or v.hamlet = booking_gathering.hamlet)
			and v.gathering is distinct from g.id
			and not exists (select 1 from booking.held_offers o where o.case_id = c.id and o.ended is null and o.until > now())
			and queue.reaches(v_officer, c)
		order by far, listed_first, c.received_at, c.reference
		limit 100
	) x;
	perform queue.log_read((x.value ->> 'case')::uuid, v_officer.user_id, 'gathering') from jsonb_array_elements(v_people || v_waiting) x;
	return jsonb_build_object('gathering', booking.gathering_json(g), 'people', v_people, 'waiting', v_waiting);
end
$$;

-- Gatherings to come that hold these people too, for the operator's question "at home, or near you?": nearest first, at most
-- five. Definer as above.
create function public.booking_gatherings_near(area text, hamlet uuid, people jsonb) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
#variable_conflict use_variable
declare
	v_officer staff.officers := staff.require('desk');
	v_area unit.areas := booking.place_of(area, hamlet, '');
	v_set unit.settings;
	v_place text := booking.place_id(v_area.code, hamlet);
	v_alone int;
begin
	perform house.demand(jsonb_typeof(people) = 'array' and jsonb_array_length(people) between 1 and 12, 422, 'too_many', 'people');
	perform house.demand(
		not exists (select 1 from jsonb_array_elements(people) p where jsonb_typeof(p -> 'needs') is distinct from 'array'),
		422, 'bad_format', 'people'
	);
	select s.* into v_set from unit.settings s where s.unit = v_officer.unit;
	v_alone := booking.service_minutes(v_officer.unit, people);
	return jsonb_build_object('gatherings', coalesce(
		(
			select jsonb_agg(to_jsonb(x) - 'far' order by x.far, x.day, x."from", x.id)
			from (
				select
					g.id, g.kind, g.name, h.name as hamlet_name, a.full_name as area_name, d.day, g.from_minute as "from",
					g.to_minute as "to", booking.gathering_room(g) as room, g.hamlet is not distinct from booking_gatherings_near.hamlet as near,
					booking.travel_minutes(v_place, g.place_id, v_set.road_factor, v_set.speed_kmh, d.day) as far
				from booking.gatherings g
				join booking.team_days d on d.id = g.team_day
				join unit.areas a on a.code = g.area and a.valid_from = g.area_valid_from
				left join unit.hamlets h on h.id = g.hamlet
				where
					g.unit = v_officer.unit and g.state = 'open' and house.at(d.day, g.to_minute) > now()
					and booking.offers_visits(d) and not booking.is_off(d, g.area)
					-- The set-up stands once in what is used already.
					and g.used + v_alone
						- case when g.used > 0 then v_set.first_person_minutes - v_set.next_person_minutes else 0 end
						<= g.to_minute - g.from_minute
				order by far, d.day, g.from_minute, g.id
				limit 5
			) x
		),
		'[]'
	));
end
$$;

-- Opens a gathering, or changes one (`gathering` known): its stop passes the commit. Hours that people were promised may only
-- become longer, its day, beginning and place stay: promises_stand. For the edge alone, which has planned and read the phone.
create function public.booking_gathering_write(
	key uuid, request jsonb, officer uuid, gathering uuid, version int, form jsonb, plan jsonb
) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
#variable_conflict use_variable
declare
	v_answer jsonb := queue.once(key, 'booking_gathering_save', request);
	v_officer staff.officers := booking.acting(officer);
	v_hamlet uuid := (form ->> 'hamlet')::uuid;
	v_area unit.areas;
	g booking.gatherings;
	n booking.gatherings;
begin
	if v_answer is not null then
		return v_answer;
	end if;
	v_area := booking.place_of(form ->> 'area', v_hamlet, '');
	perform house.demand(v_area.unit = v_officer.unit, 409, 'not_served', 'area');
	perform house.demand(
		exists (select 1 from booking.team_days d where d.id = (form ->> 'team_day')::uuid and d.unit = v_officer.unit),
		404, 'not_found', 'team_day'
	);
	select x.* into g from booking.gatherings x where x.id = gathering for update;
	if found then
		perform house.demand(g.unit = v_officer.unit, 404, 'not_found', 'gathering');
		perform house.demand(g.version = version, 409, 'stale', 'version');
		perform house.demand(g.state = 'open', 409, 'gathering_over', 'gathering');
		n := g;
	else
		perform house.demand(version is null, 404, 'not_found', 'gathering');
		n.id := gathering;
		n.unit := v_officer.unit;
		n.state := 'open';
		n.version := 0;
		n.used := 0;
		n.made_by := v_officer.user_id;
		n.made_at := now();
	end if;
	n.team_day := (form ->> 'team_day')::uuid;
	n.kind := form ->> 'kind';
	n.name := house.text(form ->> 'name', 'name', 80, true);
	n.area := v_area.code;
	n.area_valid_from := v_area.valid_from;
	n.hamlet := v_hamlet;
	n.place_id := booking.place_id(v_area.code, v_hamlet);
	n.landmark := house.text(form ->> 'landmark', 'landmark', 200);
	n.from_minute := (form ->> 'from')::int;
	n.to_minute := (form ->> 'to')::int;
	n.keeper_name := house.name(form -> 'keeper' ->> 'name', 'keeper.name');
	n.keeper_phone := form -> 'keeper' ->> 'phone';
	n.note := house.text(form ->> 'note', 'note', 300);
	n.version := n.version + 1;
	if g.id is not null and exists (select 1 from booking.visits v where v.gathering = g.id) then
		perform house.demand(
			(n.team_day, n.place_id, n.from_minute) = (g.team_day, g.place_id, g.from_minute) and n.to_minute >= g.to_minute,
			409, 'promises_stand', 'from'
		);
	end if;
	-- Another keeper, or another day, is asked anew.
	if g.id is not null and (n.team_day, n.keeper_phone) is distinct from (g.team_day, g.keeper_phone) then
		n.ready_key := null;
		n.ready_power := null;
		n.ready_tables := null;
		n.asked_by := null;
		n.asked_at := null;
	end if;
	if g.id is null then
		insert into booking.gatherings select (n).*;
	else
		update booking.gatherings x
		set
			team_day = n.team_day, kind = n.kind, name = n.name, area = n.area, area_valid_from = n.area_valid_from, hamlet = n.hamlet,
			place_id = n.place_id, landmark = n.landmark, from_minute = n.from_minute, to_minute = n.to_minute,
			keeper_name = n.keeper_name, keeper_phone = n.keeper_phone, note = n.note, version = n.version, ready_key = n.ready_key,
			ready_power = n.ready_power, ready_tables = n.ready_tables, asked_by = n.asked_by, asked_at = n.asked_at
		where x.id = g.id;
	end if;
	if plan is not null then
		perform booking.commit_plan(n.id, plan, null, 'ward');
	else
		-- Only what is said of it changed.
		perform house.demand(
			g.id is not null
			and (n.team_day, n.place_id, n.from_minute, n.to_minute) = (g.team_day, g.place_id, g.from_minute, g.to_minute),
			409, 'broken_plan', 'subject'
		);
	end if;
	-- Calendars of those who come learn of hours that became longer.
	if g.id is not null and n.to_minute > g.to_minute then
		update booking.visits v set sequence = v.sequence + 1 where v.gathering = g.id;
	end if;
	return queue.remember(key, 'booking_gathering_save', request, jsonb_build_object('id', n.id, 'version', n.version));
exception
	when check_violation then
		perform house.refuse(422, 'bad_format');
	when serialization_failure or deadlock_detected or lock_not_available or query_canceled or unique_violation then
		perform house.refuse(503, 'busy');
end
$$;

-- A gathering as the planner must know it: its place and whether its stop has to be planned anew for these hours. For the edge,
-- with the officer's own token.
create function public.booking_gathering_read(id uuid) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
#variable_conflict use_variable
declare
	v_officer staff.officers := staff.require('desk');
	g booking.gatherings;
begin
	select x.* into g from booking.gatherings x where x.id = booking_gathering_read.id and x.unit = v_officer.unit;
	perform house.demand(found, 404, 'not_found', 'gathering');
	return jsonb_build_object(
		'version', g.version, 'team_day', g.team_day, 'area', g.area, 'hamlet', g.hamlet, 'from', g.from_minute, 'to', g.to_minute
	);
end
$$;

-- Adds people who wait, each for themselves: who cannot be added is answered with the refusal, the others come. `cases`:
-- [{id, version}, …]. Definer as above.
create function public.booking_gathering_add(key uuid, gathering uuid, cases jsonb) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
#variable_conflict use_variable
declare
	v_officer staff.officers := staff.require('desk');
	v_request jsonb := jsonb_build_object('gathering', gathering, 'cases', cases);
	v_answer jsonb := queue.once(key, 'booking_gathering_add', v_request);
	v_lines jsonb := '[]';
	v_id uuid;
	c queue.cases;
	r record;
begin
	if v_answer is not null then
		return v_answer;
	end if;
	perform house.demand(jsonb_typeof(cases) = 'array' and jsonb_array_length(cases) between 1 and 100, 422, 'required', 'cases');
	perform house.demand(
		exists (select 1 from booking.gatherings g where g.id = gathering and g.unit = v_officer.unit), 404, 'not_found', 'gathering'
	);
	-- Cases in one order for everybody, before the gathering: two who add the same people wait and do not lock up.
	for r in select x.value from jsonb_array_elements(cases) x
	loop
		perform house.strict(r.value, array['id', 'version'], 'cases');
		perform house.demand(house.is_id(r.value -> 'id'), 422, 'bad_format', 'cases');
		perform house.number(r.value -> 'version', 'cases', 0, 2147483647);
	end loop;
	perform set_config('lock_timeout', '5s', true);
	perform 1
	from queue.cases q
	where q.id in (select (x.value ->> 'id')::uuid from jsonb_array_elements(cases) x)
	order by q.id
	for update;
	for r in select x.value from jsonb_array_elements(cases) with ordinality x order by x.ordinality
	loop
		v_id := (r.value ->> 'id')::uuid;
		begin
			c := queue.mine(v_officer, v_id);
			perform house.demand(c.kind = 'home_visit', 404, 'not_found', 'id');
			c := booking.gather(v_id, (r.value ->> 'version')::int, gathering, v_officer.user_id, false);
			v_lines := v_lines || (queue.answer(c) || jsonb_build_object('code', null));
		exception
			when sqlstate 'PT404' or sqlstate 'PT409' or sqlstate 'PT422' then
				v_lines := v_lines || jsonb_build_object('id', v_id, 'code', sqlerrm);
		end;
	end loop;
	return queue.remember(key, 'booking_gathering_add', v_request, jsonb_build_object('rows', v_lines));
exception
	when serialization_failure or deadlock_detected or lock_not_available or query_canceled then
		perform house.refuse(503, 'busy');
end
$$;

-- Brings one case to a gathering as agreed with its people: also from a window of its own, or after a postponement. `asked` as
-- of booking_move. Definer as above.
create function public.booking_gather(key uuid, id uuid, version int, gathering uuid, asked text default null) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
#variable_conflict use_variable
declare
	v_officer staff.officers := staff.require('desk');
	v_request jsonb := jsonb_build_object('id', id, 'version', version, 'gathering', gathering, 'asked', asked);
	v_answer jsonb := queue.once(key, 'booking_gather', v_request);
	c queue.cases;
begin
	if v_answer is not null then
		return v_answer;
	end if;
	perform house.demand(version is not null, 422, 'required', 'version');
	perform house.demand(gathering is not null, 422, 'required', 'gathering');
	c := queue.mine(v_officer, id);
	perform house.demand(c.kind = 'home_visit', 404, 'not_found');
	perform booking.demand_called(id, v_officer.user_id, coalesce(asked, 'unit'));
	c := booking.gather(id, version, gathering, v_officer.user_id, true, asked);
	return queue.remember(key, 'booking_gather', v_request, queue.answer(c), id);
exception
	when serialization_failure or deadlock_detected or lock_not_available or query_canceled then
		perform house.refuse(503, 'busy');
end
$$;

-- What the keeper of the place said, once, from the day before: {key, power, tables}. Definer as above.
create function public.booking_gathering_ready(key uuid, id uuid, version int, answers jsonb) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
#variable_conflict use_variable
declare
	v_officer staff.officers := staff.require('desk');
	v_request jsonb := jsonb_build_object('id', id, 'version', version, 'answers', answers);
	v_answer jsonb := queue.once(key, 'booking_gathering_ready', v_request);
	g booking.gatherings;
	v_name text;
begin
	if v_answer is not null then
		return v_answer;
	end if;
	perform house.demand(version is not null, 422, 'required', 'version');
	perform house.strict(answers, array['key', 'power', 'tables'], 'answers');
	foreach v_name in array array['key', 'power', 'tables'] loop
		perform house.demand(answers ->> v_name is not null, 422, 'required', v_name);
		perform house.demand(answers ->> v_name in ('yes', 'not_yet', 'unsure'), 422, 'bad_format', v_name);
	end loop;
	g := booking.own_gathering(v_officer, id, version);
	perform house.demand(
		(select booking.takes_readiness(d.day) from booking.team_days d where d.id = g.team_day), 409, 'not_allowed'
	);
	update booking.gatherings x
	set
		ready_key = answers ->> 'key', ready_power = answers ->> 'power', ready_tables = answers ->> 'tables',
		asked_by = v_officer.user_id, asked_at = now(), version = x.version + 1
	where x.id = g.id
	returning x.* into g;
	return queue.remember(key, 'booking_gathering_ready', v_request, jsonb_build_object('id', g.id, 'version', g.version));
exception
	when serialization_failure or deadlock_detected or lock_not_available or query_canceled then
		perform house.refuse(503, 'busy');
end
$$;

-- Calls a gathering off. Its stop leaves the day; everybody on its list is treated as on a postponed day: the case keeps its
-- code, chooses first among the next days, and stands in the call list. With people on it, a lead's. Definer as above.
create function public.booking_gathering_cancel(key uuid, id uuid, version int, reason text, note text) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
#variable_conflict use_variable
declare
	v_officer staff.officers := staff.require('desk');
	v_request jsonb := jsonb_build_object('id', id, 'version', version, 'reason', reason, 'note', note);
	v_answer jsonb := queue.once(key, 'booking_gathering_cancel', v_request);
	v_note text := house.text(note, 'note', 200, reason = 'other');
	g booking.gatherings;
	d booking.team_days;
	v_made booking.postponements;
	v_visits int := 0;
	v_people int := 0;
	t record;
begin
	if v_answer is not null then
		return v_answer;
	end if;
	perform house.demand(version is not null, 422, 'required', 'version');
	perform house.demand(reason in ('storm', 'flood', 'kit_broken', 'officers_away', 'other'), 422, 'bad_format', 'reason');
	perform set_config('lock_timeout', '5s', true);
	perform pg_advisory_xact_lock(hashtextextended('booking.postpone ' || v_officer.unit, 0));
	-- Cases, then visits, then the gathering, as whoever adds somebody locks them.
	perform 1
	from queue.cases c
	where c.id in (select v.case_id from booking.visits v where v.gathering = booking_gathering_cancel.id)
	order by c.id
	for update;
	perform 1 from booking.visits v where v.gathering = booking_gathering_cancel.id order by v.id for update;
	g := booking.own_gathering(v_officer, id, version);
	select x.* into d from booking.team_days x where x.id = g.team_day;
	for t in
		select v.id as visit, c.id as case_id, c.state, v.people_count as people
		from booking.visits v
		join queue.cases c on c.id = v.case_id
		where
			v.gathering = g.id and c.state in ('held', 'confirmed', 'returned')
			and not exists (select 1 from booking.postponed p where p.visit = v.id and p.ended is null)
		order by c.id
	loop
		if v_made.id is null then
			perform house.demand(staff.has_role('lead'), 403, 'role_missing');
			insert into booking.postponements (unit, gathering, from_day, to_day, reason, note, officer)
			values (g.unit, g.id, d.day, d.day, reason, v_note, v_officer.user_id)
			returning * into v_made;
		end if;
		perform booking.take_back(
			v_made, t.case_id, t.visit, t.state, d.id, jsonb_build_object('day', d.day, 'from', g.from_minute, 'to', g.to_minute)
		);
		v_visits := v_visits + 1;
		v_people := v_people + t.people;
	end loop;
	update booking.visits v set gathering = null, gathered_at = null where v.gathering = g.id;
	update booking.gatherings x set state = 'cancelled', ended_at = now(), version = x.version + 1 where x.id = g.id;
	perform booking.vacate(g.id);
	return queue.remember(
		key, 'booking_gathering_cancel', v_request, jsonb_build_object('id', g.id, 'visits', v_visits, 'people', v_people)
	);
exception
	when serialization_failure or deadlock_detected or lock_not_available or query_canceled then
		perform house.refuse(503, 'busy');
end
$$;

-- Closes a gathering to which nobody is left to come; one with people is over with the last outcome. Refuses people_open.
-- Definer as above.
create function public.booking_gathering_close(key uuid, id uuid, version int) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
#variable_conflict use_variable
declare
	v_officer staff.officers := staff.require('desk');
	v_request jsonb := jsonb_build_object('id', id, 'version', version);
	v_answer jsonb := queue.once(key, 'booking_gathering_close', v_request);
	g booking.gatherings;
begin
	if v_answer is not null then
		return v_answer;
	end if;
	perform house.demand(version is not null, 422, 'required', 'version');
	g := booking.own_gathering(v_officer, id, version);
	perform house.demand(
		(select d.day <= house.local_day(now()) from booking.team_days d where d.id = g.team_day), 409, 'not_yet'
	);
	perform booking.end_gathering(g.id);
	select x.* into g from booking.gatherings x where x.id = g.id;
	perform house.demand(g.state = 'over', 409, 'people_open');
	return queue.remember(key, 'booking_gathering_close', v_request, jsonb_build_object('id', g.id, 'version', g.version));
exception
	when serialization_failure or deadlock_detected or lock_not_available or query_canceled then
		perform house.refuse(503, 'busy');
end
$$;

-- ----------------------------------------------------------------------------------------------------------------- grants

grant execute on function
	public.booking_gatherings(),
	public.booking_gathering(uuid, uuid),
	public.booking_gatherings_near(text, uuid, jsonb),
	public.booking_gathering_read(uuid),
	public.booking_gathering_add(uuid, uuid, jsonb),
	public.booking_gather(uuid, uuid, int, uuid, text),
	public.booking_gathering_ready(uuid, uuid, int, jsonb),
	public.booking_gathering_cancel(uuid, uuid, int, text, text),
	public.booking_gathering_close(uuid, uuid, int)
to authenticated;
grant execute on function
	public.booking_gathering_write(uuid, jsonb, uuid, uuid, int, jsonb, jsonb)
to service_role;
