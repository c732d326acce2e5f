/**
 * What Supabase's own linter says of a fresh database, with the schemas set that the API opens. It comes in a package
 * (docs/decisions/0053); that it looks at all is shown by what was planted for it to find.
 */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connect } from '../../local/bootstrap.ts';
import { project } from '../../local/home.ts';
import type { TestDatabase } from '../../local/testing.ts';
import { readMatrix } from './catalogue.ts';
import { withRealtime } from './ground.ts';
import { differences, opened } from './lists.ts';

type Finding = { severity: 'error' | 'warning' | 'info'; message: string; category: string };

let db: TestDatabase;
let findings: Finding[];

/** Ends with 1 where it found an error, which is what we plant. */
const lint = (url: string) =>
	new Promise<Finding[]>((resolve, reject) => {
		const program = join(
			project,
			'node_modules/@postgres-language-server/cli/bin/postgres-language-server'
		);
		const words = [
			program,
			'dblint',
			'--reporter',
			'json',
			'--max-diagnostics',
			'5000',
			'--connection-string',
			url
		];
		execFile(process.execPath, words, { maxBuffer: 1 << 26 }, (error, said) => {
			if (said.trim() === '') return reject(error ?? new Error('The linter said nothing.'));
			resolve(JSON.parse(said).diagnostics);
		});
	});

beforeAll(async () => {
	db = await withRealtime();
	const root = connect(db.urls.admin);
	await root.unsafe(`
		alter database ${db.name} set pgrst.db_schemas = 'public';
		create table public.planted (id int primary key);
		grant select on public.planted to anon;
		create function public.planted() returns int language sql as 'select 1';
		create function public.let_in() returns int language sql security definer set search_path = '' as 'select 1';
		grant execute on function public.let_in() to anon, authenticated;`);
	await root.end();
	findings = await lint(db.url);
}, 120_000);
afterAll(() => db?.drop());

const told = (severity: Finding['severity']) =>
	findings
		.filter((one) => one.severity === severity)
		.map(({ category, message }) => `${category} ${message.replace(/\\/g, '')}`);

test('splinter finds no error but the one that was planted: a table open to everybody without row security', () => {
	expect(told('error')).toEqual([
		'splinter/security/rlsDisabledInPublic Table `public.planted` is public, but RLS has not been enabled.'
	]);
});

test('splinter warns of nothing but what was planted: a function whose caller chooses its search path', () => {
	expect(told('warning')).toEqual([
		'splinter/security/functionSearchPathMutable Function `public.planted` has a role mutable search_path'
	]);
});

test('what splinter mentions beside that is known: rooms without a policy, indexes that nothing has used yet', () => {
	const kinds = new Set(
		findings.filter(({ severity }) => severity === 'info').map(({ category }) => category)
	);
	expect([...kinds].sort()).toEqual([
		'splinter/performance/noPrimaryKey',
		'splinter/performance/unindexedForeignKeys',
		'splinter/performance/unusedIndex',
		'splinter/security/rlsEnabledNoPolicy'
	]);
	const keyless = told('info').filter((line) => line.includes('noPrimaryKey'));
	expect(keyless.map((line) => line.split('`')[1]).sort()).toEqual([
		'fund.unmatched',
		'tips.secrets'
	]);
});

/** What lints 0028 and 0029 ask; the package ends before them. Schemas that Supabase brings are left out, as they leave them out. */
async function runByOwner(role: string): Promise<string[]> {
	const { functions } = await readMatrix(db.sql);
	return functions
		.filter((line) => line.includes(', definer') && !/^(auth|storage|realtime)\./.test(line))
		.filter((line) => line.includes(` ${role}=X`))
		.map((line) => line.split('(')[0]!.replace(/^public\./, ''));
}

test('whatever runs with its owner’s rights for anybody, or for an account, is on the list that says why, but what was planted', async () => {
	const listed = opened();
	const named = (...roles: string[]) =>
		listed.filter(({ role }) => roles.includes(role)).flatMap(({ doors }) => doors);
	expect(differences(named('anon'), await runByOwner('anon'))).toEqual(['+ let_in']);
	expect(differences(named('anon', 'authenticated'), await runByOwner('authenticated'))).toEqual([
		'+ let_in'
	]);
	expect(named('anon', 'authenticated')).toHaveLength(new Set(named('anon', 'authenticated')).size);
	expect(listed.filter(({ why }) => why.length < 25)).toEqual([]);
});
