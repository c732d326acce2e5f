/** Officers of one unit and another, and a day that two of them drive: what the tests of the road begin with. */
import type { TestDatabase } from '../local/testing.ts';
import { asks, morning, type Asked } from './driving.ts';
import { ground, officer, otherUnit } from './household.ts';

export type Morning = Awaited<ReturnType<typeof morning>>;
export type Road = Awaited<ReturnType<typeof road>>;
type Who = Awaited<ReturnType<typeof officer>>;

export const now = () => new Date().toISOString();

export async function road(db: TestDatabase) {
	const g = await ground(db);
	const lead = await officer(db, ['lead']);
	const driver = await officer(db, ['field']);
	const mate = await officer(db, ['field']);
	return {
		g,
		lead,
		driver,
		mate,
		/** Drives nothing; of the same unit. */
		outsider: await officer(db, ['field']),
		stranger: await officer(db, ['field'], otherUnit),
		set: (...wanted: (readonly [number, number])[]) => morning(db, g, lead, [driver, mate], wanted),
		day: (team_day: string, who: Who = driver) => asks(db, who, 'rounds_day', { team_day }),
		/** What became of both people of the n-th visit. */
		outcome: (
			{ teamDay, visits }: Morning,
			n: number,
			outcomes: [string, string],
			more: Partial<Asked<'rounds_outcome'>> = {},
			who: Who = driver
		) =>
			asks(db, who, 'rounds_outcome', {
				team_day: teamDay,
				at: now(),
				id: visits[n]!.id,
				version: visits[n]!.version,
				began: null,
				people: visits[n]!.people.map((id, k) => ({
					id,
					outcome: outcomes[k] as 'captured',
					receiver: null,
					note: null
				})),
				...more
			}),
		minute: async () => (await db.sql`select house.local_minute(now()) as m`)[0]!.m as number
	};
}
