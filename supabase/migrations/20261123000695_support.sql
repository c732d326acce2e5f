-- Support, "3 cùng": somebody asks for help for themselves or for a family, and officers look after it. Nobody is asked who was
-- at fault in an accident, and no file of one is known here. Before a family that did not ask itself is visited, it has said yes.

create schema support;
comment on schema support is 'Requests for help, visits to families, decisions, what was given.';

create table support.hardships (
	hardship text primary key,
	place int not null unique
);
comment on table support.hardships is 'What may have happened to a family, in the order of the form.';

create table support.wants (
	want text primary key,
	place int not null unique
);
comment on table support.wants is 'What may help a family, in the order of the form; an officer''s visit finds the same.';

create table support.ends (
	reason text primary key,
	after_decision boolean not null,
	before_decision boolean not null,
	place int not null unique,
	check (after_decision or before_decision)
);
comment on table support.ends is 'Why officers stop looking after a request: before a decision it is then cancelled, after one it is done.';

insert into support.hardships (hardship, place) values ('agent_orange', 1), ('traffic_accident', 2), ('other', 3);
insert into support.wants (want, place) values
	('visit', 1), ('food', 2), ('livelihood', 3), ('schooling', 4), ('house', 5), ('care', 6), ('papers', 7), ('unsure', 8);
insert into support.ends (reason, before_decision, after_decision, place) values
	('no_longer_needed', true, true, 1), ('other_help', true, true, 2), ('moved_away', true, true, 3), ('person_died', true, true, 4),
	('unreachable', true, false, 5), ('duplicate', true, false, 6), ('other_unit', true, false, 7);

create table support.requests (
	case_id uuid primary key references queue.cases (id),
	unit text not null references unit.units (code),
	asker text not null check (asker in ('self', 'neighbour', 'officer')),
	hardship text references support.hardships (hardship),
	story text check (char_length(story) between 1 and 1000 and house.is_clean(story)),
	wants text[] not null,
	family_name text check (house.is_name(family_name)),
	family_phone text check (family_phone ~ '^\+[0-9]{6,15}$'),
	area text not null,
	area_valid_from date not null,
	hamlet uuid references unit.hamlets (id),
	landmark text check (char_length(landmark) between 1 and 200 and house.is_clean(landmark)),
	asker_name text check (house.is_name(asker_name)),
	asker_phone text check (asker_phone ~ '^\+[0-9]{6,15}$'),
	may_name boolean,
	agreed boolean,
	agreed_at timestamptz,
	agreed_how text check (agreed_how in ('own_request', 'call', 'in_person')),
	agreed_to uuid references staff.officers (user_id),
	granted text check (granted in ('granted', 'partly', 'refused')),
	reason text check (char_length(reason) between 1 and 1000 and house.is_clean(reason)),
	decided_at timestamptz,
	decided_by uuid references staff.officers (user_id),
	ended text references support.ends (reason),
	closed_at timestamptz,
	last_visit date,
	next_visit date,
	foreign key (area, area_valid_from) references unit.areas (code, valid_from),
	-- Who asks for their own family is the family; of anybody else it is known whether the family may hear of them.
	check ((asker = 'self') = (may_name is null)),
	check (asker <> 'self' or (num_nonnulls(asker_name, asker_phone) = 0 and agreed is true)),
	check (num_nulls(agreed, agreed_at, agreed_how) in (0, 3)),
	check (num_nulls(granted, decided_at, decided_by) in (0, 3)),
	check (granted is null or agreed is true),
	check (next_visit is null or (agreed is true and closed_at is null)),
	unique (case_id, agreed)
);
comment on table support.requests is 'Who needs help, what happened, what would help; then the family''s word, the decision and the end. Persons go with retention.';
comment on column support.requests.may_name is 'Whether who asked agreed that the family hears their name.';
comment on column support.requests.agreed is 'The family''s own word; null until it was asked.';
comment on column support.requests.last_visit is 'The last day on which officers met the family; follows support.visits.';
comment on column support.requests.next_visit is 'The day of the visit that is planned; follows support.visits.';
create index requests_of_area on support.requests (area, area_valid_from);
create index requests_of_hamlet on support.requests (hamlet);
create index requests_by_name on support.requests (area, house.fold(family_name)) where family_name is not null;
create index requests_by_phone on support.requests (unit, family_phone) where family_phone is not null;
-- Families to look after: those without a planned visit first, then by its day.
create index requests_in_care on support.requests (unit, (coalesce(next_visit, '-infinity')), case_id)
where agreed and closed_at is null;

create table support.visits (
	id uuid primary key default gen_random_uuid(),
	case_id uuid not null,
	agreed boolean not null default true check (agreed),
	day date not null,
	made_on date check (made_on = day),
	met boolean check ((met is null) = (made_on is null)),
	needs text[] not null default '{}',
	note text check (char_length(note) between 1 and 1000 and house.is_clean(note)),
	officer uuid not null references staff.officers (user_id),
	errand uuid unique references booking.errands (id),
	check (errand is null or made_on is null),
	-- No visit stands beside a request to which the family has not said yes, whoever writes it.
	foreign key (case_id, agreed) references support.requests (case_id, agreed)
);
comment on table support.visits is 'Visits to a family: one planned, the others made, with what was found.';
comment on column support.visits.errand is 'A team drives there on its round: it knows the place and the phone.';
create unique index visits_planned on support.visits (case_id) where made_on is null;
create index visits_of_case on support.visits (case_id, day);

create table support.given (
	id uuid primary key default gen_random_uuid(),
	case_id uuid not null references support.requests (case_id),
	day date not null,
	kind text not null check (kind in ('money', 'goods')),
	amount int check (amount between 1000 and 1000000000),
	goods text check (char_length(goods) between 1 and 200 and house.is_clean(goods)),
	erased boolean not null default false,
	officer uuid not null references staff.officers (user_id),
	at timestamptz not null default now(),
	undone_at timestamptz,
	undone_by uuid references staff.officers (user_id),
	payment uuid unique references fund.payments (id),
	check (payment is null or amount is not null),
	check (case kind when 'money' then amount is not null and goods is null else (goods is null) = erased end),
	check ((undone_at is null) = (undone_by is null))
);
comment on table support.given is 'What a family was given, or is to be given by the fund. The fund knows a payment of a family of one kind, never which.';
comment on column support.given.payment is 'What the fund was asked to pay: given once that is paid, not any more once it is reversed.';
comment on column support.given.amount is 'Whole đồng; of goods their stated value, if somebody stated it.';
create index given_of_case on support.given (case_id, day);

