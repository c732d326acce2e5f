-- What is kept of persons, for how long, and what was erased: a list that the catalogue is held against, counts that do not ask
-- the jobs themselves, and a log by which a restored copy forgets again.

create schema erasures;
comment on schema erasures is 'What is kept of persons and for how long, what was erased and when. No data of anybody.';

create table erasures.kinds (
	kind text primary key,
	place int not null unique,
	-- Null: no job erases it.
	job text,
	check (job ~ '^[a-z]+\.[a-z_]+$')
);
comment on table erasures.kinds is 'Kinds of what is kept of persons, by what ends their time, and the function that erases them then.';

insert into erasures.kinds (kind, place, job) values
	-- So many days after the card was delivered or the case closed, as the unit has set.
	('sensitive', 1, 'booking.retain'), ('contact', 2, 'booking.retain'), ('request', 3, 'queue.retain_data_requests'),
	('tip', 4, 'tips.retain'), ('keeper', 5, 'booking.sweep'),
	-- A day, a day, a day, 7, 14, 30 and 30 days.
	('hold', 6, 'booking.sweep'), ('caller', 7, 'booking.sweep'), ('part', 8, 'tips.forget_parts'),
	('answer', 9, 'queue.forget_commands'), ('draft', 10, 'queue.forget_drafts'), ('tail', 11, 'notify.retain'),
	('invitation', 12, 'erasures.forget_invitations'),
	-- Until the lead decides; until the browser unfollows or is gone; as long as officers answer for what they did; for ten years, by the law on
	-- accounting; what the unit has published under its name.
	('package', 13, null), ('follow', 14, null), ('officer', 15, null), ('books', 16, null), ('published', 17, null);

create table erasures.holds (
	relation text not null,
	kind text not null references erasures.kinds (kind),
	columns text[] not null check (cardinality(columns) > 0),
	primary key (relation, kind)
);
comment on table erasures.holds is 'Every column that holds something of a person, by kind; supabase/tests/retention.test.ts holds it against the catalogue.';

insert into erasures.holds (relation, kind, columns) values
	('booking.people', 'sensitive', '{needs,birth_year,birth_month,birth_day,old_number,lacks_capacity,outcome_note}'),
	('booking.people', 'contact', '{name,representative_name,representative_relation,receiver}'),
	('booking.visits', 'sensitive', '{papers}'),
	(
		'booking.visits', 'contact',
		'{booker_name,booker_phone,at_home_name,at_home_phone,landmark,address,permanent_elsewhere}'
	),
	('booking.call_backs', 'sensitive', '{about}'),
	('booking.call_backs', 'contact', '{name,phone}'),
	('booking.readiness', 'sensitive', '{power,seat,papers,home}'),
	('booking.gatherings', 'keeper', '{keeper_name,keeper_phone,note}'),
	('booking.caller_lookups', 'caller', '{phone}'),
	('support.requests', 'sensitive', '{hardship,story,wants,reason}'),
	('support.requests', 'contact', '{family_name,family_phone,asker_name,asker_phone,landmark}'),
	('support.visits', 'sensitive', '{needs,note}'),
	('support.given', 'sensitive', '{goods}'),
	('queue.event_bodies', 'sensitive', '{body}'),
	('queue.notes', 'sensitive', '{body}'),
	('queue.questions', 'sensitive', '{body,answer}'),
	('queue.handover_lines', 'sensitive', '{body}'),
	('queue.link_rows', 'sensitive', '{rows}'),
	('queue.read_reasons', 'sensitive', '{words}'),
	('queue.drafts', 'draft', '{body}'),
	('queue.cases', 'contact', '{search}'),
	('queue.commands', 'answer', '{answer}'),
	('queue.data_requests', 'request', '{words,answer}'),
	('notify.emails', 'contact', '{address}'),
	('notify.outbox', 'tail', '{to_address,to_tail,provider_id}'),
	('notify.follows', 'follow', '{endpoint,p256dh,auth,categories,areas}'),
	('tips.items', 'tip', '{sealed}'),
	('tips.secrets', 'tip', '{sealed}'),
	('tips.notes', 'tip', '{sealed}'),
	('tips.parts', 'part', '{path}'),
	('staff.invitations', 'invitation', '{name,email}'),
	('staff.officers', 'officer', '{name,email}'),
	('staff.changes', 'officer', '{data,reason}'),
	('staff.keys', 'officer', '{recipient,verify,bundle}'),
	('staff.passkeys', 'officer', '{name,credential,bundle}'),
	('staff.desk_links', 'officer', '{body}'),
	('queue.views', 'officer', '{name}'),
	('results.rules', 'officer', '{signer}'),
	('fund.names', 'books', '{name,search}'),
	('fund.payments', 'books', '{payee,words,evidence}'),
	('fund.payment_events', 'books', '{reason}'),
	('fund.entries', 'books', '{holder,words}'),
	('fund.books', 'books', '{holder,bank_name,account_number,account_name}'),
	('fund.statement_lines', 'books', '{words,reference}'),
	('fund.rewards', 'books', '{word,elsewhere}'),
	('fund.events', 'books', '{reason}'),
	('fund.packages', 'package', '{sealed}'),
	('fund.published', 'published', '{words,search}'),
	('news.posts', 'published', '{slug,title,summary,body,tree,search,reason}'),
	('news.workings', 'published', '{title,summary,body,tree,note,remark}'),
	('news.corrections', 'published', '{note,title,summary,body}'),
	('news.events', 'published', '{words}'),
	('news.images', 'published', '{alt}'),
	('news.campaigns', 'published', '{name,aim}'),
	('news.campaign_changes', 'published', '{text}'),
	('results.models', 'published', '{name,aim}'),
	('results.reports', 'published', '{opening,outlook,texts,note,content}');

