/** Visits to families that ride along in a team's round, in the fixture's unit. */
import type { TestDatabase } from '../local/testing.ts';
import { written } from './driving.ts';
import { helpOf, own, type Help } from './helping.ts';
import { officer, unit } from './household.ts';
import { officerOf } from './people.ts';
import { dayOf, planning } from './planning.ts';
import { verbsOf } from './verbs.ts';

export type Riding = Awaited<ReturnType<typeof riding>>;

/** An errand's stop at a minute, as a lead's plan has it. */
export const leg = (subject: string, at = 600) => ({
	subject,
	kind: 'support' as const,
	from: 450,
	to: 1020,
	service: 30,
	travel: 20,
	start: at,
	finish: at + 30
});

export async function riding(db: TestDatabase) {
	const p = await planning(db);
	const h = helpOf(db);
	const q = verbsOf(db);
	const helper = await officerOf(db, unit, ['support'], 'Lê Thị Giúp');
	return {
		p,
		h,
		q,
		helper,
		desk: await officer(db, ['desk']),
		driver: await officer(db, ['field']),
		/** Every test begins with days on which nothing stands. */
		async clear() {
			await db.sql`delete from booking.stops`;
			await db.sql`update support.visits set errand = null`;
			await db.sql`delete from booking.errands`;
		},
		/** A family whose visit is to ride along on the plan's day. */
		async wished(over: object = {}): Promise<Help> {
			const of = await h.ask({ ...own, area: unit, hamlet: p.g.hamlets[0], ...over });
			await h.day(helper, of, p.g.day, 30);
			return of;
		},
		planned: async (of: Help) =>
			(await q.open(helper, of.id)).support!.visits.find(({ met }) => met === null)!,
		/** Lays the errand that waits behind what stands on the first team's day. */
		async laid(): Promise<string> {
			const seen = await p.plan();
			const day = dayOf(seen, p.first);
			const [errand] = seen.errands;
			const stops = [...written(day), leg(errand!.subject)];
			await p.accept([{ team_day: p.first, version: day.version, stops }]);
			return errand!.subject;
		}
	};
}