alter table support.hardships enable row level security;
alter table support.wants enable row level security;
alter table support.ends enable row level security;
alter table support.requests enable row level security;
alter table support.visits enable row level security;
alter table support.given enable row level security;

insert into queue.states (state, final, calls) values
	('family_to_ask', false, true), ('to_visit', false, true), ('visit_agreed', false, false), ('visited', false, false),
	('in_care', false, false), ('declined', true, false), ('not_granted', true, false);

insert into queue.transitions (kind, from_state, to_state, who, action, needs) values
	('support', 'family_to_ask', 'to_visit', 'officer', 'consent', null),
	('support', 'family_to_ask', 'declined', 'officer', 'consent', null),
	('support', 'to_visit', 'visit_agreed', 'officer', 'visit_day', null),
	('support', 'visit_agreed', 'visit_agreed', 'officer', 'visit_day', null),
	('support', 'visited', 'visited', 'officer', 'visit_day', null),
	('support', 'in_care', 'in_care', 'officer', 'visit_day', null),
	('support', 'to_visit', 'to_visit', 'officer', 'visit_made', null),
	('support', 'to_visit', 'visit_agreed', 'officer', 'visit_made', null),
	('support', 'to_visit', 'visited', 'officer', 'visit_made', null),
	('support', 'visit_agreed', 'to_visit', 'officer', 'visit_made', null),
	('support', 'visit_agreed', 'visit_agreed', 'officer', 'visit_made', null),
	('support', 'visit_agreed', 'visited', 'officer', 'visit_made', null),
	('support', 'visited', 'visited', 'officer', 'visit_made', null),
	('support', 'in_care', 'in_care', 'officer', 'visit_made', null),
	('support', 'visited', 'in_care', 'officer', 'decide', 'reason'),
	('support', 'visited', 'not_granted', 'officer', 'decide', 'reason'),
	('support', 'in_care', 'in_care', 'officer', 'give', null),
	('support', 'in_care', 'in_care', 'officer', 'give_undo', null),
	('support', 'family_to_ask', 'cancelled', 'officer', 'end_support', 'reason'),
	('support', 'to_visit', 'cancelled', 'officer', 'end_support', 'reason'),
	('support', 'visit_agreed', 'cancelled', 'officer', 'end_support', 'reason'),
	('support', 'visited', 'cancelled', 'officer', 'end_support', 'reason'),
	('support', 'in_care', 'done', 'officer', 'end_support', 'reason'),
	('support', 'family_to_ask', 'cancelled', 'citizen', 'cancel', 'reason'),
	('support', 'to_visit', 'cancelled', 'citizen', 'cancel', 'reason'),
	('support', 'visit_agreed', 'cancelled', 'citizen', 'cancel', 'reason'),
	('support', 'visited', 'cancelled', 'citizen', 'cancel', 'reason');

-- No question is asked by the code: who asked for another family would read what is asked of it.
insert into queue.transitions (kind, from_state, to_state, who, action)
select 'support', s.state, s.state, a.who, a.action
from (values
	('officer', 'call'), ('officer', 'assign'), ('officer', 'note'), ('officer', 'replace_code')
) a (who, action)
cross join (values ('family_to_ask'), ('to_visit'), ('visit_agreed'), ('visited'), ('in_care')) s (state);

insert into queue.clock_stops (kind, clock, reason) values
	('support', 'first reply', 'action:call'),
	('support', 'first reply', 'action:consent'),
	('support', 'first reply', 'action:visit_day'),
	('support', 'first reply', 'action:visit_made');

-- ---------------------------------------------------------------------------------------------------- what is known of a case

-- Text by which officers find a request: names, phones, place. After erasure only the reference and the place are left.
create function support.retitle(case_id uuid)
returns void
language sql
set search_path = ''
as $$
	update queue.cases c
	set search = queue.searchable(concat_ws(
		' ',
		c.reference, r.family_name, r.asker_name, r.landmark,
		r.family_phone, '0' || substr(r.family_phone, 4), r.asker_phone, '0' || substr(r.asker_phone, 4),
		h.name, a.name
	))
	from support.requests r
	join unit.areas a on a.code = r.area and a.valid_from = r.area_valid_from
	left join unit.hamlets h on h.id = r.hamlet
	where c.id = $1 and r.case_id = $1;
$$;

-- Whether a case is a request that somebody made for another family: then its code is not the family's.
create function support.is_for_others(c queue.cases)
returns boolean
language sql
stable
set search_path = ''
as $$
	select c.kind = 'support'
		and exists (select 1 from support.requests r where r.case_id = c.id and r.asker <> 'self');
$$;

-- Other requests of what seems the same household: the folded name in the same area, or the same phone. Erased ones match none.
create function support.same_household(r support.requests)
returns jsonb
language sql
stable
set search_path = ''
as $$
	select coalesce(jsonb_agg(jsonb_build_object(
		'id', c.id, 'reference', c.reference, 'state', c.state, 'received_at', c.received_at,
		'by', to_jsonb(array_remove(array[case when x.by_name then 'name' end, case when x.by_phone then 'phone' end], null))
	) order by c.received_at desc, c.id), '[]')
	from (
		select o.case_id, bool_or(o.by_name) as by_name, bool_or(o.by_phone) as by_phone
		from (
			select n.case_id, true as by_name, false as by_phone
			from support.requests n
			where n.area = r.area and house.fold(n.family_name) = house.fold(r.family_name) and n.unit = r.unit
			union all
			select p.case_id, false, true from support.requests p where p.unit = r.unit and p.family_phone = r.family_phone
		) o
		where o.case_id <> r.case_id
		group by o.case_id
	) x
	join queue.cases c on c.id = x.case_id;
$$;

