/**
 * What may reach a log. @supabase/lite prints a failed statement with its values, and an error of
 * PostgreSQL quotes the row it refused: both hold what residents typed. Here they are reduced to
 * sqlstate, function and constraint; every other word a library prints is dropped.
 */
import { formatWithOptions } from 'node:util';
import { Stop } from './stop.ts';

type DatabaseError = {
	code?: unknown;
	where?: unknown;
	constraint_name?: unknown;
	constraint?: unknown;
};

const named = /^[\w.]{1,63}$/;
const sqlstate = /^[0-9A-Z]{5}$/;

const placeOf = (where: unknown): string | undefined =>
	typeof where === 'string' ? /function ([\w.]{1,63})\(/.exec(where)?.[1] : undefined;

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
	const place = placeOf(error.where);
	const constraint = String(error.constraint_name ?? error.constraint ?? '');
	const parts = [`sqlstate=${code}`];
	if (place) parts.push(`function=${place}`);
	if (named.test(constraint)) parts.push(`constraint=${constraint}`);
	return parts.join(' ');
}

/**
 * Takes out of an error of PostgreSQL, in place, whatever may quote a row or a request, so that no library that meets it has it to print.
 * A refusal of ours keeps what the caller is told; any other is its sqlstate, its function and its constraint.
 */
export function takeWords(error: unknown): void {
	const { code, where } = (error ?? {}) as DatabaseError;
	if (typeof code !== 'string' || !sqlstate.test(code) || !(error instanceof Error)) return;
	const place = placeOf(where);
	const kept = /^PT\d{3}$/.test(code) ? {} : { message: code, detail: undefined, hint: undefined };
	const frames = framesOf(error);
	Object.assign(error, {
		...kept,
		where: place && `PL/pgSQL function ${place}(`,
		internal_query: undefined
	});
	// The driver has made it read-only.
	Object.defineProperty(error, 'stack', { value: `${error.name}: ${code}${frames}` });
}

/** Where in the code it was thrown: the lines below the message, which may have lines of its own. */
function framesOf({ stack = '', message }: Error): string {
	const below = message ? stack.slice(stack.lastIndexOf(message) + message.length) : stack;
	return /(?:\n +at [^\n]*)*$/.exec(below)![0];
}

/** Of a `Stop` its sentence; of whatever else ends a portal that runs its kind and its place in the code, because its message may hold data. */
export function bare(error: unknown): string {
	if (error instanceof Stop) return error.message;
	return `${reduce(error) ?? 'refused'}${error instanceof Error ? framesOf(error) : ''}`;
}

/** Writes one line to the log of the stack. */
export type Log = (line: string) => void;

/** Gets what a process prints before anything is made of it. Tests search it; whoever kept it in production would keep what residents typed. */
export type Hear = (text: string) => void;

export const toStderr: Log = (line) => void process.stderr.write(`${line}\n`);

/**
 * Takes the console away from the libraries of this process. Returns the way to give it back. `hear` gets what they would have
 * printed, and more of it than a console shows.
 */
export function guardConsole(log: Log = toStderr, hear?: Hear): () => void {
	const kept = { ...console };
	const told = (values: unknown[]) =>
		hear?.(
			formatWithOptions({ depth: 12, maxStringLength: null, maxArrayLength: null }, ...values)
		);
	const guarded = (...values: unknown[]) => {
		told(values);
		for (const value of values) {
			const line = reduce(value);
			if (line) log(`api: ${line}`);
		}
	};
	const silent = (...values: unknown[]) => void told(values);
	Object.assign(console, {
		error: guarded,
		warn: guarded,
		info: silent,
		log: silent,
		debug: silent,
		dir: silent
	});
	return () => Object.assign(console, kept);
}
