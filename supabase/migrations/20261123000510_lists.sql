-- Lists of the room `booking`: the head of a hamlet, or an officer with an old list, enters many people at once. Each row that is
-- taken is a visit on the waitlist like any other: the desk calls, and finds it a window through the one commit.

-- ---------------------------------------------------------------------------------------------------------------- tables

create table booking.lists (
	id uuid primary key default gen_random_uuid(),
	unit text not null references unit.units (code),
	channel text not null check (channel in ('ward', 'paper')),
	made_by uuid not null references staff.officers (user_id),
	made_at timestamptz not null default now(),
	-- Who made the list said that everybody on it had been asked; without that no list is taken.
	asked_at timestamptz not null,
	taken int not null check (taken >= 0),
	known int not null check (known >= 0)
);
comment on table booking.lists is 'A list that was taken: who made it, when, how many of its rows became visits and how many were on file. Nobody''s name.';
create index lists_of_unit on booking.lists (unit, made_at desc, id);
create index lists_made_by on booking.lists (made_by);

create table booking.list_rows (
	list uuid not null references booking.lists (id) on delete cascade,
	position int not null check (position > 0),
	visit uuid not null unique references booking.visits (id) on delete cascade,
	primary key (list, position)
);
comment on table booking.list_rows is 'Which visits came from which row of a list; what is known of people stands in the visit and goes with its retention.';

alter table booking.lists enable row level security;
alter table booking.list_rows enable row level security;
revoke all on table booking.lists, booking.list_rows from public, anon, authenticated, service_role;

-- -------------------------------------------------------------------------------------------------------------- functions

-- Who makes a list, looked at once more inside the write: an active officer of the desk, or a collaborator.
create function booking.list_maker(p_officer uuid) returns staff.officers
language plpgsql stable set search_path = '' as $$
declare
	v_officer staff.officers;
begin
	select * into v_officer from staff.officers o where o.user_id = p_officer;
	perform house.demand(found, 403, 'not_an_officer');
	perform house.demand(v_officer.disabled_at is null, 403, 'disabled');
	perform house.demand(
		staff.holds(v_officer.roles, 'desk') or staff.holds(v_officer.roles, 'collaborator'), 403, 'role_missing'
	);
	return v_officer;
end
$$;

-- The hamlets for which somebody may make a list: a collaborator for the own one, the desk for all that the unit serves.
create function booking.list_hamlets(p_officer staff.officers) returns setof unit.hamlets
language sql stable set search_path = '' as $$
	select h
	from unit.hamlets h
	join unit.areas a on a.code = h.area and a.valid_from = h.area_valid_from
	where
		a.unit = (p_officer).unit and a.valid_to is null and h.closed_at is null
		and ((p_officer).hamlet is null or h.id = (p_officer).hamlet)
$$;

-- Which of these people ([{row, hamlet, name, year}]) are on file: waiting, promised, or served with their card and not yet
-- erased. One person is a folded name, a year and a hamlet. A visit that was cancelled does not stand in the way of another.
create function booking.on_file(p_people jsonb) returns table (row_number int, case_id uuid, listed boolean)
language sql stable set search_path = '' as $$
	with asked as materialized (
		select x."row", x.hamlet, x.year, house.fold(x.name) as folded
		from jsonb_to_recordset(p_people) as x ("row" int, hamlet uuid, name text, year int)
	), filed as materialized (
		select v.hamlet, p.birth_year, house.fold(p.name) as folded, c.id, c.received_at, r.visit is not null as listed
		from booking.visits v
		join booking.people p on p.visit_id = v.id
		join queue.cases c on c.id = v.case_id
		left join booking.list_rows r on r.visit = v.id
		where
			v.hamlet in (select a.hamlet from asked a)
			and p.name is not null
			and p.outcome is distinct from 'died'
			and (c.ended_at is null or c.state = 'done')
	)
	select distinct on (a."row") a."row", f.id, f.listed
	from asked a
	join filed f on f.hamlet = a.hamlet and f.birth_year = a.year and f.folded = a.folded
	order by a."row", f.received_at, f.id
