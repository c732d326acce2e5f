-- The room `rounds`: the plan of days as a lead makes it, the day as its team drives it, and what was learned on the way.

create schema rounds;
revoke all on schema rounds from public;
comment on schema rounds is 'Who drives which day, what happened on the road, and how long visits really take.';

-- ---------------------------------------------------------------------------------------------------------------- tables

create table rounds.crews (
	team_day uuid not null references booking.team_days (id),
	officer uuid not null references staff.officers (user_id),
	set_by uuid not null references staff.officers (user_id),
	at timestamptz not null default now(),
	primary key (team_day, officer)
);
comment on table rounds.crews is 'Who drives on a day. Where nobody is named, every field officer of the unit may.';
create index crews_of_officer on rounds.crews (officer);
create index crews_set_by on rounds.crews (set_by);

create table rounds.arrivals (
	team_day uuid not null references booking.team_days (id),
	subject uuid not null,
	minute int not null check (minute between 0 and 1440),
	officer uuid not null references staff.officers (user_id),
	at timestamptz not null default now(),
	primary key (team_day, subject)
);
comment on table rounds.arrivals is 'When the team stood before a door, minutes after midnight, by the phone''s clock as corrected. The first word counts.';
comment on column rounds.arrivals.subject is 'A visit or a gathering, as in booking.stops.';
create index arrivals_officer on rounds.arrivals (officer);

create table rounds.departures (
	team_day uuid not null references booking.team_days (id),
	subject uuid not null,
	minute int not null check (minute between 0 and 1440),
	officer uuid not null references staff.officers (user_id),
	at timestamptz not null default now(),
	primary key (team_day, subject)
);
comment on table rounds.departures is 'When the team set out for the first stop of a shift, as arrivals are written: nothing else tells that it has left its yard.';
create index departures_officer on rounds.departures (officer);

alter table rounds.crews enable row level security;
alter table rounds.arrivals enable row level security;
alter table rounds.departures enable row level security;
revoke all on all tables in schema rounds from public, anon, authenticated, service_role;

-- A visit that begins at the door: nobody held a window for it.
insert into queue.transitions (kind, from_state, to_state, who, action, needs) values
	('home_visit', 'waiting', 'confirmed', 'officer', 'met', null);
insert into queue.transitions (kind, from_state, to_state, who, action, needs)
select 'home_visit', s.state, s.state, 'officer', 'require', null
from queue.states s
where s.state in ('held', 'waiting', 'confirmed', 'returned', 'revisit', 'postponed');

-- ------------------------------------------------------------------------------------------------- the field's compartment

-- Whether a team stood before a door on a day.
create function rounds.was_there(p_team_day uuid, p_subject uuid) returns boolean
language sql stable set search_path = '' as $$
	select exists (select 1 from rounds.arrivals a where a.team_day = p_team_day and a.subject = p_subject)
$$;

create function rounds.is_crew(p_officer uuid, p_team_day uuid) returns boolean
language sql stable set search_path = '' as $$
	select exists (select 1 from rounds.crews w where w.team_day = p_team_day and w.officer = p_officer)
$$;

-- Whether a field officer drives a day: one of its crew, or anybody while nobody is named.
create function rounds.drives(p_officer uuid, p_team_day uuid) returns boolean
language sql stable set search_path = '' as $$
	select
		rounds.is_crew(p_officer, p_team_day)
		or not exists (select 1 from rounds.crews w where w.team_day = p_team_day)
$$;

-- Days after which a phone that had no line may still say what happened. A command may come the day before its day, and keys are kept
-- for seven days: whatever was done once is known as long as it can be sent again.
create function rounds.days_to_send() returns int
language sql immutable set search_path = '' as $$
	select 5
$$;

-- The day, if the officer drives it: with a role for it, of their unit, from `p_behind` days ago to tomorrow. Leads, who plan them, see
-- every day of the unit then. Else 404, or 403 `not_of_the_crew` for a day of the unit that others drive.
create function rounds.driven(
	p_officer staff.officers, p_team_day uuid, p_behind int default rounds.days_to_send()
) returns booking.team_days
language plpgsql stable set search_path = '' as $$
declare
	d booking.team_days;
