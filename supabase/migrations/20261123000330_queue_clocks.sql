-- Clocks that pause and clocks that are extended: by rules that are data, by events that name their document, and undone
-- only by a further event. Nothing that was written is taken back.

create table queue.clock_pauses (
	kind text not null check (kind in ('home_visit', 'call_back', 'tip', 'crime_tip', 'support', 'data_request', 'fund_statement')),
	clock text not null,
	reason text not null check (reason ~ '^[a-z_]{1,40}$'),
	while_state text references queue.states (state),
	document boolean not null,
	source text not null,
	unsure text,
	applies boolean not null default true,
	primary key (kind, clock, reason),
	check (source <> '' or unsure is not null)
);
comment on table queue.clock_pauses is 'Which clock may pause for which reason, and what says so. A clock that no row names never pauses.';
comment on column queue.clock_pauses.while_state is 'It pauses by itself while the case stands in this state; null: an officer says it.';
comment on column queue.clock_pauses.document is 'Whether pausing and resuming must each name a document.';

create table queue.unit_pauses (
	unit text not null references unit.units (code),
	kind text not null,
	clock text not null,
	reason text not null,
	applies boolean not null,
	primary key (unit, kind, clock, reason),
	foreign key (kind, clock, reason) references queue.clock_pauses (kind, clock, reason)
);
comment on table queue.unit_pauses is 'Where a unit''s lead decided otherwise than the table of pauses says.';

create table queue.clock_extensions (
	kind text not null,
	extension text not null check (char_length(extension) between 1 and 40),
	granted_by text not null check (granted_by in ('unit_head', 'agency', 'procuracy')),
	starts text not null,
	source text not null,
	unsure text,
	primary key (kind, extension),
	unique (kind, starts),
	check (source <> '' or unsure is not null)
);
comment on table queue.clock_extensions is 'How a clock may be extended, who grants it, and which clocks of unit.clocks begin with it (their `starts`).';

create table queue.extension_stops (
	kind text not null,
	extension text not null,
	clock text not null,
	needed boolean not null,
	primary key (kind, extension, clock),
	foreign key (kind, extension) references queue.clock_extensions (kind, extension)
);
comment on table queue.extension_stops is 'Clocks that an extension takes the place of. One that is needed must not have ended, or there is nothing to extend.';

create table queue.pauses (
	id uuid primary key default gen_random_uuid(),
	case_id uuid not null,
	clock text not null,
	reason text not null check (reason ~ '^[a-z_]{1,40}$'),
	from_at timestamptz not null,
	to_at timestamptz check (to_at >= from_at),
	foreign key (case_id, clock) references queue.clocks_running (case_id, clock)
);
comment on table queue.pauses is 'When a clock of a case stood still. While one is open, the clock has paused_at.';
create unique index pauses_open on queue.pauses (case_id, clock) where to_at is null;
create index pauses_of_clock on queue.pauses (case_id, clock, from_at);
create index clocks_paused on queue.clocks_running (case_id) where paused_at is not null;

create table queue.extended (
	event_id uuid primary key references queue.events (id),
	case_id uuid not null references queue.cases (id),
	extension text not null,
	stopped text[] not null,
	started text[] not null,
	withdrawn_by uuid references queue.events (id)
);
comment on table queue.extended is 'Extensions that were granted, the clocks each stopped and started, and the event that withdrew it.';
create unique index extended_once on queue.extended (case_id, extension) where withdrawn_by is null;

-- Whether json names a document: its number, the day it bears, and who signed it. Outside the seal of a tip this may
-- stand: a number as offices write them, and codes.
create function queue.is_document(value jsonb)
returns boolean
language sql
immutable
set search_path = ''
as $$
	select jsonb_typeof(value) = 'object'
		and value ?& array['number', 'day', 'granted_by']
		and value - array['number', 'day', 'granted_by'] = '{}'
		and (value ->> 'number') ~ '^[0-9]{1,7}[0-9A-ZĐÀ-Ỹ/.-]{0,33}$'
		and (value ->> 'day') ~ '^\d{4}-\d{2}-\d{2}$'
		and (value ->> 'granted_by') in ('unit_head', 'agency', 'procuracy');
$$;
alter table queue.events add constraint events_name_documents
	check (jsonb_typeof(data -> 'document') is null or jsonb_typeof(data -> 'document') = 'null' or queue.is_document(data -> 'document'));

alter table queue.clock_pauses enable row level security;
alter table queue.unit_pauses enable row level security;
alter table queue.clock_extensions enable row level security;
alter table queue.extension_stops enable row level security;
alter table queue.pauses enable row level security;
alter table queue.extended enable row level security;

insert into queue.clock_pauses (kind, clock, reason, while_state, document, source, unsure) values
	('home_visit', 'visit', 'returned', 'returned', false, 'Cam kết của đơn vị, sửa được', null),
	('home_visit', 'visit', 'family_asked', null, false, 'Cam kết của đơn vị, sửa được', null),
	('home_visit', 'visit', 'force_majeure', null, false, 'Cam kết của đơn vị, sửa được', null),
	('home_visit', 'card', 'file_incomplete', null, true, 'Luật Căn cước 26/2023/QH15, Điều 26: tính từ khi đủ hồ sơ', 'Việc tạm dừng không có trong điều luật, cần đối chiếu');

