-- The queue: the envelope every room's cases share. States and who may change them, clocks, events,
-- reads, and the commands that were answered.

create schema queue;
comment on schema queue is 'Cases, events, clocks, transitions, reads, commands.';

create table queue.kinds (
	kind text primary key,
	prefix text not null unique
);
comment on table queue.kinds is 'Kinds of case and the letters their references begin with.';

create table queue.states (
	state text primary key,
	final boolean not null
);
comment on table queue.states is 'States of cases; a final one ends the case and its clocks.';

create table queue.transitions (
	kind text not null references queue.kinds (kind),
	from_state text not null references queue.states (state),
	to_state text not null references queue.states (state),
	who text not null check (who in ('citizen', 'officer', 'system')),
	action text not null,
	needs text,
	primary key (kind, from_state, to_state, who, action)
);
comment on table queue.transitions is 'Which state may follow which, who may do it by which action, and what must be said with it.';

create table queue.clock_stops (
	kind text not null references queue.kinds (kind),
	clock text not null,
	reason text not null check (reason ~ '^(state|action):[a-z_]+$'),
	primary key (kind, clock, reason)
);
comment on table queue.clock_stops is 'What stops a clock: reaching a state, or an officer''s action.';

create table queue.clock_starts (
	kind text not null references queue.kinds (kind),
	state text not null references queue.states (state),
	starts text not null,
	primary key (kind, state, starts)
);
comment on table queue.clock_starts is 'Reaching a state starts the unit''s clocks whose `starts` says so.';

create table queue.cases (
	id uuid primary key default gen_random_uuid(),
	kind text not null references queue.kinds (kind),
	reference text not null unique,
	unit text not null references unit.units (code),
	area text,
	area_valid_from date,
	state text not null references queue.states (state),
	state_before text references queue.states (state),
	priority text not null default 'normal' check (priority in ('normal', 'high', 'urgent')),
	assignee uuid references staff.officers (user_id),
	fell_to uuid references staff.officers (user_id),
	channel text not null check (channel in ('web', 'hotline', 'ward', 'paper', 'walk_in')),
	received_at timestamptz not null default now(),
	due_at timestamptz,
	due_clock text,
	again_at timestamptz,
	title_code text not null,
	title_data jsonb not null default '{}',
	search text not null default '',
	words text[] check (words is null or cardinality(words) = 2),
	version int not null default 1,
	ended_at timestamptz,
	erased_sensitive_at timestamptz,
	erased_contact_at timestamptz,
	foreign key (area, area_valid_from) references unit.areas (code, valid_from)
);
comment on table queue.cases is 'The envelope. Title and search text hold nothing that may not be read by every officer who may see the case.';
comment on column queue.cases.state_before is 'Where a returned case goes back to once it is mended.';
comment on column queue.cases.fell_to is 'Whom the roster gave it to: while they are its assignee it goes on with the shift.';
comment on column queue.cases.again_at is 'Put aside until then, after a call nobody took.';
-- The page: unit, open or ended, then the nearest clock, those without a clock last.
create index cases_page on queue.cases (unit, (ended_at is null), (coalesce(due_at, 'infinity')), id);
create index cases_search on queue.cases using gin (search extensions.gin_trgm_ops);
create index cases_to_erase on queue.cases (ended_at) where ended_at is not null and erased_contact_at is null;

create table queue.references (
	prefix text not null,
	year int not null,
	last int not null,
	primary key (prefix, year)
);
comment on table queue.references is 'The last number of each kind and year.';

create table queue.events (
	id uuid primary key default gen_random_uuid(),
	case_id uuid not null references queue.cases (id),
	at timestamptz not null default clock_timestamp(),
	code text not null check (code ~ '^[a-z_]{1,40}$'),
	officer uuid references staff.officers (user_id),
	by text not null check (by in ('officer', 'citizen', 'system')),
	data jsonb not null default '{}' check (jsonb_typeof(data) = 'object'),
	visible_to_citizen boolean not null,
	place int not null default 0,
	check ((by = 'officer') = (officer is not null))
);
comment on table queue.events is 'What happened: codes and ids only, written once, kept for good.';
comment on column queue.events.place is 'The order of a tip''s events, whose times are all rounded to the hour.';
create index events_of_case on queue.events (case_id, at);

create table queue.event_bodies (
	event_id uuid primary key references queue.events (id),
	body text not null check (char_length(body) between 1 and 2000 and house.is_clean(body))
);
comment on table queue.event_bodies is 'What somebody said with an event; erased with the personal data.';

create table queue.notes (
	id uuid primary key default gen_random_uuid(),
	case_id uuid not null references queue.cases (id),
	at timestamptz not null default clock_timestamp(),
	officer uuid not null references staff.officers (user_id),
	body text check (char_length(body) between 1 and 2000 and house.is_clean(body))
);
comment on table queue.notes is 'Notes among officers; the body goes with the personal data.';
create index notes_of_case on queue.notes (case_id, at);

create table queue.questions (
	id uuid primary key default gen_random_uuid(),
	case_id uuid not null references queue.cases (id),
	at timestamptz not null default clock_timestamp(),
	officer uuid not null references staff.officers (user_id),
	body text check (char_length(body) between 1 and 1000 and house.is_clean(body)),
	answered_at timestamptz,
	answer text check (char_length(answer) between 1 and 1000 and house.is_clean(answer))
);
comment on table queue.questions is 'What an officer asked the citizen, and the answer; one open question a case.';
create unique index questions_open on queue.questions (case_id) where answered_at is null;

create table queue.clocks_running (
	case_id uuid not null references queue.cases (id),
	clock text not null,
	started_at timestamptz not null,
	due_at timestamptz not null,
	amount int not null,
	measure text not null,
	stopped_at timestamptz,
	primary key (case_id, clock)
);
comment on table queue.clocks_running is 'The clocks of a case, running and stopped, with the limit that stood when they began.';

create table queue.reads (
	id uuid primary key default gen_random_uuid(),
	at timestamptz not null default clock_timestamp(),
	case_id uuid not null references queue.cases (id),
	officer uuid not null references staff.officers (user_id),
	code text not null check (code ~ '^[a-z_]{1,40}$')
);
comment on table queue.reads is 'Who opened what, and when; written once.';
create index reads_of_case on queue.reads (case_id, at);

