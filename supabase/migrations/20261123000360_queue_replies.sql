-- The desk's own words: replies that lie ready, checklists, mentions in notes, and drafts that outlive a crash.

create table queue.placeholders (
	name text primary key check (name ~ '^[a-z_]{2,30}$'),
	kinds text[] not null
);
comment on table queue.placeholders is 'What a ready reply may leave to be filled in from the open case, and for which kinds. The officer''s browser fills it in.';

insert into queue.placeholders (name, kinds) values
	('ten_don_vi', array['home_visit', 'call_back', 'tip', 'support', 'data_request', 'fund_statement']),
	('so_ho_so', array['home_visit', 'call_back', 'tip', 'support', 'data_request', 'fund_statement']),
	('duong_day_nong', array['home_visit', 'call_back', 'tip', 'support', 'data_request', 'fund_statement']),
	-- A sender is never told who reads a tip, nor a time that would tell when it was opened.
	('ten_can_bo', array['home_visit', 'call_back', 'support', 'data_request', 'fund_statement']),
	('ngay_nhan', array['home_visit', 'call_back', 'support', 'data_request', 'fund_statement']),
	('xa_phuong', array['home_visit', 'call_back', 'support']),
	('khung_gio', array['home_visit']),
	('so_nguoi', array['home_visit']);

create table queue.replies (
	id uuid primary key default gen_random_uuid(),
	unit text not null references unit.units (code),
	kind text not null references queue.kinds (kind),
	form text not null check (form in ('ask', 'return', 'note', 'cancel', 'answer')),
	states text[] not null default '{}',
	language text not null check (language in ('vi', 'en')),
	title text not null check (char_length(title) between 1 and 80 and house.is_clean(title)),
	body text not null check (char_length(body) between 1 and 1000 and house.is_clean(body)),
	retired_at timestamptz,
	check ((kind = 'tip') = (form = 'answer')),
	-- No longer than the field that it goes into.
	check (form not in ('return', 'cancel') or char_length(body) <= 500)
);
comment on table queue.replies is 'Replies that lie ready, by kind of case and form. Which of them was used is written nowhere.';
comment on column queue.replies.states is 'States of a case in which it is offered; empty: in all.';
create index replies_of_unit on queue.replies (unit, kind, form) where retired_at is null;

create table queue.checks (
	id uuid primary key default gen_random_uuid(),
	unit text not null references unit.units (code),
	-- What was done about a tip is said in its sealed notes alone.
	kind text not null references queue.kinds (kind) check (kind <> 'tip'),
	state text not null references queue.states (state),
	label text not null check (char_length(label) between 1 and 160 and house.is_clean(label)),
	place int not null check (place between 1 and 99),
	demanded_by text check (demanded_by ~ '^[a-z_]{1,40}$'),
	retired_at timestamptz
);
comment on table queue.checks is 'Checklists by kind and state of a case.';
comment on column queue.checks.demanded_by is 'The officer''s action that is refused until this is ticked; null: a reminder.';
create index checks_of_state on queue.checks (unit, kind, state) where retired_at is null;

create table queue.ticks (
	case_id uuid not null references queue.cases (id),
	item uuid not null references queue.checks (id),
	officer uuid not null references staff.officers (user_id),
	at timestamptz not null default clock_timestamp(),
	primary key (case_id, item)
);
comment on table queue.ticks is 'What of a checklist is done, by whom and when; the events beside it keep what was taken back.';

create table queue.mentions (
	note uuid not null references queue.notes (id),
	officer uuid not null references staff.officers (user_id),
	read_at timestamptz,
	primary key (note, officer)
);
comment on table queue.mentions is 'Who is called by name in a note. Read when the case is opened.';
create index mentions_unread on queue.mentions (officer) where read_at is null;
create index mentions_of_officer on queue.mentions (officer, note);

create table queue.drafts (
	officer uuid not null references staff.officers (user_id),
	case_id uuid not null references queue.cases (id),
	form text not null check (form in ('note', 'ask', 'return', 'cancel')),
	body text not null check (char_length(body) between 1 and 2000 and house.is_clean(body)),
	tab uuid not null,
	at timestamptz not null,
	primary key (officer, case_id, form)
);
comment on table queue.drafts is 'What an officer is typing: their own, one a form of a case. Gone when it is sent, with the personal data, and after two weeks.';
comment on column queue.drafts.tab is 'The window that wrote it last, so that another one is told.';
create index drafts_by_age on queue.drafts (at);
create index drafts_of_case on queue.drafts (case_id);

