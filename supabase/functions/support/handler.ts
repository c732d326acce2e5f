import { take } from '../_shared/answer/index.ts';
import { doors } from '../_shared/contracts/support.ts';
import { actionOf } from '../_shared/edge/dispatch.ts';
import { once } from '../_shared/edge/once.ts';
import { placeRefusal } from '../_shared/edge/place.ts';
import { readForm } from './form.ts';
import type { Ports } from './ready.ts';
import type { Action, Answer, Args, Asked } from './shapes.ts';

type Run<Name extends Action> = (ports: Ports, args: Args<Name>) => Promise<Answer<Name>>;

/** A request for help: a case with a clock. */
const ask: Run<'support_ask'> = (ports, args) =>
	once<Asked>(ports, 'support_ask', args, async (command) => {
		const { lookup_hash } = args;
		const form = readForm(args.form);
		const proof = await ports.proofs.check(args.proof);
		try {
			return await ports.store.ask(command, { lookup_hash, form, words: ports.words(), proof });
		} catch (error) {
			throw placeRefusal(error, 'area');
		}
	});

/** The same by an officer, whose token is the proof. */
const enter: Run<'support_enter'> = async (ports, { key, ...request }) => {
	const { lookup_hash, channel } = request;
	const form = readForm(request.form);
	try {
		return await ports
			.officer()
			.enter({ key, request }, { lookup_hash, channel, form, words: ports.words() });
	} catch (error) {
		throw placeRefusal(error, 'area');
	}
};

const actions: { [Name in Action]: Run<Name> } = {
	support_challenge: async ({ proofs }) => ({ challenge: await proofs.challenge() }),
	support_ask: ask,
	support_enter: enter
};

/**
 * Answers one request of this room: `{ action, ...args }`, args as the contract of the door `action` has them.
 * @throws Refusal
 */
export async function handle(ports: Ports, sent: unknown): Promise<unknown> {
	const { action, args } = actionOf(sent, actions);
	const run = actions[action] as (ports: Ports, args: unknown) => Promise<unknown>;
	return run(ports, take(doors[action].args, args, ['form']));
}
