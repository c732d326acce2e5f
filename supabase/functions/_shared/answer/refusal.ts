/** What a door answers when it says no: a status, a code that the portal has words for, and never a database's message. */
export type RefusedField = { field: string; code: string };

type Details = {
	/** Path of the field in the contract, as `people.0.name`. */
	field?: string;
	/** Every field that was refused; `field` is the first. */
	fields?: RefusedField[];
	/** Seconds after which trying again makes sense. */
	retryAfter?: number;
	/** What helps to go on, as fresh offers under `left`. Never what a stranger may not know. */
	more?: Record<string, unknown>;
};

/** A refusal on its way to the caller. The message is the code: nothing a person typed is ever repeated. */
export class Refusal extends Error {
	readonly status: number;
	readonly code: string;
	readonly details: Details;

	constructor(status: number, code: string, details: Details = {}) {
		super(code);
		this.name = 'Refusal';
		this.status = status;
		this.code = code;
		this.details = details;
	}
}

/** Everything that is wrong with what was sent, in one answer, so that nobody mends one field a minute. */
export function invalid(fields: RefusedField[]): Refusal {
	return new Refusal(422, 'invalid', { field: fields[0]?.field, fields });
}

/** The one 5xx that is allowed: nothing was written, the same request may be sent again. */
export function busy(retryAfter = 1): Refusal {
	return new Refusal(503, 'busy', { retryAfter });
}