begin
	select * into d from booking.team_days t where t.id = p_team_day;
	perform house.demand(
		found and d.unit = p_officer.unit
		and d.day between house.local_day(now()) - p_behind and house.local_day(now()) + 1,
		404, 'not_found', 'team_day'
	);
	perform house.demand(rounds.is_crew(p_officer.user_id, d.id), 403, 'not_of_the_crew');
	return d;
end
$$;

-- Whether a visit of a day is one that its crew knows of: confirmed or later, and on the day itself one that nobody has called yet,
-- since a window that is held is kept.
create function rounds.is_known(p_day date, p_state text) returns boolean
language sql stable set search_path = '' as $$
	select p_state in ('confirmed', 'revisit') or (p_state = 'held' and p_day <= house.local_day(now()))
$$;

-- Field officers know of the visits of a day that they drive; what has no day (a card under way after its visit) stays with them
-- until it is handed.
create function rounds.knows(p_officer uuid, p_day booking.team_days, p_state text) returns boolean
language sql stable set search_path = '' as $$
	select
		p_day.day between house.local_day(now()) - 1 and house.local_day(now()) + 1
		and rounds.is_known(p_day.day, p_state)
		and rounds.drives(p_officer, p_day.id)
$$;

create or replace function queue.field_reaches(officer staff.officers, c queue.cases) returns boolean
language sql stable set search_path = '' as $$
	select
		'field' = any (officer.roles)
		and c.kind = 'home_visit'
		and (
			c.state = any (queue.field_states())
			or exists (
				select 1
				from booking.visits v
				join booking.promises p on p.visit = v.id and p.held_until is null
				join booking.team_days d on d.id = p.team_day
				where v.case_id = c.id and rounds.knows(officer.user_id, d, c.state)
			)
		)
$$;

-- The same as sets, for lists; whether a day is driven is asked once for all of its visits.
create or replace function queue.field_cases(officer staff.officers) returns uuid[]
language sql stable set search_path = '' as $$
	with driven as materialized (
		select d.id, d.day
		from booking.team_days d
		where
			d.unit = ($1).unit
			and d.day between house.local_day(now()) - 1 and house.local_day(now()) + 1
			and rounds.drives(($1).user_id, d.id)
	)
	select coalesce(array_agg(c.id), '{}')
	from driven d
	join booking.promises p on p.team_day = d.id and p.held_until is null
	join booking.visits v on v.id = p.visit
	join queue.cases c on c.id = v.case_id
	where rounds.is_known(d.day, c.state)
$$;

-- ------------------------------------------------------------------------------------------------------------- functions

-- The minute of a day that a phone speaks of: never after now, whatever its clock says, and null where it was another day or says
-- nothing.
create function rounds.minute_of(p_at timestamptz, p_day date) returns int
language sql stable set search_path = '' as $$
	select case when p_at is not null and house.local_day(x.at) = p_day then house.local_minute(x.at) end
	from (select least(p_at, now()) as at) x
$$;

-- there: the team stands before the door; done: it is over; null: it lies ahead.
create function rounds.progress(p_stop booking.stops) returns text
language sql stable set search_path = '' as $$
	select case
		when booking.is_over(p_stop) then 'done'
		when rounds.was_there((p_stop).team_day, (p_stop).subject) then 'there'
	end
$$;

-- Places of a unit with their points and names, its known ways and its closed roads, as the planner takes them.
create function rounds.ground(p_unit text) returns jsonb
language sql stable set search_path = '' as $$
	select jsonb_build_object(
		'places', (
			select jsonb_agg(
				jsonb_build_object('id', p.id, 'name', booking.place_name(p.id), 'lat', s.lat, 'lon', s.lon) order by p.id
			)
			from booking.places_of(p_unit) p (id)
			cross join booking.spot(p.id) s
		),
		'overrides', booking.overrides_of(p_unit),
		'closed', booking.closed_of(p_unit),
		'settings', (
			select jsonb_build_object('road_factor', s.road_factor, 'speed_kmh', s.speed_kmh) from unit.settings s where s.unit = p_unit
		)
	)
