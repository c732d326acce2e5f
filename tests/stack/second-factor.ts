/**
 * Supabase Auth's second factors before a stack whose Auth has none: a server on loopback that speaks that API, with real
 * codes (RFC 6238) and the tokens it mints. Whatever else is asked goes on to the stack.
 */
import { createHmac, randomBytes, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { base32nopad } from '@scure/base';
import { testServer, type TestStack } from '../../supabase/local/testing.ts';
import { makeFactorTable } from '../../supabase/tests/factors.ts';

/** The code of a secret at a time in seconds: RFC 6238 over RFC 4226, steps of 30 seconds, SHA-1. */
export function totp(secret: Uint8Array, seconds = Date.now() / 1000, digits = 6): string {
	const step = Buffer.alloc(8);
	step.writeBigUInt64BE(BigInt(Math.floor(seconds / 30)));
	const mac = createHmac('sha1', secret).update(step).digest();
	const word = mac.readUInt32BE(mac[19]! & 15) & 0x7fffffff;
	return String(word % 10 ** digits).padStart(digits, '0');
}
/** The code that a device shows now which was told this secret, and whose clock is ahead by so many seconds. */
export const codeOf = (secret: string, ahead = 0) =>
	totp(base32nopad.decode(secret.replaceAll(' ', '')), Date.now() / 1000 + ahead);

type Claims = { sub: string; session_id: string; aal: string } & Record<string, unknown>;
type Row = { id: string; user_id: string; friendly_name: string; status: string; secret: string };
type Said = { status: number; body: unknown };

const refuse = (status: number, code: string): Said => ({ status, body: { code, message: code } });
const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

class Factors {
	readonly #stack: TestStack;
	readonly #secret = testServer().secrets.jwtSecret;
	/** Sessions that were proven, and each session's last refresh token. */
	readonly #proven = new Set<string>();
	readonly #refresh = new Map<string, string>();
	readonly #challenges = new Map<string, string>();

	constructor(stack: TestStack) {
		this.#stack = stack;
	}

	#sign(claims: Claims): string {
		const text = `${part({ alg: 'HS256', typ: 'JWT' })}.${part(claims)}`;
		return `${text}.${createHmac('sha256', this.#secret).update(text).digest('base64url')}`;
	}

	#claims(token: string): Claims | null {
		const [head, body, mac] = token.split('.');
		const right = createHmac('sha256', this.#secret).update(`${head}.${body}`).digest('base64url');
		return mac === right ? JSON.parse(Buffer.from(body!, 'base64url').toString()) : null;
	}

	async #of(user: string): Promise<Row[]> {
		return this.#stack.sql<Row[]>`select * from auth.mfa_factors where user_id = ${user}`;
	}

	async #shown(user: string) {
		const rows = await this.#of(user);
		return rows.map(({ secret: _, ...row }) => ({ ...row, factor_type: 'totp' }));
	}

	/** What the stack's Auth says of an account or a session, with the factors and the level that it knows nothing of. */
	async dress(said: Record<string, unknown>): Promise<Record<string, unknown>> {
		if (typeof said.id === 'string') return { ...said, factors: await this.#shown(said.id) };
		if (typeof said.access_token !== 'string') return said;
		const claims = this.#claims(said.access_token)!;
		this.#refresh.set(claims.session_id, String(said.refresh_token));
		const aal = this.#proven.has(claims.session_id) ? 'aal2' : 'aal1';
		const user = { ...(said.user as object), factors: await this.#shown(claims.sub) };
		return { ...said, access_token: this.#sign({ ...claims, aal }), user };
	}

	/** The addresses of the API; null for every other. */
	async answer(request: IncomingMessage, text: string): Promise<Said | null> {
		const found = /^\/auth\/v1\/factors(?:\/([0-9a-f-]{36})(?:\/(challenge|verify))?)?$/.exec(
			request.url ?? ''
		);
		if (!found) return null;
		const claims = this.#claims(request.headers.authorization?.replace('Bearer ', '') ?? '');
		if (!claims) return refuse(401, 'bad_jwt');
		const body = text ? (JSON.parse(text) as Record<string, string>) : {};
		const [, id, verb] = found;
		if (!id) return this.#enroll(claims, body.friendly_name ?? '');
		const factor = (await this.#of(claims.sub)).find((row) => row.id === id);
		if (!factor) return refuse(404, 'mfa_factor_not_found');
		if (request.method === 'DELETE') return this.#remove(claims, factor);
		return verb === 'challenge' ? this.#challenge(factor) : this.#verify(claims, factor, body);
	}

	async #enroll({ sub, aal }: Claims, name: string): Promise<Said> {
		const rows = await this.#of(sub);
		if (rows.some(({ status }) => status === 'verified') && aal !== 'aal2')
			return refuse(403, 'insufficient_aal');
		if (rows.some((row) => row.friendly_name === name))
			return refuse(422, 'mfa_factor_name_conflict');
		const [id, secret] = [randomUUID(), base32nopad.encode(randomBytes(20))];
		await this.#stack
			.sql`insert into auth.mfa_factors (id, user_id, friendly_name, factor_type, status, created_at, updated_at, secret)
			values (${id}, ${sub}, ${name}, 'totp', 'unverified', now(), now(), ${secret})`;
		const uri = `otpauth://totp/Gan%20Dan:can-bo?issuer=Gan%20Dan&secret=${secret}`;
		const shown = { qr_code: '<svg/>', secret, uri };
		return { status: 200, body: { id, type: 'totp', friendly_name: name, totp: shown } };
	}

	async #challenge({ id }: Row): Promise<Said> {
		const challenge = randomUUID();
		this.#challenges.set(challenge, id);
		const expires_at = Math.floor(Date.now() / 1000) + 300;
		return { status: 200, body: { id: challenge, type: 'totp', expires_at } };
	}

	async #verify(claims: Claims, factor: Row, body: Record<string, string>): Promise<Said> {
		const asked = this.#challenges.get(body.challenge_id ?? '');
		this.#challenges.delete(body.challenge_id ?? '');
		if (asked !== factor.id) return refuse(404, 'mfa_challenge_expired');
		const secret = base32nopad.decode(factor.secret);
		const near = [-30, 0, 30].map((by) => totp(secret, Date.now() / 1000 + by));
		if (!near.includes(body.code ?? '')) return refuse(422, 'mfa_verification_failed');
		await this.#stack.sql`update auth.mfa_factors set status = 'verified' where id = ${factor.id}`;
		this.#proven.add(claims.session_id);
		return {
			status: 200,
			body: {
				access_token: this.#sign({ ...claims, aal: 'aal2' }),
				token_type: 'bearer',
				expires_in: 3600,
				refresh_token: this.#refresh.get(claims.session_id),
				user: { id: claims.sub, factors: await this.#shown(claims.sub) }
			}
		};
	}

	async #remove({ aal }: Claims, { id, status }: Row): Promise<Said> {
		if (status === 'verified' && aal !== 'aal2') return refuse(403, 'insufficient_aal');
		await this.#stack.sql`delete from auth.mfa_factors where id = ${id}`;
		return { status: 200, body: { id } };
	}
}

