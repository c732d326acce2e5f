/** Every command of every contract against the functions that carry it out: the stored answer is looked for before anything is written, and kept. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { everyDoor } from '../functions/_shared/contracts/every.ts';
import { createDatabase, type TestDatabase } from '../local/testing.ts';

let db: TestDatabase;
beforeAll(async () => {
	db = await createDatabase();
});
afterAll(() => db?.drop());

const commands = Object.keys(everyDoor).filter((name) => 'key' in argsOf(name));
function argsOf(name: string): object {
	return (everyDoor[name]!.args as unknown as { shape?: object }).shape ?? {};
}

/** One function carries out both, and is told by which door it was asked. */
const told = ['booking_move', 'booking_reschedule'];

/** Commands whose retries are not safe, by their function's text. */
async function unsafe(): Promise<string[]> {
	const rows = await db.sql<{ name: string; body: string }[]>`
		select p.proname as name, p.prosrc as body from pg_proc p join pg_namespace n on n.oid = p.pronamespace
		where n.nspname in (
			'public', 'unit', 'staff', 'queue', 'lookup', 'booking', 'tips', 'fund', 'support', 'rounds', 'news', 'notify', 'results'
		)`;
	return commands.filter((door) => {
		const name = told.includes(door) ? ', door,' : `'${door}'`;
		const asks = new RegExp(`queue\\.once\\([^;]*${name}`);
		const keeps = new RegExp(`queue\\.remember\\([^;]*${name}`);
		return !rows.some(({ body }) => {
			const code = body.replace(/--.*$/gm, '');
			const at = code.search(asks);
			return (
				at >= 0 &&
				keeps.test(code) &&
				!/\b(insert into|update|delete from)\b/.test(code.slice(0, at))
			);
		});
	});
}

test('what is sent twice is done once, by every door that has a key', async () => {
	expect(commands.length).toBeGreaterThan(150);
	expect(await unsafe()).toEqual([]);
});

test('a door that writes without asking for its answer first is found', async () => {
	const [row] = await db.sql`
		select pg_get_functiondef('public.queue_note'::regproc) as whole`;
	await db.sql.unsafe((row!.whole as string).replace(/queue\.once\(/, 'queue.once_more('));
	expect(await unsafe()).toEqual(['queue_note']);
});
