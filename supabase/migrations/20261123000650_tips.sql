-- Tips: what strangers send sealed. Ciphertext of a few sizes, who holds a key, and hours; TIPS.md says what each
-- table may hold. No time here is finer than an hour, and nothing names the sender.

create schema tips;
comment on schema tips is 'Sealed tips: threads, items, keys for each reader, notes, attachments.';

-- Whether bytes are an age file to exactly one hybrid recipient whose plaintext has one of these sizes in KiB, told from
-- the outside alone (as in _shared/agefile): 1,627 bytes of header, a nonce of 16, 16 more for each 64 KiB. Never an error.
create function tips.is_sealed(file bytea, kib int[])
returns boolean
language sql
immutable parallel safe
set search_path = ''
as $$
	select coalesce(
		octet_length(file) = any (array(select 1643 + k * 1024 + 16 * ((k + 63) / 64) from unnest(kib) k))
		and cardinality(l.line) = 5
		and l.line[1] = 'age-encryption.org/v1'
		and char_length(l.line[2]) = 1512 and l.line[2] ~ '^-> mlkem768x25519 [A-Za-z0-9+/]+$'
		and char_length(l.line[3]) = 43 and l.line[3] ~ '^[A-Za-z0-9+/]+$'
		and char_length(l.line[4]) = 47 and l.line[4] ~ '^--- [A-Za-z0-9+/]+$'
		and l.line[5] = '',
		false
	)
	-- 'escape' makes text of any bytes; what is not ASCII grows and fits no length above.
	from (select string_to_array(encode(substr(file, 1, 1627), 'escape'), E'\n') as line) l;
$$;

create table tips.threads (
	case_id uuid primary key references queue.cases (id),
	tip bytea not null unique check (octet_length(tip) = 16),
	digest bytea not null check (octet_length(digest) = 32),
	epoch int not null default 1 check (epoch >= 1),
	seq int not null default 1 check (seq >= 1),
	urgent boolean not null,
	acknowledged_at timestamptz,
	acknowledged_by uuid references staff.officers (user_id),
	moved_from text references unit.units (code),
	erased_at timestamptz
);
-- Few at a time, asked for by every page of every member.
create index threads_unseen on tips.threads (case_id) where urgent and acknowledged_at is null;
comment on table tips.threads is 'A tip as the server knows it: the number of its last item, the epoch of its key.';
comment on column tips.threads.tip is 'The id that the sender made; it stands in everything sealed.';
comment on column tips.threads.digest is 'Of the request that opened it, so that the same one gets the first answer again.';

create table tips.items (
	case_id uuid not null references tips.threads (case_id),
	seq int not null check (seq >= 0),
	epoch int not null check (epoch >= 1),
	item uuid not null unique default gen_random_uuid(),
	at timestamptz not null default date_trunc('hour', now()) check (at = date_trunc('hour', at)),
	sealed bytea not null,
	primary key (case_id, seq),
	check (tips.is_sealed(sealed, case when seq = 0 then array[1] else array[4, 16] end))
);
comment on table tips.items is 'The thread: header (0), body (1), then messages and new keys, each an age file to the room of its epoch.';
alter table tips.items alter column sealed set storage external;

create table tips.secrets (
	case_id uuid not null references tips.threads (case_id),
	epoch int not null check (epoch >= 1),
	room text not null check (room in ('T', 'D')),
	officer uuid references staff.officers (user_id),
	verify bytea references staff.keys (verify),
	sealed bytea not null check (tips.is_sealed(sealed, array[1])),
	unique nulls not distinct (case_id, epoch, room, officer),
	check ((officer is null) = (verify is null)),
	-- Notes are among officers: the sender never holds their key.
	check (room = 'T' or officer is not null)
);
comment on table tips.secrets is 'The keys of a tip''s rooms, sealed apart to each who holds them; without an officer: the sender.';
create index secrets_of_officer on tips.secrets (officer, case_id);
alter table tips.secrets alter column sealed set storage external;

create table tips.note_keys (
	case_id uuid not null references tips.threads (case_id),
	epoch int not null,
	primary key (case_id, epoch)
);
comment on table tips.note_keys is 'That the officers'' key D of an epoch was made: one a tip and epoch.';

create table tips.notes (
	id uuid primary key,
	case_id uuid not null references tips.threads (case_id),
	epoch int not null,
	place int not null,
	at timestamptz not null default date_trunc('hour', now()) check (at = date_trunc('hour', at)),
	officer uuid not null references staff.officers (user_id),
	sealed bytea not null check (tips.is_sealed(sealed, array[4, 16])),
	unique (case_id, place),
	foreign key (case_id, epoch) references tips.note_keys (case_id, epoch)
);
comment on table tips.notes is 'What officers note of a tip, sealed to the key D.';
alter table tips.notes alter column sealed set storage external;

create table tips.quotas (
	nonce text primary key check (char_length(nonce) between 1 and 200),
	lookup_hash bytea not null check (octet_length(lookup_hash) = 32),
	at timestamptz not null default date_trunc('hour', now()),
	spent boolean not null default false
);
comment on table tips.quotas is 'Proofs of work that were shown: each opens one upload of 64 MiB, for one code, and is spent with the tip or the message that it goes with.';

create table tips.parts (
	id uuid primary key,
	nonce text not null,
	case_id uuid references tips.threads (case_id),
	bytes int not null check (bytes > 0),
	path text not null unique check (path ~ '^[A-Za-z0-9/_.-]{1,200}$'),
	at timestamptz not null default date_trunc('hour', now())
);
comment on table tips.parts is 'Parts of attachments in storage; those that no tip claims go after a day.';
create index parts_of_case on tips.parts (case_id);
create index parts_of_nonce on tips.parts (nonce);
create index parts_by_hour on tips.parts (at) include (bytes);
create index quotas_by_hour on tips.quotas (at);

-- Where their bytes lie, by path alone. No policy opens it: the edge function is the one way in and out.
insert into storage.buckets (id, name, public) values ('sealed', 'sealed', false);

create table tips.leftovers (path text primary key);
comment on table tips.leftovers is 'Paths in storage that nothing names any more, until whoever holds the storage has removed them.';

create table tips.joins (
	one uuid not null references tips.threads (case_id),
	other uuid not null references tips.threads (case_id),
	primary key (one, other),
	check (one < other)
);
comment on table tips.joins is 'Tips that an officer takes for the same sender''s: a code was lost, and they sent anew. Only who is a member of both learns of it.';
create index joins_of_other on tips.joins (other);

alter table tips.threads enable row level security;
alter table tips.items enable row level security;
alter table tips.secrets enable row level security;
alter table tips.note_keys enable row level security;
alter table tips.notes enable row level security;
alter table tips.quotas enable row level security;
alter table tips.parts enable row level security;
alter table tips.leftovers enable row level security;
alter table tips.joins enable row level security;

insert into queue.states (state, final) values
	('new', false), ('opened', false), ('checking', false),
	('resolved', true), ('unfounded', true), ('duplicate', true), ('handed_over', true);

