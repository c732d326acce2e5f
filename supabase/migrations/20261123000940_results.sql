-- Results ("Kết quả thực hiện", decision 48): a unit's models as data, and reports of a month, a quarter or a year, whose figures are
-- read from the other rooms and frozen when a lead publishes. Of persons and cases nothing under five is told, whatever is
-- reckoned from all that was ever told of the unit.

create schema results;
comment on schema results is 'Models, the rule of periods, reports and what was told of each period. No person stands in any of them.';

-- ---------------------------------------------------------------------------------------------------------------- tables

-- Whether a text stands on one line and may be shown to anybody.
create function results.is_line(value text, most int)
returns boolean
language sql
immutable
set search_path = ''
as $$
	select char_length(value) between 1 and most and house.is_clean(value) and value !~ '[\n\t]';
$$;

-- Whether these are lines that may stand below each other.
create function results.are_lines(lines text[])
returns boolean
language sql
immutable
set search_path = ''
as $$
	select cardinality(lines) <= 10 and coalesce((select bool_and(results.is_line(l, 100)) from unnest(lines) l), true);
$$;

create table results.programmes (
	programme text primary key,
	place int not null unique
);
comment on table results.programmes is 'What the portal itself runs and can count; a model may be one of them.';
insert into results.programmes (programme, place) values ('visits', 1), ('fund', 2), ('support', 3), ('tips', 4), ('news', 5);

create table results.figures (
	figure text primary key,
	programme text not null references results.programmes (programme),
	measure text not null check (measure in ('count', 'dong', 'percent')),
	persons boolean not null,
	stock boolean not null default false check (not stock or persons),
	place int not null unique
);
comment on table results.figures is 'What is counted of each programme, in the order of a report.';
comment on column results.figures.persons is 'Counts persons or cases: under five, and what would give that away, is hidden (decision 31).';
comment on column results.figures.stock is 'What there was at the end of a period: those of its parts do not add up to it, so that it is judged alone.';
insert into results.figures (figure, programme, measure, persons, place) values
	('homes_weekend', 'visits', 'count', true, 1), ('people_home', 'visits', 'count', true, 2),
	('gatherings', 'visits', 'count', false, 3), ('people_gathered', 'visits', 'count', true, 4),
	('cards', 'visits', 'count', true, 5), ('calls', 'visits', 'count', true, 6),
	('given', 'fund', 'dong', false, 7), ('spent', 'fund', 'dong', false, 8),
	('families', 'support', 'count', true, 9),
	('tips_received', 'tips', 'count', true, 10), ('tips_kept', 'tips', 'percent', true, 11),
	('posts', 'news', 'count', false, 12);
insert into results.figures (figure, programme, measure, persons, stock, place) values ('followers', 'news', 'count', true, true, 13);

create table results.rules (
	unit text primary key references unit.units (code),
	start_day int not null default 1 check (start_day between 1 and 28),
	superior text check (results.is_line(superior, 100)),
	place text check (results.is_line(place, 60)),
	symbol text check (results.is_line(symbol, 20)),
	signer text check (results.is_line(signer, 100)),
	recipients text[] not null default '{}' check (results.are_lines(recipients)),
	version int not null default 1
);
comment on table results.rules is 'What a lead set for the reports of a unit: the rule of periods, and what stands on the paper around the words.';
comment on column results.rules.start_day is 'Day of the month on which a period begins. 15: the month of August goes from 15 July to 14 August.';
comment on column results.rules.superior is 'The unit above, as it heads a paper.';
comment on column results.rules.symbol is 'What follows the number: "BC-CAP".';
comment on column results.rules.version is 'Goes up with every edit of the rules or the models.';

create table results.models (
	id uuid primary key default gen_random_uuid(),
	unit text not null references unit.units (code),
	place int not null check (place between 1 and 20),
	name text check (results.is_line(name, 120)),
	aim text check (char_length(aim) between 1 and 600 and house.is_clean(aim)),
	since_year int check (since_year between 1945 and 2200),
	since_month int check (since_month between 1 and 12),
	programme text references results.programmes (programme),
	unique (unit, place) deferrable initially deferred,
	unique (unit, programme) deferrable initially deferred,
	check (since_month is null or since_year is not null),
	-- A row without a name is one that a lead has still to fill in.
	check (name is not null or num_nonnulls(aim, since_year, programme) = 0)
);
comment on table results.models is 'The unit''s community models in their order. Those without a name are shown to nobody but who fills them in.';

create table results.reports (
	id uuid primary key default gen_random_uuid(),
	unit text not null references unit.units (code),
	kind text not null check (kind in ('month', 'quarter', 'year')),
	year int not null check (year between 2019 and 2200),
	nth int not null,
	edition int not null default 1 check (edition >= 1),
	from_day date not null,
	to_day date not null check (from_day <= to_day),
	state text not null default 'draft' check (state in ('draft', 'published')),
	version int not null default 1,
	number text check (results.is_line(number, 20)),
	opening text check (char_length(opening) between 1 and 4000 and house.is_clean(opening)),
	outlook text check (char_length(outlook) between 1 and 4000 and house.is_clean(outlook)),
	texts jsonb not null default '{}' check (jsonb_typeof(texts) = 'object'),
	note text check (char_length(note) between 1 and 300 and house.is_clean(note)),
	recount boolean not null default false,
	content jsonb,
	made_by uuid not null references staff.officers (user_id),
	made_at timestamptz not null default now(),
	published_by uuid references staff.officers (user_id),
	published_at timestamptz,
	unique (unit, kind, year, nth, edition),
	check (nth between 1 and case kind when 'month' then 12 when 'quarter' then 4 else 1 end),
	check (case state when 'published' then num_nulls(content, published_by, published_at) = 0
		else num_nonnulls(content, published_by, published_at) = 0 end),
	-- A correction says what it corrects, and the first edition corrects nothing.
	check (state = 'draft' or (edition > 1) = (note is not null)),
	check (not recount or edition > 1)
);
comment on table results.reports is 'Reports of periods. A published one is never changed: a correction is the next edition, with a note.';
comment on column results.reports.year is 'With `nth` the name of the period; its days follow from the rule that held.';
comment on column results.reports.texts is 'What the lead wrote of each model, by its id.';
comment on column results.reports.recount is 'A correction that counts its period anew.';
comment on column results.reports.content is 'What was published: models, words and figures as they were.';
create unique index reports_drafts on results.reports (unit, kind, year, nth) where state = 'draft';
create index reports_newest on results.reports (unit, to_day desc, from_day desc, edition desc) where state = 'published';

