-- Units: who serves whom, where, when, under which clocks. A unit is data, never a constant.

create schema unit;
comment on schema unit is 'Units, areas, hamlets, calendar, settings, clocks, kits.';

create table unit.units (
	code text primary key check (code ~ '^\d{5}$'),
	name text not null check (house.is_name(name)),
	full_name text not null check (house.is_name(full_name)),
	type text not null check (type in ('phường', 'xã')),
	police_name text not null check (house.is_name(police_name)),
	hotline text check (char_length(hotline) <= 40 and house.is_clean(hotline)),
	hotline_sure boolean not null default false,
	address text check (char_length(address) <= 200 and house.is_clean(address)),
	address_sure boolean not null default false,
	opening_hours text check (char_length(opening_hours) <= 200 and house.is_clean(opening_hours)),
	lat double precision not null check (lat between 8 and 23.5),
	lon double precision not null check (lon between 102 and 110),
	demo boolean not null default false
);
comment on table unit.units is 'A commune-level unit. A hotline or an address that is not sure is shown as a placeholder.';

create table unit.areas (
	code text not null check (code ~ '^\d{5}$'),
	valid_from date not null,
	valid_to date check (valid_to > valid_from),
	name text not null check (house.is_name(name)),
	full_name text not null check (house.is_name(full_name)),
	type text not null check (type in ('phường', 'xã')),
	unit text not null references unit.units (code),
	lat double precision not null check (lat between 8 and 23.5),
	lon double precision not null check (lon between 102 and 110),
	coordinates text not null,
	primary key (code, valid_from)
);
comment on table unit.areas is 'The wards and communes that people still give as their address, and the unit that serves each. Codes were reused in 2025, hence the key.';
comment on column unit.areas.valid_to is 'Null: people still give this name as their address.';
create index areas_of_unit on unit.areas (unit);

create table unit.hamlets (
	id uuid primary key default gen_random_uuid(),
	area text not null,
	area_valid_from date not null,
	name text not null check (char_length(name) <= 80 and house.is_clean(name)),
	kind text not null check (kind in ('thôn', 'tổ dân phố')),
	lat double precision not null check (lat between 8 and 23.5),
	lon double precision not null check (lon between 102 and 110),
	fictional boolean not null default false,
	closed_at timestamptz,
	foreign key (area, area_valid_from) references unit.areas (code, valid_from)
);
comment on table unit.hamlets is 'Thôn and tổ dân phố; the finest place the portal keeps. Closed ones stay for old visits.';
create unique index hamlets_by_name on unit.hamlets (area, area_valid_from, house.fold(name)) where closed_at is null;

create table unit.calendar_days (
	unit text not null references unit.units (code),
	day date not null,
	counts_as_working boolean not null,
	visits_allowed boolean not null,
	note text check (char_length(note) <= 200 and house.is_clean(note)),
	sure boolean not null default true,
	primary key (unit, day)
);
comment on table unit.calendar_days is 'Days that differ from the week: holidays, swaps, make-up days. Without a row, Monday to Friday work and visits are allowed.';
comment on column unit.calendar_days.sure is 'False: provisional until a lead decides.';

-- Whether days are said, in bounds, for every state in which a tip ends.
create function unit.are_tip_days(days jsonb)
returns boolean
language sql
immutable
set search_path = ''
as $$
	select jsonb_typeof(days) = 'object'
		and days ?& array['resolved', 'handed_over', 'unfounded', 'duplicate']
		and (select bool_and(case when jsonb_typeof(d.value) = 'number' then d.value::numeric between 1 and 3650 else false end)
			from jsonb_each(days) d);
$$;

-- Whether these are the minutes of a day at which a shift changes: one to four, in order.
create function unit.are_changes(minutes int[])
returns boolean
language sql
immutable
set search_path = ''
as $$
	select cardinality(minutes) between 1 and 4
		and (select bool_and(m between 0 and 1439) from unnest(minutes) m)
		and minutes = (select array_agg(distinct m order by m) from unnest(minutes) m);
$$;

