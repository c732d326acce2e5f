import { Command } from '#lib/platform/command.svelte.ts';
import { Problem } from '#lib/platform/problem.ts';
import { readAmount } from '#lib/platform/typed.ts';
import type * as sealing from '#lib/sealed/cipher.ts';
import type { Holder, VerifiedDesk } from '#lib/sealed/cipher.ts';
import { toBase64 } from '#lib/sealed/index.ts';
import { Form } from '#lib/ui/form.svelte.ts';
import { propose, type ProposeArgs, type Rule } from './fund.ts';
import { fundFieldWords } from './fund-problem.ts';
import { newNumber } from './typed.ts';

/** An open tip, as far as a reward for it is concerned. Of all this only the claim's hash leaves the browser unsealed. */
export type Rewarded = {
	case: string;
	tip: string;
	/** From the body that the sender signed. */
	claim: string;
	desk: VerifiedDesk;
	/** Verify keys of who can open the tip. */
	members: readonly string[];
};
type Sealing = Pick<typeof sealing, 'sealProposal'>;
type Send = (args: ProposeArgs) => Promise<{ number: string }>;
type Request = Omit<ProposeArgs, 'key'>;

/** Leads of the proven list who can open the tip, and are not the one who proposes: only they can judge it. */
export const judges = ({ desk, members }: Rewarded, me: string) =>
	desk.members.filter(({ lead, verify }) => lead && verify !== me && members.includes(verify));

/** A member of a tip proposes a reward for it. */
export class Proposing {
	readonly form = new Form(fundFieldWords);
	#command: Command<Request, { number: string }>;
	#cipher: () => Promise<Sealing>;
	#failed = $state.raw<unknown>(null);
	#made = $state<string | null>(null);
	/** What was sealed for these words and not yet answered: a retry must bring the very same. */
	#begun: { words: string; request: Request } | null = null;

	constructor(
		send: Send = propose,
		cipher: () => Promise<Sealing> = () => import('#lib/sealed/cipher.ts')
	) {
		this.#command = new Command<Request, { number: string }>(send);
		this.#cipher = cipher;
	}

	get busy() {
		return this.form.busy;
	}
	get failed() {
		return this.#failed;
	}
	/** The number of the reward that now waits for the lead. */
	get made() {
		return this.#made;
	}

	async send(typed: string, rule: Rule, tip: Rewarded, holder: Holder): Promise<boolean> {
		this.form.clear();
		const amount = readAmount(typed);
		if (!typed.trim()) return this.#fault('required');
		if (amount === null || amount < 10_000) return this.#fault('bad_format');
		if (amount > rule.cap) return this.#fault('above_cap');
		const done = await this.form.once(async () => {
			this.#failed = null;
			try {
				this.#made = await this.#send(amount, tip, holder);
				return true;
			} catch (problem) {
				this.#failed = problem;
				return false;
			}
		});
		return done ?? false;
	}

	/** A number that somebody has already is made anew, once: chance does not do it twice. */
	async #send(amount: number, tip: Rewarded, holder: Holder, again = true): Promise<string> {
		const words = `${tip.case} ${amount}`;
		if (this.#begun?.words !== words)
			this.#begun = { words, request: await this.#request(amount, tip, holder) };
		try {
			const { answer } = await this.#command.run(this.#begun.request);
			this.#begun = null;
			return answer.number;
		} catch (problem) {
			const refused = problem instanceof Problem && problem.status < 500 && problem.status >= 400;
			if (refused) this.#begun = null;
			const taken = problem instanceof Problem && problem.code === 'number_taken';
			if (taken && again) return this.#send(amount, tip, holder, false);
			throw problem;
		}
	}

	async #request(amount: number, tip: Rewarded, holder: Holder): Promise<Request> {
		const { sealProposal } = await this.#cipher();
		const number = newNumber();
		const { claim, desk } = tip;
		const said = {
			unit: desk.unit,
			number,
			claim,
			amount,
			tip: tip.tip,
			case: tip.case,
			list: desk.version
		};
		const packages = await Promise.all(
			judges(tip, holder.signer.verify).map(async ({ verify, recipient }) => ({
				verify,
				sealed: toBase64(await sealProposal(said, holder.signer, recipient))
			}))
		);
		return { number, claim, amount, packages };
	}

	#fault(code: string): boolean {
		this.form.fail('amount', code);
		return false;
	}
}