insert into queue.clock_pauses (kind, clock, reason, document, source, unsure)
select 'crime_tip', k.clock, r.reason, true, 'BLTTHS 2015, Điều 148 khoản 1' || r.point,
	'Điều 149: sau khi phục hồi giải quyết không quá 1 tháng. Hệ thống chỉ tính phần thời gian còn lại, cần đối chiếu'
from (values ('decide'), ('decide, complex'), ('decide, extended')) k (clock)
cross join (values
	('expert_opinion', ' điểm a'), ('awaiting_documents', ' điểm b'), ('force_majeure', ' điểm c, bổ sung 2021')
) r (reason, point);

insert into queue.clock_extensions (kind, extension, granted_by, starts, source, unsure) values
	('crime_tip', 'extension 1', 'agency', 'extension 1 granted', 'BLTTHS 2015, Điều 147 khoản 2', null),
	('crime_tip', 'extension 2', 'procuracy', 'extension 2 granted', 'BLTTHS 2015, Điều 147 khoản 2', null);
insert into queue.extension_stops (kind, extension, clock, needed) values
	('crime_tip', 'extension 1', 'decide', true),
	('crime_tip', 'extension 2', 'decide, complex', true),
	('crime_tip', 'extension 2', 'ask for extension', false);

-- What leaves a visit where it stands. The room tips adds its own states.
insert into queue.transitions (kind, from_state, to_state, who, action)
select distinct 'home_visit', t.from_state, t.from_state, 'officer', a.action
from queue.transitions t
join queue.states s on s.state = t.from_state and not s.final
cross join (values ('clock_pause'), ('clock_resume')) a (action)
where t.kind = 'home_visit';

-- ---------------------------------------------------------------------------------------------------------- reckoning

-- A clock of the unit as it would begin for a case: counted from when, with which end. `start`: the instant of its start
-- event. No row where a person sets the end, or where it hangs on a clock that the case has not.
create function queue.clock_start(case_id uuid, clock text, starts_at timestamptz, kind text)
returns table (of_case uuid, start timestamptz, due timestamptz, amount int, measure text, before text)
language sql
stable
set search_path = ''
as $$
	select s.id, s.start,
		case when s.counts = 'before_end' then unit.before(s.unit, s.other_due, s.amount, s.measure)
			else unit.after(s.unit, s.start, s.amount, s.measure) end,
		s.amount, s.measure, case when s.counts = 'before_end' then s.other end
	from (
		select c.id, c.unit, k.counts, k.amount, k.measure, k.other, o.due_at as other_due,
			case k.counts
				when 'from_receipt' then c.received_at
				when 'after_end' then o.due_at
				else $3
			end as start
		from queue.cases c
		join unit.clocks k on k.unit = c.unit and k.kind = coalesce($4, c.kind) and k.clock = $2
		left join queue.clocks_running o on o.case_id = c.id and o.clock = k.other
		where c.id = $1
	) s
	where s.start is not null and s.amount is not null
		and (s.counts <> 'before_end' or s.other_due is not null);
$$;

-- When a clock of a case runs out: the limit, and behind it every pause that is over. A pause of a clock of working days
-- counts in working time, of every other as it lasted. `r` counts back from another's end if `before` is set.
create function queue.due_of(r queue.clocks_running, unit text)
returns timestamptz
language plpgsql
stable
set search_path = ''
as $$
declare
	due timestamptz;
	begun timestamptz := r.started_at;
	p record;
begin
	if r.before is not null then
		select unit.before($2, o.due_at, r.amount, r.measure) into due
		from queue.clocks_running o where o.case_id = r.case_id and o.clock = r.before;
		return due;
	end if;
	due := unit.after($2, r.started_at, r.amount, r.measure);
	for p in
		select x.from_at, x.to_at from queue.pauses x
		where x.case_id = r.case_id and x.clock = r.clock and x.to_at is not null
		order by x.from_at, x.id
	loop
		-- After a change of the calendar it may turn out that the clock had run out before it was paused.
		continue when p.from_at >= due;
		if r.measure = 'working_days' then
			-- What comes in on a day off counts from 07:00 of the next working day: until then there was nothing to pause.
			if p.from_at >= r.started_at then
				begun := unit.add_working_days($2, r.started_at, 0);
				p.from_at := greatest(p.from_at, begun);
			end if;
			due := unit.add_working_seconds($2, due, unit.working_seconds($2, p.from_at, p.to_at));
		else
			due := due + (p.to_at - p.from_at);
		end if;
	end loop;
	return due;
end;
$$;

