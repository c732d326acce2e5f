/** The portal that is examined, and how it is asked: without following anybody elsewhere, and never for long. */
import type { Sql } from 'postgres';
import { Stop } from '../../supabase/local/stop.ts';

export type Answer = {
	url: string;
	status: number;
	headers: Headers;
	/** As it came, unpacked. */
	body: Buffer;
	text: string;
	/** Milliseconds since 1970 by our clock: when it was sent, and when its head was there. */
	sent: number;
	came: number;
};

type How = {
	method?: string;
	headers?: Record<string, string>;
	body?: string | Uint8Array<ArrayBuffer>;
	/** Another address than the portal's own. */
	origin?: string;
};

export type Ask = (path: string, how?: How) => Promise<Answer>;

/** What whoever calls the doctor knows beforehand. */
export type Known = {
	/** The leads' keys as they were read out in person, by the unit's code: 64 hex digits. */
	leads?: Readonly<Record<string, string>>;
	/** The public key of whoever builds the pages: 64 hex digits. */
	builder?: string;
	/** The secrets of the edge functions, as they were set. */
	secrets?: Readonly<Record<string, string>>;
	/** Files of the proxy's and the servers' logs. */
	logs?: readonly string[];
};

export type Config = { publishableKey: string; deploymentId: string };

export type Patient = {
	origin: string;
	/** On this machine, where there is nothing between us and the portal. */
	loopback: boolean;
	ask: Ask;
	/** Calls a public door, and gives its answer or null. */
	door: (name: string, args: unknown) => Promise<unknown>;
	/** Null where `/_config.json` says nothing that pages could use. */
	config: Config | null;
	known: Known;
	/** The database, where it was named. */
	sql?: Sql;
};

const PATIENCE = 15_000;

export const json = (text: string): unknown => {
	try {
		return JSON.parse(text);
	} catch {
		return null;
	}
};

function asking(portal: string): Ask {
	return async (path, { method = 'GET', headers = {}, body, origin = portal } = {}) => {
		const url = origin + path;
		const sent = Date.now();
		const signal = AbortSignal.timeout(PATIENCE);
		const answer = await fetch(url, { method, headers, body, signal, redirect: 'manual' });
		const came = Date.now();
		const bytes = Buffer.from(await answer.arrayBuffer());
		const { status, headers: got } = answer;
		return { url, status, headers: got, body: bytes, text: bytes.toString('utf8'), sent, came };
	};
}

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';

/** What pages are told of where they run. */
export function configOf(text: string): Config | null {
	const told = Object(json(text)) as Partial<Config>;
	return isText(told.publishableKey) && isText(told.deploymentId) ? (told as Config) : null;
}

/** @throws Stop where nobody answers: then nothing can be said of it. */
export async function visit(address: string, known: Known = {}): Promise<Patient> {
	if (!URL.canParse(address) || !/^https?:$/.test(new URL(address).protocol))
		throw new Stop('Say whom: npm run doctor -- https://<the portal>');
	const { origin, hostname } = new URL(address);
	const ask = asking(origin);
	const told = await ask('/_config.json').catch((error: unknown) => {
		const { code = 'no answer' } = Object((error as Error).cause ?? error) as { code?: string };
		throw new Stop(`${origin} does not answer (${code}): nothing can be said of it.`);
	});
	const config = configOf(told.text);
	return {
		origin,
		loopback: /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname),
		ask,
		async door(name, args) {
			const answer = await ask(`/rest/v1/rpc/${name}`, {
				method: 'POST',
				headers: { 'content-type': 'application/json', apikey: config?.publishableKey ?? '' },
				body: JSON.stringify(args)
			});
			return answer.status === 200 ? json(answer.text) : null;
		},
		config,
		known
	};
}