insert into queue.transitions (kind, from_state, to_state, who, action)
select 'tip', t.from_state, t.to_state, t.who, t.action
from (values
	('new', 'opened', 'officer', 'open'),
	('opened', 'checking', 'officer', 'classify'),
	('checking', 'checking', 'officer', 'classify'),
	-- Who sent it says more: an ended tip is looked at again, unless it is an investigation by now.
	('resolved', 'checking', 'citizen', 'message'),
	('unfounded', 'checking', 'citizen', 'message'),
	('duplicate', 'checking', 'citizen', 'message')
) t (from_state, to_state, who, action)
union all
select 'tip', f.state, t.state, 'officer', 'close'
from (values ('opened'), ('checking')) f (state)
cross join (values ('resolved'), ('unfounded'), ('duplicate'), ('handed_over')) t (state)
union all
select 'tip', s.state, s.state, a.who, a.action
from (values ('citizen', 'message'), ('officer', 'move_unit'), ('officer', 'assign')) a (who, action)
cross join (values ('new'), ('opened'), ('checking')) s (state)
union all
-- Officers may still explain how it ended; a key is replaced in whatever state.
select 'tip', s.state, s.state, 'officer', a.action
from (values ('say'), ('rekey')) a (action)
cross join (values ('new'), ('opened'), ('checking'), ('resolved'), ('unfounded'), ('duplicate'), ('handed_over')) s (state);

insert into queue.clock_stops (kind, clock, reason) values
	('tip', 'classify', 'action:classify'),
	-- The sender is told on the thread that the report was taken.
	('tip', 'acknowledge', 'action:say');

insert into queue.transitions (kind, from_state, to_state, who, action)
select 'tip', 'checking', 'checking', 'officer', a.action
from (values ('clock_pause'), ('clock_resume'), ('clock_extend'), ('clock_withdraw')) a (action);

-- In the place that the queue keeps for it. A member holds the room's key now, is active and takes tips, and the case is
-- in the officer's unit. Nobody else knows that the tip exists: no lead, no other investigator.
create or replace function queue.member_reaches(officer staff.officers, c queue.cases)
returns boolean
language sql
stable
set search_path = ''
as $$
	select c.kind = 'tip' and c.unit = officer.unit and staff.takes_tips(officer) and exists (
		select 1 from tips.threads t
		join tips.secrets s on s.case_id = t.case_id and s.epoch = t.epoch and s.room = 'T'
		where t.case_id = c.id and s.officer = officer.user_id
	);
$$;

-- The same as a set, for lists, which ask for the unit themselves. A case that has a thread is a tip.
create or replace function queue.member_cases(officer staff.officers)
returns uuid[]
language sql
stable
set search_path = ''
as $$
	select coalesce(array_agg(t.case_id), '{}')
	from tips.secrets s
	join tips.threads t on t.case_id = s.case_id and t.epoch = s.epoch
	where staff.takes_tips($1) and s.officer = ($1).user_id and s.room = 'T';
$$;

-- ------------------------------------------------------------------------------------------------------------- hours

-- Times in the tables that all cases share are rounded for tips; the order of events is kept in `place`.
create function tips.round_row()
returns trigger
language plpgsql
set search_path = ''
as $$
begin
	if exists (select 1 from queue.cases c where c.id = new.case_id and c.kind = 'tip') then
		case tg_argv[0]
			when 'events' then
				new.at := date_trunc('hour', new.at);
				new.place := (select count(*) from queue.events e where e.case_id = new.case_id);
			when 'codes' then
				new.bound_at := date_trunc('hour', new.bound_at);
			when 'clocks' then
				new.stopped_at := date_trunc('hour', new.stopped_at);
			else
				new.at := date_trunc('hour', new.at);
		end case;
	end if;
	return new;
end;
$$;

create function tips.round_case()
returns trigger
language plpgsql
set search_path = ''
as $$
begin
	new.ended_at := date_trunc('hour', new.ended_at);
	new.erased_sensitive_at := date_trunc('hour', new.erased_sensitive_at);
	new.erased_contact_at := date_trunc('hour', new.erased_contact_at);
	return new;
end;
$$;

create trigger tips_know_hours before insert on queue.events for each row execute function tips.round_row('events');
create trigger tips_know_hours before insert on queue.commands for each row when (new.case_id is not null)
execute function tips.round_row('commands');
create trigger tips_know_hours before insert or update on lookup.codes for each row execute function tips.round_row('codes');
create trigger tips_know_hours before update of stopped_at on queue.clocks_running for each row
when (new.stopped_at is not null) execute function tips.round_row('clocks');
create trigger tips_know_hours before update on queue.cases for each row when (new.kind = 'tip')
execute function tips.round_case();

-- ----------------------------------------------------------------------------------------------------------- reading in

-- The bytes of a sealed thing as it travels; refuses 422 `bad_format` unless it is one of these sizes to one hybrid reader.
create function tips.unpack(value text, field text, kib int[])
returns bytea
language plpgsql
immutable
set search_path = ''
as $$
declare
	file bytea := house.from_base64(value, field);
begin
	perform house.demand(tips.is_sealed(file, kib), 422, 'bad_format', field);
	return file;
end;
$$;

-- The keys that came for readers. Refuses 422 `bad_format`, `duplicate`, and 409 `unknown_key` for a verify key of nobody.
create function tips.unpack_secrets(secrets jsonb)
returns table (room text, verify bytea, officer uuid, sealed bytea)
language plpgsql
stable
set search_path = ''
as $$
#variable_conflict use_column
begin
	perform house.demand(jsonb_typeof(secrets) = 'array', 422, 'bad_format', 'secrets');
	perform house.demand(jsonb_array_length(secrets) between 1 and 120, 422, 'out_of_range', 'secrets');
	perform house.strict(s.value, array['room', 'verify', 'sealed'], 'secrets') from jsonb_array_elements(secrets) s;
	perform house.demand(s.value ->> 'room' in ('T', 'D'), 422, 'bad_format', 'secrets') from jsonb_array_elements(secrets) s;
	perform house.demand(
		(select count(*) = count(distinct (s.value ->> 'room', s.value ->> 'verify')) from jsonb_array_elements(secrets) s),
		422, 'duplicate', 'secrets'
	);
	return query
		select s.value ->> 'room', k.verify, k.officer, tips.unpack(s.value ->> 'sealed', 'secrets', array[1])
		from jsonb_array_elements(secrets) s
		left join staff.keys k on k.verify = house.bytes32(s.value ->> 'verify', 'secrets')
		where s.value ->> 'verify' is not null
		union all
		select s.value ->> 'room', null, null, tips.unpack(s.value ->> 'sealed', 'secrets', array[1])
		from jsonb_array_elements(secrets) s
		where s.value ->> 'verify' is null;
	-- Left without a partner above: a row with the room alone would pass for the sender's.
	perform house.demand(
		not exists (
			select 1 from jsonb_array_elements(secrets) s
			where s.value ->> 'verify' is not null
				and not exists (select 1 from staff.keys k where k.verify = decode(s.value ->> 'verify', 'hex'))
		),
		409, 'unknown_key', 'secrets'
	);
end;
$$;

-- A tip of which the officer is a member, locked until the transaction ends; else 404 `not_found`, as for one that is not.
create function tips.mine(officer staff.officers, id uuid)
returns queue.cases
language plpgsql
set search_path = ''
as $$
declare
	c queue.cases;
begin
	-- A lock is taken on what the member may know of alone: nobody else's wait tells that somebody writes to it.
	select * into c from queue.cases x where x.id = $2 and x.kind = 'tip' and queue.member_reaches(officer, x) for update;
	perform house.demand(found, 404, 'not_found');
	return c;
end;
$$;

-- Writes the next item of a thread whose case is locked. True, or false when the same item is there already. Refuses 409
-- `stale` when somebody wrote first or the room has another key, 409 `key_reused` for an item that was used for another.
create function tips.write_item(case_id uuid, item uuid, seq int, epoch int, sealed bytea)
returns boolean
language plpgsql
set search_path = ''
as $$
declare
	known tips.items;
	thread tips.threads;
