-- The ledger of the community programme (decision 38). A row of `fund.entries` is one amount from one account to another, so that all
-- accounts are zero together whatever happens. Nothing is changed: what was wrong is reversed. Two chains of hashes: of every entry,
-- and of the rows that were published. What must hold is held by constraints and triggers, for the owner of the tables too.

-- ---------------------------------------------------------------------------------------------------------------- tables

create table fund.accounts (
	unit text not null references unit.units (code),
	code text not null check (code in ('cash', 'bank', 'goods', 'gifts', 'opening', 'movement', 'reward', 'support', 'equipment')),
	balance bigint not null default 0,
	primary key (unit, code),
	constraint never_below_zero check (case when code in ('gifts', 'opening') then balance <= 0 else balance >= 0 end)
);
comment on table fund.accounts is 'The accounts of a unit''s ledger with their balances, debit positive: what it holds, where it came from, what it was spent on.';
comment on column fund.accounts.balance is 'Whole đồng, kept by posting alone.';

create table fund.days (
	unit text not null,
	account text not null check (account in ('cash', 'bank', 'goods')),
	day date not null,
	change bigint not null,
	primary key (unit, account, day),
	foreign key (unit, account) references fund.accounts (unit, code)
);
comment on table fund.days is 'What a holding gained or lost on a day, kept by posting alone: no day may end below zero, however late an entry comes.';

-- Whether a text stands on one line and may be shown to anybody: a row of the public chain has a line for each field.
create function fund.is_line(value text, most int)
returns boolean
language sql
immutable
set search_path = ''
as $$
	select char_length(value) between 1 and most and house.is_clean(value) and value !~ '[\n\t]';
$$;

create table fund.books (
	unit text not null references unit.units (code),
	version int not null check (version >= 1),
	holder text not null check (fund.is_line(holder, 100)),
	basis text not null check (fund.is_line(basis, 200)),
	two_from bigint check (two_from between 1 and 100000000000),
	bank_bin text check (bank_bin ~ '^[0-9]{6}$'),
	bank_name text check (fund.is_line(bank_name, 60)),
	account_number text check (account_number ~ '^[0-9A-Z]{4,19}$'),
	account_name text check (fund.is_line(account_name, 60)),
	set_by uuid not null references staff.officers (user_id),
	at timestamptz not null default now(),
	primary key (unit, version),
	check (num_nulls(bank_bin, bank_name, account_number, account_name) in (0, 4))
);
comment on table fund.books is 'What the lead set for the ledger; the highest version holds, the others say what held before.';
comment on column fund.books.holder is 'Who holds the account, as papers say it: "Trưởng Công an phường".';
comment on column fund.books.two_from is 'From this amount on a payment needs two leads; null: one is enough.';
comment on column fund.books.bank_bin is 'The bank in a VietQR code. The account is shown to everybody once it is filled in.';

create table fund.deputies (
	id uuid primary key default gen_random_uuid(),
	unit text not null references unit.units (code),
	officer uuid not null references staff.officers (user_id),
	from_day date not null,
	to_day date not null check (to_day between from_day and from_day + 92),
	named_by uuid not null references staff.officers (user_id) check (named_by <> officer),
	at timestamptz not null default now(),
	ended_on date
);
comment on table fund.deputies is 'Who stands in for an absent treasurer, named by a lead, for at most three months.';
create index deputies_of_officer on fund.deputies (officer, to_day);
create index deputies_of_unit on fund.deputies (unit, to_day);

-- What enters a chain in the place of a name: SHA-256 over a domain, the salt and the name in NFC, empty where there is none.
create function fund.commitment(salt bytea, name text)
returns bytea
language sql
immutable
set search_path = ''
as $$
	select sha256(convert_to(E'gan-dan/quy/ten/1\n', 'UTF8') || salt || convert_to(coalesce(name, ''), 'UTF8'));
$$;

create table fund.names (
	id uuid primary key default gen_random_uuid(),
	unit text not null references unit.units (code),
	name text check (house.is_name(name)),
	shown boolean not null check (name is not null or not shown),
	salt bytea not null default extensions.gen_random_bytes(16) check (octet_length(salt) = 16),
	commitment bytea not null generated always as (fund.commitment(salt, name)) stored,
	search text generated always as (case when shown then house.fold(name) end) stored
);
comment on table fund.names is 'Who gave, or was rewarded by name. Chains hold the commitment alone, so that a later wish not to be named breaks none.';
comment on column fund.names.shown is 'Whether the public page names them: their wish, which may change.';
create index names_by_words on fund.names using gin (search extensions.gin_trgm_ops);

create table fund.wishes (
	name uuid not null references fund.names (id),
	place int not null check (place >= 1),
	shown boolean not null,
	officer uuid not null references staff.officers (user_id),
	at timestamptz not null default now(),
	primary key (name, place)
);
comment on table fund.wishes is 'Who wrote down each later wish of a donor to be named or not.';

create table fund.aid_kinds (
	code text primary key check (code ~ '^[a-z_]{1,40}$'),
	place int not null unique
);
comment on table fund.aid_kinds is 'Whom help is for, as the public ledger sums it, by the codes of the room support; that one knows families, this one never.';
insert into fund.aid_kinds (code, place) values ('agent_orange', 1), ('traffic_accident', 2), ('other', 3);

create table fund.payments (
	id uuid primary key default gen_random_uuid(),
	unit text not null references unit.units (code),
	state text not null default 'proposed' check (state in ('proposed', 'approved', 'paid', 'refused', 'withdrawn')),
	purpose text not null check (purpose in ('movement', 'reward', 'support', 'equipment')),
	source text not null check (source in ('cash', 'bank', 'goods')),
	amount bigint not null check (amount between 1 and 100000000000),
	words text not null check (fund.is_line(words, 200)),
	payee text check (fund.is_line(payee, 200)),
	name uuid references fund.names (id),
	aid text references fund.aid_kinds (code),
	families int check (families between 1 and 10000),
	basis text not null check (fund.is_line(basis, 200)),
	decision text check (fund.is_line(decision, 60)),
	cap_version int,
	cap int check (amount <= cap),
	two boolean not null,
	evidence text not null check (char_length(evidence) between 1 and 2000 and house.is_clean(evidence)),
	proposed_by uuid not null references staff.officers (user_id),
	approved_by uuid references staff.officers (user_id),
	second_by uuid references staff.officers (user_id),
	paid_by uuid references staff.officers (user_id),
	at timestamptz not null default now(),
	unique (id, state, unit, purpose, source, amount, paid_by),
	foreign key (unit, cap_version, purpose, cap) references fund.caps (unit, version, purpose, amount),
	-- Who proposes, who approves and who pays are others, the second lead too.
	constraint three_people check (
		approved_by <> proposed_by
		and second_by <> all (array[proposed_by, approved_by])
		and paid_by <> all (array[proposed_by, approved_by])
		and paid_by <> second_by
	),
	check (state not in ('approved', 'paid') or (approved_by is not null and (second_by is not null or not two))),
	check (second_by is null or (two and approved_by is not null)),
	check ((state = 'paid') = (paid_by is not null)),
	-- A reward or help has its decision and its cap, and help its kind; a purchase says who is paid.
	check ((purpose in ('reward', 'support')) = (cap_version is not null and cap is not null)),
	check (num_nulls(cap_version, cap) in (0, 2)),
	check (decision is not null or purpose not in ('reward', 'support')),
	check ((purpose = 'support') = (aid is not null and families is not null) and num_nulls(aid, families) in (0, 2)),
	check ((purpose = 'reward') = (name is not null)),
	check ((purpose in ('movement', 'equipment')) = (payee is not null)),
	-- The number of a tip has no place here.
	check (concat_ws(' ', words, decision, payee, evidence) !~* 'TB-?[0-9]{2}')
);
comment on table fund.payments is 'Money or goods to be given out: proposed with its evidence, approved by another, paid by a third.';
comment on column fund.payments.words is 'What for. Of purchases and of rewards that are named the public ledger shows it.';
comment on column fund.payments.payee is 'Who is paid for a purchase; officers alone see it. Of help no name comes here.';
comment on column fund.payments.two is 'Needs two leads: the amount reached what the book said when it was proposed.';
create index payments_of_unit on fund.payments (unit, at desc);

create table fund.payment_events (
	payment uuid not null references fund.payments (id),
	place int not null check (place >= 1),
	code text not null check (code in ('propose', 'approve', 'refuse', 'withdraw', 'pay')),
	officer uuid not null references staff.officers (user_id),
	reason text check (char_length(reason) between 1 and 300 and house.is_clean(reason)),
	at timestamptz not null default now(),
	primary key (payment, place),
	check ((reason is not null) = (code in ('refuse', 'withdraw')))
);
comment on table fund.payment_events is 'Each step of a payment, written once.';

create table fund.entries (
	id uuid primary key default gen_random_uuid(),
	unit text not null references unit.units (code),
	seq bigint not null check (seq >= 1),
	kind text not null check (kind in ('opening', 'gift', 'spending', 'transfer', 'reversal')),
	day date not null,
	month date not null generated always as (day - (extract(day from day)::int - 1)) stored,
	debit text not null,
	credit text not null check (credit <> debit),
	amount bigint not null check (amount between 1 and 100000000000),
	basis text not null check (fund.is_line(basis, 200)),
	holder text not null check (fund.is_line(holder, 100)),
	decision text check (fund.is_line(decision, 60)),
	words text not null check (fund.is_line(words, 200)),
	voucher_kind text check (
		voucher_kind in ('receipt', 'payment', 'goods_in', 'goods_out', 'correction', 'payment_apart', 'goods_out_apart', 'correction_apart')
	),
	voucher_year int,
	voucher_place int check (voucher_place >= 1),
	voucher text,
	name uuid references fund.names (id),
	commitment bytea check (octet_length(commitment) = 32),
	aid text references fund.aid_kinds (code),
	families int check (families >= 1),
	payment uuid unique,
	payment_state text check (payment_state = 'paid'),
	anonymous boolean not null default false,
	reverses uuid unique references fund.entries (id),
	posted_by uuid not null references staff.officers (user_id),
	at timestamptz not null,
	before bytea not null check (octet_length(before) = 32),
	hash bytea not null unique check (octet_length(hash) = 32),
	money bigint not null generated always as (
		(case when debit in ('cash', 'bank') then amount else 0 end) - (case when credit in ('cash', 'bank') then amount else 0 end)
	) stored,
	goods bigint not null generated always as (
		(case when debit = 'goods' then amount else 0 end) - (case when credit = 'goods' then amount else 0 end)
	) stored,
	purpose text generated always as (case
		when debit in ('movement', 'reward', 'support', 'equipment') then debit
		when credit in ('movement', 'reward', 'support', 'equipment') then credit
	end) stored,
	unique (unit, seq),
	unique (unit, voucher_kind, voucher_year, voucher_place),
	foreign key (unit, debit) references fund.accounts (unit, code),
	foreign key (unit, credit) references fund.accounts (unit, code),
	-- One of the payments as it stands: paid, from this account for this purpose, by whoever posts it.
	foreign key (payment, payment_state, unit, debit, credit, amount, posted_by)
		references fund.payments (id, state, unit, purpose, source, amount, paid_by),
	check (num_nulls(voucher_kind, voucher_year, voucher_place, voucher) in (0, 4)),
	-- Every entry but the opening has a number that can be looked up among papers.
	check ((kind = 'opening') = (voucher is null)),
	check ((kind = 'reversal') = (reverses is not null)),
	check (num_nulls(payment, payment_state) in (0, 2)),
	check (kind = 'spending' or (payment is null and not anonymous)),
	check (kind <> 'spending' or (payment is not null) <> anonymous),
	check (not anonymous or (debit = 'reward' and credit = 'cash' and decision is not null)),
	check ((name is not null) = (commitment is not null)),
	check (case kind
		when 'opening' then debit in ('cash', 'bank', 'goods') and credit = 'opening'
		when 'gift' then debit in ('cash', 'bank', 'goods') and credit = 'gifts' and name is not null
		when 'transfer' then (debit, credit) in (('cash', 'bank'), ('bank', 'cash'))
		when 'spending' then debit in ('movement', 'reward', 'support', 'equipment') and credit in ('cash', 'bank', 'goods')
			and (debit not in ('reward', 'support') or decision is not null)
			and (debit = 'support') = (aid is not null and families is not null)
		else true
	end)
);
comment on table fund.entries is 'The ledger: one amount from the account `credit` to the account `debit`. Written once, each with the hash of the one before in its unit.';
comment on column fund.entries.day is 'When it happened; never in a month that is closed.';
comment on column fund.entries.decision is 'The decision it rests on; of a reversal the number of what it takes back.';
comment on column fund.entries.voucher is 'Number of phiếu thu, phiếu chi and the like: without gaps by unit, year and kind. Help and rewards have numbers of their own: gaps among those that are published would tell of them.';
comment on column fund.entries.anonymous is 'A reward without a name, from a batch of settled ones; nothing says which.';
create index entries_of_month on fund.entries (unit, month, seq);
create index entries_of_day on fund.entries (unit, day, seq);
create index entries_of_purpose on fund.entries (unit, purpose, seq) where purpose is not null;
create index entries_of_bank on fund.entries (unit, day) where debit = 'bank' or credit = 'bank';
create index entries_of_name on fund.entries (name) where name is not null;

