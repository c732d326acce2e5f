-- The room `booking`, second part: postponed days, windows kept for those who wait, closed roads. Its tables stand in the
-- first part, because the commit and the list of free days ask them.

-- --------------------------------------------------------------------------------------------------- states and transitions

insert into queue.states (state, final, calls) values ('postponed', false, true);

insert into queue.transitions (kind, from_state, to_state, who, action, needs) values
	('home_visit', 'held', 'postponed', 'officer', 'postpone', null),
	('home_visit', 'confirmed', 'postponed', 'officer', 'postpone', null),
	-- What has to be mended stays so: only the window is gone.
	('home_visit', 'returned', 'returned', 'officer', 'postpone', null),
	('home_visit', 'returned', 'postponed', 'citizen', 'mend', 'field'),
	-- A day that is visited after all: the old promise stands, and the desk says so on the phone.
	('home_visit', 'postponed', 'held', 'officer', 'reopen', null),
	('home_visit', 'returned', 'returned', 'officer', 'reopen', null),
	('home_visit', 'postponed', 'cancelled', 'citizen', 'cancel', 'reason'),
	('home_visit', 'postponed', 'cancelled', 'officer', 'cancel', 'reason'),
	('home_visit', 'postponed', 'ineligible', 'officer', 'cancel', 'reason'),
	('home_visit', 'postponed', 'postponed', 'citizen', 'person_died', null),
	('home_visit', 'postponed', 'postponed', 'citizen', 'answer', null),
	('home_visit', 'postponed', 'postponed', 'citizen', 'call_me', null),
	('home_visit', 'waiting', 'waiting', 'citizen', 'call_me', null);

insert into queue.transitions (kind, from_state, to_state, who, action)
select 'home_visit', 'postponed', 'postponed', 'officer', a.action
from unnest(array['call', 'ask', 'propose', 'assign', 'note', 'replace_code', 'person_died', 'card_ready', 'card_handed']) a (action)
union all
select 'home_visit', t.from_state, t.to_state, w.who, t.action
from (values
	('postponed', 'held', 'move'), ('postponed', 'confirmed', 'move'),
	('postponed', 'held', 'take'), ('postponed', 'confirmed', 'take'), ('waiting', 'held', 'take'),
	('postponed', 'postponed', 'refuse'), ('waiting', 'waiting', 'refuse'),
	('postponed', 'waiting', 'wait')
) t (from_state, to_state, action)
cross join unnest(array['citizen', 'officer']) as w (who)
union all
-- Cards of the household under way while the others are postponed.
select 'home_visit', 'postponed', n.state, w.who, 'cancel'
from unnest(array['captured', 'card_ready', 'done']) as n (state)
cross join unnest(array['citizen', 'officer']) as w (who);

-- ------------------------------------------------------------------------------------------------- who is waited for, and what for

-- Notes that a unit has something to share out; the next tending looks.
create function booking.mark_spare(p_unit text) returns void
language sql volatile set search_path = '' as $$
	insert into booking.spare (unit) values (p_unit)
$$;

-- Whether this very window is kept for this visit, so that it may be taken as late as the offer says.
create function booking.was_offered(p_visit uuid, p_team_day uuid, p_from int) returns boolean
language sql stable set search_path = '' as $$
	select exists (
		select 1
		from booking.held_offers o
		join booking.visits v on v.case_id = o.case_id
		where v.id = p_visit and o.team_day = p_team_day and o.window_from = p_from and o.ended is null and o.until > now()
	)
$$;

-- The state that a postponed visit was in: who was confirmed once need not be asked again.
create function booking.was_state(p_case uuid) returns text
language sql stable set search_path = '' as $$
	select coalesce((select p.was_state from booking.postponed p where p.case_id = p_case and p.ended is null), 'held')
$$;

-- Lets go of a window that was kept: its draft leaves the day through the commit.
create function booking.let_go(p_offer booking.held_offers, p_ended text) returns void
language plpgsql volatile set search_path = '' as $$
begin
	perform booking.vacate((p_offer).subject);
	delete from booking.visits v where v.id = (p_offer).subject and v.case_id is null;
	update booking.held_offers o set ended = p_ended, ended_at = now() where o.id = (p_offer).id and o.ended is null;
end
$$;

-- Ends what a postponement left open for a case, and lets go of every window kept for it: it has an answer now.
create function booking.settle(p_case uuid, p_ended text) returns void
language plpgsql volatile set search_path = '' as $$
begin
	perform booking.let_go(o, 'released') from booking.held_offers o where o.case_id = p_case and o.ended is null;
	update booking.postponed p set ended = p_ended, ended_at = now() where p.case_id = p_case and p.ended is null;
end
$$;

-- A call is the next step where a place is kept for somebody who waits and booked by phone or on paper, or who has not
-- answered on the page for half of its time.
create function booking.waits_for_call(p_unit text)
returns setof uuid
language sql
stable
set search_path = ''
as $$
	select c.id
	from booking.held_offers o
	join queue.cases c on c.id = o.case_id
	where
		c.unit = p_unit and c.state = 'waiting'
		and o.ended is null and o.until > now()
		and (c.channel <> 'web' or now() > o.at + (o.until - o.at) / 2)
$$;

-- ------------------------------------------------------------------------------------------------------------- postponing

