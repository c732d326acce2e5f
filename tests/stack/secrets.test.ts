/** Secrets and defaults: nothing that anybody knows, nothing that is open unless it is said. */
import { createHmac, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demandSafe, makeSecrets, openSecrets } from '../../supabase/local/secrets.ts';
import { startStack, type TestStack } from '../../supabase/local/testing.ts';

let stack: TestStack;
const home = mkdtempSync(join(tmpdir(), 'gandan-secrets-'));
beforeAll(async () => {
	stack = await startStack({ functions: false });
});
afterAll(async () => {
	await stack?.stop();
	rmSync(home, { recursive: true, force: true });
});

describe('the secrets of a data folder', () => {
	it('are made at the first start, read again at the next, and are nobody else’s to read', async () => {
		const made = await openSecrets(home);
		expect(await openSecrets(home)).toEqual(made);
		expect(statSync(join(home, 'secrets.json')).mode & 0o777).toBe(0o600);
	});

	it('are long, all different, and different in every folder', async () => {
		const [one, other] = [await makeSecrets(), await makeSecrets()];
		const all = [one, other].flatMap((secrets) =>
			Object.values(secrets).filter((value) => typeof value === 'string')
		);
		expect(new Set(all).size).toBe(22);
		for (const value of all) expect(value.length).toBeGreaterThanOrEqual(32);
	});

	it('gain what a folder from an earlier version lacks, and keep the rest', async () => {
		const { jobsSecret: _, vapidKey: __, ...older } = await openSecrets(home);
		writeFileSync(join(home, 'secrets.json'), JSON.stringify(older));
		const opened = await openSecrets(home);
		expect(opened).toMatchObject(older);
		expect(opened.jobsSecret.length).toBeGreaterThanOrEqual(32);
		expect(JSON.parse(opened.vapidKey)).toMatchObject({ crv: 'P-256' });
		expect(await openSecrets(home)).toEqual(opened);
	});

	it('stop the start with a sentence when they cannot be read', async () => {
		writeFileSync(join(home, 'secrets.json'), '{');
		await expect(openSecrets(home)).rejects.toThrow('`npm run reset` starts over.');
	});
});

it('the stack does not start with a secret that is known, short or missing', async () => {
	const good = await makeSecrets();
	expect(() => demandSafe(good)).not.toThrow();
	for (const jwtSecret of [
		'',
		'short',
		'unsafe-secret-change-me',
		'dev-secret-change-me-dev-secret-change-me',
		'super-secret-jwt-token-with-at-least-32-characters-long'
	])
		expect(() => demandSafe({ ...good, jwtSecret })).toThrow('JWT secret');
	expect(() => demandSafe({ ...good, publishableKey: '' })).toThrow('API keys');
	expect(() => demandSafe({ ...good, secretKey: 'secret' })).toThrow('API keys');
});

describe('somebody on this machine', () => {
	const ask = (path: string, headers: Record<string, string> = {}) =>
		fetch(stack.origin + path, {
			method: 'POST',
			headers: { 'content-type': 'application/json', ...headers },
			body: '{}'
		});
	const encoded = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
	function token(secret: string): string {
		const exp = Math.floor(Date.now() / 1000) + 3600;
		const claims = { sub: randomUUID(), role: 'service_role', session_id: randomUUID(), exp };
		const text = `${encoded({ alg: 'HS256', typ: 'JWT' })}.${encoded(claims)}`;
		return `${text}.${createHmac('sha256', secret).update(text).digest('base64url')}`;
	}

	it('without a key is a stranger, not an administrator', async () => {
		for (const path of ['/rest/v1/rpc/booking_snapshot', '/rest/v1/rpc/unit_public'])
			expect((await ask(path)).status).toBe(401);
	});

	it('with the public key, or a token signed with a secret from a manual, reaches nothing of the edge', async () => {
		const apikey = stack.keys.publishable;
		const anonymous = await ask('/rest/v1/rpc/booking_daily', { apikey });
		expect([401, 403, 404]).toContain(anonymous.status);
		for (const secret of [
			'unsafe-secret-change-me',
			'super-secret-jwt-token-with-at-least-32-characters-long'
		]) {
			const authorization = `Bearer ${token(secret)}`;
			const forged = await ask('/rest/v1/rpc/booking_daily', { apikey, authorization });
			expect(forged.status).toBe(401);
		}
	});

	it('finds no studio, no schema of ours and no description of the API', async () => {
		const headers = { apikey: stack.keys.publishable, 'accept-profile': 'booking' };
		for (const path of [
			'/studio',
			'/_studio',
			'/admin',
			'/rest/v1/',
			'/pg/query',
			'/rest/v1/visits'
		])
			expect((await fetch(stack.origin + path, { headers })).status, path).toBeGreaterThanOrEqual(
				400
			);
	});

	it('is told what the browser needs to know, and no secret', async () => {
		const told = (await (await fetch(`${stack.origin}/_config.json`)).json()) as object;
		expect(Object.keys(told).sort()).toEqual(['deploymentId', 'publishableKey']);
		expect(JSON.stringify(told)).not.toContain(stack.keys.secret);
	});
});

it('nothing is reported to anybody: telemetry is off before the API starts', () => {
	expect([process.env.LITE_TELEMETRY, process.env.DO_NOT_TRACK]).toEqual(['0', '1']);
});
