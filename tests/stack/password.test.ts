/** Who changes an officer's password: whoever knows the present one, in a session that every door would open to, and nobody else. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { guardConsole } from '../../supabase/local/log.ts';
import { startStack, type TestOfficer, type TestStack } from '../../supabase/local/testing.ts';
import { factorOf, makeFactorTable } from '../../supabase/tests/factors.ts';

let stack: TestStack;
const release = guardConsole(() => undefined);
beforeAll(async () => {
	stack = await startStack({ functions: false });
});
afterAll(async () => {
	await stack?.stop();
	release();
});

const next = 'một câu mới dài dễ nhớ';
const officer = () => stack.officer({ unit: '21439', roles: ['desk'] });

/** What Auth says to a change: the status, and the code of a refusal. */
async function put(token: string | null, body: unknown, at = stack.origin): Promise<string> {
	const answer = await fetch(`${at}/auth/v1/user`, {
		method: 'PUT',
		headers: {
			apikey: stack.keys.publishable,
			'content-type': 'application/json',
			...(token !== null && { authorization: `Bearer ${token}` })
		},
		body: JSON.stringify(body)
	});
	const { error_code: code = 'ok' } = (await answer.json()) as { error_code?: string };
	return `${answer.status} ${code}`;
}
const change = (token: string, present: string, password = next) =>
	put(token, { password, current_password: present });
const opens = ({ email }: TestOfficer, password: string) =>
	stack.signIn(email, password).then(
		() => true,
		() => false
	);
const atDoor = async (token: string) => (await stack.rpc('staff_me', {}, token)).body;
const changesOf = ({ id }: TestOfficer) =>
	stack.sql`select by, data, reason from staff.changes where officer = ${id}`;

describe('an officer who knows the present password', () => {
	it('changes it: the new one opens, the old one no more, and this session goes on', async () => {
		const one = await officer();
		expect(await change(one.token, one.password)).toBe('200 ok');
		expect([await opens(one, one.password), await opens(one, next)]).toEqual([false, true]);
		expect(await atDoor(one.token)).toMatchObject({ id: one.id });
	});

	it('ends every other session by it, also one that no door had met', async () => {
		const one = await officer();
		const [stolen, unmet] = [
			await stack.signIn(one.email, one.password),
			await stack.signIn(one.email, one.password)
		];
		expect(await atDoor(stolen.token)).toMatchObject({ id: one.id });
		expect(await change(one.token, one.password)).toBe('200 ok');
		for (const { token } of [stolen, unmet])
			expect(await atDoor(token)).toMatchObject({ message: 'session_expired' });
		// Nor can what is left of them change it back, or be made a new one of.
		expect(await change(stolen.token, next, 'của kẻ lấy trộm phiên')).toBe('403 session_not_found');
		const sessions = await stack.sql`select id from auth.sessions where user_id = ${one.id}`;
		expect(sessions.map(({ id }) => id)).toEqual([one.sessionId]);
		const tokens =
			await stack.sql`select distinct session_id from auth.refresh_tokens where user_id = ${one.id}`;
		expect(tokens.map(({ session_id }) => session_id)).toEqual([one.sessionId]);
	});

	it('leaves behind that it was changed and when, and not a word of what', async () => {
		const one = await officer();
		const lead = await stack.officer({ unit: '21439', roles: ['lead'] });
		expect(await atDoor(one.token)).toMatchObject({ password_changed_at: null });
		await change(one.token, one.password);
		expect([...(await changesOf(one))]).toEqual([
			{ by: one.id, data: { password: 'changed' }, reason: null }
		]);
		const { password_changed_at: at } = await atDoor(one.token);
		expect(Date.parse(at)).not.toBeNaN();
		const { officers } = (await stack.rpc('staff_list', {}, lead.token)).body;
		const seen = Object.fromEntries(
			officers.map((row: { id: string; password_changed_at: string | null }) => [
				row.id,
				row.password_changed_at
			])
		);
		expect([seen[one.id], seen[lead.id]]).toEqual([at, null]);
	});

	it('is refused the same one again, and what Auth finds weak, and nothing ends by it', async () => {
		const one = await officer();
		const other = await stack.signIn(one.email, one.password);
		expect(await change(one.token, one.password, one.password)).toBe('422 same_password');
		expect(await change(one.token, one.password, 'ngắn')).toBe('422 weak_password');
		// 72 characters of Vietnamese are more bytes than bcrypt reads.
		expect(await change(one.token, one.password, 'ộ'.repeat(72))).toBe('400 validation_failed');
		expect(await atDoor(other.token)).toMatchObject({ id: one.id });
		expect([...(await changesOf(one))]).toEqual([]);
	});

	it('who presses in two windows at once changes it once', async () => {
		const one = await officer();
		const answers = await Promise.all([
			change(one.token, one.password),
			change(one.token, one.password)
		]);
		// The other was not looked at, or came after.
		expect(answers.sort()[0]).toBe('200 ok');
		expect(['400 current_password_invalid', '409 conflict']).toContain(
			answers.find((said) => said !== '200 ok')
		);
		expect(await change(one.token, one.password)).toBe('400 current_password_invalid');
		expect([...(await changesOf(one))]).toHaveLength(1);
	});
});