alter table queue.placeholders enable row level security;
alter table queue.replies enable row level security;
alter table queue.checks enable row level security;
alter table queue.ticks enable row level security;
alter table queue.mentions enable row level security;
alter table queue.drafts enable row level security;

-- ------------------------------------------------------------------------------------------------------------- functions

-- Refuses 422 `unknown_placeholder` where a text leaves something to be filled in that a case of this kind has not.
create function queue.check_placeholders(kind text, body text, field text)
returns void
language plpgsql
stable
set search_path = ''
as $$
begin
	-- A brace that opens none is a slip of the hand, and would reach the citizen as it is.
	perform house.demand(
		regexp_replace(body, '\{[a-z_]{2,30}\}', '', 'g') !~ '[{}]'
		and not exists (
			select 1
			from regexp_matches(body, '\{([a-z_]{2,30})\}', 'g') m (found)
			where not exists (
				select 1 from queue.placeholders p where p.name = m.found[1] and check_placeholders.kind = any (p.kinds)
			)
		),
		422, 'unknown_placeholder', field
	);
end;
$$;

-- A reply as pages have it.
create function queue.reply_face(r queue.replies)
returns jsonb
language sql
immutable
set search_path = ''
as $$
	select jsonb_build_object(
		'id', r.id, 'kind', r.kind, 'form', r.form, 'states', to_jsonb(r.states), 'language', r.language,
		'title', r.title, 'body', r.body, 'retired', r.retired_at is not null
	);
$$;

-- The checklist of a case as it stands: what its state asks, and what was ticked before.
create function queue.checks_of(c queue.cases)
returns jsonb
language sql
stable
set search_path = ''
as $$
	select coalesce(
		jsonb_agg(
			jsonb_build_object(
				'id', k.id, 'label', k.label, 'state', k.state, 'demanded_by', k.demanded_by,
				'tick', case when t.item is not null then jsonb_build_object('officer', queue.person(t.officer), 'at', t.at) end
			)
			order by k.place, k.label, k.id
		),
		'[]'
	)
	from queue.checks k
	left join queue.ticks t on t.item = k.id and t.case_id = c.id
	where k.unit = c.unit and k.kind = c.kind and (t.item is not null or (k.state = c.state and k.retired_at is null));
$$;

-- Refuses 409 `checks_missing` while something that the unit demands before this action is not ticked.
create function queue.demand_checks(c queue.cases, action text)
returns void
language plpgsql
stable
set search_path = ''
as $$
begin
	perform house.demand(
		not exists (
			select 1
			from queue.checks k
			where k.unit = c.unit and k.kind = c.kind and k.state = c.state and k.demanded_by = $2 and k.retired_at is null
				and not exists (select 1 from queue.ticks t where t.item = k.id and t.case_id = c.id)
		),
		409, 'checks_missing'
	);
end;
$$;

-- Officers who may be called by name in a note of this case: active, and able to open it.
create function queue.mentionable(c queue.cases)
returns setof staff.officers
language sql
stable
set search_path = ''
as $$
	select o.*
	from staff.officers o
	where o.unit = c.unit and o.disabled_at is null and not 'collaborator' = any (o.roles) and queue.reaches(o, c);
$$;

-- Calls officers by name in a note. Refuses 409 `out_of_reach` for who may not know of the case.
create function queue.mention(c queue.cases, note uuid, officers uuid[])
returns void
language plpgsql
set search_path = ''
as $$
begin
	if coalesce(cardinality(officers), 0) = 0 then
		return;
	end if;
	perform house.demand(cardinality(officers) <= 20, 422, 'too_many', 'mentions');
	perform house.demand(
		not exists (
			select 1 from unnest(officers) u (id) where not exists (select 1 from queue.mentionable(c) o where o.user_id = u.id)
		),
		409, 'out_of_reach'
	);
	insert into queue.mentions (note, officer) select distinct $2, u.id from unnest(officers) u (id);
end;
$$;