create table erasures.runs (
	id bigint generated always as identity primary key,
	at timestamptz not null default now(),
	unit text references unit.units (code),
	kind text not null references erasures.kinds (kind),
	due int not null check (due > 0),
	erased int not null check (erased between 0 and due)
);
comment on table erasures.runs is 'What was due when a job began and what of it was gone when it ended, counted by `erasures.due`; nothing where nothing was due.';
create index runs_of_kind on erasures.runs (kind, at desc);

create table erasures.nights (
	at timestamptz primary key default now()
);
comment on table erasures.nights is 'When nothing was left of what was due that night.';

-- Whoever copies it learns which random numbers ended, and in which state: no name, no words, no time finer than the day.
create table erasures.log (
	seq bigint generated always as identity primary key,
	day date not null default house.local_day(now()),
	what text not null check (what in ('sensitive', 'contact', 'tip', 'follow')),
	id uuid not null,
	state text
);
comment on table erasures.log is 'What was erased, by id alone; carried out of the database at once (docs/backup.md), so that a restored copy can erase it again.';

alter table erasures.kinds enable row level security;
alter table erasures.holds enable row level security;
alter table erasures.runs enable row level security;
alter table erasures.nights enable row level security;
alter table erasures.log enable row level security;

-- --------------------------------------------------------------------------------------------------------- what is due

-- Everything whose time is over and which is still there, since when. It asks the tables, never a job, so that a job that
-- forgets a row shows. `unit` is null where a row belongs to the whole portal.
create view erasures.due with (security_invoker = true) as
select c.unit, 'sensitive' as kind, c.ended_at + make_interval(days => least(s.erase_sensitive_days, s.erase_contact_days)) as since
from queue.cases c join unit.settings s on s.unit = c.unit
where
	c.kind in ('home_visit', 'call_back', 'support') and c.erased_sensitive_at is null
	and c.ended_at < now() - make_interval(days => least(s.erase_sensitive_days, s.erase_contact_days))
union all
select c.unit, 'contact', c.ended_at + make_interval(days => s.erase_contact_days)
from queue.cases c join unit.settings s on s.unit = c.unit
where
	c.kind in ('home_visit', 'call_back', 'support') and c.erased_contact_at is null
	and c.ended_at < now() - make_interval(days => s.erase_contact_days)
union all
select c.unit, 'request', c.ended_at + make_interval(days => s.erase_contact_days)
from queue.cases c join unit.settings s on s.unit = c.unit
where
	c.kind = 'data_request' and c.erased_contact_at is null
	and c.ended_at < now() - make_interval(days => s.erase_contact_days)
union all
select c.unit, 'tip', c.ended_at + make_interval(days => tips.erase_days(c.unit, c.state))
from queue.cases c join tips.threads t on t.case_id = c.id
where t.erased_at is null and c.ended_at < now() - make_interval(days => tips.erase_days(c.unit, c.state))
union all
select g.unit, 'keeper', house.at(d.day + s.erase_contact_days + 1, 0)
from booking.gatherings g
join booking.team_days d on d.id = g.team_day
join unit.settings s on s.unit = d.unit
where num_nonnulls(g.keeper_name, g.keeper_phone, g.note) > 0 and d.day < house.local_day(now()) - s.erase_contact_days
union all
select v.unit, 'hold', v.created_at + interval '1 day'
from booking.visits v
where
	v.case_id is null and v.created_at < now() - interval '1 day'
	and not exists (
		select from booking.stops p where p.subject = v.id and p.kind = 'visit' and p.held_until > clock_timestamp()
	)
