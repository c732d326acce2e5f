/** One thing that a person asked of this device: busy while it lasts, and why it failed. A second press does nothing. */
export class Trying {
	#busy = $state(false);
	#failed = $state.raw<unknown>(null);

	get busy(): boolean {
		return this.#busy;
	}
	get failed(): unknown {
		return this.#failed;
	}

	/** Whether it was done. */
	async do(work: () => Promise<unknown>): Promise<boolean> {
		if (this.#busy) return false;
		this.#busy = true;
		this.#failed = null;
		try {
			await work();
			return true;
		} catch (problem) {
			this.#failed = problem;
			return false;
		} finally {
			this.#busy = false;
		}
	}
}