-- How far a payment of the fund is: `day` and `voucher` once it is paid, `reason` where it was refused or taken back.
create function support.posting(payment uuid)
returns jsonb
language sql
stable
set search_path = ''
as $$
	select jsonb_build_object(
		'state', case when b.id is not null then 'reversed' else p.state end,
		'day', coalesce(b.day, e.day), 'voucher', coalesce(b.voucher, e.voucher),
		'reason', coalesce(b.words, (
			select v.reason from fund.payment_events v where v.payment = p.id and v.reason is not null order by v.place desc limit 1
		))
	)
	from fund.payments p
	left join fund.entries e on e.payment = p.id
	left join fund.entries b on b.reverses = e.id
	where p.id = $1;
$$;

-- The decision under which the fund of a unit gives help, and the most that one payment may be; null where it gives none.
create function support.fund_rule(unit text)
returns jsonb
language sql
stable
set search_path = ''
as $$
	select jsonb_build_object('decision', k -> 'decision', 'cap', k -> 'cap')
	from fund.rule_of($1, 'support') k
	where k is not null and (fund.book_of($1)).unit is not null;
$$;

-- The request for which a team drives an errand.
create function support.case_of(errand uuid)
returns uuid
language sql
stable
set search_path = ''
as $$
	select v.case_id from support.visits v where v.errand = $1;
$$;

-- What a team may know of an errand: where, and whom to ring. Never a name, what happened, or that it is about help at all.
create function support.face_of(errand uuid)
returns jsonb
language sql
stable
set search_path = ''
as $$
	select jsonb_build_object(
		'area_name', a.full_name, 'hamlet_name', h.name, 'landmark', r.landmark, 'phone', r.family_phone
	)
	from (select 1) one
	left join support.requests r on r.case_id = support.case_of($1)
	left join unit.areas a on a.code = r.area and a.valid_from = r.area_valid_from
	left join unit.hamlets h on h.id = r.hamlet;
$$;

-- How a planned visit rides along: which team when, as far as it is planned, and what the team said at the door.
create function support.ride(errand uuid)
returns jsonb
language sql
stable
set search_path = ''
as $$
	select jsonb_build_object(
		'minutes', e.minutes, 'team_name', t.name, 'start', s.start, 'came', e.came, 'told_at', e.told_at
	)
	from booking.errands e
	left join booking.stops s on s.subject = e.id and s.kind = 'support'
	left join booking.team_days d on d.id = s.team_day
	left join booking.teams t on t.id = d.team
	where e.id = $1;
$$;

-- What an officer sees of a request, or null.
create function support.detail(case_id uuid)
returns jsonb
language sql
stable
set search_path = ''
as $$
	select jsonb_build_object(
		'asker', r.asker, 'hardship', r.hardship, 'story', r.story, 'wants', to_jsonb(r.wants),
		'family', jsonb_build_object('name', r.family_name, 'phone', r.family_phone),
		'asked_by', case when r.asker <> 'self' then
			jsonb_build_object('name', r.asker_name, 'phone', r.asker_phone, 'may_name', r.may_name)
		end,
		'area_name', a.full_name, 'hamlet_name', h.name, 'landmark', r.landmark,
		'agreed', case when r.agreed is not null then jsonb_build_object(
			'yes', r.agreed, 'at', r.agreed_at, 'how', r.agreed_how, 'officer', queue.person(r.agreed_to)
		) end,
		'visits', (
			select coalesce(jsonb_agg(jsonb_build_object(
				'id', v.id, 'day', v.day, 'met', v.met, 'needs', to_jsonb(v.needs), 'note', v.note, 'officer', queue.person(v.officer),
				'rides', support.ride(v.errand)
			) order by v.day desc, v.made_on nulls first, v.id), '[]')
			from support.visits v where v.case_id = r.case_id
		),
		'next_visit', r.next_visit,
		'decision', case when r.granted is not null then jsonb_build_object(
			'granted', r.granted, 'reason', r.reason, 'at', r.decided_at, 'officer', queue.person(r.decided_by)
		) end,
		'given', (
			select coalesce(jsonb_agg(jsonb_build_object(
				'id', g.id, 'day', g.day, 'kind', g.kind, 'amount', g.amount, 'goods', g.goods,
				'officer', queue.person(g.officer), 'undone', g.undone_at is not null, 'fund', support.posting(g.payment)
			) order by g.day desc, g.at desc, g.id), '[]')
			from support.given g where g.case_id = r.case_id
		),
		'fund', support.fund_rule(r.unit),
		'ended', r.ended,
		'same', support.same_household(r),
		'unanswered', (select jsonb_build_object('calls', k.calls, 'days', k.days) from queue.calls(r.case_id) k),
		'erased_at', coalesce(c.erased_contact_at, c.erased_sensitive_at)
	)
	from support.requests r
	join queue.cases c on c.id = r.case_id
	join unit.areas a on a.code = r.area and a.valid_from = r.area_valid_from
	left join unit.hamlets h on h.id = r.hamlet
	where r.case_id = $1;
$$;

-- Lawful next steps for the calling officer, the first is the main button. The desk asks the family and agrees on days; what is
-- found, decided and given is written by support officers.
create function support.actions(c queue.cases)
returns text[]
language plpgsql
stable
set search_path = ''
as $$
declare
	desk boolean := staff.has_role('desk');
	helps boolean := staff.has_role('support') or staff.has_role('lead');
	r support.requests;
	due boolean;
	called boolean;
	list text[];
