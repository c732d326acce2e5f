/** Writing a plan: one command. Where a colleague was faster, the plan is read anew with the lead's changes on top. */
import { Command } from '#lib/platform/command.svelte.ts';
import { Problem } from '#lib/platform/problem.ts';
import type { Plan } from './plan.svelte.ts';
import type { Written } from './plan-written.ts';
import type { acceptPlan, Rounds } from './rounds.ts';
import { Trying } from './trying.svelte.ts';

/** The plan on the page is not the one on the server any more. */
const outdated = ['stale', 'already_there', 'not_allowed', 'window_taken', 'not_found'];

export class Accepting {
	#plan: Plan;
	#command: Command<Written, Awaited<ReturnType<typeof acceptPlan>>>;
	#read: () => Promise<Rounds>;
	#trying = new Trying();

	constructor(plan: Plan, send: typeof acceptPlan, read: () => Promise<Rounds>) {
		this.#plan = plan;
		this.#command = new Command((args: Written & { key: string }) => send(args));
		this.#read = read;
	}

	get busy(): boolean {
		return this.#trying.busy;
	}
	get failed(): unknown {
		return this.#trying.failed;
	}

	/** `taken`: it is written. `renewed`: somebody was faster; what is laid out now is to be looked at again. */
	async accept(): Promise<'taken' | 'renewed' | 'failed'> {
		let whole = false;
		const done = await this.#trying.do(async () => {
			const request = this.#plan.written;
			try {
				const sent = await this.#command.run(request);
				// The plan that was read before an earlier sending arrived is outdated by it.
				whole = JSON.stringify(sent.request) === JSON.stringify(request);
			} catch (problem) {
				if (!(problem instanceof Problem) || !outdated.includes(problem.code)) throw problem;
			}
			this.#plan.renew(await this.#read());
		});
		if (!done) return 'failed';
		return whole ? 'taken' : 'renewed';
	}

	/** Reads the plan anew, with the lead's changes on top. False where that failed. */
	renew(): Promise<boolean> {
		return this.#trying.do(async () => this.#plan.renew(await this.#read()));
	}
}
