/** The doors of a portal that may be away for a while, asked as our pages ask them: a command is sent again, with its key, until it is answered. */
import { setTimeout as pause } from 'node:timers/promises';
import {
	decodeAnswer,
	encodeRequest,
	fromHex
} from '../../supabase/functions/_shared/frames/index.ts';
import { answer as lookupAnswer } from '../../supabase/functions/_shared/contracts/lookup.ts';
import type { Body } from '../../supabase/local/testing.ts';

/** `status` 0: no answer came. */
export type Said = { status: number; body: Body };
export type Doors = ReturnType<typeof doorsOf>;

/** What may be answered without an answer: the line is cut, or the server says that it cannot now. */
const passing = ({ status }: Said) => status === 0 || status === 503;

/** The answer of a command that must be taken. @throws Error with what it was refused with */
export function demand({ status, body }: Said): Body {
	if (status !== 200) throw new Error(`${status} ${JSON.stringify(body)}`);
	return body;
}

export function doorsOf(origin: string, publishableKey: string) {
	/** Answers that no page has words for. */
	const faults: string[] = [];
	/** How often somebody heard nothing, or `busy`. */
	let refused = 0;
	const send = async (path: string, body: BodyInit, type: string, token?: string) => {
		const headers: Record<string, string> = { apikey: publishableKey, 'content-type': type };
		if (token) headers.authorization = `Bearer ${token}`;
		const signal = AbortSignal.timeout(15_000);
		const answer = await fetch(origin + path, { method: 'POST', headers, body, signal });
		return { status: answer.status, bytes: new Uint8Array(await answer.arrayBuffer()) };
	};
	const ask = async (path: string, sent: object, token?: string): Promise<Said> => {
		try {
			const { status, bytes } = await send(path, JSON.stringify(sent), 'application/json', token);
			const text = new TextDecoder().decode(bytes);
			const body: Body = text === '' ? null : JSON.parse(text);
			if (status >= 500 && !(status === 503 && [body.code, body.message].includes('busy')))
				faults.push(`${path} ${(sent as { action?: string }).action ?? ''} ${status} ${text}`);
			return { status, body };
		} catch {
			return { status: 0, body: null };
		}
	};
	/** One frame to the lookup, one back; null where none came. */
	const frame = (bytes: Uint8Array<ArrayBuffer>) =>
		send('/functions/v1/lookup', bytes, 'application/octet-stream').then(
			({ status, bytes }) => (status === 200 ? bytes : null),
			() => null
		);
	const again = async () => {
		refused++;
		await pause(50 + Math.random() * 150);
	};
	const until = async (one: () => Promise<Said>): Promise<Said> => {
		for (;;) {
			const said = await one();
			if (!passing(said)) return said;
			await again();
		}
	};
	return {
		faults,
		refused: () => refused,
		rpc: (name: string, args: unknown, token?: string) =>
			until(() => ask(`/rest/v1/rpc/${name}`, args as object, token)),
		edge: (path: string, action: string, args: unknown, token?: string) =>
			until(() => ask(`/functions/v1/${path}`, { action, ...(args as object) }, token)),
		/** A door of SQL, asked once, whatever it says. */
		once: (name: string) => ask(`/rest/v1/rpc/${name}`, {}),
		/** What a timer does, done once: an edge function that its secret opens. */
		timed: (name: string, secret: string) => ask(`/functions/v1/${name}`, {}, secret),
		/** What is sealed for whoever has a code. */
		async lookup(request: unknown, secret: string) {
			for (;;) {
				const came = await frame(encodeRequest(request));
				const said = came && lookupAnswer.parse(decodeAnswer(came, fromHex(secret)));
				if (said && !('code' in said && said.code === 'busy')) return said;
				await again();
			}
		},
		/** In milliseconds from now: when a door of SQL and one of the edge have both answered. */
		async answersAgain(): Promise<number> {
			const from = performance.now();
			for (;;) {
				const { status } = await ask('/rest/v1/rpc/unit_public', {});
				if (status === 200) break;
				await pause(20);
			}
			await until(() => ask('/functions/v1/booking', { action: 'booking_challenge' }));
			return performance.now() - from;
		}
	};
}
