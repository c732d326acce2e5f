import { Command, type Pending } from '#lib/platform/command.svelte.ts';
import { late } from '#lib/platform/late.ts';
import { onceMore } from '#lib/platform/once-more.ts';
import { codeOf } from '#lib/ui/form.svelte.ts';
import type { Booked, CallBackForm, CallBackRequest } from './booking.ts';
import type { Fault } from './fault.ts';
import type { Secret } from './secret.ts';

export type CallBackTyped = {
	name: string;
	phone: string;
	area: string;
	hamlet: string;
	when: string;
	about: string;
};

type Doors = {
	callBack: (args: CallBackRequest & { key: string }) => Promise<Booked>;
	puzzle: { prepare(): void; take(): Promise<string>; end(): void };
	secret: {
		prepare(): void;
		ready(): Promise<Secret>;
		restore(secret: Secret): void;
		forget(): void;
	};
};

/** What the tab keeps for a reload; the code only while a request is on its way. */
export type CallBackKept = {
	typed: CallBackTyped;
	pending: Pending<CallBackRequest> | null;
	code: string | null;
};

/** The contract comes while the person types, so that the page stands without it. */
const contract = () => late(import('#contracts/booking.ts'));

const blank = (): CallBackTyped => ({
	name: '',
	phone: '',
	area: '',
	hamlet: '',
	when: 'any',
	about: ''
});

/** "Nhờ cán bộ gọi lại": one screen, one case. */
export class CallBack {
	#doors: Doors;
	#asking: Command<CallBackRequest, Booked>;
	#sentCode: string | null = null;
	#confirmed = $state.raw<{ booked: Booked; code: string } | null>(null);
	typed = $state(blank());

	constructor(doors: Doors) {
		this.#doors = doors;
		this.#asking = new Command(doors.callBack);
	}

	get confirmed() {
		return this.#confirmed;
	}

	get busy(): boolean {
		return this.#asking.busy;
	}

	get unsure(): boolean {
		return this.#asking.unsure;
	}

	/** Begins what takes time, while the person types. */
	prepare() {
		void contract().catch(() => {});
		this.#doors.secret.prepare();
		this.#doors.puzzle.prepare();
	}

	/**
	 * What is wrong with what was typed, first empty fields, then the contract's word.
	 * @throws Problem `offline` or `unreachable` where the contract did not come
	 */
	async faults(): Promise<Fault[]> {
		const { callBackForm } = await contract();
		const required = ['name', 'phone', 'area'] as const;
		const faults: Fault[] = required
			.filter((field) => !this.typed[field].trim())
			.map((field) => ({ field, code: 'required' }));
		for (const issue of callBackForm.safeParse(this.#form).error?.issues ?? []) {
			const field = issue.path.join('.');
			if (!faults.some((one) => one.field === field)) faults.push({ field, code: codeOf(issue) });
		}
		return faults;
	}

	/** Sends once, whatever the line does. Throws what the person must be told; what was typed stays. */
	async send() {
		await onceMore(
			() => this.#sendOnce(),
			() => this.#doors.secret.forget()
		);
	}

	toJSON(): CallBackKept {
		const pending = this.#asking.pending;
		return { typed: $state.snapshot(this.typed), pending, code: pending && this.#sentCode };
	}

	restore({ typed, pending, code }: CallBackKept) {
		this.typed = typed;
		this.#asking.restore(pending);
		if (!pending || !code) return;
		this.#sentCode = code;
		this.#doors.secret.restore({ code, lookupHash: pending.request.lookup_hash });
	}

	forget() {
		this.typed = blank();
		this.#asking.forget();
		this.#sentCode = null;
		this.#doors.secret.forget();
		this.#doors.puzzle.end();
	}

	get #form() {
		const { hamlet, about, ...rest } = $state.snapshot(this.typed);
		return { ...rest, hamlet: hamlet || null, about: about.trim() || null };
	}

	async #sendOnce() {
		const { callBackForm } = await contract();
		const form: CallBackForm | undefined = callBackForm.safeParse(this.#form).data;
		if (!form) return;
		const { code, lookupHash } = await this.#doors.secret.ready();
		this.#sentCode = code;
		const proof = await this.#doors.puzzle.take();
		const { answer } = await this.#asking.run({ lookup_hash: lookupHash, proof, form });
		this.#confirmed = { booked: answer, code };
		this.forget();
	}
}