-- Promises (case known) and holds (case null) that a postponement of this scope touches.
create function booking.touched(p_unit text, p_team uuid, p_area text, p_from date, p_to date)
returns table (
	visit uuid, case_id uuid, state text, team_day uuid, team text, day date, w_from int, w_to int, people int, hamlet text, held boolean
)
language sql stable set search_path = '' as $$
	select
		v.id, c.id, c.state, d.id, t.name, d.day, s.window_from, s.window_to, v.people_count, coalesce(h.name, a.name),
		s.held_until is not null
	from booking.team_days d
	join booking.teams t on t.id = d.team
	join booking.promises s on s.team_day = d.id
	join booking.visits v on v.id = s.visit
	left join booking.gatherings g on g.id = s.gathering
	join unit.areas a on a.code = v.area and a.valid_from = v.area_valid_from
	left join unit.hamlets h on h.id = v.hamlet
	left join queue.cases c on c.id = v.case_id
	where
		d.unit = p_unit
		and d.day between p_from and p_to
		and (p_team is null or d.team = p_team)
		-- A gathering lies where it lies, wherever its people live.
		and (p_area is null or coalesce(g.area, v.area) = p_area)
		and (s.held_until is null or s.held_until > clock_timestamp())
		and (c.id is null or c.state in ('held', 'confirmed', 'returned'))
		and not exists (select 1 from booking.postponed p where p.visit = v.id and p.ended is null)
$$;

-- Refuses a scope that is none: a team or an area of another unit, both at once, a span that is over, turned round or too long.
create function booking.check_scope(p_unit text, p_team uuid, p_area text, p_from date, p_to date) returns void
language plpgsql stable set search_path = '' as $$
begin
	perform house.demand(p_team is null or p_area is null, 422, 'bad_format', 'area');
	perform house.demand(
		p_team is null or exists (select 1 from booking.teams t where t.id = p_team and t.unit = p_unit), 422, 'not_found', 'team'
	);
	perform house.demand(p_area is null or (booking.area_row(p_area)).unit = p_unit, 422, 'not_found', 'area');
	perform house.demand(p_from >= house.local_day(now()), 422, 'out_of_range', 'from_day');
	perform house.demand(house.is_near(p_from) and house.is_near(p_to), 422, 'out_of_range', 'to_day');
	perform house.demand(p_to >= p_from and p_to - p_from <= 60, 422, 'out_of_range', 'to_day');
end
$$;

-- What a postponement would touch: how many, on which days, and who has to hear of it before anybody could look at a page.
-- Names and numbers stand in the cases, whose opening is written down. Definer door of leads.
create function public.booking_postpone_preview(team uuid, area text, from_day date, to_day date) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
#variable_conflict use_variable
declare
	v_officer staff.officers := staff.require('lead');
begin
	perform booking.check_scope(v_officer.unit, team, area, from_day, to_day);
	return (
		with t as (select * from booking.touched(v_officer.unit, team, area, from_day, to_day))
		select jsonb_build_object(
			'visits', count(*) filter (where t.case_id is not null),
			'people', coalesce(sum(t.people) filter (where t.case_id is not null), 0),
			'holds', count(*) filter (where t.case_id is null),
			'teams', (
				select count(*) from booking.team_days d
				where
					d.unit = v_officer.unit and d.day between from_day and to_day and not d.closed
					and (booking_postpone_preview.team is null or d.team = booking_postpone_preview.team)
			),
			'days', coalesce(
				(
					select jsonb_agg(jsonb_build_object('day', x.day, 'visits', x.visits, 'people', x.people) order by x.day)
					from (
						select o.day, count(*) as visits, sum(o.people) as people from t o where o.case_id is not null group by o.day
					) x
				),
				'[]'
			),
			'cases', coalesce(
				(
					select jsonb_agg(
						jsonb_build_object(
							'id', c.id, 'reference', c.reference, 'state', c.state, 'team', o.team, 'place', o.hamlet, 'people', o.people,
							'window', jsonb_build_object('day', o.day, 'from', o.w_from, 'to', o.w_to),
							'soon', house.at(o.day, o.w_from) < now() + interval '36 hours'
						)
						order by o.day, o.w_from, c.reference
					)
					from t o
					join queue.cases c on c.id = o.case_id
				),
				'[]'
			)
		)
		from t
	);
end
$$;

-- Takes one promise back: its case becomes postponed and keeps its code, its place in the day and its row in the call list.
create function booking.take_back(
	p_postponement booking.postponements, p_case uuid, p_visit uuid, p_state text, p_team_day uuid, p_window jsonb
) returns void
language plpgsql volatile set search_path = '' as $$
begin
	insert into booking.postponed (postponement, case_id, visit, team_day, window_from, window_to, was_state)
	values (
		(p_postponement).id, p_case, p_visit, p_team_day, (p_window ->> 'from')::int, (p_window ->> 'to')::int,
		case
			when p_state = 'returned'
				then (select case when c.state_before = 'confirmed' then 'confirmed' else 'held' end from queue.cases c where c.id = p_case)
			else p_state
		end
	);
	perform queue.move(
		p_case, null, case when p_state = 'returned' then 'returned' else 'postponed' end, 'officer', 'postpone',
		(p_postponement).officer, jsonb_build_object('reason', (p_postponement).reason, 'window', p_window), (p_postponement).note, true
	);
	update queue.cases c
	set
		again_at = null,
		state_before = case when c.state = 'returned' then 'postponed' end,
		priority = case
			when
				c.priority = 'normal'
				and house.at((p_window ->> 'day')::date, (p_window ->> 'from')::int) < now() + interval '36 hours'
				then 'high'
			else c.priority
		end
	where c.id = p_case;
end
$$;

-- "Hoãn cả ngày": takes the days back whole, in one transaction. Every promise becomes a postponed case that keeps its code,
-- its place in the day and its row in the call list; holds of people who are filling in are let go, and their forms are told
-- so when they are sent. Refuses already_postponed where a living one covers the same. Windows for those who were touched are
-- planned by the edge right after. Definer door of leads.
create function public.booking_postpone(key uuid, team uuid, area text, from_day date, to_day date, reason text, note text)
returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
#variable_conflict use_variable
declare
	v_officer staff.officers := staff.require('lead');
	v_request jsonb := jsonb_build_object(
		'team', team, 'area', area, 'from_day', from_day, 'to_day', to_day, 'reason', reason, 'note', note
	);
	v_answer jsonb := queue.once(key, 'booking_postpone', v_request);
	v_note text := house.text(note, 'note', 200, reason = 'other');
	v_made booking.postponements;
	v_visits int := 0;
	v_people int := 0;
	v_holds int := 0;
	t record;