create table results.told (
	unit text not null references unit.units (code),
	figure text not null references results.figures (figure),
	from_day date not null,
	to_day date not null check (from_day <= to_day),
	amount bigint,
	report uuid not null references results.reports (id),
	primary key (unit, figure, from_day, to_day)
);
comment on table results.told is 'What anybody was told of persons in a period, by the report itself or beside another; null: hidden. What may be told next is judged by it.';

alter table results.programmes enable row level security;
alter table results.figures enable row level security;
alter table results.rules enable row level security;
alter table results.models enable row level security;
alter table results.reports enable row level security;
alter table results.told enable row level security;

-- What was published stays as it was, for the owner of the table too.
create function results.keep()
returns trigger
language plpgsql
set search_path = ''
as $$
begin
	if old.state = 'published' then
		raise exception 'append_only' using errcode = 'PT403', detail = tg_table_name;
	end if;
	return case tg_op when 'DELETE' then old else new end;
end;
$$;
create trigger published_stays before update or delete on results.reports for each row execute function results.keep();
create trigger never_emptied before truncate on results.reports for each statement execute function house.append_only();

-- --------------------------------------------------------------------------------------------------------------- periods

-- Months that a kind of period has.
create function results.months_of(kind text)
returns int
language sql
immutable
set search_path = ''
as $$
	select case $1 when 'month' then 1 when 'quarter' then 3 else 12 end;
$$;

-- First and last day of a period: the nth month, quarter or year (1) of a year, where periods begin on a day of the month.
create function results.period(kind text, year int, nth int, start_day int)
returns table (from_day date, to_day date)
language sql
immutable
set search_path = ''
as $$
	select f.day, (f.day + make_interval(months => results.months_of($1)))::date - 1
	from (
		select (
			make_date($2, ($3 - 1) * results.months_of($1) + 1, $4) - make_interval(months => ($4 > 1)::int)
		)::date as day
	) f;
$$;

-- The period of the same length that lies so many months earlier.
create function results.earlier(kind text, from_day date, months int)
returns table (from_day date, to_day date)
language sql
immutable
set search_path = ''
as $$
	select f.day, (f.day + make_interval(months => results.months_of($1)))::date - 1
	from (select ($2 - make_interval(months => $3))::date as day) f;
$$;

-- The name of a period in addresses: `2026-08`, `2026-q3`, `2026`.
create function results.period_name(kind text, year int, nth int)
returns text
language sql
immutable
set search_path = ''
as $$
	select $2 || case $1 when 'month' then '-' || lpad($3::text, 2, '0') when 'quarter' then '-q' || $3 else '' end;
$$;

-- --------------------------------------------------------------------------------------------------------------- figures

-- Visits in figures. An outcome counts on the day of its promise, a card and a call on the day they were written; of a household
-- where everybody was out nobody was visited.
create function results.count_visits(unit text, from_day date, to_day date)
returns table (figure text, amount bigint)
language sql
stable
set search_path = ''
as $$
	with v as materialized (
		select a.gathering, a.day, a.captured, exists (
			select 1 from jsonb_array_elements(a.people) p where p ->> 'outcome' <> 'absent'
		) as met
		from booking.attended($1, $2, $3) a
	),
	e as materialized (
		select e.code, e.data
		from queue.cases c
		join queue.events e on e.case_id = c.id
		where c.unit = $1 and c.kind in ('home_visit', 'call_back') and e.code in ('card_handed', 'call')
			and e.at >= house.at($2, 0) and e.at < house.at($3 + 1, 0)
	)
	select 'homes_weekend', count(*) from v where v.gathering is null and v.met and extract(isodow from v.day) in (6, 7)
	union all select 'people_home', coalesce(sum(v.captured), 0) from v where v.gathering is null
	union all select 'people_gathered', coalesce(sum(v.captured), 0) from v where v.gathering is not null
	union all select 'cards', coalesce(sum(jsonb_array_length(e.data -> 'people')), 0) from e where e.code = 'card_handed'
	union all select 'calls', count(*) from e where e.code = 'call'
	union all
	select 'gatherings', count(*)
	from booking.gatherings g
	join booking.team_days d on d.id = g.team_day
	where g.unit = $1 and g.state = 'over' and d.day between $2 and $3;
$$;

