-- Staff: officers, invitations, sessions, keys and desk lists. Every officers' door opens with staff.require.

create schema staff;
comment on schema staff is 'Officers, invitations, sessions, roles, keys, desk lists.';

-- Whether every role is one that exists, at least one, none twice.
create function staff.are_roles(roles text[])
returns boolean
language sql
immutable
set search_path = ''
as $$
	select roles <@ array['desk', 'field', 'investigator', 'support', 'editor', 'treasurer', 'lead', 'auditor', 'collaborator']
		and cardinality(roles) between 1 and 9
		and cardinality(roles) = (select count(distinct r) from unnest(roles) r)
		-- A hamlet's head helps the unit and is none of its officers: the role stands alone.
		and (not 'collaborator' = any (roles) or cardinality(roles) = 1);
$$;

create table staff.officers (
	user_id uuid primary key references auth.users (id),
	unit text not null references unit.units (code),
	name text not null check (house.is_name(name)),
	email text not null check (char_length(email) <= 254 and email = lower(email)),
	roles text[] not null check (staff.are_roles(roles)),
	hamlet uuid references unit.hamlets (id),
	disabled_at timestamptz,
	created_at timestamptz not null default now(),
	check (('collaborator' = any (roles)) = (hamlet is not null))
);
comment on table staff.officers is 'Who works in a unit, and as what. An account is disabled, never deleted: the history names it.';
comment on column staff.officers.hamlet is 'The one hamlet that a collaborator speaks for; nobody else has one.';
create index officers_of_unit on staff.officers (unit);
create index officers_of_hamlet on staff.officers (hamlet);

create table staff.invitations (
	id uuid primary key default gen_random_uuid(),
	unit text not null references unit.units (code),
	name text not null check (house.is_name(name)),
	email text not null check (char_length(email) <= 254 and email = lower(email)),
	roles text[] not null check (staff.are_roles(roles)),
	hamlet uuid references unit.hamlets (id),
	token_hash bytea not null unique check (octet_length(token_hash) = 32),
	invited_by uuid references staff.officers (user_id),
	created_at timestamptz not null default now(),
	expires_at timestamptz not null default now() + interval '7 days',
	used_at timestamptz,
	used_by uuid,
	revoked_at timestamptz,
	check (('collaborator' = any (roles)) = (hamlet is not null))
);
comment on table staff.invitations is 'One-time tokens, kept as SHA-256 of their 32 hex characters and bound to an e-mail.';
create index invitations_of_unit on staff.invitations (unit, created_at);
create index invitations_of_hamlet on staff.invitations (hamlet);

create table staff.resets (
	id uuid primary key default gen_random_uuid(),
	officer uuid not null references staff.officers (user_id),
	token_hash bytea not null unique check (octet_length(token_hash) = 32),
	made_by uuid references staff.officers (user_id) check (made_by <> officer),
	created_at timestamptz not null default now(),
	expires_at timestamptz not null default now() + interval '24 hours',
	used_at timestamptz,
	revoked_at timestamptz
);
comment on table staff.resets is 'One-time tokens by which an officer who forgot the password sets another for the same account, kept as invitations are.';
comment on column staff.resets.made_by is 'The lead who handed it over; null: the operator.';
create index resets_of_officer on staff.resets (officer, created_at);
create index resets_made_by on staff.resets (made_by);

create table staff.sessions (
	session_id uuid primary key,
	user_id uuid not null references staff.officers (user_id),
	started_at timestamptz not null default now(),
	last_seen timestamptz not null default now(),
	ended_at timestamptz,
	ended_why text check (ended_why in ('sign_out', 'disabled', 'factor_reset', 'password_reset', 'auth'))
);
comment on table staff.sessions is 'Sessions of Auth as the doors know them; a row is never deleted, or its session would begin anew.';
comment on column staff.sessions.last_seen is 'When a person last did something; polling does not move it.';
comment on column staff.sessions.ended_why is '`auth`: Auth ended it, as it does with every other session when a password is changed.';
create index sessions_of_officer on staff.sessions (user_id, last_seen desc);

create table staff.changes (
	id uuid primary key default gen_random_uuid(),
	at timestamptz not null default clock_timestamp(),
	officer uuid not null references staff.officers (user_id),
	by uuid not null references staff.officers (user_id),
	data jsonb not null,
	reason text check (char_length(reason) <= 300 and house.is_clean(reason))
);
comment on table staff.changes is 'What was changed of an officer''s roles, standing and ways in, by whom and why; written once. Of a password that it was changed.';
create index changes_of_officer on staff.changes (officer, at);

-- Whether a text is an age recipient, hybrid alone.
create function staff.is_recipient(recipient text)
returns boolean
language sql
immutable
set search_path = ''
as $$
	select char_length(recipient) = 1959 and recipient ~ '^age1pq1[02-9ac-hj-np-z]+$';
$$;

create table staff.keys (
	id uuid primary key default gen_random_uuid(),
	officer uuid not null references staff.officers (user_id),
	recipient text not null unique check (staff.is_recipient(recipient)),
	verify bytea not null unique check (octet_length(verify) = 32),
	bundle bytea not null check (
		octet_length(bundle) <= 3000
		and substr(bundle, 1, 32) = convert_to(E'age-encryption.org/v1\n-> scrypt ', 'UTF8')
	),
	enrolled_at timestamptz not null default now(),
	replaced_at timestamptz
);
comment on table staff.keys is 'What is public of officers'' keys, and the secret ones under a printed code that never came here.';
comment on column staff.keys.replaced_at is 'Made anew since; a row is never deleted, since lists and signatures name its keys.';
create unique index keys_of_officer on staff.keys (officer) where replaced_at is null;

-- Whether bytes are an age file to one passkey and nobody else, of the size that an officer's keys take.
create function staff.is_passkey_file(file bytea)
returns boolean
language sql
immutable
set search_path = ''
as $$
	select octet_length(file) = 372 and encode(substr(file, 1, 168), 'escape')
		~ '^age-encryption\.org/v1\n-> age-encryption\.org/fido2prf [A-Za-z0-9+/]{22}\n[A-Za-z0-9+/]{43}\n--- [A-Za-z0-9+/]{43}\n$';
$$;

