/** The doors of a portal that may be away for a while, asked as our pages ask them: a command is sent again, with its key, until it is answered. */
import { setTimeout as pause } from 'node:timers/promises';
import type { Body } from '../../supabase/local/testing.ts';

/** `status` 0: no answer came. */
export type Said = { status: number; body: Body };
export type Doors = ReturnType<typeof doorsOf>;

/** What may be answered without an answer: the line is cut, or the server says that it cannot now. */
const passing = ({ status }: Said) => status === 0 || status === 503;

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
	const until = async (one: () => Promise<Said>): Promise<Said> => {
		for (;;) {
			const said = await one();
			if (!passing(said)) return said;
			refused++;
			await pause(50 + Math.random() * 150);
		}
	};
	return {
		faults,
		refused: () => refused,
		rpc: (name: string, args: object, token?: string) =>
			until(() => ask(`/rest/v1/rpc/${name}`, args, token)),
		edge: (path: string, action: string, args: object) =>
			until(() => ask(`/functions/v1/${path}`, { action, ...args })),
		/** A door of SQL, asked once, whatever it says. */
		once: (name: string) => ask(`/rest/v1/rpc/${name}`, {}),
		/** One frame to the lookup, one back; null where none came. */
		frame: (bytes: Uint8Array<ArrayBuffer>) =>
			send('/functions/v1/lookup', bytes, 'application/octet-stream').then(
				({ status, bytes }) => (status === 200 ? bytes : null),
				() => null
			),
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