begin
	select * into r from support.requests x where x.case_id = c.id;
	if not found or c.ended_at is not null then
		return array_remove(array[
			case when c.erased_sensitive_at is null then 'note' end,
			case when r.case_id is not null and desk and c.erased_contact_at is null then 'ask_data' end
		], null);
	end if;
	due := coalesce(r.next_visit <= house.local_day(now()), false);
	called := exists (
		select 1 from queue.events e where e.case_id = c.id and e.code = 'call' and e.data ->> 'outcome' = 'answered'
	);
	list := case c.state
		when 'family_to_ask' then case when called then array['consent', 'call'] else array['call', 'consent'] end
		when 'to_visit' then case when called then array['visit_day', 'call'] else array['call', 'visit_day'] end || array['visit_made']
		when 'visit_agreed' then case when due then array['visit_made', 'call', 'visit_day'] else array['call', 'visit_day', 'visit_made'] end
		when 'visited' then array['decide', 'call', 'visit_day', 'visit_made']
		else case when due then array['visit_made', 'give'] else array['give', 'visit_made'] end || array['visit_day', 'call']
	end || array['end_support', 'replace_code', 'assign', 'note', 'ask_data'];
	return array(
		select u.a from unnest(list) with ordinality u (a, n)
		where (helps or u.a <> all (array['visit_made', 'decide', 'give']))
			and (desk or u.a <> all (array['replace_code', 'ask_data']))
			-- The code of who asked for another family opens nothing of the family's; a new one would be no help to it.
			and (u.a <> 'replace_code' or r.asker = 'self' or c.state = 'family_to_ask')
		order by u.n
	);
end;
$$;

-- --------------------------------------------------------------------------------------------------------------- asking

-- The codes of a json list that `known` has, each once; refuses 422 `required`, `bad_format`, `duplicate`.
create function support.codes(value jsonb, known text[], field text)
returns text[]
language plpgsql
immutable
set search_path = ''
as $$
declare
	typed text[];
begin
	perform house.demand(jsonb_typeof(value) = 'array', 422, 'bad_format', field);
	typed := array(select jsonb_array_elements_text(value));
	perform house.demand(cardinality(typed) > 0, 422, 'required', field);
	perform house.demand(typed <@ known, 422, 'bad_format', field);
	perform house.demand(cardinality(typed) = (select count(distinct t) from unnest(typed) t), 422, 'duplicate', field);
	-- In the order of the form, whatever the order of the clicks.
	return array(select k from unnest(known) with ordinality u (k, n) where k = any (typed) order by n);
end;
$$;

create function support.known_wants()
returns text[]
language sql
stable
set search_path = ''
as $$
	select array_agg(w.want order by w.place) from support.wants w;
$$;

-- Opens a request: over the page, or entered by an officer of the unit that serves the place. Phones are E.164.
create function support.take_request(form jsonb, hash bytea, words text[], channel text, officer uuid, unit text)
returns queue.cases
language plpgsql
set search_path = ''
as $$
declare
	asker text := $1 ->> 'asker';
	own boolean := asker = 'self';
	asked_by jsonb := nullif($1 -> 'asked_by', 'null');
	place unit.areas;
	c queue.cases;
begin
	perform house.demand(coalesce(asker in ('self', 'neighbour', 'officer'), false), 422, 'bad_format', 'asker');
	perform house.demand($1 -> 'consent' = 'true', 422, 'required', 'consent');
	perform house.demand(own or asked_by is not null, 422, 'required', 'asked_by');
	perform house.demand(not own or asked_by is null, 422, 'bad_format', 'asked_by');
	perform house.demand(own or asked_by ->> 'phone' is not null, 422, 'required', 'asked_by.phone');
	perform house.demand(not own or $1 ->> 'family_phone' is not null, 422, 'required', 'family_phone');
	perform house.demand(num_nonnulls($1 ->> 'hamlet', $1 ->> 'landmark') > 0, 422, 'required', 'landmark');
	perform house.demand($1 ->> 'hardship' is not null, 422, 'required', 'hardship');
	perform house.demand($1 ->> 'hardship' <> 'other' or $1 ->> 'story' is not null, 422, 'required', 'story');
	place := booking.place_of($1 ->> 'area', ($1 ->> 'hamlet')::uuid, '');
	perform house.demand($6 is null or place.unit = $6, 409, 'not_served', 'area');
	c := queue.open_case(
		'support', place.unit, place.code, $4, case when own then 'to_visit' else 'family_to_ask' end, 'support', '{}', '', $3, $5
	);
	insert into support.requests (
		case_id, unit, asker, hardship, story, wants, family_name, family_phone, area, area_valid_from, hamlet, landmark,
		asker_name, asker_phone, may_name, agreed, agreed_at, agreed_how
	)
	values (
		c.id, place.unit, asker, $1 ->> 'hardship', house.text($1 ->> 'story', 'story', 1000),
		support.codes($1 -> 'wants', support.known_wants(), 'wants'), house.name($1 ->> 'family_name', 'family_name'),
		$1 ->> 'family_phone', place.code, place.valid_from, ($1 ->> 'hamlet')::uuid,
		house.text($1 ->> 'landmark', 'landmark', 200),
		case when not own then house.name(asked_by ->> 'name', 'asked_by.name') end, asked_by ->> 'phone',
		(asked_by ->> 'may_name')::boolean,
		case when own then true end, case when own then now() end, case when own then 'own_request' end
	);
	perform support.retitle(c.id);
	perform lookup.bind($2, c.id);
	return c;
exception
	when check_violation or foreign_key_violation or invalid_text_representation then
		perform house.refuse(422, 'bad_format');
	when serialization_failure or deadlock_detected or lock_not_available or query_canceled then
		perform house.refuse(503, 'busy');
end;
$$;

-- Somebody asked for help. Granted to service_role alone: the edge has checked the proof of work and the phones. Definer: the
-- private schemas are closed to the API's roles.
create function public.support_ask_write(key uuid, request jsonb, lookup_hash text, form jsonb, words text[], proof text)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
	answer jsonb := queue.once(key, 'support_ask', request);
	hash bytea := house.bytes32(lookup_hash, 'lookup_hash');
	c queue.cases;
begin
	if answer is not null then
		return answer;
	end if;
	perform house.demand(lookup.case_of(hash) is null, 409, 'code_taken', 'lookup_hash');
	perform house.demand(proof is null or booking.spend(proof), 409, 'proof_spent', 'proof');
	c := support.take_request(form, hash, words, 'web', null, null);
	return queue.remember(key, 'support_ask', request, booking.booked(c.id) - 'window' - 'gathering', c.id);
end;
$$;
grant execute on function public.support_ask_write(uuid, jsonb, text, jsonb, text[], text) to service_role;

