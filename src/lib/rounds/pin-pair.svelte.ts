import { m } from '#lib/paraglide/messages';
import { pinFault } from './pin.ts';
import { pinWords } from './vault-words.ts';

/** A PIN that is chosen: typed twice, since nobody could tell it again. */
export class PinPair {
	pin = $state('');
	again = $state('');
	#errors = $state.raw<{ field: string; text: string }[]>([]);

	get errors() {
		return this.#errors;
	}

	error(field: string): string | undefined {
		return this.#errors.find((one) => one.field === field)?.text;
	}

	/** The PIN that may be used, or null with what is wrong. */
	chosen(): string | null {
		const fault = pinFault(this.pin.trim());
		const differs = this.pin.trim() !== this.again.trim();
		if (fault) this.#errors = [{ field: 'pin', text: pinWords[fault]() }];
		else if (differs) this.#errors = [{ field: 'pin-again', text: m.rounds_lock_pin_differs() }];
		else this.#errors = [];
		return this.#errors.length > 0 ? null : this.pin.trim();
	}

	wipe() {
		this.pin = '';
		this.again = '';
	}
}
