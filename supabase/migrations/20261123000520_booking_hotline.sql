-- The room `booking` at the telephone: who is calling, and a visit or a call-back that an officer enters for them. Windows and
-- the commit are those of 20261123000500_booking.sql; nothing here promises by another way.

-- ---------------------------------------------------------------------------------------------------------------- tables

create table booking.caller_lookups (
	id bigint generated always as identity primary key,
	at timestamptz not null default clock_timestamp(),
	unit text not null references unit.units (code),
	officer uuid not null references staff.officers (user_id),
	phone text check (phone ~ '^\+[0-9]{6,15}$'),
	found int not null check (found >= 0)
);
comment on table booking.caller_lookups is 'Who asked about a number and when: the log of that search, its measure, and how two operators on one caller hear of each other.';
comment on column booking.caller_lookups.phone is 'Gone after a day (booking.sweep); who asked, when and how much was found stays.';
create index caller_lookups_of_officer on booking.caller_lookups (officer, at desc);
create index caller_lookups_of_number on booking.caller_lookups (unit, phone, at desc) where phone is not null;

alter table booking.caller_lookups enable row level security;
revoke all on booking.caller_lookups from public, anon, authenticated, service_role;

-- A caller is found by the whole number, never by a part of it.
create index visits_booker_phone on booking.visits (unit, booker_phone) where booker_phone is not null;
create index visits_at_home_phone on booking.visits (unit, at_home_phone) where at_home_phone is not null;
create index call_backs_phone on booking.call_backs (phone) where phone is not null;

-- ------------------------------------------------------------------------------------------------------------- functions

-- Open cases of this room in a unit that hold a number: of who booked, of who is at home, of who asked for a call.
create function booking.open_cases_of(p_unit text, p_phone text) returns setof queue.cases
language sql stable set search_path = '' as $$
	select c.*
	from queue.cases c
	where
		c.unit = p_unit
		and c.ended_at is null
		and c.id in (
			select v.case_id from booking.visits v where v.unit = p_unit and v.booker_phone = p_phone
			union
			select v.case_id from booking.visits v where v.unit = p_unit and v.at_home_phone = p_phone
			union
			select b.case_id from booking.call_backs b where b.phone = p_phone
		)
$$;

-- An open case as an operator knows the caller again by it.
create function booking.caller_case(c queue.cases) returns jsonb
language sql stable set search_path = '' as $$
	select jsonb_build_object(
		'id', c.id,
		'reference', c.reference,
		'kind', c.kind,
		'state', c.state,
		'received_at', c.received_at,
		'people', coalesce(
			(
				select jsonb_agg(p.name order by p.position)
				from booking.people p
				where p.visit_id = v.id and p.name is not null and p.outcome is distinct from 'died'
			),
			case when b.name is null then '[]' else jsonb_build_array(b.name) end
		),
		'place', nullif(concat_ws(', ', h.name, a.full_name), ''),
		'window', booking.window_of(v.id)
	)
	from (values (1)) once
	left join booking.visits v on v.case_id = c.id
	left join booking.call_backs b on b.case_id = c.id
	left join unit.hamlets h on h.id = coalesce(v.hamlet, b.hamlet)
	left join unit.areas a on a.code = coalesce(v.area, b.area) and a.valid_from = coalesce(v.area_valid_from, b.area_valid_from)
$$;

-- Refuses 409 `caller_known` while the number has an open case that the operator has not been shown. Held until the
-- transaction ends: of two operators on one caller the second waits, and is told.
create function booking.demand_seen(p_unit text, p_phone text, p_seen uuid[]) returns void
language plpgsql volatile set search_path = '' as $$
begin
	perform set_config('lock_timeout', '5s', true);
	perform pg_advisory_xact_lock(hashtextextended('caller ' || p_unit || ' ' || p_phone, 0));
	perform house.demand(
		not exists (select 1 from booking.open_cases_of(p_unit, p_phone) c where c.id <> all (coalesce(p_seen, '{}'))),
		409, 'caller_known'
	);