begin
	if v_answer is not null then
		return v_answer;
	end if;
	perform house.demand(reason in ('storm', 'flood', 'kit_broken', 'officers_away', 'other'), 422, 'bad_format', 'reason');
	perform booking.check_scope(v_officer.unit, team, area, from_day, to_day);
	perform set_config('lock_timeout', '5s', true);
	-- Two leads at once are one after the other.
	perform pg_advisory_xact_lock(hashtextextended('booking.postpone ' || v_officer.unit, 0));
	perform house.demand(
		not exists (
			select 1
			from booking.postponements p
			where
				p.unit = v_officer.unit and p.lifted_at is null and p.gathering is null
				and p.from_day <= booking_postpone.from_day and p.to_day >= booking_postpone.to_day
				and (p.team is null or p.team is not distinct from booking_postpone.team)
				and (p.area is null or p.area is not distinct from booking_postpone.area)
		),
		409, 'already_postponed', 'from_day'
	);
	-- Cases before days, as every other command locks them.
	perform 1
	from queue.cases c
	where c.id in (select x.case_id from booking.touched(v_officer.unit, team, area, from_day, to_day) x)
	order by c.id
	for update;
	perform 1
	from booking.team_days d
	where
		d.unit = v_officer.unit and d.day between from_day and to_day
		and (booking_postpone.team is null or d.team = booking_postpone.team)
	order by d.id
	for update;
	-- A plan that was made before this moment is stale.
	update booking.team_days d
	set version = d.version + 1
	where
		d.unit = v_officer.unit and d.day between from_day and to_day
		and (booking_postpone.team is null or d.team = booking_postpone.team);
	-- An errand waits for another team; its day is the other room's to change.
	delete from booking.stops s
	using booking.team_days d, booking.errands e
	where
		s.kind = 'support' and not e.over and d.id = s.team_day and e.id = s.subject and d.unit = v_officer.unit
		and d.day between booking_postpone.from_day and booking_postpone.to_day
		and (booking_postpone.team is null or d.team = booking_postpone.team)
		and (booking_postpone.area is null or e.area = booking_postpone.area);
	-- Cards were promised to nobody for a day: they lie ready for another one.
	delete from booking.stops s
	using booking.team_days d, booking.visits v
	where
		s.kind = 'card' and d.id = s.team_day and v.id = s.subject and d.unit = v_officer.unit
		and d.day between booking_postpone.from_day and booking_postpone.to_day
		and (booking_postpone.team is null or d.team = booking_postpone.team)
		and (booking_postpone.area is null or v.area = booking_postpone.area);
	insert into booking.postponements (unit, team, area, from_day, to_day, reason, note, officer)
	values (v_officer.unit, team, area, from_day, to_day, reason, v_note, v_officer.user_id)
	returning * into v_made;
	for t in select * from booking.touched(v_officer.unit, team, area, from_day, to_day) x order by x.case_id
	loop
		if t.case_id is null then
			v_holds := v_holds + 1;
			perform booking.let_go(o, 'released') from booking.held_offers o where o.subject = t.visit and o.ended is null;
			perform booking.vacate(t.visit);
			continue;
		end if;
		perform booking.take_back(
			v_made, t.case_id, t.visit, t.state, t.team_day, jsonb_build_object('day', t.day, 'from', t.w_from, 'to', t.w_to)
		);
		v_visits := v_visits + 1;
		v_people := v_people + t.people;
	end loop;
	perform booking.mark_spare(v_officer.unit);
	return queue.remember(
		key, 'booking_postpone', v_request,
		jsonb_build_object('id', v_made.id, 'visits', v_visits, 'people', v_people, 'holds', v_holds)
	);
exception
	when serialization_failure or deadlock_detected or lock_not_available or query_canceled then
		perform house.refuse(503, 'busy');
end
$$;

-- A day is visited after all. Whoever has not answered gets the old window back, which nobody could take meanwhile, as
-- "Đã giữ giờ, chờ cán bộ gọi": they may have heard of the postponement, so somebody calls. Answers given stand. A window that
-- is over, or that another postponement covers, does not come back; nor does a gathering that was called off. Definer door of leads.
create function public.booking_reopen(key uuid, postponement uuid) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
#variable_conflict use_variable
declare
	v_officer staff.officers := staff.require('lead');
	v_request jsonb := jsonb_build_object('postponement', postponement);
	v_answer jsonb := queue.once(key, 'booking_reopen', v_request);
	p booking.postponements;
	d booking.team_days;
	v_other uuid;
	v_restored int := 0;
	v_left int := 0;
	v_answered int;
	x record;
