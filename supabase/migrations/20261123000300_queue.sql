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
	final boolean not null,
	calls boolean not null default false check (not (calls and final))
);
comment on table queue.states is 'States of cases; a final one ends the case and its clocks.';
comment on column queue.states.calls is 'The next step of a case in this state is a call.';

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

-- The words of a text as they are searched: each without marks, then those that have marks once more as they are; one
-- blank before and after each, so that a pattern can ask for the beginning of a word. Letters of any script and digits are
-- kept, whatever stands between them is a blank.
create function queue.searchable(value text)
returns text
language sql
immutable parallel safe
set search_path = ''
as $$
	select coalesce(' ' || string_agg(w.folded, ' ' order by w.n) || ' '
		|| coalesce(string_agg(w.typed || ' ', '' order by w.n) filter (where w.typed <> w.folded), ''), '')
	from (
		select t.n, t.typed, house.fold(t.typed) as folded
		from regexp_split_to_table(lower(normalize(value, nfc)), '[^[:alnum:]]+') with ordinality t (typed, n)
		where t.typed <> ''
	) w;
$$;

-- The words of a search text as a set, the unit among them.
create function queue.words_of(unit text, search text)
returns text[]
language sql
immutable parallel safe
set search_path = ''
as $$
	select string_to_array('@' || unit || search, ' ');
$$;

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
comment on column queue.cases.search is 'As queue.searchable writes it, so that it is found with or without marks.';
-- The list: of open cases the nearest clock first, those without a clock last; of ended ones the last first. What a list is
-- filtered by stands in the index, so that a line is read from the table only when it is shown, and counts read no line.
create index cases_open on queue.cases (unit, (coalesce(due_at, 'infinity')), id)
include (kind, state, area, assignee, due_at, again_at) where ended_at is null;
create index cases_ended on queue.cases (unit, ended_at desc, id desc)
include (kind, state, area, assignee) where ended_at is not null;
-- For what is rare among the ended: somebody's own, a kind in a state, an area.
create index cases_ended_of_assignee on queue.cases (assignee, ended_at desc, id desc) where ended_at is not null and assignee is not null;
create index cases_ended_of_state on queue.cases (unit, kind, state, ended_at desc, id desc) where ended_at is not null;
-- Words are found as wholes, which stays quick where each of them is common, and with the unit among them; the beginning of a
-- word and a part of a number by their letters. Few cases are open, and they are what is looked for most: they have indexes
-- of their own. A short list of what is to be added keeps writing cheap, and short, since every search reads it.
create index cases_words_open on queue.cases using gin (queue.words_of(unit, search))
with (gin_pending_list_limit = 256) where ended_at is null;
create index cases_words_ended on queue.cases using gin (queue.words_of(unit, search))
with (gin_pending_list_limit = 1024) where ended_at is not null;
-- So that the planner knows how common a word is: it does not ask the statistics of an index that has only some rows.
create statistics queue.cases_words on (queue.words_of(unit, search)) from queue.cases;
create index cases_search_open on queue.cases using gin (search extensions.gin_trgm_ops)
with (gin_pending_list_limit = 256) where ended_at is null;
create index cases_search_ended on queue.cases using gin (search extensions.gin_trgm_ops)
with (gin_pending_list_limit = 1024) where ended_at is not null;
create index cases_to_erase on queue.cases (ended_at) where ended_at is not null and erased_contact_at is null;
create index cases_with_sensitive on queue.cases (unit, ended_at) where ended_at is not null and erased_sensitive_at is null;

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
-- Erasing asks for those of a case that are answered, too.
create index questions_of_case on queue.questions (case_id);