-- Tips that were received, and of those whose clocks have stopped or run out how many kept all of them. Of a tip the hour is all
-- that is known, which is enough: periods begin at midnight.
create function results.count_tips(unit text, from_day date, to_day date)
returns table (received bigint, due bigint, kept bigint)
language sql
stable
set search_path = ''
as $$
	with t as (
		select c.id, (
			select bool_and(r.stopped_at is not null and r.stopped_at <= r.due_at)
			from queue.clocks_running r
			where r.case_id = c.id and r.stopped_why is null and (r.stopped_at is not null or r.due_at <= now())
		) as kept
		from queue.cases c
		where c.unit = $1 and c.kind = 'tip' and c.received_at >= house.at($2, 0) and c.received_at < house.at($3 + 1, 0)
	)
	select count(*), count(t.kept), count(*) filter (where t.kept) from t;
$$;

-- What the public ledger says of gifts and of spending, as its own statements do: what was reversed stands apart there. Null while
-- a month that the period touches is not published, or was before the ledger began.
create function results.count_fund(unit text, from_day date, to_day date)
returns table (figure text, amount bigint)
language sql
stable
set search_path = ''
as $$
	select f.figure, case when (
		select min(p.month) <= $2 and max((p.month + interval '1 month')::date - 1) >= $3 from fund.publications p where p.unit = $1
	) then coalesce((
		select abs(sum(r.money + r.goods))::bigint from fund.published r
		where r.unit = $1 and r.day between $2 and $3 and r.kind = any (f.kinds)
	), 0) end
	from (values ('given', array['gift']), ('spent', array['spending', 'aid', 'rewards'])) f (figure, kinds);
$$;

-- Families that were given something: what was taken back, and what the fund has not paid or has reversed, was not given.
create function results.count_families(unit text, from_day date, to_day date)
returns bigint
language sql
stable
set search_path = ''
as $$
	select count(distinct g.case_id)
	from support.given g
	join support.requests r on r.case_id = g.case_id
	where r.unit = $1 and g.day between $2 and $3 and g.undone_at is null
		and (g.payment is null or support.posting(g.payment) ->> 'state' = 'paid');
$$;

-- Posts that came out and were not taken back.
create function results.count_posts(unit text, from_day date, to_day date)
returns bigint
language sql
stable
set search_path = ''
as $$
	select count(*) from news.posts p
	where p.unit = $1 and p.publish_at >= house.at($2, 0) and p.publish_at < least(house.at($3 + 1, 0), now())
		and p.withdrawn_at is null;
$$;

-- Browsers that followed at the end of a period. Who left since is not counted: nobody keeps that they were there, and a published
-- report keeps its number.
create function results.count_followers(unit text, to_day date)
returns bigint
language sql
stable
set search_path = ''
as $$
	select count(*) from notify.follows f where f.unit = $1 and f.since <= $2;
$$;

-- Every figure of a unit in a period: whole numbers and đồng; of a share the percent, rounded down. Null: not published yet, or
-- nothing to take a share of. `whole`: of a share, what it is a part of.
create function results.counted(unit text, from_day date, to_day date)
returns table (figure text, amount bigint, part bigint, whole bigint)
language sql
stable
set search_path = ''
as $$
	select v.figure, v.amount, null::bigint, null::bigint from results.count_visits($1, $2, $3) v
	union all select f.figure, f.amount, null, null from results.count_fund($1, $2, $3) f
	union all select 'families', results.count_families($1, $2, $3), null, null
	union all select 'posts', results.count_posts($1, $2, $3), null, null
	union all select 'followers', results.count_followers($1, $3), null, null
	union all
	select x.figure, x.amount, x.part, x.whole
	from results.count_tips($1, $2, $3) t
	cross join lateral (values
		('tips_received', t.received, null, null),
		('tips_kept', t.kept * 100 / nullif(t.due, 0), t.kept, t.due)
	) x (figure, amount, part, whole);
$$;

-- --------------------------------------------------------------------------------------- small numbers, over all periods

create type results.span as (from_day date, to_day date, amount bigint);
comment on type results.span is 'A period and what was told of it; null: hidden.';

-- Periods that were told and lie within others of the list, or within `one`, as the largest of each: they are disjoint, since
-- nothing is ever told of periods that cross.
create function results.largest_within(known results.span[], one results.span)
returns setof results.span
language sql
immutable
set search_path = ''
as $$
	select k.*
	from unnest($1) k
	where k.amount is not null and k.from_day >= (one).from_day and k.to_day <= (one).to_day
		and (k.from_day, k.to_day) <> ((one).from_day, (one).to_day)
		and not exists (
			select 1 from unnest($1) w
			where w.amount is not null and w.from_day <= k.from_day and w.to_day >= k.to_day
				and w.from_day >= (one).from_day and w.to_day <= (one).to_day
				and (w.from_day, w.to_day) <> (k.from_day, k.to_day)
				and (w.from_day, w.to_day) <> ((one).from_day, (one).to_day)
		);
$$;

-- Whether what is left of a period, once the told ones within it are taken away, may be known: nothing is left, or at least five.
create function results.rest_is_safe(known results.span[], one results.span)
returns boolean
language sql
immutable
set search_path = ''
as $$
	select coalesce(sum(k.to_day - k.from_day + 1), 0) = (one).to_day - (one).from_day + 1
		or (one).amount - coalesce(sum(k.amount), 0) >= 5
	from results.largest_within($1, $2) k;
$$;

-- What may be told of a period, given all that was told before; null: hidden. Periods that were told form a tree. Whoever reads them all
-- can reckon what is left of each without those within it, and sums of such rests, and nothing else: so each rest is
-- nothing or at least five. A period that was told once is told the same again; one that is made of told ones is their sum unless
-- it differs from that by five; one that crosses another is not told.
create function results.tell(known results.span[], one results.span)
returns bigint
language plpgsql
immutable
set search_path = ''
as $$
declare
	before results.span;
	around results.span;
	parts results.span;