create table queue.commands (
	key uuid primary key,
	door text not null,
	request_hash bytea not null,
	answer jsonb not null,
	case_id uuid,
	at timestamptz not null default now()
);
comment on table queue.commands is 'Answers of commands, kept seven days: a double click, a lost answer and a retry make one thing.';
create index commands_by_age on queue.commands (at);
create index commands_of_case on queue.commands (case_id);

alter table queue.kinds enable row level security;
alter table queue.states enable row level security;
alter table queue.transitions enable row level security;
alter table queue.clock_stops enable row level security;
alter table queue.clock_starts enable row level security;
alter table queue.cases enable row level security;
alter table queue.references enable row level security;
alter table queue.events enable row level security;
alter table queue.event_bodies enable row level security;
alter table queue.notes enable row level security;
alter table queue.questions enable row level security;
alter table queue.clocks_running enable row level security;
alter table queue.reads enable row level security;
alter table queue.commands enable row level security;

insert into queue.kinds (kind, prefix) values
	('home_visit', 'ĐN'), ('call_back', 'GL'), ('tip', 'TB'), ('support', 'HT'), ('data_request', 'DL'), ('fund_statement', 'TC');

insert into queue.states (state, final) values
	('held', false), ('waiting', false), ('confirmed', false), ('returned', false), ('revisit', false),
	('captured', false), ('card_ready', false), ('to_call', false),
	('done', true), ('cancelled', true), ('ineligible', true), ('converted', true);

insert into queue.transitions (kind, from_state, to_state, who, action, needs) values
	-- The citizen's own.
	('home_visit', 'held', 'held', 'citizen', 'move', null),
	('home_visit', 'waiting', 'held', 'citizen', 'move', null),
	('home_visit', 'confirmed', 'confirmed', 'citizen', 'move', null),
	('home_visit', 'revisit', 'held', 'citizen', 'move', null),
	('home_visit', 'revisit', 'confirmed', 'citizen', 'move', null),
	('home_visit', 'revisit', 'revisit', 'citizen', 'move', null),
	('home_visit', 'returned', 'held', 'citizen', 'mend', 'field'),
	('home_visit', 'returned', 'waiting', 'citizen', 'mend', 'field'),
	('home_visit', 'returned', 'confirmed', 'citizen', 'mend', 'field'),
	('home_visit', 'returned', 'revisit', 'citizen', 'mend', 'field'),
	('home_visit', 'held', 'cancelled', 'citizen', 'cancel', 'reason'),
	('home_visit', 'waiting', 'cancelled', 'citizen', 'cancel', 'reason'),
	('home_visit', 'returned', 'cancelled', 'citizen', 'cancel', 'reason'),
	('home_visit', 'confirmed', 'cancelled', 'citizen', 'cancel', 'reason'),
	('home_visit', 'revisit', 'cancelled', 'citizen', 'cancel', 'reason'),
	('call_back', 'to_call', 'cancelled', 'citizen', 'cancel', 'reason'),
	-- The officer's.
	('home_visit', 'held', 'confirmed', 'officer', 'confirm', null),
	('home_visit', 'revisit', 'confirmed', 'officer', 'confirm', null),
	('home_visit', 'held', 'held', 'officer', 'move', null),
	('home_visit', 'waiting', 'held', 'officer', 'move', null),
	('home_visit', 'confirmed', 'confirmed', 'officer', 'move', null),
	('home_visit', 'revisit', 'held', 'officer', 'move', null),
	('home_visit', 'revisit', 'confirmed', 'officer', 'move', null),
	('home_visit', 'revisit', 'revisit', 'officer', 'move', null),
	('home_visit', 'held', 'returned', 'officer', 'return', 'reason'),
	('home_visit', 'waiting', 'returned', 'officer', 'return', 'reason'),
	('home_visit', 'confirmed', 'returned', 'officer', 'return', 'reason'),
	('home_visit', 'revisit', 'returned', 'officer', 'return', 'reason'),
	('home_visit', 'held', 'cancelled', 'officer', 'cancel', 'reason'),
	('home_visit', 'waiting', 'cancelled', 'officer', 'cancel', 'reason'),
	('home_visit', 'returned', 'cancelled', 'officer', 'cancel', 'reason'),
	('home_visit', 'confirmed', 'cancelled', 'officer', 'cancel', 'reason'),
	('home_visit', 'revisit', 'cancelled', 'officer', 'cancel', 'reason'),
	('home_visit', 'revisit', 'captured', 'officer', 'cancel', 'reason'),
	('home_visit', 'revisit', 'card_ready', 'officer', 'cancel', 'reason'),
	('home_visit', 'revisit', 'done', 'officer', 'cancel', 'reason'),
	('home_visit', 'held', 'ineligible', 'officer', 'cancel', 'reason'),
	('home_visit', 'waiting', 'ineligible', 'officer', 'cancel', 'reason'),
	('home_visit', 'returned', 'ineligible', 'officer', 'cancel', 'reason'),
	('home_visit', 'confirmed', 'ineligible', 'officer', 'cancel', 'reason'),
	('home_visit', 'revisit', 'ineligible', 'officer', 'cancel', 'reason'),
	('home_visit', 'confirmed', 'captured', 'officer', 'outcome', null),
	('home_visit', 'confirmed', 'revisit', 'officer', 'outcome', null),
	('home_visit', 'confirmed', 'cancelled', 'officer', 'outcome', null),
	('home_visit', 'revisit', 'captured', 'officer', 'outcome', null),
	('home_visit', 'revisit', 'card_ready', 'officer', 'outcome', null),
	('home_visit', 'revisit', 'done', 'officer', 'outcome', null),
	('home_visit', 'revisit', 'revisit', 'officer', 'outcome', null),
	('home_visit', 'revisit', 'cancelled', 'officer', 'outcome', null),
	('home_visit', 'captured', 'captured', 'officer', 'outcome', null),
	('home_visit', 'captured', 'revisit', 'officer', 'outcome', null),
	('home_visit', 'captured', 'cancelled', 'officer', 'outcome', null),
	('home_visit', 'revisit', 'revisit', 'officer', 'card_ready', null),
	('home_visit', 'captured', 'captured', 'officer', 'card_ready', null),
	('home_visit', 'captured', 'card_ready', 'officer', 'card_ready', null),
	('home_visit', 'revisit', 'revisit', 'officer', 'card_handed', null),
	('home_visit', 'captured', 'captured', 'officer', 'card_handed', null),
	('home_visit', 'card_ready', 'card_ready', 'officer', 'card_handed', null),
	('home_visit', 'card_ready', 'done', 'officer', 'card_handed', null),
	('call_back', 'to_call', 'converted', 'officer', 'book_for_caller', null),
	('call_back', 'to_call', 'done', 'officer', 'close_call_back', 'reason'),
	('call_back', 'to_call', 'cancelled', 'officer', 'close_call_back', 'reason');