$$;

-- ------------------------------------------------------------------------------------------------------------------ doors

-- Who asks and for which hamlets they may make lists. Definer: officers read no table.
create function public.booking_list_places() returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
	v_officer staff.officers := staff.require(null, array['desk', 'collaborator']);
begin
	return jsonb_build_object(
		'own', v_officer.hamlet is not null,
		'unit', booking.unit_face(v_officer.unit),
		'hamlets', coalesce(
			(
				select jsonb_agg(
					jsonb_build_object('id', h.id, 'name', h.name, 'kind', h.kind, 'area', a.code, 'area_name', a.full_name)
					order by a.full_name, h.name, h.id
				)
				from booking.list_hamlets(v_officer) h
				join unit.areas a on a.code = h.area and a.valid_from = h.area_valid_from
			),
			'[]'
		)
	);
end
$$;

-- Who is on file already, asked before a list is sent. A collaborator learns of a visit that was booked another way only that there
-- is one, as the person would say when asked; its number is for the lists of the own hamlet and for officers. Definer as above.
create function public.booking_list_known(people jsonb) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
	v_officer staff.officers := staff.require(null, array['desk', 'collaborator']);
	p record;
begin
	perform house.demand(jsonb_typeof(people) = 'array', 422, 'bad_format', 'people');
	perform house.demand(jsonb_array_length(people) <= 500, 422, 'too_many', 'people');
	for p in select e.value as one, 'people.' || e.ordinality - 1 as at from jsonb_array_elements(people) with ordinality e loop
		perform house.strict(p.one, array['row', 'hamlet', 'name', 'year'], p.at);
		perform house.number(p.one -> 'row', p.at || '.row', 1, 1000000);
		perform house.number(p.one -> 'year', p.at || '.year', 1900, 2200);
		perform house.demand(jsonb_typeof(p.one -> 'name') = 'string', 422, 'bad_format', p.at || '.name');
		perform house.name(p.one ->> 'name', p.at || '.name');
		perform house.demand(
			house.is_id(p.one -> 'hamlet'), 422, 'bad_format', p.at || '.hamlet'
		);
	end loop;
	perform queue.log_read(null, v_officer.user_id, 'searched');
	return jsonb_build_object('known', coalesce(
		(
			select jsonb_agg(
				jsonb_build_object(
					'row', f.row_number,
					'reference', case when v_officer.hamlet is null or f.listed then c.reference end
				)
				order by f.row_number
			)
			from booking.on_file(people) f
			join queue.cases c on c.id = f.case_id
			join booking.visits v on v.case_id = c.id
			where v.unit = v_officer.unit and v.hamlet in (select h.id from booking.list_hamlets(v_officer) h)
		),
		'[]'
	));
end
$$;

-- Rows of lists with their windows, newest list first: of the own hamlet for a collaborator, of the unit for the desk. Nothing else of
-- the queue can be seen here. Who was shown is written down. Definer as above.
create function public.booking_list_page(hamlet uuid, after jsonb, size int) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
#variable_conflict use_variable
declare
	v_officer staff.officers := staff.require(null, array['desk', 'collaborator']);
	v_hamlet uuid := coalesce(v_officer.hamlet, hamlet);
	v_at timestamptz;
	v_list uuid;
	v_position int;
	v_rows jsonb;
	v_total int;
