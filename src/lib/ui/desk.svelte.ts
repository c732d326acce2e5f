/** What the officers' shell shows for the page that is open: its keys, its officer, when it was last fresh. */
export type KeyHint = { keys: string; label: string };
export type DeskOfficer = { name: string; unit: string };

export class Desk {
	#keys = $state.raw<readonly KeyHint[]>([]);
	#officer = $state.raw<DeskOfficer | null>(null);
	#fresh = $state<string | null>(null);

	get keys() {
		return this.#keys;
	}
	get officer() {
		return this.#officer;
	}
	/** "Cập nhật 14:02", ready to show. */
	get fresh() {
		return this.#fresh;
	}

	set officer(officer: DeskOfficer | null) {
		this.#officer = officer;
	}
	set fresh(words: string | null) {
		this.#fresh = words;
	}

	/** What "Đăng xuất" does; the staff room sets it, because its door is told first. */
	signOut: () => void | Promise<void> = () => undefined;

	/** Keys of a page while it is open; returns what takes them back, for an effect's cleanup. */
	show(keys: readonly KeyHint[]): () => void {
		this.#keys = keys;
		return () => {
			if (this.#keys === keys) this.#keys = [];
		};
	}
}

export const desk = new Desk();