begin
	select k.* into before from unnest(known) k where k.from_day = one.from_day and k.to_day = one.to_day;
	if found then
		return before.amount;
	end if;
	if exists (
		select 1 from unnest(known) k
		where k.amount is not null and k.from_day <= one.to_day and k.to_day >= one.from_day
			and not (k.from_day <= one.from_day and k.to_day >= one.to_day)
			and not (k.from_day >= one.from_day and k.to_day <= one.to_day)
	) then
		return null;
	end if;
	select min(k.from_day), max(k.to_day), sum(k.amount) into parts from results.largest_within(known, one) k
	having sum(k.to_day - k.from_day + 1) = one.to_day - one.from_day + 1;
	if found and abs(parts.amount - one.amount) < 5 then
		one.amount := parts.amount;
	end if;
	if one.amount < 5 or not results.rest_is_safe(known, one) then
		return null;
	end if;
	select k.* into around from unnest(known) k
	where k.amount is not null and k.from_day <= one.from_day and k.to_day >= one.to_day
	order by k.to_day - k.from_day limit 1;
	if found and not results.rest_is_safe(known || one, around) then
		return null;
	end if;
	-- The last missing part of a told period is what that one leaves.
	if found and (
		select sum(k.to_day - k.from_day + 1) = around.to_day - around.from_day + 1 and sum(k.amount) <> around.amount
		from results.largest_within(known || one, around) k
	) then
		return null;
	end if;
	return one.amount;
end;
$$;

-- What was told of a unit in one figure.
create function results.known(unit text, figure text)
returns results.span[]
language sql
stable
set search_path = ''
as $$
	select coalesce(array_agg(row (t.from_day, t.to_day, t.amount)::results.span), '{}')
	from results.told t where t.unit = $1 and t.figure = $2;
$$;

-- A cell of a report: a number, `few` where it is hidden, `unpublished` where the ledger has not come so far.
create function results.cell(amount bigint, hidden text)
returns jsonb
language sql
immutable
set search_path = ''
as $$
	select coalesce(to_jsonb($1), to_jsonb($2));
$$;

-- The figures of a report as it would be told now: [{figure, programme, measure, now, before, year_ago, spans, raw}] in the order of reports.
-- `spans`: what is to be remembered as told; `raw`: the numbers themselves, for the lead alone. A correction that counts anew
-- changes a number by five at least or not at all, and what was hidden stays hidden.
create function results.figures_of(r results.reports)
returns jsonb
language plpgsql
stable
set search_path = ''
as $$
declare
	f results.figures;
	p record;
	known results.span[];
	old results.span;
	one results.span;
	amount bigint;
	cells jsonb;
	spans jsonb;
	raw jsonb;
	told jsonb := '[]';
	counts jsonb;
begin
	select jsonb_object_agg(x.place || ' ' || n.figure, to_jsonb(n)) into counts
	from (
		select 1 as place, r.from_day, r.to_day
		union all select 2, e.* from results.earlier(r.kind, r.from_day, results.months_of(r.kind)) e
		union all select 3, e.* from results.earlier(r.kind, r.from_day, 12) e where r.kind <> 'year'
	) x
	cross join lateral results.counted(r.unit, x.from_day, x.to_day) n;
	for f in select * from results.figures order by place loop
		known := results.known(r.unit, f.figure);
		cells := '{}';
		spans := '[]';
		raw := '{}';
		for p in
			select 'now' as word, 1 as place, r.from_day, r.to_day
			union all select 'before', 2, e.* from results.earlier(r.kind, r.from_day, results.months_of(r.kind)) e
			union all select 'year_ago', 3, e.* from results.earlier(r.kind, r.from_day, 12) e where r.kind <> 'year'
			order by place
		loop
			amount := (counts -> (p.place || ' ' || f.figure) ->> 'amount')::bigint;
			raw := raw || jsonb_build_object(p.word, amount);
			if f.persons then
				one := row (p.from_day, p.to_day, amount);
				select k.* into old from unnest(known) k where k.from_day = p.from_day and k.to_day = p.to_day;
				if found and not (r.recount and p.word = 'now' and old.amount is not null) then
					amount := old.amount;
				else
					known := array(select k from unnest(known) k where (k.from_day, k.to_day) <> (p.from_day, p.to_day));
					amount := case
						when f.stock then case when amount >= 5 then amount end
						when f.measure = 'percent' then queue.at_least(
							(counts -> (p.place || ' ' || f.figure) ->> 'part')::int,
							(counts -> (p.place || ' ' || f.figure) ->> 'whole')::int
						)
						else results.tell(known, one)
					end;
					amount := case when abs(amount - old.amount) < 5 then old.amount else amount end;
				end if;
				one.amount := amount;
				known := array(select k from unnest(known) k where (k.from_day, k.to_day) <> (p.from_day, p.to_day)) || one;
				spans := spans || jsonb_build_array(to_jsonb(one));
				cells := cells || jsonb_build_object(p.word, results.cell(amount, 'few'));
			else
				cells := cells || jsonb_build_object(p.word, results.cell(amount, 'unpublished'));
			end if;
		end loop;
		told := told || jsonb_build_array(
			jsonb_build_object(
				'figure', f.figure, 'programme', f.programme, 'measure', f.measure, 'year_ago', null, 'spans', spans, 'raw', raw || jsonb_build_object(
					'year_ago', raw -> 'year_ago'
				)
			) || cells
		);
	end loop;
	return told;
