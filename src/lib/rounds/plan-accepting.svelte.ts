/** Writing a plan: one command. Where a colleague was faster, the plan is read anew with the lead's changes on top. */
import { Command } from '#lib/platform/command.svelte.ts';
import { Problem } from '#lib/platform/problem.ts';
import type { Plan } from './plan.svelte.ts';
import type { Written } from './plan-written.ts';
import type { acceptPlan, Rounds } from './rounds.ts';

/** The plan on the page is not the one on the server any more. */
const outdated = ['stale', 'already_there', 'not_allowed', 'window_taken', 'not_found'];

export class Accepting {
	#plan: Plan;
	#command: Command<Written, Awaited<ReturnType<typeof acceptPlan>>>;
	#read: () => Promise<Rounds>;
	#failed = $state.raw<unknown>(null);
	#busy = $state(false);

	constructor(plan: Plan, send: typeof acceptPlan, read: () => Promise<Rounds>) {
		this.#plan = plan;
		this.#command = new Command((args: Written & { key: string }) => send(args));
		this.#read = read;
	}

	get busy(): boolean {
		return this.#busy;
	}
	get failed(): unknown {
		return this.#failed;
	}

	/** `taken`: it is written. `renewed`: somebody was faster; what is laid out now is to be looked at again. */
	async accept(): Promise<'taken' | 'renewed' | 'failed'> {
		return this.#once(async () => {
			const request = this.#plan.written;
			try {
				const done = await this.#command.run(request);
				// The plan that was read before an earlier sending arrived is outdated by it.
				const whole = JSON.stringify(done.request) === JSON.stringify(request);
				this.#plan.renew(await this.#read());
				return whole ? 'taken' : 'renewed';
			} catch (problem) {
				if (!(problem instanceof Problem) || !outdated.includes(problem.code)) throw problem;
				this.#plan.renew(await this.#read());
				return 'renewed';
			}
		});
	}

	/** Reads the plan anew, with the lead's changes on top. */
	renew(): Promise<'renewed' | 'failed'> {
		return this.#once(async () => {
			this.#plan.renew(await this.#read());
			return 'renewed' as const;
		});
	}

	async #once<T>(work: () => Promise<T>): Promise<T | 'failed'> {
		if (this.#busy) return 'failed';
		this.#busy = true;
		this.#failed = null;
		try {
			return await work();
		} catch (problem) {
			this.#failed = problem;
			return 'failed';
		} finally {
			this.#busy = false;
		}
	}
}
