import { Command } from './command.svelte.ts';
import { Problem } from './problem.ts';

type Fields = { failAll(list: readonly (readonly [field: string, code: string])[]): void };
type Options<Request> = {
	/** What a form shows at its fields; refusals that name a field of it go there. */
	form?: Fields;
	/** Makes something new: what an earlier, unanswered sending had made is not made twice. */
	creates?: (request: Request) => boolean;
};

/** A form that is sent: one key an intention, its refusal kept for the page, what was typed untouched. */
export class Saving<Args extends { key: string }, Answer> {
	#command: Command<Omit<Args, 'key'>, Answer>;
	#form: Fields | undefined;
	#creates: (request: Omit<Args, 'key'>) => boolean;
	#failed = $state.raw<unknown>(null);

	constructor(send: (args: Args) => Promise<Answer>, options: Options<Omit<Args, 'key'>> = {}) {
		// A request and its key are the door's arguments again; TypeScript cannot see that of an Omit.
		this.#command = new Command((args) => send(args as unknown as Args));
		this.#form = options.form;
		this.#creates = options.creates ?? (() => false);
	}

	get busy(): boolean {
		return this.#command.busy;
	}
	/** The last refusal that belongs to no field. */
	get failed(): unknown {
		return this.#failed;
	}

	forgive() {
		this.#failed = null;
	}

	/** The answer, or null after a refusal (then `failed` or the form says why) and for a second press. */
	async save(request: Omit<Args, 'key'>): Promise<Answer | null> {
		if (this.#command.busy) return null;
		this.#failed = null;
		this.#form?.failAll([]);
		try {
			const done = await this.#command.run(request);
			const earlier = JSON.stringify(done.request) !== JSON.stringify(request);
			if (!earlier || this.#creates(request)) return done.answer;
			return (await this.#command.run(request)).answer;
		} catch (problem) {
			this.#refused(problem);
			return null;
		}
	}

	#refused(problem: unknown) {
		const fields = problem instanceof Problem && problem.status === 422 ? problem.fields : [];
		if (this.#form && fields.length > 0)
			this.#form.failAll(fields.map(({ field, code }) => [field, code] as const));
		else this.#failed = problem;
	}
}
