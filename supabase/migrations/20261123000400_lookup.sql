-- Lookup: one form of code opens every kind of case.

create schema lookup;
comment on schema lookup is 'Which code opens which case.';

create table lookup.codes (
	hash bytea primary key check (octet_length(hash) = 32),
	case_id uuid not null unique references queue.cases (id),
	bound_at timestamptz not null default now()
);
comment on table lookup.codes is 'SHA-256 of the lookup bytes of a code, unique over all kinds. Neither code nor lookup is kept.';
alter table lookup.codes enable row level security;

-- Binds a code to a case; refuses 409 `code_taken` when either has a partner.
create function lookup.bind(hash bytea, case_id uuid)
returns void
language plpgsql
set search_path = ''
as $$
begin
	insert into lookup.codes (hash, case_id) values ($1, $2);
exception
	when unique_violation then
		perform house.refuse(409, 'code_taken', 'lookup_hash');
end;
$$;

-- A new code for a case whose code was lost: from now on the old one opens nothing.
create function lookup.rebind(hash bytea, case_id uuid)
returns void
language plpgsql
set search_path = ''
as $$
begin
	update lookup.codes c set hash = $1, bound_at = now() where c.case_id = $2;
	if not found then
		insert into lookup.codes (hash, case_id) values ($1, $2);
	end if;
exception
	when unique_violation then
		perform house.refuse(409, 'code_taken', 'lookup_hash');
end;
$$;

-- The code of one case opens another from now on: a call-back became a visit and keeps its code.
create function lookup.repoint(from_case uuid, to_case uuid)
returns void
language sql
set search_path = ''
as $$
	update lookup.codes c set case_id = $2 where c.case_id = $1;
$$;

-- The case a code opens; null for an unknown code.
create function lookup.case_of(hash bytea)
returns uuid
language sql
stable
set search_path = ''
as $$
	select c.case_id from lookup.codes c where c.hash = $1;
$$;
