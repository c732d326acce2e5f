-- Live: who is told that a case changed, and who is looking at it (docs/decisions/0028). Two roads under one set of
-- compartments: a door that is asked every quarter of a minute, and Supabase Realtime where the server has it.

create table queue.compartments (
	id uuid primary key default gen_random_uuid(),
	unit text not null references unit.units (code),
	kind text references queue.kinds (kind) check (kind <> 'tip'),
	officer uuid references staff.officers (user_id),
	epoch uuid not null default gen_random_uuid(),
	check ((kind is null) <> (officer is null)),
	unique nulls not distinct (unit, kind, officer)
);
comment on table queue.compartments is 'Who hears together: of each unit whoever may know of a kind of case, and each officer alone for what they reach by other ways. Tips are told to nobody.';
comment on column queue.compartments.epoch is 'The random name that Realtime''s topic carries; another one as soon as somebody''s roles change.';
create index compartments_of_officer on queue.compartments (officer);

-- Unlogged, and without a foreign key: gone after a day or a crash, written by every change, never waiting for one another.
create unlogged table queue.news (
	compartment uuid not null,
	case_id uuid not null,
	xid xid8 not null default pg_current_xact_id(),
	version int not null,
	at timestamptz not null default clock_timestamp(),
	primary key (compartment, case_id, xid)
);
comment on table queue.news is 'That a case changed, once a transaction and compartment; never a tip, whose times are known to the hour alone.';
create index news_since on queue.news (compartment, at);
create index news_by_age on queue.news (at);

create unlogged table queue.looks (
	tab uuid primary key,
	officer uuid not null,
	case_id uuid not null,
	until timestamptz not null
);
comment on table queue.looks is 'Which case each open page of an officer shows, for 45 seconds since it last said so.';

alter table queue.compartments enable row level security;
alter table queue.news enable row level security;
alter table queue.looks enable row level security;

-- Tells the listeners of a topic, where this server has Realtime; the one place that looks for it. Realtime takes what is
-- sent in the writing transaction, so nobody hears of what was rolled back.
create function queue.broadcast(epoch uuid, event text, payload jsonb)
returns void
language plpgsql
set search_path = ''
as $$
begin
	if to_regprocedure('realtime.send(jsonb, text, text, boolean)') is not null then
		perform realtime.send($3, $2, 'queue:' || $1, true);
	end if;
end;
$$;

-- The compartments that an officer is in. plpgsql, so that the kinds are reckoned once and the plan is kept.
create function queue.compartments_of(me staff.officers)
returns setof queue.compartments
language plpgsql
stable
set search_path = ''
as $$
declare
	kinds text[] := queue.kinds_of(me.roles);
begin
	return query
	select m.* from queue.compartments m where m.unit = me.unit and (m.kind = any (kinds) or m.officer = me.user_id);
end;
$$;

-- Tells that a case changed, once a transaction, as the whole of it leaves the case: to those who may know of its kind, and
-- to each officer of the field who reaches it, or reached it before. A tip is told to nobody: what is stored here and in
-- Realtime has exact times. plpgsql, whose plans are kept: every write of a case comes through here.
create function queue.tell(id uuid, before queue.cases)
returns void
language plpgsql
set search_path = ''
as $$
declare
	c queue.cases;
	place queue.compartments;
begin
	select * into c from queue.cases x where x.id = $1;
	if c.kind = 'tip' then
		return;
	end if;
	for place in
		select m.* from queue.compartments m where m.unit = c.unit and m.kind = c.kind
		union all
		select m.* from staff.officers o
		join queue.compartments m on m.officer = o.user_id
		where c.kind = 'home_visit' and o.unit = c.unit and 'field' = any (o.roles) and o.disabled_at is null
			and not staff.holds(o.roles, 'desk')
			and (queue.field_reaches(o, c) or queue.field_reaches(o, before))
	loop
		insert into queue.news as n (compartment, case_id, version) values (place.id, c.id, c.version)
		on conflict (compartment, case_id, xid) do update set version = excluded.version, at = excluded.at
		where n.version <> excluded.version;
		if found then
			perform queue.broadcast(place.epoch, 'case', jsonb_build_object('id', c.id, 'version', c.version));
		end if;
	end loop;
end;
$$;

-- Definer, both: at the end of a transaction a trigger runs as the caller of the door, who reads no table.
create function queue.tell_of_case()
returns trigger
language plpgsql security definer
set search_path = ''
as $$
begin
	perform queue.tell(new.id, old);
	return null;
end;
$$;

