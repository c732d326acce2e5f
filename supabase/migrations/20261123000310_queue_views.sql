-- The queue as an officer looks at it: views with a name, how many cases each has, the search, many cases at once.

-- ---------------------------------------------------------------------------------------------------------------- tables

create table queue.views (
	id uuid primary key default gen_random_uuid(),
	unit text not null references unit.units (code),
	owner uuid not null references staff.officers (user_id),
	name text not null check (char_length(name) between 1 and 60 and house.is_clean(name) and name !~ '[\n\t]'),
	shared boolean not null,
	filter jsonb not null check (jsonb_typeof(filter) = 'object'),
	made_at timestamptz not null default now()
);
comment on table queue.views is 'Filters that officers gave a name. A shared one is the whole unit''s; what it shows is what its reader may know of.';
comment on column queue.views.filter is 'As the page takes it. Words of a search are never kept here: they would outlive what they name.';
create unique index views_of_owner on queue.views (owner, house.fold(name));
create index views_of_unit on queue.views (unit) where shared;

alter table queue.views enable row level security;
revoke all on queue.views from public, anon, authenticated, service_role;

-- ----------------------------------------------------------------------------------------------------------------- views

-- What a filter names that is not there any more, as its key: an area that the unit does not serve, an officer who has left
-- it, a kind or state that no case has; null for one that holds.
create function queue.gone_from(unit text, filter jsonb)
returns text
language sql
stable
set search_path = ''
as $$
	select case
		when exists (
			select 1 from jsonb_object_keys($2) k
			where k <> all (array['kind', 'state', 'area', 'assignee', 'due', 'to_call', 'open'])
		) then 'filter'
		when $2 ? 'kind' and not exists (select 1 from queue.kinds k where k.kind = $2 ->> 'kind') then 'kind'
		when $2 ? 'state' and not exists (select 1 from queue.states s where s.state = $2 ->> 'state') then 'state'
		when $2 ? 'area' and not exists (
			select 1 from unit.areas a where a.code = $2 ->> 'area' and a.unit = $1 and a.valid_to is null
		) then 'area'
		when $2 ->> 'assignee' not in ('me', 'nobody') and not exists (
			select 1 from staff.officers o
			where o.user_id::text = lower($2 ->> 'assignee') and o.unit = $1 and o.disabled_at is null
		) then 'assignee'
	end;
$$;

-- How many open cases an officer sees, by what the views ask for: as the list has them, those put aside left out. Reads the
-- index of open cases once and no case, at most 20000 entries of it: `more` says that there are others.
create function queue.counts(officer staff.officers)
returns jsonb
language plpgsql
stable
set search_path = ''
set plan_cache_mode = 'force_custom_plan'
as $$
#variable_conflict use_column
declare
	bound constant int := 20000;
	reach queue.reach := queue.reach_of(officer);
	of_unit text := officer.unit;
	kinds text[] := reach.kinds;
	visit_states text[] := reach.visit_states;
	singles uuid[] := reach.cases;
	call_states text[] := array(select s.state from queue.states s where s.calls);
	called uuid[] := queue.called(officer.unit, staff.holds(officer.roles, 'desk'));
	today_from timestamptz := house.at(house.local_day(now()), 0);
	today_until timestamptz := house.at(house.local_day(now()), 24 * 60);
	soon_until timestamptz := queue.soon_until(officer.unit);
	me uuid := officer.user_id;
	counted jsonb;