end;
$$;

-- ---------------------------------------------------------------------------------------------------------------- drafts

-- What a lead set for the unit, or what holds where nobody has set anything; `version` 0 then.
create function results.rules_of(unit text)
returns results.rules
language sql
stable
set search_path = ''
as $$
	select coalesce(
		(select r from results.rules r where r.unit = $1),
		row ($1, 1, null, null, null, null, '{}'::text[], 0)::results.rules
	);
$$;

create function results.rules_told(r results.rules)
returns jsonb
language sql
immutable
set search_path = ''
as $$
	select jsonb_build_object(
		'start_day', (r).start_day, 'superior', (r).superior, 'place', (r).place, 'symbol', (r).symbol, 'signer', (r).signer,
		'recipients', (r).recipients
	);
$$;

-- One writer of a unit's reports at a time.
create function results.lock(unit text)
returns void
language sql
set search_path = ''
as $$
	select pg_advisory_xact_lock(hashtextextended('results ' || $1, 0));
$$;

-- The models that are named, in their order.
create function results.models_of(unit text)
returns jsonb
language sql
stable
set search_path = ''
as $$
	select coalesce(jsonb_agg(jsonb_build_object(
		'id', m.id, 'name', m.name, 'aim', m.aim, 'since_year', m.since_year, 'since_month', m.since_month, 'programme', m.programme
	) order by m.place), '[]')
	from results.models m where m.unit = $1 and m.name is not null;
$$;

-- What a report says, with the figures it is given: {opening, outlook, models with their text, figures, before, year_ago, paper}.
create function results.content_of(r results.reports, figures jsonb)
returns jsonb
language sql
stable
set search_path = ''
as $$
	select jsonb_build_object(
		'opening', (r).opening,
		'outlook', (r).outlook,
		'models', coalesce((
			select jsonb_agg(m.value || jsonb_build_object('text', (r).texts ->> (m.value ->> 'id')) order by m.ordinality)
			from jsonb_array_elements(results.models_of((r).unit)) with ordinality m
		), '[]'),
		'figures', $2,
		'before', (select to_jsonb(e) from results.earlier((r).kind, (r).from_day, results.months_of((r).kind)) e),
		'year_ago', (select to_jsonb(e) from results.earlier((r).kind, (r).from_day, 12) e where (r).kind <> 'year'),
		'paper', results.rules_told(results.rules_of((r).unit)) - 'start_day'
	);
$$;

-- What stands around the content: which period, which edition, since when.
create function results.head_of(r results.reports)
returns jsonb
language sql
stable
set search_path = ''
as $$
	select jsonb_build_object(
		'period', results.period_name((r).kind, (r).year, (r).nth), 'kind', (r).kind, 'year', (r).year, 'nth', (r).nth,
		'from_day', (r).from_day, 'to_day', (r).to_day, 'edition', (r).edition, 'number', (r).number, 'note', (r).note,
		'published_on', house.local_day((r).published_at)
	);
$$;

-- A draft of the lead's unit, locked; refuses 404 `not_found`, 409 `published`, 409 `stale`.
create function results.draft_of(unit text, id uuid, version int)
returns results.reports
language plpgsql
set search_path = ''
as $$
declare
	r results.reports;
begin
	perform results.lock($1);
	select * into r from results.reports x where x.id = $2 and x.unit = $1 for update;
	perform house.demand(found, 404, 'not_found', 'id');
	perform house.demand(r.state = 'draft', 409, 'published', 'id');
	perform house.demand(r.version = $3, 409, 'stale', 'version');
	return r;
end;
$$;

-- ----------------------------------------------------------------------------------------------------------------- doors

-- The unit's models, rules and reports: for its lead, and for the auditor to read.
create function public.results_desk()
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
	me staff.officers := staff.require(null, array['lead', 'auditor']);
	rules results.rules := results.rules_of(me.unit);
begin
	return jsonb_build_object(
		'unit', me.unit,
		'today', house.local_day(now()),
		'may_write', 'lead' = any (me.roles),
		'version', rules.version,
		'rules', results.rules_told(rules),
		'models', coalesce((
			select jsonb_agg(jsonb_build_object(
				'id', m.id, 'name', m.name, 'aim', m.aim, 'since_year', m.since_year, 'since_month', m.since_month, 'programme', m.programme
			) order by m.place)
			from results.models m where m.unit = me.unit
		), '[]'),
		'reports', coalesce((
			select jsonb_agg(results.head_of(x.r) || jsonb_build_object('id', (x.r).id, 'state', (x.r).state) order by x.place)
			from (
				select r, row_number() over (order by r.to_day desc, r.from_day desc, r.edition desc) as place
				from results.reports r where r.unit = me.unit
				order by r.to_day desc, r.from_day desc, r.edition desc limit 200
			) x
		), '[]')
	);
end;
$$;

-- The models of the unit, all of them in their order; a row without a name stays to be filled in.
create function public.results_models_save(key uuid, version int, models jsonb)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
	me staff.officers := staff.require('lead');
	request jsonb := jsonb_build_array($2, $3);
	answer jsonb := queue.once($1, 'results_models_save', request);
	rules results.rules;
	m record;
	field text;
