-- News: what a unit's officers write for everybody. One writes, another one approves; a post becomes public by its moment
-- alone; what readers saw is corrected with a note or taken back with a reason, never silently (decision 46).

create schema news;
comment on schema news is 'Posts, their drafts, corrections and images, campaigns.';

-- ---------------------------------------------------------------------------------------------------------------- texts

-- Whether a text is a slug, as _shared/article makes them.
create function news.is_slug(value text)
returns boolean
language sql
immutable
set search_path = ''
as $$
	select char_length(value) between 1 and 80 and value ~ '^[a-z0-9]+(-[a-z0-9]+)*$';
$$;

-- Words that stand below the news' address for something else: no post is called so.
create function news.is_reserved(slug text)
returns boolean
language sql
immutable
set search_path = ''
as $$
	select slug in ('dot', 'theo-doi', 'campaign', 'follow');
$$;

-- A body as _shared/article writes it: several lines, whose first blanks mean something. Refuses as `house.text` does.
create function news.body(value text, field text)
returns text
language plpgsql
immutable
set search_path = ''
as $$
declare
	typed text := normalize(regexp_replace(coalesce(value, ''), '[\u00ad\u200b\u2060\ufeff]', '', 'g'), nfc);
begin
	typed := regexp_replace(typed, '\r\n?|[\u2028\u2029\u0085]', E'\n', 'g');
	typed := regexp_replace(replace(typed, E'\t', '    '), '[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]', ' ', 'g');
	typed := btrim(regexp_replace(regexp_replace(typed, ' +$', '', 'gn'), '\n{3,}', E'\n\n', 'g'), E'\n');
	perform house.demand(house.is_clean(typed), 422, 'bad_characters', field);
	perform house.demand(char_length(typed) <= 30000, 422, 'too_long', field);
	return typed;
end;
$$;

-- Whether a link may stand in a post: http and https without a name or password in it, a phone, a page of this portal.
create function news.is_link(href text)
returns boolean
language sql
immutable
set search_path = ''
as $$
	select char_length(href) <= 2000 and (
		href ~ '^https?://[^\s/?#@\\]+([/?#][^\s\\]*)?$'
		or href ~ '^tel:\+?[0-9]{3,15}$'
		or href ~ '^/([^\s/\\][^\s\\]*)?$'
	);
$$;

-- An instant as a cursor has it; refuses 422 `bad_format`.
create function news.moment(value text, field text)
returns timestamptz
language plpgsql
stable
set search_path = ''
as $$
begin
	perform house.demand(value ~ '^\d{4}-\d\d-\d\dT[0-9:.]{5,15}(Z|[+-]\d\d:?\d\d)$', 422, 'bad_format', field);
	return value::timestamptz;
exception
	when data_exception then
		perform house.refuse(422, 'bad_format', field);
end;
$$;

