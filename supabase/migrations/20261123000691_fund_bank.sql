-- The bank's side of the ledger (decision 39): statements as the bank gave them, and which of their lines is which entry. A statement
-- follows the one before without a day or a đồng between them, so that none can be left out; until which day everything was found on
-- both sides is reckoned, never said.

-- ---------------------------------------------------------------------------------------------------------------- tables

create table fund.statements (
	id uuid primary key default gen_random_uuid(),
	unit text not null references unit.units (code),
	sha256 bytea not null check (octet_length(sha256) = 32),
	kind text not null check (kind in ('sheet', 'ofx')),
	from_day date not null,
	to_day date not null check (to_day between from_day and from_day + 366),
	opening bigint not null check (opening between -1000000000000000 and 1000000000000000),
	closing bigint not null check (closing between -1000000000000000 and 1000000000000000),
	lines int not null check (lines between 0 and 10000),
	imported_by uuid not null references staff.officers (user_id),
	-- A day that is not over may bring another line.
	imported_on date not null default house.local_day(now()) check (imported_on > to_day),
	withdrawn_by uuid references staff.officers (user_id),
	withdrawn_on date check (withdrawn_on >= imported_on),
	unique (id, unit),
	check ((withdrawn_by is null) = (withdrawn_on is null)),
	constraint statements_never_overlap exclude using gist (unit with =, daterange(from_day, to_day, '[]') with &&)
		where (withdrawn_on is null)
);
comment on table fund.statements is 'A bank''s statement of the account, imported whole: the period, and the balances before and after it, in whole đồng.';
comment on column fund.statements.sha256 is 'Of the file, so that the same one is told.';
comment on column fund.statements.withdrawn_on is 'It was the wrong file: another takes its place. What it said stays.';
create unique index statement_of_file on fund.statements (unit, sha256, from_day) where withdrawn_on is null;
create index statements_of_unit on fund.statements (unit, to_day desc) where withdrawn_on is null;

create table fund.statement_lines (
	id uuid primary key default gen_random_uuid(),
	statement uuid not null,
	unit text not null,
	place int not null check (place between 1 and 10000),
	in_file int not null check (in_file >= 1),
	day date not null,
	amount bigint not null check (amount <> 0 and abs(amount) <= 1000000000000000),
	words text check (char_length(words) between 1 and 500 and house.is_clean(words)),
	reference text check (char_length(reference) between 1 and 100 and house.is_clean(reference)),
	unique (statement, place),
	foreign key (statement, unit) references fund.statements (id, unit)
);
comment on table fund.statement_lines is 'What the bank wrote, in the order in which it happened; above zero came in. Text is kept as text, whatever it begins with.';
create index statement_lines_of_day on fund.statement_lines (unit, day);
comment on column fund.statement_lines.in_file is 'The line of the file, for whoever compares.';

create table fund.bank_matches (
	id uuid primary key default gen_random_uuid(),
	unit text not null references unit.units (code),
	line uuid references fund.statement_lines (id),
	entry uuid references fund.entries (id),
	line_back uuid references fund.statement_lines (id) check (line_back <> line),
	entry_back uuid references fund.entries (id) check (entry_back <> entry),
	matched_by uuid not null references staff.officers (user_id),
	at timestamptz not null default now(),
	undone_by uuid references staff.officers (user_id),
	undone_at timestamptz check (undone_at >= at),
	check ((undone_by is null) = (undone_at is null)),
	-- A line is an entry; or the bank took back what it had done, or a reversal what was posted, and the other side knows of neither.
	check (
		num_nonnulls(line, entry, line_back, entry_back) = 2
		and (line_back is null or line is not null)
		and (entry_back is null or entry is not null)
	)
);
comment on table fund.bank_matches is 'Which line is which entry, as an officer said; one that was undone stays as it was.';
create unique index match_of_line on fund.bank_matches (line) where undone_at is null;
create unique index match_of_entry on fund.bank_matches (entry) where undone_at is null;
create unique index match_of_line_back on fund.bank_matches (line_back) where undone_at is null;
create unique index match_of_entry_back on fund.bank_matches (entry_back) where undone_at is null;

