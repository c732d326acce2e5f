-- Following the news without an account (decision 49): what a browser gave so that it can be told, what it wants to hear of, and
-- who is still to be told of a post. It stands between the rooms `notify` and `news`, and knows no other.

-- ---------------------------------------------------------------------------------------------------------------- texts

-- Whether a text can be the address of a subscription. Which services there are, the edge knows; here it is one address in one form.
create function notify.is_endpoint(value text)
returns boolean
language sql
immutable parallel safe
set search_path = ''
as $$
	select char_length(value) between 12 and 1000 and value ~ '^https://([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}/[!-~]+$' and value !~ '[#\\]'
$$;

-- --------------------------------------------------------------------------------------------------------------- tables

create table notify.follows (
	id uuid primary key default gen_random_uuid(),
	endpoint text not null unique check (notify.is_endpoint(endpoint)),
	-- A point of P-256, uncompressed, and sixteen bytes, as browsers write them.
	p256dh text not null check (p256dh ~ '^B[A-Za-z0-9_-]{86}$'),
	auth text not null check (auth ~ '^[A-Za-z0-9_-]{22}$'),
	unit text not null references unit.units (code),
	categories text[] not null check (
		cardinality(categories) between 1 and 5
		and categories <@ array['news', 'warnings', 'campaigns', 'good_people', 'procedures']
	),
	areas text[] not null check (cardinality(areas) <= 60 and array_position(areas, null) is null),
	lang text not null check (lang in ('vi', 'en')),
	since date not null default house.local_day(now())
);
comment on table notify.follows is 'Browsers that are told of news: no account, no name, no network address, no time finer than the day.';
comment on column notify.follows.endpoint is 'Where the service of the browser''s maker takes what is meant for it. Whoever knows it and `auth` is that browser.';
comment on column notify.follows.areas is 'Places it wants to hear of; none: all of the unit''s.';
create index follows_of_unit on notify.follows (unit);

create table notify.told_posts (
	post uuid primary key references news.posts (id),
	unit text not null references unit.units (code),
	at timestamptz not null,
	expires_at timestamptz not null,
	meant int not null check (meant >= 0),
	sent int not null default 0 check (sent >= 0),
	gone int not null default 0 check (gone >= 0),
	failed int not null default 0 check (failed >= 0),
	unsure int not null default 0 check (unsure >= 0),
	late int not null default 0 check (late >= 0),
	check (expires_at > at),
	check (sent + gone + failed + unsure + late <= meant)
);
comment on table notify.told_posts is 'Posts of which followers were told, each once and for all; how many, and never who.';
comment on column notify.told_posts.unsure is 'It left, and no answer came. They are not told again.';
comment on column notify.told_posts.late is 'The post was taken back, its time was over, or they stopped following before.';
create index told_posts_of_unit on notify.told_posts (unit, at);

create table notify.pushes (
	post uuid not null references notify.told_posts (post),
	follow uuid not null references notify.follows (id) on delete cascade,
	tries int not null default 0 check (tries between 0 and 8),
	next_try_at timestamptz not null,
	claim uuid,
	claimed_until timestamptz,
	primary key (post, follow),
	check (num_nulls(claim, claimed_until) in (0, 2)),
	check (claim is null or tries >= 1)
);
comment on table notify.pushes is 'Who is still to be told of a post. A row goes with its answer: nothing tells afterwards who was told of what.';
create index pushes_due on notify.pushes (next_try_at) where claim is null;
create index pushes_claimed on notify.pushes (claimed_until) where claim is not null;
create index pushes_of_follow on notify.pushes (follow);

-- What is about somebody's case goes by the outbox, and never by push: whose screen it appears on, nobody knows.
alter table notify.outbox add constraint outbox_pushes_nothing check (channel <> 'push');

alter table notify.follows enable row level security;
alter table notify.told_posts enable row level security;
alter table notify.pushes enable row level security;
revoke all on notify.follows, notify.told_posts, notify.pushes from public, anon, authenticated, service_role;

-- ------------------------------------------------------------------------------------------------------------- triggers

-- Nobody is told of what not everybody may read, whichever function would want to.
create function notify.tells_what_is_public()
returns trigger
language plpgsql
set search_path = ''
as $$
begin
	if not exists (select 1 from news.readable r where r.id = new.post) then
		raise exception 'not_public' using errcode = 'PT403', detail = tg_table_name;
	end if;
	return new;
