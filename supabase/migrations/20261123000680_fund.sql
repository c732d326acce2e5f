-- Fund: rewards without a name (TIPS.md §6), and the decisions that say how much one payment may be. The ledger (fund_ledger)
-- reads what is settled here. No column ties a reward to a tip: no case, no tip, and no time finer than a day.

create schema fund;
comment on schema fund is 'Rewards without a name: decisions that allow them, proposals, approvals, what became of each.';

create table fund.settings (
	unit text not null references unit.units (code),
	version int not null check (version >= 1),
	purpose text not null default 'anonymous_reward' check (purpose in ('anonymous_reward', 'reward', 'support')),
	decision text not null check (char_length(decision) between 1 and 60 and house.is_clean(decision)),
	decided_on date not null,
	fetch_days int check (fetch_days between 30 and 1095),
	entered_by uuid not null references staff.officers (user_id),
	entered_on date not null default house.local_day(now()) check (entered_on >= decided_on),
	ended_on date check (ended_on >= entered_on),
	primary key (unit, version),
	unique (unit, version, purpose),
	check ((purpose = 'anonymous_reward') = (fetch_days is not null))
);
comment on table fund.settings is 'Under which decision a unit gives rewards, with or without a name, and help. Without an open row of a purpose it gives none.';
comment on column fund.settings.fetch_days is 'How many days after the approval a reward without a name can be fetched.';
create unique index settings_in_force on fund.settings (unit, purpose) where ended_on is null;

create table fund.caps (
	unit text not null,
	version int not null,
	purpose text not null,
	amount int not null check (amount between 10000 and 1000000000),
	basis text not null check (char_length(basis) between 1 and 200 and house.is_clean(basis)),
	primary key (unit, version, purpose),
	unique (unit, version, purpose, amount),
	foreign key (unit, version, purpose) references fund.settings (unit, version, purpose)
);
comment on table fund.caps is 'The most that one payment may be, and the legal basis of it; written once, with the decision.';
comment on column fund.caps.amount is 'Whole đồng.';

create table fund.rewards (
	id uuid primary key default gen_random_uuid(),
	number text not null unique check (number ~ '^TH-[0-9]{4}-[0-9]{4}$'),
	unit text not null,
	claim bytea not null check (octet_length(claim) = 32),
	purpose text not null default 'anonymous_reward' check (purpose = 'anonymous_reward'),
	settings int not null,
	cap int not null,
	amount int not null check (amount between 10000 and cap),
	state text not null default 'proposed'
		check (state in ('proposed', 'approved', 'withdrawn', 'paid', 'given_to_support', 'refused')),
	proposed_by uuid not null references staff.officers (user_id),
	proposed_on date not null default house.local_day(now()),
	approved_by uuid references staff.officers (user_id) check (approved_by <> proposed_by),
	approved_on date,
	decision text check (
		char_length(decision) between 1 and 60 and house.is_clean(decision)
		-- The number of a tip has no place here.
		and decision !~* 'TB-?[0-9]{2}'
	),
	decided_on date check (decided_on <= approved_on),
	fetch_until date check (fetch_until > approved_on),
	elsewhere text references unit.units (code) check (elsewhere <> unit),
	word text check (char_length(word) <= 1000),
	signature bytea check (octet_length(signature) = 64),
	foreign key (unit, settings, purpose, cap) references fund.caps (unit, version, purpose, amount),
	check (num_nulls(approved_by, approved_on, decision, decided_on, fetch_until, word, signature) in (0, 7)),
	check (elsewhere is null or approved_by is not null),
	check (state = 'withdrawn' or (state = 'proposed') = (approved_by is null)),
	unique (id, state, amount, proposed_by, approved_by)
);
comment on table fund.rewards is 'A reward for whoever shows the twenty digits of which `claim` is the SHA-256. Nothing here names a tip or a person.';
comment on column fund.rewards.number is 'Random, made in the proposer''s browser: what people say to each other.';
comment on column fund.rewards.elsewhere is 'Another unit whose treasurer may pay it too.';
comment on column fund.rewards.word is 'The lead''s word as it was signed; the treasurer''s browser checks the signature.';
-- A claim opens one reward. One that was withdrawn was never fetched, and may be proposed again.
create unique index reward_of_claim on fund.rewards (claim) where state <> 'withdrawn';
create index rewards_of_unit on fund.rewards (unit, proposed_on desc);
create index rewards_elsewhere on fund.rewards (elsewhere) where elsewhere is not null;