union all
select l.unit, 'caller', l.at + interval '1 day'
from booking.caller_lookups l
where l.phone is not null and l.at < now() - interval '1 day'
union all
select null, 'part', p.at + interval '25 hours'
from tips.parts p
where p.case_id is null and p.at < now() - interval '25 hours'
union all
select c.unit, 'answer', k.at + interval '7 days'
from queue.commands k left join queue.cases c on c.id = k.case_id
where k.at < now() - interval '7 days'
union all
select c.unit, 'draft', d.at + interval '14 days'
from queue.drafts d join queue.cases c on c.id = d.case_id
where d.at < now() - interval '14 days'
union all
select o.unit, 'tail', o.ended_at + interval '30 days'
from notify.outbox o
where num_nonnulls(o.to_tail, o.provider_id) > 0 and o.ended_at < now() - interval '30 days'
union all
select i.unit, 'invitation', i.expires_at + interval '30 days'
from staff.invitations i
where i.used_at is null and i.expires_at < now() - interval '30 days';

-- How much of these kinds is due, by unit.
create function erasures.counted(p_kinds text[] default null)
returns jsonb
language sql stable set search_path = '' as $$
	select coalesce(jsonb_agg(jsonb_build_object('unit', x.unit, 'kind', x.kind, 'due', x.due)), '[]')
	from (
		select d.unit, d.kind, count(*) as due
		from erasures.due d
		where p_kinds is null or d.kind = any (p_kinds)
		group by d.unit, d.kind
	) x
$$;

-- Writes down what became of what was due of these kinds when `p_before` was counted.
create function erasures.keep_run(p_before jsonb, p_kinds text[] default null)
returns void
language plpgsql volatile set search_path = '' as $$
begin
	if p_before = '[]' then
		return;
	end if;
	insert into erasures.runs (unit, kind, due, erased)
	select b.unit, b.kind, b.due, greatest(b.due - coalesce(l.due, 0), 0)
	from jsonb_to_recordset(p_before) b (unit text, kind text, due int)
	left join jsonb_to_recordset(erasures.counted(p_kinds)) l (unit text, kind text, due int)
		on l.kind = b.kind and l.unit is not distinct from b.unit
	where p_kinds is null or b.kind = any (p_kinds);
end
$$;

-- An invitation that nobody took holds a name and an address of somebody who is no officer.
create function erasures.forget_invitations()
returns int
language sql volatile set search_path = '' as $$
	with gone as (
		delete from staff.invitations i
		where i.used_at is null and i.expires_at < now() - interval '30 days'
		returning 1
	)
	select count(*)::int from gone
$$;

-- ------------------------------------------------------------------------------------------------------------- the log

-- Whatever erases a case, by its time or at somebody's word, marks it: the mark is what is logged.
create function erasures.note_case()
returns trigger
language plpgsql set search_path = '' as $$
begin
	if new.kind = 'tip' then
		if new.erased_contact_at is distinct from old.erased_contact_at and old.erased_contact_at is null then
			insert into erasures.log (what, id, state) values ('tip', new.id, new.state);
		end if;
	else
		if old.erased_sensitive_at is null and new.erased_sensitive_at is not null then
			insert into erasures.log (what, id, state) values ('sensitive', new.id, new.state);
		end if;
		if old.erased_contact_at is null and new.erased_contact_at is not null then
			insert into erasures.log (what, id, state) values ('contact', new.id, new.state);
		end if;
	end if;
	-- Whoever carries the log out of the database is told when this is committed.
	perform pg_notify('erasures', '');
	return null;
end
$$;
create trigger note_erasure after update of erased_sensitive_at, erased_contact_at on queue.cases
for each row
when (old.erased_sensitive_at is distinct from new.erased_sensitive_at or old.erased_contact_at is distinct from new.erased_contact_at)
execute function erasures.note_case();

-- Who does not follow any more is not told of news by a restored copy either.
create function erasures.note_follow()
returns trigger
language plpgsql set search_path = '' as $$
begin
	insert into erasures.log (what, id) values ('follow', old.id);
	perform pg_notify('erasures', '');
	return null;
end
$$;
create trigger note_erasure after delete on notify.follows for each row execute function erasures.note_follow();

-- The log behind `p_after`, complete: who is just writing to it is waited for, so that no smaller number comes later.
create function erasures.log_after(p_after bigint)
returns setof erasures.log
language plpgsql volatile set search_path = '' as $$
begin
	lock table erasures.log in share mode;
	return query select * from erasures.log l where l.seq > p_after order by l.seq;
end
$$;

-- Ends a case of a restored copy that had ended when it was erased: nobody is left to be visited or called.
create function erasures.end_case(p_case uuid, p_state text)
returns void
language plpgsql volatile set search_path = '' as $$
declare
	v_visit uuid;
