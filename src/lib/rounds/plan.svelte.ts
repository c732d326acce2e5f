/** The working copy of a lead: laid out in the browser, every step taken back at will, written by nothing but `accept`. */
import type { Fact, Laid, Layout } from './plan-facts.ts';
import { changedDays, put, sameOrder, spotOf, without } from './plan-layout.ts';
import { asideOf, carried, stepped, type Lifted, type Way } from './plan-lifting.ts';
import { layOver, type Lost } from './plan-overlay.ts';
import { bestIn } from './plan-placing.ts';
import { Standing, type Refusal } from './plan-standing.ts';
import type { Break, Times } from './plan-times.ts';
import { writtenOf, type Written } from './plan-written.ts';
import type { PlanDay, Rounds } from './rounds.ts';

export type Broken = { day: PlanDay; fact: Fact; what: Break };

/** One empty list, so that its times are known. */
const none: readonly Laid[] = [];

export class Plan {
	#standing = $state.raw() as Standing;
	#steps = $state.raw<readonly Layout[]>([]);
	#at = $state(0);
	#lifted = $state.raw<Lifted | null>(null);
	#lost = $state.raw<readonly Lost[]>([]);

	constructor(rounds: Rounds) {
		this.#standing = new Standing(rounds);
		this.#steps = [this.#standing.layout];
	}

	get standing(): Standing {
		return this.#standing;
	}
	get days(): readonly PlanDay[] {
		return this.#standing.rounds.days;
	}
	/** As it is shown: while something is carried, with it where it is held. */
	get layout(): Layout {
		return this.#lifted?.layout ?? this.#steps[this.#at]!;
	}
	get lifted(): Lifted | null {
		return this.#lifted;
	}
	/** Changes that found no place when the plan became another one. */
	get lost(): readonly Lost[] {
		return this.#lost;
	}
	get canUndo(): boolean {
		return this.#at > 0;
	}
	get canRedo(): boolean {
		return this.#at < this.#steps.length - 1;
	}
	/** Team-days that are other than on the server. */
	get changed(): readonly string[] {
		return changedDays(this.#standing.layout, this.layout);
	}
	/** Visits and cards that stand nowhere, who waits longest first. */
	get aside(): readonly Fact[] {
		return [...this.#standing.facts.values()]
			.filter(({ id }) => !spotOf(this.layout, id))
			.sort((a, b) => (a.since ?? '9').localeCompare(b.since ?? '9'));
	}

	list(day: PlanDay): readonly Laid[] {
		return this.layout[day.id] ?? none;
	}
	times(day: PlanDay): Times {
		return this.#standing.times(day, this.list(day));
	}

	/** Every broken rule, of what is shown. */
	get broken(): readonly Broken[] {
		return this.#brokenIn(this.layout);
	}
	/** The same without what is being carried: a list that grew under the pointer would push the plan away from it. */
	get settled(): readonly Broken[] {
		return this.#brokenIn(this.#steps[this.#at]!);
	}
	#brokenIn(layout: Layout): readonly Broken[] {
		return this.days.flatMap((day) =>
			this.#standing
				.times(day, layout[day.id] ?? none)
				.stops.flatMap(({ id, breaks }) =>
					breaks.map((what) => ({ day, fact: this.#standing.fact(id), what }))
				)
		);
	}
	/** Those that keep the plan from being taken: of days that are to be written. */
	get blocking(): readonly Broken[] {
		return this.broken.filter(
			({ day, fact, what }) =>
				this.changed.includes(day.id) && this.#standing.blocks(fact, day, what)
		);
	}

	/** Takes something up. False where it cannot be moved at all. */
	lift(id: string): boolean {
		if (this.#standing.stuck(this.#standing.fact(id))) return false;
		this.#lifted = { id, layout: this.layout, refused: null };
		return true;
	}
	/** Over a place of a day, or over the day, which means its best place. */
	carry(day: string, at?: number): void {
		if (this.#lifted) this.#lifted = carried(this.#standing, this.#lifted, day, at);
	}
	/** Beside the plan, where nobody was promised anything. */
	carryAside(): void {
		const lifted = this.#lifted;
		if (lifted && asideOf(this.#standing.fact(lifted.id)))
			this.#lifted = { ...lifted, layout: without(lifted.layout, lifted.id), refused: null };
	}
	step(way: Way): void {
		if (!this.#lifted) return;
		this.#lifted = stepped(this.#standing, this.#lifted, Object.keys(this.#standing.layout), way);
	}
	/** Lets it lie where it is. False where that is where it was. */
	drop(): boolean {
		const lifted = this.#lifted;
		this.#lifted = null;
		return lifted !== null && this.lay(lifted.layout);
	}
	cancel(): void {
		this.#lifted = null;
	}

	/** Puts something at the best place of a day, in one step; or says why it cannot stand there. */
	send(id: string, day: string): Refusal | null {
		if (!this.lift(id)) return this.#standing.stuck(this.#standing.fact(id));
		this.carry(day);
		const refused = this.#lifted?.refused ?? null;
		this.drop();
		return refused;
	}
	/** The same in a window that was chosen. */
	layIn(id: string, dayId: string, window: { from: number; to: number }): boolean {
		const day = this.#standing.day(dayId);
		const fact = this.#standing.fact(id);
		if (!day || fact.home || this.#standing.refusal(fact, day)) return false;
		const rest = without(this.layout, id);
		const found = bestIn(this.#standing, day, rest[dayId] ?? [], { id, ...window });
		return this.lay(put(rest, dayId, found.index, found.laid));
	}
	/** Puts it beside the plan again. */
	putAside(id: string): void {
		const fact = this.#standing.fact(id);
		if (asideOf(fact) && !this.#standing.stuck(fact)) this.lay(without(this.layout, id));
	}
	/** Another window for a visit that was promised none yet. */
	promise(id: string, window: { from: number; to: number }): void {
		const spot = spotOf(this.layout, id);
		if (!spot || this.#standing.fact(id).home) return;
		this.lay(put(this.layout, spot.day, spot.index, { id, ...window }));
	}

	/** A whole new layout as one step. False where nothing differs. */
	lay(layout: Layout): boolean {
		if (Object.keys(layout).every((day) => sameOrder(layout[day], this.#steps[this.#at]![day])))
			return false;
		this.#steps = [...this.#steps.slice(0, this.#at + 1), layout];
		this.#at = this.#steps.length - 1;
		return true;
	}
	undo(): void {
		if (this.canUndo) this.#at -= 1;
		this.#lifted = null;
	}
	redo(): void {
		if (this.canRedo) this.#at += 1;
		this.#lifted = null;
	}
	/** Everything as on the server, as one step. */
	reset(): void {
		this.lay(this.#standing.layout);
	}

	get written(): Written {
		return writtenOf(this.#standing, this.layout);
	}

	/** What the server says now; the lead's changes are laid over it as far as they fit. */
	renew(rounds: Rounds): void {
		const now = new Standing(rounds);
		const { layout, lost } = layOver(this.#standing, this.#steps[this.#at]!, now);
		this.#standing = now;
		this.#lifted = null;
		this.#steps = [now.layout];
		this.#at = 0;
		this.#lost = lost;
		this.lay(layout);
	}
	/** What was said of the last renewal has been read. */
	heard(): void {
		this.#lost = [];
	}
	/** A change of teams or visits that was written by a door of its own; where things stand is not touched. */
	amend(change: (rounds: Rounds) => Rounds): void {
		this.#standing = new Standing(change(this.#standing.rounds));
	}
}