create table fund.packages (
	reward uuid not null references fund.rewards (id),
	officer uuid not null references staff.officers (user_id),
	sealed bytea not null check (tips.is_sealed(sealed, array[1])),
	primary key (reward, officer)
);
comment on table fund.packages is 'Which tip it is for, sealed to each lead who may approve; gone with the decision.';

create table fund.settlements (
	reward uuid primary key,
	state text not null check (state in ('paid', 'given_to_support', 'refused')),
	amount int not null,
	proposed_by uuid not null,
	approved_by uuid not null,
	settled_by uuid references staff.officers (user_id),
	unit text references unit.units (code),
	settled_on date not null default house.local_day(now()),
	-- One of the rewards as it stands: approved, of this amount, and its state cannot change any more.
	foreign key (reward, state, amount, proposed_by, approved_by)
		references fund.rewards (id, state, amount, proposed_by, approved_by),
	-- Proposer, approver and payer are three.
	check (settled_by not in (proposed_by, approved_by)),
	check ((settled_by is null) = (unit is null)),
	-- Money leaves through a treasurer's hands; who sent the tip may give or refuse it from afar.
	check (state <> 'paid' or settled_by is not null)
);
comment on table fund.settlements is 'What became of a reward, once: the primary key is the promise. The ledger reads paid and given ones from here.';

create table fund.events (
	reward uuid not null references fund.rewards (id),
	place int not null check (place >= 1),
	code text not null check (code in ('propose', 'approve', 'withdraw', 'paid', 'given_to_support', 'refused')),
	reason text check (reason in ('not_convinced', 'claim_differs', 'mistake', 'lapsed')),
	officer uuid references staff.officers (user_id),
	day date not null default house.local_day(now()),
	primary key (reward, place),
	check ((reason is not null) = (code = 'withdraw')),
	check (officer is not null or code in ('given_to_support', 'refused'))
);
comment on table fund.events is 'Each step of a reward, written once; without an officer: whoever holds the code. Reasons are of a list, so that none tells of a tip.';

create table fund.tries (
	officer uuid not null references staff.officers (user_id),
	day date not null,
	wrong int not null default 0 check (wrong between 0 and 10),
	primary key (officer, day)
);
comment on table fund.tries is 'How often an officer typed digits that open nothing on a day: after ten, no more that day.';

alter table fund.settings enable row level security;
alter table fund.caps enable row level security;
alter table fund.rewards enable row level security;
alter table fund.packages enable row level security;
alter table fund.settlements enable row level security;
alter table fund.events enable row level security;
alter table fund.tries enable row level security;

create trigger written_once before update or delete on fund.caps for each row execute function house.append_only();
create trigger written_once before update or delete on fund.settlements for each row execute function house.append_only();
create trigger written_once before update or delete on fund.events for each row execute function house.append_only();

