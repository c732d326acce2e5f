-- The room `booking`: visits at home, call-backs, teams, days of teams, stops, and the one commit that every promise passes.

create schema booking;
revoke all on schema booking from public;
comment on schema booking is 'Home visits and call-backs: who is visited where, by which team, in which promised window.';

-- What only some teams have and some visits need.
create function booking.abilities() returns text[]
language sql immutable set search_path = '' as $$
	select array['car', 'woman_officer', 'interpreter_hre', 'small_kit']
$$;

-- ---------------------------------------------------------------------------------------------------------------- tables

create table booking.teams (
	id uuid primary key default gen_random_uuid(),
	unit text not null references unit.units (code),
	name text not null check (char_length(name) between 1 and 80 and house.is_clean(name)),
	active boolean not null default true,
	start_hamlet uuid references unit.hamlets (id),
	kit uuid references unit.kits (id),
	places int not null default 8 check (places between 0 and 40),
	reserved_hotline int not null default 0 check (reserved_hotline between 0 and 40),
	reserved_ward int not null default 0 check (reserved_ward between 0 and 40),
	abilities text[] not null default '{}' check (abilities <@ booking.abilities()),
	check (reserved_hotline + reserved_ward <= places)
);
comment on column booking.teams.abilities is 'What this team has and some visits need.';
comment on table booking.teams is 'Teams of a unit that go from house to house; the defaults of the days they work.';
create index teams_of_unit on booking.teams (unit);
create index teams_start_hamlet on booking.teams (start_hamlet);
create index teams_kit on booking.teams (kit);

create table booking.team_shifts (
	team uuid not null references booking.teams (id) on delete cascade,
	weekday int not null check (weekday between 1 and 7),
	from_minute int not null check (from_minute between 0 and 1440),
	to_minute int not null check (to_minute between 0 and 1440),
	primary key (team, weekday, from_minute),
	check (from_minute < to_minute)
);
comment on table booking.team_shifts is 'Weekly hours of a team by ISO weekday; days are opened from them.';

create table booking.team_days (
	id uuid primary key default gen_random_uuid(),
	team uuid not null references booking.teams (id),
	unit text not null references unit.units (code),
	day date not null,
	version int not null default 1,
	kit uuid references unit.kits (id),
	closed boolean not null default false,
	start_place text not null,
	shifts jsonb not null default '[]' check (jsonb_typeof(shifts) = 'array'),
	places int not null check (places between 0 and 40),
	reserved_hotline int not null check (reserved_hotline between 0 and 40),
	reserved_ward int not null check (reserved_ward between 0 and 40),
	edited boolean not null default false,
	unique (team, day),
	check (reserved_hotline + reserved_ward <= places)
);
comment on table booking.team_days is 'One working day of one team. `version` goes up with every commit; a plan names the version it was made for.';
comment on column booking.team_days.start_place is 'Place id where every shift of the day starts: a hamlet, else the house of the unit.';
comment on column booking.team_days.edited is 'A lead set this day by hand: changes of the team leave it alone.';
-- A capture kit is one suitcase: it cannot be in two places on one day, whoever shares it.
create unique index team_days_kit_is_in_one_place on booking.team_days (kit, day) where kit is not null and not closed;
create index team_days_of_unit on booking.team_days (unit, day);
-- Residents ask for the days of all units.
create index team_days_by_day on booking.team_days (day);

create table booking.gatherings (
	id uuid primary key default gen_random_uuid(),
	unit text not null references unit.units (code),
	team_day uuid not null references booking.team_days (id),
	kind text not null check (kind in ('culture_house', 'health_station', 'hospital', 'other')),
	name text not null check (char_length(name) between 1 and 80 and house.is_clean(name)),
	area text not null,
	area_valid_from date not null,
	hamlet uuid references unit.hamlets (id),
	place_id text not null,
	landmark text check (char_length(landmark) <= 200 and house.is_clean(landmark)),
	from_minute int not null check (from_minute between 0 and 1440),
	to_minute int not null check (to_minute between 0 and 1440),
	used int not null default 0 check (used >= 0),
	keeper_name text check (house.is_name(keeper_name)),
	keeper_phone text check (keeper_phone ~ '^\+[0-9]{6,15}$'),
	note text check (char_length(note) between 1 and 300 and house.is_clean(note)),
	ready_key text check (ready_key in ('yes', 'not_yet', 'unsure')),
	ready_power text check (ready_power in ('yes', 'not_yet', 'unsure')),
	ready_tables text check (ready_tables in ('yes', 'not_yet', 'unsure')),
	asked_by uuid references staff.officers (user_id),
	asked_at timestamptz,
	state text not null default 'open' check (state in ('open', 'over', 'cancelled')),
	version int not null default 1,
	made_by uuid references staff.officers (user_id),
	made_at timestamptz not null default now(),
	ended_at timestamptz,
	foreign key (area, area_valid_from) references unit.areas (code, valid_from),
	check (from_minute < to_minute),
	-- Nobody is promised minutes that the team does not stay, whoever adds the last person at the same moment.
	constraint gatherings_hold_their_people check (used <= to_minute - from_minute),
	check ((state = 'open') = (ended_at is null)),
	check (num_nonnulls(ready_key, ready_power, ready_tables, asked_by, asked_at) in (0, 5))
);
comment on table booking.gatherings is
	'A place where many people are served at one stop: the team is there from from_minute to to_minute. Who comes keeps a visit of their own.';
comment on column booking.gatherings.used is 'Minutes of service that its people take, the first set-up once. Kept by a trigger on booking.visits.';
comment on column booking.gatherings.note is 'Words that the people of the gathering read.';
comment on column booking.gatherings.made_by is 'Null in the demonstration, whose officers come after its data.';
comment on column booking.gatherings.ready_key is 'What the keeper of the house said for this day, asked once.';
create index gatherings_of_day on booking.gatherings (team_day);
create index gatherings_of_unit on booking.gatherings (unit, state);
create index gatherings_of_hamlet on booking.gatherings (hamlet);
create index gatherings_of_area on booking.gatherings (area, area_valid_from);
create index gatherings_made_by on booking.gatherings (made_by);
create index gatherings_asked_by on booking.gatherings (asked_by);

create table booking.visits (
	id uuid primary key default gen_random_uuid(),
	case_id uuid unique references queue.cases (id),
	unit text not null references unit.units (code),
	channel text not null check (channel in ('web', 'hotline', 'ward', 'paper', 'walk_in')),
	area text not null,
	area_valid_from date not null,
	hamlet uuid references unit.hamlets (id),
	place_id text not null,
	minutes int not null check (minutes between 1 and 1440),
	people_count int not null default 1 check (people_count between 1 and 12),
	booking_for text check (booking_for in ('self', 'relative', 'other')),
	booker_name text check (house.is_name(booker_name)),
	booker_phone text check (booker_phone ~ '^\+[0-9]{6,15}$'),
	relation text check (
		relation in (
			'self', 'child', 'grandchild', 'spouse', 'sibling', 'other_relative', 'neighbour', 'hamlet_head', 'care_worker', 'other'
		)
	),
	person_knows boolean not null default false,
	at_home_name text check (house.is_name(at_home_name)),
	at_home_phone text check (at_home_phone ~ '^\+[0-9]{6,15}$'),
	place_kind text check (place_kind in ('home', 'relative_home', 'hospital', 'care_home')),
	landmark text check (char_length(landmark) <= 300 and house.is_clean(landmark)),
	address text check (char_length(address) <= 300 and house.is_clean(address)),
	permanent_elsewhere text check (char_length(permanent_elsewhere) <= 200 and house.is_clean(permanent_elsewhere)),
	consent_at timestamptz,
	confirmed_at timestamptz,
	papers text check (char_length(papers) <= 500 and house.is_clean(papers)),
	sequence int not null default 0,
	extended boolean not null default false,
	requires text[] not null default '{}' check (requires <@ booking.abilities()),
	held_team_day uuid references booking.team_days (id),
	held_from int,
	held_to int,
	gathering uuid references booking.gatherings (id),
	gathered_at timestamptz,
	created_at timestamptz not null default now(),
	check ((gathering is null) = (gathered_at is null)),
	-- A draft behind a hold goes nowhere.
	check (gathering is null or booker_name is not null or case_id is not null),
	foreign key (area, area_valid_from) references unit.areas (code, valid_from)
);
comment on table booking.visits is 'A visit; without a case it is the draft behind a hold and knows nobody''s name.';
comment on column booking.visits.held_team_day is 'Day that was held last, so that a lapsed hold can be tried again when the form is sent.';
comment on column booking.visits.requires is 'What the team that comes must have.';
comment on column booking.visits.sequence is 'SEQUENCE of the calendar file: goes up with every change of the window.';
comment on column booking.visits.gathering is 'Where these people come instead of being visited. A visit stands in one gathering or in one stop, never in both.';
create index visits_of_gathering on booking.visits (gathering) where gathering is not null;
create index visits_of_hamlet on booking.visits (hamlet);
create index visits_of_area on booking.visits (area, area_valid_from);
create index visits_held_team_day on booking.visits (held_team_day);
create index visits_drafts on booking.visits (created_at) where case_id is null;

create table booking.people (
	id uuid primary key default gen_random_uuid(),
	visit_id uuid not null references booking.visits (id) on delete cascade,
	position int not null check (position between 1 and 12),
	name text check (house.is_name(name)),
	birth_year int check (birth_year between 1900 and 2200),
	birth_month int check (birth_month between 1 and 12),
	birth_day int check (birth_day between 1 and 31),
	service text not null check (service in ('first', 'renew', 'reissue', 'unsure')),
	needs text[] not null default '{}' check (
		needs <@ array[
			'old_age', 'illness', 'disability', 'bedridden', 'can_sit', 'hands', 'hearing', 'infection_risk', 'interpreter_hre'
		]
	),
	lacks_capacity boolean not null default false,
	representative_name text check (house.is_name(representative_name)),
	representative_relation text check (char_length(representative_relation) <= 60 and house.is_clean(representative_relation)),
	old_number text check (char_length(old_number) <= 20 and house.is_clean(old_number)),
	outcome text check (
		outcome in ('captured', 'absent', 'refused', 'prints_unreadable', 'needs_another_visit', 'died')
	),
	outcome_note text check (char_length(outcome_note) <= 300 and house.is_clean(outcome_note)),
	receiver text check (house.is_name(receiver)),
	card_ready_at timestamptz,
	card_handed_at timestamptz,
	card_handed_to text check (card_handed_to in ('owner', 'named')),
	unique (visit_id, position),
	check (birth_day is null or birth_month is not null),
	check (birth_month is null or birth_year is not null),
	check (card_handed_at is null or (card_ready_at is not null and card_handed_to is not null))
);
comment on table booking.people is 'Those whom a visit serves, several of one household. Names and births go with retention, outcomes stay.';

create table booking.errands (
	id uuid primary key default gen_random_uuid(),
	unit text not null references unit.units (code),
	day date not null,
	area text not null,
	place_id text not null,
	minutes int not null check (minutes between 5 and 240),
	over boolean not null default false,
	came boolean check (came is null or over),
	told_at timestamptz,
	told_by uuid references staff.officers (user_id),
	check (num_nulls(came, told_at, told_by) in (0, 3))
);
comment on table booking.errands is 'What a team does on its way for another room: place, day and minutes. Who it is and why stands in that room alone.';
comment on column booking.errands.came is 'The team said at the door whether somebody was met.';
create index errands_of_day on booking.errands (unit, day) where not over;

create table booking.stops (
	id uuid primary key default gen_random_uuid(),
	team_day uuid not null references booking.team_days (id),
	position int not null check (position > 0),
	kind text not null default 'visit' check (kind in ('visit', 'gathering', 'card', 'support')),
	subject uuid not null,
	channel text not null check (channel in ('web', 'hotline', 'ward', 'paper', 'walk_in')),
	held_until timestamptz,
	window_from int not null check (window_from between 0 and 1440),
	window_to int not null check (window_to between 0 and 1440),
	service int not null check (service > 0),
	travel int not null check (travel >= 0),
	start int not null check (start between 0 and 1440),
	finish int not null check (finish between 0 and 1440),
	busy tstzrange not null,
	pinned boolean not null default false,
	late boolean not null default false,
	-- A gathering begins at its minute; whoever comes to it has its hours.
	check (window_from < window_to or (kind = 'gathering' and window_from = window_to)),
	check (finish = start + service),
	-- The promise itself: service begins inside the window, whatever is replanned around it. Where that has become impossible on
	-- the road, the row says so and somebody phones.
	check (late or start between window_from and window_to),
	-- The backstop under the commit's lock: one team is never in two houses at once.
	constraint stops_never_overlap exclude using gist (team_day with =, busy with &&) deferrable initially deferred
);
comment on table booking.stops is 'Promises (and holds, while held_until lies ahead) in the order of a team''s day. `busy` includes the way there.';
comment on column booking.stops.pinned is 'A lead keeps this stop with its team.';
comment on column booking.stops.late is 'The team said on the road that it cannot keep the window.';
create unique index stops_one_promise_a_visit on booking.stops (subject) where kind in ('visit', 'gathering');
create unique index stops_one_card_leg on booking.stops (subject) where kind = 'card';
create unique index stops_one_errand on booking.stops (subject) where kind = 'support';
create index stops_of_day on booking.stops (team_day, position);

create table booking.proposals (
	case_id uuid not null references queue.cases (id) on delete cascade,
	day date not null,
	from_minute int not null check (from_minute between 0 and 1440),
	to_minute int not null check (to_minute between 0 and 1440),
	primary key (case_id, day, from_minute),
	check (from_minute < to_minute)
);
comment on table booking.proposals is 'Windows that an officer proposed; they hold nothing until the resident takes one.';

create table booking.postponements (
	id uuid primary key default gen_random_uuid(),
	unit text not null references unit.units (code),
	team uuid references booking.teams (id),
	area text check (area ~ '^\d{5}$'),
	gathering uuid references booking.gatherings (id),
	from_day date not null,
	to_day date not null,
	reason text not null check (reason in ('storm', 'flood', 'kit_broken', 'officers_away', 'other')),
	note text check (char_length(note) between 1 and 200 and house.is_clean(note)),
	officer uuid not null references staff.officers (user_id),
	at timestamptz not null default now(),
	lifted_at timestamptz,
	lifted_by uuid references staff.officers (user_id),
	check (from_day <= to_day and to_day - from_day <= 60),
	check (num_nonnulls(team, area, gathering) <= 1),
	check (reason <> 'other' or note is not null),
	check ((lifted_at is null) = (lifted_by is null))
);
comment on table booking.postponements is '"Hoãn cả ngày": days on which nobody is visited, of a team, of an area, or of the whole unit, until a lead reopens them.';
comment on column booking.postponements.note is 'Words of the lead that residents read.';
comment on column booking.postponements.gathering is 'Only this gathering was called off; its team''s day goes on.';
create index postponements_of_gathering on booking.postponements (gathering) where gathering is not null;
create index postponements_of_unit on booking.postponements (unit, from_day, to_day) where lifted_at is null;

create table booking.postponed (
	id uuid primary key default gen_random_uuid(),
	postponement uuid not null references booking.postponements (id),
	case_id uuid not null references queue.cases (id) on delete cascade,
	visit uuid not null references booking.visits (id) on delete cascade,
	team_day uuid not null references booking.team_days (id),
	window_from int not null,
	window_to int not null,
	was_state text not null check (was_state in ('held', 'confirmed')),
	ended text check (ended in ('taken', 'moved', 'waiting', 'cancelled', 'restored')),
	ended_at timestamptz,
	check ((ended is null) = (ended_at is null))
);
comment on table booking.postponed is 'A promise that a postponement took back, and how it ended. The stop stands in its day until the resident has answered.';
create unique index postponed_open on booking.postponed (visit) where ended is null;
create index postponed_of on booking.postponed (postponement);
create index postponed_of_case on booking.postponed (case_id);
-- A draft that is let go asks here, a thousand times in a busy morning.
create index postponed_of_visit on booking.postponed (visit);

create table booking.held_offers (
	id uuid primary key default gen_random_uuid(),
	case_id uuid not null references queue.cases (id) on delete cascade,
	subject uuid not null unique,
	why text not null check (why in ('postponed', 'waitlist')),
	team_day uuid not null references booking.team_days (id),
	window_from int not null,
	window_to int not null,
	at timestamptz not null default now(),
	until timestamptz not null,
	ended text check (ended in ('taken', 'refused', 'lapsed', 'released')),
	ended_at timestamptz,
	check ((ended is null) = (ended_at is null))
);
comment on table booking.held_offers is 'A window kept for one case until a time. Its subject is a draft of its own, which stands in the day through the commit.';
create index held_offers_of_case on booking.held_offers (case_id);
create index held_offers_living on booking.held_offers (until) where ended is null;
create index held_offers_of_day on booking.held_offers (team_day);

create table booking.spare (
	id bigint generated always as identity primary key,
	unit text not null references unit.units (code),
	at timestamptz not null default now()
);
comment on table booking.spare is 'Units in which minutes have become free, or somebody begins to wait. Rows are only added and taken away: nobody waits for them.';

create table booking.roads_closed (
	id uuid primary key default gen_random_uuid(),
	unit text not null references unit.units (code),
	from_place text not null check (from_place ~ '^(hamlet:[0-9a-f-]{36}|area:\d{5}|unit:\d{5})$'),
	to_place text check (to_place ~ '^(hamlet:[0-9a-f-]{36}|area:\d{5}|unit:\d{5})$'),
	minutes int check (minutes between 1 and 600),
	since timestamptz not null default now(),
	until timestamptz not null,
	note text check (char_length(note) between 1 and 200 and house.is_clean(note)),
	officer uuid not null references staff.officers (user_id),
	opened_at timestamptz,
	check (from_place is distinct from to_place),
	check (since < until)
);
comment on table booking.roads_closed is 'A way that cannot be taken until a time: between two places, or every way to a place that is cut off.';
comment on column booking.roads_closed.minutes is 'Minutes of the way around; null: there is none.';
comment on column booking.roads_closed.opened_at is 'A lead opened it before its time.';
comment on column booking.roads_closed.until is 'A day on which it has not ended before midnight is planned without the road.';
create index roads_closed_of_unit on booking.roads_closed (unit, until);

create table booking.call_backs (
	case_id uuid primary key references queue.cases (id) on delete cascade,
	name text check (house.is_name(name)),
	phone text check (phone ~ '^\+[0-9]{6,15}$'),
	area text not null,
	area_valid_from date not null,
	hamlet uuid references unit.hamlets (id),
	when_to_call text not null check (when_to_call in ('any', 'morning', 'afternoon', 'evening')),
	about text check (char_length(about) <= 500 and house.is_clean(about)),
	foreign key (area, area_valid_from) references unit.areas (code, valid_from)
);
comment on table booking.call_backs is '"Nhờ cán bộ gọi lại": one screen, one call.';
create index call_backs_of_hamlet on booking.call_backs (hamlet);
create index call_backs_of_area on booking.call_backs (area, area_valid_from);

