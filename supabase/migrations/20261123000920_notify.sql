-- The room `notify`: what is told to the people of a visit without their asking, and by which way. Once only, never for a tip or a request
-- for help, and never a word that a swindler could use (decision 47). The words themselves stand in _shared/messages.

create schema notify;
revoke all on schema notify from public;
comment on schema notify is 'The outbox: messages to residents, and calls where no message reaches.';

-- ------------------------------------------------------------------------------------------------------------- functions

-- Whether a text holds none of what makes a false message dangerous: no link, no address, no number to call.
create function notify.is_harmless(value text) returns boolean
language sql immutable parallel safe set search_path = '' as $$
	select value !~* '(https?|www|://|@|[0-9]{6})' and value !~* '[[:alnum:]]\.[[:alpha:]]{2}'
$$;

-- What a message may say: nothing at all, or the day of a visit with its window. No word fits in, so nobody's name and no place.
create function notify.is_data(value jsonb) returns boolean
language sql immutable parallel safe set search_path = '' as $$
	select coalesce(
		value = '{}' or (
			value ?& array['day', 'from', 'to'] and value - 'day' - 'from' - 'to' = '{}'
			and value ->> 'day' ~ '^2[0-9]{3}-[0-9]{2}-[0-9]{2}$'
			and jsonb_typeof(value -> 'from') = 'number' and value ->> 'from' ~ '^[0-9]{1,4}$'
			and jsonb_typeof(value -> 'to') = 'number' and value ->> 'to' ~ '^[0-9]{1,4}$'
			and notify.is_harmless(value::text)
		),
		false
	)
$$;

-- Whether an address is one of its channel: a Vietnamese mobile number, or an e-mail address that is nothing but one.
create function notify.is_address(channel text, value text) returns boolean
language sql immutable parallel safe set search_path = '' as $$
	select case channel
		when 'email' then char_length(value) <= 254
			and value ~ '^[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,}$' and value !~ '\.\.'
		else value ~ '^\+84[35789][0-9]{8}$'
	end
$$;

-- ---------------------------------------------------------------------------------------------------------------- tables

create table notify.purposes (
	purpose text primary key,
	calls boolean not null,
	dated boolean not null
);
comment on table notify.purposes is 'Why somebody is told something. Their words stand in _shared/messages, and a test holds the two together.';
comment on column notify.purposes.calls is 'It matters so much that the desk calls whoever no message reaches.';
comment on column notify.purposes.dated is 'It says the day and the window.';

insert into notify.purposes (purpose, calls, dated) values
	('confirmed', false, true), ('changed', true, true), ('postponed', true, true), ('cancelled', true, false),
	('evening', false, true), ('on_the_way', false, false), ('card_ready', true, false);

create table notify.settings (
	unit text primary key references unit.units (code),
	sms boolean not null default false,
	zns boolean not null default false,
	email boolean not null default false,
	sender text check (sender ~ '^[A-Za-z][A-Za-z0-9 ._-]{1,9}[A-Za-z0-9]$' and notify.is_harmless(sender)),
	quiet_from int not null default 1320 check (quiet_from between 720 and 1440),
	quiet_to int not null default 360 check (quiet_to between 0 and 720),
	check (sender is not null or not sms)
);
comment on table notify.settings is 'The ways by which a unit tells; without a row none. Secrets and addresses of providers stand in the environment alone.';
comment on column notify.settings.sender is 'The name under which an SMS comes, as the provider registered it.';
comment on column notify.settings.quiet_from is 'Minutes after midnight from which nobody is told anything, until quiet_to of the next day.';

create table notify.providers (
	channel text primary key check (channel in ('sms', 'zns', 'email', 'push')),
	seen_at timestamptz not null default now()
);
comment on table notify.providers is 'Channels for which the worker last said that it has a provider. Nothing is written for one that it has not.';

create table notify.emails (
	case_id uuid primary key references queue.cases (id),
	address text not null check (notify.is_address('email', address)),
	officer uuid references staff.officers (user_id),
	at timestamptz not null default now()
);
comment on table notify.emails is 'E-mail addresses that residents gave with their booking or to the desk; erased with phone and name.';
comment on column notify.emails.officer is 'Who wrote it down; null: the resident, with the booking.';
create index emails_officer on notify.emails (officer);

create table notify.outbox (
	id uuid primary key default gen_random_uuid(),
	unit text not null references unit.units (code),
	purpose text not null references notify.purposes (purpose),
	channel text not null check (channel in ('sms', 'zns', 'email', 'push', 'call')),
	case_id uuid references queue.cases (id),
	once text not null unique check (char_length(once) between 8 and 160),
	data jsonb not null default '{}' check (notify.is_data(data)),
	to_address text check (notify.is_address(channel, to_address)),
	to_tail text check (to_tail ~ '^[0-9]{2}$'),
	made_at timestamptz not null default now(),
	not_before timestamptz not null default now(),
	expires_at timestamptz not null,
	state text not null default 'pending' check (state in ('pending', 'claimed', 'sent', 'dead', 'unsure', 'cancelled')),
	tries int not null default 0,
	tries_most int not null default 8,
	next_try_at timestamptz not null default now(),
	claim uuid,
	claimed_until timestamptz,
	asked_twice boolean,
	provider_id text check (provider_id ~ '^[A-Za-z0-9._-]{1,64}$'),
	error text check (error ~ '^[a-z0-9_]{1,40}$'),
	ended_at timestamptz,
	check ((state = 'claimed') = (claim is not null) and (state = 'claimed') = (claimed_until is not null)),
	check ((state in ('pending', 'claimed')) = (ended_at is null)),
	-- Where it went is nobody's business once it went.
	check (state in ('pending', 'claimed') or to_address is null),
	check (state not in ('pending', 'claimed') or (to_address is null) = (channel = 'call'))
);
comment on table notify.outbox is 'Messages and calls to make. What was said is purpose and data; to whom is known only until it is sent.';
comment on column notify.outbox.once is 'Purpose, case and what makes it once: the same thing is never told twice. Its id, which names nobody, is the key a provider gets.';
comment on column notify.outbox.asked_twice is 'The provider knows the key, so that a claim whose answer was lost is sent again. False: it is unsure.';
comment on column notify.outbox.to_tail is 'The last two digits, for the lead''s list.';
create index outbox_due on notify.outbox (channel, next_try_at) where state = 'pending';
create index outbox_claimed on notify.outbox (claimed_until) where state = 'claimed';
create index outbox_expiring on notify.outbox (expires_at) where state = 'pending';
create index outbox_of_case on notify.outbox (case_id);
create index outbox_of_unit on notify.outbox (unit, made_at);
create index outbox_failed on notify.outbox (unit, ended_at) where state in ('dead', 'unsure');
create index outbox_calls on notify.outbox (unit, expires_at) where channel = 'call' and state = 'pending';
create index outbox_purpose on notify.outbox (purpose);
create index outbox_remembering on notify.outbox (ended_at) where num_nonnulls(to_tail, provider_id) > 0;

