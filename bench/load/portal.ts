/** A running portal as its visitors ask it, in the shape in which the tests of the edge ask theirs: one process of ours, lines that are kept. */
import { randomBytes, randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';
import { gunzipSync } from 'node:zlib';
import type { Sql } from 'postgres';
import { answer as lookupAnswer } from '../../supabase/functions/_shared/contracts/lookup.ts';
import { decodeAnswer, encodeRequest, fromHex } from '../../supabase/functions/_shared/frames/index.ts';
import { invite, signIn, signUp } from '../../supabase/local/officers.ts';
import type { Body } from '../../supabase/local/testing.ts';
import type { World } from '../../tests/functions/world.ts';

export type Said = { status: number; body: Body };
export type Portal = ReturnType<typeof portalAt>;

type Sent = { method?: 'GET' | 'POST'; body?: string | Uint8Array; type?: string; token?: string };

/** Asks the portal at `origin`. */
export function portalAt(origin: string, publishableKey: string) {
	const lines = new Agent({ keepAlive: true, maxSockets: 1000 });
	/** How many answers came of each status. */
	const statuses = new Map<number, number>();
	const faults: string[] = [];
	/** Lines that ended before an answer; as a page that asks again, whoever asked hears of status 0. */
	const cut = (error: NodeJS.ErrnoException) => {
		faults.push(`no answer: ${error.code}`);
		return { status: 0, bytes: Buffer.alloc(0) };
	};
	const send = (path: string, sent: Sent) =>
		new Promise<{ status: number; bytes: Buffer }>((resolve, reject) => {
			const { method = 'POST', body, type = 'application/json', token } = sent;
			const headers: Record<string, string> = { apikey: publishableKey, 'accept-encoding': 'gzip' };
			if (body !== undefined) {
				headers['content-type'] = type;
				headers['content-length'] = String(Buffer.byteLength(body));
			}
			if (token) headers.authorization = `Bearer ${token}`;
			const asked = request(origin + path, { agent: lines, method, headers }, (answer) => {
				const parts: Buffer[] = [];
				answer.on('data', (part: Buffer) => void parts.push(part));
				answer.once('error', reject);
				answer.once('end', () => {
					const status = answer.statusCode!;
					statuses.set(status, (statuses.get(status) ?? 0) + 1);
					const bytes = Buffer.concat(parts);
					resolve({ status, bytes: answer.headers['content-encoding'] === 'gzip' ? gunzipSync(bytes) : bytes });
				});
			});
			// A line that the server closed in the moment in which it was taken again: a browser opens another.
			const isStale = (error: NodeJS.ErrnoException) => asked.reusedSocket && error.code === 'ECONNRESET';
			asked.once('error', (error) => (isStale(error) ? send(path, sent).then(resolve, reject) : reject(error)));
			asked.end(body);
		});
	const post = async (path: string, sent: object, token?: string): Promise<Said> => {
		const { status, bytes } = await send(path, { body: JSON.stringify(sent), token }).catch(cut);
		if (status === 0) return { status, body: null };
		const text = bytes.toString();
		const body: Body = text === '' ? null : JSON.parse(text);
		const isBusy = status === 503 && [body?.code, body?.message].includes('busy');
		if (status >= 500 && !isBusy) faults.push(`${path} ${status} ${text.slice(0, 200)}`);
		return { status, body };
	};
	return {
		origin,
		keys: { publishable: publishableKey },
		statuses,
		/** 5xx that are not `busy`. */
		faults,
		rpc: (name: string, args: object, token?: string) => post(`/rest/v1/rpc/${name}`, args, token),
		edge: (path: string, action: string, args: object, token?: string) =>
			post(`/functions/v1/${path}`, { action, ...args }, token),
		/** A page, a file or a feed. */
		async get(path: string): Promise<Buffer> {
			const { status, bytes } = await send(path, { method: 'GET' }).catch(cut);
			if (status !== 200 && status !== 0) faults.push(`GET ${path} ${status}`);
			return bytes;
		},
		async lookup(asked: unknown, secret: string) {
			const type = 'application/octet-stream';
			const { status, bytes } = await send('/functions/v1/lookup', { body: encodeRequest(asked), type });
			if (status !== 200) throw new Error(`lookup ${status}`);
			return lookupAnswer.parse(decodeAnswer(new Uint8Array(bytes), fromHex(secret)));
		},
		end: () => lines.destroy()
	};
}

/** An officer of the unit, who can sign in anew when the hour of a token is over. */
export async function makeOfficer(portal: Portal, sql: Sql, { unit }: World, roles: string[]) {
	const door = { origin: portal.origin, publishableKey: portal.keys.publishable };
	const email = `${roles[0]}-${randomUUID()}@example.test`;
	const password = randomBytes(12).toString('base64url');
	const invitation = await invite(sql, { unit, name: 'Cán bộ Thử Nghiệm', email, roles });
	let { token } = await signUp(door, email, password, invitation);
	return {
		ask: (name: string, args: object) => portal.rpc(name, args, token),
		token: () => token,
		async signInAnew() {
			({ token } = await signIn(door, email, password));
		}
	};
}


/** The answer of what must be answered so. @throws Error with what it was refused with */
export function demand(said: Said, also: number[] = []): Said {
	if (said.status !== 200 && !also.includes(said.status))
		throw new Error(`${said.status} ${JSON.stringify(said.body)}`);
	return said;
}
