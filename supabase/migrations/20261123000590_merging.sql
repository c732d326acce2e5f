-- Merging and splitting: two cases of one household become one, one case of several people becomes two, and each is undone
-- in one step. Only cases of one unit and one kind of the desk; tips have a join of their own, among their members.

create table queue.links (
	id uuid primary key default gen_random_uuid(),
	kind text not null check (kind in ('merge', 'split')),
	kept uuid not null references queue.cases (id),
	other uuid not null references queue.cases (id),
	at timestamptz not null default clock_timestamp(),
	officer uuid not null references staff.officers (user_id),
	undone_at timestamptz,
	undone_by uuid references staff.officers (user_id),
	check (kept <> other),
	check ((undone_at is null) = (undone_by is null))
);
comment on table queue.links is 'Which case goes on for which: `other` was merged into `kept`, or was split off it.';
create unique index links_one_end on queue.links (other) where kind = 'merge' and undone_at is null;
create index links_of_kept on queue.links (kept, at);
create index links_of_other on queue.links (other, at);

create table queue.link_rows (
	link uuid primary key references queue.links (id),
	rows jsonb not null check (jsonb_typeof(rows) = 'object')
);
comment on table queue.link_rows is 'The rows as they were, so that a merge or a split is undone in one step: ids and times alone. Goes with the personal data.';

alter table queue.links enable row level security;
alter table queue.link_rows enable row level security;
revoke all on queue.links, queue.link_rows from public, anon, authenticated, service_role;

-- A resident's name is looked for among those of a hamlet whenever a case is opened.
create index people_by_name on booking.people (house.fold(name)) where name is not null;

insert into queue.states (state, final) values ('merged', true);

insert into queue.transitions (kind, from_state, to_state, who, action)
select 'home_visit', s.state, 'merged', 'officer', 'merge' from unnest(array['held', 'waiting', 'confirmed', 'returned']) as s (state)
union all
select 'home_visit', 'merged', s.state, 'officer', 'undo' from unnest(array['held', 'waiting', 'confirmed', 'returned']) as s (state)
union all
select 'home_visit', s.state, s.state, 'officer', 'keep' from queue.states s where not s.final and s.state in (
	'held', 'waiting', 'postponed', 'confirmed', 'returned', 'revisit', 'captured', 'card_ready'
)
union all
-- However the case that stays went on, what was merged by mistake comes out again.
select 'home_visit', s.state, s.state, 'officer', 'undo' from queue.states s where s.state in (
	'held', 'waiting', 'postponed', 'confirmed', 'returned', 'revisit', 'captured', 'card_ready', 'done', 'cancelled', 'ineligible'
)
union all
select 'home_visit', s.state, s.state, 'officer', 'split' from unnest(array['held', 'waiting', 'confirmed']) as s (state)
union all
-- A part of a split that is undone ends in the case that it came from.
select 'home_visit', s.state, 'merged', 'officer', 'undo' from unnest(array['held', 'waiting', 'confirmed']) as s (state)
union all
select t.kind, t.from_state, t.to_state, 'officer', t.action
from (values
	('home_visit', 'waiting', 'held', 'keep'),
	('home_visit', 'held', 'waiting', 'undo'),
	('home_visit', 'confirmed', 'waiting', 'undo'),
	('home_visit', 'held', 'confirmed', 'split'),
	('call_back', 'to_call', 'merged', 'merge'),
	('call_back', 'merged', 'to_call', 'undo'),
	('call_back', 'to_call', 'to_call', 'keep'),
	('call_back', 'to_call', 'to_call', 'undo'),
	('call_back', 'done', 'done', 'undo'),
	('call_back', 'cancelled', 'cancelled', 'undo'),
	('call_back', 'converted', 'converted', 'undo')
) t (kind, from_state, to_state, action);

-- ------------------------------------------------------------------------------------------------------ rows as they were

-- The promise that a visit stands by, as a list of a day has it, with the pool that it was taken from; null without one.
create function booking.stop_of(p_visit uuid) returns jsonb
language sql stable set search_path = '' as $$
	select jsonb_build_object(
		'team_day', s.team_day, 'subject', s.subject, 'from', s.window_from, 'to', s.window_to, 'service', s.service,
		'travel', s.travel, 'start', s.start, 'finish', s.finish, 'channel', s.channel
	)
	from booking.stops s
	where s.subject = p_visit and s.kind = 'visit' and s.held_until is null
$$;

-- What of a case a merge or a split may change: ids and times, nobody's name.
create function booking.rows_of(p_case uuid) returns jsonb
language sql stable set search_path = '' as $$
	select jsonb_build_object(
		'state', c.state, 'state_before', c.state_before, 'again_at', c.again_at, 'received_at', c.received_at,
		'clocks', coalesce(
			(
				select jsonb_agg(
					jsonb_build_object(
						'clock', r.clock, 'started_at', r.started_at, 'due_at', r.due_at, 'stopped_at', r.stopped_at,
						'paused_at', r.paused_at
					)
				)
				from queue.clocks_running r
				where r.case_id = c.id
			),
			'[]'
		),
		'pauses', coalesce(
			(select jsonb_agg(p.id) from queue.pauses p where p.case_id = c.id and p.to_at is null), '[]'
		),
		'visit', v.id, 'minutes', v.minutes, 'people_count', v.people_count,
		'stop', booking.stop_of(v.id),
		'proposals', coalesce(
			(
				select jsonb_agg(jsonb_build_object('day', p.day, 'from', p.from_minute, 'to', p.to_minute))
				from booking.proposals p
				where p.case_id = c.id
			),
			'[]'
		),
		'people', coalesce(
			(
				select jsonb_agg(jsonb_build_object('id', p.id, 'position', p.position) order by p.position)
				from booking.people p
				where p.visit_id = v.id
			),
			'[]'
		)
	)
	from queue.cases c
	left join booking.visits v on v.case_id = c.id
	where c.id = p_case
$$;