create table fund.unmatched (
	unit text not null references unit.units (code),
	line uuid unique references fund.statement_lines (id),
	entry uuid unique references fund.entries (id),
	day date not null,
	amount bigint not null check (amount <> 0),
	opening boolean not null default false,
	check (num_nonnulls(line, entry) = 1),
	check (not opening or entry is not null)
);
comment on table fund.unmatched is 'Lines of the bank and entries of the bank account that have no other side yet; kept by triggers alone. One row is in no two matches, since the match takes it from here.';
comment on column fund.unmatched.opening is 'What was in the account before the ledger began: no line is it, the first statement''s balance is.';
create index unmatched_lines on fund.unmatched (unit, day, line) include (amount) where line is not null;
create index unmatched_entries on fund.unmatched (unit, day, entry) include (amount) where entry is not null;
create index unmatched_amounts on fund.unmatched (unit, amount, day) where entry is not null;

create table fund.bank_mappings (
	unit text primary key references unit.units (code),
	mapping jsonb not null check (jsonb_typeof(mapping) = 'array' and jsonb_array_length(mapping) <= 60),
	said_by uuid not null references staff.officers (user_id),
	said_on date not null default house.local_day(now())
);
comment on table fund.bank_mappings is 'What the columns of the unit''s bank hold, as the treasurer said last: headings and fields.';

do $$
declare
	one text;
begin
	foreach one in array array['statements', 'statement_lines', 'bank_matches', 'unmatched', 'bank_mappings'] loop
		perform fund.close_table(one);
	end loop;
end
$$;
select fund.write_once('statement_lines');
create trigger kept before update or delete on fund.statements for each row execute function fund.keep('withdrawn_by', 'withdrawn_on');
create trigger kept before update or delete on fund.bank_matches for each row execute function fund.keep('undone_by', 'undone_at');

-- --------------------------------------------------------------------------------------------------------- what must hold

-- The newest statement that was not withdrawn.
create function fund.last_statement(unit text)
returns fund.statements
language sql
stable
set search_path = ''
as $$
	select s from fund.statements s where s.unit = $1 and s.withdrawn_on is null order by s.to_day desc limit 1;
$$;

-- A statement goes on where the last one ended. Refuses 409 `not_next` for another day, `opening_differs` for another balance,
-- `known_file` for a file that was imported for a period from the same day, or holds it.
create function fund.follow_statement()
returns trigger
language plpgsql
set search_path = ''
as $$
declare
	last fund.statements;
begin
	perform fund.lock_ledger(new.unit);
	last := fund.last_statement(new.unit);
	if last.id is not null then
		perform house.demand(
			not exists (
				select 1 from fund.statements s
				where s.unit = new.unit and s.sha256 = new.sha256 and s.withdrawn_on is null and s.to_day >= new.from_day
			),
			409, 'known_file'
		);
		perform house.demand(new.from_day = last.to_day + 1, 409, 'not_next', 'from_day');
		perform house.demand(new.opening = last.closing, 409, 'opening_differs', 'opening');
	end if;
	return new;
end;
$$;
create trigger statements_follow before insert on fund.statements for each row execute function fund.follow_statement();

-- A statement and its lines are written in one transaction, and say the same. Refuses 422 `not_whole`. Definer: it runs when the
-- transaction ends, as whoever called the door.
create function fund.check_statement()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
begin
	perform house.demand(
		(
			select (count(*), coalesce(sum(l.amount), 0), coalesce(max(l.place), 0))
				= (new.lines, new.closing - new.opening, new.lines)
				and coalesce(min(l.day) >= new.from_day and max(l.day) <= new.to_day, true)
			from fund.statement_lines l where l.statement = new.id
		),
		422, 'not_whole'
	);
	return null;
end;
$$;
create constraint trigger statements_are_whole after insert on fund.statements
deferrable initially deferred for each row execute function fund.check_statement();