create table notify.attempts (
	message uuid not null references notify.outbox (id),
	try int not null,
	step text not null check (step in ('began', 'ended')),
	code text not null check (code ~ '^[a-z0-9_]{1,40}$'),
	at timestamptz not null default clock_timestamp(),
	primary key (message, try, step)
);
comment on table notify.attempts is 'Each try, written before the provider is asked and once more with what came of it. Codes only, written once.';
create trigger attempts_are_append_only before update or delete on notify.attempts
for each row execute function house.append_only();
create trigger attempts_are_never_emptied before truncate on notify.attempts
for each statement execute function house.append_only();

alter table notify.purposes enable row level security;
alter table notify.settings enable row level security;
alter table notify.providers enable row level security;
alter table notify.emails enable row level security;
alter table notify.outbox enable row level security;
alter table notify.attempts enable row level security;
revoke all on all tables in schema notify from public, anon, authenticated, service_role;

-- A message is about a visit or about nobody's case. Whoever sent a tip or asked for help is never sent anything, whichever function
-- would want to.
create function notify.of_visits_alone() returns trigger
language plpgsql set search_path = '' as $$
begin
	if new.case_id is not null and not exists (
		select 1 from queue.cases c where c.id = new.case_id and c.kind = 'home_visit' and c.unit = new.unit
	) then
		raise exception 'not_told' using errcode = 'PT403', detail = tg_table_name;
	end if;
	return new;
end;
$$;
create trigger outbox_is_of_visits_alone before insert or update of case_id, unit on notify.outbox
for each row execute function notify.of_visits_alone();

-- ------------------------------------------------------------------------------------------------------------ who and when

-- The first instant at or after one at which people of a unit may be told something.
create function notify.waking(p_unit text, p_at timestamptz) returns timestamptz
language sql stable set search_path = '' as $$
	select case
		when x.minute >= x.quiet_from then house.at(house.local_day(p_at) + 1, x.quiet_to)
		when x.minute < x.quiet_to then house.at(house.local_day(p_at), x.quiet_to)
		else p_at
	end
	from (
		select
			house.local_minute(p_at) as minute, coalesce(s.quiet_from, 1320) as quiet_from, coalesce(s.quiet_to, 360) as quiet_to
		from (select 1) one
		left join notify.settings s on s.unit = p_unit
	) x
$$;

-- Whether a way of a unit is open: the unit wants it, and the worker said within the last day that it has a provider.
create function notify.is_open(p_unit text, p_channel text) returns boolean
language sql stable set search_path = '' as $$
	select exists (
		select 1
		from notify.settings s
		join notify.providers p on p.channel = p_channel and p.seen_at > now() - interval '1 day'
		where s.unit = p_unit and case p_channel when 'sms' then s.sms when 'zns' then s.zns when 'email' then s.email end
	)
$$;

-- By which way the booker of a visit is told, and where; null where no message reaches them.
create function notify.way(p_visit booking.visits, out channel text, out address text)
language sql stable set search_path = '' as $$
	select w.channel, w.address
	from (
		select 1, 'zns', (p_visit).booker_phone
		union all
		select 2, 'sms', (p_visit).booker_phone
		union all
		select 3, 'email', (select e.address from notify.emails e where e.case_id = (p_visit).case_id)
	) w (place, channel, address)
	where notify.is_address(w.channel, w.address) and notify.is_open((p_visit).unit, w.channel)
	order by w.place
	limit 1
$$;

-- Whether somebody of a visit has died. From then on nobody of that house gets a message: what must be said is said by a person.
create function notify.mourns(p_case uuid) returns boolean
language sql stable set search_path = '' as $$
	select exists (
		select 1 from booking.visits v join booking.people p on p.visit_id = v.id where v.case_id = p_case and p.outcome = 'died'
	)
$$;

-- The stop to which a team is on its way: the first one that is not over, unless the team stands there. Null: none.
create function notify.next_stop(p_team_day uuid) returns booking.stops
language sql stable set search_path = '' as $$
	select case when not rounds.was_there(x.team_day, x.subject) then row(x.*)::booking.stops end
	from (
		select s.*
		from booking.stops s
		where s.team_day = p_team_day and s.held_until is null and not booking.is_over(s)
		order by s.position
		limit 1
	) x
$$;