create table staff.passkeys (
	id uuid primary key default gen_random_uuid(),
	keys uuid not null references staff.keys (id),
	name text not null check (char_length(name) between 1 and 60),
	credential text not null unique check (char_length(credential) <= 2000 and credential ~ '^AGE-PLUGIN-FIDO2PRF-1[02-9AC-HJ-NP-Z]+$'),
	bundle bytea not null check (staff.is_passkey_file(bundle)),
	added_at timestamptz not null default now()
);
comment on table staff.passkeys is 'The same secret keys once more under each passkey of the officer: a convenience, never the only way in.';
comment on column staff.passkeys.credential is 'Which passkey of which device opens it, for the browser that asks; no secret.';
create index passkeys_of_keys on staff.passkeys (keys);

create table staff.desk_links (
	unit text not null references unit.units (code),
	version int not null check (version >= 1),
	link text not null check (char_length(link) <= 2000),
	signature bytea not null check (octet_length(signature) = 64),
	body text not null check (char_length(body) <= 20000),
	head bytea not null check (octet_length(head) = 32),
	lead bytea not null check (octet_length(lead) = 32),
	signed_by uuid not null references staff.officers (user_id),
	taken_at timestamptz not null default now(),
	primary key (unit, version)
);
comment on table staff.desk_links is 'The chain of each unit''s desk lists, as its lead signed them; public, written once. Browsers check the signatures, the server trusts none of it.';
comment on column staff.desk_links.head is 'SHA-256 of the link''s text, which the next link names.';
comment on column staff.desk_links.lead is 'The key that signs the next link.';

alter table staff.officers enable row level security;
alter table staff.invitations enable row level security;
alter table staff.resets enable row level security;
alter table staff.sessions enable row level security;
alter table staff.changes enable row level security;
alter table staff.keys enable row level security;
alter table staff.passkeys enable row level security;
alter table staff.desk_links enable row level security;

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

-- Whether this server's Auth has second factors: Supabase's has, the embedded one has none.
create function staff.offers_factors()
returns boolean
language sql
stable
set search_path = ''
as $$
	select to_regclass('auth.mfa_factors') is not null;
$$;

-- An officer's proven second factors: how many, and since when. None where Auth has none. plpgsql, since the table may
-- not be there.
create function staff.factors(officer uuid, out factors int, out since timestamptz)
language plpgsql
stable
set search_path = ''
as $$
begin
	factors := 0;
	if to_regclass('auth.mfa_factors') is not null then
		select count(*)::int, min(f.created_at) into factors, since
		from auth.mfa_factors f where f.user_id = $1 and f.status = 'verified';
	end if;
end;
$$;

-- Whether the caller's token proves what the officer must prove: a second factor, once the unit requires it, and always
-- for whoever has set one up, or a stolen password would do.
create function staff.is_proven(officer uuid, rule unit.settings)
returns boolean
language plpgsql
stable
set search_path = ''
as $$
begin
	return coalesce(auth.jwt() ->> 'aal' = 'aal2', false)
		or not (coalesce(rule.require_mfa and rule.mfa_from <= now(), false) or (staff.factors(officer)).factors > 0);
end;
$$;

-- Opens every officers' door. Returns the calling officer: signed in, active, session alive, second factor
-- where one is needed, the role held (`needed`, or one of `any_of`). Refuses with 401
-- `sign_in` or `session_expired`, with 403 `not_an_officer`, `disabled`, `second_factor`, `role_missing`.
-- A collaborator is no officer: they pass where their role is named, and a door that names none is closed to them.
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

	-- Before the role, which is nobody's business who has but a password.
	perform house.demand(staff.is_proven(officer.user_id, rule), 403, 'second_factor');
	perform house.demand(
		(needed is null or staff.holds(officer.roles, needed))
		and (any_of is null or exists (select 1 from unnest(any_of) r where staff.holds(officer.roles, r)))
		and (needed is not null or any_of is not null or not 'collaborator' = any (officer.roles)),
		403, 'role_missing'
	);
	return officer;
end;
$$;

-- Every role, for the doors that are for whoever has an account: who they are, that they are there, that they go.
create function staff.anybody()
returns text[]
language sql
immutable
set search_path = ''
as $$
	select array['desk', 'field', 'investigator', 'support', 'editor', 'treasurer', 'lead', 'auditor', 'collaborator'];
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
			and staff.is_proven(o.user_id, r)
	);
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

-- The hamlet of a collaborator of the unit, and null for other roles, whatever was sent with them. Refuses 422 `required`,
-- 422 `not_found` for a hamlet that the unit does not serve or that is closed.
create function staff.hamlet_for(unit text, roles text[], hamlet uuid)
returns uuid
language plpgsql
stable
set search_path = ''
as $$
begin
	if not 'collaborator' = any (roles) then
		return null;
	end if;
	perform house.demand(hamlet is not null, 422, 'required', 'hamlet');
	perform house.demand(
		exists (
			select 1 from unit.hamlets h
			join unit.areas a on a.code = h.area and a.valid_from = h.area_valid_from
			where h.id = $3 and a.unit = $1 and h.closed_at is null
		),
		422, 'not_found', 'hamlet'
	);
	return hamlet;
end;
$$;

-- A hamlet as people name it: id and name; null for none.
create function staff.hamlet_words(hamlet uuid)
returns jsonb
language sql
stable
set search_path = ''
as $$
	select jsonb_build_object('id', h.id, 'name', h.name) from unit.hamlets h where h.id = $1;
$$;

-- Writes an invitation. One that is still open for the same e-mail in the unit is revoked: its token was
-- shown once and may be lost. Refuses with 409 `already_officer`, 422 for bad arguments.
create function staff.invite(unit text, name text, email text, roles text[], hamlet uuid, token_hash bytea, invited_by uuid)
returns staff.invitations
language plpgsql
set search_path = ''
as $$
declare
	address text := staff.email(email);
	made staff.invitations;
begin
	perform staff.check_roles(roles);
	-- Two leads who invite the same person at once are one after the other: one token opens the house, not two.
	perform 1 from unit.units u where u.code = $1 for no key update;
	perform house.demand(
		not exists (select 1 from staff.officers o where o.email = address), 409, 'already_officer', 'email'
	);
	update staff.invitations i set revoked_at = now()
	where i.unit = $1 and i.email = address and i.used_at is null and i.revoked_at is null;
	insert into staff.invitations (unit, name, email, roles, hamlet, token_hash, invited_by)
	values ($1, house.name($2, 'name'), address, $4, staff.hamlet_for($1, $4, $5), $6, $7)
	returning * into made;
	return made;
exception
	when unique_violation then
		perform house.refuse(409, 'token_taken', 'token_hash');
end;
$$;