create table fund.posted_rewards (
	reward uuid primary key references fund.settlements (reward),
	unit text not null references unit.units (code),
	month date not null
);
comment on table fund.posted_rewards is 'Which paid rewards are in the ledger. By which entry is written nowhere.';
create index posted_rewards_of_unit on fund.posted_rewards (unit);

create table fund.counts (
	id uuid primary key default gen_random_uuid(),
	unit text not null references unit.units (code),
	month date not null check (extract(day from month) = 1),
	amount bigint not null check (amount >= 0),
	counted_by uuid not null references staff.officers (user_id),
	signed_by uuid references staff.officers (user_id) check (signed_by <> counted_by),
	signed_at timestamptz,
	at timestamptz not null default now(),
	check ((signed_by is null) = (signed_at is null))
);
comment on table fund.counts is 'The cash in the drawer at the end of a month, as the treasurer counted and a lead signed it. The last count of a month is the one that holds.';
create index counts_of_month on fund.counts (unit, month, at desc);

create table fund.months (
	unit text not null references unit.units (code),
	month date not null check (extract(day from month) = 1),
	count uuid not null references fund.counts (id),
	money bigint not null check (money >= 0),
	goods bigint not null check (goods >= 0),
	closed_by uuid not null references staff.officers (user_id),
	at timestamptz not null default now(),
	primary key (unit, month)
);
comment on table fund.months is 'Months that are closed, one after the other, with what was held at their end. No entry is dated in one.';

create table fund.published (
	unit text not null references unit.units (code),
	seq bigint not null check (seq >= 1),
	month date not null,
	day date not null check (day >= month and day < month + 31),
	kind text not null check (kind in ('opening', 'gift', 'spending', 'transfer', 'reversal', 'aid', 'rewards')),
	purpose text,
	aid text,
	amount bigint not null check (amount >= 0),
	money bigint not null,
	goods bigint not null,
	money_after bigint not null check (money_after >= 0),
	goods_after bigint not null check (goods_after >= 0),
	voucher text,
	decision text,
	name uuid references fund.names (id),
	commitment bytea check (octet_length(commitment) = 32),
	words text,
	bands int[] check (cardinality(bands) = 6),
	tie bytea not null check (octet_length(tie) = 32),
	before bytea not null check (octet_length(before) = 32),
	hash bytea not null check (octet_length(hash) = 32),
	search text not null generated always as (house.fold(coalesce(words, '') || ' ' || coalesce(voucher, '') || ' ' || coalesce(decision, ''))) stored,
	primary key (unit, seq),
	foreign key (unit, month) references fund.months (unit, month),
	check ((name is not null) = (commitment is not null)),
	-- Help and rewards come in batches: no paper, no words, no name.
	check (kind not in ('aid', 'rewards') or num_nonnulls(voucher, decision, name, words) = 0),
	check (bands is null or kind = 'rewards'),
	check (purpose is null or kind <> 'gift')
);
comment on table fund.published is 'The public ledger: written once when a closed month is published, each row with the hash of the one before in its unit.';
comment on column fund.published.tie is 'What it covers of the internal chain: SHA-256 over the number of entries, their sum and their hashes. An auditor checks it.';
comment on column fund.published.bands is 'How many single rewards were below 500,000, 1, 2, 5, 10 million, and above; null while they are under five.';
create index published_of_month on fund.published (unit, month, seq);
create index published_of_kind on fund.published (unit, kind, seq);
create index published_of_purpose on fund.published (unit, purpose, seq) where purpose is not null;
create index published_of_name on fund.published (name) where name is not null;
create index published_by_words on fund.published using gin (search extensions.gin_trgm_ops);
-- Most rows are gifts, with much the same words and all the names: what is asked of the others is not looked for among them.
create index published_spent_by_words on fund.published using gin (search extensions.gin_trgm_ops) where kind <> 'gift';
create index published_spent_by_name on fund.published (name) where name is not null and kind <> 'gift';

create table fund.covers (
	entry uuid primary key references fund.entries (id),
	unit text not null,
	row bigint not null,
	foreign key (unit, row) references fund.published (unit, seq)
);
comment on table fund.covers is 'Which published row covers an entry, once. Never shown beside single rewards or help.';
create index covers_of_row on fund.covers (unit, row);

create table fund.publications (
	unit text not null,
	month date not null,
	last_row bigint not null,
	money bigint not null,
	goods bigint not null,
	booked bigint not null,
	officer uuid not null references staff.officers (user_id),
	at timestamptz not null default clock_timestamp(),
	primary key (unit, month),
	foreign key (unit, month) references fund.months (unit, month)
);
comment on table fund.publications is 'When each month was published: what the public ledger held after it, and what the books held at the month''s end.';

create table fund.waiting (
	unit text not null,
	month date not null,
	amount bigint not null,
	primary key (unit, month),
	foreign key (unit, month) references fund.months (unit, month)
);
comment on table fund.waiting is 'By how much a closed month changed what is held without being published yet; kept by closing and publishing.';

create table fund.totals (
	unit text not null,
	month date not null,
	kind text not null,
	purpose text not null,
	aid text not null,
	amount bigint not null,
	goods bigint not null,
	rows int not null,
	families int,
	primary key (unit, month, kind, purpose, aid),
	foreign key (unit, month) references fund.months (unit, month),
	check (families is null or (families >= 5 and kind = 'aid'))
);
comment on table fund.totals is 'Sums of the published rows by month, kind and purpose (empty: none), written when the month is.';
comment on column fund.totals.goods is 'What of the amount was goods.';
comment on column fund.totals.families is 'How often a family was helped, by the same rule as the row: null while under five.';

create table fund.heads (
	unit text not null references unit.units (code),
	day date not null,
	entry_seq bigint not null,
	entry_hash bytea not null,
	row_seq bigint not null,
	row_hash bytea not null,
	primary key (unit, day)
);
comment on table fund.heads is 'Where both chains ended at the end of each day, written by the daily job.';

-- Closes a table of the fund to every role, and to being emptied by its owner.
create function fund.close_table(name text)
returns void
language plpgsql
set search_path = ''
as $$
begin
	execute format('alter table fund.%I enable row level security', $1);
	execute format('revoke all on fund.%I from public, anon, authenticated, service_role', $1);
	execute format('create trigger never_emptied before truncate on fund.%I for each statement execute function house.append_only()', $1);
end;
$$;

-- Rows of it are written, and never changed or taken away.
create function fund.write_once(name text)
returns void
language plpgsql
set search_path = ''
as $$
begin
	execute format('create trigger written_once before update or delete on fund.%I for each row execute function house.append_only()', $1);
end;
$$;

do $$
declare
	one text;
begin
	foreach one in array array[
		'accounts', 'days', 'books', 'deputies', 'names', 'wishes', 'aid_kinds', 'payments', 'payment_events', 'entries', 'posted_rewards',
		'counts', 'months', 'published', 'covers', 'publications', 'waiting', 'totals', 'heads'
	] loop
		perform fund.close_table(one);
	end loop;
	foreach one in array array[
		'books', 'wishes', 'payment_events', 'entries', 'posted_rewards', 'months', 'published', 'covers', 'publications', 'totals', 'heads'
	] loop
		perform fund.write_once(one);
	end loop;
	-- Whoever wants to take an entry away must first give themselves the right, and take the trigger away.
	execute format('revoke delete, truncate on fund.entries, fund.published, fund.covers from %I', current_user);
end
$$;

-- A row changes in the named columns alone, and is never deleted.
create function fund.keep()
returns trigger
language plpgsql
set search_path = ''
as $$
begin
	perform house.demand(
		tg_op = 'UPDATE' and to_jsonb(new) - tg_argv = to_jsonb(old) - tg_argv, 403, 'append_only', tg_table_name
	);
	return new;
end;
$$;
create trigger kept before update or delete on fund.deputies for each row execute function fund.keep('ended_on');
create trigger kept before update or delete on fund.names for each row execute function fund.keep('shown', 'commitment', 'search');
create trigger kept before update or delete on fund.counts for each row execute function fund.keep('signed_by', 'signed_at');

-- What is reckoned from other rows is written with them, inside their triggers and by nobody else; the argument names the verb that not
-- even they use, DELETE where there is none.
create function fund.reckoned()
returns trigger
language plpgsql
set search_path = ''
as $$
begin
	perform house.demand(tg_op <> coalesce(tg_argv[0], 'DELETE') and pg_trigger_depth() > 1, 403, 'append_only', tg_table_name);
	return coalesce(new, old);
end;
$$;
create trigger reckoned before insert or update or delete on fund.days for each row execute function fund.reckoned();
create trigger reckoned before update or delete on fund.accounts for each row execute function fund.reckoned();
create trigger reckoned before insert or update or delete on fund.waiting for each row execute function fund.reckoned();

-- An account begins at zero.
create function fund.begin_account()
returns trigger
language plpgsql
set search_path = ''
as $$
begin
	perform house.demand(new.balance = 0, 403, 'append_only', tg_table_name);
	return new;
end;
$$;
create trigger begins_at_zero before insert on fund.accounts for each row execute function fund.begin_account();

-- What was proposed stays as it was proposed; a payment goes forward alone, and what is over stays over.
create function fund.keep_payment()
returns trigger
language plpgsql
set search_path = ''
as $$
declare
	moving constant text[] := array['state', 'approved_by', 'second_by', 'paid_by'];
begin
	perform house.demand(
		tg_op = 'UPDATE'
		and to_jsonb(new) - moving = to_jsonb(old) - moving
		and (old.approved_by is null or new.approved_by = old.approved_by)
		and (old.second_by is null or new.second_by = old.second_by)
		and (old.state, new.state) in (
			('proposed', 'proposed'), ('proposed', 'approved'), ('proposed', 'refused'), ('proposed', 'withdrawn'),
			('approved', 'refused'), ('approved', 'withdrawn'), ('approved', 'paid')
		),
		403, 'append_only', tg_table_name
	);
	return new;
end;
$$;
create trigger kept before update or delete on fund.payments for each row execute function fund.keep_payment();

-- --------------------------------------------------------------------------------------------------------------- posting

-- Locks the ledger of a unit until the transaction ends: numbers, places in the chains and balances follow one another.
create function fund.lock_ledger(unit text)
returns void
language sql
set search_path = ''
as $$
	select pg_advisory_xact_lock(hashtextextended('fund.entries ' || unit, 0));
$$;

-- The last day of a month, by its first.
create function fund.end_of(month date)
returns date
language sql
immutable
set search_path = ''
as $$
	select (month + interval '1 month')::date - 1;
$$;

-- The last day of the months that are closed.
create function fund.closed_until(unit text)
returns date
language sql
stable
set search_path = ''
as $$
	select fund.end_of(max(m.month)) from fund.months m where m.unit = $1;
$$;

-- The book as it holds now; null before the lead began one.
create function fund.book_of(unit text)
returns fund.books
language sql
stable
set search_path = ''
as $$
	select b from fund.books b where b.unit = $1 order by b.version desc limit 1;
$$;

-- What stands before the first row of a unit's chain: `so` for entries, `so-cong-khai` for what is published.
create function fund.chain_start(unit text, chain text)
returns bytea
language sql
immutable
set search_path = ''
as $$
	select sha256(convert_to('gan-dan/quy/' || chain || E'/1\n' || unit, 'UTF8'));
$$;

-- The hash of an entry over everything that was said and the hash before it, a line for each field. Written in the same way in
-- scripts/ledger.ts, which trusts no function of the database it checks.
create function fund.entry_hash(e fund.entries)
returns bytea
language sql
stable
set search_path = ''
as $$
	select sha256(convert_to(concat_ws(E'\n',
		encode(e.before, 'hex'), e.seq, e.id, e.kind, to_char(e.day, 'YYYY-MM-DD'), e.debit, e.credit, e.amount, e.basis, e.holder,
		coalesce(e.decision, ''), e.words, coalesce(e.voucher, ''), coalesce(encode(e.commitment, 'hex'), ''), coalesce(e.aid, ''),
		coalesce(e.families::text, ''), coalesce(e.payment::text, ''), e.anonymous::int, coalesce(e.reverses::text, ''), e.posted_by,
		to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US')
	), 'UTF8'));
