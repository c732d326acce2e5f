/** Who reads tips about a unit's own officers: the operator says so, by a command, and it is written down. */
import { spawn } from 'node:child_process';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { signDesk } from '../../src/lib/sealed/desk.ts';
import { newHolder } from '../../src/lib/sealed/holder.ts';
import { oversee, setDesk } from '../../scripts/overseeing.ts';
import { overseen, unitOf } from '../../scripts/overseen.ts';
import { oversight } from '../../scripts/doctor/oversight.ts';
import { project } from '../local/home.ts';
import type { Stop } from '../local/stop.ts';
import { createDatabase, type TestDatabase } from '../local/testing.ts';
import { newKey, officerOf, one, problemOf } from './people.ts';
import { door, enrol, newKeys, sign } from './sealed.ts';

const DAY = 86_400_000;
const [local, other, old, noise, empty] = ['21451', '21439', '21457', '21472', '21478'] as const;

let db: TestDatabase;
let marks: { head: string; lead: string };
beforeAll(async () => {
	db = await createDatabase();
	await db.sql`update unit.settings set oversight_desk = null`;
	marks = await listOf(other, 3);
	await listOf(local, 1);
	await listOf(old, 36);
	// Somebody put another signature under it.
	const lead = await officerOf(db, noise, ['lead']);
	await sign(db, lead, [{ keys: await enrol(db, lead, newKeys()), lead: true }]);
});
afterAll(() => db?.drop());

/** A unit whose lead signed a list so many days ago, as their browser does. */
async function listOf(unit: string, days: number) {
	const lead = await officerOf(db, unit, ['lead']);
	const { recipient, signer } = await newHolder();
	const keys = await enrol(db, lead, { recipient, verify: signer.verify });
	const at = new Date(Date.now() - days * DAY).toISOString();
	const members = [{ name: 'Cán bộ 1', ...keys, lead: true }];
	const { head, ...list } = signDesk({ unit, version: 1, previous: null, members, at, signer });
	await door(db, lead, 'staff_desk_sign', { key: newKey(), version: 1, ...list });
	return { head, lead: signer.verify };
}

/** The command, with what the operator types into it; a refusal is thrown. */
async function command(words: string[], typed = ''): Promise<string> {
	const said: string[] = [];
	await oversee(db.sql, words, { say: (text) => said.push(text), ask: async () => typed });
	return said.join('\n');
}
/** The same in a process of its own, as it is called on a server. */
function called(words: string[], typed: string): Promise<{ code: number | null; said: string }> {
	const child = spawn(process.execPath, ['scripts/oversight.ts', ...words], {
		cwd: project,
		env: { PATH: process.env.PATH, DATABASE_URL: db.url, NODE_NO_WARNINGS: '1' }
	});
	child.stdin.end(typed);
	let said = '';
	for (const stream of [child.stdout, child.stderr])
		stream.setEncoding('utf8').on('data', (text: string) => (said += text));
	return new Promise((resolve) => child.once('close', (code) => resolve({ code, said })));
}
const deskOf = async (unit: string) =>
	one(await db.sql`select oversight_desk as desk from unit.settings where unit = ${unit}`).desk;
const changes = (unit: string) =>
	db.sql`select desk, by from unit.oversight_changes where unit = ${unit} order by at`;
const told = async () => (await oversight(db.sql)).map(({ weight, what }) => `${weight}: ${what}`);
const groups = (hex: string) => hex.match(/.{1,4}/g)!.join(' ');

test('an operator sees where such tips go and the marks of the public page, types the code once more, and takes it back', async () => {
	const before = await command([]);
	expect(before).toMatch(/21451 .*\n {2}Tips about its own officers go to nobody/);
	expect(before).toContain(`Dấu của danh sách: ${groups(marks.head)}`);
	expect(before).toContain(`Dấu khóa của chỉ huy ký lần sau: ${groups(marks.lead)}`);
	expect(before).toMatch(/Its own list: 1, signed \S+, RAN OUT on \S+, officers: 1\./);
	expect(before).toMatch(/Its own list: none was ever signed\./);

	const written = (await changes(local)).length;
	for (const typed of ['', local, 'yes'])
		await expect(command([local, other], typed)).rejects.toThrow(/^Nothing was written\.$/);
	expect(await deskOf(local)).toBeNull();

	const first = await command([local, other], ` ${other}`);
	expect(first).toContain(groups(marks.head));
	expect(first).toMatch(/Pages take it from the next npm run publish on\.$/);
	expect(await deskOf(local)).toBe(other);
	expect(await command([local, other])).toMatch(/That is how it stands: nothing was written\.$/);
	expect(await command([])).toMatch(/go to 21439 .*, since \d{4}-\d\d-\d\d \(set by \w+\)\./);

	await command([local, '--none', '--yes']);
	expect(await deskOf(local)).toBeNull();
	const by = one(await db.sql`select session_user::text as by`).by;
	expect((await changes(local)).slice(written)).toEqual([
		{ desk: other, by },
		{ desk: null, by }
	]);
});