create table booking.proofs (
	nonce text primary key check (char_length(nonce) between 1 and 200),
	at timestamptz not null default now()
);
comment on table booking.proofs is 'Proofs of work that were spent; one is good for one thing.';

create table booking.retention_runs (
	id bigint generated always as identity primary key,
	unit text not null references unit.units (code),
	at timestamptz not null default now(),
	sensitive int not null,
	contact int not null,
	officer uuid
);
comment on table booking.retention_runs is 'What the retention job erased and when: figures without persons.';
create index retention_runs_of_unit on booking.retention_runs (unit, at desc);

-- Nobody meets these tables: every read and write goes through a definer door. RLS without a policy says so a second time.
alter table booking.teams enable row level security;
alter table booking.team_shifts enable row level security;
alter table booking.team_days enable row level security;
alter table booking.gatherings enable row level security;
alter table booking.visits enable row level security;
alter table booking.people enable row level security;
alter table booking.errands enable row level security;
alter table booking.stops enable row level security;
alter table booking.proposals enable row level security;
alter table booking.call_backs enable row level security;
alter table booking.postponements enable row level security;
alter table booking.postponed enable row level security;
alter table booking.held_offers enable row level security;
alter table booking.spare enable row level security;
alter table booking.roads_closed enable row level security;
alter table booking.proofs enable row level security;
alter table booking.retention_runs enable row level security;

-- Every promise and hold of a visit, where it is served: at its own stop, or with others at a gathering, whose hours it then
-- has. Doors read it as their owner; nobody else has a grant.
create view booking.promises with (security_invoker = true) as
select
	s.subject as visit, s.id as stop, s.team_day, null::uuid as gathering, s.held_until, s.window_from, s.window_to, s.start, s.finish
from booking.stops s
where s.kind = 'visit'
union all
select v.id, s.id, s.team_day, g.id, null, g.from_minute, g.to_minute, s.start, s.finish
from booking.visits v
join booking.gatherings g on g.id = v.gathering
join booking.stops s on s.subject = g.id and s.kind = 'gathering';
comment on view booking.promises is 'Where and when each visit is served: at its own stop or at a gathering.';

revoke all on all tables in schema booking from public, anon, authenticated, service_role;

-- A household goes several ways at once: who was met waits for the card while others wait for the team to come again. The
-- state then follows those who wait, and the cards of the others move under it.
insert into queue.transitions (kind, from_state, to_state, who, action, needs)
select 'home_visit', s.state, s.state, 'officer', a.action, null
from unnest(array['held', 'confirmed']) as s (state)
cross join unnest(array['card_ready', 'card_handed']) as a (action)
union all
select 'home_visit', 'confirmed', n.state, 'officer', 'outcome', null
from unnest(array['card_ready', 'done']) as n (state)
union all
select 'home_visit', s.state, n.state, w.who, 'cancel', 'reason'
from unnest(array['held', 'returned', 'confirmed', 'revisit']) as s (state)
cross join unnest(array['captured', 'card_ready', 'done']) as n (state)
cross join unnest(array['officer', 'citizen']) as w (who)
on conflict do nothing;

-- ------------------------------------------------------------------------------------------------------- places and time

-- The place id of an area or of one of its hamlets.
create function booking.place_id(p_area text, p_hamlet uuid) returns text
language sql immutable set search_path = '' as $$
	select case when p_hamlet is null then 'area:' || p_area else 'hamlet:' || p_hamlet::text end
$$;

-- The row of an area as people name it today. Codes are reused, so the newest row that is still in use counts.
create function booking.area_row(p_area text) returns unit.areas
language sql stable set search_path = '' as $$
	select a from unit.areas a where a.code = p_area order by (a.valid_to is null) desc, a.valid_from desc limit 1
$$;

-- Coordinates of a place id; no row for an unknown place.
create function booking.spot(p_place text) returns table (lat double precision, lon double precision)
language plpgsql stable set search_path = '' as $$
begin
	if p_place like 'hamlet:%' then
		return query select h.lat::double precision, h.lon::double precision from unit.hamlets h where h.id = substr(p_place, 8)::uuid;
	elsif p_place like 'area:%' then
		return query
			select a.lat::double precision, a.lon::double precision
			from unit.areas a
			where a.code = substr(p_place, 6)
			order by (a.valid_to is null) desc, a.valid_from desc
			limit 1;
	elsif p_place like 'unit:%' then
		return query select u.lat::double precision, u.lon::double precision from unit.units u where u.code = substr(p_place, 6);
	end if;
end
$$;

-- Minutes on the road: great circle (haversine, mean radius 6371.0088 km) × road factor at the unit's speed, and 3 minutes
-- to park and find the door; 2 minutes between two doors of one place; a row of unit.travel wins, and on `p_day` a closed
-- road wins over both. The planner in _shared/travel computes the same; the tiny allowance keeps a last bit of floating
-- point from refusing its plan.
create function booking.travel_minutes(
	p_from text, p_to text, p_road_factor double precision, p_speed double precision, p_day date default null
)
returns int
language plpgsql stable set search_path = '' as $$
declare
	v_minutes int;
	a record;
	b record;
	v_h double precision;
begin
	if p_from = p_to then
		return 2;
	end if;
	-- Of several that close one way the longest way around counts; no way at all is longer than any shift.
	select max(coalesce(r.minutes, 1440)) into v_minutes
	from booking.roads_closed r
	where
		p_day is not null
		and r.from_place in (p_from, p_to)
		and (r.to_place is null or r.to_place in (p_from, p_to))
		and r.opened_at is null
		and r.until > house.at(p_day, 0)
		and house.local_day(r.since) <= p_day;
	if v_minutes is not null then
		return v_minutes;
	end if;
	select t.minutes into v_minutes from unit.travel t where t.from_place = p_from and t.to_place = p_to;
	if found then
		return v_minutes;
	end if;
	select s.lat, s.lon into a from booking.spot(p_from) s;
	select s.lat, s.lon into b from booking.spot(p_to) s;
	if a.lat is null or b.lat is null then
		return 1440;
	end if;
	v_h := sin(radians(b.lat - a.lat) / 2) ^ 2
		+ cos(radians(a.lat)) * cos(radians(b.lat)) * sin(radians(b.lon - a.lon) / 2) ^ 2;
	return ceil(2 * 6371.0088 * asin(least(1, sqrt(v_h))) * p_road_factor * 60 / p_speed + 3 - 1e-6)::int;
end
$$;

-- Minutes a visit takes: the first person, each further one, and what the needs of each add. `p_people` is a json array
-- of objects with `needs`.
create function booking.service_minutes(p_unit text, p_people jsonb) returns int
language sql stable set search_path = '' as $$
	select (
		s.first_person_minutes
		+ s.next_person_minutes * greatest(jsonb_array_length(p_people) - 1, 0)
		+ coalesce(
			(
				select sum(coalesce((s.need_minutes ->> n.need)::int, 0))
				from jsonb_array_elements(p_people) p, jsonb_array_elements_text(p -> 'needs') n (need)
			),
			0
		)
	)::int
	from unit.settings s
	where s.unit = p_unit
$$;

-- ----------------------------------------------------------------------------------------------------------- the commit

-- The pool that a channel draws from: what comes on paper or over the counter is the ward's.
create function booking.pool(p_channel text) returns text
language plpgsql immutable set search_path = '' as $$
begin
	return case p_channel when 'web' then 'web' when 'hotline' then 'hotline' else 'ward' end;
end
$$;

-- Places of a day that each channel may still take. Places held for the hotline and the ward are theirs alone until
-- release_hours before the day's first shift. A lapsed hold takes no place; nor does `p_without`, who is being moved.
-- In plpgsql, like all that is asked for each day of an answer: PostgreSQL 17 keeps no plan of an SQL function that another one calls, and reads
-- and plans it anew each time, which was most of what an opening cost.
create function booking.pools_left(p_day booking.team_days, p_without uuid, out web int, out hotline int, out ward int)
language plpgsql stable set search_path = '' as $$
begin
	select greatest(0, x.free - x.for_hotline - x.for_ward), greatest(0, x.free - x.for_ward), greatest(0, x.free - x.for_hotline)
	into web, hotline, ward
	from (
		select
			(p_day).places - u.all_taken as free,
			case when r.released then 0 else greatest(0, (p_day).reserved_hotline - u.by_hotline) end as for_hotline,
			case when r.released then 0 else greatest(0, (p_day).reserved_ward - u.by_ward) end as for_ward
		from (
			select now() >= house.at((p_day).day, coalesce(((p_day).shifts -> 0 ->> 'from')::int, 0)) - make_interval(hours => s.release_hours) as released
			from unit.settings s
			where s.unit = (p_day).unit
		) r
		cross join (
			select
				count(*)::int as all_taken,
				(count(*) filter (where t.channel = 'hotline'))::int as by_hotline,
				(count(*) filter (where t.channel not in ('web', 'hotline')))::int as by_ward
			from booking.stops t
			where
				t.team_day = (p_day).id
				and t.kind = 'visit'
				and t.subject is distinct from p_without
				and (t.held_until is null or t.held_until > clock_timestamp())
		) u
	) x;
end
$$;

-- The same for one channel.
create function booking.places_left(p_day booking.team_days, p_channel text, p_without uuid) returns int
language plpgsql stable set search_path = '' as $$
begin
	return (
		select case booking.pool(p_channel) when 'web' then l.web when 'hotline' then l.hotline else l.ward end
		from booking.pools_left(p_day, p_without) l
	);
end
$$;

-- Whether a living postponement takes a day from everybody (`p_area` null), or from the residents of an area.
create function booking.is_off(p_day booking.team_days, p_area text) returns boolean
language plpgsql stable set search_path = '' as $$
begin
	return exists (
		select 1
		from booking.postponements p
		where
			p.unit = (p_day).unit
			and p.lifted_at is null
			and p.gathering is null
			and (p_day).day between p.from_day and p.to_day
			and (p.team is null or p.team = (p_day).team)
			and (p.area is null or p.area = p_area)
	);
end
$$;

-- Whether a day lets anybody be visited: open, with a kit, not a day off, not postponed.
create function booking.offers_visits(p_day booking.team_days) returns boolean
language plpgsql stable set search_path = '' as $$
begin
	return
		not (p_day).closed
		and exists (select 1 from unit.kits k where k.id = (p_day).kit and k.active)
		and unit.visits_allowed((p_day).unit, (p_day).day)
		and not booking.is_off(p_day, null);
end
$$;

-- Whether the team of a day has what a visit needs.
create function booking.is_able(p_day booking.team_days, p_requires text[]) returns boolean
language sql stable set search_path = '' as $$
	select cardinality(p_requires) = 0 or p_requires <@ (select t.abilities from booking.teams t where t.id = (p_day).team)
$$;

-- Whether the unit makes promises of this window on a day.
create function booking.is_window(p_day booking.team_days, p_from int, p_to int) returns boolean
language sql stable set search_path = '' as $$
	select exists (
		select 1
		from unit.windows w
		where
			w.unit = (p_day).unit
			and w.weekday = extract(isodow from (p_day).day)
			and w.from_minute = p_from
			and w.to_minute = p_to
	)
$$;

-- From the first shift's beginning to the last one's end: the window of a leg that is promised to nobody.
create function booking.hours_of(p_day booking.team_days, out w_from int, out w_to int)
language sql immutable set search_path = '' as $$
	select min((s.value ->> 'from')::int), max((s.value ->> 'to')::int) from jsonb_array_elements((p_day).shifts) s
$$;

-- Whether a team-day lies behind: what stands there is history.
create function booking.is_past(p_team_day uuid) returns boolean
language sql stable set search_path = '' as $$
	select d.day < house.local_day(now()) from booking.team_days d where d.id = p_team_day
$$;

-- The first instant at which a new promise of this channel may begin: residents book ahead, officers up to now.
create function booking.earliest(p_unit text, p_channel text) returns timestamptz
language plpgsql stable set search_path = '' as $$
begin
	return (
		select now() + case when booking.pool(p_channel) = 'web' then make_interval(hours => s.lead_hours) else interval '0' end
		from unit.settings s
		where s.unit = p_unit
	);
end
$$;

-- The word for the first promise that a plan does not keep, or null. Independent of the planner: it asks only whether a
-- team that follows the list can be at each door inside its window and home by the end of the shift. `p_late`: stops whose window
-- is lost already and is not asked for again. `p_underway`: the list begins where the team is now, which it alone knows.
create function booking.broken(
	p_day booking.team_days, p_stops jsonb, p_late uuid[] default '{}', p_underway boolean default false
) returns text
language plpgsql stable set search_path = '' as $$
declare
	s record;
	v_set unit.settings;
	v_shifts int := jsonb_array_length((p_day).shifts);
	v_shift int;
	v_shift_from int;
	v_last_shift int := -1;
	v_last_finish int := 0;
	v_last_place text;
	v_late boolean;
begin
	select * into v_set from unit.settings where unit = (p_day).unit;
	for s in
		select x.*, coalesce(v.place_id, g.place_id, e.place_id) as place
		from rows from (
			jsonb_to_recordset(p_stops) as (subject uuid, "from" int, "to" int, service int, travel int, start int, finish int)
		) with ordinality as x (subject, w_from, w_to, service, travel, start, finish, n)
		left join booking.visits v on v.id = x.subject
		left join booking.gatherings g on g.id = x.subject
		left join booking.errands e on e.id = x.subject
		order by x.n
	loop
		if s.place is null then
			return 'unknown_subject';
		end if;
		if s.w_from is null or s.w_to is null or s.service is null or s.travel is null or s.start is null or s.finish is null then
			return 'incomplete';
		end if;
		if (s.start < s.w_from or s.start > s.w_to) and s.subject <> all (p_late) then
			return 'window';
		end if;
		if s.finish <> s.start + s.service or s.service < 1 or s.travel < 0 then
			return 'service';
		end if;
		select i into v_shift
		from generate_series(0, v_shifts - 1) i
		where
			((p_day).shifts -> i ->> 'from')::int <= s.start - s.travel
			and ((p_day).shifts -> i ->> 'to')::int >= s.finish
		order by i
		limit 1;
		if not found and s.subject = any (p_late) then
			v_shift := greatest(v_last_shift, 0);
			v_late := true;
		elsif not found or v_shift < v_last_shift then
			return 'shift';
		else
			v_late := false;
		end if;
		v_shift_from := ((p_day).shifts -> v_shift ->> 'from')::int;
		if v_shift <> v_last_shift and not (v_late and v_last_place is not null) then
			v_last_place := (p_day).start_place;
			v_last_finish := v_shift_from;
		end if;
		if s.start - s.travel < v_last_finish and not (p_underway and s.n = 1) then
			return 'overlap';
		end if;
		if not (p_underway and s.n = 1) and s.travel < booking.travel_minutes(v_last_place, s.place, v_set.road_factor, v_set.speed_kmh, (p_day).day) then
			return 'travel';
		end if;
		v_last_shift := v_shift;
		v_last_finish := s.finish;
		v_last_place := s.place;
	end loop;
	return null;
end
$$;

-- The list of a day as it stands, without lapsed holds (but with `p_keep`, whose lapsed hold is being saved) and without
-- `p_without`: same promises, same times, the way there measured anew where a neighbour has gone.
create function booking.standing(p_team_day uuid, p_without uuid, p_keep uuid) returns jsonb
language plpgsql stable set search_path = '' as $$
declare
	s record;
	d booking.team_days;
	v_set unit.settings;
	v_list jsonb := '[]';
	v_shift int;
	v_last_shift int := -1;
	v_base text;
	v_gap int;
	v_free int;
begin
	select * into d from booking.team_days where id = p_team_day;
	select * into v_set from unit.settings where unit = d.unit;
	for s in
		select
			t.*, coalesce(v.place_id, g.place_id, e.place_id) as place,
			case when t.subject = p_keep then coalesce(v.minutes, g.to_minute - g.from_minute) else t.service end as wanted
		from booking.stops t
		left join booking.visits v on v.id = t.subject
		left join booking.gatherings g on g.id = t.subject
		left join booking.errands e on e.id = t.subject
		where
			t.team_day = p_team_day
			and t.subject is distinct from p_without
			and (t.held_until is null or t.held_until > clock_timestamp() or t.subject = p_keep)
		order by t.start
	loop
		v_shift := (
			select min(i)
			from generate_series(0, jsonb_array_length(d.shifts) - 1) i
			where (d.shifts -> i ->> 'to')::int >= s.finish
		);
		if v_shift is distinct from v_last_shift then
			v_base := d.start_place;
			v_free := coalesce((d.shifts -> v_shift ->> 'from')::int, 0);
		end if;
		v_gap := greatest(0, s.start - v_free);
		v_list := v_list || jsonb_build_object(
			'subject', s.subject, 'from', s.window_from, 'to', s.window_to, 'service', s.wanted,
			'travel', least(v_gap, booking.travel_minutes(v_base, s.place, v_set.road_factor, v_set.speed_kmh, d.day)),
			'start', s.start, 'finish', s.start + s.wanted
		);
		v_last_shift := v_shift;
		v_base := s.place;
		v_free := s.start + s.wanted;
	end loop;
	return v_list;
end
$$;

-- Writes a checked list into the day, bumps the version and lets the exclusion constraint speak before COMMIT would.
create function booking.write_stops(
	p_day booking.team_days, p_subject uuid, p_stops jsonb, p_held_until timestamptz, p_channel text
) returns int
language plpgsql volatile set search_path = '' as $$
declare
	v_version int;
	v_pinned boolean;
begin
	set constraints booking.stops_never_overlap deferred;
	delete from booking.stops t
	where t.subject = p_subject and t.kind <> 'card'
	returning t.pinned and t.team_day = (p_day).id into v_pinned;
	-- Whoever is visited again gets the cards of the household along.
	delete from booking.stops t
	where
		t.subject = p_subject and t.kind = 'card'
		and exists (select 1 from jsonb_array_elements(p_stops) s where (s.value ->> 'subject')::uuid = p_subject);
	update booking.stops t
	set
		position = x.n,
		service = x.service,
		travel = x.travel,
		start = x.start,
		finish = x.finish,
		busy = tstzrange(house.at((p_day).day, x.start - x.travel), house.at((p_day).day, x.finish))
	from rows from (
		jsonb_to_recordset(p_stops) as (subject uuid, "from" int, "to" int, service int, travel int, start int, finish int)
	) with ordinality as x (subject, w_from, w_to, service, travel, start, finish, n)
	where t.team_day = (p_day).id and t.subject = x.subject;
	insert into booking.stops (
		team_day, position, kind, subject, channel, held_until, window_from, window_to, service, travel, start, finish, busy,
		pinned, late
	)
	select
		(p_day).id, x.n,
		case when exists (select 1 from booking.gatherings g where g.id = p_subject) then 'gathering' else 'visit' end,
		x.subject, p_channel, p_held_until, x.w_from, x.w_to, x.service, x.travel, x.start, x.finish,
		tstzrange(house.at((p_day).day, x.start - x.travel), house.at((p_day).day, x.finish)),
		coalesce(v_pinned, false), x.start not between x.w_from and x.w_to
	from rows from (
		jsonb_to_recordset(p_stops) as (subject uuid, "from" int, "to" int, service int, travel int, start int, finish int)
	) with ordinality as x (subject, w_from, w_to, service, travel, start, finish, n)
	where x.subject = p_subject;
	update booking.team_days d set version = d.version + 1 where d.id = (p_day).id returning d.version into v_version;
	set constraints booking.stops_never_overlap immediate;
	set constraints booking.stops_never_overlap deferred;
	return v_version;