$$;

-- Adds to an account, and to the day of a holding. Refuses 409 `not_enough` where the account, or any day since, would end below
-- zero; `no_book` where the unit has no ledger. The ledger is locked.
create function fund.move(unit text, account text, change bigint, day date)
returns void
language plpgsql
set search_path = ''
as $$
declare
	held bigint;
	lowest bigint;
begin
	select a.balance + $3 into held from fund.accounts a where a.unit = $1 and a.code = $2;
	perform house.demand(found, 409, 'no_book');
	if $2 in ('cash', 'bank', 'goods') then
		perform house.demand(held >= 0, 409, 'not_enough', 'amount');
		insert into fund.days as d (unit, account, day, change) values ($1, $2, $4, $3)
		on conflict on constraint days_pkey do update set change = d.change + excluded.change;
		if $3 < 0 then
			-- What a day ended with is what is held now without what came later.
			select min(x.held) into lowest from (
				select held - coalesce(
					sum(d.change) over (order by d.day desc rows between unbounded preceding and 1 preceding), 0
				) as held
				from fund.days d where d.unit = $1 and d.account = $2 and d.day >= $4
			) x;
			perform house.demand(lowest >= 0, 409, 'not_enough', 'day');
		end if;
	end if;
	update fund.accounts a set balance = held where a.unit = $1 and a.code = $2;
end;
$$;

-- What a holding was at the end of a day.
create function fund.held_on(unit text, account text, day date)
returns bigint
language sql
stable
set search_path = ''
as $$
	select a.balance - coalesce((
		select sum(d.change) from fund.days d where d.unit = $1 and d.account = $2 and d.day > $3
	), 0)::bigint
	from fund.accounts a where a.unit = $1 and a.code = $2;
$$;

-- Gives an entry its place: number, hash, balances. A reversal takes accounts, amount and name from what it reverses. Refuses 409
-- `month_closed`, `not_enough`, `is_reversal`, `reversed`, `two_people`, `not_first`, `no_book`, 422 `in_future`, `before_it`.
create function fund.post_entry()
returns trigger
language plpgsql
set search_path = ''
as $$
declare
	last fund.entries;
	was fund.entries;
begin
	perform fund.lock_ledger(new.unit);
	perform house.demand(new.day <= house.local_day(now()), 422, 'in_future', 'day');
	perform house.demand(new.day > coalesce(fund.closed_until(new.unit), '-infinity'), 409, 'month_closed', 'day');
	if new.kind = 'reversal' then
		select * into was from fund.entries e where e.id = new.reverses and e.unit = new.unit;
		perform house.demand(found, 404, 'not_found', 'entry');
		perform house.demand(was.kind <> 'reversal', 409, 'is_reversal', 'entry');
		perform house.demand(
			not exists (select 1 from fund.entries e where e.reverses = was.id), 409, 'reversed', 'entry'
		);
		-- Money that is taken back passes two pairs of hands.
		perform house.demand(new.posted_by <> was.posted_by, 409, 'two_people');
		perform house.demand(new.day >= was.day, 422, 'before_it', 'day');
		new.debit := was.credit;
		new.credit := was.debit;
		new.amount := was.amount;
		new.name := was.name;
		new.aid := was.aid;
		new.families := was.families;
		new.decision := was.voucher;
	elsif new.kind = 'opening' then
		-- A ledger begins with what was there: before anything else, once for each holding.
		perform house.demand(
			not exists (select 1 from fund.entries e where e.unit = new.unit and e.kind in ('gift', 'spending', 'transfer'))
			and not exists (
				select 1 from fund.entries e
				where e.unit = new.unit and e.kind = 'opening' and e.debit = new.debit
					and not exists (select 1 from fund.entries r where r.reverses = e.id)
			),
			409, 'not_first'
		);
	end if;
	new.commitment := (select n.commitment from fund.names n where n.id = new.name and n.unit = new.unit);
	new.voucher_kind := case
		when new.kind = 'gift' and new.debit = 'goods' then 'goods_in'
		when new.kind = 'gift' or (new.kind = 'transfer' and new.debit = 'cash') then 'receipt'
		when new.kind = 'spending' and new.credit = 'goods' then 'goods_out'
		when new.kind in ('spending', 'transfer') then 'payment'
		when new.kind = 'reversal' then 'correction'
	end || case when (new.debit in ('reward', 'support') or new.credit in ('reward', 'support')) then '_apart' else '' end;
	if new.voucher_kind is null then
		new.voucher_year := null;
		new.voucher_place := null;
		new.voucher := null;
	else
		new.voucher_year := extract(year from new.day);
		select coalesce(max(e.voucher_place), 0) + 1 into new.voucher_place
		from fund.entries e
		where e.unit = new.unit and e.voucher_kind = new.voucher_kind and e.voucher_year = new.voucher_year;
		new.voucher := concat_ws('-',
			case new.voucher_kind
				when 'receipt' then 'PT' when 'payment' then 'PC' when 'goods_in' then 'PN' when 'goods_out' then 'PX' when 'correction' then 'ĐC'
				when 'payment_apart' then 'PCR' when 'goods_out_apart' then 'PXR' else 'ĐCR'
			end,
			to_char(new.voucher_year % 100, 'FM00'), lpad(new.voucher_place::text, greatest(4, length(new.voucher_place::text)), '0')
		);
	end if;
	perform fund.move(new.unit, new.debit, new.amount, new.day);
	perform fund.move(new.unit, new.credit, -new.amount, new.day);
	select * into last from fund.entries e where e.unit = new.unit order by e.seq desc limit 1;
	new.seq := coalesce(last.seq, 0) + 1;
	-- Never earlier than the entry before, whatever the clock of the machine does.
	new.at := greatest(clock_timestamp(), last.at);
	new.before := coalesce(last.hash, fund.chain_start(new.unit, 'so'));
	new.hash := fund.entry_hash(new);
	return new;
end;
$$;
create trigger entries_are_posted before insert on fund.entries for each row execute function fund.post_entry();

-- --------------------------------------------------------------------------------------------------------------- closing

-- Paid rewards of a unit's till up to a day that the ledger does not have yet. What was paid before it began is in its opening.
create function fund.rewards_unposted(unit text, until date)
returns setof fund.settlements
language sql
stable
set search_path = ''
as $$
	select s.* from fund.settlements s
	where s.unit = $1 and s.state = 'paid' and s.settled_on <= $2
		and s.settled_on >= (select min(e.day) from fund.entries e where e.unit = $1)
		and not exists (select 1 from fund.posted_rewards p where p.reward = s.reward);
$$;

-- Nothing is paid out at a till whose unit keeps no ledger: whoever pays posts it there, among their own. Refuses 409 `no_book`.
create function fund.demand_till_book()
returns trigger
language plpgsql
set search_path = ''
as $$
begin
	perform fund.demand_book(new.unit);
	return new;
end;
$$;
create trigger paid_where_it_is_posted before insert on fund.settlements for each row when (new.state = 'paid')
execute function fund.demand_till_book();

-- The month that can be closed next: the one after the last, or that of the first entry.
create function fund.next_month(unit text)
returns date
language sql
stable
set search_path = ''
as $$
	select coalesce(
		(select (max(m.month) + interval '1 month')::date from fund.months m where m.unit = $1),
		(select min(e.month) from fund.entries e where e.unit = $1)
	);
$$;

-- Closes a month whose list is done. Refuses 409 `month_not_over`, `not_next`, `rewards_unposted`, `not_reconciled`, `not_counted`,
-- `count_differs`, `count_not_signed`.
create function fund.close_month()
returns trigger
language plpgsql
set search_path = ''
as $$
declare
	last_day date := fund.end_of(new.month);
	counted fund.counts;
	changed bigint;
begin
	perform fund.lock_ledger(new.unit);
	perform house.demand(last_day < house.local_day(now()), 409, 'month_not_over', 'month');
	perform house.demand(new.month = fund.next_month(new.unit), 409, 'not_next', 'month');
	perform house.demand(
		not exists (select 1 from fund.rewards_unposted(new.unit, last_day)), 409, 'rewards_unposted'
	);
	perform house.demand(fund.reconciled_until(new.unit) >= last_day, 409, 'not_reconciled');
	select * into counted from fund.counts c where c.unit = new.unit and c.month = new.month order by c.at desc, c.id limit 1;
	perform house.demand(found, 409, 'not_counted');
	perform house.demand(counted.amount = fund.held_on(new.unit, 'cash', last_day), 409, 'count_differs');
	perform house.demand(counted.signed_by is not null, 409, 'count_not_signed');
	new.count := counted.id;
	new.money := counted.amount + fund.held_on(new.unit, 'bank', last_day);
	new.goods := fund.held_on(new.unit, 'goods', last_day);
	return new;
end;
$$;
create trigger months_are_closed before insert on fund.months for each row execute function fund.close_month();

create function fund.await_month()
returns trigger
language plpgsql
set search_path = ''
as $$
begin
	insert into fund.waiting (unit, month, amount)
	select new.unit, new.month, coalesce(sum(d.change), 0)
	from fund.days d where d.unit = new.unit and d.day between new.month and fund.end_of(new.month);
	return null;
end;
$$;
create trigger months_wait after insert on fund.months for each row execute function fund.await_month();

-- ------------------------------------------------------------------------------------------------------------ publishing

-- What a published row says, a line for each field after the hash before it; SHA-256 of it is the row's hash. Written in the same
-- way in _shared/ledger, by which a browser verifies the chain. What the balances are follows from the rows.
create function fund.row_text(p fund.published)
returns text
language sql
stable
set search_path = ''
as $$
	select concat_ws(E'\n',
		encode(p.before, 'hex'), p.seq, to_char(p.day, 'YYYY-MM-DD'), p.kind, coalesce(p.purpose, ''), coalesce(p.aid, ''), p.amount, p.money,
		p.goods, coalesce(p.voucher, ''), coalesce(p.decision, ''), coalesce(encode(p.commitment, 'hex'), ''), coalesce(p.words, ''),
		coalesce(array_to_string(p.bands, ','), ''), encode(p.tie, 'hex')
	);
$$;

-- The tie of a row to entries: SHA-256 over how many, what they changed together, and their hashes in order.
create function fund.tie_of(entries uuid[])
returns bytea
language sql
stable
set search_path = ''
as $$
	select sha256(convert_to(concat_ws(E'\n',
		'gan-dan/quy/moc/1', count(*), sum(e.money + e.goods), string_agg(encode(e.hash, 'hex'), E'\n' order by e.seq)
	), 'UTF8'))
	from fund.entries e where e.id = any ($1);
$$;

-- Gives a published row its place. The balances follow from the row before.
create function fund.chain_row()
returns trigger
language plpgsql
set search_path = ''
as $$
declare
	last fund.published;
begin
	perform fund.lock_ledger(new.unit);
	select * into last from fund.published p where p.unit = new.unit order by p.seq desc limit 1;
	new.seq := coalesce(last.seq, 0) + 1;
	new.money_after := coalesce(last.money_after, 0) + new.money;
	new.goods_after := coalesce(last.goods_after, 0) + new.goods;
	new.commitment := (select n.commitment from fund.names n where n.id = new.name and n.unit = new.unit);
	new.before := coalesce(last.hash, fund.chain_start(new.unit, 'so-cong-khai'));
	new.hash := sha256(convert_to(fund.row_text(new), 'UTF8'));
	return new;
end;
$$;
create trigger rows_are_chained before insert on fund.published for each row execute function fund.chain_row();

-- An entry that is covered waits no longer.
create function fund.uncover()
returns trigger
language plpgsql
set search_path = ''
as $$
begin
	update fund.waiting w set amount = w.amount - e.money - e.goods
	from fund.entries e where e.id = new.entry and w.unit = e.unit and w.month = e.month;
	perform house.demand(found, 409, 'not_closed');
	return null;
end;
$$;
create trigger covered_waits_no_longer after insert on fund.covers for each row execute function fund.uncover();

-- Publishes one row that covers these entries, all that is said of it coming from them; `batch` names what is said in their place.
create function fund.publish_row(unit text, month date, entries uuid[], batch text default null, aid text default null, bands int[] default null)
returns void
language plpgsql
set search_path = ''
as $$
declare
	e fund.entries;
	together record;
	place bigint;