-- Reckons the ends of a case's clocks anew, paused ones too; a clock whose end cannot be told keeps the one it had. Sets
-- due_at, answers the case.
create function queue.recount(case_id uuid)
returns queue.cases
language plpgsql
set search_path = ''
as $$
begin
	update queue.clocks_running r set due_at = coalesce(queue.due_of(r, c.unit), r.due_at)
	from queue.cases c
	where c.id = $1 and r.case_id = $1 and r.stopped_at is null and r.before is null;
	-- These hang on the ends that were just written.
	update queue.clocks_running r set due_at = coalesce(queue.due_of(r, c.unit), r.due_at)
	from queue.cases c
	where c.id = $1 and r.case_id = $1 and r.stopped_at is null and r.before is not null;
	return queue.reckon($1);
end;
$$;

-- Counts a clock of a case from another instant, with its limit and pauses kept: cases that are merged go by the earliest.
create function queue.count_from(case_id uuid, clock text, started_at timestamptz)
returns void
language plpgsql
set search_path = ''
as $$
begin
	update queue.clocks_running r set started_at = $3 where r.case_id = $1 and r.clock = $2;
	perform queue.recount($1);
end;
$$;

-- What a paused clock has left, in minutes of its own measure: of working time for a clock of working days. 0 when nothing is.
create function queue.minutes_left(r queue.clocks_running, unit text)
returns int
language sql
stable
set search_path = ''
as $$
	select case when r.paused_at is not null then greatest(0, floor(case
		when r.measure = 'working_days' then unit.working_seconds($2, r.paused_at, r.due_at)
		else extract(epoch from r.due_at - r.paused_at)
	end / 60))::int end;
$$;

-- Until when something counts as due soon: the same time of the next working day, so that on a Friday the list shows what
-- runs out over the weekend.
create function queue.soon_until(unit text)
returns timestamptz
language sql
stable
set search_path = ''
as $$
	select coalesce(unit.add_working_days($1, now(), 1), now() + interval '24 hours');
$$;

-- ------------------------------------------------------------------------------------------------------------- pauses

-- The rules of pausing that stand in a unit for a kind of case.
create function queue.pause_rules(unit text, kind text)
returns setof queue.clock_pauses
language sql
stable
set search_path = ''
as $$
	select p.*
	from queue.clock_pauses p
	left join queue.unit_pauses u on u.unit = $1 and u.kind = p.kind and u.clock = p.clock and u.reason = p.reason
	where p.kind = any (queue.clock_kinds($2)) and coalesce(u.applies, p.applies);
$$;

-- Now, as the clocks of a case may know it: those of a tip know hours.
create function queue.now_of(c queue.cases)
returns timestamptz
language sql
stable
set search_path = ''
as $$
	select case when c.kind = 'tip' then date_trunc('hour', now()) else now() end;
$$;

-- Clocks of a case that would pause now for a reason, in alphabetical order: they run, have not run out, and a rule says so;
-- with them those that are counted back from their ends.
create function queue.to_pause(c queue.cases, reason text)
returns text[]
language sql
stable
set search_path = ''
as $$
	with named as (
		select r.clock
		from queue.clocks_running r
		join queue.pause_rules(c.unit, c.kind) p on p.clock = r.clock and p.reason = $2
		where r.case_id = c.id and r.stopped_at is null and r.paused_at is null and r.due_at > now()
	)
	select array_agg(x.clock order by x.clock)
	from (
		select n.clock from named n
		union
		select r.clock
		from queue.clocks_running r
		where r.case_id = c.id and r.before in (select n.clock from named n)
			and r.stopped_at is null and r.paused_at is null
	) x;
$$;

-- Pauses clocks of a case for a reason. Sets due_at.
create function queue.pause_clocks(c queue.cases, clocks text[], reason text)
returns void
language plpgsql
set search_path = ''
as $$
begin
	update queue.clocks_running r set paused_at = queue.now_of(c) where r.case_id = c.id and r.clock = any ($2);
	insert into queue.pauses (case_id, clock, reason, from_at)
	select c.id, k, $3, queue.now_of(c) from unnest($2) k;
	perform queue.reckon(c.id);
end;
$$;

-- Clocks of a case that are paused for a reason, in alphabetical order; null when none is.
create function queue.paused_for(case_id uuid, reason text)
returns text[]
language sql
stable
set search_path = ''
as $$
	select array_agg(p.clock order by p.clock)
	from queue.pauses p
	where p.case_id = $1 and p.reason = $2 and p.to_at is null;
$$;

-- Lets clocks of a case run on with what they had left. Sets due_at.
create function queue.resume_clocks(c queue.cases, clocks text[])
returns void
language plpgsql
set search_path = ''
as $$
begin
	update queue.pauses p set to_at = greatest(p.from_at, queue.now_of(c))
	where p.case_id = c.id and p.clock = any ($2) and p.to_at is null;
	update queue.clocks_running r set paused_at = null where r.case_id = c.id and r.clock = any ($2);
	perform queue.recount(c.id);
end;
$$;

-- What a change of state pauses and lets run on, written down as the system's doing for both sides to see. queue.move asks.
create function queue.clocks_follow(case_id uuid, from_state text, to_state text)
returns void
language plpgsql
set search_path = ''
as $$
declare
	c queue.cases;
	cause text;
	clocks text[];