begin
	with seen as (
		select c.kind, c.state, c.area, c.assignee, coalesce(c.due_at, 'infinity') as at,
			c.state = any (call_states) or c.id = any (called) as calls
		from queue.cases c
		where c.unit = of_unit and c.ended_at is null
			and (c.kind = any (kinds) or (c.kind = 'home_visit' and c.state = any (visit_states)) or c.id = any (singles))
			and (c.again_at is null or c.again_at <= now())
		limit bound
	),
	cells as materialized (
		select s.kind, s.state, s.area, s.assignee, s.at <= now() as late, s.at >= today_from and s.at < today_until as today,
			s.at > now() and s.at <= soon_until as soon, s.calls, count(*)::int as n
		from seen s
		group by 1, 2, 3, 4, 5, 6, 7, 8
	)
	select jsonb_build_object(
		'open', coalesce(sum(k.n), 0),
		'more', coalesce(sum(k.n), 0) >= bound,
		'mine', coalesce(sum(k.n) filter (where k.assignee = me), 0),
		'unassigned', coalesce(sum(k.n) filter (where k.assignee is null), 0),
		'today', coalesce(sum(k.n) filter (where k.today), 0),
		'late', coalesce(sum(k.n) filter (where k.late), 0),
		'soon', coalesce(sum(k.n) filter (where k.soon), 0),
		'to_call', coalesce(sum(k.n) filter (where k.calls), 0),
		'kinds', (select coalesce(jsonb_object_agg(x.kind, x.n), '{}') from (select g.kind, sum(g.n) as n from cells g group by 1) x),
		'states', (select coalesce(jsonb_object_agg(x.state, x.n), '{}') from (select g.state, sum(g.n) as n from cells g group by 1) x),
		'areas', (
			select coalesce(jsonb_object_agg(x.area, x.n), '{}')
			from (select g.area, sum(g.n) as n from cells g where g.area is not null group by 1) x
		),
		'assignees', (
			select coalesce(jsonb_object_agg(x.assignee, x.n), '{}')
			from (select g.assignee, sum(g.n) as n from cells g where g.assignee is not null group by 1) x
		),
		'saved', (
			select coalesce(jsonb_object_agg(v.id, (
				select coalesce(sum(g.n), 0)
				from cells g
				where (not v.filter ? 'kind' or g.kind = v.filter ->> 'kind')
					and (not v.filter ? 'state' or g.state = v.filter ->> 'state')
					and (not v.filter ? 'area' or g.area = v.filter ->> 'area')
					and case v.filter ->> 'assignee'
						when 'me' then g.assignee = me
						when 'nobody' then g.assignee is null
						else not v.filter ? 'assignee' or g.assignee::text = lower(v.filter ->> 'assignee')
					end
					and case v.filter ->> 'due' when 'late' then g.late when 'soon' then g.soon when 'today' then g.today else true end
					and (not coalesce((v.filter ->> 'to_call')::boolean, false) or g.calls)
			)), '{}')
			from queue.views v
			where (v.owner = me or (v.shared and v.unit = of_unit)) and coalesce((v.filter ->> 'open')::boolean, true)
		)
	) into counted
	from cells k;
	return counted;
end;
$$;

-- Views that an officer may open and the counts beside every view. Definer: officers read no table; the counts ask the
-- compartments as the list does.
create function public.queue_views()
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
	me staff.officers := staff.require();
begin
	return jsonb_build_object(
		'views', coalesce((
			select jsonb_agg(jsonb_build_object(
				'id', v.id, 'name', v.name, 'shared', v.shared, 'owner', queue.person(v.owner),
				'may_change', v.owner = me.user_id or 'lead' = any (me.roles),
				'filter', v.filter, 'gone', queue.gone_from(v.unit, v.filter)
			) order by v.shared, house.fold(v.name), v.id)
			from queue.views v
			where v.owner = me.user_id or (v.shared and v.unit = me.unit)
		), '[]'),
		'counts', queue.counts(me),
		'now', now()
	);
end;
$$;
grant execute on function public.queue_views() to authenticated;

-- Gives a filter a name, or another name, filter or readers to a view (`id`) of one's own; a lead's hand reaches every shared
-- one. Refuses 409 `name_taken`, 422 with the key of a filter that holds nothing, 409 `too_many_views` above fifty. Definer:
-- officers write no table.
create function public.queue_view_save(key uuid, id uuid, name text, shared boolean, filter jsonb)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
	me staff.officers := staff.require();
	request jsonb := jsonb_build_array($2, $3, $4, $5);
	answer jsonb := queue.once($1, 'queue_view_save', request);
	called text := house.text(regexp_replace($3, '[\r\n\u2028\u2029]+', ' ', 'g'), 'name', 60, true);
	gone text;
	saved queue.views;
begin
	if answer is not null then
		return answer;
	end if;
	perform house.demand($4 is not null, 422, 'required', 'shared');
	perform queue.check_filter($5);
	gone := queue.gone_from(me.unit, $5);
	perform house.demand(gone is null, 422, 'not_found', gone);
	if $2 is null then
		-- One at a time for an officer, so that the fiftieth is the last.
		perform pg_advisory_xact_lock(hashtextextended('queue.views ' || me.user_id, 0));
		perform house.demand((select count(*) < 50 from queue.views v where v.owner = me.user_id), 409, 'too_many_views');
		insert into queue.views as v (unit, owner, name, shared, filter)
		values (me.unit, me.user_id, called, $4, $5) returning v.* into saved;
	else
		update queue.views v set name = called, shared = $4, filter = $5
		where v.id = $2 and (v.owner = me.user_id or (v.shared and v.unit = me.unit and 'lead' = any (me.roles)))
		returning v.* into saved;
		perform house.demand(found, 404, 'not_found');
	end if;
	return queue.remember($1, 'queue_view_save', request, jsonb_build_object('id', saved.id));