-- The first invitation of a unit, for `npm run invite-lead`: it has no officer behind it, so only the
-- owner of the database and service_role may call it. Definer: service_role has no right on the tables.
create function staff.invite_lead(unit text, email text, name text, token_hash bytea)
returns staff.invitations
language sql security definer
set search_path = ''
as $$
	select * from staff.invite($1, $3, $2, array['lead', 'desk'], null, $4, null);
$$;

-- For the operator, when the only lead of a unit lost their second factor: forgets those of an e-mail's account; false
-- where there was none. Of the owner of the database and service_role alone. Definer as above.
create function staff.rescue(email text)
returns boolean
language plpgsql security definer
set search_path = ''
as $$
declare
	account uuid := (select o.user_id from staff.officers o where o.email = lower($1));
	had boolean := coalesce((select f.factors > 0 from staff.factors(account) f), false);
begin
	if had then
		perform staff.forget_factors(account);
		insert into staff.changes (officer, by, data, reason)
		values (account, account, '{"second_factor": "reset"}', 'operator');
	end if;
	return had;
end;
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

-- What became of a token for a new password. That of an account which was disabled since opens nothing.
create function staff.reset_state(reset staff.resets)
returns text
language sql
stable
set search_path = ''
as $$
	select case
		when reset.id is null then 'unknown'
		when reset.used_at is not null then 'used'
		when reset.revoked_at is not null
			or exists (select 1 from staff.officers o where o.user_id = reset.officer and o.disabled_at is not null) then 'revoked'
		when reset.expires_at <= now() then 'expired'
		else 'open'
	end;
$$;

-- Finds a token for a new password.
create function staff.reset_of(token text)
returns staff.resets
language sql
stable
set search_path = ''
as $$
	select r.* from staff.resets r where r.token_hash = sha256(convert_to(token, 'UTF8'));
$$;

-- Writes a token for a new password of an active officer, by a lead or, null, by the operator; answers until when it is good. One that
-- is still open is worth nothing from then on. Refuses 404 `not_found`, 409 `token_taken`.
create function staff.make_reset(officer uuid, token_hash bytea, made_by uuid, reason text)
returns timestamptz
language plpgsql
set search_path = ''
as $$
declare
	good_until timestamptz;
begin
	-- Two who make one at once are one after the other: one token opens the account, not two.
	perform 1 from staff.officers o where o.user_id = $1 and o.disabled_at is null for no key update;
	perform house.demand(found, 404, 'not_found');
	update staff.resets r set revoked_at = now() where r.officer = $1 and r.used_at is null and r.revoked_at is null;
	insert into staff.resets (officer, token_hash, made_by) values ($1, $2, $3) returning expires_at into good_until;
	insert into staff.changes (officer, by, data, reason) values ($1, coalesce($3, $1), '{"password_reset": "made"}', $4);
	return good_until;
exception
	when unique_violation then
		perform house.refuse(409, 'token_taken', 'token_hash');
end;
$$;

-- For `npm run new-password`: of a lead, whom nobody in the unit may be there to help. Of the owner of the database and service_role alone.
-- Refuses 404 `not_found` for whoever leads no unit. Definer: service_role has no right on the tables.
create function staff.reset_lead(email text, token_hash bytea)
returns timestamptz
language sql security definer
set search_path = ''
as $$
	select staff.make_reset(
		(select o.user_id from staff.officers o where o.email = lower($1) and 'lead' = any (o.roles)), $2, null, 'operator'
	);
$$;

-- Uses a token for the account that Auth is writing a new password of, in the transaction that writes it, and ends all its sessions: a
-- second factor is asked for as before. Refuses 403 `reset_<state>`.
create function staff.spend_reset(account uuid, token text)
returns void
language plpgsql
set search_path = ''
as $$
declare
	reset staff.resets;
begin
	select r.* into reset from staff.resets r where r.token_hash = sha256(convert_to($2, 'UTF8')) for update;
	perform house.demand(staff.reset_state(reset) = 'open', 403, 'reset_' || staff.reset_state(reset));
	perform house.demand(reset.officer = $1, 403, 'reset_unknown');
	update staff.resets r set used_at = now() where r.id = reset.id;
	update staff.sessions s set ended_at = now(), ended_why = 'password_reset' where s.user_id = $1 and s.ended_at is null;
	-- Those that no door has met, and whatever else they could be renewed by.
	delete from auth.sessions s where s.user_id = $1;
	insert into staff.changes (officer, by, data) values ($1, $1, '{"password_reset": "used"}');
end;
$$;

-- What a sign-up said of itself: an object, also where Auth has written it as a string of JSON.
create function staff.said(metadata jsonb)
returns jsonb
language sql
immutable
set search_path = ''
as $$
	select case
		when jsonb_typeof(metadata) = 'object' then metadata
		when jsonb_typeof(metadata) = 'string' and metadata #>> '{}' is json object then (metadata #>> '{}')::jsonb
		else '{}'
	end;
$$;

-- Nobody gets an account without an invitation for the same e-mail, whatever the sign-up says of unit and
-- roles: those come from the row. Consumes the invitation, or a token for a new password; neither stays in the metadata.
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
		where i.token_hash = sha256(convert_to(coalesce(staff.said(new.raw_user_meta_data) ->> 'invitation', ''), 'UTF8'))
		for update;
		perform house.demand(staff.invitation_state(invitation) = 'open', 403, 'invitation_' || staff.invitation_state(invitation));
		perform house.demand(invitation.email = lower(new.email), 403, 'invitation_email');
		update staff.invitations i set used_at = now(), used_by = new.id where i.id = invitation.id;
	else
		-- The invitation was bound to this address, and staff.officers names the officer by it.
		perform house.demand(lower(new.email) is not distinct from lower(old.email), 403, 'email_fixed');
		-- The function `staff` has Auth write a new password, and the token that it was asked with beside it.
		if staff.said(new.raw_user_meta_data) ? 'password_reset' then
			perform staff.spend_reset(new.id, staff.said(new.raw_user_meta_data) ->> 'password_reset');
		end if;
	end if;
	-- Auth may write the metadata it holds in memory once more: the token is dropped then, too.
	new.raw_user_meta_data := staff.said(new.raw_user_meta_data) - array['invitation', 'password_reset'];
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
	insert into staff.officers (user_id, unit, name, email, roles, hamlet)
	select new.id, i.unit, i.name, i.email, i.roles, i.hamlet
	from staff.invitations i
	where i.used_by = new.id;
	return null;
