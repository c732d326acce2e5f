-- Jobs: what runs by itself. Retention erases, days are opened, drafts and spent proofs are swept away.

-- Cases of this unit whose sensitive data is due to go: so many days after the card was delivered or the case closed.
create function booking.due_sensitive(p_unit text) returns setof uuid
language sql stable set search_path = '' as $$
	select c.id
	from queue.cases c
	join unit.settings s on s.unit = c.unit
	where
		c.unit = p_unit
		and c.kind in ('home_visit', 'call_back', 'support')
		and c.erased_sensitive_at is null
		and c.ended_at < now() - make_interval(days => least(s.erase_sensitive_days, s.erase_contact_days))
$$;

-- Cases of this unit whose names, phones and addresses are due to go.
create function booking.due_contact(p_unit text) returns setof uuid
language sql stable set search_path = '' as $$
	select c.id
	from queue.cases c
	join unit.settings s on s.unit = c.unit
	where
		c.unit = p_unit
		and c.kind in ('home_visit', 'call_back', 'support')
		and c.erased_contact_at is null
		and c.ended_at < now() - make_interval(days => s.erase_contact_days)
$$;

-- Erases what a case knows of health: needs, births, old numbers, and every free word in which they may have been said.
create function booking.erase_sensitive(p_case uuid) returns void
language plpgsql volatile set search_path = '' as $$
begin
	update booking.people p
	set
		needs = '{}', birth_year = null, birth_month = null, birth_day = null, old_number = null, lacks_capacity = false,
		outcome_note = null
	from booking.visits v
	where v.case_id = p_case and p.visit_id = v.id;
	update booking.call_backs b set about = null where b.case_id = p_case;
	perform support.erase_sensitive(p_case);
	update booking.visits v set papers = null where v.case_id = p_case;
	delete from booking.readiness r where r.case_id = p_case;
	delete from queue.event_bodies b using queue.events e where e.id = b.event_id and e.case_id = p_case;
	update queue.notes n set body = null where n.case_id = p_case;
	update queue.handover_lines l set body = null, salt = null where l.case_id = p_case;
	delete from queue.drafts d where d.case_id = p_case;
	delete from queue.link_rows r using queue.links l where l.id = r.link and p_case in (l.kept, l.other);
	update queue.questions q set body = null, answer = null where q.case_id = p_case;
	perform queue.forget_reasons(p_case);
	update queue.cases c set erased_sensitive_at = now() where c.id = p_case;
end
$$;

-- Erases who it was: names, phones, addresses. Area, hamlet, outcomes and times stay as figures without persons.
create function booking.erase_contact(p_case uuid) returns void
language plpgsql volatile set search_path = '' as $$
begin
	update booking.people p
	set name = null, representative_name = null, representative_relation = null, receiver = null
	from booking.visits v
	where v.case_id = p_case and p.visit_id = v.id;
	update booking.visits v
	set
		booker_name = null, booker_phone = null, at_home_name = null, at_home_phone = null, landmark = null, address = null,
		permanent_elsewhere = null
	where v.case_id = p_case;
	update booking.call_backs b set name = null, phone = null where b.case_id = p_case;
	perform support.erase_contact(p_case);
	perform notify.erase(p_case);
	update queue.cases c set erased_contact_at = now() where c.id = p_case;
end
$$;

-- Rebuilds title and search text of a case of any room from what is left of it.
create function queue.retitle(p_case uuid) returns void
language plpgsql volatile set search_path = '' as $$
begin
	if exists (select 1 from support.requests r where r.case_id = p_case) then
		perform support.retitle(p_case);
	else
		perform booking.retitle(p_case);
	end if;
end
$$;

-- Runs retention for a unit, for at most so many cases, and writes down what it did. Titles and search text are built anew from
-- what is left, and the stored answers of the case's commands are blanked. What the job does in bites is one line of its day.
create function booking.retain(p_unit text, p_officer uuid, p_most int default 200) returns booking.retention_runs
language plpgsql volatile set search_path = '' as $$
declare
	v_sensitive int := 0;
	v_contact int := 0;
	v_case uuid;
	v_run booking.retention_runs;
