-- Duty: the roster (trực ban) and who is on it, days away, swaps, to whom a new case falls, and the hand-over of a shift.

create table staff.rosters (
	unit text primary key references unit.units (code),
	version int not null default 0
);
comment on table staff.rosters is 'The version of each unit''s roster: two who edit at once are one after the other, and the second is told.';

create table staff.duty (
	id uuid primary key default gen_random_uuid(),
	unit text not null references unit.units (code),
	officer uuid not null references staff.officers (user_id),
	post text not null check (post in ('commander', 'duty', 'response')),
	starts_at timestamptz not null,
	ends_at timestamptz not null,
	check (starts_at < ends_at and ends_at <= starts_at + interval '49 hours')
);
comment on table staff.duty is 'Who is on duty from when to when, at which post: trực chỉ huy, trực ban, trực chiến.';
-- Deferrable, so that a whole roster may move when the hour of change does.
alter table staff.duty add constraint duty_once exclude using gist (
	officer with =, post with =, tstzrange(starts_at, ends_at) with &&
) deferrable initially immediate;
create index duty_of_unit on staff.duty (unit, ends_at, starts_at);

create table staff.absences (
	id uuid primary key default gen_random_uuid(),
	officer uuid not null references staff.officers (user_id),
	from_day date not null,
	to_day date not null,
	check (to_day between from_day and from_day + 366)
);
comment on table staff.absences is 'Days on which an officer is away, and nothing of why.';
create index absences_of_officer on staff.absences (officer, to_day);

create table staff.duty_swaps (
	id uuid primary key default gen_random_uuid(),
	give uuid not null references staff.duty (id) on delete cascade,
	take uuid references staff.duty (id) on delete cascade,
	asked_by uuid not null references staff.officers (user_id),
	asked_of uuid not null references staff.officers (user_id),
	asked_at timestamptz not null default now(),
	state text not null default 'asked' check (state in ('asked', 'accepted', 'declined', 'withdrawn')),
	answered_at timestamptz,
	check (asked_by <> asked_of),
	check ((state = 'asked') = (answered_at is null))
);
comment on table staff.duty_swaps is 'One officer asks another to take a shift of theirs, for another shift or for none.';
create unique index duty_swaps_open on staff.duty_swaps (give) where state = 'asked';
create index duty_swaps_taken on staff.duty_swaps (take);
create index duty_swaps_asked on staff.duty_swaps (asked_of) where state = 'asked';

create table staff.duty_events (
	id uuid primary key default gen_random_uuid(),
	unit text not null references unit.units (code),
	at timestamptz not null default clock_timestamp(),
	code text not null check (code in ('set', 'copied', 'repeated', 'rules', 'swapped', 'away', 'back')),
	by uuid not null references staff.officers (user_id),
	data jsonb not null default '{}' check (jsonb_typeof(data) = 'object')
);
comment on table staff.duty_events is 'What was changed of a roster, and by whom; written once.';
create index duty_events_of_unit on staff.duty_events (unit, at);
create trigger duty_events_are_append_only before update or delete on staff.duty_events
for each row execute function house.append_only();
create trigger duty_events_are_never_emptied before truncate on staff.duty_events
for each statement execute function house.append_only();

create table queue.turns (
	officer uuid primary key references staff.officers (user_id),
	at timestamptz not null
);
comment on table queue.turns is 'When a case last fell to an officer in turn; tips are never counted, or the turn would tell of them.';

create table queue.handovers (
	id uuid primary key default gen_random_uuid(),
	unit text not null references unit.units (code),
	change_at timestamptz not null,
	begun_by uuid not null references staff.officers (user_id),
	begun_at timestamptz not null default now(),
	unique (unit, change_at)
);
comment on table queue.handovers is 'The hand-over at a change of shift: one a unit and change, whoever begins it.';

create table queue.handover_lines (
	handover uuid not null references queue.handovers (id),
	case_id uuid not null references queue.cases (id),
	officer uuid not null references staff.officers (user_id),
	at timestamptz not null default now(),
	body text check (char_length(body) between 1 and 300 and house.is_clean(body)),
	salt uuid,
	primary key (handover, case_id),
	check ((body is null) = (salt is null))
);
comment on table queue.handover_lines is 'What who goes says of a case to who comes; words and salt go with the personal data.';
create index handover_lines_of_case on queue.handover_lines (case_id);

create table queue.handover_events (
	id uuid primary key default gen_random_uuid(),
	handover uuid not null references queue.handovers (id),
	at timestamptz not null default clock_timestamp(),
	code text not null check (code in ('signed_out', 'signed_in', 'alone', 'took', 'noted')),
	officer uuid not null references staff.officers (user_id),
	session uuid not null,
	data jsonb not null default '{}' check (jsonb_typeof(data) = 'object'),
	items jsonb check (jsonb_typeof(items) = 'array'),
	salt bytea check (octet_length(salt) = 32),
	hash bytea check (octet_length(hash) = 32),
	check ((code in ('signed_out', 'signed_in')) = (hash is not null)),
	check ((hash is null) = (items is null) and (hash is null) = (salt is null))
);
comment on table queue.handover_events is 'Signatures and what else happened at a hand-over; written once. `items` is what the signer saw, ids and states only.';
comment on column queue.handover_events.hash is 'SHA-256 of salt and items. The salt stays here, so that a hash tells nobody what another saw.';
create index handover_events_of_handover on queue.handover_events (handover, at);
create unique index handover_signatures on queue.handover_events (handover, officer) where hash is not null;
create trigger handover_events_are_append_only before update or delete on queue.handover_events
for each row execute function house.append_only();
create trigger handover_events_are_never_emptied before truncate on queue.handover_events
for each statement execute function house.append_only();

-- What one officer holds, and what nobody holds, by the nearest clock.
create index cases_held on queue.cases (assignee, (coalesce(due_at, 'infinity')), id) where ended_at is null and assignee is not null;
create index cases_unheld on queue.cases (unit, (coalesce(due_at, 'infinity')), id) where ended_at is null and assignee is null;

alter table staff.rosters enable row level security;
alter table staff.duty enable row level security;
alter table staff.absences enable row level security;
alter table staff.duty_swaps enable row level security;
alter table staff.duty_events enable row level security;
alter table queue.turns enable row level security;
alter table queue.handovers enable row level security;
alter table queue.handover_lines enable row level security;
alter table queue.handover_events enable row level security;

-- ------------------------------------------------------------------------------------------------------------- the roster

-- The shifts that begin on days of a unit, by its hours of change.
create function staff.shifts(unit text, from_day date, to_day date)
returns table (starts_at timestamptz, ends_at timestamptz)
language sql
stable
set search_path = ''
as $$
	select house.at(d.day::date, c.minute), case
		when c.place < cardinality(s.duty_changes) then house.at(d.day::date, s.duty_changes[c.place + 1])
		else house.at(d.day::date + 1, s.duty_changes[1])
	end
	from unit.settings s
	cross join generate_series($2, $3, interval '1 day') d (day)
	cross join unnest(s.duty_changes) with ordinality c (minute, place)
	where s.unit = $1
	order by 1;
$$;

-- Whether an officer is away on a day.
create function staff.is_away(officer uuid, day date)
returns boolean
language sql
stable
set search_path = ''
as $$
	select exists (select 1 from staff.absences a where a.officer = $1 and $2 between a.from_day and a.to_day);
$$;

-- Who is on duty at an instant: active and not away. The desk of the shift first, then its commander, then the others.
create function staff.on_duty(unit text, at timestamptz)
returns table (officer uuid, post text, place int)
language sql
stable
set search_path = ''
as $$
	select d.officer, d.post, array_position(array['duty', 'commander', 'response'], d.post)
	from staff.duty d
	join staff.officers o on o.user_id = d.officer and o.unit = d.unit and o.disabled_at is null
	where d.unit = $1 and d.ends_at > $2 and d.starts_at <= $2
		and not staff.is_away(d.officer, house.local_day($2));
$$;

-- Whether somebody may stand in the unit's roster: an active officer of it, no collaborator.
create function staff.may_stand(unit text, officer uuid)
returns boolean
language sql
stable
set search_path = ''
as $$
	select exists (
		select 1 from staff.officers o
		where o.user_id = $2 and o.unit = $1 and o.disabled_at is null and not 'collaborator' = any (o.roles)
	);
$$;

-- Takes the unit's roster for an edit and counts its version on; a version that was read is compared: 409 `stale`.
create function staff.edit_roster(unit text, version int default null)
returns int
language plpgsql
set search_path = ''
as $$
declare
	now_at int;
begin
	insert into staff.rosters (unit) values ($1) on conflict do nothing;
	update staff.rosters r set version = r.version + 1 where r.unit = $1 returning r.version into now_at;
	perform house.demand($2 is null or now_at = $2 + 1, 409, 'stale', 'version');
	return now_at;
end;
$$;

