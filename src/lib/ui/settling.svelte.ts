import { getContext, hasContext, setContext } from 'svelte';

/** What the components in a part of a page wait for before that part is seen. */
class Waiting {
	#parts = $state.raw<readonly (() => boolean)[]>([]);

	add(stands: () => boolean) {
		this.#parts = [...this.#parts, stands];
	}

	get over(): boolean {
		return this.#parts.every((stands) => stands());
	}
}

const name = Symbol('settling');

/** Of a part of a page, made where it begins: what the components in it say. */
export const waiting = (): Waiting => setContext(name, new Waiting());

/** Said by a component whose first answer changes how high it is: it stands when this is true. Called where it begins. */
export function settlesWith(stands: () => boolean): void {
	if (hasContext(name)) getContext<Waiting>(name).add(stands);
}
