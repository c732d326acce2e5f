import { untrack } from 'svelte';

/** How many parts of the page hold something that a reload would lose; those that ask before one leaves say so here. */
export class Holding {
	#parts = $state(0);

	get any(): boolean {
		return this.#parts > 0;
	}

	/** Until what is returned is called. */
	begin(): () => void {
		let held = true;
		// Called by effects, which are not about how many there are.
		untrack(() => this.#parts++);
		return () => {
			if (held) this.#parts--;
			held = false;
		};
	}
}

export const holding = new Holding();

const typed =
	'textarea, input:not([type=search], [type=hidden], [type=button], [type=submit], [type=checkbox], [type=radio])';

/**
 * Whether somebody is in the middle of something in what is shown: a field with words of theirs, or where they stand, or a dialog
 * that is open. A field that a page has filled in counts as well: rather one question too late.
 */
export function isHalfTyped(page: Document): boolean {
	if (page.querySelector('dialog[open]')) return true;
	const fields = [...page.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>(typed)];
	return fields.some((one) => one === page.activeElement || one.value !== one.defaultValue);
}