end;
$$;

-- A new password stands among the changes of its officer, by whichever road it came; `by` is the officer, since Auth tells no
-- trigger who asks. Definer as above.
create function staff.note_password()
returns trigger
language plpgsql security definer
set search_path = ''
as $$
begin
	insert into staff.changes (officer, by, data)
	select o.user_id, o.user_id, '{"password": "changed"}' from staff.officers o where o.user_id = new.id;
	return null;
end;
$$;

-- When an officer's password was changed last; null while it is the one of the invitation.
create function staff.password_changed_at(officer uuid)
returns timestamptz
language sql
stable
set search_path = ''
as $$
	select max(c.at) from staff.changes c where c.officer = $1 and c.data ? 'password';
$$;

-- A session that Auth has ended is over at the doors too, though its last token lives on for up to an hour; also one that no
-- door has met yet, which would else begin there. Definer as above.
create function staff.end_session()
returns trigger
language plpgsql security definer
set search_path = ''
as $$
begin
	insert into staff.sessions (session_id, user_id, started_at, last_seen, ended_at, ended_why)
	select old.id, o.user_id, coalesce(old.created_at, now()), coalesce(old.created_at, now()), now(), 'auth'
	from staff.officers o where o.user_id = old.user_id
	on conflict (session_id) do update set ended_at = now(), ended_why = 'auth'
	where staff.sessions.ended_at is null;
	return null;
end;
$$;

-- The word Vietnamese names are sorted by: the last one, folded.
create function staff.given_name(name text)
returns text
language sql
immutable
set search_path = ''
as $$
	select house.fold(regexp_replace(name, '^.*\s', ''));
$$;

-- Refuses 409 `last_lead` when a unit was left without an active lead. The caller holds the unit's row, so
-- that two leads cannot each remove the other.
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

-- Whether an officer belongs into their unit's next desk list.
create function staff.takes_tips(officer staff.officers)
returns boolean
language sql
immutable
set search_path = ''
as $$
	select officer.disabled_at is null and officer.roles && array['investigator', 'lead'];
$$;

-- The members of a unit's newest desk list in its order, with the officers whose keys they are.
create function staff.desk_members(unit text)
returns table (place bigint, version int, verify bytea, officer uuid, recipient text)
language sql
stable
set search_path = ''
as $$
	select m.ordinality, l.version, k.verify, k.officer, k.recipient
	from (
		select x.version, x.body::jsonb as body from staff.desk_links x where x.unit = $1 order by x.version desc limit 1
	) l
	cross join jsonb_array_elements(l.body -> 'members') with ordinality m
	join staff.keys k on k.verify = decode(m.value ->> 'verify', 'hex');
$$;

-- A unit's chain from a version on (of one that is not there yet: the newest link), the newest list and its
-- recipients; null without a chain.
create function staff.desk_of(unit text, since int)
returns jsonb
language sql
stable
set search_path = ''
as $$
	select jsonb_build_object(
		'links', (
			select jsonb_agg(jsonb_build_object('link', x.link, 'signature', encode(x.signature, 'hex')) order by x.version)
			from staff.desk_links x where x.unit = $1 and x.version >= least(coalesce($2, 0), l.version)
		),
		'body', l.body,
		'recipients', coalesce((select jsonb_agg(m.recipient order by m.place) from staff.desk_members($1) m), '[]')
	)
	from staff.desk_links l where l.unit = $1 order by l.version desc limit 1;
$$;

-- In the place that the room unit keeps for it.
create or replace function unit.desk_floor(unit text)
returns jsonb
language sql
stable
set search_path = ''
as $$
	select jsonb_build_object('lead', encode(l.lead, 'hex'), 'version', l.version, 'head', encode(l.head, 'hex'))
	from staff.desk_links l where l.unit = $1 order by l.version desc limit 1;
$$;

-- Refuses a desk list's text that names anything but enrolled keys of active officers of the unit with the roles:
-- 422 `bad_format` and `unknown_field`, 409 `unknown_key`.
create function staff.check_desk_body(unit text, version int, body text)
returns void
language plpgsql
set search_path = ''
as $$
declare
	said jsonb := house.json(body, 'body');
	member record;
	lead boolean;
begin
	perform house.demand(char_length(body) <= 20000, 422, 'too_long', 'body');
	perform house.strict(said, array['v', 'unit', 'version', 'at', 'members'], 'body');
	perform house.demand(
		said -> 'v' = '1' and said ->> 'unit' = $1 and said -> 'version' = to_jsonb($2) and jsonb_typeof(said -> 'at') = 'string'
			and jsonb_typeof(said -> 'members') = 'array',
		422, 'bad_format', 'body'
	);
	perform house.demand(jsonb_array_length(said -> 'members') between 1 and 59, 422, 'out_of_range', 'body');
	for member in select m.value as said from jsonb_array_elements(said -> 'members') m loop
		perform house.strict(member.said, array['name', 'recipient', 'verify', 'lead'], 'body');
		perform house.demand(house.is_name(member.said ->> 'name'), 422, 'bad_format', 'body');
		select 'lead' = any (o.roles) into lead
		from staff.keys k
		join staff.officers o on o.user_id = k.officer
		where k.verify = house.bytes32(member.said ->> 'verify', 'body') and k.replaced_at is null
			and sha256(convert_to(k.recipient, 'UTF8')) = house.bytes32(member.said ->> 'recipient', 'body')
			and o.unit = $1 and staff.takes_tips(o);
		perform house.demand(found, 409, 'unknown_key', 'body');
		perform house.demand(member.said -> 'lead' = to_jsonb(lead), 409, 'unknown_key', 'body');
	end loop;
	perform house.demand(
		(select count(*) = count(distinct m.value ->> 'verify') and count(*) = count(distinct m.value ->> 'name')
			from jsonb_array_elements(said -> 'members') m),
		422, 'duplicate', 'body'
	);
end;
$$;

-- Refuses a link that is not the next one of the chain, or that hands the chain to a key which is no active lead's
-- (422 `bad_format`, 409 `stale`, 409 `unknown_key`); answers the key that signs the link after it.
create function staff.check_desk_link(unit text, version int, link text, body text, last staff.desk_links)
returns bytea
language plpgsql
set search_path = ''
as $$
declare
	said jsonb := house.json(link, 'link');
	next_lead bytea;
