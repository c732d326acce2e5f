-- The room `booking` on paper: the run sheet that goes along on the motorbike, a sheet for each visit to copy from, and the
-- day as it was, typed in from the sheet that came back.

-- ---------------------------------------------------------------------------------------------------------------- tables

create table booking.attendances (
	case_id uuid not null references queue.cases (id) on delete cascade,
	team_day uuid not null references booking.team_days (id),
	began int not null check (began between 0 and 1440),
	ended int not null check (ended between 0 and 1440),
	source text not null check (source in ('paper', 'field')),
	officer uuid not null references staff.officers (user_id),
	at timestamptz not null default now(),
	primary key (case_id, team_day),
	check (began < ended)
);
comment on table booking.attendances is
	'When a team was really at a house, minutes after midnight. Figures without persons: they stay, for durations and statistics.';
create index attendances_of_day on booking.attendances (team_day);
create index attendances_officer on booking.attendances (officer);
alter table booking.attendances enable row level security;
revoke all on booking.attendances from public, anon, authenticated, service_role;

-- ------------------------------------------------------------------------------------------------------------- functions

-- The day of a team, if the officer may have its sheet: desk and lead any day of their unit, field officers those that they
-- drive around today, as with the cases on it. Else 404 `not_found`, as if it did not exist.
create function booking.sheet_day(p_officer staff.officers, p_team_day uuid) returns booking.team_days
language plpgsql stable set search_path = '' as $$
declare
	d booking.team_days;
begin
	select * into d from booking.team_days t where t.id = p_team_day;
	perform house.demand(
		found and d.unit = p_officer.unit
		and (
			staff.holds(p_officer.roles, 'desk')
			or (
				d.day between house.local_day(now()) - 1 and house.local_day(now()) + 1
				and rounds.drives(p_officer.user_id, d.id)
			)
		),
		404, 'not_found'
	);
	return d;
end
$$;

-- Where a household is found, and whom the team rings there.
create function booking.sheet_house(v booking.visits) returns jsonb
language sql stable set search_path = '' as $$
	select jsonb_build_object(
		'place', jsonb_build_object(
			'kind', v.place_kind, 'area_name', a.full_name, 'hamlet_name', h.name, 'landmark', v.landmark, 'address', v.address
		),
		'phone', coalesce(v.at_home_phone, v.booker_phone),
		'phone_name', case when v.at_home_phone is null then v.booker_name else v.at_home_name end
	)
	from unit.areas a
	left join unit.hamlets h on h.id = v.hamlet
	where a.code = v.area and a.valid_from = v.area_valid_from
$$;

-- A visit as the run sheet has it. No birth and no number of a card: a sheet can be lost on the road.
create function booking.sheet_row(p_stop booking.stops, c queue.cases) returns jsonb
language sql stable set search_path = '' as $$
	select jsonb_build_object(
		'case', c.id, 'reference', c.reference, 'state', c.state, 'version', c.version,
		'gathering', g.id,
		'from', coalesce(g.from_minute, (p_stop).window_from), 'to', coalesce(g.to_minute, (p_stop).window_to), 'start', (p_stop).start, 'finish', (p_stop).finish,
		'words', to_jsonb(c.words),
		'people', coalesce(
			(
				select jsonb_agg(
					jsonb_build_object(
						'id', p.id, 'name', p.name, 'service', p.service, 'needs', to_jsonb(p.needs), 'outcome', p.outcome,
						'card_ready', p.card_ready_at is not null
					)
					order by p.position
				)
				from booking.people p
				where p.visit_id = v.id
			),
			'[]'
		),
		'papers', v.papers,
		'readiness', booking.readiness_of(c.id) -> 'answers',
		'attended', (
			select jsonb_build_object('began', t.began, 'ended', t.ended)
			from booking.attendances t
			where t.case_id = c.id and t.team_day = (p_stop).team_day
		)
	) || booking.sheet_house(v)
	from booking.visits v
	left join booking.gatherings g on g.id = (p_stop).subject
	where v.case_id = c.id
$$;

-- Whether a visit stands on a sheet that officers can still print, a fortnight either way.
create function booking.on_a_sheet(c queue.cases) returns boolean
language sql stable set search_path = '' as $$
	select exists (
		select 1
		from booking.visits v
		join booking.promises s on s.visit = v.id
		join booking.team_days d on d.id = s.team_day
		where v.case_id = c.id and d.day between house.local_day(now()) - 14 and house.local_day(now()) + 14
	)
$$;

-- ----------------------------------------------------------------------------------------------------------------- doors

-- The days that have a sheet, a fortnight either way. Definer: officers read no table.
create function public.booking_sheets() returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
	v_officer staff.officers := staff.require(null, array['desk', 'field']);
	v_reach int := case when staff.holds(v_officer.roles, 'desk') then 14 else 1 end;