-- What was proposed stays as it was proposed, and what was approved as it was approved; for the owner of the rows too.
create function fund.keep_reward()
returns trigger
language plpgsql
set search_path = ''
as $$
begin
	perform house.demand(
		tg_op = 'UPDATE'
		and (new.id, new.number, new.unit, new.claim, new.settings, new.cap, new.amount, new.proposed_by, new.proposed_on)
			= (old.id, old.number, old.unit, old.claim, old.settings, old.cap, old.amount, old.proposed_by, old.proposed_on)
		and (old.approved_by is null or (
			new.approved_by, new.approved_on, new.decision, new.decided_on, new.fetch_until, new.word, new.signature
		) = (old.approved_by, old.approved_on, old.decision, old.decided_on, old.fetch_until, old.word, old.signature)
			and new.elsewhere is not distinct from old.elsewhere)
		and (old.state, new.state) in (
			('proposed', 'approved'), ('proposed', 'withdrawn'), ('approved', 'withdrawn'),
			('approved', 'paid'), ('approved', 'given_to_support'), ('approved', 'refused')
		),
		403, 'append_only', tg_table_name
	);
	return new;
end;
$$;
create trigger kept before update or delete on fund.rewards for each row execute function fund.keep_reward();

-- The answers of commands are kept for seven days with their time: for this room, with their day.
create function fund.round_command()
returns trigger
language plpgsql
set search_path = ''
as $$
begin
	new.at := house.at(house.local_day(new.at), 0);
	return new;
end;
$$;
create trigger fund_knows_days before insert on queue.commands for each row when (new.door like 'fund\_%')
execute function fund.round_command();

-- ------------------------------------------------------------------------------------------------------------ the steps

-- Writes the next step of a reward whose row is locked.
create function fund.note(reward uuid, code text, officer uuid, reason text default null)
returns void
language sql
set search_path = ''
as $$
	insert into fund.events (reward, place, code, reason, officer)
	select $1, count(*) + 1, $2, $4, $3 from fund.events e where e.reward = $1;
$$;

-- The decision in force in a unit for a purpose; nothing where it is off.
create function fund.rule_of(unit text, purpose text default 'anonymous_reward')
returns jsonb
language sql
stable
set search_path = ''
as $$
	select jsonb_build_object(
		'version', s.version, 'decision', s.decision, 'decided_on', s.decided_on, 'fetch_days', s.fetch_days,
		'cap', c.amount, 'basis', c.basis
	)
	from fund.settings s
	join fund.caps c on c.unit = s.unit and c.version = s.version
	where s.unit = $1 and s.purpose = $2 and s.ended_on is null;
$$;

-- Enters a decision for a purpose, with the most that one payment may be; the one that was in force for it ends.
create function fund.decree(officer staff.officers, purpose text, decision text, on_day date, fetch_days int, cap int, basis text)
returns void
language plpgsql
set search_path = ''
as $$
declare
	next_version int;
begin
	perform pg_advisory_xact_lock(hashtextextended('fund.settings ' || officer.unit, 0));
	update fund.settings s set ended_on = house.local_day(now())
	where s.unit = officer.unit and s.purpose = $2 and s.ended_on is null;
	select coalesce(max(s.version), 0) + 1 into next_version from fund.settings s where s.unit = officer.unit;
	insert into fund.settings (unit, version, purpose, decision, decided_on, fetch_days, entered_by)
	values (officer.unit, next_version, $2, $3, $4, $5, officer.user_id);
	insert into fund.caps (unit, version, purpose, amount, basis) values (officer.unit, next_version, $2, $6, $7);
end;
$$;

-- A reward by its number, locked until the transaction ends, if it may be this officer's affair; else 404 `not_found`.
create function fund.reward_of(unit text, number text)
returns fund.rewards
language plpgsql
set search_path = ''
as $$
declare
	r fund.rewards;
begin
	select * into r from fund.rewards x where x.number = $2 and $1 in (x.unit, x.elsewhere) for update;
	perform house.demand(found, 404, 'not_found', 'number');
	return r;
end;
$$;

-- Whether twenty digits are those of a claim. They come whole, never as their hash: that the proposer and the lead know.
create function fund.opens(digits text, claim bytea)
returns boolean
language sql
immutable
set search_path = ''
as $$
	select digits ~ '^[0-9]{20}$' and sha256(convert_to(digits, 'UTF8')) = claim;
$$;

