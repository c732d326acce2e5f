import { Refusal, busy } from '../_shared/answer/index.ts';
import { placeIn } from './plan.ts';
import { offersIn } from './windows.ts';
import { look } from './look.ts';
import type { Offer } from './offer.ts';
import type { Ports } from './ports.ts';
import type { Plan } from './snapshot.ts';

const TRIES = 5;
/** Longest pause before planning again, milliseconds: callers who met once should not meet again. */
const JITTER = 40;

/** Somebody else was quicker: what is true now has to be read and planned again. */
const outrun = new Set(['stale', 'busy', 'window_taken', 'too_late']);
/** This team-day will not take it; another of the same day may. */
const unfit = new Set(['pool_full', 'day_closed', 'broken_plan']);

/**
 * Keeps one window for a visit: plans against what is true now, writes, and plans again when somebody was quicker.
 * `own` is the visit or draft whose place counts as free.
 *
 * @throws Refusal 409 `stale` with the field `version`, which `write` throws when the case itself has changed
 * @throws Refusal 409 `window_taken` with `left`, what could be offered instead; 503 `busy`
 */
export async function keep<Answer>(
	ports: Ports,
	offer: Offer,
	own: string,
	write: (plan: Plan) => Promise<Answer>
): Promise<Answer> {
	const closed = new Set<string>();
	const plan = async () => {
		const snapshot = await look(ports, offer, own, { day: offer.day });
		const days = snapshot.days.filter(({ id }) => !closed.has(id));
		const found = placeIn({ ...snapshot, days }, offer, own);
		if (!found) throw new Gone();
		return found;
	};
	const work = () =>
		insist(ports, plan, async (found) => {
			try {
				return await write(found);
			} catch (error) {
				if (!(error instanceof Refusal) || !unfit.has(error.code)) throw error;
				closed.add(found.team_day);
				throw new Refusal(409, 'stale');
			}
		});
	try {
		// Areas of one unit share its days: what these turns do not see, SQL does.
		return await ports.turn(`${offer.area} ${offer.day}`, work);
	} catch (error) {
		// What is left is looked for when the next one's turn has begun.
		throw error instanceof Gone ? await taken(ports, offer, own) : error;
	}
}

/** Nobody can keep the window as things are. */
class Gone extends Error {}

/**
 * Plans against what is true now and writes, again and again while somebody was quicker. What `plan` refuses is the answer.
 * @throws Refusal as above
 */
export async function insist<Found, Answer>(
	ports: Ports,
	plan: () => Promise<Found>,
	write: (found: Found) => Promise<Answer>
): Promise<Answer> {
	for (let tries = 0; tries < TRIES; tries++) {
		const found = await plan();
		try {
			return await write(found);
		} catch (error) {
			if (!(error instanceof Refusal) || error.details.field === 'version') throw error;
			if (!outrun.has(error.code)) throw error;
		}
		await ports.pause(JITTER * (tries + 1));
	}
	throw busy();
}

/** A window that cannot be had any more, with those that can: "khung giờ này vừa có người đặt, còn …". */
async function taken(ports: Ports, offer: Offer, own: string): Promise<Refusal> {
	const snapshot = await look(ports, offer, own);
	return new Refusal(409, 'window_taken', {
		more: { left: await offersIn(ports, snapshot, offer) }
	});
}
