-- The room `queue`, its audit: why a case may be opened, who read what, a number on every paper, and the chain that shows
-- whether somebody has changed what was written down (decision 26).

create table queue.reasons (
	code text primary key check (code ~ '^[a-z_]{1,40}$'),
	place int not null unique,
	words_needed boolean not null
);
comment on table queue.reasons is 'The reasons an officer may give for opening a case that is not their work, in the order they are offered.';

create table queue.read_reasons (
	id uuid primary key default gen_random_uuid(),
	case_id uuid not null references queue.cases (id),
	officer uuid not null references staff.officers (user_id),
	at timestamptz not null default now(),
	code text not null references queue.reasons (code),
	words text check (char_length(words) between 1 and 300 and house.is_clean(words))
);
comment on table queue.read_reasons is 'Why an officer opened a case of somebody else; the words go with the personal data, the code stays in queue.reads.';
create index read_reasons_lately on queue.read_reasons (case_id, officer, at);

create table queue.papers (
	code text primary key check (code ~ '^[a-z_]{1,40}$'),
	of_cases boolean not null,
	of_tips boolean not null check (of_cases or not of_tips)
);
comment on table queue.papers is 'What is printed or exported, and whether it is of cases, or of tips, that are named with it.';

create table queue.paper_numbers (
	unit text not null references unit.units (code),
	year int not null,
	last int not null,
	primary key (unit, year)
);
comment on table queue.paper_numbers is 'The last number of a unit''s prints and exports in a year. Papers of tips draw theirs: a gap would tell that a tip exists.';

create table queue.verifications (
	unit text not null references unit.units (code),
	month date not null check (extract(day from month) = 1),
	at timestamptz not null default now(),
	officer uuid references staff.officers (user_id),
	broken_on date,
	primary key (unit, month)
);
comment on table queue.verifications is 'When a month of a unit''s chain of reads was last verified, by whom (null: the command), and the day of the first broken row.';

alter table queue.reasons enable row level security;
alter table queue.read_reasons enable row level security;
alter table queue.papers enable row level security;
alter table queue.paper_numbers enable row level security;
alter table queue.verifications enable row level security;
revoke all on queue.reasons, queue.read_reasons, queue.papers, queue.paper_numbers, queue.verifications, queue.reads
from public, anon, authenticated, service_role;

insert into queue.reasons (code, place, words_needed) values
	('at_the_desk', 1, false), ('stands_in', 2, false), ('was_asked', 3, true), ('same_person', 4, false),
	('complaint', 5, true), ('supervision', 6, false), ('other', 7, true);

insert into queue.papers (code, of_cases, of_tips) values
	('run_sheet', true, false), ('copy_sheet', true, false), ('data_sheet', true, false), ('lookup_slip', false, false), ('gathering_slips', true, false), ('roster', false, false), ('hand_over', false, false),
	('figures', false, false), ('export_cases', true, true), ('export_figures', false, false),
	('case_reads', true, true), ('officer_reads', false, false),
	('tip_package', true, true), ('tip_slip', true, true), ('tip_code', true, true), ('tip_certificate', true, true), ('voucher', false, false);

-- ----------------------------------------------------------------------------------------------------------------- why

-- Whether an officer is on duty now, as the roster says: their unit's open cases are theirs.
create function queue.on_duty(officer staff.officers)
returns boolean
language sql
stable
set search_path = ''
as $$
	select exists (select 1 from staff.on_duty(officer.unit, now()) d where d.officer = ($1).user_id);
$$;

-- For how long a reason stands, and an opening that needed none: a working day.
create function queue.reason_stands()
returns interval
language sql
immutable
set search_path = ''
as $$
	select interval '8 hours';
$$;