-- Lines come with their statement: a later one finds it closed. They wait for their entries.
create function fund.await_entries()
returns trigger
language plpgsql
set search_path = ''
as $$
begin
	perform house.demand(
		not exists (
			select 1 from fund.statements s
			where s.id in (select n.statement from new_lines n)
				and (s.withdrawn_on is not null or s.lines <> (select count(*) from fund.statement_lines l where l.statement = s.id))
		),
		422, 'not_whole'
	);
	insert into fund.unmatched (unit, line, day, amount) select n.unit, n.id, n.day, n.amount from new_lines n;
	return null;
end;
$$;
create trigger lines_await_entries after insert on fund.statement_lines
referencing new table as new_lines for each statement execute function fund.await_entries();

-- Only the newest statement is withdrawn, and only while no line of it is matched. Refuses 409 `not_last`, `has_matches`.
create function fund.withdraw_statement()
returns trigger
language plpgsql
set search_path = ''
as $$
begin
	perform house.demand(old.withdrawn_on is null and new.withdrawn_on is not null, 403, 'append_only', tg_table_name);
	perform fund.lock_ledger(old.unit);
	perform house.demand((fund.last_statement(old.unit)).id = old.id, 409, 'not_last');
	perform house.demand(
		(select count(*) from fund.unmatched u join fund.statement_lines l on l.id = u.line where l.statement = old.id) = old.lines,
		409, 'has_matches'
	);
	delete from fund.unmatched u using fund.statement_lines l where l.id = u.line and l.statement = old.id;
	return new;
end;
$$;
create trigger statements_are_withdrawn before update on fund.statements for each row execute function fund.withdraw_statement();

-- What an entry changed in the bank account; zero where it did not touch it.
create function fund.at_bank(e fund.entries)
returns bigint
language sql
immutable
set search_path = ''
as $$
	select case when e.debit = 'bank' then e.amount when e.credit = 'bank' then -e.amount else 0 end;
$$;

-- An entry of the bank account waits for its line. A reversal of one that no line was found for is no movement of the bank: the two
-- are each other's other side. Of one that has its line, the reversal waits as any entry does, since the bank may give money back.
create function fund.await_line()
returns trigger
language plpgsql
set search_path = ''
as $$
begin
	if fund.at_bank(new) = 0 then
		return null;
	end if;
	insert into fund.unmatched (unit, entry, day, amount, opening)
	values (new.unit, new.id, new.day, fund.at_bank(new), new.kind = 'opening');
	if exists (select 1 from fund.unmatched u where u.entry = new.reverses) then
		insert into fund.bank_matches (unit, entry, entry_back, matched_by)
		values (new.unit, new.reverses, new.id, new.posted_by);
	end if;
	return null;
end;
$$;
create trigger entries_await_lines after insert on fund.entries for each row execute function fund.await_line();

-- A match takes both of its sides from what waits. Refuses 409 `already_matched` where one does not wait, 422 `amounts_differ`, and
-- `not_its_reversal` for two entries of which neither takes the other back.
create function fund.match_bank()
returns trigger
language plpgsql
set search_path = ''
as $$
declare
	one bigint;
	other bigint;
	is_return boolean := num_nonnulls(new.line, new.entry) = 1;
begin
	perform fund.lock_ledger(new.unit);
	perform house.demand(new.undone_at is null, 422, 'bad_format', 'undone_at');
	if new.entry_back is not null then
		perform house.demand(
			exists (
				select 1 from fund.entries e
				where (e.id = new.entry_back and e.reverses = new.entry) or (e.id = new.entry and e.reverses = new.entry_back)
			),
			422, 'not_its_reversal'
		);
	end if;
	if new.line is not null then
		delete from fund.unmatched u where u.line = new.line and u.unit = new.unit returning u.amount into one;
	else
		delete from fund.unmatched u where u.entry = new.entry and u.unit = new.unit returning u.amount into one;
	end if;
	delete from fund.unmatched u
	where u.unit = new.unit and (case
		when new.line_back is not null then u.line = new.line_back
		when new.entry_back is not null then u.entry = new.entry_back
		else u.entry = new.entry and not u.opening
	end)
	returning u.amount into other;
	perform house.demand(one is not null and other is not null, 409, 'already_matched');
	perform house.demand(one = case when is_return then -other else other end, 422, 'amounts_differ');
	return new;
end;
$$;
create trigger matches_take_both before insert on fund.bank_matches for each row execute function fund.match_bank();