create function queue.tell_of_event()
returns trigger
language plpgsql security definer
set search_path = ''
as $$
begin
	perform queue.tell(new.case_id, null);
	return null;
end;
$$;

-- At the end of the transaction, so that a command which touches a case five times tells of it once, and rooms that write
-- their own rows after the case's are read as they will stand. A calendar that moves every date tells nobody: pages ask for
-- the whole list now and then. A new case begins with an event, which tells of it.
create constraint trigger changed_cases_are_told after update on queue.cases
deferrable initially deferred for each row
when (
	new.kind <> 'tip' and (
		new.version <> old.version or new.state <> old.state or new.assignee is distinct from old.assignee
		or new.priority <> old.priority or new.again_at is distinct from old.again_at
	)
)
execute function queue.tell_of_case();
-- What changes nothing of the case itself, such as a note.
create constraint trigger events_are_told after insert on queue.events
deferrable initially deferred for each row
execute function queue.tell_of_event();

-- Gives compartments another epoch; who still listens to the old topic is told that it ended, and nothing more.
create function queue.renew(unit text, kinds text[], officer uuid)
returns void
language plpgsql
set search_path = ''
as $$
declare
	place queue.compartments;
begin
	for place in
		select * from queue.compartments m
		where (m.unit = $1 and m.kind = any ($2)) or m.officer = $3
		order by m.id
		for update
	loop
		perform queue.broadcast(place.epoch, 'moved', '{}');
		update queue.compartments m set epoch = gen_random_uuid() where m.id = place.id;
	end loop;
end;
$$;

-- A new officer is somebody to tell; another role, or none any more, changes the epochs of what it opened and opens.
-- Definer: on hosted Supabase an officer is made by supabase_auth_admin, who may not touch the queue.
create function queue.regroup()
returns trigger
language plpgsql security definer
set search_path = ''
as $$
declare
	before text[] := '{}';
	after text[] := case when new.disabled_at is null then queue.kinds_of(new.roles) else '{}' end;
begin
	if tg_op = 'INSERT' then
		insert into queue.compartments (unit, kind)
		select new.unit, k.kind from queue.kinds k where k.kind <> 'tip'
		on conflict do nothing;
		insert into queue.compartments (unit, officer) values (new.unit, new.user_id) on conflict do nothing;
		return null;
	end if;
	if old.disabled_at is null then
		before := queue.kinds_of(old.roles);
	end if;
	perform queue.renew(
		new.unit,
		array(
			select k from unnest(before || after) k
			where not (k = any (before) and k = any (after))
		),
		new.user_id
	);
	return null;
end;
$$;

create trigger officers_are_grouped after insert on staff.officers
for each row execute function queue.regroup();
create trigger officers_are_regrouped after update on staff.officers
for each row
when (new.roles is distinct from old.roles or new.disabled_at is distinct from old.disabled_at)
execute function queue.regroup();

-- What an officer's open tips are like now. Asked, and never written down: no time of a tip is kept finer than an hour.
-- plpgsql, since the room tips comes later.
create function queue.tips_now(officer staff.officers)
returns text
language plpgsql
stable
set search_path = ''
as $$
begin
	return case when staff.takes_tips(officer) then (
		select string_agg(
			concat_ws(
				':', c.id, c.version, t.seq, t.epoch, c.state, c.assignee, t.acknowledged_at is null,
				(select count(*) from tips.notes n where n.case_id = c.id)
			),
			' ' order by c.id
		)
		from tips.secrets s
		join tips.threads t on t.case_id = s.case_id and t.epoch = s.epoch
		join queue.cases c on c.id = s.case_id
		where s.officer = officer.user_id and s.room = 'T' and c.unit = officer.unit and c.ended_at is null
	) end;
end;
$$;

-- Who else looks at cases that an officer may know of: the case, and the officers by name.
create function queue.lookers(me staff.officers)
returns jsonb
language sql
stable
set search_path = ''
as $$
	select coalesce(jsonb_agg(jsonb_build_object('id', p.case_id, 'officers', p.officers) order by p.case_id), '[]')
	from (
		select l.case_id, jsonb_agg(queue.person(l.officer) order by l.officer) as officers
		from (
			-- Nobody of another unit looks at a case of this one.
			select distinct x.case_id, x.officer
			from queue.looks x
			join staff.officers o on o.user_id = x.officer and o.unit = me.unit
			where x.until > now() and x.officer <> me.user_id
		) l
		join queue.cases c on c.id = l.case_id
		where queue.reaches(me, c)
		group by l.case_id
	) p;
$$;

