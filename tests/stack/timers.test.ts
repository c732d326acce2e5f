/** The timers of a machine without pg_cron, as docs/deploy/systemd has them: each does what it is named for, against a whole stack. */
import { execFile, spawnSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startStack, type TestStack } from '../../supabase/local/testing.ts';

const folder = 'docs/deploy/systemd';
const timers = globSync(`${folder}/*.timer`).map((file) => readFileSync(file, 'utf8'));
const named = timers.map((timer) => /^Unit=gan-dan@(\w+)\.service$/m.exec(timer)?.[1]);
let stack: TestStack;
beforeAll(async () => {
	stack = await startStack();
});
afterAll(() => stack?.stop());

/** Runs the script as the service does; answers how it ended and what it said. */
function run(name: string, secrets: Partial<TestStack['keys']> = {}) {
	const { jobs, secret } = { ...stack.keys, ...secrets };
	const env = {
		PATH: process.env.PATH,
		SUPABASE_URL: stack.origin,
		JOBS_SECRET: jobs,
		SUPABASE_SECRET_KEY: secret
	};
	return new Promise<{ code: number; said: string }>((resolve) => {
		execFile(`${folder}/gan-dan-timer`, [name], { env }, (error, stdout, stderr) =>
			resolve({ code: Number(error?.code ?? 0), said: stdout + stderr })
		);
	});
}

const known = readFileSync(`${folder}/gan-dan-timer`, 'utf8').match(/^[a-z]+(?=\) )/gm)!;

it('everything that the script knows has its timer, and each timer names something of it', () => {
	expect(known).toHaveLength(6);
	expect([...named].sort()).toEqual([...known].sort());
});

/** A machine without it runs no such timers, nor this. */
const curl = spawnSync('curl', ['--version']).error ? [] : ['curl'];

describe.each(curl)('with %s', () => {
	it('each thing is done when its timer asks for it', async () => {
		const ran = known.map(async (name) => [name, await run(name)] as const);
		expect(Object.fromEntries(await Promise.all(ran))).toEqual({
			messages: { code: 0, said: expect.stringContaining('"sent"') },
			followers: { code: 0, said: expect.stringContaining('"more":false') },
			leftovers: { code: 0, said: expect.stringContaining('"removed"') },
			tend: { code: 0, said: expect.stringContaining('"more":false') },
			daily: { code: 0, said: expect.stringMatching(/^\d+/) },
			erase: { code: 0, said: expect.stringContaining('"more"') }
		});
	});

	it('a timer whose secret is wrong fails, so that its service shows it, and says neither secret', async () => {
		for (const name of ['messages', 'followers', 'leftovers', 'daily', 'erase']) {
			const { code, said } = await run(name, { jobs: 'x'.repeat(32), secret: 'sb_secret_wrong' });
			expect(code, name).not.toBe(0);
			expect(said).not.toMatch(/xxxx|sb_secret/);
		}
		expect((await run('all')).said).toMatch(/^Say which: /);
	});
});