create table unit.settings (
	unit text primary key references unit.units (code),
	lead_hours int not null default 24 check (lead_hours between 0 and 336),
	horizon_days int not null default 28 check (horizon_days between 7 and 90),
	hold_minutes int not null default 10 check (hold_minutes between 5 and 30),
	release_hours int not null default 48 check (release_hours between 0 and 336),
	first_choice_hours int not null default 48 check (first_choice_hours between 1 and 336),
	offer_hours int not null default 12 check (offer_hours between 1 and 72),
	wait_limit_days int not null default 21 check (wait_limit_days between 1 and 120),
	readiness_hour int not null default 15 check (readiness_hour between 0 and 23),
	readiness_call_hour int not null default 16 check (readiness_call_hour between 0 and 23),
	estimate_hour int not null default 18 check (estimate_hour between 0 and 23),
	road_factor double precision not null default 1.4 check (road_factor between 1 and 3),
	speed_kmh double precision not null default 25 check (speed_kmh between 5 and 80),
	first_person_minutes int not null default 25 check (first_person_minutes between 5 and 120),
	next_person_minutes int not null default 15 check (next_person_minutes between 5 and 120),
	card_minutes int not null default 5 check (card_minutes between 1 and 60),
	need_minutes jsonb not null default
		'{"bedridden": 15, "disability": 5, "hands": 10, "hearing": 5, "infection_risk": 10, "interpreter_hre": 10}'
		check (jsonb_typeof(need_minutes) = 'object'),
	erase_sensitive_days int not null default 30 check (erase_sensitive_days between 1 and 365),
	erase_contact_days int not null default 90 check (erase_contact_days between 1 and 730),
	require_mfa boolean not null default false,
	mfa_from timestamptz,
	idle_minutes int not null default 30 check (idle_minutes between 1 and 240),
	erase_tip_days jsonb not null default '{"resolved": 365, "handed_over": 365, "unfounded": 90, "duplicate": 30}'
		check (unit.are_tip_days(erase_tip_days)),
	oversight_desk text references unit.units (code) check (oversight_desk <> unit),
	duty_changes int[] not null default '{450}' check (unit.are_changes(duty_changes)),
	assign_rule text not null default 'duty' check (assign_rule in ('off', 'duty', 'rotation')),
	assign_ceiling int not null default 40 check (assign_ceiling between 1 and 500),
	check (require_mfa = (mfa_from is not null))
);
comment on table unit.settings is 'What a lead sets for the unit.';
comment on column unit.settings.first_choice_hours is 'Hours for which windows are kept for a postponed visit, ahead of new bookings.';
comment on column unit.settings.offer_hours is 'Hours for which a place that became free is kept for somebody on the waitlist.';
comment on column unit.settings.wait_limit_days is 'Days of waiting after which somebody comes before all who would cost less of the way.';
comment on column unit.settings.readiness_hour is 'Hour of the day before a visit from which the family is asked whether the house is ready.';
comment on column unit.settings.readiness_call_hour is 'Hour of that day from which those who did not answer are called.';
comment on column unit.settings.estimate_hour is 'Hour of that day from which the plan stands and the family sees an estimate.';
comment on column unit.settings.card_minutes is 'Minutes at the door to hand over the cards of a household.';
comment on column unit.settings.mfa_from is 'From when the second factor is required: until then each officer sets theirs up.';
comment on column unit.settings.erase_tip_days is 'Days after a tip''s end until it is erased, by the state it ended in.';
comment on column unit.settings.oversight_desk is 'The other unit that takes tips about officers of this one; null: none.';
comment on column unit.settings.duty_changes is 'Minutes after local midnight at which shifts change; one alone makes shifts of 24 hours.';
comment on column unit.settings.assign_rule is 'Whom a new case falls to: nobody, who is on duty, or the officers in turn.';
comment on column unit.settings.assign_ceiling is 'Open cases of one officer, tips apart, from which on the turn passes them by.';

create table unit.oversight_changes (
	id uuid primary key default gen_random_uuid(),
	unit text not null references unit.units (code),
	at timestamptz not null default clock_timestamp(),
	desk text references unit.units (code) check (desk <> unit),
	by text not null default session_user
);
comment on table unit.oversight_changes is 'Where tips about a unit''s own officers went from when on; written once, by whichever road the setting came.';
comment on column unit.oversight_changes.by is 'The role of the database that set it: no officer may, and an operator has no account.';
create index oversight_changes_of_unit on unit.oversight_changes (unit, at);
create index oversight_changes_of_desk on unit.oversight_changes (desk);

create table unit.windows (
	unit text not null references unit.units (code),
	weekday int not null check (weekday between 1 and 7),
	from_minute int not null check (from_minute between 0 and 1439),
	to_minute int not null check (to_minute between 1 and 1440),
	primary key (unit, weekday, from_minute),
	check (from_minute < to_minute)
);
comment on table unit.windows is 'The windows a promise may be made of, by ISO weekday, in minutes after local midnight.';

create table unit.clocks (
	unit text not null references unit.units (code),
	kind text not null check (kind in ('home_visit', 'call_back', 'tip', 'crime_tip', 'support', 'data_request', 'fund_statement')),
	clock text not null check (char_length(clock) between 1 and 40),
	starts text not null,
	amount int check (amount between 1 and 400),
	measure text check (measure in ('hours', 'days', 'working_days', 'months')),
	limit_text text not null,
	source text not null check (char_length(source) <= 300 and house.is_clean(source)),
	unsure text check (char_length(unsure) between 1 and 300 and house.is_clean(unsure)),
	counts text not null default 'from_start' check (counts in ('from_start', 'from_receipt', 'after_end', 'before_end')),
	other text,
	primary key (unit, kind, clock),
	foreign key (unit, kind, other) references unit.clocks (unit, kind, clock),
	check ((amount is null) = (measure is null)),
	-- What has no source says so.
	check (source <> '' or unsure is not null),
	check ((counts in ('after_end', 'before_end')) = (other is not null) and other is distinct from clock)
);
comment on column unit.clocks.counts is 'From when the limit is counted: its start event, the receipt, or after or before the end of the clock `other`.';
comment on table unit.clocks is 'The clocks of each kind of case, with source and doubts. Without amount and measure a person sets the end.';