test('on a server of somebody else’s nothing is written until the code is typed', async () => {
	const unsure = await called([local, other], '');
	expect(unsure).toMatchObject({
		code: 1,
		said: expect.stringMatching(/Nothing was written\.\n$/)
	});
	expect(await deskOf(local)).toBeNull();
	const sure = await called([local, other], `${other}\n`);
	expect(sure).toMatchObject({ code: 0, said: expect.stringMatching(/Written\. Compare /) });
	expect(sure.said).toContain('from the next npm run publish -- <folder of the pages> on.\n');
	expect(await deskOf(local)).toBe(other);
	await command([local, '--none', '--yes']);
});

test('what no page would seal to is refused, with what to do', async () => {
	const refused = (...words: string[]) =>
		command([...words, '--yes']).then(
			() => 'it was taken',
			(stop: Stop) => `${stop.name}: ${stop.message}`
		);
	expect(await refused(local, local)).toMatch(/cannot go to 21451 .* itself: name another unit/);
	expect(await refused(local, empty)).toMatch(/no signed list.*Its lead signs it under/);
	expect(await refused(local, old)).toMatch(/ran out on .*signs it .* again/);
	expect(await refused(local, noise)).toMatch(/does not hold \(list_unsigned\).*call its lead/);
	expect(await refused(local, '99999')).toMatch(
		/^Stop: There is no unit 99999\. There are: 21439, /
	);
	expect(await refused('99999', other)).toMatch(/^Stop: There is no unit 99999\./);
	for (const words of [[local], [local, other, '--none'], [], [local, other, old], ['--all']])
		expect(await refused(...words)).toMatch(/^Stop: Say which: /);
	expect(await deskOf(local)).toBeNull();
});

test('of two operators who read the same the second writes over nothing', async () => {
	const shown = unitOf(await overseen(db.sql), local);
	await setDesk(db.sql, shown, other);
	await expect(setDesk(db.sql, shown, null)).rejects.toThrow(/Nothing was written: look again/);
	expect(await deskOf(local)).toBe(other);
	await setDesk(db.sql, { ...shown, desk: other }, null);
});

test('what is set by hand in SQL is noted too, a unit without settings gets them, and nothing of it is unwritten', async () => {
	await db.sql`insert into unit.units (code, name, full_name, type, police_name, hotline, address, opening_hours, lat, lon)
		select '21490', name, full_name, type, police_name, hotline, address, opening_hours, lat, lon from unit.units where code = ${local}`;
	await setDesk(db.sql, unitOf(await overseen(db.sql), '21490'), other);
	await db.sql`update unit.settings set oversight_desk = null where unit = '21490'`;
	await db.sql`update unit.settings set idle_minutes = 20, oversight_desk = null where unit = '21490'`;
	await db.sql`insert into unit.units (code, name, full_name, type, police_name, hotline, address, opening_hours, lat, lon)
		select '21491', name, full_name, type, police_name, hotline, address, opening_hours, lat, lon from unit.units where code = ${local}`;
	await db.sql`insert into unit.settings (unit, oversight_desk) values ('21491', ${other})`;
	expect((await changes('21490')).map(({ desk }) => desk)).toEqual([other, null]);
	expect((await changes('21491')).map(({ desk }) => desk)).toEqual([other]);
	for (const undo of ['delete from unit.oversight_changes', 'truncate unit.oversight_changes'])
		expect(await problemOf(db.sql.unsafe(undo))).toMatchObject({ message: 'append_only' });
});

test('the doctor names a unit at work whose officers nobody may be told about, and one whose readers cannot read', async () => {
	await db.sql`update unit.settings set oversight_desk = ${local} where unit = ${other}`;
	await db.sql`update unit.settings set oversight_desk = ${old} where unit = ${local}`;
	await db.sql`update unit.settings set oversight_desk = ${other} where unit = ${noise}`;
	expect(await told()).toEqual([
		expect.stringMatching(
			/^fault: Tips about officers of 21451 .* go to 21457, whose list pages refuse/
		),
		expect.stringMatching(/^doubt: Nobody takes tips about officers of 21457 /)
	]);
});