begin
	perform house.demand(item is not null, 422, 'required', 'item');
	select * into known from tips.items i where i.item = $2;
	if found then
		perform house.demand(known.case_id = $1 and known.sealed = $5, 409, 'key_reused', 'item');
		return false;
	end if;
	select * into thread from tips.threads t where t.case_id = $1;
	perform house.demand(thread.erased_at is null, 409, 'not_allowed');
	perform house.demand($4 = thread.epoch, 409, 'stale', 'epoch');
	perform house.demand($3 = thread.seq + 1, 409, 'stale', 'seq');
	-- What is written here must be open to who sent the tip.
	perform house.demand(
		exists (
			select 1 from tips.secrets s where s.case_id = $1 and s.epoch = $4 and s.room = 'T' and s.officer is null
		),
		409, 'not_allowed'
	);
	insert into tips.items (case_id, seq, epoch, item, sealed) values ($1, $3, $4, $2, $5);
	update tips.threads t set seq = $3 where t.case_id = $1;
	return true;
end;
$$;

-- Days after which a tip that ended in this state is erased; of one that goes on, as if it were resolved.
create function tips.erase_days(unit text, state text)
returns int
language sql
stable
set search_path = ''
as $$
	select coalesce(s.erase_tip_days ->> $2, s.erase_tip_days ->> 'resolved')::int
	from unit.settings s where s.unit = $1;
$$;

-- The days after which it is worth the sender's while to come back, by the calendar of the unit that has the tip: three
-- working days, in which the law wants a report classified, and twenty days, in which it wants it settled.
create function tips.back_after(c queue.cases)
returns jsonb
language sql
stable
set search_path = ''
as $$
	select jsonb_build_array(
		house.local_day(unit.after(c.unit, c.received_at, 3, 'working_days')),
		house.local_day(unit.after(c.unit, c.received_at, 20, 'days'))
	);
$$;

-- What a sender is told once their tip is kept.
create function tips.receipt(c queue.cases)
returns jsonb
language sql
stable
set search_path = ''
as $$
	select jsonb_build_object(
		'reference', c.reference, 'received_at', c.received_at, 'back_after', tips.back_after(c)
	);
$$;

-- How often officers opened a tip.
create function tips.opened(case_id uuid)
returns int
language sql
stable
set search_path = ''
as $$
	-- A page that reads the news after each reply is one opening: an officer counts once an hour.
	select count(distinct (r.officer, date_trunc('hour', r.at)))::int
	from queue.reads r where r.case_id = $1 and r.code = 'tip_opened';
$$;

-- An item as it travels.
create function tips.item(i tips.items)
returns jsonb
language sql
immutable
set search_path = ''
as $$
	select jsonb_build_object('seq', i.seq, 'epoch', i.epoch, 'at', i.at, 'sealed', house.base64(i.sealed));
$$;

-- A key as it travels.
create function tips.secret(s tips.secrets)
returns jsonb
language sql
immutable
set search_path = ''
as $$
	select jsonb_build_object('epoch', s.epoch, 'room', s.room, 'sealed', house.base64(s.sealed));
$$;

-- Tips that a tip is joined with, as far as this officer is a member of them too: to everybody else they do not exist.
create function tips.joined(me uuid, case_id uuid)
returns jsonb
language sql
stable
set search_path = ''
as $$
	select coalesce(jsonb_agg(jsonb_build_object('case', c.id, 'reference', c.reference) order by c.reference), '[]')
	from tips.joins j
	join queue.cases c on c.id = case when j.one = $2 then j.other else j.one end
	join staff.officers o on o.user_id = $1
	where $2 in (j.one, j.other) and queue.member_reaches(o, c);
$$;

-- Everything of a tip that is this member's.
create function tips.whole(me uuid, c queue.cases)
returns jsonb
language sql
stable
set search_path = ''
as $$
	select jsonb_build_object(
		'case', c.id, 'reference', c.reference, 'version', c.version, 'state', c.state, 'unit', c.unit,
		'sent_to', coalesce((
			select e.data ->> 'from_unit' from queue.events e
			where e.case_id = c.id and e.code = 'moved' order by e.place limit 1
		), c.unit),
		'tip', encode(t.tip, 'hex'), 'epoch', t.epoch, 'seq', t.seq,
		'urgent', t.urgent, 'urgent_acknowledged_at', t.acknowledged_at,
		'secrets', coalesce((
			select jsonb_agg(tips.secret(s) order by s.epoch, s.room desc)
			from tips.secrets s where s.case_id = c.id and s.officer = $1
		), '[]'),
		'items', coalesce((
			select jsonb_agg(tips.item(i) order by i.seq) from tips.items i where i.case_id = c.id
		), '[]'),
		'notes', coalesce((
			select jsonb_agg(jsonb_build_object(
				'id', n.id, 'epoch', n.epoch, 'at', n.at, 'officer', n.officer, 'sealed', house.base64(n.sealed)
			) order by n.place)
			from tips.notes n where n.case_id = c.id
		), '[]'),
		'parts', coalesce((
			select jsonb_agg(jsonb_build_object('id', p.id, 'bytes', p.bytes) order by p.id)
			from tips.parts p where p.case_id = c.id
		), '[]'),
		'members', coalesce((
			select jsonb_agg(jsonb_build_object(
				'id', o.user_id, 'name', o.name, 'unit', o.unit, 'verify', encode(s.verify, 'hex'),
				-- Gone, of another duty, or with new keys: what they hold should open nothing that is still to come.
				'due', not staff.takes_tips(o) or k.replaced_at is not null
			) order by staff.given_name(o.name), o.name, o.user_id)
			from tips.secrets s
			join staff.officers o on o.user_id = s.officer
			join staff.keys k on k.verify = s.verify
			where s.case_id = c.id and s.epoch = t.epoch and s.room = 'T'
		), '[]'),
		'joined', tips.joined($1, c.id),
		'opened', tips.opened(c.id),
		'erase_on', c.ended_at + make_interval(days => tips.erase_days(c.unit, c.state)),
		'erase_days', (
			select jsonb_object_agg(e.state, tips.erase_days(c.unit, e.state))
			from unnest(array['resolved', 'unfounded', 'duplicate', 'handed_over']) e (state)
		)
	)
	from tips.threads t where t.case_id = c.id;
$$;

-- --------------------------------------------------------------------------------------------------------- the sender

-- A tip as its sender gets it back, newest items first and as many as a frame of the lookup has room for: at most three,
-- with the keys to them some 30,000 bytes.
create function tips.open_for_sender(c queue.cases, before int)
returns jsonb
language plpgsql
stable
set search_path = ''
as $$
declare
	thread tips.threads;
	item tips.items;
	items jsonb := '[]';
	epochs int[];
	more int[];
	size int := 0;
	oldest int;
begin
	select * into thread from tips.threads t where t.case_id = c.id;
	if not found then
		return null;
	end if;
	epochs := array[thread.epoch];
	for item in
		select i.* from tips.items i where i.case_id = c.id and ($2 is null or i.seq < $2) order by i.seq desc limit 3
	loop
		more := case when item.epoch = any (epochs) then epochs else epochs || item.epoch end;
		size := size + 4 * octet_length(item.sealed) / 3;
		exit when oldest is not null and size + 3600 * cardinality(more) > 30000;
		epochs := more;
		oldest := item.seq;
		items := items || tips.item(item);
	end loop;
	return jsonb_build_object(
		'kind', 'tip', 'reference', c.reference, 'state', c.state, 'version', c.version,
		'unit', booking.unit_face(c.unit), 'received_at', c.received_at,
		'tip', encode(thread.tip, 'hex'), 'epoch', thread.epoch, 'seq', thread.seq,
		'secrets', coalesce((
			select jsonb_agg(tips.secret(s) order by s.epoch desc)
			from tips.secrets s
			where s.case_id = c.id and s.officer is null and s.epoch = any (epochs)
		), '[]'),
		'items', items,
		'opened', tips.opened(c.id),
		'moved_from', (select u.police_name from unit.units u where u.code = thread.moved_from),
		-- Whose desk list the sender sealed to: officers' messages before the first move name versions of that one.
		'home', coalesce((
			select e.data ->> 'from_unit' from queue.events e
			where e.case_id = c.id and e.code = 'moved' order by e.at, e.place limit 1
		), c.unit),
		'actions', case when c.state = 'handed_over' or thread.erased_at is not null then '[]'::jsonb else '["message"]' end,
		'older', nullif(oldest, 0),
		'erase_days', tips.erase_days(c.unit, c.state),
		'back_after', tips.back_after(c)
	);