-- What leaves the state as it is, in every state that is not final.
insert into queue.transitions (kind, from_state, to_state, who, action)
select k.kind, s.state, s.state, a.who, a.action
from (values
	('home_visit', 'officer', 'call'), ('home_visit', 'officer', 'ask'), ('home_visit', 'officer', 'propose'),
	('home_visit', 'officer', 'assign'), ('home_visit', 'officer', 'note'), ('home_visit', 'officer', 'replace_code'),
	('home_visit', 'officer', 'person_died'), ('home_visit', 'citizen', 'person_died'), ('home_visit', 'citizen', 'answer'),
	('call_back', 'officer', 'call'), ('call_back', 'officer', 'ask'), ('call_back', 'officer', 'assign'),
	('call_back', 'officer', 'note'), ('call_back', 'officer', 'replace_code'), ('call_back', 'citizen', 'answer')
) a (kind, who, action)
join queue.kinds k on k.kind = a.kind
join queue.states s on not s.final and (s.state = 'to_call') = (k.kind = 'call_back')
where not (a.action in ('propose', 'person_died') and s.state in ('captured', 'card_ready'));

insert into queue.clock_stops (kind, clock, reason) values
	('home_visit', 'first reply', 'state:confirmed'),
	('home_visit', 'first reply', 'state:returned'),
	('home_visit', 'first reply', 'action:call'),
	('home_visit', 'first reply', 'action:ask'),
	('home_visit', 'first reply', 'action:propose'),
	('home_visit', 'visit', 'state:captured'),
	('home_visit', 'card', 'state:card_ready'),
	('call_back', 'call', 'action:call');

insert into queue.clock_starts (kind, state, starts) values ('home_visit', 'captured', 'captured at home');

-- Answers, for a key that was used: the stored answer, for a new one: null. Refuses 409 `key_reused` when
-- the key came with another request or from somebody else. Holds the key until the transaction ends, so
-- that two at once are one after the other.
create function queue.once(key uuid, door text, request jsonb)
returns jsonb
language plpgsql
set search_path = ''
as $$
declare
	known queue.commands;
begin
	perform house.demand(key is not null, 422, 'required', 'key');
	perform pg_advisory_xact_lock(hashtextextended(key::text, 0));
	select * into known from queue.commands c where c.key = $1;
	if not found then
		return null;
	end if;
	perform house.demand(known.request_hash = queue.request_hash(door, request), 409, 'key_reused', 'key');
	return known.answer;
end;
$$;

-- What makes two requests the same: door, caller, arguments.
create function queue.request_hash(door text, request jsonb)
returns bytea
language sql
stable
set search_path = ''
as $$
	select sha256(convert_to(concat_ws(' ', door, coalesce(auth.uid()::text, '-'), request::text), 'UTF8'));
$$;

-- Stores the answer of a command and returns it. `case_id`, if given, lets retention blank the answer.
create function queue.remember(key uuid, door text, request jsonb, answer jsonb, case_id uuid default null)
returns jsonb
language plpgsql
set search_path = ''
as $$
begin
	insert into queue.commands (key, door, request_hash, answer, case_id)
	values ($1, $2, queue.request_hash($2, $3), $4, $5);
	return $4;
end;
$$;

-- Forgets the answers of commands older than seven days; returns how many.
create function queue.forget_commands()
returns int
language sql
set search_path = ''
as $$
	with gone as (delete from queue.commands c where c.at < now() - interval '7 days' returning 1)
	select count(*)::int from gone;
$$;

-- The next reference of a kind, as 'ĐN-26-0412': letters of the kind, year, number in the year.
create function queue.next_reference(kind text)
returns text
language plpgsql
set search_path = ''
as $$
declare
	letters text := (select k.prefix from queue.kinds k where k.kind = $1);
	this_year int := extract(year from house.local_day(now()));
	number int;
	drawn text;
begin
	-- A tip's number is drawn: a gap in a sequence would tell its reader that another tip exists.
	if $1 = 'tip' then
		loop
			drawn := letters || '-' || to_char(this_year % 100, 'FM00') || '-' || lpad(floor(random() * 1000000)::int::text, 6, '0');
			exit when not exists (select 1 from queue.cases c where c.reference = drawn);
		end loop;
		return drawn;
	end if;
	insert into queue.references as r (prefix, year, last) values (letters, this_year, 1)
	on conflict (prefix, year) do update set last = r.last + 1
	returning r.last into number;
	return letters || '-' || to_char(this_year % 100, 'FM00') || '-'
		|| lpad(number::text, greatest(4, length(number::text)), '0');
end;
$$;

-- Sets due_at and due_clock to the nearest running clock; answers the case after it.
create function queue.reckon(case_id uuid)
returns queue.cases
language sql
set search_path = ''
as $$
	update queue.cases c set (due_at, due_clock) = (
		select r.due_at, r.clock
		from queue.clocks_running r
		where r.case_id = c.id and r.stopped_at is null
		order by r.due_at, r.clock
		limit 1
	)
	where c.id = $1
	returning c.*;
$$;

