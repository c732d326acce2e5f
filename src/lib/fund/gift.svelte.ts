import type { Holding } from '#contracts/fund-ledger.ts';
import { readDong } from '#lib/platform/amounts.ts';
import { Saving } from '#lib/platform/saving.svelte.ts';
import { asTyped, orNull, readDay } from '#lib/platform/typed.ts';
import { Form } from '#lib/ui/form.svelte.ts';
import { give, type GiftArgs, type Posted } from './ledger-fund.ts';
import { ledgerFieldWords } from './ledger-problem.ts';
import { amountFault, dayFault, needed } from './ledger-typed.ts';

/** Whether the donor is named on the public page, known to the fund alone, or to nobody. */
export type Donor = 'shown' | 'hidden' | 'unknown';

/** A gift on its way into the ledger. */
export class Gift {
	readonly form = new Form(ledgerFieldWords);
	readonly typed = $state({
		account: 'cash' as Holding,
		amount: '',
		day: '',
		words: '',
		donor: '',
		as: 'shown' as Donor,
		basis: '',
		decision: ''
	});
	readonly #today: string;
	readonly #saving: Saving<GiftArgs, Posted>;

	constructor(today: string, send: (args: GiftArgs) => Promise<Posted> = give) {
		this.#today = today;
		this.typed.day = asTyped(today);
		// After a lost answer the gift may be in the ledger: it is not received twice, whatever was changed meanwhile.
		this.#saving = new Saving(send, { form: this.form, creates: () => true });
	}

	get busy() {
		return this.#saving.busy;
	}
	get failed() {
		return this.#saving.failed;
	}
	/** Something is typed that leaving would lose. */
	get begun(): boolean {
		const { amount, words, donor } = this.typed;
		return [amount, words, donor].some((text) => text.trim() !== '');
	}

	/** The entry as it was posted; null after a refusal. */
	async send(): Promise<Posted | null> {
		const { account, amount, day, words, donor, as, basis, decision } = this.typed;
		const faults = [
			...amountFault(amount),
			...dayFault(day, this.#today),
			...needed(words, 'words'),
			...(as === 'unknown' ? [] : needed(donor, 'donor'))
		];
		this.form.failAll(faults);
		const dong = readDong(amount);
		if (faults.length > 0 || dong === null) return null;
		return this.#saving.save({
			...{ account, amount: dong, day: readDay(day), words },
			donor: as === 'unknown' ? null : donor,
			shown: as === 'shown',
			basis: orNull(basis),
			decision: orNull(decision)
		});
	}
}
