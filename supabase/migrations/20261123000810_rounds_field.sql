-- The room `rounds` on the road: the day that goes along on the phone, and the commands that come back when there is a signal. Each is
-- once only by its key, in the order in which the phone sends them; the phone's clock is trusted within the day alone.

-- ------------------------------------------------------------------------------------------------------------- functions

-- Cards that lie ready for the people of a visit, with who may take them.
create function rounds.cards_of(p_visit uuid) returns jsonb
language sql stable set search_path = '' as $$
	select coalesce(
		jsonb_agg(
			jsonb_build_object(
				'person', p.id, 'name', p.name, 'receiver', p.receiver, 'handed', p.card_handed_at is not null
			)
			order by p.position
		),
		'[]'
	)
	from booking.people p
	where p.visit_id = p_visit and p.card_ready_at is not null
$$;

-- Those whom a stop serves, as the run sheet has them, of whom the officer may know.
create function rounds.rows_of(p_officer staff.officers, p_stop booking.stops) returns jsonb
language sql stable set search_path = '' as $$
	select coalesce(jsonb_agg(booking.sheet_row(p_stop, c) order by booking.given_name(v.id), c.reference), '[]')
	from booking.visits v
	join queue.cases c on c.id = v.case_id
	where
		case when (p_stop).kind = 'gathering' then v.gathering = (p_stop).subject else v.id = (p_stop).subject end
		and queue.reaches(p_officer, c)
$$;

-- A stop as the field app has it.
create function rounds.field_stop(p_officer staff.officers, p_stop booking.stops) returns jsonb
language sql stable set search_path = '' as $$
	select jsonb_build_object(
		'subject', (p_stop).subject, 'kind', (p_stop).kind, 'place', coalesce(g.place_id, v.place_id, e.place_id), 'name', g.name,
		'from', coalesce(g.from_minute, (p_stop).window_from), 'to', coalesce(g.to_minute, (p_stop).window_to),
		'service', (p_stop).service, 'travel', (p_stop).travel, 'start', (p_stop).start, 'finish', (p_stop).finish,
		'pinned', (p_stop).pinned, 'late', (p_stop).late,
		'left', (
			select a.minute from rounds.departures a where a.team_day = (p_stop).team_day and a.subject = (p_stop).subject
		),
		'arrived', (
			select a.minute from rounds.arrivals a where a.team_day = (p_stop).team_day and a.subject = (p_stop).subject
		),
		'progress', rounds.progress(p_stop),
		'rows', rounds.rows_of(p_officer, p_stop),
		'errand', case when e.id is not null then support.face_of(e.id) || jsonb_build_object('came', e.came) end,
		'cards', case when v.id is not null then rounds.cards_of(v.id) else '[]' end
	)
	from (select 1) one
	left join booking.visits v on v.id = (p_stop).subject
	left join booking.gatherings g on g.id = (p_stop).subject
	left join booking.errands e on e.id = (p_stop).subject
$$;

-- A case of this day that the command is about, locked; `stale` and the state where somebody was faster.
create function rounds.own_case(p_officer staff.officers, p_day booking.team_days, p_case uuid, p_version int) returns queue.cases
language plpgsql volatile set search_path = '' as $$
declare
	c queue.cases;
begin
	perform house.demand(p_version is not null, 422, 'required', 'version');
	select q.* into c from queue.cases q where q.id = p_case and q.kind = 'home_visit' and q.unit = p_officer.unit for update;
	perform house.demand(
		found and exists (
			select 1
			from booking.visits v
			where
				v.case_id = p_case
				and (
					exists (select 1 from booking.promises s where s.visit = v.id and s.team_day = p_day.id)
					or exists (select 1 from booking.stops s where s.subject = v.id and s.kind = 'card' and s.team_day = p_day.id)
				)
		),
		404, 'not_found', 'id'
	);
	perform house.demand(c.version = p_version, 409, 'stale', c.state);
	return c;
end
$$;

-- ----------------------------------------------------------------------------------------------------------------- doors

