/**
 * Whether addresses are really dropped: requests with an address, a browser and words that nobody else has are sent through
 * everything that stands before the portal, then looked for where it can be looked from here. What cannot be seen is asked.
 */
import { randomBytes } from 'node:crypto';
import { globSync, readFileSync, statSync } from 'node:fs';
import { isIP } from 'node:net';
import { join } from 'node:path';
import type { Sql } from 'postgres';
import { Stop } from '../../supabase/local/stop.ts';
import { doubt, fault, question, type Found } from './finding.ts';
import type { Patient } from './patient.ts';

/** What is planted: a word in the query, one in the browser's name, an address of the range that is for examples (RFC 3849). */
export type Canary = { word: string; browser: string; address: string };

export function canary(): Canary {
	const hex = randomBytes(16).toString('hex');
	const groups = hex.slice(0, 24).match(/.{4}/g)!;
	return {
		word: `tham-do-${hex.slice(0, 12)}`,
		browser: `may-do-${hex.slice(12, 24)}`,
		// No group begins with zero, so that there is one way to write it.
		address: `2001:db8:${groups.map((group) => group.replace(/^0/, 'a')).join(':')}`
	};
}

/** Through every part that a request meets: pages, a door, a function, Auth. */
async function plant({ ask, config }: Patient, { word, browser, address }: Canary): Promise<void> {
	const headers = {
		'user-agent': browser,
		referer: `https://${word}.invalid/`,
		'x-forwarded-for': address,
		'x-real-ip': address,
		forwarded: `for="[${address}]"`,
		'content-type': 'application/json',
		apikey: config?.publishableKey ?? ''
	};
	const post = (path: string, body: string) => ask(path, { method: 'POST', headers, body });
	await ask(`/tra-cuu?${word}`, { headers });
	await post(`/rest/v1/rpc/unit_public?${word}`, '{}');
	await post(`/functions/v1/booking?${word}`, '{"action":"booking_challenge"}');
	await post(
		`/auth/v1/token?grant_type=password&${word}`,
		JSON.stringify({ email: `${word}@example.invalid`, password: word })
	);
}

function filesOf(paths: readonly string[]): string[] {
	return paths.flatMap((path) => {
		const stat = statSync(path, { throwIfNoEntry: false });
		if (!stat) throw new Stop(`There is no log ${path}.`);
		if (!stat.isDirectory()) return [path];
		return globSync('**/*', { cwd: path, withFileTypes: true })
			.filter((entry) => entry.isFile())
			.map((entry) => join(entry.parentPath, entry.name));
	});
}