begin
	if v_answer is not null then
		return v_answer;
	end if;
	perform set_config('lock_timeout', '5s', true);
	perform pg_advisory_xact_lock(hashtextextended('booking.postpone ' || v_officer.unit, 0));
	select q.* into p from booking.postponements q where q.id = postponement and q.unit = v_officer.unit for update;
	perform house.demand(found, 404, 'not_found', 'postponement');
	perform house.demand(p.lifted_at is null and p.gathering is null, 409, 'not_allowed');
	perform 1
	from queue.cases c
	where c.id in (select o.case_id from booking.postponed o where o.postponement = p.id and o.ended is null)
	order by c.id
	for update;
	update booking.postponements q set lifted_at = now(), lifted_by = v_officer.user_id where q.id = p.id;
	for x in
		select o.id, o.case_id, o.visit, o.team_day, o.window_from, o.window_to, o.was_state, coalesce(g.area, v.area) as area
		from booking.postponed o
		join booking.visits v on v.id = o.visit
		left join booking.gatherings g on g.id = v.gathering
		where o.postponement = p.id and o.ended is null
		order by o.case_id
	loop
		select q.* into d from booking.team_days q where q.id = x.team_day;
		select q.id into v_other
		from booking.postponements q
		where
			q.unit = p.unit and q.lifted_at is null and q.gathering is null and d.day between q.from_day and q.to_day
			and (q.team is null or q.team = d.team) and (q.area is null or q.area = x.area)
		order by q.at
		limit 1;
		if v_other is not null then
			update booking.postponed o set postponement = v_other where o.id = x.id;
		end if;
		if v_other is not null or house.at(d.day, x.window_from) <= now()
			or not exists (select 1 from booking.promises s where s.visit = x.visit and s.team_day = x.team_day)
		then
			v_left := v_left + 1;
			continue;
		end if;
		perform queue.move(
			x.case_id, null, case when c.state = 'returned' then 'returned' else 'held' end, 'officer', 'reopen', v_officer.user_id,
			jsonb_build_object('window', jsonb_build_object('day', d.day, 'from', x.window_from, 'to', x.window_to)), null, true
		)
		from queue.cases c
		where c.id = x.case_id;
		update queue.cases c
		set again_at = null, state_before = case when c.state = 'returned' then x.was_state end
		where c.id = x.case_id;
		perform booking.settle(x.case_id, 'restored');
		v_restored := v_restored + 1;
	end loop;
	select count(*) into v_answered
	from booking.postponed o
	where o.postponement = p.id and o.ended is not null and o.ended <> 'restored';
	perform booking.mark_spare(p.unit);
	return queue.remember(
		key, 'booking_reopen', v_request,
		jsonb_build_object('restored', v_restored, 'answered', v_answered, 'left', v_left)
	);
exception
	when serialization_failure or deadlock_detected or lock_not_available or query_canceled then
		perform house.refuse(503, 'busy');
end
$$;

-- The postponements of the last weeks and what became of everybody they touched. Definer door of leads.
create function public.booking_postponements() returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
	v_officer staff.officers := staff.require('lead');
begin
	return jsonb_build_object(
		'postponements', coalesce(
			(
				select jsonb_agg(
					jsonb_build_object(
						'id', p.id, 'team', t.name, 'area', a.full_name, 'gathering', g.name, 'from_day', p.from_day, 'to_day', p.to_day, 'reason', p.reason,
						'note', p.note, 'at', p.at, 'lifted_at', p.lifted_at,
						'cases', coalesce(
							(
								select jsonb_agg(
									jsonb_build_object(
										'id', c.id, 'reference', c.reference, 'state', c.state, 'people', v.people_count, 'ended', o.ended,
										'window', jsonb_build_object('day', d.day, 'from', o.window_from, 'to', o.window_to),
										'now', booking.window_of(v.id),
										'offers', jsonb_array_length(booking.offers_of(c.id)),
										'called', exists (
											select 1 from queue.events e
											where e.case_id = c.id and e.code = 'call' and e.at > p.at and e.data ->> 'outcome' = 'answered'
										)
									)
									order by o.ended is not null, d.day, o.window_from, c.reference
								)
								from booking.postponed o
								join queue.cases c on c.id = o.case_id
								join booking.visits v on v.id = o.visit
								join booking.team_days d on d.id = o.team_day
								where o.postponement = p.id
							),
							'[]'
						)
					)
					order by p.lifted_at is not null, p.from_day desc, p.at desc
				)
				from booking.postponements p
				left join booking.teams t on t.id = p.team
				left join booking.gatherings g on g.id = p.gathering
				left join lateral booking.area_row(p.area) a on p.area is not null
				where p.unit = v_officer.unit and p.to_day > house.local_day(now()) - 60
			),
			'[]'
		)
	);
end
$$;

-- ------------------------------------------------------------------------------------------ windows kept for those who wait

-- Takes a window that is kept for the case. Its draft leaves the day and the visit takes that very place, both through the
-- commit, in one transaction: nobody can step between. Refuses offer_gone.
create function booking.take_offer(p_case uuid, p_version int, p_offer uuid, p_who text, p_officer uuid) returns queue.cases
language plpgsql volatile set search_path = '' as $$
declare
	c queue.cases;
	v booking.visits;
	o booking.held_offers;
	d booking.team_days;
	v_list jsonb;
	v_version int;
	v_window jsonb;
begin
	perform set_config('lock_timeout', '5s', true);
	select * into c from queue.cases q where q.id = p_case for update;
	select * into v from booking.visits q where q.case_id = p_case for update;
	select * into o from booking.held_offers q where q.id = p_offer and q.case_id = p_case for update;
	perform house.demand(found and o.ended is null and o.until > now(), 409, 'offer_gone', 'offer');
	-- A gathering before days, and both days in the order in which every commit locks them.
	perform booking.leave(v.id);
	perform 1
	from booking.team_days q
	where q.id in (o.team_day, (select s.team_day from booking.stops s where s.subject = v.id and s.kind = 'visit'))
	order by q.id
	for update;
	select * into d from booking.team_days q where q.id = o.team_day;
	perform house.demand(
		exists (select 1 from booking.stops s where s.subject = o.subject and s.kind = 'visit' and s.team_day = d.id), 409, 'offer_gone', 'offer'
	);
	v_window := jsonb_build_object('day', d.day, 'from', o.window_from, 'to', o.window_to);
	c := queue.move(
		p_case, p_version, case when c.state = 'postponed' then booking.was_state(p_case) else 'held' end, p_who, 'take', p_officer,
		jsonb_build_object('window', v_window), null, true
	);
	-- The same list, with the visit where its draft stood. A household that became smaller takes less of it.
	select jsonb_agg(
		case
			when (s.value ->> 'subject')::uuid = o.subject then s.value || jsonb_build_object(
				'subject', v.id, 'service', v.minutes, 'finish', (s.value ->> 'start')::int + v.minutes
			)
			else s.value
		end
		order by s.ordinality
	)
	into v_list
	from jsonb_array_elements(booking.standing(d.id, v.id, o.subject)) with ordinality s;
	v_version := booking.commit(o.subject, d.id, d.version, booking.standing(d.id, o.subject, null), null, c.channel);
	perform booking.commit(v.id, d.id, v_version, v_list, null, c.channel);
	update booking.held_offers q set ended = 'taken', ended_at = now() where q.id = o.id;
	delete from booking.visits q where q.id = o.subject and q.case_id is null;
	perform booking.settle(p_case, 'taken');
	update booking.visits q set sequence = q.sequence + 1 where q.id = v.id;
	delete from booking.proposals q where q.case_id = p_case;
	update queue.cases q set again_at = null where q.id = p_case returning q.* into c;
	return c;