-- Days that the officer may drive. Definer: officers read no table.
create function public.rounds_days() returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
	v_officer staff.officers := staff.require('field');
begin
	return jsonb_build_object(
		'today', house.local_day(now()),
		'days', coalesce(
			(
				select jsonb_agg(
					jsonb_build_object(
						'id', d.id, 'day', d.day, 'team_name', t.name, 'stops', k.stops,
						'mine', rounds.is_crew(v_officer.user_id, d.id),
						'crew', (
							select coalesce(jsonb_agg(o.name order by o.name, o.user_id), '[]')
							from rounds.crews w
							join staff.officers o on o.user_id = w.officer
							where w.team_day = d.id
						)
					)
					order by d.day, t.name, d.id
				)
				from booking.team_days d
				join booking.teams t on t.id = d.team
				cross join lateral (
					select count(*)::int as stops from booking.stops s where s.team_day = d.id and s.held_until is null
				) k
				where
					d.unit = v_officer.unit and not d.closed
					and d.day between house.local_day(now()) - 1 and house.local_day(now()) + 1
			),
			'[]'
		)
	);
end
$$;

-- "Tôi đi với tổ này": on a morning on which somebody fell ill nobody waits for a lead, who sees it in the plan. Definer: as above.
create function public.rounds_join(key uuid, team_day uuid, joined boolean) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
#variable_conflict use_variable
declare
	v_officer staff.officers := staff.require('field');
	v_request jsonb := jsonb_build_object('team_day', team_day, 'joined', joined);
	v_answer jsonb := queue.once(key, 'rounds_join', v_request);
begin
	if v_answer is not null then
		return v_answer;
	end if;
	perform house.demand(joined is not null, 422, 'required', 'joined');
	perform 1
	from booking.team_days d
	where
		d.id = team_day and d.unit = v_officer.unit
		and d.day between house.local_day(now()) - 1 and house.local_day(now()) + 1
	for update;
	perform house.demand(found, 404, 'not_found', 'team_day');
	if joined then
		perform house.demand(
			(select count(*) < 6 from rounds.crews w where w.team_day = rounds_join.team_day and w.officer <> v_officer.user_id),
			409, 'too_many', 'team_day'
		);
		insert into rounds.crews (team_day, officer, set_by)
		values (team_day, v_officer.user_id, v_officer.user_id)
		on conflict do nothing;
	else
		delete from rounds.crews w where w.team_day = rounds_join.team_day and w.officer = v_officer.user_id;
	end if;
	return queue.remember(key, 'rounds_join', v_request, '{"ok": true}');
end
$$;

-- All of a day that goes along on the phone of its crew. Each case in it was read. Definer: as above.
create function public.rounds_day(team_day uuid) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
#variable_conflict use_variable
declare
	v_officer staff.officers := staff.require('field');
	d booking.team_days := rounds.driven(v_officer, team_day, 1);
	v_set unit.settings;
	v_stops jsonb := '[]';
	v_stop jsonb;
	s booking.stops;
