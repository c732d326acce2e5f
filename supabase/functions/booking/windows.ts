import { placements } from './plan.ts';
import { sealOffer, type Visit } from './offer.ts';
import type { Ports } from './ports.ts';
import type { Offers } from './shapes.ts';
import type { Snapshot } from './snapshot.ts';

/** The contract's offers for a visit. What leaves is a window and a token; detours stay here. */
export async function offersIn(ports: Ports, snapshot: Snapshot, visit: Visit): Promise<Offers> {
	const { found, full } = placements(snapshot, visit);
	const easy = found
		.filter(({ saved }) => saved > 0)
		.reduce<(typeof found)[number] | null>(
			(best, one) => (best && best.detour <= one.detour ? best : one),
			null
		);
	const days: Offers['days'] = [];
	for (const one of found) {
		const { day, from, to } = one;
		const token = await sealOffer(ports, { ...visit, day, from, to });
		const window = { token, from, to, easy: one === easy };
		const last = days.at(-1);
		if (last?.day === day) last.windows.push(window);
		else days.push({ day, windows: [window] });
	}
	return { unit: snapshot.unit.code, days, full, minutes: visit.minutes };
}