$$;

-- Who is visited: the first of the household.
create function rounds.who(p_visit uuid) returns text
language sql stable set search_path = '' as $$
	select p.name from booking.people p where p.visit_id = p_visit order by p.position limit 1
$$;

create function rounds.crew_of(p_team_day uuid) returns jsonb
language sql stable set search_path = '' as $$
	select coalesce(jsonb_agg(jsonb_build_object('id', o.user_id, 'name', o.name) order by o.name, o.user_id), '[]')
	from rounds.crews w
	join staff.officers o on o.user_id = w.officer
	where w.team_day = p_team_day
$$;

-- Households whose cards lie ready and that nobody is on the way to: no leg, no visit ahead that would bring them along.
create function rounds.ready_cards(p_unit text) returns table (visit uuid, case_id uuid, cards int)
language sql stable set search_path = '' as $$
	select v.id, c.id, count(*)::int
	from queue.cases c
	join booking.visits v on v.case_id = c.id
	join booking.people p on p.visit_id = v.id and p.card_ready_at is not null and p.card_handed_at is null
	where
		c.unit = p_unit and c.kind = 'home_visit' and c.ended_at is null
		and not exists (select 1 from booking.stops s where s.subject = v.id and s.kind = 'card' and not booking.is_past(s.team_day))
		and not exists (select 1 from booking.promises s where s.visit = v.id and not booking.is_past(s.team_day))
	group by v.id, c.id
$$;

-- --------------------------------------------------------------------------------------------------- the plan: doors of leads

-- The days of all teams, what has no place in them, and the ground between. Definer: officers read no table.
create function public.rounds_plan(from_day date, to_day date) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
#variable_conflict use_variable
declare
	v_officer staff.officers := staff.require('lead');
	v_unit text := v_officer.unit;
begin
	perform house.demand(from_day is not null, 422, 'required', 'from_day');
	perform house.demand(to_day between from_day and from_day + 13, 422, 'out_of_range', 'to_day');
	return jsonb_build_object(
		'now', now(),
		'today', house.local_day(now()),
		'ground', rounds.ground(v_unit),
		'windows', unit.windows_of(v_unit),
		'days', coalesce(
			(
				select jsonb_agg(
					jsonb_build_object(
						'id', d.id, 'team', t.id, 'team_name', t.name, 'day', d.day, 'version', d.version,
						'shut', not booking.offers_visits(d), 'places', d.places, 'start_place', d.start_place, 'shifts', d.shifts,
						'abilities', to_jsonb(t.abilities), 'crew', rounds.crew_of(d.id),
						'stops', coalesce(
							(
								select jsonb_agg(
									jsonb_build_object(
										'subject', s.subject, 'kind', s.kind, 'case', c.id, 'version', c.version,
										'reference', c.reference, 'state', c.state,
										'name', coalesce(g.name, rounds.who(v.id)),
										'people', coalesce(
											(select sum(w.people_count) from booking.visits w where w.gathering = g.id), v.people_count, 0
										),
										'place', coalesce(g.place_id, v.place_id, e.place_id), 'from', s.window_from, 'to', s.window_to,
										'service', s.service, 'travel', s.travel, 'start', s.start, 'finish', s.finish,
										'held', s.held_until is not null, 'pinned', s.pinned,
										'requires', coalesce(to_jsonb(v.requires), '[]'), 'late', s.late,
										'unconfirmed', c.id is not null and s.kind = 'visit' and booking.unconfirmed_days(c) is not null,
										'progress', rounds.progress(s)
									)
									order by s.start, s.position
								)
								from booking.stops s
								left join booking.visits v on v.id = s.subject
								left join booking.gatherings g on g.id = s.subject
								left join booking.errands e on e.id = s.subject
								left join queue.cases c on c.id = v.case_id
								where s.team_day = d.id and (s.held_until is null or s.held_until > clock_timestamp())
							),
							'[]'
						)
					)
					order by d.day, t.name, d.id
				)
				from booking.team_days d
				join booking.teams t on t.id = d.team
				where d.unit = v_unit and d.day between from_day and to_day
			),
			'[]'
		),
		'unplaced', coalesce(
			(
				select jsonb_agg(
					jsonb_build_object(
						'subject', v.id, 'case', c.id, 'version', c.version, 'reference', c.reference, 'state', c.state,
						'name', rounds.who(v.id), 'phone', coalesce(v.at_home_phone, v.booker_phone), 'people', v.people_count,
						'area', v.area, 'place', v.place_id, 'service', v.minutes, 'requires', to_jsonb(v.requires), 'since', c.received_at
					)
					order by c.received_at, c.reference
				)
				from queue.cases c
				join booking.visits v on v.case_id = c.id
				where
					c.unit = v_unit and c.kind = 'home_visit' and c.state in ('waiting', 'postponed', 'revisit')
					-- Somebody who was not met keeps the stop of that day; what counts is whether another one lies ahead.
					and (
						c.state = 'postponed'
						or not exists (
							select 1 from booking.promises p where p.visit = v.id and p.gathering is null and not booking.is_past(p.team_day)
						)
					)
			),
			'[]'
		),
		'cards', coalesce(
			(
				select jsonb_agg(
					jsonb_build_object(
						'subject', v.id, 'case', c.id, 'reference', c.reference, 'name', rounds.who(v.id), 'cards', r.cards,
						'place', v.place_id, 'service', s.card_minutes
					)
					order by c.reference
				)
				from rounds.ready_cards(v_unit) r
				join booking.visits v on v.id = r.visit
				join queue.cases c on c.id = r.case_id
				join unit.settings s on s.unit = v_unit
			),
			'[]'
		),
		'errands', coalesce(
			(
				select jsonb_agg(
					jsonb_build_object('subject', e.id, 'day', e.day, 'place', e.place_id, 'service', e.minutes) order by e.day, e.id
				)
				from booking.errands e
				where
					e.unit = v_unit and e.day between greatest(from_day, house.local_day(now())) and to_day and not e.over
					and not exists (select 1 from booking.stops s where s.subject = e.id and s.kind = 'support')
			),
			'[]'
		),
		'officers', coalesce(
			(
				select jsonb_agg(jsonb_build_object('id', o.user_id, 'name', o.name) order by o.name, o.user_id)
				from staff.officers o
				where o.unit = v_unit and o.disabled_at is null and staff.holds(o.roles, 'field')
			),
			'[]'
		)
	);
