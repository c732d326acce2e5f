import { describe, expect, it } from 'vitest';
import type { Refusal } from '../_shared/answer/index.ts';
import { handle } from './handler.ts';
import type { Account, Ports } from './ready.ts';

const token = '0123456789abcdef0123456789abcdef';
const password = 'một câu mới dài dễ nhớ';
const account = '11111111-1111-4111-8111-111111111111';

/** What the token is worth, each time it is asked about, and what Auth says of the password. */
function scene(states: Account['state'][], said: string | null = null) {
	const renewed: unknown[][] = [];
	const ports: Ports = {
		account: async () => {
			const state = states.length > 1 ? states.shift()! : states[0]!;
			return { state, account: state === 'unknown' ? null : account };
		},
		renew: async (...args) => {
			renewed.push(args);
			return said;
		}
	};
	return { ports, renewed };
}
const send = ({ ports }: { ports: Ports }, over: object = {}) =>
	handle(ports, { action: 'staff_reset_spend', token, password, ...over }).then(
		(answer) => answer,
		({ status, code, details }: Refusal) =>
			[status, code, details.fields?.[0]?.code].filter(Boolean)
	);

describe('an officer with a token for a new password', () => {
	it('has Auth write it for the account of the token, and for no other that is sent along', async () => {
		const at = scene(['open']);
		expect(await send(at)).toEqual({ ok: true });
		expect(at.renewed).toEqual([[account, password, token]]);
		expect(await send(at, { account })).toEqual([422, 'invalid', 'unknown_field']);
	});

	it('sets the same password whichever keyboard put its letters together', async () => {
		const at = scene(['open']);
		await send(at, { password: password.normalize('NFD') });
		expect(at.renewed).toEqual([[account, password.normalize('NFC'), token]]);
	});

	it.each([
		['used', [409, 'already_used']],
		['expired', [404, 'not_found']],
		['revoked', [404, 'not_found']],
		['unknown', [404, 'not_found']]
	] as const)('that is %s asks Auth for nothing', async (state, said) => {
		const at = scene([state]);
		expect(await send(at)).toEqual(said);
		expect(at.renewed).toEqual([]);
	});

	it('whom another press was a moment ahead of is told that it was used, whatever Auth says', async () => {
		for (const said of ['unexpected_failure', 'same_password'])
			expect(await send(scene(['open', 'used'], said))).toEqual([409, 'already_used']);
	});

	it('is told of a password that Auth does not take, and may try again after a fault', async () => {
		for (const code of ['weak_password', 'same_password'])
			expect(await send(scene(['open'], code))).toEqual([422, code]);
		expect(await send(scene(['open'], 'unexpected_failure'))).toEqual([503, 'busy']);
	});

	it('is refused what is no token and no password before anybody is asked', async () => {
		const at = scene(['open']);
		for (const [over, code] of [
			[{ token: 'x' }, 'bad_format'],
			[{ password: 'ngắn' }, 'too_short'],
			[{ password: 'ữ'.repeat(25) }, 'too_long'],
			[{ password: `mười hai chữ\0` }, 'bad_characters']
		] as const)
			expect(await send(at, over)).toEqual([422, 'invalid', code]);
		expect(at.renewed).toEqual([]);
	});
});
