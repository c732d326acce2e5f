/** A stand-in of the schema that Supabase Realtime brings, which no server of ours has: the signatures and the row security of the real one. */

/** As Realtime's own migrations make it, so far as a database can see. */
export const standIn = `
	create schema realtime;
	create table realtime.messages (
		id uuid not null default gen_random_uuid(), topic text not null, extension text not null, payload jsonb, event text,
		private boolean default false, updated_at timestamp not null default now(), inserted_at timestamp not null default now(),
		primary key (id, inserted_at)
	) partition by range (inserted_at);
	create table realtime.messages_all partition of realtime.messages default;
	alter table realtime.messages enable row level security;
	create function realtime.topic() returns text language sql stable as
		$$ select nullif(current_setting('realtime.topic', true), '')::text $$;
	create function realtime.send(payload jsonb, event text, topic text, private boolean default true) returns void
	language plpgsql as $$
	begin
		execute format('set local realtime.topic to %L', topic);
		insert into realtime.messages (payload, event, topic, private, extension) values (payload, event, topic, private, 'broadcast');
	exception when others then raise warning 'ErrorSendingBroadcastMessage: %', sqlerrm;
	end $$;
	grant usage on schema realtime to authenticated, anon;
	grant select, insert on realtime.messages to authenticated, anon;
	grant execute on all functions in schema realtime to authenticated, anon;`;