end
$$;

-- Takes a plan over several days, all of it or nothing. A visit that gets its first window becomes "Đã giữ giờ, chờ cán bộ gọi" and is
-- in the call list at once: only the resident's word makes it more. Definer: as above.
create function public.rounds_accept(key uuid, days jsonb, placed jsonb) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
#variable_conflict use_variable
declare
	v_officer staff.officers := staff.require('lead');
	v_request jsonb := jsonb_build_object('days', days, 'placed', placed);
	v_answer jsonb := queue.once(key, 'rounds_accept', v_request);
	v_new uuid[];
	v_days jsonb;
	v_placed jsonb := '[]';
	c queue.cases;
	p record;
begin
	if v_answer is not null then
		return v_answer;
	end if;
	perform house.demand(jsonb_typeof(days) = 'array' and jsonb_array_length(days) between 1 and 40, 422, 'required', 'days');
	-- Cases before days, as every other command locks them; others' cases are not even touched.
	perform 1
	from queue.cases q
	where
		q.unit = v_officer.unit and q.kind = 'home_visit'
		and q.id in (select (x.value ->> 'case')::uuid from jsonb_array_elements(placed) x)
	order by q.id
	for update;
	v_new := array(
		select v.id
		from jsonb_array_elements(placed) x
		join booking.visits v on v.case_id = (x.value ->> 'case')::uuid
	);
	-- Who was not met keeps the stop of that day, and who was postponed theirs, until there is another.
	for p in
		select (x.value ->> 'case')::uuid as case_id, (x.value ->> 'version')::int as version, v.id as visit, v.unit
		from jsonb_array_elements(placed) x
		left join booking.visits v on v.case_id = (x.value ->> 'case')::uuid
		order by v.case_id
	loop
		perform house.demand(p.visit is not null and p.unit = v_officer.unit, 404, 'not_found', 'placed');
		perform house.demand(p.version is not null, 422, 'required', 'placed');
		select q.* into c from queue.cases q where q.id = p.case_id;
		perform house.demand(c.state in ('waiting', 'postponed', 'revisit'), 409, 'not_allowed', 'placed');
		c := queue.move(
			p.case_id, p.version, case when c.state = 'postponed' then booking.was_state(p.case_id) else 'held' end,
			'officer', 'move', v_officer.user_id,
			jsonb_build_object(
				'window', (
					select booking.window_in(d.value, p.visit)
					from jsonb_array_elements(days) d
					where booking.window_in(d.value, p.visit) is not null
					limit 1
				),
				'before', booking.window_of(p.visit)
			),
			null, true
		);
		perform booking.leave(p.visit);
		delete from booking.stops s where s.subject = p.visit and s.kind = 'visit';
		perform booking.settle(p.case_id, 'moved');
		update booking.visits v set sequence = v.sequence + 1 where v.id = p.visit;
		delete from booking.proposals r where r.case_id = p.case_id;
		perform queue.fall(p.case_id);
		select q.* into c from queue.cases q where q.id = p.case_id;
		v_placed := v_placed || queue.answer(c);
	end loop;
	v_days := booking.commit_days(
		v_officer.unit, days, v_new,
		array(
			select a.subject
			from rounds.arrivals a
			where a.team_day in (select (x.value ->> 'team_day')::uuid from jsonb_array_elements(days) x)
		)
	);
	perform house.demand(
		(select count(*) from booking.stops s where s.kind = 'visit' and s.subject = any (v_new)) = cardinality(v_new),
		409, 'broken_plan', 'subject'
	);
	perform booking.mark_spare(v_officer.unit);
	return queue.remember(key, 'rounds_accept', v_request, jsonb_build_object('days', v_days, 'placed', v_placed));
