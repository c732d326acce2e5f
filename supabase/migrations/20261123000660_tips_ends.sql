-- How a tip leaves: handed to investigators and erased at once.

-- Erases a tip that was handed over, now and not when its days are over: whoever hands it over has the sealed export. The
-- answer is the certificate: when, and by which day the backups have forgotten it too. Refuses 409 `not_allowed` in every
-- other state, 409 `stale` when something was written since `version`. Asked again it answers as before, although erasing
-- ended every membership.
create function public.tips_erase(key uuid, id uuid, version int)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
	me staff.officers := staff.require();
	request jsonb := jsonb_build_array($2, $3);
	answer jsonb := queue.once($1, 'tips_erase', request);
	c queue.cases;
	erased timestamptz := date_trunc('hour', now());
begin
	if answer is not null then
		return answer;
	end if;
	c := tips.mine(me, $2);
	perform house.demand($3 is not null, 422, 'required', 'version');
	perform house.demand(c.state = 'handed_over', 409, 'not_allowed');
	perform house.demand($3 = c.version, 409, 'stale', 'version');
	perform queue.note_event(c.id, 'erase', 'officer', me.user_id);
	perform tips.erase(c.id);
	return queue.remember($1, 'tips_erase', request, jsonb_build_object(
		'reference', c.reference, 'erased_at', erased,
		-- The longest that a backup may be kept (TIPS.md §4).
		'backups_forget_by', house.local_day(erased) + 35
	), c.id);
end;
$$;
grant execute on function public.tips_erase(uuid, uuid, int) to authenticated;
