/** A hamlet's head beside the officers: invited for one hamlet, and let in by the doors that name them alone. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type * as z from 'zod/mini';
import type { Door } from '../functions/_shared/contracts/door.ts';
import { doors as booking } from '../functions/_shared/contracts/booking.ts';
import { doors as paper } from '../functions/_shared/contracts/booking-paper.ts';
import { doors as queue } from '../functions/_shared/contracts/queue.ts';
import { doors as staff } from '../functions/_shared/contracts/staff.ts';
import { doors as tips } from '../functions/_shared/contracts/tips.ts';
import { doors as unitDoors } from '../functions/_shared/contracts/unit.ts';
import { createDatabase, type TestDatabase } from '../local/testing.ts';
import { ask, refusal } from './calling.ts';
import { ground, officer, otherUnit, unit, type Ground } from './ground.ts';

let db: TestDatabase;
let g: Ground;
type Actor = Awaited<ReturnType<typeof officer>>;
let lead: Actor;
let head: Actor;

beforeAll(async () => {
	db = await createDatabase();
	g = await ground(db);
	lead = await officer(db, ['lead']);
	head = await officer(db, ['collaborator'], unit, g.hamlets[0]);
});
afterAll(() => db?.drop());

const invitation = (fields: object) => ({
	key: randomUUID(),
	name: 'Trưởng Thôn Minh Họa',
	email: `${randomUUID()}@example.vn`,
	roles: ['collaborator'],
	hamlet: g.hamlets[1],
	token_hash: Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString('hex'),
	...fields
});
const invite = (fields: object) => ask(db, lead, 'staff_invite', invitation(fields));

describe('a lead who invites the head of a hamlet', () => {
	test('names the hamlet, and the head finds it as theirs', async () => {
		await invite({ email: 'thon-hai@example.vn' });
		const { invitations } = await ask(db, lead, 'staff_list', {});
		const [made] = invitations.filter(
			(one: { email: string }) => one.email === 'thon-hai@example.vn'
		);
		expect(made.hamlet).toEqual({ id: g.hamlets[1], name: 'Thôn Hai' });
		expect(staff.staff_me.answer.parse(await ask(db, head, 'staff_me', {}))).toMatchObject({
			roles: ['collaborator'],
			hamlet: { id: g.hamlets[0], name: 'Thôn Một' }
		});
	});

	test('cannot leave the hamlet out, nor name one that another unit serves', async () => {
		expect(await refusal(invite({ hamlet: null }))).toBe('required');
		expect(await refusal(invite({ hamlet: randomUUID() }))).toBe('not_found');
		await db.sql`insert into unit.hamlets (area, area_valid_from, name, kind, lat, lon)
			values (${otherUnit}, '2025-07-01', 'Thôn Xa', 'thôn', 14.8, 108.9)`;
		const [far] = await db.sql`select id from unit.hamlets where name = 'Thôn Xa'`;
		expect(await refusal(invite({ hamlet: far!.id }))).toBe('not_found');
	});

	test('cannot make them an officer beside it: the role stands alone', async () => {
		expect(await refusal(invite({ roles: ['collaborator', 'desk'] }))).toBe('bad_format');
	});

	test('who becomes an officer leaves the hamlet behind', async () => {
		const other = await officer(db, ['collaborator'], unit, g.hamlets[2]);
		const save = (roles: string[], hamlet: string | null) =>
			ask(db, lead, 'staff_officer_save', {
				key: randomUUID(),
				officer: other.sub,
				name: 'Trưởng Thôn Cũ',
				roles,
				hamlet,
				disabled: false,
				reason: null
			});
		expect(await refusal(save(['collaborator'], null))).toBe('required');
		await save(['desk'], g.hamlets[2]!);
		const [row] = await db.sql`select hamlet from staff.officers where user_id = ${other.sub}`;
		expect(row!.hamlet).toBeNull();
	});

	test('does not find them among those a case can be given to', async () => {
		const { officers } = await ask(db, lead, 'queue_officers', {});
		expect(officers.map(({ id }: { id: string }) => id)).not.toContain(head.sub);
	});
});

test('the head of a hamlet prints slips of codes, and no other paper', async () => {
	const print = (what: string) =>
		ask(db, head, 'queue_paper', { key: randomUUID(), what, cases: [] });
	expect((await print('lookup_slip')).number).toMatch(/\d$/);
	for (const what of ['figures', 'run_sheet', 'case_reads'])
		expect(await refusal(print(what)), what).toBe('role_missing');
});

/** What is for whoever has an account. */
const forAll = ['staff_me', 'staff_active', 'staff_sign_out'];
const contracts: Record<string, Door> = {
	...booking,
	...paper,
	...queue,
	...staff,
	...tips,
	...unitDoors
};
const closed = Object.entries(contracts)
	.filter(([name, door]) => door.kind === 'rpc' && door.who === 'officer' && !forAll.includes(name))
	.map(([name, door]) => ({ name, fields: Object.keys((door.args as z.ZodMiniObject).shape) }));

test.each(closed)(
	'the head of a hamlet is refused at $name before anything is read',
	async ({ name, fields }) => {
		const nothing = Object.fromEntries(fields.map((field) => [field, null]));
		expect(await refusal(ask(db, head, name, nothing))).toBe('role_missing');
	}
);