-- Whether a message is still true. Whatever changed meanwhile, by whichever door, is not told as it was.
create function notify.stands(o notify.outbox) returns boolean
language sql stable set search_path = '' as $$
	select o.case_id is null or coalesce(
		(
			select (o.channel = 'call' or not notify.mourns(c.id)) and case o.purpose
				when 'cancelled' then c.state in ('cancelled', 'ineligible') and not notify.mourns(c.id)
				when 'postponed' then c.state in ('postponed', 'returned')
				when 'card_ready' then c.ended_at is null and exists (
					select 1 from booking.people p where p.visit_id = v.id and p.card_ready_at is not null and p.card_handed_at is null
				)
				when 'on_the_way' then c.state = 'confirmed' and exists (
					select 1
					from booking.stops s
					join booking.team_days d on d.id = s.team_day and d.day = house.local_day(now())
					where s.subject = v.id and s.kind = 'visit' and (notify.next_stop(s.team_day)).id = s.id
				)
				else c.state in ('held', 'confirmed') and booking.window_of(v.id) = o.data
			end
			from queue.cases c
			join booking.visits v on v.case_id = c.id
			where c.id = o.case_id
		),
		false
	)
$$;

-- ------------------------------------------------------------------------------------------------------------------ writing

-- Drops what was to be told about a case, whether a worker has just taken it or not; `p_purposes` null: all of it. A call stays a call
-- unless all of it is dropped.
create function notify.drop_pending(p_case uuid, p_purposes text[], p_why text) returns void
language sql volatile set search_path = '' as $$
	update notify.outbox o
	set state = 'cancelled', error = p_why, to_address = null, claim = null, claimed_until = null, ended_at = now()
	where o.case_id = p_case and o.state in ('pending', 'claimed') and (p_purposes is null or o.purpose = any (p_purposes))
$$;

-- Writes what is to be told, or a call where no message reaches and it matters. Quiet hours move it; what is useless by then is
-- written as dropped. `p_call`: nobody has said it yet. Nothing where it was told before. Answers whether something was written.
create function notify.put(
	c queue.cases, p_purpose text, p_once text, p_data jsonb, p_at timestamptz, p_expires timestamptz, p_call boolean default true
) returns boolean
language plpgsql volatile set search_path = '' as $$
declare
	v booking.visits;
	v_channel text;
	v_address text;
	v_from timestamptz := notify.waking(c.unit, p_at);
begin
	-- Telling never stops what is told: where there is nothing to say, nothing is written.
	if p_expires is null or p_expires <= p_at or not notify.is_data(p_data) then
		return false;
	end if;
	select b.* into v from booking.visits b where b.case_id = c.id;
	if not notify.mourns(c.id) then
		select w.channel, w.address into v_channel, v_address from notify.way(v) w;
	end if;
	if v_channel is null then
		-- A case whose state says so is in the call list already.
		if not p_call
			or not (select p.calls from notify.purposes p where p.purpose = p_purpose)
			or (select s.calls from queue.states s where s.state = c.state)
		then
			return false;
		end if;
		v_channel := 'call';
		v_from := p_at;
	end if;
	insert into notify.outbox (
		unit, purpose, channel, case_id, once, data, to_address, to_tail, not_before, next_try_at, expires_at, state, error, ended_at
	)
	values (
		c.unit, p_purpose, v_channel, c.id, p_purpose || ':' || c.id || ':' || p_once, p_data,
		case when v_from < p_expires then v_address end,
		case when v_channel in ('sms', 'zns') then right(v_address, 2) end,
		v_from, v_from, p_expires,
		case when v_from < p_expires then 'pending' else 'cancelled' end,
		case when v_from >= p_expires then 'too_late' end,
		case when v_from >= p_expires then now() end
	)
	on conflict (once) do nothing;
	return found;
end
$$;

-- Keeps the e-mail address that a resident gave with a booking, if any. Where the unit tells nobody by e-mail it would be of no use, and
-- is not kept. Refuses 422 where it is none.
create function notify.keep_email(c queue.cases, p_address text) returns void
language plpgsql volatile set search_path = '' as $$
begin
	perform house.demand(p_address is null or notify.is_address('email', p_address), 422, 'bad_format', 'contact.email');
	insert into notify.emails (case_id, address)
	select c.id, p_address
	where p_address is not null and notify.is_open(c.unit, 'email');
end
$$;

-- Tells the house to which a team of today is on its way now. Not before the team leaves by its plan, since it may stand at its break,
-- unless it said itself that it left, and for where: then at once, and not when that was so long ago that it must be there by now.
create function notify.set_out(
	p_team_day uuid, p_at timestamptz default now(), p_left timestamptz default null, p_subject uuid default null
) returns void
language plpgsql volatile set search_path = '' as $$
declare
	s booking.stops := notify.next_stop(p_team_day);
	d booking.team_days;
	c queue.cases;
	v_leaves timestamptz;
	v_there timestamptz;
begin
	select t.* into d from booking.team_days t where t.id = p_team_day;
	if s.id is null or s.kind <> 'visit' or d.day <> house.local_day(p_at) or s.subject <> coalesce(p_subject, s.subject) then
		return;
	end if;
	select q.* into c from queue.cases q join booking.visits v on v.case_id = q.id where v.id = s.subject and q.state = 'confirmed';
	if not found then
		return;
	end if;
	v_leaves := coalesce(p_left, greatest(p_at, house.at(d.day, s.start - s.travel) - interval '5 minutes'));
	v_there := v_leaves + make_interval(mins => greatest(s.travel, 10));
	-- What waits for the planned hour is true earlier than that.
	if p_left is not null then
		update notify.outbox o
		set not_before = notify.waking(o.unit, p_at), next_try_at = notify.waking(o.unit, p_at), expires_at = v_there
		where
			o.once = 'on_the_way:' || c.id || ':' || d.id and o.state = 'pending' and o.tries = 0 and o.not_before > p_at
			and notify.waking(o.unit, p_at) < v_there;
	end if;
	perform notify.put(c, 'on_the_way', d.id::text, '{}', greatest(v_leaves, p_at), v_there);