create table unit.kits (
	id uuid primary key default gen_random_uuid(),
	name text not null check (char_length(name) between 1 and 80 and house.is_clean(name)),
	active boolean not null default true
);
comment on table unit.kits is 'Mobile capture kits; several units may share one.';

create table unit.kit_units (
	kit uuid not null references unit.kits (id),
	unit text not null references unit.units (code),
	primary key (kit, unit)
);
comment on table unit.kit_units is 'Which units may use which kit.';
create index kits_of_unit on unit.kit_units (unit);

create table unit.travel (
	from_place text not null check (from_place ~ '^(hamlet:[0-9a-f-]{36}|area:\d{5}|unit:\d{5})$'),
	to_place text not null check (to_place ~ '^(hamlet:[0-9a-f-]{36}|area:\d{5}|unit:\d{5})$'),
	minutes int not null check (minutes between 0 and 600),
	primary key (from_place, to_place)
);
comment on table unit.travel is 'Known travel times, which win over the great circle times the road factor.';

-- Row security without a policy: the tables are reached through doors alone.
alter table unit.units enable row level security;
alter table unit.areas enable row level security;
alter table unit.hamlets enable row level security;
alter table unit.calendar_days enable row level security;
alter table unit.settings enable row level security;
alter table unit.oversight_changes enable row level security;
alter table unit.windows enable row level security;
alter table unit.clocks enable row level security;
alter table unit.kits enable row level security;
alter table unit.kit_units enable row level security;
alter table unit.travel enable row level security;

-- Where tips about a unit's officers go is set by the operator, past every door: whoever comes after them reads when it was
-- changed, also where it was done by hand.
create function unit.note_oversight()
returns trigger
language plpgsql
set search_path = ''
as $$
begin
	insert into unit.oversight_changes (unit, desk) values (new.unit, new.oversight_desk);
	return null;
end;
$$;

create trigger oversight_is_noted_at_first
after insert on unit.settings
for each row when (new.oversight_desk is not null)
execute function unit.note_oversight();

create trigger oversight_is_noted
after update of oversight_desk on unit.settings
for each row when (old.oversight_desk is distinct from new.oversight_desk)
execute function unit.note_oversight();

create trigger oversight_changes_are_append_only before update or delete on unit.oversight_changes
for each row execute function house.append_only();
create trigger oversight_changes_are_never_emptied before truncate on unit.oversight_changes
for each statement execute function house.append_only();

-- Whether clocks run on a day: the unit's calendar decides, else Monday to Friday do.
create function unit.is_working_day(unit text, day date)
returns boolean
language sql
stable
set search_path = ''
as $$
	select coalesce(
		(select d.counts_as_working from unit.calendar_days d where d.unit = $1 and d.day = $2),
		extract(isodow from $2) < 6
	);
$$;

-- Whether a team may visit on a day; which weekdays have windows is another matter.
create function unit.visits_allowed(unit text, day date)
returns boolean
language plpgsql
stable
set search_path = ''
as $$
begin
	return coalesce(
		(select d.visits_allowed from unit.calendar_days d where d.unit = $1 and d.day = $2),
		true
	);
end
$$;

-- The working day that comes after `skipped` others, looking from a day on (`step` -1: back); null when the calendar has none
-- within reach, which is more than a year of days off.
create function unit.nth_working_day(unit text, from_day date, skipped int, step int default 1)
returns date
language plpgsql
stable
set search_path = ''
as $$
declare
	found_day date;
	reach int;
begin
	-- Near days first: a year of them is looked through only where the calendar is full of days off.
	foreach reach in array array[16 + 2 * skipped, 368 + 2 * skipped] loop
		select s.day::date into found_day
		from generate_series($2, $2 + $4 * reach, $4 * interval '1 day') s (day)
		left join unit.calendar_days c on c.unit = $1 and c.day = s.day::date
		where coalesce(c.counts_as_working, extract(isodow from s.day) < 6)
		order by abs(s.day::date - $2)
		offset skipped
		limit 1;
		exit when found;
	end loop;
	return found_day;
end;
$$;

-- The instant `n` working days after `start`: the same time of day, n working days on. What is received
-- on a day off counts as received at 07:00 of the next working day. Null when the calendar has no
-- such day within reach (more than a year of days off).
create function unit.add_working_days(unit text, start timestamptz, n int)
returns timestamptz
language plpgsql
stable
set search_path = ''
as $$
declare
	day date := house.local_day(start);
	clock_time interval := (start at time zone 'Asia/Ho_Chi_Minh') - day::timestamp;
	goal int := n;