-- The list of a day with one more stop where it says. The ways to it and from it are measured anew.
create function booking.standing_with(p_team_day uuid, p_stop jsonb) returns jsonb
language sql stable set search_path = '' as $$
	select jsonb_agg(
		l.stop || case
			when l.subject = p_stop ->> 'subject' or l.subject_before = p_stop ->> 'subject'
				then jsonb_build_object(
					'travel',
					booking.travel_minutes(coalesce(l.place_before, l.start_place), l.place, l.road_factor, l.speed_kmh, l.day)
				)
			else '{}'
		end
		order by l.start
	)
	from (
		select
			x.stop, x.start, x.stop ->> 'subject' as subject, coalesce(v.place_id, g.place_id, n.place_id) as place, d.start_place, d.day,
			s.road_factor, s.speed_kmh, lag(x.stop ->> 'subject') over shift as subject_before,
			lag(coalesce(v.place_id, g.place_id, n.place_id)) over shift as place_before
		from (
			select e.value as stop, (e.value ->> 'start')::int as start, (e.value ->> 'finish')::int as finish
			from jsonb_array_elements(
				booking.standing(p_team_day, (p_stop ->> 'subject')::uuid, null) || jsonb_build_array(p_stop - 'team_day' - 'channel')
			) e
		) x
		join booking.team_days d on d.id = p_team_day
		join unit.settings s on s.unit = d.unit
		left join booking.visits v on v.id = (x.stop ->> 'subject')::uuid
		left join booking.gatherings g on g.id = (x.stop ->> 'subject')::uuid
		left join booking.errands n on n.id = (x.stop ->> 'subject')::uuid
		window shift as (
			partition by (
				select min(i)
				from generate_series(0, jsonb_array_length(d.shifts) - 1) i
				where (d.shifts -> i ->> 'to')::int >= x.finish
			)
			order by x.start
		)
	) l
$$;

-- Puts a visit where a stop says, through the commit. What was promised once needs no lead time; the place is of the pool
-- that it was of. Refuses as the commit does.
create function booking.put_at(p_stop jsonb) returns void
language plpgsql volatile set search_path = '' as $$
declare
	v_visit uuid := (p_stop ->> 'subject')::uuid;
	d booking.team_days;
begin
	perform set_config('lock_timeout', '5s', true);
	perform 1 from booking.visits v where v.id = v_visit for update;
	select * into d from booking.team_days q where q.id = (p_stop ->> 'team_day')::uuid for update;
	perform booking.commit(
		v_visit, d.id, d.version, booking.standing_with(d.id, p_stop), null,
		case p_stop ->> 'channel' when 'web' then 'hotline' else p_stop ->> 'channel' end
	);
	update booking.stops s set channel = p_stop ->> 'channel' where s.subject = v_visit and s.kind = 'visit';
exception
	when sqlstate 'PT409' then
		perform house.demand(sqlerrm not in ('broken_plan', 'window_taken'), 409, 'window_too_short');
		perform house.refuse(409, sqlerrm);
end
$$;

-- A promise whose length has changed passes the commit again; 409 `window_too_short` where it has no room.
create function booking.refit(p_visit uuid) returns void
language plpgsql volatile set search_path = '' as $$
begin
	perform booking.commit_again(p_visit, null);
exception
	when sqlstate 'PT409' then
		perform house.demand(sqlerrm not in ('broken_plan', 'window_taken'), 409, 'window_too_short');
		perform house.refuse(409, sqlerrm);
end
$$;

-- Minutes and number of those of a visit who still wait.
create function booking.recount(p_visit uuid) returns void
language sql volatile set search_path = '' as $$
	update booking.visits v
	set
		minutes = booking.service_minutes(v.unit, n.people),
		people_count = n.of
	from (
		select
			coalesce(
				jsonb_agg(jsonb_build_object('needs', to_jsonb(p.needs))) filter (where p.outcome is distinct from 'died'), '[]'
			) as people,
			count(*)::int as of
		from booking.people p
		where p.visit_id = p_visit
	) n
	where v.id = p_visit
$$;

-- ------------------------------------------------------------------------------------------------------------- who goes on

-- The case that goes on for one that was merged, however many times; null for any other.
create function queue.kept_of(p_case uuid) returns uuid
language sql stable set search_path = '' as $$
	with recursive road (id, step) as (
		select p_case, 0
		union all
		select l.kept, r.step + 1
		from road r
		join queue.cases c on c.id = r.id and c.state = 'merged'
		cross join lateral (
			select x.kept
			from queue.links x
			where x.other = r.id and (x.kind = 'merge') = (x.undone_at is null)
			order by x.at desc
			limit 1
		) l
		where r.step < 50
	)
	select r.id from road r where r.step > 0 order by r.step desc limit 1
$$;

-- Locks two cases, always in one order, so that two merges at once are one after the other.
create function queue.lock_both(a uuid, b uuid) returns void
language plpgsql volatile set search_path = '' as $$
begin
	perform set_config('lock_timeout', '5s', true);
	perform 1 from queue.cases c where c.id in (a, b) order by c.id for update;
	perform 1 from booking.visits v where v.case_id in (a, b) order by v.id for update;
	perform 1
	from booking.team_days d
	where d.id in (
		select s.team_day from booking.stops s join booking.visits v on v.id = s.subject and s.kind = 'visit' where v.case_id in (a, b)
	)
	order by d.id
	for update;
end
$$;

-- Whether a window is kept for a case until it answers, its day is postponed, or its people come to a gathering, whose place
-- is not a stop of their own: that must be settled first.
create function booking.unsettled(p_case uuid) returns boolean
language sql stable set search_path = '' as $$
	select
		exists (select 1 from booking.held_offers o where o.case_id = p_case and o.ended is null)
		or exists (select 1 from booking.postponed p where p.case_id = p_case and p.ended is null)
		or exists (select 1 from booking.visits v where v.case_id = p_case and v.gathering is not null)
$$;

-- ---------------------------------------------------------------------------------------------------------------- merging

-- Merges `p_other` into `p_kept`. `p_window`: whose window stands, of visits; the other one is given back through the commit.
-- `p_bring`: people of the other case whom the visit that stays shall serve as well. Refusals: stale (field version or
-- other_version), other_kind, not_allowed, settle_first, window_too_short, and those of the commit.
create function booking.merge(
	p_officer uuid, p_kept uuid, p_version int, p_other uuid, p_other_version int, p_window text, p_bring uuid[]
) returns queue.links
language plpgsql volatile set search_path = '' as $$
declare
	k queue.cases;
	o queue.cases;
	kv booking.visits;
	ov booking.visits;
	v_before jsonb;
	v_link queue.links;
	v_stop jsonb;
	v_own jsonb;
	v_brought uuid[] := '{}';