-- Whoever opens a case has read what calls them there.
create function queue.read_mentions(case_id uuid, officer uuid)
returns void
language sql
set search_path = ''
as $$
	update queue.mentions m set read_at = clock_timestamp()
	from queue.notes n
	where m.officer = $2 and m.read_at is null and n.id = m.note and n.case_id = $1;
$$;

-- What the calling officer has not sent yet about a case.
create function queue.drafts_of(case_id uuid)
returns jsonb
language sql
stable
set search_path = ''
as $$
	select coalesce(jsonb_agg(jsonb_build_object('form', d.form, 'body', d.body, 'at', d.at) order by d.form), '[]')
	from queue.drafts d
	where d.case_id = $1 and d.officer = auth.uid();
$$;

-- Drafts are no archive: what was not sent for two weeks goes.
create function queue.forget_drafts()
returns int
language sql
set search_path = ''
as $$
	with gone as (delete from queue.drafts d where d.at < now() - interval '14 days' returning 1)
	select count(*)::int from gone;
$$;

-- What was said is a draft no longer, whichever door it went through.
create function queue.drop_draft()
returns trigger
language plpgsql
set search_path = ''
as $$
begin
	delete from queue.drafts d where d.officer = new.officer and d.case_id = new.case_id and d.form = new.code;
	return null;
end;
$$;
create trigger said_is_no_draft after insert on queue.events
for each row when (new.officer is not null) execute function queue.drop_draft();

-- ---------------------------------------------------------------------------------------------------------------- doors

-- The replies of the officer's unit with what fills them in; all at once, so that nobody learns which one is used, least of
-- all of a tip. Definer: officers read no table.
create function public.queue_replies()
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
	officer staff.officers := staff.require();
begin
	return jsonb_build_object(
		'unit', (
			select jsonb_build_object('name', u.police_name, 'hotline', u.hotline) from unit.units u where u.code = officer.unit
		),
		'officer', officer.name,
		'replies', coalesce((
			select jsonb_agg(queue.reply_face(r) order by r.title, r.id)
			from queue.replies r where r.unit = officer.unit and r.retired_at is null
		), '[]')
	);
end;
$$;
grant execute on function public.queue_replies() to authenticated;

-- All that the lead may edit here. Definer as above.
create function public.queue_desk_words()
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
	officer staff.officers := staff.require('lead');
begin
	return jsonb_build_object(
		'replies', coalesce((
			select jsonb_agg(queue.reply_face(r) order by r.kind, r.form, r.language desc, r.title, r.id)
			from queue.replies r where r.unit = officer.unit
		), '[]'),
		'checks', coalesce((
			select jsonb_agg(
				jsonb_build_object(
					'id', k.id, 'kind', k.kind, 'state', k.state, 'label', k.label, 'place', k.place,
					'demanded_by', k.demanded_by, 'retired', k.retired_at is not null
				)
				order by k.kind, k.state, k.place, k.label, k.id
			)
			from queue.checks k where k.unit = officer.unit
		), '[]'),
		'placeholders', (
			select jsonb_agg(jsonb_build_object('name', p.name, 'kinds', to_jsonb(p.kinds)) order by p.name)
			from queue.placeholders p
		),
		-- What a checklist may be asked for by: the steps of each kind, from each state.
		'steps', (
			select jsonb_agg(distinct jsonb_build_object('kind', t.kind, 'state', t.from_state, 'action', t.action))
			from queue.transitions t where t.who = 'officer' and t.kind <> 'tip'
		)
	);
end;
$$;
grant execute on function public.queue_desk_words() to authenticated;

-- Writes a reply, or a new one where `reply` is null. Definer as above; leads alone.
create function public.queue_reply_save(
	key uuid, reply uuid, kind text, form text, states text[], language text, title text, body text, retired boolean
)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
	officer staff.officers := staff.require('lead');
	request jsonb := jsonb_build_array($2, $3, $4, to_jsonb($5), $6, $7, $8, $9);
	answer jsonb := queue.once($1, 'queue_reply_save', request);
	said text := house.text($8, 'body', case when $4 in ('return', 'cancel') then 500 else 1000 end, true);
	saved uuid;