begin
	select * into e from fund.entries x where x.id = $3[1];
	select sum(x.money)::bigint as money, sum(x.goods)::bigint as goods into together from fund.entries x where x.id = any ($3);
	insert into fund.published (unit, month, day, kind, purpose, aid, amount, money, goods, voucher, decision, name, words, bands, tie)
	values (
		$1, $2,
		case when $4 is null then e.day else fund.end_of($2) end,
		coalesce($4, e.kind), case when $4 is distinct from 'reversal' then e.purpose end, $5,
		case when $4 is null then e.amount else abs(together.money + together.goods) end,
		together.money, together.goods,
		case when $4 is null and e.voucher_kind not like '%\_apart' then e.voucher end, case when $4 is null then e.decision end, case when $4 is null then e.name end,
		case when $4 is null then e.words end, $6, fund.tie_of($3)
	)
	returning published.seq into place;
	insert into fund.covers (entry, unit, row) select x, $1, place from unnest($3) x;
end;
$$;

-- Entries of a purpose that no row covers yet, up to a closed month whose single rows are written.
create function fund.batched(unit text, month date, purpose text)
returns setof fund.entries
language sql
stable
set search_path = ''
as $$
	select e.* from fund.entries e
	where e.unit = $1 and e.purpose = $3 and e.month <= $2
		and not exists (select 1 from fund.covers c where c.entry = e.id);
$$;

-- Rewards in one row, once five wait or the year ends; how many fell in which band, where they are five. One that was taken back is
-- none of the five.
create function fund.publish_rewards(unit text, month date)
returns void
language plpgsql
set search_path = ''
as $$
declare
	ids uuid[];
	paid bigint[];
begin
	select
		array_agg(e.id order by e.seq),
		array_agg(e.amount) filter (
			where e.kind = 'spending' and not exists (select 1 from fund.entries r where r.reverses = e.id and r.month <= $2)
		)
	into ids, paid
	from fund.batched($1, $2, 'reward') e;
	if cardinality(paid) >= 5 or (ids is not null and extract(month from $2) = 12) then
		perform fund.publish_row($1, $2, ids, 'rewards', null, case when cardinality(paid) >= 5 then (
			select array_agg(x.n order by x.band)
			from (
				select b.band, count(a.amount)::int as n
				from generate_series(0, 5) b (band)
				left join unnest(paid) a (amount)
					on width_bucket(a.amount, array[500000, 1000000, 2000000, 5000000, 10000000]::bigint[]) = b.band
				group by b.band
			) x
		) end);
	end if;
end;
$$;

-- Help in a row for each kind that reached five families; what did not is one row without a kind, with the smallest of the others
-- where it is under five itself. Alone under five it waits, until the year ends. What was taken back reached nobody.
create function fund.publish_aid(unit text, month date)
returns void
language plpgsql
set search_path = ''
as $$
declare
	kind record;
	rest uuid[] := '{}';
	families int := 0;
begin
	for kind in
		select e.aid, array_agg(e.id order by e.seq) as ids, sum(case e.kind when 'reversal' then -e.families else e.families end)::int as families
		from fund.batched($1, $2, 'support') e
		group by e.aid
		order by families, e.aid
	loop
		-- The smallest come first: what is under five takes the next one with it.
		if kind.families < 5 or families between 1 and 4 then
			rest := rest || kind.ids;
			families := families + kind.families;
		else
			perform fund.publish_row($1, $2, kind.ids, 'aid', kind.aid);
		end if;
	end loop;
	if families >= 5 or (cardinality(rest) > 0 and extract(month from $2) = 12) then
		perform fund.publish_row($1, $2, rest, 'aid');
	end if;
end;
$$;

-- Publishes a closed month. First, in one row, what came back of help and rewards that were published: nobody could say how it could be
-- spent again otherwise. Gifts, purchases and the like singly, by day, what comes in before what goes out; then the batches.
-- Refuses 409 `not_closed`, `published`, `not_next`.
create function fund.publish(unit text, month date, officer uuid)
returns void
language plpgsql
set search_path = ''
as $$
declare
	closed fund.months;
	back uuid[];
	one uuid;
begin
	perform fund.lock_ledger($1);
	select * into closed from fund.months m where m.unit = $1 and m.month = $2;
	perform house.demand(found, 409, 'not_closed', 'month');
	perform house.demand(
		not exists (select 1 from fund.publications p where p.unit = $1 and p.month = $2), 409, 'published', 'month'
	);
	perform house.demand(
		not exists (
			select 1 from fund.months m
			where m.unit = $1 and m.month < $2
				and not exists (select 1 from fund.publications p where p.unit = $1 and p.month = m.month)
		),
		409, 'not_next', 'month'
	);
	select array_agg(e.id order by e.seq) into back
	from fund.entries e
	left join fund.names n on n.id = e.name
	where e.unit = $1 and e.month = $2 and e.kind = 'reversal' and e.purpose in ('reward', 'support') and n.shown is not true
		and exists (select 1 from fund.covers c where c.entry = e.reverses);
	if back is not null then
		perform fund.publish_row($1, $2, back, 'reversal');
	end if;
	for one in
		select e.id from fund.entries e
		left join fund.names n on n.id = e.name
		where e.unit = $1 and e.month = $2
			and (e.purpose is null or e.purpose in ('movement', 'equipment') or (e.purpose = 'reward' and n.shown))
		order by e.day, e.money + e.goods < 0, e.seq
	loop
		perform fund.publish_row($1, $2, array[one]);
	end loop;
	perform fund.publish_rewards($1, $2);
	perform fund.publish_aid($1, $2);
	insert into fund.totals (unit, month, kind, purpose, aid, amount, goods, rows, families)
	select p.unit, p.month, p.kind, coalesce(p.purpose, ''), coalesce(p.aid, ''),
		sum(case p.kind when 'transfer' then p.amount else p.money + p.goods end), sum(p.goods), count(*),
		case when sum(f.families) >= 5 then sum(f.families) end
	from fund.published p
	left join lateral (
		select sum(case e.kind when 'reversal' then -e.families else e.families end) as families
		from fund.covers c join fund.entries e on e.id = c.entry
		where p.kind = 'aid' and c.unit = p.unit and c.row = p.seq
	) f on true
	where p.unit = $1 and p.month = $2
	group by 1, 2, 3, 4, 5;
	insert into fund.publications (unit, month, last_row, money, goods, booked, officer)
	select $1, $2, coalesce(max(l.seq), 0), coalesce(max(l.money_after), 0), coalesce(max(l.goods_after), 0), closed.money + closed.goods, $3
	from (select * from fund.published p where p.unit = $1 order by p.seq desc limit 1) l;
end;
$$;

-- ------------------------------------------------------------------------------------------------------ heads, verifying

-- Where a unit's chains ended before an instant.
create function fund.chains_before(unit text, moment timestamptz, out entry_seq bigint, out entry_hash bytea, out row_seq bigint, out row_hash bytea)
language plpgsql
stable
set search_path = ''
as $$
begin
	select e.seq, e.hash into entry_seq, entry_hash from fund.entries e
	where e.unit = $1 and e.at < $2 order by e.seq desc limit 1;
	select p.seq, p.hash into row_seq, row_hash from fund.publications b
	join fund.published p on p.unit = b.unit and p.seq = b.last_row
	where b.unit = $1 and b.at < $2 order by b.month desc limit 1;
	entry_seq := coalesce(entry_seq, 0);
	entry_hash := coalesce(entry_hash, fund.chain_start($1, 'so'));
	row_seq := coalesce(row_seq, 0);
	row_hash := coalesce(row_hash, fund.chain_start($1, 'so-cong-khai'));
end;
$$;

-- Writes down where the chains ended, for each day that is over and has none yet; a day that nobody asked about comes with the next.
create function fund.keep_heads()
returns int
language sql
set search_path = ''
as $$
	with made as (
		insert into fund.heads (unit, day, entry_seq, entry_hash, row_seq, row_hash)
		select b.unit, d.day::date, c.entry_seq, c.entry_hash, c.row_seq, c.row_hash
		from (
			select b.unit, greatest(
				house.local_day(min(b.at)), (select max(h.day) + 1 from fund.heads h where h.unit = b.unit), house.local_day(now()) - 366
			) as first
			from fund.books b group by b.unit
		) b
		cross join generate_series(b.first, house.local_day(now()) - 1, interval '1 day') d (day)
		cross join fund.chains_before(b.unit, house.at(d.day::date + 1, 0)) c
		on conflict do nothing
		returning 1
	)
	select count(*)::int from made;
$$;

-- The head of the internal chain as it is shown: 20 digits that are others each day, whether anything was posted or not, so that
-- nobody sees on which day a reward was.
create function fund.digits_of(hash bytea, day date)
returns text
language sql
stable
set search_path = ''
as $$
	select left(encode(sha256(convert_to(encode($1, 'hex') || '|' || to_char($2, 'YYYY-MM-DD'), 'UTF8')), 'hex'), 20);
$$;

-- The first entry from a place on, among so many, that does not follow from the one before; null where there is none.
create function fund.broken_entry(unit text, first bigint, size int)
returns bigint
language sql
stable
set search_path = ''
as $$
	select min(x.seq) from (
		select e.seq,
			e.seq <> lag(e.seq, 1, $2 - 1) over chain + 1
				or e.before <> lag(e.hash, 1, coalesce(
					(select b.hash from fund.entries b where b.unit = $1 and b.seq = $2 - 1), fund.chain_start($1, 'so')
				)) over chain
				or e.hash <> fund.entry_hash(e)
				or e.commitment is distinct from (select fund.commitment(n.salt, n.name) from fund.names n where n.id = e.name) as broken
		from fund.entries e
		where e.unit = $1 and e.seq >= $2 and e.seq < $2 + $3
		window chain as (order by e.seq)
	) x
	where x.broken;
$$;

-- The same of published rows; `tie`: the first that is not what its entries are.
create function fund.broken_row(unit text, first bigint, size int, out seq bigint, out tie bigint)
language sql
stable
set search_path = ''
as $$
	select min(x.seq) filter (where x.broken), min(x.seq) filter (where x.loose) from (
		select p.seq,
			p.seq <> lag(p.seq, 1, $2 - 1) over chain + 1
				or p.before <> lag(p.hash, 1, coalesce(b.hash, fund.chain_start($1, 'so-cong-khai'))) over chain
				or p.hash <> sha256(convert_to(fund.row_text(p), 'UTF8'))
				or p.money_after <> lag(p.money_after, 1, coalesce(b.money_after, 0)) over chain + p.money
				or p.goods_after <> lag(p.goods_after, 1, coalesce(b.goods_after, 0)) over chain + p.goods as broken,
			(p.tie, p.money, p.goods) is distinct from (fund.tie_of(c.ids), c.money, c.goods) as loose
		from fund.published p
		left join fund.published b on b.unit = $1 and b.seq = $2 - 1
		cross join lateral (
			select array_agg(e.id) as ids, sum(e.money)::bigint as money, sum(e.goods)::bigint as goods
			from fund.covers c join fund.entries e on e.id = c.entry
			where c.unit = p.unit and c.row = p.seq
		) c
		where p.unit = $1 and p.seq >= $2 and p.seq < $2 + $3
		window chain as (order by p.seq)
	) x;
$$;

-- Whether what is kept is what the entries say: balances, what waits, the rewards that were settled, and vouchers without gaps.
create function fund.kept_holds(unit text)
returns boolean
language sql
stable
set search_path = ''
as $$
	select
		not exists (
			select 1 from fund.accounts a
			left join (
				select x.code, sum(x.change) as balance from (
					select e.debit as code, sum(e.amount) as change from fund.entries e where e.unit = $1 group by 1
					union all
					select e.credit, -sum(e.amount) from fund.entries e where e.unit = $1 group by 1
				) x group by 1
			) s on s.code = a.code
			where a.unit = $1 and a.balance <> coalesce(s.balance, 0)
		)
		and not exists (
			select 1 from fund.entries e where e.unit = $1 and e.voucher is not null
			group by e.voucher_kind, e.voucher_year having max(e.voucher_place) <> count(*)
		)
		and coalesce((select sum(w.amount) from fund.waiting w where w.unit = $1), 0) = coalesce((
			select m.money + m.goods from fund.months m where m.unit = $1 order by m.month desc limit 1
		), 0) - coalesce((
			select p.money_after + p.goods_after from fund.published p where p.unit = $1 order by p.seq desc limit 1
		), 0)
		and coalesce((select sum(e.amount) from fund.entries e where e.unit = $1 and e.anonymous), 0) = coalesce((
			select sum(s.amount) from fund.posted_rewards p join fund.settlements s on s.reward = p.reward where p.unit = $1
		), 0);
