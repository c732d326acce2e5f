-- Lookup's doors: one code opens every kind of case, in one shape. Rooms register an opener; the doors know no room.

create table lookup.openers (
	kind text primary key references queue.kinds (kind),
	opener text not null,
	sayer text,
	whole boolean not null default false
);
comment on table lookup.openers is 'Which function of a room tells a citizen about a kind of case, and which one takes what the citizen says.';
comment on column lookup.openers.whole is 'The opener gets the cursor, too, and answers all of it: nothing of the common envelope is added.';
alter table lookup.openers enable row level security;
revoke all on lookup.openers from public, anon, authenticated, service_role;

insert into lookup.openers (kind, opener, sayer) values
	('home_visit', 'booking.open_visit', 'booking.say_visit'),
	('call_back', 'booking.open_call_back', 'booking.say_call_back');

-- ------------------------------------------------------------------------------------------------ openers of the rooms

-- What the resident of a visit sees beyond the envelope. No phone, address, need or birth: whoever holds the code may read.
create function booking.open_visit(c queue.cases) returns jsonb
language sql stable set search_path = '' as $$
	select jsonb_build_object(
		'window', booking.window_of(v.id),
		'gathering', booking.gathering_face(v.id),
		'estimate', booking.estimate_of(c),
		'readiness', booking.readiness_face(c),
		'proposals', booking.proposals_of(c.id),
		'postponed', booking.postponed_of(c.id),
		'offers', booking.offers_of(c.id),
		'sequence', v.sequence,
		'papers', v.papers,
		'area_name', a.full_name,
		'people', coalesce(
			(
				select jsonb_agg(
					jsonb_build_object(
						'id', p.id,
						'name', p.name,
						'outcome', p.outcome,
						'card', case when p.card_handed_at is not null then 'handed' when p.card_ready_at is not null then 'ready' end
					)
					order by p.position
				)
				from booking.people p
				where p.visit_id = v.id
			),
			'[]'
		),
		'call_when', null,
		'actions', to_jsonb(array_remove(array[
			case when c.state in ('held', 'waiting', 'confirmed', 'revisit', 'postponed') then 'reschedule' end,
			case when c.state in ('held', 'waiting', 'returned', 'confirmed', 'revisit', 'postponed') then 'cancel' end,
			case when c.state in ('waiting', 'postponed') and booking.offers_of(c.id) <> '[]' then 'take' end,
			case when c.state = 'postponed' or (c.state in ('held', 'confirmed') and v.gathering is not null) then 'wait' end,
			case when c.state in ('waiting', 'postponed') then 'call_me' end,
			case when c.state = 'returned' then 'mend' end,
			case when c.state = 'confirmed' and booking.asks_readiness(c.unit, booking.days_of(c.id)) then 'readiness' end
		], null))
	)
	from booking.visits v
	join unit.areas a on a.code = v.area and a.valid_from = v.area_valid_from
	where v.case_id = c.id
$$;

-- What somebody who asked for a call sees beyond the envelope.
create function booking.open_call_back(c queue.cases) returns jsonb
language sql stable set search_path = '' as $$
	select jsonb_build_object(
		'window', null,
		'estimate', null,
		'readiness', null,
		'proposals', '[]'::jsonb,
		'sequence', 0,
		'papers', null,
		'area_name', a.full_name,
		'people', '[]'::jsonb,
		'call_when', b.when_to_call,
		'actions', to_jsonb(array_remove(array[case when c.state = 'to_call' then 'cancel' end], null))
	)
	from booking.call_backs b
	join unit.areas a on a.code = b.area and a.valid_from = b.area_valid_from
	where b.case_id = c.id
$$;

-- What a citizen says about a visit: cancels it, says whether the house is ready, or mends the fields they were asked for.
create function booking.say_visit(c queue.cases, p_version int, p_say jsonb) returns void
language plpgsql volatile set search_path = '' as $$
declare
	v_died uuid[];
	v_reason text := p_say ->> 'reason';