end
$$;

-- Refuses 422 for a channel that no officer enters from, and 409 `not_served` for a place of another unit.
create function booking.demand_desk(p_officer uuid, p_channel text, p_unit text, p_field text) returns void
language plpgsql stable set search_path = '' as $$
declare
	v_officer staff.officers := booking.acting(p_officer);
begin
	perform house.demand(p_channel in ('hotline', 'ward', 'paper', 'walk_in'), 422, 'bad_format', 'channel');
	perform house.demand(p_unit = v_officer.unit, 409, 'not_served', p_field);
end
$$;

-- Refuses 409 `call_first` for a change that somebody asked for by phone, until the officer has called the number on file
-- and been answered: whoever rings and gives a name may be anybody. `unit`: the change is the officer's own.
create function booking.demand_called(p_case uuid, p_officer uuid, p_asked text) returns void
language plpgsql stable set search_path = '' as $$
begin
	perform house.demand(p_asked in ('unit', 'in_person', 'phone'), 422, 'bad_format', 'asked');
	perform house.demand(p_asked <> 'phone' or queue.spoke_lately(p_case, p_officer), 409, 'call_first');
end
$$;

-- ----------------------------------------------------------------------------------------------------------------- doors

-- Open cases of a caller, for the officer whose token this is; the edge has made E.164 of the number. Definer, because
-- officers read no table; compartments are asked case by case, every case shown is written down as read, and so is a search
-- that found nothing. Nobody answers more than ninety calls in ten minutes: 429 `too_many_tries`.
create function public.booking_caller_read(phone text) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
#variable_conflict use_variable
declare
	v_officer staff.officers := staff.require('desk');
	v_cases jsonb;
	v_others jsonb;
begin
	perform house.demand(phone ~ '^\+[0-9]{6,15}$', 422, 'bad_phone', 'phone');
	-- One by one, or all that come at once would each be the ninetieth.
	perform pg_advisory_xact_lock(hashtextextended('booking.caller_read ' || v_officer.user_id, 0));
	perform house.demand(
		(
			select count(*) < 90
			from booking.caller_lookups l
			where l.officer = v_officer.user_id and l.at > now() - interval '10 minutes'
		),
		429, 'too_many_tries'
	);
	select coalesce(jsonb_agg(booking.caller_case(c) order by c.received_at desc, c.id), '[]')
	into v_cases
	from booking.open_cases_of(v_officer.unit, phone) c
	where queue.reaches(v_officer, c);
	perform queue.log_read((x.value ->> 'id')::uuid, v_officer.user_id, 'caller') from jsonb_array_elements(v_cases) x;
	select coalesce(jsonb_agg(jsonb_build_object('name', o.name, 'at', l.at) order by l.at desc), '[]')
	into v_others
	from (
		select k.officer, max(k.at) as at
		from booking.caller_lookups k
		where
			k.unit = v_officer.unit and k.phone = booking_caller_read.phone
			and k.officer <> v_officer.user_id and k.at > now() - interval '10 minutes'
		group by k.officer
	) l
	join staff.officers o on o.user_id = l.officer;
	insert into booking.caller_lookups (unit, officer, phone, found)
	values (v_officer.unit, v_officer.user_id, phone, jsonb_array_length(v_cases));
	return jsonb_build_object('phone', phone, 'cases', v_cases, 'others', v_others);
end
$$;

-- A visit that an officer enters for a caller, somebody at the counter or a paper form: with a plan it is held, without one
-- it waits. `pool`: whose places the window was taken from. `seen`: cases of this number that the operator was shown.
-- `gathering`: they come there instead.
create function public.booking_hotline_write(
	key uuid, request jsonb, officer uuid, lookup_hash text, form jsonb, minutes int, plan jsonb, subject uuid, channel text,
	pool text, words text[], seen uuid[], gathering uuid default null
) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
#variable_conflict use_variable
declare
	v_answer jsonb := queue.once(key, 'booking_hotline', request);
	v_hash bytea := house.bytes32(lookup_hash, 'lookup_hash');
	v_hamlet uuid := (form -> 'place' ->> 'hamlet')::uuid;
	v_area unit.areas;
	c queue.cases;