begin
	select * into c from queue.cases x where x.id = $1;
	for cause in select distinct p.reason from queue.clock_pauses p where p.while_state = $2 loop
		clocks := queue.paused_for(c.id, cause);
		if clocks is not null then
			perform queue.resume_clocks(c, clocks);
			perform queue.note_event(
				c.id, 'clock_resume', 'system', null, jsonb_build_object('reason', cause, 'clocks', clocks), null, c.kind <> 'tip'
			);
		end if;
	end loop;
	for cause in select distinct p.reason from queue.pause_rules(c.unit, c.kind) p where p.while_state = $3 loop
		clocks := queue.to_pause(c, cause);
		if clocks is not null then
			perform queue.pause_clocks(c, clocks, cause);
			perform queue.note_event(
				c.id, 'clock_pause', 'system', null, jsonb_build_object('reason', cause, 'clocks', clocks), null, c.kind <> 'tip'
			);
		end if;
	end loop;
end;
$$;

-- A clock that stops while it is paused is paused no more.
create function queue.end_pause()
returns trigger
language plpgsql
set search_path = ''
as $$
begin
	update queue.pauses p set to_at = greatest(p.from_at, new.stopped_at)
	where p.case_id = new.case_id and p.clock = new.clock and p.to_at is null;
	new.paused_at := null;
	return new;
end;
$$;
create trigger when_stopped_pauses_end before update of stopped_at on queue.clocks_running for each row
when (new.stopped_at is not null and new.paused_at is not null) execute function queue.end_pause();

-- Gives a clock the pauses of the one whose place it takes; `open_only`: where the other's end, with its pauses in it, is
-- what the clock is counted from.
create function queue.inherit_pauses(case_id uuid, from_clock text, to_clock text, open_only boolean)
returns void
language plpgsql
set search_path = ''
as $$
begin
	-- A clock that comes back has a pause already whose end was its own stopping: how it went on, the other knows.
	delete from queue.pauses x
	using queue.pauses p
	where x.case_id = $1 and x.clock = $3 and p.case_id = $1 and p.clock = $2
		and p.from_at = x.from_at and p.reason = x.reason and (p.to_at is null or not $4);
	insert into queue.pauses (case_id, clock, reason, from_at, to_at)
	select p.case_id, $3, p.reason, p.from_at, p.to_at
	from queue.pauses p
	where p.case_id = $1 and p.clock = $2 and (p.to_at is null or not $4);
	update queue.clocks_running r set paused_at = p.from_at
	from queue.pauses p
	where r.case_id = $1 and r.clock = $3 and r.stopped_at is null
		and p.case_id = r.case_id and p.clock = r.clock and p.to_at is null;
end;
$$;

-- --------------------------------------------------------------------------------------------------- what a case shows

-- The clocks of a case with the limit that stood when each began, and the unit's words for its source; the nearest first.
create function queue.clocks_of(c queue.cases)
returns jsonb
language sql
stable
set search_path = ''
as $$
	select coalesce(jsonb_agg(jsonb_build_object(
		'clock', r.clock, 'started_at', r.started_at, 'due_at', r.due_at, 'stopped_at', r.stopped_at,
		'stopped_why', r.stopped_why, 'paused_at', r.paused_at, 'minutes_left', queue.minutes_left(r, c.unit),
		'reason', (select p.reason from queue.pauses p where p.case_id = c.id and p.clock = r.clock and p.to_at is null),
		'amount', r.amount, 'measure', r.measure, 'before', r.before,
		'source', coalesce(k.source, ''), 'unsure', k.unsure
	) order by (r.stopped_at is not null), r.due_at, r.clock), '[]')
	from queue.clocks_running r
	left join unit.clocks k on k.unit = c.unit and k.kind = any (queue.clock_kinds(c.kind)) and k.clock = r.clock
	where r.case_id = c.id;
$$;

-- Whether an officer may pause, resume and extend clocks, where the case is in their compartment.
create function queue.keeps_clocks(officer staff.officers)
returns boolean
language sql
immutable
set search_path = ''
as $$
	select officer.roles && array['desk', 'support', 'investigator', 'lead'];
$$;

-- The extension of a case that may be withdrawn: the last one that stands, if the clocks it started have not come to their aim.
create function queue.last_extended(case_id uuid)
returns queue.extended
language sql
stable
set search_path = ''
as $$
	select x.*
	from queue.extended x
	join queue.events e on e.id = x.event_id
	where x.case_id = $1 and x.withdrawn_by is null and exists (
		select 1 from queue.clocks_running r where r.case_id = $1 and r.clock = any (x.started) and r.stopped_at is null
	)
	order by e.at desc, e.place desc
	limit 1;
$$;

-- Whether a case has a clock that this extension can take the place of.
create function queue.may_extend(c queue.cases, x queue.clock_extensions)
returns boolean
language sql
stable
set search_path = ''
as $$
	select x.kind = any (queue.clock_kinds(c.kind)) and not exists (
		select 1 from queue.extension_stops s
		where s.kind = x.kind and s.extension = x.extension and s.needed
			and not exists (
				select 1 from queue.clocks_running r where r.case_id = c.id and r.clock = s.clock and r.stopped_at is null
			)
	);
