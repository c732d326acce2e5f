-- Campaigns ("đợt cao điểm") of the room news: what an editor writes and a lead approves, and what readers see of them, with figures
-- counted from the work itself. Later than all rooms that it counts in (docs/decisions/0050).

create table news.campaign_changes (
	campaign uuid primary key references news.campaigns (id) on delete cascade,
	text jsonb not null check (jsonb_typeof(text) = 'object'),
	written_by uuid not null references staff.officers (user_id),
	at timestamptz not null default now()
);
comment on table news.campaign_changes is 'A new text of a campaign that readers see already: it stays as it was until a lead approves.';
comment on column news.campaign_changes.text is 'Checked when it was written, and once more by the CHECKs of the table when it is approved.';
alter table news.campaign_changes enable row level security;

-- ------------------------------------------------------------------------------------------------------------- counting

-- Cases of kind tip whose sender got a first answer in a span of days. Their times are rounded to the hour already.
create function news.tips_answered(unit text, from_day date, to_day date)
returns int
language sql
stable
set search_path = ''
as $$
	select count(*)::int
	from (
		select min(e.at) as first
		from queue.cases c
		join queue.events e on e.case_id = c.id and e.code = 'say' and e.by = 'officer'
		where c.unit = $1 and c.kind = 'tip' and c.received_at >= house.at($2 - 400, 0) and c.received_at < house.at($3 + 1, 0)
		group by c.id
	) a
	where a.first >= house.at($2, 0) and a.first < house.at($3 + 1, 0);
$$;

-- A figure as anybody may see it: nothing under five (decision 31), and the fives alone, so that nobody sees a single one come, and
-- two campaigns whose days overlap do not tell by their difference what was done on one day.
create function news.shown(counted int)
returns int
language sql
immutable
set search_path = ''
as $$
	select case when counted >= 5 then counted / 5 * 5 end;
$$;

-- The figures of a campaign up to yesterday, or its last day: today's would tell each caller apart from the next.
create function news.counted(c news.campaigns)
returns jsonb
language sql
stable
set search_path = ''
as $$
	with span as (
		select least((c).to_day, house.local_day(now()) - 1) as last
	), visits as materialized (
		select v.captured, v.gathering from span s cross join lateral booking.attended((c).unit, (c).from_day, s.last) v
		where s.last >= (c).from_day and (c).counters && array['visits_done', 'meetings']
	), numbers as (
		select
			u.counter, u.place,
			case u.counter
				when 'visits_done' then (select count(*)::int from visits v where v.captured > 0)
				-- A gathering was held where somebody who came has an outcome.
				when 'meetings' then (select count(distinct v.gathering)::int from visits v)
				when 'tips_answered' then (
					select news.tips_answered((c).unit, (c).from_day, s.last) from span s where s.last >= (c).from_day
				)
			end as counted
		from unnest((c).counters) with ordinality u (counter, place)
	)
	select jsonb_build_object(
		'until', (select s.last from span s where s.last >= (c).from_day),
		'figures', coalesce(jsonb_agg(jsonb_build_object(
			'counter', n.counter, 'value', news.shown(coalesce(n.counted, 0)), 'goal', ((c).goals ->> n.counter)::int
		) order by n.place), '[]')
	)
	from numbers n;
$$;

-- ------------------------------------------------------------------------------------------------------- readers' doors

create function news.campaign_listed(c news.campaigns)
returns jsonb
language sql
stable
set search_path = ''
as $$
	select jsonb_build_object(
		'slug', c.slug, 'name', c.name, 'aim', c.aim, 'from_day', c.from_day, 'to_day', c.to_day, 'unit', news.unit_facts(c.unit)
	);
$$;

-- Definers, as all readers' doors of this room: nobody holds a right on the tables, and what nobody approved is not there.
create function public.news_campaigns(unit text)
returns jsonb
language plpgsql
stable
security definer
set search_path = ''
as $$
begin
	perform house.demand($1 is null or $1 ~ '^\d{5}$', 422, 'bad_format', 'unit');
	return jsonb_build_object('rows', coalesce((
		select jsonb_agg(news.campaign_listed(c) order by c.from_day desc, c.slug)
		from (
			select * from news.campaigns x where x.approved_by is not null and ($1 is null or x.unit = $1)
			order by x.from_day desc, x.slug limit 100
		) c
	), '[]'));
end;
$$;

create function public.news_campaign(slug text)
returns jsonb
language plpgsql
stable
security definer
set search_path = ''
as $$
declare
	c news.campaigns;
begin
	perform house.demand(news.is_slug($1), 404, 'not_found', 'slug');
	select * into c from news.campaigns x where x.slug = $1 and x.approved_by is not null;
	perform house.demand(found, 404, 'not_found', 'slug');
	return news.campaign_listed(c) || news.counted(c) || jsonb_build_object('posts', coalesce((
		select jsonb_agg(news.listed(p) order by p.publish_at desc, p.slug desc)
		from (
			select x.* from news.posts x
			where x.campaign = c.id and x.approved_by is not null and x.withdrawn_at is null and x.publish_at <= now()
			order by x.publish_at desc, x.slug desc limit 50
		) p
	), '[]'));