-- Starts a clock of the unit for a case, once: a clock that ran before is left as it is. A clock whose end
-- a person sets does not start by itself. Sets due_at.
create function queue.start_clock(case_id uuid, clock text, started_at timestamptz default now())
returns void
language plpgsql
set search_path = ''
as $$
begin
	insert into queue.clocks_running (case_id, clock, started_at, due_at, amount, measure)
	select c.id, k.clock, $3, unit.after(c.unit, $3, k.amount, k.measure), k.amount, k.measure
	from queue.cases c
	join unit.clocks k on k.unit = c.unit and k.kind = c.kind and k.clock = $2
	where c.id = $1 and unit.after(c.unit, $3, k.amount, k.measure) is not null
	on conflict do nothing;
	perform queue.reckon($1);
end;
$$;

-- Reckons the running working-day clocks of a unit anew after a change of its calendar, with the limits
-- that stood when they began.
create function queue.recalculate(unit text)
returns void
language plpgsql
set search_path = ''
as $$
begin
	update queue.clocks_running r set due_at = n.due_at
	from (
		select x.case_id, x.clock, unit.after(c.unit, x.started_at, x.amount, x.measure) as due_at
		from queue.clocks_running x
		join queue.cases c on c.id = x.case_id
		where c.unit = $1 and c.ended_at is null and x.stopped_at is null and x.measure = 'working_days'
	) n
	where r.case_id = n.case_id and r.clock = n.clock and n.due_at is not null and r.due_at <> n.due_at;
	perform queue.reckon(c.id) from queue.cases c where c.unit = $1 and c.ended_at is null;
end;
$$;

-- Stops a clock of a case; one that stands or never ran is no error. Sets due_at.
create function queue.stop_clock(case_id uuid, clock text)
returns void
language plpgsql
set search_path = ''
as $$
begin
	update queue.clocks_running r set stopped_at = now()
	where r.case_id = $1 and r.clock = $2 and r.stopped_at is null;
	perform queue.reckon($1);
end;
$$;

-- Starts every clock of the case's unit and kind that begins with `starts` ('received', …).
create function queue.start_clocks(case_id uuid, starts text, started_at timestamptz default now())
returns void
language sql
set search_path = ''
as $$
	select queue.start_clock($1, k.clock, $3)
	from queue.cases c
	join unit.clocks k on k.unit = c.unit and k.kind = c.kind and k.starts = $2
	where c.id = $1;
$$;

-- Writes an event, and what was said with it where it can be erased. `data` holds codes and ids only.
create function queue.note_event(
	case_id uuid, code text, who text, officer uuid default null, data jsonb default '{}',
	body text default null, visible boolean default false
)
returns uuid
language plpgsql
set search_path = ''
as $$
declare
	event_id uuid;
begin
	insert into queue.events (case_id, code, by, officer, data, visible_to_citizen)
	values ($1, $2, $3, $4, coalesce($5, '{}'), $7)
	returning id into event_id;
	if body is not null then
		insert into queue.event_bodies (event_id, body) values (event_id, $6);
	end if;
	return event_id;
end;
$$;

-- Opens a case: reference, the clocks that start on receipt, due_at, the event 'received' (which the
-- citizen sees). `search` is folded here. Times of a tip are rounded down to the hour and its area is
-- not kept, since either would tell who sent it.
create function queue.open_case(
	kind text, unit text, area text, channel text, state text, title_code text, title_data jsonb,
	search text, words text[], officer uuid default null
)
returns queue.cases
language plpgsql
set search_path = ''
as $$
declare
	opened queue.cases;
	received timestamptz := case when $1 = 'tip' then date_trunc('hour', now()) else now() end;
begin
	insert into queue.cases (
		kind, reference, unit, area, area_valid_from, channel, state, title_code, title_data, search, words, received_at
	)
	select $1, queue.next_reference($1), $2, a.code, a.valid_from, $4, $5, $6, coalesce($7, '{}'),
		coalesce(house.fold($8), ''), $9, received
	from (values (1)) once
	left join lateral (
		select x.code, x.valid_from from unit.areas x
		where x.code = $3 and x.valid_to is null and $1 <> 'tip'
		order by x.valid_from desc
		limit 1
	) a on true
	returning * into opened;
	perform queue.start_clocks(opened.id, 'received', received);
	insert into queue.events (case_id, at, code, by, officer, data, visible_to_citizen)
	values (
		opened.id, received, 'received', case when $10 is null then 'citizen' else 'officer' end, $10,
		jsonb_build_object('state', $5, 'channel', $4), true
	);
	-- A tip has no members yet: the room tips asks once it has.
	if $1 <> 'tip' then
		perform queue.fall(opened.id);
	end if;
	return queue.reckon(opened.id);
end;
$$;

-- Changes a case, the one way: locks it, compares the version (null: not compared), asks the transitions,
-- writes the event (code: `event`, else the action), starts and stops clocks, ends the case in a final state.
-- Refuses 404 `not_found`, 409 `stale`, 409 `not_allowed`.
create function queue.move(
	case_id uuid, version int, to_state text, who text, action text, officer uuid default null,
	data jsonb default '{}', body text default null, visible boolean default true, event text default null
)
returns queue.cases
language plpgsql
set search_path = ''
as $$
declare
	before queue.cases;
begin
	select * into before from queue.cases c where c.id = $1 for update;
	perform house.demand(found, 404, 'not_found');
	perform house.demand($2 is null or $2 = before.version, 409, 'stale', 'version');
	perform house.demand(
		exists (
			select 1 from queue.transitions t
			where t.kind = before.kind and t.from_state = before.state and t.to_state = $3
				and t.who = $4 and t.action = $5
		),
		409, 'not_allowed'
	);
	update queue.cases c set
		state = $3,
		state_before = case when $3 <> 'returned' then null when before.state <> 'returned' then before.state else c.state_before end,
		version = c.version + 1,
		-- What the citizen does brings a case back that was put aside.
		again_at = case when $3 = before.state and $4 <> 'citizen' then c.again_at end,
		ended_at = case when s.final then coalesce(case when $3 = before.state then c.ended_at end, now()) end
	from queue.states s
	where c.id = $1 and s.state = $3;
	perform queue.note_event(
		$1, coalesce($10, $5), $4, $6,
		coalesce($7, '{}') || case when $3 = before.state then '{}' else jsonb_build_object('from', before.state, 'to', $3) end,
		$8, $9
	);
	update queue.clocks_running r set stopped_at = now()
	where r.case_id = $1 and r.stopped_at is null and (
		(select s.final from queue.states s where s.state = $3)
		or exists (
			select 1 from queue.clock_stops p
			where p.kind = before.kind and p.clock = r.clock
				and (p.reason = 'state:' || $3 or ($4 = 'officer' and p.reason = 'action:' || $5))
				-- A call that nobody took is no reply.
				and not ($5 = 'call' and coalesce($7 ->> 'outcome', '') <> 'answered')
		)
	);
	if $3 <> before.state then
		perform queue.start_clocks($1, p.starts) from queue.clock_starts p where p.kind = before.kind and p.state = $3;
	end if;
	return queue.reckon($1);
