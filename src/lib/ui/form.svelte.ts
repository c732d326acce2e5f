/** The state every form has: what is wrong, in words, and whether it is being sent. */
export type FieldError = { field: string; code: string; text: string };

type Issue = { path: readonly PropertyKey[]; message: string; code?: string };
type Parsed<T> =
	{ success: true; data: T } | { success: false; error: { issues: readonly unknown[] } };
/** What `check` needs of a schema; zod's shapes have it. */
export type Schema<T> = { safeParse(data: unknown): Parsed<T> };

/** Our contracts say codes as messages; what a library says in its own words is named by kind. */
export function codeOf(issue: Issue): string {
	if (/^[a-z][a-z0-9_]*$/.test(issue.message)) return issue.message;
	if (issue.code === 'too_big') return 'too_long';
	if (issue.code === 'too_small' || issue.code === 'invalid_type') return 'required';
	if (issue.code === 'invalid_value' || issue.code === 'invalid_union') return 'required';
	return 'bad_format';
}

export class Form {
	#errors = $state.raw<readonly FieldError[]>([]);
	#busy = $state(false);
	#words: (field: string, code: string) => string;

	/** @param words makes the sentence of a field and a code; the same stands in the summary and at the field. */
	constructor(words: (field: string, code: string) => string) {
		this.#words = words;
	}

	get errors(): readonly FieldError[] {
		return this.#errors;
	}
	/** True while `once` runs. */
	get busy(): boolean {
		return this.#busy;
	}

	/** The sentence at a field: its own error or that of something inside it. */
	error(field: string): string | undefined {
		return this.#errors.find((one) => one.field === field || one.field.startsWith(field + '.'))
			?.text;
	}

	/** The parsed data, or null with `errors` filled: one a field, in the order of the page. */
	check<T>(schema: Schema<T>, data: unknown): T | null {
		const parsed = schema.safeParse(data);
		if (parsed.success) {
			this.#errors = [];
			return parsed.data;
		}
		const found: FieldError[] = [];
		for (const issue of parsed.error.issues as readonly Issue[]) {
			const field = issue.path.map(String).join('.');
			if (!found.some((one) => one.field === field)) found.push(this.#made(field, codeOf(issue)));
		}
		this.#errors = found;
		return null;
	}

	/** One field refused, here or by the server. */
	fail(field: string, code: string) {
		this.#errors = [this.#made(field, code)];
	}

	/** Several at once: `[['name', 'required'], ['phone', 'bad_format']]`. */
	failAll(list: readonly (readonly [field: string, code: string])[]) {
		this.#errors = list.map(([field, code]) => this.#made(field, code));
	}

	clear(field?: string) {
		this.#errors = field ? this.#errors.filter((one) => one.field !== field) : [];
	}

	/** Runs `work` unless it is running already: a double press makes one thing. Errors pass through. */
	async once<T>(work: () => Promise<T>): Promise<T | undefined> {
		if (this.#busy) return undefined;
		this.#busy = true;
		try {
			return await work();
		} finally {
			this.#busy = false;
		}
	}

	#made(field: string, code: string): FieldError {
		return { field, code, text: this.#words(field, code) };
	}
}