begin
	perform house.demand(size between 1 and 100, 422, 'out_of_range', 'size');
	if coalesce(jsonb_typeof(after), 'null') <> 'null' then
		perform house.strict(after, array['at', 'list', 'position'], 'after');
		begin
			v_at := (after ->> 'at')::timestamptz;
			v_list := (after ->> 'list')::uuid;
			v_position := (after ->> 'position')::int;
		exception when data_exception then
			perform house.refuse(422, 'bad_format', 'after');
		end;
		perform house.demand(v_at is not null and v_list is not null and v_position is not null, 422, 'required', 'after');
	end if;
	select
		coalesce(jsonb_agg(to_jsonb(x) - 'case_id' - 'read' order by x.made_at desc, x.list, x.position), '[]'),
		count(queue.log_read(x.case_id, v_officer.user_id, 'listed'))
	into v_rows, v_total
	from (
		select
			l.id as list, l.made_at, r.position, c.reference, c.state, p.name, p.birth_year as year, h.name as hamlet,
			booking.window_of(v.id) as "window", booking.gathering_face(v.id) ->> 'name' as gathering, c.id as case_id,
			case when v_officer.hamlet is null then c.id end as "case"
		from booking.list_rows r
		join booking.lists l on l.id = r.list
		join booking.visits v on v.id = r.visit
		join queue.cases c on c.id = v.case_id
		left join booking.people p on p.visit_id = v.id and p.position = 1
		left join unit.hamlets h on h.id = v.hamlet
		where
			v.unit = v_officer.unit
			and (v_hamlet is null or v.hamlet = v_hamlet)
			and (
				v_at is null or l.made_at < v_at
				or (l.made_at = v_at and (l.id > v_list or (l.id = v_list and r.position > v_position)))
			)
		order by l.made_at desc, l.id, r.position
		limit size
	) x;
	return jsonb_build_object(
		'rows', v_rows,
		'next', case
			when jsonb_array_length(v_rows) = size then jsonb_build_object(
				'at', v_rows -> -1 -> 'made_at', 'list', v_rows -> -1 -> 'list', 'position', v_rows -> -1 -> 'position'
			)
		end,
		'total', (
			select count(*)
			from booking.list_rows r
			join booking.visits v on v.id = r.visit
			where v.unit = v_officer.unit and (v_hamlet is null or v.hamlet = v_hamlet)
		)
	);
end
$$;

-- Who makes a list, for the edge, with their own token.
create function public.booking_list_maker() returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
	v_officer staff.officers := staff.require(null, array['desk', 'collaborator']);
begin
	return jsonb_build_object('officer', v_officer.user_id, 'unit', v_officer.unit, 'hamlet', v_officer.hamlet);
end
$$;

-- Takes the good rows of a list ([{row, lookup_hash, hamlet, form, words, note}], forms as booking.fill reads them, phones E.164)
-- in one transaction: every one becomes a visit on the waitlist with its code, or nothing does. Whoever is on file already, by now
-- or by an earlier row of the same list, is named in the answer and is not made twice: lists for one hamlet are taken one after
-- the other. For the edge alone; definer as the room's other writes.
create function public.booking_list_take_write(key uuid, request jsonb, officer uuid, channel text, rows jsonb) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
#variable_conflict use_variable
declare
	v_answer jsonb := queue.once(key, 'booking_list_take', request);
	v_officer staff.officers := booking.list_maker(officer);
	v_list uuid;
	v_channel text := case when v_officer.hamlet is null then channel else 'ward' end;
	v_known int[];
	v_taken jsonb := '[]';
	v_at int := 0;
	v_field text;
	v_code text;
	v_visit uuid;
	v_minutes int;
	r record;
	c queue.cases;