exception
	when check_violation or numeric_value_out_of_range then
		perform house.refuse(422, 'out_of_range', 'days');
	when data_exception then
		perform house.refuse(422, 'bad_format', 'days');
	when serialization_failure or deadlock_detected or lock_not_available or query_canceled then
		perform house.refuse(503, 'busy');
end
$$;

-- Keeps a stop with its team, or lets it go. Definer: as above.
create function public.rounds_pin(key uuid, subject uuid, pinned boolean) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
#variable_conflict use_variable
declare
	v_officer staff.officers := staff.require('lead');
	v_request jsonb := jsonb_build_object('subject', subject, 'pinned', pinned);
	v_answer jsonb := queue.once(key, 'rounds_pin', v_request);
begin
	if v_answer is not null then
		return v_answer;
	end if;
	perform house.demand(pinned is not null, 422, 'required', 'pinned');
	update booking.stops s
	set pinned = rounds_pin.pinned
	from booking.team_days d
	where s.subject = rounds_pin.subject and d.id = s.team_day and d.unit = v_officer.unit;
	perform house.demand(found, 404, 'not_found', 'subject');
	return queue.remember(key, 'rounds_pin', v_request, '{"ok": true}');
end
$$;

-- What the team that comes to a visit must have. A window that was promised stays, even with a team that lacks it: the plan shows
-- it, and the next move heeds it. Definer: as above.
create function public.rounds_require(key uuid, id uuid, version int, requires text[]) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
#variable_conflict use_variable
declare
	v_officer staff.officers := staff.require('desk');
	v_request jsonb := jsonb_build_object('id', id, 'version', version, 'requires', to_jsonb(requires));
	v_answer jsonb := queue.once(key, 'rounds_require', v_request);
	v_requires text[] := array(select distinct r from unnest(requires) r order by r);
	c queue.cases;
begin
	if v_answer is not null then
		return v_answer;
	end if;
	perform house.demand(version is not null, 422, 'required', 'version');
	perform house.demand(v_requires <@ booking.abilities(), 422, 'bad_format', 'requires');
	c := queue.mine(v_officer, id);
	perform house.demand(c.kind = 'home_visit', 404, 'not_found');
	c := queue.move(
		id, version, c.state, 'officer', 'require', v_officer.user_id, jsonb_build_object('requires', to_jsonb(v_requires)), null, false
	);
	update booking.visits v set requires = v_requires where v.case_id = id;
	perform booking.mark_spare(c.unit);
	return queue.remember(key, 'rounds_require', v_request, queue.answer(c), id);