end
$$;

-- Tells every house that is visited tomorrow, from the unit's hour of the evening before; how many were told. So many at once, since all
-- units have that hour and a call has seconds: the next minute goes on where this one ended.
create function notify.evening(p_at timestamptz default now(), p_most int default 500) returns int
language plpgsql volatile set search_path = '' as $$
declare
	r record;
	v_count int := 0;
begin
	for r in
		select c, d.day, s.window_from, s.window_to
		from notify.settings n
		join unit.settings u on u.unit = n.unit
		join booking.team_days d on d.unit = n.unit and d.day = house.local_day(p_at) + 1
		join booking.promises s on s.team_day = d.id and s.held_until is null
		join booking.visits v on v.id = s.visit
		join queue.cases c on c.id = v.case_id and c.state = 'confirmed'
		where
			(n.sms or n.zns or n.email) and p_at >= house.at(d.day - 1, u.readiness_hour * 60)
			and not exists (
				select 1
				from notify.outbox o
				where o.once = 'evening:' || c.id || ':' || d.day || ':' || s.window_from
			)
	loop
		-- Whom nothing reaches has no row, and would be the first again and again.
		if notify.put(
			r.c, 'evening', r.day || ':' || r.window_from,
			jsonb_build_object('day', r.day, 'from', r.window_from, 'to', r.window_to), p_at, house.at(r.day, r.window_from)
		) then
			v_count := v_count + 1;
		end if;
		exit when v_count >= p_most;
	end loop;
	return v_count;
end
$$;

-- Hears what happened to a visit, when all of it has happened: the trigger is deferred to the end of the transaction, so that it sees the
-- window and the state that stand. In the same transaction it drops what is not true any more.
-- Definer: a deferred trigger runs as whoever called the door, and nobody has a right on these tables.
create function notify.hear() returns trigger
language plpgsql volatile security definer set search_path = '' as $$
declare
	c queue.cases;
	v booking.visits;
	w jsonb;
	v_day uuid;
	v_plans constant text[] := array['confirmed', 'changed', 'postponed', 'evening', 'on_the_way'];
begin
	select q.* into c from queue.cases q where q.id = new.case_id;
	if c.kind <> 'home_visit' then
		return null;
	end if;
	select b.* into v from booking.visits b where b.case_id = c.id;
	if new.code = 'call' then
		if new.data ->> 'outcome' = 'answered' then
			update notify.outbox o
			set state = 'sent', ended_at = now()
			where o.case_id = c.id and o.channel = 'call' and o.state = 'pending';
		end if;
		return null;
	end if;
	if c.ended_at is not null or notify.mourns(c.id) then
		perform notify.drop_pending(c.id, null, case when notify.mourns(c.id) then 'died' else 'over' end);
	end if;
	w := booking.window_of(v.id);
	-- What happened long ago and is written down now, as the events of a demonstration are, is told to nobody.
	if new.at < now() - interval '1 hour' then
		return null;
	end if;
	case
		when new.code in ('confirm', 'move', 'take', 'reopen', 'gather') then
			perform notify.drop_pending(c.id, v_plans, 'overtaken');
			if new.officer is not null and w is not null and c.state in ('held', 'confirmed') then
				perform notify.put(
					c, case when new.code = 'confirm' then 'confirmed' else 'changed' end, new.id::text, w, now(),
					house.at((w ->> 'day')::date, (w ->> 'from')::int),
					-- Agreed on the phone or across the table: it has been said.
					new.data ->> 'asked' is null and not queue.spoke_lately(c.id, new.officer)
				);
			end if;
		when new.code in ('merge', 'unmerge', 'unmerged') then
			-- Of two bookings of one house the other one's window stands: who was promised this one hears it once. Where this one stands,
			-- what was to be told of it is still true. Taken apart again, each hears the window that it has back, which it was told had
			-- another in its place, or nothing more of.
			if new.code = 'unmerged' or new.data ? 'window' then
				perform notify.drop_pending(c.id, v_plans, 'overtaken');
				if w is not null and c.state = 'confirmed' then
					perform notify.put(
						c, 'changed', new.id::text, w, now(), house.at((w ->> 'day')::date, (w ->> 'from')::int),
						not queue.spoke_lately(c.id, new.officer)
					);
				end if;
			end if;
		when new.code = 'postpone' then
			perform notify.drop_pending(c.id, v_plans, 'overtaken');
			w := new.data -> 'window';
			if notify.is_data(w) then
				perform notify.put(
					c, 'postponed', new.id::text, w, now(), house.at((w ->> 'day')::date, (w ->> 'to')::int)
				);
			end if;
		when new.code = 'cancel' then
			-- What the family asked for, or is the family's own reason, needs no word of the unit.
			if new.officer is not null and c.state in ('cancelled', 'ineligible') and not notify.mourns(c.id)
				and new.data ->> 'asked' is null and new.data ->> 'reason' in ('not_eligible', 'unreachable', 'other') then
				perform notify.put(
					c, 'cancelled', new.id::text, '{}', now(), now() + interval '3 days',
					new.data ->> 'reason' <> 'unreachable' and not queue.spoke_lately(c.id, new.officer)
				);
			end if;
		when new.code = 'card_ready' then
			perform notify.put(c, 'card_ready', new.id::text, '{}', now(), now() + interval '7 days');
		else
			null;
	end case;
	if new.code in ('outcome', 'card_handed') and new.officer is not null then
		select s.team_day into v_day
		from booking.stops s
		join booking.team_days d on d.id = s.team_day
		where s.subject in (v.id, v.gathering) and d.day = house.local_day(now())
		limit 1;
		perform notify.set_out(v_day);
	end if;
	return null;