$$;

-- ------------------------------------------------------------------------------------------------------------- who, what

-- Whether an officer may receive and pay today: a treasurer, or whoever a lead named to stand in.
create function fund.is_till(officer staff.officers)
returns boolean
language sql
stable
set search_path = ''
as $$
	select 'treasurer' = any (officer.roles) or exists (
		select 1 from fund.deputies d
		where d.officer = ($1).user_id and d.unit = ($1).unit
			and house.local_day(now()) between d.from_day and d.to_day
			and (d.ended_on is null or d.ended_on > house.local_day(now()))
	);
$$;

create function fund.demand_till(officer staff.officers)
returns void
language sql
set search_path = ''
as $$
	select house.demand(fund.is_till(officer), 403, 'role_missing');
$$;

-- Whether an officer may read the whole ledger of their unit.
create function fund.may_read(officer staff.officers)
returns boolean
language sql
stable
set search_path = ''
as $$
	select officer.roles && array['lead', 'auditor'] or fund.is_till(officer);
$$;

-- A text on one line, as it is stored; refuses as `house.text` does.
create function fund.line(value text, field text, most int, required boolean default true)
returns text
language plpgsql
immutable
set search_path = ''
as $$
begin
	return house.text(regexp_replace(value, '[\r\n\t\u2028\u2029]+', ' ', 'g'), field, most, required);
end;
$$;

-- A text as its words alone, folded, a blank around each.
create function fund.bare(value text)
returns text
language sql
immutable
set search_path = ''
as $$
	select ' ' || btrim(regexp_replace(house.fold(value), '[^[:alnum:]]+', ' ', 'g')) || ' ';
$$;

-- Whether words hold a name, with or without its marks: whole, or "An" would stand in "ban".
create function fund.says_name(words text, name text)
returns boolean
language sql
immutable
set search_path = ''
as $$
	select position(fund.bare(name) in fund.bare(words)) > 0;
$$;

-- The book of a unit; refuses 409 `no_book` before the lead began one.
create function fund.demand_book(unit text)
returns fund.books
language plpgsql
stable
set search_path = ''
as $$
declare
	b fund.books := fund.book_of($1);
begin
	perform house.demand(b.unit is not null, 409, 'no_book');
	return b;
end;
$$;

-- Refuses an amount that no entry may have.
create function fund.demand_amount(amount bigint)
returns void
language sql
set search_path = ''
as $$
	select house.demand($1 between 1 and 100000000000, 422, 'out_of_range', 'amount');
$$;

-- Writes the next step of a payment whose row is locked.
create function fund.step(payment uuid, code text, officer uuid, reason text default null)
returns void
language sql
set search_path = ''
as $$
	insert into fund.payment_events (payment, place, code, officer, reason)
	select $1, count(*) + 1, $2, $3, $4 from fund.payment_events e where e.payment = $1;
$$;

-- A payment of the officer's unit, locked; refuses 404 `not_found`.
create function fund.payment_of(officer staff.officers, id uuid)
returns fund.payments
language plpgsql
set search_path = ''
as $$
declare
	p fund.payments;
begin
	select * into p from fund.payments x where x.id = $2 and x.unit = officer.unit for update;
	perform house.demand(found, 404, 'not_found', 'id');
	return p;
end;
$$;

-- A payment as officers read it. Who is rewarded is told to whoever decides, pays or proposed it; an auditor opens names one by one.
create function fund.payment_told(p fund.payments, officer staff.officers)
returns jsonb
language sql
stable
set search_path = ''
as $$
	select jsonb_build_object(
		'id', p.id, 'state', p.state, 'purpose', p.purpose, 'source', p.source, 'amount', p.amount, 'words', p.words,
		'payee', coalesce(p.payee, (
			select n.name from fund.names n
			where n.id = p.name and ('lead' = any (officer.roles) or fund.is_till(officer) or p.proposed_by = officer.user_id)
		)),
		'payee_consents', (select n.shown from fund.names n where n.id = p.name),
		'aid', p.aid, 'families', p.families, 'basis', p.basis, 'decision', p.decision, 'cap', p.cap, 'two', p.two, 'evidence', p.evidence,
		'mine', p.proposed_by = officer.user_id,
		'approved_by_me', coalesce(officer.user_id = p.approved_by or officer.user_id = p.second_by, false),
		'voucher', (select e.voucher from fund.entries e where e.payment = p.id),
		'steps', (
			select jsonb_agg(jsonb_build_object(
				'code', e.code, 'officer', queue.person(e.officer) ->> 'name', 'reason', e.reason, 'at', e.at
			) order by e.place)
			from fund.payment_events e where e.payment = p.id
		)
	);
$$;

-- Who reads donors' names as they come, and the bank's words, which are full of them.
create function fund.sees_names(officer staff.officers)
returns boolean
language sql
stable
set search_path = ''
as $$
	select 'lead' = any (officer.roles) or fund.is_till(officer);
$$;

-- An entry as officers read it; an auditor opens names one by one.
create function fund.entry_told(e fund.entries, officer staff.officers)
returns jsonb
language sql
stable
set search_path = ''
as $$
	select jsonb_build_object(
		'id', e.id, 'seq', e.seq, 'kind', e.kind, 'day', e.day, 'debit', e.debit, 'credit', e.credit, 'amount', e.amount,
		'basis', e.basis, 'holder', e.holder, 'decision', e.decision, 'words', e.words, 'voucher', e.voucher, 'voucher_kind', e.voucher_kind,
		'aid', e.aid, 'families', e.families, 'anonymous', e.anonymous, 'reverses', e.reverses,
		'reversed_by', (select r.voucher from fund.entries r where r.reverses = e.id),
		'commitment', encode(e.commitment, 'hex'),
		'name', case when fund.sees_names(officer) then n.name end,
		'shown', n.shown,
		'posted_by', queue.person(e.posted_by) ->> 'name',
		'mine', e.posted_by = officer.user_id,
		'published', exists (select 1 from fund.covers c where c.entry = e.id)
	)
	from (select 1) one
	left join fund.names n on n.id = e.name;
$$;

-- Posts an entry of the officer's unit, with what every entry says besides itself.
create function fund.post(
	officer staff.officers, kind text, day date, debit text, credit text, amount bigint, words text, decision text default null,
	basis text default null, name uuid default null, reverses uuid default null
)
returns fund.entries
language plpgsql
set search_path = ''
as $$
declare
	b fund.books := fund.demand_book(officer.unit);
	made fund.entries;
begin
	insert into fund.entries (unit, kind, day, debit, credit, amount, basis, holder, decision, words, name, reverses, posted_by)
	values (officer.unit, $2, $3, $4, $5, $6, coalesce($9, b.basis), b.holder, $8, $7, $10, $11, officer.user_id)
	returning * into made;
	return made;
end;
$$;

create function fund.posted(e fund.entries)
returns jsonb
language sql
immutable
set search_path = ''
as $$
	select jsonb_build_object('id', e.id, 'seq', e.seq, 'voucher', e.voucher);
$$;

-- ----------------------------------------------------------------------------------------------------- officers' doors
-- Definer doors: the private schema is closed to everybody; each begins with staff.require.

-- What the lead sets for the ledger; the first time begins it. The account is shown to everybody once it is filled in.
create function public.fund_book_save(
	key uuid, holder text, basis text, two_from bigint, bank_bin text, bank_name text, account_number text, account_name text
)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
	me staff.officers := staff.require('lead');
	request jsonb := jsonb_build_array($2, $3, $4, $5, $6, $7, $8);
	answer jsonb := queue.once($1, 'fund_book_save', request);
	number text := nullif(upper(regexp_replace($7, '[ .-]', '', 'g')), '');
	filled int;
begin
	if answer is not null then
		return answer;
	end if;
	perform house.demand($4 is null or $4 between 1 and 100000000000, 422, 'out_of_range', 'two_from');
	perform house.demand(number is null or number ~ '^[0-9A-Z]{4,19}$', 422, 'bad_format', 'account_number');
	perform house.demand($5 is null or $5 ~ '^[0-9]{6}$', 422, 'bad_format', 'bank_bin');
	filled := num_nonnulls($5, fund.line($6, 'bank_name', 60, false), number, fund.line($8, 'account_name', 60, false));
	perform house.demand(filled in (0, 4), 422, 'required', 'account_number');
	perform fund.lock_ledger(me.unit);
	insert into fund.accounts (unit, code)
	select me.unit, c from unnest(array['cash', 'bank', 'goods', 'gifts', 'opening', 'movement', 'reward', 'support', 'equipment']) c
	on conflict do nothing;
	insert into fund.books (unit, version, holder, basis, two_from, bank_bin, bank_name, account_number, account_name, set_by)
	values (
		me.unit, coalesce((fund.book_of(me.unit)).version, 0) + 1, fund.line($2, 'holder', 100), fund.line($3, 'basis', 200), $4, $5,
		fund.line($6, 'bank_name', 60, false), number, fund.line($8, 'account_name', 60, false), me.user_id
	);
	return queue.remember($1, 'fund_book_save', request, '{"ok": true}');
end;
$$;

-- The decision by which rewards by name, or help, are given, and the most that one payment may be. The one before ends.
create function public.fund_cap_save(key uuid, purpose text, decision text, decided_on date, cap int, basis text)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
	me staff.officers := staff.require('lead');
	request jsonb := jsonb_build_array($2, $3, $4, $5, $6);
	answer jsonb := queue.once($1, 'fund_cap_save', request);
begin
	if answer is not null then
		return answer;
	end if;
	perform house.demand($2 in ('reward', 'support'), 422, 'bad_format', 'purpose');
	perform house.demand($4 is not null, 422, 'required', 'decided_on');
	perform house.demand($4 <= house.local_day(now()), 422, 'in_future', 'decided_on');
	perform house.demand($5 between 10000 and 1000000000, 422, 'out_of_range', 'cap');
	perform fund.decree(me, $2, fund.line($3, 'decision', 60), $4, null, $5, fund.line($6, 'basis', 200));
	return queue.remember($1, 'fund_cap_save', request, '{"ok": true}');
end;
$$;

-- Names who receives and pays while the treasurer is away: another officer of the unit, for at most three months.
create function public.fund_deputy_name(key uuid, officer uuid, from_day date, to_day date)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
	me staff.officers := staff.require('lead');
	request jsonb := jsonb_build_array($2, $3, $4);
	answer jsonb := queue.once($1, 'fund_deputy_name', request);
	made uuid;
begin
	if answer is not null then
		return answer;
	end if;
	perform house.demand($3 is not null, 422, 'required', 'from_day');
	perform house.demand($3 >= house.local_day(now()), 422, 'out_of_range', 'from_day');
	perform house.demand($4 between $3 and $3 + 92, 422, 'out_of_range', 'to_day');
	perform house.demand($2 <> me.user_id, 409, 'two_people');
	perform house.demand(
		exists (
			select 1 from staff.officers o
			where o.user_id = $2 and o.unit = me.unit and o.disabled_at is null and not 'collaborator' = any (o.roles)
		),
		404, 'not_found', 'officer'
	);
	insert into fund.deputies (unit, officer, from_day, to_day, named_by) values (me.unit, $2, $3, $4, me.user_id)
	returning id into made;
	return queue.remember($1, 'fund_deputy_name', request, jsonb_build_object('id', made));
end;
$$;

-- Ends it early, from today on.
create function public.fund_deputy_end(key uuid, id uuid)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
	me staff.officers := staff.require('lead');
	request jsonb := jsonb_build_array($2);
	answer jsonb := queue.once($1, 'fund_deputy_end', request);
begin
	if answer is not null then
		return answer;
	end if;
	update fund.deputies d set ended_on = house.local_day(now()) where d.id = $2 and d.unit = me.unit and d.ended_on is null;
	perform house.demand(found, 404, 'not_found', 'id');
	return queue.remember($1, 'fund_deputy_end', request, '{"ok": true}');
end;
$$;

-- What was there when the ledger began, "Số dư đầu kỳ, không có chi tiết": before anything else, once for each holding.
create function public.fund_opening(key uuid, account text, amount bigint, day date)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
	me staff.officers := staff.require('lead');
	request jsonb := jsonb_build_array($2, $3, $4);
	answer jsonb := queue.once($1, 'fund_opening', request);
begin
	if answer is not null then
		return answer;
	end if;
	perform house.demand($2 in ('cash', 'bank', 'goods'), 422, 'bad_format', 'account');
	perform fund.demand_amount($3);
	perform house.demand($4 is not null, 422, 'required', 'day');
	return queue.remember($1, 'fund_opening', request, fund.posted(
		fund.post(me, 'opening', $4, $2, 'opening', $3, 'Số dư đầu kỳ, không có chi tiết')
	));