end
$$;

-- What a team has. Definer: as above.
create function public.rounds_abilities(key uuid, team uuid, abilities text[]) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
#variable_conflict use_variable
declare
	v_officer staff.officers := staff.require('lead');
	v_request jsonb := jsonb_build_object('team', team, 'abilities', to_jsonb(abilities));
	v_answer jsonb := queue.once(key, 'rounds_abilities', v_request);
begin
	if v_answer is not null then
		return v_answer;
	end if;
	perform house.demand(abilities <@ booking.abilities(), 422, 'bad_format', 'abilities');
	update booking.teams t
	set abilities = array(select distinct a from unnest(rounds_abilities.abilities) a order by a)
	where t.id = team and t.unit = v_officer.unit;
	perform house.demand(found, 404, 'not_found', 'team');
	perform booking.mark_spare(v_officer.unit);
	return queue.remember(key, 'rounds_abilities', v_request, '{"ok": true}');
end
$$;

-- Who drives on a day: all of them, in place of who was named before. Definer: as above.
create function public.rounds_crew(key uuid, team_day uuid, officers uuid[]) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
#variable_conflict use_variable
declare
	v_officer staff.officers := staff.require('lead');
	v_request jsonb := jsonb_build_object('team_day', team_day, 'officers', to_jsonb(officers));
	v_answer jsonb := queue.once(key, 'rounds_crew', v_request);
begin
	if v_answer is not null then
		return v_answer;
	end if;
	perform house.demand(cardinality(officers) <= 6, 422, 'too_many', 'officers');
	perform 1 from booking.team_days d where d.id = team_day and d.unit = v_officer.unit for update;
	perform house.demand(found, 404, 'not_found', 'team_day');
	perform house.demand(
		not exists (
			select 1
			from unnest(officers) x
			where not exists (
				select 1
				from staff.officers o
				where o.user_id = x and o.unit = v_officer.unit and o.disabled_at is null and staff.holds(o.roles, 'field')
			)
		),
		422, 'not_found', 'officers'
	);
	delete from rounds.crews w where w.team_day = rounds_crew.team_day and w.officer <> all (officers);
	insert into rounds.crews (team_day, officer, set_by)
	select rounds_crew.team_day, x, v_officer.user_id from (select distinct x from unnest(officers) x) y
	on conflict do nothing;
	return queue.remember(key, 'rounds_crew', v_request, '{"ok": true}');
end
$$;

-- ---------------------------------------------------------------------------------------------------------------- durations

-- Visits that weigh as much as the figure in use: with so many the learned figure lies halfway.
create function rounds.weight() returns int
language sql immutable set search_path = '' as $$
	select 10
$$;

-- What each visit of the last year says of one thing alone, in minutes: of the first person where one without needs was served; of a
-- further one where nobody had needs; of a need where one person had only that. Nobody served says nothing.
create function rounds.spoken(p_unit text) returns table (what text, minutes double precision)
language sql stable set search_path = '' as $$
	select
		case when k.people > 1 then 'next' when k.needs = 0 then 'first' else k.need end,
		case
			when k.people > 1 then (k.spent - s.first_person_minutes)::double precision / (k.people - 1)
			when k.needs = 0 then k.spent
			else k.spent - s.first_person_minutes
		end
	from (
		select
			t.ended - t.began as spent,
			count(distinct p.id) as people,
			count(n.need) as needs,
			min(n.need) as need
		from booking.attendances t
		join booking.visits v on v.case_id = t.case_id
		join booking.team_days d on d.id = t.team_day
		join booking.people p on p.visit_id = v.id
		left join lateral unnest(p.needs) n (need) on true
		where d.unit = p_unit and d.day > house.local_day(now()) - 365 and v.gathering is null
		group by t.case_id, t.team_day, t.began, t.ended
		-- A household of which somebody was not served took less than it would have.
		having bool_and(p.outcome in ('captured', 'prints_unreadable'))
	) k
	join unit.settings s on s.unit = p_unit
	where (k.people > 1 and k.needs = 0) or (k.people = 1 and k.needs <= 1)