end
$$;

-- THE commit: hold, sending, confirmation, move, reschedule, cancel and replan all end here and nowhere else.
-- Locks the subject's visit, then the day it goes to and the day it leaves in the order of their ids; compares the
-- version; drops lapsed holds; checks every promise, the pool and the day; writes; returns the day's new version.
-- A subject that is absent from the list is taken off the day. The subject is a visit or a gathering; a visit that stood in a
-- gathering leaves it. Refusals: stale, window_taken, pool_full, day_closed,
-- too_late, broken_plan (detail: which promise), not_found; busy (503) for what a retry may cure.
create function booking.commit(
	p_subject uuid, p_team_day uuid, p_version int, p_stops jsonb, p_held_until timestamptz, p_channel text
) returns int
language plpgsql volatile set search_path = '' as $$
declare
	v_visit booking.visits;
	v_gathering booking.gatherings;
	v_day booking.team_days;
	v_old booking.stops;
	v_there boolean;
	v_new boolean;
	v_same_day boolean;
	v_still boolean;
	v_channel text := p_channel;
	v_horizon int;
	v_broken text;
	x record;
begin
	perform set_config('lock_timeout', '5s', true);
	select * into v_visit from booking.visits where id = p_subject for update;
	if not found then
		select * into v_gathering from booking.gatherings where id = p_subject for update;
		if not found then
			perform house.refuse(404, 'not_found');
		end if;
		v_visit.unit := v_gathering.unit;
		v_visit.area := v_gathering.area;
		v_visit.minutes := v_gathering.to_minute - v_gathering.from_minute;
	elsif v_visit.gathering is not null then
		perform booking.leave(p_subject);
	end if;
	select * into v_old from booking.stops where subject = p_subject and kind in ('visit', 'gathering');
	perform 1 from booking.team_days d where d.id in (p_team_day, v_old.team_day) order by d.id for update;
	select * into v_day from booking.team_days where id = p_team_day;
	if v_day.id is null or v_day.unit <> v_visit.unit then
		perform house.refuse(409, 'broken_plan', 'team_day');
	end if;
	if v_day.version <> p_version then
		perform house.refuse(409, 'stale');
	end if;
	-- Who let a hold lapse has no claim on the place: the next commit sweeps it away.
	delete from booking.stops t
	where t.team_day in (p_team_day, v_old.team_day) and t.held_until <= clock_timestamp() and t.subject <> p_subject;
	select * into v_old from booking.stops where subject = p_subject and kind in ('visit', 'gathering');

	if jsonb_typeof(p_stops) is distinct from 'array' then
		perform house.refuse(409, 'broken_plan', 'stops');
	end if;
	-- A plan that names somebody who has gone was made before that: plan again.
	for x in
		select s.subject, count(*) as times
		from jsonb_to_recordset(p_stops) as s (subject uuid)
		group by s.subject
	loop
		if x.times > 1 or x.subject is null then
			perform house.refuse(409, 'broken_plan', 'twice');
		end if;
		if x.subject <> p_subject
			and not exists (select 1 from booking.stops t where t.team_day = p_team_day and t.subject = x.subject)
		then
			perform house.refuse(409, 'stale');
		end if;
	end loop;
	-- Nobody else's promise may be missing or other than it was given.
	if exists (
		select 1
		from booking.stops t
		left join jsonb_to_recordset(p_stops) as s (subject uuid, "from" int, "to" int, service int) on s.subject = t.subject
		where
			t.team_day = p_team_day
			and t.subject <> p_subject
			and (
				s.subject is null
				or s."from" is distinct from t.window_from
				or s."to" is distinct from t.window_to
				or s.service is distinct from t.service
			)
	) then
		perform house.refuse(409, 'broken_plan', 'promise');
	end if;

	select s.subject, s."from" as w_from, s."to" as w_to, s.service, s.start
	into x
	from jsonb_to_recordset(p_stops) as s (subject uuid, "from" int, "to" int, service int, start int)
	where s.subject = p_subject;
	v_there := found;
	if v_there then
		v_same_day := v_old.id is not null and v_old.team_day = p_team_day;
		v_new := not v_same_day or v_old.window_from is distinct from x.w_from or v_old.window_to is distinct from x.w_to;
		if x.service is distinct from v_visit.minutes then
			perform house.refuse(409, 'broken_plan', 'minutes');
		end if;
		-- Who stands on a postponed day may be written there again, which promises nothing new: a household that shrinks.
		if not booking.offers_visits(v_day) or (v_new and booking.is_off(v_day, v_visit.area)) then
			perform house.refuse(409, 'day_closed');
		end if;
		if v_new then
			if v_gathering.id is not null then
				if p_team_day <> v_gathering.team_day or x.w_from <> v_gathering.from_minute or x.w_to <> x.w_from then
					perform house.refuse(409, 'broken_plan', 'window');
				end if;
			elsif not booking.is_window(v_day, x.w_from, x.w_to) then
				perform house.refuse(409, 'broken_plan', 'window');
			end if;
			select s.horizon_days into v_horizon from unit.settings s where s.unit = v_day.unit;
			-- What was offered ahead of others may be taken as long as the offer says.
			if (
					house.at(v_day.day, x.w_from) < booking.earliest(v_day.unit, p_channel)
					and not booking.was_offered(p_subject, p_team_day, x.w_from)
				)
				or v_day.day > house.local_day(now()) + v_horizon
			then
				perform house.refuse(409, 'too_late');
			end if;
		end if;
		if v_new and not booking.is_able(v_day, v_visit.requires) then
			perform house.refuse(409, 'unable');
		end if;
		-- Who stays on the day keeps the place taken before, whichever pool it came from.
		if v_same_day then
			v_channel := v_old.channel;
		-- Places are counted in houses; a gathering takes none of them, only its time.
		elsif v_gathering.id is null and booking.places_left(v_day, p_channel, p_subject) < 1 then
			perform house.refuse(409, 'pool_full');
		end if;
		-- Where nobody's time changes, what was possible still is, even if travel times were edited since.
		select bool_and(t.start is not distinct from s.start) into v_still
		from jsonb_to_recordset(p_stops) as s (subject uuid, start int)
		left join booking.stops t on t.team_day = p_team_day and t.subject = s.subject;
		v_broken := booking.broken(
			v_day, p_stops, array(select t.subject from booking.stops t where t.team_day = p_team_day and t.late)
		);
		if v_broken is not null and not (v_still and not v_new and v_broken = 'travel') then
			perform house.refuse(409, 'broken_plan', v_broken);
		end if;
	end if;

	if v_old.id is not null and v_old.team_day <> p_team_day then
		delete from booking.stops t where t.id = v_old.id;
		perform booking.write_stops(d, p_subject, booking.standing(d.id, p_subject, null), null, p_channel)
		from booking.team_days d
		where d.id = v_old.team_day;
	end if;
	return booking.write_stops(v_day, p_subject, p_stops, p_held_until, v_channel);
exception
	when exclusion_violation then
		perform house.refuse(409, 'window_taken');
	when serialization_failure or deadlock_detected or lock_not_available or query_canceled then
		perform house.refuse(503, 'busy');
end
$$;

-- Whether cards of a household lie ready and are not handed over.
create function booking.has_cards(p_visit uuid) returns boolean
language sql stable set search_path = '' as $$
	select exists (
		select 1
		from booking.people p
		where p.visit_id = p_visit and p.card_ready_at is not null and p.card_handed_at is null
	)
$$;

-- Whether what a stop stands for is over on its day: those of a visit were met or not, a gathering has ended, a card is handed, an
-- errand was told of.
create function booking.is_over(p_stop booking.stops) returns boolean
language sql stable set search_path = '' as $$
	select case (p_stop).kind
		when 'gathering' then (select g.state <> 'open' from booking.gatherings g where g.id = (p_stop).subject)
		when 'card' then not booking.has_cards((p_stop).subject)
		when 'support' then coalesce((select e.over from booking.errands e where e.id = (p_stop).subject), true)
		else coalesce(
			(
				select c.state not in ('held', 'confirmed', 'returned', 'postponed', 'waiting')
				from booking.visits v
				join queue.cases c on c.id = v.case_id
				where v.id = (p_stop).subject
			),
			false
		)
	end
$$;

-- The commit of a whole plan: several days at once, all or nothing. Who stands on these days stands on one of them afterwards, of
-- the same calendar day, in the same window, for as long; pinned stops, gatherings, holds and what the team has come to stay where
-- they are. `p_new`: visits that have no window and get one; card legs and errands may come and go, an errand on its own day. `p_days`: [{team_day, version, stops:
-- [{subject, kind, from, to, service, travel, start, finish}]}]. Locks visits, then days, in the order of their ids, as the commit of
-- one does. Refusals: stale, broken_plan (detail: which rule), pool_full, day_closed, too_late, unable, already_there; busy (503).
create function booking.commit_days(p_unit text, p_days jsonb, p_new uuid[], p_there uuid[]) returns jsonb
language plpgsql volatile set search_path = '' as $$
declare
	v_ids uuid[] := array(select (x.value ->> 'team_day')::uuid from jsonb_array_elements(p_days) x);
	v_horizon int;
	v_broken text;
	v_answer jsonb := '[]';
	d record;
	r record;
begin
	perform set_config('lock_timeout', '5s', true);
	perform 1 from booking.visits v where v.id = any (p_new) order by v.id for update;
	perform 1
	from booking.errands e
	where e.id in (
		select (s.value ->> 'subject')::uuid
		from jsonb_array_elements(p_days) x
		cross join jsonb_array_elements(x.value -> 'stops') s
		where s.value ->> 'kind' = 'support'
	)
	order by e.id
	for update;
	perform 1 from booking.team_days t where t.id = any (v_ids) order by t.id for update;
	for d in
		select (x.value ->> 'team_day')::uuid as id, (x.value ->> 'version')::int as version, t.id as known, t.unit, t.version as now
		from jsonb_array_elements(p_days) x
		left join booking.team_days t on t.id = (x.value ->> 'team_day')::uuid
	loop
		perform house.demand(d.known is not null and d.unit = p_unit, 404, 'not_found', 'days');
		perform house.demand(d.version = d.now, 409, 'stale', d.id::text);
	end loop;
	perform house.demand(cardinality(v_ids) = (select count(distinct i) from unnest(v_ids) i), 409, 'broken_plan', 'twice');
	delete from booking.stops t where t.team_day = any (v_ids) and t.held_until <= clock_timestamp();
	select s.horizon_days into v_horizon from unit.settings s where s.unit = p_unit;

	for r in
		with asked as (
			select
				t as team_day, s.value ->> 'kind' as kind, (s.value ->> 'subject')::uuid as subject, (s.value ->> 'from')::int as w_from,
				(s.value ->> 'to')::int as w_to, (s.value ->> 'service')::int as service, (s.value ->> 'start')::int as start
			from jsonb_array_elements(p_days) e
			join booking.team_days t on t.id = (e.value ->> 'team_day')::uuid
			cross join jsonb_array_elements(e.value -> 'stops') s
		),
		-- Another team's name for a household that is visited and gets its card on one day would be read as one stop.
		counted as (
			select a.*, count(*) over (partition by a.subject) as times from asked a
		)
		select c.*, o as old, od as old_day, v as visit, n as errand
		from counted c
		full join (select t as o, f as od from booking.stops t join booking.team_days f on f.id = t.team_day where t.team_day = any (v_ids)) w
			on (w.o).subject = c.subject and (w.o).kind = c.kind
		left join booking.visits v on v.id = coalesce(c.subject, (w.o).subject)
		left join booking.errands n on n.id = coalesce(c.subject, (w.o).subject)
	loop
		if r.subject is null then
			-- Nobody waits at an hour for a card leg or an errand: a plan may leave it out.
			perform house.demand(
				(r.old).kind in ('card', 'support') and not (r.old).subject = any (p_there), 409, 'broken_plan', 'promise'
			);
			continue;
		end if;
		perform house.demand(r.times = 1, 409, 'broken_plan', 'twice');
		if (r.old).id is null then
			if r.kind = 'card' then
				perform house.demand(
					booking.has_cards(r.subject)
					and (r.visit).unit = p_unit
					and not exists (
						select 1 from booking.stops t where t.subject = r.subject and t.kind = 'card' and not booking.is_past(t.team_day)
					),
					409, 'stale'
				);
				perform house.demand((r.w_from, r.w_to) = (booking.hours_of(r.team_day)), 409, 'broken_plan', 'window');
			elsif r.kind = 'support' then
				perform house.demand(
					(r.errand).unit = p_unit and not (r.errand).over and (r.errand).day = (r.team_day).day
					and not exists (select 1 from booking.stops t where t.subject = r.subject and t.kind = 'support'),
					409, 'stale'
				);
				perform house.demand(r.service = (r.errand).minutes, 409, 'broken_plan', 'minutes');
				perform house.demand((r.w_from, r.w_to) = (booking.hours_of(r.team_day)), 409, 'broken_plan', 'window');
			else
				perform house.demand(r.kind = 'visit' and r.subject = any (p_new) and (r.visit).unit = p_unit, 409, 'broken_plan', 'subject');
				perform house.demand(
					not exists (select 1 from booking.promises p where p.visit = r.subject and not booking.is_past(p.team_day)),
					409, 'stale'
				);
				perform house.demand(r.service = (r.visit).minutes, 409, 'broken_plan', 'minutes');
				perform house.demand(booking.is_window(r.team_day, r.w_from, r.w_to), 409, 'broken_plan', 'window');
				perform house.demand(
					house.at((r.team_day).day, r.w_from) >= booking.earliest(p_unit, 'ward')
					and (r.team_day).day <= house.local_day(now()) + v_horizon,
					409, 'too_late'
				);
			end if;
		else
			perform house.demand(
				r.w_from = (r.old).window_from and r.w_to = (r.old).window_to and r.service = (r.old).service
				and (r.team_day).day = (r.old_day).day,
				409, 'broken_plan', 'promise'
			);
		end if;
		if (r.old).id is null or (r.old).team_day <> (r.team_day).id then
			perform house.demand(
				(r.old).id is null or not ((r.old).pinned or (r.old).held_until is not null or (r.old).kind = 'gathering'),
				409, 'broken_plan', 'pinned'
			);
			perform house.demand(
				not r.subject = any (p_there) and ((r.old).id is null or not booking.is_over(r.old)), 409, 'already_there'
			);
			perform house.demand(
				booking.offers_visits(r.team_day) and not booking.is_off(r.team_day, coalesce((r.visit).area, (r.errand).area)),
				409, 'day_closed'
			);
			perform house.demand(r.kind in ('card', 'support') or booking.is_able(r.team_day, (r.visit).requires), 409, 'unable');
		elsif r.subject = any (p_there) or booking.is_over(r.old) then
			perform house.demand(r.start = (r.old).start, 409, 'already_there');
		end if;
	end loop;

	for d in
		select t as day, e.value -> 'stops' as stops
		from jsonb_array_elements(p_days) e
		join booking.team_days t on t.id = (e.value ->> 'team_day')::uuid
		order by t.id
	loop
		-- A lead's plan may take whatever pool has places; a day that had too many may keep them.
		perform house.demand(
			k.after <= greatest((d.day).places, k.before), 409, 'pool_full'
		)
		from (
			select
				(select count(*) from jsonb_array_elements(d.stops) s where s.value ->> 'kind' = 'visit') as after,
				(select count(*) from booking.stops t where t.team_day = (d.day).id and t.kind = 'visit') as before
		) k;
		v_broken := booking.broken(
			d.day, d.stops, array(select t.subject from booking.stops t where t.team_day = any (v_ids) and t.late)
		);
		perform house.demand(v_broken is null, 409, 'broken_plan', v_broken);
	end loop;

	set constraints booking.stops_never_overlap deferred;
	-- Legs that were left out, and those that were driven in vain on a day before: a household has one.
	delete from booking.stops t
	where
		t.kind = 'card'
		and (t.team_day = any (v_ids)) <> exists (
			select 1
			from jsonb_array_elements(p_days) e
			cross join jsonb_array_elements(e.value -> 'stops') s
			where (s.value ->> 'subject')::uuid = t.subject and s.value ->> 'kind' = 'card'
		);
	delete from booking.stops t
	where
		t.kind = 'support' and t.team_day = any (v_ids)
		and not exists (
			select 1
			from jsonb_array_elements(p_days) e
			cross join jsonb_array_elements(e.value -> 'stops') s
			where (s.value ->> 'subject')::uuid = t.subject and s.value ->> 'kind' = 'support'
		);
	with asked as (
		select
			(e.value ->> 'team_day')::uuid as team_day, f.day, f.shifts, s.ordinality as n, s.value ->> 'kind' as kind,
			(s.value ->> 'subject')::uuid as subject, (s.value ->> 'from')::int as w_from, (s.value ->> 'to')::int as w_to,
			(s.value ->> 'service')::int as service, (s.value ->> 'travel')::int as travel, (s.value ->> 'start')::int as start,
			(s.value ->> 'finish')::int as finish
		from jsonb_array_elements(p_days) e
		join booking.team_days f on f.id = (e.value ->> 'team_day')::uuid
		cross join jsonb_array_elements(e.value -> 'stops') with ordinality s
	),
	stayed as (
		update booking.stops t
		set
			pinned = t.pinned and t.team_day = a.team_day,
			team_day = a.team_day,
			position = a.n,
			travel = a.travel,
			start = a.start,
			finish = a.finish,
			-- Who was told on the road that the team comes late is told that it does not.
			late = t.late and not (
				a.start between t.window_from and t.window_to
				and exists (
					select 1
					from jsonb_array_elements(a.shifts) h
					where (h.value ->> 'from')::int <= a.start - a.travel and a.finish <= (h.value ->> 'to')::int
				)
			),
			busy = case
				when isempty(t.busy) then t.busy
				else tstzrange(house.at(a.day, a.start - a.travel), house.at(a.day, a.finish))
			end
		from asked a
		where t.subject = a.subject and t.kind = a.kind and t.team_day = any (v_ids)
		returning t.subject, t.kind
	)
	insert into booking.stops (
		team_day, position, kind, subject, channel, window_from, window_to, service, travel, start, finish, busy
	)
	select
		a.team_day, a.n, a.kind, a.subject, 'ward', a.w_from, a.w_to, a.service, a.travel, a.start, a.finish,
		tstzrange(house.at(a.day, a.start - a.travel), house.at(a.day, a.finish))
	from asked a
	where not exists (select 1 from stayed s where s.subject = a.subject and s.kind = a.kind);
	for d in
		update booking.team_days t set version = t.version + 1 where t.id = any (v_ids) returning t.id, t.version
	loop
		v_answer := v_answer || jsonb_build_object('id', d.id, 'version', d.version);
	end loop;
	set constraints booking.stops_never_overlap immediate;
	set constraints booking.stops_never_overlap deferred;
	return v_answer;