$$;

-- What may be done to the clocks of a case now, for the officer who calls.
create function queue.clock_steps(c queue.cases)
returns jsonb
language sql
stable
set search_path = ''
as $$
	select jsonb_build_object(
		'pauses', coalesce((
			select jsonb_agg(jsonb_build_object(
				'reason', p.reason, 'clocks', t.clocks, 'document', p.document, 'source', p.source, 'unsure', p.unsure
			) order by p.reason)
			from (
				select distinct on (p.reason) p.reason, p.document, p.source, p.unsure
				from queue.pause_rules(c.unit, c.kind) p
				where p.while_state is null
				order by p.reason, p.clock
			) p
			cross join lateral (select queue.to_pause(c, p.reason) as clocks) t
			where a.may and t.clocks is not null
		), '[]'),
		'resumes', coalesce((
			select jsonb_agg(jsonb_build_object('reason', p.reason, 'clocks', queue.paused_for(c.id, p.reason), 'document', p.document) order by p.reason)
			from (
				select x.reason, bool_or(coalesce(d.document, false)) as document
				from queue.pauses x
				left join queue.clock_pauses d on d.kind = any (queue.clock_kinds(c.kind)) and d.clock = x.clock and d.reason = x.reason
				where x.case_id = c.id and x.to_at is null
				group by x.reason
				having bool_and(d.while_state is null)
			) p
			where a.may
		), '[]'),
		'extensions', coalesce((
			select jsonb_agg(jsonb_build_object(
				'extension', x.extension, 'granted_by', x.granted_by,
				'starts', (
					select jsonb_agg(k.clock order by k.clock) from unit.clocks k
					where k.unit = c.unit and k.kind = x.kind and k.starts = x.starts
				),
				'source', x.source, 'unsure', x.unsure
			) order by x.extension)
			from queue.clock_extensions x
			where a.may and queue.may_extend(c, x)
		), '[]'),
		'withdraw', (select x.extension from queue.last_extended(c.id) x where a.may)
	)
	from (
		select c.ended_at is null and exists (
			select 1 from staff.officers o where o.user_id = auth.uid() and queue.keeps_clocks(o)
		) as may
	) a;
$$;

-- Pauses that the holder of the code sees: which clocks of the unit's promises stand still, since when, what is left.
create function queue.paused_for_citizen(c queue.cases)
returns jsonb
language sql
stable
set search_path = ''
as $$
	select coalesce(jsonb_agg(jsonb_build_object(
		'clock', r.clock, 'since', r.paused_at, 'minutes_left', queue.minutes_left(r, c.unit), 'measure', r.measure
	) order by r.due_at, r.clock), '[]')
	from queue.clocks_running r
	where r.case_id = c.id and r.paused_at is not null and c.kind <> 'tip';
$$;

-- Clocks that are late, due soon (queue.soon_until) or paused in all that an officer may know of, by officer, kind and
-- clock. A case has as many of them as it has clocks. The shift summary asks this, and the lead's page.
create function queue.clock_summary(officer staff.officers)
returns jsonb
language plpgsql
stable
set search_path = ''
as $$
declare
	kinds text[] := queue.kinds_of(officer.roles);
	in_field boolean := 'field' = any (officer.roles);
	horizon timestamptz := queue.soon_until(officer.unit);
begin
	return (
		with near as materialized (
			select c as line
			from queue.cases c
			where c.unit = officer.unit and (c.ended_at is null) = true and coalesce(c.due_at, 'infinity') <= horizon
		),
		still as materialized (
			select c as line, r.clock
			from queue.clocks_running r
			join queue.cases c on c.id = r.case_id
			where r.paused_at is not null and c.unit = officer.unit and c.ended_at is null
		),
		ticking as (
			select n.line, r.clock, (r.due_at <= now()) as late, false as paused
			from near n
			join queue.clocks_running r on r.case_id = (n.line).id
			where r.stopped_at is null and r.paused_at is null and r.due_at <= horizon
			union all
			select s.line, s.clock, false, true from still s
		),
		seen as (
			select (t.line).assignee, (t.line).kind, t.clock, t.late, t.paused
			from ticking t
			where (t.line).kind = any (kinds) or (in_field and queue.field_reaches(officer, t.line))
				or ((t.line).kind = 'tip' and queue.member_reaches(officer, t.line))
		),
		lines as (
			select s.assignee, s.kind, s.clock,
				(count(*) filter (where s.late))::int as late,
				(count(*) filter (where not s.late and not s.paused))::int as soon,
				(count(*) filter (where s.paused))::int as paused
			from seen s
			group by s.assignee, s.kind, s.clock
		)
		select jsonb_build_object(
			'as_of', now(), 'until', horizon,
			'late', coalesce(sum(l.late), 0)::int, 'soon', coalesce(sum(l.soon), 0)::int, 'paused', coalesce(sum(l.paused), 0)::int,
			'lines', coalesce(jsonb_agg(jsonb_build_object(
				'officer', queue.person(l.assignee), 'kind', l.kind, 'clock', l.clock,
				'late', l.late, 'soon', l.soon, 'paused', l.paused
			) order by l.late desc, l.soon desc, l.paused desc, l.kind, l.clock, l.assignee), '[]')
		)
		from lines l
	);
