-- Data requests: somebody asks to see, correct or erase what the portal knows of a visit or a call that was asked for. It is a
-- case of its own, under the clock of two working days (NĐ 356/2025/NĐ-CP); the code of the visit shows how it stands.

insert into queue.states (state, final) values ('asked', false), ('refused', true);

insert into queue.transitions (kind, from_state, to_state, who, action, needs) values
	('data_request', 'asked', 'asked', 'officer', 'call', null),
	('data_request', 'asked', 'asked', 'officer', 'assign', null),
	('data_request', 'asked', 'asked', 'officer', 'note', null),
	('data_request', 'asked', 'done', 'officer', 'answer_data', null),
	('data_request', 'asked', 'refused', 'officer', 'answer_data', 'reason'),
	('data_request', 'asked', 'cancelled', 'citizen', 'withdraw_data', null);

create table queue.data_requests (
	case_id uuid primary key references queue.cases (id),
	about uuid not null references queue.cases (id),
	what text not null check (what in ('see', 'correct', 'erase')),
	words text check (char_length(words) between 1 and 1000 and house.is_clean(words)),
	closed_at timestamptz,
	granted boolean,
	reason text check (reason in ('not_the_person', 'law_keeps', 'other_unit', 'nothing_held', 'not_reached')),
	identity text check (identity in ('call', 'paper')),
	answer text check (char_length(answer) between 1 and 1000 and house.is_clean(answer)),
	check (case_id <> about),
	check (granted is null or closed_at is not null),
	check (granted is distinct from true or identity is not null),
	check (granted is distinct from false or reason is not null)
);
comment on table queue.data_requests is 'What somebody asked about the data of a case, and what they were told. Closed without `granted`: withdrawn.';
comment on column queue.data_requests.identity is 'How the officer knew that it was the person: a call to the number on file, or a paper seen at the desk.';
create unique index data_requests_open on queue.data_requests (about, what) where closed_at is null;
create index data_requests_about on queue.data_requests (about);
alter table queue.data_requests enable row level security;

-- Opens a request about a case, with its clock, and says so in that case's own history. Refuses 409 `not_allowed` for a kind
-- that has none, 409 `nothing_held` where retention has passed, 409 `already_asked` while the same one is open.
create function queue.ask_data(about queue.cases, what text, said text, channel text, officer uuid default null)
returns queue.cases
language plpgsql
set search_path = ''
as $$
declare
	c queue.cases;
begin
	perform house.demand(about.kind in ('home_visit', 'call_back', 'support'), 409, 'not_allowed');
	perform house.demand(about.erased_contact_at is null, 409, 'nothing_held');
	perform house.demand(coalesce(what in ('see', 'correct', 'erase'), false), 422, 'bad_format', 'what');
	-- Two at once on one case are one after the other.
	perform 1 from queue.cases q where q.id = about.id for update;
	perform house.demand(
		not exists (select 1 from queue.data_requests r where r.about = $1.id and r.what = $2 and r.closed_at is null),
		409, 'already_asked', 'what'
	);
	c := queue.open_case(
		'data_request', about.unit, about.area, $4, 'asked', 'data_request', jsonb_build_object('what', what),
		about.reference, null, $5
	);
	insert into queue.data_requests (case_id, about, what, words)
	values (c.id, about.id, $2, house.text($3, 'words', 1000, $2 = 'correct'));
	perform queue.note_event(
		about.id, 'data_asked', case when $5 is null then 'citizen' else 'officer' end, $5,
		jsonb_build_object('what', what, 'case', c.reference), null, true
	);
	return c;
end;
$$;

-- What a citizen says about requests of theirs at lookup: asks, or takes an open one back.
create function queue.say_data(about queue.cases, say jsonb)
returns void
language plpgsql
set search_path = ''
as $$
declare
	asked uuid;
begin
	-- Who asked for another family has the code; what is known of the family is not theirs to ask for, nor to take back.
	perform house.demand(not support.is_for_others(about), 409, 'not_allowed');
	if say ->> 'act' = 'ask_data' then
		perform queue.ask_data(about, say ->> 'what', say ->> 'words', 'web');
		return;
	end if;
	update queue.data_requests r set closed_at = now()
	from queue.cases c
	where c.id = r.case_id and c.reference = say ->> 'request' and r.about = $1.id and r.closed_at is null
	returning r.case_id into asked;
	perform house.demand(found, 409, 'not_allowed', 'request');
	perform queue.move(asked, null, 'cancelled', 'citizen', 'withdraw_data');
end;
$$;

