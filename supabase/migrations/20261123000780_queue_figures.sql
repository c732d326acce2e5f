-- The queue in figures, month by month: what came, what was done, how long it took, within which clocks. No person stands in
-- any of them. Of tips there are totals of the unit alone; a tip that is sealed to an oversight desk counts in that desk's unit.

create index cases_received on queue.cases (unit, received_at);

-- Cases of a unit that were received in a span of months, as figures need them: one row a case, with the month and, for what has
-- ended, the days it took. A tip has no area here, as in its envelope.
create function queue.received(unit text, from_month date, to_month date)
returns table (
	id uuid, kind text, area text, area_valid_from date, month date, ended boolean, days double precision
)
language sql
stable
set search_path = ''
as $$
	select
		c.id, c.kind, c.area, c.area_valid_from, date_trunc('month', house.local_day(c.received_at))::date,
		c.ended_at is not null, extract(epoch from c.ended_at - c.received_at) / 86400
	from queue.cases c
	where c.unit = $1
		and c.received_at >= house.at($2, 0)
		and c.received_at < house.at(($3 + interval '1 month')::date, 0);
$$;

-- The figures of a unit for a span of months: {from, to, kinds, months, areas, clocks}. A clock counts once it has stopped or run
-- out; it is kept when it stopped in time.
create function queue.figures(unit text, from_month date, to_month date)
returns jsonb
language sql
stable
set search_path = ''
as $$
	with c as materialized (
		select * from queue.received($1, $2, $3)
	),
	by_kind as (
		select
			kind, count(*)::int as received, (count(*) filter (where ended))::int as ended,
			round((percentile_cont(0.5) within group (order by days))::numeric, 1) as median,
			round((percentile_cont(0.9) within group (order by days))::numeric, 1) as p90
		from c group by kind
	),
	by_month as (
		select kind, month, count(*)::int as received, (count(*) filter (where ended))::int as ended
		from c group by kind, month
	),
	by_area as (
		select c.area, c.area_valid_from, c.kind, count(*)::int as received, (count(*) filter (where ended))::int as ended
		from c where c.area is not null group by 1, 2, 3
	),
	by_clock as (
		select
			c.kind, r.clock, count(*)::int as due,
			(count(*) filter (where r.stopped_at <= r.due_at))::int as kept
		from c
		join queue.clocks_running r on r.case_id = c.id
		where r.stopped_at is not null or r.due_at <= now()
		group by 1, 2
	)
	select jsonb_build_object(
		'from', $2, 'to', $3,
		'kinds', coalesce((
			select jsonb_agg(jsonb_build_object(
				'kind', k.kind, 'received', k.received, 'ended', k.ended, 'median', k.median, 'p90', k.p90
			) order by k.received desc, k.kind)
			from by_kind k
		), '[]'),
		'months', coalesce((
			select jsonb_agg(jsonb_build_object('month', x.month, 'kind', x.kind, 'received', x.received, 'ended', x.ended)
				order by x.month, x.kind)
			from by_month x
		), '[]'),
		'areas', coalesce((
			select jsonb_agg(jsonb_build_object(
				'code', a.code, 'name', a.name, 'kind', x.kind, 'received', x.received, 'ended', x.ended
			) order by a.name, a.code, x.kind)
			from by_area x
			join unit.areas a on a.code = x.area and a.valid_from = x.area_valid_from
		), '[]'),
		'clocks', coalesce((
			select jsonb_agg(jsonb_build_object('kind', x.kind, 'clock', x.clock, 'due', x.due, 'kept', x.kept)
				order by x.kind, x.clock)
			from by_clock x
		), '[]')
	);
$$;

-- Numbers of one row of a sum, with every one under five hidden; where only one would be, the smallest of the others is hidden
-- too, since the total would give it away.
create function queue.hide_small(numbers int[])
returns int[]
language plpgsql
immutable
set search_path = ''
as $$
declare
	shown int[] := array(select case when n >= 5 then n end from unnest(numbers) with ordinality u (n, place) order by place);
	least_at int;
begin
	if (select count(*) from unnest(shown) n where n is null) = 1 and cardinality(shown) > 1 then
		select place into least_at from unnest(shown) with ordinality u (n, place) where n is not null order by n, place limit 1;
		shown[least_at] := null;
	end if;
	return shown;
end;
$$;

