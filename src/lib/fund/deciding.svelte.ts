import { Saving } from '#lib/platform/saving.svelte.ts';
import { Form } from '#lib/ui/form.svelte.ts';
import type * as sealing from '#lib/sealed/cipher.ts';
import type { Holder, VerifiedDesk } from '#lib/sealed/cipher.ts';
import { approve, type ApproveArgs, type Reward } from './fund.ts';
import { fundFieldWords } from './fund-problem.ts';
import type { ProposalFault } from './judging.ts';

/** What the lead's browser found in the package and in the tip that it names. */
export type Checked = {
	fault: ProposalFault | null;
	/** Where the tip stands in the queue; null where no package named one. */
	href: string | null;
};
type Said = { decision: string; decided_on: string; elsewhere: string | null };
type Given = {
	reward: Reward;
	today: string;
	check: (reward: Reward, holder: Holder) => Promise<Checked>;
	/** The newest proven list of the unit. */
	desk: (unit: string) => Promise<VerifiedDesk>;
	send?: (args: ApproveArgs) => Promise<unknown>;
	cipher?: () => Promise<Pick<typeof sealing, 'signApproval'>>;
};

const plusDays = (day: string, days: number) =>
	new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

/** A lead looks at one proposal. Nothing is signed before the check came out well. */
export class Deciding {
	readonly form = new Form(fundFieldWords);
	#given: Given;
	#saving: Saving<ApproveArgs, unknown>;
	#checked = $state.raw<Checked | null>(null);
	#checking = $state(false);
	#failed = $state.raw<unknown>(null);

	constructor(given: Given) {
		this.#given = given;
		this.#saving = new Saving(given.send ?? approve, { form: this.form });
	}

	get checked() {
		return this.#checked;
	}
	get checking() {
		return this.#checking;
	}
	get busy() {
		return this.form.busy;
	}
	get failed() {
		return this.#failed ?? this.#saving.failed;
	}

	async check(holder: Holder): Promise<void> {
		if (this.#checking) return;
		this.#checking = true;
		this.#failed = null;
		try {
			this.#checked = await this.#given.check(this.#given.reward, holder);
		} catch (problem) {
			this.#failed = problem;
		} finally {
			this.#checking = false;
		}
	}

	/** Signs and sends the lead's word; false after a refusal, or where the check did not come out well. */
	async approve(said: Said, holder: Holder): Promise<boolean> {
		if (this.#checked?.fault !== null) return false;
		const decision = said.decision.normalize('NFC').trim().replace(/\s+/g, ' ');
		const faults = [
			...(decision ? [] : [['word.decision', 'required'] as const]),
			...(/TB-?\d{2}/i.test(decision) ? [['word.decision', 'names_a_tip'] as const] : []),
			...(isDay(said.decided_on) ? [] : [['word.decided_on', 'bad_format'] as const]),
			...(isDay(said.decided_on) && said.decided_on > this.#given.today
				? [['word.decided_on', 'in_future'] as const]
				: [])
		];
		this.form.failAll(faults);
		if (faults.length) return false;
		return (await this.form.once(() => this.#sign({ ...said, decision }, holder))) ?? false;
	}

	async #sign(said: Said, holder: Holder): Promise<boolean> {
		this.#failed = null;
		try {
			const { reward, today, desk } = this.#given;
			const cipher = await (this.#given.cipher ?? (() => import('#lib/sealed/cipher.ts')))();
			const { version } = await desk(reward.unit);
			const { unit, number, amount } = reward;
			const { claim, fetch_days } = reward.asked!;
			const word = cipher.signApproval(
				{
					...{ unit, number, claim, amount, ...said },
					fetch_until: plusDays(today, fetch_days),
					list: version
				},
				holder.signer
			);
			return (await this.#saving.save({ number, ...word })) !== null;
		} catch (problem) {
			this.#failed = problem;
			return false;
		}
	}
}

const isDay = (day: string) =>
	/^\d{4}-\d{2}-\d{2}$/.test(day) &&
	!Number.isNaN(Date.parse(day)) &&
	new Date(day).toISOString().startsWith(day);