create table queue.clocks_running (
	case_id uuid not null references queue.cases (id),
	clock text not null,
	started_at timestamptz not null,
	due_at timestamptz not null,
	amount int not null,
	measure text not null,
	stopped_at timestamptz,
	stopped_why text check (stopped_why in ('replaced', 'withdrawn', 'unclassified')),
	paused_at timestamptz,
	before text,
	primary key (case_id, clock),
	check (stopped_why is null or stopped_at is not null),
	check (paused_at is null or stopped_at is null)
);
comment on column queue.clocks_running.started_at is 'The instant the limit is counted from; for one that counts back, when it began to matter.';
comment on column queue.clocks_running.due_at is 'When it runs out; while it is paused, when it would have.';
comment on column queue.clocks_running.stopped_why is 'Why it stopped without having come to its aim; null: it came to it, or the case ended.';
comment on column queue.clocks_running.before is 'The clock of the case from whose end this one is counted back.';
comment on table queue.clocks_running is 'The clocks of a case, running and stopped, with the limit that stood when they began.';

create table queue.reads (
	id uuid primary key default gen_random_uuid(),
	unit text not null references unit.units (code),
	seq bigint not null check (seq >= 1),
	at timestamptz not null default clock_timestamp(),
	case_id uuid references queue.cases (id),
	officer uuid not null references staff.officers (user_id),
	role text not null,
	code text not null check (code ~ '^[a-z_]{1,40}$'),
	ground text check (ground ~ '^[a-z_]{1,40}$'),
	number text check (number ~ '^[0-9]{2}-[0-9]{4,}$'),
	before bytea not null check (octet_length(before) = 32),
	hash bytea not null unique check (octet_length(hash) = 32),
	unique (unit, seq)
);
comment on table queue.reads is 'Who opened, searched, printed or exported what, and when; written once, each row with the hash of the one before in its unit (queue_audit).';
comment on column queue.reads.unit is 'Of the reader at that time: each unit has a chain of its own.';
comment on column queue.reads.role is 'By which of their roles the officer read; the citizen is told this and never who.';
comment on column queue.reads.ground is 'Why it was their work: assigned, free, on duty, or the code of the reason they gave.';
comment on column queue.reads.number is 'Of the paper or file that was made of it.';
create index reads_of_case on queue.reads (case_id, at);
create index reads_of_officer on queue.reads (officer, at);
create index reads_of_unit on queue.reads (unit, at);

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

insert into queue.states (state, final, calls) values
	('held', false, true), ('waiting', false, false), ('confirmed', false, false), ('returned', false, false),
	('revisit', false, false), ('captured', false, false), ('card_ready', false, false), ('to_call', false, true),
	('done', true, false), ('cancelled', true, false), ('ineligible', true, false), ('converted', true, false);

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
		where r.case_id = c.id and r.stopped_at is null and r.paused_at is null
		order by r.due_at, r.clock
		limit 1
	)
	where c.id = $1
	returning c.*;
$$;

-- Starts a clock of the unit for a case, once: a clock that ran before is left as it is. A clock whose end
-- a person sets does not start by itself, nor one that hangs on the end of a clock the case has not. Sets due_at.
-- `kind`: whose clocks; the case's own unless told.
create function queue.start_clock(case_id uuid, clock text, started_at timestamptz default now(), kind text default null)
returns void
language plpgsql
set search_path = ''
as $$
begin
	insert into queue.clocks_running (case_id, clock, started_at, due_at, amount, measure, before)
	select s.of_case, $2, s.start, s.due, s.amount, s.measure, s.before from queue.clock_start($1, $2, $3, $4) s
	on conflict do nothing;
	perform queue.reckon($1);
end;
$$;

-- Reckons the running and paused working-day clocks of a unit anew after a change of its calendar, with the limits
-- that stood when they began, their pauses and extensions kept. `day`: the one that changed, which clocks that lie
-- before or after it do not feel.
create function queue.recalculate(unit text, day date default null)
returns void
language plpgsql
set search_path = ''
as $$
declare
	changed uuid[];