begin
	if not unit.is_working_day($1, day) then
		goal := n + 1;
		clock_time := interval '7 hours';
	end if;
	if goal = 0 then
		return start;
	end if;
	return (unit.nth_working_day($1, day + 1, goal - 1) + clock_time) at time zone 'Asia/Ho_Chi_Minh';
end;
$$;

-- The instant `n` working days before `finish`: the same time of day, on the n-th working day before its day.
create function unit.working_days_before(unit text, finish timestamptz, n int)
returns timestamptz
language sql
stable
set search_path = ''
as $$
	select (
		unit.nth_working_day($1, house.local_day(finish) - 1, n - 1, -1)
		+ ((finish at time zone 'Asia/Ho_Chi_Minh') - house.local_day(finish)::timestamp)
	) at time zone 'Asia/Ho_Chi_Minh';
$$;

-- Seconds of working time from `start` to `finish`: a working day holds all of its 24 hours, a day off none. 0 when `finish`
-- is not later. It is what a paused clock of working days has left.
create function unit.working_seconds(unit text, start timestamptz, finish timestamptz)
returns double precision
language sql
stable
set search_path = ''
as $$
	select coalesce(sum(extract(epoch from
		least(finish, (d.day + 1)::timestamp at time zone 'Asia/Ho_Chi_Minh')
		- greatest(start, d.day::timestamp at time zone 'Asia/Ho_Chi_Minh')
	)), 0)::double precision
	from (
		select s.day::date as day
		from generate_series(house.local_day(start), house.local_day(finish), interval '1 day') s (day)
	) d
	where start < finish and unit.is_working_day($1, d.day);
$$;

-- The instant at which so many seconds of working time have passed since `start`, always on a working day; null when the
-- calendar has no such day within reach.
create function unit.add_working_seconds(unit text, start timestamptz, seconds double precision)
returns timestamptz
language plpgsql
stable
set search_path = ''
as $$
declare
	day date := house.local_day(start);
	whole numeric := seconds::numeric + case when unit.is_working_day($1, day)
		then extract(epoch from (start at time zone 'Asia/Ho_Chi_Minh') - day::timestamp) else 0 end;
	days int := floor(whole / 86400);
begin
	return (unit.nth_working_day($1, day, days)::timestamp + make_interval(secs => (whole - days * 86400)::double precision)) at time zone 'Asia/Ho_Chi_Minh';
end;
$$;

-- When a measure of time after `start` ends. Hours and days run through days off; a month ends on the
-- same date, or on the last day of a shorter month (local calendar). The instant is kept as it is:
-- moving an end that falls on a day off is for the rule of the law that sets it.
create function unit.after(unit text, start timestamptz, amount int, measure text)
returns timestamptz
language sql
stable
set search_path = ''
as $$
	select case measure
		when 'hours' then start + make_interval(hours => amount)
		when 'days' then ((start at time zone 'Asia/Ho_Chi_Minh') + make_interval(days => amount)) at time zone 'Asia/Ho_Chi_Minh'
		when 'months' then ((start at time zone 'Asia/Ho_Chi_Minh') + make_interval(months => amount)) at time zone 'Asia/Ho_Chi_Minh'
		when 'working_days' then unit.add_working_days($1, start, amount)
	end;
$$;

-- The instant a measure of time before `finish`: the latest moment to do what must come that long before an end.
create function unit.before(unit text, finish timestamptz, amount int, measure text)
returns timestamptz
language sql
stable
set search_path = ''
as $$
	select case when measure = 'working_days' then unit.working_days_before($1, finish, amount)
		else unit.after($1, finish, -amount, measure) end;
$$;

-- When a clock of the unit that is counted from `start` runs out; null when a person sets its end, or another clock's end does.
create function unit.due(unit text, kind text, clock text, start timestamptz)
returns timestamptz
language sql
stable
set search_path = ''
as $$
	select unit.after(c.unit, $4, c.amount, c.measure)
	from unit.clocks c
	where c.unit = $1 and c.kind = $2 and c.clock = $3 and c.other is null;
$$;

-- The unit that serves an area today; null for an area that is not served.
create function unit.of_area(area text)
returns text
language sql
stable
set search_path = ''
as $$
	select a.unit from unit.areas a
	where a.code = $1 and a.valid_to is null
	order by a.valid_from desc
	limit 1;
$$;

-- What a build must know of the unit's chain of desk lists; null without one. The room staff, which keeps
-- the chains, puts its own in this place.
create function unit.desk_floor(unit text)
returns jsonb
language sql
stable
set search_path = ''
as $$
	select null::jsonb;
$$;

