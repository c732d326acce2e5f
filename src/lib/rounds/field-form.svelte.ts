import { Form } from '#lib/ui/form.svelte.ts';
import type { FieldEntry, Said } from './field-entry.ts';
import { faultWords } from './field-fault-words.ts';
import { faultsIn, type FieldDoor } from './field-rounds.ts';
import type { FieldWork } from './field-work.svelte.ts';
import { Trying } from './trying.svelte.ts';

type Wrong = readonly (readonly [field: string, code: string])[];

/**
 * A form of the road. What is wrong with it is said here, by the door's own contract: once it lies in the outbox nobody stands
 * at that door any more who could be asked.
 */
export class FieldForm {
	readonly form = new Form(faultWords);
	#work: Pick<FieldWork, 'say' | 'mend'>;
	#at: string;
	#mending: FieldEntry | undefined;
	#saying = new Trying();

	/**
	 * @param at what stands before the names of the fields, where several forms are on one page
	 * @param mending what waits on this phone and is said otherwise here
	 */
	constructor(work: Pick<FieldWork, 'say' | 'mend'>, at = '', mending?: FieldEntry) {
		this.#work = work;
		this.#at = at;
		this.#mending = mending;
	}

	/** The sentence at a field of the door. */
	error(field: string): string | undefined {
		return this.form.error(this.#at + field);
	}

	get busy(): boolean {
		return this.#saying.busy;
	}
	/** Why it is not on this phone: the disk is full, or it has locked. */
	get failed(): unknown {
		return this.#saying.failed;
	}

	/** True when it is on this phone. @param wrong what the page alone can see to be missing */
	async say<Door extends FieldDoor>(
		door: Door,
		args: Omit<Said<Door>, 'team_day'>,
		wrong: Wrong = []
	): Promise<boolean> {
		if (this.busy) return false;
		const seen = faultsIn(door, args).filter(
			([field]) => !wrong.some(([said]) => field === said || field.startsWith(`${said}.`))
		);
		this.form.failAll(
			[...wrong, ...seen].map(([field, code]) => [this.#at + field, code] as const)
		);
		if (this.form.errors.length > 0) return false;
		return this.#saying.do(() =>
			this.#mending ? this.#work.mend(this.#mending, args) : this.#work.say(door, args)
		);
	}
}