create function staff.note_duty(unit text, code text, by uuid, data jsonb)
returns void
language sql
set search_path = ''
as $$
	insert into staff.duty_events (unit, code, by, data) values ($1, $2, $3, $4);
$$;

-- A row of the roster as people read it.
create function staff.duty_row(d staff.duty)
returns jsonb
language sql
stable
set search_path = ''
as $$
	select jsonb_build_object(
		'id', d.id, 'post', d.post, 'starts_at', d.starts_at, 'ends_at', d.ends_at,
		'officer', jsonb_build_object('id', o.user_id, 'name', o.name),
		'missing', o.disabled_at is not null
			or staff.is_away(d.officer, house.local_day(d.starts_at))
			or staff.is_away(d.officer, house.local_day(d.ends_at - interval '1 second'))
	)
	from staff.officers o where o.user_id = d.officer;
$$;

-- Fills posts that are empty: `wanted` is [{officer, post, starts_at, ends_at}]. Answers how many were made, were filled
-- before, had nobody to stand there (away, no officer of the unit any more), and were over or no shift of the unit.
create function staff.fill_duty(unit text, wanted jsonb)
returns jsonb
language plpgsql
set search_path = ''
as $$
declare
	counts jsonb;
begin
	with asked as (
		select w.officer, w.post, w.starts_at, w.ends_at, case
			when w.ends_at <= now() or not exists (
				select 1 from staff.shifts($1, house.local_day(w.starts_at), house.local_day(w.starts_at)) s
				where s.starts_at = w.starts_at and s.ends_at = w.ends_at
			) then 'past'
			when exists (
				select 1 from staff.duty d
				where d.unit = $1 and d.starts_at = w.starts_at and (d.post = w.post and d.ends_at = w.ends_at or d.officer = w.officer)
			) then 'kept'
			when not staff.may_stand($1, w.officer)
				or staff.is_away(w.officer, house.local_day(w.starts_at))
				or staff.is_away(w.officer, house.local_day(w.ends_at - interval '1 second')) then 'skipped'
			else 'made'
		end as what
		from jsonb_to_recordset($2) w (officer uuid, post text, starts_at timestamptz, ends_at timestamptz)
	), made as (
		insert into staff.duty (unit, officer, post, starts_at, ends_at)
		select $1, a.officer, a.post, a.starts_at, a.ends_at from asked a where a.what = 'made'
	)
	select jsonb_build_object(
		'made', count(*) filter (where a.what = 'made'), 'kept', count(*) filter (where a.what = 'kept'),
		'skipped', count(*) filter (where a.what = 'skipped'), 'past', count(*) filter (where a.what = 'past')
	) into counts
	from asked a;
	return counts;
exception
	when exclusion_violation then
		perform house.refuse(409, 'duty_twice');
end;
$$;

-- Where a change of shift moves to when the hours of change do; what is past stays.
create function staff.moved_change(moment timestamptz, was int[], becomes int[])
returns timestamptz
language sql
stable
set search_path = ''
as $$
	select case
		when moment > now() and array_position(was, house.local_minute(moment)) is not null
		then house.at(house.local_day(moment), becomes[array_position(was, house.local_minute(moment))])
		else moment
	end;
$$;

-- The roster of some days, at most 70, with what stands beside it. Definer: officers read no table.
create function public.staff_duty(from_day date, to_day date)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
	me staff.officers := staff.require();
	rule unit.settings;
begin
	perform house.demand($1 is not null, 422, 'required', 'from_day');
	perform house.demand(house.is_near($1), 422, 'out_of_range', 'from_day');
	perform house.demand($2 between $1 and $1 + 70, 422, 'out_of_range', 'to_day');
	select * into rule from unit.settings s where s.unit = me.unit;
	return jsonb_build_object(
		'version', coalesce((select r.version from staff.rosters r where r.unit = me.unit), 0),
		'now', now(),
		'changes', to_jsonb(rule.duty_changes),
		'assign', rule.assign_rule,
		'ceiling', rule.assign_ceiling,
		'unit', (select u.police_name from unit.units u where u.code = me.unit),
		'officers', coalesce((
			select jsonb_agg(queue.person(o.user_id) order by staff.given_name(o.name), o.name, o.user_id)
			from staff.officers o where o.unit = me.unit and staff.may_stand(me.unit, o.user_id)
		), '[]'),
		'days', (
			select jsonb_agg(jsonb_build_object(
				'day', d.day::date, 'working', unit.is_working_day(me.unit, d.day::date), 'note', c.note
			) order by d.day)
			from generate_series($1, $2, interval '1 day') d (day)
			left join unit.calendar_days c on c.unit = me.unit and c.day = d.day::date
		),
		'shifts', coalesce((
			select jsonb_agg(jsonb_build_object(
				'starts_at', x.starts_at, 'ends_at', x.ends_at, 'regular', x.regular,
				'people', coalesce((
					select jsonb_agg(staff.duty_row(d) order by d.post, staff.given_name(o.name), o.name, d.id)
					from staff.duty d join staff.officers o on o.user_id = d.officer
					where d.unit = me.unit and d.starts_at = x.starts_at and d.ends_at = x.ends_at
				), '[]')
			) order by x.starts_at, x.ends_at)
			from (
				select y.starts_at, y.ends_at, bool_or(y.regular) as regular
				from (
					select s.starts_at, s.ends_at, true as regular from staff.shifts(me.unit, $1, $2) s
					union all
					select d.starts_at, d.ends_at, false from staff.duty d
					where d.unit = me.unit and d.ends_at > house.at($1, 0) and d.starts_at < house.at($2 + 1, 0)
						and house.local_day(d.starts_at) >= $1
				) y
				group by y.starts_at, y.ends_at
			) x
		), '[]'),
		'absences', coalesce((
			select jsonb_agg(jsonb_build_object(
				'id', a.id, 'officer', queue.person(a.officer), 'from_day', a.from_day, 'to_day', a.to_day
			) order by a.from_day, a.id)
			from staff.absences a join staff.officers o on o.user_id = a.officer
			where o.unit = me.unit and a.to_day >= house.local_day(now())
		), '[]'),
		'swaps', coalesce((
			select jsonb_agg(jsonb_build_object(
				'id', w.id, 'give', staff.duty_row(g), 'take', case when t.id is not null then staff.duty_row(t) end,
				'asked_by', queue.person(w.asked_by), 'asked_of', queue.person(w.asked_of)
			) order by w.asked_at, w.id)
			from staff.duty_swaps w
			join staff.duty g on g.id = w.give
			left join staff.duty t on t.id = w.take
			where g.unit = me.unit and w.state = 'asked' and g.ends_at > now()
				and (me.user_id in (w.asked_by, w.asked_of) or 'lead' = any (me.roles))
		), '[]'),
		'mine', coalesce((
			select jsonb_agg(staff.duty_row(d) order by d.starts_at, d.id)
			from staff.duty d
			where d.officer = me.user_id and d.unit = me.unit and d.ends_at > now() and d.starts_at < now() + interval '62 days'
		), '[]')
	);
end;
$$;
grant execute on function public.staff_duty(date, date) to authenticated;

-- Who is on duty now and next, and the caller's own shifts to come. Definer as above.
create function public.staff_duty_now()
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
	me staff.officers := staff.require();
	next_at timestamptz;
begin
	select min(d.starts_at) into next_at from staff.duty d
	where d.unit = me.unit and d.ends_at > now() and d.starts_at > now() and d.starts_at < now() + interval '14 days';
	return jsonb_build_object(
		'now', now(),
		'on', coalesce((
			select jsonb_agg(staff.duty_row(d) order by array_position(array['duty', 'commander', 'response'], d.post), d.id)
			from staff.duty d where d.unit = me.unit and d.ends_at > now() and d.starts_at <= now()
		), '[]'),
		'next', coalesce((
			select jsonb_agg(staff.duty_row(d) order by array_position(array['duty', 'commander', 'response'], d.post), d.id)
			from staff.duty d where d.unit = me.unit and d.ends_at > now() and d.starts_at = next_at
		), '[]'),
		-- When this answer is no longer true.
		'until', (
			select min(x.at) from (
				select d.ends_at as at from staff.duty d where d.unit = me.unit and d.ends_at > now() and d.starts_at <= now()
				union all select next_at
			) x
		),
		'asked', (
			select count(*)::int from staff.duty_swaps w join staff.duty g on g.id = w.give
			where w.asked_of = me.user_id and w.state = 'asked' and g.ends_at > now()
		)
	);
end;
$$;
grant execute on function public.staff_duty_now() to authenticated;

-- Writes who stands in some shifts: `shifts` is [{starts_at, ends_at, people: [{officer, post}]}], each whole. Refuses 409
-- `stale` after another's edit, 409 `duty_over` for what is past, 409 `duty_twice`, 422 for what is no shift or nobody of
-- the unit. Definer as above.
create function public.staff_duty_set(key uuid, version int, shifts jsonb)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
	lead staff.officers := staff.require('lead');
	request jsonb := jsonb_build_array($2, $3);
	answer jsonb := queue.once($1, 'staff_duty_set', request);
	shift record;
	at_version int;