-- Counts an officer's digits of today when they opened nothing; how many tries are left. Refuses 429 `too_many_tries` once
-- there is none, for right ones too. Whoever calls must not refuse after it: that would undo the count.
create function fund.tried(officer uuid, opened boolean)
returns int
language plpgsql
set search_path = ''
as $$
declare
	most constant int := 10;
	today date := house.local_day(now());
	used int;
begin
	insert into fund.tries (officer, day) values ($1, today) on conflict do nothing;
	select t.wrong into used from fund.tries t where t.officer = $1 and t.day = today for update;
	perform house.demand(used < most, 429, 'too_many_tries');
	if opened then
		return most - used;
	end if;
	update fund.tries t set wrong = t.wrong + 1 where t.officer = $1 and t.day = today;
	return most - used - 1;
end;
$$;

-- Ends an approved reward whose row is locked. Refuses 409 `settled` for one that is, `not_approved`, `reward_lapsed`.
create function fund.settle(r fund.rewards, state text, officer uuid, unit text)
returns void
language plpgsql
set search_path = ''
as $$
begin
	perform house.demand(r.state not in ('paid', 'given_to_support', 'refused'), 409, 'settled');
	perform house.demand(r.state = 'approved', 409, 'not_approved');
	perform house.demand(r.fetch_until >= house.local_day(now()), 409, 'reward_lapsed');
	perform house.demand($3 is null or $3 not in (r.proposed_by, r.approved_by), 409, 'three_people');
	update fund.rewards x set state = $2 where x.id = r.id;
	insert into fund.settlements (reward, state, amount, proposed_by, approved_by, settled_by, unit)
	values (r.id, $2, r.amount, r.proposed_by, r.approved_by, $3, $4);
	perform fund.note(r.id, $2, $3);
end;
$$;

-- A reward as one of these roles may see it: the claim and the sealed package are for the lead who decides.
create function fund.row(r fund.rewards, officer staff.officers)
returns jsonb
language sql
stable
set search_path = ''
as $$
	select jsonb_build_object(
		'number', r.number, 'state', r.state, 'amount', r.amount, 'unit', r.unit, 'elsewhere', r.elsewhere,
		'proposed_on', r.proposed_on, 'approved_on', r.approved_on, 'decision', r.decision, 'decided_on', r.decided_on,
		'fetch_until', r.fetch_until, 'settled_on', s.settled_on,
		'mine', r.proposed_by = officer.user_id,
		'asked', case when 'lead' = any (officer.roles) and r.state = 'proposed' and r.proposed_by <> officer.user_id then
			jsonb_build_object(
				'claim', encode(r.claim, 'hex'),
				'fetch_days', (select x.fetch_days from fund.settings x where x.unit = r.unit and x.version = r.settings),
				'sealed', (select house.base64(p.sealed) from fund.packages p where p.reward = r.id and p.officer = officer.user_id)
			)
		end,
		'steps', case when 'lead' = any (officer.roles) and r.unit = officer.unit then (
			select jsonb_agg(jsonb_build_object(
				'code', e.code, 'reason', e.reason, 'day', e.day, 'officer', queue.person(e.officer) ->> 'name'
			) order by e.place)
			from fund.events e where e.reward = r.id
		) end
	)
	from (select 1) one
	left join fund.settlements s on s.reward = r.id;
$$;

-- ---------------------------------------------------------------------------------------------------------------- doors
-- Definer doors: the private schema is closed to everybody; each begins with staff.require.

-- The lead enters the decision that allows rewards without a name in the unit, with the most that one may be. One that
-- was in force ends; rewards under it stay as they are.
create function public.fund_allow(key uuid, decision text, decided_on text, cap int, basis text, fetch_days int)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
	me staff.officers := staff.require('lead');
	request jsonb := jsonb_build_array($2, $3, $4, $5, $6);
	answer jsonb := queue.once($1, 'fund_allow', request);
	on_day date;