begin
	return jsonb_build_object(
		'today', house.local_day(now()),
		'days', coalesce(
			(
				select jsonb_agg(
					jsonb_build_object(
						'id', d.id, 'day', d.day, 'team_name', t.name, 'visits', k.visits, 'open', k.open,
						'unconfirmed', k.unconfirmed
					)
					order by d.day, t.name, d.id
				)
				from booking.team_days d
				join booking.teams t on t.id = d.team
				cross join lateral (
					select
						count(*)::int as visits,
						(count(*) filter (where c.state in ('held', 'confirmed')))::int as open,
						(count(*) filter (where booking.unconfirmed_days(c) is not null))::int as unconfirmed
					from booking.promises s
					join booking.visits v on v.id = s.visit
					join queue.cases c on c.id = v.case_id
					where s.team_day = d.id and queue.reaches(v_officer, c)
				) k
				where
					d.unit = v_officer.unit
					and (
						k.visits > 0
						or exists (select 1 from booking.stops s where s.team_day = d.id and s.kind <> 'visit')
					)
					and d.day between house.local_day(now()) - v_reach and house.local_day(now()) + v_reach
					and (v_reach > 1 or rounds.drives(v_officer.user_id, d.id))
			),
			'[]'
		)
	);
end
$$;

-- A household whose cards are brought along, with who may take each of them instead of its owner.
create function booking.sheet_card(p_stop booking.stops, c queue.cases) returns jsonb
language sql stable set search_path = '' as $$
	select jsonb_build_object(
		'case', c.id, 'reference', c.reference, 'start', (p_stop).start, 'words', to_jsonb(c.words),
		'people', coalesce(
			(
				select jsonb_agg(jsonb_build_object('id', p.id, 'name', p.name, 'receiver', p.receiver) order by p.position)
				from booking.people p
				where p.visit_id = v.id and p.card_ready_at is not null and p.card_handed_at is null
			),
			'[]'
		)
	) || booking.sheet_house(v)
	from booking.visits v
	where v.case_id = c.id
$$;

-- The sheet of one team's day, in order. Each case on it was read by whoever asked. Definer: as above.
create function public.booking_sheet(team_day uuid) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
#variable_conflict use_variable
declare
	v_officer staff.officers := staff.require(null, array['desk', 'field']);
	v_day booking.team_days := booking.sheet_day(v_officer, team_day);
	v_rows jsonb := '[]';
	v_cards jsonb := '[]';
	v_errands jsonb := '[]';
	r record;
begin
	for r in
		select s, c
		from booking.promises p
		join booking.stops s on s.id = p.stop
		join booking.visits v on v.id = p.visit
		join queue.cases c on c.id = v.case_id
		where p.team_day = team_day and queue.reaches(v_officer, c)
		-- At one place by given name, as they will be called.
		order by s.position, booking.given_name(v.id), c.reference
	loop
		perform queue.log_read((r.c).id, v_officer.user_id, 'sheet');
		v_rows := v_rows || booking.sheet_row(r.s, r.c);
	end loop;
	for r in
		select s, c
		from booking.stops s
		join booking.visits v on v.id = s.subject
		join queue.cases c on c.id = v.case_id
		where s.team_day = booking_sheet.team_day and s.kind = 'card' and not booking.is_over(s) and queue.reaches(v_officer, c)
		order by s.position
	loop
		perform queue.log_read((r.c).id, v_officer.user_id, 'sheet');
		v_cards := v_cards || booking.sheet_card(r.s, r.c);
	end loop;
	for r in
		select s, support.face_of(s.subject) as face
		from booking.stops s
		where
			s.team_day = booking_sheet.team_day and s.kind = 'support' and not booking.is_over(s)
			and support.case_of(s.subject) is not null
		order by s.position
	loop
		perform queue.log_read(support.case_of((r.s).subject), v_officer.user_id, 'sheet');
		v_errands := v_errands || (r.face || jsonb_build_object('subject', (r.s).subject, 'start', (r.s).start));
	end loop;
	return jsonb_build_object(
		'id', v_day.id, 'day', v_day.day, 'shifts', v_day.shifts,
		'team_name', (select t.name from booking.teams t where t.id = v_day.team),
		'kit', (select k.name from unit.kits k where k.id = v_day.kit),
		'unit_name', (select u.police_name from unit.units u where u.code = v_day.unit),
		'reader', v_officer.name, 'at', now(), 'today', house.local_day(now()),
		'gatherings', coalesce(
			(
				select jsonb_agg(booking.gathering_json(g) order by s.position)
				from booking.stops s
				join booking.gatherings g on g.id = s.subject
				where s.team_day = team_day and s.kind = 'gathering'
			),
			'[]'
		),
		'rows', v_rows,
		'cards', v_cards,
		'errands', v_errands
	);