exception
	when unique_violation then
		perform house.refuse(409, 'name_taken', 'name');
end;
$$;
grant execute on function public.queue_view_save(uuid, uuid, text, boolean, jsonb) to authenticated;

-- Takes a view away: one's own, or for a lead a shared one of the unit. Definer as above.
create function public.queue_view_delete(key uuid, id uuid)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
	me staff.officers := staff.require();
	request jsonb := jsonb_build_array($2);
	answer jsonb := queue.once($1, 'queue_view_delete', request);
begin
	if answer is not null then
		return answer;
	end if;
	delete from queue.views v
	where v.id = $2 and (v.owner = me.user_id or (v.shared and v.unit = me.unit and 'lead' = any (me.roles)));
	perform house.demand(found, 404, 'not_found');
	return queue.remember($1, 'queue_view_delete', request, jsonb_build_object('id', $2));
end;
$$;
grant execute on function public.queue_view_delete(uuid, uuid) to authenticated;

-- ---------------------------------------------------------------------------------------------------------------- search

-- The words of a question. Digits that stand apart, as a telephone number is often typed, are one word from eight on.
create function queue.asked_words(question text)
returns text[]
language plpgsql
immutable
set search_path = ''
as $$
declare
	words text[] := '{}';
	run text[] := '{}';
	word text;
begin
	-- The empty one at the end closes the last run.
	foreach word in array regexp_split_to_array(lower(normalize(question, nfc)), '[^[:alnum:]]+') || array['.'] loop
		if word ~ '^[0-9]+$' then
			run := run || word;
			continue;
		end if;
		if cardinality(run) > 0 then
			words := words || case when char_length(array_to_string(run, '')) >= 8 then array[array_to_string(run, '')] else run end;
			run := '{}';
		end if;
		if word not in ('', '.') then
			words := words || word;
		end if;
	end loop;
	return words;
end;
$$;

-- What the search text must match: a part of a number (three digits at least) anywhere in a number, and with `begins` the
-- last word by its beginning, as somebody types it.
create function queue.patterns(words text[], begins boolean)
returns text[]
language sql
immutable
set search_path = ''
as $$
	select array(
		select case when w.word ~ '^[0-9]{3,}$' then '%' || w.word || '%' else '% ' || w.word || '%' end
		from unnest(words) with ordinality w (word, n)
		where w.word ~ '^[0-9]{3,}$' or (begins and w.n = cardinality(words))
		order by w.n
	);
$$;

-- The other words, which it must have whole.
create function queue.whole_words(words text[], begins boolean)
returns text[]
language sql
immutable
set search_path = ''
as $$
	select array(
		select w.word
		from unnest(words) with ordinality w (word, n)
		where w.word !~ '^[0-9]{3,}$' and not (begins and w.n = cardinality(words))
		order by w.n
	);
$$;

-- The words without the name of the unit, which every case of it would match, and without "phường" or "xã" before the name of
-- the unit or of an area.
create function queue.without_place(unit text, words text[])
returns text[]
language plpgsql
stable
set search_path = ''
as $$
declare
	said text := ' ' || array_to_string(words, ' ') || ' ';
	place text;
begin
	select btrim(queue.searchable(house.fold(u.name))) into place from unit.units u where u.code = $1;
	said := regexp_replace(said, ' (?:(?:phuong|xa) )?' || place || '(?= )', '', 'g');
	for place in select btrim(queue.searchable(house.fold(a.name))) from unit.areas a where a.unit = $1 loop
		said := regexp_replace(said, ' (?:phuong|xa)(?= ' || place || ' )', '', 'g');
	end loop;
	return array_remove(string_to_array(said, ' '), '');
end;
$$;

-- The case that a question names by its whole reference, typed with or without marks, dashes and leading zeros; else null.
create function queue.referred(question text)
returns queue.cases
language sql
stable
set search_path = ''
as $$
	select c
	from regexp_match(house.fold($1), '^[^[:alnum:]]*([a-z]{2})[^[:alnum:]]*([0-9]{2})[^[:alnum:]]+([0-9]{1,9})[^[:alnum:]]*$') m
	join queue.kinds k on house.fold(k.prefix) = m[1]
	join queue.cases c on c.kind = k.kind and c.reference in (
		k.prefix || '-' || m[2] || '-' || m[3],
		k.prefix || '-' || m[2] || '-' || lpad(m[3], greatest(4, char_length(m[3])), '0')
	);