end;
$$;

grant execute on function public.news_campaigns(text), public.news_campaign(text) to anon, authenticated;

-- -------------------------------------------------------------------------------------------------------- officers' doors

-- A text of a campaign as it is kept; refuses with the field.
create function news.campaign_text(text jsonb)
returns jsonb
language plpgsql
stable
set search_path = ''
as $$
declare
	first date;
	last date;
	chosen text[];
	goal record;
begin
	perform house.strict($1, array['name', 'aim', 'from_day', 'to_day', 'counters', 'goals'], 'text');
	perform house.demand($1 ->> 'from_day' ~ '^\d{4}-\d\d-\d\d$', 422, 'bad_format', 'from_day');
	perform house.demand($1 ->> 'to_day' ~ '^\d{4}-\d\d-\d\d$', 422, 'bad_format', 'to_day');
	begin
		first := ($1 ->> 'from_day')::date;
		last := ($1 ->> 'to_day')::date;
	exception
		when data_exception then
			perform house.refuse(422, 'bad_format', 'from_day');
	end;
	perform house.demand(first between date '2020-01-01' and date '2100-01-01', 422, 'out_of_range', 'from_day');
	perform house.demand(last between first and first + 366, 422, 'out_of_range', 'to_day');
	perform house.demand(coalesce(jsonb_typeof($1 -> 'counters') = 'array', false), 422, 'bad_format', 'counters');
	chosen := array(select jsonb_array_elements_text($1 -> 'counters'));
	perform house.demand(
		chosen <@ array['visits_done', 'tips_answered', 'meetings'] and cardinality(chosen) <= 3
		and cardinality(chosen) = (select count(distinct x) from unnest(chosen) x), 422, 'bad_format', 'counters'
	);
	perform house.demand(coalesce(jsonb_typeof($1 -> 'goals') = 'object', false), 422, 'bad_format', 'goals');
	for goal in select * from jsonb_each($1 -> 'goals') loop
		perform house.demand(goal.key = any (chosen), 422, 'bad_format', 'goals');
		perform house.demand(
			jsonb_typeof(goal.value) = 'number' and goal.value::text ~ '^\d{1,6}$' and goal.value::text::int between 1 and 100000,
			422, 'out_of_range', 'goals'
		);
	end loop;
	return $1 || jsonb_build_object('name', house.text($1 ->> 'name', 'name', 150, true), 'aim', house.text($1 ->> 'aim', 'aim', 1000, true));
end;
$$;

-- A campaign as the desk has it: what readers see, and a change that waits. `mine`: the asker wrote what waits.
create function news.campaign_row(me staff.officers, c news.campaigns)
returns jsonb
language sql
stable
set search_path = ''
as $$
	select jsonb_build_object(
		'id', c.id, 'slug', c.slug, 'version', c.version, 'public', c.approved_by is not null,
		'text', jsonb_build_object(
			'name', c.name, 'aim', c.aim, 'from_day', c.from_day, 'to_day', c.to_day, 'counters', to_jsonb(c.counters), 'goals', c.goals
		),
		'change', x.text, 'writer', queue.person(coalesce(x.written_by, c.written_by)), 'changed_at', coalesce(x.at, c.changed_at),
		'approver', case when c.approved_by is not null then queue.person(c.approved_by) end,
		'mine', coalesce(x.written_by, c.written_by) = ($1).user_id,
		'posts', (select count(*)::int from news.posts p where p.campaign = c.id and p.approved_by is not null)
	)
	from (select 1) one
	left join news.campaign_changes x on x.campaign = c.id;
$$;

-- A campaign of the officer's unit as it was seen, held until the end. Refuses 404 `not_found`, 409 `stale`.
create function news.own_campaign(me staff.officers, id uuid, version int)
returns news.campaigns
language plpgsql
set search_path = ''
as $$
declare
	c news.campaigns;
begin
	select * into c from news.campaigns x where x.id = $2 and x.unit = ($1).unit for update;
	perform house.demand(found, 404, 'not_found', 'id');
	perform house.demand(c.version = $3, 409, 'stale', 'version');
	return c;
end;
$$;

create function public.news_campaigns_desk()
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
	me staff.officers := staff.require(null, array['editor', 'lead']);
begin
	return jsonb_build_object(
		'rows', coalesce((
			select jsonb_agg(news.campaign_row(me, c) order by c.from_day desc, c.slug)
			from (select * from news.campaigns x where x.unit = me.unit order by x.from_day desc, x.slug limit 200) c
		), '[]'),
		'may_write', staff.holds(me.roles, 'editor'), 'may_approve', staff.holds(me.roles, 'lead')
	);
end;
$$;