begin
	if answer is not null then
		return answer;
	end if;
	on_day := house.day($3, 'decided_on');
	perform house.demand(on_day <= house.local_day(now()), 422, 'in_future', 'decided_on');
	perform house.demand($4 between 10000 and 1000000000, 422, 'out_of_range', 'cap');
	perform house.demand($6 between 30 and 1095, 422, 'out_of_range', 'fetch_days');
	perform fund.decree(
		me, 'anonymous_reward', house.text($2, 'decision', 60, true), on_day, $6, $4, house.text($5, 'basis', 200, true)
	);
	return queue.remember($1, 'fund_allow', request, '{"ok": true}');
end;
$$;
grant execute on function public.fund_allow(uuid, text, text, int, text, int) to authenticated;

-- No new rewards from now on; those that were approved can still be fetched.
create function public.fund_disallow(key uuid)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
	me staff.officers := staff.require('lead');
	answer jsonb := queue.once($1, 'fund_disallow', '[]');
begin
	if answer is not null then
		return answer;
	end if;
	update fund.settings s set ended_on = house.local_day(now())
	where s.unit = me.unit and s.purpose = 'anonymous_reward' and s.ended_on is null;
	return queue.remember($1, 'fund_disallow', '[]', '{"ok": true}');
end;
$$;
grant execute on function public.fund_disallow(uuid) to authenticated;

-- What is this officer's affair: the lead sees all of the unit; the treasurer what was approved, also by a unit that lets
-- them pay; an investigator their own proposals. At most 300, those that wait first.
create function public.fund_rewards()
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
	me staff.officers := staff.require(null, array['lead', 'treasurer', 'investigator']);
begin
	return jsonb_build_object(
		'unit', me.unit,
		'rule', fund.rule_of(me.unit),
		'today', house.local_day(now()),
		-- Other units that could pay one, since they keep a ledger.
		'tills', case when 'lead' = any (me.roles) then coalesce((
			select jsonb_agg(b.unit order by b.unit) from fund.books b where b.version = 1 and b.unit <> me.unit
		), '[]') else '[]' end,
		'rewards', coalesce((
			select jsonb_agg(fund.row(x.r, me) order by x.waits desc, (x.r).proposed_on desc, (x.r).number)
			from (
				select r, r.state in ('proposed', 'approved') as waits
				from fund.rewards r
				where ('lead' = any (me.roles) and r.unit = me.unit)
					or ('treasurer' = any (me.roles) and me.unit in (r.unit, r.elsewhere)
						and r.state in ('approved', 'paid', 'given_to_support', 'refused'))
					or r.proposed_by = me.user_id
				order by waits desc, r.proposed_on desc, r.number
				limit 300
			) x
		), '[]')
	);
end;
$$;
grant execute on function public.fund_rewards() to authenticated;

-- A member of a tip proposes a reward: the number, the hash of the claim, the amount, and for each lead who may approve a
-- sealed package that says which tip it is. Refuses 409 `rewards_off`, `number_taken`, `already_proposed`, `unknown_key`
-- for a package to somebody who is no other lead of the unit, 422 `out_of_range` above the cap.
create function public.fund_propose(key uuid, number text, claim text, amount int, packages jsonb)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
	me staff.officers := staff.require(null, array['investigator', 'lead']);
	request jsonb := jsonb_build_array($2, $3, $4, $5);
	answer jsonb := queue.once($1, 'fund_propose', request);
	hash bytea := house.bytes32($3, 'claim');
	rule jsonb;
	made uuid;
	broken text;
