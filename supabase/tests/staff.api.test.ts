/** Officers through the API and Auth. */
import { expect, test } from 'vitest';
import { doors } from '../functions/_shared/contracts/staff.ts';
import { newToken, startStack, tokenHash } from '../local/testing.ts';
import { newKey, one } from './people.ts';

test('an officer signs up by invitation, signs in and is known; a stranger cannot sign up', async () => {
	const stack = await startStack({ functions: false });
	try {
		const officer = await stack.officer({ unit: '21439', roles: ['desk'] });
		const { status, body } = await stack.rpc('staff_me', {}, officer.token);
		expect(status).toBe(200);
		expect(doors.staff_me.answer.parse(body)).toMatchObject({ id: officer.id, roles: ['desk'] });
		const again = await stack.signIn(officer.email, officer.password);
		expect(again.sessionId).not.toBe(officer.sessionId);
		expect((await stack.rpc('staff_active', {}, again.token)).status).toBe(200);
		expect(await stack.rpc('staff_list', {}, again.token)).toMatchObject({
			status: 403,
			body: { code: 'PT403', message: 'role_missing' }
		});
		const refused = await fetch(`${stack.origin}/auth/v1/signup`, {
			method: 'POST',
			headers: { apikey: stack.keys.publishable, 'content-type': 'application/json' },
			body: JSON.stringify({
				email: 'la@example.vn',
				password: 'mat-khau-du-dai-1',
				data: { roles: ['lead'] }
			})
		});
		expect(refused.ok).toBe(false);
		expect(
			one(await stack.sql`select count(*)::int as n from auth.users where email = 'la@example.vn'`)
				.n
		).toBe(0);
		const head = await stack.officer({ unit: '21439', roles: ['lead'] });
		const invited = await stack.rpc(
			'staff_invite',
			{
				key: newKey(),
				name: 'Võ Thị Sáng',
				email: 'sang@example.vn',
				roles: ['desk', 'field'],
				hamlet: null,
				token_hash: tokenHash(newToken()).toString('hex')
			},
			head.token
		);
		expect(invited.status).toBe(200);
	} finally {
		await stack.stop();
	}
});