begin
	perform house.demand(char_length(link) <= 2000, 422, 'too_long', 'link');
	perform house.strict(said, array['v', 'unit', 'version', 'at', 'previous', 'body', 'lead'], 'link');
	perform house.demand(
		said -> 'v' = '1' and said ->> 'unit' = $1 and said -> 'version' = to_jsonb($2)
			and said -> 'at' = house.json(body, 'body') -> 'at'
			and said ->> 'body' = encode(sha256(convert_to(body, 'UTF8')), 'hex')
			and said ? 'previous',
		422, 'bad_format', 'link'
	);
	perform house.demand(said ->> 'previous' is not distinct from encode(last.head, 'hex'), 409, 'stale', 'link');
	next_lead := house.bytes32(said ->> 'lead', 'link');
	perform house.demand(staff.is_lead_key($1, next_lead), 409, 'unknown_key', 'link');
	return next_lead;
end;
$$;

-- Whether a verify key is the one that an active lead of the unit uses now.
create function staff.is_lead_key(unit text, verify bytea)
returns boolean
language sql
stable
set search_path = ''
as $$
	select exists (
		select 1 from staff.keys k
		join staff.officers o on o.user_id = k.officer
		where k.verify = $2 and k.replaced_at is null and o.unit = $1 and o.disabled_at is null and 'lead' = any (o.roles)
	);
$$;

create trigger desk_links_are_append_only before update or delete on staff.desk_links
for each row execute function house.append_only();

create trigger changes_are_append_only before update or delete on staff.changes
for each row execute function house.append_only();

create trigger admit_by_invitation
before insert or update of raw_user_meta_data, email on auth.users
for each row execute function staff.admit();

create trigger make_officer_of_invitation
after insert on auth.users
for each row execute function staff.make_officer();

create trigger passwords_are_noted
after update of encrypted_password on auth.users
for each row when (old.encrypted_password is distinct from new.encrypted_password)
execute function staff.note_password();

create trigger sessions_end_with_auth
after delete on auth.sessions
for each row execute function staff.end_session();

grant usage on schema staff to service_role;
grant execute on function staff.invite_lead(text, text, text, bytea) to service_role;
grant execute on function staff.rescue(text) to service_role;
grant execute on function staff.reset_lead(text, bytea) to service_role;

-- What a token opens, for who holds it: an account, or a new password of one. Definer: anon reads no table. Names nobody unless the
-- token is still open.
create function public.staff_invitation_check(token text)
returns jsonb
language sql
stable security definer
set search_path = ''
as $$
	select jsonb_build_object(
		'opens', case when t.reset then 'password' else 'account' end, 'state', t.state, 'expires_at', t.expires_at
	) || case when t.state = 'open' then jsonb_build_object(
		'email', t.email, 'name', t.name, 'unit_name', u.police_name, 'roles', to_jsonb(t.roles)
	) else jsonb_build_object('email', null, 'name', null, 'unit_name', null, 'roles', '[]'::jsonb) end
	from (
		select r.id is not null as reset,
			case when r.id is null then staff.invitation_state(i) else staff.reset_state(r) end as state,
			coalesce(r.expires_at, i.expires_at) as expires_at, coalesce(o.email, i.email) as email,
			coalesce(o.name, i.name) as name, coalesce(o.unit, i.unit) as unit, coalesce(o.roles, i.roles) as roles
		from staff.invitation_of($1) i
		cross join staff.reset_of($1) r
		left join staff.officers o on o.user_id = r.officer
	) t
	left join unit.units u on u.code = t.unit;
$$;
grant execute on function public.staff_invitation_check(text) to anon, authenticated;

-- The calling officer. Definer: officers read no table.
create function public.staff_me()
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
	officer staff.officers := staff.require(null, staff.anybody());
begin
	return (
		select jsonb_build_object(
			'id', officer.user_id, 'name', officer.name, 'email', officer.email,
			'unit', jsonb_build_object(
				'code', u.code, 'full_name', u.full_name, 'police_name', u.police_name, 'hotline', u.hotline
			),
			'roles', to_jsonb(officer.roles),
			'hamlet', staff.hamlet_words(officer.hamlet),
			'idle_minutes', coalesce(s.idle_minutes, 30),
			'factor', jsonb_build_object(
				'offered', staff.offers_factors(), 'required_from', s.mfa_from,
				'has', (select f.factors > 0 from staff.factors(officer.user_id) f)
			),
			'password_changed_at', staff.password_changed_at(officer.user_id)
		)
		from unit.units u
		left join unit.settings s on s.unit = u.code
		where u.code = officer.unit
	);
end;
$$;
grant execute on function public.staff_me() to authenticated;

-- A person did something: the session lives on from now. Definer: officers write no table.
create function public.staff_active()
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
	officer staff.officers := staff.require(null, staff.anybody());
	idle_at timestamptz;
begin
	update staff.sessions s set last_seen = now()
	where s.session_id = staff.session_id()
	returning s.last_seen + make_interval(mins => coalesce(
		(select r.idle_minutes from unit.settings r where r.unit = officer.unit), 30
	)) into idle_at;
	return jsonb_build_object('idle_at', idle_at);
end;
$$;
grant execute on function public.staff_active() to authenticated;

-- Ends the session for good, whatever tokens are left of it. Definer as above.
create function public.staff_sign_out()
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
	officer staff.officers := staff.require(null, staff.anybody());
begin
	update staff.sessions s set ended_at = now(), ended_why = 'sign_out'
	where s.session_id = staff.session_id() and s.user_id = officer.user_id;
	return '{"ok": true}';
end;
$$;
grant execute on function public.staff_sign_out() to authenticated;

-- Officers and invitations of the lead's unit. Definer as above.
create function public.staff_list()
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
	lead staff.officers := staff.require('lead');
begin
	return jsonb_build_object(
		'officers', coalesce((
			select jsonb_agg(jsonb_build_object(
				'id', o.user_id, 'name', o.name, 'email', o.email, 'roles', to_jsonb(o.roles),
				'hamlet', staff.hamlet_words(o.hamlet), 'disabled_at', o.disabled_at,
				'last_seen', (select max(s.last_seen) from staff.sessions s where s.user_id = o.user_id),
				'password_changed_at', staff.password_changed_at(o.user_id)
			) order by staff.given_name(o.name), o.name, o.user_id)
			from staff.officers o where o.unit = lead.unit
		), '[]'),
		'invitations', coalesce((
			select jsonb_agg(jsonb_build_object(
				'id', i.id, 'name', i.name, 'email', i.email, 'roles', to_jsonb(i.roles), 'hamlet', staff.hamlet_words(i.hamlet),
				'created_at', i.created_at, 'expires_at', i.expires_at, 'used_at', i.used_at, 'revoked_at', i.revoked_at
			) order by i.created_at desc, i.id)
			from staff.invitations i where i.unit = lead.unit
		), '[]')
	);