begin
	if p_say ->> 'act' = 'cancel' then
		perform house.demand(
			v_reason in ('no_longer_needed', 'person_died', 'cannot_be_home', 'went_to_office', 'moved_away', 'other'),
			422, 'bad_format', 'reason'
		);
		select array_agg(d.value::uuid) into v_died from jsonb_array_elements_text(p_say -> 'died') d;
		perform booking.end_visit(
			c.id, p_version, 'citizen', null, v_reason, house.text(p_say ->> 'note', 'note', 500), v_died
		);
		return;
	end if;
	if p_say ->> 'act' in ('take', 'refuse', 'wait', 'call_me') then
		perform booking.say_offer(c, p_version, p_say);
		return;
	end if;
	if p_say ->> 'act' = 'readiness' then
		perform booking.write_readiness(c, p_version, p_say -> 'answers', 'citizen');
		return;
	end if;
	perform house.demand(p_say ->> 'act' = 'mend' and c.state = 'returned', 409, 'not_allowed');
	perform booking.mend_visit(c, p_version, p_say -> 'values');
end
$$;

-- Writes one value that was mended; the first of the household is meant where a person is. Refuses 422 with the field.
create function booking.mend_field(p_visit uuid, p_field text, p_typed text) returns void
language plpgsql volatile set search_path = '' as $$
declare
	v_first uuid;
	v_birth jsonb;
	v_value text := house.text(p_typed, p_field, 300, true);
begin
	select p.id into v_first from booking.people p where p.visit_id = p_visit order by p.position limit 1;
	case p_field
		when 'name' then
			update booking.people p set name = house.name(v_value, p_field) where p.id = v_first;
		when 'birth' then
			perform house.demand(v_value ~ '^\d{4}(-\d{2}(-\d{2})?)?$', 422, 'bad_format', p_field);
			v_birth := jsonb_strip_nulls(jsonb_build_object(
				'year', split_part(v_value, '-', 1)::int,
				'month', nullif(split_part(v_value, '-', 2), '')::int,
				'day', nullif(split_part(v_value, '-', 3), '')::int
			));
			perform booking.check_birth(v_birth, p_field);
			update booking.people p
			set
				birth_year = (v_birth ->> 'year')::int,
				birth_month = (v_birth ->> 'month')::int,
				birth_day = (v_birth ->> 'day')::int
			where p.id = v_first;
		when 'phone' then
			perform house.demand(v_value ~ '^\+[0-9]{6,15}$', 422, 'bad_phone', p_field);
			update booking.visits x set booker_phone = v_value where x.id = p_visit;
		when 'landmark' then
			perform house.demand(char_length(v_value) <= 200, 422, 'too_long', p_field);
			update booking.visits x set landmark = v_value where x.id = p_visit;
		when 'address' then
			perform house.demand(char_length(v_value) <= 200, 422, 'too_long', p_field);
			update booking.visits x set address = v_value where x.id = p_visit;
		when 'at_home' then
			update booking.visits x set at_home_name = house.name(v_value, p_field) where x.id = p_visit;
		when 'representative' then
			update booking.people p
			set
				representative_name = house.name(v_value, p_field),
				representative_relation = coalesce(p.representative_relation, '')
			where p.id = v_first;
		else
			perform house.refuse(422, 'bad_format', p_field);
	end case;
exception
	when check_violation then
		perform house.refuse(422, 'bad_format', p_field);
end
$$;

-- Mends a returned visit: all the fields that were asked for and no other, or none of them. Refuses 409 `not_allowed` for a
-- field that was not asked for, and 422 with everything that is wrong, once: `invalid`, whose field is then a list of
-- {field, code} in json.
create function booking.mend_visit(c queue.cases, p_version int, p_values jsonb) returns void
language plpgsql volatile set search_path = '' as $$
declare
	v_asked jsonb := booking.returned_of(c) -> 'fields';
	v_visit uuid;
	v_field text;
	v_wrong jsonb := '[]';
	v_code text;
	v_at text;
begin
	perform house.demand(jsonb_typeof(p_values) = 'object', 422, 'required', 'values');
	perform house.refuse(409, 'not_allowed', left(k, 40)) from jsonb_object_keys(p_values) k where not v_asked ? k limit 1;
	select x.id into v_visit from booking.visits x where x.case_id = c.id for update;
	for v_field in select f from jsonb_array_elements_text(v_asked) f loop
		begin
			perform booking.mend_field(v_visit, v_field, p_values ->> v_field);
		exception
			when sqlstate 'PT422' then
				get stacked diagnostics v_code = message_text, v_at = pg_exception_detail;
				v_wrong := v_wrong || jsonb_build_object('field', v_at, 'code', v_code);
		end;
	end loop;
	perform house.demand(v_wrong = '[]', 422, 'invalid', v_wrong::text);
	perform queue.move(
		c.id, p_version, coalesce(c.state_before, 'waiting'), 'citizen', 'mend', null, jsonb_build_object('fields', v_asked), null, true
	);
	update queue.cases q set again_at = null where q.id = c.id;
	perform booking.retitle(c.id);