begin
	with reckoned as materialized (
		select r.case_id, r.clock, queue.due_of(r, c.unit) as due_at
		from queue.clocks_running r
		join queue.cases c on c.id = r.case_id
		where c.unit = $1 and c.ended_at is null and r.stopped_at is null and r.measure = 'working_days' and r.before is null
			and ($2 is null or (
				r.due_at >= ($2::timestamp at time zone 'Asia/Ho_Chi_Minh')
				and r.started_at < (($2 + 1)::timestamp at time zone 'Asia/Ho_Chi_Minh')
			))
	),
	moved as (
		update queue.clocks_running r set due_at = n.due_at
		from reckoned n
		where r.case_id = n.case_id and r.clock = n.clock and n.due_at <> r.due_at
		returning r.case_id
	)
	select array_agg(distinct m.case_id) into changed from moved m;
	-- What is counted back in working days, or from an end that has just moved.
	perform queue.recount(x.case_id)
	from (
		select distinct r.case_id
		from queue.clocks_running r
		join queue.cases c on c.id = r.case_id
		where c.unit = $1 and c.ended_at is null and r.stopped_at is null and r.before is not null
	) x;
	perform queue.reckon(x) from unnest(changed) x;
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

-- Starts every clock of the case's unit and kind that begins with `starts` ('received', …), those that count back from
-- another's end after that other. `kind` as above.
create function queue.start_clocks(case_id uuid, starts text, started_at timestamptz default now(), kind text default null)
returns void
language plpgsql
set search_path = ''
as $$
begin
	perform queue.start_clock($1, s.clock, $3, s.kind)
	from (
		select k.clock, k.kind
		from queue.cases c
		join unit.clocks k on k.unit = c.unit and k.kind = coalesce($4, c.kind) and k.starts = $2
		where c.id = $1
		order by (k.counts = 'before_end'), k.clock
	) s;
end;
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
-- citizen sees). `search` gets the reference and is made searchable here. Times of a tip are rounded down to the hour and its area is
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
	select $1, r.reference, $2, a.code, a.valid_from, $4, $5, $6, coalesce($7, '{}'),
		queue.searchable(concat_ws(' ', r.reference, $8)), $9, received
	from (select queue.next_reference($1) as reference) r
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
-- Refuses 404 `not_found`, 409 `stale`, 409 `not_allowed`, and an officer 409 `checks_missing`.
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
	if $4 = 'officer' then
		perform queue.demand_checks(before, $5);
	end if;
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
		perform queue.clocks_follow($1, before.state, $3);
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
		case when staff.holds(roles, 'desk') or 'support' = any (roles) then 'support' end,
		case when roles && array['treasurer', 'lead'] then 'fund_statement' end
	], null);
$$;

-- Whether a field officer may know of a visit: nobody, until the room rounds (20261123000800_rounds.sql), which knows who
-- drives on which day, puts its own in this place.
create function queue.field_reaches(officer staff.officers, c queue.cases)
returns boolean
language sql
stable
set search_path = ''
as $$
	select false;
$$;

-- Whether an officer may know of a tip: nobody, until the room tips (20261123000650_tips.sql), which knows the members, puts
-- its own in this place.
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
	-- One question: a case that is hidden gives this statement no row, like one that is not there.
	select * into found_case from queue.cases c where c.id = $2 and queue.reaches(officer, c);
	perform house.demand(found, 404, 'not_found');
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

-- What lines must say aloud, as {code, days}; those of no flag are left out. The room booking, which knows days, puts its own
-- in this place (20261123000560_evening.sql), and the room notify puts one round that (20261123000920_notify.sql).
create function queue.flags(ids uuid[])
returns table (id uuid, flag jsonb)
language sql
stable
set search_path = ''
as $$
	select null::uuid, null::jsonb where false;
$$;

-- Cases as lines of the queue, in the order in which they are named.
create function queue.rows(ids uuid[])
returns jsonb
language sql
stable
set search_path = ''
as $$
	select coalesce(jsonb_agg(jsonb_build_object(
		'id', c.id, 'reference', c.reference, 'kind', c.kind, 'state', c.state,
		'title', jsonb_build_object('code', c.title_code, 'data', c.title_data),
		'area', case when a.code is not null then jsonb_build_object('code', a.code, 'name', a.name) end,
		'priority', c.priority, 'channel', c.channel, 'received_at', c.received_at, 'due_at', c.due_at,
		'due_clock', c.due_clock, 'again_at', c.again_at,
		'assignee', case when o.user_id is not null then jsonb_build_object('id', o.user_id, 'name', o.name) end,
		'version', c.version, 'flag', f.flag
	) order by x.n), '[]')
	from unnest(ids) with ordinality x (id, n)
	join queue.cases c on c.id = x.id
	left join unit.areas a on a.code = c.area and a.valid_from = c.area_valid_from
	left join staff.officers o on o.user_id = c.assignee
	left join queue.flags(ids) f on f.id = c.id;
