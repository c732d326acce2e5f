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
comment on column queue.cases.again_at is 'Put aside until then, after a call nobody took.';
-- The page of open cases: unit, then the nearest clock, those without a clock last.
create index cases_open_page on queue.cases (unit, (coalesce(due_at, 'infinity')), id) where ended_at is null;
create index cases_ended_page on queue.cases (unit, (coalesce(due_at, 'infinity')), id) where ended_at is not null;
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
	check ((by = 'officer') = (officer is not null))
);
comment on table queue.events is 'What happened: codes and ids only, written once, kept for good.';
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
	stopped_at timestamptz,
	primary key (case_id, clock)
);
comment on table queue.clocks_running is 'The clocks of a case, running and stopped.';

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
begin
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
	insert into queue.clocks_running (case_id, clock, started_at, due_at)
	select c.id, $2, $3, unit.due(c.unit, c.kind, $2, $3)
	from queue.cases c
	where c.id = $1 and unit.due(c.unit, c.kind, $2, $3) is not null
	on conflict do nothing;
	perform queue.reckon($1);
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
	return queue.reckon(opened.id);
end;
$$;

-- Changes a case, the one way: locks it, compares the version (null: not compared), asks the transitions,
-- writes the event (code: the action), starts and stops clocks, ends the case in a final state.
-- Refuses 404 `not_found`, 409 `stale`, 409 `not_allowed`.
create function queue.move(
	case_id uuid, version int, to_state text, who text, action text, officer uuid default null,
	data jsonb default '{}', body text default null, visible boolean default true
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
		again_at = case when $3 = before.state then c.again_at end,
		ended_at = case when s.final then now() end
	from queue.states s
	where c.id = $1 and s.state = $3;
	perform queue.note_event(
		$1, $5, $4, $6,
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

-- The compartments: whether an officer may know that a case exists. Lists, counts and doors all ask this.
create function queue.reaches(officer staff.officers, c queue.cases)
returns boolean
language sql
stable
set search_path = ''
as $$
	select c.unit = officer.unit
		and (c.kind = any (queue.kinds_of(officer.roles)) or queue.field_reaches(officer, c));
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