-- A unit as every page may show it.
create function unit.public_row(u unit.units)
returns jsonb
language sql
stable
set search_path = ''
as $$
	select jsonb_build_object(
		'code', u.code, 'name', u.name, 'full_name', u.full_name, 'type', u.type, 'police_name', u.police_name,
		'hotline', u.hotline, 'hotline_sure', u.hotline_sure, 'address', u.address, 'address_sure', u.address_sure,
		'opening_hours', u.opening_hours, 'desk', unit.desk_floor(u.code)
	);
$$;

-- The settings of a unit as its lead edits them.
create function unit.settings_row(s unit.settings)
returns jsonb
language sql
immutable
set search_path = ''
as $$
	select to_jsonb(s) - array[
		'unit', 'idle_minutes', 'erase_tip_days', 'oversight_desk', 'duty_changes', 'assign_rule', 'assign_ceiling',
		'mfa_from', 'card_minutes'
	];
$$;

-- The windows of a unit, in the order of the week.
create function unit.windows_of(unit text)
returns jsonb
language sql
stable
set search_path = ''
as $$
	select coalesce(jsonb_agg(
		jsonb_build_object('weekday', w.weekday, 'from', w.from_minute, 'to', w.to_minute)
		order by w.weekday, w.from_minute
	), '[]')
	from unit.windows w where w.unit = $1;
$$;

-- Writes the settings of a unit. Strict: refuses an unknown key, a missing one and one out of its bounds,
-- with the key as the field.
create function unit.save_settings(unit text, typed jsonb)
returns void
language plpgsql
set search_path = ''
as $$
declare
	need record;
begin
	perform house.strict(typed, array[
		'lead_hours', 'horizon_days', 'hold_minutes', 'release_hours', 'first_choice_hours', 'offer_hours', 'wait_limit_days',
		'readiness_hour', 'readiness_call_hour', 'estimate_hour', 'road_factor', 'speed_kmh', 'first_person_minutes',
		'next_person_minutes', 'need_minutes', 'erase_sensitive_days', 'erase_contact_days', 'require_mfa'
	], 'settings');
	perform house.demand(jsonb_typeof(typed -> 'require_mfa') = 'boolean', 422, 'required', 'require_mfa');
	-- Switched by staff_factor_require alone, which looks who has one: here it may only stay as it is.
	perform house.demand(
		(typed ->> 'require_mfa')::boolean = (select s.require_mfa from unit.settings s where s.unit = $1),
		409, 'stale', 'require_mfa'
	);
	perform house.demand(jsonb_typeof(typed -> 'need_minutes') = 'object', 422, 'required', 'need_minutes');
	for need in select n.key, n.value from jsonb_each(typed -> 'need_minutes') n loop
		perform house.demand(need.key ~ '^[a-z_]{1,40}$', 422, 'bad_format', 'need_minutes');
		perform house.number(need.value, 'need_minutes.' || need.key, 0, 120);
	end loop;
	update unit.settings s set
		lead_hours = house.number(typed -> 'lead_hours', 'lead_hours', 0, 336),
		horizon_days = house.number(typed -> 'horizon_days', 'horizon_days', 7, 90),
		hold_minutes = house.number(typed -> 'hold_minutes', 'hold_minutes', 5, 30),
		release_hours = house.number(typed -> 'release_hours', 'release_hours', 0, 336),
		first_choice_hours = house.number(typed -> 'first_choice_hours', 'first_choice_hours', 1, 336),
		offer_hours = house.number(typed -> 'offer_hours', 'offer_hours', 1, 72),
		wait_limit_days = house.number(typed -> 'wait_limit_days', 'wait_limit_days', 1, 120),
		readiness_hour = house.number(typed -> 'readiness_hour', 'readiness_hour', 0, 23),
		readiness_call_hour = house.number(typed -> 'readiness_call_hour', 'readiness_call_hour', 0, 23),
		estimate_hour = house.number(typed -> 'estimate_hour', 'estimate_hour', 0, 23),
		road_factor = house.number(typed -> 'road_factor', 'road_factor', 1, 3, false),
		speed_kmh = house.number(typed -> 'speed_kmh', 'speed_kmh', 5, 80, false),
		first_person_minutes = house.number(typed -> 'first_person_minutes', 'first_person_minutes', 5, 120),
		next_person_minutes = house.number(typed -> 'next_person_minutes', 'next_person_minutes', 5, 120),
		need_minutes = typed -> 'need_minutes',
		erase_sensitive_days = house.number(typed -> 'erase_sensitive_days', 'erase_sensitive_days', 1, 365),
		erase_contact_days = house.number(typed -> 'erase_contact_days', 'erase_contact_days', 1, 730)
	where s.unit = $1;
end;
$$;

-- Replaces the windows of a unit; promises already made keep theirs. Refuses `bad_format`, `out_of_range`
-- and `duplicate` with the place in the list as the field.
create function unit.save_windows(unit text, typed jsonb)
returns void
language plpgsql
set search_path = ''
as $$
declare
	item record;
	starts numeric;
