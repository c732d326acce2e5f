/** The one way out of the browser. Only `<room>.ts` files call it, and only by the names of their contract. */
import type { Door } from '#contracts/door.ts';
import { fieldsOf } from '#shared/answer/fields.ts';
import type * as z from 'zod/mini';
import { Problem } from './problem.ts';
import { send } from './send.ts';
import { officerToken, sessionCodes, tokenRefused } from './token.ts';

export { config, type Config } from './config.ts';

type Doors = Record<string, Door>;
export type CallOptions = {
	/** Leaving the page, or a newer question, ends the old one: it throws an AbortError. */
	signal?: AbortSignal | undefined;
	/** Milliseconds for each try; 15 seconds unless told. */
	timeout?: number;
	/** Id of the officer whose doing this is: with anybody else signed in nothing is sent (`other_officer`). */
	as?: string | undefined;
};

const TRIES = 3;

/**
 * Asks a door and answers what its contract promises.
 *
 * A command (it has a `key`) is sent again, with the same key, when no answer came or the server was busy: at most
 * twice, later each time. Everything else is sent once.
 * @throws Problem with a code; `invalid` and `fields` when the question itself breaks the contract
 */
export async function call<D extends Doors, N extends keyof D & string>(
	doors: D,
	name: N,
	args: z.input<D[N]['args']>,
	options: CallOptions = {}
): Promise<z.output<D[N]['answer']>> {
	const door: Door = doors[name]!;
	const { url, body, isCommand } = questionOf(doors, name, args);
	const tries = isCommand ? TRIES : 1;
	const said = await again(tries, options.signal, () => ask(door, url, body, options));
	const answer = door.answer.safeParse(said);
	if (!answer.success) throw new Problem({ code: 'bad_answer', status: 502 });
	return answer.data as z.output<D[N]['answer']>;
}

/**
 * A question as it goes over the line.
 * @throws Problem `invalid` and `fields` when it breaks the contract
 */
export function questionOf<D extends Doors, N extends keyof D & string>(
	doors: D,
	name: N,
	args: z.input<D[N]['args']>
): { url: string; body: string; isCommand: boolean } {
	const door: Door = doors[name]!;
	const asked = door.args.safeParse(args);
	if (!asked.success) {
		const fields = fieldsOf(asked.error.issues, args);
		throw new Problem({ code: 'invalid', status: 422, field: fields[0]?.field, fields });
	}
	const question = asked.data as Record<string, unknown>;
	const edge = door.kind === 'edge';
	return {
		url: edge ? `/functions/v1/${door.path}` : `/rest/v1/rpc/${name}`,
		body: JSON.stringify(edge ? { action: name, ...question } : question),
		isCommand: typeof question.key === 'string'
	};
}

/** For a function that talks in frames of bytes: sends them, answers with bytes. Not sent again by itself. */
export async function exchange(
	path: string,
	bytes: Uint8Array,
	options: CallOptions = {}
): Promise<Uint8Array> {
	const { signal, timeout = 15_000 } = options;
	const body = new Uint8Array(bytes);
	const answer = await send({ url: `/functions/v1/${path}`, body, signal, timeout });
	return new Uint8Array(await answer.arrayBuffer());
}

async function ask(door: Door, url: string, body: string, options: CallOptions): Promise<unknown> {
	const token = door.who === 'officer' ? await officerToken(options.as) : null;
	if (door.who === 'officer' && !token)
		throw refused(new Problem({ code: 'sign_in', status: 401 }), null);
	const { signal, timeout = 15_000 } = options;
	try {
		const answer = await send({ url, body, token, signal, timeout });
		return door.binary ? new Uint8Array(await answer.arrayBuffer()) : await answer.json();
	} catch (error) {
		if (error instanceof SyntaxError) throw new Problem({ code: 'bad_answer', status: 502 });
		throw token ? refused(error, token) : error;
	}
}

function refused(error: unknown, of: string | null): unknown {
	if (error instanceof Problem && sessionCodes.has(error.code) && !error.field)
		tokenRefused(error.code, of);
	return error;
}

async function again<T>(tries: number, signal: AbortSignal | undefined, work: () => Promise<T>) {
	for (let tried = 1; ; tried++) {
		try {
			return await work();
		} catch (error) {
			const worth = error instanceof Problem && (error.offline || error.code === 'busy');
			if (!worth || tried >= tries || error.code === 'offline') throw error;
			await pause((error.retryAfter ?? tried * 0.5) * 1000 * (1 + Math.random() / 2), signal);
		}
	}
}

/** Waits so that many callers who were refused at once do not come back at once. */
function pause(milliseconds: number, signal?: AbortSignal): Promise<void> {
	return new Promise((resolve, reject) => {
		const timer = setTimeout(resolve, milliseconds);
		signal?.addEventListener('abort', () => {
			clearTimeout(timer);
			reject(new DOMException('left', 'AbortError'));
		});
	});
}