end;
$$;

-- Gives a tip the parts that a message brings: uploaded for its code, by work that has paid for nothing else and that is
-- spent with them. Refuses 409 `unknown_part`, and `quota_used` when all parts of the tip, from whatever message, take more
-- than one upload quota.
create function tips.claim(c queue.cases, parts uuid[])
returns void
language plpgsql
set search_path = ''
as $$
declare
	claimed int;
	used record;
begin
	if coalesce(cardinality($2), 0) = 0 then
		return;
	end if;
	update tips.parts p set case_id = c.id
	from tips.quotas q
	join lookup.codes k on k.hash = q.lookup_hash
	where p.id = any ($2) and p.case_id is null and q.nonce = p.nonce and not q.spent and k.case_id = c.id;
	get diagnostics claimed = row_count;
	perform house.demand(claimed = cardinality($2), 409, 'unknown_part', 'parts');
	update tips.quotas q set spent = true
	where q.nonce in (select p.nonce from tips.parts p where p.id = any ($2));
	select count(*) as parts, sum(p.bytes) as bytes into used from tips.parts p where p.case_id = c.id;
	perform house.demand(used.parts <= 80 and used.bytes <= 64 * 1024 * 1024, 409, 'quota_used', 'parts');
end;
$$;

-- What the sender says: the next item of the thread, with the files it names. It brings the case back.
create function tips.say_for_sender(c queue.cases, version int, say jsonb)
returns void
language plpgsql
set search_path = ''
as $$
begin
	perform house.demand(say ->> 'act' = 'message', 409, 'not_allowed');
	if tips.write_item(
		c.id, (say ->> 'item')::uuid, (say ->> 'seq')::int, (say ->> 'epoch')::int,
		tips.unpack(say ->> 'sealed', 'sealed', array[4])
	) then
		perform tips.claim(c, array(
			select p.value::uuid from jsonb_array_elements_text(coalesce(say -> 'parts', '[]')) p
		));
		perform queue.move(
			c.id, null, case when c.ended_at is null then c.state else 'checking' end, 'citizen', 'message'
		);
		update queue.cases q set again_at = null where q.id = c.id;
	end if;
end;
$$;

insert into lookup.openers (kind, opener, sayer, whole) values ('tip', 'tips.open_for_sender', 'tips.say_for_sender', true);

-- ------------------------------------------------------------------------------------------------------- the officers

-- Members of a unit's newest desk list that a room may be sealed to now: their keys in use, themselves still on duty.
create function tips.holders(unit text)
returns table (officer uuid, verify bytea)
language sql
stable
set search_path = ''
as $$
	select m.officer, m.verify from staff.desk_members($1) m
	join staff.keys k on k.verify = m.verify
	join staff.officers o on o.user_id = m.officer
	where k.replaced_at is null and o.unit = $1 and staff.takes_tips(o);
$$;

-- Whether these keys are those of one of them.
create function tips.may_hold(unit text, verify bytea)
returns boolean
language sql
stable
set search_path = ''
as $$
	select exists (select 1 from tips.holders($1) h where h.verify = $2);
$$;

-- Attaches the clocks of the law, counted from receipt, or takes them off.
create function tips.clock_crime(c queue.cases, runs boolean)
returns void
language plpgsql
set search_path = ''
as $$
begin
	if runs then
		perform queue.start_clocks(c.id, 'received', c.received_at, 'crime_tip');
		-- What was taken off by mistake runs on as though it had not been.
		update queue.clocks_running r set stopped_at = null, stopped_why = null
		where r.case_id = c.id and r.stopped_why = 'unclassified';
	else
		update queue.clocks_running r set stopped_at = now(), stopped_why = 'unclassified'
		from unit.clocks k
		where r.case_id = c.id and r.stopped_at is null
			and k.unit = c.unit and k.kind = 'crime_tip' and k.clock = r.clock;
	end if;
	perform queue.recount(c.id);
end;
$$;

-- Hands a tip to another unit's desk: it is in that unit's compartment, under its calendar.
create function tips.hand_over(c queue.cases, unit text)
returns void
language plpgsql
set search_path = ''
as $$
begin
	update queue.cases x set unit = $2, assignee = null where x.id = c.id;
	update tips.threads t set moved_from = c.unit where t.case_id = c.id;
	perform queue.recount(c.id);
end;
$$;

-- --------------------------------------------------------------------------------------------------------- erasure

-- Erases what a tip holds: keys, items, notes, attachments. Number, clocks and outcome stay, and so does its code, which
-- opens that stub.
create function tips.erase(case_id uuid)
returns void
language plpgsql
set search_path = ''
as $$
begin
	insert into tips.leftovers (path) select p.path from tips.parts p where p.case_id = $1 on conflict do nothing;
	delete from tips.parts p where p.case_id = $1;
	delete from tips.secrets s where s.case_id = $1;
	delete from tips.items i where i.case_id = $1;
	delete from tips.notes n where n.case_id = $1;
	delete from tips.note_keys k where k.case_id = $1;
	delete from tips.joins j where $1 in (j.one, j.other);
	update tips.threads t set erased_at = date_trunc('hour', now()) where t.case_id = $1;
	update queue.cases c set erased_sensitive_at = now(), erased_contact_at = now(), search = queue.searchable(c.reference) where c.id = $1;
	update queue.commands k set answer = '{"erased": true}' where k.case_id = $1;
	perform queue.forget_reasons($1);
	perform queue.note_event($1, 'erased', 'system');
end;
$$;

-- Erases the tips whose time has come, a bite of them, and answers how many.
create function tips.retain()
returns int
language plpgsql
set search_path = ''
as $$
declare
	due uuid;
	erased int := 0;
begin
	for due in
		select c.id from queue.cases c
		join tips.threads t on t.case_id = c.id
		where c.ended_at is not null and t.erased_at is null
			and c.ended_at < now() - make_interval(days => tips.erase_days(c.unit, c.state))
		order by c.id
		limit 200
		for update of c skip locked
	loop
		perform tips.erase(due);
		erased := erased + 1;
	end loop;
	return erased;
end;
$$;

-- Gives up parts that nobody claimed within a day, and proofs too old to be shown again. Answers every path that storage
-- still has to remove: SQL cannot remove bytes, and a path is only forgotten once tips.parts_gone says that it is.
create function tips.forget_parts()
returns text[]
language plpgsql
set search_path = ''
as $$
declare
	before jsonb := erasures.counted(array['part']);
begin
	with gone as (
		delete from tips.parts p where p.case_id is null and p.at < now() - interval '25 hours' returning p.path
	)
	insert into tips.leftovers (path) select g.path from gone g on conflict do nothing;
	delete from tips.quotas q where q.at < now() - interval '2 days';
	perform erasures.keep_run(before, array['part']);
	return coalesce((select array_agg(l.path order by l.path) from (select x.path from tips.leftovers x limit 1000) l), '{}');