begin
	if answer is not null then
		return answer;
	end if;
	perform house.demand(exists (select 1 from queue.kinds k where k.kind = $3), 422, 'bad_format', 'kind');
	perform house.demand($4 in ('ask', 'return', 'note', 'cancel', 'answer'), 422, 'bad_format', 'form');
	perform house.demand(($3 = 'tip') = ($4 = 'answer'), 422, 'bad_format', 'form');
	perform house.demand(
		$5 is not null and not exists (
			select 1 from unnest($5) u (state) where not exists (select 1 from queue.states s where s.state = u.state)
		),
		422, 'bad_format', 'states'
	);
	perform house.demand($6 in ('vi', 'en'), 422, 'bad_format', 'language');
	perform queue.check_placeholders($3, said, 'body');
	if $2 is null then
		insert into queue.replies (unit, kind, form, states, language, title, body, retired_at)
		values (officer.unit, $3, $4, $5, $6, house.text($7, 'title', 80, true), said, case when $9 then now() end)
		returning id into saved;
	else
		update queue.replies r set
			kind = $3, form = $4, states = $5, language = $6, title = house.text($7, 'title', 80, true), body = said,
			retired_at = case when $9 then coalesce(r.retired_at, now()) end
		where r.id = $2 and r.unit = officer.unit
		returning r.id into saved;
		perform house.demand(saved is not null, 404, 'not_found');
	end if;
	return queue.remember($1, 'queue_reply_save', request, jsonb_build_object('id', saved));
end;
$$;
grant execute on function public.queue_reply_save(uuid, uuid, text, text, text[], text, text, text, boolean) to authenticated;

-- Writes an item of a checklist, or a new one where `item` is null. Definer as above; leads alone.
create function public.queue_check_save(
	key uuid, item uuid, kind text, state text, label text, place int, demanded_by text, retired boolean
)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
	officer staff.officers := staff.require('lead');
	request jsonb := jsonb_build_array($2, $3, $4, $5, $6, $7, $8);
	answer jsonb := queue.once($1, 'queue_check_save', request);
	said text := house.text($5, 'label', 160, true);
	saved uuid;
begin
	if answer is not null then
		return answer;
	end if;
	perform house.demand($3 <> 'tip' and exists (select 1 from queue.kinds k where k.kind = $3), 422, 'bad_format', 'kind');
	-- A state that no officer ever finds such a case in would ask for what nobody can do.
	perform house.demand(
		exists (select 1 from queue.transitions t where t.kind = $3 and t.from_state = $4), 422, 'bad_format', 'state'
	);
	perform house.demand(
		$7 is null or exists (
			select 1 from queue.transitions t
			where t.kind = $3 and t.from_state = $4 and t.who = 'officer' and t.action = $7
		),
		422, 'bad_format', 'demanded_by'
	);
	perform house.demand($6 between 1 and 99, 422, 'out_of_range', 'place');
	if $2 is null then
		insert into queue.checks (unit, kind, state, label, place, demanded_by, retired_at)
		values (officer.unit, $3, $4, said, $6, $7, case when $8 then now() end)
		returning id into saved;
	else
		update queue.checks k set
			kind = $3, state = $4, label = said, place = $6, demanded_by = $7,
			retired_at = case when $8 then coalesce(k.retired_at, now()) end
		where k.id = $2 and k.unit = officer.unit
		returning k.id into saved;
		perform house.demand(saved is not null, 404, 'not_found');
	end if;
	return queue.remember($1, 'queue_check_save', request, jsonb_build_object('id', saved));
end;
$$;
grant execute on function public.queue_check_save(uuid, uuid, text, text, text, int, text, boolean) to authenticated;

-- Ticks an item of the checklist, or takes the tick back; an event says which, once. It decides nothing that another officer
-- could have decided, so it needs no version. Definer as above.
create function public.queue_tick(key uuid, id uuid, item uuid, done boolean)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
	me staff.officers := staff.require();
	request jsonb := jsonb_build_array($2, $3, $4);
	answer jsonb := queue.once($1, 'queue_tick', request);
	c queue.cases;