end
$$;
create constraint trigger events_reach_residents after insert on queue.events
deferrable initially deferred
for each row
when (
	new.code in (
		'call', 'confirm', 'move', 'take', 'reopen', 'gather', 'postpone', 'cancel', 'card_ready', 'outcome', 'card_handed', 'person_died',
		'merge', 'merged', 'unmerge', 'unmerged'
	)
)
execute function notify.hear();

-- From an errand a team sets out, too. Definer: as above.
create function notify.hear_errand() returns trigger
language plpgsql volatile security definer set search_path = '' as $$
begin
	perform notify.set_out(s.team_day) from booking.stops s where s.subject = new.id and s.kind = 'support';
	return null;
end
$$;
create constraint trigger errands_are_heard after update of over on booking.errands
deferrable initially deferred
for each row when (new.over and new.told_at is not null) execute function notify.hear_errand();

-- When it leaves its yard, the first house of the shift hears it too. Definer: as above.
create function notify.hear_departure() returns trigger
language plpgsql volatile security definer set search_path = '' as $$
begin
	perform notify.set_out(d.id, now(), least(house.at(d.day, new.minute), now()), new.subject)
	from booking.team_days d
	where d.id = new.team_day;
	return null;
end;
$$;
create constraint trigger departures_are_heard after insert on rounds.departures
deferrable initially deferred
for each row execute function notify.hear_departure();

-- --------------------------------------------------------------------------------------------------------------- retention

-- Erases how the people of a case are reached.
create function notify.erase(p_case uuid) returns void
language plpgsql volatile set search_path = '' as $$
begin
	perform notify.drop_pending(p_case, null, 'erased');
	update notify.outbox o set to_tail = null, provider_id = null where o.case_id = p_case and num_nonnulls(o.to_tail, o.provider_id) > 0;
	delete from notify.emails e where e.case_id = p_case;
end
$$;

-- A month after a message its last digits, and the number by which its provider knows to whom it went, are of no use to anybody.
create function notify.retain() returns void
language sql volatile set search_path = '' as $$
	update notify.outbox o set to_tail = null, provider_id = null
	where num_nonnulls(o.to_tail, o.provider_id) > 0 and o.ended_at < now() - interval '30 days'
$$;

-- Cases to which somebody must be told something are in the call list of the desk, beside those of the visits.
alter function queue.called(text, boolean) rename to called_about_visits;
create function queue.called(unit text, at_desk boolean) returns uuid[]
language sql stable set search_path = '' as $$
	select queue.called_about_visits($1, $2) || array(
		select o.case_id
		from notify.outbox o
		where $2 and o.unit = $1 and o.channel = 'call' and o.state = 'pending' and o.expires_at > now() and o.case_id is not null
	)
$$;

-- What lines must say aloud: that somebody is to be told, where nothing of the visit itself is to be said.
alter function queue.flags(uuid[]) rename to flags_of_visits;
create function queue.flags(ids uuid[]) returns table (id uuid, flag jsonb)
language sql stable set search_path = '' as $$
	select v.id, v.flag from queue.flags_of_visits(ids) v
	union all
	select distinct o.case_id, jsonb_build_object('code', 'to_tell', 'days', 0)
	from notify.outbox o
	where
		o.case_id = any (ids) and o.channel = 'call' and o.state = 'pending' and o.expires_at > now()
		and not exists (select 1 from queue.flags_of_visits(ids) v where v.id = o.case_id)
$$;

-- ---------------------------------------------------------------------------------------------------------------- the worker

-- Seconds until a message is tried again: thirty, two minutes, eight, … at most six hours, a quarter more or less, so that what failed
-- together does not come back together. What the provider says is obeyed, and some seconds more.
create function notify.pause(p_tries int, p_retry_after int) returns double precision
language sql volatile set search_path = '' as $$
	select greatest(
		least(21600, 30 * power(4, least(p_tries, 10) - 1)) * (0.75 + random() / 2),
		least(coalesce(p_retry_after, 0), 86400) * (1 + random() / 10)
	)
$$;

-- What is done before a run: notes which providers the worker has, takes back what a worker that ended had taken, gives up what has become
-- useless, and writes what is told the evening before. A claim whose answer was lost is sent again under its key where the provider knows
-- keys; where it does not, it is unsure and never sent again by itself.
create function notify.prepare(p_channels text[], p_at timestamptz default now()) returns void
language plpgsql volatile set search_path = '' as $$
declare
	o notify.outbox;
	v_dead boolean;
begin
	insert into notify.providers as p (channel, seen_at) select c, p_at from unnest(p_channels) c
	on conflict (channel) do update set seen_at = excluded.seen_at;
	delete from notify.providers p where p.channel <> all (p_channels) and p.channel <> 'push';
	for o in
		select x.* from notify.outbox x where x.state = 'claimed' and x.claimed_until < p_at order by x.id for update skip locked
	loop
		v_dead := o.asked_twice and o.tries >= o.tries_most;
		insert into notify.attempts (message, try, step, code)
		values (o.id, o.tries, 'ended', 'answer_lost')
		on conflict do nothing;
		update notify.outbox x
		set
			state = case when v_dead then 'dead' when o.asked_twice then 'pending' else 'unsure' end,
			error = 'answer_lost', claim = null, claimed_until = null, next_try_at = p_at,
			to_address = case when o.asked_twice and not v_dead then o.to_address end,
			ended_at = case when v_dead or not o.asked_twice then p_at end
		where x.id = o.id;
	end loop;
	for o in
		select x.* from notify.outbox x where x.state = 'pending' and x.expires_at <= p_at order by x.id for update skip locked
	loop
		update notify.outbox x
		set
			-- A call that nobody made in time is in nobody's way; a message that did not leave is seen by the lead.
			state = case when o.channel = 'call' then 'cancelled' else 'dead' end,
			error = 'too_late', to_address = null, ended_at = p_at
		where x.id = o.id;
	end loop;
	perform notify.evening(p_at);