begin
	-- A case that an officer holds open at this moment is taken by the next run.
	for v_case in
		select c.id from queue.cases c where c.id in (select booking.due_sensitive(p_unit)) order by c.id
		limit p_most for update skip locked
	loop
		perform booking.erase_sensitive(v_case);
		perform queue.retitle(v_case);
		update queue.commands k set answer = '{"erased": true}' where k.case_id = v_case;
		v_sensitive := v_sensitive + 1;
	end loop;
	for v_case in
		select c.id from queue.cases c where c.id in (select booking.due_contact(p_unit)) order by c.id
		limit p_most - v_sensitive for update skip locked
	loop
		perform booking.erase_contact(v_case);
		perform queue.retitle(v_case);
		update queue.commands k set answer = '{"erased": true}' where k.case_id = v_case;
		v_contact := v_contact + 1;
	end loop;
	if p_officer is null then
		update booking.retention_runs r
		set at = now(), sensitive = r.sensitive + v_sensitive, contact = r.contact + v_contact
		where r.unit = p_unit and r.officer is null and r.at >= house.at(house.local_day(now()), 0)
		returning * into v_run;
		if found then
			-- The line is a sum, the answer is of this run.
			v_run.sensitive := v_sensitive;
			v_run.contact := v_contact;
			return v_run;
		end if;
	end if;
	insert into booking.retention_runs (unit, sensitive, contact, officer)
	values (p_unit, v_sensitive, v_contact, p_officer)
	returning * into v_run;
	return v_run;
end
$$;

-- Sweeps away holds nobody sent, with their drafts, proofs of work that are too old to be shown again, and who kept the key
-- of a gathering that is long over.
create function booking.sweep() returns int
language plpgsql volatile set search_path = '' as $$
declare
	v_visit uuid;
	v_drafts int := 0;
	v_kinds text[] := array['hold', 'caller', 'keeper'];
	v_before jsonb := erasures.counted(v_kinds);
begin
	for v_visit in
		select v.id
		from booking.visits v
		where v.case_id is null and v.created_at < now() - interval '1 day'
		order by v.id
		for update skip locked
	loop
		if not exists (
			select 1 from booking.stops s where s.subject = v_visit and s.kind = 'visit' and s.held_until > clock_timestamp()
		) then
			perform booking.vacate(v_visit);
			delete from booking.visits v where v.id = v_visit;
			v_drafts := v_drafts + 1;
		end if;
	end loop;
	-- A challenge lives two hours; a day is safe for any clock.
	delete from booking.proofs p where p.at < now() - interval '1 day';
	update booking.gatherings g
	set keeper_name = null, keeper_phone = null, note = null
	from booking.team_days d
	join unit.settings s on s.unit = d.unit
	where
		d.id = g.team_day and num_nonnulls(g.keeper_name, g.keeper_phone, g.note) > 0
		and d.day < house.local_day(now()) - s.erase_contact_days;
	update booking.caller_lookups l set phone = null where l.phone is not null and l.at < now() - interval '1 day';
	perform erasures.keep_run(v_before, v_kinds);
	return v_drafts;
end
$$;

-- What is done once a day for every unit and erases nobody; safe to run again and at the same time. Answers how many days it opened.
create function booking.daily() returns int
language plpgsql volatile set search_path = '' as $$
declare
	v_opened int;
begin
	-- One at a time: a second run answers that there was nothing left to do.
	if not pg_try_advisory_xact_lock(hashtextextended('booking.daily', 0)) then
		return 0;
	end if;
	v_opened := booking.open_days(null);
	perform booking.mark_waiting();
	perform fund.keep_heads();
	perform queue.forget_news();
	perform news.forget_images();
	return v_opened;
end
$$;

-- Erases the next bite of what is due, of every unit and kind: at most so many cases of visits, so that a call ends in time and what it
-- erased stays erased. `more`: call again. What fails undoes its own part alone, and is said by the call that gets nothing else done.
create function booking.erase_due(p_most int default 200) returns jsonb
language plpgsql volatile set search_path = '' as $$
declare
	-- Parts of tips have a job of their own, which Storage waits for.
	v_kinds text[] := array(select k.kind from erasures.kinds k where k.job <> 'tips.forget_parts');
	v_before jsonb;
	v_after jsonb;
	v_name text;
	v_run booking.retention_runs;
	v_sensitive int := 0;
	v_contact int := 0;
	v_more boolean;
	v_failed text;