begin
	select x.* into v_set from unit.settings x where x.unit = d.unit;
	for s in
		select t.* from booking.stops t where t.team_day = d.id and t.held_until is null order by t.start, t.position
	loop
		v_stop := rounds.field_stop(v_officer, s);
		perform queue.log_read((r.value ->> 'case')::uuid, v_officer.user_id, 'sheet') from jsonb_array_elements(v_stop -> 'rows') r;
		if s.kind = 'support' and support.case_of(s.subject) is not null then
			perform queue.log_read(support.case_of(s.subject), v_officer.user_id, 'sheet');
		end if;
		v_stops := v_stops || v_stop;
	end loop;
	return jsonb_build_object(
		'id', d.id, 'version', d.version, 'day', d.day, 'today', house.local_day(now()), 'at', now(),
		'team_name', (select t.name from booking.teams t where t.id = d.team),
		'unit_name', (select u.police_name from unit.units u where u.code = d.unit),
		'kit', (select k.name from unit.kits k where k.id = d.kit),
		'start_place', d.start_place, 'shifts', d.shifts,
		'reader', jsonb_build_object('id', v_officer.user_id, 'name', v_officer.name),
		'crew', rounds.crew_of(d.id),
		'idle_minutes', v_set.idle_minutes,
		'durations', jsonb_build_object(
			'first_person_minutes', v_set.first_person_minutes, 'next_person_minutes', v_set.next_person_minutes,
			'need_minutes', v_set.need_minutes
		),
		'ground', rounds.ground(d.unit),
		'areas', (
			select jsonb_agg(
				jsonb_build_object(
					'code', a.code, 'name', a.full_name,
					'hamlets', coalesce(
						(
							select jsonb_agg(jsonb_build_object('id', h.id, 'name', h.name) order by h.name, h.id)
							from unit.hamlets h
							where h.area = a.code and h.area_valid_from = a.valid_from
						),
						'[]'
					)
				)
				order by a.full_name
			)
			from unit.areas a
			where a.unit = d.unit and a.valid_to is null
		),
		'stops', v_stops
	);
end
$$;

-- The team sets out for the first stop of a shift. Said twice, the first time counts. Definer: as above.
create function public.rounds_leave(key uuid, team_day uuid, at timestamptz, subject uuid) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
#variable_conflict use_variable
declare
	v_officer staff.officers := staff.require('field');
	v_request jsonb := jsonb_build_object('team_day', team_day, 'at', at, 'subject', subject);
	v_answer jsonb := queue.once(key, 'rounds_leave', v_request);
	d booking.team_days;
	v_minute int;
begin
	if v_answer is not null then
		return v_answer;
	end if;
	d := rounds.driven(v_officer, team_day);
	perform house.demand(
		exists (select 1 from booking.stops s where s.team_day = d.id and s.subject = rounds_leave.subject and s.held_until is null),
		404, 'not_found', 'subject'
	);
	v_minute := rounds.minute_of(at, d.day);
	perform house.demand(v_minute is not null, 422, 'out_of_range', 'at');
	insert into rounds.departures (team_day, subject, minute, officer)
	values (d.id, subject, v_minute, v_officer.user_id)
	on conflict do nothing;
	return queue.remember(
		key, 'rounds_leave', v_request,
		(
			select jsonb_build_object('id', a.subject, 'left', a.minute)
			from rounds.departures a
			where a.team_day = d.id and a.subject = rounds_leave.subject
		)
	);
end
$$;

-- The team stands before a door. Said twice, the first time counts. Definer: as above.
create function public.rounds_arrive(key uuid, team_day uuid, at timestamptz, subject uuid) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
#variable_conflict use_variable
declare
	v_officer staff.officers := staff.require('field');
	v_request jsonb := jsonb_build_object('team_day', team_day, 'at', at, 'subject', subject);
	v_answer jsonb := queue.once(key, 'rounds_arrive', v_request);
	d booking.team_days;
	v_minute int;
begin
	if v_answer is not null then
		return v_answer;
	end if;
	d := rounds.driven(v_officer, team_day);
	perform house.demand(
		exists (select 1 from booking.stops s where s.team_day = d.id and s.subject = rounds_arrive.subject and s.held_until is null),
		404, 'not_found', 'subject'
	);
	v_minute := rounds.minute_of(at, d.day);
	perform house.demand(v_minute is not null, 422, 'out_of_range', 'at');
	insert into rounds.arrivals (team_day, subject, minute, officer)
	values (d.id, subject, v_minute, v_officer.user_id)
	on conflict do nothing;
	return queue.remember(
		key, 'rounds_arrive', v_request,
		(
			select jsonb_build_object('id', a.subject, 'arrived', a.minute)
			from rounds.arrivals a
			where a.team_day = d.id and a.subject = rounds_arrive.subject
		)
	);
end
$$;