end;
$$;
create trigger told_posts_are_public before insert or update of post on notify.told_posts
for each row execute function notify.tells_what_is_public();
create trigger pushes_are_of_what_is_public before insert or update of post, follow on notify.pushes
for each row execute function notify.tells_what_is_public();

-- Drops what is still to be told of a post, and counts it. Rows are locked in one order everywhere, and before the counts.
create function notify.stop_telling(p_post uuid)
returns void
language plpgsql
set search_path = ''
as $$
declare
	v_count int;
begin
	perform 1 from notify.pushes p where p.post = p_post order by p.follow for update;
	delete from notify.pushes p where p.post = p_post;
	get diagnostics v_count = row_count;
	update notify.told_posts t set late = t.late + v_count where t.post = p_post and v_count > 0;
end;
$$;

-- A post that is taken back, or is not to be read any more, is not told to whoever has not heard of it yet.
create function notify.hear_of_post()
returns trigger
language plpgsql
set search_path = ''
as $$
begin
	if not news.is_public(new) then
		perform notify.stop_telling(new.id);
	end if;
	return null;
end;
$$;
create trigger posts_are_told_no_more after update on news.posts
for each row when (old.withdrawn_at is distinct from new.withdrawn_at or old.publish_at is distinct from new.publish_at)
execute function notify.hear_of_post();

-- --------------------------------------------------------------------------------------------------------------- telling

-- Writes down who is to be told of the posts that became public since: each post once, however many workers come at once, and never
-- again after a correction. What has been public for two days is no news. In quiet hours it waits for the morning.
create function notify.tell_posts(p_at timestamptz default now())
returns int
language plpgsql
set search_path = ''
as $$
declare
	p record;
	v_count int := 0;
begin
	for p in
		select r.id, r.unit, r.category, r.areas, r.publish_at
		from news.readable r
		where r.publish_at > p_at - interval '2 days' and not exists (select 1 from notify.told_posts t where t.post = r.id)
		order by r.publish_at, r.id
	loop
		-- Whoever takes it back meanwhile waits, and then finds whom not to tell.
		perform 1 from news.posts x where x.id = p.id for share;
		continue when not exists (select 1 from news.readable r where r.id = p.id);
		-- Another worker that writes it now is waited for, and then it is written.
		insert into notify.told_posts (post, unit, at, expires_at, meant)
		values (p.id, p.unit, p_at, p.publish_at + interval '2 days', 0)
		on conflict do nothing;
		continue when not found;
		with told as (
			insert into notify.pushes (post, follow, next_try_at)
			select p.id, f.id, notify.waking(p.unit, p_at)
			from notify.follows f
			where f.unit = p.unit and p.category = any (f.categories) and (p.areas = '{}' or f.areas = '{}' or p.areas && f.areas)
			returning 1
		)
		update notify.told_posts t set meant = (select count(*) from told) where t.post = p.id;
		v_count := v_count + 1;
	end loop;
	return v_count;
end;
$$;

-- What a browser is told: what everybody may read, and no address.
create function notify.notice(p news.posts, lang text)
returns jsonb
language sql
stable
set search_path = ''
as $$
	select jsonb_build_object(
		'post', p.id, 'slug', p.slug, 'category', p.category, 'title', p.title,
		'unit', (select u.police_name from unit.units u where u.code = p.unit), 'lang', $2
	)
$$;

-- Takes up to `p_size` browsers to be told, for `p_lease` seconds. Before that: posts that became public, claims whose worker ended (their
-- answer is not known, and nobody is told twice), what has become late. `more`: there may be others.
create function notify.take_pushes(p_size int, p_lease int, p_at timestamptz default clock_timestamp())
returns jsonb
language plpgsql
set search_path = ''
as $$
declare
	v_claim uuid := gen_random_uuid();
	v_pushes jsonb;