end
$$;

-- Gives a kept window back: the next one is asked.
create function booking.refuse_offer(p_case uuid, p_version int, p_offer uuid, p_who text, p_officer uuid) returns queue.cases
language plpgsql volatile set search_path = '' as $$
declare
	c queue.cases;
	o booking.held_offers;
begin
	select * into c from queue.cases q where q.id = p_case for update;
	select * into o from booking.held_offers q where q.id = p_offer and q.case_id = p_case and q.ended is null for update;
	perform house.demand(found, 409, 'offer_gone', 'offer');
	c := queue.move(
		p_case, p_version, c.state, p_who, 'refuse', p_officer,
		(
			select jsonb_build_object('window', jsonb_build_object('day', d.day, 'from', o.window_from, 'to', o.window_to))
			from booking.team_days d where d.id = o.team_day
		),
		null, true
	);
	perform booking.let_go(o, 'refused');
	return c;
end
$$;

-- A postponed visit, or people who do not come to a gathering, go on the waitlist, where they have waited since they booked.
create function booking.wait_on(p_case uuid, p_version int, p_who text, p_officer uuid) returns queue.cases
language plpgsql volatile set search_path = '' as $$
declare
	c queue.cases;
begin
	perform 1 from queue.cases q where q.id = p_case for update;
	perform house.demand(
		exists (
			select 1
			from booking.visits v
			join queue.cases q on q.id = v.case_id
			where v.case_id = p_case and (q.state not in ('held', 'confirmed') or v.gathering is not null)
		),
		409, 'not_allowed'
	);
	c := queue.move(p_case, p_version, 'waiting', p_who, 'wait', p_officer, '{}', null, true);
	perform booking.settle(p_case, 'waiting');
	perform booking.vacate(v.id) from booking.visits v where v.case_id = p_case;
	perform booking.mark_spare(c.unit);
	return c;
end
$$;

-- What the holder of a code says about the windows kept for them.
create function booking.say_offer(c queue.cases, p_version int, p_say jsonb) returns void
language plpgsql volatile set search_path = '' as $$
begin
	case p_say ->> 'act'
		when 'take' then
			perform booking.take_offer(c.id, p_version, (p_say ->> 'offer')::uuid, 'citizen', null);
		when 'refuse' then
			perform booking.refuse_offer(c.id, p_version, (p_say ->> 'offer')::uuid, 'citizen', null);
		when 'wait' then
			perform booking.wait_on(c.id, p_version, 'citizen', null);
		when 'call_me' then
			perform queue.move(c.id, p_version, c.state, 'citizen', 'call_me', null, '{}', null, true);
			update queue.cases q
			set again_at = null, priority = case when q.priority = 'normal' then 'high' else q.priority end
			where q.id = c.id;
	end case;
end
$$;

-- The same on the phone. Definer doors of the desk.
create function public.booking_offer_take(key uuid, id uuid, version int, offer uuid) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
#variable_conflict use_variable
declare
	v_officer staff.officers := staff.require('desk');
	v_request jsonb := jsonb_build_object('id', id, 'version', version, 'offer', offer);
	v_answer jsonb := queue.once(key, 'booking_offer_take', v_request);
	c queue.cases;
begin
	if v_answer is not null then
		return v_answer;
	end if;
	perform house.demand(version is not null, 422, 'required', 'version');
	c := queue.mine(v_officer, id);
	perform house.demand(c.kind = 'home_visit', 404, 'not_found');
	c := booking.take_offer(id, version, offer, 'officer', v_officer.user_id);
	return queue.remember(key, 'booking_offer_take', v_request, queue.answer(c), id);
exception
	when serialization_failure or deadlock_detected or lock_not_available or query_canceled then
		perform house.refuse(503, 'busy');
end
$$;

create function public.booking_offer_refuse(key uuid, id uuid, version int, offer uuid) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
#variable_conflict use_variable
declare
	v_officer staff.officers := staff.require('desk');
	v_request jsonb := jsonb_build_object('id', id, 'version', version, 'offer', offer);
	v_answer jsonb := queue.once(key, 'booking_offer_refuse', v_request);
	c queue.cases;
begin
	if v_answer is not null then
		return v_answer;
	end if;
	perform house.demand(version is not null, 422, 'required', 'version');
	c := queue.mine(v_officer, id);
	perform house.demand(c.kind = 'home_visit', 404, 'not_found');
	c := booking.refuse_offer(id, version, offer, 'officer', v_officer.user_id);
	return queue.remember(key, 'booking_offer_refuse', v_request, queue.answer(c), id);
exception
	when serialization_failure or deadlock_detected or lock_not_available or query_canceled then
		perform house.refuse(503, 'busy');
