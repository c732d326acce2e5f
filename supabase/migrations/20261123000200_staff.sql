-- Staff: officers, invitations, sessions. Every officers' door opens with staff.require.

create schema staff;
comment on schema staff is 'Officers, invitations, sessions, roles.';

-- Whether every role is one that exists, at least one, none twice.
create function staff.are_roles(roles text[])
returns boolean
language sql
immutable
set search_path = ''
as $$
	select roles <@ array['desk', 'field', 'investigator', 'support', 'editor', 'treasurer', 'lead', 'auditor', 'collaborator']
		and cardinality(roles) between 1 and 9
		and cardinality(roles) = (select count(distinct r) from unnest(roles) r);
$$;

create table staff.officers (
	user_id uuid primary key references auth.users (id),
	unit text not null references unit.units (code),
	name text not null check (house.is_name(name)),
	email text not null check (char_length(email) <= 254 and email = lower(email)),
	roles text[] not null check (staff.are_roles(roles)),
	hamlet uuid references unit.hamlets (id),
	disabled_at timestamptz,
	created_at timestamptz not null default now()
);
comment on table staff.officers is 'Who works in a unit, and as what. An account is disabled, never deleted: the history names it.';
create index officers_of_unit on staff.officers (unit);

create table staff.invitations (
	id uuid primary key default gen_random_uuid(),
	unit text not null references unit.units (code),
	name text not null check (house.is_name(name)),
	email text not null check (char_length(email) <= 254 and email = lower(email)),
	roles text[] not null check (staff.are_roles(roles)),
	token_hash bytea not null unique check (octet_length(token_hash) = 32),
	invited_by uuid references staff.officers (user_id),
	created_at timestamptz not null default now(),
	expires_at timestamptz not null default now() + interval '7 days',
	used_at timestamptz,
	used_by uuid,
	revoked_at timestamptz
);
comment on table staff.invitations is 'One-time tokens, kept as SHA-256 of their 32 hex characters and bound to an e-mail.';
create index invitations_of_unit on staff.invitations (unit, created_at);

create table staff.sessions (
	session_id uuid primary key,
	user_id uuid not null references staff.officers (user_id),
	started_at timestamptz not null default now(),
	last_seen timestamptz not null default now(),
	ended_at timestamptz,
	ended_why text check (ended_why in ('sign_out', 'disabled'))
);
comment on table staff.sessions is 'Sessions of Auth as the doors know them; a row is never deleted, or its session would begin anew.';
comment on column staff.sessions.last_seen is 'When a person last did something; polling does not move it.';
create index sessions_of_officer on staff.sessions (user_id, last_seen desc);

alter table staff.officers enable row level security;
alter table staff.invitations enable row level security;
alter table staff.sessions enable row level security;

-- Whether an officer's roles cover one: a lead may do what desk and field may.
create function staff.holds(roles text[], role text)
returns boolean
language sql
immutable
set search_path = ''
as $$
	select role = any (roles) or (role in ('desk', 'field') and 'lead' = any (roles));
$$;

-- The session of the caller's token; null when the token names none.
create function staff.session_id()
returns uuid
language sql
stable
set search_path = ''
as $$
	select case when auth.jwt() ->> 'session_id' ~ '^[0-9a-f-]{36}$'
		then (auth.jwt() ->> 'session_id')::uuid end;
$$;

-- Opens every officers' door. Returns the calling officer: signed in, active, session alive, the role
-- held (`needed`, or one of `any_of`), second factor where the unit requires it. Refuses with 401
-- `sign_in` or `session_expired`, with 403 `not_an_officer`, `disabled`, `role_missing`, `second_factor`.
-- An idle session is told from last_seen alone: marking it would be rolled back with the refusal.
create function staff.require(needed text default null, any_of text[] default null)
returns staff.officers
language plpgsql
set search_path = ''
as $$
declare
	officer staff.officers;
	session staff.sessions;
	rule unit.settings;