begin
	perform house.demand(p_kept <> p_other, 422, 'bad_format', 'reference');
	perform queue.lock_both(p_kept, p_other);
	select * into k from queue.cases c where c.id = p_kept;
	select * into o from queue.cases c where c.id = p_other;
	perform house.demand(k.version = p_version, 409, 'stale', 'version');
	perform house.demand(o.version = p_other_version, 409, 'stale', 'other_version');
	perform house.demand(k.kind = o.kind and k.unit = o.unit, 409, 'other_kind');
	perform house.demand(k.kind in ('home_visit', 'call_back'), 409, 'not_allowed');
	perform house.demand(k.ended_at is null and o.ended_at is null, 409, 'not_allowed');
	perform house.demand(not booking.unsettled(p_other), 409, 'settle_first');
	select * into kv from booking.visits v where v.case_id = p_kept;
	select * into ov from booking.visits v where v.case_id = p_other;
	v_before := jsonb_build_object('kept', booking.rows_of(p_kept), 'other', booking.rows_of(p_other));
	v_stop := v_before -> 'other' -> 'stop';
	v_own := booking.window_of(kv.id);
	if k.kind = 'home_visit' then
		perform house.demand(p_window in ('kept', 'other'), 422, 'required', 'window');
		perform house.demand(
			p_window = 'kept' or (v_stop <> 'null' and k.state in ('held', 'waiting', 'confirmed')), 409, 'not_allowed'
		);
		perform house.demand(
			(p_window = 'kept' and coalesce(cardinality(p_bring), 0) = 0) or not booking.unsettled(p_kept), 409, 'settle_first'
		);
	end if;

	insert into queue.links (kind, kept, other, officer) values ('merge', p_kept, p_other, p_officer) returning * into v_link;
	perform queue.move(
		p_other, p_other_version, 'merged', 'officer', 'merge', p_officer, jsonb_build_object('link', v_link.id), null, true, 'merged'
	);
	perform queue.move(
		p_kept, p_version, case when p_window = 'other' and k.state = 'waiting' then 'held' else k.state end, 'officer', 'keep', p_officer,
		jsonb_build_object('link', v_link.id) || case
			when p_window = 'other' then jsonb_build_object('window', booking.window_of(ov.id), 'before', v_own)
			else '{}'
		end,
		null, true, 'merge'
	);
	-- The law counts from the first time that the household asked.
	perform queue.count_from(p_kept, r.clock, e.started_at)
	from queue.clocks_running r
	join queue.clocks_running e on e.case_id = p_other and e.clock = r.clock
	where r.case_id = p_kept and r.stopped_at is null and r.before is null and e.started_at < r.started_at;
	update queue.cases c set received_at = least(k.received_at, o.received_at) where c.id = p_kept;

	if coalesce(cardinality(p_bring), 0) > 0 then
		v_brought := booking.bring(k, kv.id, ov.id, p_bring);
	end if;
	if p_window = 'kept' then
		perform booking.vacate(ov.id);
		if cardinality(v_brought) > 0 and v_own is not null then
			perform booking.refit(kv.id);
		end if;
	elsif p_window = 'other' then
		perform booking.vacate(ov.id);
		perform booking.vacate(kv.id);
		select * into kv from booking.visits v where v.id = kv.id;
		perform booking.put_at(
			v_stop || jsonb_build_object(
				'subject', kv.id, 'service', kv.minutes, 'finish', (v_stop ->> 'start')::int + kv.minutes
			)
		);
		update booking.visits v set sequence = v.sequence + 1 where v.id = kv.id;
		delete from booking.proposals p where p.case_id = p_kept;
	end if;
	perform booking.retitle(p_kept);
	insert into queue.link_rows (link, rows)
	values (
		v_link.id,
		v_before || jsonb_build_object('window', p_window, 'brought', to_jsonb(v_brought), 'after', booking.rows_of(p_kept))
	);
	return v_link;
end
$$;

-- Copies people of one visit to another, whose case has just been moved; answers their new ids. The originals stay where they
-- are. Refuses 422 `not_found`, `too_many`, and 409 `not_allowed` where the visit that stays has begun.
create function booking.bring(k queue.cases, p_to uuid, p_from uuid, p_people uuid[]) returns uuid[]
language plpgsql volatile set search_path = '' as $$
declare
	v_last int := (select max(p.position) from booking.people p where p.visit_id = p_to);
	v_brought uuid[];
begin
	perform house.demand(k.state in ('held', 'waiting', 'confirmed', 'returned'), 409, 'not_allowed');
	perform house.demand(
		not exists (
			select 1 from unnest(p_people) u (id)
			where not exists (
				select 1 from booking.people p where p.id = u.id and p.visit_id = p_from and p.outcome is null and p.name is not null
			)
		),
		422, 'not_found', 'bring'
	);
	perform house.demand(
		v_last + (select count(distinct u.id) from unnest(p_people) u (id)) <= 12, 422, 'too_many', 'bring'
	);
	with made as (
		insert into booking.people (
			visit_id, position, name, birth_year, birth_month, birth_day, service, needs, lacks_capacity, representative_name,
			representative_relation, old_number
		)
		select
			p_to, v_last + row_number() over (order by p.position), p.name, p.birth_year, p.birth_month, p.birth_day, p.service, p.needs,
			p.lacks_capacity, p.representative_name, p.representative_relation, p.old_number
		from booking.people p
		where p.id = any (p_people)
		returning id
	)
	select array_agg(m.id) into v_brought from made m;
	perform booking.recount(p_to);
	return v_brought;
end
$$;

-- ---------------------------------------------------------------------------------------------------------------- undoing

-- Gives a case its clocks back as they were, where nothing but this link has changed them since.
create function queue.clocks_back(p_case uuid, p_before jsonb, p_after jsonb) returns void
language sql volatile set search_path = '' as $$
	update queue.clocks_running r
	set
		started_at = b.started_at,
		due_at = b.due_at,
		stopped_at = case when p_after is null then b.stopped_at else r.stopped_at end,
		paused_at = case when p_after is null then b.paused_at else r.paused_at end
	from jsonb_to_recordset(p_before -> 'clocks')
		as b (clock text, started_at timestamptz, due_at timestamptz, stopped_at timestamptz, paused_at timestamptz)
	left join jsonb_to_recordset(coalesce(p_after, '{"clocks": []}') -> 'clocks')
		as a (clock text, started_at timestamptz, due_at timestamptz) on a.clock = b.clock
	where
		r.case_id = p_case and r.clock = b.clock
		and (p_after is null or (r.started_at = a.started_at and r.due_at = a.due_at));
	-- What stood still, stands still since when it did.
	update queue.pauses p set to_at = null
	where p_after is null and p.case_id = p_case and p.id in (select x.value::uuid from jsonb_array_elements_text(p_before -> 'pauses') x);
	select queue.reckon(p_case);
$$;