begin
	if answer is not null then
		return answer;
	end if;
	perform results.lock(me.unit);
	rules := results.rules_of(me.unit);
	perform house.demand(rules.version = $2, 409, 'stale', 'version');
	perform house.demand(jsonb_typeof($3) = 'array', 422, 'bad_format', 'models');
	perform house.demand(jsonb_array_length($3) <= 20, 422, 'too_many', 'models');
	-- What is sent twice would be written over itself.
	perform house.demand(
		(select count(x ->> 'id') = count(distinct x ->> 'id') from jsonb_array_elements($3) x), 422, 'duplicate', 'models'
	);
	perform house.demand(
		(select count(x ->> 'programme') = count(distinct x ->> 'programme') from jsonb_array_elements($3) x), 422, 'duplicate', 'models'
	);
	delete from results.models o
	where o.unit = me.unit and not exists (select 1 from jsonb_array_elements($3) x where x ->> 'id' = o.id::text);
	for m in select x.value as one, x.ordinality::int as place from jsonb_array_elements($3) with ordinality x loop
		field := 'models.' || m.place - 1;
		perform house.strict(m.one, array['id', 'name', 'aim', 'since_year', 'since_month', 'programme'], field);
		perform house.demand(m.one ->> 'id' is null or house.is_id(m.one -> 'id'), 422, 'bad_format', field);
		perform house.demand(
			m.one ->> 'programme' is null or exists (select 1 from results.programmes p where p.programme = m.one ->> 'programme'),
			422, 'bad_format', field || '.programme'
		);
		perform house.demand(
			nullif(btrim(m.one ->> 'name'), '') is not null
			or num_nonnulls(nullif(btrim(m.one ->> 'aim'), ''), m.one ->> 'since_year', m.one ->> 'programme') = 0,
			422, 'required', field || '.name'
		);
		perform house.demand(
			m.one ->> 'since_month' is null or m.one ->> 'since_year' is not null, 422, 'required', field || '.since_year'
		);
		insert into results.models as o (id, unit, place, name, aim, since_year, since_month, programme)
		values (
			coalesce((m.one ->> 'id')::uuid, gen_random_uuid()), me.unit, m.place,
			house.text(regexp_replace(m.one ->> 'name', '[\r\n]+', ' ', 'g'), field || '.name', 120),
			house.text(m.one ->> 'aim', field || '.aim', 600),
			case when m.one ->> 'since_year' is not null then house.number(m.one -> 'since_year', field || '.since_year', 1945, 2200) end,
			case when m.one ->> 'since_month' is not null then house.number(m.one -> 'since_month', field || '.since_month', 1, 12) end,
			m.one ->> 'programme'
		)
		on conflict (id) do update set
			place = excluded.place, name = excluded.name, aim = excluded.aim, since_year = excluded.since_year,
			since_month = excluded.since_month, programme = excluded.programme
		where o.unit = me.unit;
		-- An id of another unit's model names nothing here.
		perform house.demand(found, 404, 'not_found', field);
	end loop;
	insert into results.rules as r (unit) values (me.unit)
	on conflict (unit) do update set version = r.version + 1 returning * into rules;
	set constraints all immediate;
	return queue.remember($1, 'results_models_save', request, jsonb_build_object('version', rules.version));
end;
$$;

-- The rule of periods and what stands on the paper. Drafts of a first edition follow the new rule; what was published keeps its days.
create function public.results_rules_save(key uuid, version int, rules jsonb)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
	me staff.officers := staff.require('lead');
	request jsonb := jsonb_build_array($2, $3);
	answer jsonb := queue.once($1, 'results_rules_save', request);
	saved results.rules;
	lines text[];
begin
	if answer is not null then
		return answer;
	end if;
	perform results.lock(me.unit);
	perform house.demand((results.rules_of(me.unit)).version = $2, 409, 'stale', 'version');
	perform house.strict($3, array['start_day', 'superior', 'place', 'symbol', 'signer', 'recipients'], 'rules');
	perform house.demand(jsonb_typeof($3 -> 'recipients') = 'array', 422, 'bad_format', 'recipients');
	perform house.demand(jsonb_array_length($3 -> 'recipients') <= 10, 422, 'too_many', 'recipients');
	lines := array(
		select l.line
		from (
			select house.text(regexp_replace(x.value, '[\r\n]+', ' ', 'g'), 'recipients', 100) as line, x.ordinality as n
			from jsonb_array_elements_text($3 -> 'recipients') with ordinality x
		) l
		where l.line is not null order by l.n
	);
	insert into results.rules as r (unit, start_day, superior, place, symbol, signer, recipients)
	values (
		me.unit, house.number($3 -> 'start_day', 'start_day', 1, 28),
		house.text(regexp_replace($3 ->> 'superior', '[\r\n]+', ' ', 'g'), 'superior', 100),
		house.text(regexp_replace($3 ->> 'place', '[\r\n]+', ' ', 'g'), 'place', 60),
		house.text(regexp_replace($3 ->> 'symbol', '[\r\n]+', ' ', 'g'), 'symbol', 20),
		house.text(regexp_replace($3 ->> 'signer', '[\r\n]+', ' ', 'g'), 'signer', 100), lines
	)
	on conflict (unit) do update set
		start_day = excluded.start_day, superior = excluded.superior, place = excluded.place, symbol = excluded.symbol,
		signer = excluded.signer, recipients = excluded.recipients, version = r.version + 1
	returning * into saved;
	update results.reports r set from_day = p.from_day, to_day = p.to_day, version = r.version + 1
	from results.reports o
	cross join lateral results.period(o.kind, o.year, o.nth, saved.start_day) p
	where o.id = r.id and r.unit = me.unit and r.state = 'draft' and r.edition = 1
		and (r.from_day, r.to_day) <> (p.from_day, p.to_day);
	return queue.remember($1, 'results_rules_save', request, jsonb_build_object('version', saved.version));