-- A request that an officer enters for whoever rings, stands at the counter or wrote on paper. Called by the edge with the officer's
-- token, because the phones are read and the words drawn there. Definer as above.
create function public.support_enter_write(
	key uuid, request jsonb, lookup_hash text, form jsonb, channel text, words text[]
)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
	me staff.officers := staff.require(null, array['desk', 'support']);
	answer jsonb := queue.once(key, 'support_enter', request);
	hash bytea := house.bytes32(lookup_hash, 'lookup_hash');
	c queue.cases;
begin
	if answer is not null then
		return answer;
	end if;
	perform house.demand(coalesce(channel in ('hotline', 'ward', 'paper', 'walk_in'), false), 422, 'bad_format', 'channel');
	perform house.demand(lookup.case_of(hash) is null, 409, 'code_taken', 'lookup_hash');
	c := support.take_request(form, hash, words, channel, me.user_id, me.unit);
	return queue.remember(
		key, 'support_enter', request, (booking.booked(c.id) || jsonb_build_object('id', c.id)) - 'window' - 'gathering', c.id
	);
end;
$$;
grant execute on function public.support_enter_write(uuid, jsonb, text, jsonb, text, text[]) to authenticated;

-- ------------------------------------------------------------------------------------------------------------ officers

-- Moves a request, which the officer may know of, by one step; the citizen sees the step where the code is the family's.
create function support.step(
	me staff.officers, c queue.cases, version int, to_state text, action text, data jsonb default '{}', said text default null,
	told boolean default true
)
returns queue.cases
language plpgsql
set search_path = ''
as $$
begin
	perform house.demand($3 is not null, 422, 'required', 'version');
	perform house.demand(c.kind = 'support', 409, 'not_allowed');
	return queue.move(c.id, $3, $4, 'officer', $5, me.user_id, $6, $7, told and not support.is_for_others(c));
end;
$$;

-- Takes a planned visit away, and its errand from the round of a team; `made`: because it was made.
create function support.unplan(case_id uuid, made boolean)
returns void
language plpgsql
set search_path = ''
as $$
declare
	errand uuid;
begin
	delete from support.visits v where v.case_id = $1 and v.made_on is null returning v.errand into errand;
	if errand is not null then
		perform booking.end_errand(errand, $2);
	end if;
end;
$$;

-- Writes the day of the next visit, or none, and its clock, which puts the case in its place in the list. `minutes`: a team rides
-- there on its round. A visit that was to ride on that day still does, unless `anew`.
create function support.plan_visit(
	case_id uuid, day date, officer uuid, made boolean default false, anew boolean default false, minutes int default null
)
returns void
language plpgsql
set search_path = ''
as $$
declare
	due timestamptz := house.at($2, 17 * 60);
	days int := greatest($2 - house.local_day(now()), 1);
	errand uuid;
begin
	if not $4 and not $5 and exists (select 1 from support.visits v where v.case_id = $1 and v.made_on is null and v.day = $2) then
		return;
	end if;
	perform support.unplan($1, $4);
	update support.requests r set next_visit = $2 where r.case_id = $1;
	if $2 is null then
		perform queue.stop_clock($1, 'next visit');
		return;
	end if;
	if $6 is not null then
		insert into booking.errands (unit, day, area, place_id, minutes)
		select r.unit, $2, r.area, booking.place_id(r.area, r.hamlet), $6 from support.requests r where r.case_id = $1
		returning id into errand;
	end if;
	insert into support.visits (case_id, day, officer, errand) values ($1, $2, $3, errand);
	insert into queue.clocks_running as k (case_id, clock, started_at, due_at, amount, measure)
	values ($1, 'next visit', due - make_interval(days => days), due, days, 'days')
	on conflict on constraint clocks_running_pkey do update
	set started_at = excluded.started_at, due_at = excluded.due_at, amount = excluded.amount, stopped_at = null, paused_at = null;
	perform queue.reckon($1);
end;
$$;

-- Ends what officers look after: no visit stays planned.
create function support.close(case_id uuid, reason text)
returns void
language plpgsql
set search_path = ''
as $$
begin
	perform support.unplan($1, false);
	update support.requests r set next_visit = null, ended = $2, closed_at = now() where r.case_id = $1;
end;
$$;

-- The family's own word: whether officers may come. `how`: 'call' wants an answered call by the same officer within 30 minutes
-- (409 `call_first`), 'in_person' that they were met. Definer: officers write no table.
create function public.support_consent(key uuid, id uuid, version int, agreed boolean, how text)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
	me staff.officers := staff.require(null, array['desk', 'support', 'lead']);
	request jsonb := jsonb_build_array(id, version, agreed, how);
	answer jsonb := queue.once(key, 'support_consent', request);
	c queue.cases;
begin
	if answer is not null then
		return answer;
	end if;
	perform house.demand(agreed is not null, 422, 'required', 'agreed');
	perform house.demand(coalesce(how in ('call', 'in_person'), false), 422, 'bad_format', 'how');
	c := support.step(
		me, queue.mine(me, id), version, case when agreed then 'to_visit' else 'declined' end, 'consent',
		jsonb_build_object('agreed', agreed, 'how', how)
	);
	perform house.demand(how <> 'call' or queue.spoke_lately(id, me.user_id), 409, 'call_first', 'how');
	update support.requests r
	set agreed = support_consent.agreed, agreed_at = now(), agreed_how = how, agreed_to = me.user_id
	where r.case_id = c.id;
	if not agreed then
		perform support.close(c.id, null);
	end if;
	return queue.remember(key, 'support_consent', request, queue.answer(c), id);
end;
$$;
grant execute on function public.support_consent(uuid, uuid, int, boolean, text) to authenticated;

-- Agrees on the day of the next visit, the first or a later one; with `minutes` it rides along in a team's round. Definer as above.
create function public.support_day(key uuid, id uuid, version int, day date, minutes int)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
	me staff.officers := staff.require(null, array['desk', 'support', 'lead']);
	request jsonb := jsonb_build_array(id, version, day, minutes);
	answer jsonb := queue.once(key, 'support_day', request);
	c queue.cases;
