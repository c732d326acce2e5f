import { busy, Refusal, take } from '../_shared/answer/index.ts';
import { doors } from '../_shared/contracts/staff-reset.ts';
import { actionOf } from '../_shared/edge/dispatch.ts';
import type { Account, Ports } from './ready.ts';

const actions = { staff_reset_spend: spend };

/**
 * Answers one request of this room: `{ action, ...args }`, args as the contract of the door `action` has them.
 * @throws Refusal
 */
export async function handle(ports: Ports, sent: unknown): Promise<{ ok: true }> {
	const { action, args } = actionOf(sent, actions);
	return actions[action](ports, take(doors[action].args, args));
}

type Sent = { token: string; password: string };
async function spend(ports: Ports, { token, password }: Sent): Promise<{ ok: true }> {
	const account = demandOpen(await ports.account(token));
	const refused = await ports.renew(account, password, token);
	if (refused === null) return { ok: true };
	// Somebody else may just have used it: Auth has no word of its own for what a trigger refuses.
	demandOpen(await ports.account(token));
	// What Auth says of a password is the officer's to mend; anything else is not, and the token is still good.
	if (refused === 'weak_password' || refused === 'same_password') throw new Refusal(422, refused);
	throw busy();
}

/** @throws Refusal 409 `already_used`, 404 `not_found` for one that never was, was taken back or is over */
function demandOpen({ state, account }: Account): string {
	if (state === 'used') throw new Refusal(409, 'already_used');
	if (state !== 'open' || account === null) throw new Refusal(404, 'not_found');
	return account;
}
