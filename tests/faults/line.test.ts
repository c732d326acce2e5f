/** Whoever is cut off and sends again: what was asked is done once, whichever half of the way the line broke on. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startScene, type Scene } from '../functions/scene.ts';
import { makeDesk, type Desk } from '../functions/sealing.ts';
import { done, ofResidents, send, type Sent } from './commands.ts';
import { ofOfficers, type Officers } from './desk-commands.ts';
import { openLine, type Line } from './line.ts';
import { staffed } from './staffed.ts';

let at: Scene;
let tips: Desk;
let who: Officers;
let line: Line;
beforeAll(async () => {
	at = await startScene({ teams: 2, days: 4, places: 12 });
	tips = await makeDesk(at);
	who = await staffed(at, tips);
	line = await openLine(at.stack.origin);
}, 120_000);
afterAll(async () => {
	line?.close();
	await at?.stop();
});

/** Every row of every room, but when an officer was last seen and what was read. */
async function everything(): Promise<Record<string, string>> {
	const tables = await at.sql<{ name: string }[]>`
		select format('%I.%I', n.nspname, c.relname) as name
		from pg_class c join pg_namespace n on n.oid = c.relnamespace
		where c.relkind in ('r', 'p') and n.nspname in (
			'unit', 'staff', 'queue', 'lookup', 'booking', 'tips', 'fund', 'support', 'rounds', 'news', 'notify', 'results', 'storage'
		) and (n.nspname, c.relname) not in (('staff', 'sessions'), ('queue', 'reads')) order by 1`;
	// A part that is kept again under its name is the same part, at another moment.
	const of = (name: string) =>
		name === 'storage.objects' ? '(select bucket_id, name from storage.objects)' : name;
	const asked = tables.map(
		({ name }) =>
			`select '${name}' as name, md5(string_agg(t::text, '|' order by t::text)) as rows from ${of(name)} t`
	);
	const rows = await at.sql.unsafe(asked.join(' union all '));
	return Object.fromEntries(rows.map(({ name, rows }) => [name, rows]));
}
const sending = (sent: Sent, origin = line.origin) => send(origin, at.stack.keys.publishable, sent);

/** Sends a command on a line that breaks on each half of its way, and then on one that holds. */
async function insists(sent: Sent): Promise<void> {
	const before = await everything();
	line.breaks('cut');
	await expect(sending(sent)).rejects.toThrow();
	expect(await everything()).toEqual(before);
	line.breaks('swallowed');
	await expect(sending(sent)).rejects.toThrow();
	const once = await everything();
	expect(once).not.toEqual(before);
	line.breaks('halved');
	await expect(sending(sent)).rejects.toThrow();
	const told = await sending(sent);
	expect(told.status).toBe(200);
	expect(await sending(sent)).toEqual(told);
	expect(await everything()).toEqual(once);
}

/** Sends a command on a line that stands still, and once more while nothing comes; then it moves, and carries both at once. */
async function waitsFor(sent: Sent): Promise<void> {
	const before = await everything();
	const { waiting, moves } = line.stands(2);
	const answers = [sending(sent), sending(sent)];
	await waiting;
	expect(await everything()).toEqual(before);
	moves();
	const [first, second] = await Promise.all(answers);
	expect(first!.status).toBe(200);
	expect(second).toEqual(first);
	const once = await everything();
	expect(once).not.toEqual(before);
	expect(await sending(sent)).toEqual(first);
	expect(await everything()).toEqual(once);
}

/** All of them, as promised, with `npm run test:races`; in every `npm test` those at every so manieth place. */
const some = (commands: object, every: number) =>
	Object.keys(commands).filter((_, n) => process.env.GANDAN_LONG === '1' || n % every === 0);
const ofEverybody = ofResidents({} as Scene, {} as Desk);
const ofDesks = ofOfficers({} as Scene, {} as Officers);

it('without its key, what is sent again is done again: this is what the test sees', async () => {
	const sent = await ofOfficers(at, who)['takes a gift']!();
	await done(at, sent);
	const once = await everything();
	const other = {
		...sent,
		body: JSON.stringify({ ...JSON.parse(sent.body as string), key: randomUUID() })
	};
	await done(at, other);
	const twice = await everything();
	expect(twice['fund.entries']).not.toBe(once['fund.entries']);
});

describe('a resident', () => {
	it.each(some(ofEverybody, 4))('%s on a line that breaks: it is done once', async (what) => {
		await insists(await ofResidents(at, tips)[what]!());
	});
	it.each(some(ofEverybody, 8))('%s on a line that stands still: it is done once', async (what) => {
		await waitsFor(await ofResidents(at, tips)[what]!());
	});
});

describe('an officer', () => {
	it.each(some(ofDesks, 4))('%s on a line that breaks: it is done once', async (what) => {
		await insists(await ofOfficers(at, who)[what]!());
	});
	it.each(some(ofDesks, 12))('%s on a line that stands still: it is done once', async (what) => {
		await waitsFor(await ofOfficers(at, who)[what]!());
	});
});
