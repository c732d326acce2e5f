/** From a database that the migrations alone made to a resident who has a time: no row of the demonstration, each step as it is written in docs/deploy.md. */
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
	booked,
	hold as holdShape,
	offers
} from '../../supabase/functions/_shared/contracts/booking.ts';
import { everyDoor } from '../../supabase/functions/_shared/contracts/every.ts';
import { editable, publicUnits } from '../../supabase/functions/_shared/contracts/unit.ts';
import { bootstrap } from '../../supabase/local/bootstrap.ts';
import { signUp } from '../../supabase/local/officers.ts';
import { readSnapshot } from '../../supabase/local/snapshot.ts';
import {
	createDatabase,
	startStack,
	testServer,
	type TestDatabase,
	type TestStack
} from '../../supabase/local/testing.ts';
import { found } from '../../scripts/founding.ts';
import { readUnit } from '../../scripts/unit-file.ts';
import { run } from '../stack/portal.ts';
import { key } from './scene.ts';
import { formFor, newSecret, offersFor } from './world.ts';

const example = 'docs/deploy/unit.example.json';
let db: TestDatabase;
let stack: TestStack;
let lead: string;
beforeAll(async () => {
	db = await createDatabase({ empty: true });
	const { secrets, home } = testServer();
	await bootstrap(db.urls, secrets, { uploads: join(home, 'uploads'), bare: true });
	stack = await startStack({ db });
});
afterAll(async () => {
	await stack?.stop();
	await db?.drop();
});

const command = (...words: string[]) => run(words, { DATABASE_URL: db.url });
const file = readUnit(example);
/** What the command prints of a file, in lines. */
const told = async (of = file) => (await found(db.sql, of)).join('\n');
const rows = () => db.sql`
	select jsonb_agg(to_jsonb(u)) as units,
		(select jsonb_agg(to_jsonb(a)) from unit.areas a) as areas, (select jsonb_agg(to_jsonb(h)) from unit.hamlets h) as hamlets,
		(select jsonb_agg(to_jsonb(d)) from unit.calendar_days d) as days, (select jsonb_agg(to_jsonb(k)) from unit.clocks k) as clocks,
		(select jsonb_agg(to_jsonb(s)) from unit.settings s) as settings
	from unit.units u`;

test('on a bare database nobody can be invited, and whoever tries reads which command makes a unit', async () => {
	expect(
		await command('scripts/invite-lead.ts', '99101', 'lead@example.test', 'Lê Thị Mời')
	).toEqual({
		code: 1,
		said: 'There is no unit 99101. There is none yet. npm run unit makes one.\n'
	});
});

test('an operator makes the unit of the example, invites its lead, and the lead opens days', async () => {
	const { code, said } = await command('scripts/unit.ts', example);
	expect({ code, said }).toEqual({
		code: 0,
		said: expect.stringMatching(/^Made: Công an phường Minh Họa \(99101\)\.\n/)
	});
	expect(said).toContain('Windows in a week: 4. Days of the calendar: 48. Clocks: 14.');
	expect(said).not.toContain('WARNING');

	const invited = await command(
		'scripts/invite-lead.ts',
		'99101',
		'lead@example.test',
		'Lê Thị Mời'
	);
	const [, invitation] = /\n {2}([0-9a-f]{32})\n/.exec(invited.said)!;
	const door = { origin: stack.origin, publishableKey: stack.keys.publishable };
	await signUp(door, 'lead@example.test', 'một câu dài để nhớ', invitation!);
	lead = (await stack.signIn('lead@example.test', 'một câu dài để nhớ')).token;

	const { body } = await stack.rpc('unit_editable', {}, lead);
	const { unit, days, clocks, hamlets } = editable.parse(body);
	expect(unit).toMatchObject({ code: '99101', full_name: 'Phường Minh Họa', hotline_sure: false });
	expect(days.filter(({ day }) => day === '2027-09-02')).toHaveLength(1);
	expect(clocks.map(({ kind }) => kind)).toContain('home_visit');
	expect(hamlets.map(({ kind }) => kind).sort()).toEqual(['thôn', 'tổ dân phố', 'tổ dân phố']);

	const kit = await stack.rpc(
		'unit_kit_save',
		{ key: key(), kit: null, name: 'Bộ một', active: true },
		lead
	);
	const shifts = [6, 7].map((weekday) => ({ weekday, from: 450, to: 1020 }));
	const team = { team: null, name: 'Tổ một', active: true, start_hamlet: null, kit: kit.body.id };
	const saved = await stack.rpc(
		'booking_team_save',
		{ key: key(), ...team, places: 8, reserved_hotline: 1, reserved_ward: 1, shifts },
		lead
	);
	expect(saved.status).toBe(200);
	const opened = await stack.rpc('booking_open_days', { key: key() }, lead);
	expect(opened.body.opened).toBeGreaterThan(3);
});

