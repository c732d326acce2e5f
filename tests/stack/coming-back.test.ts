/** A stack whose database or edge functions go away: who asks meanwhile hears `busy`, and who asks after them hears what they asked. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { connect } from '../../supabase/local/bootstrap.ts';
import { keep } from '../../supabase/local/kept.ts';
import { Stop } from '../../supabase/local/stop.ts';
import { startStack, testServer, type TestStack } from '../../supabase/local/testing.ts';
import { functionsBelow } from './portal.ts';

let stack: TestStack;
let admin: ReturnType<typeof connect>;
beforeAll(async () => {
	stack = await startStack({ connections: 4 });
	admin = connect(testServer().admin);
});
afterAll(async () => {
	await admin?.end();
	await stack?.stop();
});

/** Ends every connection that the API has, as a server does that is stopped, and lets none in until `open`. */
async function shut() {
	const { name } = stack.db;
	await admin.unsafe(`alter database ${name} connection limit 0`);
	const cut = await admin`
		select pg_terminate_backend(pid) from pg_stat_activity
		where datname = ${name} and application_name = 'gandan api'`;
	const open = () => admin.unsafe(`alter database ${name} connection limit -1`);
	return { count: cut.length, open };
}
const units = () => stack.rpc('unit_public', {});
const busy = { status: 503, body: { code: 'PT503', message: 'busy' } };

it('whoever is in the middle when the database goes hears busy, and the next one is answered', async () => {
	expect((await units()).status).toBe(200);
	// It waits behind a lock that the test holds.
	const held = connect(stack.db.url);
	const blocked = held.begin(async (tx) => {
		await tx`lock table unit.units in access exclusive mode`;
		const waiting = [1, 2, 3, 4, 5, 6].map(units);
		await vi.waitFor(async () => {
			const [row] = await admin`
				select count(*)::int as n from pg_stat_activity
				where datname = ${stack.db.name} and application_name = 'gandan api' and wait_event_type = 'Lock'`;
			expect(row!.n).toBe(4);
		}, 10_000);
		const door = await shut();
		expect(door.count).toBe(4);
		return { waiting, door };
	});
	const { waiting, door } = await blocked;
	for (const said of await Promise.all(waiting)) expect(said).toMatchObject(busy);
	await held.end();
	// Refused at the door, again and again, and nothing of that stands in the way later.
	const meanwhile = await Promise.all(Array.from({ length: 12 }, units));
	for (const said of meanwhile) expect(said).toMatchObject(busy);
	await door.open();
	await vi.waitFor(async () => expect((await units()).status).toBe(200), 10_000);
	const after = await Promise.all(Array.from({ length: 12 }, units));
	expect(after.map(({ status }) => status)).toEqual(Array(12).fill(200));
}, 60_000);

it('whoever asks in the moment at which it comes back waits for it, and hears nothing of all this', async () => {
	const door = await shut();
	// Whoever was first has found it gone.
	expect(await units()).toMatchObject(busy);
	const asking = units();
	await door.open();
	expect((await asking).status).toBe(200);
}, 30_000);

it('whoever meets a lock, a deadlock, a statement that took too long or a full disk hears busy', async () => {
	for (const sqlstate of ['55P03', '40P01', '40001', '57014', '53100']) {
		await stack.sql.unsafe(`
			create or replace function public.unit_public() returns jsonb language plpgsql as $$
			begin raise sqlstate '${sqlstate}' using message = 'Nguyễn Thị Lụa'; end $$`);
		expect(await units(), sqlstate).toMatchObject(busy);
	}
	await stack.sql.unsafe(`
		create or replace function public.unit_public() returns jsonb language plpgsql as $$
		begin return jsonb_build_object('at', 1 / 0); end $$`);
	expect((await units()).status).not.toBe(503);
});

it('edge functions that are killed are started again, and a request is refused meanwhile as busy', async () => {
	const ask = () => stack.edge('booking', 'booking_challenge', {});
	expect((await ask()).status).toBe(200);
	const deno = () => functionsBelow(process.pid)[0]!;
	const victim = deno();
	process.kill(victim, 'SIGKILL');
	const said = await ask();
	expect([200, 503]).toContain(said.status);
	if (said.status === 503) expect(said.body).toEqual({ code: 'busy' });
	await vi.waitFor(async () => expect((await ask()).status).toBe(200), 20_000);
	expect(deno()).not.toBe(victim);
	expect(stack.log.join('\n')).toMatch(
		/The process of the edge functions is back after [\d.]+ s\./
	);
}, 60_000);

it('a part that cannot start is tried until it can, and the reason is told once', async () => {
	const log: string[] = [];
	let crash = () => {};
	let room = true;
	let ends = 0;
	const start = async () => {
		if (!room) throw new Stop('The disk is full.');
		return {
			id: randomUUID(),
			stop: async () => void ends++,
			onCrash: (l: () => void) => void (crash = l)
		};
	};
	const part = await keep({ name: 'Thử', start, log: (line) => void log.push(line) });
	const first = part.now()!.id;
	room = false;
	crash();
	expect(part.now()).toBeUndefined();
	await vi.waitFor(() => expect(log).toContain('The disk is full.'), 10_000);
	room = true;
	await vi.waitFor(() => expect(part.now()?.id).toBeDefined(), 10_000);
	expect(part.now()!.id).not.toBe(first);
	expect(log.map((line) => line.replace(/[\d.]+ s/, 'n s'))).toEqual([
		'Thử ended by itself and is started again.',
		'The disk is full.',
		'Thử is back after n s.'
	]);
	await part.stop();
	expect(ends).toBe(1);
});