const own = ['connection', 'content-encoding', 'content-length', 'transfer-encoding', 'host'];
const kept = (headers: Iterable<[string, string]>) =>
	Object.fromEntries([...headers].filter(([name]) => !own.includes(name)));

async function read(request: IncomingMessage): Promise<Buffer> {
	const parts: Buffer[] = [];
	for await (const chunk of request) parts.push(chunk as Buffer);
	return Buffer.concat(parts);
}

/** Stands before the stack until it is stopped. Its database learns the table that Supabase Auth would have. */
export async function withFactors(stack: TestStack) {
	await makeFactorTable(stack);
	const factors = new Factors(stack);
	const server = createServer(async (request, response) => {
		const body = await read(request);
		const said = await factors.answer(request, body.toString());
		if (said) {
			const headers = {
				'content-type': 'application/json',
				'x-supabase-api-version': '2024-01-01'
			};
			return response.writeHead(said.status, headers).end(JSON.stringify(said.body));
		}
		const asked = Object.entries(request.headers).map(([name, value]) => [name, String(value)]);
		const answer = await fetch(stack.origin + request.url, {
			method: request.method ?? 'GET',
			headers: kept(asked as [string, string][]),
			redirect: 'manual',
			...(body.length > 0 && { body: new Uint8Array(body) })
		});
		const whole = Buffer.from(await answer.arrayBuffer());
		const account = /^\/auth\/v1\/(token|user|signup)/.test(request.url ?? '') && answer.ok;
		const told = account
			? Buffer.from(JSON.stringify(await factors.dress(JSON.parse(whole.toString()))))
			: whole;
		response.writeHead(answer.status, kept(answer.headers)).end(told);
	});
	await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
	const { port } = server.address() as AddressInfo;
	return {
		origin: `http://127.0.0.1:${port}`,
		stop: () => new Promise((done) => (server.close(done), server.closeAllConnections()))
	};
}