begin
	if answer is not null then
		return answer;
	end if;
	perform house.demand($2 is not null, 422, 'required', 'version');
	perform house.demand(jsonb_typeof($3) = 'array' and jsonb_array_length($3) between 1 and 70, 422, 'out_of_range', 'shifts');
	at_version := staff.edit_roster(lead.unit, $2);
	for shift in select s.value, 'shifts.' || (s.ordinality - 1) as field from jsonb_array_elements($3) with ordinality s loop
		perform house.strict(shift.value, array['starts_at', 'ends_at', 'people'], shift.field);
		perform house.demand(
			jsonb_typeof(shift.value -> 'people') = 'array' and jsonb_array_length(shift.value -> 'people') <= 20,
			422, 'out_of_range', shift.field
		);
		perform staff.set_shift(
			lead.unit, (shift.value ->> 'starts_at')::timestamptz, (shift.value ->> 'ends_at')::timestamptz,
			shift.value -> 'people', shift.field
		);
	end loop;
	perform staff.note_duty(lead.unit, 'set', lead.user_id, jsonb_build_object('shifts', $3));
	return queue.remember($1, 'staff_duty_set', request, jsonb_build_object('version', at_version));
exception
	when exclusion_violation then
		perform house.refuse(409, 'duty_twice');
	when data_exception then
		perform house.refuse(422, 'bad_format', 'shifts');
end;
$$;
grant execute on function public.staff_duty_set(uuid, int, jsonb) to authenticated;

-- One shift of the above; rows that stay keep their ids, which swaps name.
create function staff.set_shift(unit text, starts_at timestamptz, ends_at timestamptz, people jsonb, field text)
returns void
language plpgsql
set search_path = ''
as $$
declare
	person jsonb;
begin
	perform house.demand($2 is not null and $3 is not null, 422, 'required', $5);
	perform house.demand($3 > now(), 409, 'duty_over', $5);
	perform house.demand($2 < now() + interval '400 days', 422, 'out_of_range', $5);
	perform house.demand(
		exists (
			select 1 from staff.shifts($1, house.local_day($2), house.local_day($2)) s
			where s.starts_at = $2 and s.ends_at = $3
		)
		or exists (select 1 from staff.duty d where d.unit = $1 and d.starts_at = $2 and d.ends_at = $3),
		422, 'bad_format', $5
	);
	for person in select p.value from jsonb_array_elements($4) p loop
		perform house.strict(person, array['officer', 'post'], $5);
		perform house.demand(person ->> 'post' in ('commander', 'duty', 'response'), 422, 'bad_format', $5);
		perform house.demand(
			staff.may_stand($1, (person ->> 'officer')::uuid)
			-- Who stands there already may stay, though the account is no longer in use.
			or exists (
				select 1 from staff.duty d
				where d.unit = $1 and d.starts_at = $2 and d.ends_at = $3 and d.officer = (person ->> 'officer')::uuid
			),
			422, 'not_found', $5
		);
	end loop;
	delete from staff.duty d
	where d.unit = $1 and d.starts_at = $2 and d.ends_at = $3 and not exists (
		select 1 from jsonb_array_elements($4) p
		where (p.value ->> 'officer')::uuid = d.officer and p.value ->> 'post' = d.post
	);
	insert into staff.duty (unit, officer, post, starts_at, ends_at)
	select distinct $1, (p.value ->> 'officer')::uuid, p.value ->> 'post', $2, $3
	from jsonb_array_elements($4) p
	where not exists (
		select 1 from staff.duty d
		where d.unit = $1 and d.starts_at = $2 and d.ends_at = $3
			and d.officer = (p.value ->> 'officer')::uuid and d.post = p.value ->> 'post'
	);
end;
$$;

-- Copies the week that begins on a day to the weeks that begin on another, some weeks on: only into posts that are empty,
-- and nobody to days on which they are away. Definer as above.
create function public.staff_duty_copy(key uuid, version int, from_day date, to_day date, weeks int)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
	lead staff.officers := staff.require('lead');
	request jsonb := jsonb_build_array($2, $3, $4, $5);
	answer jsonb := queue.once($1, 'staff_duty_copy', request);
	at_version int;
begin
	if answer is not null then
		return answer;
	end if;
	perform house.demand($2 is not null, 422, 'required', 'version');
	perform house.demand($3 is not null, 422, 'required', 'from_day');
	perform house.demand(house.is_near($3) and house.is_near($4), 422, 'out_of_range', 'to_day');
	perform house.demand($4 > $3 and ($4 - $3) % 7 = 0 and $4 - $3 <= 364, 422, 'out_of_range', 'to_day');
	perform house.demand($5 between 1 and 6, 422, 'out_of_range', 'weeks');
	at_version := staff.edit_roster(lead.unit, $2);
	answer := staff.fill_duty(lead.unit, coalesce((
		select jsonb_agg(jsonb_build_object(
			'officer', d.officer, 'post', d.post,
			'starts_at', d.starts_at + make_interval(days => $4 - $3 + 7 * w), 'ends_at', d.ends_at + make_interval(days => $4 - $3 + 7 * w)
		))
		from staff.duty d
		cross join generate_series(0, $5 - 1) w
		where d.unit = lead.unit and house.local_day(d.starts_at) between $3 and $3 + 6
	), '[]')) || jsonb_build_object('version', at_version);
	perform staff.note_duty(lead.unit, 'copied', lead.user_id, jsonb_build_object('from', $3, 'to', $4, 'weeks', $5));
	return queue.remember($1, 'staff_duty_copy', request, answer);
end;
$$;
grant execute on function public.staff_duty_copy(uuid, int, date, date, int) to authenticated;

-- Repeats a rota of officers at a post, a shift each, from a day to another: only where the post is empty, and who is away
-- leaves the shift open. Definer as above.
create function public.staff_duty_repeat(key uuid, version int, post text, from_day date, to_day date, officers uuid[])
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
	lead staff.officers := staff.require('lead');
	request jsonb := jsonb_build_array($2, $3, $4, $5, to_jsonb($6));
	answer jsonb := queue.once($1, 'staff_duty_repeat', request);
	at_version int;
begin
	if answer is not null then
		return answer;
	end if;
	perform house.demand($2 is not null, 422, 'required', 'version');
	perform house.demand($3 in ('commander', 'duty', 'response'), 422, 'bad_format', 'post');
	perform house.demand($4 is not null, 422, 'required', 'from_day');
	perform house.demand(house.is_near($4), 422, 'out_of_range', 'from_day');
	perform house.demand($5 between $4 and $4 + 92, 422, 'out_of_range', 'to_day');
	perform house.demand(coalesce(cardinality($6), 0) between 1 and 40, 422, 'required', 'officers');
	perform house.demand(staff.may_stand(lead.unit, o), 422, 'not_found', 'officers') from unnest($6) o;
	at_version := staff.edit_roster(lead.unit, $2);
	answer := staff.fill_duty(lead.unit, (
		select jsonb_agg(jsonb_build_object(
			'officer', $6[(s.place - 1) % cardinality($6) + 1], 'post', $3, 'starts_at', s.starts_at, 'ends_at', s.ends_at
		))
		from staff.shifts(lead.unit, $4, $5) with ordinality s (starts_at, ends_at, place)
	)) || jsonb_build_object('version', at_version);
	perform staff.note_duty(lead.unit, 'repeated', lead.user_id, jsonb_build_object('post', $3, 'from', $4, 'to', $5, 'officers', to_jsonb($6)));
	return queue.remember($1, 'staff_duty_repeat', request, answer);
end;
$$;
grant execute on function public.staff_duty_repeat(uuid, int, text, date, date, uuid[]) to authenticated;

-- The hours of change and whom new cases fall to. When the same number of changes moves, shifts to come move along, and the
-- one that runs ends with the new hour. Definer as above.
create function public.staff_duty_rules(key uuid, changes int[], assign text, ceiling int)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
	lead staff.officers := staff.require('lead');
	request jsonb := jsonb_build_array(to_jsonb($2), $3, $4);
	answer jsonb := queue.once($1, 'staff_duty_rules', request);
	was int[];
