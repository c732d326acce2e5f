/**
 * A stop under the pointer. What lies where is read from the page: `data-day` is a team-day, `data-stop` one of its rows,
 * `data-head` its head (the best place of the day), `data-aside` what stands beside the plan.
 */
import type { Plan } from './plan.svelte.ts';

/** A press that moves less is a press. */
const THRESHOLD = 6;
/** So near to an edge the page moves along, and by so much each time. */
const EDGE = 48;
const SCROLL = 24;

export class Drag {
	#plan: Plan;
	#from: { id: string; x: number; y: number; box: HTMLElement } | null = null;
	#active = $state(false);

	constructor(plan: Plan) {
		this.#plan = plan;
	}

	get active(): boolean {
		return this.#active;
	}

	/** `box` keeps the pointer: rows are made anew as they move, it stays. A finger scrolls unless it is on the handle. */
	down(event: PointerEvent, box: HTMLElement): void {
		const target = event.target as Element;
		const id = target.closest<HTMLElement>('[data-stop]')?.dataset['stop'];
		const handle = target.closest('[data-handle]');
		const other = target.closest('a, button, input, select, label, summary') && !handle;
		if (!id || event.button !== 0 || !event.isPrimary || other) return;
		if (event.pointerType !== 'mouse' && !handle) return;
		this.#from = { id, x: event.clientX, y: event.clientY, box };
	}

	move(event: PointerEvent): void {
		const from = this.#from;
		if (!from) return;
		if (!this.#active) {
			if (Math.hypot(event.clientX - from.x, event.clientY - from.y) < THRESHOLD) return;
			if (!this.#plan.lift(from.id)) return void (this.#from = null);
			this.#active = true;
			from.box.setPointerCapture(event.pointerId);
		}
		event.preventDefault();
		this.#over(from.id, event.clientX, event.clientY);
		this.#scroll(event.clientX, event.clientY);
	}

	/** True where something was carried, so that the press that ends is no press on what lies below. */
	up(): boolean {
		const was = this.#active;
		this.#end();
		if (was) this.#plan.drop();
		return was;
	}

	cancel(): void {
		if (this.#active) this.#plan.cancel();
		this.#end();
	}

	#end(): void {
		this.#from = null;
		this.#active = false;
	}

	#over(id: string, x: number, y: number): void {
		const under = document.elementFromPoint(x, y);
		if (under?.closest('[data-aside]')) return this.#plan.carryAside();
		const column = under?.closest<HTMLElement>('[data-day]');
		const day = column?.dataset['day'];
		if (!column || !day) return;
		// A card goes wherever the detour is least.
		if (under?.closest('[data-head]') || this.#plan.standing.fact(id).kind === 'card')
			return this.#plan.carry(day);
		const rows = [...column.querySelectorAll<HTMLElement>('[data-stop]')];
		const others = rows.filter((row) => row.dataset['stop'] !== id);
		const middle = (row: HTMLElement) => {
			const { top, height } = row.getBoundingClientRect();
			return top + height / 2;
		};
		this.#plan.carry(day, others.filter((row) => middle(row) < y).length);
	}

	#scroll(x: number, y: number): void {
		const board = document.elementFromPoint(x, y)?.closest('[data-board]');
		if (board) {
			const { left, right } = board.getBoundingClientRect();
			board.scrollBy({ left: x > right - EDGE ? SCROLL : x < left + EDGE ? -SCROLL : 0 });
		}
		// On a wide screen the page's main part scrolls by itself, else the window.
		const top = y < EDGE * 2 ? -SCROLL : y > innerHeight - EDGE ? SCROLL : 0;
		if (top !== 0) {
			document.querySelector('main')?.scrollBy({ top });
			scrollBy({ top });
		}
	}
}