-- Whether two stops are one promise, however the day around it was replanned.
create function booking.same_promise(a jsonb, b jsonb) returns boolean
language sql immutable set search_path = '' as $$
	select coalesce(a ->> 'team_day' = b ->> 'team_day' and a ->> 'from' = b ->> 'from' and a ->> 'to' = b ->> 'to', false)
$$;

-- Puts a visit back where it stood: `none` where it stood nowhere, `back`, or `gone` where somebody else has the place now.
create function booking.place_back(p_stop jsonb) returns text
language plpgsql volatile set search_path = '' as $$
begin
	if p_stop is null or p_stop = 'null' then
		return 'none';
	end if;
	perform booking.put_at(p_stop);
	return 'back';
exception
	when sqlstate 'PT409' then
		return 'gone';
end
$$;

-- Undoes a merge: the other case is what it was, and the one that stayed gives back what it got. `p_waitlist`: who finds the
-- place gone waits; without it 409 `place_gone`. Answers {kept, other}: what became of each one's place (`stays`: moved since).
create function booking.unmerge(p_officer uuid, p_link queue.links, p_version int, p_waitlist boolean) returns jsonb
language plpgsql volatile set search_path = '' as $$
declare
	k queue.cases;
	o queue.cases;
	r jsonb;
	v_kept text := 'stays';
	v_other text;
	v_state text;
	v_other_state text;
	v_before jsonb;
begin
	select * into k from queue.cases c where c.id = (p_link).kept;
	select * into o from queue.cases c where c.id = (p_link).other;
	select x.rows into r from queue.link_rows x where x.link = (p_link).id;
	perform house.demand(r is not null and o.state = 'merged' and o.erased_sensitive_at is null, 409, 'too_old');
	-- Who was served with this household would be served twice.
	perform house.demand(
		not exists (
			select 1 from booking.people p
			where p.id in (select b.value::uuid from jsonb_array_elements_text(r -> 'brought') b) and p.outcome is not null
		),
		409, 'not_allowed'
	);
	v_state := k.state;
	v_other_state := r -> 'other' ->> 'state';
	v_before := booking.window_of((r -> 'kept' ->> 'visit')::uuid);
	delete from booking.people p where p.id in (select b.value::uuid from jsonb_array_elements_text(r -> 'brought') b);
	if jsonb_array_length(r -> 'brought') > 0 and k.ended_at is null then
		update booking.visits v
		set minutes = (r -> 'kept' ->> 'minutes')::int, people_count = (r -> 'kept' ->> 'people_count')::int
		where v.case_id = k.id;
	end if;
	-- Around the same promise the day may have been replanned; only who took another one keeps it.
	if booking.same_promise(booking.stop_of((r -> 'kept' ->> 'visit')::uuid), r -> 'after' -> 'stop')
		and r ->> 'window' = 'other' and k.ended_at is null
	then
		perform booking.vacate((r -> 'kept' ->> 'visit')::uuid);
		v_kept := booking.place_back(r -> 'kept' -> 'stop');
		update booking.visits v set sequence = v.sequence + 1 where v.case_id = k.id;
		v_state := case
			when v_kept = 'back' or k.state not in ('held', 'confirmed') then k.state
			when k.state = r -> 'after' ->> 'state' and v_kept = 'none' then r -> 'kept' ->> 'state'
			else 'waiting'
		end;
		insert into booking.proposals (case_id, day, from_minute, to_minute)
		select k.id, p.day, p."from", p."to"
		from jsonb_to_recordset(r -> 'kept' -> 'proposals') as p (day date, "from" int, "to" int)
		on conflict do nothing;
	elsif jsonb_array_length(r -> 'brought') > 0 and booking.window_of((r -> 'kept' ->> 'visit')::uuid) is not null then
		perform booking.shrink((r -> 'kept' ->> 'visit')::uuid);
	end if;
	v_other := booking.place_back(r -> 'other' -> 'stop');
	perform house.demand(p_waitlist or 'gone' not in (v_kept, v_other), 409, 'place_gone');
	if v_other = 'gone' and v_other_state in ('held', 'confirmed') then
		v_other_state := 'waiting';
	end if;
	if (v_other = 'gone' or v_kept = 'gone') and o.kind = 'home_visit' then
		perform booking.mark_spare(o.unit);
	end if;

	perform queue.move(
		o.id, o.version, v_other_state, 'officer', 'undo', p_officer, jsonb_build_object('link', (p_link).id), null, true, 'unmerged'
	);
	update queue.cases c
	set state_before = r -> 'other' ->> 'state_before', again_at = (r -> 'other' ->> 'again_at')::timestamptz
	where c.id = o.id;
	perform queue.clocks_back(o.id, r -> 'other', null);
	perform queue.move(
		k.id, p_version, v_state, 'officer', 'undo', p_officer,
		jsonb_build_object('link', (p_link).id) || case
			when v_kept = 'stays' then '{}'
			else jsonb_build_object('window', booking.window_of((r -> 'kept' ->> 'visit')::uuid), 'before', v_before)
		end,
		null, true, 'unmerge'
	);
	update queue.cases c set received_at = (r -> 'kept' ->> 'received_at')::timestamptz where c.id = k.id;
	perform queue.clocks_back(k.id, r -> 'kept', r -> 'after');
	perform booking.retitle(k.id);
	return jsonb_build_object('kept', v_kept, 'other', v_other);
end
$$;

-- Undoes a split: those who were taken out come back, and the case that was theirs ends in the one they came from. Answers and
-- refuses as booking.unmerge.
create function booking.unsplit(p_officer uuid, p_link queue.links, p_version int, p_waitlist boolean) returns jsonb
language plpgsql volatile set search_path = '' as $$
declare
	k queue.cases;
	o queue.cases;
	r jsonb;
	kv uuid;
	ov uuid;
	v_kept text := 'none';
	v_state text;
