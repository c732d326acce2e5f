import { status } from '#lib/ui/status.svelte.ts';
import { handleOf } from './plan-focus.ts';
import { refusalWords } from './plan-words.ts';
import type { Plan } from './plan.svelte.ts';

/** Puts something on a day that was chosen, without dragging it; says why where it cannot stand there. */
export function sendTo(plan: Plan, id: string, day: string): void {
	const refused = plan.send(id, day);
	if (refused) return status.say(refusalWords(refused));
	// The row is another one now.
	requestAnimationFrame(() => document.getElementById(handleOf(id))?.focus());
}