end;
$$;

-- --------------------------------------------------------------------------------------------------------------- doors

-- A document as it was typed: the number in capitals and without blanks. Null where none is needed and none is named.
-- Refuses 422 `required`, `bad_format`, `in_future`, `before_receipt` with the field.
create function queue.typed_document(typed jsonb, needed boolean, c queue.cases)
returns jsonb
language plpgsql
stable
set search_path = ''
as $$
declare
	number text;
	day date;
begin
	if typed is null or jsonb_typeof(typed) = 'null' then
		perform house.demand(not needed, 422, 'required', 'document.number');
		return null;
	end if;
	perform house.strict(typed, array['number', 'day', 'granted_by'], 'document');
	number := upper(replace(house.text(typed ->> 'number', 'document.number', 40, true), ' ', ''));
	day := house.day(typed ->> 'day', 'document.day');
	perform house.demand(day <= house.local_day(now()), 422, 'in_future', 'document.day');
	perform house.demand(day >= house.local_day(c.received_at), 422, 'before_receipt', 'document.day');
	perform house.demand(typed ->> 'granted_by' in ('unit_head', 'agency', 'procuracy'), 422, 'bad_format', 'document.granted_by');
	typed := jsonb_build_object('number', number, 'day', day, 'granted_by', typed ->> 'granted_by');
	perform house.demand(queue.is_document(typed), 422, 'bad_format', 'document.number');
	return typed;
end;
$$;

-- The case that an officer means, locked. Refuses 404 `not_found`, 422 `required`, 409 `stale`.
create function queue.my_clocks(officer staff.officers, id uuid, version int)
returns queue.cases
language plpgsql
set search_path = ''
as $$
declare
	c queue.cases;
begin
	perform house.demand($3 is not null, 422, 'required', 'version');
	c := queue.mine(officer, $2);
	select * into c from queue.cases x where x.id = $2 for update;
	perform house.demand(c.version = $3, 409, 'stale', 'version');
	return c;
end;
$$;

-- Pauses every clock of a case that a rule lets pause for this reason. Refuses 409 `clock_over` when they have run out, 409
-- `not_allowed` when no rule names one that runs. Definer: officers write no table.
create function public.queue_clock_pause(key uuid, id uuid, version int, reason text, document jsonb)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
	me staff.officers := staff.require(null, array['desk', 'support', 'investigator']);
	request jsonb := jsonb_build_array($2, $3, $4, $5);
	answer jsonb := queue.once($1, 'queue_clock_pause', request);
	c queue.cases;
	named jsonb;
	clocks text[];
begin
	if answer is not null then
		return answer;
	end if;
	c := queue.my_clocks(me, $2, $3);
	perform house.demand(
		exists (select 1 from queue.pause_rules(c.unit, c.kind) p where p.reason = $4 and p.while_state is null), 409, 'not_allowed'
	);
	clocks := queue.to_pause(c, $4);
	perform house.demand(clocks is not null or not exists (
		select 1 from queue.clocks_running r join queue.pause_rules(c.unit, c.kind) p on p.clock = r.clock and p.reason = $4
		where r.case_id = c.id and r.stopped_at is null and r.paused_at is null
	), 409, 'clock_over');
	perform house.demand(clocks is not null, 409, 'not_allowed');
	named := queue.typed_document($5, (select bool_or(p.document) from queue.pause_rules(c.unit, c.kind) p where p.reason = $4), c);
	c := queue.move(
		c.id, $3, c.state, 'officer', 'clock_pause', me.user_id,
		jsonb_build_object('reason', $4, 'clocks', clocks, 'document', named), null, c.kind <> 'tip'
	);
	perform queue.pause_clocks(c, clocks, $4);
	return queue.remember($1, 'queue_clock_pause', request, queue.answer(c), c.id);
end;
$$;
grant execute on function public.queue_clock_pause(uuid, uuid, int, text, jsonb) to authenticated;

-- Lets the clocks run on that were paused for this reason; what the case's state pauses, the state ends. Refuses 409
-- `not_allowed`. Definer as above.
create function public.queue_clock_resume(key uuid, id uuid, version int, reason text, document jsonb)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
	me staff.officers := staff.require(null, array['desk', 'support', 'investigator']);
	request jsonb := jsonb_build_array($2, $3, $4, $5);
	answer jsonb := queue.once($1, 'queue_clock_resume', request);
	c queue.cases;
	named jsonb;
	clocks text[];