end
$$;

-- What must be copied into other systems for these visits, all of it: at most one day's. Each was read by whoever asked, who
-- is named on the paper with its number. Definer: as above.
create function public.booking_copy_sheets(cases uuid[]) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
#variable_conflict use_variable
declare
	v_officer staff.officers := staff.require('desk');
	v_sheets jsonb := '[]';
	v_id uuid;
	c queue.cases;
begin
	perform house.demand(cardinality(cases) between 1 and 100, 422, 'out_of_range', 'cases');
	foreach v_id in array cases loop
		c := queue.mine(v_officer, v_id);
		perform house.demand(c.kind = 'home_visit', 404, 'not_found');
		-- Copying a day's visits is the desk's work of that day; any other visit is opened like a case.
		if not booking.on_a_sheet(c) then
			perform queue.demand_ground(v_officer, c);
		end if;
		v_sheets := v_sheets || jsonb_build_object(
			'case', c.id, 'reference', c.reference, 'received_at', c.received_at, 'channel', c.channel, 'visit', booking.detail(c.id)
		);
	end loop;
	return queue.paper(v_officer, 'copy_sheet', cases) || jsonb_build_object('sheets', v_sheets);
end
$$;

-- A team's day as it was, from the sheet that came back. Every line stands for itself: what cannot be taken is answered with
-- its refusal, the others are written, and the same key gets the same answer. `rows`: [{id, version, began, ended, people}, …]
-- with people as in booking_outcome. Definer: as above.
create function public.booking_day_enter(key uuid, team_day uuid, rows jsonb) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
#variable_conflict use_variable
declare
	v_officer staff.officers := staff.require('desk');
	v_request jsonb := jsonb_build_object('team_day', team_day, 'rows', rows);
	v_answer jsonb := queue.once(key, 'booking_day_enter', v_request);
	v_day booking.team_days;
	v_lines jsonb := '[]';
	v_id uuid;
	v_field text;
	v_began int;
	v_ended int;
	c queue.cases;
	r record;
begin
	if v_answer is not null then
		return v_answer;
	end if;
	v_day := booking.sheet_day(v_officer, team_day);
	perform house.demand(v_day.day <= house.local_day(now()), 409, 'not_yet', 'team_day');
	perform house.demand(jsonb_typeof(rows) = 'array' and jsonb_array_length(rows) between 1 and 100, 422, 'required', 'rows');
	-- In one order for everybody, so that two who enter the same day wait for each other and do not lock up.
	for r in
		select x.value, x.ordinality
		from jsonb_array_elements(rows) with ordinality x
		order by x.value ->> 'id'
	loop
		begin
			v_id := (r.value ->> 'id')::uuid;
			perform house.demand(
				exists (
					select 1
					from booking.promises s
					join booking.visits v on v.id = s.visit
					where s.team_day = team_day and v.case_id = v_id
				),
				404, 'not_found', 'id'
			);
			perform queue.mine(v_officer, v_id);
			c := booking.write_outcome(v_officer, v_id, (r.value ->> 'version')::int, r.value -> 'people');
			v_began := house.number(r.value -> 'began', 'began', 0, 1440);
			v_ended := house.number(r.value -> 'ended', 'ended', 0, 1440);
			perform house.demand(v_began < v_ended, 422, 'out_of_range', 'ended');
			insert into booking.attendances as t (case_id, team_day, began, ended, source, officer)
			values (v_id, team_day, v_began, v_ended, 'paper', v_officer.user_id)
			on conflict on constraint attendances_pkey do update
			set began = excluded.began, ended = excluded.ended, officer = excluded.officer, at = now();
			v_lines := v_lines || (queue.answer(c) || jsonb_build_object('code', null, 'field', null));
		exception
			-- A refusal of one line is its own affair; whatever else goes wrong ends the command.
			when sqlstate 'PT404' or sqlstate 'PT409' or sqlstate 'PT422' then
				get stacked diagnostics v_field = pg_exception_detail;
				v_lines := v_lines || jsonb_build_object('id', v_id, 'code', sqlerrm, 'field', v_field);
		end;
	end loop;
	return queue.remember(key, 'booking_day_enter', v_request, jsonb_build_object('rows', v_lines));
exception
	when serialization_failure or deadlock_detected or lock_not_available or query_canceled then
		perform house.refuse(503, 'busy');
end
$$;

grant execute on function
	public.booking_sheets(),
	public.booking_sheet(uuid),
	public.booking_copy_sheets(uuid[]),
	public.booking_day_enter(uuid, uuid, jsonb)
to authenticated;