/** Words of a line that are addresses of a machine, with or without a port; not those that say nobody. */
const addressesIn = (line: string) =>
	line
		.split(/[\s"',;()=<>]+/)
		.map((word) => /^\[(.+)\](?::\d+)?$/.exec(word)?.[1] ?? word.replace(/^([\d.]+):\d+$/, '$1'))
		.filter((word) => isIP(word) !== 0 && !['0.0.0.0', '::'].includes(word));

/** What a log says of the requests that were planted. */
export function judgeLog(name: string, text: string, planted: Canary): Found[] {
	const words = Object.values(planted);
	const lines = text.split('\n').filter((line) => words.some((word) => line.includes(word)));
	const found: Found[] = [];
	if (lines.some((line) => addressesIn(line).length > 0))
		found.push(
			fault(
				`${name} keeps the address of whoever asks, beside what they ask for.`,
				'Log without addresses, or not at all (docs/deploy/addresses.md), and delete what is there.'
			)
		);
	if (lines.some((line) => line.includes(planted.browser)))
		found.push(
			doubt(
				`${name} keeps the name of the browser.`,
				'Leave User-Agent and Referer out of the format of the log (docs/deploy/addresses.md).'
			)
		);
	return found;
}

/** Tables beyond this size are not read through: the doctor is no load. */
const MOST = 64 * 1024 * 1024;

/** Which tables hold a planted word, and whether Auth keeps addresses of officers. */
async function inDatabase(sql: Sql, planted: Canary): Promise<Found[]> {
	const found: Found[] = [];
	const tables = await sql<{ name: string; readable: boolean }[]>`
		select format('%I.%I', n.nspname, c.relname) as name,
			has_table_privilege(c.oid, 'select') and pg_total_relation_size(c.oid) <= ${MOST} as readable
		from pg_class c join pg_namespace n on n.oid = c.relnamespace
		where c.relkind in ('r', 'm') and n.nspname !~ '^(pg_|information_schema|supabase_migrations)'
		order by 1`;
	const forms = Object.values(planted).map((word) => `%${word}%`);
	for (const { name } of tables.filter(({ readable }) => readable)) {
		const hit = await sql.unsafe(`select 1 from ${name} t where t::text like any ($1) limit 1`, [
			forms as never
		]);
		if (hit.length > 0)
			found.push(
				fault(
					`The table ${name} keeps what a request carries along: address, browser or query.`,
					'No table of ours does. Look who writes it, and whether a proxy before it can leave those headers out.'
				)
			);
	}
	const unread = tables.filter(({ readable }) => !readable).map(({ name }) => name);
	if (unread.length > 0)
		found.push(
			question(
				`Is there an address in ${unread.slice(0, 6).join(', ')}${unread.length > 6 ? ` and ${unread.length - 6} more` : ''}?`,
				`They are too large to read through, or not for this account: select 1 from … t where t::text like '%${planted.address}%'`
			)
		);
	for (const [table, column] of [
		['auth.sessions', 'ip'],
		['auth.audit_log_entries', 'ip_address']
	] as const) {
		const [known] = await sql`
			select 1 from pg_attribute a
			where a.attrelid = to_regclass(${table}) and a.attname = ${column} and not a.attisdropped`;
		if (!known) continue;
		const [kept] = await sql.unsafe<{ count: number }[]>(
			`select count(*)::int from ${table} where coalesce(split_part(${column}::text, '/', 1), '') not in ('', '0.0.0.0', '::', '127.0.0.1', '::1')`
		);
		if (kept!.count > 0)
			found.push(
				doubt(
					`Auth keeps addresses of officers: ${kept!.count} rows of ${table}.`,
					'Let the proxy send X-Forwarded-For: 0.0.0.0 to Auth, switch "Disable writing auth audit logs to project database" on, and empty the column (docs/deploy/addresses.md).'
				)
			);
	}
	return found;
}

export async function addresses(patient: Patient): Promise<Found[]> {
	const planted = canary();
	const paths = patient.known.logs ?? [];
	const before = new Map(filesOf(paths).map((path) => [path, statSync(path).size]));
	const at = new Date().toISOString();
	await plant(patient, planted);
	const found: Found[] = [];
	if (paths.length > 0) {
		const fresh = (path: string) =>
			readFileSync(path)
				.subarray(before.get(path) ?? 0)
				.toString('latin1');
		const isThere = () => filesOf(paths).some((path) => fresh(path).includes(planted.word));
		// A log that is written by the second is waited for; one that keeps nothing of it never has it.
		for (let turn = 0; turn < 15 && !isThere(); turn++)
			await new Promise((done) => setTimeout(done, 100));
		for (const path of filesOf(paths)) found.push(...judgeLog(path, fresh(path), planted));
	} else {
		const grep = `grep -rlF -e ${planted.word} -e ${planted.browser} -e ${planted.address}`;
		found.push(
			question(
				`Does no log keep addresses? At ${at} requests went out with the word ${planted.word}, the browser ${planted.browser} and the address ${planted.address}.`,
				`On the proxy: ${grep} /var/log; beside Supabase's containers: docker compose logs --since 15m | ${grep.replace('-rlF', '-F')}; hosted: the same words under Logs & Analytics. Where a line has them, look for an address in it; or name the logs: --logs /var/log/nginx`
			)
		);
	}
	if (patient.sql) found.push(...(await inDatabase(patient.sql, planted)));
	return found;
}