-- At the door of an errand: whether somebody was met. What was found there is written by the room that asked for it. Said twice, the
-- last word counts. Definer: as above.
create function public.rounds_errand(key uuid, team_day uuid, at timestamptz, subject uuid, came boolean) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
#variable_conflict use_variable
declare
	v_officer staff.officers := staff.require('field');
	v_request jsonb := jsonb_build_object('team_day', team_day, 'at', at, 'subject', subject, 'came', came);
	v_answer jsonb := queue.once(key, 'rounds_errand', v_request);
	d booking.team_days;
	v_minute int;
begin
	if v_answer is not null then
		return v_answer;
	end if;
	perform house.demand(came is not null, 422, 'required', 'came');
	d := rounds.driven(v_officer, team_day);
	v_minute := rounds.minute_of(at, d.day);
	perform house.demand(v_minute is not null, 422, 'out_of_range', 'at');
	update booking.errands e
	set over = true, came = rounds_errand.came, told_at = now(), told_by = v_officer.user_id
	where
		e.id = subject
		and exists (select 1 from booking.stops s where s.team_day = d.id and s.subject = e.id and s.kind = 'support');
	perform house.demand(found, 404, 'not_found', 'subject');
	insert into rounds.arrivals (team_day, subject, minute, officer)
	values (d.id, subject, v_minute, v_officer.user_id)
	on conflict do nothing;
	return queue.remember(key, 'rounds_errand', v_request, jsonb_build_object('id', subject, 'came', came));
end
$$;

-- What happened to each person of a visit, and when service began and ended. Definer: as above.
create function public.rounds_outcome(
	key uuid, team_day uuid, at timestamptz, id uuid, version int, began int, people jsonb
) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
#variable_conflict use_variable
declare
	v_officer staff.officers := staff.require('field');
	v_request jsonb := jsonb_build_object(
		'team_day', team_day, 'at', at, 'id', id, 'version', version, 'began', began, 'people', people
	);
	v_answer jsonb := queue.once(key, 'rounds_outcome', v_request);
	d booking.team_days;
	c queue.cases;
	v_began int;
	v_ended int;
begin
	if v_answer is not null then
		return v_answer;
	end if;
	d := rounds.driven(v_officer, team_day);
	c := rounds.own_case(v_officer, d, id, version);
	perform house.demand(began is null or began between 0 and 1440, 422, 'out_of_range', 'began');
	c := booking.write_outcome(v_officer, id, version, people);
	v_ended := rounds.minute_of(at, d.day);
	-- A team that comes before the window waits for it.
	v_began := coalesce(
		began,
		(
			select greatest(a.minute, least(s.window_from, v_ended - 1))
			from booking.visits v
			join booking.stops s on s.subject = v.id and s.kind = 'visit' and s.team_day = d.id
			join rounds.arrivals a on a.team_day = d.id and a.subject = v.id
			where v.case_id = rounds_outcome.id
		)
	);
	-- Minutes before a door at which nobody opened are nobody's service.
	if not exists (
		select 1
		from booking.visits v
		join booking.people p on p.visit_id = v.id
		where v.case_id = c.id and p.outcome in ('captured', 'prints_unreadable', 'needs_another_visit')
	) then
		delete from booking.attendances t where t.case_id = c.id and t.team_day = d.id;
	elsif v_began < v_ended then
		insert into booking.attendances as t (case_id, team_day, began, ended, source, officer)
		values (id, d.id, v_began, v_ended, 'field', v_officer.user_id)
		on conflict on constraint attendances_pkey do update
		-- Who mends in the evening what was said at a door was not there all day.
		set
			began = case when rounds_outcome.began < t.ended then rounds_outcome.began else t.began end,
			officer = excluded.officer,
			at = now();
	end if;
	return queue.remember(key, 'rounds_outcome', v_request, queue.answer(c), id);
exception
	when serialization_failure or deadlock_detected or lock_not_available or query_canceled then
		perform house.refuse(503, 'busy');
end
$$;

