/** What waits to be sent, and what becomes of the others when one of it was answered, changed or thrown away. */
import { Problem } from '#lib/platform/problem.ts';

export type EntryProblem = {
	/** As of the door: `stale`, `not_allowed`, … */
	code: string;
	status: number;
	/** For `stale` and `not_allowed` of a case: the state it is in now. */
	field: string | null;
	detail: Record<string, unknown>;
};

/** A command of the road. It is written down with all that will be sent, and sent again until its answer is known. */
export type Entry = {
	/** The order in which things were done. No clock has a say in it. */
	readonly seq: number;
	/** The command's key: whatever is sent under it is done once. */
	readonly key: string;
	readonly door: string;
	/** All that the door asks, but `key`, `at` and `version`, which are the entry's. */
	readonly args: Record<string, unknown>;
	/** What it is about: the id of a case, or of a team's day. */
	readonly thing: string;
	/** The version of the thing that the officer saw; null where the door asks none. */
	readonly version: number | null;
	/** Key of the entry before it on the same thing: it waits for that one, and takes over the version it is answered with. */
	readonly after: string | null;
	/** When it was done, by the server's clock as far as this device knew it (ISO). */
	readonly at: string;
	/** Whose session alone may send it. */
	readonly officer: string;
	readonly state: 'waiting' | 'sending' | 'refused';
	readonly problem: EntryProblem | null;
	/** Sent once or more, and no answer was seen: it may have been done. */
	readonly tried: boolean;
};

export type NewEntry = Pick<Entry, 'door' | 'args' | 'thing' | 'version'>;
export type Answer = { id?: string; version?: number } & Record<string, unknown>;
/** The newest version of each thing that an answer has told this device. */
export type Versions = Record<string, number>;
/** What is written down, all of it or nothing. */
export type Change = { put: Entry[]; remove: Entry[]; versions?: Versions };

/** What goes out to the door. */
export const argsOf = ({ args, key, at, version }: Entry): Record<string, unknown> => ({
	...args,
	key,
	at,
	...(version !== null && { version })
});

/** Where a new entry stands: behind the last one on its thing, on the newest version that is known. */
export function placed(
	entries: readonly Entry[],
	{ thing, version }: NewEntry,
	versions: Versions
) {
	const before = entries.filter((one) => one.thing === thing).at(-1);
	return {
		after: before?.key ?? null,
		version: version === null ? null : Math.max(version, versions[thing] ?? version)
	};
}

export function find(entries: readonly Entry[], key: string): Entry {
	const found = entries.find((one) => one.key === key);
	if (!found) throw new Problem({ code: 'entry_gone', status: 410 });
	return found;
}

/** The door has done it: the entry goes, and what follows on the same thing stands on the version it was answered with. */
export function answered(
	entries: readonly Entry[],
	done: Entry,
	answer: Answer,
	versions: Versions
): Change {
	const { thing, key } = done;
	const told = done.version !== null && typeof answer.version === 'number' ? answer.version : null;
	const put = entries
		.filter((one) => one.key !== key && one.thing === thing)
		.map((one) => ({
			...one,
			after: one.after === key ? null : one.after,
			version: one.version !== null && told !== null ? Math.max(one.version, told) : one.version
		}));
	const newest = told !== null && {
		versions: { ...versions, [thing]: Math.max(told, versions[thing] ?? told) }
	};
	return { put, remove: [done], ...newest };
}

/** Thrown away on purpose: what stood behind it stands behind the one before. */
export function discarded(entries: readonly Entry[], gone: Entry): Change {
	const put = entries
		.filter((one) => one.after === gone.key)
		.map((one) => ({ ...one, after: gone.after }));
	return { put, remove: [gone] };
}

/**
 * Said otherwise. What may have reached the server gets a new key, because the old one stands for the old words; its version
 * then lets the server refuse what it has done already.
 * @throws Problem `maybe_sent` where no version would do that: it would be done twice
 */
export function edited(
	entries: readonly Entry[],
	old: Entry,
	args: Entry['args'],
	version = old.version
): Change {
	const maybe = old.tried && old.state !== 'refused';
	if (maybe && version === null) throw new Problem({ code: 'maybe_sent', status: 409 });
	// Without a version the old key is what keeps it from being done twice: it may have arrived before it was refused.
	const key = old.tried && version !== null ? crypto.randomUUID() : old.key;
	const put = entries.filter((one) => one.after === old.key).map((one) => ({ ...one, after: key }));
	const now = {
		...old,
		key,
		args,
		version,
		state: 'waiting' as const,
		problem: null,
		tried: false
	};
	return { put: [now, ...put], remove: [] };
}

/**
 * The first that may go out: in the order of `seq`; past one that was refused, but not on its thing, where whatever comes later
 * was done in the belief that it had been taken. `waiting`: things that are not tried now.
 */
export function nextOf(
	entries: readonly Entry[],
	waiting: ReadonlySet<string> = new Set()
): Entry | undefined {
	const held = new Set(waiting);
	for (const one of entries) {
		if (one.state !== 'refused' && !held.has(one.thing)) return one;
		held.add(one.thing);
	}
	return undefined;
}