$$;

-- Minutes reckoned with, one row a thing: first, next, card, and each need.
create function rounds.reckoned(p_unit text) returns table (what text, used int, place int)
language sql stable set search_path = '' as $$
	select x.what, x.used, x.place
	from unit.settings s
	cross join lateral (
		values ('first', s.first_person_minutes, 1), ('next', s.next_person_minutes, 2), ('card', s.card_minutes, 9)
		union all
		select n, coalesce((s.need_minutes ->> n)::int, 0), 3
		from unnest(array[
			'old_age', 'illness', 'disability', 'bedridden', 'can_sit', 'hands', 'hearing', 'infection_risk', 'interpreter_hre'
		]) n
	) x (what, used, place)
	where s.unit = p_unit
$$;

-- The figure in use beside what visits took: the median, drawn to the figure in use as if so many visits had taken that. Definer: as above.
create function public.rounds_durations() returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
	v_officer staff.officers := staff.require('lead');
begin
	return jsonb_build_object(
		'weight', rounds.weight(),
		'rows', (
			select jsonb_agg(
				jsonb_build_object(
					'what', r.what, 'used', r.used, 'visits', coalesce(k.visits, 0), 'median', round(k.median::numeric, 1),
					'learned', case when k.visits > 0 then greatest(
						case when r.what in ('first', 'next') then 5 else 0 end,
						round(((k.visits * k.median + rounds.weight() * r.used) / (k.visits + rounds.weight()))::numeric)
					)::int end
				)
				order by r.place, r.what
			)
			from rounds.reckoned(v_officer.unit) r
			left join (
				select s.what, count(*)::int as visits, percentile_cont(0.5) within group (order by s.minutes) as median
				from rounds.spoken(v_officer.unit) s
				group by s.what
			) k on k.what = r.what
		)
	);
end
$$;

-- Sets minutes from now on. `used` is what the lead saw: another's change in between is `stale`. Definer: as above.
create function public.rounds_durations_take(key uuid, rows jsonb) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
#variable_conflict use_variable
declare
	v_officer staff.officers := staff.require('lead');
	v_request jsonb := jsonb_build_object('rows', rows);
	v_answer jsonb := queue.once(key, 'rounds_durations_take', v_request);
	r record;
begin
	if v_answer is not null then
		return v_answer;
	end if;
	perform house.demand(jsonb_typeof(rows) = 'array' and jsonb_array_length(rows) between 1 and 20, 422, 'required', 'rows');
	perform 1 from unit.settings s where s.unit = v_officer.unit for update;
	for r in
		select x.ordinality - 1 as n, x.value ->> 'what' as what, (x.value ->> 'used')::int as seen, k.used,
			(x.value ->> 'minutes')::int as minutes
		from jsonb_array_elements(rows) with ordinality x
		left join rounds.reckoned(v_officer.unit) k on k.what = x.value ->> 'what'
	loop
		perform house.demand(r.used is not null, 422, 'bad_format', 'rows.' || r.n || '.what');
		perform house.demand(r.used = r.seen, 409, 'stale', 'rows.' || r.n || '.used');
		perform house.demand(
			r.minutes between case when r.what in ('first', 'next') then 5 when r.what = 'card' then 1 else 0 end
				and case when r.what in ('first', 'next') then 120 else 60 end,
			422, 'out_of_range', 'rows.' || r.n || '.minutes'
		);
		update unit.settings s
		set
			first_person_minutes = case when r.what = 'first' then r.minutes else s.first_person_minutes end,
			next_person_minutes = case when r.what = 'next' then r.minutes else s.next_person_minutes end,
			card_minutes = case when r.what = 'card' then r.minutes else s.card_minutes end,
			need_minutes = case
				when r.what in ('first', 'next', 'card') then s.need_minutes
				else jsonb_set(s.need_minutes, array[r.what], to_jsonb(r.minutes))
			end
		where s.unit = v_officer.unit;
	end loop;
	return queue.remember(key, 'rounds_durations_take', v_request, '{"ok": true}');