begin
	if answer is not null then
		return answer;
	end if;
	perform house.demand(unit.are_changes($2), 422, 'bad_format', 'changes');
	perform house.demand($3 in ('off', 'duty', 'rotation'), 422, 'bad_format', 'assign');
	perform house.demand($4 between 1 and 500, 422, 'out_of_range', 'ceiling');
	perform staff.edit_roster(lead.unit);
	select s.duty_changes into was from unit.settings s where s.unit = lead.unit for update;
	update unit.settings s set duty_changes = $2, assign_rule = $3, assign_ceiling = $4 where s.unit = lead.unit;
	if was <> $2 and cardinality(was) = cardinality($2) then
		set constraints staff.duty_once deferred;
		update queue.handovers h set change_at = staff.moved_change(h.change_at, was, $2)
		where h.unit = lead.unit and h.change_at > now()
			and not exists (select 1 from queue.handover_events e where e.handover = h.id);
		update staff.duty d set
			starts_at = staff.moved_change(d.starts_at, was, $2), ends_at = staff.moved_change(d.ends_at, was, $2)
		where d.unit = lead.unit and d.ends_at > now();
		set constraints staff.duty_once immediate;
	end if;
	perform staff.note_duty(lead.unit, 'rules', lead.user_id, jsonb_build_object('changes', to_jsonb($2), 'assign', $3, 'ceiling', $4));
	return queue.remember($1, 'staff_duty_rules', request, '{"ok": true}');
exception
	-- Two shifts, or lines written at two changes, would come to lie on one.
	when exclusion_violation or unique_violation then
		perform house.refuse(409, 'duty_twice');
end;
$$;
grant execute on function public.staff_duty_rules(uuid, int[], text, int) to authenticated;

-- Asks another officer to take a shift of the caller's, for one of theirs or for none. Refuses 404 for a shift that is not
-- as asked, 409 `duty_over`, 409 `swap_asked` while one stands for this shift. Definer as above.
create function public.staff_swap_ask(key uuid, give uuid, take uuid, officer uuid)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
	me staff.officers := staff.require();
	request jsonb := jsonb_build_array($2, $3, $4);
	answer jsonb := queue.once($1, 'staff_swap_ask', request);
	made uuid;
begin
	if answer is not null then
		return answer;
	end if;
	perform house.demand($4 is not null and $4 <> me.user_id and staff.may_stand(me.unit, $4), 422, 'not_found', 'officer');
	perform house.demand(
		exists (select 1 from staff.duty d where d.id = $2 and d.unit = me.unit and d.officer = me.user_id), 404, 'not_found'
	);
	perform house.demand(
		$3 is null or exists (select 1 from staff.duty d where d.id = $3 and d.unit = me.unit and d.officer = $4), 404, 'not_found'
	);
	perform house.demand(d.ends_at > now(), 409, 'duty_over') from staff.duty d where d.id in ($2, $3);
	insert into staff.duty_swaps (give, take, asked_by, asked_of) values ($2, $3, me.user_id, $4) returning id into made;
	return queue.remember($1, 'staff_swap_ask', request, jsonb_build_object('id', made));
exception
	when unique_violation then
		perform house.refuse(409, 'swap_asked');
end;
$$;
grant execute on function public.staff_swap_ask(uuid, uuid, uuid, uuid) to authenticated;

-- Answers a swap: 'accept' and 'decline' by whom it was asked of, 'withdraw' by who asked. Refuses 404 to everybody else,
-- 409 `stale` when it was answered or the roster is no longer what was asked about. Definer as above.
create function public.staff_swap_answer(key uuid, swap uuid, says text)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
	me staff.officers := staff.require();
	request jsonb := jsonb_build_array($2, $3);
	answer jsonb := queue.once($1, 'staff_swap_answer', request);
	asked staff.duty_swaps;
begin
	if answer is not null then
		return answer;
	end if;
	perform house.demand($3 in ('accept', 'decline', 'withdraw'), 422, 'bad_format', 'says');
	select w.* into asked from staff.duty_swaps w where w.id = $2
		and me.user_id = case when $3 = 'withdraw' then w.asked_by else w.asked_of end;
	perform house.demand(found, 404, 'not_found');
	-- The roster first, as every edit of it does; then the swap is read as it stands.
	if $3 = 'accept' then
		perform staff.edit_roster(me.unit);
	end if;
	select w.* into asked from staff.duty_swaps w where w.id = $2 for update;
	perform house.demand(found and asked.state = 'asked', 409, 'stale');
	if $3 = 'accept' then
		perform house.demand(
			exists (select 1 from staff.duty d where d.id = asked.give and d.officer = asked.asked_by and d.ends_at > now())
			and (asked.take is null
				or exists (select 1 from staff.duty d where d.id = asked.take and d.officer = asked.asked_of and d.ends_at > now())),
			409, 'stale'
		);
		set constraints staff.duty_once deferred;
		update staff.duty d set officer = case d.id when asked.give then asked.asked_of else asked.asked_by end
		where d.id in (asked.give, asked.take);
		set constraints staff.duty_once immediate;
		perform staff.note_duty(me.unit, 'swapped', me.user_id, jsonb_build_object(
			'give', asked.give, 'take', asked.take, 'asked_by', asked.asked_by, 'asked_of', asked.asked_of
		));
	end if;
	update staff.duty_swaps w set answered_at = now(), state = case $3
		when 'accept' then 'accepted' when 'decline' then 'declined' else 'withdrawn' end
	where w.id = $2;
	return queue.remember($1, 'staff_swap_answer', request, '{"ok": true}');
exception
	when exclusion_violation then
		perform house.refuse(409, 'duty_twice');
end;
$$;
grant execute on function public.staff_swap_answer(uuid, uuid, text) to authenticated;

-- Marks days on which an officer is away: one's own, or as the lead anybody's of the unit. Definer as above.
create function public.staff_away_save(key uuid, officer uuid, from_day date, to_day date)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
	me staff.officers := staff.require();
	request jsonb := jsonb_build_array($2, $3, $4);
	answer jsonb := queue.once($1, 'staff_away_save', request);
	made uuid;
begin
	if answer is not null then
		return answer;
	end if;
	perform house.demand($2 = me.user_id or 'lead' = any (me.roles), 403, 'role_missing');
	perform house.demand(staff.may_stand(me.unit, $2), 422, 'not_found', 'officer');
	perform house.demand($3 is not null, 422, 'required', 'from_day');
	perform house.demand($4 is not null, 422, 'required', 'to_day');
	perform house.demand($4 >= $3, 422, 'ends_early', 'to_day');
	perform house.demand($3 >= house.local_day(now()) - 31 and $4 >= house.local_day(now()) and $4 <= $3 + 366, 422, 'out_of_range', 'to_day');
	insert into staff.absences (officer, from_day, to_day) values ($2, $3, $4) returning id into made;
	perform staff.note_duty(me.unit, 'away', me.user_id, jsonb_build_object('officer', $2, 'from', $3, 'to', $4));
	return queue.remember($1, 'staff_away_save', request, jsonb_build_object('id', made));
end;
$$;
grant execute on function public.staff_away_save(uuid, uuid, date, date) to authenticated;

-- Somebody is back, or does not go: days that are past stay. Definer as above.
create function public.staff_away_end(key uuid, absence uuid)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
	me staff.officers := staff.require();
	request jsonb := jsonb_build_array($2);
	answer jsonb := queue.once($1, 'staff_away_end', request);
	known staff.absences;
begin
	if answer is not null then
		return answer;
	end if;
	select a.* into known from staff.absences a join staff.officers o on o.user_id = a.officer
	where a.id = $2 and o.unit = me.unit and (a.officer = me.user_id or 'lead' = any (me.roles)) for update of a;
	perform house.demand(found, 404, 'not_found');
	if known.from_day < house.local_day(now()) then
		update staff.absences a set to_day = least(a.to_day, house.local_day(now()) - 1) where a.id = $2;
	else
		delete from staff.absences a where a.id = $2;
	end if;
	perform staff.note_duty(me.unit, 'back', me.user_id, jsonb_build_object('officer', known.officer, 'from', known.from_day));
	return queue.remember($1, 'staff_away_end', request, '{"ok": true}');
end;
$$;
grant execute on function public.staff_away_end(uuid, uuid) to authenticated;

-- ------------------------------------------------------------------------------------------------------------- whom a case falls to

-- What an officer has open. Tips are never counted: else who is passed by would tell that one is there.
create function queue.load(officer uuid)
returns int
language sql
stable
set search_path = ''
as $$
	select count(*)::int from queue.cases c where c.assignee = $1 and c.ended_at is null and c.kind <> 'tip';
$$;

-- Who is on duty now and may know of the case: for a tip its members alone. Null for nobody.
create function queue.who_is_on_duty(c queue.cases)
returns uuid
language sql
stable
set search_path = ''
as $$
	select o.user_id
	from staff.on_duty(c.unit, now()) d
	join staff.officers o on o.user_id = d.officer
	where queue.reaches(o, c)
	order by d.place, queue.load(o.user_id), o.user_id
	limit 1;
$$;

-- Whose turn it is: the officer below the ceiling with the fewest open cases, then who has waited longest. Null for nobody.
create function queue.whose_turn(c queue.cases, ceiling int)
returns uuid
language sql
stable
set search_path = ''
as $$
	select w.user_id
	from (
		select o.user_id, queue.load(o.user_id) as load
		from staff.officers o
		where o.unit = c.unit and o.disabled_at is null
			and o.roles && array['desk', 'support', 'treasurer']
			and queue.reaches(o, c)
			and not staff.is_away(o.user_id, house.local_day(now()))
	) w
	left join queue.turns t on t.officer = w.user_id
	where w.load < ceiling
	order by w.load, t.at nulls first, w.user_id
	limit 1;
