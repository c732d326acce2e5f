/** Two teams of one unit on one day, and a lead who plans them: what the tests of the plan begin with. */
import type { TestDatabase } from '../local/testing.ts';
import { asks, secondTeam, written, type Answered, type Asked } from './driving.ts';
import { ground, officer, refusal } from './household.ts';

type Days = Asked<'rounds_accept'>['days'];
type Placed = Asked<'rounds_accept'>['placed'];
export type Planning = Awaited<ReturnType<typeof planning>>;

export const dayOf = ({ days }: Answered<'rounds_plan'>, id: string) =>
	days.find((day) => day.id === id)!;

export async function planning(db: TestDatabase) {
	const g = await ground(db);
	const lead = await officer(db, ['lead']);
	const other = await secondTeam(db);
	const plan = () => asks(db, lead, 'rounds_plan', { from_day: g.day, to_day: g.day });
	const accept = (days: Days, placed: Placed = []) =>
		asks(db, lead, 'rounds_accept', { days, placed });
	return {
		g,
		lead,
		other,
		first: g.teamDay,
		second: other.teamDay,
		plan,
		accept,
		refuses: (days: Days, placed?: Placed) => refusal(accept(days, placed)),
		/** Both days, with the first one's stops carried to the second. */
		async carried() {
			const seen = await plan();
			const [a, b] = [dayOf(seen, g.teamDay), dayOf(seen, other.teamDay)];
			const days: Days = [
				{ team_day: a.id, version: a.version, stops: [] },
				{ team_day: b.id, version: b.version, stops: [...written(a), ...written(b)] }
			];
			return { seen, days };
		}
	};
}