-- A share in steps of five percent, rounded down: "at least". Null under five, and where a step would tell of fewer than five
-- that were not kept, the step below is said.
create function queue.at_least(part int, whole int)
returns int
language sql
immutable
set search_path = ''
as $$
	select case
		when whole < 5 then null
		when part = whole then 100
		else (least(part, whole - 5) * 20 / whole) * 5
	end;
$$;

-- What anybody may know of the unit's last twelve whole months: {unit, from, to, kinds, months, areas}. Numbers under five are
-- null. Of areas only visits stand here: the smaller a place, the fewer kinds of trouble may be read off it.
create function queue.public_figures(unit text)
returns jsonb
language plpgsql
stable
set search_path = ''
as $$
declare
	this_month date := date_trunc('month', house.local_day(now()))::date;
	first date := (this_month - interval '12 months')::date;
	last date := (this_month - interval '1 month')::date;
	all_figures jsonb := queue.figures($1, first, last);
begin
	return jsonb_build_object(
		'unit', $1, 'from', first, 'to', last,
		'kinds', coalesce((
			select jsonb_agg(jsonb_build_object(
				'kind', k ->> 'kind',
				'received', (k ->> 'received')::int,
				'ended_share', queue.at_least((k ->> 'ended')::int, (k ->> 'received')::int),
				'median', case when (k ->> 'ended')::int >= 5 then (k ->> 'median')::numeric end,
				'clocks', coalesce((
					select jsonb_agg(jsonb_build_object(
						'clock', x ->> 'clock', 'kept_share', queue.at_least((x ->> 'kept')::int, (x ->> 'due')::int)
					) order by x ->> 'clock')
					from jsonb_array_elements(all_figures -> 'clocks') x
					where x ->> 'kind' = k ->> 'kind'
				), '[]'),
				'months', (
					select jsonb_agg(jsonb_build_object('month', h.month, 'received', h.received) order by h.month)
					from (
						select s.months[p.place] as month, p.received
						from (
							select
								array_agg(d.month::date order by d.month) as months,
								queue.hide_small(array_agg(coalesce((
									select (x ->> 'received')::int
									from jsonb_array_elements(all_figures -> 'months') x
									where x ->> 'kind' = k ->> 'kind' and (x ->> 'month')::date = d.month::date
								), 0) order by d.month)) as numbers
							from generate_series(first::timestamp, last::timestamp, interval '1 month') d (month)
						) s, unnest(s.numbers) with ordinality p (received, place)
					) h
				)
			) order by (k ->> 'received')::int desc, k ->> 'kind')
			from jsonb_array_elements(all_figures -> 'kinds') k
			where (k ->> 'received')::int >= 5
		), '[]'),
		'areas', coalesce((
			select jsonb_agg(jsonb_build_object('name', s.names[p.place], 'received', p.received) order by s.names[p.place])
			from (
				select
					array_agg(x ->> 'name' order by x ->> 'name', x ->> 'code') as names,
					queue.hide_small(array_agg((x ->> 'received')::int order by x ->> 'name', x ->> 'code')) as numbers
				from jsonb_array_elements(all_figures -> 'areas') x
				where x ->> 'kind' = 'home_visit'
			) s, unnest(s.numbers) with ordinality p (received, place)
		), '[]')
	);
end;
$$;

-- The figures of the lead's unit for at most 24 months. Definer: officers read no table.
create function public.queue_figures(from_month date, to_month date)
returns jsonb
language plpgsql
volatile
security definer
set search_path = ''
as $$
declare
	me staff.officers := staff.require('lead');
begin
	perform house.demand($1 is not null, 422, 'required', 'from_month');
	perform house.demand($2 is not null, 422, 'required', 'to_month');
	perform house.demand(extract(day from $1) = 1, 422, 'bad_format', 'from_month');
	perform house.demand(extract(day from $2) = 1, 422, 'bad_format', 'to_month');
	perform house.demand($2 between $1 and ($1 + interval '23 months')::date, 422, 'out_of_range', 'to_month');
	return queue.figures(me.unit, $1, $2);
end;
$$;
grant execute on function public.queue_figures(date, date) to authenticated;

-- What anybody may know of a unit in figures; null for a unit that there is not. Definer: anybody reads no table.
create function public.queue_figures_public(unit text)
returns jsonb
language sql
stable
security definer
set search_path = ''
as $$
	select queue.public_figures(u.code) from unit.units u where u.code = $1;
$$;
grant execute on function public.queue_figures_public(text) to anon, authenticated;