end;
$$;

-- Begins the report of a period, or finds the draft that there is. Refuses 409 `published` where it is out already: that one is
-- corrected; 422 `out_of_range` for a period that has not begun.
create function public.results_draft(key uuid, kind text, year int, nth int)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
	me staff.officers := staff.require('lead');
	request jsonb := jsonb_build_array($2, $3, $4);
	answer jsonb := queue.once($1, 'results_draft', request);
	p record;
	r results.reports;
begin
	if answer is not null then
		return answer;
	end if;
	perform house.demand($2 in ('month', 'quarter', 'year'), 422, 'bad_format', 'kind');
	perform house.demand($3 between 2019 and 2200, 422, 'out_of_range', 'year');
	perform house.demand($4 between 1 and 12 / results.months_of($2), 422, 'out_of_range', 'nth');
	perform results.lock(me.unit);
	select * into p from results.period($2, $3, $4, (results.rules_of(me.unit)).start_day);
	perform house.demand(p.from_day <= house.local_day(now()), 422, 'out_of_range', 'nth');
	select * into r from results.reports x
	where x.unit = me.unit and x.kind = $2 and x.year = $3 and x.nth = $4
	order by x.edition desc limit 1;
	perform house.demand(r.state is distinct from 'published', 409, 'published', 'nth');
	if r.id is null then
		insert into results.reports (unit, kind, year, nth, from_day, to_day, made_by)
		values (me.unit, $2, $3, $4, p.from_day, p.to_day, me.user_id) returning * into r;
	end if;
	return queue.remember($1, 'results_draft', request, jsonb_build_object('id', r.id));
end;
$$;

-- A report of the officer's unit: a draft with what would be told now, or what was published. The numbers behind those that are
-- hidden are for a lead alone.
create function public.results_report(id uuid)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
	me staff.officers := staff.require(null, array['lead', 'auditor']);
	r results.reports;
	figures jsonb;
begin
	select * into r from results.reports x where x.id = $1 and x.unit = me.unit;
	perform house.demand(found, 404, 'not_found', 'id');
	if r.state = 'draft' then
		select jsonb_agg(case when 'lead' = any (me.roles) then f - 'spans' else f - array['spans', 'raw'] end)
		into figures from jsonb_array_elements(results.figures_of(r)) f;
	end if;
	return results.head_of(r) || coalesce(r.content, results.content_of(r, figures)) || jsonb_build_object(
		'id', r.id, 'state', r.state, 'version', r.version, 'recount', r.recount, 'over', r.to_day < house.local_day(now()),
		'unit_name', (select u.police_name from unit.units u where u.code = r.unit),
		'demo', (select u.demo from unit.units u where u.code = r.unit),
		'today', house.local_day(now()),
		'published_by', (select o.name from staff.officers o where o.user_id = r.published_by)
	);
end;
$$;

-- The words of a draft, all of them; `texts`: what is said of each model, by its id. `number` is the number of the paper, `note` what a
-- correction corrects.
create function public.results_draft_save(key uuid, id uuid, version int, words jsonb)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
	me staff.officers := staff.require('lead');
	request jsonb := jsonb_build_array($2, $3, $4);
	answer jsonb := queue.once($1, 'results_draft_save', request);
	r results.reports;
	said jsonb;
begin
	if answer is not null then
		return answer;
	end if;
	r := results.draft_of(me.unit, $2, $3);
	perform house.strict($4, array['number', 'opening', 'outlook', 'note', 'texts'], 'words');
	perform house.demand(jsonb_typeof($4 -> 'texts') = 'object', 422, 'bad_format', 'texts');
	-- A model that was taken out meanwhile takes its words along.
	select coalesce(jsonb_object_agg(m.id, house.text($4 -> 'texts' ->> m.id::text, 'texts.' || m.id, 3000)), '{}') into said
	from results.models m where m.unit = me.unit and $4 -> 'texts' ->> m.id::text is not null;
	update results.reports x set
		number = house.text(regexp_replace($4 ->> 'number', '[\r\n]+', ' ', 'g'), 'number', 20),
		opening = house.text($4 ->> 'opening', 'opening', 4000), outlook = house.text($4 ->> 'outlook', 'outlook', 4000),
		note = case when r.edition > 1 then house.text($4 ->> 'note', 'note', 300) end,
		texts = jsonb_strip_nulls(said), version = x.version + 1
	where x.id = r.id;
	return queue.remember($1, 'results_draft_save', request, jsonb_build_object('version', r.version + 1));
end;
$$;

-- Takes a draft away; what was published stays.
create function public.results_draft_drop(key uuid, id uuid, version int)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
	me staff.officers := staff.require('lead');
	request jsonb := jsonb_build_array($2, $3);
	answer jsonb := queue.once($1, 'results_draft_drop', request);
	r results.reports;
begin
	if answer is not null then
		return answer;
	end if;
	r := results.draft_of(me.unit, $2, $3);
	delete from results.reports x where x.id = r.id;
	return queue.remember($1, 'results_draft_drop', request, '{"ok": true}');
end;
$$;

-- Publishes a draft as it stands: its figures are counted now, and frozen. Refuses 409 `period_not_over`, and 422 `required` for
-- a correction without its note.
create function public.results_publish(key uuid, id uuid, version int)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
	me staff.officers := staff.require('lead');
	request jsonb := jsonb_build_array($2, $3);
	answer jsonb := queue.once($1, 'results_publish', request);
	r results.reports;
