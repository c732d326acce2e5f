import { Problem } from '#lib/platform/problem.ts';
import type { Reading } from '#lib/platform/reading.svelte.ts';
import { Saving } from '#lib/platform/saving.svelte.ts';
import {
	copyWeek,
	repeatRota,
	setShifts,
	type DutyRoster,
	type Filled,
	type Post,
	type Shift
} from './duty-staff.ts';
import { withPost } from './duty-week.ts';

type Verbs = { set: typeof setShifts; copy: typeof copyWeek; repeat: typeof repeatRota };

/** The lead's edits of a week. Each goes by the version that was read; after another's edit the week is read anew. */
export class DutyMaking {
	#reading: Reading<DutyRoster>;
	#set;
	#copy;
	#repeat;
	#failed = $state.raw<unknown>(null);

	constructor(
		reading: Reading<DutyRoster>,
		verbs: Verbs = { set: setShifts, copy: copyWeek, repeat: repeatRota }
	) {
		this.#reading = reading;
		this.#set = new Saving(verbs.set);
		this.#copy = new Saving(verbs.copy);
		this.#repeat = new Saving(verbs.repeat);
	}

	get busy(): boolean {
		return this.#set.busy || this.#copy.busy || this.#repeat.busy;
	}
	get failed(): unknown {
		return this.#failed;
	}
	/** Somebody else changed the roster; it was read anew, and nothing was written over. */
	get stale(): boolean {
		return this.#failed instanceof Problem && this.#failed.code === 'stale';
	}

	forgive() {
		this.#failed = null;
	}

	/** Puts these officers at one post of a shift; true when it was written. */
	async put(shift: Shift, post: Post, officers: readonly string[]): Promise<boolean> {
		const shifts = [withPost(shift, post, officers)];
		return (await this.#done(this.#set, { version: this.#version, shifts })) !== null;
	}

	copy(args: { from_day: string; to_day: string; weeks: number }): Promise<Filled | null> {
		return this.#done(this.#copy, { version: this.#version, ...args });
	}

	repeat(args: {
		post: Post;
		from_day: string;
		to_day: string;
		officers: string[];
	}): Promise<Filled | null> {
		return this.#done(this.#repeat, { version: this.#version, ...args });
	}

	get #version(): number {
		return this.#reading.value?.version ?? 0;
	}

	async #done<Args extends { key: string }, Answer>(
		saving: Saving<Args, Answer>,
		request: Omit<Args, 'key'>
	): Promise<Answer | null> {
		if (this.busy) return null;
		this.#failed = null;
		const done = await saving.save(request);
		this.#failed = saving.failed;
		if (done !== null || this.stale) await this.#reading.load();
		return done;
	}
}