-- A call made from the road. Definer: as above.
create function public.rounds_called(
	key uuid, team_day uuid, at timestamptz, id uuid, version int, outcome text, note text
) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
#variable_conflict use_variable
declare
	v_officer staff.officers := staff.require('field');
	v_request jsonb := jsonb_build_object(
		'team_day', team_day, 'at', at, 'id', id, 'version', version, 'outcome', outcome, 'note', note
	);
	v_answer jsonb := queue.once(key, 'rounds_called', v_request);
	v_note text := house.text(note, 'note', 500);
	c queue.cases;
begin
	if v_answer is not null then
		return v_answer;
	end if;
	perform house.demand(outcome in ('answered', 'no_answer', 'wrong_number'), 422, 'bad_format', 'outcome');
	c := rounds.own_case(v_officer, rounds.driven(v_officer, team_day), id, version);
	c := queue.move(
		id, version, c.state, 'officer', 'call', v_officer.user_id, jsonb_build_object('outcome', outcome, 'again_at', null), null, true
	);
	if v_note is not null then
		insert into queue.notes (case_id, officer, body) values (id, v_officer.user_id, v_note);
	end if;
	return queue.remember(key, 'rounds_called', v_request, queue.answer(c), id);
end
$$;

-- Cards handed over at a door. Definer: as above.
create function public.rounds_card(
	key uuid, team_day uuid, at timestamptz, id uuid, version int, people uuid[], handed_to text, card_seen boolean
) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
#variable_conflict use_variable
declare
	v_officer staff.officers := staff.require('field');
	v_request jsonb := jsonb_build_object(
		'team_day', team_day, 'at', at, 'id', id, 'version', version, 'people', to_jsonb(people), 'handed_to', handed_to,
		'card_seen', card_seen
	);
	v_answer jsonb := queue.once(key, 'rounds_card', v_request);
	c queue.cases;
begin
	if v_answer is not null then
		return v_answer;
	end if;
	c := rounds.own_case(v_officer, rounds.driven(v_officer, team_day), id, version);
	c := booking.hand_cards(v_officer, id, version, people, handed_to, card_seen);
	return queue.remember(key, 'rounds_card', v_request, queue.answer(c), id);
end
$$;

-- The rest of the day in its new order. What is over stays as it was and takes no time any more; every promise that can be kept is
-- kept, and a stop that says `late` has lost its window and says so to whoever asks. Definer: as above.
create function public.rounds_replan(key uuid, team_day uuid, at timestamptz, version int, stops jsonb) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
#variable_conflict use_variable
declare
	v_officer staff.officers := staff.require('field');
	v_request jsonb := jsonb_build_object('team_day', team_day, 'at', at, 'version', version, 'stops', stops);
	v_answer jsonb := queue.once(key, 'rounds_replan', v_request);
	d booking.team_days;
	v_list jsonb := '[]';
	v_late uuid[] := '{}';
	v_broken text;
	v_version int;
	c queue.cases;
	s record;
