/**
 * `npm start`, and with `--dev` `npm run dev`: the whole portal in one process with its children,
 * PostgreSQL and Deno, which are started again when they end by themselves. Whatever else goes wrong is one sentence and
 * exit code 1; Ctrl-C ends every child.
 */
import process from 'node:process';
import { formatCode } from '../functions/_shared/code/index.ts';
import { erasureFile, startErasureLog } from './backup/erasure-log.ts';
import { ensureDemo, type DemoOfficer } from './demo.ts';
import { startDevelopment } from './development.ts';
import { isDriversOwn } from './driver.ts';
import { denoProgram } from './functions.ts';
import { openGround } from './ground.ts';
import { startJobs } from './jobs.ts';
import { startMessages } from './messages.ts';
import { bare, guardConsole, toStderr, type Log } from './log.ts';
import { demandFree, portFrom } from './ports.ts';
import { gather, startPublisher } from './publisher.ts';
import { currentSite, publish, siteLink } from './site.ts';
import { sourceHash } from './sources.ts';
import { startStack } from './stack.ts';
import { sentence } from './stop.ts';
import { inTurn } from './turn.ts';

const development = process.argv.includes('--dev');
const host = process.env.HOST || '127.0.0.1';
const closers: (() => Promise<void>)[] = [];
const say = (line: string) => void process.stdout.write(`${line}\n`);
const leaving = new AbortController();
let ending: Promise<never> | undefined;
let endedAt = 0;

/** Stops everything in the reverse order of starting, then ends. */
function end(code: number): Promise<never> {
	endedAt ||= Date.now();
	ending ??= (async () => {
		leaving.abort();
		// A part that is just being started can be stopped only when it stands.
		const patience = new Promise<void>((done) => setTimeout(done, 15_000).unref());
		await Promise.race([starting.catch(() => {}), patience]);
		for (const close of closers.reverse()) {
			// A part whose database is gone may wait for its answer for ever, and the others must be stopped all the same.
			const enough = new Promise<void>((done) => setTimeout(done, 5_000));
			await Promise.race([close().catch(() => {}), enough]);
		}
		process.exit(code);
	})();
	return ending;
}

/** Somebody wants it to end; asked again later, it does not wait. At once, it was the same Ctrl-C on two ways. */
function leave(): void {
	if (ending && Date.now() - endedAt > 500) process.exit(1);
	void end(0);
}

/** Ends with one sentence; what breaks while things are being stopped has no news in it. */
function fail(error: unknown, say = sentence): Promise<never> {
	if (!ending) process.stderr.write(`${say(error)}\n`);
	return end(1);
}

/** What the driver breaks of by itself when the database ends is nobody's: the database is started again. */
function unforeseen(error: unknown): void {
	if (!isDriversOwn(error)) void fail(error, bare);
}

/** As with `fail`: once it ends, what a part says of another that is gone is no news, and the last sentence stays the last. */
const log: Log = (line) => {
	if (!ending) toStderr(line);
};

function introduce(origin: string, officers: DemoOfficer[]): void {
	say(`\nGần Dân: ${origin}`);
	if (officers.length > 0) {
		say('Dữ liệu minh họa. Demo officers, with passwords of this data folder only:');
		for (const { email, password, roles, unit, code } of officers) {
			say(`  ${email.padEnd(28)} ${password}   ${unit} ${roles.join(', ')}`);
			if (code) say(`  ${''.padEnd(28)} mã khóa ${formatCode(code)}`);
		}
		say(`Officers sign in at ${origin}/can-bo`);
	}
	say('Ctrl-C stops it.');
}

/** Stops going on when somebody wants the portal to end already. */
const demandWanted = () => leaving.signal.throwIfAborted();

async function start(): Promise<void> {
	const port = portFrom('PORT') ?? 3000;
	const apiPort = portFrom('SUPABASE_PORT') ?? 54321;
	await demandFree(port, host, 'PORT');
	await demandFree(apiPort, '127.0.0.1', 'SUPABASE_PORT');
	// Whoever lacks it shall hear so now, and not when a database and its demo stand.
	denoProgram();

	const ground = await openGround(say, log);
	closers.push(ground.stop);
	demandWanted();
	const { home, secrets, urls } = ground;

	// Before the first build, so that the pages know whose signature they believe.
	const door = () => {
		say('Making the demo officers and their keys …');
		const { uploads } = ground;
		return startStack({ database: urls.api, secrets, uploads, functions: false });
	};
	const officers = await ensureDemo(door, urls.owner, ground);
	demandWanted();
	if (!development && currentSite(home)?.sources !== sourceHash()) {
		say('Building the pages …');
		const { signal } = leaving;
		await inTurn(async () => publish(home, await gather(urls.owner, home), { signal }), { signal });
	}
	demandWanted();
	say('Starting the API and the edge functions …');
	const stack = await startStack({
		database: urls.api,
		secrets,
		uploads: ground.uploads,
		apiPort,
		host,
		log,
		...(development ? {} : { port, build: siteLink(home) })
	});
	closers.push(stack.stop);
	demandWanted();
	const access = { api: stack.api, jobsSecret: secrets.jobsSecret };
	const tend = async (signal: AbortSignal) => {
		const answer = await fetch(`${stack.api}/functions/v1/booking`, {
			method: 'POST',
			headers: { apikey: secrets.publishableKey, 'content-type': 'application/json' },
			body: JSON.stringify({ action: 'booking_tend' }),
			signal
		});
		return answer.ok && ((await answer.json()) as { more: boolean }).more;
	};
	closers.push(startJobs(urls.owner, access, log, tend));
	closers.push(startErasureLog(urls.owner, erasureFile(home), log));
	closers.push(startMessages(access, log));
	if (!development) closers.push(startPublisher({ home, url: urls.owner, log }));
	const origin = development
		? await startDevelopment(stack, { host, port, say, closers })
		: stack.origin;
	introduce(origin, officers);
}

guardConsole(log);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, leave);
process.on('uncaughtException', unforeseen);
process.on('unhandledRejection', unforeseen);
const starting = start();
await starting.catch((error: unknown) => fail(error));
