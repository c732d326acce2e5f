/** What a contract is made of in the pages: `shapes.ts` says why it is not zod. */

export type Issue = {
	code: string;
	path: PropertyKey[];
	message: string;
	origin?: string;
	keys?: string[];
	/** As zod has it: true lets other checks run, false stops even those of a length. */
	continue?: boolean | undefined;
};
/** As a check of a contract's own writes it. */
type Told = Partial<Issue> & { code: string; input?: unknown };
export type Payload = { value: unknown; issues: Told[] };

export type Check = {
	test(payload: Payload): void;
	error?: string | undefined;
	/** Of a length: looked at as well where something inside is wrong. The most, before anything inside is. */
	length?: { most?: number } | undefined;
};
type Read = (payload: Payload, shape: Shape) => void;
export type Facts = {
	error?: string | undefined;
	checks?: readonly Check[];
	/** May be left out of an object. */
	optional?: boolean;
	/** All that it takes, where that can be told. */
	values?: readonly unknown[];
	/** Of an object: its fields, and what others are; null where others are refused. */
	shape?: Record<string, Shape>;
	rest?: Shape | null;
};

/** Whether one of the issues from `from` on lets no other check run. */
const aborted = (issues: readonly Told[], from = 0) =>
	issues.some((issue, nth) => nth >= from && issue.continue !== true);
const hasLength = (value: unknown) =>
	(value as { length?: unknown } | null | undefined)?.length !== undefined;

export class Shape {
	readonly shape: Record<string, Shape>;
	readonly options: readonly unknown[];

	constructor(
		readonly read: Read,
		readonly facts: Facts = {}
	) {
		this.shape = facts.shape ?? {};
		this.options = facts.values ?? [];
	}

	run(value: unknown): Payload {
		const payload: Payload = { value, issues: [] };
		const { checks = [] } = this.facts;
		if (!this.#tooLong(payload, checks)) this.read(payload, this);
		this.#worded(payload, 0);
		let stopped = aborted(payload.issues);
		for (const check of checks) {
			const skip = check.length
				? !hasLength(payload.value) || payload.issues.some((issue) => issue.continue === false)
				: stopped;
			if (skip) continue;
			const from = payload.issues.length;
			check.test(payload);
			this.#worded(payload, from, check.error);
			stopped ||= aborted(payload.issues, from);
		}
		return payload;
	}

	safeParse(value: unknown) {
		const { value: data, issues } = this.run(value);
		return issues.length ? { success: false, error: { issues } } : { success: true, data };
	}

	parse(value: unknown): unknown {
		const { value: data, issues } = this.run(value);
		if (issues.length) throw Object.assign(new Error('invalid'), { issues });
		return data;
	}

	check(...checks: (Check | Check['test'])[]): Shape {
		const more = checks.map((one) => (typeof one === 'function' ? { test: one } : one));
		return new Shape(this.read, { ...this.facts, checks: [...(this.facts.checks ?? []), ...more] });
	}

	/** A list that is too long is refused before anything in it is looked at. */
	#tooLong(payload: Payload, checks: readonly Check[]): boolean {
		const { value } = payload;
		if (!Array.isArray(value)) return false;
		for (const check of checks) {
			if (!check.length) break;
			if (!(value.length > (check.length.most ?? Infinity))) continue;
			check.test(payload);
			payload.issues[0]!.continue = false;
			this.#worded(payload, 0, check.error);
			return true;
		}
		return false;
	}

	#worded({ issues }: Payload, from: number, error?: string) {
		for (let nth = from; nth < issues.length; nth++) {
			const issue = issues[nth]!;
			issue.path ??= [];
			issue.message ??= error ?? this.facts.error ?? 'Invalid input';
		}
	}
}

/** Issues of something inside, named from outside. */
export function within({ issues }: Payload, step: PropertyKey, inside: readonly Told[]): void {
	for (const issue of inside) issues.push({ ...issue, path: [step, ...(issue.path ?? [])] });
}

export const isObject = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** Puts a field of `input` into `made`, as its shape reads it. */
export function field(
	payload: Payload,
	key: string,
	shape: Shape,
	input: Record<string, unknown>
): void {
	const isThere = key in input;
	if (!isThere && shape.facts.optional) return;
	const { value, issues } = shape.run(input[key]);
	within(payload, key, issues);
	if (!isThere) {
		if (!issues.length) within(payload, key, [{ code: 'invalid_type', message: 'Invalid input' }]);
	} else (payload.value as Record<string, unknown>)[key] = value;
}