begin
	if answer is not null then
		return answer;
	end if;
	c := queue.mine(me, $2);
	select x.* into c from queue.cases x where x.id = $2 for update;
	perform house.demand($4 is not null, 422, 'required', 'done');
	perform house.demand(c.ended_at is null, 409, 'not_allowed');
	perform house.demand(
		exists (
			select 1 from queue.checks k
			where k.id = $3 and k.unit = c.unit and k.kind = c.kind and k.state = c.state and k.retired_at is null
		),
		409, 'not_allowed'
	);
	if $4 then
		insert into queue.ticks (case_id, item, officer) values ($2, $3, me.user_id) on conflict do nothing;
	else
		delete from queue.ticks t where t.case_id = $2 and t.item = $3;
	end if;
	if found then
		perform queue.note_event($2, case when $4 then 'tick' else 'untick' end, 'officer', me.user_id, jsonb_build_object('item', $3));
	end if;
	return queue.remember($1, 'queue_tick', request, queue.answer(c), $2);
end;
$$;
grant execute on function public.queue_tick(uuid, uuid, uuid, boolean) to authenticated;

-- Who may be called by name in a note of this case. Definer as above.
create function public.queue_mentionable(id uuid)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
	officer staff.officers := staff.require();
	c queue.cases := queue.mine(officer, $1);
begin
	-- Who is called in a sealed note would be told to the server: there nobody is.
	perform house.demand(c.kind <> 'tip', 409, 'not_allowed');
	return jsonb_build_object('officers', coalesce((
		select jsonb_agg(queue.person(o.user_id) order by staff.given_name(o.name), o.name, o.user_id)
		from queue.mentionable(c) o where o.user_id <> officer.user_id
	), '[]'));
end;
$$;
grant execute on function public.queue_mentionable(uuid) to authenticated;

-- Notes that call the officer by name, newest first, of cases that they still reach; `unread` of all pages. Definer as above.
create function public.queue_mentions(after jsonb, size int)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
	me staff.officers := staff.require();
	after_at timestamptz;
	after_note uuid;
	lines jsonb;
begin
	perform house.demand($2 between 0 and 100, 422, 'out_of_range', 'size');
	if $1 is not null and jsonb_typeof($1) <> 'null' then
		perform house.strict($1, array['at', 'note'], 'after');
		begin
			after_at := ($1 ->> 'at')::timestamptz;
			after_note := ($1 ->> 'note')::uuid;
		exception
			when data_exception then
				perform house.refuse(422, 'bad_format', 'after');
		end;
		perform house.demand(after_at is not null and after_note is not null, 422, 'required', 'after');
	end if;
	select coalesce(jsonb_agg(x.line order by x.at desc, x.id desc), '[]') into lines
	from (
		select n.at, n.id, jsonb_build_object(
			'note', n.id, 'at', n.at, 'officer', queue.person(n.officer), 'body', n.body, 'read_at', m.read_at,
			'case', c.id, 'reference', c.reference, 'kind', c.kind, 'state', c.state
		) as line
		from queue.mentions m
		join queue.notes n on n.id = m.note
		join queue.cases c on c.id = n.case_id
		where m.officer = me.user_id and queue.reaches(me, c)
			and (after_at is null or (n.at, n.id) < (after_at, after_note))
		order by n.at desc, n.id desc
		limit $2 + 1
	) x;
	return jsonb_build_object(
		'unread', (
			select count(*)
			from queue.mentions m
			join queue.notes n on n.id = m.note
			join queue.cases c on c.id = n.case_id
			where m.officer = me.user_id and m.read_at is null and queue.reaches(me, c)
		),
		'rows', case when jsonb_array_length(lines) > $2 then lines - $2 else lines end,
		'next', case when $2 > 0 and jsonb_array_length(lines) > $2 then
			jsonb_build_object('at', lines -> ($2 - 1) -> 'at', 'note', lines -> ($2 - 1) -> 'note')
		end
	);
end;
$$;
grant execute on function public.queue_mentions(jsonb, int) to authenticated;

-- Keeps what is being typed: the officer's own, one row a form of a case, the last window wins. `known`: when this window last
-- saw the draft; `replaced` says that another window had written meanwhile. An empty text forgets it. Writing the same again
-- changes nothing, so it takes no key: a key for every pause in typing would fill the commands. Never of a tip, whose words lie
-- sealed or nowhere. Definer as above.
create function public.queue_draft_save(id uuid, form text, body text, tab uuid, known timestamptz)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
	me staff.officers := staff.require();
	c queue.cases := queue.mine(me, $1);
	typed text := normalize(replace($3, E'\r\n', E'\n'), nfc);
	there queue.drafts;
	-- To the millisecond, as browsers know it.
	saved timestamptz := date_trunc('milliseconds', clock_timestamp());
