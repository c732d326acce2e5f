-- The house: what every room stands on. Extensions, closed defaults, refusals, text, time.

create schema if not exists extensions;
create extension if not exists pg_trgm with schema extensions;
create extension if not exists unaccent with schema extensions;
create extension if not exists btree_gist with schema extensions;
create extension if not exists pgcrypto with schema extensions;

-- Nothing that later migrations make is open unless it is granted by name. Hosted Supabase opens
-- every new table and function of `public` to the API's roles; this takes that back.
alter default privileges revoke execute on functions from public;
alter default privileges in schema public revoke all on tables from anon, authenticated, service_role;
alter default privileges in schema public revoke all on functions from anon, authenticated, service_role;
alter default privileges in schema public revoke all on sequences from anon, authenticated, service_role;
revoke create on schema public from public;

create schema house;
comment on schema house is 'Refusals, text and time: what every room shares. No data.';

-- Refuses with an HTTP status and a code, which PostgREST passes on as they are. `field` names the
-- argument at fault and is empty when there is none.
create function house.refuse(status int, code text, field text default '')
returns void
language plpgsql
set search_path = ''
as $$
begin
	raise exception using errcode = 'PT' || status, message = code, detail = coalesce(field, '');
end;
$$;

-- Refuses unless `ok`; unknown counts as no.
create function house.demand(ok boolean, status int, code text, field text default '')
returns void
language plpgsql
set search_path = ''
as $$
begin
	if ok is not true then
		perform house.refuse(status, code, field);
	end if;
end;
$$;

-- Whether a text is NFC and holds no control characters but line break and tab, and nothing that
-- turns the direction of reading (a name could be made to look like another). As in _shared/text.
create function house.is_clean(value text)
returns boolean
language sql
immutable parallel safe
set search_path = ''
as $$
	select value is nfc normalized
		and value !~ '[\u0001-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]';
$$;

-- Whether a text can be a person's name: clean, on one line, at least one letter.
create function house.is_name(value text)
returns boolean
language sql
immutable parallel safe
set search_path = ''
as $$
	select house.is_clean(value)
		and value !~ '[\n\t]'
		and value = btrim(value)
		and value ~ '[[:alpha:]]'
		and char_length(value) between 1 and 100;
$$;

-- A text as it is searched: lower case, without marks, đ as d. Immutable, so that it can be indexed:
-- the dictionary is named, and no setting changes what it does.
create function house.fold(value text)
returns text
language sql
immutable parallel safe strict
set search_path = ''
as $$
	select replace(lower(extensions.unaccent('extensions.unaccent'::regdictionary, normalize(value, nfc))), 'đ', 'd');
$$;

-- What somebody typed, as it is stored and as _shared/text writes it: NFC, marks without a picture
-- dropped, ends of lines as \n, single blanks, none around; null when empty. Refuses with 422 `required`,
-- `too_long` or `bad_characters` and the field's name.
create function house.text(value text, field text, most int, required boolean default false)
returns text
language plpgsql
immutable
set search_path = ''
as $$
declare
	typed text := normalize(regexp_replace(value, '[\u00ad\u200b\u2060\ufeff]', '', 'g'), nfc);
begin
	typed := regexp_replace(typed, '\r\n?|[\u2028\u2029\u0085]', E'\n', 'g');
	typed := regexp_replace(typed, '[ \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+', ' ', 'g');
	typed := regexp_replace(regexp_replace(typed, ' ?\n ?', E'\n', 'g'), '\n{3,}', E'\n\n', 'g');
	typed := nullif(btrim(typed, E' \n'), '');
	perform house.demand(typed is not null or not required, 422, 'required', field);
	perform house.demand(typed is null or house.is_clean(typed), 422, 'bad_characters', field);
	perform house.demand(coalesce(char_length(typed), 0) <= most, 422, 'too_long', field);
	return typed;
end;
$$;

-- A person's name as it is stored: one line of at most 100 characters. Refuses as `house.text` does, and
-- `bad_characters` without a letter.
create function house.name(value text, field text)
returns text
language plpgsql
immutable
set search_path = ''
as $$
declare
	typed text := house.text(regexp_replace(value, '[\r\n\u2028\u2029]+', ' ', 'g'), field, 100, true);
begin
	perform house.demand(house.is_name(typed), 422, 'bad_characters', field);
	return typed;
end;
$$;

-- Refuses an object that is none or holds another key than `keys`: 422 `bad_format`, `unknown_field`.
create function house.strict(value jsonb, keys text[], field text)
returns void
language plpgsql
immutable
set search_path = ''
as $$
begin
	perform house.demand(jsonb_typeof(value) = 'object', 422, 'bad_format', field);
	-- A key may be anything that somebody typed: nothing of it is repeated but a plain word, as a misspelt name is.
	perform house.refuse(422, 'unknown_field', case when k ~ '^[a-z][a-z0-9_]{0,39}$' then k else field end)
	from jsonb_object_keys(value) k where k <> all (keys) limit 1;
