/** The doors as PostgreSQL has them against the contracts: names, arguments, who may call, and nothing else. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as z from 'zod/mini';
import type { Door } from '../functions/_shared/contracts/door.ts';
import { everyDoor } from '../functions/_shared/contracts/every.ts';
import { createDatabase, type TestDatabase } from '../local/testing.ts';
import { one } from './people.ts';

/** Functions of `public` for the edge functions alone, granted to service_role, and what they are for. */
const internal = [
	'booking_answer',
	'booking_by_lookup',
	'booking_call_back_write',
	'booking_daily',
	'booking_erase_due',
	'booking_extend_write',
	'booking_from_call_back_write',
	'booking_gathering_write',
	'booking_hold_read',
	'booking_hold_write',
	'booking_list_take_write',
	'booking_hotline_call_back_write',
	'booking_hotline_write',
	'booking_move_write',
	'booking_offer_write',
	'booking_release_write',
	'booking_snapshot',
	'booking_spend',
	'booking_submit_write',
	'booking_tend_read',
	'follow_finish',
	'follow_move_write',
	'follow_take',
	'follow_write',
	'fund_of_claim',
	'fund_settle_from_afar',
	'lookup_desk',
	'lookup_open',
	'lookup_say',
	'lookup_upload',
	'news_forget_images',
	'news_images_gone',
	'notify_finish',
	'notify_prepare',
	'notify_take',
	'staff_reset_account',
	'support_ask_write',
	'tips_answer',
	'tips_desk_read',
	'tips_forget_parts',
	'tips_load',
	'tips_part_write',
	'tips_parts_gone',
	'tips_submit_write'
];
/** Functions that the edge calls with the officer's own token, so that staff.require sees who it is. */
const forOfficersAtTheEdge = [
	'booking_by_case',
	'booking_gathering_read',
	'booking_list_maker',
	'booking_caller_read',
	'booking_officer',
	'news_image_ready',
	'news_image_write',
	'news_save_write',
	'support_enter_write',
	'tips_part_read'
];

type Found = {
	name: string;
	args: Record<string, string>;
	definer: boolean;
	config: string[] | null;
	source: string;
	volatility: string;
	anon: boolean;
	authenticated: boolean;
	service: boolean;
	everybody: boolean;
};

const rpc = Object.entries(everyDoor).filter(([, door]) => door.kind === 'rpc');

let db: TestDatabase;
let found: Found[];

beforeAll(async () => {
	db = await createDatabase();
	found = await db.sql<Found[]>`
		select p.proname as name,
			(select coalesce(jsonb_object_agg(p.proargnames[n], format_type(p.proargtypes[n - 1], null)), '{}')
				from generate_series(1, p.pronargs) n) as args,
			p.prosecdef as definer, p.proconfig as config, p.prosrc as source, p.provolatile as volatility,
			has_function_privilege('anon', p.oid, 'execute') as anon,
			has_function_privilege('authenticated', p.oid, 'execute') as authenticated,
			has_function_privilege('service_role', p.oid, 'execute') as service,
			exists (select 1 from aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a where a.grantee = 0) as everybody
		from pg_proc p
		where p.pronamespace = 'public'::regnamespace and p.prokind = 'f'
		order by p.proname`;
});
afterAll(() => db?.drop());

/** The SQL types that can hold what a field of a contract holds. */
function fitting(schema: unknown): string[] {
	const json = z.toJSONSchema(schema as z.ZodMiniType, { io: 'input', unrepresentable: 'any' });
	const whole = (json.anyOf ?? json.oneOf ?? [json]) as {
		type?: string;
		format?: string;
		pattern?: string;
		const?: unknown;
	}[];
	const parts = whole.filter((part) => part.type !== 'null');
	const types = new Set(
		parts.flatMap((part) => {
			const { type, format } = part;
			if (type === 'object') return ['jsonb'];
			if (type === 'array') return ['jsonb', 'text[]', 'uuid[]', 'integer[]'];
			if (type === 'boolean') return ['boolean'];
			if (type === 'integer') return ['integer', 'bigint'];
			if (type === 'number') return ['double precision', 'numeric'];
			if (format === 'uuid') return ['uuid'];
			if (format === 'date') return ['date'];
			if (format === 'date-time') return ['timestamp with time zone'];
			return ['text'];
		})
	);
	return [...types];
}

const fieldsOf = (door: Door) => (door.args as unknown as { shape: Record<string, unknown> }).shape;

test.each(rpc)('the door %s takes what its contract says', (name, door) => {
	const sql = one(found.filter((candidate) => candidate.name === name));
	const fields = fieldsOf(door);
	expect(Object.keys(sql.args).sort()).toEqual(Object.keys(fields).sort());
	for (const [field, schema] of Object.entries(fields))
		expect(fitting(schema), `${name}.${field} is ${sql.args[field]}`).toContain(sql.args[field]);
});

test('every function a browser could reach is a door, and none has two forms', () => {
	const names = found.map(({ name }) => name);
	expect(new Set(names).size).toBe(names.length);
	const known = [...rpc.map(([name]) => name), ...internal, ...forOfficersAtTheEdge];
	expect(names.filter((name) => !known.includes(name))).toEqual([]);
});

test('whoever has no account reaches only the doors that are for anyone', () => {
	const open = rpc.filter(([, door]) => door.who === 'anyone').map(([name]) => name);
	expect(found.filter(({ anon }) => anon).map(({ name }) => name)).toEqual(open.sort());
});

test('an officer reaches the doors, and nothing that is for the edge alone', () => {
	const open = [...rpc.map(([name]) => name), ...forOfficersAtTheEdge].sort();
	expect(found.filter(({ authenticated }) => authenticated).map(({ name }) => name)).toEqual(open);
	for (const name of internal) {
		const [sql] = found.filter((candidate) => candidate.name === name);
		expect(sql, name).toMatchObject({ anon: false, authenticated: false, service: true });
	}
});

test('every door for officers asks first who calls, and can begin a session', () => {
	const officers = rpc.filter(([, door]) => door.who === 'officer').map(([name]) => name);
	for (const name of [...officers, ...forOfficersAtTheEdge]) {
		const { source, volatility } = found.find((candidate) => candidate.name === name)!;
		expect(source, name).toContain('staff.require(');
		// Inside a read-only transaction staff.require could not write down a new session.
		expect(volatility, name).toBe('v');
		const before = source.slice(0, source.indexOf('staff.require('));
		expect(before, `${name} does nothing before it asks`).not.toMatch(
			/\b(select|insert|update|delete|perform|queue|booking|unit)\b/
		);
	}
});

test('no door runs with a search path that its caller chooses', () => {
	for (const { name, definer, config } of found) {
		expect(definer, name).toBe(true);
		expect(
			config?.some((setting) => /^search_path=("")?$/.test(setting)),
			name
		).toBe(true);
	}
});

test('no door is open to everybody whoever they are', () => {
	expect(found.filter(({ everybody }) => everybody)).toEqual([]);
});