begin
	select * into k from queue.cases c where c.id = (p_link).kept;
	select * into o from queue.cases c where c.id = (p_link).other;
	select x.rows into r from queue.link_rows x where x.link = (p_link).id;
	perform house.demand(r is not null and k.erased_sensitive_at is null, 409, 'too_old');
	perform house.demand(not booking.unsettled(o.id), 409, 'settle_first');
	perform house.demand(k.state in ('held', 'waiting', 'confirmed'), 409, 'not_allowed');
	select v.id into kv from booking.visits v where v.case_id = k.id;
	select v.id into ov from booking.visits v where v.case_id = o.id;
	perform house.demand(
		not exists (select 1 from booking.people p where p.visit_id in (kv, ov) and p.outcome is not null), 409, 'not_allowed'
	);
	v_state := k.state;
	perform booking.vacate(ov);
	update booking.people p
	set visit_id = kv, position = b.position
	from jsonb_to_recordset(r -> 'kept' -> 'people') as b (id uuid, position int)
	where p.visit_id = ov and p.id = b.id;
	perform booking.recount(kv);
	update booking.visits v
	set minutes = (r -> 'kept' ->> 'minutes')::int
	where
		v.id = kv
		and (select jsonb_agg(p.id order by p.position) from booking.people p where p.visit_id = kv)
			= (select jsonb_agg(b.value -> 'id' order by b.ordinality) from jsonb_array_elements(r -> 'kept' -> 'people') with ordinality b);
	if booking.stop_of(kv) is not null then
		begin
			perform booking.refit(kv);
			v_kept := 'back';
		exception
			when sqlstate 'PT409' then
				perform house.demand(p_waitlist, 409, 'place_gone');
				perform booking.vacate(kv);
				v_kept := 'gone';
				v_state := 'waiting';
		end;
	end if;
	perform queue.move(
		o.id, o.version, 'merged', 'officer', 'undo', p_officer, jsonb_build_object('link', (p_link).id), null, true, 'rejoined'
	);
	perform queue.move(
		k.id, p_version, v_state, 'officer', 'undo', p_officer, jsonb_build_object('link', (p_link).id), null, true, 'unsplit'
	);
	perform booking.retitle(k.id);
	perform booking.retitle(o.id);
	return jsonb_build_object('kept', v_kept, 'other', 'none');
end
$$;

-- Undoes a link. The newest of a case first: an older one would give back rows that the newer one had changed.
create function booking.undo_link(p_officer uuid, p_link uuid, p_version int, p_waitlist boolean) returns jsonb
language plpgsql volatile set search_path = '' as $$
declare
	l queue.links;
	k queue.cases;
	v_places jsonb;
begin
	select * into l from queue.links x where x.id = p_link;
	perform queue.lock_both(l.kept, l.other);
	select * into l from queue.links x where x.id = p_link for update;
	select * into k from queue.cases c where c.id = l.kept;
	perform house.demand(l.undone_at is null, 409, 'stale', 'link');
	perform house.demand(k.version = p_version, 409, 'stale', 'version');
	perform house.demand(
		k.state <> 'merged' and not exists (
			select 1 from queue.links x
			where
				x.undone_at is null and x.id <> l.id and x.at > l.at
				and (x.kept in (l.kept, l.other) or x.other in (l.kept, l.other))
		),
		409, 'undo_newer_first'
	);
	v_places := case l.kind
		when 'merge' then booking.unmerge(p_officer, l, p_version, p_waitlist)
		else booking.unsplit(p_officer, l, p_version, p_waitlist)
	end;
	update queue.links x set undone_at = clock_timestamp(), undone_by = p_officer where x.id = p_link;
	delete from queue.link_rows x where x.link = p_link;
	return v_places;
end
$$;

-- --------------------------------------------------------------------------------------------------------------- splitting

-- Takes people out of a visit into a case of their own: new number, the code that the officer's browser made, clocks from the
-- same start. `p_together`: right after the others in the same window; else they wait. Refusals: stale, not_allowed, not_found
-- and required (people), code_taken, settle_first, window_too_short, pool_full.
create function booking.split(
	p_officer uuid, p_case uuid, p_version int, p_people uuid[], p_hash bytea, p_together boolean
) returns queue.cases
language plpgsql volatile set search_path = '' as $$
declare
	c queue.cases;
	n queue.cases;
	v booking.visits;
	v_new booking.visits;
	v_before jsonb;
	v_link queue.links;
	v_stop jsonb;
begin
	perform queue.lock_both(p_case, p_case);
	select * into c from queue.cases q where q.id = p_case;
	perform house.demand(c.version = p_version, 409, 'stale', 'version');
	perform house.demand(c.kind = 'home_visit' and c.state in ('held', 'waiting', 'confirmed'), 409, 'not_allowed');
	perform house.demand(not booking.unsettled(p_case), 409, 'settle_first');
	perform house.demand(lookup.case_of(p_hash) is null, 409, 'code_taken', 'lookup_hash');
	select * into v from booking.visits q where q.case_id = p_case;
	perform house.demand(cardinality(p_people) > 0, 422, 'required', 'people');
	perform house.demand(
		not exists (
			select 1 from unnest(p_people) u (id)
			where not exists (select 1 from booking.people p where p.id = u.id and p.visit_id = v.id and p.outcome is null)
		),
		422, 'not_found', 'people'
	);
	-- Somebody stays.
	perform house.demand(
		exists (select 1 from booking.people p where p.visit_id = v.id and p.outcome is null and p.id <> all (p_people)),
		422, 'too_many', 'people'
	);
	v_before := jsonb_build_object('kept', booking.rows_of(p_case));
	v_new := v;
	v_new.id := gen_random_uuid();
	v_new.case_id := null;
	v_new.sequence := 0;
	v_new.created_at := now();
	insert into booking.visits select v_new.*;
	update booking.people p
	set visit_id = v_new.id, position = m.place
	from (
		select x.id, row_number() over (order by x.position)::int as place from booking.people x where x.id = any (p_people)
	) m
	where p.id = m.id;
	perform booking.recount(v.id);
	perform booking.recount(v_new.id);
	if booking.stop_of(v.id) is not null then
		perform booking.refit(v.id);
		v_stop := booking.stop_of(v.id);
	end if;
	if p_together then
		perform house.demand(v_stop is not null, 409, 'not_allowed');
		select * into v_new from booking.visits q where q.id = v_new.id;
		-- Two minutes between two doors of one place, as the planner counts.
		perform booking.put_at(v_stop || jsonb_build_object(
			'subject', v_new.id, 'service', v_new.minutes, 'travel', 2,
			'start', (v_stop ->> 'finish')::int + 2, 'finish', (v_stop ->> 'finish')::int + 2 + v_new.minutes
		));
	end if;
	n := booking.open_visit_case(v_new.id, c.words, p_officer);
	insert into queue.links (kind, kept, other, officer) values ('split', p_case, n.id, p_officer) returning * into v_link;
	-- Their clocks are those of the case that they come from, running or stopped.
	delete from queue.clocks_running r where r.case_id = n.id;
	insert into queue.clocks_running
	select (jsonb_populate_record(r, jsonb_build_object('case_id', n.id))).*
	from queue.clocks_running r
	where r.case_id = p_case;
	insert into queue.pauses (case_id, clock, reason, from_at, to_at)
	select n.id, p.clock, p.reason, p.from_at, p.to_at from queue.pauses p where p.case_id = p_case;
	update queue.cases q set received_at = c.received_at, priority = c.priority, assignee = c.assignee where q.id = n.id;
	n := queue.move(
		n.id, n.version, case when n.state = 'held' and c.state = 'confirmed' then 'confirmed' else n.state end, 'officer', 'split',
		p_officer, jsonb_build_object('link', v_link.id), null, true, 'split_off'
	);
	perform lookup.bind(p_hash, n.id);
	perform queue.move(
		p_case, p_version, c.state, 'officer', 'split', p_officer, jsonb_build_object('link', v_link.id), null, true, 'split'
	);
	perform booking.retitle(p_case);
	insert into queue.link_rows (link, rows) values (v_link.id, v_before);
	return n;