-- Requests about a case as whoever holds its code sees them, newest first.
create function queue.data_requests_of(about uuid)
returns jsonb
language sql
stable
set search_path = ''
as $$
	select coalesce(jsonb_agg(x.line), '[]')
	from (
		select jsonb_build_object(
			'reference', c.reference, 'what', r.what, 'received_at', c.received_at, 'due_at', c.due_at,
			'state', c.state, 'reason', r.reason, 'answer', r.answer
		) as line
		from queue.data_requests r
		join queue.cases c on c.id = r.case_id
		where r.about = $1
		order by c.received_at desc, c.id
		limit 5
	) x;
$$;

-- A request as the officer sees it, or null: what was asked about which case, and what stands in the way of erasing it.
create function queue.data_request_detail(id uuid)
returns jsonb
language sql
stable
set search_path = ''
as $$
	select jsonb_build_object(
		'what', r.what, 'words', r.words, 'granted', r.granted, 'reason', r.reason, 'identity', r.identity,
		'answer', r.answer, 'withdrawn', r.closed_at is not null and r.granted is null,
		'about', jsonb_build_object(
			'id', a.id, 'reference', a.reference, 'kind', a.kind, 'state', a.state,
			'ended', a.ended_at is not null, 'erased', a.erased_contact_at is not null
		),
		'phone', coalesce(
			(select v.booker_phone from booking.visits v where v.case_id = a.id),
			(select b.phone from booking.call_backs b where b.case_id = a.id),
			(select coalesce(s.family_phone, s.asker_phone) from support.requests s where s.case_id = a.id)
		),
		'words_to_say', to_jsonb(a.words)
	)
	from queue.data_requests r
	join queue.cases a on a.id = r.about
	where r.case_id = $1;
$$;

-- Erases all that a case knows of persons, at once; figures stay without persons, as after retention.
create function queue.erase_now(about uuid)
returns void
language plpgsql
set search_path = ''
as $$
begin
	perform booking.erase_sensitive($1);
	perform booking.erase_contact($1);
	perform queue.retitle($1);
	update queue.commands k set answer = '{"erased": true}' where k.case_id = $1;
end;
$$;

-- Erases the words of requests that ended longer ago than the unit keeps contacts, a bite of them; answers how many.
create function queue.retain_data_requests()
returns int
language plpgsql
set search_path = ''
as $$
declare
	due uuid;
	gone int := 0;
begin
	for due in
		select c.id
		from queue.cases c
		join unit.settings s on s.unit = c.unit
		where c.kind = 'data_request' and c.erased_contact_at is null
			and c.ended_at < now() - make_interval(days => s.erase_contact_days)
		order by c.id
		limit 200
		for update of c skip locked
	loop
		update queue.data_requests r set words = null, answer = null where r.case_id = due;
		perform booking.erase_sensitive(due);
		perform booking.erase_contact(due);
		update queue.commands k set answer = '{"erased": true}' where k.case_id = due;
		gone := gone + 1;
	end loop;
	return gone;
end;
$$;

-- Writes a request down for somebody on the phone, at the desk or on paper. Definer: officers write no table.
create function public.queue_data_ask(key uuid, id uuid, what text, words text, channel text)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
	me staff.officers := staff.require('desk');
	request jsonb := jsonb_build_array($2, $3, $4, $5);
	answer jsonb := queue.once($1, 'queue_data_ask', request);
	c queue.cases;
begin
	if answer is not null then
		return answer;
	end if;
	perform house.demand(coalesce($5 in ('hotline', 'walk_in', 'paper'), false), 422, 'bad_format', 'channel');
	c := queue.mine(me, $2);
	return queue.remember($1, 'queue_data_ask', request, queue.answer(queue.ask_data(c, $3, $4, $5, me.user_id)), $2);
end;
$$;
grant execute on function public.queue_data_ask(uuid, uuid, text, text, text) to authenticated;

-- All that the portal holds of the persons of the case that a request is about, to be printed or read out. Both cases write
-- the read down; of cases that were joined with it nothing is said, as their bookers may be strangers (decision 27). Refuses 409
-- `nothing_held` once it is erased. Definer as above.
create function public.queue_data_sheet(id uuid)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
	me staff.officers := staff.require('desk');
	c queue.cases := queue.mine(me, $1);
	a queue.cases;
	ground text;