begin
	perform house.demand(jsonb_typeof(typed) = 'array', 422, 'bad_format', 'windows');
	perform house.demand(jsonb_array_length(typed) <= 40, 422, 'too_many', 'windows');
	-- Two lists that are written at once would otherwise both stay.
	perform 1 from unit.units u where u.code = $1 for no key update;
	delete from unit.windows w where w.unit = $1;
	for item in select i.value, 'windows.' || (i.ordinality - 1) as field from jsonb_array_elements(typed) with ordinality i loop
		perform house.strict(item.value, array['weekday', 'from', 'to'], item.field);
		starts := house.number(item.value -> 'from', item.field || '.from', 0, 1439);
		insert into unit.windows (unit, weekday, from_minute, to_minute)
		values (
			$1, house.number(item.value -> 'weekday', item.field || '.weekday', 1, 7), starts,
			house.number(item.value -> 'to', item.field || '.to', starts + 1, 1440)
		)
		on conflict do nothing;
		perform house.demand(found, 422, 'duplicate', item.field);
	end loop;
end;
$$;

-- Writes or makes a hamlet of one of the unit's areas; answers its id. Refuses 404 for a hamlet of another
-- unit, 409 `not_served` for an area of another one, 409 `name_taken`.
create function unit.save_hamlet(
	unit text, hamlet uuid, area text, name text, kind text, lat double precision, lon double precision, closed boolean
)
returns uuid
language plpgsql
set search_path = ''
as $$
declare
	saved uuid;
	typed text := house.text($4, 'name', 80, true);
begin
	perform house.demand($5 in ('thôn', 'tổ dân phố'), 422, 'bad_format', 'hamlet_kind');
	perform house.demand($6 between 8 and 23.5, 422, 'outside', 'lat');
	perform house.demand($7 between 102 and 110, 422, 'outside', 'lon');
	perform house.demand($8 is not null, 422, 'required', 'closed');
	perform house.demand(unit.of_area($3) = $1, 409, 'not_served', 'area');
	if $2 is null then
		insert into unit.hamlets (area, area_valid_from, name, kind, lat, lon, closed_at)
		select a.code, a.valid_from, typed, $5, $6, $7, case when $8 then now() end
		from unit.areas a where a.code = $3 and a.valid_to is null order by a.valid_from desc limit 1
		returning id into saved;
	else
		update unit.hamlets h set
			area = a.code, area_valid_from = a.valid_from, name = typed, kind = $5, lat = $6, lon = $7,
			closed_at = case when $8 then coalesce(h.closed_at, now()) end
		from unit.areas a, unit.areas was
		where h.id = $2
			and was.code = h.area and was.valid_from = h.area_valid_from and was.unit = $1
			and a.code = $3 and a.valid_to is null
		returning h.id into saved;
		perform house.demand(found, 404, 'not_found');
	end if;
	return saved;
exception
	when unique_violation then
		perform house.refuse(409, 'name_taken', 'name');
end;
$$;

-- What every public page needs of the units. Definer: anon reads no table.
create function public.unit_public()
returns jsonb
language sql
stable security definer
set search_path = ''
as $$
	select jsonb_build_object(
		'as_of', now(),
		'demo', exists (select 1 from unit.units u where u.demo),
		-- How long a unit keeps what residents type is said to them before they send it. Whose desk takes tips about its
		-- officers is built into pages, which then take no other from any server (docs/decisions/0072).
		'units', coalesce((
			select jsonb_agg(unit.public_row(u) || jsonb_build_object('oversight', s.oversight_desk, 'retention', jsonb_build_object(
				'sensitive_days', coalesce(s.erase_sensitive_days, 30), 'contact_days', coalesce(s.erase_contact_days, 90)
			)) order by u.code)
			from unit.units u
			left join unit.settings s on s.unit = u.code
		), '[]'),
		'areas', coalesce((
			select jsonb_agg(jsonb_build_object(
				'code', a.code, 'name', a.name, 'full_name', a.full_name, 'type', a.type, 'unit', a.unit
			) order by a.code)
			from unit.areas a where a.valid_to is null
		), '[]'),
		'hamlets', coalesce((
			select jsonb_agg(jsonb_build_object('id', h.id, 'area', h.area, 'name', h.name, 'kind', h.kind)
				order by h.area, char_length(h.name), h.name)
			from unit.hamlets h
			join unit.areas a on a.code = h.area and a.valid_from = h.area_valid_from and a.valid_to is null
			where h.closed_at is null
		), '[]')
	);
$$;
grant execute on function public.unit_public() to anon, authenticated;

-- All that a lead may edit of the unit. Definer: officers read no table.
create function public.unit_editable()
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
	officer record := staff.require('lead');