end
$$;

-- ------------------------------------------------------------------------------------------------ what officers see of it

-- A case as one of two that may be the same.
create function booking.side(c queue.cases) returns jsonb
language sql stable set search_path = '' as $$
	select booking.caller_case(c) || jsonb_build_object(
		'version', c.version, 'channel', c.channel, 'words', to_jsonb(c.words),
		'contact', (
			select jsonb_build_object('name', coalesce(v.booker_name, b.name), 'phone', coalesce(v.booker_phone, b.phone))
			from (values (1)) once
			left join booking.visits v on v.case_id = c.id
			left join booking.call_backs b on b.case_id = c.id
		)
	)
$$;

-- Whoever opens a case is told who is like it: at a million cases this may not read them all.
create index call_backs_by_name on booking.call_backs (hamlet, house.fold(name)) where name is not null;

-- Open cases of the same kind that may be of the same household: the same number, or the same name in the same hamlet.
create function booking.alike(c queue.cases) returns table (id uuid, why text[])
language sql stable set search_path = '' as $$
	select x.id, array_agg(distinct x.why order by x.why)
	from (
		select o.id, 'phone' as why
		from (
			select v.booker_phone as phone from booking.visits v where v.case_id = c.id
			union
			select v.at_home_phone from booking.visits v where v.case_id = c.id
			union
			select b.phone from booking.call_backs b where b.case_id = c.id
		) p
		cross join lateral booking.open_cases_of(c.unit, p.phone) o
		where p.phone is not null and o.kind = c.kind
		union all
		select o.id, 'name'
		from booking.visits v
		join booking.people p on p.visit_id = v.id and p.name is not null
		join booking.people q on house.fold(q.name) = house.fold(p.name) and q.name is not null
		join booking.visits w on w.id = q.visit_id and w.hamlet = v.hamlet
		join queue.cases o on o.id = w.case_id and o.unit = c.unit and o.ended_at is null and o.kind = c.kind
		where v.case_id = c.id
		union all
		select o.id, 'name'
		from booking.call_backs b
		join booking.call_backs d on d.hamlet = b.hamlet and house.fold(d.name) = house.fold(b.name) and d.name is not null
		join queue.cases o on o.id = d.case_id and o.unit = c.unit and o.ended_at is null and o.kind = c.kind
		where b.case_id = c.id
	) x
	where x.id <> c.id
	group by x.id
$$;

-- What joined a case with others, as far as an officer may know of them: what stands, and every split. `is`: which end the case is;
-- `of`: the other one.
create function queue.links_of(officer staff.officers, c queue.cases)
returns table (id uuid, kind text, at timestamptz, officer uuid, undone_at timestamptz, "is" text, of uuid)
language sql stable set search_path = '' as $$
	select l.id, l.kind, l.at, l.officer, l.undone_at, l.is, l.of
	from (
		select k.*, 'kept' as is, k.other as of from queue.links k where k.kept = (c).id
		union all
		select k.*, 'other', k.kept from queue.links k where k.other = (c).id
	) l
	join queue.cases x on x.id = l.of
	where queue.reaches($1, x) and (l.undone_at is null or l.kind = 'split')
$$;

-- What a case has to do with others, for the calling officer: what it was merged into, what was merged into it or split off it
-- with its history, and which open cases may be the same. Of cases outside the officer's compartment nothing is said.
create function queue.kin_of(c queue.cases) returns jsonb
language plpgsql stable set search_path = '' as $$
declare
	me staff.officers;
	v_links jsonb;
	v_alike jsonb;
begin
	if c.kind not in ('home_visit', 'call_back') then
		return jsonb_build_object('kept_in', null, 'links', '[]'::jsonb, 'alike', '[]'::jsonb);
	end if;
	select * into me from staff.officers o where o.user_id = auth.uid();
	select coalesce(
		jsonb_agg(
			jsonb_build_object(
				'id', l.id, 'kind', l.kind, 'at', l.at, 'officer', queue.person(l.officer), 'is', l.is,
				'case', booking.side(x),
				'undoable', staff.holds(me.roles, 'desk') and l.is = 'kept' and l.undone_at is null and exists (select 1 from queue.link_rows r where r.link = l.id),
				'undone', l.undone_at is not null,
				'events', case when l.is = 'kept' and x.state = 'merged' then queue.events_of(x.id) else '[]' end,
				'notes', case when l.is = 'kept' and x.state = 'merged' then queue.notes_of(x.id) else '[]' end
			)
			order by l.at desc
		),
		'[]'
	)
	into v_links
	from queue.links_of(me, c) l
	join queue.cases x on x.id = l.of;
	if c.ended_at is null and staff.holds(me.roles, 'desk') then
		-- A number that hundreds gave, as the head of a hamlet does for theirs, is not followed to its end.
		with nearest as materialized (
			select x as like_it, a.why, 'name' = any (a.why) as names, x.received_at as at
			from booking.alike(c) a
			join queue.cases x on x.id = a.id
			order by 3 desc, 4 desc
			limit 50
		)
		select coalesce(jsonb_agg(s.side order by s.names desc, s.at desc), '[]') into v_alike
		from (
			-- No number and no word of the other booker before an officer compares the two, which is written down.
			select jsonb_build_object(
				'id', (a.like_it).id, 'reference', (a.like_it).reference,
				'people', booking.caller_case(a.like_it) -> 'people', 'why', to_jsonb(a.why)
			) as side, a.names, a.at
			from nearest a
			where queue.reaches(me, a.like_it)
			order by a.names desc, a.at desc
			limit 5
		) s;
	end if;
	return jsonb_build_object(
		'kept_in', (
			select jsonb_build_object('id', x.id, 'reference', x.reference)
			from queue.cases x
			where x.id = queue.kept_of(c.id) and queue.reaches(me, x)
		),
		'links', v_links,
		'alike', coalesce(v_alike, '[]')
	);