begin
	perform house.demand(c.kind <> 'tip' and c.erased_sensitive_at is null, 409, 'not_allowed');
	perform house.demand($2 in ('note', 'ask', 'return', 'cancel'), 422, 'bad_format', 'form');
	perform house.demand($4 is not null, 422, 'required', 'tab');
	perform house.demand(typed is not null, 422, 'required', 'body');
	perform house.demand(char_length(typed) <= 2000, 422, 'too_long', 'body');
	perform house.demand(house.is_clean(typed), 422, 'bad_characters', 'body');
	-- Two tabs that begin one text at once are one after the other: the second is told of the first.
	perform pg_advisory_xact_lock(hashtextextended(concat_ws(' ', 'queue.drafts', me.user_id, $1, $2), 0));
	select * into there from queue.drafts d where d.officer = me.user_id and d.case_id = $1 and d.form = $2;
	if typed = '' then
		delete from queue.drafts d where d.officer = me.user_id and d.case_id = $1 and d.form = $2;
		saved := null;
	else
		insert into queue.drafts as d (officer, case_id, form, body, tab, at)
		values (me.user_id, $1, $2, typed, $4, saved)
		on conflict on constraint drafts_pkey do update set body = excluded.body, tab = excluded.tab, at = excluded.at;
	end if;
	return jsonb_build_object(
		'at', saved,
		'replaced', coalesce(there.tab <> $4 and there.body <> typed and there.at is distinct from $5, false)
	);
end;
$$;
grant execute on function public.queue_draft_save(uuid, text, text, uuid, timestamptz) to authenticated;

-- ------------------------------------------------------------------------------------------- what a unit begins with