end;
$$;

-- Storage has removed these.
create function tips.parts_gone(paths text[])
returns void
language sql
set search_path = ''
as $$
	delete from tips.leftovers l where l.path = any (paths);
$$;

-- --------------------------------------------------------------------------------------------- doors of the edge function
-- Definer doors, granted to service_role alone: the private schema is closed to it, and the edge has checked the proof.

-- Whose list a tip for a unit is sealed to, in the shape that the contract calls `desk`: the unit's own, or that of the
-- desk of oversight which it names. Null where there is none.
create function public.tips_desk_read(unit text, oversight boolean, "from" int)
returns jsonb
language sql
stable security definer
set search_path = ''
as $$
	select jsonb_build_object('desk', (
		select jsonb_build_object('unit', u.code, 'police_name', u.police_name, 'desk', d.desk)
		from unit.units u
		cross join lateral (select staff.desk_of(u.code, $3) as desk) d
		where d.desk is not null
			and u.code = case when $2 then (select s.oversight_desk from unit.settings s where s.unit = $1) else $1 end
	));
$$;

-- Tips and parts that come in within ten minutes, for the price of the next one. Counted by the hour, since nothing finer is
-- kept: what this hour brought so far, or the hour before, whichever is more.
create function public.tips_load()
returns int
language sql
stable security definer
set search_path = ''
as $$
	with came as (
		select q.at from tips.quotas q where q.at >= date_trunc('hour', now()) - interval '1 hour'
		union all
		select p.at from tips.parts p where p.at >= date_trunc('hour', now()) - interval '1 hour'
	)
	select greatest(
		count(*) filter (where c.at = date_trunc('hour', now())) * 10 / greatest(10, extract(minute from now())::int),
		count(*) filter (where c.at < date_trunc('hour', now())) / 6
	)::int
	from came c;
$$;

-- The answer that a code's tip was given, to be asked before any proof is looked at; null for a code that is new. Refuses
-- 409 `key_reused` when the code came with something else.
create function public.tips_answer(lookup_hash text, digest text)
returns jsonb
language plpgsql
stable security definer
set search_path = ''
as $$
declare
	c queue.cases;
	known bytea;
begin
	select x.* into c from queue.cases x where x.id = lookup.case_of(house.bytes32($1, 'lookup_hash'));
	if not found then
		return null;
	end if;
	select t.digest into known from tips.threads t where t.case_id = c.id;
	perform house.demand(known = house.bytes32($2, 'digest'), 409, 'key_reused', 'lookup_hash');
	return tips.receipt(c);
end;
$$;

-- Bytes of files that the portal takes in one hour, from everybody together: thirty-two whole quotas. What no tip claims lies
-- for a day and the hour it came in, 50 GiB at this rate: half of the disk that docs/deploy/capacity.md asks for. It is
-- counted and not paid for, since work may be done hours before. Texts are not counted.
create function tips.hourly_bytes()
returns bigint
language sql
immutable
set search_path = ''
return 2048::bigint * 1024 * 1024;

-- Writes down a part of an attachment before its bytes are stored at `path`: 409 `proof_spent` for a proof of another code
-- or one that sent its tip, 409 `quota_used` beyond 64 MiB or 80 parts, 409 `files_full` where this hour has brought as much as
-- the portal takes (parts that come at once may go over it by their own size), 422 `bad_format` for a size that none of our
-- files has. The same part again is answered as before.
create function public.tips_part_write(nonce text, lookup_hash text, part uuid, bytes int, path text)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
	hash bytea := house.bytes32($2, 'lookup_hash');
	quota tips.quotas;
	known tips.parts;
	used record;
begin
	perform house.demand($3 is not null, 422, 'required', 'part');
	perform house.demand(
		$4 in (select 1643 + k * 1024 + 16 * ((k + 63) / 64) from unnest(array[1, 4, 16, 64, 256, 1024, 4096]) k),
		422, 'bad_format', 'bytes'
	);
	insert into tips.quotas (nonce, lookup_hash) values ($1, hash) on conflict do nothing;
	select * into quota from tips.quotas q where q.nonce = $1 for update;
	perform house.demand(quota.lookup_hash = hash, 409, 'proof_spent', 'proof');
	select * into known from tips.parts p where p.id = $3;
	if found then
		perform house.demand(known.nonce = $1 and known.bytes = $4 and known.path = $5, 409, 'key_reused', 'part');
		return '{"ok": true}';
	end if;
	perform house.demand(not quota.spent, 409, 'proof_spent', 'proof');
	select count(*) as parts, coalesce(sum(p.bytes), 0) as bytes into used from tips.parts p where p.nonce = $1;
	perform house.demand(used.parts < 80 and used.bytes + $4 <= 64 * 1024 * 1024, 409, 'quota_used', 'part');
	perform house.demand(
		(select coalesce(sum(p.bytes), 0) + $4 <= tips.hourly_bytes() from tips.parts p where p.at = date_trunc('hour', now())),
		409, 'files_full', 'part'
	);
	insert into tips.parts (id, nonce, bytes, path) values ($3, $1, $4, $5);
	return '{"ok": true}';
exception
	when unique_violation then
		perform house.refuse(409, 'key_reused', 'part');
	when check_violation or not_null_violation then
		perform house.refuse(422, 'bad_format', 'path');
end;
$$;

-- Takes a tip: proof, case, keys, items and attachments in one transaction, or nothing. The same content for the same code
-- gets the first answer again. Refuses 409 `key_reused`, `proof_spent`, `stale_list` when the keys are not for exactly the
-- members of the unit's newest list and the sender, `unknown_part`, `tip_taken`, 422 `bad_format`.
create function public.tips_submit_write(
	key uuid, request jsonb, lookup_hash text, nonce text, digest text, unit text, tip text, list int, urgent boolean,
	header text, body text, secrets jsonb, parts uuid[]
)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
	hash bytea := house.bytes32($3, 'lookup_hash');
	answer jsonb;
	c queue.cases;
	claimed int;
begin
	-- Two that came at once are one after the other.
	perform pg_advisory_xact_lock(hashtextextended($3, 1));
	answer := public.tips_answer($3, $5);
	if answer is not null then
		return answer;
	end if;
	perform house.demand(queue.once($1, 'tips_submit', $2) is null, 409, 'key_reused', 'key');
	perform house.demand($7 ~ '^[0-9a-f]{32}$', 422, 'bad_format', 'tip');
	perform house.demand($9 is not null, 422, 'required', 'urgent');

	insert into tips.quotas as q (nonce, lookup_hash, spent) values ($4, hash, true)
	on conflict on constraint quotas_pkey do update set spent = true where q.lookup_hash = excluded.lookup_hash and not q.spent;
	perform house.demand(found, 409, 'proof_spent', 'proof');

	-- Held, so that no new list is signed in between.
	perform 1 from unit.units u where u.code = $6 for share;
	perform house.demand(
		coalesce((select max(l.version) = $8 from staff.desk_links l where l.unit = $6), false), 409, 'stale_list', 'list'
	);

	c := queue.open_case('tip', $6, null, 'web', 'new', 'tip', '{}', '', null);
	if $9 then
		update queue.cases x set priority = 'urgent' where x.id = c.id;
	end if;
	perform lookup.bind(hash, c.id);
	insert into tips.threads (case_id, tip, digest, urgent) values (c.id, decode($7, 'hex'), house.bytes32($5, 'digest'), $9);
	insert into tips.secrets (case_id, epoch, room, officer, verify, sealed)
	select c.id, 1, s.room, s.officer, s.verify, s.sealed from tips.unpack_secrets($12) s;
	perform house.demand(
		not exists (select 1 from tips.secrets s where s.case_id = c.id and s.room <> 'T')
		and exists (select 1 from tips.secrets s where s.case_id = c.id and s.officer is null)
		and not exists (
			(select s.verify from tips.secrets s where s.case_id = c.id and s.officer is not null)
			except (select m.verify from staff.desk_members($6) m)
		)
		and not exists (
			(select m.verify from staff.desk_members($6) m) except (select s.verify from tips.secrets s where s.case_id = c.id)
		),
		409, 'stale_list', 'secrets'
	);
	insert into tips.items (case_id, seq, epoch, sealed) values
		(c.id, 0, 1, tips.unpack($10, 'header', array[1])),
		(c.id, 1, 1, tips.unpack($11, 'body', array[4, 16]));
	-- To a member who is on duty, else to nobody.
	perform queue.fall(c.id);
	update tips.parts p set case_id = c.id where p.id = any ($13) and p.nonce = $4 and p.case_id is null;
	get diagnostics claimed = row_count;
	perform house.demand(claimed = coalesce(cardinality($13), 0), 409, 'unknown_part', 'parts');
	return queue.remember($1, 'tips_submit', $2, tips.receipt(c), c.id);