end;
$$;

-- Receives a gift: money into the drawer or the account, or goods with their stated value. `donor` null: nobody is known. The
-- public chain holds a commitment; the name is shown while `shown`.
create function public.fund_gift(
	key uuid, account text, amount bigint, day date, words text, donor text, shown boolean, basis text, decision text
)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
	me staff.officers := staff.require();
	request jsonb := jsonb_build_array($2, $3, $4, $5, $6, $7, $8, $9);
	answer jsonb;
	said text := fund.line($5, 'words', 200);
	who text := case when house.text($6, 'donor', 100) is not null then house.name($6, 'donor') end;
	known uuid;
begin
	perform fund.demand_till(me);
	answer := queue.once($1, 'fund_gift', request);
	if answer is not null then
		return answer;
	end if;
	perform house.demand($2 in ('cash', 'bank', 'goods'), 422, 'bad_format', 'account');
	perform fund.demand_amount($3);
	perform house.demand($4 is not null, 422, 'required', 'day');
	perform house.demand($7 is not null, 422, 'required', 'shown');
	-- What everybody may read cannot be taken back: the name has its own place.
	perform house.demand(who is null or not fund.says_name(said, who), 422, 'names_donor', 'words');
	insert into fund.names (unit, name, shown) values (me.unit, who, $7 and who is not null) returning id into known;
	return queue.remember($1, 'fund_gift', request, fund.posted(fund.post(
		me, 'gift', $4, $2, 'gifts', $3, said, fund.line($9, 'decision', 60, false), fund.line($8, 'basis', 200, false), known
	)));
end;
$$;

-- Moves money between drawer and bank account; `account` is where it goes.
create function public.fund_transfer(key uuid, account text, amount bigint, day date, words text)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
	me staff.officers := staff.require();
	request jsonb := jsonb_build_array($2, $3, $4, $5);
	answer jsonb;
begin
	perform fund.demand_till(me);
	answer := queue.once($1, 'fund_transfer', request);
	if answer is not null then
		return answer;
	end if;
	perform house.demand($2 in ('cash', 'bank'), 422, 'bad_format', 'account');
	perform fund.demand_amount($3);
	perform house.demand($4 is not null, 422, 'required', 'day');
	return queue.remember($1, 'fund_transfer', request, fund.posted(fund.post(
		me, 'transfer', $4, $2, case $2 when 'cash' then 'bank' else 'cash' end, $3, fund.line($5, 'words', 200)
	)));
end;
$$;

-- Takes an entry back by its mirror, dated today: a lead who did not post it. A reversal is not reversed. The reason is published with
-- it, for good: 422 `names_donor`, as the gift itself.
create function public.fund_reverse(key uuid, entry uuid, reason text)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
	me staff.officers := staff.require('lead');
	request jsonb := jsonb_build_array($2, $3);
	answer jsonb := queue.once($1, 'fund_reverse', request);
	was fund.entries;
begin
	if answer is not null then
		return answer;
	end if;
	select * into was from fund.entries e where e.id = $2 and e.unit = me.unit;
	perform house.demand(found, 404, 'not_found', 'entry');
	perform house.demand(
		not exists (select 1 from fund.names n where n.id = was.name and fund.says_name($3, n.name)), 422, 'names_donor', 'reason'
	);
	return queue.remember($1, 'fund_reverse', request, fund.posted(fund.post(
		me, 'reversal', house.local_day(now()), was.credit, was.debit, was.amount, fund.line($3, 'reason', 200), reverses => was.id
	)));
end;
$$;

-- Proposes a payment. `payee` is who is paid for a purchase, or who is rewarded by name; help names nobody. Refuses 409 `purpose_off`
-- without a decision in force for rewards or help, 422 `above_cap`.
create function public.fund_spend_propose(
	key uuid, purpose text, source text, amount bigint, words text, payee text, payee_consents boolean, aid text, families int, basis text,
	decision text, evidence text
)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
	me staff.officers := staff.require();
	request jsonb := jsonb_build_array($2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12);
	answer jsonb := queue.once($1, 'fund_spend_propose', request);
	b fund.books;
	award boolean := $2 in ('reward', 'support');
	said text := fund.line($5, 'words', 200);
	known uuid;
	rule jsonb;
	made fund.payments;
begin
	if answer is not null then
		return answer;
	end if;
	b := fund.demand_book(me.unit);
	perform house.demand($2 in ('movement', 'reward', 'support', 'equipment'), 422, 'bad_format', 'purpose');
	perform house.demand($3 in ('cash', 'bank', 'goods'), 422, 'bad_format', 'source');
	perform fund.demand_amount($4);
	if award then
		-- The decision stays in force until this is written.
		perform 1 from fund.settings s where s.unit = me.unit and s.purpose = $2 and s.ended_on is null for share;
		rule := fund.rule_of(me.unit, $2);
		perform house.demand(rule is not null, 409, 'purpose_off', 'purpose');
		perform house.demand($4 <= (rule ->> 'cap')::int, 422, 'above_cap', 'amount');
	end if;
	perform house.demand($2 <> 'support' or $8 is not null, 422, 'required', 'aid');
	perform house.demand($2 <> 'support' or $9 is not null, 422, 'required', 'families');
	perform house.demand(num_nonnulls($8, $9) = 0 or $2 = 'support', 422, 'bad_format', 'aid');
	perform house.demand($8 is null or exists (select 1 from fund.aid_kinds k where k.code = $8), 422, 'bad_format', 'aid');
	perform house.demand($9 is null or $9 between 1 and 10000, 422, 'out_of_range', 'families');
	perform house.demand($2 <> 'support' or house.text($6, 'payee', 200) is null, 422, 'names_family', 'payee');
	perform house.demand(concat_ws(' ', $5, $6, $11, $12) !~* 'TB-?[0-9]{2}', 422, 'names_a_tip', 'words');
	if $2 = 'reward' then
		perform house.demand(not fund.says_name(said, house.name($6, 'payee')), 422, 'names_donor', 'words');
		insert into fund.names (unit, name, shown) values (me.unit, house.name($6, 'payee'), coalesce($7, false)) returning id into known;
	end if;
	insert into fund.payments (
		unit, purpose, source, amount, words, payee, name, aid, families, basis, decision, cap_version, cap, two, evidence, proposed_by
	)
	values (
		me.unit, $2, $3, $4, said, case when not award then fund.line($6, 'payee', 200) end, known, $8, $9,
		coalesce(fund.line($10, 'basis', 200, false), rule ->> 'basis', b.basis), fund.line($11, 'decision', 60, award),
		(rule ->> 'version')::int, (rule ->> 'cap')::int, coalesce($4 >= b.two_from, false), house.text($12, 'evidence', 2000, true), me.user_id
	)
	returning * into made;
	perform fund.step(made.id, 'propose', me.user_id);
	return queue.remember($1, 'fund_spend_propose', request, jsonb_build_object('id', made.id, 'two', made.two));
end;
$$;

-- A lead who did not propose it approves, having seen the evidence; from the book's limit on two of them. Refuses 409 `stale`,
-- `three_people`.
create function public.fund_spend_approve(key uuid, id uuid)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
	me staff.officers := staff.require('lead');
	request jsonb := jsonb_build_array($2);
	answer jsonb := queue.once($1, 'fund_spend_approve', request);
	p fund.payments;
	ready text;
begin
	if answer is not null then
		return answer;
	end if;
	p := fund.payment_of(me, $2);
	perform house.demand(p.state = 'proposed', 409, 'stale', 'id');
	perform house.demand(me.user_id <> all (array_remove(array[p.proposed_by, p.approved_by], null)), 409, 'three_people');
	ready := case when p.two and p.approved_by is null then 'proposed' else 'approved' end;
	update fund.payments x set
		state = ready,
		approved_by = coalesce(p.approved_by, me.user_id),
		second_by = case when p.approved_by is not null then me.user_id end
	where x.id = p.id;
	perform fund.step(p.id, 'approve', me.user_id);
	return queue.remember($1, 'fund_spend_approve', request, jsonb_build_object('state', ready));
end;
$$;

-- Ends a payment before it is paid: a lead refuses, whoever proposed it withdraws. With a reason.
create function public.fund_spend_end(key uuid, id uuid, reason text)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
	me staff.officers := staff.require();
	request jsonb := jsonb_build_array($2, $3);
	answer jsonb := queue.once($1, 'fund_spend_end', request);
	p fund.payments;
	ended text;
begin
	if answer is not null then
		return answer;
	end if;
	p := fund.payment_of(me, $2);
	perform house.demand(p.proposed_by = me.user_id or 'lead' = any (me.roles), 404, 'not_found', 'id');
	perform house.demand(p.state in ('proposed', 'approved'), 409, 'stale', 'id');
	ended := case when p.proposed_by = me.user_id then 'withdrawn' else 'refused' end;
	update fund.payments x set state = ended where x.id = p.id;
	perform fund.step(p.id, case ended when 'refused' then 'refuse' else 'withdraw' end, me.user_id, house.text($3, 'reason', 300, true));
	return queue.remember($1, 'fund_spend_end', request, jsonb_build_object('state', ended));
end;
$$;

-- The treasurer, or who stands in, hands it out; the entry is posted with it. Refuses 409 `not_approved`, `paid`, `three_people`,
-- `month_closed`, `not_enough`.
create function public.fund_spend_pay(key uuid, id uuid, day date)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
	me staff.officers := staff.require();
	request jsonb := jsonb_build_array($2, $3);
	answer jsonb;
	p fund.payments;
	made fund.entries;
begin
	perform fund.demand_till(me);
	answer := queue.once($1, 'fund_spend_pay', request);
	if answer is not null then
		return answer;
	end if;
	perform house.demand($3 is not null, 422, 'required', 'day');
	p := fund.payment_of(me, $2);
	perform house.demand(p.state <> 'paid', 409, 'paid', 'id');
	perform house.demand(p.state = 'approved', 409, 'not_approved', 'id');
	perform house.demand(
		me.user_id <> all (array_remove(array[p.proposed_by, p.approved_by, p.second_by], null)), 409, 'three_people'
	);
	-- Not before it was allowed.
	perform house.demand(
		$3 >= (select max(house.local_day(e.at)) from fund.payment_events e where e.payment = p.id and e.code = 'approve'),
		422, 'before_it', 'day'
	);
	update fund.payments x set state = 'paid', paid_by = me.user_id where x.id = p.id;
	insert into fund.entries (
		unit, kind, day, debit, credit, amount, basis, holder, decision, words, name, aid, families, payment, payment_state, posted_by
	)
	values (
		p.unit, 'spending', $3, p.purpose, p.source, p.amount, p.basis, (fund.demand_book(p.unit)).holder, p.decision, p.words, p.name, p.aid,
		p.families, p.id, 'paid', me.user_id
	)
	returning * into made;
	perform fund.step(p.id, 'pay', me.user_id);
	return queue.remember($1, 'fund_spend_pay', request, fund.posted(made));
end;
$$;

-- Writes the rewards without a name that were paid until the end of a month into the ledger, mixed, dated its last day. How many.
create function public.fund_rewards_post(key uuid, month date)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
	me staff.officers := staff.require();
	request jsonb := jsonb_build_array($2);
	answer jsonb;
	b fund.books;
	s record;
	posted int := 0;
begin
	perform fund.demand_till(me);
	answer := queue.once($1, 'fund_rewards_post', request);
	if answer is not null then
		return answer;
	end if;
	b := fund.demand_book(me.unit);
	perform house.demand(house.is_near($2) and extract(day from $2) = 1, 422, 'out_of_range', 'month');
	perform fund.lock_ledger(me.unit);
	for s in
		select u.reward, u.amount, c.basis, x.decision
		from fund.rewards_unposted(me.unit, fund.end_of($2)) u
		join fund.rewards r on r.id = u.reward
		join fund.settings x on x.unit = r.unit and x.version = r.settings
		join fund.caps c on c.unit = r.unit and c.version = r.settings and c.purpose = r.purpose
		order by random()
	loop
		insert into fund.entries (unit, kind, day, debit, credit, amount, basis, holder, decision, words, anonymous, posted_by)
		values (
			me.unit, 'spending', fund.end_of($2), 'reward', 'cash', s.amount, s.basis, b.holder, s.decision, 'Thưởng ẩn danh', true, me.user_id
		);
		insert into fund.posted_rewards (reward, unit, month) values (s.reward, me.unit, $2);
		posted := posted + 1;
	end loop;
	return queue.remember($1, 'fund_rewards_post', request, jsonb_build_object('posted', posted));
