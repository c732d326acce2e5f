/** What `booking_snapshot` and its neighbours answer: the unit as it is now, for planning. Times are minutes of the local day. */

import type { Closed } from '../_shared/travel/index.ts';

/** Whose share of a team-day's places a visit takes. */
export type Pool = 'web' | 'hotline' | 'ward';

export type Stop = {
	/** The visit; of a hold, its draft. */
	subject: string;
	place: string;
	/** Service begins between `from` and `to`. */
	from: number;
	to: number;
	service: number;
	/** Minutes of the way there. */
	travel: number;
	start: number;
	finish: number;
	held: boolean;
};

export type OpenDay = {
	id: string;
	team: string;
	day: string;
	version: number;
	start_place: string;
	shifts: { from: number; to: number }[];
	left: Record<Pool, number>;
	stops: Stop[];
	/** Areas whose residents are not visited on this day: it is postponed for them. */
	off_areas?: string[];
	/** What the team has. */
	abilities?: string[];
};

export type Own = { team_day: string; day: string; from: number; to: number };

export type Settings = {
	first_person_minutes: number;
	next_person_minutes: number;
	need_minutes: Record<string, number>;
	road_factor: number;
	speed_kmh: number;
};

export type Snapshot = {
	now: string;
	today: string;
	unit: { code: string };
	settings: Settings;
	/** Where the visit would be; null when only a unit was asked for. */
	place: string | null;
	places: { id: string; lat: number; lon: number }[];
	overrides: { from: string; to: string; minutes: number }[];
	/** Roads that cannot be taken. */
	closed?: Closed[];
	windows: { weekday: number; from: number; to: number }[];
	/** A window may be offered if it begins at this instant or later. */
	earliest: Record<Pool, string>;
	days: OpenDay[];
	own: Own | null;
	/** What the team that comes to the visit must have. */
	requires?: string[];
};

/** Somebody in a unit for whom a window should be kept. */
export type Waiting = {
	case: string;
	area: string;
	place: string;
	minutes: number;
	pool: Pool;
	why: 'postponed' | 'waitlist';
	/** Days since the case came in. */
	days: number;
	kept: { day: string; from: number }[];
	tried: string[];
	/** What the team that comes must have. */
	requires?: string[];
};

/** What `booking_tend_read` answers: one unit that has something to share out. */
export type Tending = {
	unit: string;
	limit_days: number;
	first_choices: number;
	waiting: Waiting[];
};

/** A window to be kept for a case; `subject` names its draft. */
export type OfferPlan = {
	case: string;
	why: Waiting['why'];
	subject: string;
	day: string;
	plan: Plan;
};

/** A hold as it stands: a draft visit with a stop, or without one when it lapsed. */
export type HoldRead = {
	hold: string;
	alive: boolean;
	lapsed: boolean;
	/** Kept for less than an hour: it may be exchanged without new work. */
	young: boolean;
	area: string;
	hamlet: string | null;
	unit: string;
	minutes: number;
	people: number;
	day: string;
	from: number;
	to: number;
};

/** A visit that has a case. For a call-back, `subject` and `minutes` are null. */
export type VisitRead = {
	id: string;
	version: number;
	state: string;
	subject: string | null;
	unit: string;
	area: string;
	hamlet: string | null;
	minutes: number | null;
	may_move: boolean;
	own: Own | null;
};

/** A gathering as it stands in its day. */
export type GatheringRead = {
	version: number;
	team_day: string;
	area: string;
	hamlet: string | null;
	from: number;
	to: number;
};

/** What the planner found, in the one shape that every write takes. */
export type Plan = {
	team_day: string;
	version: number;
	stops: Omit<Stop, 'place' | 'held'>[];
};