begin
	if v_answer is not null then
		return v_answer;
	end if;
	perform set_config('lock_timeout', '5s', true);
	d := rounds.driven(v_officer, team_day);
	-- No promise is made for hours that are over, and before the day begins the plan is the lead's.
	perform house.demand(d.day >= house.local_day(now()), 409, 'too_late', 'team_day');
	perform house.demand(d.day = house.local_day(now()), 409, 'not_yet', 'team_day');
	perform house.demand(version is not null, 422, 'required', 'version');
	perform house.demand(jsonb_typeof(stops) = 'array' and jsonb_array_length(stops) between 1 and 60, 422, 'required', 'stops');
	-- Cases before days, as every other command locks them.
	perform 1
	from queue.cases q
	where q.id in (
		select v.case_id
		from jsonb_array_elements(stops) x
		join booking.visits v on v.id = (x.value ->> 'subject')::uuid and v.unit = d.unit
		where coalesce(x.value -> 'agreed', 'null') <> 'null'
	)
	order by q.id
	for update;
	select t.* into d from booking.team_days t where t.id = team_day for update;
	perform house.demand(d.version = version, 409, 'stale', 'version');
	delete from booking.stops t where t.team_day = d.id and t.held_until <= clock_timestamp();
	-- All that is not over, and nobody else: who was cancelled meanwhile, or came in between, is a reason to plan again.
	perform house.demand(
		(select count(*) from jsonb_array_elements(stops)) = (
			select count(*)
			from booking.stops t
			join (select distinct (x.value ->> 'subject')::uuid as subject from jsonb_array_elements(stops) x) w on w.subject = t.subject
			where t.team_day = d.id and not booking.is_over(t)
		)
		and not exists (
			select 1
			from booking.stops t
			where
				t.team_day = d.id and not booking.is_over(t)
				and not exists (select 1 from jsonb_array_elements(stops) x where (x.value ->> 'subject')::uuid = t.subject)
		),
		409, 'stale', 'stops'
	);
	for s in
		select
			x.ordinality::int as n, t.*, v.case_id, v.minutes as wanted,
			(x.value ->> 'service')::int as new_service, (x.value ->> 'travel')::int as new_travel,
			(x.value ->> 'start')::int as new_start, (x.value ->> 'finish')::int as new_finish,
			coalesce((x.value ->> 'late')::boolean, false) as new_late,
			nullif(x.value -> 'agreed', 'null') as agreed
		from jsonb_array_elements(stops) with ordinality x
		join booking.stops t on t.team_day = d.id and t.subject = (x.value ->> 'subject')::uuid
		left join booking.visits v on v.id = t.subject
		order by x.ordinality
	loop
		-- Somebody needs more time than was reckoned with; nobody is hurried.
		perform house.demand(s.new_service >= s.service or s.kind = 'card', 409, 'broken_plan', 'service');
		if s.agreed is not null then
			perform house.demand(
				s.kind = 'visit' and s.case_id is not null
				and (s.agreed ->> 'from')::int < (s.agreed ->> 'to')::int and (s.agreed ->> 'to')::int <= 1440
				and s.new_start between (s.agreed ->> 'from')::int and (s.agreed ->> 'to')::int,
				409, 'broken_plan', 'window'
			);
			select q.* into c from queue.cases q where q.id = s.case_id;
			perform queue.move(
				c.id, c.version, c.state, 'officer', 'move', v_officer.user_id,
				jsonb_build_object(
					'window', jsonb_build_object('day', d.day, 'from', (s.agreed ->> 'from')::int, 'to', (s.agreed ->> 'to')::int),
					'before', booking.window_of(s.subject), 'asked', 'phone'
				),
				null, true
			);
			update booking.visits v set sequence = v.sequence + 1 where v.id = s.subject;
			s.window_from := (s.agreed ->> 'from')::int;
			s.window_to := (s.agreed ->> 'to')::int;
		end if;
		-- Nobody is called late who is not, and nobody who is is kept from hearing of it.
		-- A visit that runs into the break ends after its shift, and that was promised too.
		s.new_late := s.new_start not between s.window_from and s.window_to
			or not exists (
				select 1
				from jsonb_array_elements(d.shifts) h
				where (h.value ->> 'from')::int <= s.new_start and s.new_finish <= (h.value ->> 'to')::int
			);
		if s.new_late then
			v_late := v_late || s.subject;
		end if;
		v_list := v_list || jsonb_build_object(
			'subject', s.subject, 'from', s.window_from, 'to', s.window_to, 'service', s.new_service, 'travel', s.new_travel,
			'start', s.new_start, 'finish', s.new_finish
		);
	end loop;
	v_broken := booking.broken(d, v_list, v_late, true);
	perform house.demand(v_broken is null, 409, 'broken_plan', v_broken);
	set constraints booking.stops_never_overlap deferred;
	-- What is over takes no time any more, whenever it was.
	update booking.stops t set busy = 'empty' where t.team_day = d.id and booking.is_over(t);
	update booking.stops t
	set
		position = x.n + 100,
		window_from = x.w_from,
		window_to = x.w_to,
		service = x.service,
		travel = x.travel,
		start = x.start,
		finish = x.finish,
		late = x.subject = any (v_late),
		busy = tstzrange(house.at(d.day, x.start - x.travel), house.at(d.day, x.finish))
	from rows from (
		jsonb_to_recordset(v_list) as (subject uuid, "from" int, "to" int, service int, travel int, start int, finish int)
	) with ordinality as x (subject, w_from, w_to, service, travel, start, finish, n)
	where t.team_day = d.id and t.subject = x.subject;
	update booking.stops t
	set position = o.n
	from (select z.id, row_number() over (order by z.start, z.position)::int as n from booking.stops z where z.team_day = d.id) o
	where t.id = o.id;
	update booking.visits v
	set minutes = t.service
	from booking.stops t
	where t.team_day = d.id and t.kind = 'visit' and v.id = t.subject and v.minutes < t.service;
	update booking.team_days t set version = t.version + 1 where t.id = d.id returning t.version into v_version;
	set constraints booking.stops_never_overlap immediate;
	set constraints booking.stops_never_overlap deferred;
	return queue.remember(key, 'rounds_replan', v_request, jsonb_build_object('id', d.id, 'version', v_version));