end;
$$;

-- What the treasurer counted in the drawer for the end of a month.
create function public.fund_count(key uuid, month date, amount bigint)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
	me staff.officers := staff.require();
	request jsonb := jsonb_build_array($2, $3);
	answer jsonb;
	made uuid;
begin
	perform fund.demand_till(me);
	answer := queue.once($1, 'fund_count', request);
	if answer is not null then
		return answer;
	end if;
	perform fund.demand_book(me.unit);
	perform house.demand($3 between 0 and 100000000000, 422, 'out_of_range', 'amount');
	perform house.demand($2 = fund.next_month(me.unit), 409, 'not_next', 'month');
	perform house.demand(fund.end_of($2) < house.local_day(now()), 409, 'month_not_over', 'month');
	insert into fund.counts (unit, month, amount, counted_by) values (me.unit, $2, $3, me.user_id) returning id into made;
	return queue.remember($1, 'fund_count', request, jsonb_build_object('id', made));
end;
$$;

-- A lead who did not count it signs that they saw it counted.
create function public.fund_count_sign(key uuid, id uuid)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
	me staff.officers := staff.require('lead');
	request jsonb := jsonb_build_array($2);
	answer jsonb := queue.once($1, 'fund_count_sign', request);
	c fund.counts;
begin
	if answer is not null then
		return answer;
	end if;
	select * into c from fund.counts x where x.id = $2 and x.unit = me.unit for update;
	perform house.demand(found, 404, 'not_found', 'id');
	perform house.demand(c.signed_by is null, 409, 'stale', 'id');
	perform house.demand(c.counted_by <> me.user_id, 409, 'two_people');
	update fund.counts x set signed_by = me.user_id, signed_at = now() where x.id = c.id;
	return queue.remember($1, 'fund_count_sign', request, '{"ok": true}');
end;
$$;

-- Closes a month whose list is done; no entry is dated in it any more. Refuses as `fund.close_month` does.
create function public.fund_month_close(key uuid, month date)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
	me staff.officers := staff.require('lead');
	request jsonb := jsonb_build_array($2);
	answer jsonb := queue.once($1, 'fund_month_close', request);
begin
	if answer is not null then
		return answer;
	end if;
	perform fund.demand_book(me.unit);
	perform house.demand(house.is_near($2) and extract(day from $2) = 1, 422, 'out_of_range', 'month');
	insert into fund.months (unit, month, closed_by) values (me.unit, $2, me.user_id);
	return queue.remember($1, 'fund_month_close', request, '{"ok": true}');
end;
$$;

-- Publishes a closed month. Refuses as `fund.publish` does.
create function public.fund_month_publish(key uuid, month date)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
	me staff.officers := staff.require('lead');
	request jsonb := jsonb_build_array($2);
	answer jsonb := queue.once($1, 'fund_month_publish', request);
begin
	if answer is not null then
		return answer;
	end if;
	perform fund.publish(me.unit, $2, me.user_id);
	return queue.remember($1, 'fund_month_publish', request, '{"ok": true}');
end;
$$;

-- Writes down that a donor wishes to be named, or not any more. The chains hold either way.
create function public.fund_wish(key uuid, entry uuid, shown boolean)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
	me staff.officers := staff.require();
	request jsonb := jsonb_build_array($2, $3);
	answer jsonb;
	known fund.names;
begin
	perform house.demand(fund.sees_names(me), 403, 'role_missing');
	answer := queue.once($1, 'fund_wish', request);
	if answer is not null then
		return answer;
	end if;
	perform house.demand($3 is not null, 422, 'required', 'shown');
	select n.* into known from fund.entries e join fund.names n on n.id = e.name where e.id = $2 and e.unit = me.unit for update of n;
	perform house.demand(found, 404, 'not_found', 'entry');
	perform house.demand(known.name is not null or not $3, 409, 'no_name', 'shown');
	if known.shown <> $3 then
		update fund.names n set shown = $3 where n.id = known.id;
		insert into fund.wishes (name, place, shown, officer)
		select known.id, count(*) + 1, $3, me.user_id from fund.wishes w where w.name = known.id;
	end if;
	return queue.remember($1, 'fund_wish', request, '{"ok": true}');
end;
$$;

-- An auditor opens the commitment of an entry; that they did is written down. Refuses 404 `not_found`.
create function public.fund_name_open(entry uuid)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
	me staff.officers := staff.require('auditor');
	answer jsonb;
begin
	select jsonb_build_object(
		'name', n.name, 'shown', n.shown, 'salt', encode(n.salt, 'hex'), 'commitment', encode(e.commitment, 'hex'),
		'holds', e.commitment = fund.commitment(n.salt, n.name),
		'wishes', coalesce((
			select jsonb_agg(jsonb_build_object('shown', w.shown, 'at', w.at, 'officer', queue.person(w.officer) ->> 'name') order by w.place)
			from fund.wishes w where w.name = n.id
		), '[]')
	) into answer
	from fund.entries e join fund.names n on n.id = e.name where e.id = $1 and e.unit = me.unit;
	perform house.demand(answer is not null, 404, 'not_found', 'entry');
	perform queue.log_read(null, me.user_id, 'opened_name');
	return answer;
end;
$$;

-- What the page of the ledger needs besides its entries: the book, what is held, decisions and caps, who stands in, the months.
create function public.fund_book()
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
	me staff.officers := staff.require();
	b fund.books := fund.book_of(me.unit);
	reads boolean := fund.may_read(me);
	lead boolean := 'lead' = any (me.roles);
begin
	return jsonb_build_object(
		'unit', me.unit,
		'unit_name', (select u.police_name from unit.units u where u.code = me.unit),
		'today', house.local_day(now()),
		'may', jsonb_build_object('till', fund.is_till(me), 'lead', lead, 'read', reads, 'open_names', 'auditor' = any (me.roles)),
		'book', case when b.unit is not null then jsonb_build_object(
			'holder', b.holder, 'basis', b.basis, 'two_from', b.two_from, 'bank_bin', b.bank_bin, 'bank_name', b.bank_name,
			'account_number', b.account_number, 'account_name', b.account_name
		) end,
		'caps', coalesce((
			select jsonb_agg(jsonb_build_object(
				'purpose', s.purpose, 'decision', s.decision, 'decided_on', s.decided_on, 'cap', c.amount, 'basis', c.basis
			) order by s.purpose)
			from fund.settings s join fund.caps c on c.unit = s.unit and c.version = s.version
			where s.unit = me.unit and s.ended_on is null
		), '[]'),
		'balances', case when reads and b.unit is not null then (
			select jsonb_object_agg(a.code, a.balance) from fund.accounts a where a.unit = me.unit
		) end,
		'deputies', coalesce((
			select jsonb_agg(jsonb_build_object(
				'id', d.id, 'officer', queue.person(d.officer), 'from_day', d.from_day, 'to_day', d.to_day
			) order by d.from_day, d.id)
			from fund.deputies d where reads and d.unit = me.unit and d.to_day >= house.local_day(now()) and d.ended_on is null
		), '[]'),
		'officers', coalesce((
			select jsonb_agg(queue.person(o.user_id) order by staff.given_name(o.name), o.name, o.user_id)
			from staff.officers o
			where lead and o.unit = me.unit and o.user_id <> me.user_id and o.disabled_at is null and not 'collaborator' = any (o.roles)
		), '[]'),
		'next_month', case when reads then fund.next_month(me.unit) end,
		'closed_until', fund.closed_until(me.unit),
		'reconciled_until', case when reads then fund.reconciled_until(me.unit) end
	);
end;
$$;

-- A month and its list: what keeps it from being closed, and what it holds. Refuses 404 `not_found` for a month without a ledger.
create function public.fund_month(month date)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
	me staff.officers := staff.require();
	last_day date;
	counted fund.counts;
begin
	perform house.demand(fund.may_read(me), 403, 'role_missing');
	perform house.demand(
		extract(day from $1) = 1 and $1 between '2020-01-01' and house.local_day(now()), 422, 'out_of_range', 'month'
	);
	perform house.demand((fund.book_of(me.unit)).unit is not null, 404, 'not_found', 'month');
	last_day := fund.end_of($1);
	select * into counted from fund.counts c where c.unit = me.unit and c.month = $1 order by c.at desc, c.id limit 1;
	return jsonb_build_object(
		'month', $1,
		'over', last_day < house.local_day(now()),
		'next', coalesce($1 = fund.next_month(me.unit), false),
		'rewards_unposted', (select count(*)::int from fund.rewards_unposted(me.unit, last_day)),
		'reconciled', coalesce(fund.reconciled_until(me.unit) >= last_day, false),
		'held', jsonb_build_object(
			'cash', fund.held_on(me.unit, 'cash', last_day), 'bank', fund.held_on(me.unit, 'bank', last_day),
			'goods', fund.held_on(me.unit, 'goods', last_day)
		),
		'count', case when counted.id is not null then jsonb_build_object(
			'id', counted.id, 'amount', counted.amount, 'counted_by', queue.person(counted.counted_by) ->> 'name',
			'mine', counted.counted_by = me.user_id, 'signed_by', queue.person(counted.signed_by) ->> 'name'
		) end,
		'vouchers', coalesce((
			select jsonb_agg(
				jsonb_build_object('kind', x.voucher_kind, 'first', x.first, 'last', x.last, 'count', x.count, 'printed', x.printed)
				order by x.voucher_kind
			)
			from (
				select e.voucher_kind, count(*)::int as count,
					(count(*) filter (where exists (select 1 from fund.prints p where p.entry = e.id)))::int as printed,
					(array_agg(e.voucher order by e.voucher_place))[1] as first, (array_agg(e.voucher order by e.voucher_place desc))[1] as last
				from fund.entries e where e.unit = me.unit and e.month = $1 and e.voucher is not null
				group by e.voucher_kind
			) x
		), '[]'),
		'sums', coalesce((
			select jsonb_agg(
				jsonb_build_object('kind', x.kind, 'purpose', x.purpose, 'amount', x.amount, 'entries', x.entries) order by x.kind, x.purpose
			)
			from (
				select e.kind, e.purpose, sum(e.amount)::bigint as amount, count(*)::int as entries
				from fund.entries e where e.unit = me.unit and e.month = $1 group by 1, 2
			) x
		), '[]'),
		'closed', (
			select jsonb_build_object('at', m.at, 'officer', queue.person(m.closed_by) ->> 'name')
			from fund.months m where m.unit = me.unit and m.month = $1
		),
		'published', (
			select jsonb_build_object('at', p.at, 'officer', queue.person(p.officer) ->> 'name')
			from fund.publications p where p.unit = me.unit and p.month = $1
		)
	);
end;
$$;

-- The ledger as its officers read it, newest first: `size` entries below the place `after`.
create function public.fund_entries(filter jsonb, after int, size int)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
	me staff.officers := staff.require();
	cond text := 'e.unit = $1';
	of_month date;
	told jsonb;
begin
	perform house.demand(fund.may_read(me), 403, 'role_missing');
	perform house.strict($1, array['month', 'kind', 'purpose', 'account'], 'filter');
	perform house.demand($3 between 1 and 200, 422, 'out_of_range', 'size');
	if $1 ? 'month' then
		of_month := house.day($1 ->> 'month', 'month');
		cond := cond || ' and e.month = $6';
	end if;
	if $1 ? 'kind' then
		cond := cond || ' and e.kind = $2 ->> ''kind''';
	end if;
	if $1 ? 'purpose' then
		cond := cond || ' and e.purpose = $2 ->> ''purpose''';
	end if;
	if $1 ? 'account' then
		cond := cond || ' and $2 ->> ''account'' in (e.debit, e.credit)';
	end if;
	if $2 is not null then
		cond := cond || ' and e.seq < $3';
	end if;
	execute format(
		'select coalesce(jsonb_agg(fund.entry_told(e, $4) order by e.seq desc), ''[]'') from (
			select e.* from fund.entries e where %s order by e.seq desc limit $5
		) e', cond
	) into told using me.unit, $1, $2, me, $3, of_month;
	return jsonb_build_object('entries', told);
end;
$$;

-- One entry, for its paper, with the payment that it rests on: its evidence and every step. Refuses 404 `not_found`.
create function public.fund_entry(id uuid)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
	me staff.officers := staff.require();
	e fund.entries;