begin
	perform notify.tell_posts(p_at);
	with lost as (
		delete from notify.pushes p
		where (p.post, p.follow) in (
			select x.post, x.follow from notify.pushes x where x.claimed_until < p_at order by x.post, x.follow for update skip locked
		)
		returning p.post
	)
	update notify.told_posts t set unsure = t.unsure + l.count
	from (select post, count(*) from lost group by post) l where t.post = l.post;
	perform notify.stop_telling(t.post)
	from notify.told_posts t
	where exists (select 1 from notify.pushes p where p.post = t.post)
		and (t.expires_at <= p_at or not exists (select 1 from news.readable r where r.id = t.post));
	with due as (
		select p.post, p.follow
		from notify.pushes p
		join notify.told_posts t on t.post = p.post
		where p.claim is null and p.next_try_at <= p_at and notify.waking(t.unit, p_at) <= p_at
		order by p.next_try_at, p.post, p.follow
		limit p_size
		for update of p skip locked
	), taken as (
		update notify.pushes p set claim = v_claim, claimed_until = p_at + make_interval(secs => p_lease), tries = p.tries + 1
		from due d where p.post = d.post and p.follow = d.follow
		returning p.post, p.follow
	)
	select jsonb_agg(jsonb_build_object(
		'post', x.post, 'follow', x.follow, 'claim', v_claim,
		'subscription', jsonb_build_object('endpoint', f.endpoint, 'p256dh', f.p256dh, 'auth', f.auth),
		'notice', notify.notice(r, f.lang)
	))
	into v_pushes
	from taken x
	join notify.follows f on f.id = x.follow
	join news.posts r on r.id = x.post;
	return jsonb_build_object('pushes', coalesce(v_pushes, '[]'), 'more', jsonb_array_length(coalesce(v_pushes, '[]')) = p_size);
end;
$$;

-- Removes a follow, with what it was still to be told.
create function notify.forget(p_follow uuid)
returns void
language plpgsql
set search_path = ''
as $$
declare
	v_posts uuid[];
begin
	v_posts := array(select p.post from notify.pushes p where p.follow = p_follow order by p.post for update);
	delete from notify.pushes p where p.follow = p_follow;
	update notify.told_posts t set late = t.late + 1 where t.post = any (v_posts);
	delete from notify.follows f where f.id = p_follow;
end;
$$;

-- Writes what came of pushes, from whoever holds the claim. A browser that is gone is not followed up: its follow is removed. `retry` is
-- tried again, in quiet hours not, until its tries or the time of the post are used up.
create function notify.finish_pushes(results jsonb, p_at timestamptz default clock_timestamp())
returns int
language plpgsql
set search_path = ''
as $$
declare
	r record;
	v_next timestamptz;
	v_end text;
	v_gone uuid[] := '{}';
	v_ends jsonb[] := '{}';
	v_count int := 0;
begin
	perform 1
	from jsonb_to_recordset($1) x (post uuid, follow uuid, claim uuid)
	join notify.pushes p on p.post = x.post and p.follow = x.follow and p.claim = x.claim
	order by p.post, p.follow
	for update of p;
	for r in
		select p.post, p.follow, p.tries, t.unit, t.expires_at, x.outcome, x.after
		from jsonb_to_recordset($1) x (post uuid, follow uuid, claim uuid, outcome text, after int)
		join notify.pushes p on p.post = x.post and p.follow = x.follow and p.claim = x.claim
		join notify.told_posts t on t.post = p.post
		order by p.post, p.follow
	loop
		v_next := notify.waking(r.unit, p_at + make_interval(secs => notify.pause(r.tries, r.after)));
		v_end := case
			when r.outcome in ('sent', 'gone', 'unsure') then r.outcome
			when r.outcome <> 'retry' or r.tries >= 8 or v_next >= r.expires_at then 'dead'
		end;
		if v_end is null then
			update notify.pushes x set claim = null, claimed_until = null, next_try_at = v_next
			where x.post = r.post and x.follow = r.follow;
		else
			delete from notify.pushes x where x.post = r.post and x.follow = r.follow;
			v_ends := v_ends || jsonb_build_object('post', r.post, 'how', v_end);
			v_gone := case when v_end = 'gone' then v_gone || r.follow else v_gone end;
		end if;
		v_count := v_count + 1;
	end loop;
	perform notify.forget(f) from (select distinct g as f from unnest(v_gone) g order by g) x;
	for r in
		select
			e ->> 'post' as post, count(*) filter (where e ->> 'how' = 'sent') as sent, count(*) filter (where e ->> 'how' = 'gone') as gone,
			count(*) filter (where e ->> 'how' = 'unsure') as unsure, count(*) filter (where e ->> 'how' = 'dead') as failed
		from unnest(v_ends) e
		group by 1
		order by 1
	loop
		update notify.told_posts t
		set sent = t.sent + r.sent, gone = t.gone + r.gone, unsure = t.unsure + r.unsure, failed = t.failed + r.failed
		where t.post = r.post::uuid;
	end loop;
	return v_count;
end;
$$;

-- How many follow a unit's news, as anybody may hear it: null for fewer than five, since few are persons (decision 31).
create function notify.followers(unit text)
returns int
language sql
stable
set search_path = ''
as $$
	select nullif(count(*), least(count(*), 4))::int from notify.follows f where f.unit = $1