end
$$;

create function public.booking_wait(key uuid, id uuid, version int) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
#variable_conflict use_variable
declare
	v_officer staff.officers := staff.require('desk');
	v_request jsonb := jsonb_build_object('id', id, 'version', version);
	v_answer jsonb := queue.once(key, 'booking_wait', v_request);
	c queue.cases;
begin
	if v_answer is not null then
		return v_answer;
	end if;
	perform house.demand(version is not null, 422, 'required', 'version');
	c := queue.mine(v_officer, id);
	perform house.demand(c.kind = 'home_visit', 404, 'not_found');
	c := booking.wait_on(id, version, 'officer', v_officer.user_id);
	return queue.remember(key, 'booking_wait', v_request, queue.answer(c), id);
exception
	when serialization_failure or deadlock_detected or lock_not_available or query_canceled then
		perform house.refuse(503, 'busy');
end
$$;

-- ---------------------------------------------------------------------------------------------------------------- tending
-- Sharing out what is free: first to those whose day was postponed, then to the waitlist. The planner lives in the edge
-- function, so it asks what is to be done, plans, and writes.

-- Lets go of windows whose time is over and tells the case so. Returns how many. What somebody holds open is left to the next run.
create function booking.lapse_offers() returns int
language plpgsql volatile set search_path = '' as $$
declare
	o booking.held_offers;
	v_count int := 0;
begin
	for o in select q.* from booking.held_offers q where q.ended is null and q.until <= now() order by q.case_id, q.id
	loop
		perform 1 from queue.cases c where c.id = o.case_id for update skip locked;
		continue when not found;
		perform 1 from booking.held_offers q where q.id = o.id and q.ended is null for update;
		continue when not found;
		perform booking.let_go(o, 'lapsed');
		perform queue.note_event(
			o.case_id, 'offer_lapsed', 'system', null,
			(
				select jsonb_build_object('window', jsonb_build_object('day', d.day, 'from', o.window_from, 'to', o.window_to))
				from booking.team_days d where d.id = o.team_day
			),
			null, true
		);
		v_count := v_count + 1;
	end loop;
	return v_count;
end
$$;

-- Marks every unit in which somebody waits and no window is kept for them, so that nobody is forgotten when a mark was lost.
create function booking.mark_waiting() returns int
language sql volatile set search_path = '' as $$
	with marked as (
		insert into booking.spare (unit)
		select distinct c.unit
		from queue.cases c
		where
			c.kind = 'home_visit' and c.state in ('waiting', 'postponed') and c.ended_at is null
			and not exists (select 1 from booking.held_offers o where o.case_id = c.id and o.ended is null)
			and not exists (select 1 from booking.spare s where s.unit = c.unit)
		returning 1
	)
	select count(*)::int from marked
$$;

-- How many windows are kept for a postponed visit: the first is its own, the second makes it a choice.
create function booking.first_choices() returns int
language sql immutable set search_path = '' as $$
	select 2
$$;

-- Whether a case comes before the waitlist: its day was postponed, and it has not let go of what was kept for it. Who has
-- waits with the others from then on, or silence would keep whole weekends from everybody.
create function booking.chooses_first(p_case uuid) returns boolean
language sql stable set search_path = '' as $$
	select exists (
		select 1
		from booking.postponed x
		join booking.postponements p on p.id = x.postponement
		where
			x.case_id = p_case and x.ended is null
			and not exists (
				select 1 from booking.held_offers o where o.case_id = p_case and o.ended in ('refused', 'lapsed') and o.at >= p.at
			)
	)
$$;

-- The next unit that has something to share out, with those who wait there, and takes its mark away; null when there is none.
-- `tried` are days for which something was kept for a case that it did not take: the next one is asked about those.
create function public.booking_tend_read() returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
	v_unit text;
	v_set unit.settings;
begin
	perform booking.lapse_offers();
	-- Calls at the same time take different units, however often one is marked.
	for v_unit in select s.unit from booking.spare s group by s.unit order by min(s.id)
	loop
		if pg_try_advisory_xact_lock(hashtextextended('booking.spare ' || v_unit, 0)) then
			delete from booking.spare s where s.id in (select x.id from booking.spare x where x.unit = v_unit for update skip locked);
			exit when found;
		end if;
		v_unit := null;
	end loop;
	if v_unit is null then
		return null;
	end if;
	select s.* into v_set from unit.settings s where s.unit = v_unit;
	return jsonb_build_object(
		'unit', v_unit,
		'limit_days', v_set.wait_limit_days,
		'first_choices', booking.first_choices(),
		'waiting', coalesce(
			(
				select jsonb_agg(
					jsonb_build_object(
						'case', c.id, 'area', v.area, 'place', v.place_id, 'minutes', v.minutes, 'pool', booking.pool(c.channel),
						'why', case when f.first then 'postponed' else 'waitlist' end,
						'days', extract(epoch from now() - c.received_at) / 86400, 'requires', to_jsonb(v.requires),
						'kept', (
							select coalesce(jsonb_agg(jsonb_build_object('day', d.day, 'from', o.window_from)), '[]')
							from booking.held_offers o
							join booking.team_days d on d.id = o.team_day
							where o.case_id = c.id and o.ended is null
						),
						'tried', (
							select coalesce(jsonb_agg(distinct d.day), '[]')
							from booking.held_offers o
							join booking.team_days d on d.id = o.team_day
							where o.case_id = c.id and o.ended in ('refused', 'lapsed')
						)
					)
					order by c.received_at, c.id
				)
				from queue.cases c
				join booking.visits v on v.case_id = c.id
				left join booking.postponed x on x.case_id = c.id and x.ended is null
				cross join lateral (select booking.chooses_first(c.id) as first) f
				where
					c.unit = v_unit and c.kind = 'home_visit' and c.ended_at is null
					and (c.state = 'waiting' or x.case_id is not null)
					and (
						select count(*) from booking.held_offers o where o.case_id = c.id and o.ended is null
					) < case when f.first then booking.first_choices() else 1 end
			),
			'[]'
		)
	);