-- What a match held waits again.
create function fund.part_match()
returns trigger
language plpgsql
set search_path = ''
as $$
begin
	perform house.demand(old.undone_at is null and new.undone_at is not null, 403, 'append_only', tg_table_name);
	perform fund.lock_ledger(old.unit);
	insert into fund.unmatched (unit, line, day, amount)
	select l.unit, l.id, l.day, l.amount from fund.statement_lines l where l.id in (old.line, old.line_back);
	insert into fund.unmatched (unit, entry, day, amount, opening)
	select e.unit, e.id, e.day, fund.at_bank(e), e.kind = 'opening' from fund.entries e where e.id in (old.entry, old.entry_back);
	return new;
end;
$$;
create trigger matches_are_parted before update on fund.bank_matches for each row execute function fund.part_match();

-- What waits is taken away when it is matched, and never changed.
create trigger reckoned before insert or update or delete on fund.unmatched for each row execute function fund.reckoned('UPDATE');

-- The first statement that was not withdrawn, where what waits begins to matter.
create function fund.first_statement(unit text)
returns fund.statements
language sql
stable
set search_path = ''
as $$
	select s from fund.statements s where s.unit = $1 and s.withdrawn_on is null order by s.to_day limit 1;
$$;

-- By how much the ledger's bank account, before the first statement and without what the bank booked later, is more than that statement
-- began with. Null without a statement. (`offset 0`, here and below: the statement is looked for once, not once for each column of it.)
create function fund.bank_untied(unit text)
returns bigint
language sql
stable
set search_path = ''
as $$
	select (coalesce((
		select sum(u.amount) from fund.unmatched u
		where u.unit = $1 and u.entry is not null and (u.day < (f.s).from_day or (u.opening and u.day = (f.s).from_day))
	), 0) - (f.s).opening)::bigint
	from (select fund.first_statement($1) as s offset 0) f
	where (f.s).id is not null;
$$;

-- The last day until which every line of the bank is an entry and every entry of the bank account a line, the balances agreeing. With
-- statements null where not even their beginning agrees; without them, the day before the account's first movement.
create function fund.reconciled_until(unit text)
returns date
language sql
stable
set search_path = ''
as $$
	select case
		when (f.s).id is null then least(house.local_day(now()) - 1, (
			select min(u.day) - 1 from fund.unmatched u where u.unit = $1 and u.entry is not null and not u.opening
		))
		when fund.bank_untied($1) <> 0 then null
		else (
			select nullif(greatest(least(
				(fund.last_statement($1)).to_day,
				(select min(u.day) - 1 from fund.unmatched u where u.unit = $1 and u.line is not null),
				(
					select min(u.day) - 1 from fund.unmatched u
					where u.unit = $1 and u.entry is not null and u.day >= (f.s).from_day and not u.opening
				)
			), (f.s).from_day - 1), (f.s).from_day - 1)
		)
	end
	from (select fund.first_statement($1) as s offset 0) f;
$$;

-- The same as everybody may know it: nothing before a statement was compared, and then the end of a statement or of a month. The very
-- day would tell on which day money moved that is not published yet.
create function fund.shown_until(unit text)
returns date
language sql
stable
set search_path = ''
as $$
	select greatest(
		(select max(s.to_day) from fund.statements s where s.unit = $1 and s.withdrawn_on is null and s.to_day <= r.until),
		case when m.ended >= (f.s).from_day then m.ended end
	)
	from (select fund.first_statement($1) as s offset 0) f
	cross join (select fund.reconciled_until($1) as until) r
	cross join lateral (select date_trunc('month', r.until + 1)::date - 1 as ended) m
	where (f.s).id is not null;
$$;