begin
	if answer is not null then
		return answer;
	end if;
	perform support.check_ahead(day, 'day', true);
	perform house.demand(minutes is null or minutes between 5 and 240, 422, 'out_of_range', 'minutes');
	c := queue.mine(me, id);
	c := support.step(
		me, c, version, case when c.state = 'to_visit' then 'visit_agreed' else c.state end, 'visit_day', jsonb_build_object('day', day)
	);
	perform support.plan_visit(c.id, day, me.user_id, anew => true, minutes => minutes);
	return queue.remember(key, 'support_day', request, queue.answer(c), id);
end;
$$;
grant execute on function public.support_day(uuid, uuid, int, date, int) to authenticated;

-- A day on which officers will come: today or within a year. Refuses 422 `required`, `out_of_range`.
create function support.check_ahead(day date, field text, needed boolean)
returns void
language plpgsql
stable
set search_path = ''
as $$
begin
	perform house.demand(day is not null or not needed, 422, 'required', field);
	perform house.demand(
		day is null or day between house.local_day(now()) and house.local_day(now()) + 366, 422, 'out_of_range', field
	);
end;
$$;

-- A day on which something was done: not before the request came, and not ahead. Refuses as above.
create function support.check_past(day date, c queue.cases)
returns void
language plpgsql
stable
set search_path = ''
as $$
begin
	perform house.demand(day is not null, 422, 'required', 'day');
	perform house.demand(
		day between house.local_day(c.received_at) and house.local_day(now()), 422, 'out_of_range', 'day'
	);
end;
$$;

-- Writes a visit down: whether somebody was met, what would help, what else was seen, and when officers come again. Definer.
create function public.support_visit(
	key uuid, id uuid, version int, day date, met boolean, needs text[], note text, next_day date
)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
	me staff.officers := staff.require(null, array['support', 'lead']);
	request jsonb := jsonb_build_array(id, version, day, met, to_jsonb(needs), note, next_day);
	answer jsonb := queue.once(key, 'support_visit', request);
	said text := house.text(note, 'note', 1000);
	c queue.cases;
begin
	if answer is not null then
		return answer;
	end if;
	perform house.demand(met is not null, 422, 'required', 'met');
	perform house.demand(needs is not null, 422, 'required', 'needs');
	perform support.check_ahead(next_day, 'next_day', false);
	c := queue.mine(me, id);
	perform support.check_past(day, c);
	c := support.step(
		me, c, version,
		case
			when c.state = 'in_care' then 'in_care'
			when met then 'visited'
			when c.state in ('to_visit', 'visit_agreed') then case when next_day is null then 'to_visit' else 'visit_agreed' end
			else c.state
		end,
		'visit_made', jsonb_strip_nulls(jsonb_build_object('day', day, 'met', met, 'next', next_day))
	);
	perform support.plan_visit(c.id, next_day, me.user_id, made => true);
	insert into support.visits (case_id, day, made_on, met, needs, note, officer)
	values (
		c.id, day, day, met,
		case when needs = '{}' then '{}' else support.codes(to_jsonb(needs), support.known_wants(), 'needs') end, said, me.user_id
	);
	update support.requests r
	set last_visit = (select max(v.made_on) from support.visits v where v.case_id = c.id and v.met)
	where r.case_id = c.id;
	return queue.remember(key, 'support_visit', request, queue.answer(c), id);
end;
$$;
grant execute on function public.support_visit(uuid, uuid, int, date, boolean, text[], text, date) to authenticated;

-- Decides after a visit, with the reason, which the family may read; `next_day`: when officers come again. Definer as above.
create function public.support_decide(key uuid, id uuid, version int, granted text, reason text, next_day date)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
	me staff.officers := staff.require(null, array['support', 'lead']);
	request jsonb := jsonb_build_array(id, version, granted, reason, next_day);
	answer jsonb := queue.once(key, 'support_decide', request);
	said text := house.text(reason, 'reason', 1000, true);
	c queue.cases;
begin
	if answer is not null then
		return answer;
	end if;
	perform house.demand(coalesce(granted in ('granted', 'partly', 'refused'), false), 422, 'bad_format', 'granted');
	perform house.demand(granted <> 'refused' or next_day is null, 422, 'bad_format', 'next_day');
	perform support.check_ahead(next_day, 'next_day', false);
	c := support.step(
		me, queue.mine(me, id), version, case when granted = 'refused' then 'not_granted' else 'in_care' end, 'decide',
		jsonb_build_object('granted', granted), said
	);
	update support.requests r
	set granted = support_decide.granted, reason = said, decided_at = now(), decided_by = me.user_id
	where r.case_id = c.id;
	if granted = 'refused' then
		perform support.close(c.id, null);
	else
		perform support.plan_visit(c.id, next_day, me.user_id);
	end if;
	return queue.remember(key, 'support_decide', request, queue.answer(c), id);
end;
$$;
grant execute on function public.support_decide(uuid, uuid, int, text, text, date) to authenticated;

-- Asks the fund to pay for a family, which is named nowhere in it; the officer is who proposes. Refuses 422 `names_family`, and as
-- `fund_spend_propose` does.
create function support.ask_fund(c queue.cases, kind text, amount int, goods text, fund jsonb)
returns uuid
language plpgsql
set search_path = ''
as $$
declare
	r support.requests;
	evidence text := house.text($5 ->> 'evidence', 'evidence', 2000, true);
begin
	select * into r from support.requests x where x.case_id = c.id;
	perform house.demand($3 is not null, 422, 'required', 'amount');
	perform house.demand(
		case $2 when 'goods' then $5 ->> 'source' = 'goods' else $5 ->> 'source' in ('cash', 'bank') end is true, 422, 'bad_format', 'source'
	);
	perform
		house.demand(coalesce(x.said !~* 'TB-?[0-9]{2}', true), 422, 'names_a_tip', x.field),
		house.demand(not coalesce(fund.says_name(x.said, n.name), false), 422, 'names_family', x.field)
	from (values (goods, 'goods'), (evidence, 'evidence'), ($5 ->> 'decision', 'decision')) x (said, field)
	cross join (values (r.family_name), (r.asker_name)) n (name);
	return (public.fund_spend_propose(
		gen_random_uuid(), 'support', $5 ->> 'source', $3, concat_ws(': ', 'Hỗ trợ gia đình', goods), null, false, r.hardship, 1, null,
		$5 ->> 'decision', evidence
	) ->> 'id')::uuid;
