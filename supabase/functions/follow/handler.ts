import { invalid, take } from '../_shared/answer/index.ts';
import { doors } from '../_shared/contracts/notify-follow.ts';
import { actionOf } from '../_shared/edge/dispatch.ts';
import { once } from '../_shared/edge/once.ts';
import type { Ports } from './ready.ts';
import type { Action, Answer, Args, Follow } from './shapes.ts';

type Run<Name extends Action> = (ports: Ports, args: Args<Name>) => Promise<Answer<Name>>;

/** Our server will call this address: only those of the browsers' makers are kept. */
function demandService({ knows }: Ports, endpoint: string): void {
	if (!knows(endpoint)) throw invalid([{ field: 'subscription', code: 'not_a_service' }]);
}

const start: Run<'follow_start'> = (ports, args) =>
	once<Follow>(ports, 'follow_start', args, async (command) => {
		const { subscription, wish } = args;
		demandService(ports, subscription.endpoint);
		const proof = await ports.proofs.check(args.proof);
		return ports.store.start(command, { subscription, wish, proof });
	});

const actions: { [Name in Action]: Run<Name> } = {
	follow_challenge: async ({ proofs, serverKey }) => ({
		challenge: await proofs.challenge(),
		server_key: serverKey
	}),
	follow_start: start,
	async follow_move(ports, moved) {
		demandService(ports, moved.subscription.endpoint);
		return { moved: await ports.store.move(moved) };
	}
};

/**
 * Answers one request of whoever follows: `{ action, ...args }`, args as the contract of the door `action` has them.
 * @throws Refusal
 */
export async function handle(ports: Ports, sent: unknown): Promise<unknown> {
	const { action, args } = actionOf(sent, actions);
	const run = actions[action] as (ports: Ports, args: unknown) => Promise<unknown>;
	return run(ports, take(doors[action].args, args, ['wish']));
}
