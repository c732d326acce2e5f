/** What may be wrong in a database, as statements, and the words by which the doctor tells of it. */
import type { CheckName } from '../../scripts/doctor/examine.ts';
import { jobs } from '../../scripts/doctor/timers.ts';

/** pg_cron, pg_net and Vault as far as the doctor looks. */
export const supabase = [
	`create schema cron; create schema net; create schema vault;
	create table cron.job (jobid bigint, jobname text, schedule text, command text, active boolean);
	create table cron.job_run_details (jobid bigint, status text, return_message text, start_time timestamptz);
	create table net._http_response (status_code int, timed_out boolean, error_msg text, created timestamptz);
	create table vault.decrypted_secrets (name text);
	insert into vault.decrypted_secrets values ('gan_dan_functions'), ('gan_dan_jobs_secret')`,
	...jobs().map(
		({ name, schedule, command }, at) =>
			`insert into cron.job values (${at}, '${name}', '${schedule}', '${command}', true);
			insert into cron.job_run_details values (${at}, 'succeeded', '', now())`
	)
];

export type Ailment = [what: string, check: CheckName, statements: string[], words: RegExp];
const cron = (change: string) => [...supabase, change];
export const ailments: Ailment[] = [
	[
		'a table that citizens read',
		'grants',
		['grant select on queue.cases to anon'],
		/anon holds a right on queue\.cases/
	],
	[
		'a single column that officers read',
		'grants',
		['grant select (email) on staff.officers to authenticated'],
		/authenticated holds a right on staff\.officers/
	],
	[
		'a table somebody made in public',
		'grants',
		['create table public.notes (a int); grant all on public.notes to anon'],
		/anon holds a right on public\.notes/
	],
	[
		'a door of the functions that is open to all',
		'grants',
		['grant execute on function public.booking_daily() to public'],
		/anon may call public\.booking_daily/
	],
	[
		'doors that are shut to citizens, or gone',
		'grants',
		['revoke execute on function public.unit_public() from anon; drop function public.tips_load()'],
		/anon may not call public\.unit_public, .*\n.*service_role may not call public\.tips_load/
	],
	[
		'a private function that officers call',
		'grants',
		['grant execute on function staff.rescue(text) to authenticated'],
		/authenticated may call staff\.rescue/
	],
	[
		'a table without row security',
		'grants',
		['alter table tips.items disable row level security'],
		/tips\.items has no row security/
	],
	[
		'a door whose search path is the caller’s',
		'grants',
		['alter function public.unit_public() reset search_path'],
		/public\.unit_public: run with the owner/
	],
	[
		'a bucket of sealed parts that is public',
		'grants',
		["update storage.buckets set public = true where id = 'sealed'"],
		/bucket sealed is missing, or public/
	],
	[
		'a bucket that nobody knows',
		'grants',
		["insert into storage.buckets (id, name, public) values ('dump', 'dump', true)"],
		/bucket dump is public/
	],
	[
		'a migration that was not applied',
		'migrations',
		["delete from supabase_migrations.schema_migrations where version like '%000940'"],
		/lacks the migrations \d+940/
	],
	[
		'a migration that these files do not have',
		'migrations',
		["insert into supabase_migrations.schema_migrations (version) values ('29990101000000')"],
		/that these files do not: 29990101000000/
	],
	[
		'a migration that was another',
		'migrations',
		["update supabase_migrations.schema_migrations set hash = 'x' where version like '%000100'"],
		/\d+100 are not those/
	],
	[
		'migrations that the CLI pushed',
		'migrations',
		['update supabase_migrations.schema_migrations set hash = null'],
		/question: Were the migrations/
	],
	[
		'a job that is not registered',
		'timers',
		cron("delete from cron.job where jobname = 'gan-dan-daily'"),
		/gan-dan-daily is not registered/
	],
	[
		'a job that is switched off',
		'timers',
		cron("update cron.job set active = false where jobname = 'gan-dan-tend'"),
		/gan-dan-tend is switched off/
	],
	[
		'a job that somebody changed',
		'timers',
		cron("update cron.job set schedule = '0 0 1 1 *' where jobname = 'gan-dan-parts'"),
		/gan-dan-parts is not as/
	],
	[
		'a job that failed',
		'timers',
		cron(
			"update cron.job_run_details d set status = 'failed', return_message = 'ERROR: no' from cron.job j where j.jobid = d.jobid and j.jobname = 'gan-dan-leftovers'"
		),
		/last run of gan-dan-leftovers failed: ERROR: no/
	],
	[
		'a job that stands still',
		'timers',
		cron(
			"update cron.job_run_details d set start_time = now() - interval '11 minutes' from cron.job j where j.jobid = d.jobid and j.jobname = 'gan-dan-messages'"
		),
		/gan-dan-messages has not run for too long/
	],
	[
		'a job that has not run yet',
		'timers',
		cron('delete from cron.job_run_details'),
		/doubt: The job gan-dan-daily has not run yet/
	],
	[
		'jobs that know no address',
		'timers',
		cron("delete from vault.decrypted_secrets where name = 'gan_dan_functions'"),
		/Vault does not know gan_dan_functions/
	],
	[
		'jobs that have nobody to call with',
		'timers',
		cron('drop schema net cascade'),
		/pg_net is missing/
	],
	[
		'functions that refuse the timer',
		'timers',
		cron('insert into net._http_response values (401, false, null, now())'),
		/1 calls of the last hour came to nothing \(401\)/
	],
	[
		'a day on which nothing was erased',
		'timers',
		["update booking.retention_runs set at = now() - interval '2 days'"],
		/not erased since yesterday/
	],
	[
		'erased parts that lie in Storage',
		'timers',
		["insert into tips.leftovers values ('a/b')", "insert into news.leftovers values ('a.webp')"],
		/question: Do 2 erased parts of attachments or pictures/
	],
	[
		'a unit that tells by a way nobody carries',
		'messages',
		["insert into notify.settings (unit, email) values ('21439', true)"],
		/21439 tells by email, and the function notify has had no provider/
	],
	[
		'messages that do not leave',
		'messages',
		[
			"insert into notify.outbox (unit, purpose, channel, once, to_address, not_before, next_try_at, expires_at) values ('21439', 'card_ready', 'sms', 'test-once', '+84912345678', now() - interval '1 hour', now() - interval '1 hour', now() + interval '1 day')"
		],
		/1 messages wait that should have left/
	],
	[
		'a unit without a second factor, and an Auth that may take a new password without the present one',
		'factors',
		[
			"create or replace function staff.offers_factors() returns boolean language sql stable set search_path = '' as 'select true'"
		],
		/21439 does not require a second factor; 1 of its officers have none[^]*question: Does Auth ask for the present password/
	]
];