end;
$$;
grant execute on function public.staff_list() to authenticated;

-- A lead invites somebody to the own unit; the token was made in the browser, only its hash comes here.
-- Definer as above.
create function public.staff_invite(key uuid, name text, email text, roles text[], hamlet uuid, token_hash text)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
	lead staff.officers := staff.require('lead');
	request jsonb := jsonb_build_array($2, $3, $4, $5, $6);
	answer jsonb := queue.once($1, 'staff_invite', request);
	made staff.invitations;
begin
	if answer is not null then
		return answer;
	end if;
	made := staff.invite(lead.unit, $2, $3, $4, $5, house.bytes32($6, 'token_hash'), lead.user_id);
	answer := jsonb_build_object('id', made.id, 'expires_at', made.expires_at);
	return queue.remember($1, 'staff_invite', request, answer);
end;
$$;
grant execute on function public.staff_invite(uuid, text, text, text[], uuid, text) to authenticated;

-- A lead takes an invitation back; one that was used stays used: 409 `already_used`. Definer as above.
create function public.staff_invitation_revoke(key uuid, invitation uuid)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
	lead staff.officers := staff.require('lead');
	request jsonb := jsonb_build_array($2);
	answer jsonb := queue.once($1, 'staff_invitation_revoke', request);
	known staff.invitations;
begin
	if answer is not null then
		return answer;
	end if;
	select * into known from staff.invitations i where i.id = $2 and i.unit = lead.unit for update;
	perform house.demand(found, 404, 'not_found');
	perform house.demand(known.used_at is null, 409, 'already_used');
	update staff.invitations i set revoked_at = coalesce(i.revoked_at, now()) where i.id = $2;
	return queue.remember($1, 'staff_invitation_revoke', request, '{"ok": true}');
end;
$$;
grant execute on function public.staff_invitation_revoke(uuid, uuid) to authenticated;

-- A lead writes name, roles and standing of an officer of the unit. Who is disabled stops at the next call,
-- and their sessions do not come back. The unit keeps one active lead: 409 `last_lead`. Definer as above.
create function public.staff_officer_save(key uuid, officer uuid, name text, roles text[], hamlet uuid, disabled boolean, reason text)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
	lead staff.officers := staff.require('lead');
	request jsonb := jsonb_build_array($2, $3, $4, $5, $6, $7);
	answer jsonb := queue.once($1, 'staff_officer_save', request);
	new_name text := house.name($3, 'name');
	old_name text;
begin
	if answer is not null then
		return answer;
	end if;
	perform staff.check_roles($4);
	perform house.demand($6 is not null, 422, 'required', 'disabled');
	perform 1 from unit.units u where u.code = lead.unit for update;
	-- Asked again now that the unit's row is held: the other lead may just have disabled this one.
	lead := staff.require('lead');
	-- Reads and vouchers are shown under the name of now: what it was before is written down.
	select o.name into old_name from staff.officers o where o.user_id = $2 and o.unit = lead.unit;
	update staff.officers o set
		name = new_name, roles = $4, hamlet = staff.hamlet_for(lead.unit, $4, $5),
		disabled_at = case when $6 then coalesce(o.disabled_at, now()) end
	where o.user_id = $2 and o.unit = lead.unit;
	perform house.demand(found, 404, 'not_found');
	perform staff.keep_a_lead(lead.unit);
	if $6 then
		update staff.sessions s set ended_at = now(), ended_why = 'disabled'
		where s.user_id = $2 and s.ended_at is null;
	end if;
	insert into staff.changes (officer, by, data, reason)
	values ($2, lead.user_id, jsonb_strip_nulls(jsonb_build_object(
		'roles', to_jsonb($4), 'disabled', $6, 'hamlet', staff.hamlet_for(lead.unit, $4, $5),
		'renamed', case when old_name <> new_name then jsonb_build_array(old_name, new_name) end
	)), house.text($7, 'reason', 300));
	return queue.remember($1, 'staff_officer_save', request, '{"ok": true}');
end;
$$;
grant execute on function public.staff_officer_save(uuid, uuid, text, text[], uuid, boolean, text) to authenticated;

-- Who of the unit has a second factor, and whether one is required: what a lead must know before switching it. Definer as above.
create function public.staff_factors()
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
	lead staff.officers := staff.require('lead');
begin
	return jsonb_build_object(
		'offered', staff.offers_factors(),
		'proven', coalesce(auth.jwt() ->> 'aal' = 'aal2', false),
		'required_from', (select r.mfa_from from unit.settings r where r.unit = lead.unit),
		'officers', coalesce((
			select jsonb_agg(jsonb_build_object(
				'id', o.user_id, 'name', o.name, 'email', o.email, 'factors', f.factors, 'since', f.since
			) order by f.factors > 0, staff.given_name(o.name), o.name, o.user_id)
			from staff.officers o
			cross join lateral staff.factors(o.user_id) f
			where o.unit = lead.unit and o.disabled_at is null
		), '[]')
	);
end;
$$;
grant execute on function public.staff_factors() to authenticated;

-- A lead requires the second factor of the whole unit, so many days from now, or no more (null). Both are refused to a lead
-- who has not proven one in this session, 403 `second_factor`: so one who can switch it off again is never locked out. 409
-- `not_offered` where Auth has no second factors. Definer as above.
create function public.staff_factor_require(key uuid, days int)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
	lead staff.officers := staff.require('lead');
	request jsonb := jsonb_build_array($2);
	answer jsonb := queue.once($1, 'staff_factor_require', request);
	starts timestamptz;
begin
	if answer is not null then
		return answer;
	end if;
	perform house.demand(staff.offers_factors(), 409, 'not_offered');
	perform house.demand($2 is null or $2 between 0 and 60, 422, 'out_of_range', 'days');
	starts := now() + make_interval(days => $2);
	perform house.demand(auth.jwt() ->> 'aal' = 'aal2', 403, 'second_factor');
	insert into unit.settings (unit) values (lead.unit) on conflict do nothing;
	update unit.settings r set require_mfa = starts is not null, mfa_from = starts where r.unit = lead.unit;
	insert into staff.changes (officer, by, data)
	values (lead.user_id, lead.user_id, jsonb_build_object('second_factor_from', starts));
	return queue.remember($1, 'staff_factor_require', request, jsonb_build_object('required_from', starts));
