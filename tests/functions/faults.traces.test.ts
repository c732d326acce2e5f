/**
 * What stays of residents' words when something is wrong: nothing of them is in what any process printed, before any filter, whether the
 * database refuses, is too slow or away, the functions are killed, or what was sent is no request at all.
 */
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { connect } from '../../supabase/local/bootstrap.ts';
import { testServer } from '../../supabase/local/testing.ts';
import { functionsBelow } from '../stack/portal.ts';
import { prepare, send, type Errand } from './planted-errands.ts';
import { planted, said } from './planted-words.ts';
import { startScene, type Scene } from './scene.ts';
import { makeDesk, type Desk } from './sealing.ts';
import { foundAmong, written } from './traces.ts';

/** Every table that has words or sealed files in it. The cases' own have a phone, but come before all others and would keep them out of it. */
const tables = [
	...new Set(
		Object.values(said)
			.flatMap(({ in: columns }) => columns)
			.map((column) => column.split('.').slice(0, 2).join('.'))
			.filter((table) => table !== 'queue.cases')
	),
	'tips.items'
];

let at: Scene;
let desk: Desk;
let errands: Errand[];

/** What becomes of a row with somebody's words, while the API writes it. */
const provoke = (what: string) =>
	at.sql.unsafe(`
		create or replace function public.provoked() returns trigger language plpgsql as $$
		begin
			if current_setting('application_name') = 'gandan api' then ${what} end if;
			return new;
		end $$`);

beforeAll(async () => {
	at = await startScene({ days: 1, places: 20 });
	desk = await makeDesk(at);
	await provoke('null;');
	for (const table of tables)
		await at.sql.unsafe(`
			create trigger provoked before insert or update on ${table}
			for each row execute function public.provoked()`);
	errands = await prepare(at, desk);
}, 60_000);
afterAll(() => at?.stop());

const sendAll = () => Promise.all(errands.map((errand) => send(at, errand)));
/** All were refused; the lookup answers everything alike. */
const expectRefused = (answers: { status: number }[]) =>
	expect(answers.map(({ status }) => (status < 400 ? status : 'refused'))).toEqual([
		...Array<string>(4).fill('refused'),
		200
	]);
/** What of it stands where; the names of faults that were printed show that the search reads what was printed. */
function found(...faults: string[]) {
	const places = written(at.stack);
	for (const fault of faults)
		expect(places.get('log before it is reduced, API')).toContain(`code: '${fault}'`);
	return foundAmong(places, planted);
}

it.each([
	[
		'raises what it was given',
		'P0001',
		`raise exception '%', new using detail = new::text, hint = new::text;`
	],
	['takes it for a number', '22P02', `perform new::text::int;`],
	['builds a statement of it', '22P02', `execute format('select %L::int', new);`],
	['builds a wrong one', '42601', `execute 'selct ' || quote_literal(new::text);`],
	['is out of memory', '53200', `raise sqlstate '53200' using message = new::text;`],
	[
		'is in a deadlock',
		'PT503',
		`raise sqlstate '40P01' using message = new::text, detail = new::text;`
	],
	['warns of it', '22023', `raise warning '%', new; raise notice '%', new; raise sqlstate '22023';`]
])('of a database that %s nobody prints a word', async (_, fault, what) => {
	await provoke(what);
	expectRefused(await sendAll());
	expect(found(fault)).toEqual([]);
});

/** Sends everything to a database that stands still, and does something to it or to us before it answers. */
async function inTheMidst(what: (admin: ReturnType<typeof connect>) => Promise<unknown>) {
	const admin = connect(testServer().admin);
	const held = connect(at.stack.db.url);
	try {
		return await held.begin(async (tx) => {
			for (const table of tables) await tx.unsafe(`lock table ${table} in access exclusive mode`);
			const answers = sendAll();
			await vi.waitFor(async () => {
				const [row] = await admin`
					select count(*)::int as n from pg_stat_activity
					where datname = ${at.stack.db.name} and application_name = 'gandan api' and wait_event_type = 'Lock'`;
				expect(row!.n).toBe(errands.length);
			}, 10_000);
			await what(admin);
			return await answers;
		});
	} finally {
		await held.end();
		await admin.end();
	}
}
/** Whom the database or the functions answer again, however often they ask. */
const isBack = () =>
	vi.waitFor(async () => {
		const { status } = await at.stack.edge('booking', 'booking_challenge', {});
		const units = await at.stack.rpc('unit_public', {});
		expect([status, units.status]).toEqual([200, 200]);
	}, 20_000);

it('of a database that goes away while all of them wait for it nobody prints a word', async () => {
	await provoke('null;');
	const { name } = at.stack.db;
	const answers = await inTheMidst(async (admin) => {
		await admin.unsafe(`alter database ${name} connection limit 0`);
		await admin`
			select pg_terminate_backend(pid) from pg_stat_activity
			where datname = ${name} and application_name = 'gandan api'`;
	});
	expectRefused(answers);
	// And while it is away.
	expectRefused(await sendAll());
	const admin = connect(testServer().admin);
	await admin.unsafe(`alter database ${name} connection limit -1`);
	await admin.end();
	await isBack();
	expect(found()).toEqual([]);
}, 60_000);

it('of statements that take too long nobody prints a word', async () => {
	const answers = await inTheMidst(
		(admin) => admin`
			select pg_cancel_backend(pid) from pg_stat_activity
			where datname = ${at.stack.db.name} and application_name = 'gandan api' and wait_event_type = 'Lock'`
	);
	expectRefused(answers);
	expect(found('57014')).toEqual([]);
}, 60_000);

it('of functions that are killed while they work nobody prints a word', async () => {
	const answers = await inTheMidst(async () => {
		process.kill(functionsBelow(process.pid)[0]!, 'SIGKILL');
	});
	expect(answers.map(({ status }) => status)).toEqual(Array(errands.length).fill(503));
	await isBack();
	expect(found()).toEqual([]);
}, 60_000);

it('of rows that a constraint refuses nobody prints a word', async () => {
	errands = await prepare(at, desk);
	const refused: unknown[] = [];
	for (const table of ['queue.cases', ...tables]) {
		await at.sql.unsafe(`alter table ${table} add constraint provoked check (false) not valid`);
		const answers = await sendAll();
		await at.sql.unsafe(`alter table ${table} drop constraint provoked`);
		refused.push(...answers.filter(({ status }) => status >= 400));
	}
	expect(refused.length).toBeGreaterThan(4);
	expect(found('23514')).toEqual([]);
});