begin
	if answer is not null then
		return answer;
	end if;
	-- The decision stays in force until this is written.
	perform 1 from fund.settings s where s.unit = me.unit and s.purpose = 'anonymous_reward' and s.ended_on is null for share;
	rule := fund.rule_of(me.unit);
	perform house.demand(rule is not null, 409, 'rewards_off');
	perform house.demand($2 ~ '^TH-[0-9]{4}-[0-9]{4}$', 422, 'bad_format', 'number');
	perform house.demand($4 between 10000 and (rule ->> 'cap')::int, 422, 'out_of_range', 'amount');
	perform house.demand(jsonb_typeof($5) = 'array', 422, 'bad_format', 'packages');
	perform house.demand(jsonb_array_length($5) between 1 and 9, 422, 'out_of_range', 'packages');
	perform house.strict(p.value, array['verify', 'sealed'], 'packages') from jsonb_array_elements($5) p;
	insert into fund.rewards (number, unit, claim, settings, cap, amount, proposed_by)
	values ($2, me.unit, hash, (rule ->> 'version')::int, (rule ->> 'cap')::int, $4, me.user_id)
	returning id into made;
	insert into fund.packages (reward, officer, sealed)
	select made, o.user_id, tips.unpack(p.value ->> 'sealed', 'packages', array[1])
	from jsonb_array_elements($5) p
	join staff.keys k on k.verify = house.bytes32(p.value ->> 'verify', 'packages') and k.replaced_at is null
	join staff.officers o on o.user_id = k.officer
	where o.unit = me.unit and o.user_id <> me.user_id and 'lead' = any (o.roles) and o.disabled_at is null;
	perform house.demand(
		(select count(*) from fund.packages p where p.reward = made) = jsonb_array_length($5), 409, 'unknown_key', 'packages'
	);
	perform fund.note(made, 'propose', me.user_id);
	return queue.remember($1, 'fund_propose', request, jsonb_build_object('number', $2));
exception
	when unique_violation then
		get stacked diagnostics broken = constraint_name;
		perform house.refuse(409, case broken
			when 'reward_of_claim' then 'already_proposed'
			when 'rewards_number_key' then 'number_taken'
			else 'duplicate'
		end);
end;
$$;
grant execute on function public.fund_propose(uuid, text, text, int, jsonb) to authenticated;

-- A lead who is not the proposer approves, with a signed word that says exactly what: number, claim, amount, decision, last
-- day, other unit. What it says must be what was proposed; the signature is for the treasurer's browser to check. Refuses 409
-- `no_book` where a till that may pay it has no ledger to post it in (decision 42).
create function public.fund_approve(key uuid, number text, word text, signature text)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
	me staff.officers := staff.require('lead');
	request jsonb := jsonb_build_array($2, $3, $4);
	answer jsonb := queue.once($1, 'fund_approve', request);
	said jsonb := house.json($3, 'word');
	today date := house.local_day(now());
	r fund.rewards;
	fetch_days int;
