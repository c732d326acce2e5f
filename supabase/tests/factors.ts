/** A stand-in of what Supabase Auth keeps of second factors: its table, with the columns that are asked for. */
import { randomUUID } from 'node:crypto';
import type { TestDatabase } from '../local/testing.ts';
import type { Person } from './people.ts';

export const makeFactorTable = (db: Pick<TestDatabase, 'sql'>) =>
	db.sql.unsafe(`
		create type auth.factor_type as enum ('totp', 'webauthn', 'phone');
		create type auth.factor_status as enum ('unverified', 'verified');
		create table auth.mfa_factors (
			id uuid primary key, user_id uuid not null references auth.users (id) on delete cascade, friendly_name text,
			factor_type auth.factor_type not null, status auth.factor_status not null,
			created_at timestamptz not null, updated_at timestamptz not null, secret text
		)`);

/** What Auth writes when an officer begins to set one up, and when the first code proved it. */
export const factorOf = (
	db: Pick<TestDatabase, 'sql'>,
	{ sub }: Pick<Person, 'sub'>,
	status: 'verified' | 'unverified' = 'verified'
) =>
	db.sql`insert into auth.mfa_factors (id, user_id, friendly_name, factor_type, status, created_at, updated_at)
		values (${randomUUID()}, ${sub}, 'Điện thoại', 'totp', ${status}, now(), now())`;