exception
	when check_violation or numeric_value_out_of_range then
		perform house.refuse(422, 'out_of_range', 'stops');
	when data_exception then
		perform house.refuse(422, 'bad_format', 'stops');
	when exclusion_violation then
		perform house.refuse(409, 'broken_plan', 'overlap');
	when serialization_failure or deadlock_detected or lock_not_available or query_canceled then
		perform house.refuse(503, 'busy');
end
$$;

-- Somebody met on the way and served at once. The visit has no access code yet: the desk gives one when they ask, as for a lost one.
-- Definer: as above.
create function public.rounds_met(
	key uuid, team_day uuid, at timestamptz, began int, area text, hamlet uuid, landmark text, phone text, people jsonb,
	consent boolean
) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
#variable_conflict use_variable
declare
	v_officer staff.officers := staff.require('field');
	v_request jsonb := jsonb_build_object(
		'team_day', team_day, 'at', at, 'began', began, 'area', area, 'hamlet', hamlet, 'landmark', landmark, 'phone', phone,
		'people', people, 'consent', consent
	);
	v_answer jsonb := queue.once(key, 'rounds_met', v_request);
	d booking.team_days;
	v_area unit.areas;
	v_visit uuid;
	v_minutes int;
	v_ended int;
	c queue.cases;
begin
	if v_answer is not null then
		return v_answer;
	end if;
	d := rounds.driven(v_officer, team_day);
	v_area := booking.place_of(area, hamlet, '');
	perform house.demand(v_area.unit = v_officer.unit, 409, 'not_served', 'area');
	perform house.demand(began between 0 and 1440, 422, 'out_of_range', 'began');
	perform house.demand(jsonb_typeof(people) = 'array' and jsonb_array_length(people) between 1 and 12, 422, 'required', 'people');
	v_minutes := booking.service_minutes(v_officer.unit, people);
	insert into booking.visits (unit, channel, area, area_valid_from, hamlet, place_id, minutes)
	values (v_officer.unit, 'walk_in', v_area.code, v_area.valid_from, hamlet, booking.place_id(v_area.code, hamlet), v_minutes)
	returning id into v_visit;
	perform booking.fill(
		v_visit,
		jsonb_build_object(
			'booking_for', 'self', 'consent', consent,
			'place', jsonb_build_object('kind', 'home', 'area', area, 'hamlet', hamlet, 'landmark', landmark),
			'contact', jsonb_build_object(
				'name', people -> 0 ->> 'name', 'phone', phone, 'relation', 'self', 'person_knows', true, 'at_home', null
			),
			-- Who needs somebody to speak for them is entered at the desk, where the papers are.
			'people', (
				select jsonb_agg(
					p.value || '{"lacks_capacity": false, "representative": null, "old_number": null}' order by p.ordinality
				)
				from jsonb_array_elements(people) with ordinality p
			)
		),
		v_minutes, 'walk_in'
	);
	c := booking.open_visit_case(v_visit, null, v_officer.user_id);
	c := queue.move(c.id, c.version, 'confirmed', 'officer', 'met', v_officer.user_id, '{}', null, true, 'confirm');
	c := booking.write_outcome(
		v_officer, c.id, c.version,
		(
			select jsonb_agg(
				jsonb_build_object(
					'id', b.id, 'outcome', p.value ->> 'outcome', 'receiver', p.value ->> 'receiver', 'note', p.value ->> 'note'
				)
				order by p.ordinality
			)
			from jsonb_array_elements(people) with ordinality p
			join booking.people b on b.visit_id = v_visit and b.position = p.ordinality
		)
	);
	v_ended := rounds.minute_of(at, d.day);
	if began < v_ended then
		insert into booking.attendances (case_id, team_day, began, ended, source, officer)
		values (c.id, d.id, began, v_ended, 'field', v_officer.user_id);
	end if;
	return queue.remember(key, 'rounds_met', v_request, queue.answer(c), c.id);