-- Keeps a text: of a new campaign (version 0), of one that waits, or as a change beside what readers see.
create function public.news_campaign_save(key uuid, id uuid, version int, slug text, text jsonb)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
	me staff.officers := staff.require('editor');
	request jsonb := jsonb_build_array($2, $3, $4, $5);
	answer jsonb := queue.once($1, 'news_campaign_save', request);
	written jsonb;
	chosen text[];
	c news.campaigns;
begin
	if answer is not null then
		return answer;
	end if;
	perform house.demand($2 is not null, 422, 'required', 'id');
	written := news.campaign_text($5);
	chosen := array(select jsonb_array_elements_text(written -> 'counters'));
	if $3 = 0 then
		perform house.demand(news.is_slug($4), 422, 'bad_format', 'slug');
		-- Two at once: the later one finds the slug taken, and nothing of a database's words.
		perform pg_advisory_xact_lock(hashtext('news.campaigns.slug'));
		perform house.demand(not exists (select 1 from news.campaigns x where x.slug = $4), 409, 'slug_taken', 'slug');
		perform house.demand(not exists (select 1 from news.campaigns x where x.id = $2), 409, 'stale', 'version');
		insert into news.campaigns (id, unit, slug, name, aim, from_day, to_day, counters, goals, written_by)
		values (
			$2, me.unit, $4, written ->> 'name', written ->> 'aim', (written ->> 'from_day')::date, (written ->> 'to_day')::date,
			chosen, written -> 'goals', me.user_id
		) returning * into c;
	else
		c := news.own_campaign(me, $2, $3);
		if c.approved_by is null then
			update news.campaigns x set
				name = written ->> 'name', aim = written ->> 'aim', from_day = (written ->> 'from_day')::date,
				to_day = (written ->> 'to_day')::date, counters = chosen, goals = written -> 'goals', written_by = me.user_id,
				version = x.version + 1, changed_at = now()
			where x.id = $2 returning * into c;
		else
			insert into news.campaign_changes (campaign, text, written_by) values ($2, written, me.user_id)
			on conflict (campaign) do update set text = excluded.text, written_by = excluded.written_by, at = now();
			update news.campaigns x set version = x.version + 1 where x.id = $2 returning * into c;
		end if;
	end if;
	return queue.remember($1, 'news_campaign_save', request, news.campaign_row(me, c));
end;
$$;

-- A lead who did not write it makes it public, or the change.
create function public.news_campaign_approve(key uuid, id uuid, version int)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
	me staff.officers := staff.require('lead');
	request jsonb := jsonb_build_array($2, $3);
	answer jsonb := queue.once($1, 'news_campaign_approve', request);
	c news.campaigns;
	x news.campaign_changes;
begin
	if answer is not null then
		return answer;
	end if;
	c := news.own_campaign(me, $2, $3);
	select * into x from news.campaign_changes y where y.campaign = $2;
	perform house.demand(c.approved_by is null or x.campaign is not null, 409, 'not_allowed');
	perform house.demand(coalesce(x.written_by, c.written_by) <> me.user_id, 409, 'own_words');
	update news.campaigns y set
		name = coalesce(x.text ->> 'name', y.name), aim = coalesce(x.text ->> 'aim', y.aim),
		from_day = coalesce((x.text ->> 'from_day')::date, y.from_day), to_day = coalesce((x.text ->> 'to_day')::date, y.to_day),
		counters = case when x.campaign is null then y.counters else array(select jsonb_array_elements_text(x.text -> 'counters')) end,
		goals = coalesce(x.text -> 'goals', y.goals), written_by = coalesce(x.written_by, y.written_by),
		approved_by = me.user_id, approved_at = now(), version = y.version + 1, changed_at = now()
	where y.id = $2 returning * into c;
	delete from news.campaign_changes y where y.campaign = $2;
	return queue.remember($1, 'news_campaign_approve', request, news.campaign_row(me, c));
end;
$$;

-- Throws away the change that waits, or a campaign that nobody approved and no post is part of.
create function public.news_campaign_discard(key uuid, id uuid, version int)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
	me staff.officers := staff.require('editor');
	request jsonb := jsonb_build_array($2, $3);
	answer jsonb := queue.once($1, 'news_campaign_discard', request);
	c news.campaigns;
begin
	if answer is not null then
		return answer;
	end if;
	c := news.own_campaign(me, $2, $3);
	if c.approved_by is null then
		perform house.demand(
			not exists (select 1 from news.posts p where p.campaign = $2)
			and not exists (select 1 from news.workings w where w.campaign = $2), 409, 'not_allowed'
		);
		delete from news.campaigns x where x.id = $2;
	else
		delete from news.campaign_changes x where x.campaign = $2;
		perform house.demand(found, 409, 'not_allowed');
		update news.campaigns x set version = x.version + 1 where x.id = $2;
	end if;
	return queue.remember($1, 'news_campaign_discard', request, '{"ok": true}');
end;
$$;

grant execute on function
	public.news_campaigns_desk(), public.news_campaign_save(uuid, uuid, int, text, jsonb),
	public.news_campaign_approve(uuid, uuid, int), public.news_campaign_discard(uuid, uuid, int)
to authenticated;
