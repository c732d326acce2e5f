import { needsRepresentative, nobody, nothing, type Answers, type PersonTyped } from './answers.ts';
import { faultsOf, formReady, type Fault } from './check.ts';
import { reachable, type Step } from './steps.ts';
import type { Form, Wanted } from './booking.ts';
import { needsOf } from './answers.ts';

/** The answers of one person at one device, from the first question to the last. */
export class Draft {
	#answers = $state<Answers>(nothing());
	#today: () => string;

	/** `today` gives the day in Việt Nam by the server's clock: a device may be wrong by a day. */
	constructor(today: () => string) {
		this.#today = today;
	}

	get answers(): Answers {
		return this.#answers;
	}

	get people(): PersonTyped[] {
		return this.#answers.people;
	}

	person(index: number): PersonTyped {
		return this.#answers.people[index] ?? nobody();
	}

	needsRepresentative(index: number): boolean {
		return needsRepresentative(this.person(index), this.#today());
	}

	/** Adds somebody of the same household and answers their place in the list. */
	addPerson(): number {
		return this.#answers.people.push(nobody()) - 1;
	}

	/** The last one stays: a visit to nobody is none. */
	removePerson(index: number) {
		if (this.people.length > 1) this.#answers.people.splice(index, 1);
	}

	faults(step: Step): Fault[] {
		return faultsOf(step, this.#answers, this.#today());
	}

	/** The wanted question, or the first before it that still lacks an answer. `held`: a window is kept. */
	reach(step: Step, held: boolean): Step {
		return reachable(step, this.people.length, (one) => {
			if (one.is === 'window') return held;
			return one.is === 'check' || this.faults(one).length === 0;
		});
	}

	get form(): Form | null {
		return formReady(this.#answers, this.#today());
	}

	/** What the planner may know: place and needs, no name. */
	get wanted(): Wanted {
		return {
			area: this.#answers.place.area,
			hamlet: this.#answers.place.hamlet || null,
			people: this.people.map((person) => ({ needs: needsOf(person) }))
		};
	}

	/** For the tab's snapshot; nothing of it is live. */
	toJSON(): Answers {
		return $state.snapshot(this.#answers);
	}

	restore(answers: Answers) {
		this.#answers = answers;
	}

	forget() {
		this.#answers = nothing();
	}
}
