import type { Ports, Run } from '../ports.ts';
import type { OfferPlan, Tending } from '../snapshot.ts';
import { offersFor } from '../tend.ts';

/** Windows of one run: what planning costs stays well below the two seconds that a hosted function has. */
const MOST = 80;
/** Written in one transaction, which holds the days that it touches. */
const TOGETHER = 20;
/** How often what is true now is read again because somebody was quicker. */
const LOOKS = 4;

/**
 * Shares out what became free in one unit: first choices of postponed visits, then the waitlist. Anybody may ask for it, and
 * gets nothing by it: there is something to do only where SQL has marked a unit, and who is offered what is no caller's to say.
 */
export const tend: Run<'booking_tend'> = async (ports) => {
	const todo = await ports.store.tending();
	if (!todo) return { kept: 0, more: false };
	let kept = 0;
	let waiting = todo.waiting;
	for (let looks = 0; looks < LOOKS && kept < MOST && waiting.length > 0; looks++) {
		const snapshot = await ports.store.unitSnapshot(todo.unit);
		const plans = offersFor(snapshot, { ...todo, waiting }, ports.uuid, MOST - kept);
		if (plans.length === 0) break;
		const words = await write(ports, todo, plans, MOST - kept);
		kept += words.filter((word) => word === 'kept').length;
		if (words.length === plans.length && words.every((word) => word === 'kept')) break;
		waiting = after(waiting, plans, words);
	}
	return { kept, more: true };
};

/** Writes in turns. A day that turned out stale spoils only its own plans. */
async function write(
	{ store }: Ports,
	{ unit }: Tending,
	plans: OfferPlan[],
	most: number
): Promise<string[]> {
	const words: string[] = [];
	for (let at = 0; at < plans.length; at += TOGETHER) {
		const list = plans.slice(at, at + TOGETHER);
		const isLast = at + TOGETHER >= plans.length;
		words.push(...(await store.keepOffers({ unit, list, more: isLast && plans.length >= most })));
	}
	return words;
}

/** Who still waits: with what is kept for them now, and without those about whom somebody decides at this moment. */
function after(waiting: Tending['waiting'], plans: OfferPlan[], words: string[]) {
	const left = new Set(['not_allowed', 'busy']);
	const gone = new Set(plans.filter((_, at) => left.has(words[at]!)).map((plan) => plan.case));
	return waiting
		.filter((one) => !gone.has(one.case))
		.map((one) => ({ ...one, kept: [...one.kept, ...keptNow(one.case, plans, words)] }));
}

function keptNow(id: string, plans: OfferPlan[], words: string[]) {
	return plans.flatMap((plan, at) => {
		if (plan.case !== id || words[at] !== 'kept') return [];
		const stop = plan.plan.stops.find(({ subject }) => subject === plan.subject)!;
		return [{ day: plan.day, from: stop.from }];
	});
}
