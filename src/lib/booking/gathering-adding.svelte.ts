import { SvelteSet } from 'svelte/reactivity';
import { Saving } from '#lib/platform/saving.svelte.ts';
import { gatheringRoom } from '#shared/durations/index.ts';
import {
	addPeople,
	type Added,
	type CouldCome,
	type Gathering,
	type Gatherings
} from './gatherings-booking.ts';

type Add = typeof addPeople;
type Minutes = Gatherings['minutes'];

/** Who lies in bed is visited, unless the gathering is where they lie. */
export const isVisited = (one: CouldCome, { kind }: Pick<Gathering, 'kind'>): boolean =>
	kind !== 'hospital' && (one.persons ?? []).some(({ needs }) => needs.includes('bedridden'));

/** Minutes that these people add to a gathering that is set up already. */
export function minutesOf(one: CouldCome, { next_person_minutes, need_minutes }: Minutes): number {
	const needs = (one.persons ?? []).flatMap((person) => person.needs);
	return (
		one.people * next_person_minutes +
		needs.reduce<number>((sum, need) => sum + (need_minutes[need] ?? 0), 0)
	);
}

/** People who wait being chosen for a gathering, with the minutes that they take. */
export class Adding {
	readonly chosen = new SvelteSet<string>();
	#adding: Saving<Parameters<Add>[0], Awaited<ReturnType<Add>>>;
	#refused = $state.raw<Readonly<Record<string, string>>>({});

	constructor(send: Add = addPeople) {
		this.#adding = new Saving(send);
	}

	get busy(): boolean {
		return this.#adding.busy;
	}
	get failed(): unknown {
		return this.#adding.failed;
	}
	/** Why somebody was not added, by their case. */
	refused(id: string): string | undefined {
		return this.#refused[id];
	}

	choose(id: string, chosen: boolean) {
		if (chosen) this.chosen.add(id);
		else this.chosen.delete(id);
	}

	/** As many as there is room for, in the order of the list, those of the own hamlet alone if there are any. */
	chooseAll(waiting: readonly CouldCome[], one: Gathering, minutes: Minutes) {
		this.chosen.clear();
		const able = waiting.filter((other) => !isVisited(other, one));
		const near = able.filter((other) => other.near);
		const setUp = one.used === 0 ? minutes.first_person_minutes - minutes.next_person_minutes : 0;
		let left = one.to - one.from - one.used - setUp;
		for (const other of near.length > 0 ? near : able) {
			const needed = minutesOf(other, minutes);
			if (needed > left) continue;
			left -= needed;
			this.chosen.add(other.case);
		}
	}

	/** How many more people without special needs would still find room beside those who are chosen. */
	room(waiting: readonly CouldCome[], one: Gathering, minutes: Minutes): number {
		const setUp = one.used === 0 ? minutes.first_person_minutes - minutes.next_person_minutes : 0;
		const more = waiting
			.filter((other) => this.chosen.has(other.case))
			.reduce((sum, other) => sum + minutesOf(other, minutes), 0);
		return gatheringRoom(one.to - one.from, more > 0 ? one.used + setUp + more : one.used, minutes);
	}

	/** How many were added; null when nothing was sent. Who was not stays chosen, with the reason. */
	async add(gathering: string, waiting: readonly CouldCome[]): Promise<number | null> {
		const cases = waiting
			.filter((one) => this.chosen.has(one.case))
			.map((one) => ({ id: one.case, version: one.version }));
		if (cases.length === 0) return null;
		const done = await this.#adding.save({ gathering, cases });
		if (!done) return null;
		const refused = done.rows.filter((row): row is Added & { code: string } => row.code !== null);
		this.#refused = Object.fromEntries(refused.map(({ id, code }) => [id, code]));
		this.chosen.clear();
		for (const { id } of refused) this.chosen.add(id);
		return done.rows.length - refused.length;
	}
}