end;
$$;

-- Writes down what the family was given: money, or goods with their stated value if there is one. `fund` ({source, decision,
-- evidence}): the fund is asked for it, and it is given once the fund has paid. Definer as above.
create function public.support_give(key uuid, id uuid, version int, day date, kind text, amount int, goods text, fund jsonb)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
	me staff.officers := staff.require(null, array['support', 'lead']);
	request jsonb := jsonb_build_array(id, version, day, kind, amount, goods, fund);
	answer jsonb := queue.once(key, 'support_give', request);
	things text := house.text(goods, 'goods', 200);
	given uuid := gen_random_uuid();
	asks boolean := coalesce(jsonb_typeof(fund), 'null') <> 'null';
	payment uuid;
	c queue.cases;
begin
	if answer is not null then
		return answer;
	end if;
	perform house.demand(coalesce(kind in ('money', 'goods'), false), 422, 'bad_format', 'kind');
	perform house.demand(kind <> 'money' or amount is not null, 422, 'required', 'amount');
	perform house.demand(kind <> 'money' or things is null, 422, 'bad_format', 'goods');
	perform house.demand(kind <> 'goods' or things is not null, 422, 'required', 'goods');
	perform house.demand(amount is null or amount between 1000 and 1000000000, 422, 'out_of_range', 'amount');
	c := queue.mine(me, id);
	perform support.check_past(day, c);
	c := support.step(
		me, c, version, 'in_care', 'give', jsonb_build_object('kind', kind, 'given', given, 'fund', asks), told => not asks
	);
	if asks then
		payment := support.ask_fund(c, kind, amount, things, fund);
	end if;
	insert into support.given (id, case_id, day, kind, amount, goods, officer, payment)
	values (given, c.id, day, kind, amount, things, me.user_id, payment);
	return queue.remember(key, 'support_give', request, queue.answer(c), id);
end;
$$;
grant execute on function public.support_give(uuid, uuid, int, date, text, int, text, jsonb) to authenticated;

-- Withdraws what the fund was asked for, if nobody has paid or refused it.
create function support.ask_no_more(me staff.officers, payment uuid)
returns void
language plpgsql
set search_path = ''
as $$
declare
	p fund.payments;
begin
	select * into p from fund.payments x where x.id = $2;
	if p.state in ('proposed', 'approved') then
		perform house.demand(p.proposed_by = me.user_id or 'lead' = any (me.roles), 409, 'not_allowed', 'given');
		perform public.fund_spend_end(gen_random_uuid(), p.id, 'Rút từ hồ sơ hỗ trợ');
	end if;
end;
$$;

-- Takes back what was written by mistake; the line stays, struck through, and a payment that nobody made yet is withdrawn. Refuses
-- 409 `not_allowed` the second time, or where a colleague asked the fund; `paid` where only a reversal takes it back. Definer.
create function public.support_give_undo(key uuid, id uuid, version int, given uuid)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
	me staff.officers := staff.require(null, array['support', 'lead']);
	request jsonb := jsonb_build_array(id, version, given);
	answer jsonb := queue.once(key, 'support_give_undo', request);
	line support.given;
	c queue.cases;
begin
	if answer is not null then
		return answer;
	end if;
	c := support.step(me, queue.mine(me, id), version, 'in_care', 'give_undo', jsonb_build_object('given', given));
	update support.given g set undone_at = now(), undone_by = me.user_id
	where g.id = given and g.case_id = c.id and g.undone_at is null
	returning g.* into line;
	perform house.demand(found, 409, 'not_allowed', 'given');
	if line.payment is not null then
		-- Held, so that nobody pays in between.
		perform 1 from fund.payments p where p.id = line.payment for update;
		perform house.demand(support.posting(line.payment) ->> 'state' <> 'paid', 409, 'paid', 'given');
		perform support.ask_no_more(me, line.payment);
	end if;
	return queue.remember(key, 'support_give_undo', request, queue.answer(c), id);
end;
$$;
grant execute on function public.support_give_undo(uuid, uuid, int, uuid) to authenticated;

-- Stops looking after a request, with the reason: after a decision it is done, before one cancelled. `note` is read by a family
-- that asked itself. Definer as above.
create function public.support_end(key uuid, id uuid, version int, reason text, note text)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
	me staff.officers := staff.require(null, array['desk', 'support', 'lead']);
	request jsonb := jsonb_build_array(id, version, reason, note);
	answer jsonb := queue.once(key, 'support_end', request);
	said text := house.text(note, 'note', 500);
	c queue.cases;
begin
	if answer is not null then
		return answer;
	end if;
	c := queue.mine(me, id);
	perform house.demand(
		exists (
			select 1 from support.ends e
			where e.reason = support_end.reason and case when c.state = 'in_care' then e.after_decision else e.before_decision end
		),
		422, 'bad_format', 'reason'
	);
	-- Nobody is paid after the end: first it is paid, refused or withdrawn.
	perform house.demand(
		not exists (
			select 1 from support.given g join fund.payments p on p.id = g.payment
			where g.case_id = c.id and p.state in ('proposed', 'approved')
		),
		409, 'payment_open'
	);
	c := support.step(
		me, c, version, case when c.state = 'in_care' then 'done' else 'cancelled' end, 'end_support',
		jsonb_build_object('reason', reason), said
	);
	perform support.close(c.id, reason);
	return queue.remember(key, 'support_end', request, queue.answer(c), id);
end;
$$;
grant execute on function public.support_end(uuid, uuid, int, text, text) to authenticated;

-- The request that a payment of help is for, told to who judges it by its evidence: lead and support officers. 404 for others and
-- for what is for no family known here. Definer as above.
create function public.support_of_payment(payment uuid)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
declare
	me staff.officers := staff.require(null, array['support', 'lead']);
	c queue.cases;
begin
	c := queue.mine(me, (select g.case_id from support.given g where g.payment = $1));
	return jsonb_build_object('id', c.id, 'reference', c.reference);
end;
$$;
grant execute on function public.support_of_payment(uuid) to authenticated;