begin
	return (
		select jsonb_build_object(
			'unit', unit.public_row(u),
			'settings', (select unit.settings_row(s) from unit.settings s where s.unit = u.code),
			'windows', unit.windows_of(u.code),
			'days', coalesce((
				select jsonb_agg(to_jsonb(d) - 'unit' order by d.day) from unit.calendar_days d where d.unit = u.code
			), '[]'),
			'hamlets', coalesce((
				select jsonb_agg(jsonb_build_object(
					'id', h.id, 'area', h.area, 'name', h.name, 'kind', h.kind, 'lat', h.lat, 'lon', h.lon,
					'closed', h.closed_at is not null, 'fictional', h.fictional
				) order by h.area, char_length(h.name), h.name)
				from unit.hamlets h
				join unit.areas a on a.code = h.area and a.valid_from = h.area_valid_from
				where a.unit = u.code
			), '[]'),
			'clocks', coalesce((
				select jsonb_agg(to_jsonb(k) - 'unit' order by k.kind, k.clock) from unit.clocks k where k.unit = u.code
			), '[]'),
			'kits', coalesce((
				select jsonb_agg(jsonb_build_object(
					'id', k.id, 'name', k.name, 'active', k.active,
					'units', (select jsonb_agg(x.unit order by x.unit) from unit.kit_units x where x.kit = k.id)
				) order by k.name, k.id)
				from unit.kits k
				where exists (select 1 from unit.kit_units x where x.kit = k.id and x.unit = u.code)
			), '[]')
		)
		from unit.units u where u.code = officer.unit
	);
end;
$$;
grant execute on function public.unit_editable() to authenticated;

-- A lead writes hotline, address and hours. Definer: officers write no table.
create function public.unit_save(
	key uuid, hotline text, hotline_sure boolean, address text, address_sure boolean, opening_hours text
)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
	officer record := staff.require('lead');
	request jsonb := jsonb_build_array($2, $3, $4, $5, $6);
	answer jsonb := queue.once($1, 'unit_save', request);
begin
	if answer is not null then
		return answer;
	end if;
	perform house.demand($3 is not null, 422, 'required', 'hotline_sure');
	perform house.demand($5 is not null, 422, 'required', 'address_sure');
	update unit.units u set
		hotline = house.text($2, 'hotline', 40), hotline_sure = $3,
		address = house.text($4, 'address', 200), address_sure = $5,
		opening_hours = house.text($6, 'opening_hours', 200)
	where u.code = officer.unit;
	return queue.remember($1, 'unit_save', request, '{"ok": true}');
end;
$$;
grant execute on function public.unit_save(uuid, text, boolean, text, boolean, text) to authenticated;

-- A lead writes the settings. Definer as above.
create function public.unit_settings_save(key uuid, settings jsonb)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
	officer record := staff.require('lead');
	answer jsonb := queue.once($1, 'unit_settings_save', $2);
begin
	if answer is not null then
		return answer;
	end if;
	perform unit.save_settings(officer.unit, $2);
	return queue.remember($1, 'unit_settings_save', $2, '{"ok": true}');
end;
$$;
grant execute on function public.unit_settings_save(uuid, jsonb) to authenticated;

-- A lead replaces the windows. Definer as above.
create function public.unit_windows_save(key uuid, windows jsonb)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
	officer record := staff.require('lead');
	answer jsonb := queue.once($1, 'unit_windows_save', $2);
begin
	if answer is not null then
		return answer;
	end if;
	perform unit.save_windows(officer.unit, $2);
	return queue.remember($1, 'unit_windows_save', $2, '{"ok": true}');
end;
$$;
grant execute on function public.unit_windows_save(uuid, jsonb) to authenticated;

-- A lead decides about a day; it is sure from then on, and running clocks are reckoned anew. A day with
-- promises cannot be closed to visits: 409 `promises_stand`; 503 `busy` while somebody books there. Definer as above.
create function public.unit_day_save(key uuid, day date, counts_as_working boolean, visits_allowed boolean, note text)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
	officer record := staff.require('lead');
	request jsonb := jsonb_build_array($2, $3, $4, $5);
	answer jsonb := queue.once($1, 'unit_day_save', request);
begin
	if answer is not null then
		return answer;
	end if;
	perform house.demand($2 is not null, 422, 'required', 'day');
	perform house.demand($2 between date '2020-01-01' and date '2099-12-31', 422, 'out_of_range', 'day');
	perform house.demand($3 is not null, 422, 'required', 'counts_as_working');
	perform house.demand($4 is not null, 422, 'required', 'visits_allowed');
	perform house.demand($4 or booking.promises_on(officer.unit, $2) = 0, 409, 'promises_stand', 'visits_allowed');
	insert into unit.calendar_days as d (unit, day, counts_as_working, visits_allowed, note, sure)
	values (officer.unit, $2, $3, $4, house.text($5, 'note', 200), true)
	on conflict on constraint calendar_days_pkey do update set
		counts_as_working = excluded.counts_as_working, visits_allowed = excluded.visits_allowed,
		note = excluded.note, sure = true;
	perform queue.recalculate(officer.unit, $2);
	return queue.remember($1, 'unit_day_save', request, '{"ok": true}');