end;
$$;
grant execute on function public.staff_factor_require(uuid, int) to authenticated;

-- Forgets an officer's second factors and ends their sessions: they sign in with the password and set up another one.
create function staff.forget_factors(officer uuid)
returns void
language plpgsql
set search_path = ''
as $$
begin
	delete from auth.mfa_factors f where f.user_id = $1;
	update staff.sessions s set ended_at = now(), ended_why = 'factor_reset' where s.user_id = $1 and s.ended_at is null;
end;
$$;

-- A lead, proven by their own second factor, lets an officer who lost theirs set up another one, and says why. Nobody does
-- so for themselves: 409 `not_allowed`. 404 `not_found` outside the unit and for who has none. Definer as above.
create function public.staff_factor_reset(key uuid, officer uuid, reason text)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
	lead staff.officers := staff.require('lead');
	request jsonb := jsonb_build_array($2, $3);
	answer jsonb := queue.once($1, 'staff_factor_reset', request);
	why text := house.text($3, 'reason', 300, true);
begin
	if answer is not null then
		return answer;
	end if;
	perform house.demand(staff.offers_factors(), 409, 'not_offered');
	perform house.demand(auth.jwt() ->> 'aal' = 'aal2', 403, 'second_factor');
	perform house.demand($2 <> lead.user_id, 409, 'not_allowed');
	perform house.demand(
		exists (select 1 from staff.officers o where o.user_id = $2 and o.unit = lead.unit)
		and (select f.factors > 0 from staff.factors($2) f),
		404, 'not_found'
	);
	perform staff.forget_factors($2);
	insert into staff.changes (officer, by, data, reason) values ($2, lead.user_id, '{"second_factor": "reset"}', why);
	return queue.remember($1, 'staff_factor_reset', request, '{"ok": true}');
end;
$$;
grant execute on function public.staff_factor_reset(uuid, uuid, text) to authenticated;

-- A lead, proven by their own second factor where this server has any, hands an officer of the unit who forgot the password a token for
-- another one, and says why. The token was made in the browser, only its hash comes here. Nobody does so for themselves: 409
-- `not_allowed`. 404 `not_found` outside the unit and for a disabled account. Definer as above.
create function public.staff_reset_make(key uuid, officer uuid, token_hash text, reason text)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
	lead staff.officers := staff.require('lead');
	request jsonb := jsonb_build_array($2, $3, $4);
	answer jsonb := queue.once($1, 'staff_reset_make', request);
	why text := house.text($4, 'reason', 300, true);
begin
	if answer is not null then
		return answer;
	end if;
	perform house.demand(not staff.offers_factors() or auth.jwt() ->> 'aal' = 'aal2', 403, 'second_factor');
	perform house.demand($2 <> lead.user_id, 409, 'not_allowed');
	perform house.demand(
		exists (select 1 from staff.officers o where o.user_id = $2 and o.unit = lead.unit), 404, 'not_found'
	);
	answer := jsonb_build_object(
		'expires_at', staff.make_reset($2, house.bytes32($3, 'token_hash'), lead.user_id, why)
	);
	return queue.remember($1, 'staff_reset_make', request, answer);
end;
$$;
grant execute on function public.staff_reset_make(uuid, uuid, text, text) to authenticated;

-- Whose password a token renews, for the function `staff`, which hands both to Auth. Definer as above.
create function public.staff_reset_account(token text)
returns jsonb
language sql
stable security definer
set search_path = ''
as $$
	select jsonb_build_object('state', staff.reset_state(r), 'account', r.officer) from staff.reset_of($1) r;
$$;
grant execute on function public.staff_reset_account(text) to service_role;

-- The calling officer's keys in use. Definer as above.
create function public.staff_keys()
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
	me staff.officers := staff.require();
begin
	return jsonb_build_object('keys', (
		select jsonb_build_object(
			'recipient', k.recipient, 'verify', encode(k.verify, 'hex'), 'enrolled_at', k.enrolled_at,
			'bundle', house.base64(k.bundle), 'passkeys', coalesce((
				select jsonb_agg(jsonb_build_object(
					'id', p.id, 'name', p.name, 'credential', p.credential, 'bundle', house.base64(p.bundle), 'added_at', p.added_at
				) order by p.added_at, p.id)
				from staff.passkeys p where p.keys = k.id
			), '[]')
		)
		from staff.keys k where k.officer = me.user_id and k.replaced_at is null
	));
end;
$$;
grant execute on function public.staff_keys() to authenticated;

-- Takes the keys that the officer's browser made; their secret part lies in the bundle, under a code that is not sent.
-- Refuses 409 `already_enrolled` unless they are to be replaced, 409 `key_taken`. Definer as above.
create function public.staff_keys_enrol(key uuid, recipient text, verify text, bundle text, replace boolean)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
	me staff.officers := staff.require(null, array['investigator', 'lead']);
	request jsonb := jsonb_build_array($2, $3, $4, $5);
	answer jsonb := queue.once($1, 'staff_keys_enrol', request);
	signs bytea := house.bytes32($3, 'verify');
	locked bytea := house.from_base64($4, 'bundle');
begin
	if answer is not null then
		return answer;
	end if;
	perform house.demand(staff.is_recipient($2), 422, 'bad_format', 'recipient');
	perform house.demand($5 is not null, 422, 'required', 'replace');
	perform 1 from staff.officers o where o.user_id = me.user_id for update;
	delete from staff.passkeys p using staff.keys k
		where p.keys = k.id and k.officer = me.user_id and k.replaced_at is null and $5;
	update staff.keys k set replaced_at = now() where k.officer = me.user_id and k.replaced_at is null and $5;
	perform house.demand(
		not exists (select 1 from staff.keys k where k.officer = me.user_id and k.replaced_at is null), 409, 'already_enrolled'
	);
	insert into staff.keys (officer, recipient, verify, bundle) values (me.user_id, $2, signs, locked);
	return queue.remember($1, 'staff_keys_enrol', request, '{"ok": true}');
exception
	when unique_violation then
		perform house.refuse(409, 'key_taken', 'verify');
	when check_violation then
		perform house.refuse(422, 'bad_format', 'bundle');
end;
$$;
grant execute on function public.staff_keys_enrol(uuid, text, text, text, boolean) to authenticated;