begin
	perform house.demand(auth.uid() is not null and staff.session_id() is not null, 401, 'sign_in');
	select * into officer from staff.officers o where o.user_id = auth.uid();
	perform house.demand(found, 403, 'not_an_officer');
	perform house.demand(officer.disabled_at is null, 403, 'disabled');

	select * into rule from unit.settings s where s.unit = officer.unit;
	select * into session from staff.sessions s where s.session_id = staff.session_id();
	if not found then
		insert into staff.sessions (session_id, user_id) values (staff.session_id(), officer.user_id)
		on conflict (session_id) do nothing;
	else
		perform house.demand(
			session.user_id = officer.user_id
			and session.ended_at is null
			and session.last_seen > now() - make_interval(mins => coalesce(rule.idle_minutes, 30)),
			401, 'session_expired'
		);
	end if;

	perform house.demand(
		(needed is null or staff.holds(officer.roles, needed))
		and (any_of is null or exists (select 1 from unnest(any_of) r where staff.holds(officer.roles, r))),
		403, 'role_missing'
	);
	perform house.demand(
		not coalesce(rule.require_mfa, false) or auth.jwt() ->> 'aal' = 'aal2', 403, 'second_factor'
	);
	return officer;
end;
$$;

-- The same questions for policies. Definer: a policy's caller may not read the officers.
create function staff.is_active()
returns boolean
language sql
stable security definer
set search_path = ''
as $$
	select exists (
		select 1
		from staff.officers o
		join staff.sessions s on s.user_id = o.user_id and s.session_id = staff.session_id()
		left join unit.settings r on r.unit = o.unit
		where o.user_id = auth.uid()
			and o.disabled_at is null
			and s.ended_at is null
			and s.last_seen > now() - make_interval(mins => coalesce(r.idle_minutes, 30))
			and (not coalesce(r.require_mfa, false) or auth.jwt() ->> 'aal' = 'aal2')
	);
$$;

-- The unit of the calling officer; null for everybody else. Definer as above.
create function staff.my_unit()
returns text
language sql
stable security definer
set search_path = ''
as $$
	select o.unit from staff.officers o where o.user_id = auth.uid() and staff.is_active();
$$;

-- Whether the calling officer is active and holds a role. Definer as above.
create function staff.has_role(role text)
returns boolean
language sql
stable security definer
set search_path = ''
as $$
	select exists (
		select 1 from staff.officers o
		where o.user_id = auth.uid() and staff.holds(o.roles, $1) and staff.is_active()
	);
$$;

-- An e-mail as it is stored and compared; refuses with 422 `bad_format`.
create function staff.email(value text)
returns text
language plpgsql
immutable
set search_path = ''
as $$
declare
	typed text := lower(btrim(value));
begin
	perform house.demand(
		char_length(typed) <= 254 and typed ~ '^[^\s@<>"(),:;\\\[\]]+@[a-z0-9]([a-z0-9.-]*[a-z0-9])?\.[a-z]{2,}$' and house.is_clean(typed),
		422, 'bad_format', 'email'
	);
	return typed;
end;
$$;

-- Refuses roles that do not exist with 422 `bad_format`.
create function staff.check_roles(roles text[])
returns void
language plpgsql
immutable
set search_path = ''
as $$
begin
	perform house.demand(coalesce(cardinality(roles), 0) > 0, 422, 'required', 'roles');
	perform house.demand(staff.are_roles(roles), 422, 'bad_format', 'roles');
end;
$$;

-- Writes an invitation. One that is still open for the same e-mail in the unit is revoked: its token was
-- shown once and may be lost. Refuses with 409 `already_officer`, 422 for bad arguments.
create function staff.invite(unit text, name text, email text, roles text[], token_hash bytea, invited_by uuid)
returns staff.invitations
language plpgsql
set search_path = ''
as $$
declare
	address text := staff.email(email);
	made staff.invitations;
