-- The evening before a visit: whether the house is ready, when the team comes by its plan, and what nobody confirmed in time.

-- ---------------------------------------------------------------------------------------------------------------- tables

create table booking.readiness (
	case_id uuid not null references queue.cases (id) on delete cascade,
	day date not null,
	power text check (power in ('yes', 'not_yet', 'unsure')),
	seat text check (seat in ('yes', 'not_yet', 'unsure')),
	papers text not null check (papers in ('yes', 'not_yet', 'unsure')),
	home text not null check (home in ('yes', 'not_yet', 'unsure')),
	said_by text not null check (said_by in ('citizen', 'officer')),
	officer uuid references staff.officers (user_id),
	at timestamptz not null default now(),
	primary key (case_id, day),
	check ((said_by = 'officer') = (officer is not null)),
	check ((power is null) = (seat is null))
);
comment on table booking.readiness is
	'Whether a house is ready for the visit of a day: power, a table with a seat, papers, somebody at home. Goes with the sensitive data.';
comment on column booking.readiness.day is 'The day that was asked about: a visit that moves to another day is asked anew.';
comment on column booking.readiness.power is 'Null where people come to a gathering: power and tables are asked of the keeper of the place.';
create index readiness_officer on booking.readiness (officer);
alter table booking.readiness enable row level security;
revoke all on booking.readiness from public, anon, authenticated, service_role;

-- It changes nothing of the promise, but the history says that it was said. What was said is not in the event, which stays.
insert into queue.transitions (kind, from_state, to_state, who, action) values
	('home_visit', 'confirmed', 'confirmed', 'citizen', 'readiness'),
	('home_visit', 'confirmed', 'confirmed', 'officer', 'readiness');

-- ------------------------------------------------------------------------------------------------------------- functions

-- Whether the family of a visit on this day is asked now: from the unit's hour of the day before until midnight.
create function booking.asks_readiness(p_unit text, p_day date, p_at timestamptz default now()) returns boolean
language sql stable set search_path = '' as $$
	select coalesce(
		(
			select p_at >= house.at(p_day - 1, s.readiness_hour * 60) and p_at < house.at(p_day, 0)
			from unit.settings s
			where s.unit = p_unit
		),
		false
	)
$$;

-- Whether an officer may write it down for a visit on this day: the day before, and on the day until it is over.
create function booking.takes_readiness(p_day date, p_at timestamptz default now()) returns boolean
language sql stable set search_path = '' as $$
	select coalesce(p_day - house.local_day(p_at) in (0, 1), false)
$$;

-- What is known of the house for the day that the visit stands on now, or null.
create function booking.readiness_of(p_case uuid) returns jsonb
language sql stable set search_path = '' as $$
	select jsonb_build_object(
		'answers', jsonb_build_object('power', r.power, 'seat', r.seat, 'papers', r.papers, 'home', r.home),
		'by', r.said_by, 'officer', queue.person(r.officer), 'at', r.at
	)
	from booking.readiness r
	where r.case_id = p_case and r.day = booking.days_of(p_case)
$$;

-- What the family sees of it: the day with what was answered, if anything; null while nobody asks and nothing was said.
create function booking.readiness_face(c queue.cases) returns jsonb
language sql stable set search_path = '' as $$
	select jsonb_build_object('day', x.day, 'answers', x.answers)
	from (select booking.days_of(c.id) as day, booking.readiness_of(c.id) -> 'answers' as answers) x
	where c.state = 'confirmed' and (x.answers is not null or booking.asks_readiness(c.unit, x.day))
$$;

-- Writes down what a family said, by themselves or on the phone. Refuses 409 `not_allowed` outside of its hours.
create function booking.write_readiness(
	c queue.cases, p_version int, p_answers jsonb, p_by text, p_officer uuid default null
) returns queue.cases
language plpgsql volatile set search_path = '' as $$
declare
	-- Of people who come to a gathering: whether the papers are ready and whether they come.
	v_names text[] := case
		when exists (select 1 from booking.visits v where v.case_id = c.id and v.gathering is not null) then array['papers', 'home']
		else array['power', 'seat', 'papers', 'home']
	end;
	v_name text;
	v_day date := booking.days_of(c.id);
	v_after queue.cases;
begin
	perform house.strict(p_answers, array['power', 'seat', 'papers', 'home'], 'answers');
	perform house.demand(
		'power' = any (v_names) or num_nonnulls(p_answers ->> 'power', p_answers ->> 'seat') = 0, 422, 'bad_format', 'answers'
	);
	foreach v_name in array v_names loop
		perform house.demand(p_answers ->> v_name is not null, 422, 'required', v_name);
		perform house.demand(p_answers ->> v_name in ('yes', 'not_yet', 'unsure'), 422, 'bad_format', v_name);
	end loop;
	v_after := queue.move(c.id, p_version, 'confirmed', p_by, 'readiness', p_officer);
	perform house.demand(
		case p_by when 'citizen' then booking.asks_readiness(c.unit, v_day) else booking.takes_readiness(v_day) end,
		409, 'not_allowed'
	);
	insert into booking.readiness as r (case_id, day, power, seat, papers, home, said_by, officer)
	values (
		c.id, v_day, p_answers ->> 'power', p_answers ->> 'seat', p_answers ->> 'papers', p_answers ->> 'home', p_by, p_officer
	)
	on conflict on constraint readiness_pkey do update
	set
		power = excluded.power, seat = excluded.seat, papers = excluded.papers, home = excluded.home,
		said_by = excluded.said_by, officer = excluded.officer, at = now();
	return v_after;