$$;

-- A case as a line of the queue.
create function queue.row(c queue.cases)
returns jsonb
language sql
stable
set search_path = ''
as $$
	select queue.rows(array[c.id]) -> 0;
$$;

-- Checks a filter as the contract does: refuses an unknown key and a value out of place with 422 and the key.
create function queue.check_filter(filter jsonb)
returns void
language plpgsql
stable
set search_path = ''
as $$
begin
	perform house.strict(filter, array['kind', 'state', 'area', 'assignee', 'due', 'to_call', 'open', 'month'], 'filter');
	perform house.demand(not filter ? 'kind' or exists (select 1 from queue.kinds k where k.kind = filter ->> 'kind'), 422, 'bad_format', 'kind');
	perform house.demand(not filter ? 'state' or exists (select 1 from queue.states s where s.state = filter ->> 'state'), 422, 'bad_format', 'state');
	perform house.demand(not filter ? 'area' or filter ->> 'area' ~ '^\d{5}$', 422, 'bad_format', 'area');
	perform house.demand(
		not filter ? 'assignee'
		or filter ->> 'assignee' ~ '^(me|nobody|[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})$',
		422, 'bad_format', 'assignee'
	);
	perform house.demand(not filter ? 'due' or filter ->> 'due' in ('late', 'soon', 'today'), 422, 'bad_format', 'due');
	perform house.demand(not filter ? 'to_call' or jsonb_typeof(filter -> 'to_call') = 'boolean', 422, 'bad_format', 'to_call');
	perform house.demand(not filter ? 'month' or filter ->> 'month' ~ '^[12]\d{3}-(0[1-9]|1[0-2])(\.\.[12]\d{3}-(0[1-9]|1[0-2]))?$', 422, 'bad_format', 'month');
	perform house.demand(not filter ? 'open' or jsonb_typeof(filter -> 'open') = 'boolean', 422, 'bad_format', 'open');
end;
$$;

-- Open cases of a unit whose next step is a call though their state does not say so; `at_desk`: those of the desk, too. The
-- room booking puts its own in this place (20261123000560_evening.sql), and the room notify puts one round that
-- (20261123000920_notify.sql).
create function queue.called(unit text, at_desk boolean)
returns uuid[]
language sql
stable
set search_path = ''
as $$
	select '{}'::uuid[];
$$;

-- The compartments of an officer as sets, so that a list asks an index and no function a line: kinds, states of visits for
-- the field, and single cases. A case is in it exactly where queue.reaches says so.
create type queue.reach as (kinds text[], visit_states text[], cases uuid[]);

-- States in which every visit of the unit is a field officer's, whatever its day. The room booking puts its own in this place
-- (20261123000500_booking.sql).
create function queue.field_states()
returns text[]
language sql
immutable
set search_path = ''
as $$
	select '{}'::text[];
$$;

-- Other visits that a field officer may know of. The room rounds puts its own in this place (20261123000800_rounds.sql).
create function queue.field_cases(officer staff.officers)
returns uuid[]
language sql
stable
set search_path = ''
as $$
	select '{}'::uuid[];
$$;

-- Tips of which an officer is a member, in whatever unit they are. The room tips puts its own in this place
-- (20261123000650_tips.sql).
create function queue.member_cases(officer staff.officers)
returns uuid[]
language sql
stable
set search_path = ''
as $$
	select '{}'::uuid[];
$$;

create function queue.reach_of(officer staff.officers)
returns queue.reach
language sql
stable
set search_path = ''
as $$
	select row(
		queue.kinds_of(officer.roles),
		case when 'field' = any (officer.roles) then queue.field_states() else '{}' end,
		case when 'field' = any (officer.roles) then queue.field_cases(officer) else '{}' end
			|| queue.member_cases(officer)
	)::queue.reach;
$$;