begin
	if v_answer is not null then
		return v_answer;
	end if;
	v_area := booking.place_of(form -> 'place' ->> 'area', v_hamlet, 'place.');
	perform booking.demand_desk(officer, channel, v_area.unit, 'place.area');
	perform booking.demand_seen(v_area.unit, form -> 'contact' ->> 'phone', seen);
	perform house.demand(lookup.case_of(v_hash) is null, 409, 'code_taken', 'lookup_hash');
	insert into booking.visits (id, unit, channel, area, area_valid_from, hamlet, place_id, minutes)
	values (
		subject, v_area.unit, channel, v_area.code, v_area.valid_from, v_hamlet, booking.place_id(v_area.code, v_hamlet), minutes
	);
	perform booking.fill(subject, form, minutes, channel);
	if gathering is not null then
		perform booking.enter_gathering(subject, gathering);
	elsif plan is not null then
		perform booking.commit_plan(subject, plan, null, case when booking.pool(channel) = pool then channel else pool end);
	end if;
	c := booking.open_visit_case(subject, words, officer);
	perform lookup.bind(v_hash, c.id);
	return queue.remember(
		key, 'booking_hotline', request, booking.booked(c.id) || jsonb_build_object('id', c.id), c.id
	);
exception
	when serialization_failure or deadlock_detected or lock_not_available or query_canceled then
		perform house.refuse(503, 'busy');
end
$$;

-- A call-back that an officer enters where no window suits and nothing may be said yet.
create function public.booking_hotline_call_back_write(
	key uuid, request jsonb, officer uuid, lookup_hash text, form jsonb, channel text, words text[], seen uuid[]
) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
#variable_conflict use_variable
declare
	v_answer jsonb := queue.once(key, 'booking_hotline_call_back', request);
	v_hash bytea := house.bytes32(lookup_hash, 'lookup_hash');
	v_hamlet uuid := (form ->> 'hamlet')::uuid;
	v_area unit.areas;
	c queue.cases;
begin
	if v_answer is not null then
		return v_answer;
	end if;
	v_area := booking.place_of(form ->> 'area', v_hamlet, '');
	perform booking.demand_desk(officer, channel, v_area.unit, 'area');
	perform booking.demand_seen(v_area.unit, form ->> 'phone', seen);
	perform house.demand(lookup.case_of(v_hash) is null, 409, 'code_taken', 'lookup_hash');
	c := queue.open_case(
		'call_back', v_area.unit, v_area.code, channel, 'to_call', 'call_back', jsonb_build_object('when', form ->> 'when'), '',
		words, officer
	);
	insert into booking.call_backs (case_id, name, phone, area, area_valid_from, hamlet, when_to_call, about)
	values (
		c.id, house.name(form ->> 'name', 'name'), form ->> 'phone', v_area.code, v_area.valid_from, v_hamlet, form ->> 'when',
		house.text(form ->> 'about', 'about', 500)
	);
	perform booking.retitle(c.id);
	perform lookup.bind(v_hash, c.id);
	return queue.remember(
		key, 'booking_hotline_call_back', request, booking.booked(c.id) || jsonb_build_object('id', c.id), c.id
	);
exception
	when check_violation then
		perform house.refuse(422, 'bad_format');
	when serialization_failure or deadlock_detected or lock_not_available or query_canceled then
		perform house.refuse(503, 'busy');
end
$$;

grant execute on function public.booking_caller_read(text) to authenticated;
grant execute on function
	public.booking_hotline_write(uuid, jsonb, uuid, text, jsonb, int, jsonb, uuid, text, text, text[], uuid[], uuid),
	public.booking_hotline_call_back_write(uuid, jsonb, uuid, text, jsonb, text, text[], uuid[])
to service_role;