end
$$;

-- Keeps windows for cases, each through the commit; a plan that is not true any more is told and hurts no other. A case that
-- somebody is deciding about at this moment is left alone. Answers one word each: kept, or why not. `more` marks the unit
-- again, because there was more to do than one run takes.
create function public.booking_offer_write(offers jsonb) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
	x record;
	c queue.cases;
	v booking.visits;
	d booking.team_days;
	v_set unit.settings;
	v_window jsonb;
	v_until timestamptz;
	v_postponed boolean;
	v_words text[] := '{}';
	v_word text;
begin
	for x in
		select e.value ->> 'why' as why, (e.value ->> 'case')::uuid as case_id, (e.value ->> 'subject')::uuid as subject,
			e.value -> 'plan' as plan
		from jsonb_array_elements($1 -> 'list') with ordinality e
		order by e.ordinality
	loop
		begin
			select q.* into c from queue.cases q where q.id = x.case_id for update skip locked;
			perform house.demand(found, 503, 'busy');
			select q.* into v from booking.visits q where q.case_id = c.id;
			v_postponed := booking.chooses_first(c.id);
			perform house.demand(
				(c.state = 'waiting' or exists (select 1 from booking.postponed p where p.case_id = c.id and p.ended is null))
				and v_postponed = (x.why = 'postponed')
				and (
					select count(*) from booking.held_offers o where o.case_id = c.id and o.ended is null
				) < case when v_postponed then booking.first_choices() else 1 end,
				409, 'not_allowed'
			);
			v_window := booking.window_in(x.plan, x.subject);
			perform house.demand(v_window is not null, 409, 'broken_plan', 'subject');
			select q.* into d from booking.team_days q where q.id = (x.plan ->> 'team_day')::uuid;
			select q.* into v_set from unit.settings q where q.unit = c.unit;
			-- Two hours before it begins nobody can be told any more whether the team comes.
			v_until := least(
				now() + make_interval(hours => case when v_postponed then v_set.first_choice_hours else v_set.offer_hours end),
				house.at(d.day, (v_window ->> 'from')::int) - interval '2 hours'
			);
			perform house.demand(v_until > now(), 409, 'too_late');
			perform house.demand(not booking.is_off(d, v.area), 409, 'day_closed');
			insert into booking.visits (id, unit, channel, area, area_valid_from, hamlet, place_id, minutes, people_count)
			values (x.subject, v.unit, v.channel, v.area, v.area_valid_from, v.hamlet, v.place_id, v.minutes, v.people_count);
			perform booking.commit_plan(x.subject, x.plan, v_until, v.channel);
			insert into booking.held_offers (case_id, subject, why, team_day, window_from, window_to, until)
			values (
				c.id, x.subject, x.why, d.id, (v_window ->> 'from')::int, (v_window ->> 'to')::int, v_until
			);
			perform queue.note_event(
				c.id, 'offered', 'system', null, jsonb_build_object('window', v_window, 'until', v_until), null, true
			);
			v_word := 'kept';
		exception
			when sqlstate 'PT409' or sqlstate 'PT503' then
				v_word := sqlerrm;
		end;
		v_words := v_words || v_word;
	end loop;
	if ($1 ->> 'more')::boolean then
		perform booking.mark_spare($1 ->> 'unit');
	end if;
	return to_jsonb(v_words);
end
$$;

-- ------------------------------------------------------------------------------------------------------------ closed roads

-- Promises to come that the team cannot keep in the order that stands, because a way there takes longer than it was planned:
-- they are told to the lead, who moves them with the resident's word. Nothing is broken silently.
create function booking.strained(p_unit text) returns jsonb
language plpgsql stable set search_path = '' as $$
declare
	d booking.team_days;
	s record;
	v_set unit.settings;
	v_list jsonb := '[]';
	v_base text;
	v_free int;
	v_shift int;
	v_last_shift int;
begin
	select * into v_set from unit.settings q where q.unit = p_unit;
	for d in
		select q.* from booking.team_days q
		where q.unit = p_unit and q.day >= house.local_day(now()) and not booking.is_off(q, null)
		order by q.day, q.id
	loop
		v_last_shift := -1;
		for s in
			select
				t.id, t.start, t.finish, coalesce(g.place_id, v.place_id, e.place_id) as place_id, tm.name as team
			from booking.stops t
			left join booking.visits v on v.id = t.subject
			left join booking.gatherings g on g.id = t.subject
			left join booking.errands e on e.id = t.subject
			join booking.teams tm on tm.id = d.team
			where
				t.team_day = d.id and (t.held_until is null or t.held_until > clock_timestamp())
				and not exists (select 1 from booking.postponed p where p.visit = v.id and p.ended is null)
			order by t.start
		loop
			v_shift := (
				select min(i) from generate_series(0, jsonb_array_length(d.shifts) - 1) i where (d.shifts -> i ->> 'to')::int >= s.finish
			);
			if v_shift is distinct from v_last_shift then
				v_base := d.start_place;
				v_free := coalesce((d.shifts -> v_shift ->> 'from')::int, 0);
			end if;
			if v_free + booking.travel_minutes(v_base, s.place_id, v_set.road_factor, v_set.speed_kmh, d.day) > s.start then
				v_list := v_list || coalesce(
					(
						select jsonb_agg(
							jsonb_build_object(
								'id', c.id, 'reference', c.reference, 'team', s.team,
								'window', jsonb_build_object('day', d.day, 'from', p.window_from, 'to', p.window_to)
							)
							order by c.reference
						)
						from booking.promises p
						join booking.visits v on v.id = p.visit
						join queue.cases c on c.id = v.case_id
						where
							p.stop = s.id
							and not exists (select 1 from booking.postponed x where x.visit = v.id and x.ended is null)
					),
					'[]'
				);
			end if;
			v_last_shift := v_shift;
			v_base := s.place_id;
			v_free := s.finish;
		end loop;
	end loop;
	return v_list;