exception
	when deadlock_detected or lock_not_available or query_canceled then
		perform house.refuse(503, 'busy');
end;
$$;
grant execute on function public.unit_day_save(uuid, date, boolean, boolean, text) to authenticated;

-- A lead makes a day like every other of its weekday. Definer as above.
create function public.unit_day_remove(key uuid, day date)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
	officer record := staff.require('lead');
	request jsonb := jsonb_build_array($2);
	answer jsonb := queue.once($1, 'unit_day_remove', request);
begin
	if answer is not null then
		return answer;
	end if;
	delete from unit.calendar_days d where d.unit = officer.unit and d.day = $2;
	perform house.demand(found, 404, 'not_found');
	perform queue.recalculate(officer.unit, $2);
	return queue.remember($1, 'unit_day_remove', request, '{"ok": true}');
end;
$$;
grant execute on function public.unit_day_remove(uuid, date) to authenticated;

-- A lead writes a hamlet; closed ones are offered no more. Definer as above.
create function public.unit_hamlet_save(
	key uuid, hamlet uuid, area text, name text, hamlet_kind text, lat double precision, lon double precision, closed boolean
)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
	officer record := staff.require('lead');
	request jsonb := jsonb_build_array($2, $3, $4, $5, $6, $7, $8);
	answer jsonb := queue.once($1, 'unit_hamlet_save', request);
begin
	if answer is not null then
		return answer;
	end if;
	answer := jsonb_build_object('id', unit.save_hamlet(officer.unit, $2, $3, $4, $5, $6, $7, $8));
	return queue.remember($1, 'unit_hamlet_save', request, answer);
end;
$$;
grant execute on function public.unit_hamlet_save(uuid, uuid, text, text, text, double precision, double precision, boolean) to authenticated;

-- A lead sets the limit of a clock, its words, its source and its doubt; clocks that run keep the limit that stood when they
-- began. Both or neither of amount and measure: without them a person sets the end, which only a clock may have that never
-- had a limit. What names no source says why. Definer as above.
create function public.unit_clock_save(
	key uuid, case_kind text, clock text, amount int, measure text, limit_text text, source text, unsure text
)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
	officer record := staff.require('lead');
	request jsonb := jsonb_build_array($2, $3, $4, $5, $6, $7, $8);
	answer jsonb := queue.once($1, 'unit_clock_save', request);
	named text := coalesce(house.text($7, 'source', 300), '');
	doubt text := house.text($8, 'unsure', 300);
	known unit.clocks;
begin
	if answer is not null then
		return answer;
	end if;
	select * into known from unit.clocks k where k.unit = officer.unit and k.kind = $2 and k.clock = $3 for update;
	perform house.demand(found, 404, 'not_found');
	if known.amount is not null or $4 is not null or $5 is not null then
		perform house.demand($4 between 1 and 400, 422, 'out_of_range', 'amount');
		perform house.demand($5 in ('hours', 'days', 'working_days', 'months'), 422, 'bad_format', 'measure');
	end if;
	perform house.demand(named <> '' or doubt is not null, 422, 'required', 'source');
	update unit.clocks k set
		amount = $4, measure = $5, limit_text = house.text($6, 'limit_text', 120, true), source = named, unsure = doubt
	where k.unit = officer.unit and k.kind = $2 and k.clock = $3;
	return queue.remember($1, 'unit_clock_save', request, '{"ok": true}');
end;
$$;
grant execute on function public.unit_clock_save(uuid, text, text, int, text, text, text, text) to authenticated;

-- A lead writes a kit of the unit, or makes one for it. A kit that is broken is out of use whatever was promised with it: the answer
-- says how many promises those are. Definer as above.
create function public.unit_kit_save(key uuid, kit uuid, name text, active boolean)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
	officer record := staff.require('lead');
	request jsonb := jsonb_build_array($2, $3, $4);
	answer jsonb := queue.once($1, 'unit_kit_save', request);
	saved uuid;
begin
	if answer is not null then
		return answer;
	end if;
	perform house.demand($4 is not null, 422, 'required', 'active');
	if $2 is null then
		insert into unit.kits (name, active) values (house.text($3, 'name', 80, true), $4) returning id into saved;
		insert into unit.kit_units (kit, unit) values (saved, officer.unit);
	else
		update unit.kits k set name = house.text($3, 'name', 80, true), active = $4
		where k.id = $2 and exists (select 1 from unit.kit_units x where x.kit = k.id and x.unit = officer.unit)
		returning k.id into saved;
		perform house.demand(found, 404, 'not_found');
	end if;
	answer := jsonb_build_object('id', saved, 'promised', case when $4 then 0 else booking.promises_with(saved) end);
	return queue.remember($1, 'unit_kit_save', request, answer);
end;
$$;
grant execute on function public.unit_kit_save(uuid, uuid, text, boolean) to authenticated;