end
$$;

-- What a citizen says about a call that was asked for: it is no longer needed.
create function booking.say_call_back(c queue.cases, p_version int, p_say jsonb) returns void
language plpgsql volatile set search_path = '' as $$
begin
	perform house.demand(p_say ->> 'act' = 'cancel', 409, 'not_allowed');
	perform house.demand(
		p_say ->> 'reason' in ('no_longer_needed', 'person_died', 'cannot_be_home', 'went_to_office', 'moved_away', 'other'),
		422, 'bad_format', 'reason'
	);
	perform queue.move(
		c.id, p_version, 'cancelled', 'citizen', 'cancel', null, jsonb_build_object('reason', p_say ->> 'reason'),
		house.text(p_say ->> 'note', 'note', 500), true
	);
end
$$;

-- --------------------------------------------------------------------------------------------------------- the envelope

-- Why a returned case was returned and the fields to mend, or null.
create function booking.returned_of(c queue.cases) returns jsonb
language sql stable set search_path = '' as $$
	select jsonb_build_object('reason', coalesce(b.body, ''), 'fields', e.data -> 'fields')
	from queue.events e
	left join queue.event_bodies b on b.event_id = e.id
	where e.case_id = c.id and e.code = 'return' and c.state = 'returned'
	order by e.at desc
	limit 1
$$;

-- A page of what the citizen may see, newest first. `before` counts events from the beginning, which never change: the
-- cursor stays good while new ones come. At most 30 items and some 14 KB, so that a page fits the frame of one size. `p_codes`:
-- no other events than these.
create function lookup.timeline(p_case uuid, p_before int, p_codes text[] default null) returns jsonb
language sql stable set search_path = '' as $$
	with seen as (
		select
			e.at, e.code, e.data - 'officer' - 'promise' - 'document' - 'link' as data, b.body,
			row_number() over (order by e.at, e.id)::int as n
		from queue.events e
		left join queue.event_bodies b on b.event_id = e.id
		where e.case_id = p_case and e.visible_to_citizen and (p_codes is null or e.code = any (p_codes))
	),
	sized as (
		select
			s.*,
			row_number() over (order by s.n desc) as place,
			sum(octet_length(s.data::text) + coalesce(octet_length(s.body), 0) + 160) over (order by s.n desc) as size
		from seen s
		where p_before is null or s.n < p_before
	),
	page as (
		select * from sized z where z.place = 1 or (z.place <= 30 and z.size <= 14000)
	)
	select jsonb_build_object(
		'timeline', coalesce(
			(
				select jsonb_agg(jsonb_build_object('at', p.at, 'code', p.code, 'data', p.data, 'body', p.body) order by p.n desc)
				from page p
			),
			'[]'
		),
		'older', (select nullif(min(p.n), 1) from page p)
	)
$$;

-- The whole answer about a case for whoever holds its code.
create function lookup.opened(p_case uuid, p_before int) returns jsonb
language plpgsql stable set search_path = '' as $$
declare
	c queue.cases;
	v_opener text;
	v_whole boolean;
	v_others boolean;
	v_room jsonb;
	v_question jsonb;