end
$$;

-- What a place id is called by people of the unit. Hamlets of two areas may share a name, so the area stands behind it.
create function booking.place_name(p_place text) returns text
language sql stable set search_path = '' as $$
	select case
		when p_place like 'hamlet:%' then (
			select h.name || ', ' || a.name
			from unit.hamlets h
			join unit.areas a on a.code = h.area and a.valid_from = h.area_valid_from
			where h.id = substr(p_place, 8)::uuid
		)
		when p_place like 'area:%' then (booking.area_row(substr(p_place, 6))).full_name
		else (select u.police_name from unit.units u where u.code = substr(p_place, 6))
	end
$$;

-- Roads that are closed, places to name them by, and promises that they endanger. Definer door of leads.
create function public.booking_roads() returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
	v_officer staff.officers := staff.require('lead');
begin
	return jsonb_build_object(
		'places', (
			select jsonb_agg(jsonb_build_object('id', p.id, 'name', booking.place_name(p.id)) order by booking.place_name(p.id))
			from booking.places_of(v_officer.unit) as p (id)
		),
		'closed', coalesce(
			(
				select jsonb_agg(
					jsonb_build_object(
						'id', r.id, 'from', booking.place_name(r.from_place), 'to', booking.place_name(r.to_place), 'minutes', r.minutes,
						'since', r.since, 'until', r.until, 'note', r.note
					)
					order by r.until, r.id
				)
				from booking.roads_closed r
				where r.unit = v_officer.unit and r.opened_at is null and r.until > now()
			),
			'[]'
		),
		'strained', booking.strained(v_officer.unit)
	);
end
$$;

-- Closes a way until a time; `to_place` null: the place is cut off. Answers {id, strained}.
create function booking.close_road(
	p_officer staff.officers, p_from text, p_to text, p_minutes int, p_until timestamptz, p_note text
) returns jsonb
language plpgsql volatile set search_path = '' as $$
declare
	v_note text := house.text(p_note, 'note', 200);
	v_id uuid;
begin
	perform house.demand(
		exists (select 1 from booking.places_of(p_officer.unit) p (id) where p.id = p_from), 422, 'not_found', 'from_place'
	);
	perform house.demand(
		p_to is null or exists (select 1 from booking.places_of(p_officer.unit) p (id) where p.id = p_to),
		422, 'not_found', 'to_place'
	);
	perform house.demand(p_from is distinct from p_to, 422, 'bad_format', 'to_place');
	perform house.demand(p_minutes is null or p_minutes between 1 and 600, 422, 'out_of_range', 'minutes');
	perform house.demand(p_until > now() and p_until <= now() + interval '365 days', 422, 'out_of_range', 'until');
	insert into booking.roads_closed (unit, from_place, to_place, minutes, until, note, officer)
	values (p_officer.unit, p_from, p_to, p_minutes, p_until, v_note, p_officer.user_id)
	returning id into v_id;
	return jsonb_build_object('id', v_id, 'strained', jsonb_array_length(booking.strained(p_officer.unit)));
end
$$;

-- The same for leads, of any road and time. Definer door.
create function public.booking_road_close(
	key uuid, from_place text, to_place text, minutes int, until timestamptz, note text
) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
#variable_conflict use_variable
declare
	v_officer staff.officers := staff.require('lead');
	v_request jsonb := jsonb_build_object(
		'from_place', from_place, 'to_place', to_place, 'minutes', minutes, 'until', until, 'note', note
	);
	v_answer jsonb := queue.once(key, 'booking_road_close', v_request);
begin
	if v_answer is not null then
		return v_answer;
	end if;
	return queue.remember(
		key, 'booking_road_close', v_request, booking.close_road(v_officer, from_place, to_place, minutes, until, note)
	);
end
$$;

-- Opens a road before its time. Definer door of leads.
create function public.booking_road_open(key uuid, road uuid) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
#variable_conflict use_variable
declare
	v_officer staff.officers := staff.require('lead');
	v_request jsonb := jsonb_build_object('road', road);
	v_answer jsonb := queue.once(key, 'booking_road_open', v_request);
begin
	if v_answer is not null then
		return v_answer;
	end if;
	update booking.roads_closed r set opened_at = now() where r.id = road and r.unit = v_officer.unit and r.opened_at is null;
	perform house.demand(
		found or exists (select 1 from booking.roads_closed r where r.id = road and r.unit = v_officer.unit), 404, 'not_found', 'road'
	);
	perform booking.mark_spare(v_officer.unit);
	return queue.remember(key, 'booking_road_open', v_request, '{"ok": true}');
end
$$;

-- ------------------------------------------------------------------------------------------------------------------ grants

grant execute on function
	public.booking_postpone_preview(uuid, text, date, date),
	public.booking_postpone(uuid, uuid, text, date, date, text, text),
	public.booking_reopen(uuid, uuid),
	public.booking_postponements(),
	public.booking_offer_take(uuid, uuid, int, uuid),
	public.booking_offer_refuse(uuid, uuid, int, uuid),
	public.booking_wait(uuid, uuid, int),
	public.booking_roads(),
	public.booking_road_close(uuid, text, text, int, timestamptz, text),
	public.booking_road_open(uuid, uuid)
to authenticated;
grant execute on function public.booking_tend_read(), public.booking_offer_write(jsonb) to service_role;