exception
	when unique_violation then
		perform house.refuse(409, 'tip_taken', 'tip');
	when check_violation or not_null_violation or foreign_key_violation then
		perform house.refuse(422, 'bad_format', 'tip');
	when serialization_failure or deadlock_detected or lock_not_available or query_canceled then
		perform house.refuse(503, 'busy');
end;
$$;

-- The signed lists behind the officers' messages, for whoever holds a tip's code: links from a version on, at most 40 and as
-- many as a frame has room for beside the text of the list `version`. `unit` is the one whose list it is: the tip's, or
-- one it was moved from; without it the tip's. Null for an unknown code, another kind, another unit, no such list.
create function public.lookup_desk(lookup_hash text, "from" int, version int, unit text default null)
returns jsonb
language sql
stable security definer
set search_path = ''
as $$
	select jsonb_build_object(
		'links', (
			select jsonb_agg(jsonb_build_object('link', z.link, 'signature', encode(z.signature, 'hex')) order by z.version)
			from (
				select x.*, row_number() over (order by x.version) as place,
					sum(octet_length(x.link) + 200) over (order by x.version) as size
				from staff.desk_links x
				where x.unit = w.unit
					and x.version >= least($2, (select max(y.version) from staff.desk_links y where y.unit = w.unit))
			) z
			where z.place = 1 or (z.place <= 40 and z.size + octet_length(l.body) <= 29000)
		),
		'body', l.body
	)
	from queue.cases c
	join tips.threads t on t.case_id = c.id
	cross join lateral (select coalesce($4, c.unit) as unit) w
	join staff.desk_links l on l.unit = w.unit and l.version = $3
	where c.id = lookup.case_of(house.bytes32($1, 'lookup'))
		and (w.unit = c.unit or exists (
			select 1 from queue.events e
			where e.case_id = c.id and e.code = 'moved' and e.data ->> 'from_unit' = w.unit
		));
$$;

-- Whether the sender of a tip may send files to it now, and what came in of late, which is the price of it. Null for an
-- unknown code and for another kind of case; 409 `not_allowed` where nothing more can be said.
create function public.lookup_upload(lookup_hash text)
returns jsonb
language plpgsql
stable security definer
set search_path = ''
as $$
declare
	c queue.cases;
	thread tips.threads;
begin
	select x.* into c from queue.cases x where x.id = lookup.case_of(house.bytes32($1, 'lookup')) and x.kind = 'tip';
	if not found then
		return null;
	end if;
	select * into thread from tips.threads t where t.case_id = c.id;
	perform house.demand(c.state <> 'handed_over' and thread.erased_at is null, 409, 'not_allowed');
	return jsonb_build_object('load', public.tips_load());
end;
$$;

-- For whoever holds the storage: what to remove, and that it is removed.
create function public.tips_forget_parts()
returns text[]
language sql
security definer
set search_path = ''
as $$
	select tips.forget_parts();
$$;

create function public.tips_parts_gone(paths text[])
returns void
language sql
security definer
set search_path = ''
as $$
	select tips.parts_gone($1);
$$;

grant execute on function
	public.tips_desk_read(text, boolean, int), public.tips_load(), public.tips_answer(text, text),
	public.tips_part_write(text, text, uuid, int, text),
	public.tips_submit_write(uuid, jsonb, text, text, text, text, text, int, boolean, text, text, jsonb, uuid[]),
	public.lookup_desk(text, int, int, text), public.lookup_upload(text), public.tips_forget_parts(), public.tips_parts_gone(text[])
to service_role;

-- ------------------------------------------------------------------------------------------------------ officers' doors
-- Definer: officers read and write no table. Each asks first whether the officer is a member; for everybody else the tip
-- does not exist.

-- Headers of tips that the officer is a member of, each with the key that opens it. Writes no read: nobody has read it.
create function public.tips_headers(ids uuid[])
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
	me staff.officers := staff.require();
begin
	perform house.demand(coalesce(cardinality($1), 0) <= 100, 422, 'too_many', 'ids');
	return coalesce((
		select jsonb_agg(jsonb_build_object(
			'case', c.id, 'tip', encode(t.tip, 'hex'), 'secret', tips.secret(s), 'item', tips.item(i)
		) order by c.id)
		from queue.cases c
		join tips.threads t on t.case_id = c.id
		join tips.items i on i.case_id = c.id and i.seq = 0
		join tips.secrets s on s.case_id = c.id and s.epoch = i.epoch and s.room = 'T' and s.officer = me.user_id
		where c.id = any ($1) and queue.member_reaches(me, c)
	), '[]');
end;
$$;
grant execute on function public.tips_headers(uuid[]) to authenticated;

-- Urgent tips of which the officer is a member and that no member has seen: what every page of theirs says until somebody
-- has. Writes no read, and is no sign of life.
create function public.tips_alarms()
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
	me staff.officers := staff.require();
begin
	return coalesce((
		select jsonb_agg(jsonb_build_object('case', a.id, 'reference', a.reference) order by a.received_at, a.id)
		from (
			select c.id, c.reference, c.received_at
			from tips.threads t
			join queue.cases c on c.id = t.case_id
			where t.urgent and t.acknowledged_at is null and c.ended_at is null and queue.member_reaches(me, c)
			order by c.received_at, c.id
			limit 20
		) a
	), '[]');
end;
$$;
grant execute on function public.tips_alarms() to authenticated;

-- Opens a tip: the read is written down, and the sender sees that somebody opened it.
create function public.tips_open(id uuid)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
	me staff.officers := staff.require();
	c queue.cases := tips.mine(me, $1);
	ground text;
begin
	ground := queue.demand_ground(me, c);
	if c.state = 'new' then
		c := queue.move(c.id, null, 'opened', 'officer', 'open', me.user_id);
	end if;
	perform queue.log_read(c.id, me.user_id, 'tip_opened', ground);
	return tips.whole(me.user_id, c);
end;
$$;
grant execute on function public.tips_open(uuid) to authenticated;

-- Where a part of an attachment lies, for the edge, which asks with the officer's own token and hands the bytes on.
create function public.tips_part_read(id uuid, part uuid)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
	me staff.officers := staff.require();
	c queue.cases := tips.mine(me, $1);
	found_part tips.parts;
begin
	perform queue.demand_ground(me, c);
	select * into found_part from tips.parts p where p.id = $2 and p.case_id = c.id;
	perform house.demand(found, 404, 'not_found');
	return jsonb_build_object('path', found_part.path, 'bytes', found_part.bytes);