exception
	when data_exception then
		perform house.refuse(422, 'bad_format', 'rows');
end
$$;

-- ------------------------------------------------------------------------------------------------------------------ figures

-- Days that were driven, against the plan; and how long people waited, by hamlet. No person stands in the answer. Definer: as above.
create function public.rounds_figures(from_day date, to_day date) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
#variable_conflict use_variable
declare
	v_officer staff.officers := staff.require('lead');
begin
	perform house.demand(from_day is not null, 422, 'required', 'from_day');
	perform house.demand(to_day between from_day and from_day + 366, 422, 'out_of_range', 'to_day');
	return (
		with driving as materialized (
			select t.*
			from booking.team_days t
			where t.unit = v_officer.unit and t.day between from_day and least(to_day, house.local_day(now()))
		),
		seen as materialized (
			select * from booking.attended(v_officer.unit, from_day, to_day)
		),
		spent as (
			select t.team_day, sum(t.ended - t.began)::int as spent, sum(s.service)::int as service
			from driving d
			join booking.attendances t on t.team_day = d.id
			join booking.visits v on v.case_id = t.case_id
			join booking.stops s on s.subject = v.id and s.kind = 'visit' and s.team_day = t.team_day
			group by t.team_day
		),
		-- From leaving one door to standing before the next, of the doors whose neighbour is known.
		driven as (
			select w.team_day, sum(w.minute - w.left_at)::int as driven
			from (
				select
					a.team_day, a.minute,
					lag(coalesce(t.ended, a.minute)) over (partition by a.team_day order by a.minute, a.subject) as left_at
				from driving d
				join rounds.arrivals a on a.team_day = d.id
				left join booking.visits v on v.id = a.subject
				left join booking.attendances t on t.case_id = v.case_id and t.team_day = a.team_day
			) w
			where w.minute >= w.left_at
			group by w.team_day
		)
		select jsonb_build_object(
			'today', house.local_day(now()),
			'days', coalesce(
				(
					select jsonb_agg(
						jsonb_build_object(
							'team_day', d.id, 'day', d.day, 'team_name', t.name, 'planned', k.planned, 'served', k.served,
							'kept', k.kept, 'known', k.known, 'travel', k.travel, 'driven', r.driven,
							'service', coalesce(p.service, 0), 'spent', p.spent
						)
						order by d.day, t.name, d.id
					)
					from driving d
					join booking.teams t on t.id = d.team
					left join spent p on p.team_day = d.id
					left join driven r on r.team_day = d.id
					cross join lateral (
						select
							-- Who was not met and has another window by now is counted by the word that was written at the door.
							(
								select count(*)::int
								from (
									select x.visit from booking.promises x where x.team_day = d.id and x.held_until is null
									union
									select v.id from seen e join booking.visits v on v.case_id = e.case_id where e.team_day = d.id
								) u
							) as planned,
							(
								select count(*)::int
								from seen e
								where
									e.team_day = d.id
									and exists (select 1 from jsonb_array_elements(e.people) q where q ->> 'outcome' <> 'absent')
							) as served,
							(
								select count(*)::int from seen e where e.team_day = d.id and e.began between e.window_from and e.window_to
							) as kept,
							(select count(e.began)::int from seen e where e.team_day = d.id) as known,
							(select coalesce(sum(s.travel), 0)::int from booking.stops s where s.team_day = d.id and s.held_until is null) as travel
					) k
					where k.planned > 0
				),
				'[]'
			),
			'waits', coalesce(
				(
					select jsonb_agg(
						jsonb_build_object('place', w.place_id, 'name', booking.place_name(w.place_id), 'visits', w.visits, 'days', w.days)
						order by w.days desc, w.place_id
					)
					from (
						select v.place_id, count(*)::int as visits, round(percentile_cont(0.5) within group (order by e.waited)::numeric, 1) as days
						from seen e
						join booking.visits v on v.case_id = e.case_id
						group by v.place_id
					) w
				),
				'[]'
			)
		)
	);
end
$$;