-- Families to look after, those without a planned visit first, then by its day; keyset. Support officers alone. What is shown
-- of each is written down as read. Definer as above.
create function public.support_families(area text, after jsonb, size int)
returns jsonb
language plpgsql
security definer
set search_path = ''
as $$
#variable_conflict use_variable
declare
	me staff.officers := staff.require('support');
	after_day date;
	after_id uuid;
	ids uuid[];
	answer jsonb;
begin
	perform house.demand(size between 1 and 100, 422, 'out_of_range', 'size');
	perform house.demand(area is null or area ~ '^\d{5}$', 422, 'bad_format', 'area');
	if after is not null and jsonb_typeof(after) <> 'null' then
		perform house.strict(after, array['day', 'id'], 'after');
		perform house.demand(house.is_id(after -> 'id'), 422, 'bad_format', 'after');
		after_id := (after ->> 'id')::uuid;
		after_day := case when after ->> 'day' is null then '-infinity'::date else house.day(after ->> 'day', 'after') end;
	end if;
	-- One more than a page, to know whether another follows.
	ids := array(
		select r.case_id
		from support.requests r
		where r.unit = me.unit and r.agreed and r.closed_at is null
			and (area is null or r.area = area)
			and (after_id is null or (coalesce(r.next_visit, '-infinity'), r.case_id) > (after_day, after_id))
		order by coalesce(r.next_visit, '-infinity'), r.case_id
		limit size + 1
	);
	-- In one order for everybody, and before the chain of reads.
	perform 1 from queue.cases c where c.id = any (ids[:size]) order by c.id for key share;
	select jsonb_build_object(
		'rows', coalesce(jsonb_agg(jsonb_build_object(
			'id', c.id, 'reference', c.reference, 'state', c.state, 'name', r.family_name,
			'area', jsonb_build_object('code', a.code, 'name', a.name), 'hamlet_name', h.name,
			'last_visit', r.last_visit, 'next_visit', r.next_visit
		) order by coalesce(r.next_visit, '-infinity'), r.case_id), '[]'),
		'next', case when cardinality(ids) > size then (
			select jsonb_build_object('day', l.next_visit, 'id', l.case_id) from support.requests l where l.case_id = ids[size]
		) end,
		'today', house.local_day(now())
	) into answer
	from support.requests r
	join queue.cases c on c.id = r.case_id
	join unit.areas a on a.code = r.area and a.valid_from = r.area_valid_from
	left join unit.hamlets h on h.id = r.hamlet
	where r.case_id = any (ids[:size]);
	perform queue.log_read(u.id, me.user_id, 'listed') from (select x as id from unnest(ids[:size]) x order by x) u;
	return answer;
end;
$$;
grant execute on function public.support_families(text, jsonb, int) to authenticated;

-- ------------------------------------------------------------------------------------------------------------ the code

insert into lookup.openers (kind, opener, sayer) values ('support', 'support.open_request', 'support.say_request');

-- What whoever holds the code sees beyond the envelope. To who asked for another family, what follows after the family was
-- asked is the family's own: they learn that it was passed on, and no more.
create function support.open_request(c queue.cases)
returns jsonb
language sql
stable
set search_path = ''
as $$
	select jsonb_build_object(
		'window', null, 'estimate', null, 'readiness', null, 'proposals', '[]'::jsonb, 'sequence', 0, 'papers', null,
		'area_name', a.full_name, 'people', '[]'::jsonb, 'call_when', null,
		'state', case when r.asker = 'self' or c.state in ('family_to_ask', 'cancelled') and r.agreed is null then c.state else 'passed_on' end,
		'visit_day', case when r.asker = 'self' then r.next_visit end,
		'actions', to_jsonb(array_remove(array[
			case when c.state = 'family_to_ask' or (r.asker = 'self' and c.state in ('to_visit', 'visit_agreed', 'visited')) then 'cancel' end
		], null))
	)
	-- Nor when the family is called again, what it asked about its own data, nor how often officers come back to it or change
	-- anything: of a family that said no they stop.
	|| case
		when r.asker = 'self' then '{}'
		when r.agreed is null then '{"again_at": null, "data_requests": [], "seen": null, "paused": []}'
		else '{"again_at": null, "data_requests": [], "seen": null, "paused": [], "version": 0}'
	end::jsonb
	from support.requests r
	join unit.areas a on a.code = r.area and a.valid_from = r.area_valid_from
	where r.case_id = c.id;
$$;

-- What the holder of the code says: it is no longer needed. Once a family that others asked for was asked, it is theirs to say.
create function support.say_request(c queue.cases, version int, say jsonb)
returns void
language plpgsql
set search_path = ''
as $$
begin
	perform house.demand($3 ->> 'act' = 'cancel', 409, 'not_allowed');
	perform house.demand(not support.is_for_others(c) or c.state = 'family_to_ask', 409, 'not_allowed');
	perform house.demand(
		$3 ->> 'reason' in ('no_longer_needed', 'person_died', 'moved_away', 'other'), 422, 'bad_format', 'reason'
	);
	perform queue.move(
		c.id, $2, 'cancelled', 'citizen', 'cancel', null, jsonb_build_object('reason', $3 ->> 'reason'),
		house.text($3 ->> 'note', 'note', 500), true
	);
	perform support.close(c.id, null);
end;
$$;

-- ------------------------------------------------------------------------------------------------------------ retention

-- Erases what a request knows of health and hardship, and every free word. What was given stays as a figure: of goods that they
-- were given, and their value if it was stated.
create function support.erase_sensitive(case_id uuid)
returns void
language sql
set search_path = ''
as $$
	update support.requests r set hardship = null, story = null, wants = '{}', reason = null where r.case_id = $1;
	update support.visits v set needs = '{}', note = null where v.case_id = $1;
	update support.given g set goods = null, erased = true where g.case_id = $1 and g.kind = 'goods';
$$;

-- Erases who it was and where they live; area and hamlet stay.
create function support.erase_contact(case_id uuid)
returns void
language sql
set search_path = ''
as $$
	update support.requests r
	set family_name = null, family_phone = null, asker_name = null, asker_phone = null, landmark = null
	where r.case_id = $1;
$$;