-- Cases that an officer may know of and a filter asks for, as a keyset page: open ones by the nearest clock, those put aside
-- until later left out; ended ones by their end, the last first. With words and patterns (up to six) only those whose search
-- text has all of them; then those put aside are among them, since whoever rings is found.
-- The one place that says which cases a list has. Planned anew each time: what is not asked for costs nothing, and the
-- planner sees how rare a pattern is.
create function queue.lines(
	officer staff.officers, reach queue.reach, filter jsonb, open boolean, asked_words text[], patterns text[], after_at timestamptz, after_id uuid, size int
)
returns table (id uuid, at timestamptz)
language plpgsql
stable
set search_path = ''
set plan_cache_mode = 'force_custom_plan'
as $$
#variable_conflict use_column
declare
	of_unit text := officer.unit;
	kinds text[] := reach.kinds;
	visit_states text[] := reach.visit_states;
	singles uuid[] := reach.cases;
	of_kind text := filter ->> 'kind';
	of_state text := filter ->> 'state';
	of_area text := filter ->> 'area';
	nobody boolean := coalesce(filter ->> 'assignee' = 'nobody', false);
	whose uuid := case filter ->> 'assignee' when 'me' then officer.user_id when 'nobody' then null else (filter ->> 'assignee')::uuid end;
	due_from timestamptz := case filter ->> 'due'
		when 'soon' then now() + interval '1 microsecond'
		when 'today' then house.at(house.local_day(now()), 0)
	end;
	due_until timestamptz := case filter ->> 'due'
		when 'late' then now()
		when 'soon' then queue.soon_until(officer.unit)
		when 'today' then house.at(house.local_day(now()), 24 * 60) - interval '1 microsecond'
	end;
	-- The month, or the months from one to another, in which a case was received: what the figures lead to.
	received_from timestamptz := house.at((left(filter ->> 'month', 7) || '-01')::date, 0);
	received_until timestamptz := house.at(((right(filter ->> 'month', 7) || '-01')::date + interval '1 month')::date, 0);
	calls boolean := coalesce((filter ->> 'to_call')::boolean, false);
	call_states text[];
	called uuid[];
	within text[] := case when cardinality(asked_words) > 0 then asked_words || ('@' || officer.unit) end;
begin
	-- Nothing that the officer may know of can match: neither a plan nor an index is needed to say so.
	if of_kind is not null and not of_kind = any (kinds) and cardinality(singles) = 0
		and not (of_kind = 'home_visit' and cardinality(visit_states) > 0) then
		return;
	end if;
	if calls then
		call_states := array(select s.state from queue.states s where s.calls);
		called := queue.called(of_unit, staff.holds(officer.roles, 'desk'));
	end if;
	if open then
		return query
			select c.id, coalesce(c.due_at, 'infinity')
			from queue.cases c
			where c.unit = of_unit and c.ended_at is null
				and (after_id is null or (coalesce(c.due_at, 'infinity'), c.id) > (coalesce(after_at, 'infinity'), after_id))
				and (c.kind = any (kinds) or (c.kind = 'home_visit' and c.state = any (visit_states)) or c.id = any (singles))
				and (c.again_at is null or c.again_at <= now() or asked_words is not null or received_from is not null)
				and (of_kind is null or c.kind = of_kind)
				and (of_state is null or c.state = of_state)
				and (of_area is null or c.area = of_area)
				and (whose is null or c.assignee = whose)
				and (not nobody or c.assignee is null)
				and (received_from is null or c.received_at >= received_from)
				and (received_until is null or c.received_at < received_until)
				and (due_from is null or coalesce(c.due_at, 'infinity') >= due_from)
				and (due_until is null or coalesce(c.due_at, 'infinity') <= due_until)
				and (not calls or c.state = any (call_states) or c.id = any (called))
				and (within is null or queue.words_of(c.unit, c.search) @> within)
				and (patterns[1] is null or c.search like patterns[1])
				and (patterns[2] is null or c.search like patterns[2])
				and (patterns[3] is null or c.search like patterns[3])
				and (patterns[4] is null or c.search like patterns[4])
				and (patterns[5] is null or c.search like patterns[5])
				and (patterns[6] is null or c.search like patterns[6])
			order by coalesce(c.due_at, 'infinity'), c.id
			limit size;
	-- An ended case has no clock, and nobody is called about it.
	elsif due_until is null and not calls then
		return query
			select c.id, c.ended_at
			from queue.cases c
			where c.unit = of_unit and c.ended_at is not null
				and (after_id is null or (c.ended_at, c.id) < (after_at, after_id))
				and (c.kind = any (kinds) or (c.kind = 'home_visit' and c.state = any (visit_states)) or c.id = any (singles))
				and (of_kind is null or c.kind = of_kind)
				and (of_state is null or c.state = of_state)
				and (of_area is null or c.area = of_area)
				and (whose is null or c.assignee = whose)
				and (not nobody or c.assignee is null)
				and (received_from is null or c.received_at >= received_from)
				and (received_until is null or c.received_at < received_until)
				and (within is null or queue.words_of(c.unit, c.search) @> within)
				and (patterns[1] is null or c.search like patterns[1])
				and (patterns[2] is null or c.search like patterns[2])
				and (patterns[3] is null or c.search like patterns[3])
				and (patterns[4] is null or c.search like patterns[4])
				and (patterns[5] is null or c.search like patterns[5])
				and (patterns[6] is null or c.search like patterns[6])
			order by c.ended_at desc, c.id desc
			limit size;
	end if;