$$;

-- Cases of a question, the best first: the one it names, those that have its words with the same marks, those that have them
-- without; of each the open ones before the ended. Where nothing is found the last word may be half typed, and then the name
-- of the unit itself is left out.
create function queue.found(officer staff.officers, question text, filter jsonb, most int)
returns uuid[]
language plpgsql
stable
set search_path = ''
as $$
declare
	typed text[] := queue.asked_words(question);
	folded text[] := queue.asked_words(house.fold(question));
	elsewhere text[] := queue.without_place(officer.unit, folded);
	named queue.cases := queue.referred(question);
	reach queue.reach := queue.reach_of(officer);
	ids uuid[] := '{}';
	words text[];
	road int;
	open boolean;
begin
	if named.id is not null and queue.reaches(officer, named) then
		ids := array[named.id];
	end if;
	for road in 1..4 loop
		exit when cardinality(ids) >= most or (road > 2 and cardinality(ids) > 0);
		continue when (road = 1 and typed = folded) or (road = 4 and elsewhere = folded);
		words := case road when 1 then typed when 4 then elsewhere else folded end;
		foreach open in array array[true, false] loop
			continue when filter ? 'open' and open is distinct from (filter ->> 'open')::boolean;
			ids := ids || array(
				select l.id
				from queue.lines(
					officer, reach, filter - 'open', open, queue.whole_words(words, road > 2), queue.patterns(words, road > 2), null, null,
					most + cardinality(ids)
				) l
				where l.id <> all (ids)
			);
		end loop;
	end loop;
	return ids[:most];
end;
$$;

-- Cases by a name, a part of a telephone number, a reference, a place. At most `size`, the best first; `more` says that
-- others were left out. Refuses 422 `too_short`, `too_long`. Definer: officers read no table; compartments are asked as in
-- the list.
create function public.queue_search(q text, filter jsonb, size int)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
	me staff.officers := staff.require();
	asked text;
	words text[];
	ids uuid[];
begin
	perform queue.check_filter($2);
	perform house.demand($3 between 1 and 100, 422, 'out_of_range', 'size');
	asked := house.text($1, 'q', 100, true);
	words := queue.asked_words(asked);
	perform house.demand(char_length(array_to_string(words, '')) >= 2, 422, 'too_short', 'q');
	perform house.demand(
		cardinality(words) <= 10 and (select count(*) <= 5 from unnest(words) w where w ~ '^[0-9]{3,}$'), 422, 'too_long', 'q'
	);
	ids := queue.found(me, asked, $2, $3 + 1);
	-- That somebody searched, and not for what: the words may be a person's.
	perform queue.log_read(null, me.user_id, 'searched');
	return jsonb_build_object('rows', queue.rows(ids[:$3]), 'more', cardinality(ids) > $3, 'now', now());
end;
$$;
grant execute on function public.queue_search(text, jsonb, int) to authenticated;

-- ---------------------------------------------------------------------------------------------------- many cases at once

-- Checks what is to be done to many: what is wrong with it is wrong with all of them, and is said once.
create function queue.check_bulk(what jsonb)
returns void
language plpgsql
stable
set search_path = ''
as $$
declare
	takes text[];
	taken text;
begin
	perform house.demand(jsonb_typeof(what) = 'object' and jsonb_typeof(what -> 'do') = 'string', 422, 'bad_format', 'what');
	takes := case what ->> 'do'
		when 'assign' then array['officer']
		when 'note' then array['body']
		when 'card_ready' then '{}'
		when 'close_call_back' then array['reason', 'note']
	end;
	perform house.demand(takes is not null, 422, 'bad_format', 'do');
	perform house.strict(what, takes || 'do'::text, 'what');
	foreach taken in array takes loop
		perform house.demand(what ? taken, 422, 'required', taken);
		perform house.demand(jsonb_typeof(what -> taken) in ('string', 'null'), 422, 'bad_format', taken);
	end loop;
	perform house.demand(what ->> 'officer' is null or house.is_id(what -> 'officer'), 422, 'bad_format', 'officer');
	perform house.text(what ->> 'body', 'body', 2000, what ->> 'do' = 'note');
	perform house.text(what ->> 'note', 'note', 500);
	perform house.demand(
		what ->> 'do' <> 'close_call_back'
		or coalesce(what ->> 'reason' in ('answered_by_phone', 'not_eligible', 'other_unit', 'no_longer_needed', 'duplicate'), false),
		422, 'bad_format', 'reason'
	);