begin
	perform house.demand(fund.may_read(me), 403, 'role_missing');
	select * into e from fund.entries x where x.id = $1 and x.unit = me.unit;
	perform house.demand(found, 404, 'not_found', 'id');
	return fund.entry_told(e, me) || jsonb_build_object(
		'at', e.at,
		'unit_name', (select u.police_name from unit.units u where u.code = me.unit),
		'demo', (select u.demo from unit.units u where u.code = me.unit),
		'approved_by', coalesce((
			select jsonb_agg(queue.person(v.officer) ->> 'name' order by v.place)
			from fund.payment_events v where v.payment = e.payment and v.code = 'approve'
		), '[]'),
		'payee', (select p.payee from fund.payments p where p.id = e.payment),
		'payment', (select fund.payment_told(p, me) from fund.payments p where p.id = e.payment)
	);
end;
$$;

-- Payments that wait, first, then what became of the others, newest first, at most 200: all of the unit for whoever reads the
-- ledger, for other officers what they proposed.
create function public.fund_payments()
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
	me staff.officers := staff.require();
	reads boolean := fund.may_read(me);
begin
	return jsonb_build_object('payments', coalesce((
		select jsonb_agg(fund.payment_told(x.p, me) order by x.waits desc, (x.p).at desc, (x.p).id)
		from (
			select p, p.state in ('proposed', 'approved') as waits
			from fund.payments p
			where p.unit = me.unit and (reads or p.proposed_by = me.user_id)
			order by waits desc, p.at desc, p.id
			limit 200
		) x
	), '[]'));
end;
$$;

-- Verifies a piece of both chains from the database itself: `size` entries and rows from these places on. With the first piece
-- also what is kept beside them. The page asks piece after piece.
create function public.fund_verify(from_entry int, from_row int, size int)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
	me staff.officers := staff.require(null, array['lead', 'auditor']);
	rows record;
begin
	perform house.demand($1 >= 1, 422, 'out_of_range', 'from_entry');
	perform house.demand($2 >= 1, 422, 'out_of_range', 'from_row');
	perform house.demand($3 between 1 and 20000, 422, 'out_of_range', 'size');
	select b.seq, b.tie into rows from fund.broken_row(me.unit, $2, $3) b;
	return jsonb_build_object(
		'entries', coalesce((select max(e.seq) from fund.entries e where e.unit = me.unit), 0),
		'rows', coalesce((select max(p.seq) from fund.published p where p.unit = me.unit), 0),
		'broken_entry', fund.broken_entry(me.unit, $1, $3),
		'broken_row', rows.seq,
		'loose_row', rows.tie,
		'kept', case when $1 = 1 and $2 = 1 then fund.kept_holds(me.unit) end
	);
end;
$$;

-- ---------------------------------------------------------------------------------------------------------- public doors
-- Definer: nobody reads a table. None of them counts or sums over the rows.

-- Where the chains ended at the end of days before one, newest first; of the internal one no more than digits that are others each day.
create function fund.heads_told(unit text, before_day date, size int)
returns jsonb
language sql
stable
set search_path = ''
as $$
	select coalesce(jsonb_agg(jsonb_build_object(
		'day', h.day, 'rows', h.row_seq, 'head', encode(h.row_hash, 'hex'), 'inner', fund.digits_of(h.entry_hash, h.day)
	) order by h.day desc), '[]')
	from (select * from fund.heads x where x.unit = $1 and x.day < $2 order by x.day desc limit $3) h;
$$;

-- What stands above the public ledger of a unit: what it holds, what waits, sums by month and purpose, how far it is reconciled and
-- published, heads of days. Refuses 404 `not_found` for a unit without a ledger.
create function public.fund_public(unit text)
returns jsonb
language plpgsql
stable
security definer
set search_path = ''
as $$
declare
	b fund.books := fund.book_of($1);
	last fund.published;
begin
	perform house.demand(b.unit is not null, 404, 'not_found', 'unit');
	select * into last from fund.published p where p.unit = $1 order by p.seq desc limit 1;
	return jsonb_build_object(
		'unit', $1,
		'unit_name', (select u.police_name from unit.units u where u.code = $1),
		'demo', (select u.demo from unit.units u where u.code = $1),
		'today', house.local_day(now()),
		'holder', b.holder,
		'basis', b.basis,
		'account', case when b.bank_bin is not null then jsonb_build_object(
			'bank_bin', b.bank_bin, 'bank_name', b.bank_name, 'number', b.account_number, 'name', b.account_name
		) end,
		'balance', jsonb_build_object('money', coalesce(last.money_after, 0), 'goods', coalesce(last.goods_after, 0)),
		'rows', coalesce(last.seq, 0),
		'head', encode(coalesce(last.hash, fund.chain_start($1, 'so-cong-khai')), 'hex'),
		'closed_until', fund.closed_until($1),
		'reconciled_until', fund.shown_until($1),
		'waiting', coalesce((
			select jsonb_agg(jsonb_build_object('month', w.month, 'amount', w.amount) order by w.month desc)
			from fund.waiting w where w.unit = $1 and w.amount <> 0
		), '[]'),
		'months', coalesce((
			select jsonb_agg(jsonb_build_object(
				'month', p.month, 'money', p.money, 'goods', p.goods, 'booked', p.booked, 'published_on', house.local_day(p.at),
				'rows', p.last_row, 'head', encode(coalesce(r.hash, fund.chain_start($1, 'so-cong-khai')), 'hex')
			) order by p.month desc)
			from fund.publications p
			left join fund.published r on r.unit = p.unit and r.seq = p.last_row
			where p.unit = $1
		), '[]'),
		'totals', coalesce((
			select jsonb_agg(jsonb_build_object(
				'month', t.month, 'kind', t.kind, 'purpose', nullif(t.purpose, ''), 'aid', nullif(t.aid, ''), 'amount', t.amount,
				'goods', t.goods, 'rows', t.rows, 'families', t.families
			) order by t.month desc, t.kind, t.purpose, t.aid)
			from fund.totals t where t.unit = $1
		), '[]'),
		'heads', fund.heads_told($1, 'infinity', 31)
	);
end;
$$;

-- Rows of the public ledger as they are asked for, newest first. What everybody writes is found among the newest; what is rare, by
-- the index of words: each is quick where the other is slow.
create function fund.rows_asked(unit text, filter jsonb, after bigint, size int)
returns setof fund.published
language plpgsql
stable
set search_path = ''
as $$
declare
	near constant int := 2000;
	cond text := 'p.unit = $1';
	of_month date;
	words text := house.fold(house.text(filter ->> 'q', 'q', 80));
	pattern text := '%' || regexp_replace(words, '([\\%_])', '\\\1', 'g') || '%';
	places bigint[];
begin
	if filter ? 'month' then
		of_month := house.day(filter ->> 'month', 'month');
		cond := cond || ' and p.month = $5';
	end if;
	if filter ? 'kind' then
		-- Written out, so that an index of what is no gift is seen to hold it.
		cond := cond || format(' and p.kind = %L', filter ->> 'kind');
	end if;
	if filter ? 'purpose' then
		cond := cond || ' and p.kind <> ''gift'' and p.purpose = $2 ->> ''purpose''';
	end if;
	if $3 is not null then
		cond := cond || ' and p.seq < $3';
	end if;
	if words is null then
		return query execute format('select p.* from fund.published p where %s order by p.seq desc limit $4', cond)
		using $1, $2, $3, $4, of_month;
		return;
	end if;
	perform house.demand(char_length(words) >= 3, 422, 'too_short', 'q');
	execute format(
		'select array_agg(x.seq) from (
			select p.seq
			from (select p.seq, p.name, p.search from fund.published p where %s order by p.seq desc limit $6) p
			left join fund.names n on n.id = p.name
			where p.search like $7 or n.search like $7
			order by p.seq desc
			limit $4
		) x', cond
	) into places using $1, $2, $3, $4, of_month, near, pattern;
	if cardinality(places) = $4 then
		return query select p.* from fund.published p where p.unit = $1 and p.seq = any (places) order by p.seq desc;
	else
		return query execute format(
			'select p.* from fund.published p
			where p.unit = $1 and p.seq in (
				select p.seq from fund.published p where %1$s and p.search like $6
				union
				select p.seq from fund.names n join fund.published p on p.name = n.id where %1$s and p.name is not null and n.search like $6
			)
			order by p.seq desc limit $4', cond
		) using $1, $2, $3, $4, of_month, pattern;
	end if;
end;
$$;

-- A page of the public ledger. `filter`: month (its first day), kind, purpose, q (at least three letters, with or without marks).
create function public.fund_public_rows(unit text, filter jsonb, after int, size int)
returns jsonb
language plpgsql
stable
security definer
set search_path = ''
as $$
begin
	perform house.strict($2, array['month', 'kind', 'purpose', 'q'], 'filter');
	perform house.demand($4 between 1 and 100, 422, 'out_of_range', 'size');
	return jsonb_build_object('rows', coalesce((
		select jsonb_agg(jsonb_build_object(
			'seq', p.seq, 'month', p.month, 'day', p.day, 'kind', p.kind, 'purpose', p.purpose, 'aid', p.aid, 'amount', p.amount,
			'money', p.money, 'goods', p.goods, 'money_after', p.money_after, 'goods_after', p.goods_after,
			'voucher', p.voucher, 'decision', p.decision, 'words', p.words, 'bands', p.bands,
			'name', case when n.shown then n.name end
		) order by p.seq desc)
		from fund.rows_asked($1, $2, $3, $4) p
		left join fund.names n on n.id = p.name
	), '[]'));
end;
$$;

-- Rows of the public chain from a place on, oldest first, each as the fields of its text after the hash before it (_shared/ledger),
-- then its hash, and name and salt where the name is shown: for whoever verifies, or takes it along.
create function public.fund_chain(unit text, from_row int, size int)
returns jsonb
language plpgsql
stable
security definer
set search_path = ''
as $$
begin
	perform house.demand($2 >= 1, 422, 'out_of_range', 'from_row');
	perform house.demand($3 between 1 and 10000, 422, 'out_of_range', 'size');
	return jsonb_build_object('rows', coalesce((
		select jsonb_agg(jsonb_build_array(
			p.seq, p.day, p.kind, coalesce(p.purpose, ''), coalesce(p.aid, ''), p.amount, p.money, p.goods, coalesce(p.voucher, ''),
			coalesce(p.decision, ''), coalesce(encode(p.commitment, 'hex'), ''), coalesce(p.words, ''),
			coalesce(array_to_string(p.bands, ','), ''), encode(p.tie, 'hex'), encode(p.hash, 'hex'),
			case when n.shown then n.name else '' end, case when n.shown then encode(n.salt, 'hex') else '' end
		) order by p.seq)
		from fund.published p
		left join fund.names n on n.id = p.name
		where p.unit = $1 and p.seq >= $2 and p.seq < $2::bigint + $3
	), '[]'));
end;
$$;

-- Heads of days before a day, newest first: whoever wants to see those that `fund_public` no longer tells.
create function public.fund_heads(unit text, before_day date, size int)
returns jsonb
language plpgsql
stable
security definer
set search_path = ''
as $$
begin
	perform house.demand($2 is not null, 422, 'required', 'before_day');
	perform house.demand($3 between 1 and 366, 422, 'out_of_range', 'size');
	return jsonb_build_object('heads', fund.heads_told($1, $2, $3));
end;
$$;

grant execute on function
	public.fund_book_save(uuid, text, text, bigint, text, text, text, text),
	public.fund_cap_save(uuid, text, text, date, int, text),
	public.fund_deputy_name(uuid, uuid, date, date),
	public.fund_deputy_end(uuid, uuid),
	public.fund_opening(uuid, text, bigint, date),
	public.fund_gift(uuid, text, bigint, date, text, text, boolean, text, text),
	public.fund_transfer(uuid, text, bigint, date, text),
	public.fund_reverse(uuid, uuid, text),
	public.fund_spend_propose(uuid, text, text, bigint, text, text, boolean, text, int, text, text, text),
	public.fund_spend_approve(uuid, uuid),
	public.fund_spend_end(uuid, uuid, text),
	public.fund_spend_pay(uuid, uuid, date),
	public.fund_rewards_post(uuid, date),
	public.fund_count(uuid, date, bigint),
	public.fund_count_sign(uuid, uuid),
	public.fund_month_close(uuid, date),
	public.fund_month_publish(uuid, date),
	public.fund_wish(uuid, uuid, boolean),
	public.fund_name_open(uuid),
	public.fund_book(),
	public.fund_month(date),
	public.fund_entries(jsonb, int, int),
	public.fund_entry(uuid),
	public.fund_payments(),
	public.fund_verify(int, int, int)
to authenticated;
grant execute on function
	public.fund_public(text), public.fund_public_rows(text, jsonb, int, int), public.fund_chain(text, int, int),
	public.fund_heads(text, date, int)
to anon, authenticated;