-- Gives a unit the house's own replies and checklists, which its lead then makes their own. Once: a unit that has any keeps them.
create function queue.give_words(unit text)
returns void
language plpgsql
set search_path = ''
as $$
begin
	if exists (select 1 from queue.replies r where r.unit = $1) or exists (select 1 from queue.checks k where k.unit = $1) then
		return;
	end if;
	insert into queue.replies (unit, kind, form, states, language, title, body)
	select $1, v.*
	from (values
		('home_visit', 'ask', array['held', 'waiting'], 'vi', 'Hỏi đường đến nhà',
			'Kính chào ông/bà. Để tổ công tác tìm được nhà, xin ông/bà cho biết nhà ở gần trường học, chợ hay nhà văn hóa thôn nào. Ông/bà trả lời ngay tại trang này hoặc gọi {duong_day_nong}.'),
		('home_visit', 'ask', array[]::text[], 'vi', 'Hỏi giấy tờ đang có',
			'Kính chào ông/bà. Về hồ sơ {so_ho_so}: người được phục vụ hiện còn giữ giấy tờ nào (thẻ cũ, giấy khai sinh, giấy xác nhận cư trú)? Nếu không còn giấy tờ nào cũng không sao, xin ông/bà cứ nói để {ten_don_vi} chuẩn bị.'),
		('home_visit', 'ask', array['confirmed'], 'vi', 'Nhắc lại khung giờ đã hẹn',
			'Tổ công tác sẽ đến trong khung giờ {khung_gio}. Nếu gia đình không ở nhà được, xin ông/bà đổi giờ tại trang này hoặc gọi {duong_day_nong}.'),
		('home_visit', 'return', array[]::text[], 'vi', 'Số điện thoại chưa đúng',
			'{ten_don_vi} đã gọi số ông/bà ghi nhưng không liên lạc được. Xin ông/bà ghi lại số điện thoại đang dùng. Khung giờ đã giữ vẫn là của ông/bà.'),
		('home_visit', 'return', array[]::text[], 'vi', 'Tên hoặc ngày sinh chưa khớp',
			'Họ tên hoặc ngày sinh đã ghi chưa khớp với dữ liệu dân cư. Xin ông/bà xem lại giấy tờ và ghi đúng như trên giấy tờ. Nếu khó, ông/bà gọi {duong_day_nong}, cán bộ sẽ ghi giúp.'),
		('home_visit', 'cancel', array[]::text[], 'vi', 'Hẹn làm tại trụ sở',
			'Theo yêu cầu của gia đình, việc cấp căn cước sẽ làm tại trụ sở {ten_don_vi}. Hồ sơ {so_ho_so} kết thúc tại đây; khi cần cán bộ đến nhà, ông/bà đặt lịch lại lúc nào cũng được.'),
		('home_visit', 'note', array[]::text[], 'vi', 'Đã xem giấy tờ qua điện thoại',
			'Đã hỏi qua điện thoại: giấy tờ gia đình đang giữ gồm …; người ở nhà tiếp tổ công tác là …'),
		('call_back', 'ask', array[]::text[], 'vi', 'Hỏi giờ tiện nghe máy',
			'{ten_don_vi} đã gọi mà chưa gặp được ông/bà. Xin ông/bà cho biết giờ nào tiện nghe máy. Cán bộ gọi từ số {duong_day_nong}.'),
		('call_back', 'note', array[]::text[], 'vi', 'Đã hướng dẫn qua điện thoại',
			'Đã hướng dẫn qua điện thoại; người gọi không cần đặt lịch đến nhà.'),
		('tip', 'answer', array[]::text[], 'vi', 'Đã nhận và đang xem',
			'{ten_don_vi} đã đọc tin của ông/bà và đang xem xét. Khi cần biết thêm, cán bộ sẽ hỏi ngay tại đây; ông/bà không phải cho biết mình là ai.'),
		('tip', 'answer', array[]::text[], 'vi', 'Nhắc giữ an toàn',
			'Xin ông/bà giữ an toàn cho mình: không tự tìm hiểu thêm, không đối chất. Nếu có nguy hiểm ngay, hãy gọi 113.'),
		('tip', 'answer', array[]::text[], 'vi', 'Hỏi thời gian và nơi xảy ra',
			'Ông/bà có nhớ việc đó xảy ra vào khoảng ngày nào, giờ nào và ở đâu không? Chỉ cần nói điều ông/bà biết chắc; không rõ thì để trống.'),
		('home_visit', 'ask', array[]::text[], 'en', 'Ask for the way to the house',
			'Good day. So that our team finds the house, please tell us which school, market or community house is near. You can answer on this page or call {duong_day_nong}.'),
		('home_visit', 'return', array[]::text[], 'en', 'The phone number does not answer',
			'We could not reach you on the number you gave. Please write the number you use now. The time that is held stays yours.'),
		('home_visit', 'cancel', array[]::text[], 'en', 'To be done at the station',
			'As the family asked, the card will be made at the station of {ten_don_vi}. Case {so_ho_so} ends here; you can book a visit again at any time.'),
		('call_back', 'ask', array[]::text[], 'en', 'Ask when to call',
			'We called and did not reach you. Please tell us when you can answer. We call from {duong_day_nong}.'),
		('tip', 'answer', array[]::text[], 'en', 'Read, and looked into',
			'We have read what you sent and are looking into it. If we need to know more we ask here; you need not say who you are.')
	) v (kind, form, states, language, title, body);
	insert into queue.checks (unit, kind, state, label, place, demanded_by)
	select $1, v.*
	from (values
		('home_visit', 'held', 'Hỏi lại ai ở nhà và ai ký thay nếu người được phục vụ không tự làm được', 1, null),
		('home_visit', 'held', 'Nhắc gia đình: cán bộ không thu tiền, không xin mã OTP', 2, null),
		('home_visit', 'confirmed', 'Đã nói hai từ nhận ra nhau cho gia đình', 1, null),
		('home_visit', 'confirmed', 'Bộ thiết bị đã sạc đủ và đã thử', 2, null),
		('home_visit', 'captured', 'Hỏi ai nhận thẻ và nhận ở đâu', 1, null),
		('call_back', 'to_call', 'Nói rõ tên đơn vị trước khi hỏi bất cứ điều gì', 1, null),
		('call_back', 'to_call', 'Hỏi có người già yếu, khuyết tật cần đến nhà hay không', 2, null)
	) v (kind, state, label, place, demanded_by);
end;
$$;