end
$$;

-- With a case its officer reads what kin_of shows of others: what was merged into it, what it was merged into, and both halves of a
-- split. All are locked before the chain of reads, which a writer of any of them may want.
create function queue.log_opening(c queue.cases, officer staff.officers, ground text) returns void
language plpgsql volatile set search_path = '' as $$
declare
	v_kin uuid[] := array(
		select distinct l.of from queue.links_of(officer, c) l where c.kind in ('home_visit', 'call_back') order by l.of
	);
begin
	perform 1 from queue.cases x where x.id = any (v_kin || c.id) order by x.id for key share;
	perform queue.log_read(c.id, officer.user_id, 'opened', ground);
	perform queue.log_read(x.id, officer.user_id, 'opened_with') from unnest(v_kin) x (id);
end
$$;

-- ------------------------------------------------------------------------------------------------- what residents see of it

-- What the code of a merged case opens: the state and the window of the visit that goes on, under the holder's own number and
-- words. Whoever booked second may be a stranger to whoever booked first: of people, only names that the holder wrote too;
-- of the story, the holder's own and the bare steps since; nothing to change by the code.
create function booking.merged_face(p_case uuid, p_before int) returns jsonb
language plpgsql stable set search_path = '' as $$
declare
	c queue.cases;
	v_kept uuid := queue.kept_of(p_case);
	v_face jsonb;
begin
	select * into c from queue.cases q where q.id = p_case;
	-- A call that became a visit goes on as the visit.
	select coalesce((e.data ->> 'case')::uuid, v_kept) into v_kept
	from (values (1)) once
	left join queue.events e on e.case_id = v_kept and e.code = 'book_for_caller';
	v_face := lookup.opened(v_kept, null);
	-- By name what is taken over: what a room tells its own resident tomorrow is not told here by itself.
	return (
		select jsonb_object_agg(f.key, f.value)
		from jsonb_each(v_face) f
		where f.key = any (array['kind', 'state', 'unit', 'window', 'estimate', 'sequence', 'area_name', 'postponed', 'retention'])
	) || jsonb_build_object(
		'reference', c.reference,
		'version', c.version,
		'words', to_jsonb(c.words),
		'received_at', c.received_at,
		'merged', true,
		'question', null,
		'returned', null,
		'papers', null,
		'readiness', null,
		'proposals', '[]'::jsonb,
		'again_at', null,
		'call_when', null,
		-- What the server holds of the holder stays theirs to ask about.
		'data_requests', queue.data_requests_of(p_case),
		-- How often the holder's own case was looked into; the other's readers are the other's to know of.
		'seen', queue.openings(p_case),
		'actions', case when c.erased_contact_at is null then '["ask_data"]'::jsonb else '[]' end,
		'people', coalesce(
			(
				select jsonb_agg(p.value order by p.ordinality)
				from jsonb_array_elements(v_face -> 'people') with ordinality p
				where house.fold(p.value ->> 'name') in (
					select house.fold(q.name) from booking.people q join booking.visits v on v.id = q.visit_id where v.case_id = p_case
				)
			),
			'[]'
		)
	)
	|| lookup.merged_timeline(p_case, v_kept, p_before);
end
$$;

-- The holder's own story, and of the case that goes on what happened to the promise since the merge: codes and windows.
create function lookup.merged_timeline(p_case uuid, p_kept uuid, p_before int) returns jsonb
language plpgsql stable set search_path = '' as $$
declare
	v_own jsonb := lookup.timeline(p_case, p_before);
	v_since jsonb;
begin
	if p_before is not null then
		return v_own;
	end if;
	select jsonb_agg(
		jsonb_build_object(
			'at', e.at, 'code', e.code, 'data', jsonb_strip_nulls(jsonb_build_object('window', e.data -> 'window')), 'body', null
		)
		order by e.at desc, e.id desc
	)
	into v_since
	from (
		select x.*
		from queue.events x
		where
			x.case_id = p_kept and x.visible_to_citizen
			and x.at > (select max(m.at) from queue.events m where m.case_id = p_case and m.code in ('merged', 'rejoined'))
			and x.code in (
				'confirm', 'move', 'take', 'postpone', 'reopen', 'wait', 'cancel', 'outcome', 'card_ready', 'card_handed'
			)
		order by x.at desc
		limit 20
	) e;
	return v_own || jsonb_build_object('timeline', coalesce(v_since, '[]') || (v_own -> 'timeline'));
end
$$;

-- ---------------------------------------------------------------------------------------------------------------- doors

-- The case of a number that an officer typed, if their compartment has it; else 404.
create function queue.mine_by_reference(officer staff.officers, reference text) returns queue.cases
language plpgsql volatile set search_path = '' as $$
declare
	v_case uuid := (select c.id from queue.cases c where c.reference = house.text($2, 'reference', 40, true));
begin
	perform house.demand(v_case is not null, 404, 'not_found');
	return queue.mine(officer, v_case);
end
$$;

-- What a merge would do, without doing it: each choice of window is tried and taken back. Definer: officers read no table.
create function public.queue_merge_preview(id uuid, reference text, bring uuid[]) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
#variable_conflict use_variable
declare
	v_officer staff.officers := staff.require('desk');
	k queue.cases := queue.mine(v_officer, id);
	o queue.cases := queue.mine_by_reference(v_officer, reference);
	v_whose text;
	-- Both are shown whole; the officer has opened the one that stays.
	v_ground text := queue.demand_ground(v_officer, k);
	v_tried jsonb := '[]';
	v_after queue.cases;
	v_link queue.links;