begin
	select q.* into a from queue.data_requests r join queue.cases q on q.id = r.about where r.case_id = c.id;
	perform house.demand(found, 409, 'not_allowed');
	a := queue.mine(me, a.id);
	-- Whose work the request is may see what it is about, also where that has ended.
	ground := queue.demand_ground(me, c);
	perform house.demand(a.erased_contact_at is null, 409, 'nothing_held');
	perform queue.log_read(c.id, me.user_id, 'saw_data_sheet', ground);
	perform queue.log_read(a.id, me.user_id, 'saw_data_sheet', 'data_request');
	return jsonb_build_object(
		'at', now(), 'by', queue.person(me.user_id), 'request', c.reference,
		'about', queue.whole(a) || '{"kin": {"kept_in": null, "links": [], "alike": []}}',
		'reads', (
			select coalesce(jsonb_agg(jsonb_build_object('day', x.day, 'times', x.times) order by x.day desc), '[]')
			from (
				select house.local_day(r.at) as day, count(*)::int as times
				from queue.reads r where r.case_id = a.id group by 1 order by 1 desc limit 60
			) x
		)
	);
end;
$$;
grant execute on function public.queue_data_sheet(uuid) to authenticated;

-- Answers a request. Granted asks for the person's identity: `call` wants an answered call by the same officer within 30 minutes
-- (409 `call_first`), `paper` a paper seen at the desk. Erasing is done here and now, and wants an ended case (409 `not_ended`);
-- correcting writes `corrected` ({field: value}, 422 with the field). Refused asks for a reason and words. Definer as above.
create function public.queue_data_answer(
	key uuid, id uuid, version int, granted boolean, identity text, reason text, said text, corrected jsonb
)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
	me staff.officers := staff.require('desk');
	request jsonb := jsonb_build_array($2, $3, $4, $5, $6, $7, $8);
	answer jsonb := queue.once($1, 'queue_data_answer', request);
	r queue.data_requests;
	a queue.cases;
	c queue.cases;
begin
	if answer is not null then
		return answer;
	end if;
	perform house.demand($3 is not null, 422, 'required', 'version');
	perform house.demand($4 is not null, 422, 'required', 'granted');
	c := queue.mine(me, $2);
	perform house.demand(c.kind = 'data_request', 409, 'not_allowed');
	-- The case asked about before the request, as whoever takes a request back locks them.
	select q.* into a from queue.data_requests x join queue.cases q on q.id = x.about where x.case_id = $2 for update of q;
	c := queue.move(
		$2, $3, case when $4 then 'done' else 'refused' end, 'officer', 'answer_data', me.user_id,
		jsonb_build_object('granted', $4, 'reason', case when not $4 then $6 end), null, false
	);
	select * into r from queue.data_requests x where x.case_id = $2 for update;
	if $4 then
		perform house.demand(coalesce($5 in ('call', 'paper'), false), 422, 'required', 'identity');
		perform house.demand($5 <> 'call' or queue.spoke_lately($2, me.user_id), 409, 'call_first', 'identity');
		if r.what = 'erase' then
			perform house.demand(a.ended_at is not null, 409, 'not_ended');
			perform queue.erase_now(a.id);
		elsif r.what = 'correct' then
			perform queue.correct(a, $8);
		end if;
	else
		perform house.demand($6 is not null, 422, 'required', 'reason');
		perform house.demand(
			$6 in ('not_the_person', 'law_keeps', 'other_unit', 'nothing_held', 'not_reached'), 422, 'bad_format', 'reason'
		);
	end if;
	update queue.data_requests x set
		closed_at = now(), granted = $4, identity = case when $4 then $5 end, reason = case when not $4 then $6 end,
		answer = house.text($7, 'said', 1000, not $4)
	where x.case_id = $2;
	perform queue.note_event(
		a.id, 'data_answered', 'officer', me.user_id,
		jsonb_build_object('what', r.what, 'case', c.reference, 'granted', $4), null, true
	);
	return queue.remember($1, 'queue_data_answer', request, queue.answer(c), $2);
exception
	when serialization_failure or deadlock_detected or lock_not_available or query_canceled then
		perform house.refuse(503, 'busy');
end;
$$;
grant execute on function public.queue_data_answer(uuid, uuid, int, boolean, text, text, text, jsonb) to authenticated;

-- Writes what a person asked to be corrected: at least one field of a visit's, as a citizen would mend it.
create function queue.correct(about queue.cases, corrected jsonb)
returns void
language plpgsql
set search_path = ''
as $$
declare
	visit uuid;
begin
	perform house.demand(about.kind = 'home_visit', 409, 'not_allowed');
	perform house.demand(about.erased_sensitive_at is null, 409, 'nothing_held');
	perform house.demand(coalesce(jsonb_typeof($2) = 'object' and $2 <> '{}', false), 422, 'required', 'corrected');
	select v.id into visit from booking.visits v where v.case_id = about.id for update;
	perform booking.mend_field(visit, f.key, f.value) from jsonb_each_text($2) f;
	update queue.cases q set version = q.version + 1 where q.id = about.id;
	perform booking.retitle(about.id);
end;
$$;