end;
$$;
grant execute on function public.tips_part_read(uuid, uuid) to authenticated;

-- A message to the sender; `stale` when somebody wrote first or the room has a new key.
create function public.tips_say(key uuid, id uuid, item uuid, seq int, epoch int, sealed text)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
	me staff.officers := staff.require();
	c queue.cases := tips.mine(me, $2);
	request jsonb := jsonb_build_array($2, $3, $4, $5, $6);
	answer jsonb := queue.once($1, 'tips_say', request);
begin
	if answer is not null then
		return answer;
	end if;
	if tips.write_item(c.id, $3, $4, $5, tips.unpack($6, 'sealed', array[4, 16])) then
		c := queue.move(c.id, null, c.state, 'officer', 'say', me.user_id);
	end if;
	return queue.remember($1, 'tips_say', request, queue.answer(c), c.id);
end;
$$;
grant execute on function public.tips_say(uuid, uuid, uuid, int, int, text) to authenticated;

-- The key D of the room's epoch, sealed to members alone, its maker among them. A second one: 409 `taken`.
create function public.tips_notes_key(key uuid, id uuid, epoch int, secrets jsonb)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
	me staff.officers := staff.require();
	c queue.cases := tips.mine(me, $2);
	request jsonb := jsonb_build_array($2, $3, $4);
	answer jsonb := queue.once($1, 'tips_notes_key', request);
begin
	if answer is not null then
		return answer;
	end if;
	perform house.demand($3 = (select t.epoch from tips.threads t where t.case_id = c.id), 409, 'stale', 'epoch');
	insert into tips.note_keys (case_id, epoch) values (c.id, $3) on conflict do nothing;
	perform house.demand(found, 409, 'taken');
	perform house.demand(
		s.room = 'D' and exists (
			select 1 from tips.secrets t
			where t.case_id = c.id and t.epoch = $3 and t.room = 'T' and t.officer = s.officer and t.verify = s.verify
		),
		409, 'unknown_key', 'secrets'
	) from tips.unpack_secrets($4) s;
	insert into tips.secrets (case_id, epoch, room, officer, verify, sealed)
	select c.id, $3, 'D', s.officer, s.verify, s.sealed from tips.unpack_secrets($4) s;
	perform house.demand(
		exists (
			select 1 from tips.secrets s where s.case_id = c.id and s.epoch = $3 and s.room = 'D' and s.officer = me.user_id
		),
		422, 'required', 'secrets'
	);
	return queue.remember($1, 'tips_notes_key', request, '{"ok": true}', c.id);
end;
$$;
grant execute on function public.tips_notes_key(uuid, uuid, int, jsonb) to authenticated;

-- A note among officers, sealed to D. The same note again is answered as before; 409 `stale` after a new key.
create function public.tips_note(key uuid, id uuid, note uuid, epoch int, sealed text)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
	me staff.officers := staff.require();
	c queue.cases := tips.mine(me, $2);
	request jsonb := jsonb_build_array($2, $3, $4, $5);
	answer jsonb := queue.once($1, 'tips_note', request);
	file bytea := tips.unpack($5, 'sealed', array[4, 16]);
	known tips.notes;
begin
	if answer is not null then
		return answer;
	end if;
	perform house.demand($3 is not null, 422, 'required', 'note');
	select * into known from tips.notes n where n.id = $3;
	if found then
		perform house.demand(known.case_id = c.id and known.sealed = file, 409, 'key_reused', 'note');
		return queue.remember($1, 'tips_note', request, '{"ok": true}', c.id);
	end if;
	perform house.demand($4 = (select t.epoch from tips.threads t where t.case_id = c.id), 409, 'stale', 'epoch');
	perform house.demand(
		exists (select 1 from tips.note_keys k where k.case_id = c.id and k.epoch = $4), 409, 'not_allowed', 'epoch'
	);
	insert into tips.notes (id, case_id, epoch, place, officer, sealed)
	select $3, c.id, $4, count(*), me.user_id, file from tips.notes n where n.case_id = c.id;
	perform queue.note_event(c.id, 'note', 'officer', me.user_id);
	return queue.remember($1, 'tips_note', request, '{"ok": true}', c.id);
end;
$$;
grant execute on function public.tips_note(uuid, uuid, uuid, int, text) to authenticated;

-- Says what the tip is. A report of crime gets the law's clocks, counted from its receipt; the clock that waited for this
-- stops either way. What was called a crime by mistake loses them.
create function public.tips_classify(key uuid, id uuid, version int, "as" text)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
	me staff.officers := staff.require();
	c queue.cases := tips.mine(me, $2);
	request jsonb := jsonb_build_array($2, $3, $4);
	answer jsonb := queue.once($1, 'tips_classify', request);
begin
	if answer is not null then
		return answer;
	end if;
	perform house.demand($3 is not null, 422, 'required', 'version');
	perform house.demand($4 in ('crime', 'other'), 422, 'bad_format', 'as');
	c := queue.move(c.id, $3, 'checking', 'officer', 'classify', me.user_id, jsonb_build_object('as', $4), null, false);
	perform tips.clock_crime(c, $4 = 'crime');
	return queue.remember($1, 'tips_classify', request, queue.answer(c), c.id);
end;
$$;
grant execute on function public.tips_classify(uuid, uuid, int, text) to authenticated;

-- Ends a tip. `handed_over`: it is an investigation now, whose file is elsewhere.
create function public.tips_close(key uuid, id uuid, version int, "as" text)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
	me staff.officers := staff.require();
	c queue.cases := tips.mine(me, $2);
	request jsonb := jsonb_build_array($2, $3, $4);
	answer jsonb := queue.once($1, 'tips_close', request);
begin
	if answer is not null then
		return answer;
	end if;
	perform house.demand($3 is not null, 422, 'required', 'version');
	perform house.demand($4 in ('resolved', 'unfounded', 'duplicate', 'handed_over'), 422, 'bad_format', 'as');
	c := queue.move(c.id, $3, $4, 'officer', 'close', me.user_id);
	return queue.remember($1, 'tips_close', request, queue.answer(c), c.id);
end;
$$;
grant execute on function public.tips_close(uuid, uuid, int, text) to authenticated;

-- Somebody has seen that it is urgent; who was first stays written down.
create function public.tips_acknowledge(key uuid, id uuid)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
	me staff.officers := staff.require();
	c queue.cases := tips.mine(me, $2);
	request jsonb := jsonb_build_array($2);
	answer jsonb := queue.once($1, 'tips_acknowledge', request);
begin
	if answer is not null then
		return answer;
	end if;
	perform house.demand((select t.urgent from tips.threads t where t.case_id = c.id), 409, 'not_allowed');
	update tips.threads t set acknowledged_at = date_trunc('hour', now()), acknowledged_by = me.user_id
	where t.case_id = c.id and t.acknowledged_at is null;
	if found then
		-- Lists mark what nobody has seen.
		update queue.cases x set priority = 'high' where x.id = c.id;
		perform queue.note_event(c.id, 'acknowledge', 'officer', me.user_id);
	end if;
	return queue.remember($1, 'tips_acknowledge', request, '{"ok": true}', c.id);
end;
$$;
grant execute on function public.tips_acknowledge(uuid, uuid) to authenticated;

