/** The server under it all: its version, its time zone, who may stand between. */
import type { Sql } from 'postgres';
import { doubt, fault, type Found } from './finding.ts';

export async function database(sql: Sql): Promise<Found[]> {
	const [is] = await sql<{ version: number; zone: string; checksums: string; fsync: string }[]>`
		select current_setting('server_version_num')::int as version, current_setting('TimeZone') as zone,
			current_setting('data_checksums') as checksums, current_setting('fsync') as fsync`;
	const { version, zone, fsync } = is!;
	const found: Found[] = [];
	if (version < 170_000)
		found.push(
			fault(
				`This is PostgreSQL ${Math.floor(version / 10_000)}; the migrations are written for 17.`,
				'Upgrade the server first (docs/deploy/upgrade.md).'
			)
		);
	if (!/^(?:UTC|Etc\/UTC|GMT)$/i.test(zone))
		found.push(
			doubt(
				`The database's time zone is ${zone}; the portal names its own wherever it needs one.`,
				"alter database postgres set timezone = 'UTC': times in logs, backups and pg_cron then mean one thing."
			)
		);
	if (fsync !== 'on')
		found.push(
			fault(
				'fsync is off: a power cut may destroy everything, what was acknowledged too.',
				'alter system set fsync = on; select pg_reload_conf();'
			)
		);
	return found;
}