-- Why a line of an import cannot be taken, as field and code; null when it can.
create function fund.line_fault(value jsonb)
returns text[]
language sql
immutable
set search_path = ''
as $$
	select case
		when jsonb_typeof(value) <> 'object' then array['', 'bad_format']
		when exists (
			select 1 from jsonb_object_keys(value) k where k <> all (array['line', 'day', 'amount', 'text', 'reference'])
		) then array['', 'unknown_field']
		when coalesce(jsonb_typeof(value -> 'line'), '') <> 'number' or (value ->> 'line') !~ '^[1-9][0-9]{0,6}$'
			then array['.line', 'bad_format']
		when coalesce(jsonb_typeof(value -> 'day'), '') <> 'string' or (value ->> 'day') !~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$'
			or not pg_input_is_valid(value ->> 'day', 'date') then array['.day', 'bad_format']
		when coalesce(jsonb_typeof(value -> 'amount'), '') <> 'number' or (value ->> 'amount') !~ '^-?[1-9][0-9]{0,14}$'
			then array['.amount', 'out_of_range']
		when jsonb_typeof(value -> 'text') not in ('string', 'null') or jsonb_typeof(value -> 'reference') not in ('string', 'null')
			then array['.text', 'bad_format']
		when char_length(value ->> 'text') not between 1 and 500 then array['.text', 'too_long']
		when char_length(value ->> 'reference') not between 1 and 100 then array['.reference', 'too_long']
		when not house.is_clean(value ->> 'text') then array['.text', 'bad_characters']
		when not house.is_clean(value ->> 'reference') then array['.reference', 'bad_characters']
	end;
$$;

-- A line, and an entry, as officers compare them.
create function fund.line_row(l fund.statement_lines)
returns jsonb
language sql
stable
set search_path = ''
as $$
	select jsonb_build_object('id', l.id, 'day', l.day, 'amount', l.amount, 'text', coalesce(l.words, ''), 'reference', l.reference);
$$;

create function fund.bank_entry_row(e fund.entries)
returns jsonb
language sql
stable
set search_path = ''
as $$
	select jsonb_build_object(
		'id', e.id, 'day', e.day, 'amount', fund.at_bank(e), 'number', e.voucher, 'kind', e.kind, 'reverses', e.reverses,
		'text', concat_ws(', ', (select n.name from fund.names n where n.id = e.name), e.words)
	);
$$;

-- Who may read what the bank wrote: it names donors, whom an auditor opens one by one.
create function fund.demand_names(officer staff.officers)
returns void
language sql
set search_path = ''
as $$
	select house.demand(fund.sees_names(officer), 403, 'role_missing');
$$;

-- ---------------------------------------------------------------------------------------------------------------- doors
-- Definer doors: the private schema is closed to everybody; each begins with staff.require.

-- How far the account was compared, what there is to import next, what waits, and the statements, newest first.
create function public.fund_bank()
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
	me staff.officers := staff.require();
	last fund.statements;
begin
	perform house.demand(fund.may_read(me), 403, 'role_missing');
	last := fund.last_statement(me.unit);
	return jsonb_build_object(
		'unit', me.unit,
		'today', house.local_day(now()),
		'may_write', fund.is_till(me),
		'until', fund.reconciled_until(me.unit),
		'next_from', coalesce(last.to_day + 1, (
			select min(u.day) from fund.unmatched u where u.unit = me.unit and u.entry is not null and u.opening
		)),
		'closing', last.closing,
		'booked', (select a.balance from fund.accounts a where a.unit = me.unit and a.code = 'bank'),
		'untied', fund.bank_untied(me.unit),
		'lines', (
			select jsonb_build_object('count', count(*), 'sum', coalesce(sum(u.amount), 0))
			from fund.unmatched u where u.unit = me.unit and u.line is not null
		),
		'entries', (
			select jsonb_build_object('count', count(*), 'sum', coalesce(sum(u.amount), 0))
			from fund.unmatched u
			where u.unit = me.unit and u.entry is not null and not u.opening
				and u.day >= coalesce((fund.first_statement(me.unit)).from_day, '-infinity')
		),
		'mapping', coalesce((select b.mapping from fund.bank_mappings b where b.unit = me.unit), '[]'),
		'statements', coalesce((
			select jsonb_agg(jsonb_build_object(
				'id', x.id, 'from_day', x.from_day, 'to_day', x.to_day, 'opening', x.opening, 'closing', x.closing, 'lines', x.lines,
				'imported_on', x.imported_on, 'imported_by', queue.person(x.imported_by) ->> 'name', 'withdrawn_on', x.withdrawn_on
			) order by x.to_day desc, x.imported_on desc, x.id)
			from (
				select * from fund.statements s where s.unit = me.unit order by s.to_day desc, s.imported_on desc, s.id limit 36
			) x
		), '[]')
	);