exception
	when exclusion_violation then
		perform house.refuse(409, 'window_taken');
	when serialization_failure or deadlock_detected or lock_not_available or query_canceled then
		perform house.refuse(503, 'busy');
end
$$;

-- Ends an errand. Done (`p_done`), on a day that is over, or where the team was, its stop stays as what was; else it leaves the
-- day, whose others keep their promises and their times.
create function booking.end_errand(p_errand uuid, p_done boolean) returns void
language plpgsql volatile set search_path = '' as $$
declare
	d booking.team_days;
	v_today date := house.local_day(now());
begin
	perform set_config('lock_timeout', '5s', true);
	perform 1 from booking.errands e where e.id = p_errand for update;
	select t.* into d
	from booking.team_days t
	where t.id = (select s.team_day from booking.stops s where s.subject = p_errand and s.kind = 'support')
	for update;
	if d.day < v_today or (d.day = v_today and (p_done or rounds.was_there(d.id, p_errand))) then
		update booking.errands e set over = true where e.id = p_errand;
		update booking.stops s set busy = 'empty' where s.subject = p_errand and s.kind = 'support';
		return;
	end if;
	if d.day = v_today then
		-- The road knows more of this day: nothing but the stop is written.
		delete from booking.stops s where s.subject = p_errand and s.kind = 'support';
		update booking.team_days t set version = t.version + 1 where t.id = d.id;
	elsif d.day > v_today then
		perform booking.write_stops(d, p_errand, booking.standing(d.id, p_errand, null), null, 'ward');
		perform booking.mark_spare(d.unit);
	end if;
	delete from booking.errands e where e.id = p_errand;
exception
	when serialization_failure or deadlock_detected or lock_not_available or query_canceled then
		perform house.refuse(503, 'busy');
end
$$;

-- Passes the commit again with the day as it stands: confirmation, sending, and a household that became smaller.
-- Refuses hold_lapsed when the subject has no place any more. At a gathering the place is a share of its minutes.
create function booking.commit_again(p_subject uuid, p_held_until timestamptz) returns int
language plpgsql volatile set search_path = '' as $$
declare
	v_day uuid;
	v_version int;
	v_channel text;
	v_gathering uuid;
begin
	perform set_config('lock_timeout', '5s', true);
	select v.gathering into v_gathering from booking.visits v where v.id = p_subject for update;
	if v_gathering is not null then
		return booking.stay(v_gathering);
	end if;
	select s.team_day into v_day from booking.stops s where s.subject = p_subject and s.kind = 'visit';
	select d.version into v_version from booking.team_days d where d.id = v_day for update;
	select s.channel into v_channel from booking.stops s where s.subject = p_subject and s.kind = 'visit';
	if v_channel is null then
		perform house.refuse(409, 'hold_lapsed');
	end if;
	return booking.commit(p_subject, v_day, v_version, booking.standing(v_day, null, p_subject), p_held_until, v_channel);
exception
	when serialization_failure or deadlock_detected or lock_not_available or query_canceled then
		perform house.refuse(503, 'busy');
end
$$;

-- Takes a subject off its day through the commit, if it has one; others keep their promises and their times.
create function booking.vacate(p_subject uuid) returns void
language plpgsql volatile set search_path = '' as $$
declare
	v_day uuid;
	v_version int;
begin
	perform set_config('lock_timeout', '5s', true);
	perform 1 from booking.visits where id = p_subject for update;
	perform booking.leave(p_subject);
	select s.team_day into v_day from booking.stops s where s.subject = p_subject and s.kind in ('visit', 'gathering');
	if v_day is null then
		return;
	end if;
	select d.version into v_version from booking.team_days d where d.id = v_day for update;
	perform booking.commit(p_subject, v_day, v_version, booking.standing(v_day, p_subject, null), null, 'web');
	perform booking.mark_spare(d.unit) from booking.team_days d where d.id = v_day;
exception
	when serialization_failure or deadlock_detected or lock_not_available or query_canceled then
		perform house.refuse(503, 'busy');
end
$$;

-- ------------------------------------------------------------------------------------------------- visits and their words

-- Text by which officers find a case of this room, searchable: names, phones, place. After erasure only the reference is left.
create function booking.search_text(p_case uuid) returns text
language sql stable set search_path = '' as $$
	select queue.searchable(concat_ws(
		' ',
		c.reference,
		v.booker_name, v.at_home_name, v.landmark, v.address,
		v.booker_phone, '0' || substr(v.booker_phone, 4), v.at_home_phone, '0' || substr(v.at_home_phone, 4),
		(select string_agg(concat_ws(' ', p.name, p.representative_name), ' ' order by p.position) from booking.people p where p.visit_id = v.id),
		b.name, b.phone, '0' || substr(b.phone, 4),
		h.name, a.name
	))
	from queue.cases c
	left join booking.visits v on v.case_id = c.id
	left join booking.call_backs b on b.case_id = c.id
	left join unit.hamlets h on h.id = coalesce(v.hamlet, b.hamlet)
	left join unit.areas a on a.code = c.area and a.valid_from = coalesce(v.area_valid_from, b.area_valid_from)
	where c.id = p_case
$$;

-- Rebuilds title and search text of a case after its data changed or was erased.
create function booking.retitle(p_case uuid) returns void
language sql volatile set search_path = '' as $$
	update queue.cases c
	set
		search = booking.search_text(c.id),
		title_data = coalesce(
			(
				select jsonb_strip_nulls(jsonb_build_object(
					'people', (select count(*) from booking.people p where p.visit_id = v.id and p.outcome is distinct from 'died'),
					'minutes', v.minutes,
					'gathering', case when v.gathering is not null then true end
				))
				from booking.visits v
				where v.case_id = c.id
			),
			c.title_data
		)
	where c.id = p_case
$$;

-- Where an area and hamlet lie for the purpose of a form; refuses 422 not_found (area, hamlet) and 409 not_served.
create function booking.place_of(p_area text, p_hamlet uuid, p_field text) returns unit.areas
language plpgsql stable set search_path = '' as $$
declare
	v_area unit.areas;
begin
	v_area := booking.area_row(p_area);
	perform house.demand(v_area.code is not null, 422, 'not_found', p_field || 'area');
	perform house.demand(v_area.valid_to is null, 409, 'not_served', p_field || 'area');
	perform house.demand(
		p_hamlet is null or exists (
			select 1 from unit.hamlets h
			where h.id = p_hamlet and h.area = v_area.code and h.area_valid_from = v_area.valid_from and h.closed_at is null
		),
		422, 'not_found', p_field || 'hamlet'
	);
	return v_area;
end
$$;

-- Refuses a birth that cannot be: a day that does not exist, before 1900, in the future. Field as given.
create function booking.check_birth(p_birth jsonb, p_field text) returns void
language plpgsql stable set search_path = '' as $$
declare
	v_day date;
begin
	perform house.demand((p_birth ->> 'year') is not null, 422, 'required', p_field);
	perform house.demand((p_birth ->> 'day') is null or (p_birth ->> 'month') is not null, 422, 'bad_format', p_field);
	begin
		v_day := make_date(
			(p_birth ->> 'year')::int, coalesce((p_birth ->> 'month')::int, 1), coalesce((p_birth ->> 'day')::int, 1)
		);
	exception when data_exception then
		perform house.refuse(422, 'bad_format', p_field);
	end;
	perform house.demand(v_day >= date '1900-01-01', 422, 'out_of_range', p_field);
	perform house.demand(v_day <= house.local_day(now()), 422, 'out_of_range', p_field);
end
$$;

-- Whether somebody is under 14 today for certain (where only a year is known, at its first day): then a lawful representative speaks.
create function booking.is_under_14(p_birth jsonb) returns boolean
language sql stable set search_path = '' as $$
	select house.local_day(now()) < (
		make_date((p_birth ->> 'year')::int, coalesce((p_birth ->> 'month')::int, 1), coalesce((p_birth ->> 'day')::int, 1))
		+ interval '14 years'
	)::date
$$;

-- Writes what the form says into a visit and its people. Phones are E.164 already. A point is looked at only to refuse one
-- outside Việt Nam: what is kept is the hamlet, so that no house can be found in the data.
create function booking.fill(p_visit uuid, p_form jsonb, p_minutes int, p_channel text) returns void
language plpgsql volatile set search_path = '' as $$
declare
	v_area unit.areas;
	v_place jsonb := p_form -> 'place';
	v_contact jsonb := p_form -> 'contact';
	v_hamlet uuid := (p_form -> 'place' ->> 'hamlet')::uuid;
	v_home jsonb := nullif(p_form -> 'contact' -> 'at_home', 'null'::jsonb);
	p record;
begin
	v_area := booking.place_of(v_place ->> 'area', v_hamlet, 'place.');
	perform house.demand((p_form ->> 'consent')::boolean, 422, 'required', 'consent');
	perform house.demand(
		v_hamlet is not null or house.text(v_place ->> 'landmark', 'place.landmark', 200) is not null, 422, 'required', 'place.hamlet'
	);
	perform house.demand(
		coalesce(v_place -> 'point', 'null') = 'null'::jsonb
		or ((v_place -> 'point' ->> 'lat')::float between 8 and 23.5 and (v_place -> 'point' ->> 'lon')::float between 102 and 110),
		422, 'outside', 'place.point'
	);
	perform house.demand(jsonb_array_length(p_form -> 'people') between 1 and 12, 422, 'too_many', 'people');
	perform house.demand(
		p_form ->> 'booking_for' = 'self' or (v_contact ->> 'person_knows')::boolean, 422, 'required', 'contact.person_knows'
	);
	update booking.visits v
	set
		unit = v_area.unit,
		channel = p_channel,
		area = v_area.code,
		area_valid_from = v_area.valid_from,
		hamlet = v_hamlet,
		place_id = booking.place_id(v_area.code, v_hamlet),
		minutes = p_minutes,
		people_count = jsonb_array_length(p_form -> 'people'),
		booking_for = p_form ->> 'booking_for',
		booker_name = house.name(v_contact ->> 'name', 'contact.name'),
		booker_phone = v_contact ->> 'phone',
		relation = v_contact ->> 'relation',
		person_knows = coalesce((v_contact ->> 'person_knows')::boolean, false),
		at_home_name = case when v_home is not null then house.name(v_home ->> 'name', 'contact.at_home.name') end,
		at_home_phone = v_home ->> 'phone',
		place_kind = v_place ->> 'kind',
		landmark = house.text(v_place ->> 'landmark', 'place.landmark', 200),
		address = house.text(v_place ->> 'address', 'place.address', 200),
		permanent_elsewhere = house.text(v_place ->> 'permanent_elsewhere', 'place.permanent_elsewhere', 200),
		consent_at = now()
	where v.id = p_visit;
	delete from booking.people where visit_id = p_visit;
	for p in select e.value as one, e.ordinality as n from jsonb_array_elements(p_form -> 'people') with ordinality e
	loop
		perform booking.check_birth(p.one -> 'birth', 'people.' || p.n - 1 || '.birth');
		perform house.demand(
			coalesce(p.one -> 'representative', 'null') <> 'null'::jsonb
			or not (booking.is_under_14(p.one -> 'birth') or (p.one ->> 'lacks_capacity')::boolean),
			422, 'required', 'people.' || p.n - 1 || '.representative'
		);
		insert into booking.people (
			visit_id, position, name, birth_year, birth_month, birth_day, service, needs, lacks_capacity,
			representative_name, representative_relation, old_number
		)
		values (
			p_visit,
			p.n,
			house.name(p.one ->> 'name', 'people.' || p.n - 1 || '.name'),
			(p.one -> 'birth' ->> 'year')::int,
			(p.one -> 'birth' ->> 'month')::int,
			(p.one -> 'birth' ->> 'day')::int,
			p.one ->> 'service',
			coalesce((select array_agg(distinct n.value order by n.value) from jsonb_array_elements_text(p.one -> 'needs') n), '{}'),
			coalesce((p.one ->> 'lacks_capacity')::boolean, false),
			p.one -> 'representative' ->> 'name',
			p.one -> 'representative' ->> 'relation',
			house.text(p.one ->> 'old_number', 'people.' || p.n - 1 || '.old_number', 20)
		);
	end loop;
exception
	when check_violation then
		perform house.refuse(422, 'bad_format');
end
$$;

-- The window that a visit stands in as {day, from, to}, or null. A window in which somebody was not met is over, and one
-- that was postponed is no promise.
create function booking.window_of(p_visit uuid) returns jsonb
language sql stable set search_path = '' as $$
	select jsonb_build_object('day', d.day, 'from', s.window_from, 'to', s.window_to)
	from booking.promises s
	join booking.team_days d on d.id = s.team_day
	join booking.visits v on v.id = s.visit
	left join queue.cases c on c.id = v.case_id
	where
		s.visit = p_visit and c.state is distinct from 'revisit'
		and not exists (select 1 from booking.postponed p where p.visit = v.id and p.ended is null)
$$;

-- The gathering to which the people of a visit come, as they may know it; null where the team comes to them.
create function booking.gathering_face(p_visit uuid) returns jsonb
language sql stable set search_path = '' as $$
	select jsonb_build_object(
		'id', g.id, 'kind', g.kind, 'name', g.name, 'area_name', a.full_name, 'hamlet_name', h.name, 'landmark', g.landmark,
		'note', g.note
	)
	from booking.visits v
	join booking.gatherings g on g.id = v.gathering
	join unit.areas a on a.code = g.area and a.valid_from = g.area_valid_from
	left join unit.hamlets h on h.id = g.hamlet
	where v.id = p_visit and booking.window_of(v.id) is not null
$$;

-- The day of a case's promise, by which the queue decides whether a field officer has come near it; null without one.
create function booking.days_of(p_case uuid) returns date
language sql stable set search_path = '' as $$
	select d.day
	from booking.visits v
	join booking.promises s on s.visit = v.id and s.held_until is null
	join booking.team_days d on d.id = s.team_day
	where v.case_id = p_case
$$;

-- What a unit shows of itself to a resident.
create function booking.unit_face(p_unit text) returns jsonb
language sql stable set search_path = '' as $$
	select jsonb_build_object(
		'code', u.code, 'police_name', u.police_name, 'hotline', u.hotline, 'hotline_sure', u.hotline_sure
	)
	from unit.units u
	where u.code = p_unit
$$;

-- The answer of a booking that was sent.
create function booking.booked(p_case uuid) returns jsonb
language sql stable set search_path = '' as $$
	select jsonb_build_object(
		'reference', c.reference,
		'state', c.state,
		'words', to_jsonb(c.words),
		'window', (select booking.window_of(v.id) from booking.visits v where v.case_id = c.id),
		'gathering', (select booking.gathering_face(v.id) from booking.visits v where v.case_id = c.id),
		'reply_by', (
			select k.due_at from queue.clocks_running k
			where k.case_id = c.id and k.clock in ('first reply', 'call') and k.stopped_at is null and k.paused_at is null
			order by k.due_at
			limit 1
		),
		'unit', booking.unit_face(c.unit)
	)
	from queue.cases c
	where c.id = p_case
$$;

-- The answer about a hold.
create function booking.hold_answer(p_visit uuid) returns jsonb
language sql volatile set search_path = '' as $$
	select jsonb_build_object(
		'hold', v.id,
		'held_until', s.held_until,
		'told_at', clock_timestamp(),
		'extendable', not v.extended,
		'window', jsonb_build_object('day', d.day, 'from', s.window_from, 'to', s.window_to)
	)
	from booking.visits v
	join booking.stops s on s.subject = v.id and s.kind = 'visit'
	join booking.team_days d on d.id = s.team_day
	where v.id = p_visit
$$;

-- What the people's rows say the state of a visit is after somebody was met: who still waits, whose card is on its way.
create function booking.settled_state(p_visit uuid) returns text
language sql stable set search_path = '' as $$
	select case
		when count(*) filter (where p.outcome is null or p.outcome in ('absent', 'prints_unreadable', 'needs_another_visit')) > 0
			then 'revisit'
		when count(*) filter (where p.outcome = 'captured') = 0 then 'cancelled'
		when bool_and(p.card_handed_at is not null) filter (where p.outcome = 'captured') then 'done'
		when bool_and(p.card_ready_at is not null) filter (where p.outcome = 'captured') then 'card_ready'
		else 'captured'
	end
	from booking.people p
	where p.visit_id = p_visit
$$;

-- ------------------------------------------------------------------------------------------- what other rooms ask of this

-- Windows proposed and not over.
create function booking.proposals_of(p_case uuid) returns jsonb
language sql stable set search_path = '' as $$
	select coalesce(
		jsonb_agg(jsonb_build_object('day', p.day, 'from', p.from_minute, 'to', p.to_minute) order by p.day, p.from_minute),
		'[]'
	)
	from booking.proposals p
	where p.case_id = p_case and house.at(p.day, p.from_minute) > now()
$$;

-- Why and from which window a visit is postponed, or null.
create function booking.postponed_of(p_case uuid) returns jsonb
language sql stable set search_path = '' as $$
	select jsonb_build_object(
		'reason', p.reason, 'note', p.note, 'at', p.at,
		'window', jsonb_build_object('day', d.day, 'from', x.window_from, 'to', x.window_to)
	)
	from booking.postponed x
	join booking.postponements p on p.id = x.postponement
	join booking.team_days d on d.id = x.team_day
	where x.case_id = p_case and x.ended is null
$$;

-- Windows that are really kept for a case until a time, and which nobody else can take meanwhile.
create function booking.offers_of(p_case uuid) returns jsonb
language sql stable set search_path = '' as $$
	select coalesce(
		jsonb_agg(
			jsonb_build_object(
				'id', o.id, 'why', o.why, 'until', o.until,
				'window', jsonb_build_object('day', d.day, 'from', o.window_from, 'to', o.window_to)
			)
			order by d.day, o.window_from
		),
		'[]'
	)
	from booking.held_offers o
	join booking.team_days d on d.id = o.team_day
	where o.case_id = p_case and o.ended is null and o.until > now()
$$;

