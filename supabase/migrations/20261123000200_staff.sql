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

create table staff.changes (
	id uuid primary key default gen_random_uuid(),
	at timestamptz not null default clock_timestamp(),
	officer uuid not null references staff.officers (user_id),
	by uuid not null references staff.officers (user_id),
	data jsonb not null,
	reason text check (char_length(reason) <= 300 and house.is_clean(reason))
);
comment on table staff.changes is 'What leads changed of an officer''s roles and standing, and why; written once.';
create index changes_of_officer on staff.changes (officer, at);

alter table staff.officers enable row level security;
alter table staff.invitations enable row level security;
alter table staff.sessions enable row level security;
alter table staff.changes enable row level security;

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
-- owner of the database and service_role may call it. Definer: service_role has no right on the tables.
create function staff.invite_lead(unit text, email text, name text, token_hash bytea)
returns staff.invitations
language sql security definer
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
		where i.token_hash = sha256(convert_to(coalesce(staff.said(new.raw_user_meta_data) ->> 'invitation', ''), 'UTF8'))
		for update;
		perform house.demand(staff.invitation_state(invitation) = 'open', 403, 'invitation_' || staff.invitation_state(invitation));
		perform house.demand(invitation.email = lower(new.email), 403, 'invitation_email');
		update staff.invitations i set used_at = now(), used_by = new.id where i.id = invitation.id;
	else
		-- The invitation was bound to this address, and staff.officers names the officer by it.
		perform house.demand(lower(new.email) is not distinct from lower(old.email), 403, 'email_fixed');
	end if;
	-- Auth may write the metadata it holds in memory once more: the token is dropped then, too.
	new.raw_user_meta_data := staff.said(new.raw_user_meta_data) - 'invitation';
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

create trigger changes_are_append_only before update or delete on staff.changes
for each row execute function house.append_only();

create trigger admit_by_invitation
before insert or update of raw_user_meta_data, email on auth.users
for each row execute function staff.admit();

create trigger make_officer_of_invitation
after insert on auth.users
for each row execute function staff.make_officer();

grant usage on schema staff to service_role;
grant execute on function staff.invite_lead(text, text, text, bytea) to service_role;

-- What an invitation says, for who holds its token. Definer: anon reads no table. Names nobody unless the
-- invitation is still open.
create function public.staff_invitation_check(token text)
returns jsonb
language sql
stable security definer
set search_path = ''
as $$
	select case when staff.invitation_state(i) = 'open' then jsonb_build_object(
		'state', 'open', 'email', i.email, 'name', i.name, 'unit_name', u.police_name,
		'roles', to_jsonb(i.roles), 'expires_at', i.expires_at
	) else jsonb_build_object(
		'state', staff.invitation_state(i), 'email', null, 'name', null, 'unit_name', null,
		'roles', '[]'::jsonb, 'expires_at', i.expires_at
	) end
	from staff.invitation_of($1) i
	left join unit.units u on u.code = i.unit;
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
	officer staff.officers := staff.require();
begin
	return (
		select jsonb_build_object(
			'id', officer.user_id, 'name', officer.name, 'email', officer.email,
			'unit', jsonb_build_object(
				'code', u.code, 'full_name', u.full_name, 'police_name', u.police_name, 'hotline', u.hotline
			),
			'roles', to_jsonb(officer.roles),
			'idle_minutes', coalesce(s.idle_minutes, 30)
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
	officer staff.officers := staff.require();
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
	officer staff.officers := staff.require();
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
				'id', o.user_id, 'name', o.name, 'email', o.email, 'roles', to_jsonb(o.roles), 'disabled_at', o.disabled_at,
				'last_seen', (select max(s.last_seen) from staff.sessions s where s.user_id = o.user_id)
			) order by staff.given_name(o.name), o.name, o.user_id)
			from staff.officers o where o.unit = lead.unit
		), '[]'),
		'invitations', coalesce((
			select jsonb_agg(jsonb_build_object(
				'id', i.id, 'name', i.name, 'email', i.email, 'roles', to_jsonb(i.roles), 'created_at', i.created_at,
				'expires_at', i.expires_at, 'used_at', i.used_at, 'revoked_at', i.revoked_at
			) order by i.created_at desc, i.id)
			from staff.invitations i where i.unit = lead.unit
		), '[]')
	);
end;
$$;
grant execute on function public.staff_list() to authenticated;

-- A lead invites somebody to the own unit; the token was made in the browser, only its hash comes here.
-- Definer as above.
create function public.staff_invite(key uuid, name text, email text, roles text[], token_hash text)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
	lead staff.officers := staff.require('lead');
	request jsonb := jsonb_build_array($2, $3, $4, $5);
	answer jsonb := queue.once($1, 'staff_invite', request);
	made staff.invitations;
begin
	if answer is not null then
		return answer;
	end if;
	made := staff.invite(lead.unit, $2, $3, $4, house.bytes32($5, 'token_hash'), lead.user_id);
	answer := jsonb_build_object('id', made.id, 'expires_at', made.expires_at);
	return queue.remember($1, 'staff_invite', request, answer);
end;
$$;
grant execute on function public.staff_invite(uuid, text, text, text[], text) to authenticated;

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
create function public.staff_officer_save(key uuid, officer uuid, name text, roles text[], disabled boolean, reason text)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
	lead staff.officers := staff.require('lead');
	request jsonb := jsonb_build_array($2, $3, $4, $5, $6);
	answer jsonb := queue.once($1, 'staff_officer_save', request);
begin
	if answer is not null then
		return answer;
	end if;
	perform staff.check_roles($4);
	perform house.demand($5 is not null, 422, 'required', 'disabled');
	perform 1 from unit.units u where u.code = lead.unit for update;
	-- Asked again now that the unit's row is held: the other lead may just have disabled this one.
	lead := staff.require('lead');
	update staff.officers o set
		name = house.name($3, 'name'), roles = $4,
		disabled_at = case when $5 then coalesce(o.disabled_at, now()) end
	where o.user_id = $2 and o.unit = lead.unit;
	perform house.demand(found, 404, 'not_found');
	perform staff.keep_a_lead(lead.unit);
	if $5 then
		update staff.sessions s set ended_at = now(), ended_why = 'disabled'
		where s.user_id = $2 and s.ended_at is null;
	end if;
	insert into staff.changes (officer, by, data, reason)
	values ($2, lead.user_id, jsonb_build_object('roles', to_jsonb($4), 'disabled', $5), house.text($6, 'reason', 300));
	return queue.remember($1, 'staff_officer_save', request, '{"ok": true}');
end;
$$;
grant execute on function public.staff_officer_save(uuid, uuid, text, text[], boolean, text) to authenticated;