begin
	if answer is not null then
		return answer;
	end if;
	r := results.draft_of(me.unit, $2, $3);
	perform house.demand(r.to_day < house.local_day(now()), 409, 'period_not_over', 'id');
	perform house.demand(r.edition = 1 or r.note is not null, 422, 'required', 'note');
	perform results.publish(r, me.user_id);
	return queue.remember($1, 'results_publish', request, jsonb_build_object('period', results.period_name(r.kind, r.year, r.nth)));
end;
$$;

-- What publishing does, and the demonstration as well: counts, remembers what is told, freezes. The caller holds the lock.
create function results.publish(r results.reports, officer uuid)
returns void
language plpgsql
set search_path = ''
as $$
declare
	figures jsonb := results.figures_of(r);
begin
	insert into results.told as t (unit, figure, from_day, to_day, amount, report)
	select r.unit, f ->> 'figure', (s ->> 'from_day')::date, (s ->> 'to_day')::date, (s ->> 'amount')::bigint, r.id
	from jsonb_array_elements(figures) f, jsonb_array_elements(f -> 'spans') s
	on conflict (unit, figure, from_day, to_day) do update set amount = excluded.amount, report = excluded.report
	where t.amount is distinct from excluded.amount;
	select jsonb_agg(f - array['spans', 'raw']) into figures from jsonb_array_elements(figures) f;
	update results.reports x set
		state = 'published', content = results.content_of(r, figures), published_by = officer, published_at = now()
	where x.id = r.id;
end;
$$;

-- Begins the next edition of a published report, with its words; `recount`: its period is counted anew as well. Answers the draft that
-- there is, if somebody began one.
create function public.results_correct(key uuid, id uuid, recount boolean)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
	me staff.officers := staff.require('lead');
	request jsonb := jsonb_build_array($2, $3);
	answer jsonb := queue.once($1, 'results_correct', request);
	was results.reports;
	r results.reports;
begin
	if answer is not null then
		return answer;
	end if;
	perform house.demand($3 is not null, 422, 'required', 'recount');
	perform results.lock(me.unit);
	select * into was from results.reports x where x.id = $2 and x.unit = me.unit;
	perform house.demand(found, 404, 'not_found', 'id');
	perform house.demand(was.state = 'published', 409, 'not_published', 'id');
	select * into r from results.reports x
	where x.unit = me.unit and x.kind = was.kind and x.year = was.year and x.nth = was.nth order by x.edition desc limit 1;
	if r.state = 'draft' then
		update results.reports x set recount = $3, version = x.version + 1 where x.id = r.id and x.recount <> $3;
	else
		insert into results.reports (
			unit, kind, year, nth, edition, from_day, to_day, number, opening, outlook, texts, recount, made_by
		)
		values (
			r.unit, r.kind, r.year, r.nth, r.edition + 1, r.from_day, r.to_day, r.number, r.opening, r.outlook, r.texts, $3, me.user_id
		)
		returning * into r;
	end if;
	return queue.remember($1, 'results_correct', request, jsonb_build_object('id', r.id));
end;
$$;

-- What anybody reads of a unit: a published report (the newest where none is asked for), and which periods there are. Null for a
-- unit that there is not; `report` null where that period was not published. Definer: anybody reads no table.
create function public.results_public(unit text, period text, edition int)
returns jsonb
language plpgsql
stable
security definer
set search_path = ''
as $$
declare
	r results.reports;
begin
	if not exists (select 1 from unit.units u where u.code = $1) then
		return null;
	end if;
	select * into r from results.reports x
	where x.unit = $1 and x.state = 'published'
		and ($2 is null or results.period_name(x.kind, x.year, x.nth) = $2) and ($3 is null or x.edition = $3)
	order by x.to_day desc, x.from_day desc, x.edition desc limit 1;
	return jsonb_build_object(
		'unit', $1,
		'unit_name', (select u.police_name from unit.units u where u.code = $1),
		'demo', (select u.demo from unit.units u where u.code = $1),
		'report', case when r.id is not null then results.head_of(r) || (r.content - 'paper') || jsonb_build_object(
			'editions', (
				select jsonb_agg(jsonb_build_object(
					'edition', x.edition, 'published_on', house.local_day(x.published_at), 'note', x.note
				) order by x.edition desc)
				from results.reports x
				where x.unit = r.unit and x.kind = r.kind and x.year = r.year and x.nth = r.nth and x.state = 'published'
			)
		) end,
		'periods', coalesce((
			select jsonb_agg(jsonb_build_object(
				'period', results.period_name(p.kind, p.year, p.nth), 'kind', p.kind, 'year', p.year, 'nth', p.nth,
				'from_day', p.from_day, 'to_day', p.to_day
			) order by p.to_day desc, p.from_day desc)
			from (
				select distinct x.kind, x.year, x.nth, x.from_day, x.to_day
				from results.reports x where x.unit = $1 and x.state = 'published'
				order by x.to_day desc, x.from_day desc limit 60
			) p
		), '[]')
	);
end;
$$;

grant execute on function
	public.results_desk(), public.results_models_save(uuid, int, jsonb), public.results_rules_save(uuid, int, jsonb),
	public.results_draft(uuid, text, int, int), public.results_report(uuid), public.results_draft_save(uuid, uuid, int, jsonb),
	public.results_draft_drop(uuid, uuid, int), public.results_publish(uuid, uuid, int), public.results_correct(uuid, uuid, boolean)
to authenticated;
grant execute on function public.results_public(text, text, int) to anon, authenticated;