$$;

-- Gives a case that nobody has to whom it falls by the unit's rule, if to anybody. A tip goes to a member on duty or to
-- nobody; what is urgent goes to who is on duty, in turn only where nobody is.
create function queue.fall(case_id uuid)
returns void
language plpgsql
set search_path = ''
as $$
declare
	c queue.cases;
	rule unit.settings;
	who uuid;
	by_duty boolean := true;
begin
	select * into c from queue.cases x where x.id = $1;
	if c.assignee is not null or c.ended_at is not null then
		return;
	end if;
	select * into rule from unit.settings s where s.unit = c.unit;
	if not found or rule.assign_rule = 'off' then
		return;
	end if;
	if rule.assign_rule = 'duty' or c.kind = 'tip' or c.priority <> 'normal' then
		who := queue.who_is_on_duty(c);
	end if;
	if who is null and rule.assign_rule = 'rotation' and c.kind <> 'tip' then
		-- Two at once would both go to the same officer, and beyond the ceiling.
		perform pg_advisory_xact_lock(hashtextextended('turn ' || c.unit, 340));
		by_duty := false;
		who := queue.whose_turn(c, rule.assign_ceiling);
		insert into queue.turns as t (officer, at) select who, clock_timestamp() where who is not null
		on conflict (officer) do update set at = excluded.at;
	end if;
	if who is null then
		return;
	end if;
	update queue.cases x set assignee = who, fell_to = case when by_duty then who end where x.id = c.id;
	perform queue.note_event(c.id, 'assign', 'system', null, jsonb_build_object(
		'officer', who, 'rule', case when by_duty then 'duty' else 'rotation' end
	));
end;
$$;

-- ------------------------------------------------------------------------------------------------------------- the hand-over

-- Who goes and who comes at a change of shift: rows of the roster, each with its officer's side. Who is on both shifts stays and
-- signs nothing, unless they give the duty desk up or take it over.
create function queue.handover_people(unit text, change_at timestamptz)
returns table (officer uuid, post text, side text)
language sql
stable
set search_path = ''
as $$
	select d.officer, d.post, case
		when o.goes and not o.comes then 'out'
		when o.comes and not o.goes then 'in'
		when o.gave_desk and not o.takes_desk then 'out'
		when o.takes_desk and not o.gave_desk then 'in'
		else 'stays'
	end
	from (
		select x.officer,
			bool_or(x.ends_at = $2) as goes, bool_or(x.starts_at = $2) as comes,
			coalesce(bool_or(x.ends_at = $2 and x.post = 'duty'), false) as gave_desk,
			coalesce(bool_or(x.starts_at = $2 and x.post = 'duty'), false) as takes_desk
		from staff.duty x
		where x.unit = $1 and x.ends_at >= $2 and (x.ends_at = $2 or x.starts_at = $2)
		group by x.officer
	) o
	join staff.duty d on d.officer = o.officer and d.unit = $1 and d.ends_at >= $2 and (d.ends_at = $2 or d.starts_at = $2);
$$;

-- Who goes at a change of shift; null where nobody does.
create function queue.outgoing(unit text, change_at timestamptz)
returns uuid[]
language sql
stable
set search_path = ''
as $$
	select array_agg(distinct p.officer) from queue.handover_people($1, $2) p where p.side = 'out';
$$;

-- What a line of the hand-over says of a case at once: unread, late, to_call, waiting for an answer, owned by nobody, and
-- whether it goes on with the shift. `called`: queue.called, asked once for all of them.
create function queue.handover_marks(c queue.cases, outgoing uuid[], called uuid[])
returns text[]
language plpgsql
stable
set search_path = ''
as $$
begin
	return array_remove(array[
		case when c.due_at <= now() then 'late' end,
		case when not exists (select 1 from queue.reads r where r.case_id = c.id) then 'unread' end,
		case when c.id = any (called) or exists (select 1 from queue.states s where s.state = c.state and s.calls) then 'to_call' end,
		case when c.state = 'returned'
			or exists (select 1 from queue.questions q where q.case_id = c.id and q.answered_at is null) then 'waiting' end,
		case when c.assignee is null then 'nobody' end,
		case when c.fell_to = c.assignee and c.assignee = any (outgoing) then 'passes' end
	], null);
end;
$$;

-- What is handed over, as an officer may know of it: the open cases of who goes, those of nobody, and whatever of the unit
-- is late. At most 500, nearest clock first; `more` says that there are others. Each list is cut after the compartments, so
-- that no hidden case takes a place in it.
create function queue.handover_items(reader staff.officers, unit text, change_at timestamptz, out items jsonb, out more boolean)
language plpgsql
stable
set search_path = ''
as $$
declare
	outgoing uuid[] := queue.outgoing($2, $3);
	called uuid[] := queue.called($2, staff.holds(reader.roles, 'desk'));
	lines queue.cases[];
begin
	select array_agg(p.c order by coalesce((p.c).due_at, 'infinity'), (p.c).id) into lines
	from (
		select distinct on (coalesce((u.c).due_at, 'infinity'), (u.c).id) u.c
		from (
			(
				select c from queue.cases c
				where c.assignee = any (outgoing) and c.ended_at is null and c.unit = $2 and queue.reaches(reader, c)
				order by coalesce(c.due_at, 'infinity'), c.id limit 501
			)
			union all
			(
				select c from queue.cases c
				where c.unit = $2 and c.assignee is null and c.ended_at is null and queue.reaches(reader, c)
				order by coalesce(c.due_at, 'infinity'), c.id limit 501
			)
			union all
			(
				select c from queue.cases c
				where c.unit = $2 and (c.ended_at is null) = true and coalesce(c.due_at, 'infinity') <= now()
					and queue.reaches(reader, c)
				order by coalesce(c.due_at, 'infinity'), c.id limit 501
			)
		) u
		order by coalesce((u.c).due_at, 'infinity'), (u.c).id
		limit 501
	) p;
	more := coalesce(cardinality(lines), 0) > 500;
	select coalesce(jsonb_agg(jsonb_build_object(
		'case', lines[n].id, 'version', lines[n].version, 'state', lines[n].state, 'assignee', lines[n].assignee,
		'due_at', lines[n].due_at, 'marks', to_jsonb(queue.handover_marks(lines[n], outgoing, called)), 'line', (
			select encode(sha256(convert_to(l.salt::text || l.body, 'UTF8')), 'hex')
			from queue.handover_lines l
			join queue.handovers h on h.id = l.handover and h.unit = $2 and h.change_at = $3
			where l.case_id = lines[n].id and l.body is not null
		)
	) order by n), '[]') into items
	from generate_series(1, least(coalesce(cardinality(lines), 0), 500)) n;
end;
$$;

-- SHA-256 of what an officer sees of a hand-over, in hex: what they send along when they sign.
create function queue.handover_digest(items jsonb)
returns text
language sql
immutable
set search_path = ''
as $$
	select encode(sha256(convert_to(items::text, 'UTF8')), 'hex');
$$;

-- Items as lines to read: the case as it was then, its marks, what was said of it. Only what the officer may know of now.
create function queue.handover_shown(reader staff.officers, handover uuid, items jsonb)
returns jsonb
language sql
stable
set search_path = ''
as $$
	with seen as (
		select c.id, i.value as item, row_number() over (order by i.ordinality) as n
		from jsonb_array_elements($3) with ordinality i
		join queue.cases c on c.id = (i.value ->> 'case')::uuid
		where queue.reaches(reader, c)
	), told as (
		select t.value as line, t.ordinality as n
		from jsonb_array_elements(queue.rows(array(select s.id from seen s order by s.n))) with ordinality t
	)
	select coalesce(jsonb_agg(jsonb_build_object(
		'row', t.line || jsonb_build_object(
			'state', s.item ->> 'state', 'due_at', s.item -> 'due_at', 'assignee', queue.person((s.item ->> 'assignee')::uuid)
		),
		'marks', s.item -> 'marks',
		'line', (
			select jsonb_build_object('body', l.body, 'officer', queue.person(l.officer), 'at', l.at)
			from queue.handover_lines l where l.handover = $2 and l.case_id = s.id
		)
	) order by s.n), '[]')
	from seen s
	join told t on t.n = s.n;
$$;

-- Counts of a signature as a reader may know them: an auditor those of all kinds, anybody else those of the kinds of their
-- roles. Tips are in no count.
create function queue.handover_counts(reader staff.officers, counts jsonb)
returns jsonb
language sql
stable
set search_path = ''
as $$
	select jsonb_object_agg(m.mark, coalesce((
		select sum((k.value ->> m.mark)::int)::int from jsonb_each($2) k
		where 'auditor' = any (reader.roles) or k.key = any (queue.kinds_of(reader.roles))
	), 0))
	from unnest(array['open', 'unread', 'late', 'to_call', 'waiting', 'nobody']) m (mark);