end
$$;

-- Takes up to so many messages of a channel for so many seconds, each try written down before anybody is asked. What is not true any
-- more is dropped, and in quiet hours nothing is taken. `more`: there may be others.
create function notify.take(
	p_channel text, p_size int, p_asked_twice boolean, p_lease int, p_at timestamptz default clock_timestamp()
) returns jsonb
language plpgsql volatile set search_path = '' as $$
declare
	o notify.outbox;
	v_claim uuid := gen_random_uuid();
	v_found int := 0;
	v_messages jsonb[] := '{}';
	v_wakes timestamptz;
begin
	for o in
		select x.*
		from notify.outbox x
		where x.state = 'pending' and x.channel = p_channel and x.next_try_at <= p_at and x.expires_at > p_at
		order by x.next_try_at
		limit p_size
		for update skip locked
	loop
		v_found := v_found + 1;
		v_wakes := notify.waking(o.unit, p_at);
		if v_wakes > p_at then
			update notify.outbox x set next_try_at = v_wakes where x.id = o.id;
		elsif not notify.stands(o) then
			update notify.outbox x
			set state = 'cancelled', error = 'overtaken', to_address = null, ended_at = p_at
			where x.id = o.id;
		else
			update notify.outbox x
			set
				state = 'claimed', claim = v_claim, claimed_until = p_at + make_interval(secs => p_lease), tries = o.tries + 1,
				asked_twice = p_asked_twice
			where x.id = o.id;
			insert into notify.attempts (message, try, step, code) values (o.id, o.tries + 1, 'began', p_channel);
			v_messages := v_messages || jsonb_build_object(
				'id', o.id, 'claim', v_claim, 'purpose', o.purpose, 'data', o.data, 'to', o.to_address,
				'sender', (select s.sender from notify.settings s where s.unit = o.unit)
			);
		end if;
	end loop;
	return jsonb_build_object('messages', to_jsonb(v_messages), 'more', v_found = p_size);
end
$$;

-- Writes what came of messages. `sent` is believed from whoever says it, since it went out; anything else only from whoever holds the claim.
-- A refusal for good is dead at once, but goes by SMS where it was Zalo's; `retry` is tried again until its tries or its time are used up.
create function notify.finish(p_results jsonb, p_at timestamptz default clock_timestamp()) returns int
language plpgsql volatile set search_path = '' as $$
declare
	r record;
	o notify.outbox;
	v_state text;
	v_next timestamptz;
	v_by_sms boolean;
	v_count int := 0;
begin
	for r in
		select x.id, x.claim, x.outcome, x.code, x.provider_id, x.retry_after
		from jsonb_to_recordset(p_results) x (id uuid, claim uuid, outcome text, code text, provider_id text, retry_after int)
		order by x.id
	loop
		select b.* into o from notify.outbox b where b.id = r.id for update;
		continue when not found;
		if r.outcome = 'sent' then
			continue when o.tries = 0 or o.state in ('sent', 'dead');
			v_state := 'sent';
		else
			continue when o.state <> 'claimed' or o.claim <> r.claim;
			v_next := p_at + make_interval(secs => notify.pause(o.tries, r.retry_after));
			v_state := case
				when r.outcome <> 'retry' then r.outcome
				when o.tries >= o.tries_most or v_next >= o.expires_at then 'dead'
				else 'pending'
			end;
		end if;
		-- Whoever has no Zalo has a phone all the same.
		v_by_sms := v_state = 'dead' and r.outcome = 'dead' and o.channel = 'zns' and notify.is_open(o.unit, 'sms');
		if v_by_sms then
			v_state := 'pending';
			v_next := p_at;
		end if;
		insert into notify.attempts (message, try, step, code)
		values (o.id, o.tries, 'ended', case when v_state = 'sent' then 'sent' else r.code end)
		on conflict do nothing;
		update notify.outbox b
		set
			state = v_state, claim = null, claimed_until = null,
			channel = case when v_by_sms then 'sms' else b.channel end,
			tries_most = case when v_by_sms then o.tries + 8 else b.tries_most end,
			error = case when v_state <> 'sent' then r.code end,
			provider_id = coalesce(r.provider_id, b.provider_id),
			next_try_at = case when v_state = 'pending' then v_next else b.next_try_at end,
			to_address = case when v_state = 'pending' then b.to_address end,
			ended_at = case when v_state <> 'pending' then p_at end
		where b.id = o.id;
		if v_state = 'sent' and o.case_id is not null then
			perform queue.note_event(
				o.case_id, 'told', 'system', null, jsonb_build_object('purpose', o.purpose, 'channel', o.channel)
			);
		end if;
		v_count := v_count + 1;
	end loop;
	return v_count;
end
$$;

-- ----------------------------------------------------------------------------------------------------------------- doors

-- The three doors of the edge function `notify`. Definer: the private schema is closed to service_role.
create function public.notify_prepare(channels text[]) returns void
language sql volatile security definer set search_path = '' as $$
	select notify.prepare(channels)
$$;
create function public.notify_take(channel text, size int, asked_twice boolean, lease int) returns jsonb
language sql volatile security definer set search_path = '' as $$
	select notify.take(channel, size, asked_twice, lease)
$$;
create function public.notify_finish(results jsonb) returns int
language sql volatile security definer set search_path = '' as $$
	select notify.finish(results)
$$;

-- A message as the lead sees it: never to whom, but for the last two digits.
create function notify.face(o notify.outbox) returns jsonb
language sql stable set search_path = '' as $$
	select jsonb_build_object(
		'id', o.id, 'purpose', o.purpose, 'channel', o.channel, 'data', o.data, 'tail', o.to_tail, 'state', o.state, 'error', o.error,
		'tries', o.tries, 'made_at', o.made_at, 'ended_at', o.ended_at, 'expires_at', o.expires_at,
		'case', (select jsonb_build_object('id', c.id, 'reference', c.reference) from queue.cases c where c.id = o.case_id),
		'still_true', notify.stands(o) and o.expires_at > now()
	)
