/** The doctor on a portal that is well, and on one with a single thing wrong: each is named. */
import { appendFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { functionNames } from '../../supabase/local/functions.ts';
import { startStack, testServer, type TestStack } from '../../supabase/local/testing.ts';
import { checkNames, examine, type CheckName } from '../../scripts/doctor/examine.ts';
import { calls } from '../../scripts/doctor/functions.ts';
import { visit, type Known } from '../../scripts/doctor/patient.ts';
import { at, edge, ofHosts, worded } from './ailing-hosts.ts';
import { ofParts } from './ailing-parts.ts';
import { between, builder, say, smallSite, type Passing, type Twist } from './ailing.ts';

const { folder, remove } = smallSite();
let stack: TestStack;
let host: Awaited<ReturnType<typeof between>>;
let log: string;

beforeAll(async () => {
	stack = await startStack({ build: folder });
	host = await between(stack.origin);
	log = join(folder, 'access.log');
});
beforeEach(() => {
	writeFileSync(log, '');
	host.twist = () => {};
});
afterAll(async () => {
	await host?.stop();
	await stack?.stop();
	remove();
});

/** What is found, questions apart, as sentences. */
async function found(only: CheckName[], twist: Twist = () => {}, known: Known = {}) {
	host.twist = twist;
	const patient = await visit(host.origin, { logs: [log], ...known });
	const { findings } = await examine(patient, only);
	return findings.map(({ weight, what }) => `${weight}: ${what}`);
}
/** As they are set for the functions. */
const secretsOf = () => {
	const { powSecret, tokenSecret, jobsSecret, vapidKey } = testServer().secrets;
	return {
		...{ POW_SECRET: powSecret, TOKEN_SECRET: tokenSecret, JOBS_SECRET: jobsSecret },
		...{ VAPID_KEY: vapidKey, VAPID_SUBJECT: 'mailto:portal@example.test' },
		SITE_ORIGIN: host.origin
	};
};

it('a portal that is well gives no finding, with its secrets, its log and its database', async () => {
	await stack.sql`select public.booking_erase_due()`;
	const known = { logs: [log], secrets: secretsOf(), builder: builder.verify };
	const patient = await visit(host.origin, known);
	// The server of the tests does not wait for its disk.
	const all = checkNames.filter((name) => name !== 'database');
	const { findings, looked } = await examine({ ...patient, sql: stack.sql }, all);
	expect(findings).toEqual([]);
	expect(looked).toEqual(all);
}, 120_000);

it('every edge function is asked', () => {
	expect(Object.keys(calls).sort()).toEqual(functionNames().sort());
});

describe('the doctor tells of', () => {
	it.each([...ofHosts, ...ofParts])('%s', async (_, check, twist, words) => {
		expect((await found([check], twist)).join('\n')).toMatch(words);
	});
});

it('functions that do not answer as ours do are told of, each with what it lacks', async () => {
	const answers: Record<string, Parameters<typeof say>[1]> = {
		[edge('support')]: { status: 404, body: { code: 'NOT_FOUND' } },
		[edge('follow')]: { status: 503, body: { code: 'BOOT_ERROR' } },
		[edge('booking')]: { status: 401, body: { message: 'Missing authorization header' } },
		[edge('notify')]: { status: 413 },
		[edge('jobs')]: { body: { removed: 0 } }
	};
	const said = await found(['functions'], (answer) => {
		const other = answers[answer.path];
		if (other) say(answer, other);
	});
	expect(said.sort()).toEqual([
		'fault: The edge function booking asks readers for a token, and they have none.',
		'fault: The edge function follow fails (503).',
		'fault: The edge function jobs answers otherwise than ours does (200).',
		'fault: The edge function notify is not given what is sent.',
		'fault: The edge function support is not there.'
	]);
});

describe('whoever gives the doctor the secrets', () => {
	it.each([
		['that one is short', { POW_SECRET: 'short' }, /POW_SECRET is missing or short/],
		['that one is missing', { TOKEN_SECRET: '' }, /TOKEN_SECRET is missing or short/],
		[
			'that two are the same',
			{ POW_SECRET: 'a'.repeat(40), TOKEN_SECRET: 'a'.repeat(40) },
			/same one/
		],
		['that the timer’s is another', { JOBS_SECRET: 'b'.repeat(40) }, /JOBS_SECRET is not the one/],
		['that the key of push is none', { VAPID_KEY: '{}' }, /VAPID_KEY is missing/],
		[
			'that the key of push is another',
			{
				VAPID_KEY: '{"kty":"EC","crv":"P-256","x":"__x","y":"__y","d":"__d"}'.replace(
					/__(.)/g,
					(_, c: string) => c.toUpperCase().repeat(43)
				)
			},
			/VAPID_KEY is not the one/
		],
		[
			'that a provider is half set',
			{ NOTIFY_SMTP_HOST: 'mail.example.test' },
			/NOTIFY_SMTP_HOST: with its port/
		],
		[
			'that tests’ way out is set',
			{ PUSH_INSTEAD: 'http://127.0.0.1:1' },
			/PUSH_INSTEAD is for tests/
		],
		[
			'that the address is another',
			{ SITE_ORIGIN: 'https://elsewhere.example' },
			/SITE_ORIGIN is another/
		],
		['that the address is not set', { SITE_ORIGIN: '' }, /SITE_ORIGIN is not set/]
	])('is told %s', async (_, change, words) => {
		const secrets = { ...secretsOf(), ...change };
		expect((await found(['secrets'], undefined, { secrets })).join('\n')).toMatch(words);
	});

	it('is told where one of them stands in a page', async () => {
		const secrets = secretsOf();
		const leak = worded((page) => page + secrets.POW_SECRET);
		expect(await found(['keys'], at('/', leak), { secrets })).toEqual([
			'fault: The secret POW_SECRET stands in /.'
		]);
	});
});

it('whoever knows who builds the pages is told of a build that is not theirs, and else is asked', async () => {
	const by = (builder?: string) => found(['built pages'], undefined, { builder });
	expect(await by(builder.verify)).toEqual([]);
	expect((await by('ab'.repeat(32))).join()).toMatch(/^fault: The build is signed by/);
	expect((await by()).join()).toMatch(/^question: Is this the key of whoever builds/);
});

describe('addresses', () => {
	const writing =
		(line: (answer: Passing) => string): Twist =>
		(answer) =>
			appendFileSync(log, `${line(answer)}\n`);

	it('are not missed where no log was named: the doctor asks, with the command', async () => {
		const asked = await found(['addresses'], undefined, { logs: [] });
		expect(asked.join()).toMatch(/^question: Does no log keep addresses\?/);
	});

	it('are dropped where the log has times and paths alone', async () => {
		expect(
			await found(
				['addresses'],
				writing(({ path }) => `GET ${path} 200`)
			)
		).toEqual([]);
	});

	it('are told of where a log has them, whoever wrote it', async () => {
		const direct = writing(({ path }) => `203.0.113.7 - - "GET ${path}" 200`);
		const passedOn = writing(({ asked }) => `for=${asked['x-forwarded-for'] as string}`);
		for (const twist of [direct, passedOn])
			expect((await found(['addresses'], twist)).join()).toMatch(/access\.log keeps the address/);
	});

	it('are not all: the name of a browser is told of, too', async () => {
		const agents = writing(({ asked }) => `"${asked['user-agent']}"`);
		expect((await found(['addresses'], agents)).join()).toMatch(/keeps the name of the browser/);
	});
});

it('a check that breaks off says that it could not look', async () => {
	const patient = await visit(host.origin);
	const cut = { ...patient, ask: () => Promise.reject(new TypeError('fetch failed')) };
	expect((await examine(cut, ['pages'])).findings).toMatchObject([
		{ check: 'pages', weight: 'fault', what: expect.stringContaining('could not be looked at') }
	]);
});
