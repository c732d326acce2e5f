-- What became of officers' accounts, and of where tips about them go: told to leads and auditors, and to each officer of their own account.
-- A lead may hand out a new password and forget a second factor; whoever could use both is seen by others, and by whose account it is.

create function staff.change(code text, was jsonb default null, now jsonb default null)
returns jsonb
language sql
immutable
set search_path = ''
as $$
	select jsonb_build_object('code', $1, 'was', nullif($2, 'null'), 'now', nullif($3, 'null'));
$$;

-- What a lead's saving changed of an account that stood as `was`: null where that is not known.
create function staff.changes_between(was jsonb, now jsonb)
returns jsonb
language sql
stable
set search_path = ''
as $$
	select coalesce(jsonb_agg(f.fact order by f.place), '[]')
	from (values
		(1, case when (($1 -> 'roles') @> ($2 -> 'roles') and ($1 -> 'roles') <@ ($2 -> 'roles')) is not true
			then staff.change('roles', $1 -> 'roles', $2 -> 'roles') end),
		(2, case when $1 ->> 'hamlet' is distinct from $2 ->> 'hamlet' then staff.change('hamlet', null, (
			select jsonb_build_array(h.name) from unit.hamlets h where h.id = ($2 ->> 'hamlet')::uuid
		)) end),
		(3, case when $2 ? 'renamed'
			then staff.change('renamed', jsonb_build_array($2 -> 'renamed' -> 0), jsonb_build_array($2 -> 'renamed' -> 1)) end),
		(4, case when coalesce($1 ->> 'disabled', 'false') <> $2 ->> 'disabled'
			then staff.change(case when ($2 ->> 'disabled')::boolean then 'disabled' else 'enabled' end) end)
	) f (place, fact)
	where f.fact is not null;
$$;

-- All that became of a unit's accounts. `officer`: null where it is of the unit; `by`: null where the operator did it, past every door.
create function staff.account_changes(unit text)
returns table (id uuid, at timestamptz, officer uuid, by uuid, facts jsonb, reason text)
language sql
stable
set search_path = ''
as $$
	select i.id, i.used_at, i.used_by, i.invited_by, jsonb_build_array(staff.change('joined', null, to_jsonb(i.roles))), null
	from staff.invitations i
	where i.unit = $1 and i.used_at is not null
	union all
	select c.id, c.at, c.officer, c.by, staff.changes_between(
		coalesce(
			lag(c.data) over (partition by c.officer order by c.at, c.id),
			(select jsonb_build_object('roles', i.roles, 'hamlet', i.hamlet) from staff.invitations i where i.used_by = c.officer)
		), c.data
	), c.reason
	from staff.changes c
	join staff.officers o on o.user_id = c.officer
	where o.unit = $1 and c.data ? 'roles'
	union all
	select c.id, c.at,
		case when not c.data ? 'second_factor_from' then c.officer end,
		case when c.by <> c.officer or c.reason is distinct from 'operator' then c.by end,
		jsonb_build_array(case
			when c.data ? 'second_factor_from' then staff.change('factor_rule', null, jsonb_build_array(c.data -> 'second_factor_from'))
			when c.data ? 'second_factor' then staff.change('factor_reset')
			when c.data ? 'password_reset' then staff.change('reset_' || (c.data ->> 'password_reset'))
			else staff.change('password')
		end),
		case when c.by <> c.officer then c.reason end
	from staff.changes c
	join staff.officers o on o.user_id = c.officer
	where o.unit = $1 and not c.data ? 'roles'
	union all
	select x.id, x.at, null, null, jsonb_build_array(staff.change('oversight', null, (
		select jsonb_build_array(u.police_name) from unit.units u where u.code = x.desk
	))), null
	from unit.oversight_changes x
	where x.unit = $1;
$$;

-- Of one account, or of the whole unit (null), a hundred at a time, newest first; `after`: the last one seen. Lead and auditor, and every
-- officer of their own account; 404 `not_found` for another unit's. Definer: the tables are closed to every API role.
create function public.staff_changes(officer uuid, after uuid)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
	caller staff.officers := staff.require(null, staff.anybody());
	answer jsonb;
begin
	perform house.demand(
		$1 is not distinct from caller.user_id or staff.holds(caller.roles, 'lead') or staff.holds(caller.roles, 'auditor'),
		403, 'role_missing'
	);
	perform house.demand(
		$1 is null or exists (select 1 from staff.officers o where o.user_id = $1 and o.unit = caller.unit), 404, 'not_found', 'officer'
	);
	with told as (
		select c.* from staff.account_changes(caller.unit) c where $1 is null or c.officer = $1
	), page as (
		select t.* from told t
		where $2 is null or (t.at, t.id) < (select s.at, s.id from told s where s.id = $2)
		order by t.at desc, t.id desc
		limit 101
	), counted as (
		select p.*, row_number() over (order by p.at desc, p.id desc) as place from page p
	)
	select jsonb_build_object(
		'changes', coalesce(jsonb_agg(jsonb_build_object(
			'id', c.id, 'at', c.at, 'officer', queue.person(c.officer), 'by', queue.person(c.by), 'facts', c.facts, 'reason', c.reason
		) order by c.place) filter (where c.place <= 100), '[]'),
		'more', count(*) > 100
	) into answer
	from counted c;
	return answer;
end;
$$;
grant execute on function public.staff_changes(uuid, uuid) to authenticated;
