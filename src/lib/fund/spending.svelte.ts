import type { AidKind, Holding, Purpose } from '#contracts/fund-ledger.ts';
import { readDong } from '#lib/platform/amounts.ts';
import { Saving } from '#lib/platform/saving.svelte.ts';
import { orNull, readNumber } from '#lib/platform/typed.ts';
import { Form } from '#lib/ui/form.svelte.ts';
import { proposeSpending, type Books, type SpendArgs } from './ledger-fund.ts';
import { ledgerFieldWords } from './ledger-problem.ts';
import { amountFault, needed, type Fault } from './ledger-typed.ts';

type Made = { id: string; two: boolean };

/** A payment that somebody proposes, with what it is for and what shows that it is right. */
export class Spending {
	readonly form = new Form(ledgerFieldWords);
	readonly typed = $state({
		purpose: 'movement' as Purpose,
		source: 'cash' as Holding,
		amount: '',
		words: '',
		payee: '',
		consents: false,
		aid: '' as AidKind | '',
		families: '1',
		decision: '',
		evidence: ''
	});
	readonly #books: () => Pick<Books, 'caps' | 'book'>;
	readonly #saving: Saving<SpendArgs, Made>;

	/** @param books as they are last known: a decision may end while somebody types */
	constructor(
		books: () => Pick<Books, 'caps' | 'book'>,
		send: (args: SpendArgs) => Promise<Made> = proposeSpending
	) {
		this.#books = books;
		this.#saving = new Saving(send, { form: this.form, creates: () => true });
	}

	get busy() {
		return this.#saving.busy;
	}
	get failed() {
		return this.#saving.failed;
	}
	get begun(): boolean {
		const { amount, words, payee, evidence } = this.typed;
		return [amount, words, payee, evidence].some((text) => text.trim() !== '');
	}
	/** Rewards and help rest on a decision; purchases do not have to. */
	get award(): boolean {
		return this.typed.purpose === 'reward' || this.typed.purpose === 'support';
	}
	/** The decision in force for the purpose, with its cap; null: there is none, or none is needed. */
	get rule() {
		return this.#books().caps.find(({ purpose }) => purpose === this.typed.purpose) ?? null;
	}
	/** Whether what is typed needs two leads. */
	get two(): boolean {
		const [dong, from] = [readDong(this.typed.amount), this.#books().book?.two_from ?? null];
		return dong !== null && from !== null && dong >= from;
	}

	/** What the server made of it; null after a refusal. */
	async send(): Promise<Made | null> {
		const { purpose, source, amount, words, payee, aid, families, decision, evidence } = this.typed;
		const help = purpose === 'support';
		const dong = readDong(amount);
		const faults: Fault[] = [
			...(this.award && !this.rule ? [['purpose', 'purpose_off'] as const] : []),
			...amountFault(amount),
			...(dong !== null && this.rule && dong > this.rule.cap
				? [['amount', 'above_cap'] as const]
				: []),
			...needed(words, 'words'),
			...(help ? [...needed(aid, 'aid'), ...needed(families, 'families')] : needed(payee, 'payee')),
			...(this.award ? needed(decision, 'decision') : []),
			...needed(evidence, 'evidence')
		];
		this.form.failAll(faults);
		if (faults.length > 0 || dong === null) return null;
		return this.#saving.save({
			...{ purpose, source, amount: dong, words, evidence },
			// What another purpose had been asked is not sent: help names no family.
			payee: help ? null : payee,
			payee_consents: purpose === 'reward' && this.typed.consents,
			aid: help && aid !== '' ? aid : null,
			families: help ? readNumber(families) : null,
			basis: null,
			decision: orNull(decision)
		});
	}
}