begin
	-- One at a time: a second run answers that there was nothing left to do.
	if not pg_try_advisory_xact_lock(hashtextextended('booking.erase_due', 0)) then
		return jsonb_build_object('sensitive', 0, 'contact', 0, 'more', false);
	end if;
	v_before := erasures.counted(v_kinds);
	-- The night is over already, and told.
	if v_before = '[]' and exists (select 1 from erasures.nights n where n.at >= house.at(house.local_day(now()), 0)) then
		return jsonb_build_object('sensitive', 0, 'contact', 0, 'more', false);
	end if;
	for v_name in select u.code from unit.units u order by u.code
	loop
		begin
			v_run := booking.retain(v_name, null, p_most - v_sensitive - v_contact);
			v_sensitive := v_sensitive + v_run.sensitive;
			v_contact := v_contact + v_run.contact;
		exception
			when others then
				v_failed := coalesce(v_failed, v_name || ': ' || sqlerrm);
		end;
		exit when v_sensitive + v_contact >= p_most;
	end loop;
	for v_name in select distinct k.job from erasures.kinds k where k.kind = any (v_kinds) and k.job <> 'booking.retain' order by k.job
	loop
		begin
			execute 'select ' || v_name || '()';
		exception
			when others then
				v_failed := coalesce(v_failed, v_name || ': ' || sqlerrm);
		end;
	end loop;
	v_after := erasures.counted(v_kinds);
	if v_failed is not null and v_after = v_before then
		raise exception 'what is due was not erased: %', v_failed;
	end if;
	-- `booking.sweep` writes down its own.
	perform erasures.keep_run(v_before, array(select k.kind from erasures.kinds k where k.kind = any (v_kinds) and k.job <> 'booking.sweep'));
	v_more := v_failed is not null or v_after <> v_before and v_after <> '[]';
	if not v_more then
		insert into erasures.nights default values on conflict do nothing;
	end if;
	return jsonb_build_object('sensitive', v_sensitive, 'contact', v_contact, 'more', v_more);
end
$$;

-- Hosted Supabase has pg_cron but does not switch it on by itself; without it nothing would ever be erased there. A server
-- that has it for another database alone refuses, and is left as it is.
do $$
begin
	if exists (select 1 from pg_available_extensions e where e.name = 'pg_cron') then
		create extension if not exists pg_cron with schema pg_catalog;
	end if;
exception
	when others then
		raise notice 'pg_cron stays off: call booking_daily and booking_erase_due once a day by other means';
end
$$;

-- By pg_net the database asks the edge function `jobs`; it may be missing for the same reasons.
do $$
begin
	if exists (select 1 from pg_available_extensions e where e.name = 'pg_net') then
		create extension if not exists pg_net;
	end if;
exception
	when others then
		raise notice 'pg_net stays off: call the edge function jobs once an hour by other means';
end
$$;

-- Asks the edge function `jobs` to remove from Storage what no tip and no post names any more. Where it answers and the secret that
-- opens it stand in Vault (docs/deploy.md): the secret opens nothing else, since pg_net keeps a request until it is sent.
-- False: there is nothing to remove. It fails when there is and nobody can be asked, so that cron's record of runs shows it.
create function tips.ask_removal() returns boolean
language plpgsql volatile set search_path = '' as $$
declare
	v_functions text;
	v_secret text;
begin
	if not exists (select 1 from tips.leftovers) and not exists (select 1 from news.leftovers) then
		return false;
	end if;
	if to_regnamespace('net') is null or to_regclass('vault.decrypted_secrets') is null then
		raise exception 'attachments wait to be removed: pg_net or Vault is missing';
	end if;
	execute '
		select
			(select s.decrypted_secret from vault.decrypted_secrets s where s.name = $1),
			(select s.decrypted_secret from vault.decrypted_secrets s where s.name = $2)
	' into v_functions, v_secret using 'gan_dan_functions', 'gan_dan_jobs_secret';
	if v_functions is null or v_secret is null then
		raise exception 'attachments wait to be removed: Vault has no gan_dan_functions or no gan_dan_jobs_secret';
	end if;
	execute 'select net.http_post(url := $1, headers := $2, body := $3, timeout_milliseconds := $4)'
	using v_functions || '/jobs', jsonb_build_object('authorization', 'Bearer ' || v_secret), '{}'::jsonb, 30000;
	return true;
end
$$;

-- Forgets what pg_cron wrote down of its runs, after 14 days: it writes a row for each and removes none. False where it is not.
create function booking.forget_runs() returns boolean
language plpgsql volatile set search_path = '' as $$
begin
	if to_regnamespace('cron') is null then
		return false;
	end if;
	execute 'delete from cron.job_run_details d where d.start_time < now() - interval ''14 days''';
	return true;
end
$$;