begin
	if v_answer is not null then
		return v_answer;
	end if;
	perform set_config('lock_timeout', '5s', true);
	perform house.demand(jsonb_typeof(rows) = 'array' and jsonb_array_length(rows) between 1 and 200, 422, 'too_many', 'rows');
	-- One list a hamlet at a time, in the order of their ids, so that two who meet do not wait for each other.
	perform pg_advisory_xact_lock(hashtextextended('booking.list ' || x.hamlet, 0))
	from (select distinct e.value ->> 'hamlet' as hamlet from jsonb_array_elements(rows) e order by 1) x;

	with people as (
		select
			e.ordinality::int as n, e.value ->> 'hamlet' as hamlet, e.value -> 'form' -> 'people' -> 0 ->> 'name' as name,
			(e.value -> 'form' -> 'people' -> 0 -> 'birth' ->> 'year')::int as year
		from jsonb_array_elements(rows) with ordinality e
	)
	select array(
		select f.row_number
		from booking.on_file(
			(select jsonb_agg(jsonb_build_object('row', p.n, 'hamlet', p.hamlet, 'name', p.name, 'year', p.year)) from people p)
		) f
		union
		select x.n
		from (
			select p.n, row_number() over (partition by p.hamlet, p.year, house.fold(p.name) order by p.n) as time from people p
		) x
		where x.time > 1
	) into v_known;

	insert into booking.lists (unit, channel, made_by, asked_at, taken, known)
	values (
		v_officer.unit, v_channel, v_officer.user_id, now(),
		jsonb_array_length(rows) - cardinality(v_known), cardinality(v_known)
	)
	returning id into v_list;

	for r in
		select e.ordinality::int as n, e.value as one, h.id as hamlet, a.code as area, a.valid_from
		from jsonb_array_elements(rows) with ordinality e
		left join booking.list_hamlets(v_officer) h on h.id = (e.value ->> 'hamlet')::uuid
		left join unit.areas a on a.code = h.area and a.valid_from = h.area_valid_from
		order by e.ordinality
	loop
		v_at := r.n - 1;
		perform house.demand(r.hamlet is not null, 422, 'not_found', 'hamlet');
		continue when r.n = any (v_known);
		v_minutes := booking.service_minutes(v_officer.unit, r.one -> 'form' -> 'people');
		insert into booking.visits (unit, channel, area, area_valid_from, hamlet, place_id, minutes)
		values (
			v_officer.unit, v_channel, r.area, r.valid_from, r.hamlet, booking.place_id(r.area, r.hamlet), v_minutes
		)
		returning id into v_visit;
		perform booking.fill(
			v_visit,
			jsonb_set(
				r.one -> 'form', '{place}',
				(r.one -> 'form' -> 'place') || jsonb_build_object('area', r.area, 'hamlet', r.hamlet)
			),
			v_minutes, v_channel
		);
		c := booking.open_visit_case(
			v_visit, array(select w.value from jsonb_array_elements_text(r.one -> 'words') w), v_officer.user_id
		);
		perform lookup.bind(house.bytes32(r.one ->> 'lookup_hash', 'lookup_hash'), c.id);
		insert into booking.list_rows (list, position, visit) values (v_list, (r.one ->> 'row')::int, v_visit);
		if house.text(r.one ->> 'note', 'note', 500) is not null then
			insert into queue.notes (case_id, officer, body)
			values (c.id, v_officer.user_id, house.text(r.one ->> 'note', 'note', 500));
		end if;
		v_taken := v_taken || jsonb_build_object(
			'row', r.one -> 'row', 'reference', c.reference, 'words', to_jsonb(c.words)
		);
	end loop;
	return queue.remember(key, 'booking_list_take', request, jsonb_build_object(
		'list', v_list, 'taken', v_taken,
		'known', coalesce((select jsonb_agg(rows -> (k - 1) -> 'row' order by k) from unnest(v_known) k), '[]')
	));
exception
	when sqlstate 'PT422' then
		-- Which row it was: who sent two hundred is told where to look.
		get stacked diagnostics v_field = pg_exception_detail, v_code = message_text;
		perform house.refuse(422, v_code, case when v_field = 'rows' then v_field else 'rows.' || v_at || '.' || v_field end);
	when unique_violation or check_violation or data_exception then
		perform house.refuse(422, 'bad_format', 'rows.' || v_at);
	when serialization_failure or deadlock_detected or lock_not_available or query_canceled then
		perform house.refuse(503, 'busy');
end
$$;

-- ----------------------------------------------------------------------------------------------------------------- grants

grant execute on function
	public.booking_list_places(),
	public.booking_list_known(jsonb),
	public.booking_list_page(uuid, jsonb, int),
	public.booking_list_maker()
to authenticated;
grant execute on function public.booking_list_take_write(uuid, jsonb, uuid, text, jsonb) to service_role;