begin
	select * into c from queue.cases where id = p_case;
	if c.state = 'merged' then
		return booking.merged_face(p_case, p_before);
	end if;
	select o.opener, o.whole into v_opener, v_whole from lookup.openers o where o.kind = c.kind;
	if v_opener is null then
		return null;
	end if;
	if v_whole then
		execute format('select %s($1, $2)', v_opener) into v_room using c, p_before;
		return v_room;
	end if;
	execute format('select %s($1)', v_opener) into v_room using c;
	v_others := support.is_for_others(c);
	select jsonb_build_object('id', q.id, 'at', q.at, 'body', q.body) into v_question
	from queue.questions q
	where q.case_id = c.id and q.answered_at is null and q.body is not null
	order by q.at desc
	limit 1;
	return jsonb_build_object(
		'kind', c.kind,
		'reference', c.reference,
		'state', c.state,
		'version', c.version,
		'words', to_jsonb(c.words),
		'unit', booking.unit_face(c.unit),
		'received_at', c.received_at,
		'again_at', c.again_at,
		'question', v_question,
		'returned', booking.returned_of(c),
		'data_requests', queue.data_requests_of(c.id),
		'paused', queue.paused_for_citizen(c),
		'seen', queue.openings(c.id),
		'retention', (
			select jsonb_build_object('sensitive_days', s.erase_sensitive_days, 'contact_days', s.erase_contact_days)
			from unit.settings s
			where s.unit = c.unit
		)
	)
	|| v_room
	|| jsonb_build_object(
		'actions', coalesce(v_room -> 'actions', '[]')
			|| case when v_question is not null and c.ended_at is null then '["answer"]'::jsonb else '[]'::jsonb end
			|| case when c.erased_contact_at is null and not v_others then '["ask_data"]'::jsonb else '[]'::jsonb end
	)
	-- Who asked for another family sees what they did themselves; even a call is the family's.
	|| lookup.timeline(
		c.id, p_before, case when v_others then array['received', 'cancel', 'code_replaced'] end
	);
end
$$;

-- ---------------------------------------------------------------------------------------------------------------- doors
-- Definer doors for the edge function `lookup` alone, which pads every answer to one size.

-- Opens a case by SHA-256 of the lookup bytes; null for an unknown code.
create function public.lookup_open(lookup_hash text, before int) returns jsonb
language sql stable security definer set search_path = '' as $$
	select lookup.opened(lookup.case_of(house.bytes32($1, 'lookup')), $2)
$$;

-- Takes what the holder of a code says and answers with the case after it; null for an unknown code. Only the fact that it
-- was said is stored with the key: the answer holds names and is made anew.
create function public.lookup_say(lookup_hash text, key uuid, version int, say jsonb) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
#variable_conflict use_variable
declare
	v_request jsonb := jsonb_build_object('lookup', lookup_hash, 'version', version, 'say', say);
	v_case uuid := lookup.case_of(house.bytes32(lookup_hash, 'lookup'));
	v_question uuid;
	v_sayer text;
	c queue.cases;
begin
	if v_case is null then
		return null;
	end if;
	if queue.once(key, 'lookup_say', v_request) is not null then
		return lookup.opened(v_case, null);
	end if;
	select q.* into c from queue.cases q where q.id = v_case for update;
	-- A message names the last of the thread instead, which only the thread's writers move.
	perform house.demand(say ->> 'act' = 'message' or c.version = version, 409, 'stale', 'version');
	if say ->> 'act' = 'answer' then
		v_question := (say ->> 'question')::uuid;
		update queue.questions q
		set answered_at = now(), answer = house.text(say ->> 'body', 'body', 1000, true)
		where q.id = v_question and q.case_id = v_case and q.answered_at is null;
		perform house.demand(found, 409, 'not_allowed', 'question');
		perform queue.move(
			v_case, version, c.state, 'citizen', 'answer', null, jsonb_build_object('question', v_question),
			house.text(say ->> 'body', 'body', 1000, true), true
		);
		-- Who waited for this answer sees the case in the list again.
		update queue.cases q set again_at = null where q.id = v_case;
	elsif say ->> 'act' in ('ask_data', 'withdraw_data') then
		perform queue.say_data(c, say);
	else
		select o.sayer into v_sayer from lookup.openers o where o.kind = c.kind;
		perform house.demand(v_sayer is not null, 409, 'not_allowed');
		execute format('select %s($1, $2, $3)', v_sayer) using c, version, say;
	end if;
	perform queue.remember(key, 'lookup_say', v_request, '{"ok": true}', v_case);
	return lookup.opened(v_case, null);
exception
	when check_violation then
		perform house.refuse(422, 'bad_format', 'value');
	when serialization_failure or deadlock_detected or lock_not_available or query_canceled then
		perform house.refuse(503, 'busy');
end
$$;

grant execute on function public.lookup_open(text, int), public.lookup_say(text, uuid, int, jsonb) to service_role;
