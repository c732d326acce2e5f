/** What runs by itself really runs: pg_cron's jobs where it is, and what they leave behind where another timer does it. */
import type { Sql } from 'postgres';
import { readMigrations } from '../../supabase/local/migrations.ts';
import { doubt, fault, question, type Found } from './finding.ts';

type Job = { name: string; schedule: string; command: string };

/** The jobs as the migrations register them. */
export const jobs = (): Job[] =>
	readMigrations().flatMap(({ text }) =>
		[
			...text.matchAll(
				/cron\.schedule\(\$1, \$2, \$3\)'\s+using\s+'([\w-]+)',\s*'([^']+)',\s*'([^']+)'/g
			)
		].map(([, name, schedule, command]) => ({
			...{ name: name!, schedule: schedule!, command: command! }
		}))
	);

/** How long a job of a schedule may have been silent, in seconds: three of its turns. */
function patience(schedule: string): number {
	const [minute, hour] = schedule.split(' ') as [string, string];
	const every = /^\*\/(\d+)$/.exec(minute)?.[1];
	if (hour !== '*') return 26 * 3600;
	if (minute === '*') return 600;
	return every ? Number(every) * 180 : 3 * 3600;
}

const again =
	'select booking.register_jobs(), notify.register_job(), notify.register_follow_job();';

async function scheduled(sql: Sql): Promise<Found[]> {
	const found: Found[] = [];
	const known = await sql<(Job & { active: boolean; jobid: string })[]>`
		select jobid::text, jobname as name, schedule, command, active from cron.job where jobname like 'gan-dan-%'`;
	for (const { name, schedule, command } of jobs()) {
		const job = known.find((one) => one.name === name);
		if (!job || !job.active) {
			found.push(fault(`The job ${name} is ${job ? 'switched off' : 'not registered'}.`, again));
			continue;
		}
		if (job.schedule !== schedule || job.command !== command)
			found.push(doubt(`The job ${name} is not as the migrations have it.`, again));
		const [run] = await sql<{ status: string; message: string | null; late: boolean }[]>`
			select d.status, d.return_message as message,
				d.start_time < now() - make_interval(secs => ${patience(schedule)}) as late
			from cron.job_run_details d where d.jobid = ${job.jobid}::bigint and d.status in ('succeeded', 'failed')
			order by d.start_time desc limit 1`;
		if (!run)
			found.push(doubt(`The job ${name} has not run yet.`, 'Look again after its next turn.'));
		else if (run.status === 'failed')
			found.push(
				fault(
					`The last run of ${name} failed: ${(run.message ?? '').split('\n')[0]}`,
					'select * from cron.job_run_details order by start_time desc limit 10 (docs/deploy/timers.md).'
				)
			);
		else if (run.late)
			found.push(
				fault(
					`The job ${name} has not run for too long.`,
					"pg_cron stands still: look at its worker (select * from pg_stat_activity where application_name like 'pg_cron%')."
				)
			);
	}
	return [...found, ...(await calling(sql))];
}

/** Jobs that call a function need pg_net, an address and a secret. */
async function calling(sql: Sql): Promise<Found[]> {
	const [there] = await sql<{ net: boolean; vault: boolean }[]>`
		select to_regnamespace('net') is not null as net, to_regclass('vault.decrypted_secrets') is not null as vault`;
	if (!there!.net || !there!.vault)
		return [
			fault(
				`${there!.net ? 'Vault' : 'pg_net'} is missing, so no job can call a function.`,
				'create extension pg_net; create extension supabase_vault; or have another timer call them (docs/deploy/timers.md).'
			)
		];
	const found: Found[] = [];
	const named = await sql<{ name: string }[]>`
		select name from vault.decrypted_secrets where name in ('gan_dan_functions', 'gan_dan_jobs_secret')`;
	for (const name of ['gan_dan_functions', 'gan_dan_jobs_secret'])
		if (!named.some((one) => one.name === name))
			found.push(
				fault(
					`Vault does not know ${name}, so the jobs call nobody.`,
					`select vault.create_secret('…', '${name}'); (docs/deploy/secrets.md)`
				)
			);
	const [bad] = await sql<{ count: number; status: number | null }[]>`
		select count(*)::int, max(r.status_code) as status from net._http_response r
		where r.created > now() - interval '1 hour' and (r.timed_out or r.error_msg is not null or r.status_code >= 400)`;
	if (bad!.count > 0)
		found.push(
			fault(
				`${bad!.count} calls of the last hour came to nothing (${bad!.status ?? 'no answer'}).`,
				bad!.status === 401
					? 'JOBS_SECRET of the functions and gan_dan_jobs_secret in Vault differ: set both anew.'
					: 'select status_code, error_msg, created from net._http_response order by created desc limit 20'
			)
		);
	return found;
}

export async function timers(sql: Sql): Promise<Found[]> {
	const found: Found[] = [];
	const [there] = await sql<
		{ cron: boolean }[]
	>`select to_regnamespace('cron') is not null as cron`;
	if (there!.cron) found.push(...(await scheduled(sql)));
	const [daily] = await sql<{ units: number; late: number }[]>`
		select count(*)::int as units, count(*) filter (where not exists (
			select 1 from booking.retention_runs r where r.unit = u.code and r.at > now() - interval '26 hours'
		))::int as late
		from unit.units u`;
	if (daily!.late > 0)
		found.push(
			fault(
				`What is due to be erased was not erased since yesterday, in ${daily!.late} of ${daily!.units} units.`,
				there!.cron
					? 'See the runs of gan-dan-erase: select * from cron.job_run_details order by start_time desc.'
					: 'There is no pg_cron: have another timer call booking_erase_due every night (docs/deploy/timers.md).'
			)
		);
	const [left] = await sql<{ count: number }[]>`
		select count(*)::int from (select path from tips.leftovers union all select path from news.leftovers) l`;
	if (left!.count > 0)
		found.push(
			question(
				`Do ${left!.count} erased parts of attachments or pictures still lie in Storage in two hours from now?`,
				'select path from tips.leftovers union all select path from news.leftovers; then the function jobs is not called, or fails: npm run doctor with --secrets tries it.'
			)
		);
	return found;
}