$$;

-- What went out. The desk gets the calls to make, the lead all of it, an auditor the counts. Definer: officers read no table.
create function public.notify_page() returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
	v_officer staff.officers := staff.require(null, array['desk', 'auditor']);
	v_unit text := v_officer.unit;
	v_lead boolean := staff.holds(v_officer.roles, 'lead');
begin
	return jsonb_build_object(
		'calls', case when staff.holds(v_officer.roles, 'desk') then (
			select coalesce(jsonb_agg(notify.face(x) order by x.expires_at, x.id), '[]')
			from (
				select o.*
				from notify.outbox o
				where o.unit = v_unit and o.channel = 'call' and o.state = 'pending' and o.expires_at > now()
				order by o.expires_at, o.id
				limit 200
			) x
		) end,
		'days', case when v_lead or 'auditor' = any (v_officer.roles) then (
			select coalesce(jsonb_agg(to_jsonb(x) order by x.day desc, x.purpose, x.channel, x.state), '[]')
			from (
				select house.local_day(o.made_at) as day, o.purpose, o.channel, o.state, count(*)::int as count
				from notify.outbox o
				where o.unit = v_unit and o.made_at >= house.at(house.local_day(now()) - 30, 0)
				group by 1, 2, 3, 4
			) x
		) end,
		'failed', case when v_lead then (
			select coalesce(jsonb_agg(notify.face(x) order by x.ended_at desc, x.id), '[]')
			from (
				select o.*
				from notify.outbox o
				where o.unit = v_unit and o.state in ('dead', 'unsure') and o.ended_at >= now() - interval '30 days'
				order by o.ended_at desc, o.id
				limit 200
			) x
		) end,
		'settings', case when v_lead then (
			select jsonb_build_object(
				'sms', coalesce(s.sms, false), 'zns', coalesce(s.zns, false), 'email', coalesce(s.email, false), 'sender', s.sender
			)
			from (select 1) one
			left join notify.settings s on s.unit = v_unit
		) end,
		'providers', case when v_lead then (
			select coalesce(jsonb_agg(jsonb_build_object('channel', p.channel, 'seen_at', p.seen_at) order by p.channel), '[]')
			from notify.providers p
		) end
	);
end
$$;

-- What was told about one visit, newest first, and whether the family gave an e-mail address, which itself is not shown again. Definer: as
-- above.
create function public.notify_of_case(id uuid) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
#variable_conflict use_variable
declare
	v_officer staff.officers := staff.require(null, array['desk', 'field']);
	c queue.cases := queue.mine(v_officer, id);
begin
	perform house.demand(c.kind = 'home_visit', 404, 'not_found');
	return jsonb_build_object(
		'email', exists (select 1 from notify.emails e where e.case_id = id),
		'messages', (
			select coalesce(jsonb_agg(notify.face(o) order by o.made_at desc, o.id), '[]') from notify.outbox o where o.case_id = id
		)
	);
end
$$;

-- By which ways the unit tells. Definer door of leads.
create function public.notify_settings_save(key uuid, sms boolean, zns boolean, email boolean, sender text) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
#variable_conflict use_variable
declare
	v_officer staff.officers := staff.require('lead');
	v_request jsonb := jsonb_build_object('sms', sms, 'zns', zns, 'email', email, 'sender', sender);
	v_answer jsonb := queue.once(key, 'notify_settings_save', v_request);
	v_sender text := house.text(sender, 'sender', 11, coalesce(sms, false));
begin
	if v_answer is not null then
		return v_answer;
	end if;
	perform house.demand(num_nulls(sms, zns, email) = 0, 422, 'required');
	perform house.demand(
		v_sender is null or (v_sender ~ '^[A-Za-z][A-Za-z0-9 ._-]{1,9}[A-Za-z0-9]$' and notify.is_harmless(v_sender)), 422, 'bad_format', 'sender'
	);
	insert into notify.settings as s (unit, sms, zns, email, sender)
	values (v_officer.unit, sms, zns, email, v_sender)
	on conflict on constraint settings_pkey do update
	set sms = excluded.sms, zns = excluded.zns, email = excluded.email, sender = excluded.sender;
	return queue.remember(
		key, 'notify_settings_save', v_request,
		jsonb_build_object('sms', sms, 'zns', zns, 'email', email, 'sender', v_sender)
	);
end
$$;

-- What did not arrive, or may not have: sent again at the lead's word, or given to the desk to call. Not what has stopped being true.
-- Definer door of leads.
create function public.notify_again(key uuid, message uuid, how text) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
#variable_conflict use_variable
declare
	v_officer staff.officers := staff.require('lead');
	v_request jsonb := jsonb_build_object('message', message, 'how', how);
	v_answer jsonb := queue.once(key, 'notify_again', v_request);
	o notify.outbox;
	v_address text;
