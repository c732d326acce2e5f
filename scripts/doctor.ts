/**
 * `npm run doctor -- <https://portal>`: examines a deployment and says of each finding what it means and what to do.
 *
 *   --db <postgres://…>     looks into the database too (DATABASE_URL does as well): migrations, grants, timers, messages
 *   --secrets <file>        the secrets of the functions, NAME=value a line: whole, and those that run
 *   --logs <path>           a log of the proxy or the servers: looks whether addresses are kept there; several times
 *   --lead <unit>=<key>     a lead's key as it was read out in person: 64 hex digits; several times
 *   --builder <key>         the public key of whoever builds the pages: 64 hex digits
 *   --only <check>          one check; several times
 *   --json                  for programs
 *
 * Ends with 0 where nothing is wrong, 1 where something is, 2 where it could not look.
 */
import { readFileSync } from 'node:fs';
import process from 'node:process';
import { parseArgs, parseEnv } from 'node:util';
import { connect } from '../supabase/local/bootstrap.ts';
import { sentence, Stop } from '../supabase/local/stop.ts';
import { checkNames, examine, type CheckName } from './doctor/examine.ts';
import { report, verdict } from './doctor/finding.ts';
import { visit } from './doctor/patient.ts';

const several = { type: 'string', multiple: true } as const;

function words() {
	try {
		return parseArgs({
			allowPositionals: true,
			options: {
				...{ db: { type: 'string' }, secrets: { type: 'string' }, json: { type: 'boolean' } },
				builder: { type: 'string' },
				...{ logs: several, lead: several, only: several }
			}
		});
	} catch (error) {
		throw new Stop((error as Error).message);
	}
}

function leadsOf(told: readonly string[]): Record<string, string> {
	const pairs = told.map((text) => /^(\d{5})=([0-9a-f]{64})$/.exec(text.replace(/\s/g, '')));
	if (pairs.some((pair) => !pair))
		throw new Stop('Say a lead’s key so: --lead 21451=<64 hex digits>');
	return Object.fromEntries(pairs.map((pair) => [pair![1]!, pair![2]!]));
}

function secretsOf(file: string): Record<string, string> {
	try {
		return parseEnv(readFileSync(file, 'utf8')) as Record<string, string>;
	} catch {
		throw new Stop(`The secrets in ${file} cannot be read.`);
	}
}

async function main(): Promise<0 | 1> {
	const { positionals, values } = words();
	const wrong = (values.only ?? []).find((name) => !checkNames.includes(name as CheckName));
	if (wrong !== undefined) throw new Stop(`There is no check ${wrong}: ${checkNames.join(', ')}.`);
	const url = values.db ?? process.env.DATABASE_URL;
	const sql = url ? connect(url) : undefined;
	try {
		const patient = await visit(positionals[0] ?? '', {
			leads: leadsOf(values.lead ?? []),
			logs: values.logs,
			builder: values.builder?.replace(/\s/g, ''),
			...(values.secrets && { secrets: secretsOf(values.secrets) })
		});
		const only = (values.only as CheckName[] | undefined) ?? checkNames;
		const { findings, looked } = await examine({ ...patient, sql }, only);
		const code = verdict(findings);
		process.stdout.write(
			values.json
				? `${JSON.stringify({ portal: patient.origin, at: new Date().toISOString(), looked, findings }, null, '\t')}\n`
				: `${report(findings, looked)}\n`
		);
		return code;
	} finally {
		await sql?.end();
	}
}

try {
	process.exitCode = await main();
} catch (error) {
	process.stderr.write(`${sentence(error)}\n`);
	process.exitCode = 2;
}