end;
$$;
grant execute on function public.fund_bank() to authenticated;

-- What waits on both sides, oldest first: at most 200 lines, the entries of their amounts, and the oldest others. Entries from before
-- the first statement are the balance that it began with; they are shown where they are of the amount of a line.
create function public.fund_bank_left()
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
	me staff.officers := staff.require();
	first_day date;
begin
	perform fund.demand_names(me);
	first_day := coalesce((fund.first_statement(me.unit)).from_day, '-infinity');
	return (
		with lines as (
			select u.line, u.amount, u.day from fund.unmatched u
			where u.unit = me.unit and u.line is not null
			order by u.day, u.line limit 200
		), entries as (
			(
				select u.entry, u.day from fund.unmatched u
				where u.unit = me.unit and u.entry is not null and not u.opening
					and u.amount in (select l.amount from lines l)
				order by u.day, u.entry limit 400
			)
			union
			(
				select u.entry, u.day from fund.unmatched u
				where u.unit = me.unit and u.entry is not null and not u.opening and u.day >= first_day
				order by u.day, u.entry limit 200
			)
		)
		select jsonb_build_object(
			'lines', coalesce((
				select jsonb_agg(fund.line_row(l) order by x.day, l.statement, l.place)
				from lines x join fund.statement_lines l on l.id = x.line
			), '[]'),
			'entries', coalesce((
				select jsonb_agg(fund.bank_entry_row(e) order by e.day, e.seq)
				from entries x join fund.entries e on e.id = x.entry
			), '[]')
		)
	);
end;
$$;
grant execute on function public.fund_bank_left() to authenticated;

-- What was matched of a month, by the day of what was matched, newest first; at most 500.
create function public.fund_bank_matched(month text)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
	me staff.officers := staff.require();
	first_day date;
begin
	perform fund.demand_names(me);
	first_day := date_trunc('month', house.day($1, 'month'))::date;
	return jsonb_build_object('matches', coalesce((
		select jsonb_agg(jsonb_build_object(
			'id', x.id, 'matched_on', house.local_day(x.at), 'matched_by', queue.person(x.matched_by) ->> 'name',
			'sides', x.sides
		) order by x.day desc, x.at desc, x.id)
		from (
			select b.id, b.at, b.matched_by, coalesce(l.day, e.day) as day, (
				select jsonb_agg(s) from unnest(array[
					case when l.id is not null then fund.line_row(l) || '{"of": "line"}' end,
					case when e.id is not null then fund.bank_entry_row(e) || '{"of": "entry"}' end,
					case when lb.id is not null then fund.line_row(lb) || '{"of": "line"}' end,
					case when eb.id is not null then fund.bank_entry_row(eb) || '{"of": "entry"}' end
				]) s where s is not null
			) as sides
			from (
				select b.* from fund.statement_lines l
				join fund.bank_matches b on b.line = l.id
				where l.unit = me.unit and l.day between first_day and fund.end_of(first_day)
				union all
				select b.* from fund.entries e
				join fund.bank_matches b on b.entry = e.id and b.line is null
				where e.unit = me.unit and e.day between first_day and fund.end_of(first_day) and (e.debit = 'bank' or e.credit = 'bank')
			) b
			left join fund.statement_lines l on l.id = b.line
			left join fund.entries e on e.id = b.entry
			left join fund.statement_lines lb on lb.id = b.line_back
			left join fund.entries eb on eb.id = b.entry_back
			where b.undone_at is null
			order by coalesce(l.day, e.day) desc, b.at desc, b.id
			limit 500
		) x
	), '[]'));
end;
$$;
grant execute on function public.fund_bank_matched(text) to authenticated;