end;
$$;

-- One of many: what its own door does, with a key of its own, so that compartment, version and transition are asked there and
-- nowhere else.
create function queue.bulk_one(key uuid, id uuid, version int, what jsonb)
returns jsonb
language plpgsql
set search_path = ''
as $$
declare
	own uuid := md5($1::text || $2::text)::uuid;
begin
	case what ->> 'do'
		when 'assign' then
			return public.queue_assign(own, $2, $3, (what ->> 'officer')::uuid);
		when 'note' then
			return public.queue_note(own, $2, what ->> 'body');
		when 'card_ready' then
			return public.booking_card_ready(own, $2, $3, booking.cards_under_way($2));
		when 'close_call_back' then
			return public.queue_close_call_back(own, $2, $3, what ->> 'reason', what ->> 'note');
	end case;
end;
$$;

-- One command on up to a hundred cases, with a result for each: done, or the code of its refusal; one that is refused holds
-- no other back. Refuses 422 `too_many` as a whole. Definer: officers write no table.
create function public.queue_bulk(key uuid, cases jsonb, what jsonb)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
	me staff.officers := staff.require();
	request jsonb := jsonb_build_array($2, $3);
	answer jsonb := queue.once($1, 'queue_bulk', request);
	results jsonb := '{}';
	one record;
begin
	if answer is not null then
		return answer;
	end if;
	perform house.demand(jsonb_typeof($2) = 'array', 422, 'bad_format', 'cases');
	perform house.demand(jsonb_array_length($2) >= 1, 422, 'required', 'cases');
	perform house.demand(jsonb_array_length($2) <= 100, 422, 'too_many', 'cases');
	perform house.strict(x.value, array['id', 'version'], 'cases') from jsonb_array_elements($2) x;
	perform house.demand(house.is_id(x.value -> 'id'), 422, 'bad_format', 'cases') from jsonb_array_elements($2) x;
	perform house.number(x.value -> 'version', 'cases', 0, 2147483647) from jsonb_array_elements($2) x;
	perform house.demand(
		(select count(*) = count(distinct lower(x.value ->> 'id')) from jsonb_array_elements($2) x), 422, 'duplicate', 'cases'
	);
	perform queue.check_bulk($3);
	-- By id, so that two at once lock their cases in the same order.
	for one in
		select (x.value ->> 'id')::uuid as id, (x.value ->> 'version')::int as version
		from jsonb_array_elements($2) x order by 1
	loop
		begin
			results := results || jsonb_build_object(
				one.id::text,
				jsonb_build_object('id', one.id, 'done', queue.bulk_one($1, one.id, one.version, $3), 'refused', null)
			);
		exception
			when others then
				-- A refusal is an answer; anything else is none, and undoes all of it.
				if sqlstate !~ '^PT4' then
					raise;
				end if;
				results := results || jsonb_build_object(
					one.id::text, jsonb_build_object('id', one.id, 'done', null, 'refused', sqlerrm)
				);
		end;
	end loop;
	return queue.remember($1, 'queue_bulk', request, jsonb_build_object('results', (
		select jsonb_agg(results -> lower(x.value ->> 'id') order by x.ordinality)
		from jsonb_array_elements($2) with ordinality x
	)));
exception
	when serialization_failure or deadlock_detected or lock_not_available or query_canceled then
		perform house.refuse(503, 'busy');
end;
$$;
grant execute on function public.queue_bulk(uuid, jsonb, jsonb) to authenticated;

-- Lines of up to a hundred cases to take away; each is written down as read, under a number that goes into the file. A case outside the compartment is left out like
-- one that does not exist. Nothing private is in a line. Definer as above.
create function public.queue_export(ids uuid[])
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
	me staff.officers := staff.require();
	seen uuid[];
	paper jsonb;
begin
	perform house.demand(coalesce(cardinality($1), 0) >= 1, 422, 'required', 'ids');
	perform house.demand(cardinality($1) <= 100, 422, 'too_many', 'ids');
	select coalesce(array_agg(c.id order by array_position($1, c.id)), '{}') into seen
	from queue.cases c where c.id = any ($1) and queue.reaches(me, c);
	if cardinality(seen) > 0 then
		paper := queue.paper(me, 'export_cases', seen);
	end if;
	return jsonb_build_object('rows', queue.rows(seen), 'paper', paper, 'now', now());
end;
$$;
grant execute on function public.queue_export(uuid[]) to authenticated;
