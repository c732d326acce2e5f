/** The search of logs finds what a filter would hide: whatever any process printed, before anything was made of it. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it, vi } from 'vitest';
import { connect } from '../../supabase/local/bootstrap.ts';
import { guardConsole } from '../../supabase/local/log.ts';
import { readMigrations } from '../../supabase/local/migrations.ts';
import { startPostgres } from '../../supabase/local/postgres.ts';
import { makeSecrets } from '../../supabase/local/secrets.ts';
import { startStack } from '../../supabase/local/testing.ts';
import { foundAmong, written } from '../functions/traces.ts';
import { makeHome } from './portal.ts';

const word = 'gỗ lậu ở bến Trà Bồng';
const sealed = '-> mlkem768x25519';
const planted = [
	['word', word],
	['tip', sealed]
] as const;
const probes = mkdtempSync(join(tmpdir(), 'gandan-heard-'));
afterAll(() => rmSync(probes, { recursive: true, force: true }));

it('a handler that prints what was sent is found, though the log of the portal holds nothing of it', async () => {
	mkdirSync(join(probes, 'naive'));
	writeFileSync(
		join(probes, 'naive/index.ts'),
		`export default { fetch: async (request) => {
			const { story, tip } = await request.json();
			console.log('a story', story); console.error({ deep: { in: { some: { thing: tip } } } });
			throw new RangeError(story);
		} }`
	);
	const stack = await startStack({ functions: probes });
	const release = guardConsole(
		(line) => void stack.log.push(line),
		(text) => void stack.heard.api.push(text)
	);
	try {
		const tip = Buffer.from(`x${sealed}`).toString('base64');
		await stack.edge('naive', 'tell', { story: word, tip: { in: { an: { object: tip } } } });
		await stack.edge('naive', 'tell', { story: word, tip });
		// As a library does that has a console of its own.
		const { error, dir } = console;
		error(new RangeError(word), { deep: { in: [[[tip]]] } });
		dir({ tip });
		await vi.waitFor(() => expect(stack.log).toHaveLength(4));
	} finally {
		release();
		await stack.stop();
	}
	const places = written(stack);
	expect(foundAmong(new Map([['log', places.get('log')!]]), planted)).toEqual([]);
	expect(stack.log.sort()).toEqual([
		'api: error=RangeError',
		'api: error=unknown',
		'edge: function=naive error=RangeError',
		'edge: function=naive error=RangeError'
	]);
	expect(foundAmong(places, planted)).toEqual([
		'word in log before it is reduced, API',
		'tip in log before it is reduced, API',
		'word in log before it is reduced, functions',
		'tip in log before it is reduced, functions'
	]);
});

/** What a server of its own says of statements that fail in every way that has words: refused, of the wrong type, killed in the midst. */
async function saidBy(settings: Record<string, string>): Promise<string> {
	const { home, remove } = makeHome();
	const log = join(home, 'postgres.log');
	const { adminPassword: password } = await makeSecrets();
	const server = await startPostgres({ home, password, settings, log });
	const lines = () => readFileSync(log, 'utf8');
	try {
		const sql = connect(server.url());
		await sql`create table said (words text check (length(words) < 5), key text unique default 'k')`;
		await expect(sql`insert into said values (${word})`).rejects.toThrow('violates check');
		await expect(sql`select ${word}::text::int`).rejects.toThrow(word);
		await expect(sql.unsafe(`select '${word}' frm`)).resolves.toBeDefined();
		await expect(sql.unsafe(`selct '${word}'`)).rejects.toThrow('syntax');
		await expect(
			sql.begin(async (tx) => {
				await tx`set local statement_timeout = 50`;
				await tx.unsafe(`select '${word}', pg_sleep(60)`);
			})
		).rejects.toThrow('statement timeout');
		const victim = connect(server.url());
		const [{ pid } = { pid: 0 }] = await victim<{ pid: number }[]>`select pg_backend_pid() as pid`;
		const asking = victim.unsafe(`select '${word} ${sealed}', pg_sleep(60)`).catch(() => undefined);
		await vi.waitFor(async () => {
			const [row] = await sql`select state, query from pg_stat_activity where pid = ${pid}`;
			expect(row).toMatchObject({ state: 'active', query: expect.stringContaining(word) });
		});
		process.kill(pid, 'SIGKILL');
		await asking;
		await vi.waitFor(() => expect(lines()).toContain('was terminated by signal 9'));
		for (const one of [victim, sql]) await one.end({ timeout: 1 }).catch(() => undefined);
	} finally {
		await server.stop();
	}
	const said = lines();
	remove();
	return said;
}
const inServer = (said: string) => foundAmong(new Map([['log', said]]), planted);

it('PostgreSQL says that a statement failed or its process was killed, and never which', async () => {
	expect(inServer(await saidBy({}))).toEqual([]);
}, 60_000);

it('no function of ours writes into the log of PostgreSQL by itself, which no setting would stop', () => {
	const writing = readMigrations().filter(({ text }) => /\braise\s+log\b/i.test(text));
	expect(writing.map(({ version }) => version)).toEqual([]);
});

it.each([
	['what it says of errors', { log_min_messages: 'warning' }, 'word'],
	// In ASCII alone, as it is read from a process that may be broken.
	['what a killed process was doing', { log_error_verbosity: 'default' }, 'tip']
])(
	'without our settings %s would hold it',
	async (_, settings, which) => {
		expect(inServer(await saidBy(settings))).toEqual([`${which} in log`]);
	},
	60_000
);
