/**
 * Lists of Pareto labels (time, cost), one list a slot, in typed arrays. Where the team has to wait, a longer way may end
 * no later than a shorter one, so neither alone is the best: a label stays unless another one is no worse in both.
 */
export class Labels {
	readonly head: Int32Array;
	next: Int32Array;
	time: Int32Array;
	cost: Int32Array;
	/** The label this one grew from, −1 for none. */
	origin: Int32Array;
	slot: Int32Array;
	#size = 0;

	constructor(slots: number) {
		this.head = new Int32Array(slots).fill(-1);
		const room = 256;
		this.next = new Int32Array(room);
		this.time = new Int32Array(room);
		this.cost = new Int32Array(room);
		this.origin = new Int32Array(room);
		this.slot = new Int32Array(room);
	}

	add(slot: number, time: number, cost: number, origin: number): void {
		const { head, next } = this;
		let before = -1;
		for (let i = head[slot]!; i >= 0; i = next[i]!) {
			if (this.time[i]! <= time && this.cost[i]! <= cost) return;
			if (this.time[i]! >= time && this.cost[i]! >= cost) {
				if (before < 0) head[slot] = next[i]!;
				else next[before] = next[i]!;
			} else before = i;
		}
		if (this.#size === this.time.length) this.#grow();
		const i = this.#size++;
		this.time[i] = time;
		this.cost[i] = cost;
		this.origin[i] = origin;
		this.slot[i] = slot;
		this.next[i] = head[slot]!;
		head[slot] = i;
	}

	#grow(): void {
		const larger = (old: Int32Array): Int32Array => {
			const array = new Int32Array(old.length * 2);
			array.set(old);
			return array;
		};
		this.next = larger(this.next);
		this.time = larger(this.time);
		this.cost = larger(this.cost);
		this.origin = larger(this.origin);
		this.slot = larger(this.slot);
	}
}
