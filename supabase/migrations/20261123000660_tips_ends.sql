-- How a tip leaves, handed to investigators and erased at once; and how two of one sender are taken together.

-- Erases a tip that was handed over, now and not when its days are over: whoever hands it over has the sealed export. The
-- answer is the certificate: when, and by which day the backups have forgotten it too. Refuses 409 `not_allowed` in every
-- other state, 409 `stale` when something was written since `version`, or when there are not exactly `notes` notes: a note
-- moves no version, none is ever taken away, and whoever writes one locks the case first. 409 `two_people` for whoever ended it,
-- while somebody else stands on the unit's desk list: nobody alone makes a tip vanish. Asked again it answers as before,
-- although erasing ended every membership.
create function public.tips_erase(key uuid, id uuid, version int, notes int)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
	me staff.officers := staff.require();
	request jsonb := jsonb_build_array($2, $3, $4);
	answer jsonb := queue.once($1, 'tips_erase', request);
	c queue.cases;
	erased timestamptz := date_trunc('hour', now());
begin
	if answer is not null then
		return answer;
	end if;
	c := tips.mine(me, $2);
	perform house.demand($3 is not null, 422, 'required', 'version');
	perform house.demand($4 is not null, 422, 'required', 'notes');
	perform house.demand(c.state = 'handed_over', 409, 'not_allowed');
	perform house.demand($3 = c.version, 409, 'stale', 'version');
	perform house.demand($4 = (select count(*) from tips.notes n where n.case_id = c.id), 409, 'stale', 'notes');
	perform house.demand(
		me.user_id <> (
			select e.officer from queue.events e where e.case_id = c.id and e.code = 'close' order by e.place desc limit 1
		)
		or not exists (select 1 from tips.holders(c.unit) h where h.officer <> me.user_id),
		409, 'two_people'
	);
	perform queue.note_event(c.id, 'erase', 'officer', me.user_id);
	perform tips.erase(c.id);
	return queue.remember($1, 'tips_erase', request, jsonb_build_object(
		'reference', c.reference, 'erased_at', erased,
		-- The longest that a backup may be kept (TIPS.md §4).
		'backups_forget_by', house.local_day(erased) + 35
	), c.id);
end;
$$;
grant execute on function public.tips_erase(uuid, uuid, int, int) to authenticated;

-- Two tips of which the officer is a member, locked in one order whoever names which first. 404 `not_found` for either.
create function tips.both_mine(officer staff.officers, id uuid, other uuid)
returns void
language plpgsql
set search_path = ''
as $$
begin
	perform house.demand($2 <> $3, 422, 'duplicate', 'other');
	perform tips.mine($1, least($2, $3));
	perform tips.mine($1, greatest($2, $3));
end;
$$;

-- Says on both that they were joined or parted. It does not name the other: a member of one alone must not learn of it.
create function tips.note_both(id uuid, other uuid, code text, officer uuid)
returns void
language sql
set search_path = ''
as $$
	select queue.note_event($1, $3, 'officer', $4), queue.note_event($2, $3, 'officer', $4);
$$;

-- Takes two tips for the same sender's: each shows the other to who is a member of both. Joined already: nothing is done.
create function public.tips_join(key uuid, id uuid, other uuid)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
	me staff.officers := staff.require();
	request jsonb := jsonb_build_array($2, $3);
	answer jsonb := queue.once($1, 'tips_join', request);
begin
	if answer is not null then
		return answer;
	end if;
	perform tips.both_mine(me, $2, $3);
	insert into tips.joins (one, other) values (least($2, $3), greatest($2, $3)) on conflict do nothing;
	if found then
		perform tips.note_both($2, $3, 'join', me.user_id);
	end if;
	return queue.remember($1, 'tips_join', request, '{"ok": true}', $2);
end;
$$;
grant execute on function public.tips_join(uuid, uuid, uuid) to authenticated;

-- Undoes `tips_join`; two that are not joined stay as they are.
create function public.tips_part_ways(key uuid, id uuid, other uuid)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
	me staff.officers := staff.require();
	request jsonb := jsonb_build_array($2, $3);
	answer jsonb := queue.once($1, 'tips_part_ways', request);
begin
	if answer is not null then
		return answer;
	end if;
	perform tips.both_mine(me, $2, $3);
	delete from tips.joins j where j.one = least($2, $3) and j.other = greatest($2, $3);
	if found then
		perform tips.note_both($2, $3, 'part_ways', me.user_id);
	end if;
	return queue.remember($1, 'tips_part_ways', request, '{"ok": true}', $2);
end;
$$;
grant execute on function public.tips_part_ways(uuid, uuid, uuid) to authenticated;
