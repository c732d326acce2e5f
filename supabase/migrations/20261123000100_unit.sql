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

create table unit.settings (
	unit text primary key references unit.units (code),
	lead_hours int not null default 24 check (lead_hours between 0 and 336),
	horizon_days int not null default 28 check (horizon_days between 7 and 90),
	hold_minutes int not null default 10 check (hold_minutes between 5 and 30),
	release_hours int not null default 48 check (release_hours between 0 and 336),
	road_factor double precision not null default 1.4 check (road_factor between 1 and 3),
	speed_kmh double precision not null default 25 check (speed_kmh between 5 and 80),
	first_person_minutes int not null default 25 check (first_person_minutes between 5 and 120),
	next_person_minutes int not null default 15 check (next_person_minutes between 5 and 120),
	need_minutes jsonb not null default
		'{"bedridden": 15, "disability": 5, "hands": 10, "hearing": 5, "infection_risk": 10, "interpreter_hre": 10}'
		check (jsonb_typeof(need_minutes) = 'object'),
	erase_sensitive_days int not null default 30 check (erase_sensitive_days between 1 and 365),
	erase_contact_days int not null default 90 check (erase_contact_days between 1 and 730),
	require_mfa boolean not null default false,
	idle_minutes int not null default 30 check (idle_minutes between 1 and 240),
	oversight_desk text check (char_length(oversight_desk) <= 200)
);
comment on table unit.settings is 'What a lead sets for the unit. `oversight_desk` is kept for the room tips.';

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
	source text not null,
	unsure text,
	primary key (unit, kind, clock),
	check ((amount is null) = (measure is null))
);
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
alter table unit.windows enable row level security;
alter table unit.clocks enable row level security;
alter table unit.kits enable row level security;
alter table unit.kit_units enable row level security;
alter table unit.travel enable row level security;

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
language sql
stable
set search_path = ''
as $$
	select coalesce(
		(select d.visits_allowed from unit.calendar_days d where d.unit = $1 and d.day = $2),
		true
	);
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
	reach int := 366 + 2 * n;
	goal int := n;
begin
	if not unit.is_working_day($1, day) then
		goal := n + 1;
		clock_time := interval '7 hours';
	end if;
	if goal = 0 then
		return start;
	end if;
	select d.day into day
	from (
		select s.day::date as day
		from generate_series(day + 1, day + reach, interval '1 day') s (day)
		left join unit.calendar_days c on c.unit = $1 and c.day = s.day::date
		where coalesce(c.counts_as_working, extract(isodow from s.day) < 6)
		order by 1
		offset goal - 1
		limit 1
	) d;
	return (day + clock_time) at time zone 'Asia/Ho_Chi_Minh';
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

-- When a clock of the unit that starts at `start` runs out; null when a person sets its end.
create function unit.due(unit text, kind text, clock text, start timestamptz)
returns timestamptz
language sql
stable
set search_path = ''
as $$
	select unit.after(c.unit, $4, c.amount, c.measure)
	from unit.clocks c
	where c.unit = $1 and c.kind = $2 and c.clock = $3;
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