-- What an officer sees of a visit, or null.
create function booking.detail(p_case uuid) returns jsonb
language sql stable set search_path = '' as $$
	select jsonb_build_object(
		'booking_for', v.booking_for,
		'people', coalesce(
			(
				select jsonb_agg(
					jsonb_build_object(
						'id', p.id,
						'name', p.name,
						'birth', case
							when p.birth_year is not null
								then jsonb_strip_nulls(
									jsonb_build_object('year', p.birth_year, 'month', p.birth_month, 'day', p.birth_day)
								)
						end,
						'service', p.service,
						'needs', to_jsonb(p.needs),
						'representative', case
							when p.representative_name is not null
								then jsonb_build_object('name', p.representative_name, 'relation', coalesce(p.representative_relation, ''))
						end,
						'old_number', p.old_number,
						'outcome', p.outcome,
						'receiver', p.receiver,
						'card_ready_at', p.card_ready_at,
						'card_handed_at', p.card_handed_at,
						'card_handed_to', p.card_handed_to
					)
					order by p.position
				)
				from booking.people p
				where p.visit_id = v.id
			),
			'[]'
		),
		'place', jsonb_build_object(
			'kind', v.place_kind,
			'area_name', a.full_name,
			'hamlet_name', h.name,
			'landmark', v.landmark,
			'address', v.address,
			'permanent_elsewhere', v.permanent_elsewhere,
			'lat', coalesce(h.lat, a.lat),
			'lon', coalesce(h.lon, a.lon)
		),
		'contact', jsonb_build_object(
			'name', v.booker_name,
			'phone', v.booker_phone,
			'relation', v.relation,
			'at_home', case
				when v.at_home_name is not null or v.at_home_phone is not null
					then jsonb_build_object('name', v.at_home_name, 'phone', v.at_home_phone)
			end
		),
		'minutes', v.minutes,
		'window', booking.window_of(v.id),
		'team', (
			select t.name
			from booking.promises s
			join booking.team_days d on d.id = s.team_day
			join booking.teams t on t.id = d.team
			where s.visit = v.id and c.state <> 'revisit'
		),
		'gathering', booking.gathering_face(v.id),
		'confirmed_at', v.confirmed_at,
		'papers', v.papers,
		'proposals', booking.proposals_of(c.id),
		'postponed', booking.postponed_of(c.id),
		'offers', booking.offers_of(c.id),
		'unanswered', (select jsonb_build_object('calls', k.calls, 'days', k.days) from queue.calls(c.id) k),
		'erased_at', coalesce(c.erased_contact_at, c.erased_sensitive_at)
	)
	from queue.cases c
	join booking.visits v on v.case_id = c.id
	join unit.areas a on a.code = v.area and a.valid_from = v.area_valid_from
	left join unit.hamlets h on h.id = v.hamlet
	where c.id = p_case
$$;

-- What an officer sees of a call-back, or null.
create function booking.call_back_detail(p_case uuid) returns jsonb
language sql stable set search_path = '' as $$
	select jsonb_build_object(
		'name', b.name,
		'phone', b.phone,
		'area_name', a.full_name,
		'hamlet_name', h.name,
		'when', b.when_to_call,
		'about', b.about,
		'unanswered', (select jsonb_build_object('calls', k.calls, 'days', k.days) from queue.calls(c.id) k),
		'erased_at', coalesce(c.erased_contact_at, c.erased_sensitive_at)
	)
	from queue.cases c
	join booking.call_backs b on b.case_id = c.id
	join unit.areas a on a.code = b.area and a.valid_from = b.area_valid_from
	left join unit.hamlets h on h.id = b.hamlet
	where c.id = p_case
$$;

-- A list of words with one more behind another.
create function booking.after_word(p_list text[], p_before text, p_word text) returns text[]
language sql immutable set search_path = '' as $$
	select p_list[:array_position(p_list, p_before)] || p_word || p_list[array_position(p_list, p_before) + 1:]
$$;

-- Lawful next steps for the calling officer in the order they should be offered; the first is the main button.
create function booking.actions(c queue.cases) returns text[]
language plpgsql stable set search_path = '' as $$
declare
	v booking.visits;
	v_called boolean;
	v_due boolean;
	v_asked boolean;
	v_ready boolean;
	v_unready boolean;
	v_desk boolean := staff.has_role('desk') or staff.has_role('lead');
	v_list text[];
begin
	if c.kind = 'tip' then
		return array[]::text[];
	end if;
	if c.kind = 'support' then
		return support.actions(c);
	end if;
	if c.ended_at is not null then
		return array_remove(array[
			case when v_desk and c.erased_sensitive_at is null then 'note' end,
			case when v_desk and c.erased_contact_at is null and c.kind in ('home_visit', 'call_back') then 'ask_data' end
		], null);
	end if;
	v_called := exists (
		select 1 from queue.events e where e.case_id = c.id and e.code = 'call' and e.data ->> 'outcome' = 'answered'
	);
	if c.kind = 'call_back' then
		return case when v_called then array['book_for_caller', 'call'] else array['call', 'book_for_caller'] end
			|| array['close_call_back', 'replace_code', 'merge', 'assign', 'note', 'ask_data'];
	end if;
	if c.kind = 'data_request' and v_desk then
		return case when v_called then array['answer_data', 'call'] else array['call', 'answer_data'] end
			|| array['assign', 'note'];
	end if;
	if c.kind <> 'home_visit' then
		return array[]::text[];
	end if;
	select * into v from booking.visits where case_id = c.id;
	v_due := coalesce(booking.days_of(c.id) <= house.local_day(now()), false);
	v_asked := booking.takes_readiness(booking.days_of(c.id));
	v_ready := booking.has_cards(v.id);
	v_unready := exists (
		select 1 from booking.people p where p.visit_id = v.id and p.outcome = 'captured' and p.card_ready_at is null
	);
	v_list := case c.state
		when 'held' then
			case when v_called then array['confirm', 'call'] else array['call', 'confirm'] end
			|| case when v_due and v.gathering is not null then array['outcome'] else array[]::text[] end
			|| array['move', 'propose', 'ask', 'return', 'cancel']
		when 'waiting' then
			case when v_called then array['move', 'call'] else array['call', 'move'] end || array['propose', 'ask', 'return', 'cancel']
		when 'postponed' then array['call', 'move', 'take_offer', 'wait', 'ask', 'cancel']
		when 'returned' then array['call', 'ask', 'propose', 'cancel']
		when 'confirmed' then
			case when v_due then array['outcome', 'call'] else array['call'] end
			|| case when v_asked then array['readiness'] else array[]::text[] end
			|| case when v_due then array[]::text[] else array['outcome'] end
			|| array['move', 'propose', 'ask', 'return', 'cancel']
		when 'revisit' then array['move', 'call', 'propose', 'outcome', 'ask', 'cancel']
		when 'captured' then array['card_ready', 'call', 'ask']
		when 'card_ready' then array['card_handed', 'call', 'ask']
		else array[]::text[]
	end;
	-- Who waits, or is moved with their word, may come to a gathering; who stands in one may go back to wait for a visit.
	if c.state in ('waiting', 'held', 'confirmed', 'postponed', 'revisit') and booking.gathers(c.unit) then
		v_list := booking.after_word(v_list, 'move', 'gather');
	end if;
	if c.state in ('held', 'confirmed') and v.gathering is not null then
		v_list := booking.after_word(v_list, 'move', 'wait');
	end if;
	if c.state = 'waiting' and exists (
		select 1 from booking.held_offers o where o.case_id = c.id and o.ended is null and o.until > now()
	) then
		v_list := array['call', 'take_offer'] || array_remove(v_list, 'call');
	end if;
	-- Cards of some may be on their way while others of the household still wait.
	if v_unready and not 'card_ready' = any (v_list) then
		v_list := v_list || 'card_ready'::text;
	end if;
	if v_ready and not 'card_handed' = any (v_list) then
		v_list := v_list || 'card_handed'::text;
	end if;
	v_list := v_list || array['replace_code', 'merge'];
	if c.state in ('held', 'waiting', 'confirmed') and (
		select count(*) > 1 from booking.people p where p.visit_id = v.id and p.outcome is null
	) then
		v_list := v_list || 'split'::text;
	end if;
	v_list := v_list || array['assign', 'note', 'ask_data'];
	if not v_desk then
		v_list := array(
			select u.a from unnest(v_list) with ordinality u (a, n)
			where u.a = any (array['outcome', 'call', 'card_ready', 'card_handed', 'ask', 'note'])
			order by u.n
		);
	end if;
	return v_list;
end
$$;

-- States in which a visit has no day and stays with every field officer of the unit: a card is under way. The room rounds says which
-- others they know of.
create or replace function queue.field_states() returns text[]
language sql immutable set search_path = '' as $$
	select array['captured', 'card_ready']
$$;

-- ------------------------------------------------------------------------------------------ doors of the edge functions
-- Granted to service_role alone: the edge has checked proof of work, phones and shapes, and has planned. Each is a definer
-- door because the private schemas are closed to the API's roles.

-- Everything the planner needs of a unit; what it holds never reaches a browser, since detours tell where the sick live.
create function public.booking_snapshot(area text, hamlet uuid, unit text, subject uuid, on_day date default null) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
#variable_conflict use_variable
declare
	v_area unit.areas;
	v_unit text := unit;
	v_set unit.settings;
	v_today date := house.local_day(now());
begin
	if area is not null then
		v_area := booking.place_of(area, hamlet, '');
		v_unit := v_area.unit;
	end if;
	select s.* into v_set from unit.settings s where s.unit = v_unit;
	perform house.demand(found, 404, 'not_found', 'unit');
	return jsonb_build_object(
		'now', now(),
		'today', v_today,
		'unit', booking.unit_face(v_unit),
		'settings', unit.settings_row(v_set),
		'place', case when area is not null then booking.place_id(v_area.code, hamlet) end,
		'places', (
			select jsonb_agg(jsonb_build_object('id', p.id, 'lat', p.lat, 'lon', p.lon))
			from (
				select 'unit:' || u.code as id, u.lat, u.lon from unit.units u where u.code = v_unit
				union all
				select 'area:' || a.code, a.lat, a.lon from unit.areas a where a.unit = v_unit and a.valid_to is null
				union all
				select 'hamlet:' || h.id, h.lat, h.lon
				from unit.hamlets h
				join unit.areas a on a.code = h.area and a.valid_from = h.area_valid_from
				where a.unit = v_unit
			) p
		),
		'overrides', booking.overrides_of(v_unit),
		'closed', booking.closed_of(v_unit),
		'windows', unit.windows_of(v_unit),
		'earliest', jsonb_build_object(
			'web', booking.earliest(v_unit, 'web'), 'hotline', booking.earliest(v_unit, 'hotline'), 'ward', booking.earliest(v_unit, 'ward')
		),
		'days', coalesce(
			(
				select jsonb_agg(
					jsonb_build_object(
						'id', d.id,
						'team', d.team,
						'day', d.day,
						'version', d.version,
						'start_place', d.start_place,
						'shifts', d.shifts,
						'abilities', (select to_jsonb(t.abilities) from booking.teams t where t.id = d.team),
						'left', booking.left_of(d, subject),
						'off_areas', coalesce(
							(
								select jsonb_agg(distinct p.area)
								from booking.postponements p
								where
									p.unit = d.unit and p.lifted_at is null and p.area is not null
									and d.day between p.from_day and p.to_day
							),
							'[]'
						),
						'stops', booking.stops_of(d.id, subject)
					)
					order by d.day, d.id
				)
				from booking.team_days d
				where
					d.unit = v_unit
					and d.day between v_today and v_today + v_set.horizon_days
					and (on_day is null or d.day = on_day)
					and booking.offers_visits(d)
			),
			'[]'
		),
		'requires', coalesce((select to_jsonb(v.requires) from booking.visits v where v.id = subject), '[]'),
		'own', (
			select jsonb_build_object(
				'team_day', s.team_day, 'day', d.day, 'from', s.window_from, 'to', s.window_to, 'service', s.service,
				'held_until', s.held_until
			)
			from booking.stops s
			join booking.team_days d on d.id = s.team_day
			where s.subject = subject and s.kind = 'visit'
		)
	);
end
$$;

-- Place ids of a unit.
create function booking.places_of(p_unit text) returns setof text
language sql stable set search_path = '' as $$
	select 'unit:' || p_unit
	union all
	select 'area:' || a.code from unit.areas a where a.unit = p_unit and a.valid_to is null
	union all
	select 'hamlet:' || h.id
	from unit.hamlets h
	join unit.areas a on a.code = h.area and a.valid_from = h.area_valid_from
	where a.unit = p_unit
$$;

-- Known minutes from one place of a unit to another, in place of what is computed.
create function booking.overrides_of(p_unit text) returns jsonb
language plpgsql stable set search_path = '' as $$
begin
	return (
		select coalesce(jsonb_agg(jsonb_build_object('from', t.from_place, 'to', t.to_place, 'minutes', t.minutes)), '[]')
		from unit.travel t
		where t.from_place in (select booking.places_of(p_unit))
	);
end
$$;

-- Roads that are closed today or later, each with the days on which it cannot be taken.
create function booking.closed_of(p_unit text) returns jsonb
language plpgsql stable set search_path = '' as $$
begin
	return (
		select coalesce(
			jsonb_agg(
				jsonb_build_object(
					'from', r.from_place, 'to', r.to_place, 'minutes', r.minutes, 'from_day', house.local_day(r.since),
					-- The last day that it is not over by midnight.
					'to_day', house.local_day(r.until - interval '1 microsecond')
				)
			),
			'[]'
		)
		from booking.roads_closed r
		where
			r.opened_at is null
			and r.until > house.at(house.local_day(now()), 0)
			and r.from_place in (select booking.places_of(p_unit))
	);
end
$$;

-- Places left by pool; who stands on the day already keeps a place there, in whichever pool.
create function booking.left_of(p_day booking.team_days, p_subject uuid) returns jsonb
language plpgsql stable set search_path = '' as $$
begin
	return (
		select jsonb_build_object('web', greatest(l.web, o.own), 'hotline', greatest(l.hotline, o.own), 'ward', greatest(l.ward, o.own))
		from booking.pools_left(p_day, p_subject) l
		cross join (
			select case when exists (
				select 1 from booking.stops s where s.team_day = (p_day).id and s.subject = p_subject and s.kind = 'visit'
			) then 1 else 0 end as own
		) o
	);
end
$$;

-- Stops of a day in order, without lapsed holds and without `p_without`.
create function booking.stops_of(p_team_day uuid, p_without uuid) returns jsonb
language plpgsql stable set search_path = '' as $$
begin
	return (
		select coalesce(
			jsonb_agg(
				jsonb_build_object(
					'subject', s.subject, 'place', coalesce(v.place_id, g.place_id, e.place_id), 'from', s.window_from, 'to', s.window_to, 'service', s.service,
					'travel', s.travel, 'start', s.start, 'finish', s.finish, 'held', s.held_until is not null
				)
				order by s.start
			),
			'[]'
		)
		from booking.stops s
		left join booking.visits v on v.id = s.subject
		left join booking.gatherings g on g.id = s.subject
		left join booking.errands e on e.id = s.subject
		where
			s.team_day = p_team_day
			and s.subject is distinct from p_without
			and (s.held_until is null or s.held_until > clock_timestamp())
	);
end
$$;

-- The stored answer of a command, so that a retry is answered before anything is planned; null for a new key.
create function public.booking_answer(key uuid, door text, request jsonb) returns jsonb
language sql volatile security definer set search_path = '' as $$
	select queue.once($1, $2, $3)
$$;

-- Spends a proof; false when it was spent before.
create function booking.spend(p_proof text) returns boolean
language plpgsql volatile set search_path = '' as $$
begin
	insert into booking.proofs (nonce) values (p_proof) on conflict do nothing;
	return found;
end
$$;

-- The same for the edge, which asks it for offers: they write nothing else.
create function public.booking_spend(proof text) returns boolean
language sql volatile security definer set search_path = '' as $$
	select booking.spend($1)
$$;