-- Why a case is this officer's to open, or null when they have to say it. Their work is what is given to them, what is open
-- and given to nobody (or to somebody who left), what is open while they are on duty, the houses of their round, and whoever
-- is on the line. A reason holds for eight hours, and so does an opening in its own right: 'again' lengthens nothing.
create function queue.ground(officer staff.officers, c queue.cases)
returns text
language sql
stable
set search_path = ''
as $$
	select case
		when c.assignee = officer.user_id then 'assigned'
		when c.ended_at is null and not exists (
			select 1 from staff.officers o where o.user_id = c.assignee and o.disabled_at is null
		) then 'free'
		when c.ended_at is null and not staff.holds(officer.roles, 'desk') and queue.field_reaches(officer, c) then 'field'
		when c.ended_at is null and queue.on_duty(officer) then 'duty'
		else coalesce(
			(
				select r.code from queue.read_reasons r
				where r.case_id = c.id and r.officer = officer.user_id and r.at > now() - queue.reason_stands()
				order by r.at desc, r.id
				limit 1
			),
			(
				select case when r.code = 'caller' then 'caller' else 'again' end from queue.reads r
				where r.case_id = c.id and r.officer = officer.user_id and r.at > now() - queue.reason_stands()
					and (r.code = 'caller' or r.ground in ('assigned', 'free', 'field', 'duty'))
				order by r.code = 'caller' desc, r.at desc
				limit 1
			)
		)
	end;
$$;

-- Why a case is opened; refuses 409 `reason_needed`. Ask the compartment first: what the officer may not know of does not exist.
create function queue.demand_ground(officer staff.officers, c queue.cases)
returns text
language plpgsql
stable
set search_path = ''
as $$
declare
	why text := queue.ground(officer, c);
begin
	perform house.demand(why is not null, 409, 'reason_needed');
	return why;
end;
$$;

-- Forgets what was said about a case with the reasons; their codes stay.
create function queue.forget_reasons(case_id uuid)
returns void
language sql
set search_path = ''
as $$
	update queue.read_reasons r set words = null where r.case_id = $1 and r.words is not null;
$$;

-- ------------------------------------------------------------------------------------------------------------ the chain

-- Locks a unit's chain until the transaction ends: whoever reads at the same time in the unit comes after. Take every lock
-- of a case before, since a writer of the case may want the chain.
create function queue.lock_chain(unit text)
returns void
language sql
set search_path = ''
as $$
	select pg_advisory_xact_lock(hashtextextended('queue.reads ' || unit, 0));
$$;

-- What stands before the first row of a unit's chain.
create function queue.chain_start(unit text)
returns bytea
language sql
immutable
set search_path = ''
as $$
	select sha256(convert_to('gandan reads ' || unit, 'UTF8'));
$$;

