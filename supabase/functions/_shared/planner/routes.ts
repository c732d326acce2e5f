import { wayBetween, type Field } from './field.ts';

/** Where a stop could go: behind `after` (−1: first) in a route, in one of its choices, for so much more travel. */
export type Spot = { route: number; after: number; choice: number; detour: number };

/**
 * Routes as linked lists in one buffer, so that a copy is one move of memory. `ready` is when a stop is done at the earliest,
 * `latest` when its service must begin so that everything behind it can be kept: with both, the price of a place is known
 * without looking at the rest of the route.
 */
export class Routes {
	readonly field: Field;
	readonly next: Int32Array;
	readonly before: Int32Array;
	/** −1 while a stop is in none. */
	readonly routeOf: Int32Array;
	readonly choiceOf: Int32Array;
	readonly ready: Int32Array;
	readonly latest: Int32Array;
	readonly head: Int32Array;
	readonly tail: Int32Array;
	readonly sizes: Int32Array;
	readonly loads: Int32Array;
	/** [travel, promises in no route, visits in no route] */
	readonly #sums: Int32Array;
	readonly #all: Int32Array;

	constructor(field: Field) {
		this.field = field;
		const { count, routes } = field;
		this.#all = new Int32Array(6 * count + 4 * routes.length + 3).fill(-1);
		let from = 0;
		const part = (length: number): Int32Array => this.#all.subarray(from, (from += length));
		this.next = part(count);
		this.before = part(count);
		this.routeOf = part(count);
		this.choiceOf = part(count);
		this.ready = part(count);
		this.latest = part(count);
		this.head = part(routes.length);
		this.tail = part(routes.length);
		this.sizes = part(routes.length).fill(0);
		this.loads = part(routes.length).fill(0);
		const promised = field.promised.reduce((sum, one) => sum + one, 0);
		this.#sums = part(3);
		this.#sums.set([0, promised, count - promised]);
	}

	get travel(): number {
		return this.#sums[0]!;
	}
	/** Promises that no route keeps. */
	get lost(): number {
		return this.#sums[1]!;
	}
	/** Visits that no route serves. */
	get left(): number {
		return this.#sums[2]!;
	}
	/** When the last service of all ends. */
	get finish(): number {
		let finish = 0;
		for (const last of this.tail) if (last >= 0) finish = Math.max(finish, this.ready[last]!);
		return finish;
	}

	copy(other: Routes): this {
		this.#all.set(other.#all);
		return this;
	}

	/** The stops of a route in order. */
	order(route: number): number[] {
		const order: number[] = [];
		for (let stop = this.head[route]!; stop >= 0; stop = this.next[stop]!) order.push(stop);
		return order;
	}

	insert(stop: number, { route, after, choice, detour }: Spot): void {
		const { next, before } = this;
		const then = after < 0 ? this.head[route]! : next[after]!;
		next[stop] = then;
		before[stop] = after;
		if (after < 0) this.head[route] = stop;
		else next[after] = stop;
		if (then < 0) this.tail[route] = stop;
		else before[then] = stop;
		this.routeOf[stop] = route;
		this.choiceOf[stop] = choice;
		this.#count(stop, route, 1, detour);
		this.refresh(route);
	}

	/** Takes a stop out; the times of its route are wrong until `refresh`. */
	remove(stop: number): void {
		const { next, before } = this;
		const route = this.routeOf[stop]!;
		const kind = this.field.routes[route]!;
		const { count } = this.field;
		const [a, b] = [before[stop]!, next[stop]!];
		const there = wayBetween(kind, count, a, stop);
		const on = wayBetween(kind, count, stop, b);
		const straight = wayBetween(kind, count, a, b);
		if (a < 0) this.head[route] = b;
		else next[a] = b;
		if (b < 0) this.tail[route] = a;
		else before[b] = a;
		this.routeOf[stop] = -1;
		this.#count(stop, route, -1, straight - there - on);
	}

	#count(stop: number, route: number, by: 1 | -1, travel: number): void {
		this.sizes[route]! += by;
		this.loads[route]! += by * this.field.load[stop]!;
		this.#sums[0]! += travel;
		this.#sums[this.field.promised[stop] ? 1 : 2]! -= by;
	}

	/** The earliest and latest times of a route, anew; false when it cannot be kept as it is. */
	refresh(route: number): boolean {
		const { field, next, before, ready, latest, choiceOf } = this;
		const { count, service } = field;
		const kind = field.routes[route]!;
		const { from, by, choices } = kind;
		let time = from;
		let place = -1;
		for (let stop = this.head[route]!; stop >= 0; stop = next[stop]!) {
			time += wayBetween(kind, count, place, stop);
			time = Math.max(time, choices[stop]![choiceOf[stop]!]!.from) + service[stop]!;
			ready[stop] = time;
			place = stop;
		}
		let isKept = true;
		let due = by;
		place = -1;
		for (let stop = this.tail[route]!; stop >= 0; stop = before[stop]!) {
			due -= service[stop]! + wayBetween(kind, count, stop, place);
			due = Math.min(due, choices[stop]![choiceOf[stop]!]!.to);
			latest[stop] = due;
			isKept &&= ready[stop]! - service[stop]! <= due;
			place = stop;
		}
		return isKept;
	}
}
