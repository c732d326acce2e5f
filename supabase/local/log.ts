/**
 * What may reach a log. @supabase/lite prints a failed statement with its values, and an error of
 * PostgreSQL quotes the row it refused: both hold what residents typed. Here they are reduced to
 * sqlstate, function and constraint; every other word a library prints is dropped.
 */

type DatabaseError = {
	code?: unknown;
	where?: unknown;
	constraint_name?: unknown;
	constraint?: unknown;
};

const named = /^[\w.]{1,63}$/;
const sqlstate = /^[0-9A-Z]{5}$/;

/** `sqlstate=23505 function=booking.commit constraint=codes_pkey`, or nothing for an expected refusal. */
export function reduce(value: unknown): string | undefined {
	if (typeof value !== 'object' || value === null) return undefined;
	const error = value as DatabaseError & { cause?: unknown; name?: unknown };
	const code = typeof error.code === 'string' ? error.code : undefined;
	if (code === undefined && error.cause) return reduce(error.cause);
	if (code?.startsWith('PT4')) return undefined;
	if (code === undefined || !sqlstate.test(code)) {
		const kind = typeof error.name === 'string' && named.test(error.name) ? error.name : 'unknown';
		return `error=${kind}${code && named.test(code) ? ` code=${code}` : ''}`;
	}
	const where = typeof error.where === 'string' ? error.where : '';
	const place = /function ([\w.]{1,63})\(/.exec(where)?.[1];
	const constraint = String(error.constraint_name ?? error.constraint ?? '');
	const parts = [`sqlstate=${code}`];
	if (place) parts.push(`function=${place}`);
	if (named.test(constraint)) parts.push(`constraint=${constraint}`);
	return parts.join(' ');
}

/** Writes one line to the log of the stack. */
export type Log = (line: string) => void;

export const toStderr: Log = (line) => void process.stderr.write(`${line}\n`);

/**
 * Takes the console away from the libraries of this process. Returns the way to give it back.
 */
export function guardConsole(log: Log = toStderr): () => void {
	const kept = { ...console };
	const guarded = (...values: unknown[]) => {
		for (const value of values) {
			const line = reduce(value);
			if (line) log(`api: ${line}`);
		}
	};
	const silent = () => {};
	Object.assign(console, {
		error: guarded,
		warn: guarded,
		info: silent,
		log: silent,
		debug: silent
	});
	return () => Object.assign(console, kept);
}