-- The hash of a row over everything it holds and the hash before it. Written in the same way in scripts/audit, which trusts
-- no function of the database it checks. The id is drawn, so nobody who was told the rest can guess the hash.
create function queue.read_hash(r queue.reads)
returns bytea
language sql
stable
set search_path = ''
as $$
	select sha256(convert_to(concat_ws('|',
		encode(r.before, 'hex'), r.unit, r.seq, r.id, to_char(r.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US'),
		coalesce(r.case_id::text, '-'), r.officer, r.role, r.code, coalesce(r.ground, '-'), coalesce(r.number, '-')
	), 'UTF8'));
$$;

-- Gives a new row its place: the time under the lock, so that days follow one another; a tip's is rounded down to the hour.
create function queue.chain_read()
returns trigger
language plpgsql
set search_path = ''
as $$
declare
	last queue.reads;
begin
	perform queue.lock_chain(new.unit);
	select * into last from queue.reads r where r.unit = new.unit order by r.seq desc limit 1;
	-- Never earlier than the row before, whatever the clock of the machine does.
	new.at := greatest(clock_timestamp(), last.at);
	if exists (select 1 from queue.cases c where c.id = new.case_id and c.kind = 'tip') then
		new.at := date_trunc('hour', new.at);
	end if;
	new.seq := coalesce(last.seq, 0) + 1;
	new.before := coalesce(last.hash, queue.chain_start(new.unit));
	new.hash := queue.read_hash(new);
	return new;
end;
$$;
create trigger reads_are_chained before insert on queue.reads for each row execute function queue.chain_read();

create trigger verifications_are_never_emptied before truncate on queue.verifications
for each statement execute function house.append_only();

-- The owner of the tables gives these away too: whoever wants to change a read must first give themselves the right, and
-- take the trigger away, and mend every row that follows.
do $$
begin
	execute format('revoke update, delete, truncate on queue.reads from %I', current_user);
end
$$;

-- The role by which an officer reads a case: what their own work is, before what they lead.
create function queue.reading_role(roles text[], c queue.cases)
returns text
language sql
immutable
set search_path = ''
as $$
	select coalesce(
		(
			select r.role
			from unnest(
				case c.kind
					when 'tip' then array['investigator', 'lead']
					when 'support' then array['support', 'desk', 'lead']
					when 'fund_statement' then array['treasurer', 'lead']
					else array['desk', 'field', 'collaborator', 'lead']
				end
			) with ordinality r (role, place)
			where r.role = any (roles)
			order by r.place
			limit 1
		),
		roles[1]
	);
$$;

-- Writes down what an officer read: of a case, or, without one, that they searched, printed, asked who had read. The case is
-- locked before the chain, against a writer of the case who reads it, too. `code`s of openings: opened, tip_opened, caller,
-- sheet, copy_sheet, listed, gathering, saw_data_sheet, opened_with, compared; searched, opened_name (of a donor) and the codes of
-- queue.papers beside them.
create function queue.log_read(case_id uuid, officer uuid, code text, ground text default null, number text default null)
returns void
language plpgsql
set search_path = ''
as $$
declare
	reader staff.officers;
	c queue.cases;
begin
	select * into reader from staff.officers o where o.user_id = $2;
	if $1 is not null then
		select * into c from queue.cases x where x.id = $1 for key share;
	end if;
	insert into queue.reads (unit, case_id, officer, role, code, ground, number)
	values (
		reader.unit, $1, $2,
		case
			when $1 is not null and queue.reaches(reader, c) then queue.reading_role(reader.roles, c)
			when $1 is not null and 'auditor' = any (reader.roles) then 'auditor'
			else reader.roles[1]
		end,
		$3, $4, $5
	);
end;
$$;

-- ------------------------------------------------------------------------------------------------------------- the paper

-- The next number of a unit's papers, as '26-0412'; the chain is locked. Of tips it is drawn, as their references are.
create function queue.next_paper(unit text, of_tips boolean)
returns text
language plpgsql
set search_path = ''
as $$
declare
	this_year int := extract(year from house.local_day(now()));
	letters text := to_char(this_year % 100, 'FM00') || '-';
	drawn text;
	place int;
begin
	if of_tips then
		loop
			drawn := letters || (500000 + floor(random() * 500000)::int);
			exit when not exists (select 1 from queue.reads r where r.unit = $1 and r.number = drawn);
		end loop;
		return drawn;
	end if;
	insert into queue.paper_numbers as p (unit, year, last) values ($1, this_year, 1)
	on conflict on constraint paper_numbers_pkey do update set last = p.last + 1
	returning p.last into place;
	return letters || lpad(place::text, greatest(4, length(place::text)), '0');
end;
$$;

-- Writes down that a paper or a file is about to be made of these cases, or of none, and answers what stands at its foot:
-- {number, reader, unit_name, at}. The officer has been let in and the cases are theirs: ask that first.
create function queue.paper(officer staff.officers, what text, cases uuid[])
returns jsonb
language plpgsql
set search_path = ''
as $$
declare
	kept queue.papers;
	paper_number text;
	kinds text[];
begin
	select * into kept from queue.papers p where p.code = $2;
	perform house.demand(found, 422, 'bad_format', 'what');
	perform house.demand((coalesce(cardinality($3), 0) > 0) = kept.of_cases, 422, 'out_of_range', 'cases');
	-- In one order for everybody, and before the chain.
	select array_agg(distinct k.kind) into kinds
	from (select c.kind from queue.cases c where c.id = any ($3) order by c.id for key share) k;
	perform queue.lock_chain(officer.unit);
	paper_number := queue.next_paper(officer.unit, coalesce('tip' = any (kinds), false));
	if kept.of_cases then
		perform queue.log_read(x.id, officer.user_id, $2, null, paper_number)
		from (select distinct u.id from unnest($3) u (id) order by u.id) x;
	else
		perform queue.log_read(null, officer.user_id, $2, null, paper_number);
	end if;
	return jsonb_build_object(
		'number', paper_number, 'reader', officer.name, 'at', now(),
		'unit_name', (select u.police_name from unit.units u where u.code = officer.unit)
	);
end;
$$;

-- ------------------------------------------------------------------------------------------------------------ verifying

-- The last row of a unit's chain before an instant: its place, 0 for none, and the hash a next one would carry.
create function queue.chain_before(unit text, moment timestamptz, out seq bigint, out hash bytea)
language plpgsql
stable
set search_path = ''
as $$
declare
	nearest timestamptz;
begin
	select r.at into nearest from queue.reads r where r.unit = $1 and r.at < $2 order by r.at desc limit 1;
	-- Tips stand at the full hour: the last in the chain may carry an earlier time than one before it.
	select r.seq, r.hash into seq, hash from queue.reads r
	where r.unit = $1 and r.at >= date_trunc('hour', nearest) and r.at < $2
	order by r.seq desc
	limit 1;
	seq := coalesce(seq, 0);
	hash := coalesce(hash, queue.chain_start($1));
end;
$$;

-- The head of a unit's chain at the end of a day, to be copied by hand: 20 digits. It is another each day, whether anything
-- was read or not, so that it tells nobody of a tip.
create function queue.head(unit text, day date)
returns text
language sql
stable
set search_path = ''
as $$
	select left(encode(sha256(convert_to(encode(b.hash, 'hex') || '|' || day::text, 'UTF8')), 'hex'), 20)
	from queue.chain_before(unit, house.at(day + 1, 0)) b;
$$;

-- The first broken row of a month of a unit's chain: changed, taken away, put in or moved; null when there is none.
create function queue.broken(unit text, month date, out seq bigint, out at timestamptz)
language sql
stable
set search_path = ''
as $$
	with bounds as (
		select a.seq as low, a.hash, b.seq as high
		from queue.chain_before($1, house.at($2, 0)) a, queue.chain_before($1, house.at(($2 + interval '1 month')::date, 0)) b
	),
	links as (
		select
			r.seq, r.at,
			r.seq <> lag(r.seq, 1, b.low) over chain + 1
				or r.before <> lag(r.hash, 1, b.hash) over chain
				or r.hash <> queue.read_hash(r) as broken
		from bounds b
		join queue.reads r on r.unit = $1 and r.seq > b.low and r.seq <= b.high
		window chain as (order by r.seq)
	)
	select l.seq, l.at from links l where l.broken order by l.seq limit 1;
$$;

-- ---------------------------------------------------------------------------------------------------------- the answers

-- Reads as an officer is told of them; `words` for a lead or member alone. Newest first, at most a thousand.
create function queue.reads_told(reads queue.reads[], words boolean)
returns jsonb
language sql
stable
set search_path = ''
as $$
	select coalesce(jsonb_agg(
		jsonb_build_object(
			'at', r.at, 'officer', queue.person(r.officer), 'role', r.role, 'code', r.code, 'ground', r.ground, 'number', r.number,
			'reference', c.reference,
			'words', case when $2 then (
				select y.words from queue.read_reasons y
				where y.case_id = r.case_id and y.officer = r.officer and y.code = r.ground
					and y.at <= r.at and y.at > r.at - queue.reason_stands()
				order by y.at desc limit 1
			) end
		)
		order by r.at desc, r.id
	), '[]')
	from unnest(reads) r
	left join queue.cases c on c.id = r.case_id;
$$;

-- Openings of a case as the citizen is told of them: by role, an officer once an hour, never who; and how often it was printed.
create function queue.openings(case_id uuid)
returns jsonb
language sql
stable
set search_path = ''
as $$
	select jsonb_build_object(
		'roles', coalesce((
			select jsonb_agg(jsonb_build_object('role', x.role, 'times', x.times) order by x.times desc, x.role)
			from (
				select r.role, count(distinct (r.officer, date_trunc('hour', r.at)))::int as times
				from queue.reads r
				where r.case_id = $1 and r.code in (
					'opened', 'opened_with', 'compared', 'caller', 'sheet', 'copy_sheet', 'listed', 'saw_data_sheet', 'gathering'
				)
				group by r.role
			) x
		), '[]'),
		'printed', (
			select count(distinct r.number)::int from queue.reads r
			where r.case_id = $1 and r.code in ('run_sheet', 'copy_sheet', 'data_sheet', 'gathering_slips', 'export_cases')
		)
	);
$$;

-- ----------------------------------------------------------------------------------------------------------------- doors

-- Says why an officer opens a case that is not their work; stands for eight hours. Refuses 404 `not_found`, 422. Definer: officers
-- write no table.
create function public.queue_reason(key uuid, id uuid, reason text, words text)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
	me staff.officers := staff.require();
	request jsonb := jsonb_build_array($2, $3, $4);
	answer jsonb := queue.once($1, 'queue_reason', request);
	said text := house.text($4, 'words', 300);
	known queue.reasons;
	c queue.cases;
begin
	if answer is not null then
		return answer;
	end if;
	c := queue.mine(me, $2);
	select * into known from queue.reasons r where r.code = $3;
	perform house.demand(found, 422, 'bad_format', 'reason');
	perform house.demand(said is not null or not known.words_needed, 422, 'required', 'words');
	-- Retention has passed here: words of today would stay for good.
	if c.erased_sensitive_at is not null then
		said := null;
	end if;
	insert into queue.read_reasons (case_id, officer, at, code, words)
	values ($2, me.user_id, case when c.kind = 'tip' then date_trunc('hour', now()) else now() end, $3, said);
	return queue.remember($1, 'queue_reason', request, jsonb_build_object('id', $2, 'reason', $3), $2);
end;
$$;
grant execute on function public.queue_reason(uuid, uuid, text, text) to authenticated;

-- The number that goes on a print or an export, written down before it is made. A certificate is printed by whoever erased the
-- tip, which is theirs no longer. Refuses 404 `not_found`. Definer as above.
create function public.queue_paper(key uuid, what text, cases uuid[])
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
	me staff.officers := staff.require(null, staff.anybody());
	request jsonb := jsonb_build_array($2, $3);
	answer jsonb := queue.once($1, 'queue_paper', request);
	one uuid;
begin
	if answer is not null then
		return answer;
	end if;
	perform house.demand(not 'collaborator' = any (me.roles) or $2 = 'lookup_slip', 403, 'role_missing');
	perform house.demand(coalesce(cardinality($3), 0) <= 200, 422, 'out_of_range', 'cases');
	foreach one in array coalesce($3, '{}') loop
		continue when $2 = 'tip_certificate' and exists (
			select 1 from queue.events e where e.case_id = one and e.code = 'erase' and e.officer = me.user_id
		);
		continue when $2 = 'case_reads' and exists (
			select 1 from queue.cases c where c.id = one and queue.may_see_reads(me, c)
		);
		perform queue.mine(me, one);
	end loop;
	return queue.remember($1, 'queue_paper', request, queue.paper(me, $2, $3), $3[1]);
end;
$$;
grant execute on function public.queue_paper(uuid, text, uuid[]) to authenticated;

-- Whether an officer may see who read a case: a lead or auditor of its unit, and of a tip its members alone.
create function queue.may_see_reads(officer staff.officers, c queue.cases)
returns boolean
language sql
stable
set search_path = ''
as $$
	select c.unit = officer.unit and case
		when c.kind = 'tip' then queue.member_reaches(officer, c)
		else officer.roles && array['lead', 'auditor']
	end;
$$;

-- Who has read a case, found by its id or by its reference: for the lead, the auditor and the members of a tip. Asking is
-- itself written down. Refuses 404 `not_found` for all else. Definer as above.
create function public.queue_case_reads(id uuid, reference text)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
	me staff.officers := staff.require(null, array['lead', 'auditor', 'investigator']);
	wanted text := upper(house.text($2, 'reference', 30));
	c queue.cases;
	rows queue.reads[];
begin
	perform house.demand(($1 is null) <> (wanted is null), 422, 'required', 'reference');
	select * into c from queue.cases x where (x.id = $1 or x.reference = wanted) and queue.may_see_reads(me, x);
	perform house.demand(found, 404, 'not_found');
	select array_agg(r) into rows from (
		select x from queue.reads x where x.case_id = c.id order by x.at desc, x.id limit 1001
	) l (r);
	perform queue.log_read(c.id, me.user_id, 'asked_readers');
	return jsonb_build_object(
		'id', c.id, 'reference', c.reference, 'more', coalesce(cardinality(rows), 0) > 1000,
		'reads', queue.reads_told(rows[:1000], queue.reaches(me, c)),
		'at', now()
	);
end;
$$;
grant execute on function public.queue_case_reads(uuid, text) to authenticated;

-- What an officer of the unit has read between two days: for the lead and the auditor. Tips are not among it, unless whoever
-- asks is a member: nobody else learns from reads that a tip exists. Asking is itself written down. Definer as above.
create function public.queue_officer_reads(officer uuid, from_day date, to_day date)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
	me staff.officers := staff.require(null, array['lead', 'auditor']);
	rows queue.reads[];
begin
	perform house.demand($2 is not null, 422, 'required', 'from_day');
	perform house.demand($3 is not null, 422, 'required', 'to_day');
	perform house.demand($3 between $2 and $2 + 91, 422, 'out_of_range', 'to_day');
	perform house.demand(
		exists (select 1 from staff.officers o where o.user_id = $1 and o.unit = me.unit), 404, 'not_found', 'officer'
	);
	select array_agg(r) into rows from (
		select x from queue.reads x
		left join queue.cases c on c.id = x.case_id
		where x.officer = $1 and x.unit = me.unit
			and x.at >= house.at($2, 0) and x.at < house.at($3 + 1, 0)
			and (c.kind is distinct from 'tip' or queue.member_reaches(me, c))
		order by x.at desc, x.id
		limit 1001
	) l (r);
	perform queue.log_read(null, me.user_id, 'asked_officer');
	return jsonb_build_object(
		'officer', queue.person($1), 'from_day', $2, 'to_day', $3, 'more', coalesce(cardinality(rows), 0) > 1000,
		'reads', queue.reads_told(rows[:1000], 'lead' = any (me.roles)),
		'at', now()
	);
end;
$$;
grant execute on function public.queue_officer_reads(uuid, date, date) to authenticated;

-- The state of the chain of the unit's reads: heads of the thirty days up to one that is over, the months and when each was
-- last verified, and the officers to ask about. No figure here moves with a read. Definer as above.
create function public.queue_audit(until date)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
	me staff.officers := staff.require(null, array['lead', 'auditor']);
	last_day date := least(coalesce($1, house.local_day(now()) - 1), house.local_day(now()) - 1);
	first_month date := date_trunc('month', house.local_day((
		select min(o.created_at) from staff.officers o where o.unit = me.unit
	)))::date;
begin
	perform house.demand(house.is_near(last_day), 422, 'out_of_range', 'until');
	return jsonb_build_object(
		'unit_name', (select u.police_name from unit.units u where u.code = me.unit),
		'today', house.local_day(now()),
		'heads', (
			select jsonb_agg(jsonb_build_object('day', d.day, 'head', queue.head(me.unit, d.day)) order by d.day desc)
			from (select last_day - n as day from generate_series(0, 29) n) d
		),
		'months', (
			select jsonb_agg(
				jsonb_build_object(
					'month', m.month::date, 'at', v.at, 'officer', queue.person(v.officer), 'broken_on', v.broken_on
				)
				order by m.month desc
			)
			from generate_series(first_month, house.local_day(now()), interval '1 month') m (month)
			left join queue.verifications v on v.unit = me.unit and v.month = m.month::date
		),
		'officers', (
			select jsonb_agg(queue.person(o.user_id) || jsonb_build_object('left', o.disabled_at is not null)
				order by o.disabled_at is not null, staff.given_name(o.name), o.name, o.user_id)
			from staff.officers o
			where o.unit = me.unit
		)
	);
end;
$$;
grant execute on function public.queue_audit(date) to authenticated;

-- Verifies one month of the unit's chain; the page asks for month after month. Definer as above.
create function public.queue_verify(month date)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
	me staff.officers := staff.require(null, array['lead', 'auditor']);
	broken_at timestamptz;
	kept queue.verifications;
begin
	perform house.demand(
		extract(day from $1) = 1 and $1 between '2020-01-01' and house.local_day(now()), 422, 'out_of_range', 'month'
	);
	select b.at into broken_at from queue.broken(me.unit, $1) b;
	insert into queue.verifications as v (unit, month, officer, broken_on)
	values (me.unit, $1, me.user_id, house.local_day(broken_at))
	on conflict on constraint verifications_pkey do update
	set at = excluded.at, officer = excluded.officer, broken_on = excluded.broken_on
	returning v.* into kept;
	return jsonb_build_object(
		'month', kept.month, 'at', kept.at, 'officer', queue.person(kept.officer), 'broken_on', kept.broken_on
	);
end;
$$;
grant execute on function public.queue_verify(date) to authenticated;