-- Forgets what changed more than a day ago, and looks that are over.
create function queue.forget_news()
returns void
language sql
set search_path = ''
as $$
	delete from queue.news n where n.at < now() - interval '1 day';
	delete from queue.looks l where l.until < now();
$$;

-- What changed since an officer last asked, within their compartments alone, and who looks at what. `looking`: the case
-- that the page `tab` shows; one out of reach is taken like one that does not exist. `all`: more than single changes, so
-- that the page reads everything anew. Definer: officers read no table.
create function public.queue_live(since timestamptz, mark text, tab uuid, looking uuid)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
	officer staff.officers := staff.require();
	asked_at timestamptz := clock_timestamp();
	mine queue.compartments[] := array(select m from queue.compartments_of(officer) m order by m.epoch);
	places uuid[] := array(select m.id from unnest(mine) m);
	-- What an officer may know of besides single changes: their compartments and their open tips.
	now_mark text := encode(sha256(convert_to(
		concat_ws('|', array(select m.epoch from unnest(mine) m)::text, queue.tips_now(officer)), 'UTF8'
	)), 'hex');
	changed jsonb;
begin
	perform house.demand($3 is not null, 422, 'required', 'tab');
	perform house.demand($1 is null or house.is_near($1::date), 422, 'out_of_range', 'since');
	if exists (select 1 from queue.cases c where c.id = $4 and queue.reaches(officer, c)) then
		insert into queue.looks as l (tab, officer, case_id, until)
		values ($3, officer.user_id, $4, now() + interval '45 seconds')
		on conflict on constraint looks_pkey do update set case_id = excluded.case_id, until = excluded.until
		where l.officer = excluded.officer;
	else
		delete from queue.looks l where l.tab = $3 and l.officer = officer.user_id;
	end if;
	-- A change is stamped a moment before others can see it: the last ten seconds are told again.
	select jsonb_agg(jsonb_build_object('id', n.case_id, 'version', n.version, 'at', n.at) order by n.at) into changed
	from (
		select x.case_id, max(x.version) as version, max(x.at) as at
		from queue.news x
		where x.compartment = any (places) and x.at > $1 - interval '10 seconds' and $1 > now() - interval '10 minutes'
		group by x.case_id
		order by max(x.at)
		limit 101
	) n;
	return jsonb_build_object(
		'now', asked_at,
		'mark', now_mark,
		'all', coalesce(
			$2 <> now_mark or $1 <= now() - interval '10 minutes' or jsonb_array_length(changed) > 100, false
		),
		'changed', case when jsonb_array_length(changed) > 100 then '[]' else coalesce(changed, '[]') end,
		'lookers', queue.lookers(officer),
		'topics', coalesce((
			select jsonb_agg(jsonb_build_object('topic', 'queue:' || m.epoch, 'kind', m.kind) order by m.kind)
			from unnest(mine) m
			where to_regprocedure('realtime.send(jsonb, text, text, boolean)') is not null
		), '[]')
	);
end;
$$;
grant execute on function public.queue_live(timestamptz, text, uuid, uuid) to authenticated;

-- ---------------------------------------------------------------------------------------------------- Supabase Realtime

-- Whether the caller may listen to a topic now. Realtime asks when a page joins and keeps the answer: therefore the epochs.
-- Definer: a policy's caller may read neither officers nor compartments.
create function queue.hears(topic text)
returns boolean
language sql
stable security definer
set search_path = ''
as $$
	select staff.is_active() and exists (
		select 1
		from staff.officers o
		cross join lateral queue.compartments_of(o) m
		where o.user_id = auth.uid() and not 'collaborator' = any (o.roles) and 'queue:' || m.epoch = $1
	);
$$;

-- Opens Realtime's private topics to officers, where this server has them: they hear what the database sends and who is
-- there, and send nothing but that they are there. False where there is no Realtime. Safe to run again.
create function queue.use_realtime()
returns boolean
language plpgsql
set search_path = ''
as $$
begin
	if to_regclass('realtime.messages') is null then
		return false;
	end if;
	grant usage on schema queue to authenticated;
	grant execute on function queue.hears(text) to authenticated;
	drop policy if exists "officers hear their own compartments" on realtime.messages;
	create policy "officers hear their own compartments" on realtime.messages
	for select to authenticated
	using (extension in ('broadcast', 'presence') and (select queue.hears(realtime.topic())));
	drop policy if exists "officers say that they are there, and nothing else" on realtime.messages;
	create policy "officers say that they are there, and nothing else" on realtime.messages
	for insert to authenticated
	with check (extension = 'presence' and (select queue.hears(realtime.topic())));
	return true;
end;
$$;
select queue.use_realtime();