-- Takes a statement whole: its period, balances and lines as the treasurer's browser read and showed them. Refuses 422 with
-- `lines.<place>.<field>` for the first line that cannot be taken, `day_not_over`, `balance_breaks` where the lines do not lead from one
-- balance to the other; 409 `not_next`, `opening_differs`, `known_file`, `no_book`.
create function public.fund_statement_import(key uuid, statement jsonb, lines jsonb)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
	me staff.officers := staff.require();
	request jsonb := jsonb_build_array($2, $3);
	answer jsonb;
	from_day date;
	to_day date;
	opening bigint;
	closing bigint;
	made uuid := gen_random_uuid();
	fault record;
begin
	perform fund.demand_till(me);
	answer := queue.once($1, 'fund_statement_import', request);
	if answer is not null then
		return answer;
	end if;
	perform house.strict($2, array['sha256', 'kind', 'from_day', 'to_day', 'opening', 'closing', 'mapping'], 'statement');
	perform house.demand($2 ->> 'kind' in ('sheet', 'ofx'), 422, 'bad_format', 'statement.kind');
	from_day := house.day($2 ->> 'from_day', 'statement.from_day');
	to_day := house.day($2 ->> 'to_day', 'statement.to_day');
	perform house.demand(to_day between from_day and from_day + 366, 422, 'out_of_range', 'statement.to_day');
	perform house.demand(to_day < house.local_day(now()), 422, 'day_not_over', 'statement.to_day');
	opening := house.number($2 -> 'opening', 'statement.opening', -1000000000000000, 1000000000000000);
	closing := house.number($2 -> 'closing', 'statement.closing', -1000000000000000, 1000000000000000);
	perform house.demand(
		jsonb_typeof($2 -> 'mapping') = 'array' and jsonb_array_length($2 -> 'mapping') <= 60, 422, 'bad_format', 'statement.mapping'
	);
	perform house.strict(c.value, array['heading', 'field'], 'statement.mapping') from jsonb_array_elements($2 -> 'mapping') c;
	perform house.demand(jsonb_typeof($3) = 'array', 422, 'bad_format', 'lines');
	perform house.demand(jsonb_array_length($3) <= 10000, 422, 'too_long', 'lines');
	select x.at, x.said into fault
	from (
		select l.n - 1 as at, fund.line_fault(l.value) as said from jsonb_array_elements($3) with ordinality l (value, n) offset 0
	) x
	where x.said is not null
	order by x.at limit 1;
	perform house.demand(not found, 422, fault.said[2], 'lines.' || fault.at || fault.said[1]);
	select l.n - 1 as at into fault
	from jsonb_array_elements($3) with ordinality l (value, n)
	where (l.value ->> 'day')::date not between from_day and to_day
	order by l.n limit 1;
	perform house.demand(not found, 422, 'out_of_range', 'lines.' || fault.at || '.day');
	perform house.demand(
		opening + coalesce((select sum((l.value ->> 'amount')::bigint) from jsonb_array_elements($3) l (value)), 0) = closing,
		422, 'balance_breaks', 'statement.closing'
	);
	perform fund.demand_book(me.unit);
	insert into fund.statements (id, unit, sha256, kind, from_day, to_day, opening, closing, lines, imported_by)
	values (
		made, me.unit, house.bytes32($2 ->> 'sha256', 'statement.sha256'), $2 ->> 'kind', from_day, to_day, opening, closing,
		jsonb_array_length($3), me.user_id
	);
	insert into fund.statement_lines (statement, unit, place, in_file, day, amount, words, reference)
	select made, me.unit, l.n, (l.value ->> 'line')::int, (l.value ->> 'day')::date, (l.value ->> 'amount')::bigint,
		l.value ->> 'text', l.value ->> 'reference'
	from jsonb_array_elements($3) with ordinality l (value, n);
	if jsonb_array_length($2 -> 'mapping') > 0 then
		insert into fund.bank_mappings (unit, mapping, said_by) values (me.unit, $2 -> 'mapping', me.user_id)
		on conflict on constraint bank_mappings_pkey do update
		set mapping = excluded.mapping, said_by = excluded.said_by, said_on = house.local_day(now());
	end if;
	return queue.remember($1, 'fund_statement_import', request, jsonb_build_object('id', made, 'lines', jsonb_array_length($3)));
end;
$$;
grant execute on function public.fund_statement_import(uuid, jsonb, jsonb) to authenticated;