end;
$$;

-- A page of the officer's queue. Keyset: `after` is the last line seen. Answers rows, the cursor of the next page, the time.
create function queue.page(officer staff.officers, filter jsonb, after_at timestamptz, after_id uuid, size int)
returns jsonb
language plpgsql
stable
set search_path = ''
as $$
declare
	ids uuid[];
	places timestamptz[];
begin
	-- One more than a page, to know whether another follows.
	select array_agg(l.id), array_agg(l.at) into ids, places
	from queue.lines(
		officer, queue.reach_of(officer), filter, coalesce((filter ->> 'open')::boolean, true), null, null, after_at, after_id, size + 1
	) l;
	return jsonb_build_object(
		'rows', queue.rows(ids[:size]),
		'next', case when cardinality(ids) > size then
			jsonb_build_object('at', nullif(places[size], 'infinity'), 'id', ids[size])
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

-- What happened to a case, with what was said where it is still there.
create function queue.events_of(case_id uuid)
returns jsonb
language sql
stable
set search_path = ''
as $$
	select coalesce(jsonb_agg(jsonb_build_object(
		'id', e.id, 'at', e.at, 'code', e.code, 'officer', queue.person(e.officer), 'by', e.by, 'data', e.data,
		'body', b.body, 'visible_to_citizen', e.visible_to_citizen
	) order by e.at, e.place, e.id), '[]')
	from queue.events e
	left join queue.event_bodies b on b.event_id = e.id
	where e.case_id = $1;
$$;

-- The notes among officers of a case.
create function queue.notes_of(case_id uuid)
returns jsonb
language sql
stable
set search_path = ''
as $$
	select coalesce(jsonb_agg(jsonb_build_object(
		'id', n.id, 'at', n.at, 'officer', queue.person(n.officer), 'body', n.body
	) order by n.at, n.id), '[]')
	from queue.notes n
	where n.case_id = $1;
$$;

-- The whole of a case, for an officer who may see it. plpgsql, since the rooms come later.
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
		'clocks', queue.clocks_of(c),
		'clock_steps', queue.clock_steps(c),
		'events', queue.events_of(c.id),
		'notes', queue.notes_of(c.id),
		'question', (
			select jsonb_build_object('id', q.id, 'at', q.at, 'body', q.body)
			from queue.questions q where q.case_id = c.id and q.answered_at is null and q.body is not null
		),
		'returned', booking.returned_of(c),
		'visit', booking.detail(c.id),
		'readiness', booking.readiness_of(c.id),
		'call_back', booking.call_back_detail(c.id),
		'data_request', queue.data_request_detail(c.id),
		'support', support.detail(c.id),
		'aids', jsonb_build_object('checks', queue.checks_of(c), 'drafts', queue.drafts_of(c.id)),
		'kin', queue.kin_of(c)
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
	after_at timestamptz;
	after_id uuid;
begin
	perform queue.check_filter($1);
	perform house.demand($3 between 1 and 100, 422, 'out_of_range', 'size');
	if $2 is not null and jsonb_typeof($2) <> 'null' then
		perform house.strict($2, array['at', 'id'], 'after');
		begin
			after_at := ($2 ->> 'at')::timestamptz;
			after_id := ($2 ->> 'id')::uuid;
		exception
			when data_exception then
				perform house.refuse(422, 'bad_format', 'after');
		end;
		perform house.demand(after_id is not null, 422, 'required', 'after');
	end if;
	return queue.page(officer, $1, after_at, after_id, $3);
end;
$$;
grant execute on function public.queue_page(jsonb, jsonb, int) to authenticated;

-- Opens a case and writes the read down, last, since the chain of reads is locked from there on. Refuses 409 `reason_needed`
-- where the case is not the officer's own work. Definer as above; outside the compartment it does not exist.
create function public.queue_case(id uuid)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
	officer staff.officers := staff.require();
	c queue.cases := queue.mine(officer, $1);
	ground text := queue.demand_ground(officer, c);
	answer jsonb := queue.whole(c);
begin
	perform queue.log_opening(c, officer, ground);
	perform queue.read_mentions(c.id, officer.user_id);
	return answer;
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

-- Writes a note among officers; changes nothing else, so it needs no version.
-- `mentions`: officers called by name, who find it in their list; 409 `out_of_reach`. Definer as above.
create function public.queue_note(key uuid, id uuid, body text, mentions uuid[] default null)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
	me staff.officers := staff.require();
	request jsonb := jsonb_build_array($2, $3, to_jsonb($4));
	answer jsonb := queue.once($1, 'queue_note', request);
	c queue.cases;
	written uuid;
begin
	if answer is not null then
		return answer;
	end if;
	c := queue.mine(me, $2);
	-- What is said of a tip is sealed.
	perform house.demand(c.kind <> 'tip', 409, 'not_allowed');
	-- Retention has passed here and does not come back.
	perform house.demand(c.erased_sensitive_at is null, 409, 'not_allowed');
	insert into queue.notes (case_id, officer, body) values ($2, me.user_id, house.text($3, 'body', 2000, true))
	returning notes.id into written;
	perform queue.mention(c, written, $4);
	perform queue.note_event($2, 'note', 'officer', me.user_id);
	return queue.remember($1, 'queue_note', request, queue.answer(c), $2);
end;
$$;
grant execute on function public.queue_note(uuid, uuid, text, uuid[]) to authenticated;

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

-- Gives a visit back to be mended in some fields, with the reason. The promised window stays held, and the clocks that the
-- unit's rules name are paused. Definer.
create function public.queue_return(key uuid, id uuid, version int, reason text, fields text[])
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
	me staff.officers := staff.require(null, array['desk', 'support']);
	request jsonb := jsonb_build_array($2, $3, $4, to_jsonb($5));
	answer jsonb := queue.once($1, 'queue_return', request);
	why text := house.text($4, 'reason', 500, true);
	known constant text[] := array['name', 'birth', 'phone', 'landmark', 'address', 'at_home', 'representative'];
	c queue.cases;
begin
	if answer is not null then
		return answer;
	end if;
	perform house.demand($3 is not null, 422, 'required', 'version');
	perform house.demand(cardinality($5) > 0, 422, 'required', 'fields');
	perform house.demand($5 <@ known, 422, 'bad_format', 'fields');
	perform house.demand(cardinality($5) = (select count(distinct f) from unnest($5) f), 422, 'duplicate', 'fields');
	c := queue.mine(me, $2);
	-- In the order of the form, whatever the order of the clicks.
	c := queue.move(
		$2, $3, 'returned', 'officer', 'return', me.user_id,
		jsonb_build_object('fields', (select jsonb_agg(f order by n) from unnest(known) with ordinality k (f, n) where f = any ($5))),
		why, true
	);
	return queue.remember($1, 'queue_return', request, queue.answer(c), $2);
end;
$$;
grant execute on function public.queue_return(uuid, uuid, int, text, text[]) to authenticated;

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
