/**
 * Asks the doors what a page that waits shows, without their contracts or what shows it (docs/decisions/0060): answers are held against a
 * mark and read by nobody.
 */
import { daysUnread } from '#lib/booking/public-booking.ts';
import { figuresUnread } from '#lib/queue/public-queue.ts';
import { unitsUnread } from '#lib/unit/public-unit.ts';
import { markOfFacts, type Fact } from './facts-mark.ts';

/** A report and a ledger are large, and are asked for by the page that shows them. */
const doors: Partial<Record<Fact, (unit: string) => Promise<unknown>>> = {
	units: unitsUnread,
	days: daysUnread,
	figures: figuresUnread
};

/** `unit`: whose facts they are, where a door tells of one alone. */
export type Asked = { asked: readonly Fact[]; mark: string; unit?: string };

/** Whether they may say something else than the build knew. Where nobody answers, what was built stands, with its date. */
export async function areOthers({ asked, mark, unit = '' }: Asked, on = doors): Promise<boolean> {
	if (!asked.every((fact) => on[fact])) return true;
	try {
		const told = await Promise.all(
			asked.map(async (fact) => [fact, await on[fact]?.(unit)] as const)
		);
		return markOfFacts(Object.fromEntries(told)) !== mark;
	} catch {
		return false;
	}
}