$$;

-- Whether an officer has put their name under a hand-over.
create function queue.has_signed(handover uuid, officer uuid)
returns boolean
language sql
stable
set search_path = ''
as $$
	select exists (select 1 from queue.handover_events e where e.handover = $1 and e.officer = $2 and e.hash is not null);
$$;

-- How a hand-over stands: open, half (one side), one_sided (the partner did not come: said so, or two hours are over), done,
-- missing (nobody signed within two hours), stays (nobody goes).
create function queue.handover_state(unit text, change_at timestamptz)
returns text
language sql
stable
set search_path = ''
as $$
	select case
		when s.signed_out and s.signed_in then 'done'
		when (s.signed_out or s.signed_in) and (s.alone or s.late) then 'one_sided'
		when s.signed_out or s.signed_in then 'half'
		when queue.outgoing($1, $2) is null then 'stays'
		when s.late then 'missing'
		else 'open'
	end
	from (
		select
			coalesce(bool_or(e.code = 'signed_out'), false) as signed_out,
			coalesce(bool_or(e.code = 'signed_in'), false) as signed_in,
			coalesce(bool_or(e.code = 'alone'), false) as alone,
			now() > $2 + interval '2 hours' as late
		from queue.handovers h
		join queue.handover_events e on e.handover = h.id
		where h.unit = $1 and h.change_at = $2
	) s;
$$;

-- A hand-over in short: who, its state (handover_state), signatures, what was done.
create function queue.handover_told(reader staff.officers, unit text, change_at timestamptz)
returns jsonb
language plpgsql
stable
set search_path = ''
as $$
declare
	h queue.handovers;
	people jsonb;
	state text := queue.handover_state($2, $3);
begin
	select * into h from queue.handovers x where x.unit = $2 and x.change_at = $3;
	select coalesce(jsonb_agg(jsonb_build_object(
		'officer', queue.person(p.officer), 'post', p.post, 'side', p.side
	) order by array_position(array['duty', 'commander', 'response'], p.post), p.officer), '[]') into people
	from (select distinct q.officer, q.post, q.side from queue.handover_people($2, $3) q) p;
	return jsonb_build_object(
		'change_at', $3,
		'people', people,
		'state', state,
		-- Whether the second side came after it had been called missing.
		'late', state = 'done' and exists (
			select 1 from queue.handover_events e where e.handover = h.id and e.hash is not null
				and (e.at > $3 + interval '2 hours' or exists (
					select 1 from queue.handover_events a where a.handover = h.id and a.code = 'alone' and a.at < e.at
				))
		),
		'signatures', coalesce((
			select jsonb_agg(jsonb_build_object(
				'officer', queue.person(e.officer), 'side', case e.code when 'signed_out' then 'out' else 'in' end, 'at', e.at,
				'hash', encode(e.hash, 'hex'), 'holds', e.hash = sha256(e.salt || convert_to(e.items::text, 'UTF8')),
				'counts', queue.handover_counts(reader, e.data -> 'counts')
			) order by e.at, e.id)
			from queue.handover_events e where e.handover = h.id and e.hash is not null
		), '[]'),
		'alone', (
			select jsonb_build_object('officer', queue.person(e.officer), 'at', e.at, 'why', e.data ->> 'why')
			from queue.handover_events e where e.handover = h.id and e.code = 'alone' order by e.at limit 1
		),
		'taken', coalesce((
			select (queue.handover_counts(reader, jsonb_object_agg(k.key, jsonb_build_object('open', k.n))) ->> 'open')::int
			from (
				select t.key, sum(t.value::int) as n
				from queue.handover_events e, jsonb_each_text(e.data -> 'kinds') t
				where e.handover = h.id and e.code = 'took' group by t.key
			) k
		), 0),
		'noted', (
			select jsonb_build_object('officer', queue.person(e.officer), 'at', e.at)
			from queue.handover_events e where e.handover = h.id and e.code = 'noted' order by e.at limit 1
		)
	);
end;
$$;

-- The hand-over that an officer means who names none: their own nearest change that they have not signed, else the nearest
-- of theirs; a lead and an auditor without one the unit's nearest.
create function queue.nearest_change(reader staff.officers)
returns timestamptz
language sql
stable
set search_path = ''
as $$
	select x.change_at
	from (
		select d.ends_at as change_at, d.officer from staff.duty d
		where d.unit = reader.unit and d.ends_at between now() - interval '24 hours' and now() + interval '49 hours'
		union all
		select d.starts_at, d.officer from staff.duty d
		where d.unit = reader.unit and d.ends_at > now() - interval '24 hours'
			and d.starts_at between now() - interval '24 hours' and now() + interval '49 hours'
	) x
	where x.officer = reader.user_id or reader.roles && array['lead', 'auditor']
	order by
		x.officer <> reader.user_id,
		exists (
			select 1 from queue.handover_events e join queue.handovers h on h.id = e.handover
			where h.unit = reader.unit and h.change_at = x.change_at and e.officer = reader.user_id and e.hash is not null
		),
		abs(extract(epoch from x.change_at - now()))
	limit 1;
$$;

-- The side on which an officer stands at a change, or null. Refuses 404 `not_found` to whom the hand-over is nothing: who is
-- on neither side and no lead, nor, where `read`, an auditor; and where nobody changes.
create function queue.handover_side(reader staff.officers, change_at timestamptz, read boolean)
returns text
language plpgsql
stable
set search_path = ''
as $$
declare
	side text := (
		select max(p.side) from queue.handover_people(reader.unit, $2) p where p.officer = reader.user_id
	);
begin
	perform house.demand(
		side is not null
		or ($3 and reader.roles && array['lead', 'auditor']
			and exists (select 1 from queue.handover_people(reader.unit, $2) p)),
		404, 'not_found'
	);
	return side;
end;
$$;

-- The hand-over's row, made by whoever is first; two who begin at once have the same one.
create function queue.begin_handover(reader staff.officers, change_at timestamptz)
returns queue.handovers
language plpgsql
set search_path = ''
as $$
declare
	h queue.handovers;
begin
	insert into queue.handovers (unit, change_at, begun_by) values (reader.unit, $2, reader.user_id)
	on conflict do nothing;
	-- Held until the end: lines and signatures of one hand-over are one after the other.
	select * into h from queue.handovers x where x.unit = reader.unit and x.change_at = $2 for update;
	return h;
end;
$$;

create function queue.note_handover(handover uuid, code text, officer uuid, data jsonb default '{}')
returns void
language sql
set search_path = ''
as $$
	insert into queue.handover_events (handover, code, officer, session, data) values ($1, $2, $3, staff.session_id(), $4);
$$;