begin
	perform staff.check_roles(roles);
	perform house.demand(
		not exists (select 1 from staff.officers o where o.email = address), 409, 'already_officer', 'email'
	);
	update staff.invitations i set revoked_at = now()
	where i.unit = $1 and i.email = address and i.used_at is null and i.revoked_at is null;
	insert into staff.invitations (unit, name, email, roles, token_hash, invited_by)
	values ($1, house.name($2, 'name'), address, $4, $5, $6)
	returning * into made;
	return made;
exception
	when unique_violation then
		perform house.refuse(409, 'token_taken', 'token_hash');
end;
$$;

-- The first invitation of a unit, for `npm run invite-lead`: it has no officer behind it, so only the
-- owner of the database and service_role may call it.
create function staff.invite_lead(unit text, email text, name text, token_hash bytea)
returns staff.invitations
language sql
set search_path = ''
as $$
	select * from staff.invite($1, $3, $2, array['lead', 'desk'], $4, null);
$$;

-- What became of an invitation.
create function staff.invitation_state(invitation staff.invitations)
returns text
language sql
stable
set search_path = ''
as $$
	select case
		when invitation.id is null then 'unknown'
		when invitation.used_at is not null then 'used'
		when invitation.revoked_at is not null then 'revoked'
		when invitation.expires_at <= now() then 'expired'
		else 'open'
	end;
$$;

-- Finds an invitation by its token.
create function staff.invitation_of(token text)
returns staff.invitations
language sql
stable
set search_path = ''
as $$
	select i.* from staff.invitations i where i.token_hash = sha256(convert_to(token, 'UTF8'));
$$;

-- Nobody gets an account without an invitation for the same e-mail, whatever the sign-up says of unit and
-- roles: those come from the row. Consumes the invitation; the token does not stay in the metadata.
-- Definer: on hosted Supabase this runs as supabase_auth_admin, who may not touch staff.
create function staff.admit()
returns trigger
language plpgsql security definer
set search_path = ''
as $$
declare
	invitation staff.invitations;
begin
	if tg_op = 'INSERT' then
		select i.* into invitation from staff.invitations i
		where i.token_hash = sha256(convert_to(coalesce(new.raw_user_meta_data ->> 'invitation', ''), 'UTF8'))
		for update;
		perform house.demand(staff.invitation_state(invitation) = 'open', 403, 'invitation_' || staff.invitation_state(invitation));
		perform house.demand(invitation.email = lower(new.email), 403, 'invitation_email');
		update staff.invitations i set used_at = now(), used_by = new.id where i.id = invitation.id;
	end if;
	-- Auth may write the metadata it holds in memory once more: the token is dropped then, too.
	new.raw_user_meta_data := new.raw_user_meta_data - 'invitation';
	return new;
end;
$$;

-- Makes the officer of the invitation that staff.admit consumed for this account. Definer as above.
create function staff.make_officer()
returns trigger
language plpgsql security definer
set search_path = ''
as $$
begin
	insert into staff.officers (user_id, unit, name, email, roles)
	select new.id, i.unit, i.name, i.email, i.roles
	from staff.invitations i
	where i.used_by = new.id;
	return null;
end;
$$;

-- Answers 409 `last_lead` when a unit would be left without an active lead. Locks the unit's row, so that
-- two leads cannot each remove the other.
create function staff.keep_a_lead(unit text)
returns void
language plpgsql
set search_path = ''
as $$
begin
	perform house.demand(
		exists (
			select 1 from staff.officers o
			where o.unit = $1 and o.disabled_at is null and 'lead' = any (o.roles)
		),
		409, 'last_lead'
	);
end;
$$;

create trigger admit_by_invitation
before insert or update of raw_user_meta_data on auth.users
for each row execute function staff.admit();

create trigger make_officer_of_invitation
after insert on auth.users
for each row execute function staff.make_officer();

grant usage on schema staff to service_role;
grant execute on function staff.invite_lead(text, text, text, bytea) to service_role;