begin
	foreach v_whose in array case when k.kind = 'home_visit' then array['kept', 'other'] else array['kept'] end
	loop
		begin
			v_link := booking.merge(v_officer.user_id, k.id, k.version, o.id, o.version, v_whose, bring);
			select q.* into v_after from queue.cases q where q.id = k.id;
			raise sqlstate 'PT200' using message = 'tried';
		exception
			when sqlstate 'PT200' then
				v_tried := v_tried || jsonb_build_object(
					'whose', v_whose, 'refused', null, 'state', v_after.state, 'due_at', v_after.due_at, 'due_clock', v_after.due_clock
				);
			when sqlstate 'PT409' or sqlstate 'PT422' or sqlstate 'PT404' then
				v_tried := v_tried || jsonb_build_object(
					'whose', v_whose, 'refused', sqlerrm, 'state', null, 'due_at', null, 'due_clock', null
				);
		end;
	end loop;
	-- After the trials, whose locks come before the chain's.
	perform 1 from queue.cases c where c.id in (k.id, o.id) order by c.id for key share;
	perform queue.log_read(k.id, v_officer.user_id, 'compared', v_ground);
	perform queue.log_read(o.id, v_officer.user_id, 'compared');
	return jsonb_build_object(
		'kept', booking.side(k),
		'other', booking.side(o),
		'due_at', k.due_at,
		'choices', v_tried,
		'only_other', coalesce(
			(
				select jsonb_agg(jsonb_build_object('id', p.id, 'name', p.name) order by p.position)
				from booking.people p
				join booking.visits v on v.id = p.visit_id
				where
					v.case_id = o.id and p.name is not null and p.outcome is null
					and not exists (
						select 1
						from booking.people q
						join booking.visits w on w.id = q.visit_id
						where w.case_id = k.id and house.fold(q.name) = house.fold(p.name)
					)
			),
			'[]'
		),
		'question_ends', exists (select 1 from queue.questions q where q.case_id = o.id and q.answered_at is null and o.ended_at is null)
	);
exception
	when serialization_failure or deadlock_detected or lock_not_available or query_canceled then
		perform house.refuse(503, 'busy');
end
$$;
grant execute on function public.queue_merge_preview(uuid, text, uuid[]) to authenticated;

-- Merges. Definer as above.
create function public.queue_merge(
	key uuid, id uuid, version int, other uuid, other_version int, stands text, bring uuid[]
) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
#variable_conflict use_variable
declare
	v_officer staff.officers := staff.require('desk');
	v_request jsonb := jsonb_build_array(id, version, other, other_version, stands, to_jsonb(bring));
	v_answer jsonb := queue.once(key, 'queue_merge', v_request);
	c queue.cases;
	v_link queue.links;
begin
	if v_answer is not null then
		return v_answer;
	end if;
	perform house.demand(version is not null, 422, 'required', 'version');
	perform house.demand(other_version is not null, 422, 'required', 'other_version');
	c := queue.mine(v_officer, id);
	perform queue.mine(v_officer, other);
	v_link := booking.merge(v_officer.user_id, id, version, other, other_version, stands, bring);
	select q.* into c from queue.cases q where q.id = id;
	return queue.remember(key, 'queue_merge', v_request, queue.answer(c) || jsonb_build_object('link', v_link.id), id);
exception
	when serialization_failure or deadlock_detected or lock_not_available or query_canceled then
		perform house.refuse(503, 'busy');
end
$$;
grant execute on function public.queue_merge(uuid, uuid, int, uuid, int, text, uuid[]) to authenticated;

-- Splits. Definer as above.
create function public.queue_split(
	key uuid, id uuid, version int, people uuid[], lookup_hash text, together boolean
) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
#variable_conflict use_variable
declare
	v_officer staff.officers := staff.require('desk');
	v_request jsonb := jsonb_build_array(id, version, to_jsonb(people), lookup_hash, together);
	v_answer jsonb := queue.once(key, 'queue_split', v_request);
	v_hash bytea := house.bytes32(lookup_hash, 'lookup_hash');
	c queue.cases;
	n queue.cases;
begin
	if v_answer is not null then
		return v_answer;
	end if;
	perform house.demand(version is not null, 422, 'required', 'version');
	perform house.demand(together is not null, 422, 'required', 'together');
	c := queue.mine(v_officer, id);
	n := booking.split(v_officer.user_id, id, version, people, v_hash, together);
	select q.* into c from queue.cases q where q.id = id;
	return queue.remember(
		key, 'queue_split', v_request, queue.answer(c) || jsonb_build_object('made', queue.answer(n)), id
	);
exception
	when serialization_failure or deadlock_detected or lock_not_available or query_canceled then
		perform house.refuse(503, 'busy');
end
$$;
grant execute on function public.queue_split(uuid, uuid, int, uuid[], text, boolean) to authenticated;

-- The link that an officer means, if their compartment has both cases; else 404.
create function queue.my_link(officer staff.officers, id uuid, link uuid) returns queue.links
language plpgsql volatile set search_path = '' as $$
declare
	l queue.links;
begin
	select * into l from queue.links x where x.id = $3 and x.kept = $2;
	perform house.demand(found, 404, 'not_found');
	perform queue.mine(officer, l.kept);
	perform queue.mine(officer, l.other);
	return l;
end
$$;

-- What undoing would do to both promises, tried and taken back. Definer as above.
create function public.queue_link_preview(id uuid, link uuid) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
#variable_conflict use_variable
declare
	v_officer staff.officers := staff.require('desk');
	l queue.links := queue.my_link(v_officer, id, link);
	k queue.cases := queue.mine(v_officer, id);
	v_places jsonb;
begin
	begin
		v_places := booking.undo_link(v_officer.user_id, l.id, k.version, true);
		raise sqlstate 'PT200' using message = 'tried';
	exception
		when sqlstate 'PT200' then
			return v_places || jsonb_build_object('refused', null);
		when sqlstate 'PT409' then
			return jsonb_build_object('kept', 'none', 'other', 'none', 'refused', sqlerrm);
	end;
exception
	when serialization_failure or deadlock_detected or lock_not_available or query_canceled then
		perform house.refuse(503, 'busy');
end
$$;
grant execute on function public.queue_link_preview(uuid, uuid) to authenticated;

-- Undoes a merge or a split. Definer as above.
create function public.queue_link_undo(key uuid, id uuid, version int, link uuid, waitlist boolean) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
#variable_conflict use_variable
declare
	v_officer staff.officers := staff.require('desk');
	v_request jsonb := jsonb_build_array(id, version, link, waitlist);
	v_answer jsonb := queue.once(key, 'queue_link_undo', v_request);
	l queue.links;
	c queue.cases;
begin
	if v_answer is not null then
		return v_answer;
	end if;
	perform house.demand(version is not null, 422, 'required', 'version');
	perform house.demand(waitlist is not null, 422, 'required', 'waitlist');
	l := queue.my_link(v_officer, id, link);
	perform booking.undo_link(v_officer.user_id, l.id, version, waitlist);
	select q.* into c from queue.cases q where q.id = id;
	return queue.remember(key, 'queue_link_undo', v_request, queue.answer(c), id);
exception
	when serialization_failure or deadlock_detected or lock_not_available or query_canceled then
		perform house.refuse(503, 'busy');
end
$$;
grant execute on function public.queue_link_undo(uuid, uuid, int, uuid, boolean) to authenticated;
