/** The doctor on a database that is as the migrations made it, and on one with a single thing wrong. */
import type { TransactionSql } from 'postgres';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { examine, type CheckName } from '../../scripts/doctor/examine.ts';
import { granted } from '../../scripts/doctor/granted.ts';
import type { Patient } from '../../scripts/doctor/patient.ts';
import { jobs } from '../../scripts/doctor/timers.ts';
import { connect } from '../local/bootstrap.ts';
import { createDatabase, type TestDatabase } from '../local/testing.ts';
import { ailments, supabase } from './doctor-ailments.ts';
import { officerOf } from './people.ts';

let db: TestDatabase;
beforeAll(async () => {
	db = await createDatabase();
	await officerOf(db, '21439', ['desk']);
});
afterAll(() => db?.drop());

const nothing = new Error('rolled back');

/** What is found after some statements, which are taken back. */
async function found(only: CheckName[], ...statements: string[]): Promise<string[]> {
	let said: string[] = [];
	await db.sql
		.begin(async (tx: TransactionSql) => {
			for (const statement of ['select booking.erase_due()', ...statements])
				await tx.unsafe(statement).simple();
			const [seen] = await tx`select to_regclass('public.seen') is not null as yes`;
			// A part that writes down what it is asked with.
			const ask = async (path: string) =>
				seen!.yes ? tx`insert into public.seen values (${path})` : undefined;
			const patient = { sql: tx, ask, known: {} } as unknown as Patient;
			const { findings } = await examine(patient, only);
			said = findings.map(({ weight, what }) => `${weight}: ${what}`);
			throw nothing;
		})
		.catch((error: unknown) => {
			if (error !== nothing) throw error;
		});
	return said;
}

const inside: CheckName[] = ['migrations', 'grants', 'timers', 'messages', 'factors'];

it('a database as the migrations made it gives no finding', async () => {
	expect(await found(inside)).toEqual([]);
});

it('the list of what is granted is the one that reviewers read, with functions that are no doors too', () => {
	const list = granted();
	expect(list.get('public.unit_public')).toEqual(new Set(['anon', 'authenticated']));
	expect(list.get('public.booking_daily')).toEqual(new Set(['service_role']));
	expect(list.get('queue.hears')).toEqual(new Set(['authenticated']));
	expect(list.size).toBeGreaterThan(300);
});

it('the jobs are those that the migrations register, and where all run the doctor is silent', async () => {
	expect(
		jobs()
			.map(({ name }) => name)
			.sort()
	).toEqual([
		'gan-dan-daily',
		'gan-dan-erase',
		'gan-dan-followers',
		'gan-dan-leftovers',
		'gan-dan-messages',
		'gan-dan-parts',
		'gan-dan-runs',
		'gan-dan-tend'
	]);
	expect(await found(['timers'], ...supabase)).toEqual([]);
});

describe('the doctor tells of', () => {
	it.each(ailments)('%s', async (_, check, statements, words) => {
		expect((await found([check], ...statements)).join('\n')).toMatch(words);
	});

	it('an API that exposes more than the doors', async () => {
		const admin = connect(db.urls.admin);
		await admin.unsafe(
			`alter role authenticator in database ${db.name} set pgrst.db_schemas = 'public, storage'`
		);
		await admin.end();
		expect(await found(['grants'])).toEqual([
			'doubt: The API exposes public, storage, and the portal needs public alone.'
		]);
	});

	it('a server that does not wait for its disk, as that of the tests does not', async () => {
		expect(await found(['database'])).toEqual([
			'fault: fsync is off: a power cut may destroy everything, what was acknowledged too.'
		]);
	});

	it('a time zone that is not the world’s, and nothing else of a server that is well', async () => {
		const said = await found(['database'], "set local timezone = 'Asia/Ho_Chi_Minh'");
		expect(said.join()).toMatch(/time zone is Asia\/Ho_Chi_Minh/);
	});
});

describe('addresses in the database', () => {
	it('are told of where Auth keeps those of officers, and not where a proxy says nobody', async () => {
		const kept = async (address: string) =>
			found(
				['addresses'],
				`insert into auth.audit_log_entries (id, ip_address) values (gen_random_uuid(), '${address}')`
			);
		expect(await kept('0.0.0.0')).toEqual([expect.stringMatching(/^question: Does no log keep/)]);
		expect((await kept('203.0.113.7')).join()).toMatch(/Auth keeps addresses of officers: 1 rows/);
	});

	it('are found wherever a request left them', async () => {
		expect((await found(['addresses'], 'create table public.seen (what text)')).join()).toMatch(
			/fault: The table public\.seen keeps what a request carries along/
		);
	});
});