begin
	if v_answer is not null then
		return v_answer;
	end if;
	perform house.demand(how in ('send', 'call'), 422, 'bad_format', 'how');
	select b.* into o from notify.outbox b where b.id = message and b.unit = v_officer.unit for update;
	perform house.demand(found, 404, 'not_found', 'message');
	perform house.demand(o.state in ('dead', 'unsure') and o.case_id is not null, 409, 'not_allowed');
	perform house.demand(notify.stands(o) and o.expires_at > now(), 409, 'overtaken');
	if how = 'send' then
		select case when o.channel = 'email' then e.address else v.booker_phone end
		into v_address
		from booking.visits v
		left join notify.emails e on e.case_id = v.case_id
		where v.case_id = o.case_id;
		perform house.demand(
			v_address is not null and notify.is_address(o.channel, v_address) and notify.is_open(o.unit, o.channel), 409, 'not_reachable'
		);
		update notify.outbox b
		set
			state = 'pending', error = null, ended_at = null, to_address = v_address, next_try_at = notify.waking(o.unit, now()),
			tries_most = o.tries + 8
		where b.id = o.id;
	else
		update notify.outbox b set state = 'cancelled', error = 'call_instead' where b.id = o.id;
		insert into notify.outbox (unit, purpose, channel, case_id, once, data, expires_at)
		values (o.unit, o.purpose, 'call', o.case_id, 'call:' || o.id, o.data, o.expires_at)
		on conflict on constraint outbox_once_key do nothing;
	end if;
	return queue.remember(key, 'notify_again', v_request, jsonb_build_object('id', o.id, 'how', how), o.case_id);
end
$$;

-- A call was made and somebody was told. Definer door of the desk.
create function public.notify_called(key uuid, message uuid) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
#variable_conflict use_variable
declare
	v_officer staff.officers := staff.require('desk');
	v_request jsonb := jsonb_build_object('message', message);
	v_answer jsonb := queue.once(key, 'notify_called', v_request);
	o notify.outbox;
begin
	if v_answer is not null then
		return v_answer;
	end if;
	select b.* into o from notify.outbox b where b.id = message and b.unit = v_officer.unit and b.channel = 'call' for update;
	perform house.demand(found, 404, 'not_found', 'message');
	perform queue.mine(v_officer, o.case_id);
	perform house.demand(o.state = 'pending', 409, 'not_allowed');
	update notify.outbox b set state = 'sent', ended_at = now() where b.id = o.id;
	perform queue.note_event(
		o.case_id, 'told', 'officer', v_officer.user_id, jsonb_build_object('purpose', o.purpose, 'channel', 'call')
	);
	return queue.remember(key, 'notify_called', v_request, jsonb_build_object('id', o.id), o.case_id);
end
$$;

-- An e-mail address that the family gave to the desk; null takes it away. Definer door of the desk.
create function public.notify_email(key uuid, id uuid, address text) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
#variable_conflict use_variable
declare
	v_officer staff.officers := staff.require('desk');
	v_request jsonb := jsonb_build_object('id', id, 'address', address);
	v_answer jsonb := queue.once(key, 'notify_email', v_request);
	c queue.cases;
begin
	if v_answer is not null then
		return v_answer;
	end if;
	c := queue.mine(v_officer, id);
	perform house.demand(c.kind = 'home_visit', 404, 'not_found');
	perform house.demand(c.ended_at is null, 409, 'not_allowed');
	perform house.demand(address is null or notify.is_address('email', address), 422, 'bad_format', 'address');
	if address is null then
		delete from notify.emails e where e.case_id = id;
	else
		insert into notify.emails as e (case_id, address, officer) values (id, address, v_officer.user_id)
		on conflict on constraint emails_pkey do update set address = excluded.address, officer = excluded.officer, at = now();
	end if;
	return queue.remember(key, 'notify_email', v_request, jsonb_build_object('id', id), id);
end
$$;

grant execute on function
	public.notify_prepare(text[]), public.notify_take(text, int, boolean, int), public.notify_finish(jsonb)
to service_role;
grant execute on function
	public.notify_page(), public.notify_of_case(uuid), public.notify_settings_save(uuid, boolean, boolean, boolean, text), public.notify_again(uuid, uuid, text),
	public.notify_called(uuid, uuid), public.notify_email(uuid, uuid, text)
to authenticated;

-- ------------------------------------------------------------------------------------------------------------------ timer

-- Asks an edge function of those that only the timer opens to do its work, where functions answer and the timer's secret stand in Vault
-- (docs/deploy.md); false where pg_net or a name in Vault is missing.
create function notify.knock_at(p_function text) returns boolean
language plpgsql volatile set search_path = '' as $$
declare
	v_functions text;
	v_secret text;
begin
	if to_regnamespace('net') is not null and to_regclass('vault.decrypted_secrets') is not null then
		execute '
			select
				(select s.decrypted_secret from vault.decrypted_secrets s where s.name = $1),
				(select s.decrypted_secret from vault.decrypted_secrets s where s.name = $2)
		' into v_functions, v_secret using 'gan_dan_functions', 'gan_dan_jobs_secret';
	end if;
	if v_functions is null or v_secret is null then
		return false;
	end if;
	execute 'select net.http_post(url := $1, headers := $2, body := $3, timeout_milliseconds := $4)'
	using v_functions || '/' || p_function, jsonb_build_object('authorization', 'Bearer ' || v_secret), '{}'::jsonb, 60000;
	return true;
end
$$;

-- Asks the edge function `notify` to send what is due. Every minute, also when nothing is due: by this the worker says which providers it
-- has, and without that nothing is written for any. It fails where messages wait and nobody can be asked, so that cron's record of runs
-- shows it.
create function notify.knock() returns boolean
language plpgsql volatile set search_path = '' as $$
begin
	if notify.knock_at('notify') then
		return true;
	end if;
	if exists (select 1 from notify.outbox o where o.state = 'pending' and o.channel <> 'call') then
		raise exception 'messages wait to be sent: pg_net or Vault is missing, or a name in it';
	end if;
	return false;
end
$$;

-- Registers the minute with pg_cron where it is installed; false where it is not, and the embedded stack's loop does the same.
create function notify.register_job() returns boolean
language plpgsql volatile set search_path = '' as $$
begin
	if to_regnamespace('cron') is null then
		return false;
	end if;
	execute 'select cron.schedule($1, $2, $3)' using 'gan-dan-messages', '* * * * *', 'select notify.knock()';
	return true;
end
$$;

select notify.register_job();