end;
$$;

-- A number of a json object within its bounds; refuses 422 `required`, `bad_format`, `out_of_range`.
create function house.number(value jsonb, field text, lowest numeric, highest numeric, whole boolean default true)
returns numeric
language plpgsql
immutable
set search_path = ''
as $$
declare
	number numeric;
begin
	perform house.demand(value is not null and jsonb_typeof(value) <> 'null', 422, 'required', field);
	perform house.demand(jsonb_typeof(value) = 'number', 422, 'bad_format', field);
	number := value::numeric;
	perform house.demand(not whole or number = trunc(number), 422, 'bad_format', field);
	perform house.demand(number between lowest and highest, 422, 'out_of_range', field);
	return number;
end;
$$;

-- The 32 bytes of 64 lower-case hex digits; refuses anything else with 422 `bad_format`.
create function house.bytes32(value text, field text)
returns bytea
language plpgsql
immutable
set search_path = ''
as $$
begin
	perform house.demand(value ~ '^[0-9a-f]{64}$', 422, 'bad_format', field);
	return decode(value, 'hex');
end;
$$;

-- Bytes as base 64 on one line.
create function house.base64(value bytea)
returns text
language sql
immutable parallel safe strict
set search_path = ''
as $$
	select translate(encode(value, 'base64'), E'\n', '');
$$;

-- The bytes of a base 64 text; refuses anything else with 422 `bad_format`.
create function house.from_base64(value text, field text)
returns bytea
language plpgsql
immutable
set search_path = ''
as $$
begin
	perform house.demand(value is not null, 422, 'required', field);
	perform house.demand(value ~ '^[A-Za-z0-9+/]+={0,2}$' and char_length(value) % 4 = 0, 422, 'bad_format', field);
	return decode(value, 'base64');
exception
	when data_exception then
		perform house.refuse(422, 'bad_format', field);
end;
$$;

-- The JSON object of a text; refuses anything else with 422 `bad_format`.
create function house.json(value text, field text)
returns jsonb
language plpgsql
immutable
set search_path = ''
as $$
begin
	perform house.demand(value is json object, 422, 'bad_format', field);
	return value::jsonb;
exception
	when data_exception then
		perform house.refuse(422, 'bad_format', field);
end;
$$;

-- The calendar day in Việt Nam at an instant.
create function house.local_day(moment timestamptz)
returns date
language plpgsql
immutable parallel safe
set search_path = ''
as $$
begin
	return (moment at time zone 'Asia/Ho_Chi_Minh')::date;
end
$$;

-- Whether a day is one that anything here can lie on. PostgreSQL takes days without end, too, and fails at reckoning with them.
create function house.is_near(day date)
returns boolean
language sql
immutable parallel safe
set search_path = ''
as $$
	select coalesce(day between '1900-01-01' and '2999-12-31', false);
$$;

-- Minutes after local midnight at an instant.
create function house.local_minute(moment timestamptz)
returns int
language sql
immutable parallel safe
set search_path = ''
as $$
	select (extract(hour from moment at time zone 'Asia/Ho_Chi_Minh') * 60
		+ extract(minute from moment at time zone 'Asia/Ho_Chi_Minh'))::int;
$$;

-- The instant of a day and minutes after local midnight.
create function house.at(day date, minute int)
returns timestamptz
language plpgsql
immutable parallel safe
set search_path = ''
as $$
begin
	return (day + make_interval(mins => minute)) at time zone 'Asia/Ho_Chi_Minh';
end
$$;

-- Whether a value is the id of something.
create function house.is_id(value jsonb)
returns boolean
language sql
immutable
set search_path = ''
as $$
	select coalesce(jsonb_typeof(value) = 'string' and value #>> '{}' ~ '^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$', false);
$$;

-- A day as it is typed, `YYYY-MM-DD`; refuses 422 `required`, `bad_format`.
create function house.day(value text, field text)
returns date
language plpgsql
stable
set search_path = ''
as $$
begin
	perform house.demand(value is not null, 422, 'required', field);
	perform house.demand(value ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$', 422, 'bad_format', field);
	return value::date;
exception
	when data_exception then
		perform house.refuse(422, 'bad_format', field);
end;
$$;

-- Events, reads and the like are written once: not even the owner of the rows changes them.
create function house.append_only()
returns trigger
language plpgsql
set search_path = ''
as $$
begin
	raise exception 'append_only' using errcode = 'PT403', detail = tg_table_name;
end;
$$;