exception
	when data_exception or not_null_violation then
		perform house.refuse(422, 'bad_format', 'people');
	when serialization_failure or deadlock_detected or lock_not_available or query_canceled then
		perform house.refuse(503, 'busy');
end
$$;

-- A road closed on the way. Definer: as above.
create function public.rounds_road(
	key uuid, team_day uuid, at timestamptz, from_place text, to_place text, minutes int, until timestamptz, note text
) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
#variable_conflict use_variable
declare
	v_officer staff.officers := staff.require('field');
	v_request jsonb := jsonb_build_object(
		'team_day', team_day, 'at', at, 'from_place', from_place, 'to_place', to_place, 'minutes', minutes, 'until', until, 'note', note
	);
	v_answer jsonb := queue.once(key, 'rounds_road', v_request);
begin
	if v_answer is not null then
		return v_answer;
	end if;
	perform rounds.driven(v_officer, team_day);
	-- An officer on the road knows of today; what lasts longer is a lead's word.
	perform house.demand(until <= now() + interval '3 days', 422, 'out_of_range', 'until');
	return queue.remember(
		key, 'rounds_road', v_request, booking.close_road(v_officer, from_place, to_place, minutes, until, note)
	);
end
$$;

-- ------------------------------------------------------------------------------------------------------------------ grants

grant execute on function
	public.rounds_plan(date, date),
	public.rounds_accept(uuid, jsonb, jsonb),
	public.rounds_pin(uuid, uuid, boolean),
	public.rounds_require(uuid, uuid, int, text[]),
	public.rounds_abilities(uuid, uuid, text[]),
	public.rounds_crew(uuid, uuid, uuid[]),
	public.rounds_durations(),
	public.rounds_durations_take(uuid, jsonb),
	public.rounds_figures(date, date),
	public.rounds_days(),
	public.rounds_join(uuid, uuid, boolean),
	public.rounds_day(uuid),
	public.rounds_leave(uuid, uuid, timestamptz, uuid),
	public.rounds_arrive(uuid, uuid, timestamptz, uuid),
	public.rounds_errand(uuid, uuid, timestamptz, uuid, boolean),
	public.rounds_outcome(uuid, uuid, timestamptz, uuid, int, int, jsonb),
	public.rounds_called(uuid, uuid, timestamptz, uuid, int, text, text),
	public.rounds_card(uuid, uuid, timestamptz, uuid, int, uuid[], text, boolean),
	public.rounds_replan(uuid, uuid, timestamptz, int, jsonb),
	public.rounds_met(uuid, uuid, timestamptz, int, text, uuid, text, text, jsonb, boolean),
	public.rounds_road(uuid, uuid, timestamptz, text, text, int, timestamptz, text)
to authenticated;