begin
	if answer is not null then
		return answer;
	end if;
	c := queue.my_clocks(me, $2, $3);
	clocks := queue.paused_for(c.id, $4);
	perform house.demand(clocks is not null and not exists (
		select 1 from queue.clock_pauses p
		where p.kind = any (queue.clock_kinds(c.kind)) and p.reason = $4 and p.while_state is not null
	), 409, 'not_allowed');
	named := queue.typed_document($5, (
		select bool_or(p.document) from queue.clock_pauses p where p.kind = any (queue.clock_kinds(c.kind)) and p.reason = $4
	), c);
	c := queue.move(
		c.id, $3, c.state, 'officer', 'clock_resume', me.user_id,
		jsonb_build_object('reason', $4, 'clocks', clocks, 'document', named), null, c.kind <> 'tip'
	);
	perform queue.resume_clocks(c, clocks);
	-- In a state that pauses them they go from one pause into the other.
	perform queue.clocks_follow(c.id, null, c.state);
	return queue.remember($1, 'queue_clock_resume', request, queue.answer(c), c.id);
end;
$$;
grant execute on function public.queue_clock_resume(uuid, uuid, int, text, jsonb) to authenticated;

-- Extends: the clocks that `queue.extension_stops` names stop, those of unit.clocks that begin with the extension start, and
-- a pause goes on in the new ones. Refuses 409 `not_allowed` while there is nothing to extend, 409 `clock_over` for a
-- document that was signed after the limit had run out, since what is over cannot be prolonged. Definer as above.
create function public.queue_clock_extend(key uuid, id uuid, version int, extension text, document jsonb)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
	me staff.officers := staff.require(null, array['desk', 'support', 'investigator']);
	request jsonb := jsonb_build_array($2, $3, $4, $5);
	answer jsonb := queue.once($1, 'queue_clock_extend', request);
	c queue.cases;
	rule queue.clock_extensions;
	named jsonb;
	stopped text[];
	starting text[];
	one record;
	said uuid;
begin
	if answer is not null then
		return answer;
	end if;
	c := queue.my_clocks(me, $2, $3);
	select * into rule from queue.clock_extensions x where x.kind = any (queue.clock_kinds(c.kind)) and x.extension = $4;
	perform house.demand(found and queue.may_extend(c, rule), 409, 'not_allowed');
	named := queue.typed_document($5, true, c);
	perform house.demand(named ->> 'granted_by' = rule.granted_by, 422, 'bad_format', 'document.granted_by');
	perform house.demand(not exists (
		select 1 from queue.extension_stops s
		join queue.clocks_running r on r.case_id = c.id and r.clock = s.clock and r.stopped_at is null and r.paused_at is null
		where s.kind = rule.kind and s.extension = rule.extension and s.needed
			and house.local_day(r.due_at) < (named ->> 'day')::date
	), 409, 'clock_over', 'document.day');
	select array_agg(r.clock order by r.clock) into stopped
	from queue.extension_stops s
	join queue.clocks_running r on r.case_id = c.id and r.clock = s.clock and r.stopped_at is null
	where s.kind = rule.kind and s.extension = rule.extension;
	select array_agg(k.clock order by (k.counts = 'before_end'), k.clock) into starting
	from unit.clocks k where k.unit = c.unit and k.kind = rule.kind and k.starts = rule.starts;
	perform house.demand(starting is not null, 409, 'not_allowed');
	c := queue.move(
		c.id, $3, c.state, 'officer', 'clock_extend', me.user_id,
		jsonb_build_object('extension', $4, 'stopped', stopped, 'started', starting, 'document', named), null, c.kind <> 'tip'
	);
	for one in
		select k.clock, k.counts, k.other from unit.clocks k
		where k.unit = c.unit and k.kind = rule.kind and k.clock = any (starting)
		order by (k.counts = 'before_end'), k.clock
	loop
		-- One that was withdrawn and is granted again begins anew.
		insert into queue.clocks_running as r (case_id, clock, started_at, due_at, amount, measure, before)
		select c.id, one.clock, s.start, s.due, s.amount, s.measure, s.before
		from queue.clock_start(c.id, one.clock, queue.now_of(c), rule.kind) s
		on conflict on constraint clocks_running_pkey do update set
			started_at = excluded.started_at, due_at = excluded.due_at, amount = excluded.amount, measure = excluded.measure,
			before = excluded.before, stopped_at = null, stopped_why = null;
		if one.counts = 'before_end' then
			perform queue.inherit_pauses(c.id, one.other, one.clock, true);
		else
			perform queue.inherit_pauses(c.id, s.clock, one.clock, one.counts = 'after_end')
			from queue.extension_stops s
			where s.kind = rule.kind and s.extension = rule.extension and s.needed;
		end if;
	end loop;
	update queue.clocks_running r set stopped_at = now(), stopped_why = 'replaced'
	where r.case_id = c.id and r.clock = any (stopped);
	select e.id into said from queue.events e
	where e.case_id = c.id and e.code = 'clock_extend' order by e.at desc, e.place desc limit 1;
	insert into queue.extended (event_id, case_id, extension, stopped, started) values (said, c.id, $4, stopped, starting);
	c := queue.recount(c.id);
	return queue.remember($1, 'queue_clock_extend', request, queue.answer(c), c.id);
end;
$$;
grant execute on function public.queue_clock_extend(uuid, uuid, int, text, jsonb) to authenticated;