-- What is known of a hold, alive or lapsed; null once it became a visit or was swept away.
create function public.booking_hold_read(hold uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
	select jsonb_build_object(
		'hold', v.id,
		'alive', s.held_until > clock_timestamp() and s.held_until is not null,
		'lapsed', not coalesce(s.held_until > clock_timestamp(), false),
		'young', v.created_at > now() - interval '1 hour',
		'area', v.area,
		'hamlet', v.hamlet,
		'unit', v.unit,
		'minutes', v.minutes,
		'people', v.people_count,
		'team_day', d.id,
		'day', d.day,
		'from', v.held_from,
		'to', v.held_to,
		'held_until', s.held_until,
		'extended', v.extended
	)
	from booking.visits v
	left join booking.stops s on s.subject = v.id and s.kind = 'visit'
	left join booking.team_days d on d.id = v.held_team_day
	where v.id = $1 and v.case_id is null
$$;

-- A visit as the planner must know it to move it, or a call-back that is to become one; null when there is none.
create function booking.movable(p_case uuid, p_who text) returns jsonb
language sql stable set search_path = '' as $$
	select jsonb_build_object(
		'id', c.id,
		'kind', c.kind,
		'version', c.version,
		'state', c.state,
		'subject', v.id,
		'channel', c.channel,
		'unit', c.unit,
		'area', coalesce(v.area, b.area),
		'hamlet', coalesce(v.hamlet, b.hamlet),
		'minutes', v.minutes,
		'may_move', v.id is not null and exists (
			select 1 from queue.transitions t
			where t.kind = c.kind and t.from_state = c.state and t.who = p_who and t.action = 'move'
		),
		'own', (
			select jsonb_build_object('team_day', s.team_day, 'day', d.day, 'from', s.window_from, 'to', s.window_to)
			from booking.promises s
			join booking.team_days d on d.id = s.team_day
			where s.visit = v.id
		)
	)
	from queue.cases c
	left join booking.visits v on v.case_id = c.id
	left join booking.call_backs b on b.case_id = c.id
	where c.id = p_case and c.kind in ('home_visit', 'call_back')
$$;

-- The visit that a code opens, for its reschedule; null for an unknown code or another kind of case.
create function public.booking_by_lookup(lookup_hash text) returns jsonb
language sql stable security definer set search_path = '' as $$
	select booking.movable(lookup.case_of(house.bytes32($1, 'lookup')), 'citizen')
$$;

-- A visit or call-back for the officer whose token this is; opens with staff.require. 404 outside the compartment.
create function public.booking_by_case(id uuid) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
	v_officer staff.officers := staff.require('desk');
	c queue.cases := queue.mine(v_officer, $1);
begin
	perform house.demand(c.kind in ('home_visit', 'call_back'), 404, 'not_found');
	return booking.movable(c.id, 'officer') || jsonb_build_object('officer', v_officer.user_id);
end
$$;

-- Who the calling officer is, for an edge function that plans on their behalf.
create function public.booking_officer() returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
	v_officer staff.officers := staff.require('desk');
begin
	return jsonb_build_object('officer', v_officer.user_id, 'unit', v_officer.unit);
end
$$;

-- The officer that an edge function has authenticated, looked at once more inside the write.
create function booking.acting(p_officer uuid) returns staff.officers
language plpgsql stable set search_path = '' as $$
declare
	v_officer staff.officers;
begin
	select * into v_officer from staff.officers o where o.user_id = p_officer;
	perform house.demand(found, 403, 'not_an_officer');
	perform house.demand(v_officer.disabled_at is null, 403, 'disabled');
	perform house.demand(staff.holds(v_officer.roles, 'desk'), 403, 'role_missing');
	return v_officer;
end
$$;

-- The window that a plan gives a subject, as {day, from, to}.
create function booking.window_in(p_plan jsonb, p_subject uuid) returns jsonb
language sql stable set search_path = '' as $$
	select jsonb_build_object('day', d.day, 'from', (s.value ->> 'from')::int, 'to', (s.value ->> 'to')::int)
	from jsonb_array_elements(p_plan -> 'stops') s
	join booking.team_days d on d.id = (p_plan ->> 'team_day')::uuid
	where (s.value ->> 'subject')::uuid = p_subject
$$;

-- Puts a subject into a plan's day through the commit.
create function booking.commit_plan(p_subject uuid, p_plan jsonb, p_held_until timestamptz, p_channel text) returns int
language plpgsql volatile set search_path = '' as $$
begin
	perform house.demand(booking.window_in(p_plan, p_subject) is not null, 409, 'broken_plan', 'subject');
	return booking.commit(
		p_subject, (p_plan ->> 'team_day')::uuid, (p_plan ->> 'version')::int, p_plan -> 'stops', p_held_until, p_channel
	);
end
$$;

-- Holds a window: a draft visit without names and a stop with held_until. The same subject again exchanges its window.
-- `paid`, the proof behind the offer, pays for one hold and no other; an exchange that is paid for begins a new hour.
create function public.booking_hold_write(
	key uuid, request jsonb, subject uuid, area text, hamlet uuid, minutes int, people int, channel text, plan jsonb,
	paid text default null
) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
#variable_conflict use_variable
declare
	v_answer jsonb := queue.once(key, 'booking_hold', request);
	v_area unit.areas;
	v_minutes int;
	v_window jsonb;
begin
	if v_answer is not null then
		return v_answer;
	end if;
	perform house.demand(paid is null or booking.spend('hold ' || paid), 409, 'offer_expired');
	v_area := booking.place_of(area, hamlet, '');
	select s.hold_minutes into v_minutes from unit.settings s where s.unit = v_area.unit;
	v_window := booking.window_in(plan, subject);
	perform 1 from booking.visits v where v.id = subject for update;
	if not found then
		insert into booking.visits (id, unit, channel, area, area_valid_from, hamlet, place_id, minutes, people_count)
		values (
			subject, v_area.unit, channel, v_area.code, v_area.valid_from, hamlet, booking.place_id(v_area.code, hamlet), minutes, people
		);
	else
		update booking.visits v
		set
			unit = v_area.unit,
			area = v_area.code,
			area_valid_from = v_area.valid_from,
			hamlet = booking_hold_write.hamlet,
			place_id = booking.place_id(v_area.code, booking_hold_write.hamlet),
			minutes = booking_hold_write.minutes,
			people_count = people,
			created_at = case when paid is null then v.created_at else now() end
		where v.id = subject and v.case_id is null;
		-- A visit is moved, not held again.
		perform house.demand(found, 409, 'not_allowed');
	end if;
	perform booking.commit_plan(subject, plan, clock_timestamp() + make_interval(mins => v_minutes), channel);
	update booking.visits v
	set
		held_team_day = (plan ->> 'team_day')::uuid,
		held_from = (v_window ->> 'from')::int,
		held_to = (v_window ->> 'to')::int
	where v.id = subject;
	return queue.remember(key, 'booking_hold', request, booking.hold_answer(subject));
exception
	when serialization_failure or deadlock_detected or lock_not_available or query_canceled or unique_violation then
		perform house.refuse(503, 'busy');
end
$$;

-- Extends a living hold, once. Refuses hold_lapsed, not_allowed.
create function public.booking_extend_write(key uuid, request jsonb, hold uuid) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
#variable_conflict use_variable
declare
	v_answer jsonb := queue.once(key, 'booking_extend', request);
	v_visit booking.visits;
	v_stop booking.stops;
begin
	if v_answer is not null then
		return v_answer;
	end if;
	select v.* into v_visit from booking.visits v where v.id = hold and v.case_id is null for update;
	perform house.demand(found, 409, 'hold_lapsed');
	perform 1
	from booking.team_days d
	where d.id = (select s.team_day from booking.stops s where s.subject = hold and s.kind = 'visit')
	for update;
	select s.* into v_stop from booking.stops s where s.subject = hold and s.kind = 'visit';
	perform house.demand(found and v_stop.held_until > clock_timestamp(), 409, 'hold_lapsed');
	perform house.demand(not v_visit.extended, 409, 'not_allowed');
	update booking.stops s
	set held_until = s.held_until + make_interval(mins => (select t.hold_minutes from unit.settings t where t.unit = v_visit.unit))
	where s.id = v_stop.id;
	update booking.visits v set extended = true where v.id = hold;
	return queue.remember(key, 'booking_extend', request, booking.hold_answer(hold) || '{"extendable": false}');
end
$$;

-- Gives a hold back; what is gone already is given back too.
create function public.booking_release_write(key uuid, request jsonb, hold uuid) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
#variable_conflict use_variable
declare
	v_answer jsonb := queue.once(key, 'booking_release', request);
begin
	if v_answer is not null then
		return v_answer;
	end if;
	perform 1 from booking.visits v where v.id = hold and v.case_id is null for update;
	if found then
		perform booking.vacate(hold);
		delete from booking.visits v where v.id = hold;
	end if;
	return queue.remember(key, 'booking_release', request, '{"ok": true}');
end
$$;

-- Makes the case of a filled visit: held when it has a window, else waiting.
create function booking.open_visit_case(p_visit uuid, p_words text[], p_officer uuid) returns queue.cases
language plpgsql volatile set search_path = '' as $$
declare
	v booking.visits;
	c queue.cases;
	v_window jsonb := booking.window_of(p_visit);
begin
	select * into v from booking.visits where id = p_visit;
	c := queue.open_case(
		'home_visit', v.unit, v.area, v.channel, case when v_window is null then 'waiting' else 'held' end, 'home_visit',
		jsonb_build_object('people', v.people_count, 'minutes', v.minutes), '', p_words, p_officer
	);
	update booking.visits set case_id = c.id, held_team_day = null, held_from = null, held_to = null where id = p_visit;
	update queue.cases q set area = v.area, area_valid_from = v.area_valid_from where q.id = c.id;
	perform booking.retitle(c.id);
	if v_window is null then
		perform booking.mark_spare(v.unit);
	end if;
	select * into c from queue.cases q where q.id = c.id;
	return c;
end
$$;

-- Sends the form. With a hold: its stop becomes a promise ("Đã giữ giờ"); without: a place on the waitlist. With a plan the
-- same window was planned anew, because the hold had lapsed or the form is not what was held.
create function public.booking_submit_write(
	key uuid, request jsonb, lookup_hash text, hold uuid, form jsonb, minutes int, plan jsonb, words text[], proof text, channel text
) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
#variable_conflict use_variable
declare
	v_answer jsonb := queue.once(key, 'booking_submit', request);
	v_hash bytea := house.bytes32(lookup_hash, 'lookup_hash');
	v_area unit.areas;
	v_hamlet uuid := (form -> 'place' ->> 'hamlet')::uuid;
	v_visit booking.visits;
	c queue.cases;
begin
	if v_answer is not null then
		return v_answer;
	end if;
	perform house.demand(lookup.case_of(v_hash) is null, 409, 'code_taken', 'lookup_hash');
	perform house.demand(proof is null or booking.spend(proof), 409, 'proof_spent', 'proof');
	v_area := booking.place_of(form -> 'place' ->> 'area', v_hamlet, 'place.');
	if hold is null then
		insert into booking.visits (unit, channel, area, area_valid_from, hamlet, place_id, minutes)
		values (
			v_area.unit, channel, v_area.code, v_area.valid_from, v_hamlet, booking.place_id(v_area.code, v_hamlet), minutes
		)
		returning * into v_visit;
	else
		select v.* into v_visit from booking.visits v where v.id = hold for update;
		perform house.demand(found, 409, 'hold_lapsed');
		-- Sent twice under two keys: the first made a case of it.
		perform house.demand(v_visit.case_id is null, 409, 'not_allowed');
		perform house.demand(
			plan is not null
			or (v_visit.minutes = minutes and v_visit.place_id = booking.place_id(v_area.code, v_hamlet) and v_visit.unit = v_area.unit),
			409, 'hold_changed'
		);
	end if;
	perform booking.fill(v_visit.id, form, minutes, channel);
	if hold is not null and plan is null then
		perform booking.commit_again(v_visit.id, null);
	elsif hold is not null then
		perform booking.commit_plan(v_visit.id, plan, null, channel);
	end if;
	c := booking.open_visit_case(v_visit.id, words, null);
	perform lookup.bind(v_hash, c.id);
	perform notify.keep_email(c, form -> 'contact' ->> 'email');
	return queue.remember(key, 'booking_submit', request, booking.booked(c.id), c.id);
exception
	when serialization_failure or deadlock_detected or lock_not_available or query_canceled then
		perform house.refuse(503, 'busy');
end
$$;

-- "Nhờ cán bộ gọi lại": a case with a clock and somebody's number.
create function public.booking_call_back_write(
	key uuid, request jsonb, lookup_hash text, form jsonb, words text[], proof text
) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
#variable_conflict use_variable
declare
	v_answer jsonb := queue.once(key, 'booking_call_back', request);
	v_hash bytea := house.bytes32(lookup_hash, 'lookup_hash');
	v_area unit.areas;
	v_hamlet uuid := (form ->> 'hamlet')::uuid;
	c queue.cases;
begin
	if v_answer is not null then
		return v_answer;
	end if;
	perform house.demand(lookup.case_of(v_hash) is null, 409, 'code_taken', 'lookup_hash');
	perform house.demand(proof is null or booking.spend(proof), 409, 'proof_spent', 'proof');
	v_area := booking.place_of(form ->> 'area', v_hamlet, '');
	c := queue.open_case(
		'call_back', v_area.unit, v_area.code, 'web', 'to_call', 'call_back', jsonb_build_object('when', form ->> 'when'), '', words
	);
	insert into booking.call_backs (case_id, name, phone, area, area_valid_from, hamlet, when_to_call, about)
	values (
		c.id, house.name(form ->> 'name', 'name'), form ->> 'phone', v_area.code, v_area.valid_from, v_hamlet, form ->> 'when',
		house.text(form ->> 'about', 'about', 500)
	);
	perform booking.retitle(c.id);
	perform lookup.bind(v_hash, c.id);
	return queue.remember(key, 'booking_call_back', request, booking.booked(c.id), c.id);
exception
	when check_violation then
		perform house.refuse(422, 'bad_format');
	when serialization_failure or deadlock_detected or lock_not_available or query_canceled then
		perform house.refuse(503, 'busy');
end
$$;

-- Who asked for a change, for its event; nothing where the officer did.
create function booking.said_by(p_asked text) returns jsonb
language sql immutable set search_path = '' as $$
	select case when p_asked in ('phone', 'in_person') then jsonb_build_object('asked', p_asked) else '{}' end
$$;

-- Gives a visit another window: the resident by code (officer null), or an officer as agreed on the phone. `asked`: who
-- wanted it; somebody who rang is called back first (booking.demand_called).
create function public.booking_move_write(
	key uuid, request jsonb, door text, officer uuid, id uuid, version int, channel text, plan jsonb, asked text default null
) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
#variable_conflict use_variable
declare
	v_answer jsonb := queue.once(key, door, request);
	v_who text := case when officer is null then 'citizen' else 'officer' end;
	v_window jsonb;
	v_visit booking.visits;
	c queue.cases;
begin
	if v_answer is not null then
		return v_answer;
	end if;
	if officer is not null then
		perform queue.mine(booking.acting(officer), id);
		perform booking.demand_called(id, officer, coalesce(asked, 'unit'));
	end if;
	select q.* into c from queue.cases q where q.id = id for update;
	select v.* into v_visit from booking.visits v where v.case_id = id;
	perform house.demand(found, 404, 'not_found');
	v_window := booking.window_in(plan, v_visit.id);
	perform house.demand(v_window is not null, 409, 'broken_plan', 'subject');
	c := queue.move(
		id,
		version,
		case
			when c.state = 'confirmed' or (c.state = 'revisit' and officer is not null) then 'confirmed'
			when c.state = 'postponed' then booking.was_state(id)
			else 'held'
		end,
		v_who, 'move', officer,
		jsonb_build_object('window', v_window, 'before', booking.window_of(v_visit.id)) || booking.said_by(asked),
		null, true
	);
	perform booking.commit_plan(v_visit.id, plan, null, channel);
	perform booking.settle(id, 'moved');
	update booking.visits v set sequence = v.sequence + 1 where v.id = v_visit.id;
	delete from booking.proposals p where p.case_id = id;
	if officer is null then
		-- A promise the officer knew has changed: the case comes back into the list at once.
		update queue.cases q set again_at = null where q.id = id;
	end if;
	return queue.remember(key, door, request, queue.answer(c) || jsonb_build_object('window', v_window), id);
exception
	when serialization_failure or deadlock_detected or lock_not_available or query_canceled then
		perform house.refuse(503, 'busy');
end
$$;

-- A call-back becomes a visit: the code and the two words stay with the resident and open the visit from now on.
create function public.booking_from_call_back_write(
	key uuid, request jsonb, officer uuid, id uuid, version int, form jsonb, minutes int, plan jsonb, subject uuid, channel text,
	words text[]
) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
#variable_conflict use_variable
declare
	v_answer jsonb := queue.once(key, 'booking_from_call_back', request);
	v_area unit.areas;
	v_hamlet uuid := (form -> 'place' ->> 'hamlet')::uuid;
	c queue.cases;
	n queue.cases;
begin
	if v_answer is not null then
		return v_answer;
	end if;
	c := queue.mine(booking.acting(officer), id);
	select q.* into c from queue.cases q where q.id = id for update;
	perform house.demand(c.kind = 'call_back' and c.ended_at is null, 409, 'not_allowed');
	perform house.demand(c.version = version, 409, 'stale', 'version');
	v_area := booking.place_of(form -> 'place' ->> 'area', v_hamlet, 'place.');
	-- The desk answers for its own unit; another unit's resident is told who serves them.
	perform house.demand(v_area.unit = c.unit, 409, 'not_served', 'place.area');
	insert into booking.visits (id, unit, channel, area, area_valid_from, hamlet, place_id, minutes)
	values (
		subject, v_area.unit, channel, v_area.code, v_area.valid_from, v_hamlet, booking.place_id(v_area.code, v_hamlet), minutes
	);
	perform booking.fill(subject, form, minutes, channel);
	if plan is not null then
		perform booking.commit_plan(subject, plan, null, channel);
	end if;
	n := booking.open_visit_case(subject, coalesce(c.words, words), officer);
	perform queue.move(
		id, version, 'converted', 'officer', 'book_for_caller', officer,
		jsonb_build_object('case', n.id, 'reference', n.reference), null, true
	);
	perform lookup.repoint(id, n.id);
	return queue.remember(key, 'booking_from_call_back', request, queue.answer(n), n.id);
exception
	when serialization_failure or deadlock_detected or lock_not_available or query_canceled then
		perform house.refuse(503, 'busy');
end
$$;

-- ---------------------------------------------------------------------------------------------------- doors of officers
-- All are definer doors over closed schemas; each opens with staff.require and asks queue.mine for the compartment.

-- Confirms: the second half of the promise passes the same commit as the first, with the day as it stands.
create function public.booking_confirm(key uuid, id uuid, version int, checked text, papers text) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
#variable_conflict use_variable
declare
	v_officer staff.officers := staff.require('desk');
	v_request jsonb := jsonb_build_object('id', id, 'version', version, 'checked', checked, 'papers', papers);
	v_answer jsonb := queue.once(key, 'booking_confirm', v_request);
	v_papers text := house.text(papers, 'papers', 500, checked = 'papers');
	v_visit uuid;
	c queue.cases;
begin
	if v_answer is not null then
		return v_answer;
	end if;
	perform house.demand(version is not null, 422, 'required', 'version');
	perform house.demand(checked in ('population_data', 'papers'), 422, 'bad_format', 'checked');
	c := queue.mine(v_officer, id);
	perform house.demand(c.kind = 'home_visit', 404, 'not_found');
	select v.id into v_visit from booking.visits v where v.case_id = id;
	-- The window of a visit in vain is over; a new one comes by moving.
	select q.* into c from queue.cases q where q.id = id for update;
	perform house.demand(c.state <> 'revisit', 409, 'not_allowed');
	c := queue.move(
		id, version, 'confirmed', 'officer', 'confirm', v_officer.user_id,
		jsonb_build_object('checked', checked, 'window', booking.window_of(v_visit)), null, true
	);
	perform booking.commit_again(v_visit, null);
	update booking.visits v set confirmed_at = now(), papers = v_papers where v.id = v_visit;
	delete from booking.proposals p where p.case_id = id;
	return queue.remember(key, 'booking_confirm', v_request, queue.answer(c), id);
exception
	when serialization_failure or deadlock_detected or lock_not_available or query_canceled then
		perform house.refuse(503, 'busy');
end
$$;

-- Proposes one to three windows; each must be one that a team of the unit works in and the unit offers. Nothing is held.
create function public.booking_propose(key uuid, id uuid, version int, windows jsonb, message text) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
#variable_conflict use_variable
declare
	v_officer staff.officers := staff.require('desk');
	v_request jsonb := jsonb_build_object('id', id, 'version', version, 'windows', windows, 'message', message);
	v_answer jsonb := queue.once(key, 'booking_propose', v_request);
	v_message text := house.text(message, 'message', 500);
	c queue.cases;
	w record;
begin
	if v_answer is not null then
		return v_answer;
	end if;
	perform house.demand(version is not null, 422, 'required', 'version');
	c := queue.mine(v_officer, id);
	perform house.demand(c.kind = 'home_visit', 404, 'not_found');
	perform house.demand(
		jsonb_typeof(windows) = 'array' and jsonb_array_length(windows) between 1 and 3, 422, 'required', 'windows'
	);
	c := queue.move(
		id, version, c.state, 'officer', 'propose', v_officer.user_id,
		-- Events are kept for good: of what was sent, only windows get in.
		jsonb_build_object('windows', (
			select jsonb_agg(
				jsonb_build_object('day', (x.value ->> 'day')::date, 'from', (x.value ->> 'from')::int, 'to', (x.value ->> 'to')::int)
				order by x.ordinality
			)
			from jsonb_array_elements(windows) with ordinality x
		)),
		v_message, true
	);
	delete from booking.proposals p where p.case_id = id;
	for w in
		select (x.value ->> 'day')::date as day, (x.value ->> 'from')::int as w_from, (x.value ->> 'to')::int as w_to, x.ordinality - 1 as n
		from jsonb_array_elements(windows) with ordinality x
	loop
		perform house.demand(
			house.at(w.day, w.w_from) > now()
			and exists (
				select 1 from unit.windows u
				where
					u.unit = c.unit and u.weekday = extract(isodow from w.day) and u.from_minute = w.w_from and u.to_minute = w.w_to
			)
			and exists (
				select 1 from booking.team_days d
				where
					d.unit = c.unit and d.day = w.day and booking.offers_visits(d)
					and greatest(booking.places_left(d, 'hotline', null), booking.places_left(d, 'ward', null)) > 0
			),
			409, 'window_taken', 'windows.' || w.n
		);
		insert into booking.proposals (case_id, day, from_minute, to_minute) values (id, w.day, w.w_from, w.w_to) on conflict do nothing;
	end loop;
	return queue.remember(key, 'booking_propose', v_request, queue.answer(c), id);
end
$$;

-- Cancels for a visit's people, by a citizen or an officer; the one place where a household shrinks or a promise ends.
-- p_died: who has died; the others keep their promise, which becomes shorter and passes the commit again.
create function booking.end_visit(
	p_case uuid, p_version int, p_who text, p_officer uuid, p_reason text, p_note text, p_died uuid[], p_asked text default null
) returns queue.cases
language plpgsql volatile set search_path = '' as $$
declare
	c queue.cases;
	v booking.visits;
	v_living int;
	v_minutes int;
	v_state text;
begin
	select * into c from queue.cases where id = p_case for update;
	select * into v from booking.visits where case_id = p_case for update;
	if p_reason = 'person_died' then
		select count(*) into v_living from booking.people p where p.visit_id = v.id and p.outcome is distinct from 'died';
		-- Of one person there is no question who.
		if v_living = 1 and coalesce(cardinality(p_died), 0) = 0 then
			select array_agg(p.id) into p_died from booking.people p where p.visit_id = v.id and p.outcome is distinct from 'died';
		end if;
		perform house.demand(cardinality(p_died) > 0, 422, 'required', 'died');
		perform house.demand(
			not exists (
				select 1 from unnest(p_died) d (id)
				where not exists (select 1 from booking.people p where p.id = d.id and p.visit_id = v.id)
			),
			422, 'not_found', 'died'
		);
		update booking.people p set outcome = 'died' where p.visit_id = v.id and p.id = any (p_died) and p.card_handed_at is null;
		select count(*) into v_living
		from booking.people p
		where p.visit_id = v.id and (p.outcome is null or p.outcome in ('absent', 'prints_unreadable', 'needs_another_visit'));
		if v_living > 0 then
			c := queue.move(
				p_case, p_version, c.state, p_who, 'person_died', p_officer,
				jsonb_build_object('reason', p_reason, 'died', to_jsonb(p_died)) || booking.said_by(p_asked), p_note, true
			);
			select booking.service_minutes(
				v.unit,
				jsonb_agg(jsonb_build_object('needs', to_jsonb(p.needs)))
			) into v_minutes
			from booking.people p
			where p.visit_id = v.id and (p.outcome is null or p.outcome in ('absent', 'prints_unreadable', 'needs_another_visit'));
			update booking.visits b set minutes = least(v.minutes, v_minutes) where b.id = v.id;
			if c.state in ('held', 'confirmed', 'returned') and booking.window_of(v.id) is not null then
				perform booking.shrink(v.id);
			end if;
			perform booking.retitle(p_case);
			select * into c from queue.cases where id = p_case;
			return c;
		end if;
	end if;
	-- Who was not met will not be; whose cards are under way keep the case open until they have them.
	if exists (select 1 from booking.people p where p.visit_id = v.id and p.outcome = 'captured') then
		update booking.people p
		set outcome = 'refused'
		where p.visit_id = v.id and (p.outcome is null or p.outcome in ('absent', 'prints_unreadable', 'needs_another_visit'));
		v_state := booking.settled_state(v.id);
	else
		v_state := case when p_reason = 'not_eligible' then 'ineligible' else 'cancelled' end;
	end if;
	c := queue.move(
		p_case, p_version, v_state, p_who, 'cancel', p_officer, jsonb_build_object('reason', p_reason) || booking.said_by(p_asked),
		p_note, true
	);
	if v_state in ('cancelled', 'ineligible') or coalesce(booking.day_of(v.id) > house.local_day(now()), false) then
		perform booking.vacate(v.id);
	end if;
	perform booking.settle(p_case, 'cancelled');
	delete from booking.proposals p where p.case_id = p_case;
	perform booking.retitle(p_case);
	return c;
end
$$;

-- The day of a visit's stop, held or promised.
create function booking.day_of(p_visit uuid) returns date
language sql stable set search_path = '' as $$
	select d.day
	from booking.promises s
	join booking.team_days d on d.id = s.team_day
	where s.visit = p_visit
$$;

-- A promise that became shorter passes the commit again; where its day was closed meanwhile only the stop shrinks.
create function booking.shrink(p_visit uuid) returns void
language plpgsql volatile set search_path = '' as $$
begin
	perform booking.commit_again(p_visit, null);
exception
	when sqlstate 'PT409' then
		update booking.stops s
		set
			service = v.minutes,
			finish = s.start + v.minutes,
			busy = tstzrange(lower(s.busy), house.at(d.day, s.start + v.minutes))
		from booking.visits v, booking.team_days d
		where v.id = p_visit and s.subject = v.id and s.kind = 'visit' and d.id = s.team_day and v.minutes <= s.service;
end
$$;

-- Cancels with a reason. `unreachable` needs three calls in vain on two days: nobody loses a visit to one missed call; nor,
-- with `asked` `phone`, to somebody who rings and says a name.
create function public.booking_cancel(
	key uuid, id uuid, version int, reason text, note text, died uuid[], asked text default null
) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
#variable_conflict use_variable
declare
	v_officer staff.officers := staff.require('desk');
	v_request jsonb := jsonb_build_object(
		'id', id, 'version', version, 'reason', reason, 'note', note, 'died', to_jsonb(died), 'asked', asked
	);
	v_answer jsonb := queue.once(key, 'booking_cancel', v_request);
	v_note text := house.text(note, 'note', 500);
	c queue.cases;
begin
	if v_answer is not null then
		return v_answer;
	end if;
	perform house.demand(
		reason in (
			'no_longer_needed', 'person_died', 'cannot_be_home', 'went_to_office', 'moved_away', 'other', 'not_eligible', 'unreachable'
		),
		422, 'bad_format', 'reason'
	);
	perform house.demand(version is not null, 422, 'required', 'version');
	perform house.demand(reason not in ('not_eligible', 'other') or v_note is not null, 422, 'required', 'note');
	c := queue.mine(v_officer, id);
	perform house.demand(c.kind = 'home_visit', 404, 'not_found');
	perform booking.demand_called(id, v_officer.user_id, coalesce(asked, 'unit'));
	if reason = 'unreachable' then
		perform house.demand((select k.calls >= 3 and k.days >= 2 from queue.calls(id) k), 409, 'too_few_calls');
	end if;
	c := booking.end_visit(id, version, 'officer', v_officer.user_id, reason, v_note, died, asked);
	return queue.remember(key, 'booking_cancel', v_request, queue.answer(c), id);
exception
	when serialization_failure or deadlock_detected or lock_not_available or query_canceled then
		perform house.refuse(503, 'busy');
end
$$;

-- Writes down what happened to each person at the door; the state follows the people. Who may take the card is named now.
-- `p_people`: [{id, outcome, receiver, note}, …]. Refusals as of booking_outcome. The door has asked whether the officer may know of it.
create function booking.write_outcome(p_officer staff.officers, p_case uuid, p_version int, p_people jsonb) returns queue.cases
language plpgsql volatile set search_path = '' as $$
declare
	v_visit uuid;
	v_state text;
	c queue.cases;
	p record;
begin
	select q.* into c from queue.cases q where q.id = p_case for update;
	perform house.demand(c.kind = 'home_visit', 404, 'not_found');
	perform house.demand(c.version = p_version, 409, 'stale', 'version');
	perform house.demand(
		c.state in ('confirmed', 'revisit', 'captured')
		-- Whoever opens the door on the day, or comes to the gathering, is served, called before or not.
		or (c.state = 'held' and booking.days_of(p_case) <= house.local_day(now())),
		409, 'not_allowed'
	);
	perform house.demand(
		jsonb_typeof(p_people) = 'array' and jsonb_array_length(p_people) between 1 and 12, 422, 'required', 'people'
	);
	-- Of one person one thing is true.
	perform house.demand(
		(select count(*) = count(distinct x.value -> 'id') from jsonb_array_elements(p_people) x), 422, 'bad_format', 'people'
	);
	select v.id into v_visit from booking.visits v where v.case_id = p_case;
	for p in
		select
			case when house.is_id(x.value -> 'id') then (x.value ->> 'id')::uuid end as person,
			x.value ->> 'outcome' as outcome, x.value ->> 'receiver' as receiver, x.value ->> 'note' as note, x.ordinality - 1 as n
		from jsonb_array_elements(p_people) with ordinality x
	loop
		perform house.demand(
			p.outcome in ('captured', 'absent', 'refused', 'prints_unreadable', 'needs_another_visit', 'died'),
			422, 'bad_format', 'people.' || p.n || '.outcome'
		);
		update booking.people b
		set
			outcome = p.outcome,
			outcome_note = house.text(p.note, 'people.' || p.n || '.note', 300),
			receiver = case when p.outcome = 'captured' and p.receiver is not null then house.name(p.receiver, 'people.' || p.n || '.receiver') end
		-- What a card was made for is not unmade.
		where b.id = p.person and b.visit_id = v_visit and b.card_ready_at is null;
		perform house.demand(found, 422, 'not_found', 'people.' || p.n || '.id');
	end loop;
	v_state := booking.settled_state(v_visit);
	c := queue.move(
		p_case, p_version, v_state, 'officer', 'outcome', p_officer.user_id,
		jsonb_build_object(
			'people', (
				select jsonb_agg(jsonb_build_object('id', x.value -> 'id', 'outcome', x.value -> 'outcome'))
				from jsonb_array_elements(p_people) x
			),
			-- A stop moves with the next promise; figures need to know which one this was.
			'promise', (
				select jsonb_strip_nulls(jsonb_build_object(
					'team_day', d.id, 'day', d.day, 'from', s.window_from, 'to', s.window_to, 'gathering', s.gathering
				))
				from booking.promises s
				join booking.team_days d on d.id = s.team_day
				where s.visit = v_visit
			)
		),
		null, true
	);
	if exists (select 1 from booking.people b where b.visit_id = v_visit and b.outcome = 'captured') then
		perform queue.start_clock(p_case, 'card');
	end if;
	perform queue.stop_clock(p_case, 'first reply');
	if v_state <> 'revisit' then
		perform queue.stop_clock(p_case, 'visit');
	end if;
	perform booking.end_gathering(v.gathering) from booking.visits v where v.id = v_visit and v.gathering is not null;
	-- Nobody comes on a day on which nobody waits.
	if booking.day_of(v_visit) > house.local_day(now()) then
		perform booking.vacate(v_visit);
	end if;
	perform booking.retitle(p_case);
	select q.* into c from queue.cases q where q.id = p_case;
	return c;
end
$$;

-- The outcome of one visit.
create function public.booking_outcome(key uuid, id uuid, version int, people jsonb) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
#variable_conflict use_variable
declare
	v_officer staff.officers := staff.require(null, array['desk', 'field']);
	v_request jsonb := jsonb_build_object('id', id, 'version', version, 'people', people);
	v_answer jsonb := queue.once(key, 'booking_outcome', v_request);
begin
	if v_answer is not null then
		return v_answer;
	end if;
	perform queue.mine(v_officer, id);
	return queue.remember(
		key, 'booking_outcome', v_request, queue.answer(booking.write_outcome(v_officer, id, version, people)), id
	);
exception
	when serialization_failure or deadlock_detected or lock_not_available or query_canceled then
		perform house.refuse(503, 'busy');
end
$$;

-- The state of a case after a card moved: it changes only when the last card did.
create function booking.after_cards(c queue.cases, p_visit uuid) returns text
language sql stable set search_path = '' as $$
	select case when c.state in ('captured', 'card_ready') then booking.settled_state(p_visit) else c.state end
$$;

-- Cards of these people have arrived.
create function public.booking_card_ready(key uuid, id uuid, version int, people uuid[]) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
#variable_conflict use_variable
declare
	v_officer staff.officers := staff.require(null, array['desk', 'field']);
	v_request jsonb := jsonb_build_object('id', id, 'version', version, 'people', to_jsonb(people));
	v_answer jsonb := queue.once(key, 'booking_card_ready', v_request);
	v_visit uuid;
	c queue.cases;
	v_count int;
begin
	if v_answer is not null then
		return v_answer;
	end if;
	c := queue.mine(v_officer, id);
	perform house.demand(c.kind = 'home_visit', 404, 'not_found');
	select q.* into c from queue.cases q where q.id = id for update;
	perform house.demand(c.version = version, 409, 'stale', 'version');
	perform house.demand(c.ended_at is null, 409, 'not_allowed');
	select v.id into v_visit from booking.visits v where v.case_id = id;
	update booking.people b
	set card_ready_at = now()
	where b.visit_id = v_visit and b.id = any (people) and b.outcome = 'captured' and b.card_ready_at is null;
	get diagnostics v_count = row_count;
	perform house.demand(
		v_count > 0 and v_count = (select count(distinct u) from unnest(people) u), 409, 'not_allowed', 'people'
	);
	c := queue.move(
		id, version, booking.after_cards(c, v_visit), 'officer', 'card_ready', v_officer.user_id,
		jsonb_build_object('people', to_jsonb(people)), null, true
	);
	return queue.remember(key, 'booking_card_ready', v_request, queue.answer(c), id);
end
$$;

-- Whose cards of a case are on their way and not yet said to be there; null for nobody.
create function booking.cards_under_way(p_case uuid) returns uuid[]
language sql stable set search_path = '' as $$
	select array_agg(b.id order by b.position)
	from booking.people b
	join booking.visits v on v.id = b.visit_id
	where v.case_id = p_case and b.outcome = 'captured' and b.card_ready_at is null
$$;

-- Nobody drives on a later day to bring what was fetched.
create function booking.drop_card_leg(p_visit uuid) returns void
language sql volatile set search_path = '' as $$
	delete from booking.stops t
	using booking.team_days d
	where
		t.subject = p_visit and t.kind = 'card' and d.id = t.team_day and d.day > house.local_day(now()) and booking.is_over(t)
$$;

-- Hands cards to their owners, or to the person named to the officer at the visit who shows their own card. The access code
-- is never asked for and proves nothing.
create function booking.hand_cards(
	p_officer staff.officers, p_case uuid, p_version int, p_people uuid[], p_handed_to text, p_card_seen boolean
) returns queue.cases
language plpgsql volatile set search_path = '' as $$
declare
	v_visit uuid;
	c queue.cases;
	v_count int;
begin
	perform house.demand(p_handed_to in ('owner', 'named'), 422, 'bad_format', 'handed_to');
	c := queue.mine(p_officer, p_case);
	perform house.demand(c.kind = 'home_visit', 404, 'not_found');
	select q.* into c from queue.cases q where q.id = p_case for update;
	perform house.demand(c.version = p_version, 409, 'stale', 'version');
	perform house.demand(c.ended_at is null, 409, 'not_allowed');
	select v.id into v_visit from booking.visits v where v.case_id = p_case;
	if p_handed_to = 'named' then
		perform house.demand(p_card_seen, 422, 'required', 'card_seen');
		perform house.demand(
			not exists (select 1 from booking.people b where b.visit_id = v_visit and b.id = any (p_people) and b.receiver is null),
			409, 'nobody_named', 'people'
		);
	end if;
	update booking.people b
	set card_handed_at = now(), card_handed_to = p_handed_to
	where b.visit_id = v_visit and b.id = any (p_people) and b.card_ready_at is not null and b.card_handed_at is null;
	get diagnostics v_count = row_count;
	perform house.demand(
		v_count > 0 and v_count = (select count(distinct u) from unnest(p_people) u), 409, 'not_allowed', 'people'
	);
	c := queue.move(
		p_case, p_version, booking.after_cards(c, v_visit), 'officer', 'card_handed', p_officer.user_id,
		jsonb_build_object('people', to_jsonb(p_people), 'handed_to', p_handed_to), null, true
	);
	perform booking.drop_card_leg(v_visit);
	return c;
end
$$;

create function public.booking_card_handed(
	key uuid, id uuid, version int, people uuid[], handed_to text, card_seen boolean
) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
#variable_conflict use_variable
declare
	v_officer staff.officers := staff.require(null, array['desk', 'field']);
	v_request jsonb := jsonb_build_object(
		'id', id, 'version', version, 'people', to_jsonb(people), 'handed_to', handed_to, 'card_seen', card_seen
	);
	v_answer jsonb := queue.once(key, 'booking_card_handed', v_request);
begin
	if v_answer is not null then
		return v_answer;
	end if;
	return queue.remember(
		key, 'booking_card_handed', v_request,
		queue.answer(booking.hand_cards(v_officer, id, version, people, handed_to, card_seen)), id
	);
end
$$;

-- ------------------------------------------------------------------------------------------------------ doors of leads

-- Whether shifts are in order, apart, and inside the day: [{from, to}, …].
create function booking.are_shifts(p_shifts jsonb) returns boolean
language sql immutable set search_path = '' as $$
	select
		jsonb_typeof(p_shifts) = 'array'
		and not exists (
			select 1
			from (
				select
					(s.value ->> 'from')::int as w_from,
					(s.value ->> 'to')::int as w_to,
					lag((s.value ->> 'to')::int) over (order by (s.value ->> 'from')::int) as last_to
				from jsonb_array_elements(p_shifts) s
			) x
			where x.w_from is null or x.w_to is null or x.w_from < 0 or x.w_to > 1440 or x.w_from >= x.w_to or x.w_from < x.last_to
		)
$$;

-- Shifts in the order of the day.
create function booking.in_order(p_shifts jsonb) returns jsonb
language sql immutable set search_path = '' as $$
	select coalesce(
		jsonb_agg(
			jsonb_build_object('from', (s.value ->> 'from')::int, 'to', (s.value ->> 'to')::int) order by (s.value ->> 'from')::int
		),
		'[]'
	)
	from jsonb_array_elements(p_shifts) s
$$;

-- Where a team sets out: its hamlet, else the house of its unit.
create function booking.start_of(p_team booking.teams) returns text
language sql immutable set search_path = '' as $$
	select coalesce('hamlet:' || (p_team).start_hamlet, 'unit:' || (p_team).unit)
$$;

-- A team's hours on a weekday.
create function booking.shifts_on(p_team uuid, p_weekday int) returns jsonb
language sql stable set search_path = '' as $$
	select coalesce(jsonb_agg(jsonb_build_object('from', s.from_minute, 'to', s.to_minute) order by s.from_minute), '[]')
	from booking.team_shifts s
	where s.team = p_team and s.weekday = p_weekday
$$;

-- A kit if no other open day has it then, else null: a day without a kit offers nothing until a lead finds one.
create function booking.free_kit(p_kit uuid, p_day date, p_team uuid) returns uuid
language sql stable set search_path = '' as $$
	select k.id
	from unit.kits k
	where
		k.id = p_kit
		and k.active
		and not exists (
			select 1 from booking.team_days d where d.kit = k.id and d.day = p_day and not d.closed and d.team <> p_team
		)
$$;

-- Teams and their days in a span of at most 100 days.
create function public.booking_teams(from_day date, to_day date) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
	v_officer staff.officers := staff.require('lead');
begin
	perform house.demand(house.is_near(from_day) and house.is_near(to_day), 422, 'out_of_range', 'to_day');
	perform house.demand(to_day >= from_day and to_day - from_day <= 100, 422, 'out_of_range', 'to_day');
	return jsonb_build_object(
		'teams', coalesce(
			(
				select jsonb_agg(
					jsonb_build_object(
						'id', t.id, 'name', t.name, 'active', t.active, 'start_hamlet', t.start_hamlet, 'kit', t.kit, 'places', t.places,
						'reserved_hotline', t.reserved_hotline, 'reserved_ward', t.reserved_ward,
						'shifts', coalesce(
							(
								select jsonb_agg(
									jsonb_build_object('weekday', s.weekday, 'from', s.from_minute, 'to', s.to_minute)
									order by s.weekday, s.from_minute
								)
								from booking.team_shifts s
								where s.team = t.id
							),
							'[]'
						)
					)
					order by t.name, t.id
				)
				from booking.teams t
				where t.unit = v_officer.unit
			),
			'[]'
		),
		'team_days', coalesce(
			(
				select jsonb_agg(
					jsonb_build_object(
						'id', d.id, 'team', d.team, 'team_name', t.name, 'day', d.day, 'version', d.version, 'kit', d.kit,
						'closed', d.closed, 'postponed', booking.is_off(d, null), 'shifts', d.shifts, 'places', d.places, 'reserved_hotline', d.reserved_hotline,
						'reserved_ward', d.reserved_ward,
						'promised', (
							select count(*) from booking.stops s where s.team_day = d.id and s.kind = 'visit' and s.held_until is null
						),
						'stops', coalesce(
							(
								select jsonb_agg(
									jsonb_build_object(
										'kind', s.kind, 'gathering', g.id, 'name', g.name,
										'people', (
											select sum(w.people_count) from booking.visits w where w.gathering = g.id
										),
										'case', c.id, 'reference', c.reference, 'from', s.window_from, 'to', s.window_to,
										'start', s.start, 'finish', s.finish, 'held', s.held_until is not null,
										'unconfirmed', booking.unconfirmed_days(c) is not null
									)
									order by s.start
								)
								from booking.stops s
								left join booking.visits v on v.id = s.subject
								left join booking.gatherings g on g.id = s.subject
								left join queue.cases c on c.id = v.case_id
								where s.team_day = d.id and (s.held_until is null or s.held_until > clock_timestamp())
							),
							'[]'
						)
					)
					order by d.day, t.name, d.id
				)
				from booking.team_days d
				join booking.teams t on t.id = d.team
				where d.unit = v_officer.unit and d.day between from_day and to_day
			),
			'[]'
		)
	);
end
$$;

-- Refuses a kit that the unit may not use and a hamlet it does not serve.
create function booking.check_reach(p_unit text, p_kit uuid, p_hamlet uuid) returns void
language plpgsql stable set search_path = '' as $$
begin
	perform house.demand(
		p_kit is null or exists (select 1 from unit.kit_units k where k.kit = p_kit and k.unit = p_unit), 422, 'not_found', 'kit'
	);
	perform house.demand(
		p_hamlet is null or exists (
			select 1
			from unit.hamlets h
			join unit.areas a on a.code = h.area and a.valid_from = h.area_valid_from
			where h.id = p_hamlet and a.unit = p_unit
		),
		422, 'not_found', 'start_hamlet'
	);
end
$$;

-- Saves a team. Days to come that nobody was promised and no lead has set by hand follow it.
create function public.booking_team_save(
	key uuid, team uuid, name text, active boolean, start_hamlet uuid, kit uuid, places int, reserved_hotline int, reserved_ward int,
	shifts jsonb
) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
#variable_conflict use_variable
declare
	v_officer staff.officers := staff.require('lead');
	v_request jsonb := jsonb_build_object(
		'team', team, 'name', name, 'active', active, 'start_hamlet', start_hamlet, 'kit', kit, 'places', places,
		'reserved_hotline', reserved_hotline, 'reserved_ward', reserved_ward, 'shifts', shifts
	);
	v_answer jsonb := queue.once(key, 'booking_team_save', v_request);
	v_name text := house.text(name, 'name', 80, true);
	v_team booking.teams;
	d record;
begin
	if v_answer is not null then
		return v_answer;
	end if;
	perform booking.check_reach(v_officer.unit, kit, start_hamlet);
	perform house.demand(places between 0 and 40, 422, 'out_of_range', 'places');
	perform house.demand(
		reserved_hotline between 0 and places and reserved_ward between 0 and places - reserved_hotline, 422, 'out_of_range', 'reserved_hotline'
	);
	perform house.demand(
		jsonb_typeof(shifts) = 'array' and jsonb_array_length(shifts) <= 14 and not exists (
			select 1
			from (
				select
					case when s.value -> 'weekday' in ('1', '2', '3', '4', '5', '6', '7') then (s.value ->> 'weekday')::int end as weekday,
					jsonb_agg(s.value) as of_day
				from jsonb_array_elements(shifts) s
				group by 1
			) x
			where x.weekday is null or x.weekday not between 1 and 7 or not booking.are_shifts(x.of_day)
		),
		422, 'bad_format', 'shifts'
	);
	if team is null then
		insert into booking.teams (unit, name, active, start_hamlet, kit, places, reserved_hotline, reserved_ward)
		values (v_officer.unit, v_name, active, start_hamlet, kit, places, reserved_hotline, reserved_ward)
		returning * into v_team;
	else
		update booking.teams t
		set
			name = v_name,
			active = booking_team_save.active,
			start_hamlet = booking_team_save.start_hamlet,
			kit = booking_team_save.kit,
			places = booking_team_save.places,
			reserved_hotline = booking_team_save.reserved_hotline,
			reserved_ward = booking_team_save.reserved_ward
		where t.id = team and t.unit = v_officer.unit
		returning t.* into v_team;
		perform house.demand(found, 404, 'not_found', 'team');
	end if;
	delete from booking.team_shifts s where s.team = v_team.id;
	insert into booking.team_shifts (team, weekday, from_minute, to_minute)
	select v_team.id, (s.value ->> 'weekday')::int, (s.value ->> 'from')::int, (s.value ->> 'to')::int
	from jsonb_array_elements(shifts) s;
	for d in
		select x.id, x.day
		from booking.team_days x
		where x.team = v_team.id and x.day >= house.local_day(now()) and not x.edited
		order by x.id
		for update
	loop
		if not exists (
			select 1 from booking.stops s
			where s.team_day = d.id and (s.held_until is null or s.held_until > clock_timestamp())
		) then
			delete from booking.stops s where s.team_day = d.id;
			update booking.team_days x
			set
				version = x.version + 1,
				closed = not v_team.active,
				kit = booking.free_kit(v_team.kit, d.day, v_team.id),
				start_place = booking.start_of(v_team),
				shifts = booking.shifts_on(v_team.id, extract(isodow from d.day)::int),
				places = v_team.places,
				reserved_hotline = v_team.reserved_hotline,
				reserved_ward = v_team.reserved_ward
			where x.id = d.id;
		end if;
	end loop;
	return queue.remember(key, 'booking_team_save', v_request, jsonb_build_object('id', v_team.id));
exception
	when unique_violation then
		perform house.refuse(409, 'kit_taken', 'kit');
	when serialization_failure or deadlock_detected or lock_not_available or query_canceled then
		perform house.refuse(503, 'busy');
end
$$;

-- Opens a day for a team (version null) or edits one. What was promised on it stands: an edit that would break a promise is
-- refused with promises_stand; who must move is moved first.
create function public.booking_team_day_save(
	key uuid, team uuid, day date, version int, kit uuid, closed boolean, shifts jsonb, places int, reserved_hotline int, reserved_ward int
) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
#variable_conflict use_variable
declare
	v_officer staff.officers := staff.require('lead');
	v_request jsonb := jsonb_build_object(
		'team', team, 'day', day, 'version', version, 'kit', kit, 'closed', closed, 'shifts', shifts, 'places', places,
		'reserved_hotline', reserved_hotline, 'reserved_ward', reserved_ward
	);
	v_answer jsonb := queue.once(key, 'booking_team_day_save', v_request);
	v_team booking.teams;
	d booking.team_days;
	v_count int;
begin
	if v_answer is not null then
		return v_answer;
	end if;
	perform set_config('lock_timeout', '5s', true);
	-- Held, so that of two leads who open one day the second is told that it is there.
	select t.* into v_team from booking.teams t where t.id = team and t.unit = v_officer.unit for no key update;
	perform house.demand(found, 404, 'not_found', 'team');
	perform booking.check_reach(v_officer.unit, kit, null);
	perform house.demand(places between 0 and 40, 422, 'out_of_range', 'places');
	perform house.demand(
		reserved_hotline between 0 and places and reserved_ward between 0 and places - reserved_hotline, 422, 'out_of_range', 'reserved_hotline'
	);
	perform house.demand(booking.are_shifts(shifts) and jsonb_array_length(shifts) <= 4, 422, 'bad_format', 'shifts');
	perform house.demand(day >= house.local_day(now()), 422, 'out_of_range', 'day');
	if version is null then
		perform house.demand(
			not exists (select 1 from booking.team_days x where x.team = team and x.day = day), 409, 'stale', 'version'
		);
		insert into booking.team_days (
			team, unit, day, kit, closed, start_place, shifts, places, reserved_hotline, reserved_ward, edited
		)
		values (
			team, v_team.unit, day, kit, closed, booking.start_of(v_team), booking.in_order(shifts), places, reserved_hotline,
			reserved_ward, true
		)
		returning * into d;
	else
		select x.* into d from booking.team_days x where x.team = team and x.day = day for update;
		perform house.demand(found, 404, 'not_found', 'day');
		perform house.demand(d.version = version, 409, 'stale', 'version');
		delete from booking.stops s where s.team_day = d.id and s.held_until <= clock_timestamp();
		select count(*) into v_count from booking.stops s where s.team_day = d.id;
		update booking.team_days x
		set
			version = x.version + 1,
			kit = booking_team_day_save.kit,
			closed = booking_team_day_save.closed,
			shifts = booking.in_order(booking_team_day_save.shifts),
			places = booking_team_day_save.places,
			reserved_hotline = booking_team_day_save.reserved_hotline,
			reserved_ward = booking_team_day_save.reserved_ward,
			-- Nobody has been promised anything yet: the day starts where the team starts now.
			start_place = case when v_count = 0 then booking.start_of(v_team) else x.start_place end,
			edited = true
		where x.id = d.id
		returning x.* into d;
		perform house.demand(
			v_count = 0
			or (
				not d.closed
				and d.kit is not null
				and d.places >= (select count(*) from booking.stops s where s.team_day = d.id and s.kind = 'visit')
				and coalesce(booking.broken(d, booking.standing(d.id, null, null)), 'travel') = 'travel'
			),
			409, 'promises_stand'
		);
	end if;
	return queue.remember(
		key, 'booking_team_day_save', v_request, jsonb_build_object('id', d.id, 'version', d.version)
	);
exception
	when unique_violation then
		perform house.refuse(409, 'kit_taken', 'kit');
	when serialization_failure or deadlock_detected or lock_not_available or query_canceled then
		perform house.refuse(503, 'busy');
end
$$;

-- Opens the days of a unit (null: of all) up to the horizon from the weekly hours; days that stand are left alone.
-- A kit that is elsewhere on that day leaves the new day without one. Returns how many days were opened.
create function booking.open_days(p_unit text) returns int
language plpgsql volatile set search_path = '' as $$
declare
	r record;
	v_opened int := 0;
begin
	for r in
		select t as team, x.day::date as day, booking.shifts_on(t.id, extract(isodow from x.day)::int) as shifts
		from booking.teams t
		join unit.settings s on s.unit = t.unit
		cross join lateral generate_series(house.local_day(now()), house.local_day(now()) + s.horizon_days, interval '1 day') as x (day)
		where
			(p_unit is null or t.unit = p_unit)
			and t.active
			and unit.visits_allowed(t.unit, x.day::date)
			and exists (select 1 from booking.team_shifts h where h.team = t.id and h.weekday = extract(isodow from x.day))
			and not exists (select 1 from booking.team_days d where d.team = t.id and d.day = x.day::date)
		order by x.day, t.unit, t.name
	loop
		begin
			insert into booking.team_days (team, unit, day, kit, start_place, shifts, places, reserved_hotline, reserved_ward)
			values (
				(r.team).id, (r.team).unit, r.day, booking.free_kit((r.team).kit, r.day, (r.team).id), booking.start_of(r.team), r.shifts,
				(r.team).places, (r.team).reserved_hotline, (r.team).reserved_ward
			);
			v_opened := v_opened + 1;
		exception when unique_violation then
			-- Somebody opened it, or took the kit, at the same moment: the next run looks again.
			null;
		end;
	end loop;
	return v_opened;
end
$$;

-- The lead's button for what the job does daily.
create function public.booking_open_days(key uuid) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
#variable_conflict use_variable
declare
	v_officer staff.officers := staff.require('lead');
	v_answer jsonb := queue.once(key, 'booking_open_days', '{}');
begin
	if v_answer is not null then
		return v_answer;
	end if;
	return queue.remember(
		key, 'booking_open_days', '{}', jsonb_build_object('opened', booking.open_days(v_officer.unit))
	);
end
$$;

-- Days on which teams work, for home: facts without a promise. A day is full when no place is left for the web.
create function public.booking_days() returns jsonb
language sql stable security definer set search_path = '' as $$
	select jsonb_build_object(
		'as_of', now(),
		'days', coalesce(
			(
				select jsonb_agg(jsonb_build_object('unit', x.unit, 'day', x.day, 'state', x.state) order by x.unit, x.day)
				from (
					select d.unit, d.day, case when bool_or(d.places - coalesce(u.total, 0) - r.reserved > 0) then 'open' else 'full' end as state
					from booking.team_days d
					join unit.settings s on s.unit = d.unit
					join (
						select n.day, house.at(n.day, 0) as begins
						from (select distinct t.day from booking.team_days t where t.day >= house.local_day(now())) n
					) m on m.day = d.day
					left join (
						select
							t.team_day, count(*) as total, count(*) filter (where t.channel = 'hotline') as hotline,
							count(*) filter (where t.channel not in ('web', 'hotline')) as ward
						from booking.stops t
						where
							t.kind = 'visit'
							and t.team_day in (select f.id from booking.team_days f where f.day >= house.local_day(now()))
							and (t.held_until is null or t.held_until > clock_timestamp())
						group by t.team_day
					) u on u.team_day = d.id
					cross join lateral (
						select case
							when now() >= m.begins + make_interval(
								mins => coalesce((d.shifts -> 0 ->> 'from')::int, 0), hours => -s.release_hours
							) then 0
							else greatest(0, d.reserved_hotline - coalesce(u.hotline, 0)) + greatest(0, d.reserved_ward - coalesce(u.ward, 0))
						end as reserved
					) r
					where
						d.day between house.local_day(now()) and house.local_day(now()) + s.horizon_days
						and not d.closed
						and exists (select 1 from unit.kits k where k.id = d.kit and k.active)
						and not exists (select 1 from unit.calendar_days c where c.unit = d.unit and c.day = d.day and not c.visits_allowed)
						and not exists (
							select 1
							from booking.postponements p
							where
								p.unit = d.unit and p.lifted_at is null and p.gathering is null and d.day between p.from_day and p.to_day
								and (p.team is null or p.team = d.team) and p.area is null
						)
						and exists (
							select 1 from unit.windows w
							where
								w.unit = d.unit and w.weekday = extract(isodow from d.day)
								and m.begins + make_interval(mins => w.from_minute) >= now() + make_interval(hours => s.lead_hours)
						)
					group by d.unit, d.day
				) x
			),
			'[]'
		),
		'postponed', coalesce(
			(
				select jsonb_agg(
					jsonb_build_object(
						'unit', p.unit, 'name', coalesce(a.full_name, u.full_name), 'some', p.team is not null, 'from_day', p.from_day, 'to_day', p.to_day,
						'reason', p.reason, 'note', p.note
					)
					order by p.from_day, p.unit, p.id
				)
				from booking.postponements p
				join unit.units u on u.code = p.unit
				left join lateral booking.area_row(p.area) a on p.area is not null
				where p.lifted_at is null and p.gathering is null and p.to_day >= house.local_day(now())
			),
			'[]'
		)
	)
$$;

-- ------------------------------------------------------------------------------------------------------------- grants

grant execute on function public.booking_days() to anon, authenticated;
grant execute on function
	public.booking_by_case(uuid),
	public.booking_officer(),
	public.booking_confirm(uuid, uuid, int, text, text),
	public.booking_propose(uuid, uuid, int, jsonb, text),
	public.booking_cancel(uuid, uuid, int, text, text, uuid[], text),
	public.booking_outcome(uuid, uuid, int, jsonb),
	public.booking_card_ready(uuid, uuid, int, uuid[]),
	public.booking_card_handed(uuid, uuid, int, uuid[], text, boolean),
	public.booking_teams(date, date),
	public.booking_team_save(uuid, uuid, text, boolean, uuid, uuid, int, int, int, jsonb),
	public.booking_team_day_save(uuid, uuid, date, int, uuid, boolean, jsonb, int, int, int),
	public.booking_open_days(uuid)
to authenticated;
grant execute on function
	public.booking_snapshot(text, uuid, text, uuid, date),
	public.booking_answer(uuid, text, jsonb),
	public.booking_spend(text),
	public.booking_hold_read(uuid),
	public.booking_by_lookup(text),
	public.booking_hold_write(uuid, jsonb, uuid, text, uuid, int, int, text, jsonb, text),
	public.booking_extend_write(uuid, jsonb, uuid),
	public.booking_release_write(uuid, jsonb, uuid),
	public.booking_submit_write(uuid, jsonb, text, uuid, jsonb, int, jsonb, text[], text, text),
	public.booking_call_back_write(uuid, jsonb, text, jsonb, text[], text),
	public.booking_move_write(uuid, jsonb, text, uuid, uuid, int, text, jsonb, text),
	public.booking_from_call_back_write(uuid, jsonb, uuid, uuid, int, jsonb, int, jsonb, uuid, text, text[])
to service_role;

-- ------------------------------------------------------------------------------------------- what the room unit asks

-- How many promises (and living holds) the teams of a unit have on a day; while there are any it does not become a day off. Holds
-- the teams' days until the transaction ends, so that nobody is promised one that is being closed.
create function booking.promises_on(p_unit text, p_day date) returns int
language plpgsql volatile set search_path = '' as $$
begin
	perform set_config('lock_timeout', '5s', true);
	perform 1 from booking.team_days d where d.unit = p_unit and d.day = p_day order by d.id for update;
	return (
		select count(*)
		from booking.stops s
		join booking.team_days d on d.id = s.team_day
		where d.unit = p_unit and d.day = p_day and (s.held_until is null or s.held_until > clock_timestamp())
	);
end
$$;

-- How many promises stand from today on, on days that have this kit: of all units that share it.
create function booking.promises_with(p_kit uuid) returns int
language sql stable set search_path = '' as $$
	select count(*)::int
	from booking.team_days d
	join booking.stops s on s.team_day = d.id
	where d.kit = p_kit and d.day >= house.local_day(now()) and s.held_until is null
$$;