begin
	if answer is not null then
		return answer;
	end if;
	perform house.demand($4 ~ '^[0-9a-f]{128}$', 422, 'bad_format', 'signature');
	perform house.demand(char_length($3) <= 1000, 422, 'too_long', 'word');
	perform house.strict(said, array[
		'v', 'unit', 'number', 'claim', 'amount', 'decision', 'decided_on', 'fetch_until', 'elsewhere', 'list', 'by'
	], 'word');
	r := fund.reward_of(me.unit, $2);
	perform house.demand(r.unit = me.unit, 404, 'not_found', 'number');
	perform house.demand(r.state = 'proposed', 409, 'stale', 'number');
	perform house.demand(r.proposed_by <> me.user_id, 409, 'three_people');
	perform house.demand(
		said @> jsonb_build_object(
			'v', 1, 'unit', r.unit, 'number', r.number, 'claim', encode(r.claim, 'hex'), 'amount', r.amount
		),
		409, 'stale', 'word'
	);
	perform house.demand(
		exists (
			select 1 from staff.keys k
			where k.officer = me.user_id and k.replaced_at is null and k.verify = house.bytes32(said ->> 'by', 'word')
		),
		409, 'unknown_key', 'word'
	);
	select s.fetch_days into fetch_days from fund.settings s where s.unit = r.unit and s.version = r.settings;
	perform house.demand(said ->> 'decision' = house.text(said ->> 'decision', 'word.decision', 60, true), 422, 'bad_format', 'word.decision');
	perform house.demand(said ->> 'decision' !~* 'TB-?[0-9]{2}', 422, 'names_a_tip', 'word.decision');
	perform house.demand((said ->> 'decided_on')::date <= today, 422, 'in_future', 'word.decided_on');
	-- A browser's day may differ from ours by one around midnight.
	perform house.demand(
		(said ->> 'fetch_until')::date between today + fetch_days - 1 and today + fetch_days + 1, 422, 'out_of_range', 'fetch_until'
	);
	perform house.demand(
		said ->> 'elsewhere' is null
			or (said ->> 'elsewhere' <> r.unit and exists (select 1 from unit.units u where u.code = said ->> 'elsewhere')),
		422, 'bad_format', 'elsewhere'
	);
	perform house.demand((fund.book_of(r.unit)).unit is not null, 409, 'no_book');
	perform house.demand(
		said ->> 'elsewhere' is null or (fund.book_of(said ->> 'elsewhere')).unit is not null, 409, 'no_book', 'elsewhere'
	);
	update fund.rewards x set
		state = 'approved', approved_by = me.user_id, approved_on = today, decision = said ->> 'decision',
		decided_on = (said ->> 'decided_on')::date, fetch_until = (said ->> 'fetch_until')::date,
		elsewhere = said ->> 'elsewhere', word = $3, signature = decode($4, 'hex')
	where x.id = r.id;
	delete from fund.packages p where p.reward = r.id;
	perform fund.note(r.id, 'approve', me.user_id);
	return queue.remember($1, 'fund_approve', request, '{"ok": true}');
exception
	when data_exception then
		perform house.refuse(422, 'bad_format', 'word');
end;
$$;
grant execute on function public.fund_approve(uuid, text, text, text) to authenticated;

-- Takes a reward back before it is settled: its proposer while nobody approved, a lead of the unit until it is fetched.
create function public.fund_withdraw(key uuid, number text, reason text)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
	me staff.officers := staff.require(null, array['investigator', 'lead']);
	request jsonb := jsonb_build_array($2, $3);
	answer jsonb := queue.once($1, 'fund_withdraw', request);
	r fund.rewards;
begin
	if answer is not null then
		return answer;
	end if;
	perform house.demand($3 in ('not_convinced', 'claim_differs', 'mistake', 'lapsed'), 422, 'bad_format', 'reason');
	r := fund.reward_of(me.unit, $2);
	perform house.demand(
		r.unit = me.unit and (r.proposed_by = me.user_id or 'lead' = any (me.roles)), 404, 'not_found', 'number'
	);
	perform house.demand(
		r.state = 'proposed' or (r.state = 'approved' and 'lead' = any (me.roles)), 409, 'stale', 'number'
	);
	update fund.rewards x set state = 'withdrawn' where x.id = r.id;
	delete from fund.packages p where p.reward = r.id;
	perform fund.note(r.id, 'withdraw', me.user_id, $3);
	return queue.remember($1, 'fund_withdraw', request, '{"ok": true}');
end;
$$;
grant execute on function public.fund_withdraw(uuid, text, text) to authenticated;

-- Whoever stands before the treasurer says a number and twenty digits. When they open an approved reward that this unit
-- may pay: the lead's word, for the browser to check. When not: how many tries are left today.
create function public.fund_claim(number text, digits text)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
	me staff.officers := staff.require('treasurer');
	r fund.rewards;
	opened boolean;
	tries int;
