/** Roles against tables, views, functions and buckets: nobody may do what is not on the committed lists. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { connect } from '../../local/bootstrap.ts';
import type { TestDatabase } from '../../local/testing.ts';
import { lists, readMatrix, type Matrix } from './catalogue.ts';
import { withRealtime } from './ground.ts';
import { committed, differences } from './lists.ts';

let db: TestDatabase;
let matrix: Matrix;
beforeAll(async () => {
	db = await withRealtime();
	matrix = await readMatrix(db.sql);
});
afterAll(() => db?.drop());

test.each(lists)(
	'in the list of %s is everything that is open, and nothing else (npm run matrix writes it anew)',
	(list) => {
		expect(differences(committed(list), matrix[list])).toEqual([]);
	}
);

describe('whatever is listed,', () => {
	const ours = (line: string) =>
		!/^(\w+ )?(auth|storage|realtime|supabase_migrations)\./.test(line);

	test('every table has row security, in every room', () => {
		expect(matrix.tables.filter(ours).filter((line) => line.includes('NO ROW SECURITY'))).toEqual(
			[]
		);
	});

	test('no role of the API has a right on a table of a room or of public', () => {
		const open = matrix.tables
			.filter(ours)
			.filter((line) => !/^(policy|bucket|publication) /.test(line));
		expect(open.length).toBeGreaterThan(150);
		expect(open.filter((line) => !line.endsWith(': nobody'))).toEqual([]);
	});

	test('accounts are read by nobody who comes through the API, and files of Storage have row security', () => {
		const accounts = matrix.tables.filter((line) => line.startsWith('auth.'));
		expect(accounts.filter((line) => /(anon|authenticated)=/.test(line))).toEqual([]);
		const files = matrix.tables.filter((line) => /^storage\.(objects|buckets),/.test(line));
		expect(files.map((line) => line.includes(', row security'))).toEqual([true, true]);
	});

	test('the pictures of posts are the one bucket that anybody reads, and no publication tells of a table', () => {
		const told = matrix.tables.filter((line) => /^(bucket|publication) /.test(line));
		expect(told.filter((line) => !/, private|: nothing$/.test(line))).toEqual([
			'bucket news, PUBLIC'
		]);
	});

	test('every function has an empty search path, and none is for everybody', () => {
		const run = matrix.functions.filter(ours).filter((line) => !line.startsWith('type '));
		expect(run.filter((line) => / LOOSE |public=X/.test(line))).toEqual([]);
	});

	test('a citizen or an officer runs what stands in public, and past it only what a policy asks', () => {
		const past = matrix.functions.filter(
			(line) =>
				/(anon|authenticated)=X/.test(line) && !/^(public|auth|storage|realtime)\./.test(line)
		);
		expect(past).toEqual(['queue.hears(topic text), definer: authenticated=X']);
	});
});

describe('a right that slips in is seen:', () => {
	test.each([
		['a grant on a table', 'grant select on queue.cases to authenticated'],
		['a grant on one column', 'grant select (reference) on queue.cases to anon'],
		['a grant to everybody', 'grant execute on function queue.mine to public'],
		['a role that becomes another', 'grant service_role to anon'],
		['row security turned off', 'alter table tips.items disable row level security'],
		['a policy that lets everybody in', 'create policy p on tips.items using (true)'],
		[
			'a policy that is widened',
			'alter policy "officers hear their own compartments" on realtime.messages to anon'
		],
		[
			'a new door',
			`create function public.fresh() returns int language sql security definer set search_path = '' as 'select 1'`
		],
		['a bucket that is public', 'update storage.buckets set public = true'],
		[
			'what is given by default',
			'alter default privileges for role postgres in schema public grant all on tables to anon'
		],
		['a schema that opens', 'grant usage on schema tips to authenticated']
	])('%s', async (_, statement) => {
		const root = connect(db.urls.admin);
		let seen: string[] = [];
		await root
			.begin(async (tx) => {
				await tx.unsafe(statement);
				const now = await readMatrix(tx);
				seen = lists.flatMap((list) => differences(matrix[list], now[list]));
				throw new Error('Back.');
			})
			.catch((error: Error) => expect(error.message).toBe('Back.'))
			.finally(() => root.end());
		expect(seen).not.toEqual([]);
	});
});