end
$$;

-- Promised visits among these cases with the days left to each, and why the family of a confirmed one is called on the day
-- before it, or null: `not_ready` when they said that something is missing and no officer has spoken with them since,
-- `no_readiness` when they said nothing by the unit's hour.
create function booking.nearing(p_ids uuid[], p_at timestamptz default now())
returns table (id uuid, state text, days int, reason text)
language sql stable set search_path = '' as $$
	select
		c.id, c.state, d.day - house.local_day(p_at),
		case
			when c.state <> 'confirmed' or d.day <> house.local_day(p_at) + 1 then null
			when r.case_id is not null then
				case when r.said_by = 'citizen' and 'yes' <> any (array[r.power, r.seat, r.papers, r.home]) then 'not_ready' end
			when p_at >= house.at(d.day - 1, u.readiness_call_hour * 60) then 'no_readiness'
		end
	from queue.cases c
	join booking.visits v on v.case_id = c.id
	join booking.promises s on s.visit = v.id and s.held_until is null
	join booking.team_days d on d.id = s.team_day
	left join booking.readiness r on r.case_id = c.id and r.day = d.day
	left join unit.settings u on u.unit = c.unit
	where c.id = any (p_ids) and c.kind = 'home_visit' and c.state in ('held', 'confirmed')
$$;

-- Days left to a visit that is still only held two days before its day, or later; null for any other case. Negative: it passed.
create function booking.unconfirmed_days(c queue.cases, p_at timestamptz default now()) returns int
language sql stable set search_path = '' as $$
	select n.days from booking.nearing(array[c.id], p_at) n where n.state = 'held' and n.days <= 2
$$;

-- In the place that the queue keeps for it, until the room notify gives it another name and asks it from a wider one
-- (20261123000920_notify.sql). On the day before a visit the desk calls whoever has not said that the house is ready.
create or replace function queue.called(unit text, at_desk boolean) returns uuid[]
language sql stable set search_path = '' as $$
	select array(select w from booking.waits_for_call($1) w) || array(
		select n.id
		from booking.nearing(array(
			select v.case_id
			from booking.team_days d
			join booking.promises s on s.team_day = d.id
			join booking.visits v on v.id = s.visit
			where $2 and d.unit = $1 and d.day = house.local_day(now()) + 1 and v.case_id is not null
		)) n
		where n.reason is not null
	)
$$;

-- What lines of the queue must say aloud, in its place until the same file gives it another name.
create or replace function queue.flags(ids uuid[]) returns table (id uuid, flag jsonb)
language sql stable set search_path = '' as $$
	select n.id, jsonb_build_object('code', coalesce(n.reason, 'unconfirmed'), 'days', n.days)
	from booking.nearing(ids) n
	where n.reason is not null or (n.state = 'held' and n.days <= 2)
$$;

-- Half an hour around a planned start, on tens of minutes and always inside the promised window; a shorter window is whole.
-- Nothing finer is told: where the team comes from, and how long it stays there, must not be read from it.
create function booking.estimate_in(p_from int, p_to int, p_start int) returns jsonb
language sql immutable set search_path = '' as $$
	select jsonb_build_object('from', x.begins, 'to', least(x.begins + 30, p_to))
	from (select greatest(p_from, least(p_start / 10 * 10 - 10, p_to - 30)) as begins) x
$$;

-- The estimate of a confirmed visit, or null: from the unit's hour of the evening before, when the plan of the day stands, until
-- the window is over. Never earlier: the plan still changes with every visit that is booked or moved. Of a team that said on the road
-- that it comes late the true half hour, outside the window, until that is over.
create function booking.estimate_of(c queue.cases, p_at timestamptz default now()) returns jsonb
language sql stable set search_path = '' as $$
	select booking.estimate_in(
		case when s.late then 0 else s.window_from end, case when s.late then 1440 else s.window_to end, s.start
	)
	from booking.visits v
	join booking.stops s on s.subject = v.id and s.kind = 'visit' and s.held_until is null
	join booking.team_days d on d.id = s.team_day
	join unit.settings u on u.unit = c.unit
	where
		v.case_id = c.id and c.state = 'confirmed'
		and p_at >= house.at(d.day - 1, u.estimate_hour * 60)
		and p_at < house.at(d.day, case when s.late then least(1440, s.start + 30) else s.window_to end)
$$;

-- ----------------------------------------------------------------------------------------------------------------- doors

-- What a family said on the phone, in one form. Definer: officers read and write no table.
create function public.booking_readiness(key uuid, id uuid, version int, answers jsonb) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
#variable_conflict use_variable
declare
	v_officer staff.officers := staff.require('desk');
	v_request jsonb := jsonb_build_object('id', id, 'version', version, 'answers', answers);
	v_answer jsonb := queue.once(key, 'booking_readiness', v_request);
	c queue.cases;
begin
	if v_answer is not null then
		return v_answer;
	end if;
	perform house.demand(version is not null, 422, 'required', 'version');
	c := queue.mine(v_officer, id);
	perform house.demand(c.kind = 'home_visit', 404, 'not_found');
	c := booking.write_readiness(c, version, answers, 'officer', v_officer.user_id);
	return queue.remember(key, 'booking_readiness', v_request, queue.answer(c), id);
exception
	when serialization_failure or deadlock_detected or lock_not_available or query_canceled then
		perform house.refuse(503, 'busy');
end
$$;

grant execute on function public.booking_readiness(uuid, uuid, int, jsonb) to authenticated;