begin
	for v_visit in select v.id from booking.visits v where v.case_id = p_case
	loop
		perform booking.vacate(v_visit);
	end loop;
	update queue.clocks_running r set stopped_at = now() where r.case_id = p_case and r.stopped_at is null;
	update queue.cases c
	set state = p_state, state_before = null, again_at = null, ended_at = now(), version = c.version + 1
	where c.id = p_case;
	perform queue.recount(p_case);
end
$$;

-- Erases again what the log of another copy says, and takes it into this log; what this copy never knew is passed over.
-- Answers how many were erased. Safe to run again.
create function erasures.replay(p_entries jsonb)
returns int
language plpgsql volatile set search_path = '' as $$
declare
	e erasures.log;
	c queue.cases;
	v_again int := 0;
begin
	for e in select * from jsonb_populate_recordset(null::erasures.log, p_entries) x order by x.seq
	loop
		if e.what = 'follow' then
			perform notify.forget(e.id) from notify.follows f where f.id = e.id;
			v_again := v_again + found::int;
			continue;
		end if;
		select * into c from queue.cases x where x.id = e.id for update;
		continue when not found
			or e.what = 'sensitive' and c.erased_sensitive_at is not null
			or e.what <> 'sensitive' and c.erased_contact_at is not null;
		if c.ended_at is null and exists (select from queue.states s where s.state = e.state and s.final) then
			perform erasures.end_case(c.id, e.state);
		end if;
		if e.what = 'tip' then
			perform tips.erase(c.id);
		else
			perform booking.erase_sensitive(c.id);
			if e.what = 'contact' then
				update queue.data_requests r set words = null, answer = null where r.case_id = c.id;
				perform booking.erase_contact(c.id);
			end if;
			perform queue.retitle(c.id);
			update queue.commands k set answer = '{"erased": true}' where k.case_id = c.id;
		end if;
		v_again := v_again + 1;
	end loop;
	-- What was erased again wrote itself into the log; the other entries follow, for the copies that are made of this one.
	insert into erasures.log (day, what, id, state)
	select x.day, x.what, x.id, x.state
	from jsonb_populate_recordset(null::erasures.log, p_entries) x
	where not exists (select from erasures.log l where l.what = x.what and l.id = x.id)
	order by x.seq;
	return v_again;
end
$$;

-- In a restored copy: what was waiting to be sent may have been sent since the copy was made. Nothing is sent twice, so a
-- message is left to the lead as one whose answer was lost, and a notice of news is let go. Calls stay in the list.
create function erasures.after_restore()
returns void
language sql volatile set search_path = '' as $$
	update notify.outbox o
	set state = 'unsure', error = 'restored', to_address = null, claim = null, claimed_until = null, ended_at = now()
	where o.state in ('pending', 'claimed') and o.channel <> 'call' and o.not_before <= now();
	with gone as (delete from notify.pushes p returning p.post),
	counted as (select g.post, count(*)::int as late from gone g group by g.post)
	update notify.told_posts t set late = t.late + c.late from counted c where c.post = t.post;
$$;

-- ---------------------------------------------------------------------------------------------------------------- door

-- What is kept of persons, what of it is due, what was erased in a year, and what should be gone and is not: a day and an
-- hour after its time, since the job runs once a night. Counts alone, of the unit; of kinds that belong to no unit, the
-- portal's. Definer door of leads and auditors.
create function public.queue_erasures()
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
	me staff.officers := staff.require(null, array['lead', 'auditor']);
begin
	return jsonb_build_object(
		'last', (select max(n.at) from erasures.nights n),
		'late', coalesce((select max(n.at) from erasures.nights n) < now() - interval '25 hours', true),
		'kinds', (
			select jsonb_agg(jsonb_build_object(
				'kind', k.kind, 'job', k.job is not null,
				'due', coalesce(d.due, 0), 'overdue', coalesce(d.overdue, 0), 'erased', coalesce(r.erased, 0), 'at', r.at
			) order by k.place)
			from erasures.kinds k
			left join (
				select x.kind, count(*) as due, count(*) filter (where x.since < now() - interval '25 hours') as overdue
				from erasures.due x
				where x.unit = me.unit or x.unit is null
				group by x.kind
			) d on d.kind = k.kind
			left join (
				select x.kind, sum(x.erased) as erased, max(x.at) filter (where x.erased > 0) as at
				from erasures.runs x
				where (x.unit = me.unit or x.unit is null) and x.at > now() - interval '1 year'
				group by x.kind
			) r on r.kind = k.kind
		),
		'days', (
			select jsonb_build_object(
				'sensitive', least(s.erase_sensitive_days, s.erase_contact_days), 'contact', s.erase_contact_days,
				'tip', (select max(t.value::int) from jsonb_each_text(s.erase_tip_days) t)
			)
			from unit.settings s where s.unit = me.unit
		)
	);
end;
$$;
grant execute on function public.queue_erasures() to authenticated;