-- It was the wrong file: the newest statement, while nothing of it is matched, gives its place to another.
create function public.fund_statement_withdraw(key uuid, id uuid)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
	me staff.officers := staff.require();
	request jsonb := jsonb_build_array($2);
	answer jsonb;
begin
	perform fund.demand_till(me);
	answer := queue.once($1, 'fund_statement_withdraw', request);
	if answer is not null then
		return answer;
	end if;
	perform fund.lock_ledger(me.unit);
	perform house.demand(
		exists (select 1 from fund.statements s where s.id = $2 and s.unit = me.unit), 404, 'not_found', 'id'
	);
	perform house.demand(
		exists (select 1 from fund.statements s where s.id = $2 and s.withdrawn_on is null), 409, 'stale', 'id'
	);
	update fund.statements s set withdrawn_by = me.user_id, withdrawn_on = house.local_day(now()) where s.id = $2;
	return queue.remember($1, 'fund_statement_withdraw', request, '{"ok": true}');
end;
$$;
grant execute on function public.fund_statement_withdraw(uuid, uuid) to authenticated;

-- An officer says which line is which entry, for up to 200 at once, all or none. Refuses 409 `already_matched`, 422 `amounts_differ`,
-- `not_its_reversal`.
create function public.fund_bank_match(key uuid, pairs jsonb)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
	me staff.officers := staff.require();
	request jsonb := jsonb_build_array($2);
	answer jsonb;
begin
	perform fund.demand_till(me);
	answer := queue.once($1, 'fund_bank_match', request);
	if answer is not null then
		return answer;
	end if;
	perform house.demand(jsonb_typeof($2) = 'array', 422, 'bad_format', 'pairs');
	perform house.demand(jsonb_array_length($2) between 1 and 200, 422, 'out_of_range', 'pairs');
	perform house.strict(p.value, array['line', 'entry', 'line_back', 'entry_back'], 'pairs') from jsonb_array_elements($2) p;
	perform house.demand(
		(
			select bool_and(
				(select bool_and(v.value = 'null' or house.is_id(v.value)) from jsonb_each(p.value) v)
				and num_nonnulls(p.value ->> 'line', p.value ->> 'entry', p.value ->> 'line_back', p.value ->> 'entry_back') = 2
				and (p.value ->> 'line_back' is null or p.value ->> 'line' is not null)
				and (p.value ->> 'entry_back' is null or p.value ->> 'entry' is not null)
			)
			from jsonb_array_elements($2) p
		),
		422, 'bad_format', 'pairs'
	);
	insert into fund.bank_matches (unit, line, entry, line_back, entry_back, matched_by)
	select me.unit, (p.value ->> 'line')::uuid, (p.value ->> 'entry')::uuid, (p.value ->> 'line_back')::uuid,
		(p.value ->> 'entry_back')::uuid, me.user_id
	from jsonb_array_elements($2) p;
	return queue.remember($1, 'fund_bank_match', request, jsonb_build_object('until', fund.reconciled_until(me.unit)));
end;
$$;
grant execute on function public.fund_bank_match(uuid, jsonb) to authenticated;

-- What was matched wrongly waits again on both sides.
create function public.fund_bank_unmatch(key uuid, id uuid)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
	me staff.officers := staff.require();
	request jsonb := jsonb_build_array($2);
	answer jsonb;
	was fund.bank_matches;
begin
	perform fund.demand_till(me);
	answer := queue.once($1, 'fund_bank_unmatch', request);
	if answer is not null then
		return answer;
	end if;
	perform fund.lock_ledger(me.unit);
	select * into was from fund.bank_matches b where b.id = $2 and b.unit = me.unit;
	perform house.demand(found, 404, 'not_found', 'id');
	perform house.demand(was.undone_at is null, 409, 'stale', 'id');
	update fund.bank_matches b set undone_by = me.user_id, undone_at = now() where b.id = $2;
	return queue.remember($1, 'fund_bank_unmatch', request, jsonb_build_object('until', fund.reconciled_until(me.unit)));
end;
$$;
grant execute on function public.fund_bank_unmatch(uuid, uuid) to authenticated;
