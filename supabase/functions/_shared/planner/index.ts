/**
 * The planner: which windows a team can really keep, how several teams share the work, and what becomes of a day that slips.
 * Plain TypeScript without dependencies, the same in browser, edge and tests. Exact for one team-day; `check.ts` and
 * `check-fleet.ts` verify its answers without using any of it.
 */
export { schedule } from './schedule.ts';
export {
	explain,
	insert,
	solve,
	withStop,
	type Insertion,
	type NewStop,
	type Offer
} from './plan.ts';
export { EXACT_STOPS } from './exact.ts';
export { byTurn, share, type Share, type SharedDay, type Waiter } from './sharing.ts';
export { optimise, type Fleet, type FleetPlan, type FleetVisit } from './fleet.ts';
export { moved, why, type Cost } from './fleet-why.ts';
export { deliver, type Card } from './cards.ts';
export { replan, TOLERANCE, type Replan } from './replan.ts';
export type { Underway } from './underway.ts';
export type { Leg, Reason, Stop, TeamDay, Timetable, Travel, Window } from './shapes.ts';
