-- The room `booking` in figures: waits, windows kept, visits a day, who was missed and why, by area and channel. Read from
-- events, which are never rewritten, so that a visit that was moved still counts where it was missed.

-- Outcomes written for a unit's visits in a span of days: one row a visit and day, the last word on it. `day` is the day of
-- the promise; where an older event does not name one, the day on which it was written.
create function booking.attended(p_unit text, p_from date, p_to date)
returns table (
	case_id uuid, area text, area_valid_from date, channel text, day date, team_day uuid, waited int, people jsonb,
	captured int, began int, window_from int, window_to int, gathering uuid
)
language sql stable set search_path = '' as $$
	select
		x.case_id, x.area, x.area_valid_from, x.channel, x.day, x.team_day,
		x.day - house.local_day(x.received_at), x.people,
		(
			select count(*)::int from jsonb_array_elements(x.people) p where p ->> 'outcome' = 'captured'
		),
		t.began, x.window_from, x.window_to, x.gathering
	from (
		select distinct on (e.case_id, coalesce((e.data -> 'promise' ->> 'day')::date, house.local_day(e.at)))
			e.case_id, c.area, c.area_valid_from, c.channel, c.received_at,
			coalesce((e.data -> 'promise' ->> 'day')::date, house.local_day(e.at)) as day,
			(e.data -> 'promise' ->> 'team_day')::uuid as team_day,
			(e.data -> 'promise' ->> 'from')::int as window_from,
			(e.data -> 'promise' ->> 'to')::int as window_to,
			(e.data -> 'promise' ->> 'gathering')::uuid as gathering,
			e.data -> 'people' as people
		from queue.events e
		join queue.cases c on c.id = e.case_id
		where c.unit = p_unit and c.kind = 'home_visit' and e.code = 'outcome'
		order by e.case_id, coalesce((e.data -> 'promise' ->> 'day')::date, house.local_day(e.at)), e.at desc, e.id
	) x
	left join booking.attendances t on t.case_id = x.case_id and t.team_day = x.team_day
	where x.day between p_from and p_to
$$;

-- The figures of one group of visits: {visits, people, captured, missed, wait_median, wait_p90, kept, timed, gathered}. `missed`: nobody
-- of the household was met; `kept` of `timed`: service began inside the window, of those whose real time is known.
create function booking.figures_row(
	p_visits bigint, p_people bigint, p_captured bigint, p_missed bigint, p_median double precision, p_p90 double precision,
	p_kept bigint, p_timed bigint, p_gathered bigint
) returns jsonb
language sql immutable set search_path = '' as $$
	select jsonb_build_object(
		'visits', p_visits, 'people', p_people, 'captured', p_captured, 'missed', p_missed,
		'wait_median', round(p_median::numeric, 1), 'wait_p90', round(p_p90::numeric, 1), 'kept', p_kept, 'timed', p_timed,
		'gathered', p_gathered
	)
$$;

-- The figures of the unit for a span of at most 366 days. Definer: officers read no table. No person stands in the answer.
create function public.booking_figures(from_day date, to_day date) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
#variable_conflict use_variable
declare
	v_officer staff.officers := staff.require('lead');
	v_answer jsonb;
begin
	perform house.demand(from_day is not null, 422, 'required', 'from_day');
	perform house.demand(to_day is not null, 422, 'required', 'to_day');
	perform house.demand(to_day between from_day and from_day + 366, 422, 'out_of_range', 'to_day');
	with v as materialized (
		select * from booking.attended(v_officer.unit, from_day, to_day)
	),
	-- One pass for the whole, each area and each channel.
	grouped as (
		select
			g.area, g.area_valid_from, g.channel, grouping(g.area) = 0 as by_area, grouping(g.channel) = 0 as by_channel,
			booking.figures_row(
				count(*),
				coalesce(sum(jsonb_array_length(g.people)), 0)::bigint,
				coalesce(sum(g.captured), 0)::bigint,
				count(*) filter (where g.captured = 0),
				percentile_cont(0.5) within group (order by g.waited),
				percentile_cont(0.9) within group (order by g.waited),
				count(*) filter (where g.began between g.window_from and g.window_to),
				count(g.began),
				coalesce(sum(g.captured) filter (where g.gathering is not null), 0)::bigint
			) as figures
		from v g
		group by grouping sets ((), (g.area, g.area_valid_from), (g.channel))
	)
	select jsonb_build_object(
		'total', (select g.figures from grouped g where not g.by_area and not g.by_channel),
		'areas', coalesce(
			(
				select jsonb_agg(g.figures || jsonb_build_object('code', a.code, 'name', a.name) order by a.name, a.code)
				from grouped g
				join unit.areas a on a.code = g.area and a.valid_from = g.area_valid_from
				where g.by_area
			),
			'[]'
		),
		'channels', coalesce(
			(
				select jsonb_agg(g.figures || jsonb_build_object('channel', g.channel) order by g.channel)
				from grouped g
				where g.by_channel
			),
			'[]'
		),
		'outcomes', coalesce(
			(
				select jsonb_agg(jsonb_build_object('outcome', o.outcome, 'people', o.people) order by o.people desc, o.outcome)
				from (
					select p ->> 'outcome' as outcome, count(*) as people
					from v, jsonb_array_elements(v.people) p
					group by 1
				) o
			),
			'[]'
		),
		'cancelled', coalesce(
			(
				select jsonb_agg(jsonb_build_object('reason', o.reason, 'cases', o.cases) order by o.cases desc, o.reason)
				from (
					select e.data ->> 'reason' as reason, count(distinct e.case_id) as cases
					from queue.events e
					join queue.cases c on c.id = e.case_id
					where
						c.unit = v_officer.unit and c.kind = 'home_visit' and e.code = 'cancel' and e.data ? 'reason'
						and house.local_day(e.at) between from_day and to_day
					group by 1
				) o
			),
			'[]'
		),
		'days', (
			select jsonb_build_object(
				'team_days', count(*), 'visits', coalesce(sum(k.visits), 0), 'travel', coalesce(sum(k.travel), 0)
			)
			from (
				select
					(select count(*) from booking.promises p where p.team_day = d.id and p.held_until is null) as visits,
					sum(s.travel) as travel
				from booking.team_days d
				join booking.stops s on s.team_day = d.id and s.held_until is null
				where d.unit = v_officer.unit and d.day between from_day and least(to_day, house.local_day(now()))
				group by d.id
			) k
		)
	) into v_answer;
	return v_answer;
end
$$;

grant execute on function public.booking_figures(date, date) to authenticated;
