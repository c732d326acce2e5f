import { Problem } from '#lib/platform/problem.ts';
import { Saving } from '#lib/platform/saving.svelte.ts';
import { readSpans, typedSpan, type TypedSpan } from '#lib/platform/week.ts';
import { Form } from '#lib/ui/form.svelte.ts';
import {
	saveTeamDay,
	type Stop,
	type Team,
	type TeamDay,
	type TeamDayRequest
} from './lead-booking.ts';
import { brokenStops } from './lead-days.ts';
import { poolFaults, readPools, typedPools, type TypedPools } from './lead-pools.ts';

type Send = (args: TeamDayRequest & { key: string }) => Promise<{ id: string; version: number }>;
type Start = Pick<Team, 'places' | 'reserved_hotline' | 'reserved_ward' | 'kit'> & {
	closed: boolean;
	shifts: { from: number; to: number }[];
};

/** One team-day being edited: what is typed stays whatever the server says, and a broken promise is named. */
export class EditedDay {
	typed = $state() as { closed: boolean; kit: string; shifts: TypedSpan[]; pools: TypedPools };
	readonly form: Form;
	#saving: Saving<Parameters<Send>[0], { id: string; version: number }>;
	#broken = $state.raw<readonly Stop[]>([]);

	constructor(
		start: Start,
		words: (field: string, code: string) => string,
		send: Send = saveTeamDay
	) {
		this.form = new Form(words);
		this.#saving = new Saving(send, { form: this.form });
		this.typed = {
			closed: start.closed,
			kit: start.kit ?? '',
			shifts: start.shifts.map(typedSpan),
			pools: typedPools(start)
		};
	}

	get busy() {
		return this.#saving.busy;
	}
	/** A refusal other than a broken promise. */
	get failed() {
		return this.#broken.length > 0 ? null : this.#saving.failed;
	}
	/** The promises that stood in the way of the last save. */
	get broken() {
		return this.#broken;
	}
	/** Somebody else saved the day first: it is to be read anew, and saved again if it is still right. */
	get stale() {
		return this.#saving.failed instanceof Problem && this.#saving.failed.code === 'stale';
	}

	/** The id of the saved day; null when it was refused. `version` null opens the day. */
	async save(
		where: { team: string; day: string; version: number | null },
		stops: readonly Stop[]
	): Promise<string | null> {
		this.#broken = [];
		const { closed, kit } = this.typed;
		const { spans: shifts, faults } = readSpans('shifts', this.typed.shifts, true);
		const places = readPools(this.typed.pools);
		const wrong = [...faults, ...poolFaults(places)];
		if (wrong.length > 0) {
			this.form.failAll(wrong);
			return null;
		}
		const { team, day, version } = where;
		const request = { team, day, version, kit: kit || null, closed, shifts, ...places };
		const done = await this.#saving.save(request);
		if (done) {
			this.typed.shifts = shifts.map(typedSpan);
			return done.id;
		}
		const problem = this.#saving.failed;
		if (problem instanceof Problem && problem.code === 'promises_stand')
			this.#broken = brokenStops({ stops: [...stops] }, request);
		return null;
	}
}

/** What a day starts from when a team is to work on one more. */
export const opening = (team: Team, weekday: number): Start => ({
	...team,
	closed: false,
	shifts: team.shifts.filter((shift) => shift.weekday === weekday)
});

/** What a day is now. */
export const asItIs = (day: TeamDay): Start => day;