begin
	perform house.demand($1 ~ '^TH-[0-9]{4}-[0-9]{4}$', 422, 'bad_format', 'number');
	perform house.demand($2 ~ '^[0-9]{20}$', 422, 'bad_format', 'digits');
	select * into r from fund.rewards x
	where x.number = $1 and me.unit in (x.unit, x.elsewhere) and x.state in ('approved', 'paid', 'given_to_support', 'refused');
	opened := found and fund.opens($2, r.claim);
	tries := fund.tried(me.user_id, opened);
	return jsonb_build_object('left', tries, 'reward', case when opened then fund.row(r, me) || jsonb_build_object(
		'word', r.word, 'signature', encode(r.signature, 'hex')
	) end);
end;
$$;
grant execute on function public.fund_claim(text, text) to authenticated;

-- The treasurer paid it into the hand of whoever showed the digits, or wrote down their wish. Nothing is asked or kept of
-- the person. `ok` is false, and a try is counted, for digits that open nothing here. Refuses 409 `settled`, `not_approved`,
-- `reward_lapsed`, `three_people`.
create function public.fund_settle(key uuid, number text, digits text, "as" text)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
	me staff.officers := staff.require('treasurer');
	-- The digits are spent with this; their hash alone stays with the command.
	request jsonb := jsonb_build_array($2, encode(sha256(convert_to(coalesce($3, ''), 'UTF8')), 'hex'), $4);
	answer jsonb := queue.once($1, 'fund_settle', request);
	r fund.rewards;
	opened boolean;
begin
	if answer is not null then
		return answer;
	end if;
	perform house.demand($4 in ('paid', 'given_to_support', 'refused'), 422, 'bad_format', 'as');
	select * into r from fund.rewards x where x.number = $2 and me.unit in (x.unit, x.elsewhere) for update;
	opened := found and fund.opens($3, r.claim);
	perform fund.tried(me.user_id, opened);
	if not opened then
		return '{"ok": false}';
	end if;
	perform fund.settle(r, $4, me.user_id, me.unit);
	return queue.remember($1, 'fund_settle', request, '{"ok": true}');
end;
$$;
grant execute on function public.fund_settle(uuid, text, text, text) to authenticated;

-- ---------------------------------------------------------------------------- for the edge function `lookup` alone

-- What a sender may know of a reward: nothing before it is approved.
create function fund.told(r fund.rewards)
returns jsonb
language sql
stable
set search_path = ''
as $$
	select jsonb_build_object(
		'number', r.number, 'amount', r.amount,
		'state', case when r.state = 'approved' and r.fetch_until < house.local_day(now()) then 'lapsed' else r.state end,
		'unit', booking.unit_face(r.unit), 'elsewhere', booking.unit_face(r.elsewhere), 'fetch_until', r.fetch_until
	)
	where r.state not in ('proposed', 'withdrawn');
$$;

-- The reward for a claim, by its SHA-256; null where there is none.
create function public.fund_of_claim(claim text)
returns jsonb
language sql
stable
security definer
set search_path = ''
as $$
	select fund.told(r) from fund.rewards r where r.claim = house.bytes32($1, 'claim') and r.state <> 'withdrawn';
$$;
grant execute on function public.fund_of_claim(text) to service_role;

-- Whoever holds the digits gives the reward to support or refuses it, without coming. Null for digits that open none.
create function public.fund_settle_from_afar(key uuid, digits text, "as" text)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
	hash bytea := sha256(convert_to($2, 'UTF8'));
	request jsonb := jsonb_build_array(encode(hash, 'hex'), $3);
	r fund.rewards;
begin
	perform house.demand($3 in ('given_to_support', 'refused'), 422, 'bad_format', 'as');
	if queue.once($1, 'fund_settle_from_afar', request) is null then
		select * into r from fund.rewards x where x.claim = hash and x.state not in ('proposed', 'withdrawn') for update;
		if not found then
			return null;
		end if;
		perform fund.settle(r, $3, null, null);
		perform queue.remember($1, 'fund_settle_from_afar', request, '{"ok": true}');
	end if;
	return public.fund_of_claim(encode(hash, 'hex'));
end;
$$;
grant execute on function public.fund_settle_from_afar(uuid, text, text) to service_role;