test('whatever the pages of its lead ask for at first is answered', async () => {
	const first = Object.entries(everyDoor).filter(
		([name, { kind, who, args }]) =>
			kind === 'rpc' && who === 'officer' && args.safeParse({}).success && name !== 'staff_sign_out'
	);
	expect(first.length).toBeGreaterThan(10);
	const refused = [];
	for (const [name] of first) {
		const { status, body } = await stack.rpc(name, {}, lead);
		// What a lead may not open, a lead may open in no unit.
		if (status !== 200 && body.message !== 'forbidden') refused.push([name, status, body]);
	}
	expect(refused).toEqual([]);
});

test('a resident finds the unit, books, and no page says that its data are made up', async () => {
	const { body } = await stack.rpc('unit_public', {});
	const { demo, units, areas, hamlets } = publicUnits.parse(body);
	expect(demo).toBe(false);
	expect(units.map(({ code }) => code)).toEqual(['99101']);
	expect(areas.map(({ full_name }) => full_name)).toEqual([
		'Phường Minh Họa Đông',
		'Xã Minh Họa Tây'
	]);
	const at = { unit: '99101', area: '99102', days: [] };
	const world = {
		...at,
		hamlets: hamlets.filter(({ area }) => area === '99102').map(({ id }) => id)
	};

	const found = offers.parse((await offersFor(stack, world)).body);
	const { token } = found.days[0]!.windows[0]!;
	const taken = await stack.edge('booking', 'booking_hold', { key: key(), token, hold: null });
	const { hold } = holdShape.parse(taken.body);
	const { lookup_hash } = await newSecret();
	const form = formFor(world);
	const sent = { key: key(), lookup_hash, hold, proof: null, form };
	const answer = booked.parse((await stack.edge('booking', 'booking_submit', sent)).body);
	expect(answer).toMatchObject({ state: 'held' });
	const { units: said, days } = await readSnapshot(db.sql);
	expect(publicUnits.parse(said).units).toHaveLength(1);
	expect(days).toMatchObject({
		days: expect.arrayContaining([expect.objectContaining({ unit: '99101' })])
	});
});

test('a second run writes nothing, also over what the lead has set since, and says so', async () => {
	const before = await rows();
	expect(await told()).toBe(
		'Công an phường Minh Họa (99101) is there already. Nothing was written.\nThe portal says what the file says.'
	);
	expect(await rows()).toEqual(before);

	const own = { address: 'Số 1', address_sure: true, opening_hours: 'Cả ngày' };
	await stack.rpc(
		'unit_save',
		{ key: key(), hotline: '0900 000 111', hotline_sure: true, ...own },
		lead
	);
	await stack.rpc(
		'unit_windows_save',
		{ key: key(), windows: [{ weekday: 6, from: 450, to: 570 }] },
		lead
	);
	const kept = await rows();
	const other = await told();
	expect(other).toContain('the portal keeps what it has');
	expect(other).toContain('  hotline: 0900 000 110 in the file, 0900 000 111 in the portal\n');
	expect(other).toContain(', 7 13:30–15:30 in the file, 6 07:30–09:30 in the portal');
	expect(await rows()).toEqual(kept);
});

test('an area that the file has more is added, and one that another unit serves is refused', async () => {
	const [east, west] = file.areas;
	const third = { ...west!, code: '99103', name: 'Minh Họa Nam', hamlets: [] };
	expect(await told({ ...file, areas: [east!, third] })).toContain(
		'Added:\n  99103 Xã Minh Họa Nam, since 2022-10-01, hamlets: 0\n'
	);
	await expect(told({ ...file, code: '99109' })).rejects.toThrow(
		/^Nothing was written: area 99101 is Phường Minh Họa Đông here.*unit 99101 serves it\./
	);
});

test('tips about its officers go to a unit that could read them, or nothing is written', async () => {
	const areas = [{ ...file.areas[0]!, code: '99109' }];
	const next = { ...file, code: '99109', areas, oversight_desk: '99101' };
	await expect(told(next)).rejects.toThrow(
		/^99101 .* has no signed list, so nobody there could read\./
	);
	expect(await db.sql`select code from unit.units`).toEqual([{ code: '99101' }]);
});