-- Whether a text is what _shared/article makes of Markdown: texts and known tags, links and images that may be there, not deep,
-- not long. An officer's browser can call the door that keeps it, so it is asked here once more.
create function news.is_tree(tree jsonb)
returns boolean
language sql
immutable
set search_path = ''
as $$
	with recursive nodes (node, depth) as (
		select e.value, 1 from jsonb_array_elements(case when jsonb_typeof(tree) = 'array' then tree else '[]' end) e
		union all
		select e.value, n.depth + 1
		from nodes n
		cross join lateral jsonb_array_elements(case when jsonb_typeof(n.node -> 'of') = 'array' then n.node -> 'of' else '[]' end) e
		where n.depth < 20
	)
	select coalesce(jsonb_typeof(tree) = 'array' and octet_length(tree::text) <= 400000, false) and not exists (
		select 1 from nodes n
		where n.depth > 16 or not coalesce(case jsonb_typeof(n.node)
			when 'string' then house.is_clean(n.node #>> '{}')
			when 'object' then
				n.node - array['tag', 'of', 'href', 'image', 'alt'] = '{}'
				and n.node ->> 'tag' in (
					'p', 'h2', 'h3', 'ul', 'ol', 'li', 'blockquote', 'a', 'strong', 'em', 'del', 'code', 'pre', 'br', 'hr', 'img',
					'table', 'thead', 'tbody', 'tr', 'th', 'td'
				)
				and (not n.node ? 'of' or jsonb_typeof(n.node -> 'of') = 'array')
				and (n.node ->> 'tag' = 'a') = (n.node ? 'href')
				and (not n.node ? 'href' or jsonb_typeof(n.node -> 'href') = 'string' and news.is_link(n.node ->> 'href'))
				and (n.node ->> 'tag' = 'img') = (n.node ? 'image')
				and (not n.node ? 'image' or house.is_id(n.node -> 'image'))
				and (not n.node ? 'alt' or n.node ->> 'tag' = 'img' and jsonb_typeof(n.node -> 'alt') = 'string')
			else false
		end, false)
	);
$$;

-- The words of a tree, for the search.
create function news.words_of(tree jsonb)
returns text
language sql
immutable
set search_path = ''
as $$
	select coalesce(string_agg(w #>> '{}', ' '), '')
	from jsonb_path_query(tree, 'strict $.**{0 to 40} ? (@.type() == "array")[*] ? (@.type() == "string")') w;
$$;

-- The images that a tree names.
create function news.images_of(tree jsonb)
returns uuid[]
language sql
immutable
set search_path = ''
as $$
	select coalesce(array_agg(distinct (i #>> '{}')::uuid), '{}')
	from jsonb_path_query(tree, 'strict $.**{0 to 40} ? (@.type() == "object" && exists (@.image)).image') i;
$$;

-- --------------------------------------------------------------------------------------------------------------- tables

create table news.categories (
	category text primary key,
	place int not null unique
);
comment on table news.categories is 'What a post is about, in the order of the page.';
insert into news.categories (category, place) values
	('news', 1), ('warnings', 2), ('campaigns', 3), ('good_people', 4), ('procedures', 5);

create table news.images (
	id uuid primary key default gen_random_uuid(),
	unit text not null references unit.units (code),
	alt text not null check (char_length(alt) between 1 and 300 and house.is_clean(alt)),
	width int not null check (width between 1 and 4000),
	height int not null check (height between 1 and 4000),
	officer uuid not null references staff.officers (user_id),
	at timestamptz not null default now(),
	spare_since date
);
comment on table news.images is 'Pictures of posts. None is without words for who cannot see it.';
comment on column news.images.spare_since is 'The day on which no text named it any more; a month later it goes.';
create index images_by_officer on news.images (officer, at);

create table news.image_files (
	image uuid not null references news.images (id),
	sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
	type text not null check (type in ('webp', 'jpeg')),
	width int not null check (width between 1 and 4000),
	height int not null check (height between 1 and 4000),
	bytes int not null check (bytes between 1 and 1500000),
	share boolean not null default false,
	check (not share or type = 'jpeg'),
	primary key (image, share, width)
);
comment on table news.image_files is 'An image''s widths, in the bucket `news` under `<sha256>.<type>`, and the one that goes along with a link.';
create unique index image_files_share on news.image_files (image) where share;

create table news.leftovers (
	path text primary key,
	asked_at timestamptz
);
comment on table news.leftovers is 'Files of the bucket `news` that no image has any more, until whoever holds the storage has removed them.';
comment on column news.leftovers.asked_at is 'When it was last said that it is to be removed: its bytes may be going now.';

-- Everybody may read what lies there, and knows its name by its content alone: who can name an image has it already.
insert into storage.buckets (id, name, public) values ('news', 'news', true);

create table news.campaigns (
	id uuid primary key default gen_random_uuid(),
	unit text not null references unit.units (code),
	slug text not null unique check (news.is_slug(slug)),
	name text not null check (char_length(name) between 1 and 150 and house.is_clean(name)),
	aim text not null check (char_length(aim) between 1 and 1000 and house.is_clean(aim)),
	from_day date not null,
	to_day date not null,
	counters text[] not null default '{}'
		check (counters <@ array['visits_done', 'tips_answered', 'meetings'] and cardinality(counters) <= 3),
	goals jsonb not null default '{}' check (jsonb_typeof(goals) = 'object'),
	version int not null default 1 check (version >= 1),
	written_by uuid not null references staff.officers (user_id),
	changed_at timestamptz not null default now(),
	approved_by uuid references staff.officers (user_id),
	approved_at timestamptz,
	check (from_day <= to_day and to_day <= from_day + 366),
	check ((approved_by is null) = (approved_at is null)),
	check (approved_by <> written_by)
);
comment on table news.campaigns is 'Đợt cao điểm: when, what for, what is counted. Public once somebody other than its writer has approved it.';
comment on column news.campaigns.goals is 'A figure to reach for some of the counters: {"visits_done": 120}.';
create index campaigns_of_unit on news.campaigns (unit, from_day);

create table news.posts (
	id uuid primary key,
	unit text not null references unit.units (code),
	slug text not null unique check (news.is_slug(slug) and not news.is_reserved(slug)),
	slug_typed boolean not null default false,
	author uuid not null references staff.officers (user_id),
	made_at timestamptz not null default now(),
	changed_at timestamptz not null default now(),
	category text references news.categories (category),
	areas text[] not null default '{}' check (cardinality(areas) <= 60),
	campaign uuid references news.campaigns (id),
	title text check (char_length(title) between 1 and 150 and house.is_clean(title)),
	summary text check (char_length(summary) between 1 and 400 and house.is_clean(summary)),
	body text check (char_length(body) between 1 and 30000 and house.is_clean(body)),
	tree jsonb check (tree is null or news.is_tree(tree)),
	cover uuid references news.images (id),
	search text,
	writers uuid[] check (cardinality(writers) >= 1),
	approved_by uuid references staff.officers (user_id),
	approved_at timestamptz,
	publish_at timestamptz,
	corrected_at timestamptz,
	withdrawn_at timestamptz,
	withdrawn_by uuid references staff.officers (user_id),
	reason text check (char_length(reason) between 1 and 500 and house.is_clean(reason)),
	-- The text that readers see is whole, and approved by somebody who wrote nothing of it.
	check (num_nulls(category, title, summary, body, tree, search, writers, approved_by, approved_at, publish_at) in (0, 10)),
	check (approved_by <> all (writers)),
	check (num_nulls(withdrawn_at, withdrawn_by, reason) in (0, 3)),
	check (withdrawn_at is null or publish_at <= withdrawn_at),
	check (corrected_at is null or publish_at <= corrected_at)
);
comment on table news.posts is 'Posts as readers see them; those that were never approved have no text here. Public from publish_at on, unless withdrawn.';
comment on column news.posts.slug is 'The address, of which the portal has one; fixed once readers saw it.';
comment on column news.posts.areas is 'Places that it is about; none: all of the unit''s.';
comment on column news.posts.writers is 'Whose words are in the text.';
create index posts_by_change on news.posts (unit, changed_at desc, id);
create index posts_public on news.posts (publish_at desc, slug) where approved_by is not null and withdrawn_at is null;
create index posts_of_campaign on news.posts (campaign, publish_at desc) where campaign is not null;
create index posts_search on news.posts using gin (search extensions.gin_trgm_ops);

create table news.workings (
	post uuid primary key references news.posts (id),
	version int not null check (version >= 1),
	stage text not null default 'draft' check (stage in ('draft', 'review')),
	category text not null references news.categories (category),
	areas text[] not null check (cardinality(areas) <= 60),
	campaign uuid references news.campaigns (id),
	title text not null check (char_length(title) <= 150 and house.is_clean(title)),
	summary text not null check (char_length(summary) <= 400 and house.is_clean(summary)),
	body text not null check (char_length(body) <= 30000 and house.is_clean(body)),
	tree jsonb not null check (news.is_tree(tree)),
	cover uuid references news.images (id),
	note text not null default '' check (char_length(note) <= 500 and house.is_clean(note)),
	writers uuid[] not null check (cardinality(writers) >= 1),
	editor uuid not null references staff.officers (user_id),
	edited_at timestamptz not null,
	sent_by uuid references staff.officers (user_id),
	sent_at timestamptz,
	remark text check (char_length(remark) between 1 and 500 and house.is_clean(remark)),
	remark_by uuid references staff.officers (user_id),
	remark_at timestamptz,
	check (stage = 'draft' or (num_nulls(sent_by, sent_at) = 0 and title <> '' and summary <> '' and body <> '')),
	check (num_nulls(remark, remark_by, remark_at) in (0, 3))
);
comment on table news.workings is 'The text of a post that somebody is writing: of a new one, or of a correction. It goes when it is approved or thrown away.';

create table news.corrections (
	post uuid not null references news.posts (id),
	place int not null check (place >= 1),
	at timestamptz not null default now(),
	note text not null check (char_length(note) between 1 and 500 and house.is_clean(note)),
	title text not null,
	summary text not null,
	body text not null,
	officer uuid not null references staff.officers (user_id),
	primary key (post, place)
);
comment on table news.corrections is 'What was corrected of posts that readers had seen: the note that they read, and the text before it. Written once.';
comment on column news.corrections.officer is 'Who approved it.';

create table news.events (
	id uuid primary key default gen_random_uuid(),
	post uuid not null,
	unit text not null references unit.units (code),
	at timestamptz not null default clock_timestamp(),
	officer uuid not null references staff.officers (user_id),
	what text not null check (what in (
		'written', 'sent', 'sent_back', 'approved', 'corrected', 'discarded', 'unscheduled', 'withdrawn'
	)),
	words text check (char_length(words) <= 500 and house.is_clean(words))
);
comment on table news.events is 'Who did what with a post; written once, and kept when a draft is thrown away.';
create index events_of_post on news.events (post, at);

alter table news.categories enable row level security;
alter table news.images enable row level security;
alter table news.image_files enable row level security;
alter table news.leftovers enable row level security;
alter table news.campaigns enable row level security;
alter table news.posts enable row level security;
alter table news.workings enable row level security;
alter table news.corrections enable row level security;
alter table news.events enable row level security;

create trigger corrections_are_written_once before update or delete on news.corrections
for each row execute function house.append_only();
create trigger events_are_written_once before update or delete on news.events
for each row execute function house.append_only();

-- --------------------------------------------------------------------------------------------------------------- readers

-- Whether readers see a post now. Its moment alone makes it public: no job has to run.
create function news.is_public(p news.posts)
returns boolean
language sql
stable
set search_path = ''
as $$
	select p.approved_by is not null and p.withdrawn_at is null and p.publish_at <= now();
$$;

-- A width of an image as the contract has it.
create function news.file(f news.image_files)
returns jsonb
language sql
immutable
set search_path = ''
as $$
	select jsonb_build_object('sha256', f.sha256, 'type', f.type, 'width', f.width, 'height', f.height);
$$;

-- An image with its widths, from narrow to wide; null for none.
create function news.image(id uuid)
returns jsonb
language sql
stable
set search_path = ''
as $$
	select jsonb_build_object(
		'id', i.id, 'alt', i.alt, 'width', i.width, 'height', i.height,
		'files', (select jsonb_agg(news.file(f) order by f.width) from news.image_files f where f.image = i.id and not f.share),
		'share', (select news.file(f) from news.image_files f where f.image = i.id and f.share)
	)
	from news.images i where i.id = $1;
$$;

create function news.images(ids uuid[])
returns jsonb
language sql
stable
set search_path = ''
as $$
	select coalesce(jsonb_agg(news.image(x.id) order by x.place), '[]')
	from unnest($1) with ordinality x (id, place)
	where exists (select 1 from news.images i where i.id = x.id);
$$;

create function news.unit_facts(code text)
returns jsonb
language sql
stable
set search_path = ''
as $$
	select jsonb_build_object('code', u.code, 'police_name', u.police_name, 'demo', u.demo) from unit.units u where u.code = $1;
$$;

-- A post as a list shows it. A campaign that nobody approved is not named.
create function news.listed(p news.posts)
returns jsonb
language sql
stable
set search_path = ''
as $$
	select jsonb_build_object(
		'slug', p.slug, 'category', p.category, 'title', p.title, 'summary', p.summary,
		'published_at', p.publish_at, 'corrected_at', p.corrected_at, 'areas', to_jsonb(p.areas),
		'unit', news.unit_facts(p.unit), 'cover', news.image(p.cover),
		'campaign', (
			select jsonb_build_object('slug', c.slug, 'name', c.name)
			from news.campaigns c where c.id = p.campaign and c.approved_by is not null
		)
	);
$$;

-- A post with its text.
create function news.article(p news.posts)
returns jsonb
language sql
stable
set search_path = ''
as $$
	select news.listed(p) || jsonb_build_object(
		'id', p.id, 'state', 'published', 'tree', p.tree, 'images', news.images(news.images_of(p.tree)),
		'corrections', coalesce((
			select jsonb_agg(jsonb_build_object('at', c.at, 'note', c.note) order by c.place)
			from news.corrections c where c.post = p.id
		), '[]')
	);
$$;

-- What everybody may read now.
create view news.readable with (security_invoker = true) as
select p.* from news.posts p
where p.approved_by is not null and p.withdrawn_at is null and p.publish_at <= now();

-- The unit that serves an area now. A post that names no place is about all that its unit serves.
create function news.served_by(area text)
returns text
language sql
stable
set search_path = ''
as $$
	select a.unit from unit.areas a where a.code = $1 and a.valid_to is null;
$$;

-- Refuses a filter that no contract lets through.
create function news.check_filter(unit text, category text, area text)
returns void
language plpgsql
stable
set search_path = ''
as $$
begin
	perform house.demand($1 is null or $1 ~ '^\d{5}$', 422, 'bad_format', 'unit');
	perform house.demand(
		$2 is null or exists (select 1 from news.categories c where c.category = $2), 422, 'bad_format', 'category'
	);
	perform house.demand($3 is null or $3 ~ '^\d{5}$', 422, 'bad_format', 'area');
end;
$$;

-- -------------------------------------------------------------------------------------------------------- readers' doors
-- Definers: nobody holds a right on the tables. What they show is in news.readable, or was.

create function public.news_list(unit text, category text, area text, campaign text, words text, before jsonb, size int)
returns jsonb
language plpgsql
stable
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
	server text := news.served_by(area);
	looked text[];
	before_at timestamptz;
	before_slug text;
	answer jsonb;
begin
	perform news.check_filter(unit, category, area);
	perform house.demand(size between 1 and 50, 422, 'out_of_range', 'size');
	perform house.demand(campaign is null or news.is_slug(campaign), 422, 'bad_format', 'campaign');
	if before is not null and jsonb_typeof(before) <> 'null' then
		perform house.strict(before, array['at', 'slug'], 'before');
		before_slug := before ->> 'slug';
		before_at := news.moment(before ->> 'at', 'before');
		perform house.demand(news.is_slug(before_slug), 422, 'bad_format', 'before');
	end if;
	-- Each word is looked for by itself; % and _ mean themselves.
	looked := array(
		select '%' || regexp_replace(w, '([\\%_])', '\\\1', 'g') || '%'
		from regexp_split_to_table(house.fold(house.text(words, 'words', 100)), '\s+') w
		where w <> '' limit 12
	);
	with found as (
		select p.* from news.readable p
		where (unit is null or p.unit = unit)
			and (category is null or p.category = category)
			and (area is null or area = any (p.areas) or (p.areas = '{}' and p.unit = server))
			and (before_at is null or (p.publish_at, p.slug) < (before_at, before_slug))
			and (campaign is null or p.campaign = (select c.id from news.campaigns c where c.slug = campaign and c.approved_by is not null))
			-- The first word by the index, the others among what it found.
			and p.search like coalesce(looked[1], '%') and p.search like all (looked)
		order by p.publish_at desc, p.slug desc
		limit size + 1
	), page as (
		select f.*, row_number() over (order by f.publish_at desc, f.slug desc) as nth from found f
	)
	select jsonb_build_object(
		'rows', coalesce(
			jsonb_agg(news.listed((select q from news.posts q where q.id = g.id)) order by g.nth) filter (where g.nth <= size), '[]'
		),
		'next', (
			select jsonb_build_object('at', l.publish_at, 'slug', l.slug) from page l
			where l.nth = size and exists (select 1 from page o where o.nth > size)
		)
	) into answer
	from page g;
	return answer;
end;
$$;

create function public.news_post(slug text)
returns jsonb
language plpgsql
stable
security definer
set search_path = ''
as $$
declare
	p news.posts;
begin
	perform house.demand(news.is_slug($1), 404, 'not_found', 'slug');
	select * into p from news.posts x where x.slug = $1 and x.approved_by is not null and x.publish_at <= now();
	perform house.demand(found, 404, 'not_found', 'slug');
	if p.withdrawn_at is not null then
		return jsonb_build_object(
			'state', 'withdrawn', 'slug', p.slug, 'withdrawn_at', p.withdrawn_at, 'reason', p.reason, 'unit', news.unit_facts(p.unit)
		);
	end if;
	return news.article(p);
end;
$$;

create function public.news_feed(unit text, category text, area text)
returns jsonb
language plpgsql
stable
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
	server text := news.served_by(area);
	answer jsonb;
begin
	perform news.check_filter(unit, category, area);
	select jsonb_build_object(
		'as_of', now(), 'rows', coalesce(jsonb_agg(news.article(p) order by p.publish_at desc, p.slug desc), '[]')
	) into answer
	from (
		select r.* from news.readable r
		where (unit is null or r.unit = unit)
			and (category is null or r.category = category)
			and (area is null or area = any (r.areas) or (r.areas = '{}' and r.unit = server))
		order by r.publish_at desc, r.slug desc
		limit 20
	) f
	join news.posts p on p.id = f.id;
	return answer;
end;
$$;

grant execute on function
	public.news_list(text, text, text, text, text, jsonb, int), public.news_post(text), public.news_feed(text, text, text)
to anon, authenticated;

-- -------------------------------------------------------------------------------------------------------------- editors

create function news.say(post uuid, me staff.officers, what text, words text default null)
returns void
language sql
set search_path = ''
as $$
	insert into news.events (post, unit, officer, what, words) values ($1, ($2).unit, ($2).user_id, $3, $4);
$$;

-- What a post is to the desk: its state, and whether a text of it is under work that readers do not see.
create function news.state_of(p news.posts, w news.workings, out state text, out editing text)
language sql
stable
set search_path = ''
as $$
	select
		case
			when p.withdrawn_at is not null then 'withdrawn'
			when p.approved_by is null then coalesce(w.stage, 'draft')
			when p.publish_at > now() then 'scheduled'
			else 'published'
		end,
		w.stage;
$$;

-- What commands answer.
create function news.stands(id uuid)
returns jsonb
language sql
stable
set search_path = ''
as $$
	select jsonb_build_object('state', s.state, 'editing', s.editing, 'version', coalesce(w.version, 0))
	from news.posts p
	left join news.workings w on w.post = p.id
	cross join lateral news.state_of(p, w) s
	where p.id = $1;
$$;

create function news.row(p news.posts, w news.workings)
returns jsonb
language sql
stable
set search_path = ''
as $$
	select jsonb_build_object(
		'id', p.id, 'slug', p.slug, 'state', s.state, 'editing', s.editing,
		'category', coalesce(w.category, p.category), 'title', coalesce(nullif(w.title, ''), p.title, ''),
		'author', queue.person(p.author), 'changed_at', p.changed_at, 'publish_at', p.publish_at
	)
	from news.state_of(p, w) s;
$$;

-- A post of the officer's unit, held until the end of the transaction. Refuses 404 `not_found`.
create function news.own(me staff.officers, id uuid)
returns news.posts
language plpgsql
set search_path = ''
as $$
declare
	p news.posts;
begin
	select * into p from news.posts x where x.id = $2 and x.unit = ($1).unit for update;
	perform house.demand(found, 404, 'not_found', 'id');
	return p;
end;
$$;

-- The text under work as it was seen. Refuses 409 `stale`.
create function news.seen(post uuid, version int)
returns news.workings
language plpgsql
set search_path = ''
as $$
declare
	w news.workings;
begin
	select * into w from news.workings x where x.post = $1 for update;
	perform house.demand(coalesce(w.version, 0) = $2 and w.post is not null, 409, 'stale', 'version');
	return w;
end;
$$;

-- A slug that no other post has: the one asked for, or the same with a number.
create function news.free_slug(post uuid, slug text)
returns text
language sql
stable
set search_path = ''
as $$
	select c.slug
	from generate_series(1, 10000) n
	cross join lateral (select case when n = 1 then $2 else rtrim(left($2, 74), '-') || '-' || n end as slug) c
	where not exists (select 1 from news.posts p where p.slug = c.slug and p.id <> $1) and not news.is_reserved(c.slug)
	order by n
	limit 1;
$$;

-- Whether readers saw a post once: its address stays, and what changes is told.
create function news.was_public(p news.posts)
returns boolean
language sql
stable
set search_path = ''
as $$
	select p.approved_by is not null and p.publish_at <= now();
$$;

-- -------------------------------------------------------------------------------------------------------- editors' doors
-- Definers: nobody holds a right on the tables. Each asks for the role first and stays within the officer's unit.

create function public.news_desk(state text, after jsonb, size int)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
	me staff.officers := staff.require(null, array['editor', 'lead']);
	after_at timestamptz;
	after_id uuid;
	answer jsonb;
begin
	perform house.demand(size between 1 and 100, 422, 'out_of_range', 'size');
	perform house.demand(
		state is null or state in ('draft', 'review', 'scheduled', 'published', 'withdrawn'), 422, 'bad_format', 'state'
	);
	if after is not null and jsonb_typeof(after) <> 'null' then
		perform house.strict(after, array['at', 'id'], 'after');
		perform house.demand(house.is_id(after -> 'id'), 422, 'bad_format', 'after');
		after_id := (after ->> 'id')::uuid;
		after_at := news.moment(after ->> 'at', 'after');
	end if;
	with mine as (
		select p.id, p.changed_at, s.state as stands, s.editing
		from news.posts p
		left join news.workings w on w.post = p.id
		cross join lateral news.state_of(p, w) s
		where p.unit = me.unit
	), page as (
		select m.*, row_number() over (order by m.changed_at desc, m.id) as nth
		from mine m
		-- A correction that waits for a second look is found among what waits.
		where (state is null or m.stands = state or (state = 'review' and m.editing = 'review'))
			and (after_at is null or m.changed_at < after_at or (m.changed_at = after_at and m.id > after_id))
		order by m.changed_at desc, m.id
		limit size + 1
	)
	select jsonb_build_object(
		'rows', coalesce((
			select jsonb_agg(news.row(p, w) order by g.nth)
			from page g join news.posts p on p.id = g.id left join news.workings w on w.post = p.id
			where g.nth <= size
		), '[]'),
		'next', (
			select jsonb_build_object('at', g.changed_at, 'id', g.id) from page g
			where g.nth = size and exists (select 1 from page o where o.nth > size)
		),
		'counts', (
			select jsonb_build_object(
				'draft', count(*) filter (where m.stands = 'draft'),
				'review', count(*) filter (where m.stands = 'review' or m.editing = 'review'),
				'scheduled', count(*) filter (where m.stands = 'scheduled'),
				'published', count(*) filter (where m.stands = 'published'),
				'withdrawn', count(*) filter (where m.stands = 'withdrawn')
			) from mine m
		),
		'campaigns', coalesce((
			select jsonb_agg(jsonb_build_object('id', c.id, 'slug', c.slug, 'name', c.name) order by c.from_day desc, c.id)
			from news.campaigns c where c.unit = me.unit
		), '[]'),
		'may_write', staff.holds(me.roles, 'editor')
	) into answer;
	return answer;
end;
$$;

create function public.news_open(id uuid)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
	me staff.officers := staff.require(null, array['editor', 'lead']);
	p news.posts;
	w news.workings;
begin
	select * into p from news.posts x where x.id = $1 and x.unit = me.unit;
	perform house.demand(found, 404, 'not_found', 'id');
	select * into w from news.workings x where x.post = $1;
	return news.row(p, w) || jsonb_build_object(
		'working', case when w.post is not null then jsonb_build_object(
			'category', w.category, 'areas', to_jsonb(w.areas), 'campaign', w.campaign, 'title', w.title, 'summary', w.summary,
			'body', w.body, 'cover', w.cover, 'note', w.note, 'tree', w.tree, 'version', w.version, 'stage', w.stage,
			'editor', queue.person(w.editor), 'edited_at', w.edited_at, 'sent_at', w.sent_at,
			'remark', case when w.remark is not null then
				jsonb_build_object('words', w.remark, 'officer', queue.person(w.remark_by), 'at', w.remark_at)
			end,
			'mine', me.user_id = any (w.writers)
		) end,
		'approved', case when p.approved_by is not null then jsonb_build_object(
			'category', p.category, 'areas', to_jsonb(p.areas), 'campaign', p.campaign, 'title', p.title, 'summary', p.summary,
			'body', p.body, 'cover', p.cover, 'note', '', 'tree', p.tree, 'officer', queue.person(p.approved_by), 'at', p.approved_at
		) end,
		'slug_fixed', news.was_public(p),
		'withdrawn', case when p.withdrawn_at is not null then
			jsonb_build_object('at', p.withdrawn_at, 'reason', p.reason, 'officer', queue.person(p.withdrawn_by))
		end,
		'corrections', coalesce((
			select jsonb_agg(jsonb_build_object('at', c.at, 'note', c.note, 'officer', queue.person(c.officer)) order by c.place)
			from news.corrections c where c.post = p.id
		), '[]'),
		'events', coalesce((
			select jsonb_agg(
				jsonb_build_object('at', e.at, 'officer', queue.person(e.officer), 'what', e.what, 'words', e.words) order by e.at desc, e.id
			)
			from (select * from news.events v where v.post = p.id order by v.at desc limit 100) e
		), '[]'),
		'images', news.images(array(
			select i.id from news.images i
			where i.unit = me.unit and (
				i.id in (p.cover, w.cover) or i.id = any (news.images_of(p.tree)) or i.id = any (news.images_of(w.tree))
				or i.id in (
					select l.id from news.images l where l.officer = me.user_id order by l.at desc limit 12
				)
			)
			order by i.at desc, i.id
		))
	);
end;
$$;

-- Keeps what is typed. For the edge, which makes the tree of the body with the officer's own token; what it made is checked by the
-- table. A post that was sent for a second look is a draft again once somebody writes in it.
create function public.news_save_write(key uuid, request jsonb, tree jsonb, made_slug text)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
	me staff.officers := staff.require('editor');
	answer jsonb := queue.once($1, 'news_save', request);
	this uuid;
	seen int;
	said jsonb := $2 -> 'text';
	typed text := $2 ->> 'slug';
	p news.posts;
	w news.workings;
	fresh news.workings;
begin
	if answer is not null then
		return answer;
	end if;
	perform house.strict($2, array['id', 'version', 'slug', 'text'], 'request');
	perform house.strict(
		said, array['category', 'areas', 'campaign', 'title', 'summary', 'body', 'cover', 'note'], 'text'
	);
	perform house.demand(house.is_id($2 -> 'id'), 422, 'bad_format', 'id');
	this := ($2 ->> 'id')::uuid;
	seen := house.number($2 -> 'version', 'version', 0, 1000000000);
	perform house.demand(news.is_tree($3), 422, 'bad_format', 'tree');
	perform house.demand(news.is_slug($4), 422, 'bad_format', 'slug');
	perform house.demand(typed is null or news.is_slug(typed), 422, 'bad_format', 'slug');

	fresh.title := coalesce(house.text(said ->> 'title', 'title', 150), '');
	fresh.summary := coalesce(house.text(said ->> 'summary', 'summary', 400), '');
	fresh.body := news.body(said ->> 'body', 'body');
	fresh.note := coalesce(house.text(said ->> 'note', 'note', 500), '');
	fresh.category := said ->> 'category';
	perform house.demand(
		exists (select 1 from news.categories c where c.category = fresh.category), 422, 'bad_format', 'category'
	);
	perform house.demand(jsonb_typeof(said -> 'areas') = 'array', 422, 'bad_format', 'areas');
	fresh.areas := array(
		select distinct a.code from unit.areas a
		where a.unit = me.unit and a.valid_to is null and said -> 'areas' ? a.code order by a.code
	);
	perform house.demand(
		cardinality(fresh.areas) = (select count(distinct e) from jsonb_array_elements(said -> 'areas') e), 422, 'unknown', 'areas'
	);
	if said ->> 'campaign' is not null then
		perform house.demand(house.is_id(said -> 'campaign'), 422, 'bad_format', 'campaign');
		fresh.campaign := (said ->> 'campaign')::uuid;
		perform house.demand(
			exists (select 1 from news.campaigns c where c.id = fresh.campaign and c.unit = me.unit), 422, 'unknown', 'campaign'
		);
	end if;
	if said ->> 'cover' is not null then
		perform house.demand(house.is_id(said -> 'cover'), 422, 'bad_format', 'cover');
		fresh.cover := (said ->> 'cover')::uuid;
		perform house.demand(
			exists (select 1 from news.images i where i.id = fresh.cover and i.unit = me.unit), 422, 'unknown', 'cover'
		);
	end if;
	-- A text names pictures of its own unit alone. Those it names are held, so that none is given up meanwhile.
	perform 1 from news.images i
	where i.unit = me.unit and (i.id = fresh.cover or i.id = any (news.images_of($3)))
	order by i.id
	for key share;
	perform house.demand(not exists (
		select 1 from unnest(news.images_of($3)) x where not exists (select 1 from news.images i where i.id = x and i.unit = me.unit)
	), 422, 'unknown', 'body');

	-- Two windows that begin one post make one row.
	insert into news.posts (id, unit, slug, author)
	values (this, me.unit, news.free_slug(this, $4), me.user_id)
	on conflict (id) do nothing;
	if found then
		perform news.say(this, me, 'written');
	end if;
	p := news.own(me, this);
	select * into w from news.workings x where x.post = this for update;
	perform house.demand(coalesce(w.version, 0) = seen, 409, 'stale', 'version');

	if news.was_public(p) then
		perform house.demand(typed is null or typed = p.slug, 409, 'slug_fixed', 'slug');
	elsif typed is not null then
		perform house.demand(
			not news.is_reserved(typed) and not exists (select 1 from news.posts o where o.slug = typed and o.id <> this),
			409, 'slug_taken', 'slug'
		);
		update news.posts set slug = typed, slug_typed = true where id = this;
	elsif p.approved_by is null and fresh.title <> '' then
		update news.posts set slug = news.free_slug(this, $4), slug_typed = false where id = this;
	end if;

	-- Every writer is remembered until somebody else approves: those of a text that waits for its moment, too, since nobody has
	-- read it yet.
	insert into news.workings (
		post, version, category, areas, campaign, title, summary, body, tree, cover, note, writers, editor, edited_at
	) values (
		this, 1, fresh.category, fresh.areas, fresh.campaign, fresh.title, fresh.summary, fresh.body, $3, fresh.cover, fresh.note,
		case
			when p.writers is null or news.was_public(p) or me.user_id = any (p.writers) then array[me.user_id]
			else p.writers || me.user_id
		end,
		me.user_id, now()
	)
	on conflict (post) do update set
		version = workings.version + 1, stage = 'draft', sent_by = null, sent_at = null,
		category = excluded.category, areas = excluded.areas, campaign = excluded.campaign, title = excluded.title,
		summary = excluded.summary, body = excluded.body, tree = excluded.tree, cover = excluded.cover, note = excluded.note,
		writers = case when me.user_id = any (workings.writers) then workings.writers else workings.writers || me.user_id end,
		editor = excluded.editor, edited_at = excluded.edited_at;
	update news.posts set changed_at = now() where id = this;
	select news.stands(this) || jsonb_build_object('slug', o.slug, 'edited_at', now()) into answer from news.posts o where o.id = this;
	return queue.remember($1, 'news_save', $2, answer);
exception
	when unique_violation then
		-- Two posts reached for one address at the same moment.
		perform house.refuse(409, 'slug_taken', 'slug');
end;
$$;

create function public.news_slug(id uuid, slug text)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
	me staff.officers := staff.require('editor');
	free text;
begin
	perform house.demand(news.is_slug($2), 422, 'bad_format', 'slug');
	free := news.free_slug($1, $2);
	return jsonb_build_object('slug', free, 'taken', free <> $2);
end;
$$;

create function public.news_send(key uuid, id uuid, version int)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
	me staff.officers := staff.require('editor');
	request jsonb := jsonb_build_array($2, $3);
	answer jsonb := queue.once($1, 'news_send', request);
	p news.posts;
	w news.workings;
begin
	if answer is not null then
		return answer;
	end if;
	p := news.own(me, $2);
	w := news.seen($2, $3);
	perform house.demand(w.stage = 'draft', 409, 'not_allowed');
	perform house.demand(w.title <> '', 422, 'required', 'title');
	perform house.demand(w.summary <> '', 422, 'required', 'summary');
	perform house.demand(w.body <> '', 422, 'required', 'body');
	perform house.demand(w.note <> '' or not news.was_public(p), 422, 'required', 'note');
	update news.workings x set stage = 'review', sent_by = me.user_id, sent_at = now(), remark = null, remark_by = null, remark_at = null
	where x.post = $2;
	update news.posts x set changed_at = now() where x.id = $2;
	perform news.say($2, me, 'sent');
	return queue.remember($1, 'news_send', request, news.stands($2));
end;
$$;

create function public.news_send_back(key uuid, id uuid, version int, remark text)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
	me staff.officers := staff.require(null, array['editor', 'lead']);
	request jsonb := jsonb_build_array($2, $3, $4);
	answer jsonb := queue.once($1, 'news_send_back', request);
	words text;
	w news.workings;
begin
	if answer is not null then
		return answer;
	end if;
	words := house.text($4, 'remark', 500, true);
	perform news.own(me, $2);
	w := news.seen($2, $3);
	perform house.demand(w.stage = 'review', 409, 'not_allowed');
	update news.workings x set stage = 'draft', sent_by = null, sent_at = null, remark = words, remark_by = me.user_id, remark_at = now()
	where x.post = $2;
	update news.posts x set changed_at = now() where x.id = $2;
	perform news.say($2, me, 'sent_back', words);
	return queue.remember($1, 'news_send_back', request, news.stands($2));
end;
$$;

-- The second pair of eyes: nobody approves what words of theirs are in. The post becomes public at its moment; what readers saw
-- already keeps its moment, and gets the note under it.
create function public.news_approve(key uuid, id uuid, version int, publish_at timestamptz)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
	me staff.officers := staff.require(null, array['editor', 'lead']);
	request jsonb := jsonb_build_array($2, $3, $4);
	answer jsonb := queue.once($1, 'news_approve', request);
	p news.posts;
	w news.workings;
	seen boolean;
begin
	if answer is not null then
		return answer;
	end if;
	p := news.own(me, $2);
	w := news.seen($2, $3);
	seen := news.was_public(p);
	perform house.demand(w.stage = 'review', 409, 'not_allowed');
	perform house.demand(me.user_id <> all (w.writers), 409, 'own_words');
	perform house.demand(w.note <> '' or not seen, 422, 'required', 'note');
	perform house.demand($4 is null or not seen, 409, 'published', 'publish_at');
	perform house.demand($4 is null or $4 between now() - interval '1 day' and now() + interval '1 year', 422, 'out_of_range', 'publish_at');
	if seen then
		insert into news.corrections (post, place, at, note, title, summary, body, officer)
		values (
			$2, (select count(*) + 1 from news.corrections c where c.post = $2), now(), w.note, p.title, p.summary, p.body, me.user_id
		);
	end if;
	update news.posts x set
		category = w.category, areas = w.areas, campaign = w.campaign, title = w.title, summary = w.summary, body = w.body,
		tree = w.tree, cover = w.cover, writers = w.writers,
		search = house.fold(concat_ws(' ', w.title, w.summary, news.words_of(w.tree))),
		approved_by = me.user_id, approved_at = now(),
		-- A moment that is over is now: nobody reads that a post is older than its approval.
		publish_at = case when seen then x.publish_at else greatest(coalesce($4, now()), now()) end,
		corrected_at = case when seen then now() end,
		withdrawn_at = null, withdrawn_by = null, reason = null, changed_at = now()
	where x.id = $2;
	delete from news.workings x where x.post = $2;
	perform news.say($2, me, case when seen then 'corrected' else 'approved' end, nullif(w.note, ''));
	return queue.remember($1, 'news_approve', request, news.stands($2));
end;
$$;

create function public.news_discard(key uuid, id uuid, version int)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
	me staff.officers := staff.require('editor');
	request jsonb := jsonb_build_array($2, $3);
	answer jsonb := queue.once($1, 'news_discard', request);
	p news.posts;
begin
	if answer is not null then
		return answer;
	end if;
	p := news.own(me, $2);
	perform news.seen($2, $3);
	delete from news.workings x where x.post = $2;
	if p.approved_by is null then
		delete from news.posts x where x.id = $2;
	else
		update news.posts x set changed_at = now() where x.id = $2;
	end if;
	perform news.say($2, me, 'discarded');
	return queue.remember($1, 'news_discard', request, '{"ok": true}');
end;
$$;

create function public.news_unschedule(key uuid, id uuid)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
	me staff.officers := staff.require(null, array['editor', 'lead']);
	request jsonb := jsonb_build_array($2);
	answer jsonb := queue.once($1, 'news_unschedule', request);
	p news.posts;
begin
	if answer is not null then
		return answer;
	end if;
	p := news.own(me, $2);
	perform house.demand(p.approved_by is not null, 409, 'not_allowed');
	perform house.demand(p.publish_at > now(), 409, 'published');
	-- Where a newer text is under work already, that one goes on.
	insert into news.workings (post, version, category, areas, campaign, title, summary, body, tree, cover, writers, editor, edited_at)
	values ($2, 1, p.category, p.areas, p.campaign, p.title, p.summary, p.body, p.tree, p.cover, p.writers, p.writers[1], now())
	on conflict (post) do nothing;
	update news.posts x set
		category = null, areas = '{}', campaign = null, title = null, summary = null, body = null, tree = null, cover = null,
		search = null, writers = null, approved_by = null, approved_at = null, publish_at = null, changed_at = now()
	where x.id = $2;
	perform news.say($2, me, 'unscheduled');
	return queue.remember($1, 'news_unschedule', request, news.stands($2));
end;
$$;

-- One officer is enough: what is wrong or hurts somebody goes at once.
create function public.news_withdraw(key uuid, id uuid, reason text)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
	me staff.officers := staff.require(null, array['editor', 'lead']);
	request jsonb := jsonb_build_array($2, $3);
	answer jsonb := queue.once($1, 'news_withdraw', request);
	words text;
	p news.posts;
begin
	if answer is not null then
		return answer;
	end if;
	words := house.text($3, 'reason', 500, true);
	p := news.own(me, $2);
	perform house.demand(news.is_public(p), 409, 'not_allowed');
	update news.posts x set withdrawn_at = now(), withdrawn_by = me.user_id, reason = words, changed_at = now() where x.id = $2;
	perform news.say($2, me, 'withdrawn', words);
	return queue.remember($1, 'news_withdraw', request, news.stands($2));
end;
$$;

-- Refuses 409 `too_many` from an officer's sixtieth picture within an hour on.
create function news.demand_few(officer uuid)
returns void
language plpgsql
stable
set search_path = ''
as $$
begin
	perform house.demand(
		(select count(*) < 60 from news.images i where i.officer = $1 and i.at > now() - interval '1 hour'), 409, 'too_many'
	);
end;
$$;

-- Whether an officer may bring an image now: asked by the edge before a byte is kept. The answer of the command, if it was done.
create function public.news_image_ready(key uuid, request jsonb)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
	me staff.officers := staff.require('editor');
	answer jsonb := queue.once($1, 'news_image', $2);
begin
	if answer is null then
		perform news.demand_few(me.user_id);
	end if;
	return answer;
end;
$$;

-- Writes down an image whose bytes lie in the bucket. For the edge, with the officer's own token.
create function public.news_image_write(key uuid, request jsonb, alt text, files jsonb)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
	me staff.officers := staff.require('editor');
	answer jsonb := queue.once($1, 'news_image', $2);
	words text;
	this uuid;
begin
	if answer is not null then
		return answer;
	end if;
	words := house.text($3, 'alt', 300, true);
	perform house.demand(jsonb_typeof($4) = 'array' and jsonb_array_length($4) between 2 and 4, 422, 'bad_format', 'files');
	perform pg_advisory_xact_lock(hashtextextended('news.leftovers', 0));
	-- Asked again now that nobody else writes one: many that came at once were all told that they may.
	perform news.demand_few(me.user_id);
	-- The same picture was given up before: its bytes may be on their way out, and are brought once more a little later.
	perform house.demand(
		not exists (
			select 1
			from news.leftovers l
			join jsonb_to_recordset($4) f (sha256 text, type text) on l.path = f.sha256 || '.' || f.type
			where l.asked_at > now() - interval '10 minutes'
		),
		503, 'busy'
	);
	delete from news.leftovers l
	using jsonb_to_recordset($4) f (sha256 text, type text)
	where l.path = f.sha256 || '.' || f.type;
	insert into news.images (unit, alt, width, height, officer)
	select me.unit, words, f.width, f.height, me.user_id
	from jsonb_to_recordset($4) f (width int, height int, share boolean) where not f.share order by f.width desc limit 1
	returning news.images.id into this;
	insert into news.image_files (image, sha256, type, width, height, bytes, share)
	select this, f.sha256, f.type, f.width, f.height, f.bytes, f.share
	from jsonb_to_recordset($4) f (sha256 text, type text, width int, height int, bytes int, share boolean);
	perform house.demand(
		(select count(*) = 1 from news.image_files f where f.image = this and f.share), 422, 'bad_format', 'files'
	);
	return queue.remember($1, 'news_image', $2, news.image(this));
exception
	when check_violation or unique_violation or not_null_violation then
		perform house.refuse(422, 'bad_format', 'files');
end;
$$;

-- The pictures that a text names: what readers see, what somebody writes, and what a correction has replaced.
create function news.named_images()
returns table (id uuid)
language sql
stable
set search_path = ''
as $$
	select p.cover from news.posts p where p.cover is not null
	union
	select w.cover from news.workings w where w.cover is not null
	union
	select unnest(news.images_of(p.tree)) from news.posts p where p.tree is not null
	union
	select unnest(news.images_of(w.tree)) from news.workings w
	union
	select m[1]::uuid
	from news.corrections c
	cross join regexp_matches(c.body, 'anh:([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})', 'g') m;
$$;

-- Gives up pictures that no text has named for a month; their files are then to be removed from storage. Part of what runs daily.
create function news.forget_images()
returns int
language plpgsql
set search_path = ''
as $$
declare
	gone uuid[];
begin
	perform pg_advisory_xact_lock(hashtextextended('news.leftovers', 0));
	update news.images i set spare_since = null
	where i.spare_since is not null and i.id in (select n.id from news.named_images() n);
	update news.images i set spare_since = house.local_day(now())
	where i.spare_since is null and i.id not in (select n.id from news.named_images() n);
	-- Whoever names one at this moment holds it: it stays. Whoever comes later finds none.
	gone := array(
		select i.id from news.images i where i.spare_since <= house.local_day(now()) - 30 order by i.id for update skip locked
	);
	gone := array(select x from unnest(gone) x except select n.id from news.named_images() n);
	with files as (
		delete from news.image_files f where f.image = any (gone) returning f.sha256 || '.' || f.type as path
	)
	insert into news.leftovers (path) select distinct f.path from files f on conflict do nothing;
	-- The same bytes may be a picture of another post as well.
	delete from news.leftovers l
	where exists (select 1 from news.image_files f where f.sha256 || '.' || f.type = l.path and f.image <> all (gone));
	delete from news.images i where i.id = any (gone);
	return cardinality(gone);
end;
$$;

-- For whoever holds the storage: what to remove, and that it is removed. Granted to service_role alone.
create function public.news_forget_images()
returns text[]
language plpgsql
security definer
set search_path = ''
as $$
begin
	perform pg_advisory_xact_lock(hashtextextended('news.leftovers', 0));
	update news.leftovers l set asked_at = now()
	where l.path in (select x.path from news.leftovers x order by x.path limit 1000);
	return array(select l.path from news.leftovers l where l.asked_at = now() order by l.path);
end;
$$;

create function public.news_images_gone(paths text[])
returns void
language sql
security definer
set search_path = ''
as $$
	delete from news.leftovers l where l.path = any (paths);
$$;

grant execute on function public.news_forget_images(), public.news_images_gone(text[]) to service_role;

create function public.news_image_alt(key uuid, image uuid, alt text)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
	me staff.officers := staff.require('editor');
	request jsonb := jsonb_build_array($2, $3);
	answer jsonb := queue.once($1, 'news_image_alt', request);
	words text;
begin
	if answer is not null then
		return answer;
	end if;
	words := house.text($3, 'alt', 300, true);
	update news.images i set alt = words where i.id = $2 and i.unit = me.unit;
	perform house.demand(found, 404, 'not_found', 'image');
	return queue.remember($1, 'news_image_alt', request, '{"ok": true}');
end;
$$;

grant execute on function
	public.news_desk(text, jsonb, int), public.news_open(uuid), public.news_save_write(uuid, jsonb, jsonb, text),
	public.news_slug(uuid, text), public.news_send(uuid, uuid, int), public.news_send_back(uuid, uuid, int, text),
	public.news_approve(uuid, uuid, int, timestamptz), public.news_discard(uuid, uuid, int), public.news_unschedule(uuid, uuid),
	public.news_withdraw(uuid, uuid, text), public.news_image_ready(uuid, jsonb),
	public.news_image_write(uuid, jsonb, text, jsonb), public.news_image_alt(uuid, uuid, text)
to authenticated;