-- Takes the calling officer's keys in use once more, under a passkey of theirs. Refuses 404 `not_found` without keys, 422 `too_many` beyond
-- eight, 409 `name_taken`, `key_taken` for a passkey that is known. Definer as above.
create function public.staff_passkey_add(key uuid, name text, credential text, bundle text)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
	me staff.officers := staff.require(null, array['investigator', 'lead']);
	request jsonb := jsonb_build_array($2, $3, $4);
	answer jsonb := queue.once($1, 'staff_passkey_add', request);
	called text := house.text($2, 'name', 60, true);
	locked bytea := house.from_base64($4, 'bundle');
	mine uuid;
	made uuid;
begin
	if answer is not null then
		return answer;
	end if;
	perform house.demand(staff.is_passkey_file(locked), 422, 'bad_format', 'bundle');
	-- Locked, so that keys which are being made anew get no passkey of the old ones.
	select k.id into mine from staff.keys k where k.officer = me.user_id and k.replaced_at is null for update;
	perform house.demand(mine is not null, 404, 'not_found', 'keys');
	perform house.demand((select count(*) from staff.passkeys p where p.keys = mine) < 8, 422, 'too_many', 'passkeys');
	perform house.demand(
		not exists (select 1 from staff.passkeys p where p.keys = mine and lower(p.name) = lower(called)), 409, 'name_taken', 'name'
	);
	insert into staff.passkeys (keys, name, credential, bundle) values (mine, called, $3, locked) returning id into made;
	return queue.remember($1, 'staff_passkey_add', request, jsonb_build_object('id', made));
exception
	when unique_violation then
		perform house.refuse(409, 'key_taken', 'credential');
	when check_violation or not_null_violation then
		perform house.refuse(422, 'bad_format', 'credential');
end;
$$;
grant execute on function public.staff_passkey_add(uuid, text, text, text) to authenticated;

-- Forgets a passkey of the calling officer; the printed code still opens. Refuses 404 `not_found`. Definer as above.
create function public.staff_passkey_remove(key uuid, passkey uuid)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
	me staff.officers := staff.require();
	request jsonb := jsonb_build_array($2);
	answer jsonb := queue.once($1, 'staff_passkey_remove', request);
begin
	if answer is not null then
		return answer;
	end if;
	delete from staff.passkeys p using staff.keys k where p.id = $2 and p.keys = k.id and k.officer = me.user_id;
	perform house.demand(found, 404, 'not_found');
	return queue.remember($1, 'staff_passkey_remove', request, '{"ok": true}');
end;
$$;
grant execute on function public.staff_passkey_remove(uuid, uuid) to authenticated;

-- The chain of the officer's unit and who belongs into its next list. Definer as above.
create function public.staff_desk()
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
	me staff.officers := staff.require(null, array['investigator', 'lead']);
begin
	return jsonb_build_object(
		'desk', staff.desk_of(me.unit, 0),
		'officers', coalesce((
			select jsonb_agg(jsonb_build_object(
				'id', o.user_id, 'name', o.name, 'lead', 'lead' = any (o.roles), 'wanted', staff.takes_tips(o),
				'keys', (
					select jsonb_build_object('recipient', k.recipient, 'verify', encode(k.verify, 'hex'))
					from staff.keys k where k.officer = o.user_id and k.replaced_at is null
				)
			) order by staff.given_name(o.name), o.name, o.user_id)
			from staff.officers o
			where o.unit = me.unit
				and (staff.takes_tips(o) or o.user_id in (select m.officer from staff.desk_members(me.unit) m))
		), '[]')
	);
end;
$$;
grant execute on function public.staff_desk() to authenticated;

-- Takes the next link of the unit's chain: 409 `stale` for any other version, 409 `not_signer` from a lead whose turn it
-- is not. The signature is for browsers to check, who trust the lead's key and not this server. Once the key that the
-- chain names is lost (replaced, or no active lead's), another lead may go on: browsers take that only from a new build.
-- Definer as above.
create function public.staff_desk_sign(key uuid, version int, link text, signature text, body text)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
	lead staff.officers := staff.require('lead');
	request jsonb := jsonb_build_array($2, $3, $4, $5);
	answer jsonb := queue.once($1, 'staff_desk_sign', request);
	last staff.desk_links;
	next_lead bytea;
begin
	if answer is not null then
		return answer;
	end if;
	perform house.demand($2 is not null, 422, 'required', 'version');
	perform house.demand($4 ~ '^[0-9a-f]{128}$', 422, 'bad_format', 'signature');
	perform 1 from unit.units u where u.code = lead.unit for update;
	select * into last from staff.desk_links l where l.unit = lead.unit order by l.version desc limit 1;
	perform house.demand($2 = coalesce(last.version, 0) + 1, 409, 'stale', 'version');
	perform house.demand(
		exists (
			select 1 from staff.keys k
			where k.officer = lead.user_id and k.replaced_at is null
				and (last.lead is null or k.verify = last.lead or not staff.is_lead_key(lead.unit, last.lead))
		),
		409, 'not_signer'
	);
	perform staff.check_desk_body(lead.unit, $2, $5);
	next_lead := staff.check_desk_link(lead.unit, $2, $3, $5, last);
	insert into staff.desk_links (unit, version, link, signature, body, head, lead, signed_by)
	values (lead.unit, $2, $3, decode($4, 'hex'), $5, sha256(convert_to($3, 'UTF8')), next_lead, lead.user_id);
	return queue.remember($1, 'staff_desk_sign', request, '{"ok": true}');
end;
$$;
grant execute on function public.staff_desk_sign(uuid, int, text, text, text) to authenticated;

-- The chain of a unit, for anybody. Definer: anon reads no table.
create function public.staff_desk_public(unit text, since int)
returns jsonb
language sql
stable security definer
set search_path = ''
as $$
	select jsonb_build_object('desk', staff.desk_of($1, $2));
$$;
grant execute on function public.staff_desk_public(text, int) to anon, authenticated;

-- The text of one list of a unit's chain; null where there is none. Signatures in threads name old lists, and so does the
-- word of a lead that a treasurer proves.
create function public.staff_desk_list(unit text, version int)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
	me staff.officers := staff.require(null, array['investigator', 'lead', 'treasurer']);
begin
	return jsonb_build_object(
		'body', (select l.body from staff.desk_links l where l.unit = $1 and l.version = $2)
	);
end;
$$;
grant execute on function public.staff_desk_list(text, int) to authenticated;
