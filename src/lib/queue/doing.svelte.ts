import type { Component } from 'svelte';
import { fieldWords } from '#lib/platform/field-words.ts';
import { asksAgain, Problem } from '#lib/platform/problem.ts';
import { Form } from '#lib/ui/form.svelte.ts';
import type { Aids } from './aids.ts';
import type { Action, CaseAnswer, WholeCase } from './queue.ts';

/** Sends a command about the open case; see `OpenedCase.run`. */
export type Send = <Args extends object>(
	name: string,
	verb: (args: Args & { key: string; id: string; version: number }) => Promise<CaseAnswer>,
	args: Args
) => Promise<boolean>;

/** What every form of the case page is given. */
export type FormProps = {
	whole: WholeCase;
	send: Send;
	onclose: () => void;
	/** Drawn below a field in which an officer writes. */
	aids?: Aids | undefined;
	/** The number of another case that the form was opened for. */
	about?: string;
};

/** The forms of a case by their action; one without a form is not offered. */
export type CaseForms = Partial<Record<Action, Component<FormProps>>>;

/** One form about the open case: refusals at their field or above the button, what was typed untouched. */
export class Doing {
	readonly form = new Form(fieldWords);
	#failed = $state.raw<unknown>(null);

	get failed(): unknown {
		return this.#failed;
	}

	/** Runs what was submitted, once at a time; closes the form when it was done, where there is one to close. */
	async run(work: () => Promise<boolean>, onclose: () => void = () => undefined): Promise<void> {
		await this.form.once(async () => {
			this.#failed = null;
			try {
				if (await work()) onclose();
			} catch (problem) {
				// An ended session is said by the sign-in over the page; after it this form is as it was.
				if (asksAgain(problem)) return;
				const fields = problem instanceof Problem ? problem.fields : [];
				if (fields.length > 0)
					this.form.failAll(fields.map(({ field, code }) => [field, code] as const));
				else this.#failed = problem;
			}
		});
	}
}