$$;

-- ----------------------------------------------------------------------------------------------------------------- doors

-- A follow as its browser may see it.
create function notify.follow_of(f notify.follows)
returns jsonb
language sql
stable
set search_path = ''
as $$
	select jsonb_build_object(
		'unit', f.unit, 'categories', to_jsonb(f.categories), 'areas', to_jsonb(f.areas), 'lang', f.lang, 'since', f.since
	)
$$;

-- Refuses a wish that is none: 422 with its field.
create function notify.check_wish(wish jsonb)
returns void
language plpgsql
stable
set search_path = ''
as $$
begin
	perform house.strict($1, array['unit', 'categories', 'areas', 'lang'], 'wish');
	perform house.demand(exists (select 1 from unit.units u where to_jsonb(u.code) = $1 -> 'unit'), 422, 'unknown', 'unit');
	perform house.demand(jsonb_typeof($1 -> 'categories') = 'array' and $1 -> 'categories' <> '[]', 422, 'required', 'categories');
	perform house.demand(
		not exists (
			select 1 from jsonb_array_elements($1 -> 'categories') c
			where not exists (select 1 from news.categories x where to_jsonb(x.category) = c)
		),
		422, 'unknown', 'categories'
	);
	perform house.demand(jsonb_typeof($1 -> 'areas') = 'array' and jsonb_array_length($1 -> 'areas') <= 60, 422, 'bad_format', 'areas');
	perform house.demand(
		not exists (
			select 1 from jsonb_array_elements($1 -> 'areas') c
			where not exists (select 1 from unit.areas a where to_jsonb(a.code) = c and a.unit = $1 ->> 'unit' and a.valid_to is null)
		),
		422, 'unknown', 'areas'
	);
	perform house.demand($1 ->> 'lang' in ('vi', 'en'), 422, 'bad_format', 'lang');
end;
$$;

-- The sorted texts of a list without doubles.
create function notify.texts(list jsonb)
returns text[]
language sql
immutable
set search_path = ''
as $$
	select coalesce(array_agg(distinct x order by x), '{}') from jsonb_array_elements_text($1) x
$$;

-- A browser follows, or follows something else. Granted to service_role alone: the edge has asked whether the address is of a known
-- service, and checked the proof of work. Definer, as every door of these tables: the private schema is closed to the API's roles.
create function public.follow_write(key uuid, request jsonb, subscription jsonb, wish jsonb, proof text)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
	answer jsonb := queue.once(key, 'follow_start', request);
	f notify.follows;
begin
	if answer is not null then
		return answer;
	end if;
	perform notify.check_wish(wish);
	perform house.demand(booking.spend(proof), 409, 'proof_spent', 'proof');
	select x.* into f from notify.follows x where x.endpoint = subscription ->> 'endpoint' for update;
	if found then
		-- Whoever knows the address alone is not that browser.
		perform house.demand(f.auth = subscription ->> 'auth' and f.p256dh = subscription ->> 'p256dh', 409, 'follow_taken');
	else
		-- One after the other, so that the last place goes once.
		perform pg_advisory_xact_lock(hashtextextended('follows ' || (wish ->> 'unit'), 0));
		perform house.demand(
			(select count(*) < 50000 from notify.follows x where x.unit = wish ->> 'unit'), 409, 'follow_full'
		);
	end if;
	insert into notify.follows as x (endpoint, p256dh, auth, unit, categories, areas, lang)
	values (
		subscription ->> 'endpoint', subscription ->> 'p256dh', subscription ->> 'auth', wish ->> 'unit',
		notify.texts(wish -> 'categories'), notify.texts(wish -> 'areas'), wish ->> 'lang'
	)
	on conflict on constraint follows_endpoint_key do update
	set unit = excluded.unit, categories = excluded.categories, areas = excluded.areas, lang = excluded.lang
	where x.auth = excluded.auth and x.p256dh = excluded.p256dh
	returning * into f;
	perform house.demand(found, 409, 'follow_taken');
	return queue.remember(key, 'follow_start', request, notify.follow_of(f));
exception
	when check_violation or not_null_violation then
		perform house.refuse(422, 'bad_format', 'subscription');
end;
$$;

-- The service gave the browser another address; the old one proves which follow it is. False where that is not known any more, or the
-- new one follows already.
create function public.follow_move_write(former jsonb, subscription jsonb)
returns boolean
language plpgsql
security definer
set search_path = ''
as $$
begin
	update notify.follows f
	set endpoint = $2 ->> 'endpoint', p256dh = $2 ->> 'p256dh', auth = $2 ->> 'auth'
	where f.endpoint = $1 ->> 'endpoint' and f.auth = $1 ->> 'auth';
	return found;