end;
$$;

-- Calls nobody took since somebody last did, and on how many days they were made. 'call_again' was taken.
create function queue.calls(case_id uuid, out calls int, out days int)
language sql
stable
set search_path = ''
as $$
	select count(*)::int, count(distinct house.local_day(e.at))::int
	from queue.events e
	where e.case_id = $1 and e.code = 'call' and e.data ->> 'outcome' in ('no_answer', 'wrong_number')
		and e.at > coalesce((
			select max(x.at) from queue.events x
			where x.case_id = $1 and x.code = 'call' and x.data ->> 'outcome' in ('answered', 'call_again')
		), '-infinity');
$$;

-- Whether an officer has called about a case within the last 30 minutes and was answered.
create function queue.spoke_lately(case_id uuid, officer uuid)
returns boolean
language sql
stable
set search_path = ''
as $$
	select exists (
		select 1 from queue.events e
		where e.case_id = $1 and e.code = 'call' and e.officer = $2
			and e.data ->> 'outcome' = 'answered' and e.at > now() - interval '30 minutes'
	);
$$;

-- What every command on a case answers.
create function queue.answer(c queue.cases)
returns jsonb
language sql
immutable
set search_path = ''
as $$
	select jsonb_build_object('id', c.id, 'reference', c.reference, 'state', c.state, 'version', c.version);
$$;

-- Writes down that an officer opened a case.
create function queue.log_read(case_id uuid, officer uuid, code text)
returns void
language sql
set search_path = ''
as $$
	insert into queue.reads (case_id, officer, code) values ($1, $2, $3);
$$;

-- Kinds of case an officer's roles may know of, apart from field officers' visits and members' tips.
create function queue.kinds_of(roles text[])
returns text[]
language sql
immutable
set search_path = ''
as $$
	select array_remove(array[
		case when staff.holds(roles, 'desk') then 'home_visit' end,
		case when staff.holds(roles, 'desk') then 'call_back' end,
		case when staff.holds(roles, 'desk') then 'data_request' end,
		case when roles && array['support', 'lead'] then 'support' end,
		case when roles && array['treasurer', 'lead'] then 'fund_statement' end
	], null);
$$;

-- Whether a field officer may know of a visit: from its confirmation until the card is handed. The room
-- booking narrows this to the days around the team-day.
create function queue.field_reaches(officer staff.officers, c queue.cases)
returns boolean
language sql
stable
set search_path = ''
as $$
	select 'field' = any (officer.roles)
		and c.kind = 'home_visit'
		and c.state in ('confirmed', 'revisit', 'captured', 'card_ready');
$$;

-- Whether an officer may know of a tip: as one of its members, whom the room tips knows and puts in this place.
create function queue.member_reaches(officer staff.officers, c queue.cases)
returns boolean
language sql
stable
set search_path = ''
as $$
	select false;
$$;

-- The compartments: whether an officer may know that a case exists. Lists, counts and doors all ask this.
create function queue.reaches(officer staff.officers, c queue.cases)
returns boolean
language sql
stable
set search_path = ''
as $$
	select c.unit = officer.unit
		and (
			c.kind = any (queue.kinds_of(officer.roles)) or queue.field_reaches(officer, c)
			or (c.kind = 'tip' and queue.member_reaches(officer, c))
		);
$$;

-- The case, if the officer's compartment has it; else 404 `not_found`, as if it did not exist.
create function queue.mine(officer staff.officers, id uuid)
returns queue.cases
language plpgsql
set search_path = ''
as $$
declare
	found_case queue.cases;
begin
	select * into found_case from queue.cases c where c.id = $2;
	perform house.demand(found and queue.reaches(officer, found_case), 404, 'not_found');
	return found_case;
end;
$$;

create trigger events_are_append_only before update or delete on queue.events
for each row execute function house.append_only();
create trigger events_are_never_emptied before truncate on queue.events
for each statement execute function house.append_only();
create trigger reads_are_append_only before update or delete on queue.reads
for each row execute function house.append_only();
create trigger reads_are_never_emptied before truncate on queue.reads
for each statement execute function house.append_only();

-- An officer as others see them: id and name; null for nobody.
create function queue.person(officer uuid)
returns jsonb
language sql
stable
set search_path = ''
as $$
	select jsonb_build_object('id', o.user_id, 'name', o.name) from staff.officers o where o.user_id = $1;
$$;

-- What a line must say aloud, as {code, days}, or null. The room booking, which knows days, puts its own in this place.
create function queue.flag(c queue.cases)
returns jsonb
language sql
stable
set search_path = ''
as $$
	select null::jsonb;
$$;

-- A case as a line of the queue.
create function queue.row(c queue.cases)
returns jsonb
language sql
stable
set search_path = ''
as $$
	select jsonb_build_object(
		'id', c.id, 'reference', c.reference, 'kind', c.kind, 'state', c.state,
		'title', jsonb_build_object('code', c.title_code, 'data', c.title_data),
		'area', (
			select jsonb_build_object('code', a.code, 'name', a.name)
			from unit.areas a where a.code = c.area and a.valid_from = c.area_valid_from
		),
		'priority', c.priority, 'channel', c.channel, 'received_at', c.received_at, 'due_at', c.due_at,
		'due_clock', c.due_clock, 'again_at', c.again_at, 'assignee', queue.person(c.assignee), 'version', c.version,
		'flag', queue.flag(c)
	);
$$;