-- Withdraws the last extension, by an event of its own: the clocks it stopped run on as though it had not been, with the
-- pauses since. `revoked` names the document; `mistake` need not. Refuses 409 `not_allowed`. Definer as above.
create function public.queue_clock_withdraw(key uuid, id uuid, version int, extension text, reason text, document jsonb)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
	me staff.officers := staff.require(null, array['desk', 'support', 'investigator']);
	request jsonb := jsonb_build_array($2, $3, $4, $5, $6);
	answer jsonb := queue.once($1, 'queue_clock_withdraw', request);
	c queue.cases;
	granted queue.extended;
	named jsonb;
	said uuid;
begin
	if answer is not null then
		return answer;
	end if;
	perform house.demand($5 in ('mistake', 'revoked'), 422, 'bad_format', 'reason');
	c := queue.my_clocks(me, $2, $3);
	select * into granted from queue.last_extended(c.id);
	perform house.demand(granted.extension = $4, 409, 'not_allowed');
	named := queue.typed_document($6, $5 = 'revoked', c);
	c := queue.move(
		c.id, $3, c.state, 'officer', 'clock_withdraw', me.user_id, jsonb_build_object(
			'extension', $4, 'reason', $5, 'stopped', granted.started, 'started', granted.stopped, 'document', named
		), null, c.kind <> 'tip'
	);
	update queue.clocks_running r set stopped_at = null, stopped_why = null
	where r.case_id = c.id and r.clock = any (granted.stopped) and r.stopped_why = 'replaced';
	-- Each clock that comes back gets the pauses of those that stood in its place.
	perform queue.inherit_pauses(c.id, k.clock, s.clock, false)
	from unnest(granted.started) k (clock)
	cross join unnest(granted.stopped) s (clock)
	join queue.clocks_running now_running on now_running.case_id = c.id and now_running.clock = s.clock and now_running.before is null
	join queue.clocks_running stood on stood.case_id = c.id and stood.clock = k.clock and stood.before is null;
	perform queue.inherit_pauses(c.id, r.before, r.clock, true)
	from queue.clocks_running r
	where r.case_id = c.id and r.clock = any (granted.stopped) and r.before is not null and r.stopped_at is null;
	update queue.clocks_running r set stopped_at = now(), stopped_why = 'withdrawn'
	where r.case_id = c.id and r.clock = any (granted.started) and r.stopped_at is null;
	select e.id into said from queue.events e
	where e.case_id = c.id and e.code = 'clock_withdraw' order by e.at desc, e.place desc limit 1;
	update queue.extended x set withdrawn_by = said where x.event_id = granted.event_id;
	c := queue.recount(c.id);
	return queue.remember($1, 'queue_clock_withdraw', request, queue.answer(c), c.id);
end;
$$;
grant execute on function public.queue_clock_withdraw(uuid, uuid, int, text, text, jsonb) to authenticated;

-- Late, due within a working day and paused, by officer, kind and clock, in all that the lead may know of. Definer as above.
create function public.queue_clock_board()
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
	me staff.officers := staff.require('lead');
begin
	return queue.clock_summary(me);
end;
$$;
grant execute on function public.queue_clock_board() to authenticated;

-- What pauses which clock in the lead's unit. Definer as above.
create function public.queue_pause_rules()
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
	me staff.officers := staff.require('lead');
begin
	return jsonb_build_object('rules', (
		select jsonb_agg(jsonb_build_object(
			'kind', p.kind, 'clock', p.clock, 'reason', p.reason, 'by_itself', p.while_state is not null,
			'document', p.document, 'source', p.source, 'unsure', p.unsure, 'applies', coalesce(u.applies, p.applies)
		) order by p.kind, p.clock, p.reason)
		from queue.clock_pauses p
		left join queue.unit_pauses u on u.unit = me.unit and u.kind = p.kind and u.clock = p.clock and u.reason = p.reason
	));
end;
$$;
grant execute on function public.queue_pause_rules() to authenticated;

-- A lead decides whether a clock pauses for a reason; what is paused already stays so until it is resumed. Definer as above.
create function public.queue_pause_rule_save(key uuid, case_kind text, clock text, reason text, applies boolean)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
	me staff.officers := staff.require('lead');
	request jsonb := jsonb_build_array($2, $3, $4, $5);
	answer jsonb := queue.once($1, 'queue_pause_rule_save', request);
begin
	if answer is not null then
		return answer;
	end if;
	perform house.demand($5 is not null, 422, 'required', 'applies');
	perform house.demand(
		exists (select 1 from queue.clock_pauses p where p.kind = $2 and p.clock = $3 and p.reason = $4), 404, 'not_found'
	);
	insert into queue.unit_pauses as u (unit, kind, clock, reason, applies) values (me.unit, $2, $3, $4, $5)
	on conflict on constraint unit_pauses_pkey do update set applies = excluded.applies;
	return queue.remember($1, 'queue_pause_rule_save', request, '{"ok": true}');
end;
$$;
grant execute on function public.queue_pause_rule_save(uuid, text, text, text, boolean) to authenticated;
