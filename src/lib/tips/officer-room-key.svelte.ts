/** What became of a room's key when a member had left: it is replaced as soon as another member opens the tip. */
export class RoomKey {
	#state = $state<'kept' | 'replacing' | 'replaced' | 'failed'>('kept');
	#failed = $state.raw<unknown>(null);

	get state() {
		return this.#state;
	}
	get failed() {
		return this.#failed;
	}

	/** @param left whether another tip is open by now, of which nothing is said then */
	async replace(left: () => boolean, work: () => Promise<unknown>): Promise<void> {
		this.#state = 'replacing';
		try {
			await work();
			if (!left()) this.#state = 'replaced';
		} catch (problem) {
			if (left()) return;
			this.#state = 'failed';
			this.#failed = problem;
		}
	}

	/** Another tip is opened, whose key is its own. */
	wipe() {
		this.#state = 'kept';
		this.#failed = null;
	}
}