-- Checks a filter as the contract does: refuses an unknown key and a value out of place with 422 and the key.
create function queue.check_filter(filter jsonb)
returns void
language plpgsql
stable
set search_path = ''
as $$
begin
	perform house.strict(filter, array['kind', 'state', 'area', 'assignee', 'due', 'to_call', 'open'], 'filter');
	perform house.demand(not filter ? 'kind' or exists (select 1 from queue.kinds k where k.kind = filter ->> 'kind'), 422, 'bad_format', 'kind');
	perform house.demand(not filter ? 'state' or exists (select 1 from queue.states s where s.state = filter ->> 'state'), 422, 'bad_format', 'state');
	perform house.demand(not filter ? 'area' or filter ->> 'area' ~ '^\d{5}$', 422, 'bad_format', 'area');
	perform house.demand(
		not filter ? 'assignee'
		or filter ->> 'assignee' ~ '^(me|nobody|[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})$',
		422, 'bad_format', 'assignee'
	);
	perform house.demand(not filter ? 'due' or filter ->> 'due' in ('late', 'today'), 422, 'bad_format', 'due');
	perform house.demand(not filter ? 'to_call' or jsonb_typeof(filter -> 'to_call') = 'boolean', 422, 'bad_format', 'to_call');
	perform house.demand(not filter ? 'open' or jsonb_typeof(filter -> 'open') = 'boolean', 422, 'bad_format', 'open');
end;
$$;

-- Whether the next step of a case is a call. The room booking adds whom a place is kept for.
create function queue.wants_call(c queue.cases)
returns boolean
language sql
stable
set search_path = ''
as $$
	select c.state in ('held', 'to_call');
$$;

-- A page of the officer's queue: nearest clock first, cases without a clock last, those put aside until
-- later left out. Keyset: `after` is the last line seen. Answers rows, the cursor of the next page, the time.
create function queue.page(officer staff.officers, filter jsonb, after_due timestamptz, after_id uuid, size int)
returns jsonb
language plpgsql
stable
set search_path = ''
as $$
declare
	kinds text[] := queue.kinds_of(officer.roles);
	in_field boolean := 'field' = any (officer.roles);
	at_desk boolean := staff.holds(officer.roles, 'desk');
	wants_open boolean := coalesce((filter ->> 'open')::boolean, true);
	whose uuid := case filter ->> 'assignee' when 'me' then officer.user_id when 'nobody' then null else (filter ->> 'assignee')::uuid end;
	lines queue.cases[];
begin
	-- One more than a page, to know whether another follows.
	select array_agg(p.line order by coalesce((p.line).due_at, 'infinity'), (p.line).id) into lines
	from (
		select c as line
		from queue.cases c
		where c.unit = officer.unit
			and (c.ended_at is null) = wants_open
			and (after_id is null or (coalesce(c.due_at, 'infinity'), c.id) > (coalesce(after_due, 'infinity'), after_id))
			and (
				c.kind = any (kinds) or (in_field and queue.field_reaches(officer, c))
				or (c.kind = 'tip' and queue.member_reaches(officer, c))
			)
			and (c.again_at is null or c.again_at <= now() or not wants_open)
			and (not filter ? 'kind' or c.kind = filter ->> 'kind')
			and (not filter ? 'state' or c.state = filter ->> 'state')
			and (not filter ? 'area' or c.area = filter ->> 'area')
			and (not filter ? 'assignee' or c.assignee is not distinct from whose)
			and case filter ->> 'due'
				when 'late' then c.due_at <= now()
				when 'today' then house.local_day(c.due_at) = house.local_day(now())
				else true
			end
			and (
				not coalesce((filter ->> 'to_call')::boolean, false)
				or queue.wants_call(c)
				-- On the day before a visit the desk calls whoever has not said that the house is ready.
				or (at_desk and booking.call_reason(c) is not null)
			)
		order by coalesce(c.due_at, 'infinity'), c.id
		limit size + 1
	) p;
	return jsonb_build_object(
		'rows', (
			select coalesce(jsonb_agg(queue.row(lines[n]) order by n), '[]')
			from generate_series(1, least(coalesce(cardinality(lines), 0), size)) n
		),
		'next', case when cardinality(lines) > size then
			jsonb_build_object('due_at', lines[size].due_at, 'id', lines[size].id)
		end,
		'now', now()
	);
end;
$$;

-- The kinds of clock that a case may have: the law's join a tip's own once it is classified.
create function queue.clock_kinds(kind text)
returns text[]
language sql
immutable
set search_path = ''
as $$
	select case when kind = 'tip' then array['tip', 'crime_tip'] else array[kind] end;
$$;

-- The whole of a case, for an officer who may see it. plpgsql, since the room booking comes later.
create function queue.whole(c queue.cases)
returns jsonb
language plpgsql
stable
set search_path = ''
as $$
begin
	return jsonb_build_object(
		'row', queue.row(c),
		'unit', c.unit,
		'words', to_jsonb(c.words),
		'actions', to_jsonb(booking.actions(c)),
		'clocks', coalesce((
			select jsonb_agg(jsonb_build_object(
				'clock', r.clock, 'started_at', r.started_at, 'due_at', r.due_at, 'stopped_at', r.stopped_at,
				'limit_text', coalesce(k.limit_text, ''), 'source', coalesce(k.source, ''), 'unsure', k.unsure
			) order by r.due_at, r.clock)
			from queue.clocks_running r
			left join unit.clocks k on k.unit = c.unit and k.kind = any (queue.clock_kinds(c.kind)) and k.clock = r.clock
			where r.case_id = c.id
		), '[]'),
		'events', coalesce((
			select jsonb_agg(jsonb_build_object(
				'id', e.id, 'at', e.at, 'code', e.code, 'officer', queue.person(e.officer), 'by', e.by, 'data', e.data,
				'body', b.body, 'visible_to_citizen', e.visible_to_citizen
			) order by e.at, e.place, e.id)
			from queue.events e
			left join queue.event_bodies b on b.event_id = e.id
			where e.case_id = c.id
		), '[]'),
		'notes', coalesce((
			select jsonb_agg(jsonb_build_object('id', n.id, 'at', n.at, 'officer', queue.person(n.officer), 'body', n.body) order by n.at, n.id)
			from queue.notes n where n.case_id = c.id
		), '[]'),
		'question', (
			select jsonb_build_object('id', q.id, 'at', q.at, 'body', q.body)
			from queue.questions q where q.case_id = c.id and q.answered_at is null and q.body is not null
		),
		'returned', case when c.state = 'returned' then (
			select jsonb_build_object('reason', coalesce(b.body, ''), 'field', e.data ->> 'field')
			from queue.events e
			left join queue.event_bodies b on b.event_id = e.id
			where e.case_id = c.id and e.code = 'return'
			order by e.at desc
			limit 1
		) end,
		'visit', booking.detail(c.id),
		'readiness', booking.readiness_of(c.id),
		'call_back', booking.call_back_detail(c.id)
	);