exception
	when check_violation or not_null_violation then
		perform house.refuse(422, 'bad_format', 'subscription');
	when unique_violation then
		return false;
end;
$$;

-- What a browser follows; null where nothing is known of it, which is also the answer to a wrong secret. Definer as above.
create function public.follow_read(endpoint text, auth text)
returns jsonb
language sql
stable
security definer
set search_path = ''
as $$
	select notify.follow_of(f) from notify.follows f where f.endpoint = $1 and f.auth = $2
$$;

-- A browser follows no more. The same answer whether it did: who guesses learns nothing. Definer as above.
create function public.follow_stop(endpoint text, auth text)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
begin
	perform notify.forget(f.id) from notify.follows f where f.endpoint = $1 and f.auth = $2;
	return '{"ok": true}';
end;
$$;

-- The two doors of the worker in the edge function `follow`. Definer as above.
create function public.follow_take(size int, lease int)
returns jsonb
language sql
volatile
security definer
set search_path = ''
as $$
	select notify.take_pushes($1, $2)
$$;
create function public.follow_finish(results jsonb)
returns int
language sql
volatile
security definer
set search_path = ''
as $$
	select notify.finish_pushes($1)
$$;

-- How many were told of a post, for its editors and leads; null where nobody has been told of it yet. Fewer than five are persons here
-- too, and so is what would give them away (decision 31). Definer: officers read no table.
create function public.notify_told_post(post uuid)
returns jsonb
language plpgsql
volatile
security definer
set search_path = ''
as $$
declare
	me staff.officers := staff.require(null, array['editor', 'lead']);
	t notify.told_posts;
	n int[];
begin
	perform house.demand(exists (select 1 from news.posts p where p.id = $1 and p.unit = me.unit), 404, 'not_found', 'post');
	select x.* into t from notify.told_posts x where x.post = $1;
	if not found then
		return null;
	end if;
	n := queue.hide_small(
		array[t.sent, t.gone, t.failed, t.unsure, t.late, t.meant - t.sent - t.gone - t.failed - t.unsure - t.late]
	);
	return jsonb_build_object(
		'at', t.at, 'meant', nullif(t.meant, least(t.meant, 4)), 'sent', n[1], 'gone', n[2], 'failed', n[3], 'unsure', n[4], 'late', n[5],
		'waiting', n[6]
	);
end;
$$;
grant execute on function public.notify_told_post(uuid) to authenticated;

grant execute on function public.follow_read(text, text), public.follow_stop(text, text) to anon, authenticated;
grant execute on function
	public.follow_write(uuid, jsonb, jsonb, jsonb, text), public.follow_move_write(jsonb, jsonb),
	public.follow_take(int, int), public.follow_finish(jsonb)
to service_role;

-- ----------------------------------------------------------------------------------------------------------------- timer

-- Asks the edge function `follow` to tell whoever is to be told, if somebody is: once for each 500 browsers that may be told now, since a
-- call tells no more (`tell.ts`), and calls at the same time take others. It fails where somebody waits and it cannot be asked.
create function notify.knock_for_followers()
returns boolean
language plpgsql
volatile
set search_path = ''
as $$
declare
	v_calls int := (
		select greatest(1, ceil(count(*) / 500.0))
		from (select 1 from notify.pushes p where p.claim is null and p.next_try_at <= now() limit 5000) x
	);
begin
	if not exists (select 1 from notify.pushes) and not exists (
		select 1 from news.readable r
		where r.publish_at > now() - interval '2 days' and not exists (select 1 from notify.told_posts t where t.post = r.id)
	) then
		return false;
	end if;
	for v_call in 1 .. v_calls loop
		if not notify.knock_at('follow') then
			raise exception 'followers wait to be told: pg_net or Vault is missing, or a name in it';
		end if;
	end loop;
	return true;
end;
$$;

-- Registers the minute with pg_cron where it is installed; false where it is not, and the embedded stack's loop does the same.
create function notify.register_follow_job()
returns boolean
language plpgsql
volatile
set search_path = ''
as $$
begin
	if to_regnamespace('cron') is null then
		return false;
	end if;
	execute 'select cron.schedule($1, $2, $3)' using 'gan-dan-followers', '* * * * *', 'select notify.knock_for_followers()';
	return true;
end;
$$;

select notify.register_follow_job();