-- Registers the jobs with pg_cron where it is installed (hosted Supabase); false where it is not, and the embedded
-- stack's loop does the same. 18:17 UTC is 01:17 in Việt Nam, and from 18:00 to 21:55 it is night. What is given up one minute is
-- removed some minutes later.
create function booking.register_jobs() returns boolean
language plpgsql volatile set search_path = '' as $$
begin
	if to_regnamespace('cron') is null then
		return false;
	end if;
	execute 'select cron.schedule($1, $2, $3)' using 'gan-dan-daily', '17 18 * * *', 'select booking.daily()';
	execute 'select cron.schedule($1, $2, $3)' using 'gan-dan-erase', '*/5 18-21 * * *', 'select booking.erase_due()';
	execute 'select cron.schedule($1, $2, $3)' using 'gan-dan-parts', '7 * * * *', 'select tips.forget_parts()';
	execute 'select cron.schedule($1, $2, $3)' using 'gan-dan-leftovers', '12 * * * *', 'select tips.ask_removal()';
	execute 'select cron.schedule($1, $2, $3)' using 'gan-dan-tend', '*/10 * * * *', 'select booking.knock()';
	execute 'select cron.schedule($1, $2, $3)' using 'gan-dan-runs', '47 21 * * *', 'select booking.forget_runs()';
	return true;
end
$$;

-- Sharing out what is free is planned by the edge function `booking`: this marks what is to be done and knocks there, at the
-- address in Vault (docs/deploy.md). No secret: the door does what is marked and tells nothing. False where nothing is to be
-- done or nobody can be asked: then officers' pages and the embedded stack's loop knock.
create function booking.knock() returns boolean
language plpgsql volatile set search_path = '' as $$
declare
	v_functions text;
begin
	perform booking.lapse_offers();
	perform booking.mark_waiting();
	if not exists (select 1 from booking.spare) or to_regnamespace('net') is null or to_regclass('vault.decrypted_secrets') is null then
		return false;
	end if;
	execute 'select s.decrypted_secret from vault.decrypted_secrets s where s.name = $1' into v_functions using 'gan_dan_functions';
	if v_functions is null then
		return false;
	end if;
	-- One call does one unit, and two at once do two: who is over is asked for by the next run.
	for v_turn in 1 .. (select least(50, count(distinct s.unit)) from booking.spare s) loop
		execute 'select net.http_post(url := $1, body := $2)'
		using v_functions || '/booking', '{"action": "booking_tend"}'::jsonb;
	end loop;
	return true;
end
$$;

select booking.register_jobs();

-- ---------------------------------------------------------------------------------------------------------------- doors

-- For the embedded stack's loop, and for the timer of whoever has no pg_cron. Definer: the private schema is closed to service_role.
create function public.booking_daily() returns int
language sql volatile security definer set search_path = '' as $$
	select booking.daily()
$$;

-- As `booking.erase_due`: whoever is answered `more` calls again. Definer, as the one above.
create function public.booking_erase_due() returns jsonb
language sql volatile security definer set search_path = '' as $$
	select booking.erase_due()
$$;

-- What the retention job did last and what it would erase now. Definer door of leads.
create function public.booking_retention() returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
	v_officer staff.officers := staff.require('lead');
begin
	return jsonb_build_object(
		'last', (
			select jsonb_build_object('at', r.at, 'sensitive', r.sensitive, 'contact', r.contact)
			from booking.retention_runs r
			where r.unit = v_officer.unit
			order by r.at desc, r.id desc
			limit 1
		),
		'due', jsonb_build_object(
			'sensitive', (select count(*) from booking.due_sensitive(v_officer.unit)),
			'contact', (select count(*) from booking.due_contact(v_officer.unit))
		)
	);
end
$$;

-- Runs retention for the lead's unit now. Definer door of leads.
create function public.booking_retention_run(key uuid) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
#variable_conflict use_variable
declare
	v_officer staff.officers := staff.require('lead');
	v_answer jsonb := queue.once(key, 'booking_retention_run', '{}');
	v_run booking.retention_runs;
	v_kinds text[] := array['sensitive', 'contact'];
	v_before jsonb;
begin
	if v_answer is not null then
		return v_answer;
	end if;
	v_before := erasures.counted(v_kinds);
	v_run := booking.retain(v_officer.unit, v_officer.user_id);
	perform erasures.keep_run(v_before, v_kinds);
	return queue.remember(
		key, 'booking_retention_run', '{}',
		jsonb_build_object('at', v_run.at, 'sensitive', v_run.sensitive, 'contact', v_run.contact)
	);
end
$$;

grant execute on function public.booking_daily(), public.booking_erase_due() to service_role;
grant execute on function public.booking_retention(), public.booking_retention_run(uuid) to authenticated;