end;
$$;

-- Whether an officer may be given a case: of its unit, active, and within their compartment.
create function queue.may_be_given(officer uuid, c queue.cases)
returns boolean
language sql
stable
set search_path = ''
as $$
	select exists (
		select 1 from staff.officers o
		where o.user_id = $1 and o.disabled_at is null
			and (queue.reaches(o, c) or (o.unit = c.unit and c.kind = 'home_visit' and 'field' = any (o.roles)))
	);
$$;

-- A page of the queue. Definer: officers read no table; the compartments are asked in queue.page.
create function public.queue_page(filter jsonb, after jsonb, size int)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
	officer staff.officers := staff.require();
	after_due timestamptz;
	after_id uuid;
begin
	perform queue.check_filter($1);
	perform house.demand($3 between 1 and 100, 422, 'out_of_range', 'size');
	if $2 is not null and jsonb_typeof($2) <> 'null' then
		perform house.strict($2, array['due_at', 'id'], 'after');
		begin
			after_due := ($2 ->> 'due_at')::timestamptz;
			after_id := ($2 ->> 'id')::uuid;
		exception
			when data_exception then
				perform house.refuse(422, 'bad_format', 'after');
		end;
		perform house.demand(after_id is not null, 422, 'required', 'after');
	end if;
	return queue.page(officer, $1, after_due, after_id, $3);
end;
$$;
grant execute on function public.queue_page(jsonb, jsonb, int) to authenticated;

-- Opens a case and writes the read down. Definer as above; outside the compartment it does not exist.
create function public.queue_case(id uuid)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
	officer staff.officers := staff.require();
	c queue.cases := queue.mine(officer, $1);
begin
	perform queue.log_read(c.id, officer.user_id, 'opened');
	return queue.whole(c);
end;
$$;
grant execute on function public.queue_case(uuid) to authenticated;

-- The active officers of the unit. Definer as above.
create function public.queue_officers()
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
	officer staff.officers := staff.require();
begin
	return jsonb_build_object('officers', coalesce((
		select jsonb_agg(queue.person(o.user_id) order by staff.given_name(o.name), o.name, o.user_id)
		from staff.officers o
		where o.unit = officer.unit and o.disabled_at is null and not 'collaborator' = any (o.roles)
	), '[]'));
end;
$$;
grant execute on function public.queue_officers() to authenticated;

-- Gives a case to an officer, or to nobody. Refuses 409 `out_of_reach` for who may not know of it. Definer:
-- officers write no table.
create function public.queue_assign(key uuid, id uuid, version int, officer uuid)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
	me staff.officers := staff.require(null, array['desk', 'support', 'treasurer', 'investigator']);
	request jsonb := jsonb_build_array($2, $3, $4);
	answer jsonb := queue.once($1, 'queue_assign', request);
	c queue.cases;
begin
	if answer is not null then
		return answer;
	end if;
	perform house.demand($3 is not null, 422, 'required', 'version');
	c := queue.mine(me, $2);
	perform house.demand($4 is null or queue.may_be_given($4, c), 409, 'out_of_reach', 'officer');
	c := queue.move($2, $3, c.state, 'officer', 'assign', me.user_id, jsonb_build_object('officer', $4), null, false);
	update queue.cases x set assignee = $4 where x.id = $2;
	return queue.remember($1, 'queue_assign', request, queue.answer(c), $2);
end;
$$;
grant execute on function public.queue_assign(uuid, uuid, int, uuid) to authenticated;

-- Writes a note among officers; changes nothing else, so it needs no version. Definer as above.
create function public.queue_note(key uuid, id uuid, body text)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
	me staff.officers := staff.require();
	request jsonb := jsonb_build_array($2, $3);
	answer jsonb := queue.once($1, 'queue_note', request);
	c queue.cases;
begin
	if answer is not null then
		return answer;
	end if;
	c := queue.mine(me, $2);
	-- What is said of a tip is sealed.
	perform house.demand(c.kind <> 'tip', 409, 'not_allowed');
	-- Retention has passed here and does not come back.
	perform house.demand(c.erased_sensitive_at is null, 409, 'not_allowed');
	insert into queue.notes (case_id, officer, body) values ($2, me.user_id, house.text($3, 'body', 2000, true));
	perform queue.note_event($2, 'note', 'officer', me.user_id);
	return queue.remember($1, 'queue_note', request, queue.answer(c), $2);
end;
$$;
grant execute on function public.queue_note(uuid, uuid, text) to authenticated;

-- Writes a call down; the citizen sees that it was made, never the note. After a call nobody took the case
-- leaves the list until `again_at`; a wrong number makes it urgent to find the right one. Definer as above.
create function public.queue_call(key uuid, id uuid, version int, outcome text, again_at timestamptz, note text)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
	me staff.officers := staff.require(null, array['desk', 'field', 'support']);
	request jsonb := jsonb_build_array($2, $3, $4, $5, $6);
	answer jsonb := queue.once($1, 'queue_call', request);
	said text;
	aside timestamptz;
	c queue.cases;
begin
	if answer is not null then
		return answer;
	end if;
	perform house.demand($3 is not null, 422, 'required', 'version');
	perform house.demand($4 in ('answered', 'no_answer', 'wrong_number', 'call_again'), 422, 'bad_format', 'outcome');
	if $4 in ('no_answer', 'call_again') then
		perform house.demand($5 is not null, 422, 'required', 'again_at');
		perform house.demand($5 > now() and $5 <= now() + interval '14 days', 422, 'out_of_range', 'again_at');
		aside := $5;
	end if;
	said := house.text($6, 'note', 500);
	c := queue.mine(me, $2);
	c := queue.move(
		$2, $3, c.state, 'officer', 'call', me.user_id, jsonb_build_object('outcome', $4, 'again_at', aside), null, true
	);
	update queue.cases x set
		again_at = aside,
		priority = case when $4 = 'wrong_number' and x.priority = 'normal' then 'high' else x.priority end
	where x.id = $2;
	if said is not null then
		insert into queue.notes (case_id, officer, body) values ($2, me.user_id, said);
	end if;
	if $4 = 'wrong_number' then
		perform queue.fall($2);
	end if;
	return queue.remember($1, 'queue_call', request, queue.answer(c), $2);