-- Gives one more officer the keys of an epoch: T, and D where there is one. The officer stands with these keys in the newest
-- list of their own unit; one of another unit knows of the tip only once it is handed to that unit. Keys of an earlier epoch
-- go only to who holds the current one (409 `stale`), and what the giver does not hold they cannot give (409 `not_allowed`).
-- What keys in use hold already stays as it is, and that is no error: a hand-over that broke off begins anew. An event for
-- each epoch tells that an officer of the unit was given it; for those of another the hand-over tells it.
create function public.tips_grant(key uuid, id uuid, epoch int, verify text, secrets jsonb)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
	me staff.officers := staff.require();
	c queue.cases := tips.mine(me, $2);
	request jsonb := jsonb_build_array($2, $3, $4, $5);
	answer jsonb := queue.once($1, 'tips_grant', request);
	signs bytea := house.bytes32($4, 'verify');
	newcomer staff.officers;
	thread tips.threads;
	rooms text[];
	wanted text[];
begin
	if answer is not null then
		return answer;
	end if;
	select * into thread from tips.threads t where t.case_id = c.id;
	select o.* into newcomer from staff.keys k join staff.officers o on o.user_id = k.officer where k.verify = signs;
	perform house.demand(found and tips.may_hold(newcomer.unit, signs), 409, 'unknown_key', 'verify');
	perform house.demand(
		$3 = thread.epoch or ($3 between 1 and thread.epoch and exists (
			select 1 from tips.secrets s
			where s.case_id = c.id and s.epoch = thread.epoch and s.room = 'T' and s.officer = newcomer.user_id
		)),
		409, 'stale', 'epoch'
	);
	select array_agg(s.room order by s.room) into wanted
	from tips.secrets s where s.case_id = c.id and s.epoch = $3 and s.officer = me.user_id;
	perform house.demand('T' = any (wanted), 409, 'not_allowed', 'epoch');
	select array_agg(s.room order by s.room) into rooms from tips.unpack_secrets($5) s where s.verify = signs;
	perform house.demand(
		rooms = wanted and jsonb_array_length($5) = cardinality(rooms), 422, 'bad_format', 'secrets'
	);
	insert into tips.secrets as x (case_id, epoch, room, officer, verify, sealed)
	select c.id, $3, s.room, s.officer, s.verify, s.sealed from tips.unpack_secrets($5) s
	on conflict on constraint secrets_case_id_epoch_room_officer_key
	-- What keys in use can open is not replaced: nobody shuts a colleague out of what they read.
	do update set verify = excluded.verify, sealed = excluded.sealed where x.verify <> excluded.verify;
	if found and newcomer.unit = c.unit then
		perform queue.note_event(
			c.id, 'grant', 'officer', me.user_id, jsonb_build_object('officer', newcomer.user_id, 'epoch', $3)
		);
	end if;
	return queue.remember($1, 'tips_grant', request, '{"ok": true}', c.id);
end;
$$;
grant execute on function public.tips_grant(uuid, uuid, int, text, jsonb) to authenticated;

-- Whether the epoch to come leaves two readers of the desk that has the tip then, where two of the unit could read the epoch
-- before and still may. A desk of two is let off: who of them a tip is about can be shut out, and nobody else could be added.
create function tips.leaves_two(c queue.cases, unit text, epoch int)
returns boolean
language sql
stable
set search_path = ''
as $$
	select count(*) filter (where s.epoch = $3 + 1) >= 2
		or count(*) filter (where s.epoch = $3 and tips.may_hold(($1).unit, s.verify)) < 2
		or (select count(*) from tips.holders($2)) <= 2
	from tips.secrets s
	where s.case_id = ($1).id and s.room = 'T' and s.officer is not null;
$$;

-- A new key for the room in one transaction: the signed item that names it, still to the old room, then the rows of the new
-- epoch, the sender's among them. Who is not named loses every row. Another `unit` gets the tip with it: the sender sees that
-- it moved, not whose hands it left. Refuses 409 `two_readers` where one reader would be left of several, unless the desk has
-- no third officer. A repeated command is answered before membership is asked, since it may have ended it.
create function public.tips_rekey(
	key uuid, id uuid, unit text, item uuid, seq int, epoch int, sealed text, secrets jsonb
)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
	me staff.officers := staff.require();
	request jsonb := jsonb_build_array($2, $3, $4, $5, $6, $7, $8);
	answer jsonb := queue.once($1, 'tips_rekey', request);
	c queue.cases;
	file bytea := tips.unpack($7, 'sealed', array[4, 16]);
	next_epoch int := $6 + 1;
	from_unit text;
begin
	if answer is not null then
		return answer;
	end if;
	c := tips.mine(me, $2);
	from_unit := c.unit;
	perform house.demand($3 = c.unit or c.ended_at is null, 409, 'not_allowed', 'unit');
	if not tips.write_item(c.id, $4, $5, $6, file) then
		return queue.remember($1, 'tips_rekey', request, queue.answer(c), c.id);
	end if;
	perform house.demand(s.officer is null or tips.may_hold($3, s.verify), 409, 'unknown_key', 'secrets')
	from tips.unpack_secrets($8) s;
	insert into tips.secrets (case_id, epoch, room, officer, verify, sealed)
	select c.id, next_epoch, s.room, s.officer, s.verify, s.sealed from tips.unpack_secrets($8) s;
	perform house.demand(
		exists (select 1 from tips.secrets s where s.case_id = c.id and s.epoch = next_epoch and s.officer is null)
		and exists (select 1 from tips.secrets s where s.case_id = c.id and s.epoch = next_epoch and s.room = 'T' and s.officer is not null),
		422, 'required', 'secrets'
	);
	perform house.demand(tips.leaves_two(c, $3, $6), 409, 'two_readers', 'secrets');
	-- Notes go on if there were any: everybody who holds T holds D as well.
	perform house.demand(
		(select coalesce(array_agg(s.officer order by s.officer), '{}') from tips.secrets s
			where s.case_id = c.id and s.epoch = next_epoch and s.room = 'D')
		= case when exists (select 1 from tips.note_keys k where k.case_id = c.id and k.epoch = $6) then (
			select array_agg(s.officer order by s.officer) from tips.secrets s
			where s.case_id = c.id and s.epoch = next_epoch and s.room = 'T' and s.officer is not null
		) else '{}' end,
		422, 'required', 'secrets'
	);
	insert into tips.note_keys (case_id, epoch)
	select k.case_id, next_epoch from tips.note_keys k where k.case_id = c.id and k.epoch = $6;
	delete from tips.secrets s
	where s.case_id = c.id and s.officer is not null and s.officer not in (
		select n.officer from tips.secrets n where n.case_id = c.id and n.epoch = next_epoch and n.officer is not null
	);
	update tips.threads t set epoch = next_epoch where t.case_id = c.id;
	if $3 = from_unit then
		c := queue.move(c.id, null, c.state, 'officer', 'rekey', me.user_id, jsonb_build_object(
			'epoch', next_epoch,
			'readers', (
				select count(*) from tips.secrets s
				where s.case_id = c.id and s.epoch = next_epoch and s.room = 'T' and s.officer is not null
			)
		), null, false);
	else
		perform tips.hand_over(c, $3);
		c := queue.move(
			c.id, null, c.state, 'officer', 'move_unit', me.user_id,
			jsonb_build_object('from_unit', from_unit, 'to_unit', $3), null, true, 'moved'
		);
	end if;
	-- Who has it on their desk but may no longer know of it has it no more.
	update queue.cases x set assignee = null
	where x.id = c.id and not exists (
		select 1 from tips.secrets s where s.case_id = c.id and s.epoch = next_epoch and s.officer = x.assignee
	);
	-- For the unit that it came to it is new.
	if $3 <> from_unit then
		perform queue.fall(c.id);
	end if;
	return queue.remember($1, 'tips_rekey', request, queue.answer(c), c.id);
end;
$$;
grant execute on function public.tips_rekey(uuid, uuid, text, uuid, int, int, text, jsonb) to authenticated;
