import { afterAll, beforeAll, expect, test } from 'vitest';
import { startStack, type TestStack } from '../../supabase/local/testing.ts';

let stack: TestStack;
beforeAll(async () => {
	stack = await startStack({ functions: false });
});
afterAll(() => stack?.stop());

test('a request without a key is refused, never served as admin', async () => {
	const answer = await fetch(`${stack.origin}/rest/v1/rpc/unit_public`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: '{}'
	});
	expect(answer.status).toBe(401);
});
test('an officer comes in by the real road', async () => {
	const officer = await stack.officer({ unit: '21439', roles: ['lead'] });
	const me = await stack.rpc('staff_me', {}, officer.token);
	expect(me).toMatchObject({ status: 200, body: { id: officer.id, roles: ['lead'] } });
});

test('what everybody may read comes packed, what officers read does not', async () => {
	const ask = async (door: string, token?: string) => {
		const headers: Record<string, string> = { apikey: stack.keys.publishable };
		if (token) headers.authorization = `Bearer ${token}`;
		return fetch(`${stack.origin}/rest/v1/rpc/${door}`, {
			method: 'POST',
			headers: { ...headers, 'content-type': 'application/json', 'accept-encoding': 'gzip' },
			body: '{}'
		});
	};
	const units = await ask('unit_public');
	expect(units.headers.get('content-encoding')).toBe('gzip');
	expect(units.headers.get('cache-control')).toBe('no-store');
	expect(await units.json()).toHaveProperty('units');
	const { token } = await stack.officer({ unit: '21439', roles: ['lead'] });
	const me = await ask('staff_me', token);
	expect(me.status).toBe(200);
	expect(me.headers.get('content-encoding')).toBeNull();
});