end;
$$;
grant execute on function public.queue_call(uuid, uuid, int, text, timestamptz, text) to authenticated;

-- Asks the citizen something, who finds it at lookup; one question at a time: 409 `question_open`. Definer.
create function public.queue_ask(key uuid, id uuid, version int, body text)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
	me staff.officers := staff.require(null, array['desk', 'field', 'support']);
	request jsonb := jsonb_build_array($2, $3, $4);
	answer jsonb := queue.once($1, 'queue_ask', request);
	asked text := house.text($4, 'body', 1000, true);
	question uuid := gen_random_uuid();
	c queue.cases;
begin
	if answer is not null then
		return answer;
	end if;
	perform house.demand($3 is not null, 422, 'required', 'version');
	c := queue.mine(me, $2);
	c := queue.move($2, $3, c.state, 'officer', 'ask', me.user_id, jsonb_build_object('question', question), asked, true);
	perform house.demand(
		not exists (select 1 from queue.questions q where q.case_id = $2 and q.answered_at is null), 409, 'question_open'
	);
	insert into queue.questions (id, case_id, officer, body) values (question, $2, me.user_id, asked);
	return queue.remember($1, 'queue_ask', request, queue.answer(c), $2);
end;
$$;
grant execute on function public.queue_ask(uuid, uuid, int, text) to authenticated;

-- Gives a visit back to be mended in one field, with the reason. The promised window stays held. Definer.
create function public.queue_return(key uuid, id uuid, version int, reason text, field text)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
	me staff.officers := staff.require(null, array['desk', 'support']);
	request jsonb := jsonb_build_array($2, $3, $4, $5);
	answer jsonb := queue.once($1, 'queue_return', request);
	why text := house.text($4, 'reason', 500, true);
	c queue.cases;
begin
	if answer is not null then
		return answer;
	end if;
	perform house.demand($3 is not null, 422, 'required', 'version');
	perform house.demand(
		$5 in ('name', 'birth', 'phone', 'landmark', 'address', 'at_home', 'representative'), 422, 'bad_format', 'field'
	);
	c := queue.mine(me, $2);
	c := queue.move($2, $3, 'returned', 'officer', 'return', me.user_id, jsonb_build_object('field', $5), why, true);
	return queue.remember($1, 'queue_return', request, queue.answer(c), $2);
end;
$$;
grant execute on function public.queue_return(uuid, uuid, int, text, text) to authenticated;

-- A new code for a lost one, after the call on the number on file: answered, by the same officer, within
-- the last 30 minutes, name and hamlet checked; else 409 `call_first`. The old code opens nothing more.
-- Definer as above.
create function public.queue_replace_code(
	key uuid, id uuid, version int, lookup_hash text, checked_name boolean, checked_hamlet boolean
)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
	me staff.officers := staff.require('desk');
	request jsonb := jsonb_build_array($2, $3, $4, $5, $6);
	answer jsonb := queue.once($1, 'queue_replace_code', request);
	hash bytea := house.bytes32($4, 'lookup_hash');
	c queue.cases;
begin
	if answer is not null then
		return answer;
	end if;
	perform house.demand($3 is not null, 422, 'required', 'version');
	perform house.demand($5, 422, 'required', 'checked_name');
	perform house.demand($6, 422, 'required', 'checked_hamlet');
	c := queue.mine(me, $2);
	perform house.demand(c.kind in ('home_visit', 'call_back', 'support', 'data_request'), 409, 'not_allowed');
	perform house.demand(queue.spoke_lately($2, me.user_id), 409, 'call_first');
	c := queue.move($2, $3, c.state, 'officer', 'replace_code', me.user_id, '{}', null, true, 'code_replaced');
	perform lookup.rebind(hash, $2);
	return queue.remember($1, 'queue_replace_code', request, queue.answer(c), $2);
end;
$$;
grant execute on function public.queue_replace_code(uuid, uuid, int, text, boolean, boolean) to authenticated;

-- Ends a call-back that becomes no visit. 'answered_by_phone' asks for a call that was answered:
-- 409 `call_first`. The note stays among officers. Definer as above.
create function public.queue_close_call_back(key uuid, id uuid, version int, reason text, note text)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
	me staff.officers := staff.require('desk');
	request jsonb := jsonb_build_array($2, $3, $4, $5);
	answer jsonb := queue.once($1, 'queue_close_call_back', request);
	said text := house.text($5, 'note', 500);
	c queue.cases;
begin
	if answer is not null then
		return answer;
	end if;
	perform house.demand($3 is not null, 422, 'required', 'version');
	perform house.demand(
		$4 in ('answered_by_phone', 'not_eligible', 'other_unit', 'no_longer_needed', 'duplicate'), 422, 'bad_format', 'reason'
	);
	c := queue.mine(me, $2);
	perform house.demand(c.kind = 'call_back', 409, 'not_allowed');
	perform house.demand(
		$4 <> 'answered_by_phone'
		or exists (select 1 from queue.events e where e.case_id = $2 and e.code = 'call' and e.data ->> 'outcome' = 'answered'),
		409, 'call_first'
	);
	c := queue.move(
		$2, $3, case when $4 in ('no_longer_needed', 'duplicate') then 'cancelled' else 'done' end,
		'officer', 'close_call_back', me.user_id, jsonb_build_object('reason', $4), null, true
	);
	if said is not null then
		insert into queue.notes (case_id, officer, body) values ($2, me.user_id, said);
	end if;
	return queue.remember($1, 'queue_close_call_back', request, queue.answer(c), $2);
end;
$$;
grant execute on function public.queue_close_call_back(uuid, uuid, int, text, text) to authenticated;
