-- Two things beside the ledger (fund ledger, decision 42): the day by which a year is published, a clock that the lead sets for the
-- treasurer; and prints of vouchers, each counted, so that a second one says that it is.

-- ---------------------------------------------------------------------------------------------------------------- tables

-- Days that a month has in every year.
create function fund.days_of(month int)
returns int
language sql
immutable
set search_path = ''
as $$
	select case when $1 = 2 then 28 when $1 in (4, 6, 9, 11) then 30 else 31 end;
$$;

create table fund.yearly_dates (
	unit text not null references unit.units (code),
	version int not null check (version >= 1),
	month int not null check (month between 1 and 12),
	day int not null check (day between 1 and fund.days_of(month)),
	first_year int not null check (first_year between 2019 and 2200),
	set_by uuid not null references staff.officers (user_id),
	at timestamptz not null default now(),
	primary key (unit, version)
);
comment on table fund.yearly_dates is 'By which day of the year after it a year''s statement is published; the highest version that has begun holds.';
comment on column fund.yearly_dates.first_year is 'The first year it holds for: none whose day was over when it was set. Whoever is late cannot move the day away.';

create table fund.prints (
	entry uuid not null references fund.entries (id),
	place int not null check (place >= 1),
	number text not null,
	officer uuid not null references staff.officers (user_id),
	at timestamptz not null default now(),
	primary key (entry, place)
);
comment on table fund.prints is 'Each print of a voucher, with the number of the paper: from the second on the paper says so.';

do $$
declare
	one text;
begin
	foreach one in array array['yearly_dates', 'prints'] loop
		perform fund.close_table(one), fund.write_once(one);
	end loop;
end
$$;

-- ------------------------------------------------------------------------------------------------------------- functions

-- By which day a year is published; null where the lead has set none for it.
create function fund.yearly_due(unit text, year int)
returns date
language sql
stable
set search_path = ''
as $$
	select make_date($2 + 1, y.month, y.day)
	from fund.yearly_dates y
	where y.unit = $1 and y.first_year <= $2
	order by y.version desc
	limit 1;
$$;

-- Years that the ledger has entries of, up to this one: when each is due, and on which day its last month was published.
create function fund.yearly(unit text)
returns table (year int, due date, published_on date)
language sql
stable
set search_path = ''
as $$
	select y.year, fund.yearly_due($1, y.year), (
		select house.local_day(p.at) from fund.publications p where p.unit = $1 and p.month = make_date(y.year, 12, 1)
	)
	from generate_series(
		(select extract(year from min(e.day))::int from fund.entries e where e.unit = $1), extract(year from house.local_day(now()))::int
	) y (year);
$$;

-- ----------------------------------------------------------------------------------------------------------------- doors

-- The day by which each year is published: it holds from the first year that is due neither by it nor by the day before it yet.
create function public.fund_yearly_save(key uuid, month int, day int)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
	me staff.officers := staff.require('lead');
	request jsonb := jsonb_build_array($2, $3);
	answer jsonb := queue.once($1, 'fund_yearly_save', request);
	today date := house.local_day(now());
	this_year int := extract(year from today);
	held fund.yearly_dates;
begin
	if answer is not null then
		return answer;
	end if;
	perform fund.demand_book(me.unit);
	perform house.demand($2 between 1 and 12, 422, 'out_of_range', 'month');
	perform house.demand($3 between 1 and fund.days_of($2), 422, 'out_of_range', 'day');
	perform fund.lock_ledger(me.unit);
	select * into held from fund.yearly_dates y where y.unit = me.unit order by y.version desc limit 1;
	-- What holds already is not written again.
	if (held.month, held.day) is distinct from ($2, $3) then
		insert into fund.yearly_dates (unit, version, month, day, first_year, set_by)
		values (
			me.unit, coalesce(held.version, 0) + 1, $2, $3,
			case
				when make_date(this_year, $2, $3) >= today and coalesce(fund.yearly_due(me.unit, this_year - 1) >= today, true)
				then this_year - 1 else this_year
			end,
			me.user_id
		);
	end if;
	return queue.remember($1, 'fund_yearly_save', request, '{"ok": true}');
end;
$$;

-- The clock of the yearly publication, for whoever reads the ledger: the first year that is due and not published, with the days
-- that are left (below zero: late) and the first of its months that waits; and the years that were published.
create function public.fund_yearly()
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
	me staff.officers := staff.require();
begin
	perform house.demand(fund.may_read(me), 403, 'role_missing');
	return jsonb_build_object(
		'rule', (
			select jsonb_build_object('month', y.month, 'day', y.day, 'officer', queue.person(y.set_by) ->> 'name', 'at', y.at)
			from fund.yearly_dates y where y.unit = me.unit order by y.version desc limit 1
		),
		'clock', (
			select jsonb_build_object(
				'year', y.year, 'due', y.due, 'days', y.due - house.local_day(now()),
				'from_month', coalesce(
					(select (max(p.month) + interval '1 month')::date from fund.publications p where p.unit = me.unit),
					(select min(e.month) from fund.entries e where e.unit = me.unit)
				)
			)
			from fund.yearly(me.unit) y
			where y.due is not null and y.published_on is null
			order by y.year limit 1
		),
		'years', coalesce((
			select jsonb_agg(jsonb_build_object('year', x.year, 'due', x.due, 'published_on', x.published_on) order by x.year desc)
			from (
				select * from fund.yearly(me.unit) y where y.published_on is not null order by y.year desc limit 5
			) x
		), '[]')
	);
end;
$$;

-- A number for a print of a voucher: {number, reader, unit_name, at} as any paper's, and which print of it this is. Refuses 404
-- `not_found` for what has no paper.
create function public.fund_voucher_print(id uuid)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
	me staff.officers := staff.require();
	foot jsonb;
	nth int;
begin
	perform house.demand(fund.may_read(me), 403, 'role_missing');
	perform house.demand(
		exists (select 1 from fund.entries e where e.id = $1 and e.unit = me.unit and e.voucher is not null), 404, 'not_found', 'id'
	);
	-- Whoever prints waits here for whoever prints before them: no two get one place.
	foot := queue.paper(me, 'voucher', null);
	select count(*) + 1 into nth from fund.prints p where p.entry = $1;
	insert into fund.prints (entry, place, number, officer) values ($1, nth, foot ->> 'number', me.user_id);
	return foot || jsonb_build_object('place', nth);
end;
$$;

grant execute on function
	public.fund_yearly_save(uuid, int, int), public.fund_yearly(), public.fund_voucher_print(uuid)
to authenticated;
