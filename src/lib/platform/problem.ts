export type RefusedField = { field: string; code: string };
type Facts = {
	code: string;
	field?: string | undefined;
	fields?: readonly RefusedField[] | undefined;
	status: number;
	retryAfter?: number | undefined;
	offline?: boolean | undefined;
	detail?: Record<string, unknown> | undefined;
};

/** Whatever went wrong on the way to a door, as a code; `problemWords` of `problem-words.ts` makes the sentence. */
export class Problem extends Error {
	override readonly name = 'Problem';
	/** `window_taken`, `offline`, `timeout`, … never a database's message. */
	readonly code: string;
	/** Path of the field in the contract: `people.0.name`. */
	readonly field: string | undefined;
	/** Every field that was refused, where the door named several. */
	readonly fields: readonly RefusedField[];
	/** HTTP status; 0 when no answer came. */
	readonly status: number;
	/** Seconds after which another try makes sense. */
	readonly retryAfter: number | undefined;
	/** No answer came: it may have been done all the same. */
	readonly offline: boolean;
	/** What the refusal brought along, such as `left`: fresh offers. */
	readonly detail: Record<string, unknown>;

	constructor(facts: Facts) {
		super(facts.code);
		this.code = facts.code;
		this.field = facts.field || undefined;
		this.fields = facts.fields ?? (this.field ? [{ field: this.field, code: facts.code }] : []);
		this.status = facts.status;
		this.retryAfter = facts.retryAfter;
		this.offline = facts.offline ?? false;
		this.detail = facts.detail ?? {};
	}
}

/** Whether a layer over the page asks for the password or the second factor: the page below need not say so as well. */
export const asksAgain = (problem: unknown): boolean =>
	problem instanceof Problem && (problem.status === 401 || problem.code === 'second_factor');