-- The hand-over at a change of shift (null: the nearest of the caller's), as the caller may know of it: the live list until
-- both sides have signed, what was signed after that. Null where there is none. Definer: officers read no table.
create function public.queue_handover(change_at timestamptz)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
	me staff.officers := staff.require();
	moment timestamptz := coalesce($1, queue.nearest_change(me));
	side text;
	h queue.handovers;
	told jsonb;
	live jsonb;
	cut boolean;
	shown jsonb;
	signed boolean;
	other boolean;
begin
	if moment is null then
		return jsonb_build_object('handover', null, 'now', now());
	end if;
	side := queue.handover_side(me, moment, true);
	select * into h from queue.handovers x where x.unit = me.unit and x.change_at = moment;
	told := queue.handover_told(me, me.unit, moment);
	if told ->> 'state' = 'done' then
		select queue.handover_shown(me, h.id, coalesce(jsonb_agg(i.item order by i.signed, i.place), '[]')) into shown
		from (
			select distinct on (t.value ->> 'case') t.value as item, e.code = 'signed_in' as signed, t.ordinality as place
			from queue.handover_events e, jsonb_array_elements(e.items) with ordinality t
			where e.handover = h.id and e.hash is not null
			order by t.value ->> 'case', e.code = 'signed_in', e.at
		) i;
	end if;
	if told ->> 'state' <> 'done' or side = 'in' then
		select x.items, x.more into live, cut from queue.handover_items(me, me.unit, moment) x;
	end if;
	shown := coalesce(shown, queue.handover_shown(me, h.id, live));
	select coalesce(bool_or(e.officer = me.user_id), false), coalesce(bool_or((e.code = 'signed_out') <> (side = 'out')), false)
	into signed, other
	from queue.handover_events e where e.handover = h.id and e.hash is not null;
	return jsonb_build_object('now', now(), 'handover', told || jsonb_build_object(
		'unit', (select u.police_name from unit.units u where u.code = me.unit),
		'side', side,
		'signed', signed,
		'live', told ->> 'state' <> 'done',
		'digest', case when told ->> 'state' <> 'done' then queue.handover_digest(live) end,
		'more', told ->> 'state' <> 'done' and cut,
		-- What taking over would take, by now.
		'takable', case when side = 'in' and signed then (
			select count(*)::int from jsonb_array_elements(live) i where i.value -> 'marks' ?| array['passes', 'nobody']
		) else 0 end,
		'lines', shown,
		'may', to_jsonb(array_remove(array[
			case when side = 'out' and not signed and now() between moment - interval '26 hours' and moment + interval '24 hours' then 'write' end,
			case when side in ('out', 'in') and not signed
				and now() between moment - interval '2 hours' and moment + interval '24 hours' then 'sign' end,
			case when side in ('out', 'in') and signed and not other and told -> 'alone' = 'null' and now() >= moment then 'alone' end,
			case when side = 'in' and signed and now() <= moment + interval '24 hours' then 'take' end
		], null))
	));
end;
$$;
grant execute on function public.queue_handover(timestamptz) to authenticated;

-- The row of a hand-over for whoever has not signed it. Refuses 409 `handover_early`, `handover_over`, `handover_signed`.
create function queue.unsigned_handover(me staff.officers, change_at timestamptz, early interval)
returns queue.handovers
language plpgsql
set search_path = ''
as $$
declare
	h queue.handovers;
begin
	perform house.demand(now() >= $2 - early, 409, 'handover_early');
	perform house.demand(now() <= $2 + interval '24 hours', 409, 'handover_over');
	h := queue.begin_handover(me, $2);
	perform house.demand(not queue.has_signed(h.id, me.user_id), 409, 'handover_signed');
	return h;
end;
$$;

-- Says a line of a case to who comes, or takes it back (null). `was` is what stood there: 409 `stale` when another wrote
-- first. Only who goes and has not signed; of a tip nothing is said here, since its words are sealed. Definer as above.
create function public.queue_handover_line(key uuid, change_at timestamptz, id uuid, was text, body text)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
	me staff.officers := staff.require();
	request jsonb := jsonb_build_array($2, $3, $4, $5);
	answer jsonb := queue.once($1, 'queue_handover_line', request);
	said text := house.text($5, 'body', 300);
	c queue.cases;
	h queue.handovers;
begin
	if answer is not null then
		return answer;
	end if;
	perform house.demand(queue.handover_side(me, $2, false) = 'out', 404, 'not_found');
	c := queue.mine(me, $3);
	perform house.demand(c.kind <> 'tip' and c.erased_sensitive_at is null, 409, 'not_allowed');
	h := queue.unsigned_handover(me, $2, interval '26 hours');
	perform house.demand(
		(select l.body from queue.handover_lines l where l.handover = h.id and l.case_id = $3) is not distinct from $4, 409, 'stale', 'body'
	);
	insert into queue.handover_lines as l (handover, case_id, officer, body, salt)
	values (h.id, $3, me.user_id, said, case when said is not null then gen_random_uuid() end)
	on conflict on constraint handover_lines_pkey do update set
		officer = excluded.officer, body = excluded.body, salt = excluded.salt, at = now();
	-- The answer holds no word, so that retention has nothing to blank in it.
	return queue.remember($1, 'queue_handover_line', request, '{"ok": true}', $3);
end;
$$;
grant execute on function public.queue_handover_line(uuid, timestamptz, uuid, text, text) to authenticated;

-- Signs one's own side of a hand-over, in one's own session. `digest` is that of the list as the officer saw it: 409 `stale`
-- when it is another by now. A second signature of the same officer is 409 `handover_signed`. Definer as above.
create function public.queue_handover_sign(key uuid, change_at timestamptz, digest text)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
	me staff.officers := staff.require();
	request jsonb := jsonb_build_array($2, $3);
	answer jsonb := queue.once($1, 'queue_handover_sign', request);
	side text;
	h queue.handovers;
	seen jsonb;
	secret bytea := extensions.gen_random_bytes(32);
	proof bytea;
begin
	if answer is not null then
		return answer;
	end if;
	perform house.demand($3 ~ '^[0-9a-f]{64}$', 422, 'bad_format', 'digest');
	side := queue.handover_side(me, $2, false);
	perform house.demand(side in ('out', 'in'), 409, 'not_allowed');
	h := queue.unsigned_handover(me, $2, interval '2 hours');
	select x.items into seen from queue.handover_items(me, me.unit, $2) x;
	perform house.demand(queue.handover_digest(seen) = $3, 409, 'stale', 'digest');
	-- A signature has its second. A tip of this hour is left out of what is kept, or it would tell when the tip came.
	select coalesce(jsonb_agg(i.value order by i.ordinality), '[]') into seen
	from jsonb_array_elements(seen) with ordinality i
	join queue.cases c on c.id = (i.value ->> 'case')::uuid
	where c.kind <> 'tip' or c.received_at <= now() - interval '1 hour';
	proof := sha256(secret || convert_to(seen::text, 'UTF8'));
	insert into queue.handover_events (handover, code, officer, session, data, items, salt, hash)
	values (
		h.id, case side when 'out' then 'signed_out' else 'signed_in' end, me.user_id, staff.session_id(),
		jsonb_build_object('counts', coalesce((
			select jsonb_object_agg(k.kind, k.counts) from (
				select c.kind, jsonb_build_object(
					'open', count(*), 'unread', count(*) filter (where i.value -> 'marks' ? 'unread'),
					'late', count(*) filter (where i.value -> 'marks' ? 'late'),
					'to_call', count(*) filter (where i.value -> 'marks' ? 'to_call'),
					'waiting', count(*) filter (where i.value -> 'marks' ? 'waiting'),
					'nobody', count(*) filter (where i.value -> 'marks' ? 'nobody')
				) as counts
				from jsonb_array_elements(seen) i
				join queue.cases c on c.id = (i.value ->> 'case')::uuid
				where c.kind <> 'tip'
				group by c.kind
			) k
		), '{}')),
		seen, secret, proof
	);
	return queue.remember($1, 'queue_handover_sign', request, jsonb_build_object('hash', encode(proof, 'hex')));
end;
$$;
grant execute on function public.queue_handover_sign(uuid, timestamptz, text) to authenticated;

-- Says that the partner did not come: the hand-over stands on one signature, and the lead is told. The partner may still
-- sign. Refuses 409 `sign_first`, 409 `handover_early` before the change, 409 `not_allowed` when the partner has signed.
-- Definer as above.
create function public.queue_handover_alone(key uuid, change_at timestamptz, why text)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
	me staff.officers := staff.require();
	request jsonb := jsonb_build_array($2, $3);
	answer jsonb := queue.once($1, 'queue_handover_alone', request);
	side text;
	h queue.handovers;
begin
	if answer is not null then
		return answer;
	end if;
	perform house.demand($3 in ('absent', 'called_away', 'nobody_named'), 422, 'bad_format', 'why');
	side := queue.handover_side(me, $2, false);
	perform house.demand(now() >= $2, 409, 'handover_early');
	h := queue.begin_handover(me, $2);
	perform house.demand(queue.has_signed(h.id, me.user_id), 409, 'sign_first');
	perform house.demand(
		not exists (
			select 1 from queue.handover_events e where e.handover = h.id
				and (e.code = 'alone' or e.code = case side when 'out' then 'signed_in' else 'signed_out' end)
		),
		409, 'not_allowed'
	);
	perform queue.note_handover(h.id, 'alone', me.user_id, jsonb_build_object('why', $3));
	return queue.remember($1, 'queue_handover_alone', request, '{"ok": true}');
end;
$$;
grant execute on function public.queue_handover_alone(uuid, timestamptz, text) to authenticated;

-- Takes over what goes on with the shift and what nobody has, as far as the caller may know of it; at most 500. Of two who
-- take at once each case goes to one. Refuses 409 `sign_first`. Definer as above.
create function public.queue_handover_take(key uuid, change_at timestamptz)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
	me staff.officers := staff.require();
	request jsonb := jsonb_build_array($2);
	answer jsonb := queue.once($1, 'queue_handover_take', request);
	h queue.handovers;
	outgoing uuid[];
	c queue.cases;
	kinds jsonb := '{}';
	taken text[] := '{}';
begin
	if answer is not null then
		return answer;
	end if;
	perform house.demand(queue.handover_side(me, $2, false) = 'in', 409, 'not_allowed');
	perform house.demand(now() <= $2 + interval '24 hours', 409, 'handover_over');
	h := queue.begin_handover(me, $2);
	perform house.demand(
		exists (select 1 from queue.handover_events e where e.handover = h.id and e.officer = me.user_id and e.code = 'signed_in'),
		409, 'sign_first'
	);
	outgoing := queue.outgoing(me.unit, $2);
	for c in
		select x.* from queue.cases x
		where x.id in (
			select (i.value ->> 'case')::uuid from queue.handover_items(me, me.unit, $2) n, jsonb_array_elements(n.items) i
			where i.value -> 'marks' ?| array['passes', 'nobody']
		)
		order by x.id
		for update
	loop
		-- Read anew under the lock: somebody may have taken or ended it in the meantime.
		continue when c.ended_at is not null or not queue.reaches(me, c)
			or not (c.assignee is null or (c.assignee = any (outgoing) and c.fell_to = c.assignee))
			or not exists (
				select 1 from queue.transitions t
				where t.kind = c.kind and t.from_state = c.state and t.to_state = c.state and t.who = 'officer' and t.action = 'assign'
			);
		perform queue.move(
			c.id, null, c.state, 'officer', 'assign', me.user_id,
			jsonb_build_object('officer', me.user_id, 'rule', 'handover'), null, false
		);
		update queue.cases x set assignee = me.user_id, fell_to = me.user_id where x.id = c.id;
		taken := taken || c.reference;
		if c.kind <> 'tip' then
			kinds := kinds || jsonb_build_object(c.kind, coalesce((kinds ->> c.kind)::int, 0) + 1);
		end if;
	end loop;
	perform queue.note_handover(h.id, 'took', me.user_id, jsonb_build_object('kinds', kinds));
	return queue.remember($1, 'queue_handover_take', request, jsonb_build_object('taken', to_jsonb(taken)));
end;
$$;
grant execute on function public.queue_handover_take(uuid, timestamptz) to authenticated;

-- Hand-overs of the unit for its lead and auditor, for others those in which they stood; the last first, 30 at a time.
-- An auditor sees who and when, counts and signatures, and no case. Definer as above.
create function public.queue_handovers(before timestamptz)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
	me staff.officers := staff.require();
	changes timestamptz[];
begin
	select array_agg(p.change_at order by p.change_at desc) into changes
	from (
		select x.change_at from (
			select d.ends_at as change_at from staff.duty d
			where d.unit = me.unit and (me.roles && array['lead', 'auditor'] or d.officer = me.user_id)
			union
			select d.starts_at from staff.duty d
			where d.unit = me.unit and (me.roles && array['lead', 'auditor'] or d.officer = me.user_id)
		) x
		where x.change_at < least(coalesce($1, 'infinity'), now() + interval '2 hours')
		order by x.change_at desc
		limit 31
	) p;
	return jsonb_build_object(
		'handovers', coalesce((
			select jsonb_agg(queue.handover_told(me, me.unit, changes[n]) order by n)
			from generate_series(1, least(coalesce(cardinality(changes), 0), 30)) n
		), '[]'),
		'next', case when cardinality(changes) > 30 then changes[30] end,
		'now', now()
	);
end;
$$;
grant execute on function public.queue_handovers(timestamptz) to authenticated;

-- What the list of cases must say of hand-overs: the caller's own that is due, and to a lead those of the last seven days
-- that stand on one side or on none and that no lead has noted. Definer as above.
create function public.queue_handover_due()
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
	me staff.officers := staff.require();
begin
	return jsonb_build_object(
		'mine', (
			select jsonb_build_object('change_at', x.change_at, 'side', p.side)
			from (
				select d.ends_at as change_at from staff.duty d
				where d.unit = me.unit and d.officer = me.user_id
					and d.ends_at between now() - interval '2 hours' and now() + interval '30 minutes'
				union
				select d.starts_at from staff.duty d
				where d.unit = me.unit and d.officer = me.user_id and d.ends_at > now()
					and d.starts_at between now() - interval '2 hours' and now() + interval '30 minutes'
			) x
			cross join lateral (
				select max(q.side) as side from queue.handover_people(me.unit, x.change_at) q where q.officer = me.user_id
			) p
			where p.side in ('out', 'in') and not exists (
				select 1 from queue.handover_events e join queue.handovers h on h.id = e.handover
				where h.unit = me.unit and h.change_at = x.change_at and e.officer = me.user_id and e.hash is not null
			)
			order by x.change_at limit 1
		),
		'told', case when 'lead' = any (me.roles) then coalesce((
			select jsonb_agg(jsonb_build_object('change_at', t.change_at, 'state', t.state) order by t.change_at desc)
			from (
				select x.change_at, queue.handover_state(me.unit, x.change_at) as state
				from (
					select distinct d.ends_at as change_at from staff.duty d
					where d.unit = me.unit and d.ends_at between now() - interval '7 days' and now() + interval '2 hours'
				) x
			) t
			where t.state in ('one_sided', 'missing') and not exists (
				select 1 from queue.handover_events e join queue.handovers h on h.id = e.handover
				where h.unit = me.unit and h.change_at = t.change_at and e.code = 'noted'
			)
		), '[]') else '[]' end
	);
end;
$$;
grant execute on function public.queue_handover_due() to authenticated;

-- A lead has taken notice of a hand-over that stands on one side or on none. Definer as above.
create function public.queue_handover_noted(key uuid, change_at timestamptz)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
	lead staff.officers := staff.require('lead');
	request jsonb := jsonb_build_array($2);
	answer jsonb := queue.once($1, 'queue_handover_noted', request);
	h queue.handovers;
begin
	if answer is not null then
		return answer;
	end if;
	perform queue.handover_side(lead, $2, true);
	perform house.demand(queue.handover_state(lead.unit, $2) in ('one_sided', 'missing'), 409, 'not_allowed');
	h := queue.begin_handover(lead, $2);
	perform queue.note_handover(h.id, 'noted', lead.user_id);
	return queue.remember($1, 'queue_handover_noted', request, '{"ok": true}');
end;
$$;
grant execute on function public.queue_handover_noted(uuid, timestamptz) to authenticated;

-- Open cases of who is away now or within three days, or no longer works here, as far as the lead may know of them; at most
-- 100 an officer. Definer as above.
create function public.queue_left_behind()
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
	lead staff.officers := staff.require('lead');
begin
	return jsonb_build_object('officers', coalesce((
		select jsonb_agg(jsonb_build_object(
			'officer', queue.person(p.user_id), 'from_day', p.from_day, 'to_day', p.to_day, 'cases', p.cases
		) order by staff.given_name(p.name), p.user_id)
		from (
			select o.user_id, o.name, a.from_day, a.to_day, (
				select nullif(queue.rows(array_agg(x.id order by x.at, x.id)), '[]')
				from (
					select c.id, coalesce(c.due_at, 'infinity') as at from queue.cases c
					where c.assignee = o.user_id and c.ended_at is null and c.unit = lead.unit and queue.reaches(lead, c)
					order by coalesce(c.due_at, 'infinity'), c.id limit 100
				) x
			) as cases
			from staff.officers o
			left join lateral (
				select b.from_day, b.to_day from staff.absences b
				where b.officer = o.user_id and b.to_day >= house.local_day(now()) and b.from_day <= house.local_day(now()) + 3
				order by b.from_day limit 1
			) a on true
			where o.unit = lead.unit and (a.from_day is not null or o.disabled_at is not null)
		) p
		where p.cases is not null
	), '[]'));
end;
$$;
grant execute on function public.queue_left_behind() to authenticated;

-- Gives cases of one officer on to another, each with its own result: given, taken (by now it is somebody else's),
-- out_of_reach (the other may not know of it), not_allowed, not_found. At most 100. Definer as above.
create function public.queue_give_on(key uuid, ids uuid[], of_officer uuid, officer uuid)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
	lead staff.officers := staff.require('lead');
	request jsonb := jsonb_build_array(to_jsonb($2), $3, $4);
	answer jsonb := queue.once($1, 'queue_give_on', request);
	one_id uuid;
	c queue.cases;
	result text;
	results jsonb := '[]';
begin
	if answer is not null then
		return answer;
	end if;
	perform house.demand(coalesce(cardinality($2), 0) between 1 and 100, 422, 'out_of_range', 'ids');
	perform house.demand($3 is not null, 422, 'required', 'of_officer');
	perform house.demand(staff.may_stand(lead.unit, $4), 422, 'not_found', 'officer');
	-- In one order, so that two who give at once wait for each other and never for good.
	for one_id in select distinct i from unnest($2) i order by i loop
		-- What is hidden from the lead is not locked either: a wait would tell of it.
		select * into c from queue.cases x where x.id = one_id and queue.reaches(lead, x) for update;
		result := case
			when not found then 'not_found'
			when c.ended_at is not null or c.assignee is distinct from $3 then 'taken'
			when not queue.may_be_given($4, c) then 'out_of_reach'
			when not exists (
				select 1 from queue.transitions t
				where t.kind = c.kind and t.from_state = c.state and t.to_state = c.state and t.who = 'officer' and t.action = 'assign'
			) then 'not_allowed'
			else 'given'
		end;
		if result = 'given' then
			perform queue.move(c.id, null, c.state, 'officer', 'assign', lead.user_id, jsonb_build_object('officer', $4), null, false);
			update queue.cases x set assignee = $4 where x.id = c.id;
		end if;
		results := results || jsonb_build_object('id', one_id, 'result', result);
	end loop;
	return queue.remember($1, 'queue_give_on', request, jsonb_build_object('results', results));
end;
$$;
grant execute on function public.queue_give_on(uuid, uuid[], uuid, uuid) to authenticated;