describe('somebody with a session that is not theirs', () => {
	it('changes nothing without the present password, in whatever words they ask', async () => {
		const one = await officer();
		const mine = 'mật khẩu của kẻ trộm';
		expect(await put(one.token, { password: mine })).toBe('400 current_password_required');
		for (const [asked, said] of [
			[{ current_password: '' }, '400 current_password_required'],
			[{ current_password: null }, '400 validation_failed'],
			[{ current_password: ['x'] }, '400 validation_failed'],
			[{ current_password: 'đoán bừa một câu' }, '400 current_password_invalid'],
			[{ nonce: '123456' }, '400 current_password_required']
		] as const)
			expect(await put(one.token, { password: mine, ...asked })).toBe(said);
		// The loopback port of the functions is no way around.
		expect(await put(one.token, { password: mine }, stack.api)).toBe(
			'400 current_password_required'
		);
		expect([await opens(one, mine), await opens(one, one.password)]).toEqual([false, true]);
	});

	it('takes over neither address nor words of the account by the same road', async () => {
		const one = await officer();
		const wanted = { email: 'ke-trom@example.vn', data: { name: 'Khác' } };
		expect(await put(one.token, wanted)).toBe('400 validation_failed');
		const asked = { ...wanted, password: next, current_password: one.password };
		expect(await put(one.token, asked)).toBe('200 ok');
		const [row] =
			await stack.sql`select email, raw_user_meta_data as words from auth.users where id = ${one.id}`;
		expect(row!.email).toBe(one.email);
		expect(JSON.stringify(row!.words)).not.toContain('Khác');
	});

	it('guesses five times, and is told to wait then even with the right one; another officer is not', async () => {
		const [one, other] = [await officer(), await officer()];
		const guesses = await Promise.all(
			Array.from({ length: 4 }, (_, n) => change(one.token, `đoán lần thứ ${n}`))
		);
		// Of those that come at once some are not even looked at.
		for (const guess of guesses)
			expect(['400 current_password_invalid', '409 conflict']).toContain(guess);
		let said = '';
		for (let n = 0; n < 5; n++) said = await change(one.token, `đoán thêm lần ${n}`);
		expect(said).toBe('429 over_request_rate_limit');
		expect(await change(one.token, one.password)).toBe('429 over_request_rate_limit');
		expect(await change(other.token, other.password)).toBe('200 ok');
	});

	it('whose session nobody could use at a door cannot use it here, though they know the password', async () => {
		const [signedOut, idle, disabled] = [await officer(), await officer(), await officer()];
		for (const { token } of [signedOut, idle, disabled]) await atDoor(token);
		await stack.rpc('staff_sign_out', {}, signedOut.token);
		await stack.sql`update staff.sessions set last_seen = now() - interval '31 minutes' where user_id = ${idle.id}`;
		await stack.sql`update staff.officers set disabled_at = now() where user_id = ${disabled.id}`;
		expect(await change(signedOut.token, signedOut.password)).toBe('403 session_not_found');
		expect(await change(idle.token, idle.password)).toBe('403 session_not_found');
		expect(await change(disabled.token, disabled.password)).toBe('403 user_banned');
		expect(await put(null, { password: next, current_password: 'x' })).toMatch(/^40[13] /);
		expect(await change('no-token', 'x')).toMatch(/^40[13] /);
	});

	it('who has the password and not the second factor cannot change it', async () => {
		const one = await officer();
		await makeFactorTable(stack);
		await factorOf(stack, { sub: one.id });
		expect(await change(one.token, one.password)).toBe('401 insufficient_aal');
		expect(await opens(one, one.password)).toBe(true);
	});
});
